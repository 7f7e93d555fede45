/** A trained reader of the folder of models as a TrainedReader. It runs in one worker thread with all its processor cores; see reading-worker.ts. */
// Before a thread loads ONNX Runtime.
import '../outgoing/no-telemetry.js';
import { Worker } from 'node:worker_threads';
import { messageOf, ResponsaError } from '../errors.js';
import type { ReaderEntry } from './model-entry.js';
import { nextSign } from './next-sign.js';
import { readerDigest } from './registry.js';
import type { SentenceScores, TrainedReader } from './trained-reader.js';
import { readingReply, type ReadingReply, type ReadingRequest } from './worker-messages.js';

/** Raise it when the code between text and score changes. */
const codeVersion = 2;

export function digestOfReader(entry: ReaderEntry): string {
  return readerDigest(entry, codeVersion);
}

export interface ReaderThread {
  readonly modelsFolder: string;
  readonly threads: number;
  /** The compiled worker; given by tests that need one that fails. */
  readonly workerFile?: URL;
}

interface Reading {
  readonly request: ReadingRequest;
  readonly settle: (outcome: SentenceScores | Error) => void;
}

interface State {
  readonly worker: Worker;
  /** First: the one under way. */
  readonly readings: Reading[];
  /** Why nothing can be read any more. */
  ended: ResponsaError | null;
}

/** ResponsaError('damaged') when a file of the model is missing or altered, ('unavailable') when it cannot be loaded. */
export async function openTransformerReader(entry: ReaderEntry, { modelsFolder, threads, workerFile = new URL('./reading-worker.js', import.meta.url) }: ReaderThread): Promise<TrainedReader> {
  const state: State = { worker: new Worker(workerFile, { workerData: { modelsFolder, entry, threads }, name: `reader ${entry.name}` }), readings: [], ended: null };
  await started(state, entry.name);
  return {
    name: entry.name,
    digest: digestOfReader(entry),
    languages: entry.languages ?? null,
    reading: entry.reading,
    scoreSentences: (question, passages, { read = 'once', signal } = {}) => enqueue(state, { question, passages: passages.map((sentences) => [...sentences]), read }, signal),
    close: async () => {
      const isBusy = state.readings.length > 0;
      end(state, new ResponsaError('unavailable', `The reader ${entry.name} has been closed.`, 'Open it again to read.'));
      if (isBusy) await nextSign(state.worker);
      await state.worker.terminate();
    },
  };
}

/** Settles when the model is loaded. A thread that stops, then or later, ends every call: none may wait in vain. */
function started(state: State, name: string): Promise<void> {
  const { worker } = state;
  return new Promise((resolve, reject) => {
    const fail = (error: ResponsaError): void => {
      reject(error);
      end(state, error);
    };
    const stopped = (why: string, cause?: unknown): ResponsaError =>
      new ResponsaError('unavailable', `The worker thread of the reader ${name} stopped: ${why}.`, 'Start the program again; when it comes back, look for lack of memory.', { cause });
    let isLoaded = false;
    worker.on('message', (message: unknown) => {
      const reply = readingReply.parse(message);
      if (isLoaded) deliver(state, reply);
      else if (reply.is === 'fault') fail(errorOf(reply));
      else {
        isLoaded = true;
        resolve();
      }
    });
    worker.on('error', (error: unknown) => fail(stopped(messageOf(error), error)));
    worker.on('exit', (code) => fail(stopped(`exit code ${code}`)));
  });
}

function errorOf({ fault, message, advice }: Extract<ReadingReply, { is: 'fault' }>): ResponsaError {
  return new ResponsaError(fault, message, advice);
}

async function enqueue(state: State, asked: Omit<ReadingRequest, 'cancelled'>, signal: AbortSignal | undefined): Promise<SentenceScores> {
  signal?.throwIfAborted();
  if (state.ended !== null) throw state.ended;
  const cancelled = new SharedArrayBuffer(4);
  return new Promise((resolve, reject) => {
    const settle = (outcome: SentenceScores | Error): void => {
      signal?.removeEventListener('abort', abort);
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    };
    const abort = (): void => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
      const waiting = state.readings.indexOf(reading);
      // The one under way stays until its thread has answered.
      if (waiting > 0) state.readings.splice(waiting, 1);
      settle(reasonOf(signal));
    };
    const reading: Reading = { request: { ...asked, cancelled }, settle };
    signal?.addEventListener('abort', abort);
    state.readings.push(reading);
    if (state.readings.length === 1) send(state);
  });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error(messageOf(reason));
}

function send({ worker, readings }: State): void {
  const next = readings[0];
  if (next !== undefined) worker.postMessage(next.request);
}

function deliver(state: State, reply: ReadingReply): void {
  const done = state.readings.shift();
  if (reply.is === 'scores') done?.settle({ scores: reply.scores, windows: reply.windows, answers: reply.answers });
  if (reply.is === 'fault') done?.settle(errorOf(reply));
  send(state);
}

function end(state: State, reason: ResponsaError): void {
  state.ended ??= reason;
  for (const { request, settle } of state.readings.splice(0)) {
    Atomics.store(new Int32Array(request.cancelled), 0, 1);
    settle(state.ended);
  }
}
