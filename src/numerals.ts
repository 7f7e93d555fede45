/**
 * Numbers as laws print them, in one form: `§ 5a` -> `5a`, `Part II` -> `2`, `53¹` -> `53-1`, `第五条の二` -> `5-2`,
 * `المادة الخامسة` -> `5`, `(a)` -> `a`. Western digits, lower case, no brackets.
 */

const superscriptDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Digits raised as in `§ 53¹`: they are a number of their own, not a further digit. */
export function toSuperscript(digits: string): string {
  return digits.replace(/\d/g, (digit) => superscriptDigits[Number(digit)]!);
}

/** Arabic-Indic, Persian and full-width digits as Western ones. Keeps the length, so that offsets stay true. */
export function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹０-９]/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    return String(code - (code >= 0xff10 ? 0xff10 : code >= 0x6f0 ? 0x6f0 : 0x660));
  });
}

const kanjiDigits = new Map(Array.from('〇一二三四五六七八九', (character, digit) => [character, digit]));
const kanjiUnits = new Map([['十', 10], ['百', 100], ['千', 1000]]);

/** `百二十三` -> 123, `二〇` -> 20, `12` -> 12; `null` when it is no Japanese number. */
export function japaneseNumber(text: string): number | null {
  const western = westernDigits(text);
  if (/^\d+$/.test(western)) return Number(western);
  if (!/^[〇一二三四五六七八九十百千]+$/u.test(text)) return null;
  if (!/[十百千]/u.test(text)) return Number(Array.from(text, (character) => kanjiDigits.get(character)).join(''));
  let sum = 0;
  let digit: number | null = null;
  for (const character of text) {
    const unit = kanjiUnits.get(character);
    if (unit === undefined) digit = kanjiDigits.get(character)!;
    else {
      sum += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}

const romanDigits = new Map([['i', 1], ['v', 5], ['x', 10], ['l', 50], ['c', 100], ['d', 500], ['m', 1000]]);

/** `xiv` -> 14; `null` when it is no well-formed Roman number. */
export function romanNumber(text: string): number | null {
  const roman = text.toLowerCase();
  if (!/^(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(roman)) return null;
  const values = Array.from(roman, (letter) => romanDigits.get(letter)!);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

/** Masculine and feminine, with and without article: الأول, الأولى, أولى. Units first, tens after `و`. */
const arabicUnits = new Map([
  ['أول', 1], ['أولى', 1], ['حادي', 1], ['حادية', 1], ['ثاني', 2], ['ثانية', 2], ['ثالث', 3], ['ثالثة', 3], ['رابع', 4], ['رابعة', 4],
  ['خامس', 5], ['خامسة', 5], ['سادس', 6], ['سادسة', 6], ['سابع', 7], ['سابعة', 7], ['ثامن', 8], ['ثامنة', 8], ['تاسع', 9], ['تاسعة', 9],
  ['عاشر', 10], ['عاشرة', 10],
]);
const arabicTens = new Map([['عشر', 10], ['عشرة', 10], ['عشرون', 20], ['عشرين', 20], ['ثلاثون', 30], ['ثلاثين', 30], ['أربعون', 40], ['أربعين', 40], ['خمسون', 50], ['خمسين', 50]]);

/** One word of an Arabic ordinal, with or without article: the source of the patterns that look for ordinals. */
export const arabicOrdinalWord = `(?:و?(?:ال)?(?:${[...arabicUnits.keys(), ...arabicTens.keys()].sort((a, b) => b.length - a.length).join('|')}))`;

/** `الخامسة` -> 5, `الثالثة عشرة` -> 13, `الحادية والعشرون` -> 21; `null` when it is no Arabic ordinal. */
export function arabicOrdinal(text: string): number | null {
  let sum = 0;
  for (const word of text.normalize('NFC').trim().split(/\s+/u)) {
    const bare = word.replace(/^و(?=ال)/u, '').replace(/^ال/u, '');
    const value = arabicUnits.get(bare) ?? arabicTens.get(bare);
    if (value === undefined) return null;
    sum += value;
  }
  return sum === 0 ? null : sum;
}

/** `第五条の二`, `第十二条の三の二`, `第二項`: the parts of the number joined by `-`. */
function japaneseValue(text: string): string | null {
  const match = /^第?([〇一二三四五六七八九十百千\d]+)(?:条|項|号|章|節|編|款|部)?((?:の[〇一二三四五六七八九十百千\d]+)*)/u.exec(text);
  if (match === null) return null;
  const numbers = [match[1]!, ...match[2]!.split('の').filter((part) => part !== '')].map(japaneseNumber);
  return numbers.includes(null) ? null : numbers.join('-');
}

/** French codes number `L. 123-4`, `R 12`: the letter is part of the number. */
const codeLetter = /(?:^|\s)([lrd])\.?\s?(?=\d)/;
const latinNumber = /\d+(?:[.\-–/]\d+)*(?:\s?(?:bis|ter|quater|quinquies))?(?:[a-z]{1,2}(?![a-z]))?(?:-\d+)?/;

/** `First Schedule`, `Article premier`. */
const ordinalWords = new Map([['first', 1], ['second', 2], ['third', 3], ['fourth', 4], ['fifth', 5], ['sixth', 6], ['premier', 1], ['première', 1]]);

/**
 * The value of a number as printed, brackets, words and marks left out; `null` when there is none in it.
 * Letters alone stay letters (`(i)` -> `i`) unless a word stands before them (`Part II` -> `2`).
 */
export function numberValue(printed: string): string | null {
  const raised = printed.replace(/[⁰¹²³⁴-⁹]+/gu, (run) => `-${run.normalize('NFKC')}`);
  // Tatweel only stretches an Arabic letter: (هـ) is the letter ه.
  const text = westernDigits(raised).normalize('NFKC').replace(/\u0640/gu, '').toLowerCase().trim();
  if (/[条項号章節編款]|^第|^[〇一二三四五六七八九十百千]+$/u.test(text)) return japaneseValue(text.replace(/^\P{L}*(?=第)/u, ''));
  const digits = latinNumber.exec(text)?.[0];
  if (digits !== undefined) {
    const code = codeLetter.exec(text)?.[1] ?? '';
    return code + digits.replace(/(?<=^1)er?$/, '').replace(/(?<=^\d+)(?:re|e|ème|eme|st|nd|rd|th)$/, '').replace(/\s/g, '').replace(/[./–]/g, '-');
  }
  const ordinal = arabicOrdinal(text.replace(/^(?:المادة|الباب|الفصل|القسم|الجزء|الملحق|الفقرة|البند)\s*/u, '').replace(/[()]/g, ''));
  if (ordinal !== null) return String(ordinal);
  const inWords = ordinalWords.get(/[\p{L}]+/gu.exec(text)?.[0] ?? '') ?? ordinalWords.get(text.split(/\s+/u).at(-1)!);
  if (inWords !== undefined) return String(inWords);
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const last = words.at(-1);
  if (last === undefined) return null;
  // One letter of any script, two Latin ones (`aa`), or a Roman number: longer words number nothing (`Annex`, `別表`).
  if (words.length === 1) return Array.from(last).length === 1 || /^[a-z]{2}$/.test(last) || romanNumber(last) !== null ? last : null;
  const roman = romanNumber(last.replace(/(?<=^i)er$/, ''));
  return roman !== null ? String(roman) : last.length === 1 ? last : null;
}
