/**
 * Which passages stand under a heading: digest of the folded heading -> rows. Two headings share a digest of 53 bits about once in 300,000 corpora
 * of 250,000 provisions.
 *
 * `headings.bin`, 12 bytes a headed passage, sorted by digest, then row:
 *
 *     digests   f64 each (whole numbers below 2^53)
 *     rows      u32 each
 */
import { walk, type LegalDocument } from '../document.js';
import { foldText, foldWord } from './analysis/fold.js';
import type { Chunk } from './chunk.js';
import { columnBytes, readColumns } from './column-file.js';

export interface HeadingTable {
  /** Rows of the provisions whose whole heading `text` is, however it is cased, accented or punctuated; ascending. */
  rowsUnder(text: string): readonly number[];
}

/** The words of a heading or question, folded: what makes two of them the same. */
export function headingWords(text: string): string[] {
  return (foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(foldWord);
}

const kind = { magic: 'RSPNSHDG', version: 1 };

/** The pieces of the file. An index built without headings has an empty one: they are what is asked for. */
export function headingBytes(documents: readonly LegalDocument[], chunks: readonly Pick<Chunk, 'document' | 'eId'>[], headings: 'in' | 'out'): Uint8Array[] {
  const pairs = headings === 'out' ? [] : headedRows(documents, chunks).sort((one, other) => one.key - other.key || one.row - other.row);
  return columnBytes(kind, [Float64Array.from(pairs, ({ key }) => key), Uint32Array.from(pairs, ({ row }) => row)]);
}

function headedRows(documents: readonly LegalDocument[], chunks: readonly Pick<Chunk, 'document' | 'eId'>[]): { readonly key: number; readonly row: number }[] {
  const pairs: { readonly key: number; readonly row: number }[] = [];
  let of = -1;
  let keys = new Map<string, number>();
  for (const [row, { document, eId }] of chunks.entries()) {
    if (document !== of) {
      of = document;
      keys = keysOf(documents[document]!);
    }
    const key = keys.get(eId);
    if (key !== undefined) pairs.push({ key, row });
  }
  return pairs;
}

/** Views into `bytes`; RangeError when they are no such file. */
export function readHeadings(bytes: Uint8Array<ArrayBuffer>): HeadingTable {
  const columns = readColumns(kind, bytes);
  const [sorted, rows] = [columns.f64(), columns.u32()];
  return {
    rowsUnder: (text) => {
      const key = keyOf(text);
      const first = firstAtLeast(sorted, key);
      let end = first;
      while (sorted[end] === key) end++;
      return [...rows.subarray(first, end)];
    },
  };
}

function keysOf(document: LegalDocument): Map<string, number> {
  const keys = new Map<string, number>();
  for (const { provision } of walk(document.provisions)) {
    if (provision.heading !== null && provision.heading !== '') keys.set(provision.eId, keyOf(provision.heading));
  }
  return keys;
}

/** 53 bits of two FNV-1a hashes (Fowler, Noll & Vo), the most that a number holds exactly. */
function keyOf(text: string): number {
  const folded = headingWords(text).join(' ');
  return (fnv1a(folded, 0x811c9dc5) >>> 11) * 2 ** 32 + fnv1a(folded, 0x9747b28c);
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function firstAtLeast(sorted: Float64Array, key: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
