/**
 * BM25 over typed arrays, one section per language. Term-at-a-time: for each term of the question its postings are walked
 * once and their weights added up in one array that all questions share.
 */
import { analyzerOf, type Analyzer } from './analysis/analyzer.js';
import { compoundSplitter, type CompoundSplitter } from './analysis/compounds.js';
import type { LexicalSection, LexicalTable } from './lexical-file.js';
import type { Admission, Hit } from './snapshot.js';
import { topRows } from './top-rows.js';

/** Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); the idf is Lucene's, which is never negative. */
export function inverseDocumentFrequency(documents: number, documentFrequency: number): number {
  return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** Saturated term frequency, 0 to 1. The constant factor k1 + 1 is left out, as in Lucene: it orders nothing. */
export function termWeight(frequency: number, length: number, averageLength: number, k1: number, b: number): number {
  return frequency / (frequency + k1 * (1 - b + (b * length) / averageLength));
}

export interface LexicalParameters {
  readonly k1: number;
  readonly b: number;
}

/** At most `k` admitted rows with a score above 0, best first. Scores are rounded to 32-bit floats. */
export type LexicalSearch = (question: string, admission: Admission, k: number, parameters: LexicalParameters) => Hit[];

export function lexicalSearch(table: LexicalTable): LexicalSearch {
  const readers = table.sections.map(sectionReader);
  // Shared by all questions: a search runs to its end without yielding, and leaves zeros behind.
  const scores = new Float32Array(table.lengths.length);
  const normsFor = remembered((parameters: LexicalParameters) => lengthNorms(table, parameters));
  return (question, admission, k, parameters) => {
    const norms = normsFor(parameters);
    const shares = languageShares(table.sections.map((section, i) => languageEvidence(section, readers[i]!.analyzer.words(question))));
    for (const [i, section] of table.sections.entries()) {
      for (const [term, weight] of termsOf(readers[i]!, question)) addTerm(section, term, weight * shares[i]!, norms, scores);
    }
    const best = bestOf(scores, admission.rows, k);
    scores.fill(0);
    return best;
  };
}

/** The settings hardly ever change: the last ones' norms are kept. */
function remembered(norms: (parameters: LexicalParameters) => Float32Array): (parameters: LexicalParameters) => Float32Array {
  let last: { readonly k1: number; readonly b: number; readonly norms: Float32Array } | null = null;
  return ({ k1, b }) => {
    if (last?.k1 !== k1 || last.b !== b) last = { k1, b, norms: norms({ k1, b }) };
    return last.norms;
  };
}

/** What stands beside the frequency below the line of `termWeight`, for each row: a row is in one language, so in one section. */
function lengthNorms({ lengths, sections }: LexicalTable, { k1, b }: LexicalParameters): Float32Array {
  const norms = new Float32Array(lengths.length);
  for (const { rows, averageLength } of sections) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      if (norms[row] === 0) norms[row] = k1 * (1 - b) + (k1 * b * lengths[row]!) / averageLength;
    }
  }
  return norms;
}

/** The best `k` of the admitted rows with a score. Rows come in ascending order: of equal ones the first stays. */
function bestOf(scores: Float32Array, admitted: Uint8Array, k: number): Hit[] {
  const top = topRows(k);
  let floor = 0;
  for (let row = nextAbove(scores, admitted, floor, 0); row < scores.length; row = nextAbove(scores, admitted, floor, row + 1)) {
    top.offer(row, scores[row]!);
    floor = Math.max(0, top.worst());
  }
  return top.ranked();
}

/** The first admitted row from `from` on with a score above `floor`; the number of rows when there is none. */
function nextAbove(scores: Float32Array, admitted: Uint8Array, floor: number, from: number): number {
  let row = from;
  while (row < scores.length && (scores[row]! <= floor || admitted[row] !== 1)) row++;
  return row;
}

interface SectionReader {
  readonly analyzer: Analyzer;
  /** Takes words apart as the section's own were; null in a language without compounds. */
  readonly split: CompoundSplitter | null;
}

function sectionReader(section: LexicalSection): SectionReader {
  const analyzer = analyzerOf(section.language);
  const ownDocuments = (term: string): number => section.ownDocuments[findTerm(section, term)] ?? 0;
  return { analyzer, split: analyzer.compounds === null ? null : compoundSplitter(analyzer.compounds, ownDocuments) };
}

/** What each part of a compound counts beside the whole: two or three of them together about as much as the whole. */
const PART_WEIGHT = 0.5;

/** A question's terms with their weights, parts of compounds among them. */
function termsOf({ analyzer, split }: SectionReader, question: string): ReadonlyMap<string, number> {
  const asked = analyzer.question(question);
  if (split === null) return asked;
  const all = new Map(asked);
  for (const [term, weight] of asked) {
    for (const part of new Set(split(term))) all.set(part, (all.get(part) ?? 0) + weight * PART_WEIGHT);
  }
  return all;
}

/**
 * How much a section speaks the language of a question, 0 to 1: the mean over the words asked of ln(1 + documents with it) / ln(1 +
 * documents). "die" is in every German provision and in a few English ones; without this it would be a rare and heavy word of theirs.
 */
export function languageEvidence(section: LexicalSection, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const found = findTerm(section, word);
    if (found !== -1) sum += Math.log1p(section.postingOffsets[found + 1]! - section.postingOffsets[found]!);
  }
  return words.length === 0 ? 0 : sum / words.length / Math.log1p(section.documents);
}

/**
 * What a hit counts in each section: 1 where the question is at home, the less the worse another section knows its words. The square:
 * the first power still let other languages in (five languages in one index: nDCG@10 0.70 where each alone has 0.72), the third cut no more.
 */
export function languageShares(evidence: readonly number[]): readonly number[] {
  const most = Math.max(...evidence);
  return evidence.map((one) => (most === 0 ? 1 : (one / most) ** 2));
}

function addTerm(section: LexicalSection, term: string, times: number, norms: Float32Array, scores: Float32Array): void {
  const found = findTerm(section, term);
  if (found === -1) return;
  const [from, to] = [section.postingOffsets[found]!, section.postingOffsets[found + 1]!];
  addPostings(section.rows.subarray(from, to), section.frequencies.subarray(from, to), times * inverseDocumentFrequency(section.documents, to - from), norms, scores);
}

/**
 * Adds one term's weights to all rows that have it, admitted or not. Lists of 300,000 postings are common (every German provision has "die"): without a
 * branch and with its arrays as arguments a posting takes some 4 ns; asking first which rows are admitted or touched before takes twice that.
 */
function addPostings(rows: Uint32Array, frequencies: Uint16Array, weight: number, norms: Float32Array, scores: Float32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const frequency = frequencies[i]!;
    // `termWeight` written out: this line runs for each posting.
    scores[row] = scores[row]! + (weight * frequency) / (frequency + norms[row]!);
  }
}

/** Bisection over the sorted terms; -1 when the term is not in the section. About 20 short decodings in a million terms. */
export function findTerm(section: LexicalSection, term: string): number {
  let low = 0;
  let high = section.termOffsets.length - 2;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const candidate = section.termText.toString('utf8', section.termOffsets[middle], section.termOffsets[middle + 1]);
    if (candidate === term) return middle;
    if (candidate < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
