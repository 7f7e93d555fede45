/**
 * Words -> overlapping groups of four letters beside the word itself, where nobody wrote a stemmer: so that endings and compounds cost some groups and not the whole word.
 * McNamee & Mayfield, Character N-Gram Tokenization for European Language Text Retrieval (2004), who found four letters best; so did
 * we (French, German, Ukrainian and Arabic: four before five, and before the first five or six letters of a word).
 */
const SIZE = 4;
/** Marks a group as no word: words hold letters, digits and marks only. */
const MARK = '~';

/** `maksukohus` -> ~maks, ~aksu, ~ksuk, …; a word of up to four letters has none. */
export function letterGroups(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length <= SIZE) return [];
  return Array.from({ length: letters.length - SIZE + 1 }, (_, at) => MARK + letters.slice(at, at + SIZE).join(''));
}
