/** What the store of documents is given, and how its changes come one after the other. */
import { ResponsaError } from '../errors.js';
import { withLock } from '../indexing/build-lock.js';
import type { Readers } from './check.js';
import type { Record } from './commit.js';
import type { Digests } from './digests.js';
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
const busy = (): ResponsaError => new ResponsaError('unavailable', 'Another program changes this collection just now.', 'Try again.');

/** Runs `action` while nobody else, here or in another process, changes the collection. What earlier uploads left behind is cleared away first. */
export async function exclusively<T>({ queues, clock }: StoreParts, folder: string, action: () => Promise<T>): Promise<T> {
  const locked = async (): Promise<T> => {
    const within = await makeFolders(folder, historyName);
    return withLock(within, clock, { attempts, refusal: busy }, async () => {
      await clearLeftovers(folder);
      return action();
    });
  };
  const before = queues.get(folder) ?? Promise.resolve();
  const running = before.then(locked);
  const settled = running.catch(() => undefined).then(() => {
    if (queues.get(folder) === settled) queues.delete(folder);
  });
  queues.set(folder, settled);
  return running;
}
