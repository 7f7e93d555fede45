/**
 * The watched folder: new, changed and removed files start a build once the burst has settled. The folder is walked and its names, sizes
 * and times compared, not watched by the system: `fs.watch` does not see all folders below on every platform, misses what happens on
 * network drives, runs out of watches on large trees, and loses events in a burst; a walk sees what is there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.js';
import { describe } from '../errors.js';
import type { Builds } from './builds.js';
import { stateOfFolder } from './folder-state.js';

export interface WatchParts {
  readonly config: Pick<Config, 'corpus' | 'watchSettle'>;
  readonly builds: Pick<Builds, 'start' | 'running' | 'takenUp'>;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

export const watcher = 'watched folder';

/** A walk takes at most this share of the time: the pause after one that took long is longer. */
const MOST_SHARE = 0.1;

export interface Seen {
  /** The look before. */
  readonly before: string | null;
  readonly takenUp: string | null;
  readonly running: boolean;
}

/** A burst is over once two looks see the same. While a build runs none is due; what changed under it is seen by the first looks after it. */
export function isDue(now: string, { before, takenUp, running }: Seen): boolean {
  return now === before && now !== takenUp && !running;
}

/** Until the signal fires. A state that a build took up is not built again, whatever became of that build, until something changes. */
export async function watchCorpus({ config, builds, log, signal }: WatchParts): Promise<void> {
  let before: string | null = null;
  let failure = '';
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const began = performance.now();
    try {
      const now = await stateOfFolder(config.corpus, signal);
      if (isDue(now, { before, takenUp: builds.takenUp(), running: builds.running() })) await builds.start({ full: false, force: false, who: watcher }, now);
      before = now;
      failure = '';
    } catch (error) {
      const message = describe(error);
      if (!isOver() && message !== failure) log(`error the folder ${config.corpus} is watched, but: ${message}`);
      failure = message;
    }
    const took = performance.now() - began;
    await sleep(Math.max(config.watchSettle, took / MOST_SHARE), undefined, { signal }).catch(() => undefined);
  }
}
