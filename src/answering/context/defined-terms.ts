/**
 * The definitions a document gives, each with its quotation and with how far it reaches. Stricter than `defined-words.ts`, which only has to tell that
 * a statement says the same by another name: what is offered here as a definition must be one.
 *
 *   § 2 Begriffsbestimmungen                        heading: for the whole law
 *   In diesem Abschnitt bezeichnet                  "in this division": only there
 *   1. „Haushalt“ die Gemeinschaft der Personen …   quotation: the item
 */
import { isNote, locate, type LegalDocument, type Located, type Provision, type Span } from '../../document.js';
import { linesOf } from '../../text.js';
import { restartsNumbering } from '../../indexing/provision-kinds.js';
import { basicProvisionOf, chainOf } from '../cite.js';
import { definitionFormsOf, type DefinitionForms } from './definition-forms.js';
import type { Termed } from './terms-in-text.js';
import { wordsOf } from './word-forms.js';

export interface DefinedTerm extends Termed {
  /** The definition, whole. */
  readonly span: Span;
  /** Where the term has this meaning; `null`: in the whole work. */
  readonly reach: Span | null;
}

/** A longer definition would bury the answer, and a cut one would be wrong: it is left to its law. UTF-16 units. */
const longestDefinition = 1_200;
/** Words of the sections above an item that say how far it reaches. */
const longestIntroduction = 600;

const read = new WeakMap<LegalDocument, readonly DefinedTerm[]>();

/** In text order; read once for each document. */
export function definedTerms(document: LegalDocument): readonly DefinedTerm[] {
  const known = read.get(document);
  if (known !== undefined) return known;
  const starts = startsOf(document);
  const begins = new Set(starts.map(({ line }) => line.start));
  const defined = starts.flatMap((start) => definitionAt(document, start, begins) ?? []);
  read.set(document, defined);
  return defined;
}

/** Where something looks like a definition. */
interface Start {
  readonly term: string;
  readonly line: Span;
  /** Behind the words that define: what stands before says how far the definition reaches. */
  readonly end: number;
  readonly needs: 'nothing' | 'announcement' | 'heading' | 'use';
}

/** A source that marks its terms marks all of them; in others they are told by their form. */
function startsOf({ text, language, terms }: LegalDocument): Start[] {
  if (terms.length > 0) return terms.map(({ text: term, span }) => ({ term, line: lineAt(text, span.start), end: span.end, needs: 'nothing' }));
  const forms = definitionFormsOf(language);
  if (forms === undefined) return [];
  const rows = [...rowsOf(forms.sentences, 'nothing'), ...rowsOf(forms.items, 'announcement'), ...rowsOf(forms.underHeading, 'heading'), ...rowsOf(forms.introduced ?? [], 'use')];
  const starts: Start[] = [];
  for (const line of linesOf(text, { start: 0, end: text.length })) {
    if (line.end - line.start > longestDefinition) continue;
    const words = text.slice(line.start, line.end);
    for (const { pattern, needs } of rows) {
      for (const { 0: found, index, groups } of words.matchAll(pattern)) {
        const term = groups!['term']!.trim();
        const isKnown = starts.some((other) => other.line.start === line.start && other.term === term);
        if (!isKnown) starts.push({ term, line, end: line.start + index + found.length, needs });
      }
    }
  }
  return starts;
}

const rowsOf = (patterns: readonly RegExp[], needs: Start['needs']): { pattern: RegExp; needs: Start['needs'] }[] => patterns.map((pattern) => ({ pattern, needs }));

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end === -1 ? text.length : end };
}

function definitionAt(document: LegalDocument, start: Start, begins: ReadonlySet<number>): DefinedTerm | null {
  const located = locate(document, { start: start.end - 1, end: start.end });
  if (located === null || chainOf(located).some(({ kind }) => isNote(kind)) || !/\p{L}{2}/u.test(start.term)) return null;
  const forms = definitionFormsOf(document.language);
  const basic = basicProvisionOf(located);
  if (start.needs === 'heading' && !isDefining(forms, basic)) return null;
  if (start.needs === 'use' && !isUsed(document, start)) return null;
  if (start.needs === 'announcement' && !isDefining(forms, basic) && !isAnnounced(document, forms, located, start)) return null;
  const span = extentOf(document, located, start, begins);
  return span === null ? null : { term: start.term, words: wordsOf(start.term, document.language), span, reach: reachOf(document, forms, located, start) };
}

