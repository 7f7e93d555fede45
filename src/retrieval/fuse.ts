/** Fusion: several rankings of the same rows -> one. Pure functions over hits. */
import type { Hit } from '../indexing/snapshot.js';
import { standardScores } from '../indexing/z-scores.js';

export interface WeightedRanking {
  readonly hits: readonly Hit[];
  readonly weight: number;
}

/** Best first; equal scores by row, so that the order never depends on chance. */
export function sortHits(hits: Iterable<Hit>): Hit[] {
  return [...hits].sort((a, b) => b.score - a.score || a.row - b.row);
}

/**
 * Sum of weighted z-scores over the union of the candidates (standardised per ranking and question; Shaw & Fox' CombSUM
 * after Lee's normalisation idea, with mean and deviation). A row that a ranking does not hold gets its lowest score there.
 */
export function fuseByZScores(rankings: readonly WeightedRanking[]): Hit[] {
  const places = new Map<number, number>();
  for (const { hits } of rankings) for (const { row } of hits) if (!places.has(row)) places.set(row, places.size);
  const fused = new Float64Array(places.size);
  for (const { hits, weight } of rankings) {
    if (hits.length === 0) continue;
    const scores = new Float64Array(places.size).fill(hits.reduce((least, hit) => Math.min(least, hit.score), Infinity));
    for (const { row, score } of hits) scores[places.get(row)!] = score;
    standardScores(scores).forEach((standard, place) => (fused[place]! += weight * standard));
  }
  return sortHits(Array.from(places, ([row, place]) => ({ row, score: fused[place]! })));
}

/** Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009): the sum of weight / (k + rank). */
export function fuseByReciprocalRanks(rankings: readonly WeightedRanking[], k: number): Hit[] {
  const fused = new Map<number, number>();
  for (const { hits, weight } of rankings) {
    hits.forEach((hit, index) => fused.set(hit.row, (fused.get(hit.row) ?? 0) + weight / (k + index + 1)));
  }
  return sortHits([...fused].map(([row, score]) => ({ row, score })));
}
