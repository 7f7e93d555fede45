import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topRows } from '../../src/indexing/top-rows.js';
import { graphBytes, linksOf, readGraph } from '../../src/indexing/graph-file.js';
import { graphSearch, type GraphSearch } from '../../src/indexing/graph-search.js';
import { matrixBytes, readMatrix, readSearchable, searchableMatrix, storeVector, vectorOf, type SearchableMatrix } from '../../src/indexing/quantised-vectors.js';
import { buildGraph, linksOfNative, scan, searchVectors, type NativeGraph } from '../../src/indexing/vectors.js';
import { randomOf } from './fixtures.js';

const dimensions = 32;
const count = 3000;

/** Points around 60 centres, as texts about the same matter are: the hard and the real case for a graph. */
function clustered(rows: number, seed: number): Float32Array {
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
  return values;
}

function stored(values: Float32Array, width: number): SearchableMatrix {
  const made = searchableMatrix(values.length / width, width);
  for (let row = 0; row < made.scales.length; row++) storeVector(made, row, values.subarray(row * width, (row + 1) * width));
  return made;
}

const floats = clustered(count, 1);
const matrix = stored(floats, dimensions);
const queries = Array.from({ length: 50 }, (_, i) => clustered(60, 100 + i).slice(0, dimensions));
const all = { rows: new Uint8Array(count).fill(1), count };
const parameters = { hnswM: 16, hnswEfConstruction: 200 };
const wide = { efSearch: 200, exactScanBelow: 0 };
let native: NativeGraph;
let graph: GraphSearch;
let folder: string;

