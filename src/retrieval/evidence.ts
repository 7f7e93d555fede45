/** What speaks for each candidate: its words, its character n-grams, its meaning. */
import type { Hit } from '../indexing/snapshot.js';
import { cosine } from '../indexing/vectors.js';
import type { WeightedRanking } from './fuse.js';
import type { Query } from './query.js';
import type { RetrievalContext } from './retrievers.js';

/** The candidates as the retrievers found them, and the question's vector: `null` where the embedder was not asked. */
export interface Found {
  readonly lexical: readonly Hit[];
  readonly dense: readonly Hit[];
  readonly vector: Float32Array | null;
}

/**
 * What the retrievers know, joined: words and meaning. Meaning is known of every candidate: a passage found by its words gets its own
 * cosine, not the lowest one. The weights sum to 1.
 */
export function wordsAndMeaning({ snapshot }: RetrievalContext, found: Found, denseWeight: number): readonly WeightedRanking[] {
  const rows = [...new Set([...found.lexical, ...found.dense].map(({ row }) => row))];
  const words = { hits: found.lexical, weight: 1 - denseWeight };
  const { vector } = found;
  return vector === null ? [words] : [words, { hits: rows.map((row) => ({ row, score: cosine(vector, snapshot.vector(row)) })), weight: denseWeight }];
}

/** The same evidence for some of the candidates (`rows`), and their n-grams beside the words, whose weight the two share. */
export function withGrams({ snapshot, settings }: RetrievalContext, query: Query, evidence: readonly WeightedRanking[], rows: readonly number[]): WeightedRanking[] {
  const kept = new Set(rows);
  const [words, ...others] = evidence.map(({ hits, weight }) => ({ hits: hits.filter(({ row }) => kept.has(row)), weight }));
  const { hits, weight } = words!;
  return [{ hits, weight: weight * (1 - settings.gramWeight) }, { hits: snapshot.scoreGrams(query.text, rows), weight: weight * settings.gramWeight }, ...others];
}
