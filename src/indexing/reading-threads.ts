/**
 * Threads that read the large files of an index and hash them: a gigabyte takes 3 s to hash, in which a running service keeps answering and whoever opens the index makes its tables.
 * They hand their memory over. (Shared memory would need no handing over, but is no pressure on the garbage collector: generations that nobody asks any more would stay.)
 */
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { readHashed, type HashedFile } from './durable-files.js';

export interface ReadingThreads {
  /** The whole file with the checksum of just these bytes. System errors pass through (`ENOENT`), their code in the message alone. */
  read(file: string): Promise<HashedFile>;
  close(): Promise<void>;
}

/** What a thread answers with. */
export type Reply = HashedFile | { readonly fault: string };

/** Bytes that are read and hashed where they are asked for: some 20 ms, half of what starting a thread takes. */
const READ_HERE = 1 << 23;
/** More would wait for the disk, and for each other's share of the memory. */
const MOST_THREADS = 2;

interface Lane {
  readonly worker: Worker;
  /** Bytes given to it so far: the next file goes where there are fewest. */
  bytes: number;
  /** Done when it is free. */
  free: Promise<unknown>;
}

/** Threads are started when the first large files are read. */
export function openReadingThreads(): ReadingThreads {
  const lanes: Lane[] = [];
  const laneOf = (bytes: number): Lane => {
    if (lanes.length < Math.min(MOST_THREADS, availableParallelism())) lanes.push({ worker: new Worker(new URL('./hashing-worker.js', import.meta.url), { name: 'sha-256' }), bytes: 0, free: Promise.resolve() });
    const lane = lanes.reduce((least, one) => (one.bytes < least.bytes ? one : least));
    lane.bytes += bytes;
    return lane;
  };
  return {
    read: async (file) => {
      const { size } = await stat(file);
      if (size <= READ_HERE) return readHashed(file);
      const lane = laneOf(size);
      const reply = lane.free.then(() => ask(lane.worker, file));
      lane.free = reply.catch(() => undefined);
      return reply;
    },
    close: async () => {
      await Promise.all(lanes.map(({ worker }) => worker.terminate()));
    },
  };
}

async function ask(worker: Worker, file: string): Promise<HashedFile> {
  worker.postMessage(file);
  const [reply] = (await once(worker, 'message')) as [Reply];
  if ('fault' in reply) throw new Error(reply.fault);
  return reply;
}
