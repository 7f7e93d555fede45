import { describe, expect, it } from 'vitest';
import { agreement, harmonicMean, mean, ndcg, percentile, recall, reciprocalRank } from '../../src/evaluation/metrics.js';
import { readingFigures } from '../../src/evaluation/reading.js';

const grades = new Map([['a', 2], ['b', 1]]);

describe('ranking figures', () => {
  it('computes nDCG as trec_eval does', () => {
    // DCG = 1/log2(3) + 2/log2(5), ideal = 2/log2(2) + 1/log2(3)
    const expected = (1 / Math.log2(3) + 2 / Math.log2(5)) / (2 + 1 / Math.log2(3));
    expect(ndcg(['x', 'b', 'y', 'a'], grades, 10)).toBeCloseTo(expected, 12);
    expect(ndcg(['a', 'b'], grades, 10)).toBe(1);
    expect(ndcg(['x', 'b', 'y', 'a'], grades, 1)).toBe(0);
    expect(ndcg([], grades, 10)).toBe(0);
    expect(ndcg(['a'], new Map(), 10)).toBe(0);
  });

  it('computes recall and reciprocal rank at a depth', () => {
    expect(recall(['x', 'b', 'a'], grades, 2)).toBe(0.5);
    expect(recall(['x', 'b', 'a'], grades, 3)).toBe(1);
    expect(reciprocalRank(['x', 'y', 'a'], grades, 10)).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank(['x', 'y', 'a'], grades, 2)).toBe(0);
  });

  it('takes percentiles by nearest rank', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect(percentile([7], 0.01)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
    expect(mean([1, 2, 6])).toBe(3);
  });
});

describe('agreement of sets', () => {
  it('is precision, recall and their harmonic mean', () => {
    expect(agreement(new Set([1, 2, 3, 4]), new Set([2, 9]))).toEqual({ precision: 0.25, recall: 0.5, f1: harmonicMean(0.25, 0.5) });
    expect(agreement(new Set(), new Set([1]))).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(harmonicMean(0, 0)).toBe(0);
  });

  it('measures reading over answerable questions and "no answer" over all', () => {
    const answers = [
      { _id: '1', doc: 'd', sentences: [0, 1], answerable: 0.9 },
      { _id: '2', doc: 'd', sentences: [], answerable: 0.1 },
      { _id: '3', doc: 'd', sentences: [5], answerable: 0.6 },
      { _id: '4', doc: 'd', sentences: [], answerable: 0.2 },
    ];
    const right = [new Set([1]), new Set<number>(), new Set<number>(), new Set([2, 3])];
    expect(readingFigures(answers, right)).toEqual({
      questions: 4,
      answerable: 2,
      sentences: { precision: 0.25, recall: 0.5, f1: (2 / 3 + 0) / 2, f1OfMeans: harmonicMean(0.25, 0.5) },
      noAnswer: { precision: 0.5, recall: 0.5, f1: 0.5 },
    });
  });
});
