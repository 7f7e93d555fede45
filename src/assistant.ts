/** Composition root: configuration -> snapshot + models + engine -> ask, retrieve, look up, close. `server`, `evaluation`, `scripts` and `langchain.ts` know only this. */
import type { Engine } from './answering/engine.js';
import { openEngines, readPage } from './answering/engines.js';
import { ask, findPassages, type Bench } from './ask.js';
import { indexOf, provisionOf, workOf, worksOf } from './catalogue.js';
import type { Config } from './config.js';
import type { Assistant, PageReader } from './contract.js';
import type { Day } from './document.js';
import { ResponsaError } from './errors.js';
import { noSuchEngine, openLanguageModels } from './language-models.js';
import { openPastAnswers, pastAnswer } from './past-answers.js';
import { answerOnRecord, earlierSteps } from './conversation.js';
import { readCurrent } from './indexing/generations.js';
import { openInUse } from './indexing/open-in-use.js';
import type { Embedder } from './models/embedder.js';
import { withModelsInUse } from './models/models.js';
import { openModels, type Models } from './open-models.js';
import { createAdmitter } from './retrieval/admission.js';
import { timed, type TakeTiming } from './timings.js';
import { withTimedModels } from './timed-models.js';

export type * from './contract.js';
export { rebuildIndex, type BuildReport, type RebuildOptions } from './rebuild.js';
export * from './fitting.js';
export * from './mining.js';
export { withModelsInUse } from './models/models.js';

/** What the assistant needs of the world. */
export interface World {
  /** Now: for the default as-of date and for elapsed time. */
  readonly clock: () => Date;
  /** One line for the people who run it. */
  readonly log: (line: string) => void;
  /** Answers from this generation only, instead of the live one. */
  readonly generation?: string;
  /** True: answers given go into the audit log (as the settings say). Measuring and replaying leave none. */
  readonly keepsAnswers?: boolean;
  /** Told how long stages and models take, and what went wrong beside the answers. */
  readonly onTiming?: TakeTiming;
}

/** One opened generation and all that reads it. */
interface Live extends Bench {
  /** Questions in flight on it. A retired generation is closed by the last of them. */
  users: number;
  retired: boolean;
}

/**
 * Opens the generation that `current` names and the models it needs. Throws ResponsaError('not-found') when there is no index,
 * 'damaged' when a file of the index or of a model has not its checksum, 'bad-request' when the index was built with another embedder.
 */
export async function openAssistant(given: Config, world: World): Promise<Assistant> {
  const config = await withModelsInUse(given);
  const models = withTimedModels(await openModels(config, world.log), world.onTiming);
  try {
    return createAssistant(config, world, models, await openLive(config, models.embedder, world.generation));
  } catch (error) {
    await models.close();
    throw error;
  }
}

/** The reader with the configured models; needs no index. */
export async function openPageReader(given: Config): Promise<PageReader> {
  const models = await openModels(await withModelsInUse(given), () => undefined);
  return { read: (request, signal) => readPage(models, request, signal), close: models.close };
}

async function openLive(config: Config, embedder: Embedder, generation?: string): Promise<Live> {
  const snapshot = await openInUse(config.indexes, generation);
  const built = snapshot.manifest.embedder;
  if (built.digest !== embedder.digest) {
    snapshot.close();
    throw new ResponsaError('bad-request', `Generation ${snapshot.manifest.id} was built with the embedder ${built.name} (${built.digest.slice(0, 12)}), but ${embedder.name} (${embedder.digest.slice(0, 12)}) is configured.`, `Use the embedder ${built.name} again (\`models use ${built.name}\`, or the setting \`embedder\`), or build the index again with \`index\`.`);
  }
  return { snapshot, admit: createAdmitter(snapshot), embedder, config, users: 0, retired: false };
}

function createAssistant(config: Config, world: World, { embedder, trainedReader, close: closeModels }: Models, opened: Live): Assistant {
  let live = opened;
  /** Refreshes one after the other: a call made after an activation must see it, whatever was under way. */
  let refreshing: Promise<unknown> = Promise.resolve();
  const languageModels = openLanguageModels(config);
  const engines = openEngines({ embedder, trainedReader, languageModels, settings: config, ...(world.onTiming && { onTiming: world.onTiming }) });
  engineOf(engines, config.engine);
  const reader = trainedReader?.name ?? engineOf(engines, 'extractive').name;
  const { onTiming = () => undefined } = world;
  const past = openPastAnswers(config, world.clock, world.log, () => onTiming({ of: 'audit-failure' }));

  /** Runs `work` on the generation that is live now; it stays open until `work` is done, whatever is published meanwhile. */
  async function using<T>(work: (live: Live) => Promise<T>): Promise<T> {
    const used = live;
    used.users++;
    try {
      return await work(used);
    } finally {
      used.users--;
      closeWhenIdle(used);
    }
  }

  async function swap(): Promise<boolean> {
    if (world.generation !== undefined) return false;
    const current = await readCurrent(config.indexes);
    if (current === null || current === live.snapshot.manifest.id) return false;
    const next = await openLive(config, embedder);
    const previous = live;
    live = next;
    previous.retired = true;
    closeWhenIdle(previous);
    world.log(`info now answering from generation ${next.snapshot.manifest.id}`);
    return true;
  }

  return {
    ask: (request, signal, onEvent) => timed(async () => {
      const earlier = await earlierSteps(request.previous ?? [], past);
      const options = { engine: engineOf(engines, request.engine ?? config.engine), reader, today: today(world), earlier, onTiming, ...(signal && { signal }) };
      return answerOnRecord(onEvent, world.keepsAnswers === true && config.auditFailure === 'refuse', (onEach) => using((used) => ask(used, request, { ...options, onEvent: onEach })), (answer) =>
        world.keepsAnswers === true ? timed(() => past.keep(request, answer), (period) => onTiming({ of: 'stage', stage: 'record', ...period })) : Promise.resolve(),
      );
    }, (period) => onTiming({ of: 'stage', stage: 'whole', ...period })),
    pastAnswer: (id) => pastAnswer(config, past, id),
    retrieve: async (request, signal) => {
      const earlier = await earlierSteps(request.previous ?? [], past);
      return using((used) => findPassages(used, request, { today: today(world), earlier, ...(signal && { signal }) }));
    },
    works: () => worksOf(live.snapshot),
    work: (id, asOf = today(world)) => workOf(live.snapshot, id, asOf),
    provision: (work, eId, asOf = today(world), language) => provisionOf(live.snapshot, work, eId, asOf, language),
    index: () => indexOf(live.snapshot, { engine: config.engine, reader }),
    refresh: () => {
      const swapped = refreshing.then(swap);
      refreshing = swapped.catch(() => undefined);
      return swapped;
    },
    warm: async () => {
      await embedder.embedQuery('law');
      await languageModels.find(({ engine }) => engine === config.engine)?.warm();
    },
    close: async () => {
      live.retired = true;
      closeWhenIdle(live);
      await Promise.all(languageModels.map((model) => model.close()));
      await closeModels();
    },
  };
}

function closeWhenIdle(used: Live): void {
  if (used.retired && used.users === 0) used.snapshot.close();
}

function engineOf(engines: ReadonlyMap<string, Engine>, name: string): Engine {
  const engine = engines.get(name);
  if (engine === undefined) throw noSuchEngine(name, [...engines.keys()]);
  return engine;
}

function today(world: World): Day {
  const now = world.clock();
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
