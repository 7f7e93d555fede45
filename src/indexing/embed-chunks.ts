/** Texts of chunks -> one vector per row: taken over where it is known, else embedded, equal texts once. */
import { ResponsaError } from '../errors.js';
import type { Embedder } from '../models/embedder.js';
import { breathe } from './breathe.js';
import type { EmbeddedText } from './embedded-so-far.js';
import { searchableMatrix, storeVector, type SearchableMatrix } from './quantised-vectors.js';
import { chunkDigest, DIGEST_BYTES, type KnownVectors } from './take-over.js';

export interface Embedded {
  readonly matrix: SearchableMatrix;
  /** rows × DIGEST_BYTES. */
  readonly digests: Uint8Array;
  /** Texts given to the model. */
  readonly embedded: number;
  /** Rows whose vector was known. */
  readonly takenOver: number;
}

/** Texts in one call of the embedder: enough for it to sort by length, few enough that results do not pile up. */
const AT_ONCE = 4096;
/** Texts hashed between two yields to the event loop. */
const HASHED_AT_ONCE = 1024;

/** `keep` is given what was embedded whenever more is to come. Rejects with the signal's reason, or ResponsaError('damaged') when the embedder returns something that is no vector. */
export async function embedChunks(
  rows: number, textOf: (row: number) => string, embedder: Embedder, known: KnownVectors, keep: (texts: readonly EmbeddedText[]) => Promise<void>, signal?: AbortSignal, onProgress?: (done: number, total: number) => void,
): Promise<Embedded> {
  const matrix = searchableMatrix(rows, embedder.dimensions);
  const digests = new Uint8Array(rows * DIGEST_BYTES);
  // Rows of each text that has to be embedded, by digest.
  const missing = new Map<string, number[]>();
  let takenOver = 0;
  for (let row = 0; row < rows; row++) {
    if (row % HASHED_AT_ONCE === 0) await breathe(signal);
    const digest = chunkDigest(textOf(row), embedder.digest);
    digests.set(digest, row * DIGEST_BYTES);
    const key = digest.toString('hex');
    const vector = known(key);
    if (vector !== undefined) {
      storeVector(matrix, row, vector);
      takenOver++;
    } else {
      const same = missing.get(key);
      if (same === undefined) missing.set(key, [row]);
      else same.push(row);
    }
  }
  const wanted = [...missing.values()];
  onProgress?.(0, wanted.length);
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const group = wanted.slice(from, from + AT_ONCE);
    const vectors = await embedder.embedPassages(group.map((same) => textOf(same[0]!)), {
      ...(signal === undefined ? {} : { signal }),
      onProgress: (done) => onProgress?.(from + done, wanted.length),
    });
    signal?.throwIfAborted();
    const texts = group.map((same, i) => ({ digest: digests.subarray(same[0]! * DIGEST_BYTES, (same[0]! + 1) * DIGEST_BYTES), vector: checked(vectors, i, embedder) }));
    for (const [i, same] of group.entries()) for (const row of same) storeVector(matrix, row, texts[i]!.vector);
    if (from + AT_ONCE < wanted.length) await keep(texts);
  }
  onProgress?.(wanted.length, wanted.length);
  return { matrix, digests, embedded: wanted.length, takenOver };
}

/** A vector that is not of length 1 (or 0) would win or lose every search: better no index than a silently wrong one. */
function checked(vectors: Float32Array, row: number, { name, dimensions }: Embedder): Float32Array {
  const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
  const length = Math.hypot(...vector);
  if (vector.length === dimensions && (length === 0 || Math.abs(length - 1) < 1e-3)) return vector;
  throw new ResponsaError('damaged', `The embedder ${name} returned a vector of ${vector.length} dimensions and length ${length}.`, `Expected ${dimensions} dimensions and length 1 (0 for a text without tokens). Check the model with \`models list\`.`);
}
