/**
 * Text -> terms, by language. The same function reads passages and questions.
 *
 * NFKC, lower case, digits of every script as Western ones; words stemmed where there is a stemmer; what is written without
 * spaces (Han, kana, hangul, Thai, Lao, Khmer, Burmese) in pairs of characters. A token with a digit in it (`573c`) stays as it is.
 * No stop words: BM25 gives them next to no weight, and "not" and "without" matter in law.
 */
import { analyzerLanguages, type AnalyzerLanguage } from './analyzer-languages.js';
import { foldDigits } from './digits.js';

/** A change of this constant says that lexical indexes differ; it is written into the manifest. */
export const ANALYZER_VERSION = 'words-1';

const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const tokens = new RegExp(String.raw`([${unspaced}]+)|(?:(?![${unspaced}])[\p{L}\p{N}\p{M}])+`, 'gu');

/** Terms of a text in order, repetitions included. `language` is a BCP 47 tag; an unknown one gives folded words. */
export type Analyzer = (text: string) => string[];

const foldOnly: AnalyzerLanguage = { stem: (word) => word };

/** `de-CH` -> `de`: what decides which analyzer reads a text. */
export function analyzerKey(tag: string): string {
  return tag.toLowerCase().split(/[-_]/u, 1)[0]!;
}

/** How many stems an analyzer remembers: stemming is most of the work, and words repeat. */
const REMEMBERED = 100_000;

export function analyzerOf(tag: string): Analyzer {
  const language = analyzerLanguages[analyzerKey(tag)] ?? foldOnly;
  const known = new Map<string, string>();
  const termOf = (word: string): string => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const term = /\d/.test(word) ? word : foldLatin(language.stem(word));
    known.set(word, term);
    return term;
  };
  return (text) => {
    const normal = foldDigits(text);
    const folded = language.lowerCase === undefined ? normal.toLowerCase() : normal.toLocaleLowerCase(language.lowerCase);
    const terms: string[] = [];
    for (const [token, run] of folded.matchAll(tokens)) {
      if (run === undefined) terms.push(termOf(token));
      else pushPairs(run, terms);
    }
    return terms;
  };
}

/** `住民票` -> 住民, 民票; a lone character stands for itself. */
function pushPairs(run: string, terms: string[]): void {
  const characters = Array.from(run);
  if (characters.length === 1) terms.push(run);
  for (let i = 1; i < characters.length; i++) terms.push(characters[i - 1]! + characters[i]!);
}

/** Accents off and `ß` as `ss`, for Latin letters only: people leave them out when they type, and no other script can spare its marks. */
function foldLatin(word: string): string {
  return /[\u00DF-\u024F\u1E00-\u1EFF]/u.test(word) ? word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/gu, 'ss').normalize('NFC') : word;
}
