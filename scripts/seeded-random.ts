/** Randomness that can be repeated. */

/** Park & Miller 1988, the minimal standard generator. */
export function seededRandom(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
