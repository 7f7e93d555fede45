/** Waiting for a worker thread that is being closed. */
import type { Worker } from 'node:worker_threads';

/** How long a closing pool waits for a worker that loads, embeds or reads, in ms. Loading takes about one second, a batch a tenth of it. */
const patience = 30_000;

/** Resolves with the worker's next message, fault or end, at the latest after `patience`. */
export function nextSign(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    const settle = (): void => {
      clearTimeout(timer);
      resolve();
    };
    worker.once('message', settle).once('error', settle).once('exit', settle);
  });
}
