/** A sentence of law that cites a provision, and a paragraph of guidance that does -> the provision cited. */
import type { Citation } from '../citation.js';
import { isNote, walk, type LegalDocument, type Span } from '../document.js';
import { sentencesOf } from '../sentences.js';
import { languageOf, placeOf, textAt, type HeldLaw } from './held-law.js';
import { lettersIn, mineNegatives } from './negatives.js';
import { idOf, isRelated, type Candidate, type Pair, type Place } from './pair.js';

/** Characters of a citing sentence without its citation: less says nothing of the provision cited, more says too many other things. */
const citingLength = { least: { citation: 60, guidance: 30 }, most: 450 };
/** A sentence with more references says little of each. */
const MOST_REFERENCES = 1;
/** Letters of a provision that is worth citing for what it says. */
const FEWEST_LETTERS = 40;
/** Provisions that only name their act: a citation that leads there means section 1 of something else. */
const naming = /(?:short title|titre abrégé|kurztitel)$/iu;
/** What stands before or behind a citation that is one of a list or of a range: `§§ 3 und`, `–59`. */
const listBefore = /(?:§§?|[\p{N}\p{L})]\s*(?:,|;|und|and|et|or|oder|ou|bis|to|à|ja|kuni|و|أو|–|-))\s*$/u;
const listBehind = /^\s*(?:,?\s*(?:und|and|et|or|oder|ou|bis|to|à|ja|kuni|و|أو)|[,;–-])\s*(?:§|(?:[A-Z]\.?\s?)?\(?[\p{N}]|\([\p{L}\p{N}]{1,4}\))/u;
/** `(2)`, `a)`, `1.` at the beginning. */
const enumerators = /^(?:[-–•]\s*)?(?:\(?(?:\p{N}{1,3}(?:\.\p{N}+)*|\p{L}{1,2}|[ivxlc]{1,5})(?:[.)]\)?\s*|\s?[-–]\s)|[¹²³⁴⁵⁶⁷⁸⁹]+\s*)+/u;

export function* citationCandidates(law: HeldLaw, ordinal: number): Generator<Candidate<Pair>> {
  const document = law.snapshot.documents[ordinal]!;
  const language = languageOf(law, ordinal);
  const kind = document.type === 'guidance' ? 'guidance' : 'citation';
  for (const citing of citingSentences(law, ordinal, citingLength.least[kind])) {
    yield { group: `${kind} ${language}`, key: `${kind} ${citing.row} ${citing.text}`, make: () => citingPair(law, kind, language, citing) };
  }
}

interface Citing {
  readonly text: string;
  readonly source: Place;
  /** Row of the provision cited. */
  readonly row: number;
}

function* citingSentences(law: HeldLaw, ordinal: number, least: number): Generator<Citing> {
  const document = law.snapshot.documents[ordinal]!;
  for (const { provision, ancestors } of walk(document.provisions)) {
    if (provision.references.length === 0 || [provision, ...ancestors].some(({ kind }) => isNote(kind) || kind === 'toc')) continue;
    const source = { work: document.work, eId: provision.eId };
    if (law.leftOut.place(source)) continue;
    const sentences = sentencesOf(document.text, document.language, provision.span);
    for (const reference of provision.references) {
      const row = targetRow(law, ordinal, reference);
      const span = sentences.find(({ start, end }) => start <= reference.span.start && reference.span.end <= end);
      if (row === null || span === undefined || isRelated(source, placeOf(law, row)) || law.leftOut.place(placeOf(law, row))) continue;
      if (lettersIn(law.snapshot.textOf(row)) < FEWEST_LETTERS || naming.test(law.snapshot.chunks[row]!.breadcrumb.at(-1) ?? '')) continue;
      if (provision.references.filter(({ span: at }) => span.start <= at.start && at.end <= span.end).length > MOST_REFERENCES) continue;
      const text = withoutCitation(document, span, reference.span);
      if (text !== null && text.length >= least && text.length <= citingLength.most) yield { text, source, row };
    }
  }
}

/** `null` where the citation is one of a list: what is left would name the others. */
function withoutCitation({ text }: LegalDocument, sentence: Span, citation: Span): string | null {
  const before = text.slice(sentence.start, citation.start).trimEnd();
  const after = text.slice(citation.end, sentence.end).trimStart();
  if (listBefore.test(before) || listBehind.test(after)) return null;
  return `${before} ${after}`.replace(/\s+/gu, ' ').replace(/\s+([.,;:)\]])/gu, '$1').replace(/[([]\s*[)\]]/gu, '').replace(/\s+/gu, ' ').trim().replace(enumerators, '').trim();
}

/** Row that holds the beginning of what is cited, in the citing text's own language where the work has it. */
function targetRow(law: HeldLaw, ordinal: number, { target }: Citation): number | null {
  if (target === null || target.eId === null) return null;
  const versions = law.versionsOf(target.work);
  const version = versions.get(languageOf(law, ordinal)) ?? [...versions.values()][0];
  if (version === undefined) return null;
  const rows = law.rowsOf(version, target.eId);
  const [first] = rows;
  if (first === undefined || law.snapshot.chunks[first]!.eId === '' || rows.length === 1 || law.snapshot.chunks[first]!.eId === target.eId) return first ?? null;
  for (const { provision } of walk(law.snapshot.documents[version]!.provisions)) {
    if (provision.eId !== target.eId) continue;
    return rows.find((row) => law.snapshot.chunks[row]!.span.end > provision.body.start) ?? first;
  }
  return first;
}

async function citingPair(law: HeldLaw, kind: 'guidance' | 'citation', language: string, { text, source, row }: Citing): Promise<Pair> {
  const place = placeOf(law, row);
  const document = law.snapshot.documents[law.snapshot.chunks[row]!.document]!;
  const positiveLanguage = languageOf(law, law.snapshot.chunks[row]!.document);
  const negatives = await mineNegatives(law, { text, language, positiveLanguage, positiveRow: row, own: [place, source], textOf: (other) => textAt(law, other) });
  return { kind, query: text, queryLanguage: language, positive: textAt(law, row), positiveLanguage, negatives, source: idOf(source), positiveSource: idOf(place), collection: document.source.collection };
}
