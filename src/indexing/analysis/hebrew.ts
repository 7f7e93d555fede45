/** Hebrew words folded: what is left out or changes with the place in the word. */

/** Accents and vowel points (niqqud), geresh and gershayim (abbreviations: צה״ל). */
const marks = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u05F3\u05F4]/gu;
const finalLetters = new Map([['ך', 'כ'], ['ם', 'מ'], ['ן', 'נ'], ['ף', 'פ'], ['ץ', 'צ']]);

/** Points off, final letters as the others: `שלום` and `שלומות` share their beginning. Prefixes (ה, ו, ב, ל …) are left to the groups of letters: many words begin with these letters by nature. */
export function foldHebrew(word: string): string {
  return word.replace(marks, '').replace(/[ךםןףץ]/gu, (letter) => finalLetters.get(letter)!);
}
