/** Configuration -> the models that read and find: the embedder, without which nothing can be answered, and the trained reader, without which the reader still judges. */
import type { Config } from './config.js';
import { messageOf, ResponsaError } from './errors.js';
import type { Embedder } from './models/embedder.js';
import { openEmbedder, openReader } from './models/models.js';
import type { TrainedReader } from './models/trained-reader.js';

export interface Models {
  readonly embedder: Embedder;
  readonly trainedReader: TrainedReader | null;
  readonly close: () => Promise<void>;
}

/** `config` names both models (`withModelsInUse`). Rejects when the embedder cannot be opened, or when either name is wrong; a trained reader that is damaged or does not load is logged, and every answer says so. */
export async function openModels(config: Config, log: (line: string) => void): Promise<Models> {
  const place = { modelsFolder: config.models, threads: config.threads };
  const embedder = await openEmbedder(config.embedder, { ...place, batchSize: config.batchSize });
  try {
    const trainedReader = await openReader(config.reader, place).catch((error: unknown) => unusable(config.reader, error, log));
    const close = async (): Promise<void> => {
      await Promise.all([embedder.close(), trainedReader?.close()]);
    };
    return { embedder, trainedReader, close };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}

/** A reader that says why it does not read whenever it is asked to. A wrong name is a wrong setting, and no such reader. */
function unusable(name: string, error: unknown, log: (line: string) => void): TrainedReader {
  if (error instanceof ResponsaError && error.fault === 'bad-request') throw error;
  log(`warning the trained reader ${name} cannot be used, sentences are judged by words and vectors: ${messageOf(error)}`);
  return {
    name,
    digest: '',
    languages: null,
    reading: { sentenceMargin: 1, answerThreshold: 0 },
    scoreSentences: () => Promise.reject(error instanceof Error ? error : new Error(messageOf(error))),
    close: () => Promise.resolve(),
  };
}
