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
  return !/[٠-٩۰-۹０-９]/.test(text) ? text : text.replace(/[٠-٩۰-۹０-９]/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    return String(code - (code >= 0xff10 ? 0xff10 : code >= 0x6f0 ? 0x6f0 : 0x660));
  });
}

const kanjiDigits = new Map([...Array.from('〇一二三四五六七八九', (character, digit) => [character, digit] as const), ['零', 0], ['两', 2], ['兩', 2]]);
const kanjiUnits = new Map([['十', 10], ['百', 100], ['千', 1000]]);

/** `百二十三` -> 123, `一千零四十三` -> 1043, `二〇` -> 20, `12` -> 12; `null` when it is no Japanese or Chinese number. */
export function japaneseNumber(text: string): number | null {
  const western = westernDigits(text);
  if (/^\d+$/.test(western)) return Number(western);
  if (!/^[〇零一二两兩三四五六七八九十百千]+$/u.test(text)) return null;
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

/**
 * Arabic letters in the spelling the tables below use: vowel signs and tatweel left out, the forms of alif, of final ya and of ta marbuta
 * made one, since official texts write الاولى for الأولى and مئة for مائة.
 */
function plainArabic(text: string): string {
  return text.normalize('NFC').replace(/[\u064B-\u0652\u0670\u0640]/gu, '').replace(/[أإآٱ]/gu, 'ا').replace(/ى/gu, 'ي').replace(/ة/gu, 'ه').replace(/مئ/gu, 'مائ');
}

/** Stems of the ordinals from 1 to 10; `ه` makes them feminine, `ا` adverbial (أولاً, ثانياً: how decisions number their clauses). */
const arabicStems = ['اول', 'ثاني', 'ثالث', 'رابع', 'خامس', 'سادس', 'سابع', 'ثامن', 'تاسع', 'عاشر'];
const arabicUnits = new Map([
  ...arabicStems.flatMap((stem, at) => ['', 'ه', 'ا'].map((ending) => [stem + ending, at + 1] as const)),
  ['اولي', 1], ['حادي', 1], ['حاديه', 1], ['احدي', 1], ['واحد', 1], ['واحده', 1], ['ثان', 2],
] as const);
const arabicTens = new Map([
  ['عشر', 10], ['عشره', 10],
  ...([['عشر', 20], ['ثلاث', 30], ['اربع', 40], ['خمس', 50], ['ست', 60], ['سبع', 70], ['ثمان', 80], ['تسع', 90]] as const).flatMap(([stem, value]) => [[`${stem}ون`, value] as const, [`${stem}ين`, value] as const]),
]);
const arabicHundreds = new Map([
  ['مائه', 100], ['مائتان', 200], ['مائتين', 200], ['الف', 1000], ['الفين', 2000],
  ...(['ثلاث', 'اربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع'] as const).map((stem, at) => [`${stem}مائه`, (at + 3) * 100] as const),
  ['ثمانيمائه', 800],
]);
const arabicValues = new Map([...arabicUnits, ...arabicTens, ...arabicHundreds]);

const unitWord = '(?:[اأإآ]ول[يى]?|حاد[يى]|[اأإ]حد[يى]|واحد|ثان[يى]?|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)(?:[ةه]|[اً]{1,3})?';
const tenWord = 'عشر[ةه]?|(?:عشر|ثلاث|[اأ]ربع|خمس|ست|سبع|ثمان|تسع)[وي]ن';
const hundredWord = '(?:ثلاث|[اأ]ربع|خمس|ست|سبع|ثماني?|تسع)?م(?:ائ|ئ|ا)[ةه]|م(?:ائ|ئ)ت(?:ان|ين)|[اأ]لف(?:ين)?';

/**
 * One word of an Arabic ordinal in any spelling, with or without article, the hundreds with the `بعد` before them (`بعد المائة`): the
 * source of the patterns that look for ordinals.
 */
export const arabicOrdinalWord = String.raw`(?:و?(?:بعد\s)?و?(?:ال)?(?:${tenWord}|${hundredWord}|${unitWord}))(?!\p{L})`;

const compoundTens = '(?:عشر|ثلاث|[اأ]ربع|خمس|ست|سبع|ثمان|تسع)[وي]ن';
const beyondHundred = String.raw`(?:\sبعد\s(?:ال)?(?:${hundredWord}))?`;

/** One whole Arabic ordinal: in `الحادية والخمسين والثانية والخمسين` the first two words. */
export const arabicOrdinalPhrase = String.raw`(?:(?:ال)?(?:${unitWord})(?:\sعشر[ةه]?|\s?و\s?(?:ال)?${compoundTens})?(?!\p{L})${beyondHundred}|(?:ال)?${compoundTens}${beyondHundred}|(?:ال)?(?:${hundredWord}))(?!\p{L})`;

/**
 * `الخامسة` -> 5, `الثالثة عشرة` -> 13, `الحادية والعشرون` -> 21, `الحادية والعشرون بعد المائة` -> 121, `أولاً` -> 1;
 * `null` when it is no Arabic ordinal.
 */
export function arabicOrdinal(text: string): number | null {
  let sum = 0;
  for (const word of plainArabic(text).trim().split(/\s+/u)) {
    if (word === 'بعد' || word === 'و') continue;
    const bare = word.replace(/^و(?=ال)/u, '');
    const value = arabicValues.get(bare) ?? arabicValues.get(bare.replace(/^ال/u, '')) ?? arabicValues.get(bare.replace(/^وا?ل?/u, ''));
    if (value === undefined) return null;
    sum += value;
  }
  return sum === 0 ? null : sum;
}

const arabicWords = /^(?:المادة\s?رقم|المادة|الباب|الفصل|القسم|الجزء|الملحق|ملحق|الجدول|جدول|الفقرة|البند|القاعدة|المعيار|الفرع|المبحث|الكتاب)[\s:]*/u;

/** `المادة الخامسة` -> `5`, `المادة الخامسة مكرر` -> `5bis`, `المادة الخامسة (مكرر/1)` -> `5bis-1`; `null` when it is no Arabic ordinal. */
function arabicValue(text: string): string | null {
  const repeated = /[\s(]*مكرر[ةاً]*\s*[/-]?\s*(\d*)[\s)]*$/u.exec(text);
  const bare = (repeated === null ? text : text.slice(0, repeated.index)).replace(/[():.،–-]/gu, '').trim().replace(arabicWords, '').replace(arabicWords, '');
  const value = /^\d+$/.test(bare.trim()) ? bare.trim() : arabicOrdinal(bare);
  if (value === null) return null;
  return repeated === null ? String(value) : `${value}bis${repeated[1] === '' ? '' : `-${repeated[1]!}`}`;
}

/** `第五条の二`, `第十二条の三の二`, `第二項`, `第一百二十条之一`: the parts of the number joined by `-`. */
function japaneseValue(text: string): string | null {
  const match = /^第?([〇零一二两兩三四五六七八九十百千\d]+)(?:条|條|項|项|号|目|章|節|节|編|编|款|部)?((?:[の之][〇零一二两兩三四五六七八九十百千\d]+)*)/u.exec(text);
  if (match === null) return null;
  const numbers = [match[1]!, ...match[2]!.split(/[の之]/u).filter((part) => part !== '')].map(japaneseNumber);
  return numbers.includes(null) ? null : numbers.join('-');
}

/** French codes number `L. 123-4`, `R*12`, `A. 10-1`: the letter is part of the number; the star (made in the Council of Ministers) is not. */
const codeLetter = /(?:^|\s|\*)([lrd])\*?\.?\s?\*?(?=\d)|^(?:article\s)?(a)\.?\s?(?=\d)/;
/** Insertions between numbers: `bis`, `ter` … `novodecies`, `unvicies`. */
export const latinSuffix = '(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|(?:un|duo|ter|quater|quin|quinquies|sex|sept|septem|octo|novo)?(?:decies|vicies|tricies))';
const latinNumber = new RegExp(String.raw`\d+(?:[.\-–/](?:\d+|[a-z]{1,2}(?=-)))*(?:\s?${latinSuffix}(?![a-z]{3})|[a-z]{1,2}(?![a-z]))*(?:-[a-z]?\d+[a-z]?(?![a-z]))*`);
/** `abis.`, `I bis. –`: an insertion behind a letter or a Roman number. */
const insertedLetter = new RegExp(String.raw`^\(?([a-z]|[ivx]{1,6})\s?(${latinSuffix})[^a-z]*$`);
/** `IV. Teil`, `I. osa`: the Roman number before its word. */
const romanFirst = /^([ivxlc]+)\.?\s(?:osa|peatükk|jagu|jaotis|alljaotis|buch|teil|titel|kapitel|abschnitt|unterabschnitt)(?!\p{L})/u;
/** `39 AA quater`, `L96 G`: capitals behind a number belong to it. */
const spacedCapitals = /(?<=\d(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies))?|\d\s[A-Z])\s(?=[A-Z]{1,3}(?![\p{L}.'’]))/gu;

/** `Annexe 1, art. 2`: an article of an annex, apart from articles 1 and 2. */
const annexedArticle = /annexe\s+([a-z0-9]+),?\s+art(?:icle|\.)\s*([a-z0-9-]+)/;

/** Numbers written as words: `First Schedule`, `Article premier`, `Erster Teil`, `Troisième partie`, and what stands before or without numbers. */
const ordinalWords = new Map<string, number | string>([
  ['first', 1], ['second', 2], ['third', 3], ['fourth', 4], ['fifth', 5], ['sixth', 6], ['premier', 1], ['préliminaire', 'preliminaire'], ['preliminaire', 'preliminaire'],
  ['préambule', 'preambule'], ['preambule', 'preambule'], ['unique', 'unique'],
  ...['première', 'deuxième', 'troisième', 'quatrième', 'cinquième', 'sixième', 'septième', 'huitième', 'neuvième', 'dixième'].map((word, at) => [word, at + 1] as const),
  ...['erst', 'zweit', 'dritt', 'viert', 'fünft', 'sechst', 'siebent', 'acht', 'neunt', 'zehnt', 'elft', 'zwölft', 'dreizehnt', 'vierzehnt', 'fünfzehnt', 'sechzehnt', 'siebzehnt', 'achtzehnt', 'neunzehnt', 'zwanzigst']
    .flatMap((stem, at) => ['e', 'er', 'es'].map((ending) => [stem + ending, at + 1] as const)),
  ['siebte', 7], ['siebter', 7], ['siebtes', 7],
]);

/**
 * `5`, `§ 5a`, `Art 91e`, `(1)`, `2.`, `a)`, `(aa)`: nearly all numbers are written so, and are read at one look. A bare `5e` may be a
 * French ordinal; behind a mark and in brackets the e is a letter.
 */
const plainNumber = /^(?:(?:§|Art\.?|Artikel)\s?(\d+[a-z]?)|\(?(\d+[a-z]?)[.)]{1,2}|(\d+[a-df-z]?)|\(?([a-z]{1,2})[.)]{1,2})$/;

/**
 * The value of a number as printed, brackets, words and marks left out; `null` when there is none in it.
 * Letters alone stay letters (`(i)` -> `i`) unless a word stands before them (`Part II` -> `2`).
 */
export function numberValue(printed: string): string | null {
  const plain = plainNumber.exec(printed);
  if (plain !== null) return plain[1] ?? plain[2] ?? plain[3] ?? plain[4]!;
  const joined = printed.replace(/(?<=\d)\s?[°º]/gu, '').replace(/\s*\/\s*/gu, '/');
  const raised = (/^\D*\d.*\s[A-Z]/u.test(joined) ? joined.replace(spacedCapitals, '') : joined).replace(/[⁰¹²³⁴-⁹]+/gu, (run) => `-${run.normalize('NFKC')}`);
  // Tatweel only stretches an Arabic letter: (هـ) is the letter ه.
  const text = westernDigits(raised).normalize('NFKC').replace(/\u0640/gu, '').toLowerCase().trim();
  if (/[条條項项号章節节編编款]|^第|^[〇零一二两兩三四五六七八九十百千]+$/u.test(text)) return japaneseValue(text.replace(/^\P{L}*(?=第)/u, ''));
  const repeated = text.includes('مكرر') ? arabicValue(text) : null;
  if (repeated !== null) return repeated;
  const digits = latinNumber.exec(text)?.[0];
  if (digits !== undefined) {
    const annexed = annexedArticle.exec(text);
    if (annexed !== null) return `annexe${annexed[1]!}-${annexed[2]!}`;
    const letter = codeLetter.exec(text);
    const code = letter?.[1] ?? letter?.[2] ?? '';
    return code + digits.replace(/(?<=^1)er?$/, '').replace(/(?<=^\d+)(?:re|e|ème|eme|st|nd|rd|th)$/, '').replace(/\s/g, '').replace(/[./–]/g, '-');
  }
  const arabic = arabicValue(text);
  if (arabic !== null) return arabic;
  const inWords = ordinalWords.get(/[\p{L}]+/gu.exec(text)?.[0] ?? '') ?? ordinalWords.get(text.split(/\s+/u).at(-1)!);
  if (inWords !== undefined) return String(inWords);
  const inserted = insertedLetter.exec(text);
  if (inserted !== null) return inserted[1]! + inserted[2]!;
  const first = romanFirst.exec(text)?.[1];
  if (first !== undefined) return String(romanNumber(first));
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const last = words.at(-1);
  if (last === undefined) return null;
  // One letter of any script, two Latin ones (`aa`), or a Roman number: longer words number nothing (`Annex`, `別表`).
  if (words.length === 1) return Array.from(last).length === 1 || /^[a-z]{2}$/.test(last) || romanNumber(last) !== null ? last : null;
  // `Part C` and `Part D` are letters: nothing that people cite is counted to a hundred in Roman numbers.
  const roman = /^[cdlm]$/.test(last) ? null : romanNumber(last.replace(/(?<=^i)er$/, ''));
  return roman !== null ? String(roman) : last.length === 1 ? last : null;
}

/** Longest run of provisions that is printed as one and counted through (`5 to 250`, `§§ 3 bis 90`); of a longer one the first and the last are kept. */
const longestRange = 500;
const several = /(?<from>\d+|\b[IVXLC]+\b)(?<fromLetter>[a-z]?)\s*(?<sign>bis|to|à|and|und|u\.?|et|[-–—,])\s*(?:§+\s*|Art\.?\s*)?(?<to>\d+|\b[IVXLC]+\b)(?<toLetter>[a-z]?)\s*\]?\.?$/u;

/** All numbers of a provision that prints more than one: `§§ 2 und 3` -> 2, 3; `31 to 33` -> 31, 32, 33; empty for one number. */
export function numberRange(printed: string): string[] {
  const { from, fromLetter, sign, to, toLetter } = several.exec(printed)?.groups ?? {};
  // `12-3` and `4.5` are single numbers; a hyphen means a run of them only behind `§§`.
  const isRun = /^§§\s*\d+[a-z]?\s*[-–—]\s*\d+[a-z]?$/u.test(printed);
  if (from === undefined || (!isRun && (/^[-–—]$/u.test(sign!) || /\d[.-]\d/u.test(printed)))) return [];
  const [first, last] = [from, to!].map((number) => (/^\d/.test(number) ? Number(number) : romanNumber(number)));
  if (first == null || last == null || last < first) return [];
  if (last - first > longestRange || sign === ',' || sign === 'and' || sign === 'et' || sign!.startsWith('u')) return [`${first}${fromLetter!}`, `${last}${toLetter!}`];
  return [`${first}${fromLetter!}`, ...Array.from({ length: Math.max(0, last - first - 1) }, (_, at) => String(first + at + 1)), `${last}${toLetter!}`];
}
