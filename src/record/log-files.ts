/**
 * The files of the log, oldest first; each is named by the number of its first entry. Only the last one grows.
 *
 *   <auditLog>/000000000001.jsonl · 000000004812.jsonl · …
 *   <auditLog>/head            number and hash of the last entry: tells when the end of the log was cut away
 *   <auditLog>/.lock-<token>   whoever is writing just now
 */
import { open, readdir, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readWhole } from '../indexing/durable-files.js';
import { systemCode } from '../errors.js';
import { readEntry, readLogged, type ChainEnd, type Entry, type LoggedEntry } from './entry.js';

const fileName = /^\d{12}\.jsonl$/;
export const nameFrom = (seq: number): string => `${String(seq).padStart(12, '0')}.jsonl`;

/** Paths of the log's files; none when there is no log yet. */
export async function filesOfLog(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => fileName.test(name)).sort().map((name) => path.join(folder, name));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** How the last file of a log ends. */
export interface Tail {
  readonly file: string;
  readonly bytes: number;
  /** The last whole entry of the file; `null` when it has none. */
  readonly last: LoggedEntry | null;
  /** Which file it is and when it was last written: differs when somebody else wrote it, or put another in its place. */
  readonly stamp: string;
  /** False when the last line was never finished. */
  readonly isClosed: boolean;
}

export async function stampOf(handle: FileHandle): Promise<string> {
  const { ino, size, mtimeNs } = await handle.stat({ bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

const BLOCK = 1 << 16;

/** Reads a file from its end until a whole entry is found. */
export async function tailOf(file: string): Promise<Tail> {
  const handle = await open(file, 'r');
  try {
    const size = (await handle.stat()).size;
    const stamp = await stampOf(handle);
    for (let length = Math.min(size, BLOCK); ; length = Math.min(size, length * 4)) {
      const bytes = Buffer.alloc(length);
      await handle.read(bytes, 0, length, size - length);
      const lines = bytes.toString('utf8').split('\n');
      // The first line may begin before the block.
      const whole = length === size ? lines : lines.slice(1);
      const last = whole.reduceRight<LoggedEntry | null>((found, line) => found ?? readLogged(line), null);
      if (last !== null || length === size) return { file, bytes: size, last, stamp, isClosed: size === 0 || bytes.at(-1) === 10 };
    }
  } finally {
    await handle.close();
  }
}

const headSchema = z.strictObject({ seq: z.number().int().min(0), hash: z.string() });

/** Where the log ended when it was last written; `null` when that is not known. */
export async function readHead(folder: string): Promise<ChainEnd | null> {
  try {
    return headSchema.parse(JSON.parse(await readFile(path.join(folder, 'head'), 'utf8')));
  } catch {
    return null;
  }
}

/** Renamed into place; not synced, because it is written after the entry: when it is lost or behind, the log is still whole. */
export async function writeHead(folder: string, { seq, hash }: ChainEnd): Promise<void> {
  const beside = path.join(folder, '.head');
  await writeFile(beside, JSON.stringify({ seq, hash }));
  await rename(beside, path.join(folder, 'head'));
}

/** The latest entry whose data hold `"id":"<id>"`, looked for from the newest file back; `id` is letters and digits. Reads a file at a time. */
export async function findById(folder: string, id: string): Promise<Entry | null> {
  const mark = Buffer.from(`"id":${JSON.stringify(id)}`);
  for (const file of (await filesOfLog(folder)).reverse()) {
    const bytes = Buffer.from((await readWhole(file)).buffer);
    for (let at = bytes.lastIndexOf(mark); at > 0; at = bytes.lastIndexOf(mark, at - 1)) {
      const start = bytes.lastIndexOf(10, at) + 1;
      const end = bytes.indexOf(10, at);
      const entry = readEntry(bytes.subarray(start, end === -1 ? bytes.length : end).toString('utf8'));
      if (entry?.data['id'] === id) return entry;
    }
  }
  return null;
}
