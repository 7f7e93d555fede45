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

/** `1234-5`, `2016/679`, `12.3.1`, with one or two letters before (`l. 1234-5`, `c-46`). A number alone is a token already. */
const composite = /(?<![\p{L}\p{N}])(?:(\p{L}{1,2})(\.\s?|[-‑]|(?=\d)|\s(?=\d+[a-z]?[-‑–/]\d)))?(\d+[a-z]{0,2}(?:[-‑–/.]\d+[a-z]{0,2})*)(?![\p{L}\p{N}])/gu;
/** `§ 573c`, `abs. 2`, `section 12a`, `573 c`: a word or the section mark, a number, a letter that stands apart. */
const numbered = /(?:(§)\s?|(?<![\p{L}\p{N}\p{M}])(\p{L}[\p{L}\p{M}]*)(?:\.\s?|\s))(\d+)(\s\p{L}|\p{L}{0,2})(?![\p{L}\p{N}])/gu;
const eastAsianNumber = String.raw`[〇一二三四五六七八九十百千\d]+`;
const eastAsian = new RegExp(String.raw`第(${eastAsianNumber})([条條章節节項项款号號編编])((?:[の之]${eastAsianNumber})*)`, 'gu');

/** `text` is folded; `termOf` reads the word before a number. A function word before a number is chance. */
export function legalTokens(text: string, isFunctionWord: (word: string) => boolean, termOf: (word: string) => string): string[] {
  const wholes: string[] = [];
  if (!/[\d第]/u.test(text)) return wholes;
  for (const [, letters = '', joint = '', number] of text.matchAll(composite)) {
    const parts = number!.split(/[-‑–/.]/u);
    if (parts.length > 1) wholes.push(letters + parts.join('-'));
    else if (/[-‑]/u.test(joint)) wholes.push(`${letters}-${number}`);
  }
  for (const [, mark, word, digits, behind] of text.matchAll(numbered)) {
    const apart = /^\s/u.test(behind!) ? behind!.trim() : '';
    const letter = isFunctionWord(apart) ? '' : apart || behind!.trim();
    if (apart !== '' && letter !== '') wholes.push(digits! + letter);
    if (mark !== undefined) wholes.push(`§ ${digits}${letter}`);
    else if (!isFunctionWord(word!)) wholes.push(`${termOf(word!)} ${digits}${letter}`);
  }
  for (const [, number, unit, inserted] of text.matchAll(eastAsian)) {
    const numbers = [number!, ...inserted!.split(/[の之]/u).slice(1)].map(japaneseNumber);
    if (!numbers.includes(null)) wholes.push(`第${numbers[0]}${modernUnit.get(unit!) ?? unit}${numbers.slice(1).map((one) => `の${one}`).join('')}`);
  }
  return wholes;
}

/** The same unit in Japanese, traditional and simplified characters. */
const modernUnit = new Map([['條', '条'], ['節', '节'], ['項', '项'], ['號', '号'], ['編', '编']]);
