/** What the assistant tells of its work while it does it: plain data beside the answers, never in them. */

/** Parts of one question's way. `whole` holds all others; `checking` is answering without the engine. */
export const stages = ['whole', 'retrieval', 'engine', 'checking', 'record'] as const;
export type Stage = (typeof stages)[number];

/** Models by their task. */
export const modelTasks = ['embedder', 'reader', 'language-model'] as const;
export type ModelTask = (typeof modelTasks)[number];

/** When something was done, by `moment`. */
export interface Period {
  readonly start: number;
  readonly end: number;
  readonly milliseconds: number;
}

export type Timing =
  | (Period & { readonly of: 'stage'; readonly stage: 'whole' | 'record' })
  /** A sum of turns, or what the others leave. */
  | { readonly of: 'stage'; readonly stage: Exclude<Stage, 'whole' | 'record'>; readonly milliseconds: number }
  /** One turn of a stage that may have several; the stage's own time is their sum. */
  | (Period & { readonly of: 'turn'; readonly stage: 'retrieval' | 'engine' })
  /** `failed`: it gave no result, and nobody had stopped it. */
  | (Period & { readonly of: 'model'; readonly model: ModelTask; readonly failed: boolean })
  /** What a language model wrote: until its first piece, and all of it. Tokens are those of its own tokenizer, or estimated from above (a server). */
  | { readonly of: 'language-model-output'; readonly firstPieceMs: number; readonly milliseconds: number; readonly tokens: number }
  /** How many more (1) or fewer (-1) questions wait for the language model or are with it. */
  | { readonly of: 'language-model-queue'; readonly change: 1 | -1 }
  /** An answer was given that the audit log could not take. */
  | { readonly of: 'audit-failure' };

export type TakeTiming = (timing: Timing) => void;

/** Milliseconds since 1970, with fractions; never goes back. */
export const moment = (): number => performance.timeOrigin + performance.now();

function periodSince(start: number): Period {
  const end = moment();
  return { start, end, milliseconds: end - start };
}

/** Runs `work` and tells when it did, also when it fails. What `work` times itself lies within. */
export async function timed<T>(work: () => Promise<T>, tell: (period: Period) => void): Promise<T> {
  const start = moment();
  try {
    return await work();
  } finally {
    tell(periodSince(start));
  }
}

/** As `timed`, for a model; what was stopped by `signal` has not failed. */
export async function timedModel<T>(model: ModelTask, work: () => Promise<T>, tell: TakeTiming, signal?: AbortSignal): Promise<T> {
  const start = moment();
  const done = (failed: boolean): void => tell({ of: 'model', model, ...periodSince(start), failed });
  try {
    const given = await work();
    done(false);
    return given;
  } catch (error) {
    done(signal?.aborted !== true);
    throw error;
  }
}
