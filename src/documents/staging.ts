/**
 * Where uploads wait until they are understood: on the collection's own disk, so that one rename puts them into their place, and under
 * a name with a dot, so that nobody reads them before.
 *
 *   <collection>/.history/incoming/<process>-<token>/2024/dogs.md
 */
import { createHash, randomUUID } from 'node:crypto';
import { copyFile, link, lstat, mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { ResponsaError, systemCode } from '../errors.js';
import { startOf } from '../indexing/process-start.js';
import { stem } from '../ingest/read-source.js';
import { sha256 } from '../text.js';
import { historyName } from './places.js';

export interface Received {
  readonly location: string;
  readonly bytes: number;
  /** sha-256, hex. */
  readonly digest: string;
}

export interface Staging {
  /** Writes and syncs the file; throws ResponsaError('too-large') beyond `most` bytes. System errors pass through (`ENOSPC`). */
  receive(at: string, pieces: AsyncIterable<Uint8Array>, most: number): Promise<Received>;
  /** Puts a file of the collection there too, unless one of that path was received. */
  bring(at: string): Promise<void>;
  locationOf(at: string): string;
  remove(): Promise<void>;
}

/** Of one run of one process; `null` when there is no such process. A number is given to another process later, so it is not enough. */
async function ownerMark(pid: number): Promise<string | null> {
  const start = await startOf(pid);
  return start === 'dead' ? null : `${pid}-${sha256(start).slice(0, 16)}`;
}

/** Makes folders one by one: told to make several, Node says of a read-only disk that a folder is missing. */
export async function makeFolders(within: string, ...names: readonly string[]): Promise<string> {
  let at = within;
  for (const name of ['', ...names]) {
    at = path.join(at, name);
    await mkdir(at).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
  }
  return at;
}

export async function openStaging(collectionFolder: string): Promise<Staging> {
  const folder = await makeFolders(collectionFolder, historyName, 'incoming', `${await ownerMark(process.pid) ?? ''}-${randomUUID()}`);
  const locationOf = (at: string): string => path.join(folder, ...at.split('/'));
  return {
    locationOf,
    async receive(at, pieces, most) {
      await mkdir(path.dirname(locationOf(at)), { recursive: true });
      return { location: locationOf(at), ...(await writePieces(locationOf(at), at, pieces, most)) };
    },
    async bring(at) {
      const from = path.join(collectionFolder, ...at.split('/'));
      const status = await lstat(from).catch(() => null);
      if (status?.isFile() !== true) return;
      await mkdir(path.dirname(locationOf(at)), { recursive: true });
      await link(from, locationOf(at)).catch(async (error: unknown) => {
        if (systemCode(error) !== 'EEXIST') await copyFile(from, locationOf(at));
      });
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writePieces(file: string, at: string, pieces: AsyncIterable<Uint8Array>, most: number): Promise<{ readonly bytes: number; readonly digest: string }> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', 0o644);
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > most) throw new ResponsaError('too-large', `${at} has more than the ${most} bytes that are taken.`, 'Split it into the documents it holds; whoever runs the service can raise documentLimit or documentArchiveLimit.');
      hash.update(piece);
      for (let written = 0; written < piece.length;) written += (await handle.write(piece, written)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, digest: hash.digest('hex') };
}

/** Removes what killed processes left behind. Under the lock: whoever is just about to ask for it puts his name down again. */
export async function clearLeftovers(collectionFolder: string): Promise<void> {
  const within = path.join(collectionFolder, historyName);
  for (const name of await readdir(within)) if (/^\.locking-|\.tmp$/.test(name)) await rm(path.join(within, name), { force: true });
  const incoming = path.join(within, 'incoming');
  for (const token of await readdir(incoming).catch(() => [])) {
    const [pid = '', start = ''] = token.split('-');
    if ((await ownerMark(Number(pid))) === `${pid}-${start}`) continue;
    await rm(path.join(incoming, token), { recursive: true, force: true });
  }
}

/** The side files that go with a document, by their paths. */
export const sidesOf = (at: string): readonly string[] => [`${at}.meta.json`, `${stem(at)}.meta.json`];

/** The documents in a folder that a side file goes with, by their paths. */
export async function documentsOfSide(collectionFolder: string, side: string): Promise<readonly string[]> {
  const within = path.posix.dirname(side);
  const names = await readdir(path.join(collectionFolder, within)).catch(() => []);
  const paths = names.filter((name) => !name.startsWith('.')).map((name) => (within === '.' ? name : `${within}/${name}`));
  return paths.filter((at) => at !== side && !at.endsWith('.meta.json') && sidesOf(at).includes(side));
}
