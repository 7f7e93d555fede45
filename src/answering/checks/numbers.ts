/** Every number of a statement stands in the sentences it cites, in whatever script or words. */
import { foldDigits } from '../../indexing/analysis/fold.js';
import { primaryLanguage } from '../../language.js';
import { japaneseNumber } from '../../numerals.js';
import { met, unmet, type Check } from './check.js';
import { meaningsSaid } from './coverage.js';
import { spellAsDigits } from './number-words.js';

export const numbersStand: Check = (claim, grounds) => {
  const given = new Set([...grounds, ...meaningsSaid(claim, grounds)].flatMap(({ text, language, provisionNumbers }) => [...readNumbers(text, language), ...provisionNumbers.flatMap((number) => readNumbers(number, language))]));
  const missing = readNumbers(claim.text, claim.language).filter((number) => !given.has(number));
  return missing.length === 0 ? met : unmet(`the number ${missing.join(', ')} stands in no cited sentence`);
};

/** Numbers of a text as plain decimals, in order: `1.400,50` -> `1400.5`, `٣٠` -> `30`, `vierzehn` -> `14`, `01.03.2024` -> `1`, `3`, `2024`. */
export function readNumbers(text: string, language: string): string[] {
  return [...withDigits(text, language).matchAll(numeral)].flatMap(([printed]) => valuesOf(printed));
}

/** A number in digits: thousands set off by a space, an apostrophe, a point or a comma. */
export const numeral = /\d{1,3}(?:[\u0020\u00A0\u2009\u202F'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,٫٬]\d+)*/gu;

const kanjiNumeral = /[〇一二三四五六七八九十百千]+/gu;
/** What may follow a lone 一, 二 … for it to be a number and not a word. */
const counter = /^(?:日|か月|箇月|ヶ月|カ月|月|年|週|時間|歳|才|人|回|個|条|項|号|章|クローネ|円|割|分|万|頭|匹|通|級)/u;

/** The text with every number in Western digits, those written out included. */
export function withDigits(text: string, language: string): string {
  const western = foldDigits(text);
  const primary = primaryLanguage(language);
  if (primary !== 'ja') return spellAsDigits(western, primary);
  return western.replace(kanjiNumeral, (written, at: number) =>
    written.length > 1 || counter.test(western.slice(at + written.length)) ? String(japaneseNumber(written) ?? written) : written,
  );
}

/** The value of a printed number; a date or a section number printed with points falls into its parts. */
export function valuesOf(printed: string): string[] {
  const text = printed.replace(/[\u0020\u00A0\u2009\u202F'’٬]/gu, '').replace(/٫/gu, '.');
  const parts = text.split(/[.,]/u);
  const [whole = '', ...rest] = parts;
  if (rest.length === 0) return [plain(whole)];
  const marks = text.replace(/\d/gu, '');
  const thousands = rest.every((part) => part.length === 3) && whole.length <= 3 && !whole.startsWith('0') && new Set(marks).size === 1;
  if (thousands) return [plain(parts.join(''))];
  const fraction = rest.at(-1)!;
  if (rest.length === 1) return [plain(`${whole}.${fraction}`)];
  const mixed = marks.at(-1) !== marks[0] && rest.slice(0, -1).every((part) => part.length === 3);
  return mixed ? [plain(`${[whole, ...rest.slice(0, -1)].join('')}.${fraction}`)] : parts.map(plain);
}

function plain(decimal: string): string {
  return String(Number(decimal));
}
