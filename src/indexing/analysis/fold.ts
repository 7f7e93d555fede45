/** Folding: what is typed in different ways and meant alike becomes one. Offsets may change; `src/numerals.ts` keeps them for citations. */

/** First code point of each run of ten decimal digits in use (Unicode, general category Nd); full-width and mathematical ones fall to NFKC. */
const zeros: readonly number[] = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810,
];
const westernDigit = new Map(zeros.flatMap((zero) => Array.from({ length: 10 }, (_, value) => [String.fromCharCode(zero + value), String(value)] as const)));

/** NFKC with Western digits. Raised digits are a number of their own (`§ 53¹` is 53-1, not 531). */
export function foldDigits(text: string): string {
  const raised = text.replace(/[⁰¹²³⁴-⁹]+/gu, (run) => `-${run}`);
  return raised.normalize('NFKC').replace(/[^\P{Nd}0-9]/gu, (digit) => westernDigit.get(digit) ?? digit);
}

/** Soft hyphens, joiners and direction marks: inside words, and seen by nobody. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;

/** `об’єкт`, `обʼєкт`, `об'єкт`: one word, typed with whatever apostrophe the keyboard has. */
const cyrillicApostrophe = /(?<=\p{Script=Cyrillic})['’ʼ`](?=\p{Script=Cyrillic})/gu;

/** A whole text: digits and full-width forms (NFKC), invisible characters off, lower case (`locale` where it matters: Turkish İ and I). */
export function foldText(text: string, locale?: string): string {
  const normal = foldDigits(text).replace(invisible, '').replace(cyrillicApostrophe, '');
  return locale === undefined ? normal.toLowerCase() : normal.toLocaleLowerCase(locale);
}

/**
 * One word or stem: accents off and `ß` as `ss`, for Latin letters only: people leave them out when they type, and no other script can
 * spare its marks. Cyrillic `ё` is written `е` as often as not; `й` is a letter of its own and stays.
 */
export function foldWord(word: string): string {
  if (/[\u00DF-\u024F\u1E00-\u1EFF]/u.test(word)) return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/gu, 'ss').replace(/ı/gu, 'i').normalize('NFC');
  return word.includes('ё') ? word.replace(/ё/gu, 'е') : word;
}
