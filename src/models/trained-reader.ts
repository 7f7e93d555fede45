/** The seam of a trained reader: a question and the sentences of passages -> a score for each sentence, and one for "answers at all". */
import type { views } from './reading-windows.js';

export interface SentenceScores {
  /** Log-odds of each sentence being an answer, in the order of the sentences of all passages; the best over the windows it stands in, and the mean of that over the views. */
  readonly scores: readonly number[];
  /** Log-odds that a window answers the question at all: for each sentence, of the best that it stands in; in the first view alone. */
  readonly windows: readonly number[];
  /** The same of the best of all. */
  readonly answers: number;
}

export interface TrainedReader {
  readonly name: string;
  /** sha-256 (hex) over everything that decides a score. */
  readonly digest: string;
  /** Languages (ISO 639-1) it was made for; `null`: every one alike. */
  readonly languages: readonly string[] | null;
  /** How far below the best sentence, in log-odds, others answer too; and the log-odds from which the sentences answer at all: what makes the scores of two readers comparable. */
  readonly reading: { readonly sentenceMargin: number; readonly answerThreshold: number };
  /**
   * `passages`: the sentences of each, in reading order; a window never holds sentences of two of them. At least one sentence. `read`: in how many views (`reading-windows.ts`), `once` where absent. Rejects with the
   * signal's reason, or with ResponsaError: 'damaged' when the model gives what is no number, 'unavailable' when it cannot be run.
   */
  scoreSentences(question: string, passages: readonly (readonly string[])[], options?: { readonly read?: keyof typeof views; readonly signal?: AbortSignal }): Promise<SentenceScores>;
  /** Gives the worker thread and its session back. Calls in flight reject. */
  close(): Promise<void>;
}
