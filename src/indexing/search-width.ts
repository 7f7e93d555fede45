/**
 * How wide the graph must be searched, measured on the index itself: its own headings are asked (the probes of `probes.ts`), and the ten nearest that the graph
 * finds are compared with the ten nearest there are. How much a width finds depends on the vectors and grows worse with their number: no constant is right for each index.
 */
import { breathe } from './breathe.js';
import type { GraphSearch } from './graph-search.js';
import type { LexicalSearch } from './lexical.js';
import type { SearchableMatrix } from './quantised-vectors.js';
import type { AskedVector } from './taught-weights.js';
import { scan, searchVectors, SEEDS } from './vectors.js';

export interface SearchWidth {
  /** `efSearch` of Malkov & Yashunin 2018. */
  readonly width: number;
  /** Share of the ten nearest that it found, 0 to 1. */
  readonly found: number;
  readonly questions: number;
}

/**
 * Widths that are tried, the narrowest first; the last is taken even where it finds less. With it a search of 625,000 vectors takes some 4 ms; there, headings embedded as `hashed-ngrams` find 94 % of the
 * nearest with 800 in the graph alone, 97 % with 1,600 and with 3,200: some vectors no link leads to. With what the words find 200 give 98 %.
 */
const TRIED: readonly number[] = [100, 200, 400, 800];
const NEAREST = 10;
/** BM25 as Anserini has it; which passages have the words hardly depends on it. */
const BM25 = { k1: 0.9, b: 0.4 };
/** Share of the nearest that a width must find. */
const ENOUGH = 0.98;
/** Vectors below which nothing is measured: so few are searched one by one (setting `exactScanBelow`), and any width finds them. */
const MEASURED_FROM = 10_000;
/** Questions asked; each is one scan of all vectors, 25 ms over 625,000 of 512 numbers. The share is known to within 0.5 points then. */
const ASKED = 100;

/**
 * `null` where the index is too small or no question is given. Searched as questions are: from what their words find, too.
 * Rejects with the signal's reason.
 */
export async function measureSearchWidth(matrix: SearchableMatrix, graph: GraphSearch, search: LexicalSearch, questions: readonly AskedVector[], signal?: AbortSignal): Promise<SearchWidth | null> {
  const rows = matrix.scales.length;
  if (rows < MEASURED_FROM || questions.length === 0) return null;
  const step = Math.max(1, questions.length / ASKED);
  const asked = Array.from({ length: Math.min(ASKED, questions.length) }, (_, i) => questions[Math.floor(i * step)]!);
  const everything = { rows: new Uint8Array(rows).fill(1), count: rows };
  const nearest: ReadonlySet<number>[] = [];
  const seeds: (readonly number[])[] = [];
  for (const question of asked) {
    await breathe(signal);
    nearest.push(new Set(scan(matrix, question.vector, everything, NEAREST).map(({ row }) => row)));
    seeds.push(search(question.text, everything, SEEDS, BM25).map(({ row }) => row));
  }
  let measured: SearchWidth | null = null;
  for (const width of TRIED) {
    await breathe(signal);
    const found = asked.reduce((sum, { vector }, i) => {
      const walked = searchVectors(matrix, graph, vector, everything, NEAREST, { efSearch: width, exactScanBelow: 0, seeds: seeds[i]! });
      return sum + walked.filter(({ row }) => nearest[i]!.has(row)).length;
    }, 0) / (NEAREST * asked.length);
    measured = { width, found, questions: asked.length };
    if (found >= ENOUGH) break;
  }
  return measured;
}

/** What whoever builds should know of it; nothing where the graph finds enough. */
export function warningsOf(measured: SearchWidth | null): readonly string[] {
  if (measured === null || measured.found >= ENOUGH) return [];
  const { found, width } = measured;
  return [`The graph of vectors finds ${(100 * found).toFixed(0)} % of the nearest, searched at the width ${width}; ${100 * ENOUGH} % were expected. Larger hnswM and hnswEfConstruction find more and take longer to build; the vectors of the embedder that ships are easier to search than those of hashed-ngrams.`];
}
