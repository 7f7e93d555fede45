/** A number keeps its direction: "at least 14 days" is not "at most 14 days", "before 1 March" is not "after 1 March". */
import { primaryLanguage } from '../../language.js';
import { align, compareMarks } from './alignment.js';
import { met, unmet, type Check } from './check.js';
import { withoutCitations } from './reading.js';
import { numeral, valuesOf, withDigits } from './numbers.js';

/** `within` says how long one has, `most` what may not be passed: a statement may use the one for the other. */
export type Bound = 'least' | 'more' | 'most' | 'less' | 'within' | 'before' | 'after';

export const boundsStand: Check = (claim, grounds) => {
  const given = grounds.flatMap(({ text, language }) => readBounds(text, language));
  const faults = readBounds(claim.text, claim.language).flatMap(({ value, bound, language }) => {
    const same = given.filter((other) => other.value === value);
    if (same.length === 0 || same.some((other) => agree(bound, other.bound, language === other.language))) return [];
    return [`${bound === null ? value : `${words[bound]} ${value}`} where the cited sentence says ${same.map((other) => (other.bound === null ? value : `${words[other.bound]} ${value}`)).join(', ')}`];
  });
  if (faults.length > 0) return unmet(`it says ${faults.join('; ')}`);
  const aligned = align(claim.text, claim.language, grounds);
  const { added, left } = aligned === null ? { added: [], left: [] } : compareMarks(aligned, 'order');
  return added.length > 0 && left.length > 0 ? unmet(`it says "${added[0]!.value}" where the cited sentence says "${left[0]!.value}"`) : met;
};

const words: Readonly<Record<Bound, string>> = { least: 'at least', more: 'more than', most: 'at most', less: 'less than', within: 'within', before: 'before', after: 'after' };

/** A bare number may stand for one with `within`; no other bound may be left out or added. */
function agree(claimed: Bound | null, given: Bound | null, sameLanguage: boolean): boolean {
  const side = (bound: Bound | null): string => (bound === null || bound === 'within' || bound === 'most' ? 'most' : bound);
  if (claimed === given) return true;
  if (claimed === null || given === null) return side(claimed) === side(given) && (claimed ?? given) === 'within';
  if (side(claimed) === side(given)) return true;
  // "Before the end of" and "within" are told apart too finely for a translation.
  return !sameLanguage && [claimed, given].every((bound) => ['within', 'most', 'before', 'less'].includes(bound));
}

interface BoundWords {
  /** Bound -> what stands before the number, as sources. */
  readonly ahead: Readonly<Partial<Record<Bound, string>>>;
  /** The same for what stands behind number and unit. */
  readonly behind: Readonly<Partial<Record<Bound, string>>>;
}

