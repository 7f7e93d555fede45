/** Formulas between a model's output and a unit vector. */

/**
 * Mean pooling: the mean of the token vectors, special tokens included, as in Sentence-BERT (Reimers & Gurevych 2019, section 3).
 * `hidden` is row-major, `tokens * dimensions`; no row is padding, so the attention mask is all ones and needs no place here.
 * The mean is written to `into` (`dimensions` floats).
 */
export function meanPool(hidden: Float32Array, tokens: number, dimensions: number, into: Float32Array): void {
  into.fill(0);
  for (let token = 0; token < tokens; token++) {
    const row = token * dimensions;
    for (let i = 0; i < dimensions; i++) into[i]! += hidden[row + i]!;
  }
  for (let i = 0; i < dimensions; i++) into[i]! /= tokens;
}

/** Scales to Euclidean length 1 in place and returns the length before: 0 or not finite means that there was no direction, and nothing was scaled. */
export function normalise(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0 && Number.isFinite(length)) for (let i = 0; i < vector.length; i++) vector[i]! /= length;
  return length;
}
