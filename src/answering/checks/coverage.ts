/** Whether a word of a statement stands in what it cites: in the sentences, in the headings above them, or through a definition of the document. */
import { foldWord } from '../../indexing/analysis/fold.js';
import type { Definition, Ground } from './check.js';
import { readSentence, stemmerOf } from './reading.js';

export interface Accepting {
  /** Words of title and headings count. */
  readonly headings: boolean;
  /** Words of one family count for each other ("register" for "registration"). */
  readonly formsOfWords: boolean;
}

/** Of the words of a definition's meaning so many must stand in the cited sentences for the defined term to stand for them. */
const meaningShare = 0.6;
/** Two words are of one family when they begin with the same letters: at least so many, and at least this share of the longer one. */
const familyLetters = 5;
const familyShare = 0.6;

/** Are all grounds in the language of the word? The caller has seen to it. `printed` in lower case. */
export function coveredBy(printed: string, language: string, grounds: readonly Ground[], accepting: Accepting): boolean {
  const stem = stemmerOf(language);
  const term = stem(printed);
  const given = termsOf(grounds.map(({ text }) => text), language);
  const above = accepting.headings ? termsOf(grounds.flatMap(({ headings }) => headings), language) : new Set<string>();
  if (given.has(term) || above.has(term)) return true;
  if (accepting.formsOfWords && [...given, ...above].some((other) => isOneFamily(foldWord(term), foldWord(other)))) return true;
  return grounds.some(({ definitions }) => definitions.some((definition) => standsByDefinition(term, definition, given, language)));
}

function termsOf(texts: readonly string[], language: string): Set<string> {
  return new Set(texts.flatMap((text) => readSentence(text, language)?.content.map(({ term }) => term) ?? []));
}

function isOneFamily(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one[shared] === other[shared]) shared++;
  return shared >= familyLetters && shared >= familyShare * longest;
}

function standsByDefinition(term: string, { term: defined, meaning }: Definition, given: ReadonlySet<string>, language: string): boolean {
  const name = termsOf([defined], language);
  if (name.size === 0) return false;
  if (name.has(term)) {
    const words = [...termsOf([meaning], language)];
    return words.length > 0 && words.filter((one) => given.has(one)).length >= meaningShare * words.length;
  }
  return [...name].every((one) => given.has(one)) && termsOf([meaning], language).has(term);
}
