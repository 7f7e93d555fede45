import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphSearch, type GraphSearch } from '../../src/indexing/graph-search.js';
import { searchableMatrix, storeVector, vectorOf, type SearchableMatrix } from '../../src/indexing/quantised-vectors.js';
import type { LexicalSearch } from '../../src/indexing/lexical.js';
import { measureSearchWidth, warningsOf } from '../../src/indexing/search-width.js';
import { buildGraph, linksOfNative, scan, searchVectors } from '../../src/indexing/vectors.js';
import { randomOf } from './fixtures.js';

const dimensions = 48;

/** Directions without any order: the hardest for a graph. */
function randomMatrix(rows: number, seed: number): SearchableMatrix {
  const random = randomOf(seed);
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const matrix = searchableMatrix(rows, dimensions);
  for (let row = 0; row < rows; row++) {
    const vector = Float32Array.from({ length: dimensions }, gaussian);
    const length = Math.hypot(...vector);
    storeVector(matrix, row, vector.map((value) => value / length));
  }
  return matrix;
}

const rows = 10_000;
const matrix = randomMatrix(rows, 3);
const questions = Array.from({ length: 130 }, (_, row) => ({ text: String(row), vector: vectorOf(randomMatrix(130, 4), row) }));
const noWords: LexicalSearch = () => [];
let graph: GraphSearch;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-width-'));
  graph = graphSearch(await linksOfNative(await buildGraph(matrix, { hnswM: 8, hnswEfConstruction: 40 }), path.join(folder, 'native')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Share of the ten nearest that a width finds of the 100 questions that are asked. */
function foundWith(width: number): number {
  const asked = Array.from({ length: 100 }, (_, i) => questions[Math.floor(i * 1.3)]!);
  const everything = { rows: new Uint8Array(rows).fill(1), count: rows };
  const hits = asked.map(({ vector }) => {
    const nearest = new Set(scan(matrix, vector, everything, 10).map(({ row }) => row));
    return searchVectors(matrix, graph, vector, everything, 10, { efSearch: width, exactScanBelow: 0 }).filter(({ row }) => nearest.has(row)).length;
  });
  return hits.reduce((sum, one) => sum + one, 0) / 1000;
}

describe('the width of a search', () => {
  it('is the narrowest tried that finds 98 of 100 of the ten nearest', async () => {
    const measured = await measureSearchWidth(matrix, graph, noWords, questions);
    expect(measured).toMatchObject({ questions: 100 });
    expect(measured!.width).toBeGreaterThan(100);
    expect(measured!.found).toBeGreaterThanOrEqual(0.98);
    expect(measured!.found).toBe(foundWith(measured!.width));
    expect(foundWith(measured!.width / 2)).toBeLessThan(0.98);
  });

  it('is narrower where the words find the nearest, from which a search begins too', async () => {
    const everything = { rows: new Uint8Array(rows).fill(1), count: rows };
    const nearest = new Map(questions.map(({ text, vector }) => [text, scan(matrix, vector, everything, 10)]));
    expect(await measureSearchWidth(matrix, graph, (text) => nearest.get(text)!, questions)).toEqual({ width: 100, found: 1, questions: 100 });
  });

  it('that finds too little is said to whoever builds', () => {
    expect(warningsOf(null)).toEqual([]);
    expect(warningsOf({ width: 200, found: 0.98, questions: 100 })).toEqual([]);
    expect(warningsOf({ width: 800, found: 0.923, questions: 100 })[0]).toContain('finds 92 % of the nearest, searched at the width 800; 98 % were expected');
  });

  it('is not measured where vectors are few or nothing is asked, and stops when told to', async () => {
    expect(await measureSearchWidth(matrix, graph, noWords, [])).toBeNull();
    const few = randomMatrix(500, 5);
    expect(await measureSearchWidth(few, graph, noWords, questions)).toBeNull();
    await expect(measureSearchWidth(matrix, graph, noWords, questions, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
