/** A generation opened for asking: marked, so that no pruning takes it away, until it is closed. */
import { ResponsaError } from '../errors.js';
import { generationsFolder, liveOrThrow, readCurrent, readManifest } from './generations.js';
import { markInUse } from './in-use.js';
import { openSnapshot } from './open-snapshot.js';
import type { Snapshot } from './snapshot.js';

/** Times one looks again when the live generation was replaced and pruned between reading its name and opening it. */
const ATTEMPTS = 3;

/** As `openSnapshot`. The mark goes when the snapshot is closed, or with the process. */
export async function openInUse(indexesFolder: string, id?: string): Promise<Snapshot> {
  for (let attempt = 1; ; attempt++) {
    const chosen = id ?? (await liveOrThrow(indexesFolder));
    try {
      return await openMarked(indexesFolder, chosen);
    } catch (error) {
      const wasReplaced = error instanceof ResponsaError && id === undefined && (await readCurrent(indexesFolder)) !== chosen;
      if (!wasReplaced || attempt === ATTEMPTS) throw error;
    }
  }
}

async function openMarked(indexesFolder: string, id: string): Promise<Snapshot> {
  // Says that there is no such generation, before a name that somebody gave becomes part of a file's.
  await readManifest(indexesFolder, id);
  const release = await markInUse(generationsFolder(indexesFolder), id);
  try {
    const snapshot = await openSnapshot(indexesFolder, id);
    return {
      ...snapshot,
      close: () => {
        snapshot.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
