/** Numbers at the beginning of a line: subsections, paragraphs, items, in the signs of each drafting tradition. */
import { japaneseNumber, romanNumber, westernDigits } from '../numerals.js';

/** How a number is written; two numbers of one enumeration are written alike. */
export type NumberStyle = 'bracketed-digit' | 'bracketed-letter' | 'bracketed-roman' | 'bracketed-arabic' | 'dotted-digit' | 'half-bracketed-digit' | 'half-bracketed-letter' | 'degree' | 'full-width-digit' | 'kanji' | 'katakana';

export interface ItemNumber {
  readonly style: NumberStyle;
  /** As printed: `(a)`, `1.`, `1°`, `二`. */
  readonly number: string;
  /** Place in its enumeration, from 1; `null` where letters leave it open. */
  readonly ordinal: number | null;
  /** Where the text behind it begins in the line. */
  readonly textStart: number;
}

const arabicLetters = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ';
const katakana = 'イロハニホヘトチリヌルヲワカヨタレソツネナラム';

function letterOrdinal(letters: string): number | null {
  const first = letters.toLowerCase().codePointAt(0)! - 96;
  // `aa` follows `z`; `ba` in German stands between `b` and `c`.
  return letters.length === 1 ? first : letters[0] === letters[1] ? 26 + first : null;
}

const patterns: readonly (readonly [NumberStyle, RegExp, (value: string) => number | null])[] = [
  ['bracketed-digit', /^\((?<value>\d+)[a-zA-Z]{0,2}[⁰¹²³⁴-⁹]*\)\s*/u, Number],
  ['bracketed-arabic', /^\((?<value>[\u0621-\u063A\u0641-\u064A])\u0640?\)\s*/u, (value) => arabicLetters.indexOf(value === 'ا' ? 'أ' : value) + 1 || null],
  ['bracketed-letter', /^\((?<value>[a-zA-Z]{1,2})\)\s*/u, letterOrdinal],
  ['bracketed-roman', /^\((?<value>[ivxlc]{1,7}|[IVXLC]{1,7})\)\s*/u, romanNumber],
  ['degree', /^(?<value>\d+)\s?°\s*/u, Number],
  ['half-bracketed-digit', /^(?<value>\d+)[⁰¹²³⁴-⁹]*\)\s+/u, Number],
  ['half-bracketed-letter', /^(?<value>[a-z]{1,2})\)\s+/u, letterOrdinal],
  ['dotted-digit', /^(?<value>\d+)(?:\.\d+)*[a-z]?\.\s+(?=\S)/u, Number],
  ['full-width-digit', /^(?<value>[０-９]+)[\s　]+/u, (value) => Number(westernDigits(value))],
  ['kanji', /^(?<value>[一二三四五六七八九十]+)[\s　]+/u, japaneseNumber],
  ['katakana', /^(?<value>[ア-ン])[\s　]+/u, (value) => katakana.indexOf(value) + 1 || null],
];

/** Cheap look at the first character: most lines have no number. */
const mayBegin = /^[(\d٠-٩۰-۹０-９a-z一二三四五六七八九十ア-ン]/u;

/** Every way to read the number at the beginning of `line`: `(i)` is a letter and a Roman number. Empty when there is none. */
export function itemNumbers(line: string): ItemNumber[] {
  if (!mayBegin.test(line)) return [];
  const western = line.replace(/[٠-٩۰-۹]/gu, westernDigits);
  return patterns.flatMap(([style, pattern, ordinalOf]): ItemNumber[] => {
    const match = pattern.exec(western);
    if (match === null) return [];
    const number = line.slice(0, match[0].trimEnd().length);
    return [{ style, number, ordinal: ordinalOf(match.groups!.value!), textStart: match[0].length }];
  });
}

/** True for the numbers of subsections, which stand alone in their lines' order; the others are items below a lead-in. */
export function isSubsectionStyle(style: NumberStyle): boolean {
  return style === 'bracketed-digit' || style === 'full-width-digit';
}
