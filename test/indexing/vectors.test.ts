import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topRows } from '../../src/indexing/top-rows.js';
import { buildGraph, readGraph, scan, searchVectors, type Graph, type VectorMatrix } from '../../src/indexing/vectors.js';
import { randomOf } from './fixtures.js';

const dimensions = 32;
const count = 3000;

/** Points around 60 centres, as texts about the same matter are: the hard and the real case for a graph. */
function clustered(rows: number, seed: number): VectorMatrix {
  const random = randomOf(seed);
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const centres = Array.from({ length: 60 }, () => Array.from({ length: dimensions }, gaussian));
  const values = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const centre = centres[row % 60]!;
    const vector = centre.map((value) => value + 0.6 * gaussian());
    const length = Math.hypot(...vector);
    vector.forEach((value, i) => (values[row * dimensions + i] = value / length));
  }
  return { values, dimensions };
}

const matrix = clustered(count, 1);
const queries = Array.from({ length: 50 }, (_, i) => clustered(60, 100 + i).values.slice(0, dimensions));
const all = { rows: new Uint8Array(count).fill(1), count };
const wide = { efSearch: 200, exactScanBelow: 0 };
let graph: Graph;
let folder: string;

beforeAll(async () => {
  graph = await buildGraph(matrix, { hnswM: 16, hnswEfConstruction: 200 });
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-vectors-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the exact scan', () => {
  it('is the sorted list of all inner products', () => {
    const [query] = queries;
    const expected = Array.from({ length: count }, (_, row) => ({ row, score: query!.reduce((sum, value, i) => sum + value * matrix.values[row * dimensions + i]!, 0) })).sort((a, b) => b.score - a.score);
    const found = scan(matrix, query!, all, 25);
    expect(found.map(({ row }) => row)).toEqual(expected.slice(0, 25).map(({ row }) => row));
    found.forEach(({ score }, i) => expect(score).toBeCloseTo(expected[i]!.score, 6));
  });

  it('handles dimensions that are no multiple of four, and vectors of zeros', () => {
    const small = { values: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.6), dimensions: 5 };
    expect(scan(small, Float32Array.of(0.8, 0, 0, 0, 0.6), { rows: Uint8Array.of(1, 1, 1), count: 3 }, 3).map(({ row, score }) => [row, Number(score.toFixed(5))])).toEqual([[0, 0.8], [2, 0.36], [1, 0]]);
  });
});

describe('the graph', () => {
  it('finds at least 98 of 100 of the nearest ten', () => {
    let shared = 0;
    for (const query of queries) {
      const exact = new Set(scan(matrix, query, all, 10).map(({ row }) => row));
      shared += searchVectors(matrix, graph, query, all, 10, wide).filter(({ row }) => exact.has(row)).length;
    }
    expect(shared / (10 * queries.length)).toBeGreaterThanOrEqual(0.98);
  });

  it('gives the very scores of the scan', () => {
    for (const { row, score } of searchVectors(matrix, graph, queries[0]!, all, 10, wide)) {
      expect(scan(matrix, queries[0]!, all, count).find((hit) => hit.row === row)!.score).toBe(score);
    }
  });

  it('never gives fewer than k admitted rows, whatever the filter', () => {
    for (const every of [1, 2, 7, 100, 1000]) {
      const rows = new Uint8Array(count).map((_, row) => (row % every === 0 ? 1 : 0));
      const admission = { rows, count: rows.reduce((sum, value) => sum + value, 0) };
      for (const k of [1, 10, 400, 5000]) {
        const hits = searchVectors(matrix, graph, queries[1]!, admission, k, { efSearch: 16, exactScanBelow: 0 });
        expect(hits.length).toBe(Math.min(k, admission.count));
        expect(hits.every(({ row }) => rows[row] === 1)).toBe(true);
      }
    }
    expect(searchVectors(matrix, graph, queries[1]!, { rows: new Uint8Array(count), count: 0 }, 10, wide)).toEqual([]);
  });

  it('is left out when fewer rows are admitted than exactScanBelow', () => {
    expect(searchVectors(matrix, graph, queries[2]!, all, 10, { efSearch: 10, exactScanBelow: count + 1 })).toEqual(scan(matrix, queries[2]!, all, 10));
  });

  it('orders equal vectors by row', async () => {
    const equal = { values: new Float32Array(40 * 4).map((_, i) => (i % 4 === 0 ? 1 : 0)), dimensions: 4 };
    const twins = await buildGraph(equal, { hnswM: 16, hnswEfConstruction: 200 });
    const admission = { rows: new Uint8Array(40).fill(1), count: 40 };
    const query = Float32Array.of(1, 0, 0, 0);
    expect(scan(equal, query, admission, 5).map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
    const rows = searchVectors(equal, twins, query, admission, 40, wide).map(({ row }) => row);
    expect(rows).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it('is the same file from the same vectors, reads back, and shows when it was cut short', async () => {
    const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
    graph.writeIndexSync(one);
    (await buildGraph(matrix, { hnswM: 16, hnswEfConstruction: 200 })).writeIndexSync(other);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
    expect(searchVectors(matrix, readGraph(one, dimensions), queries[0]!, all, 10, wide)).toEqual(searchVectors(matrix, graph, queries[0]!, all, 10, wide));
    for (const kept of [100, 300_000, readFileSync(other).length - 1]) {
      truncateSync(other, kept);
      expect(() => readGraph(other, dimensions)).toThrow();
      graph.writeIndexSync(other);
    }
  });

  it('stops at the signal with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const building = buildGraph(matrix, { hnswM: 16, hnswEfConstruction: 200 }, controller.signal, (done) => {
      if (done >= 640) controller.abort(reason);
    });
    await expect(building).rejects.toBe(reason);
  });
});

describe('the best k rows', () => {
  it('are those of a full sort, ties by row', () => {
    const random = randomOf(9);
    for (const k of [0, 1, 3, 50, 300]) {
      const scores = Array.from({ length: 200 }, () => Math.floor(random() * 20));
      const order = scores.map((_, i) => (i * 77) % 200);
      const top = topRows(k);
      for (const row of order) top.offer(row, scores[row]!);
      expect(top.ranked()).toEqual(scores.map((score, row) => ({ row, score })).sort((a, b) => b.score - a.score || a.row - b.row).slice(0, k));
    }
  });
});
