/** The thread in which a large file of an index is hashed: it gets the bytes, shared, says their sha-256 (hex) and ends. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';

if (parentPort === null || !(workerData instanceof Uint8Array)) throw new Error('hashing-worker.js runs as a worker thread only, with the bytes to be hashed');
parentPort.postMessage(createHash('sha256').update(workerData).digest('hex'));
