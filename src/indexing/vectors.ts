/**
 * Nearest vectors: an exact scan over a matrix of unit vectors, and a graph (HNSW, Malkov & Yashunin 2018, arXiv 1603.09320) for wide
 * admissions over large indexes. hnswlib builds the graph; searched it is here, over the vectors in 8 bits, so that these are stored
 * once. Similarity is the cosine, which for unit vectors is the inner product.
 */
import { rm } from 'node:fs/promises';
import hnswlib from 'hnswlib-node';
import { breathe } from './breathe.js';
import { linksOf, type Graph } from './graph-file.js';
import type { GraphSearch } from './graph-search.js';
import { vectorOf, type SearchableMatrix, type VectorMatrix } from './quantised-vectors.js';
import { readWritten } from './publish.js';
import type { Admission, Hit } from './snapshot.js';
import { topRows } from './top-rows.js';

export interface VectorParameters {
  /** Search width of the graph. */
  readonly efSearch: number;
  /** Fewer admitted rows than this are scanned exactly. */
  readonly exactScanBelow: number;
  /** Rows that may be near: the graph is walked from these too. */
  readonly seeds?: readonly number[];
}

/**
 * Passages with the question's words that are given as seeds. Over 625,035 vectors of `hashed-ngrams`, searched at the width 800, the graph alone finds 93.8 % of the ten nearest, with 32 seeds 98.6 %, with 100
 * 98.8 %; they cost no time that could be measured.
 */
export const SEEDS = 100;

/** A graph while it is built, with copies of its vectors. */
export type NativeGraph = hnswlib.HierarchicalNSW;

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
): Promise<NativeGraph> {
  const total = matrix.scales.length;
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

/**
 * A graph's links without its copies of the vectors. The library can only write itself whole, and reports no write error: the links are read out of what it wrote to `file`, which is gone afterwards.
 * Rejects with ResponsaError('environment') where it could not be written.
 */
export async function linksOfNative(graph: NativeGraph, file: string): Promise<Graph> {
  try {
    graph.writeIndexSync(file);
    return await readWritten(file, linksOf);
  } finally {
    await rm(file, { force: true });
  }
}

/** Never fewer than `min(k, admission.count)` hits, best first, ties in the order of rows. */
export function searchVectors(matrix: SearchableMatrix, graph: GraphSearch | null, query: Float32Array, admission: Admission, k: number, parameters: VectorParameters): Hit[] {
  const wanted = Math.min(k, admission.count);
  if (wanted === 0) return [];
  if (graph !== null && admission.count >= parameters.exactScanBelow) {
    const near = graph(matrix.similarityTo(query), admission, wanted, parameters.efSearch, parameters.seeds);
    if (near.length >= wanted) return near;
    // A filter can leave the graph's walk with too few rows: then the scan finds the rest.
  }
  return scan(matrix, query, admission, wanted);
}

/** All admitted rows: 100,000 of 512 numbers take some 5 ms on one core with AVX-512 where they lie together, 23 ms where they are every sixth of an index. */
export function scan(matrix: SearchableMatrix, query: Float32Array, admission: Admission, k: number): Hit[] {
  const top = topRows(k);
  const { rows } = admission;
  const similarityOf = matrix.similarityTo(query);
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 1) top.offer(row, similarityOf(row));
  }
  return top.ranked();
}
