import { describe, expect, it } from 'vitest';
import { withNeighbours } from '../../src/retrieval/neighbours.js';

/** Rows 0 to 2 are one document, 3 and 4 another. */
const chunks = [0, 0, 0, 1, 1].map((document) => ({ document }));

describe('a passage with its neighbours', () => {
  it('gets a share of the mean over itself, the one before and the one behind, in its own document', () => {
    const hits = [{ row: 3, score: 4 }, { row: 1, score: 3 }, { row: 2, score: 2 }];
    const joined = withNeighbours(hits, chunks, 0.5);
    // Row 0 and row 4 are no hits and count as the lowest, 2. Row 2 and row 3 lie side by side in different documents.
    expect(joined).toEqual([
      { row: 3, score: 0.5 * 4 + 0.5 * ((4 + 2) / 2) },
      { row: 1, score: 0.5 * 3 + 0.5 * ((2 + 3 + 2) / 3) },
      { row: 2, score: 0.5 * 2 + 0.5 * ((3 + 2) / 2) },
    ]);
  });

  it('is put before one of the same score that stands alone', () => {
    const hits = [{ row: 0, score: 1 }, { row: 3, score: 1 }, { row: 4, score: 0.9 }, { row: 2, score: 0 }];
    expect(withNeighbours(hits, chunks, 0.2).map(({ row }) => row)).toEqual([3, 4, 0, 2]);
  });

  it('changes nothing with a share of 0', () => {
    const hits = [{ row: 4, score: 2 }, { row: 0, score: 1 }];
    expect(withNeighbours(hits, chunks, 0)).toEqual(hits);
    expect(withNeighbours([], chunks, 0.2)).toEqual([]);
  });
});
