/** The models as they are, their time taken. */
import type { Models } from './open-models.js';
import { timedModel, type TakeTiming } from './timings.js';

/** Nothing is wrapped where nobody wants to know. */
export function withTimedModels(models: Models, onTiming?: TakeTiming): Models {
  if (onTiming === undefined) return models;
  const { embedder, trainedReader } = models;
  return {
    ...models,
    embedder: { ...embedder, embedQuery: (text, options) => timedModel('embedder', () => embedder.embedQuery(text, options), onTiming, options?.signal) },
    trainedReader: trainedReader && {
      ...trainedReader,
      scoreSentences: (question, passages, options) => timedModel('reader', () => trainedReader.scoreSentences(question, passages, options), onTiming, options?.signal),
    },
  };
}
