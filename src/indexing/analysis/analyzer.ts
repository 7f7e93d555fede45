/**
 * The story of a term: a text is folded (`fold.ts`), cut into tokens, and each token read in the way of its language
 * (`languages.ts`): words become stems, or stay and have the groups of letters in them beside them where nobody wrote a stemmer
 * (`letter-groups.ts`); what is written without spaces becomes characters and their neighbours (`unspaced.ts`); numbers stay whole. Numbers of the law are kept
 * whole beside their pieces (`legal-tokens.ts`); compounds are taken apart when all words of a section are known (`compounds.ts`). Passages and questions are read alike, save that a question's function
 * words weigh little (`function-words.ts`).
 */
import type { CompoundRules } from './compounds.js';
import { foldText, foldWord } from './fold.js';
import { functionWordsOf } from './function-words.js';
import { analyzerLanguages, type AnalyzerLanguage } from './languages.js';
import { legalTokens } from './legal-tokens.js';
import { letterGroups } from './letter-groups.js';
import { remembering } from './remembering.js';
import { charactersAndPairs, pairs, unspacedScripts } from './unspaced.js';

/** A change of this constant says that lexical indexes differ; it is written into the manifest. */
export const ANALYZER_VERSION = 'analysis-2';

/**
 * How words of a language are read: `stems` by a stemmer, `characters` by characters and pairs of them (scripts without spaces,
 * and Korean), `letter-groups` by folded words and the groups of letters in them, because the language has no stemmer here.
 */
export type Reading = 'stems' | 'characters' | 'letter-groups';

export interface PassageTerms {
  /** In order, repetitions included; what stands beside a word (a whole legal number, a pair of characters) is among them. */
  readonly terms: readonly string[];
  /** Tokens of the text. What stands beside a word is not counted: it makes no text longer (Lucene's `discountOverlaps`). */
  readonly length: number;
}

export interface Analyzer {
  readonly reading: Reading;
  /** How compounds are taken apart, which needs the words of a whole section: null in a language that writes none. */
  readonly compounds: CompoundRules | null;
  /** One term a word, pairs of characters where there are no spaces: for comparing two texts with each other. */
  readonly words: (text: string) => string[];
  readonly passage: (text: string) => PassageTerms;
  /** Terms with their weights: how often each is asked for, function words counting little. Empty for a text without words. */
  readonly question: (text: string) => ReadonlyMap<string, number>;
}

/**
 * What a function word of a question counts, 0 to 1. BM25 takes words that are frequent in the corpus for unimportant; but law
 * hardly ever says "how", "can" or "I", so that these would weigh most. Not 0: a question may hold nothing else, and among equals
 * they still decide. Between 0.1 and 0.3 nothing differs by more than 0.005 nDCG@10.
 */
const FUNCTION_WORD_WEIGHT = 0.2;

const tokens = new RegExp(String.raw`([${unspacedScripts}]+)|(?:(?![${unspacedScripts}])[\p{L}\p{N}\p{M}])+`, 'gu');

/** `de-CH` -> `de`: what decides which analyzer reads a text. */
export function analyzerKey(tag: string): string {
  return tag.toLowerCase().split(/[-_]/u, 1)[0]!;
}

/** The way a language is read, by BCP 47 tag. */
export function readingOf(tag: string): Reading {
  return languageOf(tag).reading;
}

/** What a group of letters in a question counts, 0 to 1, beside its word: a word of eight letters has five of them. */
const GROUP_WEIGHT = 0.5;

const noStemmer: AnalyzerLanguage = { reading: 'letter-groups', stem: (word) => word };

function languageOf(tag: string): AnalyzerLanguage {
  return analyzerLanguages[analyzerKey(tag)] ?? noStemmer;
}

/** `tag` is a BCP 47 tag. Pure functions of their text, with a memory of words. */
export function analyzerOf(tag: string): Analyzer {
  const language = languageOf(tag);
  const fold = language.fold ?? foldWord;
  const functionWords = functionWordsOf(analyzerKey(tag), fold);
  const isFunctionWord = remembering((word) => functionWords.has(fold(word)));
  const termOf = remembering((word) => (/\d/.test(word) ? word : foldWord(language.stem(word))));
  const groupsOf = language.reading === 'letter-groups' ? remembering((word) => (/\d/.test(word) || isFunctionWord(word) ? [] : letterGroups(fold(word)))) : null;
  const read = (text: string, weightOf: (word: string) => number, take: (term: string, weight: number) => void): number => {
    const folded = foldText(text, language.lowerCase);
    let length = 0;
    for (const [token, run] of folded.matchAll(tokens)) {
      if (run !== undefined) {
        for (const term of charactersAndPairs(run)) take(term, 1);
        length += run.length;
      } else {
        take(termOf(token), weightOf(token));
        if (groupsOf !== null) for (const group of groupsOf(token)) take(group, GROUP_WEIGHT);
        length++;
      }
    }
    for (const term of legalTokens(folded, isFunctionWord, termOf)) take(term, 1);
    return length;
  };
  return {
    reading: language.reading,
    compounds: language.linking === undefined ? null : { linking: language.linking, termOf },
    words: (text) => [...foldText(text, language.lowerCase).matchAll(tokens)].flatMap(([token, run]) => (run === undefined ? [termOf(token)] : pairs(run))),
    passage: (text) => {
      const terms: string[] = [];
      const length = read(text, () => 1, (term) => terms.push(term));
      return { terms, length };
    },
    question: (text) => {
      const weights = new Map<string, number>();
      read(text, (word) => (isFunctionWord(word) ? FUNCTION_WORD_WEIGHT : 1), (term, weight) => weights.set(term, (weights.get(term) ?? 0) + weight));
      return weights;
    },
  };
}
