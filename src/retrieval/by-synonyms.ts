/** The words that a collection's synonyms add to a question, weighed and looked up in that collection alone. */
import type { Admission, Hit, Snapshot } from '../indexing/snapshot.js';
import { sortHits } from './fuse.js';
import type { Query } from './query.js';

interface Searching {
  readonly k1: number;
  readonly b: number;
  readonly candidates: number;
  /** What an added word counts, beside 1 for a word of the question. */
  readonly synonymWeight: number;
}

/** `hits` of the question's own words with what the added ones give each passage; BM25 is a sum over words, so that this is the score of both together. */
export function withSynonyms(snapshot: Snapshot, query: Query, admission: Admission, hits: readonly Hit[], settings: Searching): Hit[] {
  if (settings.synonymWeight === 0) return [...hits];
  const added = snapshot.synonymsOf(query.text, query.language);
  if (added.length === 0) return [...hits];
  const scores = new Map(hits.map(({ row, score }) => [row, score]));
  for (const { collection, terms } of added) {
    const inCollection = within(snapshot, admission, collection);
    for (const { row, score } of snapshot.searchLexical(terms.join(' '), inCollection, settings.candidates, settings)) {
      scores.set(row, (scores.get(row) ?? 0) + settings.synonymWeight * score);
    }
  }
  return sortHits([...scores].map(([row, score]) => ({ row, score }))).slice(0, settings.candidates);
}

function within(snapshot: Snapshot, { rows: admitted }: Admission, collection: string): Admission {
  const rows = new Uint8Array(admitted.length);
  let count = 0;
  for (const [ordinal, { source }] of snapshot.documents.entries()) {
    if (source.collection !== collection) continue;
    for (const row of snapshot.rowsOf(ordinal)) {
      if (admitted[row] !== 1) continue;
      rows[row] = 1;
      count++;
    }
  }
  return { rows, count };
}
