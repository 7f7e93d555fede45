/** A sentence embedding model of the folder of models as an Embedder. The model runs in worker threads; see embedding-worker.ts for how. */
import type { EmbedderEntry } from './model-entry.js';
import { embedderDigest } from './registry.js';
import { openWorkerPool } from './worker-pool.js';
import type { Embedder } from './embedder.js';

/** Raise it when the code between text and vector changes, so that old vectors are not taken over. */
const codeVersion = 1;

/** Each worker holds weights, tokenizer and its own heap: about 80 MB for the shipped model. More cores than this go to the workers as threads. */
const mostWorkers = 8;

export interface OpenOptions {
  /** Folder that holds `models.json` and a folder per model. */
  readonly modelsFolder: string;
  /** Processor cores that may be used. */
  readonly threads: number;
  /** Passages handed to a worker at once: a question, or a cancellation, waits for at most one such batch. */
  readonly batchSize: number;
}

export function digestOfModel(entry: EmbedderEntry): string {
  return embedderDigest(entry, codeVersion);
}

/** ResponsaError('damaged') when a file of the model is missing or altered, ('unavailable') when it cannot be loaded. */
export async function openTransformerEmbedder(entry: EmbedderEntry, { modelsFolder, threads, batchSize }: OpenOptions): Promise<Embedder> {
  const workers = Math.min(threads, mostWorkers);
  const workerFile = new URL('./embedding-worker.js', import.meta.url);
  const pool = await openWorkerPool({ modelsFolder, entry, workers, threads: Math.floor(threads / workers), batchSize, workerFile });
  const { name, dimensions, maximumTokens, prefixes } = entry;
  return {
    name,
    digest: digestOfModel(entry),
    dimensions,
    languages: entry.languages ?? null,
    maximumTokens,
    embedPassages: (texts, options = {}) => pool.embed('passages', prefixes.passage, texts, options),
    embedQuery: (text, options = {}) => pool.embed('questions', prefixes.query, [text], options),
    close: () => pool.close(),
  };
}
