/** Whether a word of a statement stands in what it cites: in the sentences, in the headings above them, or through a definition of the document. */
import { foldWord } from '../../indexing/analysis/fold.js';
import type { Claim, Definition, Ground } from './check.js';
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

/** Letters of a word that its forms have in common: a definition without them is not read. */
const lookedUp = 4;

/** Are all grounds in the language of the word? The caller has seen to it. `printed` in lower case. */
export function coveredBy(printed: string, language: string, grounds: readonly Ground[], accepting: Accepting): boolean {
  const stem = stemmerOf(language);
  const term = stem(printed);
  const given = termsOf(grounds.map(({ text }) => text), language);
  const above = accepting.headings ? termsOf(grounds.flatMap(({ headings }) => headings), language) : new Set<string>();
  if (given.has(term) || above.has(term)) return true;
  if (accepting.formsOfWords && [...given, ...above].some((other) => isOneFamily(foldWord(term), foldWord(other)))) return true;
  const beginning = printed.slice(0, lookedUp);
  const speaks = ({ term: defined, meaning }: Definition): boolean => defined.toLowerCase().includes(beginning) || meaning.toLowerCase().includes(beginning);
  return grounds.some(({ definitions }) => definitions.some((definition) => speaks(definition) && standsByDefinition(term, definition, given, language)));
}

/** What the cited sentences say by a defined term and the statement says in the words of the definition: numbers and provisions named there are its own. */
export function meaningsSaid(claim: Claim, grounds: readonly Ground[]): Ground[] {
  const said = termsOf([claim.text], claim.language);
  return grounds.flatMap((ground) => ground.definitions
    .filter(({ term, meaning }) => ground.text.toLowerCase().includes(term.toLowerCase()) && isSaid(meaning, ground.language, said))
    .map(({ meaning }): Ground => ({ ...ground, text: meaning })));
}

function isSaid(meaning: string, language: string, said: ReadonlySet<string>): boolean {
  const words = [...termsOf([meaning], language)];
  return words.length > 0 && words.filter((word) => said.has(word)).length >= meaningShare * words.length;
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
