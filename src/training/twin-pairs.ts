/** The same provision in two languages: text -> text, and sentence -> sentence where both have as many. */
import { textOf, type LegalDocument } from '../document.js';
import { sentencesOf } from '../sentences.js';
import { folded } from './heading-pairs.js';
import { languageOf, textAt, unitsOf, type HeldLaw, type Unit } from './held-law.js';
import type { Candidate, Pair } from './pair.js';

/** Characters of a sentence that is compared with its twin. */
const sentenceLength = { least: 8, most: 400 };
/** A sentence and its translation differ in length by less than this factor; more, and the two are probably not twins. */
const MOST_STRETCH = 2.5;

export function* twinCandidates(law: HeldLaw): Generator<Candidate<Pair>> {
  for (const { one, other } of twins(law)) {
    const [from, to] = [languageOf(law, one.ordinal), languageOf(law, other.ordinal)];
    const { work, source: { collection } } = law.snapshot.documents[one.ordinal]!;
    const id = `${work}#${one.place.eId}`;
    if (one.rows.length === 1 && other.rows.length === 1) {
      yield {
        group: `twin ${from}>${to}`, key: `twin ${id}`,
        make: () => ({ kind: 'twin', query: textAt(law, one.rows[0]!), queryLanguage: from, positive: textAt(law, other.rows[0]!), positiveLanguage: to, negatives: [], source: id, positiveSource: id, collection }),
      };
    }
  }
}

export function* twinSentenceCandidates(law: HeldLaw): Generator<Candidate<Pair>> {
  for (const { one, other } of twins(law)) {
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
  const fits = (text: string): boolean => text.length >= sentenceLength.least && text.length <= sentenceLength.most && (text.match(/\p{L}/gu)?.length ?? 0) >= 4;
  if (!fits(one) || !fits(other) || folded(one) === folded(other)) return false;
  return Math.max(one.length, other.length) <= MOST_STRETCH * Math.min(one.length, other.length) + 20;
}

/** Each provision that an expression in another language has too, in both orders. */
function* twins(law: HeldLaw): Generator<{ readonly one: Unit; readonly other: Unit }> {
  for (const ordinal of law.ordinals) {
    const versions = [...law.versionsOf(law.snapshot.documents[ordinal]!.work).values()].filter((other) => other !== ordinal);
    if (versions.length === 0) continue;
    const ours = unitsOf(law, ordinal);
    for (const version of versions) {
      const theirs = new Map(unitsOf(law, version).map((unit) => [unit.place.eId, unit]));
      for (const one of ours) {
        const other = theirs.get(one.place.eId);
        if (other !== undefined) yield { one, other };
      }
    }
  }
}

function sentencesIn(document: LegalDocument, { provision }: Unit): string[] {
  const text = textOf(document, provision);
  return sentencesOf(text, document.language).map(({ start, end }) => text.slice(start, end));
}
