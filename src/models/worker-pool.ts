/**
 * Worker threads that embed, and the queue before them. One batch is in flight per worker; a worker that comes free takes the
 * oldest question first, then the next batch of the oldest passages, so that a question waits for at most one batch.
 *
 * Several workers with one thread each, not one worker with several threads: on two cores 86 passages a second against 62, since a
 * single passage gives little to share out. The first worker is started at once, the others when there is work for them.
 */
// Before a thread loads ONNX Runtime.
import '../outgoing/no-telemetry.js';
import { Worker } from 'node:worker_threads';
import { messageOf, ResponsaError } from '../errors.js';
import type { EmbedOptions } from './embedder.js';
import { nextSign } from './next-sign.js';
import { workerReply, type WorkerReply, type WorkerRequest, type WorkerSettings } from './worker-messages.js';

export interface PoolSettings extends WorkerSettings {
  /** Most workers at a time; each holds the model in memory. `threads` are those of one worker. */
  readonly workers: number;
  /** Passages handed to a worker at once. */
  readonly batchSize: number;
  /** The compiled worker; given by tests that need one that fails. */
  readonly workerFile: URL;
}

export interface WorkerPool {
  /** Rows in the order of `texts`. Rejects with the signal's reason, or with the ResponsaError of the worker. */
  embed(queue: 'questions' | 'passages', prefix: string, texts: readonly string[], options: EmbedOptions): Promise<Float32Array>;
  close(): Promise<void>;
}

interface Job {
  readonly prefix: string;
  readonly texts: readonly string[];
  readonly matrix: Float32Array;
  /** First text not yet handed out. */
  next: number;
  done: number;
  readonly onProgress: (done: number, total: number) => void;
  /** Ends the call; a cancelled one is told apart by its signal. */
  readonly settle: (error?: Error) => void;
}

interface Lane {
  readonly worker: Worker;
  /** What it works on; `loading` until the model is ready. */
  batch: { readonly job: Job; readonly first: number } | 'loading' | null;
}

interface State {
  readonly settings: PoolSettings;
  readonly queues: Readonly<Record<'questions' | 'passages', Job[]>>;
  /** All that are neither done nor failed, in a queue or in flight. */
  readonly jobs: Set<Job>;
  readonly lanes: Lane[];
  /** Why nothing can be embedded any more. */
  ended: ResponsaError | null;
}

/** Starts the first worker and waits until its model is checked and loaded. */
export async function openWorkerPool(settings: PoolSettings): Promise<WorkerPool> {
  const state: State = { settings, queues: { questions: [], passages: [] }, jobs: new Set(), lanes: [], ended: null };
  await startWorker(state);
  return {
    embed: (queue, prefix, texts, options) => enqueue(state, queue, prefix, texts, options),
    close: () => end(state, new ResponsaError('unavailable', `The embedder ${settings.entry.name} has been closed.`, 'Open it again to embed.')),
  };
}

/** Settles when the model is loaded. A worker that fails, then or later, ends the whole pool: no call may wait for it in vain. */
function startWorker(state: State): Promise<void> {
  const { modelsFolder, entry, threads, workerFile } = state.settings;
  const workerData: WorkerSettings = { modelsFolder, entry, threads };
  const lane: Lane = { worker: new Worker(workerFile, { workerData, name: `embedder ${entry.name}` }), batch: 'loading' };
  state.lanes.push(lane);
  return new Promise((resolve, reject) => {
    const fail = (error: ResponsaError): void => {
      lane.batch = null; // it has ended, or has nothing left to do
      reject(error);
      void end(state, error);
    };
    lane.worker.on('message', (message: unknown) => {
      const reply = workerReply.parse(message);
      if (reply.is === 'fault' && lane.batch === 'loading') {
        fail(errorOf(reply));
        return;
      }
      if (lane.batch !== 'loading') deliver(state, lane, reply);
      lane.batch = null;
      resolve();
      handOut(state);
    });
    lane.worker.on('error', (error: unknown) => fail(stopped(entry.name, messageOf(error), error)));
    lane.worker.on('exit', (code) => fail(stopped(entry.name, `exit code ${code}`)));
  });
}

