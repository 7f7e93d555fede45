/**
 * Strings as two columns, read one at a time: in an opened index nearly all of them are never looked at.
 *
 *     offsets   f64 × (n + 1)
 *     bytes     the strings one behind the other in UTF-8; one that UTF-8 cannot hold (half a surrogate pair), or that begins with a
 *               quotation mark, as JSON
 */
import type { ColumnReader } from './column-file.js';

/** In a column of numbers of strings: there is none. */
export const ABSENT = 0xffff_ffff;

export interface StringCollector {
  /** Number of a new entry, whether or not the same string is there already. */
  readonly add: (text: string) => number;
  /** Number of the string, which is stored once. */
  readonly once: (text: string) => number;
  readonly columns: () => readonly [Float64Array, Buffer];
}

/** Pieces are joined into blocks of about this many bytes while they are collected: a million small buffers would take more room than what is in them. */
const BLOCK = 1 << 20;

export function stringCollector(): StringCollector {
  const numbers = new Map<string, number>();
  const blocks: Buffer[] = [];
  let waiting: string[] = [];
  let waitingBytes = 0;
  const offsets: number[] = [0];
  const flush = (): void => {
    blocks.push(Buffer.from(waiting.join(''), 'utf8'));
    waiting = [];
    waitingBytes = 0;
  };
  const add = (text: string): number => {
    const stored = needsJson(text) ? JSON.stringify(text) : text;
    const bytes = Buffer.byteLength(stored);
    waiting.push(stored);
    waitingBytes += bytes;
    offsets.push(offsets.at(-1)! + bytes);
    if (waitingBytes >= BLOCK) flush();
    return offsets.length - 2;
  };
  const once = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = add(text);
    numbers.set(text, number);
    return number;
  };
  return {
    add, once,
    columns: () => {
      flush();
      return [Float64Array.from(offsets), Buffer.concat(blocks)];
    },
  };
}

const needsJson = (text: string): boolean => text.startsWith('"') || /\p{Surrogate}/u.test(text);

export interface Strings {
  readonly count: number;
  readonly at: (number: number) => string;
  /** As stored. */
  readonly bytes: (number: number) => number;
  /** `null` for `ABSENT`. */
  readonly orNull: (number: number) => string | null;
}

export function readStrings(columns: ColumnReader): Strings {
  const offsets = columns.f64();
  const bytes = columns.bytes();
  const at = (number: number): string => {
    const text = bytes.toString('utf8', offsets[number], offsets[number + 1]);
    return text.startsWith('"') ? (JSON.parse(text) as string) : text;
  };
  return { count: offsets.length - 1, at, bytes: (number) => offsets[number + 1]! - offsets[number]!, orNull: (number) => (number === ABSENT ? null : at(number)) };
}