/** What the library writes of itself. */
function fileOf(built: NativeGraph): Uint8Array<ArrayBuffer> {
  const file = path.join(folder, 'native');
  built.writeIndexSync(file);
  return new Uint8Array(readFileSync(file));
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-vectors-'));
  native = await buildGraph(matrix, parameters);
  graph = graphSearch(linksOf(fileOf(native)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('vectors in 8 bits', () => {
  it('keep every component within half a step of its scale, and zeros as they are', () => {
    for (let row = 0; row < count; row += 20) {
      const back = vectorOf(matrix, row);
      for (let i = 0; i < dimensions; i++) expect(Math.abs(back[i]! - floats[row * dimensions + i]!)).toBeLessThanOrEqual(matrix.scales[row]! / 2 + 1e-7);
    }
    expect(vectorOf(stored(new Float32Array(8), 4), 1)).toEqual(new Float32Array(4));
  });

  it('are the same to the bit when they are read back and stored again', () => {
    const again = searchableMatrix(count, dimensions);
    for (let row = 0; row < count; row++) storeVector(again, row, vectorOf(matrix, row));
    expect([again.values, again.scales]).toEqual([matrix.values, matrix.scales]);
  });

  it('stand in a file of one byte a component and four a vector', async () => {
    const bytes = new Uint8Array(Buffer.concat(matrixBytes(matrix)));
    expect(bytes.length).toBe(count * (dimensions + 4));
    const { values, scales } = matrix;
    expect(readMatrix(bytes, dimensions)).toEqual({ values, scales, dimensions });
    const read = await readSearchable(bytes, dimensions);
    expect([read.values, read.scales]).toEqual([values, scales]);
    expect(scan(read, queries[0]!, all, 25)).toEqual(scan(matrix, queries[0]!, all, 25));
    for (const reading of [readMatrix, readSearchable]) expect(() => reading(bytes.slice(1), dimensions)).toThrow('no whole number of vectors');
  });
});

describe('the exact scan', () => {
  it('is the sorted list of all inner products', () => {
    const [query] = queries;
    // In 16 bits.
    const step = Math.max(...query!.map(Math.abs)) / 32_767;
    const asked = Array.from(query!, (value) => Math.round(value / step) * step);
    const expected = Array.from({ length: count }, (_, row) => ({ row, score: vectorOf(matrix, row).reduce((sum, value, i) => sum + value * asked[i]!, 0) })).sort((a, b) => b.score - a.score);
    const found = scan(matrix, query!, all, 25);
    expect(found.map(({ row }) => row)).toEqual(expected.slice(0, 25).map(({ row }) => row));
    found.forEach(({ row, score }, i) => {
      expect(score).toBeCloseTo(expected[i]!.score, 6);
      expect(score).toBe(matrix.similarityTo(query!)(row));
    });
  });

  it('handles dimensions that are no multiple of sixteen, and vectors of zeros', () => {
    const small = stored(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.6), 5);
    expect(scan(small, Float32Array.of(0.8, 0, 0, 0, 0.6), { rows: Uint8Array.of(1, 1, 1), count: 3 }, 3).map(({ row, score }) => [row, Number(score.toFixed(4))])).toEqual([[0, 0.8], [2, 0.36], [1, 0]]);
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

  it('begins with the seeds too: a row that no link leads to is found by them, if it is admitted', () => {
    // 0 and 1 know each other and 2 knows 0, but nobody knows 2, which is nearest.
    const links = { entry: 0, layers: [{ rows: null, offsets: Uint32Array.of(0, 1, 2, 3), links: Uint32Array.of(1, 0, 0) }] };
    const found = (seeds: readonly number[], admitted = [1, 1, 1]): number[] =>
      graphSearch(links)((row) => [0.3, 0.2, 0.9][row]!, { rows: Uint8Array.from(admitted), count: 3 }, 2, 2, seeds).map(({ row }) => row);
    expect(found([])).toEqual([0, 1]);
    expect(found([2])).toEqual([2, 0]);
    expect(found([2, 2, 0])).toEqual([2, 0]);
    expect(found([2], [1, 1, 0])).toEqual([0, 1]);
  });

  it('orders equal vectors by row', async () => {
    const equal = stored(new Float32Array(40 * 4).map((_, i) => (i % 4 === 0 ? 1 : 0)), 4);
    const twins = graphSearch(linksOf(fileOf(await buildGraph(equal, parameters))));
    const admission = { rows: new Uint8Array(40).fill(1), count: 40 };
    const query = Float32Array.of(1, 0, 0, 0);
    expect(scan(equal, query, admission, 5).map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
    const rows = searchVectors(equal, twins, query, admission, 40, wide).map(({ row }) => row);
    expect(rows).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it('is the same from the same vectors, reads back, and shows when it was cut short', async () => {
    const links = linksOf(fileOf(native));
    const bytes = Buffer.concat(graphBytes(links));
    expect(linksOf(fileOf(await buildGraph(matrix, parameters)))).toEqual(links);
    expect(readGraph(new Uint8Array(bytes))).toEqual(links);
    for (const kept of [4, 100, bytes.length - 4]) expect(() => readGraph(new Uint8Array(bytes.subarray(0, kept)))).toThrow(RangeError);
    const written = fileOf(native);
    for (const kept of [50, 100, 300_000, written.length - 1]) expect(() => linksOf(written.slice(0, kept))).toThrow(RangeError);
  });

  it('is taken out of the file that the library writes, which is gone then', async () => {
    const file = path.join(folder, 'native');
    expect(await linksOfNative(native, file)).toEqual(linksOf(fileOf(native)));
    rmSync(file);
    await linksOfNative(native, file);
    expect(existsSync(file)).toBe(false);
    await expect(linksOfNative(native, path.join(folder, 'missing', 'native'))).rejects.toThrow('was not written whole');
  });

  it('has the links of the library: each row of a layer leads to rows of that layer', () => {
    const { entry, layers } = linksOf(fileOf(native));
    expect(layers[0]!.offsets.length).toBe(count + 1);
    expect(layers.at(-1)!.rows).toContain(entry);
    for (const { rows, offsets, links } of layers) {
      const members = new Set(rows ?? Array.from({ length: count }, (_, row) => row));
      expect(offsets.at(-1)).toBe(links.length);
      expect(links.every((row) => members.has(row))).toBe(true);
    }
  });

  it('finds what the library finds', () => {
    native.setEf(200);
    for (const query of queries) {
      const theirs = native.searchKnn(Array.from(query), 10).neighbors;
      const ours = new Set(searchVectors(matrix, graph, query, all, 10, wide).map(({ row }) => row));
      expect(theirs.filter((row) => ours.has(row)).length).toBeGreaterThanOrEqual(9);
    }
  });

  it('stops at the signal with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const building = buildGraph(matrix, parameters, controller.signal, (done) => {
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
