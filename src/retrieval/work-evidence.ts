/**
 * A provision seen with the work it stands in: a law of which many provisions speak of the question is likelier the one that governs it than a law that has one with its words. Who asks in everyday words names the
 * subject, and the subject is that of the work. (Evidence of a passage and of its document joined: Callan, Passage-level evidence in document retrieval, SIGIR 1994.)
 */
import type { Hit, Snapshot } from '../indexing/snapshot.js';
import { tableOf } from './follow-up-tables.js';
import { sortHits } from './fuse.js';
import type { Query } from './query.js';

/** Best hits of a work that are counted. The others of a work with fewer count as the lowest of all hits: two good ones are no subject. */
const COUNTED = 20;

/** `hits`, best first: score' = score + share × mean height of the work's `COUNTED` best hits above the lowest of all. Passages without a work (`null`) keep their scores. */
export function withWorkEvidence(hits: readonly Hit[], workOf: (row: number) => number | string | null, share: number): Hit[] {
  if (share === 0) return [...hits];
  const lowest = hits.at(-1)?.score ?? 0;
  const heights = new Map<number | string, { sum: number; count: number }>();
  const works = hits.map(({ row, score }) => {
    const work = workOf(row);
    if (work === null) return null;
    const height = heights.get(work) ?? { sum: 0, count: 0 };
    if (height.count === 0) heights.set(work, height);
    if (height.count < COUNTED) height.sum += score - lowest;
    height.count++;
    return height;
  });
  return sortHits(hits.map(({ row, score }, at) => ({ row, score: score + (share * (works[at]?.sum ?? 0)) / COUNTED })));
}

/** Whether a question is a question: it has a question mark or a question word. A heading by itself, or a few keywords, name a provision and no subject. */
export function asks({ text, language }: Pick<Query, 'text' | 'language'>): boolean {
  return /[?؟？]/u.test(text) || tableOf(language)?.asks.test(text) === true;
}

/** The document of a provision; of a document that is one provision by itself, the work that it belongs to. A page of guidance is its own subject: `null`. */
export function workOf({ chunks, documents }: Pick<Snapshot, 'chunks' | 'documents'>, row: number): number | string | null {
  const { document, eId } = chunks[row]!;
  return eId === '' ? (documents[document]!.partOf ?? null) : document;
}
