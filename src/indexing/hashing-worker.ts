/** A thread of `reading-threads.ts`: it gets paths, and hands over the bytes of each file with their sha-256. One at a time. */
import '../outgoing/install.js';
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../errors.js';
import { readHashed } from './durable-files.js';
import type { Reply } from './reading-threads.js';

if (parentPort === null) throw new Error('hashing-worker.js runs as a worker thread only');
const port = parentPort;

async function answer(file: string): Promise<void> {
  try {
    const read = await readHashed(file);
    port.postMessage(read satisfies Reply, [read.bytes.buffer]);
  } catch (error) {
    port.postMessage({ fault: messageOf(error) } satisfies Reply);
  }
}

port.on('message', (file: string) => void answer(file));
