/**
 * Texts -> the lexical index. Each row is read by the analyzer of its language and kept as a run of (term, frequency); when all rows are
 * in, the words of a section say which of them are compounds, and runs are turned into postings.
 */
import { analyzerKey, analyzerOf, type Analyzer } from './analysis/analyzer.js';
import { compoundSplitter } from './analysis/compounds.js';
import { growingArray, type GrowingArray } from './growing-array.js';
import type { LexicalSection, LexicalTable } from './lexical-file.js';

export interface LexicalBuilder {
  /** Rows come in ascending order. `language` is a BCP 47 tag; tags of one primary language share a section. */
  add(text: string, language: string): void;
  build(): LexicalTable;
}

/** A section while it grows. */
interface Growing {
  readonly analyzer: Analyzer;
  readonly terms: Map<string, number>;
  readonly rows: GrowingArray;
  readonly rowStarts: GrowingArray;
  readonly termOf: GrowingArray;
  readonly frequencyOf: GrowingArray;
  total: number;
}

export function lexicalBuilder(): LexicalBuilder {
  const lengths = growingArray();
  const sections = new Map<string, Growing>();
  return {
    add(text, language) {
      const key = analyzerKey(language);
      let section = sections.get(key);
      if (section === undefined) {
        section = { analyzer: analyzerOf(key), terms: new Map(), rows: growingArray(), rowStarts: growingArray(), termOf: growingArray(), frequencyOf: growingArray(), total: 0 };
        sections.set(key, section);
      }
      const length = addRow(section, lengths.values().length, text);
      lengths.push(length);
      section.total += length;
    },
    build() {
      const languages = [...sections.keys()].sort();
      return { lengths: lengths.values(), sections: languages.map((language) => invert(language, sections.get(language)!)) };
    },
  };
}

/** Returns the row's length in tokens. */
function addRow(section: Growing, row: number, text: string): number {
  const { terms, length } = section.analyzer.passage(text);
  const counts = new Map<number, number>();
  for (const term of terms) {
    let id = section.terms.get(term);
    if (id === undefined) section.terms.set(term, (id = section.terms.size));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  section.rows.push(row);
  section.rowStarts.push(section.termOf.values().length);
  for (const [id, count] of counts) {
    section.termOf.push(id);
    section.frequencyOf.push(Math.min(count, MOST));
  }
  return length;
}

/** Largest frequency that 16 bits hold. */
const MOST = 0xffff;

/** Runs per row -> postings per term, by counting sort. */
function invert(language: string, section: Growing): LexicalSection {
  const sorted = [...section.terms.keys()].sort();
  const rankOf = new Uint32Array(sorted.length);
  for (const [rank, term] of sorted.entries()) rankOf[section.terms.get(term)!] = rank;
  const ownDocuments = documentsOf(section, rankOf);
  const parts = partsOf(section, sorted, rankOf, ownDocuments);

  const postingOffsets = new Uint32Array(sorted.length + 1);
  eachPosting(section, rankOf, parts, (_row, rank) => postingOffsets[rank + 1]!++);
  for (let i = 1; i < postingOffsets.length; i++) postingOffsets[i]! += postingOffsets[i - 1]!;
  const next = postingOffsets.slice();
  const rows = new Uint32Array(postingOffsets[sorted.length]!);
  const frequencies = new Uint16Array(rows.length);
  eachPosting(section, rankOf, parts, (row, rank, frequency) => {
    const at = next[rank]!++;
    rows[at] = row;
    frequencies[at] = Math.min(frequency, MOST);
  });

  const termBytes = sorted.map((term) => Buffer.from(term, 'utf8'));
  const termOffsets = new Uint32Array(sorted.length + 1);
  for (const [i, bytes] of termBytes.entries()) termOffsets[i + 1] = termOffsets[i]! + bytes.length;
  const documents = section.rows.values().length;
  // A section of empty rows only would divide by zero.
  const averageLength = Math.max(section.total / documents, 1);
  return { language, documents, averageLength, termText: Buffer.concat(termBytes), termOffsets, postingOffsets, ownDocuments, rows, frequencies };
}

/** In how many rows each term stands by itself, by rank. */
function documentsOf(section: Growing, rankOf: Uint32Array): Uint32Array {
  const documents = new Uint32Array(rankOf.length);
  for (const id of section.termOf.values()) documents[rankOf[id]!]!++;
  return documents;
}

/** Rank of a compound -> ranks of its parts, each once. Parts are terms of the section already: the splitter knows no others. */
function partsOf(section: Growing, sorted: readonly string[], rankOf: Uint32Array, ownDocuments: Uint32Array): ReadonlyMap<number, readonly number[]> {
  const parts = new Map<number, readonly number[]>();
  const { compounds } = section.analyzer;
  if (compounds === null) return parts;
  const rankOfTerm = (term: string): number | undefined => {
    const id = section.terms.get(term);
    return id === undefined ? undefined : rankOf[id];
  };
  const split = compoundSplitter(compounds, (term) => ownDocuments[rankOfTerm(term) ?? -1] ?? 0);
  for (const [rank, term] of sorted.entries()) {
    const found = new Set(split(term).map((part) => rankOfTerm(part)!));
    if (found.size > 0) parts.set(rank, [...found]);
  }
  return parts;
}

/** Visits each row's terms with their frequencies, those of compounds' parts added; rows ascending, a term once a row. */
function eachPosting(section: Growing, rankOf: Uint32Array, parts: ReadonlyMap<number, readonly number[]>, visit: (row: number, rank: number, frequency: number) => void): void {
  const [starts, rows, terms, frequencies] = [section.rowStarts.values(), section.rows.values(), section.termOf.values(), section.frequencyOf.values()];
  // What the row in hand has of each term; only what `inRow` lists is ever read or put back to 0.
  const counts = new Uint32Array(rankOf.length);
  for (let r = 0; r < rows.length; r++) {
    const inRow: number[] = [];
    const count = (rank: number, frequency: number): void => {
      if (counts[rank] === 0) inRow.push(rank);
      counts[rank]! += frequency;
    };
    for (let i = starts[r]!; i < (starts[r + 1] ?? terms.length); i++) {
      const rank = rankOf[terms[i]!]!;
      count(rank, frequencies[i]!);
      for (const part of parts.get(rank) ?? []) count(part, frequencies[i]!);
    }
    for (const rank of inRow) {
      visit(rows[r]!, rank, counts[rank]!);
      counts[rank] = 0;
    }
  }
}
