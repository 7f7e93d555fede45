/**
 * Publishing: files beside, manifest with checksums, everything synced, one rename; then the gate looks at what is on the disk; then
 * `current` is replaced. Until that last step the old generation is live; a process killed anywhere leaves at most a folder that the
 * next build removes, or a whole generation that is not live.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ResponsaError, systemCode } from '../errors.js';
import type { BuildLock } from './build-lock.js';
import { readWhole, sync, writeSynced, type FileRecord } from './durable-files.js';
import { contentDigest, folderOf, generationsFolder, listGenerations, markRefused, readCurrent, removeRefused, setCurrent } from './generations.js';
import type { Manifest } from './manifest.js';

/** One file of the new generation: writes itself to `file`, synced, and says what it wrote. */
export interface NewFile {
  readonly name: string;
  readonly write: (file: string) => Promise<FileRecord>;
}

/** Looks at a generation that is whole on the disk and not live yet; the reasons against making it live, none when it may go. */
export type Gate = (candidate: Manifest) => Promise<readonly string[]>;

export interface Publication {
  readonly indexesFolder: string;
  readonly lock: BuildLock;
  readonly files: readonly NewFile[];
  /** The rest of the manifest, asked for once the files are there. */
  readonly describe: (files: Readonly<Record<string, FileRecord>>) => Omit<Manifest, 'id'>;
  /** Without one every generation goes live. */
  readonly gate?: Gate;
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Published {
  readonly manifest: Manifest;
  /** False when the gate refused: then the generation stays on the disk, and the old one stays live. */
  readonly live: boolean;
}

/**
 * Writes a generation and makes it live, if the gate lets it. Rejects, with nothing left behind and the old generation live, with
 * ResponsaError('environment') when the disk is full or the folder cannot be written, or with the signal's reason.
 */
export async function publish(publication: Publication): Promise<Published> {
  const { indexesFolder, gate, signal, lock, now = () => new Date() } = publication;
  const building = path.join(generationsFolder(indexesFolder), `.building-${randomUUID()}`);
  let made = building;
  try {
    const manifest = await writeGeneration(building, publication);
    const target = folderOf(indexesFolder, manifest.id);
    await rename(building, target);
    made = target;
    await sync(generationsFolder(indexesFolder));
    const reasons = (await gate?.(manifest)) ?? [];
    signal?.throwIfAborted();
    if (reasons.length > 0) {
      await markRefused(indexesFolder, manifest.id, reasons);
      await removeRefused(indexesFolder, manifest.id, now);
      return { manifest, live: false };
    }
    await lock.assertHeld();
    await setCurrent(indexesFolder, manifest.id, now);
    return { manifest, live: true };
  } catch (error) {
    // `current` may name it already when only the very last sync failed; then it stays.
    const isLive = path.basename(made) === (await readCurrent(indexesFolder).catch(() => null));
    if (!isLive) await rm(made, { recursive: true, force: true });
    throw explained(error, indexesFolder);
  }
}

/** All files and the manifest, synced, in a folder that is no generation yet. */
async function writeGeneration(building: string, publication: Publication): Promise<Manifest> {
  await mkdir(building);
  const described = publication.describe(await writeFiles(building, publication));
  const manifest: Manifest = { ...described, id: await freeId(publication.indexesFolder, described) };
  await writeSynced(path.join(building, 'manifest.json'), [`${JSON.stringify(manifest, null, 1)}\n`]);
  await sync(building);
  publication.signal?.throwIfAborted();
  await publication.lock.assertHeld();
  return manifest;
}

async function writeFiles(building: string, { files, signal, onProgress }: Publication): Promise<Record<string, FileRecord>> {
  const records: Record<string, FileRecord> = {};
  for (const [done, file] of files.entries()) {
    signal?.throwIfAborted();
    onProgress?.(done, files.length);
    records[file.name] = await file.write(path.join(building, file.name));
  }
  onProgress?.(files.length, files.length);
  return records;
}

/** `20240301T120000Z-1a2b3c4d5e6f`: when, and what. Built again within one second it gets a number. */
async function freeId(indexesFolder: string, manifest: Omit<Manifest, 'id'>): Promise<string> {
  const wanted = `${manifest.created.replace(/[-:]|\.\d+/g, '')}-${contentDigest(manifest)}`;
  const taken = new Set((await listGenerations(indexesFolder)).map(({ id }) => id));
  let id = wanted;
  for (let again = 2; taken.has(id); again++) id = `${wanted}-${again}`;
  return id;
}

/** What `read` makes of a file that a native library wrote by itself, which reports no write error: a file that cannot be read was not written whole. */
export async function readWritten<T>(file: string, read: (bytes: Uint8Array<ArrayBuffer>) => T): Promise<T> {
  try {
    return read(await readWhole(file));
  } catch (error) {
    throw new ResponsaError('environment', `${file} was not written whole: the disk is probably full.`, spaceAdvice, { cause: error });
  }
}

const spaceAdvice = 'Free some space there (`generations prune --keep N` removes old generations), or name another folder with --indexes. The live index is untouched.';

/** System errors in words; everything else as it is. */
export function explained(error: unknown, folder: string): unknown {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ResponsaError('environment', `The disk of ${folder} is full.`, spaceAdvice, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new ResponsaError('environment', `${folder} cannot be written (${code}).`, 'Give the account that builds the index write access to this folder, or name another one with --indexes.', { cause: error });
  }
  return error;
}
