/** Running text of Justice Canada XML -> lines: references and defined terms marked, a table row a line. */
import type { CitationPart } from '../../../citation.js';
import type { DefinedTerm } from '../../../document.js';
import { numberValue, toSuperscript } from '../../../numerals.js';
import { fold, lineBuilder, type Line, type LineBuilder, type MarkTarget } from '../../tree/draft.js';
import { workOfLink } from './facts.js';
import { childElements, descendants, textOfElement, type XmlElement } from '../xml-tree.js';

export type Language = 'en' | 'fr';
type Counterpart = DefinedTerm['counterpart'];

/** How the text being read is to be taken. */
export interface Wording {
  readonly language: Language;
  /** Words of another law: its terms are not defined here, and its section numbers are not ours. */
  readonly quoted: boolean;
  /** The definition round the text, whose last words name the term of the other language; `null`: each paragraph for itself. */
  readonly scope: XmlElement | null;
}

/** Elements that end the line they stand on; a label does not, so that `170` `(3)` and the text stand on one line. */
const endsLine = new Set([
  'Text', 'MarginalNote', 'TitleText', 'OriginatingRef', 'HistoricalNote', 'HistoricalNoteSubItem', 'FormulaText', 'FormulaConnector', 'Repealed', 'Note', 'AlternateText', 'Caption', 'title', 'row',
  'Oath', 'SignatureName', 'SignatureTitle', 'SignatureLine', 'BilingualItemEn', 'BilingualItemFr', 'ProvisionHeading', 'AmendmentDate',
]);
/** Of these, the ones that also stand inside running text, where they end nothing. */
const alsoInline = new Set(['Note', 'HistoricalNote', 'AlternateText', 'Caption']);
const labels = new Set(['Label', 'FormulaTerm', 'AmendmentCitation']);

/** Elements whose text has no markup worth a mark and no lines of its own. */
export function plainText(element: XmlElement): string {
  return fold(textOfElement(element));
}

/** Where the other language has no term, some files say so in the place of one. */
const noTerm = /^(?:french version only|english version only|version (?:anglaise|française) seulement)$/i;

/** The defined terms below, of one language. */
function termsIn(element: XmlElement, name: string): string[] {
  return [...descendants(element)].filter((inner) => inner.name === name).map(plainText).filter((term) => term !== '' && !noTerm.test(term));
}

