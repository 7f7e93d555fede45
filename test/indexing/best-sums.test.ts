import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../scripts/seeded-random.js';
import { bestSums, type Accumulator, type WeightedPostings } from '../../src/indexing/best-sums.js';
import type { Hit } from '../../src/indexing/snapshot.js';

const ROWS = 4000;

/** Each list in a section of its own half of the rows; `share` of them have the term. */
function list(random: () => number, section: number, share: number, weight: number): WeightedPostings {
  const rows = Array.from({ length: ROWS }, (_, row) => row).filter((row) => row % 2 === section && random() < share);
  return { section, rows: Uint32Array.from(rows), frequencies: Uint16Array.from(rows, () => 1 + Math.floor(random() * 5)), weight };
}

function accumulator(random: () => number): Accumulator {
  return { scores: new Float32Array(ROWS), touched: new Uint32Array(ROWS), norms: Float32Array.from({ length: ROWS }, () => 0.3 + random()) };
}

/** Every posting walked, the heaviest term first, each sum rounded to 32 bits; then all rows sorted. */
function walkingAll(lists: readonly WeightedPostings[], { norms }: Accumulator, admitted: Uint8Array, k: number): Hit[] {
  const sums = new Float32Array(ROWS);
  for (const { rows, frequencies, weight } of [...lists].sort((a, b) => b.weight - a.weight)) {
    rows.forEach((row, i) => {
      sums[row] = sums[row]! + (weight * frequencies[i]!) / (frequencies[i]! + norms[row]!);
    });
  }
  const all = [...sums].map((score, row) => ({ row, score })).filter(({ row, score }) => score > 0 && admitted[row] === 1);
  return all.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, k);
}

/** How many scores were changed: what was walked shows there. */
function counting(scores: Float32Array): { readonly scores: Float32Array; readonly written: () => number } {
  let written = 0;
  const watched = new Proxy(scores, {
    get: (target, name) => Reflect.get(target, name, target) as unknown,
    set: (target, name, value: number) => {
      if (value !== 0) written++;
      return Reflect.set(target, name, value, target);
    },
  });
  return { scores: watched, written: () => written };
}

describe('the rows with the largest sums', () => {
  it('are those of walking every posting, to the bit: 200 random questions over two sections, with and without a filter', () => {
    const random = seededRandom(7);
    const shared = accumulator(random);
    for (let question = 0; question < 200; question++) {
      const lists = Array.from({ length: 1 + Math.floor(random() * 9) }, () => list(random, random() < 0.7 ? 0 : 1, random() ** 3, random() ** 2 * 8));
      const share = [1, 0.5, 0.01][question % 3]!;
      const admitted = Uint8Array.from({ length: ROWS }, () => (random() < share ? 1 : 0));
      const k = [1, 10, 400][Math.floor(random() * 3)]!;
      expect(bestSums(lists, shared, admitted, k)).toEqual(walkingAll(lists, shared, admitted, k));
      expect(shared.scores.every((score) => score === 0)).toBe(true);
    }
  });

  it('are found without walking the words that all rows have', () => {
    const random = seededRandom(8);
    const whole = accumulator(random);
    const lists = [list(random, 0, 0.01, 6), list(random, 0, 0.02, 5), list(random, 0, 1, 0.4), list(random, 0, 1, 0.3)];
    const { scores, written } = counting(whole.scores);
    const admitted = new Uint8Array(ROWS).fill(1);
    const found = bestSums(lists, { ...whole, scores }, admitted, 10);
    expect(found).toEqual(walkingAll(lists, whole, admitted, 10));
    // 60 rows have a telling word; 4,000 postings more would be walked.
    expect(written()).toBeLessThan(250);
  });

  it('of equal ones the first rows stay; nothing comes of no words, and nothing of none admitted', () => {
    const random = seededRandom(9);
    const shared = { ...accumulator(random), norms: new Float32Array(ROWS).fill(1) };
    const all: WeightedPostings = { section: 0, rows: Uint32Array.from({ length: ROWS }, (_, row) => row), frequencies: new Uint16Array(ROWS).fill(1), weight: 2 };
    const everything = new Uint8Array(ROWS).fill(1);
    expect(bestSums([all, { ...all, weight: 1 }], shared, everything, 3)).toEqual([0, 1, 2].map((row) => ({ row, score: 1.5 })));
    expect(bestSums([], shared, everything, 3)).toEqual([]);
    expect(bestSums([all], shared, new Uint8Array(ROWS), 3)).toEqual([]);
  });
});
