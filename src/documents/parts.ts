/** What the store of documents is given, and how its changes come one after the other. */
import path from 'node:path';
import { inWordsOfDisk } from '../disk-faults.js';
import { ResponsaError } from '../errors.js';
import { withLock } from '../indexing/build-lock.js';
import type { Readers } from './check.js';
import type { Record } from './commit.js';
import type { Digests } from './digests.js';
import { interruptedIn, lastChangesIn, undoInterrupted } from './interrupted.js';
import { historyName } from './places.js';
import { clearLeftovers, makeFolders } from './staging.js';

/** As it is called in messages. */
export const corpusFolder = 'the folder of the corpus';

export interface StoreSettings {
  /** The folder of collections. */
  readonly corpus: string;
  /** Bytes. */
  readonly documentLimit: number;
  /** Bytes, packed and unpacked. */
  readonly documentArchiveLimit: number;
  readonly documentVersions: number;
}

export interface StoreParts {
  readonly settings: StoreSettings;
  readonly clock: () => Date;
  readonly record: Record;
  readonly readers: Readers;
  readonly digests: Digests;
  /** By the collection's folder: what this process has to do there, one after the other. */
  readonly queues: Map<string, Promise<unknown>>;
}

/** With pauses of 32 ms in the mean, some ten seconds: what an archive of many documents takes to be put into place. */
const attempts = 300;
/** Some two minutes: a build reads a collection only once nobody changes it. */
const attemptsOfBuild = 4_000;
const busy = (): ResponsaError => new ResponsaError('unavailable', 'Another program changes this collection just now.', 'Try again.');

/** Under the lock that other processes heed; what was interrupted is taken back first, and what earlier uploads left behind is cleared away. */
async function whileLocked<T>(folder: string, { clock, record }: Pick<StoreParts, 'clock' | 'record'>, most: number, action: () => Promise<T>): Promise<T> {
  const within = await makeFolders(folder, historyName);
  return withLock(within, clock, { attempts: most, refusal: busy }, async () => {
    await undoInterrupted(folder, record);
    await clearLeftovers(folder);
    return action();
  });
}

/** Runs `action` while nobody else, here or in another process, changes the collection. */
export async function exclusively<T>(parts: StoreParts, folder: string, action: () => Promise<T>): Promise<T> {
  const { queues } = parts;
  const before = queues.get(folder) ?? Promise.resolve();
  const running = before.then(() => whileLocked(folder, parts, attempts, action));
  const settled = running.catch(() => undefined).then(() => {
    if (queues.get(folder) === settled) queues.delete(folder);
  });
  queues.set(folder, settled);
  return running;
}

/**
 * Before anybody reads the collections in `corpus` (or the one that it is): no archive is there in part. Gives the folders in which one
 * was taken back; where none was interrupted, nothing is written. ResponsaError as those of a change.
 */
export async function takeBackInterrupted(corpus: string, parts: Pick<StoreParts, 'clock' | 'record'>): Promise<readonly string[]> {
  try {
    const folders = await interruptedIn(corpus);
    for (const folder of folders) await whileLocked(folder, parts, attemptsOfBuild, () => Promise.resolve());
    return folders;
  } catch (error) {
    throw inWordsOfDisk(error, `An archive of documents that was interrupted in ${path.basename(corpus)} could not be taken back`, corpusFolder);
  }
}

/** How often a build reads a corpus into which archives are put meanwhile. */
const readings = 5;

/**
 * For somebody who reads `corpora` for minutes: to be called before, and what it gives after each reading. It waits for an archive that is being put into place
 * and says whether one was since the last call, so that what was read is half of it. ResponsaError('unavailable') when that goes on.
 */
export async function readingWhole(corpora: readonly string[], parts: Pick<StoreParts, 'clock' | 'record'>): Promise<() => Promise<boolean>> {
  const settled = async (): Promise<string> => {
    for (const corpus of corpora) await takeBackInterrupted(corpus, parts);
    return (await Promise.all(corpora.map(lastChangesIn))).join('\n');
  };
  let before = await settled();
  let left = readings;
  return async () => {
    const now = await settled();
    if (now === before) return false;
    before = now;
    left -= 1;
    if (left === 0) throw new ResponsaError('unavailable', `Archives of documents were put into the corpus while it was read, ${readings} times in a row.`, 'Build again when they are all there. The live index is untouched.');
    return true;
  };
}
