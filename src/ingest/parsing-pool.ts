/**
 * Worker threads that parse files, one file at a time each. A file that takes too long or too much memory costs its thread, which is
 * replaced, and is reported like any other file that cannot be read; the files before and after it are not touched.
 */
import { Worker } from 'node:worker_threads';
import { stat } from 'node:fs/promises';
import { messageOf } from '../errors.js';
import type { ParsedFile, ParsingReply, ParsingRequest } from './parsing-messages.js';
import type { FoundFile } from './walk-folder.js';

export interface PoolLimits {
  /** Most threads at a time. */
  readonly threads: number;
  /** Seconds for any file, and further ones for each megabyte of it. Real law takes 0.2 to 0.5 s a megabyte on a slow core. */
  readonly seconds: number;
  readonly secondsPerMegabyte: number;
  /** Megabytes of heap a thread may take. The largest real file (5 MB) takes 200. */
  readonly heapMegabytes: number;
}

export const defaultLimits: Omit<PoolLimits, 'threads'> = { seconds: 30, secondsPerMegabyte: 10, heapMegabytes: 1024 };

export interface ParsingPool {
  /** Never rejects for the file's sake: what cannot be read is `refused`. Rejects when the pool has been closed. */
  parse(file: FoundFile): Promise<ParsedFile>;
  close(): Promise<void>;
}

interface Job {
  readonly file: FoundFile;
  readonly resolve: (parsed: ParsedFile) => void;
  readonly reject: (error: Error) => void;
}

interface Lane {
  readonly worker: Worker;
  /** Time counts from here on: starting takes longer than most files. */
  ready: boolean;
  job: Job | null;
  timer: NodeJS.Timeout | null;
}

interface State {
  readonly limits: PoolLimits;
  readonly workerFile: URL;
  readonly waiting: Job[];
  readonly lanes: Lane[];
  closed: boolean;
  /** When a thread last became ready, ms on the monotonic clock. */
  lastReady: number;
}

/** Milliseconds for which files must go on waiting before one more thread is started: starting one takes longer than a small corpus. */
const patience = 300;

/** `workerFile`: the compiled worker; given by tests that need one that fails. */
export function openParsingPool(limits: PoolLimits, workerFile = new URL('./parsing-worker.js', import.meta.url)): ParsingPool {
  const state: State = { limits, workerFile, waiting: [], lanes: [], closed: false, lastReady: -Infinity };
  return {
    parse: (file) =>
      new Promise((resolve, reject) => {
        if (state.closed) reject(closedError());
        else {
          state.waiting.push({ file, resolve, reject });
          handOut(state);
        }
      }),
    close: () => close(state),
  };
}

/** Gives free threads work, and starts one more when work is left over. */
function handOut(state: State): void {
  while (state.waiting.length > 0 && !state.closed) {
    const lane = state.lanes.find(({ job, ready }) => ready && job === null);
    if (lane === undefined) {
      if (state.lanes.length < state.limits.threads && state.lanes.every(({ ready }) => ready) && (state.lanes.length === 0 || performance.now() - state.lastReady >= patience)) startLane(state);
      return;
    }
    const job = state.waiting.shift()!;
    lane.job = job;
    lane.worker.postMessage({ file: job.file } satisfies ParsingRequest);
    void limitTime(state, lane, job);
  }
}

function startLane(state: State): void {
  const worker = new Worker(state.workerFile, { name: 'parser', resourceLimits: { maxOldGenerationSizeMb: state.limits.heapMegabytes } });
  const lane: Lane = { worker, ready: false, job: null, timer: null };
  worker.on('message', (reply: ParsingReply) => {
    if (reply.is === 'ready') {
      lane.ready = true;
      state.lastReady = performance.now();
      setTimeout(() => handOut(state), patience).unref();
    } else settle(lane, (job) => job.resolve(reply));
    handOut(state);
  });
  const lost = (why: string): void => {
    if (!lane.ready) {
      fail(state, new Error(`The thread that parses files cannot start: ${why}`));
      return;
    }
    settle(lane, (job) => job.resolve({ is: 'refused', reason: `it could not be read: ${why}`, advice: 'The file is damaged, or made to do harm; open it in another program and save it anew.' }));
    drop(state, lane);
    handOut(state);
  };
  worker.on('error', (error: unknown) => lost(/memory limit/i.test(messageOf(error)) ? `it needs more than ${state.limits.heapMegabytes} MB of memory` : messageOf(error)));
  worker.on('exit', () => lost('the thread that read it ended'));
  state.lanes.push(lane);
}

function settle(lane: Lane, how: (job: Job) => void): void {
  const { job, timer } = lane;
  if (timer !== null) clearTimeout(timer);
  lane.job = null;
  lane.timer = null;
  if (job !== null) how(job);
}

function drop(state: State, lane: Lane): void {
  const place = state.lanes.indexOf(lane);
  if (place !== -1) state.lanes.splice(place, 1);
}

async function limitTime(state: State, lane: Lane, job: Job): Promise<void> {
  const size = await stat(job.file.location).then((found) => found.size, () => 0);
  if (lane.job !== job) return;
  const seconds = state.limits.seconds + (state.limits.secondsPerMegabyte * size) / 1_000_000;
  lane.timer = setTimeout(() => {
    settle(lane, ({ resolve }) => resolve({ is: 'refused', reason: `it took more than ${Math.round(seconds)} s to read`, advice: 'The file is damaged, or made to do harm; open it in another program and save it anew.' }));
    drop(state, lane);
    void lane.worker.terminate();
    handOut(state);
  }, seconds * 1000);
}

async function close(state: State): Promise<void> {
  const lanes = [...state.lanes];
  fail(state, closedError());
  await Promise.all(lanes.map(({ worker }) => worker.terminate()));
}

const closedError = (): Error => new Error('The parsing threads have been closed.');

/** Ends everything: no call may wait in vain. */
function fail(state: State, reason: Error): void {
  state.closed = true;
  for (const job of state.waiting.splice(0)) job.reject(reason);
  for (const lane of state.lanes.splice(0)) {
    settle(lane, ({ reject }) => reject(reason));
    void lane.worker.terminate();
  }
}
