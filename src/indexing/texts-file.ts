/**
 * `texts.bin`: the text of every document, and what is seldom asked of it.
 *
 *     encodings    u32 × documents          how its text is stored
 *     starts       f64 × (documents + 1)    where its text begins among the texts
 *     rest         one JSON list for each document: pages, terms, warnings
 *     texts        one behind the other, to the end of the file
 *
 * A passage is read without its document: its place in bytes stands in `chunks.bin`. That place is only certain where no code point
 * takes two UTF-16 units, so that a text with such (rare in law) is stored in UTF-16, as is one that is shorter in it (Chinese).
 */
import type { LegalDocument } from '../document.js';
import { columnBytes, readColumns } from './column-file.js';
import { readStrings, stringCollector } from './string-columns.js';

const kind = { magic: 'RSPNSTXT', version: 1 };

const encodings = ['latin1', 'utf8', 'utf16le'] as const;
export type TextEncoding = (typeof encodings)[number];

/** The shortest of the three that holds the text and in which bytes can be counted by UTF-16 units. */
export function encodingOf(text: string): TextEncoding {
  if (!/[^\0-\u00ff]/.test(text)) return 'latin1';
  return /[\ud800-\udfff]/.test(text) || Buffer.byteLength(text) > 2 * text.length ? 'utf16le' : 'utf8';
}

/** UTF-16 units between two places whose bytes are counted beforehand. */
const STEP = 512;

/** Offset in the text -> offset in its bytes. */
export function byteOffsets(text: string): (offset: number) => number {
  const encoding = encodingOf(text);
  if (encoding !== 'utf8') return (offset) => (encoding === 'latin1' ? 1 : 2) * offset;
  const known = new Float64Array(Math.floor(text.length / STEP) + 1);
  for (let i = 1; i < known.length; i++) known[i] = known[i - 1]! + Buffer.byteLength(text.slice((i - 1) * STEP, i * STEP));
  return (offset) => {
    const before = Math.floor(offset / STEP);
    return known[before]! + Buffer.byteLength(text.slice(before * STEP, offset));
  };
}

/** The pieces of the file; each text is encoded when it is written. */
export function* textBytes(documents: readonly LegalDocument[]): Generator<Uint8Array> {
  const rest = stringCollector();
  for (const { pages, terms, warnings } of documents) rest.add(JSON.stringify([pages, terms, warnings]));
  const used = documents.map(({ text }) => encodingOf(text));
  const starts = new Float64Array(documents.length + 1);
  for (const [i, { text }] of documents.entries()) starts[i + 1] = starts[i]! + Buffer.byteLength(text, used[i]);
  const columns = [Uint32Array.from(used, (encoding) => encodings.indexOf(encoding)), starts, ...rest.columns()];
  yield* columnBytes(kind, columns);
  for (const [i, { text }] of documents.entries()) yield Buffer.from(text, used[i]);
}

/** Bytes in memory for one of JSON. */
const OBJECT_BYTES = 4;

type Rest = Pick<LegalDocument, 'pages' | 'terms' | 'warnings'>;

export interface StoredTexts {
  readonly text: (document: number) => string;
  /** The text between two offsets in the document's bytes. */
  readonly slice: (document: number, from: number, to: number) => string;
  readonly rest: (document: number) => Rest;
  /** Bytes that the text takes as a string in memory. */
  readonly weight: (document: number) => number;
  /** The same of the rest, roughly. */
  readonly restWeight: (document: number) => number;
}

/** Views into `bytes`; RangeError when they are no such file. */
export function readTexts(bytes: Uint8Array<ArrayBuffer>): StoredTexts {
  const columns = readColumns(kind, bytes);
  const [used, starts, rest] = [columns.u32(), columns.f64(), readStrings(columns)];
  const texts = Buffer.from(bytes.buffer, columns.end());
  if (starts.at(-1) !== texts.length) throw new RangeError(`the texts should have ${starts.at(-1)} bytes and have ${texts.length}`);
  const slice = (document: number, from: number, to: number): string => texts.toString(encodings[used[document]!], starts[document]! + from, starts[document]! + to);
  return {
    slice,
    text: (document) => slice(document, 0, starts[document + 1]! - starts[document]!),
    rest: (document) => {
      const [pages, terms, warnings] = JSON.parse(rest.at(document)) as [Rest['pages'], Rest['terms'], Rest['warnings']];
      return { pages, terms, warnings };
    },
    weight: (document) => (encodings[used[document]!] === 'utf8' ? 2 : 1) * (starts[document + 1]! - starts[document]!),
    restWeight: (document) => OBJECT_BYTES * rest.bytes(document),
  };
}
