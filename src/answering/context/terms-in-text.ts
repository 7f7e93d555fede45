/** Which of the defined terms stand in a text: the longest at each place, so that "dangerous dog" is not also a "dog". */
import { isUnspaced, wordsOf, type Word } from './word-forms.js';

/** Where a word is no name of a thing: "must notice", "to permit". English alone writes both alike. */
const beforeVerb: ReadonlySet<string> = new Set(['to', 'must', 'shall', 'may', 'will', 'would', 'can', 'could', 'should', 'not', 'who', 'which', 'they', 'it', 'he', 'she', 'you', 'we']);
/** "This Act" is the one that speaks, and never the one that it calls "the Act". */
const pointing: ReadonlySet<string> = new Set(['this', 'these', 'that', 'dieses', 'dieser', 'diesem', 'diesen', 'diese', 'présent', 'présente', 'présents', 'présentes', 'käesolev', 'käesoleva']);

export interface Termed {
  readonly term: string;
  /** Its words; split once, for many texts. */
  readonly words: readonly Word[];
}

/** Those of `defined` that stand in `text`, in the order of their first place. */
export function standsIn<T extends Termed>(text: string, language: string, defined: readonly T[]): T[] {
  return isUnspaced(language) ? amongCharacters(text, defined) : amongWords(text, language, defined);
}

function amongWords<T extends Termed>(text: string, language: string, defined: readonly T[]): T[] {
  const said = wordsOf(text, language);
  const bases = new Set(said.map(({ base }) => base));
  const possible = defined.filter(({ words }) => words.length > 0 && words.every(({ base }) => bases.has(base)));
  const found = new Set<T>();
  for (let at = 0; at < said.length; ) {
    const here = possible.filter(({ words }) => isHere(text, said, at, words, language));
    const longest = Math.max(0, ...here.map(({ words }) => words.length));
    for (const one of here) if (one.words.length === longest) found.add(one);
    at += Math.max(1, longest);
  }
  return [...found];
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

/** The words of the term one behind the other, with nothing but space between them, capital where the law writes the term so. */
function isHere(text: string, said: readonly Word[], at: number, term: readonly Word[], language: string): boolean {
  if (!term.every(({ base }, step) => said[at + step]?.base === base)) return false;
  const [first, last] = [said[at]!, said[at + term.length - 1]!];
  if (!/^[\s\p{L}\p{M}\p{N}'’‑-]*$/u.test(text.slice(first.start, last.end))) return false;
  if (isCapital(term[0]!.printed) && !isCapital(first.printed)) return false;
  // `Western Cape Liquor Authority` speaks of no liquor: a small word that stands in capitals behind one in capitals is part of a name.
  const previous = said[at - 1];
  if (!isCapital(term[0]!.printed) && isCapital(first.printed) && previous !== undefined && isCapital(previous.printed) && text.slice(previous.end, first.start).trim() === '') return false;
  // German writes things with a capital: "verarbeitung" is none of its words.
  if (language.startsWith('de') && term.length === 1 && !isCapital(first.printed)) return false;
  const before = previous?.printed.toLowerCase() ?? '';
  if (pointing.has(before)) return false;
  return !(language.startsWith('en') && term.length === 1 && beforeVerb.has(before));
}

const sameScript = (one: string, other: string): boolean =>
  [/\p{Script=Han}/u, /[\p{Script=Katakana}ー]/u, /\p{Script=Latin}/u].some((script) => script.test(one) && script.test(other));

/** A run of characters of one script is one word: 世帯 does not stand in 世帯主. */
function amongCharacters<T extends Termed>(text: string, defined: readonly T[]): T[] {
  const places = defined.flatMap((one) => {
    for (let at = text.indexOf(one.term); at !== -1; at = text.indexOf(one.term, at + 1)) {
      const end = at + one.term.length;
      const isApart = !sameScript(text[at - 1] ?? '', text[at]!) && !sameScript(text[end - 1]!, text[end] ?? '');
      if (isApart) return [{ one, at }];
    }
    return [];
  });
  return places.sort((a, b) => a.at - b.at).map(({ one }) => one);
}
