/**
 * A passage seen with what stands right before and behind it: the lead-in of its items, the exception in the next subsection, the rest
 * of a long provision. A passage whose neighbours speak of the question too is likelier the place that governs it than one that
 * happens to share its words. Only the nearest count, so that a code of thousands of provisions has no more neighbours than a
 * by-law of ten. (Passages in their context: Callan, Passage-level evidence in document retrieval, SIGIR 1994.)
 */
import type { Chunk } from '../indexing/chunk.js';
import type { Hit } from '../indexing/snapshot.js';
import { sortHits } from './fuse.js';

/** score' = (1 − share) · score + share · mean over the passage and its neighbours; a neighbour that is no hit counts as the lowest of the hits. */
export function withNeighbours(hits: readonly Hit[], chunks: readonly Pick<Chunk, 'document'>[], share: number): Hit[] {
  if (share === 0) return [...hits];
  const scores = new Map(hits.map(({ row, score }) => [row, score]));
  const lowest = hits.reduce((least, { score }) => Math.min(least, score), Infinity);
  const joined = hits.map(({ row, score }) => {
    const { document } = chunks[row]!;
    let [sum, count] = [0, 0];
    for (let near = row - 1; near <= row + 1; near++) {
      if (chunks[near]?.document !== document) continue;
      sum += scores.get(near) ?? lowest;
      count++;
    }
    return { row, score: (1 - share) * score + share * (sum / count) };
  });
  return sortHits(joined);
}
