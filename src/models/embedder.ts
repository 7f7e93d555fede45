/** The embedder seam: text -> unit vectors. Implementations are listed in `models.ts`; all pass test/conformance/embedder. */

export interface EmbedOptions {
  /** Stops the work within one batch; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each batch with the number of passages done so far. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Embedder {
  readonly name: string;
  /** sha-256 (hex) over everything that decides a vector: weights, tokenizer, pooling, prefixes, maximum tokens, dtype. */
  readonly digest: string;
  readonly dimensions: number;
  /** Languages (ISO 639-1) it was made for; `null`: every one alike. */
  readonly languages: readonly string[] | null;
  /** Longest input in tokens; longer texts are cut there. */
  readonly maximumTokens: number;
  /** Row-major matrix of `texts.length * dimensions` floats, each row of length 1 (all zero for a text without any token), in the order of `texts`. */
  embedPassages(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array>;
  /** One row of `dimensions` floats of length 1. */
  embedQuery(text: string, options?: Pick<EmbedOptions, 'signal'>): Promise<Float32Array>;
  /** Gives worker threads and sessions back. Calls in flight reject. */
  close(): Promise<void>;
}
