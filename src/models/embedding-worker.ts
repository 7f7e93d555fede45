/**
 * The thread in which an embedder runs: check the files, load, then texts in, unit vectors out.
 *
 * Texts run one at a time, unpadded. The shipped weights are quantised dynamically: the scale of the activations is taken over
 * everything that is in the pass, so a text's vector would depend on its neighbours (cosine to the vector it has alone: 0.985
 * at least, 0.995 in the median, measured over 600 passages in passes of 8). Alone, the same text has the same vector in every build and in every
 * question, and on processors with 8-bit dot products it costs no more: 17 ms of
 * processor time for a passage of 107 tokens in passes of 1, 4 and 8, and 20 ms in passes of 16.
 */
import '../outgoing/install.js';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ResponsaError } from '../errors.js';
import type { EmbedderEntry } from './model-entry.js';
import { loadModel, unitsPerToken } from './model-library.js';
import { verifyModel } from './registry.js';
import { meanPool, normalise } from './vectors.js';
import { faultReply, workerRequest, workerSettings, type WorkerReply, type WorkerSettings } from './worker-messages.js';

/** Writes the vector of one text, its prefix in front already, to `into`; all zero when it holds no token of its own. */
type EmbedText = (text: string, into: Float32Array) => Promise<void>;

const modelOutput = z.object({ last_hidden_state: z.object({ data: z.instanceof(Float32Array) }) });

/** Ids of the text, at most `maximumTokens`; a cut keeps the closing special token. */
function cutTo(maximumTokens: number, ids: readonly number[]): readonly number[] {
  return ids.length <= maximumTokens ? ids : [...ids.slice(0, maximumTokens - 1), ids.at(-1)!];
}

async function loadEmbedder(modelsFolder: string, entry: EmbedderEntry, threads: number): Promise<EmbedText> {
  const { tokenizer, run } = await loadModel(modelsFolder, entry, threads);
  const withoutText = new Set(Object.values(entry.prefixes).map((prefix) => tokenizer.encode(prefix).join(' ')));
  return async (text, into) => {
    const ids = cutTo(entry.maximumTokens, tokenizer.encode(text.slice(0, entry.maximumTokens * unitsPerToken)));
    if (withoutText.has(ids.join(' '))) return;
    const { data } = modelOutput.parse(await run({ rows: 1, tokens: ids.length, ids, mask: ids.map(() => 1), types: ids.map(() => 0) })).last_hidden_state;
    if (data.length !== ids.length * entry.dimensions) {
      throw new ResponsaError('damaged', `The model ${entry.name} gave ${data.length} numbers for ${ids.length} tokens.`, `Its model.json says ${entry.dimensions} dimensions; correct it there, or restore the model.`);
    }
    meanPool(data, ids.length, entry.dimensions, into);
    const length = normalise(into);
    if (!(length > 0 && Number.isFinite(length))) {
      throw new ResponsaError('damaged', `The model ${entry.name} gave no usable vector (length ${length}) for a text of ${text.length} characters.`, 'Its weights do not fit this runtime; nothing is indexed with such a vector.');
    }
  };
}

async function open({ modelsFolder, entry, threads }: WorkerSettings): Promise<{ readonly embedText: EmbedText; readonly dimensions: number }> {
  await verifyModel(modelsFolder, entry);
  return { embedText: await loadEmbedder(modelsFolder, entry, threads), dimensions: entry.dimensions };
}

async function serve(): Promise<void> {
  if (parentPort === null) throw new Error('embedding-worker.js runs as a worker thread only');
  const port = parentPort;
  const reply = (message: WorkerReply): void => port.postMessage(message, message.is === 'rows' ? [message.rows.buffer] : []);
  const answer = async ({ embedText, dimensions }: Awaited<ReturnType<typeof open>>, message: unknown): Promise<WorkerReply> => {
    const { prefix, texts } = workerRequest.parse(message);
    const rows = new Float32Array(texts.length * dimensions);
    for (const [i, text] of texts.entries()) await embedText(prefix + text, rows.subarray(i * dimensions, (i + 1) * dimensions));
    return { is: 'rows', rows };
  };
  try {
    const model = await open(workerSettings.parse(workerData));
    // Requests come one at a time: the next is sent when this one is answered.
    port.on('message', (message: unknown) => void answer(model, message).catch(faultReply).then(reply));
    reply({ is: 'ready' });
  } catch (error) {
    reply(faultReply(error));
    port.close();
  }
}

await serve();