const table: Readonly<Record<string, BoundWords>> = {
  en: {
    ahead: {
      least: 'at least|not (?:be )?(?:less|fewer|earlier) than|no (?:less|fewer|earlier) than|a minimum of|minimum(?: period)? of|at the earliest',
      most: 'at most|not (?:be )?(?:more|later|longer) than|no (?:more|later|longer) than|(?:not|cannot) exceed(?:ing)?|up to|a maximum of|maximum(?: period)? of|at the latest|until|by',
      more: 'more than|longer than|later than|exceed(?:s|ing|ed)?|over|greater than|in excess of|above|older than',
      less: 'less than|fewer than|shorter than|under(?: the age of)?|below|younger than|earlier than',
      within: 'within|in the course of', before: 'before|prior to', after: 'after|following|from and after|since',
    },
    behind: { least: 'or more|or over|or older|or longer|at the earliest|at least', most: 'or less|or fewer|or under|at the latest|at most', before: '(?:before|prior to)', after: '(?:after|following)' },
  },
  de: {
    ahead: {
      least: 'mindestens|wenigstens|nicht (?:weniger|früher|kürzer) als|zumindest|frühestens|ab',
      most: 'höchstens|längstens|maximal|nicht (?:mehr|länger|später) als|bis zu|spätestens|bis zum|bis',
      more: 'mehr als|länger als|über|älter als|größer als|höher als', less: 'weniger als|unter|kürzer als|jünger als|niedriger als',
      within: 'innerhalb(?: von| einer frist von)?|binnen', before: 'vor(?: dem)?', after: 'nach(?: dem)?',
    },
    behind: { least: 'oder (?:mehr|älter|länger)', most: 'oder weniger|nicht (?:übersteig|überschreit|über)', before: 'vor|vorher', after: 'nach|nachher' },
  },
  fr: {
    ahead: {
      least: 'au moins|au minimum|au plus tôt|pas moins d[e’\']|à partir d[eu’\']',
      most: 'au plus(?: tard)?|au maximum|jusqu[’\']à|pas plus d[e’\']|ne (?:peut|peuvent|doit|doivent) (?:excéder|dépasser)|(?:n[’\']|sans )excéd\\p{L}+(?: pas)?|ne dépass\\p{L}+(?: pas)?|n[’\']excédant pas',
      more: 'plus d[e’\']|supérieure?s? à|excédant|dépassant', less: 'moins d[e’\']|inférieure?s? à',
      within: 'dans (?:les|un délai d[e’\']|le délai d[e’\'])|sous|endéans|dans', before: 'avant(?: le)?', after: 'après(?: le)?',
    },
    behind: { least: 'au moins|au minimum|au plus tôt|ou plus', most: 'au plus(?: tard)?|au maximum|ou moins', before: 'avant', after: 'après' },
  },
  ar: {
    ahead: {
      least: 'لا (?:يقل|تقل) عن|ما لا يقل عن|على الأقل', most: 'لا (?:يتجاوز|تتجاوز|يزيد|تزيد)(?: على| عن)?|بحد أقصى|حتى', more: 'أكثر من|(?:يزيد|تزيد) (?:على|عن)|يتجاوز|تتجاوز', less: 'أقل من|يقل عن|تقل عن',
      within: '(?:و?)خلال|في غضون', before: 'قبل', after: 'بعد',
    },
    behind: { least: 'على الأقل|فأكثر|فما فوق', most: 'على الأكثر|كحد أقصى|فأقل' },
  },
  uk: {
    ahead: {
      least: 'не (?:менше|менш)(?: ніж| як)?|щонайменше|не раніше(?: ніж)?|принаймні|мінімум', most: 'не (?:більше|більш|довше)(?: ніж| як)?|не пізніше(?: ніж| як)?|щонайбільше|до|максимум', more: 'більше(?: ніж)?|понад|старше', less: 'менше(?: ніж)?|молодше',
      within: 'протягом|упродовж|впродовж', before: 'перед|за', after: 'після|через',
    },
    behind: { least: 'або більше|і більше', most: 'або менше', before: 'до|перед', after: 'після' },
  },
  ja: {
    ahead: { least: '少なくとも', most: '最長|最大' },
    behind: { least: '以上', most: '以下|を超えない|を超えては|まで', more: 'を超え(?!な|て)|超(?!え)', less: '未満', within: '以内|内に', before: '前(?:に|まで)?|以前', after: '後(?:に)?|以後|以降|を経過' },
  },
  et: {
    ahead: { least: 'vähemalt|mitte vähem kui|mitte varem kui|alates', most: 'kõige rohkem|mitte rohkem kui|kuni|hiljemalt|mitte hiljem kui|ei tohi ületada', more: 'rohkem kui|üle', less: 'vähem kui|alla', within: 'jooksul', before: 'enne', after: 'pärast' },
    behind: { within: 'jooksul', before: 'enne', after: 'pärast|möödumisel' },
  },
};

interface Compiled {
  readonly ahead: readonly (readonly [Bound, RegExp])[];
  readonly behind: readonly (readonly [Bound, RegExp])[];
}

/** Words between a bound and its number ("at least a period of 14 days"), and between number and a bound behind it ("14 days or more"). */
const nearAhead = String.raw`(?:\s+[\p{L}’']+){0,2}?[\s(€$£¥₴]*$`;
const nearBehind = String.raw`^(?:[-\s]*\p{L}+){0,2}?[\s,]*`;

