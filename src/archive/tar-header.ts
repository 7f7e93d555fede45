/**
 * The headers of a tar archive, in one form only: POSIX ustar with a pax header where a name or a size does not fit (POSIX.1-2017,
 * pax, "ustar Interchange Format"). Owner, group and time are always zero, so that equal input has equal bytes.
 *
 *   pax header block ('x') · records, padded   only where the path is longer than 100 bytes or not ASCII, or the size is 8 GiB or more
 *   header block ('0')                          name 0-99 · mode 100 · uid 108 · gid 116 · size 124 · mtime 136 · checksum 148 · type 156 · magic 257
 */
import { ResponsaError } from '../errors.js';

/** A regular file in an archive; there is nothing else in ours. */
export interface TarEntry {
  /** `/` as separator. */
  readonly path: string;
  readonly bytes: number;
  /** Permissions, as 0o644. */
  readonly mode: number;
}

export const BLOCK = 512;
const NAME_LENGTH = 100;
/** Largest number of eleven octal digits. */
const LARGEST_SIZE = 0o77777777777;
/** What stands in the header block where the pax header has the true one. */
const STAND_IN = 'in-the-pax-header';

export const padded = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK;

function block(name: string, mode: number, size: number, type: '0' | 'x'): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number): number => header.write(value.toString(8).padStart(digits, '0'), at, 'latin1');
  header.write(name, 0, 'latin1');
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(0, 136, 11);
  header.fill(' ', 148, 156);
  header.write(type, 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  octal(header.reduce((sum, byte) => sum + byte, 0), 148, 6);
  header[154] = 0;
  return header;
}

/** `<length> <key>=<value>\n`, the length counting itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`, 'utf8');
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

/** The block or blocks that stand before a file's bytes. */
export function headerOf({ path, bytes, mode }: TarEntry): Buffer {
  const isLong = Buffer.byteLength(path) > NAME_LENGTH || !/^[\x20-\x7e]*$/.test(path);
  const isLarge = bytes > LARGEST_SIZE;
  const main = block(isLong ? STAND_IN : path, mode, isLarge ? 0 : bytes, '0');
  if (!isLong && !isLarge) return main;
  const records = Buffer.concat([...(isLong ? [paxRecord('path', path)] : []), ...(isLarge ? [paxRecord('size', String(bytes))] : [])]);
  return Buffer.concat([block('pax', 0o644, records.length, 'x'), records, Buffer.alloc(padded(records.length) - records.length), main]);
}

export function brokenArchive(file: string, at: number, problem: string): ResponsaError {
  return new ResponsaError('damaged', `${file} is no whole archive of ours: at byte ${at} ${problem}.`, 'It was altered, cut off, or made by another program. Copy it again from where it was made.');
}

/** The fields of one header block that vary. `null` where they are not written as we write them. */
export function readBlock(header: Buffer): { readonly name: string; readonly mode: number; readonly size: number; readonly type: string } | null {
  const octal = (at: number, digits: number): number => {
    const text = header.toString('latin1', at, at + digits);
    return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
  };
  const end = header.indexOf(0);
  const name = header.toString('latin1', 0, end === -1 || end > NAME_LENGTH ? NAME_LENGTH : end);
  const [mode, size] = [octal(100, 7), octal(124, 11)];
  return Number.isNaN(mode) || Number.isNaN(size) ? null : { name, mode, size, type: header.toString('latin1', 156, 157) };
}

/** Keys and values of the records of a pax header; `null` where they are not well formed. */
export function readPaxRecords(data: Buffer): ReadonlyMap<string, string> | null {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(' ', at);
    const length = Number(data.toString('latin1', at, space));
    const record = data.toString('utf8', space + 1, at + length);
    const equals = record.indexOf('=');
    if (space === -1 || !Number.isInteger(length) || length < 5 || at + length > data.length || !record.endsWith('\n') || equals < 1) return null;
    records.set(record.slice(0, equals), record.slice(equals + 1, -1));
    at += length;
  }
  return records;
}
