/** Figures of ranked and of chosen answers. Pure functions, the field's names. */

/** Relevance grades of one question: document -> grade above 0. */
export type Grades = ReadonlyMap<string, number>;

/** Discounted cumulative gain with gain = grade and discount log2(rank + 1), as trec_eval's `ndcg_cut` (Järvelin & Kekäläinen 2002). */
export function ndcg(ranked: readonly string[], grades: Grades, depth: number): number {
  const gain = (sorted: readonly number[]): number => sorted.slice(0, depth).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
  const ideal = gain([...grades.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ranked.map((document) => grades.get(document) ?? 0)) / ideal;
}

/** Share of the relevant documents among the first `depth`. */
export function recall(ranked: readonly string[], grades: Grades, depth: number): number {
  if (grades.size === 0) return 0;
  return ranked.slice(0, depth).filter((document) => grades.has(document)).length / grades.size;
}

/** 1 / rank of the first relevant document within `depth`, else 0. */
export function reciprocalRank(ranked: readonly string[], grades: Grades, depth: number): number {
  const index = ranked.slice(0, depth).findIndex((document) => grades.has(document));
  return index === -1 ? 0 : 1 / (index + 1);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nearest-rank percentile, `share` in 0..1; 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and their harmonic mean of a chosen set against the right one. An empty choice has precision 0. */
export function agreement(chosen: ReadonlySet<number>, right: ReadonlySet<number>): Agreement {
  const hits = [...chosen].filter((item) => right.has(item)).length;
  const precision = chosen.size === 0 ? 0 : hits / chosen.size;
  const found = right.size === 0 ? 0 : hits / right.size;
  return { precision, recall: found, f1: harmonicMean(precision, found) };
}

export function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
