/** The story of an index that is kept up to date under a running service: builds on request, builds when the watched folder changes, and going back to an earlier generation. */
import type { Assistant } from '../assistant.js';
import type { Build, GenerationView, Upkeep } from '../build-contract.js';
import type { RecordChange } from '../changes.js';
import type { Config } from '../config.js';
import { inWordsOfDisk } from '../disk-faults.js';
import { describe, ResponsaError } from '../errors.js';
import type { StartBuildProcess } from './build-process.js';
import { indexesFolder, openBuilds } from './builds.js';
import { activate, viewGenerations } from './generations.js';
import { watchCorpus } from './watch-corpus.js';

export interface UpkeepParts {
  readonly config: Config;
  /** Takes over what goes live. */
  readonly assistant: Pick<Assistant, 'refresh' | 'index'>;
  readonly startProcess: StartBuildProcess;
  readonly recordChange: RecordChange;
  /** Told of each build that ended. */
  readonly onBuildEnded: (state: Build['state']) => void;
  readonly clock: () => Date;
  readonly log: (line: string) => void;
}

export async function openUpkeep({ config, assistant, startProcess, recordChange, onBuildEnded, clock, log }: UpkeepParts): Promise<Upkeep> {
  const builds = await openBuilds({ config, startProcess, clock, log, recordChange, onPublished: () => assistant.refresh(), onEnded: onBuildEnded });
  const closing = new AbortController();
  const watching = config.watchCorpus === 'on' ? watchCorpus({ config, builds, log, signal: closing.signal }) : Promise.resolve();

  async function activateHere(id: string, who: string): Promise<GenerationView> {
    await activate(id, { indexes: config.indexes, who, embedder: assistant.index().models.embedder, recordChange, clock }).catch((error: unknown) => {
      if (!(error instanceof ResponsaError) || error.fault !== 'damaged') throw inWordsOfDisk(error, `Generation ${id} was not made live`, indexesFolder);
      // Which file it is, with its path, is for the people at the machine.
      log(`error generation ${id} is damaged and was not made live: ${describe(error)}`);
      throw new ResponsaError('conflict', `Generation ${id} is damaged: one of its files is missing or altered. It was not made live.`, `The log says which file; \`generations verify ${id}\` does too.`, { cause: error });
    });
    await assistant.refresh();
    return (await viewGenerations(config.indexes)).find((one) => one.id === id)!;
  }

  return {
    startBuild: (order) => builds.start(order),
    builds: () => builds.list(),
    build: (id) => builds.find(id),
    followBuild: (id, onChange) => builds.follow(id, onChange),
    cancelBuild: (id, who) => Promise.resolve().then(() => builds.cancel(id, who)),
    generations: () => viewGenerations(config.indexes),
    activate: activateHere,
    close: async () => {
      closing.abort();
      await builds.close();
      await watching;
    },
  };
}