const isDefining = (forms: DefinitionForms | undefined, { provision: { heading } }: Located): boolean => heading !== null && forms?.heading.test(heading.trim()) === true;

/** Does the law go on to use the name? One that stands in parentheses again only explains again. */
function isUsed({ text }: LegalDocument, { term, end }: Start): boolean {
  for (let at = text.indexOf(term, end); at !== -1; at = text.indexOf(term, at + 1)) if (!/[\p{L}(]/u.test(text[at - 1] ?? '')) return true;
  return false;
}

/** The lines that lead to it, from the section on: those of each provision above its first child. */
function introductionsTo({ text }: LegalDocument, located: Located, before: number): string[] {
  const chain = chainOf(located);
  const basic = chain.findIndex(({ eId }) => eId === basicProvisionOf(located).provision.eId);
  return chain.slice(basic).map(({ body, provisions }) => {
    const end = Math.min(provisions[0]?.span.start ?? body.end, before);
    return text.slice(body.start, Math.min(end, body.start + longestIntroduction)).trimEnd();
  });
}

function isAnnounced(document: LegalDocument, forms: DefinitionForms | undefined, located: Located, { line }: Start): boolean {
  return forms !== undefined && introductionsTo(document, located, line.start).some((lines) => lines.split('\n').some((one) => forms.announces.test(one)));
}

/** An item of what is being defined: `(a)`, `2.`, `1°`. */
const item = /^\s*(?:[(（]?(?:\p{L}{1,4}|\p{N}{1,3})[)）.°]|[-–—•])\s?/u;
const unfinished = /(?:[:：—–-]|(?<!\p{L})(?:means|includes|désigne))\s*$/u;

/** The provision that is the definition; where one provision holds many, its line with the items that belong to it. `null` when it is too long to be shown whole. */
function extentOf({ text }: LegalDocument, located: Located, { line }: Start, begins: ReadonlySet<number>): Span | null {
  const { body } = located.provision;
  const holdsOthers = [...begins].some((begin) => begin !== line.start && begin > body.start && begin < body.end);
  const isOwn = body.start >= line.start && !holdsOthers;
  const first = Math.max(line.start, body.start <= line.end ? body.start : line.start);
  let end = line.end;
  if (isOwn) end = body.end;
  else if (unfinished.test(text.slice(first, end))) {
    while (end < body.end && !begins.has(end + 1)) {
      const next = lineAt(text, end + 1);
      if (next.end > body.end || !item.test(text.slice(next.start, next.end))) break;
      end = next.end;
    }
    if (end === line.end) return null;
  }
  const quoted = text.slice(first, end).trimEnd();
  return quoted.length > longestDefinition ? null : { start: first, end: first + quoted.length };
}

function reachOf(document: LegalDocument, forms: DefinitionForms | undefined, located: Located, { line, end, needs }: Start): Span | null {
  const words = [...introductionsTo(document, located, line.start), document.text.slice(line.start, end)].join('\n');
  const basic = basicProvisionOf(located);
  const chain = chainOf(located);
  const part = forms?.part.exec(words);
  if (part !== null && part !== undefined) {
    const kinds = forms?.kinds[part.groups?.['unit']?.toLowerCase() ?? ''] ?? [];
    return (chain.findLast(({ kind }) => kinds.includes(kind)) ?? basic.provision).span;
  }
  const schedule = chain.find(({ kind }) => restartsNumbering(kind));
  // A name is given for all that follows.
  if (forms?.whole.test(words) === true || needs === 'use') return null;
  if (schedule !== undefined) return schedule.span;
  return isDefining(forms, basic) || isOpening(basic, document) ? null : basic.provision.span;
}

/** Many laws define in their very first section, whatever it is called. */
function isOpening({ provision }: Located, { provisions }: LegalDocument): boolean {
  const firstNumbered = (level: readonly Provision[]): Provision | undefined => level.find(({ number }) => number !== null);
  const first = firstNumbered(provisions);
  return first !== undefined && first.eId === provision.eId;
}
