/**
 * The audit log: entries are added at its end and never changed, but that their data may be erased (`erase-log.ts`). Several processes may write it (a service and a command beside it);
 * one at a time, under a lock.
 *
 *   lock · see how it ends · close a line that a crash cut off · a new file when this one is full · write · sync · note the end
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, ResponsaError } from '../errors.js';
import { withLock } from '../indexing/build-lock.js';
import { sync } from '../indexing/durable-files.js';
import { emptyChain, lineOf, nextEntry, saltBytes, type ChainEnd, type Entry, type Event } from './entry.js';
import { filesOfLog, findById, nameFrom, readHead, stampOf, tailOf, writeHead, type Tail } from './log-files.js';

export interface LogSettings {
  readonly folder: string;
  /** `each`: an entry is on the disk before `append` returns; `off`: when the system sees fit. */
  readonly sync: 'each' | 'off';
  /** Bytes; an entry that would make a file larger begins a new one. */
  readonly fileSize: number;
  readonly clock: () => Date;
}

export interface AuditLog {
  /** Rejects with ResponsaError('environment') when the disk is full or cannot be written ('unavailable' when another process holds the log); nothing of the entry is then left in it. */
  append(event: Event): Promise<Entry>;
  /** The latest entry whose data have that `id`. */
  find(id: string): Promise<Entry | null>;
}

/** Nothing is read or written until it is used. */
export function openAuditLog(settings: LogSettings): AuditLog {
  /** One append after the other, whatever became of the one before. */
  let waiting: Promise<unknown> = Promise.resolve();
  let known: Tail | null = null;
  async function append(event: Event): Promise<Entry> {
    try {
      await mkdir(settings.folder, { recursive: true });
      return await withLogLock(settings, async () => {
        const written = await appendLocked(settings, known, event);
        known = written;
        return written.last;
      });
    } catch (error) {
      known = null;
      if (error instanceof ResponsaError) throw error;
      throw new ResponsaError('environment', `The audit log in ${settings.folder} cannot be written: ${messageOf(error)}.`, 'Make room on the disk and let the program write there; `auditLog` names another folder.', { cause: error });
    }
  }
  return {
    append: (event) => {
      const appended = waiting.then(() => append(event));
      waiting = appended.catch(() => undefined);
      return appended;
    },
    find: (id) => findById(settings.folder, id),
  };
}

/** Runs `action` while nobody else writes the log. */
export function withLogLock<T>({ folder, clock }: Pick<LogSettings, 'folder' | 'clock'>, action: () => Promise<T>): Promise<T> {
  return withLock(folder, clock, { attempts, refusal: busy(folder) }, action);
}

/** With pauses of 32 ms in the mean, some five seconds: many times what an append takes. */
const attempts = 150;
const busy = (folder: string) => (who: string): ResponsaError => new ResponsaError('unavailable', `The audit log in ${folder} is being written${who}.`, 'Try again.');

async function appendLocked(settings: LogSettings, known: Tail | null, event: Event): Promise<Tail & { readonly last: Entry }> {
  const file = (await filesOfLog(settings.folder)).at(-1) ?? null;
  const tail = file === null ? null : known?.file === file && known.stamp === (await stampOfFile(file)) ? known : await tailOf(file);
  const end: ChainEnd = tail === null ? emptyChain : (tail.last ?? (await endBefore(settings.folder, tail.file)));
  const entry = nextEntry(end, settings.clock(), event, randomBytes(saltBytes).toString('hex'));
  const line = Buffer.from(`${tail === null || tail.isClosed ? '' : '\n'}${lineOf(entry)}\n`);
  const isFull = tail !== null && tail.bytes > 0 && tail.bytes + line.length > settings.fileSize;
  // A torn line stays where it is: a new file begins with a whole one.
  const bytes = isFull && !tail.isClosed ? line.subarray(1) : line;
  const target = tail === null || isFull ? path.join(settings.folder, nameFrom(entry.seq)) : tail.file;
  const before = target === tail?.file ? tail.bytes : 0;
  const stamp = await writeAtEnd(target, bytes, before, settings.sync === 'each');
  if (before === 0 && settings.sync === 'each') await sync(settings.folder);
  // What this is for is lost without it, but the entry is safe: a disk that takes no more says so at the next one.
  await writeHead(settings.folder, entry).catch(() => undefined);
  return { file: target, bytes: before + bytes.length, last: entry, stamp, isClosed: true };
}

/** The end of the chain when the last file has no whole entry: that of the files before it, else what the head says. */
async function endBefore(folder: string, last: string): Promise<ChainEnd> {
  for (const file of (await filesOfLog(folder)).filter((name) => name < last).reverse()) {
    const tail = await tailOf(file);
    if (tail.last !== null) return tail.last;
  }
  return (await readHead(folder)) ?? emptyChain;
}

async function stampOfFile(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    return await stampOf(handle);
  } finally {
    await handle.close();
  }
}

/** All of `bytes` or none: on a full disk what was written of them is cut off again. Resolves with the file's stamp. */
async function writeAtEnd(file: string, bytes: Uint8Array, before: number, isSynced: boolean): Promise<string> {
  const handle = await open(file, 'a');
  try {
    for (let written = 0; written < bytes.length;) written += (await handle.write(bytes, written)).bytesWritten;
    if (isSynced) await handle.sync();
    return await stampOf(handle);
  } catch (error) {
    await handle.truncate(before).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}
