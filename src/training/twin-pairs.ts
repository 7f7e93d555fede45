/** The same provision in two languages: text -> text, and sentence -> sentence where both have as many. */
import type { LegalDocument } from '../document.js';
import { folded } from './heading-pairs.js';
import { languageOf, lawSentences, textAt, type HeldLaw, type Unit } from './held-law.js';
import { lettersIn } from './negatives.js';
import type { Candidate, Pair } from './pair.js';

/** Letters of a text that is more than its heading. */
const FEWEST_LETTERS = 30;
/** Characters of a sentence that is compared with its twin. */
const sentenceLength = { least: 8, most: 400 };
/** A sentence and its translation differ in length by less than this factor; more, and the two are probably not twins. */
const MOST_STRETCH = 2.5;

export function* twinCandidates(law: HeldLaw, ordinal: number): Generator<Candidate<Pair>> {
  for (const { one, other } of twins(law, ordinal)) {
    const [from, to] = [languageOf(law, one.ordinal), languageOf(law, other.ordinal)];
    const { work, source: { collection } } = law.snapshot.documents[one.ordinal]!;
    const id = `${work}#${one.place.eId}`;
    const saysSomething = [one, other].every(({ rows }) => lettersIn(law.snapshot.textOf(rows[0]!)) >= FEWEST_LETTERS);
    if (one.rows.length === 1 && other.rows.length === 1 && saysSomething) {
      yield {
        group: `twin ${from}>${to}`, key: `twin ${id}`,
        make: () => ({ kind: 'twin', query: textAt(law, one.rows[0]!), queryLanguage: from, positive: textAt(law, other.rows[0]!), positiveLanguage: to, negatives: [], source: id, positiveSource: id, collection }),
      };
    }
  }
}

export function* twinSentenceCandidates(law: HeldLaw, ordinal: number): Generator<Candidate<Pair>> {
  for (const { one, other } of twins(law, ordinal)) {
    const [from, to] = [languageOf(law, one.ordinal), languageOf(law, other.ordinal)];
    const { work, source: { collection } } = law.snapshot.documents[one.ordinal]!;
    const id = `${work}#${one.place.eId}`;
    const [ours, theirs] = [sentencesIn(law.snapshot.documents[one.ordinal]!, one), sentencesIn(law.snapshot.documents[other.ordinal]!, other)];
    yield* sentenceTwins(ours, theirs, { from, to, id, collection });
  }
}

/** Line for line; nothing where the two are not equally many. */
export function* sentenceTwins(ours: readonly string[], theirs: readonly string[], { from, to, id, collection }: { readonly from: string; readonly to: string; readonly id: string; readonly collection: string }): Generator<Candidate<Pair>> {
  if (ours.length !== theirs.length) return;
  for (const [at, query] of ours.entries()) {
    const positive = theirs[at]!;
    if (!areTwins(query, positive)) continue;
    // The key is the same in both directions: both are chosen, or none.
    yield {
      group: `twin-sentence ${from}>${to}`, key: `twin-sentence ${[folded(query), folded(positive)].sort().join(' | ')}`,
      make: () => ({ kind: 'twin-sentence', query, queryLanguage: from, positive, positiveLanguage: to, negatives: [], source: id, positiveSource: id, collection }),
    };
  }
}

function areTwins(one: string, other: string): boolean {
  const fits = (text: string): boolean => text.length >= sentenceLength.least && text.length <= sentenceLength.most && lettersIn(text) >= 4;
  if (!fits(one) || !fits(other) || folded(one) === folded(other)) return false;
  return Math.max(one.length, other.length) <= MOST_STRETCH * Math.min(one.length, other.length) + 20;
}

/** Each provision that an expression in another language has too, in both orders. */
function* twins(law: HeldLaw, ordinal: number): Generator<{ readonly one: Unit; readonly other: Unit }> {
  for (const version of law.versionsOf(law.snapshot.documents[ordinal]!.work).values()) {
    if (version === ordinal) continue;
    const theirs = new Map(law.unitsOf(version).map((unit) => [unit.place.eId, unit]));
    for (const one of law.unitsOf(ordinal)) {
      const other = theirs.get(one.place.eId);
      if (other !== undefined) yield { one, other };
    }
  }
}

function sentencesIn(document: LegalDocument, { provision }: Unit): string[] {
  return lawSentences(document, provision).map(({ start, end }) => document.text.slice(start, end));
}
