import { describe, expect, it } from 'vitest';
import { fuseByReciprocalRanks, fuseByZScores, sortHits } from '../../src/retrieval/fuse.js';

describe('fusion', () => {
  it('adds reciprocal ranks', () => {
    const fused = fuseByReciprocalRanks([{ hits: [{ row: 1, score: 9 }, { row: 2, score: 8 }], weight: 1 }, { hits: [{ row: 2, score: 0.5 }], weight: 2 }], 60);
    expect(fused).toEqual([{ row: 2, score: 1 / 62 + 2 / 61 }, { row: 1, score: 1 / 61 }]);
  });

  it('adds weighted z-scores over the union, with the lowest score for what a ranking does not hold', () => {
    // Ranking A: rows 1, 2 with 4 and 2; row 3 counts 2. mean 8/3, deviation sqrt(((4/3)^2 + 2 (2/3)^2)/3) = sqrt(8/9).
    // Ranking B: rows 3, 1 with 1.0 and 0.4; row 2 counts 0.4. mean 0.6, deviation sqrt((0.16 + 2*0.04)/3) = sqrt(0.08).
    const fused = fuseByZScores([
      { hits: [{ row: 1, score: 4 }, { row: 2, score: 2 }], weight: 0.5 },
      { hits: [{ row: 3, score: 1 }, { row: 1, score: 0.4 }], weight: 0.5 },
    ]);
    const a = (score: number): number => (score - 8 / 3) / Math.sqrt(8 / 9);
    const b = (score: number): number => (score - 0.6) / Math.sqrt(0.08);
    const expected = new Map([[1, 0.5 * a(4) + 0.5 * b(0.4)], [2, 0.5 * a(2) + 0.5 * b(0.4)], [3, 0.5 * a(2) + 0.5 * b(1)]]);
    for (const { row, score } of fused) expect(score).toBeCloseTo(expected.get(row)!, 10);
    expect(new Set(fused.map(({ row }) => row))).toEqual(new Set([1, 2, 3]));
    expect(fused.map(({ score }) => score)).toEqual([...fused.map(({ score }) => score)].sort((x, y) => y - x));
  });

  it('says nothing for a ranking whose scores are all the same, and skips an empty one', () => {
    const hits = [{ row: 5, score: 3 }, { row: 4, score: 3 }];
    expect(fuseByZScores([{ hits, weight: 1 }, { hits: [], weight: 1 }])).toEqual([{ row: 4, score: 0 }, { row: 5, score: 0 }]);
  });

  it('orders equal scores by row', () => {
    expect(sortHits([{ row: 9, score: 1 }, { row: 3, score: 1 }, { row: 7, score: 2 }])).toEqual([{ row: 7, score: 2 }, { row: 3, score: 1 }, { row: 9, score: 1 }]);
  });
});
