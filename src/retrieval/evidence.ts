/** What speaks for each candidate: its words, its meaning, its character n-grams. */
import { readingOf } from '../indexing/analysis/analyzer.js';
import type { Hit } from '../indexing/snapshot.js';
import type { WeightedRanking } from './fuse.js';
import type { Query } from './query.js';
import type { RetrievalContext } from './retrievers.js';

/** The candidates as the retrievers found them; without a vector (the embedder was not asked) `dense` is empty. */
export interface Found {
  readonly lexical: readonly Hit[];
  readonly dense: readonly Hit[];
  readonly vector: Float32Array | null;
}

/** What the retrievers know. The weights sum to 1. */
export function wordsAndMeaning(found: Found, denseWeight: number): WeightedRanking[] {
  return [{ hits: found.lexical, weight: 1 - denseWeight }, { hits: found.dense, weight: denseWeight }];
}

/**
 * All that is known of some of the candidates (`rows`): n-grams share the weight of the words, and a passage found by its words gets its own
 * cosine, not the lowest one. The weights sum to 1.
 */
export function closerEvidence({ snapshot, settings }: RetrievalContext, query: Query, { lexical, vector }: Found, denseWeight: number, rows: readonly number[]): WeightedRanking[] {
  const kept = new Set(rows);
  // Scripts without spaces are read by characters and pairs of them already; windows of four are too long for them.
  const gramWeight = readingOf(query.language) === 'characters' ? 0 : settings.gramWeight;
  return [
    { hits: lexical.filter(({ row }) => kept.has(row)), weight: (1 - denseWeight) * (1 - gramWeight) },
    { hits: gramWeight === 0 ? [] : snapshot.scoreGrams(query.text, rows), weight: (1 - denseWeight) * gramWeight },
    { hits: vector === null ? [] : snapshot.similarities(vector, rows), weight: denseWeight },
  ];
}
