/** Numbers at the beginning of a line: subsections, paragraphs, items, in the signs of each drafting tradition. */
import { arabicOrdinal, japaneseNumber, latinSuffix, numberValue, romanNumber, westernDigits } from '../../numerals.js';

/** How a number is written; two numbers of one enumeration are written alike. */
export type NumberStyle =
  | 'bracketed-digit' | 'bracketed-letter' | 'bracketed-roman' | 'bracketed-arabic' | 'dotted-digit' | 'dotted-letter' | 'half-bracketed-digit' | 'half-bracketed-letter' | 'half-bracketed-roman'
  | 'dashed-digit' | 'dashed-arabic' | 'dashed-roman' | 'dashed-capital' | 'degree' | 'raised-digit' | 'arabic-ordinal' | 'full-width-digit' | 'kanji' | 'katakana';

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

const arabicOrdinalOf = (value: string): number | null => arabicLetters.indexOf(value === 'ا' ? 'أ' : value) + 1 || null;
const digitsOf = (value: string): number => Number(numberValue(value)!.replace(/\D.*$/, ''));

/** Direction marks and joiners, which some publishers of Arabic law put around the sign behind the number; nobody sees them. */
const unseen = String.raw`[\u200C-\u200F\u061C]*`;
const latin = String.raw`(?:\s?(?:${latinSuffix})(?!\p{L}))?`;
const dash = '[-–—―−]';

type Pattern = readonly [NumberStyle, RegExp, (value: string) => number | null];

/** By the first character of the line; the digits are Western ones by then. */
const patterns: readonly (readonly [begins: RegExp, rows: readonly Pattern[]])[] = [
  [/^\(/u, [
    ['bracketed-digit', /^\((?<value>\d+)[a-zA-Z]{0,2}[⁰¹²³⁴-⁹]*\)\s*/u, Number],
    ['bracketed-arabic', /^\((?<value>[\u0621-\u063A\u0641-\u064A])\u0640?\)\s*/u, arabicOrdinalOf],
    ['bracketed-letter', /^\((?<value>[a-zA-Z]{1,2})\)\s*/u, letterOrdinal],
    ['bracketed-roman', /^\((?<value>[ivxlc]{1,7}|[IVXLC]{1,7})\)\s*/u, romanNumber],
  ]],
  [/^[\u200C-\u200F\u061C]*\d/u, [
    // `1°`, `2° bis` in French law.
    ['degree', new RegExp(String.raw`^(?<value>\d+)\s?°${latin}\s*`, 'u'), Number],
    ['half-bracketed-digit', /^(?<value>\d+)[⁰¹²³⁴-⁹]*\s?\)\s+/u, Number],
    ['dotted-digit', /^(?<value>\d+)(?:\.\d+)*[a-z]?\.\s+(?=\S)/u, Number],
    ['dashed-digit', new RegExp(String.raw`^${unseen}(?<value>\d{1,3})${unseen}\s?(?:${dash}|\u0640)${unseen}\s+(?=\S)`, 'u'), Number],
  ]],
  [/^[⁰¹²³⁴-⁹]/u, [
    // Paragraphs of Swiss articles: `¹`, `¹bis`.
    ['raised-digit', /^(?<value>[⁰¹²³⁴-⁹]+)(?:bis|ter|quater|quinquies|sexies|septies|octies)?\s+(?=\S)/u, digitsOf],
  ]],
  [/^[a-z]/u, [
    ['half-bracketed-letter', new RegExp(String.raw`^(?<value>[a-z]{1,2})${latin}\)(?:\s+|$)`, 'u'), letterOrdinal],
    ['half-bracketed-roman', /^(?<value>[ivx]{1,5})\)\s+/u, romanNumber],
    ['dotted-letter', /^(?<value>[a-z]{1,2})(?:bis|ter|quater|quinquies|sexies)?\.(?:\s+(?=\S)|$)/u, letterOrdinal],
  ]],
  [/^[A-Z]/u, [
    // `I.-`, `II bis. –`, `A. -` in French law: a full stop, a dash, or both.
    ['dashed-roman', new RegExp(String.raw`^(?<value>[IVX]{1,6})(?:${latin}|\s[A-Z])(?:\.\s?|\s)${dash}\s*(?=\S)`, 'u'), romanNumber],
    ['dashed-capital', new RegExp(String.raw`^(?<value>[A-Z])${latin}(?:\.\s?|\s)${dash}\s*(?=\S)`, 'u'), letterOrdinal],
  ]],
  [/^[\u0621-\u064A\u200C-\u200F\u061C]/u, [
    ['dashed-arabic', new RegExp(String.raw`^${unseen}(?<value>[\u0621-\u063A\u0641-\u064A])\u0640?${unseen}\s?(?:${dash}|[\u0640.)])${unseen}\s+(?=\S)`, 'u'), arabicOrdinalOf],
    ['arabic-ordinal', /^(?<value>(?:[اأ]ول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)[اً]{1,3}|(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)\sعشر)\s?[:：](?:\s+|$)/u, arabicOrdinal],
  ]],
  [/^[０-９一二三四五六七八九十ア-ン]/u, [
    ['full-width-digit', /^(?<value>[０-９]+)[\s　]+/u, (value) => Number(westernDigits(value))],
    ['kanji', /^(?<value>[一二三四五六七八九十]+)[\s　]+/u, japaneseNumber],
    ['katakana', /^(?<value>[ア-ン])[\s　]+/u, (value) => katakana.indexOf(value) + 1 || null],
  ]],
];

/** Cheap look at the first characters: most lines have no number. */
const mayBegin = /^[\u200C-\u200F\u061C]*(?:[(\d٠-٩۰-۹０-９⁰¹²³⁴-⁹一二三四五六七八九十ア-ン]|[a-z]{1,2}(?:\s?[a-z]{3,12})?[.)]|[ivx]{1,5}\)|[A-Z]{1,6}(?:\s[a-zA-Z]{1,12})?(?:\.\s?|\s)[-–—―−]|[\u0621-\u064A]\u0640?[\u200C-\u200F]*\s?[-–—―−\u0640.)]|(?:[اأ]ول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي))/u;

/** The longest number with what stands around it; the rest of the line is not looked at. */
const longestNumber = 48;

/** Every way to read the number at the beginning of `line`: `(i)` is a letter and a Roman number. Empty when there is none. */
export function itemNumbers(line: string): ItemNumber[] {
  if (!mayBegin.test(line)) return [];
  const beginning = line.slice(0, longestNumber).replace(/[٠-٩۰-۹]/gu, westernDigits);
  const group = patterns.find(([begins]) => begins.test(beginning));
  return (group?.[1] ?? []).flatMap(([style, pattern, ordinalOf]): ItemNumber[] => {
    const match = pattern.exec(beginning);
    if (match === null) return [];
    const number = line.slice(0, match[0].trimEnd().length);
    return [{ style, number, ordinal: ordinalOf(match.groups!.value!), textStart: match[0].length }];
  });
}

const subsectionStyles: ReadonlySet<string> = new Set<NumberStyle>(['bracketed-digit', 'full-width-digit', 'raised-digit', 'dashed-roman']);

/** True for the numbers of subsections, which stand alone in their lines' order; the others are items below a lead-in. */
export function isSubsectionStyle(style: string): boolean {
  return subsectionStyles.has(style);
}
