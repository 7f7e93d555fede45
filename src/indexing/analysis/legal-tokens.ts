/**
 * Numbers of the law kept whole beside their pieces, so that a text that has the whole number stands before one that has its parts
 * somewhere. (A question that cites is looked up in the table of citations; this is for numbers that no table knows.)
 *
 *     L. 1234-5, L1234-5   -> l1234-5          C-46                  -> c-46
 *     2016/679, 12.3       -> 2016-679, 12-3   § 573 c               -> 573c, § 573c
 *     Abs. 2, section 12A  -> abs 2, section 12a (the word read as elsewhere: `Absätze 2` -> absatz 2)
 *     第九条の二            -> 第9条の2           第二百三十四条之一      -> 第234条の1
 */
import { japaneseNumber } from '../../numerals.js';

/** A number with what belongs to it: a letter (`12a`, or standing apart: `573 c`) and what is joined to it (`1234-5`, `2016/679`, `12.3.1`). */
const numbers = /(\d+)(\s\p{L}(?![\p{L}\p{N}])|\p{L}{0,2})((?:[-‑–/.]\d+\p{L}{0,2})*)(?![\p{L}\p{N}])/gu;
/** One or two letters before a number, and what joins them: `l. `, `c-`, nothing. */
const lettersBefore = /(?<![\p{L}\p{N}])(\p{L}{1,2})(\.\s?|[-‑]|\s?)$/u;
/** The section mark, or the word before a number: `§ `, `abs. `, `section `. */
const wordBefore = /(?:(§)\s?|(?<![\p{L}\p{N}\p{M}])(\p{L}[\p{L}\p{M}]*)(?:\.\s?|\s))$/u;
/** Characters looked at before a number; longer words name no units. Numbers are found first and looked at backwards: most words have none behind them. */
const BEFORE = 32;
const eastAsianNumber = String.raw`[〇一二三四五六七八九十百千\d]+`;
const eastAsian = new RegExp(String.raw`第(${eastAsianNumber})([条條章節节項项款号號編编])((?:[の之]${eastAsianNumber})*)`, 'gu');

/** `text` is folded; `termOf` reads the word before a number. A function word before a number is chance. */
export function legalTokens(text: string, isFunctionWord: (word: string) => boolean, termOf: (word: string) => string): string[] {
  const wholes: string[] = [];
  if (/\d/.test(text)) latinWholes(text, isFunctionWord, termOf, wholes);
  if (text.includes('第')) eastAsianWholes(text, wholes);
  return wholes;
}

function latinWholes(text: string, isFunctionWord: (word: string) => boolean, termOf: (word: string) => string, wholes: string[]): void {
  for (const { index, 1: digits, 2: behind, 3: joined } of text.matchAll(numbers)) {
    const before = text.slice(Math.max(0, index - BEFORE), index);
    const apart = behind!.startsWith(' ') ? behind!.trim() : '';
    const letter = isFunctionWord(apart) ? '' : apart || behind!.trim();
    const number = digits! + letter;
    const [, letters = '', joint = ''] = lettersBefore.exec(before) ?? [];
    if (joined !== '' && (letters !== '' || !/[\p{L}\p{N}]$/u.test(before))) wholes.push(letters + number + joined!.replace(/[-‑–/.]/gu, '-'));
    else if (/[-‑]/u.test(joint)) wholes.push(`${letters}-${number}`);
    if (apart !== '' && letter !== '') wholes.push(number);
    const [found, mark, word] = wordBefore.exec(before) ?? [];
    if (mark !== undefined) wholes.push(`§ ${number}`);
    else if (found !== undefined && !isFunctionWord(word!)) wholes.push(`${termOf(word!)} ${number}`);
  }
}

function eastAsianWholes(text: string, wholes: string[]): void {
  for (const [, number, unit, inserted] of text.matchAll(eastAsian)) {
    const numbers = [number!, ...inserted!.split(/[の之]/u).slice(1)].map(japaneseNumber);
    if (!numbers.includes(null)) wholes.push(`第${numbers[0]}${modernUnit.get(unit!) ?? unit}${numbers.slice(1).map((one) => `の${one}`).join('')}`);
  }
}

/** The same unit in Japanese, traditional and simplified characters. */
const modernUnit = new Map([['條', '条'], ['節', '节'], ['項', '项'], ['號', '号'], ['編', '编']]);
