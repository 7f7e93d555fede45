/**
 * `chunks.bin`: where each chunk stands, as numbers; a chunk's words are read out of the texts.
 *
 *     rows         u32 × 9 each   document · eId · span start, end · the same in bytes of its text · period · breadcrumb · end of its lead-ins
 *     lead-ins     u32 × 4 each   start, end · the same in bytes; those of a row begin where those of the row before end
 *     breadcrumbs  u32 × 2 each   the breadcrumb it continues · its last step (a string); ABSENT is the empty one
 *     strings      each once
 *     periods      each once
 */
import type { LegalDocument, Period, Span } from '../document.js';
import type { Chunk } from './chunk.js';
import { columnBytes, readColumns } from './column-file.js';
import { growingArray } from './growing-array.js';
import { periodCollector, readPeriods } from './period-columns.js';
import { ABSENT, readStrings, stringCollector, type Strings } from './string-columns.js';
import { byteOffsets } from './texts-file.js';

const kind = { magic: 'RSPNSCHK', version: 1 };
const WIDTH = 9;

/** The pieces of the file. Chunks lie in the order of documents. */
export function chunkBytes(chunks: readonly Chunk[], documents: readonly LegalDocument[]): Uint8Array[] {
  const [strings, periods, rows, leadIns] = [stringCollector(), periodCollector(), growingArray(), growingArray()];
  const breadcrumbs = breadcrumbCollector(strings.once);
  let current = -1;
  let bytesAt = byteOffsets('');
  const place = ({ start, end }: Span): number[] => [start, end, bytesAt(start), bytesAt(end)];
  for (const chunk of chunks) {
    if (chunk.document !== current) {
      current = chunk.document;
      bytesAt = byteOffsets(documents[current]!.text);
    }
    for (const value of (chunk.leadIns ?? []).flatMap(place)) leadIns.push(value);
    for (const value of [current, strings.once(chunk.eId), ...place(chunk.span), periods.once(chunk.inForce), breadcrumbs.once(chunk.breadcrumb), leadIns.values().length / 4]) rows.push(value);
  }
  return columnBytes(kind, [rows.values(), leadIns.values(), breadcrumbs.values(), ...strings.columns(), ...periods.columns()]);
}

/** Breadcrumbs share their beginnings: the sections of a part differ in the last step only. */
function breadcrumbCollector(stringOf: (text: string) => number): { readonly once: (steps: readonly string[]) => number; readonly values: () => Uint32Array } {
  const known = new Map<string, number>();
  const table = growingArray();
  return {
    once: (steps) => steps.reduce((above, step) => {
      const key = `${above} ${stringOf(step)}`;
      const number = known.get(key) ?? known.size;
      if (number === known.size) {
        known.set(key, number);
        table.push(above);
        table.push(stringOf(step));
      }
      return number;
    }, ABSENT),
    values: () => table.values(),
  };
}

interface ChunkTable {
  readonly rows: Uint32Array;
  readonly leadIns: Uint32Array;
  readonly breadcrumbs: Uint32Array;
  readonly strings: Strings;
  readonly periods: readonly Period[];
}

export interface StoredChunks {
  readonly chunks: readonly Chunk[];
  /** Where the row's text stands in the bytes of its document. */
  readonly bytesOf: (row: number) => Span;
  /** The same for its lead-ins, outermost first. */
  readonly leadInBytesOf: (row: number) => readonly Span[];
}

/** Views into `bytes`; RangeError when they are no such file. */
export function readChunks(bytes: Uint8Array<ArrayBuffer>): StoredChunks {
  const columns = readColumns(kind, bytes);
  const [rows, leadIns, breadcrumbs, strings] = [columns.u32(), columns.u32(), columns.u32(), readStrings(columns)];
  const table: ChunkTable = { rows, leadIns, breadcrumbs, strings, periods: readPeriods(readStrings(columns)) };
  return {
    chunks: Array.from({ length: rows.length / WIDTH }, (_, row) => new StoredChunk(table, row)),
    bytesOf: (row) => ({ start: rows[row * WIDTH + 4]!, end: rows[row * WIDTH + 5]! }),
    leadInBytesOf: (row) => leadInsOf(table, row, 2),
  };
}

/** Lead-ins of a row: at offset 0 of each four their places in the text, at 2 those in its bytes. */
function leadInsOf({ rows, leadIns }: ChunkTable, row: number, offset: 0 | 2): Span[] {
  const from = row === 0 ? 0 : rows[row * WIDTH - 1]!;
  return Array.from({ length: rows[row * WIDTH + 8]! - from }, (_, i) => ({ start: leadIns[4 * (from + i) + offset]!, end: leadIns[4 * (from + i) + offset + 1]! }));
}

function breadcrumbOf({ breadcrumbs, strings }: ChunkTable, last: number): string[] {
  const steps: string[] = [];
  for (let at = last; at !== ABSENT; at = breadcrumbs[2 * at]!) steps.push(strings.at(breadcrumbs[2 * at + 1]!));
  return steps.reverse();
}

/**
 * A row of the table as a chunk. A class, because its properties are looked up where all rows have them in common: as plain data
 * 350,000 chunks take some 200 bytes each, with functions of their own still more.
 */
class StoredChunk implements Chunk {
  readonly #table: ChunkTable;
  readonly #row: number;

  constructor(table: ChunkTable, row: number) {
    this.#table = table;
    this.#row = row;
  }

  get document(): number { return this.#word(0); }
  get eId(): string { return this.#table.strings.at(this.#word(1)); }
  get span(): Span { return { start: this.#word(2), end: this.#word(3) }; }
  get leadIns(): readonly Span[] { return leadInsOf(this.#table, this.#row, 0); }
  get breadcrumb(): readonly string[] { return breadcrumbOf(this.#table, this.#word(7)); }
  get inForce(): Period { return this.#table.periods[this.#word(6)]!; }

  #word(at: number): number {
    return this.#table.rows[this.#row * WIDTH + at]!;
  }
}