function stopped(name: string, why: string, cause?: unknown): ResponsaError {
  return new ResponsaError('unavailable', `A worker thread of the embedder ${name} stopped: ${why}.`, 'Start the program again; when it comes back, look for lack of memory and lower `threads`.', { cause });
}

function errorOf({ fault, message, advice }: Extract<WorkerReply, { is: 'fault' }>): ResponsaError {
  return new ResponsaError(fault, message, advice);
}

async function enqueue(state: State, queue: 'questions' | 'passages', prefix: string, texts: readonly string[], { signal, onProgress }: EmbedOptions): Promise<Float32Array> {
  signal?.throwIfAborted();
  if (state.ended !== null) throw state.ended;
  const matrix = new Float32Array(texts.length * state.settings.entry.dimensions);
  if (texts.length === 0) return matrix;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error): void => {
      state.jobs.delete(job);
      withdraw(state, job);
      signal?.removeEventListener('abort', abort);
      if (error === undefined) resolve();
      else reject(error);
    };
    const abort = (): void => settle();
    const job: Job = { prefix, texts, matrix, next: 0, done: 0, onProgress: onProgress ?? (() => undefined), settle };
    signal?.addEventListener('abort', abort);
    state.jobs.add(job);
    state.queues[queue].push(job);
    handOut(state);
  });
  signal?.throwIfAborted();
  return matrix;
}

function withdraw({ queues }: State, job: Job): void {
  for (const queue of [queues.questions, queues.passages]) {
    const place = queue.indexOf(job);
    if (place !== -1) queue.splice(place, 1);
  }
}

/** Gives free workers work, and starts one more when work is left over. */
function handOut(state: State): void {
  for (;;) {
    const job = state.queues.questions[0] ?? state.queues.passages[0];
    if (job === undefined || state.ended !== null) return;
    const lane = state.lanes.find(({ batch }) => batch === null);
    if (lane === undefined) {
      const loading = state.lanes.some(({ batch }) => batch === 'loading');
      // Its failure reaches every call through `end`.
      if (!loading && state.lanes.length < state.settings.workers) startWorker(state).catch(() => undefined);
      return;
    }
    const texts = job.texts.slice(job.next, job.next + state.settings.batchSize);
    lane.batch = { job, first: job.next };
    job.next += texts.length;
    if (job.next === job.texts.length) withdraw(state, job);
    lane.worker.postMessage({ prefix: job.prefix, texts } satisfies WorkerRequest);
  }
}

function deliver(state: State, { batch }: Lane, reply: WorkerReply): void {
  if (batch === null || batch === 'loading' || !state.jobs.has(batch.job)) return; // cancelled meanwhile
  const { job, first } = batch;
  if (reply.is === 'fault') job.settle(errorOf(reply));
  if (reply.is !== 'rows') return;
  const { dimensions } = state.settings.entry;
  job.matrix.set(reply.rows, first * dimensions);
  job.done += reply.rows.length / dimensions;
  try {
    job.onProgress(job.done, job.texts.length);
  } catch (error) {
    job.settle(error instanceof Error ? error : new Error(messageOf(error)));
    return;
  }
  if (job.done === job.texts.length) job.settle();
}

async function end(state: State, reason: ResponsaError): Promise<void> {
  state.ended ??= reason;
  for (const job of [...state.jobs]) job.settle(state.ended);
  await Promise.all(state.lanes.map(endLane));
}

/** A thread that is torn down inside the model's runtime takes the whole process with it (an uncaught Napi::Error), so it ends what it is at first. */
async function endLane({ worker, batch }: Lane): Promise<void> {
  if (batch !== null) await nextSign(worker);
  await worker.terminate();
}
