/** A model is tried before it is taken in: what it gives is finite, of the right size, the same twice, and not the same for everything. */
import { ResponsaError } from '../errors.js';
import type { EmbedderEntry, ModelEntry, ReaderEntry } from './model-entry.js';
import { openTransformerEmbedder } from './transformer-embedder.js';
import { openTransformerReader } from './transformer-reader.js';

const texts = ['Whoever keeps a dog must register it at the town hall within fourteen days.', 'The fee for a building permit is set by the council.'] as const;
const question = 'How soon must a dog be registered?';
/** Loading takes about a second and a text some 20 ms; what is not done by then will not be. */
const patience = 120_000;
/** 32-bit sums of some hundred squares. */
const unitTolerance = 1e-3;

/** Loads `modelsFolder/entry.name` and uses it. ResponsaError says what is wrong with what it gives. */
export async function tryModel(entry: ModelEntry, modelsFolder: string, threads: number): Promise<void> {
  const signal = AbortSignal.timeout(patience);
  await (entry.kind === 'embedder' ? tryEmbedder(entry, modelsFolder, threads, signal) : tryReader(entry, modelsFolder, threads, signal));
}

async function tryEmbedder(entry: EmbedderEntry, modelsFolder: string, threads: number, signal: AbortSignal): Promise<void> {
  const embedder = await openTransformerEmbedder(entry, { modelsFolder, threads, batchSize: 1 });
  try {
    const vectors = await embedder.embedPassages(texts, { signal });
    const again = await embedder.embedPassages(texts, { signal });
    const [first, second] = [0, 1].map((row) => vectors.subarray(row * entry.dimensions, (row + 1) * entry.dimensions));
    if (!vectors.every(Number.isFinite)) throw wrong(entry, 'a vector with what is no number', 'finite numbers');
    for (const vector of [first!, second!]) {
      const length = Math.hypot(...vector);
      if (Math.abs(length - 1) > unitTolerance) throw wrong(entry, `a vector of length ${length}`, 'length 1');
    }
    if (vectors.some((value, place) => value !== again[place])) throw wrong(entry, 'two vectors for one text', 'the same vector each time');
    if (first!.every((value, place) => value === second![place])) throw wrong(entry, 'one vector for two texts', 'vectors that tell texts apart');
  } finally {
    await embedder.close();
  }
}

async function tryReader(entry: ReaderEntry, modelsFolder: string, threads: number, signal: AbortSignal): Promise<void> {
  const reader = await openTransformerReader(entry, { modelsFolder, threads });
  try {
    const passages = [texts, [texts[1]]];
    const { scores, answers } = await reader.scoreSentences(question, passages, { signal });
    const again = await reader.scoreSentences(question, passages, { signal });
    if (answers !== again.answers || scores.some((score, place) => score !== again.scores[place])) throw wrong(entry, 'two scores for one sentence', 'the same score each time');
  } finally {
    await reader.close();
  }
}

function wrong({ name }: ModelEntry, gave: string, expected: string): ResponsaError {
  return new ResponsaError('damaged', `${name} gave ${gave}`, `Expected were ${expected}.`);
}