/** Language-neutral name of a definition, from its English term (its French one where there is no other): `authorized-foreign-bank`. */
export function definitionName(definition: XmlElement): string | undefined {
  const term = termsIn(definition, 'DefinedTermEn')[0] ?? termsIn(definition, 'DefinedTermFr')[0];
  const name = term?.normalize('NFKD').toLowerCase().replace(/[’']/gu, '').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return name === '' ? undefined : name;
}

/** Terms are paired in order where both languages name as many, else all the others stand for each. */
function counterpartOf(term: XmlElement, scope: XmlElement, language: Language): Counterpart {
  const otherLanguage = language === 'en' ? 'fr' : 'en';
  const own = termsIn(scope, term.name);
  const others = termsIn(scope, otherLanguage === 'fr' ? 'DefinedTermFr' : 'DefinedTermEn');
  if (others.length === 0) return null;
  const at = own.indexOf(plainText(term));
  return { language: otherLanguage, text: own.length === others.length && at !== -1 ? others[at]! : others.join(', ') };
}

/** `24` with `(1)(a)` behind it: section 24, subsection 1, paragraph a. French writes `24(1)a)`. */
function internalParts(number: string, brackets: string): CitationPart[] {
  const value = /^\d/.test(number) ? numberValue(number) : null;
  if (value === null) return [];
  const kinds = ['subsection', 'paragraph', 'subparagraph', 'clause', 'subclause'];
  const inner = [...brackets.matchAll(/\(?([^()]+)\)/gu)].map((match) => match[1]!.toLowerCase().replace(/\./g, '-'));
  // `5(a)`: a letter directly behind a section is a paragraph.
  const from = /^\d/.test(inner[0] ?? '1') ? 0 : 1;
  return [{ kind: 'section', value }, ...inner.map((each, at) => ({ kind: kinds[at + from] ?? 'point', value: each }))];
}

/** Brackets that belong to the number before them; nothing else in a law begins so without a space. */
const bracketsBehind = /^(?:\(?[\dA-Za-z]{1,5}(?:\.\d+)?\))+/;

/** Children of running text. A number marked as a reference takes the brackets behind it into its mark. */
function addChildren(element: XmlElement, line: LineBuilder, wording: Wording): void {
  const { children } = element;
  for (let at = 0; at < children.length; at++) {
    const child = children[at]!;
    if (typeof child === 'string') {
      line.add(child);
      continue;
    }
    if (child.name !== 'XRefInternal' || wording.quoted) {
      addInline(child, line, wording);
      continue;
    }
    const next = children[at + 1];
    const behind = typeof next === 'string' ? (bracketsBehind.exec(next)?.[0] ?? '') : '';
    const parts = internalParts(plainText(child), behind);
    line.open(parts.length === 0 ? null : { work: null, id: null, parts });
    addChildren(child, line, wording);
    line.add(behind);
    line.close();
    if (typeof next !== 'string') continue;
    line.add(next.slice(behind.length));
    at += 1;
  }
}

function externalTarget(element: XmlElement): MarkTarget | null {
  const work = workOfLink(element.attributes.link, element.attributes['reference-type']);
  return work === null ? null : { work, id: null, parts: [] };
}

/** Text of one element inside a line, with everything in it. */
export function addInline(element: XmlElement, line: LineBuilder, wording: Wording): void {
  const { name } = element;
  if ((name === 'Sup' || name === 'FootnoteRef') && /^\s*\d+\s*$/.test(textOfElement(element))) {
    line.add(toSuperscript(textOfElement(element).trim()));
  } else if (name === 'XRefExternal') {
    line.open(externalTarget(element));
    addChildren(element, line, wording);
    line.close();
  } else if (!wording.quoted && name === (wording.language === 'en' ? 'DefinedTermEn' : 'DefinedTermFr')) {
    line.openTerm();
    addChildren(element, line, wording);
    line.closeTerm(wording.scope === null ? null : counterpartOf(element, wording.scope, wording.language));
  } else if (name === 'Leader' || name === 'LeaderRightJustified' || name === 'FormBlank' || name === 'LineBreak') {
    line.add(' ');
    addChildren(element, line, wording);
    line.add(' ');
  } else if (endsLine.has(name) || labels.has(name) || name === 'Provision') {
    // A paragraph in a cell or in a sentence: kept apart, but on the same line.
    if (!alsoInline.has(name)) line.add(' ');
    addChildren(element, line, wording);
    if (!alsoInline.has(name)) line.add(' ');
  } else addChildren(element, line, wording);
}

function addRow(row: XmlElement, line: LineBuilder, wording: Wording): void {
  childElements(row).forEach((entry, at) => {
    if (at > 0) line.cell();
    addInline(entry, line, wording);
  });
  line.lineBreak();
}

/** Name and translation in the two columns of one row, as they are printed. */
function addBilingual(group: XmlElement, line: LineBuilder, wording: Wording): void {
  let first = true;
  for (const item of childElements(group)) {
    const paired = item.name === 'BilingualItemEn' || item.name === 'BilingualItemFr';
    if (paired && !first) line.cell();
    addInline(item, line, wording);
    first = !paired || !first;
    if (first) line.lineBreak();
  }
  line.lineBreak();
}

function addBlock(element: XmlElement, line: LineBuilder, wording: Wording): void {
  if (element.name === 'row') addRow(element, line, wording);
  else if (element.name === 'BilingualGroup') addBilingual(element, line, wording);
  else if (labels.has(element.name)) {
    addInline(element, line, wording);
    line.add(' ');
  } else if (hasOwnText(element) || (endsLine.has(element.name) && element.name !== 'HistoricalNote')) {
    const scope = wording.scope ?? element;
    addInline(element, line, { ...wording, scope });
    line.lineBreak();
  } else for (const child of childElements(element)) addBlock(child, line, wording);
}

const hasOwnText = (element: XmlElement): boolean => element.children.some((child) => typeof child === 'string' && child.trim() !== '');

/** The lines of elements that are no provisions: paragraphs, tables, formulas, quoted law. */
export function linesOf(elements: readonly XmlElement[], wording: Wording): Line[] {
  const line = lineBuilder();
  for (const element of elements) addBlock(element, line, wording);
  line.lineBreak();
  return wording.quoted ? line.lines.map((each) => ({ ...each, citesElsewhere: true })) : [...line.lines];
}
