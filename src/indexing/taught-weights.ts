/**
 * The dense weight of each language, taught by the corpus: its probes (see `probes.ts`) are asked over a sample with each weight; the
 * weights that do as well as the best are a range, and questions take its middle. Where the embedder does not know the language the
 * range ends at little or nothing, and nobody had to say so.
 */
import type { LegalDocument } from '../document.js';
import type { Embedder } from '../models/embedder.js';
import { embeddedText, type Chunk } from './chunk.js';
import { embedChunks, type Embedded } from './embed-chunks.js';
import { lexicalSearch, type LexicalSearch } from './lexical.js';
import { lexicalBuilder } from './lexical-build.js';
import { samplesOf, type Sample } from './probes.js';
import type { Hit } from './snapshot.js';
import type { KnownVectors } from './take-over.js';
import { searchableMatrix, storeVector, vectorOf, type SearchableMatrix, type VectorMatrix } from './quantised-vectors.js';
import { scan } from './vectors.js';
import { standardScores } from './z-scores.js';

/** A change of this constant says that the same corpus teaches otherwise, here or in `probes.ts`; it is written into the manifest. */
export const TEACHING_VERSION = 'headings-2';

/** Weights between which the probes of a language see no difference. */
export interface TaughtWeight {
  readonly least: number;
  readonly most: number;
  /** How many probes were asked. */
  readonly probes: number;
}

/** Primary language subtag -> what was taught; a language with too few headed passages is not in it. */
export type TaughtWeights = Readonly<Record<string, TaughtWeight>>;

/** The weights that are tried: finer differences are below what a few hundred probes can tell. */
const TRIED: readonly number[] = Array.from({ length: 11 }, (_, step) => step / 10);
/** Candidates of each kind that are joined, as many as of a question (setting `gramCandidates`): over longer lists the same weight would be a louder one. */
const CANDIDATES = 100;
/** Reciprocal ranks count down to here, as MRR@10. */
const DEPTH = 10;
/** BM25 as Anserini has it. The weights hardly depend on it. */
const BM25 = { k1: 0.9, b: 0.4 };

export interface Teaching {
  readonly documents: readonly LegalDocument[];
  readonly chunks: readonly Chunk[];
  readonly digests: Uint8Array;
  readonly matrix: VectorMatrix;
  readonly embedder: Embedder;
  readonly known: KnownVectors;
  readonly signal?: AbortSignal;
}

/** A question and its vector. */
export interface AskedVector {
  readonly text: string;
  readonly vector: Float32Array;
}

export interface Taught {
  readonly weights: TaughtWeights;
  /** Vectors of the probes, to be taken over by the next build. */
  readonly probes: Pick<Embedded, 'matrix' | 'digests'>;
  /** Their questions alone. */
  readonly questions: readonly AskedVector[];
}

/** Embeds questions and texts of the probes, some 400 a language, as far as they are not known. */
export async function teachWeights(teaching: Teaching): Promise<Taught> {
  const { embedder, known, signal } = teaching;
  const samples = samplesOf(teaching);
  const texts = samples.flatMap(({ probes }) => [...probes.map(({ question }) => question), ...probes.map(({ text }) => text)]);
  const embedded = await embedChunks(texts.length, (i) => texts[i]!, embedder, known, () => Promise.resolve(), signal);
  const weights: Record<string, TaughtWeight> = {};
  const questions: AskedVector[] = [];
  let from = 0;
  for (const sample of samples) {
    weights[sample.language] = rangeOf(reciprocalRanks(teaching, sample, embedded.matrix, from));
    questions.push(...sample.probes.map(({ question }, i) => ({ text: question, vector: vectorOf(embedded.matrix, from + i) })));
    from += 2 * sample.probes.length;
  }
  return { weights, probes: { matrix: embedded.matrix, digests: embedded.digests }, questions };
}

