/**
 * The rows with the largest sums over many postings, without walking all of them. Terms are walked from the most telling to the least (term at a time;
 * Buckley & Lewit 1985); once those that are left could lift no other row among the best, they are looked up for the rows in question alone
 * (MaxScore; Turtle & Flood 1995). The result is that of walking everything, to the bit: "der" stands in 300,000 provisions and decides nothing.
 */
import type { Hit } from './snapshot.js';
import { topRows } from './top-rows.js';

/** One term's postings; each adds `weight` × f / (f + norm of its row), so `weight` at most. */
export interface WeightedPostings {
  /** A row is in one section, so that weights of different sections never meet in a sum. */
  readonly section: number;
  /** Ascending. */
  readonly rows: Uint32Array;
  readonly frequencies: Uint16Array;
  readonly weight: number;
}

/** Shared by all searches: one runs to its end without yielding, and leaves zeros behind. */
export interface Accumulator {
  /** One for each row. */
  readonly scores: Float32Array;
  /** Room for every row: those with a score, in the order in which they got one. */
  readonly touched: Uint32Array;
  /** What stands beside the frequency below the line, for each row. */
  readonly norms: Float32Array;
}

/** At most `k` of the admitted rows with a sum above 0, best first, equal ones in the order of rows. Sums are rounded to 32-bit floats after each term, the heaviest first. */
export function bestSums(lists: readonly WeightedPostings[], accumulator: Accumulator, admitted: Uint8Array, k: number): Hit[] {
  const { scores, touched } = accumulator;
  const ordered = lists.filter(({ rows, weight }) => rows.length > 0 && weight > 0).sort((a, b) => b.weight - a.weight);
  const left = whatIsLeft(ordered);
  const most = left[0]!;
  // Of many rows the first: the heaviest terms reached them, so that the best are hardly ever elsewhere, and what any of them reach, all of them do.
  const threshold = (rows: Uint32Array): number => thresholdOf(rows.subarray(0, LOOKED_AT), scores, admitted, k, most);
  /** Whether a row that no term has reached yet cannot be among the best any more. Looked at only where it may be so, and where the look takes less than walking the next postings. */
  const isDecided = (at: number, reached: Uint32Array): boolean => left[at]! < most / 2 && reached.length < 2 * ordered[at]!.rows.length && left[at]! < threshold(reached);
  let count = 0;
  let walked = 0;
  while (walked < ordered.length && !isDecided(walked, touched.subarray(0, count))) count = addPostings(ordered[walked++]!, accumulator, count);
  const reached = touched.subarray(0, count);
  let candidates = rowsFrom(reached, scores, admitted, threshold(reached) - left[walked]!).sort();
  for (const [i, list] of ordered.slice(walked).entries()) {
    addWhere(candidates, list, accumulator);
    candidates = rowsFrom(candidates, scores, admitted, threshold(candidates) - left[walked + i + 1]!);
  }
  const top = topRows(k);
  for (const row of candidates) top.offer(row, scores[row]!);
  for (const row of reached) scores[row] = 0;
  return top.ranked();
}

/** For each term and behind the last: what it and all after it can add to one row at most. */
function whatIsLeft(lists: readonly WeightedPostings[]): readonly number[] {
  const bySection = new Map<number, number>();
  const left = [0];
  for (const { section, weight } of [...lists].reverse()) {
    bySection.set(section, (bySection.get(section) ?? 0) + weight);
    left.push(Math.max(...bySection.values()));
  }
  return left.reverse();
}

/** Adds one term's weights to all rows that have it, admitted or not. Returns how many rows have a score now; `count` had one before. */
function addPostings({ rows, frequencies, weight }: WeightedPostings, { scores, touched, norms }: Accumulator, count: number): number {
  let end = count;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const frequency = frequencies[i]!;
    const score = scores[row]!;
    if (score === 0) touched[end++] = row;
    // `termWeight` written out: this line runs for each posting.
    scores[row] = score + (weight * frequency) / (frequency + norms[row]!);
  }
  return end;
}

/** The same for the named rows alone, ascending: leaps of doubling width through the postings, then bisection. */
function addWhere(candidates: Uint32Array, { rows, frequencies, weight }: WeightedPostings, { scores, norms }: Accumulator): void {
  let at = 0;
  for (const row of candidates) {
    let leap = 1;
    while (at + leap < rows.length && rows[at + leap]! < row) leap *= 2;
    let low = at + (leap >> 1);
    let high = Math.min(at + leap, rows.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]! < row) low = middle + 1;
      else high = middle;
    }
    at = low;
    if (at === rows.length) return;
    if (rows[at] === row) scores[row] = scores[row]! + (weight * frequencies[at]!) / (frequencies[at]! + norms[row]!);
  }
}

/** Rows that are looked at to find what the best reach. */
const LOOKED_AT = 1 << 13;

/** Steps between 0 and the largest possible sum: fine enough that few rows share the last one. */
const STEPS = 4096;

/** A sum that at least `k` admitted ones of `rows` reach, at most one step below the k-th best; 0 where fewer have any. */
function thresholdOf(rows: Uint32Array, scores: Float32Array, admitted: Uint8Array, k: number, largest: number): number {
  if (rows.length < k) return 0;
  const counts = new Uint32Array(STEPS + 1);
  const stepsPerUnit = STEPS / largest;
  for (const row of rows) if (admitted[row] === 1) counts[Math.min(STEPS, (scores[row]! * stepsPerUnit) | 0)]!++;
  let found = 0;
  for (let step = STEPS; step > 0; step--) {
    found += counts[step]!;
    if (found >= k) return step / stepsPerUnit;
  }
  return 0;
}

/** The admitted ones of `rows` with a sum of at least `floor`, or a hair less: sums are rounded, bounds are not. */
function rowsFrom(rows: Uint32Array, scores: Float32Array, admitted: Uint8Array, floor: number): Uint32Array {
  const least = floor * (1 - 1e-5);
  const isKept = (row: number): boolean => scores[row]! >= least && admitted[row] === 1;
  let count = 0;
  for (const row of rows) if (isKept(row)) count++;
  const found = new Uint32Array(count);
  for (const row of rows) if (isKept(row)) found[found.length - count--] = row;
  return found;
}
