/** An opened generation: read-only, shared by all questions in flight, closed when the last of them is done. */
import type { LegalDocument } from '../document.js';
import type { Chunk } from './chunk.js';
import type { CitationTable } from './citations.js';
import type { Manifest } from './manifest.js';
import type { AddedTerms } from './synonym-table.js';

/** Rows (chunks) a query may see. `rows[row] === 1` admits. */
export interface Admission {
  readonly rows: Uint8Array;
  /** How many are admitted. */
  readonly count: number;
}

/** One row of a ranking, best first; scores of different retrievers are not comparable. */
export interface Hit {
  readonly row: number;
  readonly score: number;
}

export interface Snapshot {
  readonly manifest: Manifest;
  readonly documents: readonly LegalDocument[];
  readonly chunks: readonly Chunk[];
  /** BM25 over all languages of the index: the question is read by the analyzer of each language that the admitted chunks are in. At most `k` hits with a score above 0. */
  searchLexical(question: string, admission: Admission, k: number, parameters: { readonly k1: number; readonly b: number }): Hit[];
  /** BM25 over character n-grams of the named rows, in their order; the n-grams' frequencies are those of the whole index. */
  scoreGrams(question: string, rows: readonly number[]): Hit[];
  /** Cosine similarity to the unit vector `query`. Exact scan when `admission.count < exactScanBelow`, else HNSW, from `seeds` too; never fewer than `min(k, admission.count)` hits. */
  searchVectors(query: Float32Array, admission: Admission, k: number, parameters: { readonly efSearch: number; readonly exactScanBelow: number; readonly seeds?: readonly number[] }): Hit[];
  /** Cosine of the unit vector `query` and each of the named rows, in their order. */
  similarities(query: Float32Array, rows: readonly number[]): Hit[];
  /** Vector of a row, for reranking and tests. */
  vector(row: number): Float32Array;
  /** The words of a row, as its document's text has them at its span; its document stays unread. */
  textOf(row: number): string;
  /** Names of works and numbers of provisions: what a citation can mean. */
  readonly citations: CitationTable;
  /** Rows of the provisions whose whole heading `text` is; none in an index without headings. */
  rowsUnder(text: string): readonly number[];
  /** What the synonyms of the collections add to a question in `language` (BCP 47). */
  synonymsOf(question: string, language: string): readonly AddedTerms[];
  /** Rows of one document, in text order. */
  rowsOf(document: number): readonly number[];
  close(): void;
}
