/** Every date of a statement stands in the sentences it cites: as the same day, or as the month or year of a day there. */
import { primaryLanguage } from '../../language.js';
import { met, unmet, type Check } from './check.js';
import { withDigits } from './numbers.js';

export const datesStand: Check = (claim, grounds) => {
  const given = grounds.flatMap(({ text, language }) => readDates(text, language));
  const missing = readDates(claim.text, claim.language).filter((date) => !given.some((other) => agrees(date, other)));
  return missing.length === 0 ? met : unmet(`the date ${missing.map(print).join(', ')} stands in no cited sentence`);
};

/** A day, a month of a year, or a day of every year. */
export interface DateMention {
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
}

const monthNames: Readonly<Record<string, readonly string[]>> = {
  en: ['january|jan', 'february|feb', 'march|mar', 'april|apr', 'may', 'june|jun', 'july|jul', 'august|aug', 'september|sept?', 'october|oct', 'november|nov', 'december|dec'],
  de: ['januar|jänner', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  ar: ['يناير|كانون الثاني', 'فبراير|شباط', 'مارس|آذار', 'أبريل|نيسان', 'مايو|أيار', 'يونيو|حزيران', 'يوليو|تموز', 'أغسطس|آب', 'سبتمبر|أيلول', 'أكتوبر|تشرين الأول', 'نوفمبر|تشرين الثاني', 'ديسمبر|كانون الأول'],
  et: ['jaanuar\\p{L}{0,3}', 'veebruar\\p{L}{0,3}', 'märts\\p{L}{0,3}', 'aprill\\p{L}{0,3}', 'mai\\p{L}{0,2}', 'juuni\\p{L}{0,2}', 'juuli\\p{L}{0,2}', 'august\\p{L}{0,3}', 'septemb\\p{L}{1,4}', 'oktoob\\p{L}{1,4}', 'novemb\\p{L}{1,4}', 'detsemb\\p{L}{1,4}'],
  uk: ['січня', 'лютого', 'березня', 'квітня', 'травня', 'червня', 'липня', 'серпня', 'вересня', 'жовтня', 'листопада', 'грудня'],
};

interface Pattern {
  readonly pattern: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>) => DateMention | null;
}

const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function mention(year: number | null, month: number | null, day: number | null): DateMention | null {
  if (month === null || month < 1 || month > 12 || (day !== null && (day < 1 || day > 31))) return null;
  return { year, month, day };
}

const numeric: readonly Pattern[] = [
  { pattern: /(?<!\d)(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?!\d)/gu, read: (g) => mention(number(g['year']), number(g['month']), number(g['day'])) },
  { pattern: /(?<!\d)(?<day>\d{1,2})[./](?<month>\d{1,2})[./](?<year>\d{4})(?!\d)/gu, read: (g) => mention(number(g['year']), number(g['month']), number(g['day'])) },
  { pattern: /(?:(?<year>\d{4})年)(?<month>\d{1,2})月(?:(?<day>\d{1,2})日)?|(?<month2>\d{1,2})月(?<day2>\d{1,2})日/gu, read: (g) => mention(number(g['year']), number(g['month'] ?? g['month2']), number(g['day'] ?? g['day2'])) },
];

const named = new Map(
  Object.entries(monthNames).map(([language, months]): [string, readonly Pattern[]] => [
    language,
    months.flatMap((names, index): Pattern[] => {
      const read: Pattern['read'] = (g) => (g['day'] === undefined && g['year'] === undefined ? null : mention(number(g['year']), index + 1, number(g['day'])));
      const word = `(?<!\\p{L})(?:${names})(?!\\p{L})\\.?`;
      const dayBefore = `(?:(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.)?\\s+(?:(?:day\\s+)?of\\s+|de\\s+|من\\s+)?)`;
      if (language !== 'en') return [{ pattern: new RegExp(`${dayBefore}?${word}(?:\\.?\\s+(?<year>\\d{4}))?`, 'giu'), read }];
      return [
        { pattern: new RegExp(`${dayBefore}${word}(?:,?\\s+(?<year>\\d{4}))?`, 'giu'), read },
        { pattern: new RegExp(`${word}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+(?<year>\\d{4}))?`, 'giu'), read },
        { pattern: new RegExp(`(?<!\\d\\s|\\d(?:st|nd|rd|th)\\s|of\\s)${word},?\\s+(?<year>\\d{4})`, 'giu'), read },
      ];
    }),
  ]),
);

/** Dates in `text`, in no particular order. A language without month names is read for dates in figures only. */
export function readDates(text: string, language: string): DateMention[] {
  const western = withDigits(text, language);
  const patterns = [...numeric, ...(named.get(primaryLanguage(language)) ?? [])];
  return patterns.flatMap(({ pattern, read }) => [...western.matchAll(pattern)].map(({ groups }) => read(groups ?? {})).filter((found) => found !== null));
}

function agrees(claimed: DateMention, given: DateMention): boolean {
  const same = (one: number | null, other: number | null): boolean => one === null || one === other;
  return claimed.month === given.month && same(claimed.year, given.year) && same(claimed.day, given.day);
}

function print({ year, month, day }: DateMention): string {
  return [year, month, day].filter((part) => part !== null).join('-');
}