const compiled = new Map(
  Object.entries(table).map(([language, { ahead, behind }]): [string, Compiled] => {
    const spaced = language !== 'ja';
    const at = (source: string): string => (spaced ? `(?<!\\p{L})(?:${source})(?:(?<=[’'])|(?!\\p{L}))` : `(?:${source})`);
    const entries = (bounds: Readonly<Partial<Record<Bound, string>>>, pattern: (source: string) => string): (readonly [Bound, RegExp])[] =>
      Object.entries(bounds).map(([bound, source]) => [bound as Bound, new RegExp(pattern(at(source)), 'iu')] as const);
    return [language, { ahead: entries(ahead, (source) => `${source}${spaced ? nearAhead : '$'}`), behind: entries(behind, (source) => (spaced ? `${nearBehind}${source}` : `^[\\p{Script=Han}\\p{Script=Katakana}ー]{0,6}?か?月?間?の?${source}`)) }];
  }),
);

export interface BoundedNumber {
  readonly value: string;
  /** `null`: none is said, or none is known in this language. */
  readonly bound: Bound | null;
  readonly language: string;
  /** What stands before and behind the number in its part of the sentence, numbers in Western digits. */
  readonly before: string;
  readonly behind: string;
}

/** How much text on each side of a number is looked at, in characters: a bound farther off belongs to something else. */
const reach = 45;

/** What a number of a provision stands behind, where it is too short a reference to be read as a citation. */
const numbering = /(?:(?<!\p{L})(?:abs|nr|art|buchst|ss?|paras?|regs?)\.|§§?|(?<!\p{L})(?:absatz\p{L}*|satz\p{L}*|nummer\p{L}*|(?:sub)?sections?|(?:sub)?paragraphs?|articles?|alinéas?|paragraphes?|parts?|schedule|lõi\p{L}+|punkt\p{L}*|المادة|الفقرة|частин\p{L}|статт\p{L}))\s*\(?$/iu;

/** Numbers of a text with the bound that stands at them. Empty in a language without words for bounds. */
export function readBounds(text: string, language: string): BoundedNumber[] {
  const primary = primaryLanguage(language);
  const known = compiled.get(primary);
  if (known === undefined) return [];
  const western = withDigits(withoutCitations(text, primary), language);
  return [...western.matchAll(numeral)].flatMap(({ 0: printed, index }) => {
    const before = /[^,;.:。、]*$/u.exec(western.slice(Math.max(0, index - reach), index))![0];
    const rest = western.slice(index + printed.length, index + printed.length + reach);
    const near = /^[^,;.:。、]*/u.exec(rest)![0];
    // A point or comma between digits ends no part of a sentence.
    const behind = /^(?:[^,;.:。、]|[.,](?=\d))*/u.exec(rest)![0];
    if (numbering.test(before)) return [];
    const bound = nearest(known, before, near);
    return valuesOf(printed).map((value) => ({ value, bound, language: primary, before, behind }));
  });
}

/** The bound whose words begin farthest ahead of those that end nearest: "not more than" over "more than"; those before the number over those behind. */
function nearest({ ahead, behind }: Compiled, before: string, after: string): Bound | null {
  const found = ahead.flatMap(([bound, pattern]) => {
    const match = pattern.exec(before);
    return match === null ? [] : [{ bound, start: match.index, words: match[0] }];
  });
  const longest = found.sort((a, b) => wordCount(a.words) - wordCount(b.words) || a.start - b.start)[0];
  // Among the found, one that contains another ("not more than") says the true direction.
  const widest = longest === undefined ? undefined : found.filter(({ start }) => start <= longest.start && longest.start - start <= longestPhrase).sort((a, b) => a.start - b.start)[0];
  if (widest !== undefined) return widest.bound;
  return behind.find(([, pattern]) => pattern.test(after))?.[0] ?? null;
}

/** Characters by which one phrase for a bound may begin before another that is part of it: "shall not " before "more than". */
const longestPhrase = 14;
const wordCount = (words: string): number => words.trim().split(/\s+/u).length;
