/** Vectors of texts that come again and again (the sentences of much-asked provisions): embedded once, the least used forgotten first. */
import type { Embedder } from '../models/embedder.js';

export type EmbedTexts = (texts: readonly string[], signal: AbortSignal) => Promise<Float32Array[]>;

/**
 * Vectors of `texts` in their order; what is not remembered is embedded in one call. Keyed by the text itself: the same
 * sentence has the same vector whatever generation it is in. `most` vectors are kept (384 dimensions: 1.5 kB each).
 */
export function rememberVectors(embedder: Pick<Embedder, 'embedPassages' | 'dimensions'>, most: number): EmbedTexts {
  const remembered = new Map<string, Float32Array>();
  return async (texts, signal) => {
    signal.throwIfAborted();
    const found = new Map(texts.map((text) => [text, remembered.get(text)] as const));
    const missing = [...found].flatMap(([text, vector]) => (vector === undefined ? [text] : []));
    if (missing.length > 0) {
      const matrix = await embedder.embedPassages(missing, { signal });
      signal.throwIfAborted();
      missing.forEach((text, row) => found.set(text, matrix.slice(row * embedder.dimensions, (row + 1) * embedder.dimensions)));
    }
    const vectors = texts.map((text) => found.get(text)!);
    // Setting a key again moves it to the end: the Map's order is that of last use.
    for (const [text, vector] of found) {
      remembered.delete(text);
      remembered.set(text, vector!);
    }
    for (const oldest of remembered.keys()) {
      if (remembered.size <= most) break;
      remembered.delete(oldest);
    }
    return vectors;
  };
}
