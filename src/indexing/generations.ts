/**
 * Generations on disk: what there is, which one is live, whether its files are what they were.
 *
 *   <indexes>/current                       id of the live generation; the only file that ever changes
 *   <indexes>/generations/<id>/manifest.json
 *                             heads.jsonl · texts.bin · provisions.bin · numbers.bin · chunks.bin · headings.bin · digests.bin
 *                             lexical.bin · grams.bin · vectors.i8 · graph.bin · probes.bin (· synonyms.json)
 *                             refused.json  only where the gate did not let it go live: why
 *   <indexes>/generations/.building-…       a build in progress, or what a killed one left
 *   <indexes>/generations/.in-use-…         generations that are open (`in-use.ts`)
 *   <indexes>/.lock-…                       whoever replaces `current` or prunes, for a moment
 *   <indexes>/generations/.embedded-so-far  vectors of a build in progress; the next one goes on from them
 */
import { access, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { sha256 } from '../text.js';
import { withLock } from './build-lock.js';
import { recordOf, replaceFile, type FileRecord } from './durable-files.js';
import { generationsInUse } from './in-use.js';
import { manifestSchema, type Manifest } from './manifest.js';
import type { ReadingThreads } from './reading-threads.js';

/** The files of a generation beside its manifest. */
export const generationFiles = {
  heads: 'heads.jsonl',
  texts: 'texts.bin',
  provisions: 'provisions.bin',
  numbers: 'numbers.bin',
  chunks: 'chunks.bin',
  headings: 'headings.bin',
  digests: 'digests.bin',
  lexical: 'lexical.bin',
  grams: 'grams.bin',
  vectors: 'vectors.i8',
  graph: 'graph.bin',
  probes: 'probes.bin',
} as const;

/** Only there when a collection has synonyms. */
export const synonymsFile = 'synonyms.json';

export interface GenerationSummary {
  readonly id: string;
  readonly live: boolean;
  /** ISO 8601; `''` when the manifest cannot be read. */
  readonly created: string;
  readonly chunks: number;
  /** What is wrong with the manifest; checksums are compared by `verifyGeneration` only. */
  readonly problem: string | null;
}

export const generationsFolder = (indexesFolder: string): string => path.join(indexesFolder, 'generations');
export const folderOf = (indexesFolder: string, id: string): string => path.join(generationsFolder(indexesFolder), id);
const currentFile = (indexesFolder: string): string => path.join(indexesFolder, 'current');

/** An id is a folder's name and nothing else: no path may be smuggled in. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
/** Names of what builds and removals leave behind when they are killed. */
const leftOver = /^\.(?:building|removing|locking)-/;

/** Id of the live generation, `null` when nothing was ever published. ResponsaError('damaged') when the file holds something else. */
export async function readCurrent(indexesFolder: string): Promise<string | null> {
  let text: string;
  try {
    text = (await readFile(currentFile(indexesFolder), 'utf8')).trim();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  if (idPattern.test(text)) return text;
  throw new ResponsaError('damaged', `${currentFile(indexesFolder)} should hold the id of a generation, but holds ${JSON.stringify(text.slice(0, 80))}.`, 'Run `generations list` and `generations activate ID`, or build the index again with `index`.');
}

/** With pauses of 32 ms in the mean, some five seconds: many times what a swap takes. */
const SWAP_ATTEMPTS = 150;

/** `current` is replaced and generations are removed by one process at a time, so that none is removed that another just made live. */
function withSwapLock<T>(indexesFolder: string, now: () => Date, action: () => Promise<T>): Promise<T> {
  const refusal = (who: string): ResponsaError => new ResponsaError('unavailable', `The generations in ${indexesFolder} are being changed${who}.`, 'Try again in a moment.');
  return withLock(indexesFolder, now, { attempts: SWAP_ATTEMPTS, refusal }, action);
}

/** Makes a generation live by replacing one small file. Its checksums are not compared here; ResponsaError('not-found') when it is gone. */
export async function setCurrent(indexesFolder: string, id: string, now: () => Date = () => new Date()): Promise<void> {
  await withSwapLock(indexesFolder, now, async () => {
    await readManifest(indexesFolder, id);
    await replaceFile(currentFile(indexesFolder), `${id}\n`);
    await rm(refusedFile(indexesFolder, id), { force: true });
  });
}

const refusedFile = (indexesFolder: string, id: string): string => path.join(folderOf(indexesFolder, id), 'refused.json');

/** Says of a generation that the gate did not let it go live: it stays until the next build or pruning. */
export async function markRefused(indexesFolder: string, id: string, reasons: readonly string[]): Promise<void> {
  await replaceFile(refusedFile(indexesFolder, id), `${JSON.stringify({ reasons })}\n`);
}

/** True for a generation that the gate did not let go live and nobody made live since. */
export function isRefused(indexesFolder: string, id: string): Promise<boolean> {
  return exists(refusedFile(indexesFolder, id));
}

async function idsOnDisk(indexesFolder: string): Promise<string[]> {
  try {
    const entries = await readdir(generationsFolder(indexesFolder), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && idPattern.test(entry.name)).map((entry) => entry.name).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** All generations on disk, newest first; one whose manifest cannot be read is listed with the reason. */
export async function listGenerations(indexesFolder: string): Promise<readonly GenerationSummary[]> {
  const live = await readCurrent(indexesFolder);
  const summaries = await Promise.all((await idsOnDisk(indexesFolder)).map(async (id): Promise<GenerationSummary | null> => {
    try {
      const { created, counts } = await readManifest(indexesFolder, id);
      return { id, live: id === live, created, chunks: counts.chunks, problem: null };
    } catch (error) {
      // Removed since it was seen.
      if (error instanceof ResponsaError && error.fault === 'not-found') return null;
      return { id, live: id === live, created: '', chunks: 0, problem: messageOf(error) };
    }
  }));
  return summaries.filter((one) => one !== null).sort((a, b) => (a.created === b.created ? compare(b.id, a.id) : compare(b.created, a.created)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Checks every checksum of a generation, then makes it live. Rolls back as well as forward. */
export async function activateGeneration(indexesFolder: string, id: string): Promise<void> {
  await verifyGeneration(indexesFolder, id);
  await setCurrent(indexesFolder, id);
}

/** Keeps the `keep` newest generations, the live one and those that are open in any process; refused ones go whatever their age. Returns the ids of the removed. */
export async function pruneGenerations(indexesFolder: string, keep: number, now: () => Date = () => new Date()): Promise<readonly string[]> {
  return removeGenerations(indexesFolder, now, (all) => {
    const kept = new Set(all.filter(({ refused }) => !refused).slice(0, keep).map(({ id }) => id));
    return all.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  });
}

/** Removes the refused generations but `except`, so that one refusal after the other does not fill the disk. */
export async function removeRefused(indexesFolder: string, except: string, now: () => Date = () => new Date()): Promise<readonly string[]> {
  return removeGenerations(indexesFolder, now, (all) => all.filter(({ id, refused }) => refused && id !== except).map(({ id }) => id));
}

type Choice = (all: readonly { readonly id: string; readonly refused: boolean }[]) => readonly string[];

/** Removes those chosen that are neither live nor in use. */
async function removeGenerations(indexesFolder: string, now: () => Date, choose: Choice): Promise<readonly string[]> {
  const removable = async (): Promise<readonly string[]> => {
    const all = await listGenerations(indexesFolder);
    if (all.length === 0) return [];
    const live = new Set(all.filter((one) => one.live).map(({ id }) => id));
    const used = await generationsInUse(generationsFolder(indexesFolder));
    const chosen = choose(await Promise.all(all.map(async ({ id }) => ({ id, refused: await isRefused(indexesFolder, id) }))));
    return chosen.filter((id) => !live.has(id) && !used.has(id));
  };
  // Looked at first without the lock: where nothing is to be removed, nothing needs to be written.
  if ((await removable()).length === 0) return [];
  const removed = await withSwapLock(indexesFolder, now, async () => {
    const aside: string[] = [];
    for (const id of await removable()) if (await setAside(indexesFolder, id)) aside.push(id);
    return aside;
  });
  for (const id of removed) await rm(asideOf(indexesFolder, id), { recursive: true, force: true });
  return removed;
}

const asideOf = (indexesFolder: string, id: string): string => path.join(generationsFolder(indexesFolder), `.removing-${id}`);

/** Renamed first: a generation that is half removed must not look like one. Put back when somebody opened it in that moment. */
async function setAside(indexesFolder: string, id: string): Promise<boolean> {
  await rename(folderOf(indexesFolder, id), asideOf(indexesFolder, id));
  if (!(await generationsInUse(generationsFolder(indexesFolder))).has(id)) return true;
  await rename(asideOf(indexesFolder, id), folderOf(indexesFolder, id));
  return false;
}

/** Removes what killed builds left. Only under the build lock. */
export async function removeLeftOvers(indexesFolder: string): Promise<void> {
  for (const name of await readdir(generationsFolder(indexesFolder))) {
    if (leftOver.test(name)) await rm(path.join(generationsFolder(indexesFolder), name), { recursive: true, force: true });
  }
  // Not while another makes a generation live: its file on the way would be taken for one that was left.
  await withSwapLock(indexesFolder, () => new Date(), async () => {
    for (const name of await readdir(indexesFolder)) {
      if (/^current\..*\.tmp$|^\.locking-/.test(name)) await rm(path.join(indexesFolder, name), { force: true });
    }
  });
}

const rebuildAdvice = 'Make another generation live with `generations activate ID`, or build the index again with `index --full`.';

/** ResponsaError('not-found') when there is no such generation, 'damaged' when its manifest is missing, unreadable or altered. */
export async function readManifest(indexesFolder: string, id: string): Promise<Manifest> {
  const file = path.join(folderOf(indexesFolder, id), 'manifest.json');
  const unknown = new ResponsaError('not-found', `There is no generation ${JSON.stringify(id)} in ${indexesFolder}.`, 'Run `generations list` to see those there are.');
  if (!idPattern.test(id) || !(await exists(path.dirname(file)))) throw unknown;
  let manifest: Manifest;
  try {
    const written: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isOtherFormat(written)) throw new ResponsaError('damaged', `${file} was written by another version of this program (format ${String(written.format)}).`, rebuildAdvice);
    manifest = manifestSchema.parse(written);
  } catch (error) {
    if (error instanceof ResponsaError) throw error;
    // Removed since the look above.
    if (!(await exists(path.dirname(file)))) throw unknown;
    throw new ResponsaError('damaged', `${file} is missing or no manifest: ${messageOf(error)}.`, rebuildAdvice, { cause: error });
  }
  const expected = contentDigest(manifest);
  if (manifest.id !== id || !id.includes(expected)) {
    throw new ResponsaError('damaged', `${file} was altered: its content has the digest ${expected}, but its id is ${manifest.id} in the folder ${id}.`, rebuildAdvice);
  }
  return manifest;
}

function isOtherFormat(written: unknown): written is { readonly format: number } {
  return typeof written === 'object' && written !== null && 'format' in written && typeof written.format === 'number' && written.format !== manifestSchema.shape.format.value;
}

/** First 12 hex digits of sha-256 over all of the manifest that two builds of the same input share; part of the id, so that an altered manifest shows. */
export function contentDigest(manifest: Omit<Manifest, 'id'>): string {
  const shared = Object.entries(manifest).filter(([name]) => name !== 'id' && name !== 'created' && name !== 'seconds');
  return sha256(JSON.stringify(shared.sort(([a], [b]) => compare(a, b)))).slice(0, 12);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(() => true, () => false);
}

export interface Verification {
  readonly id: string;
  readonly files: number;
  readonly bytes: number;
}

/** Reads every file of a generation (default: the live one) and compares size and checksum; ResponsaError('damaged') names the first that differs. */
export async function verifyGeneration(indexesFolder: string, id?: string): Promise<Verification> {
  const chosen = id ?? (await liveOrThrow(indexesFolder));
  const manifest = await readManifest(indexesFolder, chosen);
  await verifyFiles(folderOf(indexesFolder, chosen), manifest);
  const records = Object.values(manifest.files);
  return { id: chosen, files: records.length, bytes: records.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The id in `current`; ResponsaError('not-found') when nothing was published yet. */
export async function liveOrThrow(indexesFolder: string): Promise<string> {
  const live = await readCurrent(indexesFolder);
  if (live !== null) return live;
  throw new ResponsaError('not-found', `There is no index in ${indexesFolder} yet.`, 'Build one with `index --corpus DIR`.');
}

/** Every file of `names` (default: all) against the manifest. */
export async function verifyFiles(folder: string, manifest: Manifest, names: readonly string[] = filesOf(manifest)): Promise<void> {
  for (const name of names) await verifyFile(folder, manifest, name);
}

function filesOf({ files }: Manifest): readonly string[] {
  return [...Object.values(generationFiles), ...(files[synonymsFile] === undefined ? [] : [synonymsFile])];
}

/** A whole file of a generation, as the manifest says it is; ResponsaError('damaged') when it is not, or cannot be read. */
export async function readVerified(folder: string, manifest: Manifest, name: string, { read }: Pick<ReadingThreads, 'read'>): Promise<Uint8Array<ArrayBuffer>> {
  const file = path.join(folder, name);
  const { bytes, record } = await read(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  requireSame(file, manifest.files[name], record);
  return bytes;
}

async function verifyFile(folder: string, manifest: Manifest, name: string): Promise<void> {
  const file = path.join(folder, name);
  const record = await recordOf(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  requireSame(file, manifest.files[name], record);
}

const unreadable = (file: string, error: unknown): ResponsaError => new ResponsaError('damaged', `${file} cannot be read: ${messageOf(error)}.`, rebuildAdvice, { cause: error });

function requireSame(file: string, expected: FileRecord | undefined, found: FileRecord): void {
  if (expected?.bytes === found.bytes && expected.sha256 === found.sha256) return;
  const say = (one: typeof expected): string => (one === undefined ? 'no such file' : `${one.bytes} bytes with sha-256 ${one.sha256}`);
  throw new ResponsaError('damaged', `${file} is damaged: expected ${say(expected)}, found ${say(found)}.`, rebuildAdvice);
}
