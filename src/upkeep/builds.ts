/** The builds of a running service: one at a time, each in a process of its own, remembered across restarts. */
import { randomUUID } from 'node:crypto';
import type { Build, BuildOrder, Outcome } from '../build-contract.js';
import type { RecordChange } from '../changes.js';
import type { Config } from '../config.js';
import { inWordsOfDisk } from '../disk-faults.js';
import { describe, ResponsaError } from '../errors.js';
import type { BuildProgress } from '../rebuild.js';
import { readBuilds, writeBuilds, type RememberedBuild } from './build-file.js';
import type { BuildProcess, StartBuildProcess } from './build-process.js';
import { pace, type Pace } from './pace.js';

export interface BuildsParts {
  readonly config: Pick<Config, 'indexes' | 'keepBuilds'>;
  readonly startProcess: StartBuildProcess;
  readonly clock: () => Date;
  readonly log: (line: string) => void;
  readonly recordChange: RecordChange;
  /** Takes the new generation over, before the build is said to be published. */
  readonly onPublished: () => Promise<unknown>;
  /** Told of each build that ended, for those who count. */
  readonly onEnded: (state: Build['state']) => void;
}

/** As it is called in messages that leave the machine. */
export const indexesFolder = 'the folder of the index';

/** As `Upkeep` has them. */
export interface Builds {
  /** `corpus`: the state of the watched folder that asks for it, where one does. */
  start(order: BuildOrder, corpus?: string): Promise<Build>;
  list(): readonly Build[];
  find(id: string): Build;
  follow(id: string, onChange: (build: Build) => void): () => void;
  cancel(id: string, who: string): Promise<Build>;
  running(): boolean;
  /** Newest state of the watched folder that a build took up. */
  takenUp(): string | null;
  close(): Promise<void>;
}

interface Running {
  readonly id: string;
  readonly process: BuildProcess;
  readonly ended: Promise<Build>;
  readonly followers: Set<(build: Build) => void>;
  pace: Pace;
  /** Who cancelled it. */
  canceller: string | null;
}

export async function openBuilds(parts: BuildsParts): Promise<Builds> {
  const { config, startProcess, clock, log, recordChange } = parts;
  let remembered = await readBuilds(config.indexes, log);
  /** From the moment one is asked for. */
  let busy = false;
  let running: Running | null = null;
  let closing = false;

  const find = (id: string): Build => {
    const found = remembered.find(({ build }) => build.id === id);
    if (found === undefined) throw new ResponsaError('not-found', `No build "${id}" is remembered.`, 'GET /v1/builds lists those that are; keepBuilds says how many.');
    return found.build;
  };
  const changed = (id: string, given: Partial<Build>, corpus?: null): readonly RememberedBuild[] =>
    remembered.map((one) => (one.build.id === id ? { build: { ...one.build, ...given }, corpus: corpus === undefined ? one.corpus : corpus } : one));
  const onProgress = (of: Running, progress: BuildProgress): void => {
    of.pace = pace(of.pace, progress, clock().getTime());
    const { stage, done, total, rate, secondsLeft } = of.pace;
    remembered = changed(of.id, { stage, done, total, rate, secondsLeft });
    const build = find(of.id);
    for (const tell of of.followers) tell(build);
  };

  async function finish(of: Running, outcome: Outcome): Promise<Build> {
    if (outcome.state === 'published') await parts.onPublished().catch((error: unknown) => log(`error generation ${outcome.generation ?? ''} was built but is not taken over: ${describe(error)}`));
    // Only the process that builds can record before it swaps; what it did not come to record is recorded here.
    const who = of.canceller ?? find(of.id).who;
    if (!['published', 'refused'].includes(outcome.state)) {
      await recordChange({ kind: 'build', data: { who, state: outcome.state, build: of.id, generation: outcome.generation } }).catch((error: unknown) => log(`error build ${of.id} ${outcome.state}, and this is not in the audit log: ${describe(error)}`));
    }
    const after = changed(of.id, { ...outcome, ended: clock().toISOString(), rate: null, secondsLeft: null }, closing ? null : undefined);
    await writeBuilds(config.indexes, after).catch((error: unknown) => log(`error build ${of.id} is over, but ${config.indexes}/builds.json cannot be written: ${describe(error)}`));
    // All at once: whoever sees that it has ended can start the next.
    remembered = after;
    running = null;
    busy = false;
    const build = find(of.id);
    parts.onEnded(build.state);
    log(`info build ${of.id} ${build.state}${build.generation === null ? '' : `: generation ${build.generation}`}${build.problem === null ? '' : `: ${build.problem}`}${build.refusals.map(({ message }) => `\n  ${message}`).join('')}`);
    for (const tell of of.followers) tell(build);
    return build;
  }

  async function start(order: BuildOrder, corpus?: string): Promise<Build> {
    if (closing) throw new ResponsaError('unavailable', 'The service is stopping.', 'Build when it is back.');
    const current = remembered[0]?.build;
    if (busy) throw new ResponsaError('conflict', `A build is running already${current === undefined ? '' : `: /v1/builds/${current.id}, asked for by ${current.who} at ${current.started}`}.`, 'Only one runs at a time: wait for it, or cancel it with DELETE.');
    busy = true;
    const before = remembered;
    const build = newBuild(order, clock());
    remembered = [{ build, corpus: corpus ?? null }, ...remembered].slice(0, config.keepBuilds);
    try {
      await writeBuilds(config.indexes, remembered);
    } catch (error) {
      remembered = before;
      busy = false;
      throw inWordsOfDisk(error, 'No build was started', indexesFolder);
    }
    running = run(build.id, order);
    return find(build.id);
  }

  function run(id: string, order: BuildOrder): Running {
    const started = startProcess(order, (progress) => onProgress(of, progress));
    const of: Running = { id, process: started, ended: started.outcome.then((outcome) => finish(of, outcome)), followers: new Set(), pace: pace(null, { stage: 'start', done: 0, total: 1 }, clock().getTime()), canceller: null };
    log(`info build ${id} started for ${order.who}${started.pid === null ? '' : ` as process ${started.pid}`}`);
    if (closing) started.cancel();
    return of;
  }

  return {
    start, find,
    list: () => remembered.map(({ build }) => build),
    running: () => busy,
    takenUp: () => remembered.find(({ corpus }) => corpus !== null)?.corpus ?? null,
    follow: (id, onChange) => {
      const followed = running;
      if (followed?.id !== id) return () => undefined;
      followed.followers.add(onChange);
      return () => void followed.followers.delete(onChange);
    },
    cancel: (id, who) => {
      const { state } = find(id);
      if (running?.id !== id) throw new ResponsaError('conflict', `Build ${id} is not running: it ${state === 'running' ? 'is being started' : `has ended (${state})`}.`, 'Only a running build can be cancelled.');
      running.canceller ??= who;
      running.process.cancel();
      return running.ended;
    },
    close: async () => {
      closing = true;
      running?.process.cancel();
      await running?.ended;
    },
  };
}

function newBuild({ full, force, who }: BuildOrder, now: Date): RememberedBuild['build'] {
  return {
    id: randomUUID(), state: 'running', who, full, force, started: now.toISOString(), ended: null, stage: 'start', done: 0, total: 1, rate: null, secondsLeft: null,
    generation: null, counts: null, refusals: [], notes: [], problem: null,
  };
}