/** One list per tried weight: the reciprocal rank of each probe's own passage, 0 below the depth. The vectors of the sample's questions begin at row `from`, those of its texts behind them. */
function reciprocalRanks(teaching: Teaching, sample: Sample, vectors: VectorMatrix, from: number): number[][] {
  const headless = new Map(sample.probes.map(({ at, text }, i) => [at, { text, vector: vectorOf(vectors, from + sample.probes.length + i) }]));
  const words = lexicalBuilder();
  const meaning = searchableMatrix(sample.rows.length, teaching.matrix.dimensions);
  for (const [at, row] of sample.rows.entries()) {
    const chunk = teaching.chunks[row]!;
    words.add(headless.get(at)?.text ?? embeddedText(teaching.documents[chunk.document]!, chunk), sample.language);
    storeVector(meaning, at, headless.get(at)?.vector ?? vectorOf(teaching.matrix, row));
  }
  const search = lexicalSearch(words.build());
  const ranks = TRIED.map((): number[] => []);
  for (const [i, { at, question }] of sample.probes.entries()) {
    const found = ask(search, meaning, { question, vector: vectorOf(vectors, from + i), rows: competing(teaching, sample, at) });
    for (const [w, weight] of TRIED.entries()) ranks[w]!.push(reciprocalRankOf(at, found, weight));
  }
  return ranks;
}

/** The passage itself and those of other documents: its siblings may well bear the heading that it lost. */
function competing({ chunks }: Teaching, { rows }: Sample, at: number): Uint8Array {
  const own = chunks[rows[at]!]!.document;
  return Uint8Array.from(rows, (row, i) => (i === at || chunks[row]!.document !== own ? 1 : 0));
}

interface Asked {
  readonly question: string;
  readonly vector: Float32Array;
  readonly rows: Uint8Array;
}

interface Scored {
  readonly rows: readonly number[];
  /** Standard scores in the order of `rows`. */
  readonly lexical: Float64Array;
  readonly dense: Float64Array;
}

function ask(search: LexicalSearch, meaning: SearchableMatrix, { question, vector, rows }: Asked): Scored {
  const admission = { rows, count: rows.reduce((sum, bit) => sum + bit, 0) };
  const lexical = search(question, admission, CANDIDATES, BM25);
  const dense = scan(meaning, vector, admission, CANDIDATES);
  const candidates = [...new Set([...lexical, ...dense].map(({ row }) => row))];
  return { rows: candidates, lexical: standardScores(scoresOf(lexical, candidates)), dense: standardScores(scoresOf(dense, candidates)) };
}

/** A candidate that a ranking does not hold gets its lowest score. */
function scoresOf(hits: readonly Hit[], rows: readonly number[]): Float64Array {
  const scores = new Map(hits.map(({ row, score }) => [row, score]));
  const lowest = hits.at(-1)?.score ?? 0;
  return Float64Array.from(rows, (row) => scores.get(row) ?? lowest);
}

function reciprocalRankOf(row: number, { rows, lexical, dense }: Scored, weight: number): number {
  const position = rows.indexOf(row);
  if (position === -1) return 0;
  const scoreAt = (i: number): number => (1 - weight) * lexical[i]! + weight * dense[i]!;
  const own = scoreAt(position);
  // Ties count against it: a ranking that says nothing must not look perfect.
  const rank = rows.reduce((better, _, i) => better + (i !== position && scoreAt(i) >= own ? 1 : 0), 1);
  return rank > DEPTH ? 0 : 1 / rank;
}

/**
 * The tried weights whose mean lies within one standard error of the best one's, the error taken over the differences question by question
 * (the one-standard-error rule of Breiman, Friedman, Olshen & Stone 1984, section 3.4.3): what probes cannot tell apart is one to them. `ranks[w][i]` is the reciprocal rank of probe i with the weight `TRIED[w]`.
 */
export function rangeOf(ranks: readonly (readonly number[])[]): TaughtWeight {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = ranks.map(mean);
  const best = means.indexOf(Math.max(...means));
  const isAsGood = (w: number): boolean => {
    const differences = ranks[best]!.map((rank, i) => rank - ranks[w]![i]!);
    const average = mean(differences);
    const variance = mean(differences.map((difference) => (difference - average) ** 2));
    return average <= Math.sqrt(variance / differences.length);
  };
  let [least, most] = [best, best];
  while (least > 0 && isAsGood(least - 1)) least--;
  while (most < ranks.length - 1 && isAsGood(most + 1)) most++;
  return { least: TRIED[least]!, most: TRIED[most]!, probes: ranks[best]!.length };
}
