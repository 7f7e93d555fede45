/**
 * An embedder without weights, for machines without a model and for tests: words and their character n-grams, hashed to a fixed
 * number of dimensions with a sign (feature hashing, Weinberger et al. 2009, arXiv 0902.2206). It knows spelling, not meaning:
 * inflected forms and compounds come near each other, synonyms do not. Deterministic and the same for every script.
 *
 *   "Hundesteuer"  ->  hundesteuer  <hu und … er>  <hun unde … er>  <hund … uer>   each -> (dimension, sign), weight 1 + ln(frequency)
 */
import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { ResponsaError } from '../errors.js';
import { sha256 } from '../text.js';
import type { Embedder, EmbedOptions } from './embedder.js';
import { normalise } from './vectors.js';

export const hashedNgramsName = 'hashed-ngrams';

/** Raise it when the code between text and vector changes, so that old vectors are not taken over. */
const codeVersion = 1;
const dimensions = 512;
const maximumWords = 4096;
/** Lengths of the n-grams, as fastText's subwords (Bojanowski et al. 2017, arXiv 1607.04606). */
const gramLengths = [3, 4, 5] as const;
/** Scripts written without spaces: a "word" is a whole clause there, and its characters carry what n-grams of letters carry elsewhere. */
const denseGramLengths = [1, 2, 3] as const;
const denseScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const word = /[\p{L}\p{M}\p{N}]+/gu;

export const hashedNgramsDigest = sha256(JSON.stringify([hashedNgramsName, codeVersion, dimensions, maximumWords, gramLengths, denseGramLengths]));

/** 32-bit FNV-1a over UTF-16 units, mixed by the finaliser of MurmurHash3 so that low and high bits are independent. */
function hash(feature: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The features of a text and how often each occurs, in order of first occurrence. */
function featuresOf(text: string): Map<string, number> {
  const frequencies = new Map<string, number>();
  const count = (feature: string): void => void frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
  let words = 0;
  for (const [found] of text.normalize('NFKC').toLowerCase().matchAll(word)) {
    if (++words > maximumWords) break;
    const dense = denseScript.test(found);
    // A bare word cannot collide with a marked n-gram: marks are no letters.
    if (!dense) count(found);
    const characters = Array.from(dense ? found : `<${found}>`);
    for (const length of dense ? denseGramLengths : gramLengths) {
      for (let start = 0; start + length <= characters.length; start++) count(`${length}:${characters.slice(start, start + length).join('')}`);
    }
  }
  return frequencies;
}

/** Adds the vector of one text to `into`, which is all zero before, and stays so for a text without letter or digit. */
function embedText(text: string, into: Float32Array): void {
  for (const [feature, frequency] of featuresOf(text)) {
    const h = hash(feature);
    into[h % dimensions]! += (h >>> 31 === 0 ? 1 : -1) * (1 + Math.log(frequency));
  }
  normalise(into);
}

/** `batchSize`: passages embedded before other work of the thread, a question or a cancellation, gets its turn. */
export function openHashedNgrams({ batchSize }: { readonly batchSize: number }): Embedder {
  const closing = new AbortController();
  const embedPassages = async (texts: readonly string[], { signal, onProgress }: EmbedOptions = {}): Promise<Float32Array> => {
    const matrix = new Float32Array(texts.length * dimensions);
    for (let first = 0; first < texts.length; first += batchSize) {
      await eventLoopTurn();
      signal?.throwIfAborted();
      closing.signal.throwIfAborted();
      const end = Math.min(first + batchSize, texts.length);
      for (let i = first; i < end; i++) embedText(texts[i]!, matrix.subarray(i * dimensions, (i + 1) * dimensions));
      onProgress?.(end, texts.length);
    }
    signal?.throwIfAborted();
    closing.signal.throwIfAborted();
    return matrix;
  };
  return {
    name: hashedNgramsName,
    languages: null,
    digest: hashedNgramsDigest,
    dimensions,
    maximumTokens: maximumWords,
    embedPassages,
    embedQuery: (text, options = {}) => embedPassages([text], options),
    close: () => {
      closing.abort(new ResponsaError('unavailable', `The embedder ${hashedNgramsName} has been closed.`, 'Open it again to embed.'));
      return Promise.resolve();
    },
  };
}
