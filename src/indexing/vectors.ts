/**
 * Nearest vectors: an exact scan over a row-major matrix of unit vectors, and a graph (HNSW, Malkov & Yashunin 2018, arXiv
 * 1603.09320) for wide admissions over large indexes. Similarity is the cosine, which for unit vectors is the inner product.
 */
import hnswlib from 'hnswlib-node';
import { breathe } from './breathe.js';
import type { Admission, Hit } from './snapshot.js';
import { topRows } from './top-rows.js';

export interface VectorMatrix {
  /** rows × dimensions floats, each row of length 1 or all zero. */
  readonly values: Float32Array;
  readonly dimensions: number;
}

export interface VectorParameters {
  /** Search width of the graph. */
  readonly efSearch: number;
  /** Fewer admitted rows than this are scanned exactly. */
  readonly exactScanBelow: number;
}

export type Graph = hnswlib.HierarchicalNSW;

export interface GraphParameters {
  readonly hnswM: number;
  readonly hnswEfConstruction: number;
}

/** Levels are drawn at random; a fixed seed makes the same graph from the same vectors. */
const SEED = 100;
/** Insertions between two looks at the clock and the signal: about 50 ms. */
const INSERTED_AT_ONCE = 64;

/** Inserts all rows in order; yields to the event loop between batches. Rejects with the signal's reason. */
export async function buildGraph(
  matrix: VectorMatrix, parameters: GraphParameters, signal?: AbortSignal, onProgress?: (done: number, total: number) => void,
): Promise<Graph> {
  const total = matrix.values.length / matrix.dimensions;
  const graph = new hnswlib.HierarchicalNSW('ip', matrix.dimensions);
  graph.initIndex(Math.max(total, 1), parameters.hnswM, parameters.hnswEfConstruction, SEED);
  for (let row = 0; row < total; row++) {
    if (row % INSERTED_AT_ONCE === 0) {
      onProgress?.(row, total);
      await breathe(signal);
    }
    graph.addPoint(Array.from(vectorOf(matrix, row)), row);
  }
  onProgress?.(total, total);
  return graph;
}

/** Loads a graph file; throws what the native library says when the file is cut short or altered. */
export function readGraph(file: string, dimensions: number): Graph {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.readIndexSync(file);
  return graph;
}

export function vectorOf({ values, dimensions }: VectorMatrix, row: number): Float32Array {
  return values.subarray(row * dimensions, (row + 1) * dimensions);
}

/** Never fewer than `min(k, admission.count)` hits, best first, ties in the order of rows. */
export function searchVectors(matrix: VectorMatrix, graph: Graph | null, query: Float32Array, admission: Admission, k: number, parameters: VectorParameters): Hit[] {
  const wanted = Math.min(k, admission.count);
  if (wanted === 0) return [];
  if (graph !== null && admission.count >= parameters.exactScanBelow) {
    const near = searchGraph(matrix, graph, query, admission, wanted, parameters.efSearch);
    if (near.length >= wanted) return near;
    // A filter can leave the graph's walk with too few rows: then the scan finds the rest.
  }
  return scan(matrix, query, admission, wanted);
}

/** All admitted rows: 20,000 of 384 dimensions take some 20 ms on one core. */
export function scan(matrix: VectorMatrix, query: Float32Array, admission: Admission, k: number): Hit[] {
  const { values, dimensions } = matrix;
  const top = topRows(k);
  const { rows } = admission;
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 1) top.offer(row, innerProduct(values, row * dimensions, query));
  }
  return top.ranked();
}

/** Rows out of the graph, scored by the same arithmetic as the scan so that both give the same numbers. */
function searchGraph(matrix: VectorMatrix, graph: Graph, query: Float32Array, admission: Admission, k: number, efSearch: number): Hit[] {
  graph.setEf(Math.max(efSearch, k));
  const { rows } = admission;
  const filter = admission.count === rows.length ? undefined : (row: number): boolean => rows[row] === 1;
  const top = topRows(k);
  for (const row of graph.searchKnn(Array.from(query), k, filter).neighbors) top.offer(row, innerProduct(matrix.values, row * matrix.dimensions, query));
  return top.ranked();
}

/** Four sums side by side: the processor need not wait for one addition before it begins the next. */
function innerProduct(values: Float32Array, offset: number, query: Float32Array): number {
  const { length } = query;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const at = offset + i;
    a += values[at]! * query[i]!;
    b += values[at + 1]! * query[i + 1]!;
    c += values[at + 2]! * query[i + 2]!;
    d += values[at + 3]! * query[i + 3]!;
  }
  for (; i < length; i++) a += values[offset + i]! * query[i]!;
  return a + b + c + d;
}
