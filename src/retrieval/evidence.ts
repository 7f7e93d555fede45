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
 * The rankings that fusion joins. N-grams and meaning are known of every candidate: a passage found by its words gets its own
 * cosine, not the lowest one. The weights sum to 1; words and n-grams share what the dense ranking leaves.
 */
export function evidenceFor({ snapshot, settings }: RetrievalContext, query: Query, found: Found, denseWeight: number): WeightedRanking[] {
  const rows = [...new Set([...found.lexical, ...found.dense].map(({ row }) => row))];
  const { gramWeight } = settings;
  const evidence: WeightedRanking[] = [{ hits: found.lexical, weight: (1 - denseWeight) * (1 - gramWeight) }];
  if (gramWeight > 0) evidence.push({ hits: snapshot.scoreGrams(query.text, rows), weight: (1 - denseWeight) * gramWeight });
  const { vector } = found;
  if (vector !== null) evidence.push({ hits: rows.map((row) => ({ row, score: cosine(vector, snapshot.vector(row)) })), weight: denseWeight });
  return evidence;
}
