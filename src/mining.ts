/** An opened index for those who learn from it (`training`): its texts as they are, and its retrieval on rows of their choice. */
import { contextOf, type Bench } from './ask.js';
import type { Config } from './config.js';
import { ResponsaError } from './errors.js';
import { openInUse } from './indexing/open-in-use.js';
import type { Admission, Snapshot } from './indexing/snapshot.js';
import { openEmbedder, withModelsInUse } from './models/models.js';
import { createAdmitter } from './retrieval/admission.js';
import { retrieve } from './retrieval/retrieve.js';

export interface MiningBench {
  readonly snapshot: Snapshot;
  /** At most `k` admitted rows, best first, each saying something else; `language` is that of `text` (BCP 47). Citations in the text lead nowhere. */
  find(text: string, language: string, admission: Admission, k: number, signal?: AbortSignal): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Candidates of each retriever, and those read by their n-grams: a handful is wanted of tens of thousands of queries, and their exact order does not matter. */
const CANDIDATES = 100;
const GRAM_CANDIDATES = 24;

/** Opens the live index that `given` names with the embedder in use. Errors as those of `openAssistant`. */
export async function openMiningBench(given: Config): Promise<MiningBench> {
  const config = await withModelsInUse(given);
  const embedder = await openEmbedder(config.embedder, { modelsFolder: config.models, threads: config.threads, batchSize: config.batchSize });
  try {
    const snapshot = await openInUse(config.indexes);
    const built = snapshot.manifest.embedder;
    if (built.digest !== embedder.digest) {
      snapshot.close();
      throw new ResponsaError('bad-request', `Generation ${snapshot.manifest.id} was built with the embedder ${built.name} (${built.digest.slice(0, 12)}), but ${embedder.name} (${embedder.digest.slice(0, 12)}) is configured.`, `Set the embedder to ${built.name}, or build the index again with \`index\`.`);
    }
    const bench: Bench = { snapshot, admit: createAdmitter(snapshot), embedder, config: { ...config, candidates: Math.min(config.candidates, CANDIDATES), gramCandidates: Math.min(config.gramCandidates, GRAM_CANDIDATES), hnswEfSearch: Math.min(config.hnswEfSearch, CANDIDATES) } };
    return {
      snapshot,
      find: async (text, language, admission, k, signal) =>
        (await retrieve(contextOf(bench), { text, language, asOf: null, filters: {}, citations: [] }, admission, k, signal)).map(({ row }) => row),
      close: async () => {
        snapshot.close();
        await embedder.close();
      },
    };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}
