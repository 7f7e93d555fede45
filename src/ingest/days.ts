/** Calendar days as sources write them: ISO days of the Gregorian calendar, days of the Umm al-Qura calendar, days in Arabic words. */
import type { Day } from '../document.js';
import { westernDigits } from '../numerals.js';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const millisecondsOfADay = 86_400_000;

const isoDay = (time: number): Day => new Date(time).toISOString().slice(0, 10);

/** `2024-02-30` is no day. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The day after: what names the last day in force becomes the end of a half-open period. */
export function dayAfter(day: Day): Day {
  return isoDay(Date.parse(`${day}T00:00:00Z`) + millisecondsOfADay);
}

/** Years of the Umm al-Qura tables (ICU): 1300 is 1882, 1600 is 2174. Outside them the calendar is only computed, not proclaimed. */
const firstHijriYear = 1300;
const lastHijriYear = 1600;
/** 1 Muharram 1300. */
const beginningOfTables = Date.UTC(1882, 10, 12);
const meanHijriYear = 354.367;
const meanHijriMonth = 29.5306;
/** How far a day of the tables may lie from one computed with mean months. */
const reach = 4;
const hijriCalendar = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });

function hijriOf(time: number): readonly [year: number, month: number, day: number] {
  const parts = new Map(hijriCalendar.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return [parts.get('year')!, parts.get('month')!, parts.get('day')!];
}

/** The Gregorian day of a day of the Umm al-Qura calendar; `null` for what is no day in its tables. */
export function fromHijri(year: number, month: number, day: number): Day | null {
  if (!(year >= firstHijriYear && year <= lastHijriYear && month >= 1 && month <= 12 && day >= 1 && day <= 30)) return null;
  const about = beginningOfTables + Math.floor((year - firstHijriYear) * meanHijriYear + (month - 1) * meanHijriMonth + day - 1) * millisecondsOfADay;
  for (let away = -reach; away <= reach; away++) {
    const time = about + away * millisecondsOfADay;
    const [ofYear, ofMonth, ofDay] = hijriOf(time);
    if (ofYear === year && ofMonth === month && ofDay === day) return isoDay(time);
  }
  return null;
}

const hijriMonths = ['محرم', 'صفر', 'ربيع الاول', 'ربيع الاخر', 'جمادي الاولي', 'جمادي الاخره', 'رجب', 'شعبان', 'رمضان', 'شوال', 'ذي القعده', 'ذي الحجه'];
const gregorianMonths = ['يناير', 'فبراير', 'مارس', 'ابريل', 'مايو', 'يونيو', 'يوليو', 'اغسطس', 'سبتمبر', 'اكتوبر', 'نوفمبر', 'ديسمبر'];
/** Other names and spellings of the same months. */
const otherNames: Readonly<Record<string, string>> = { 'ربيع الثاني': 'ربيع الاخر', 'جمادي الثانيه': 'جمادي الاخره', 'جمادي الاخر': 'جمادي الاخره', 'ذو القعده': 'ذي القعده', 'ذو الحجه': 'ذي الحجه', 'المحرم': 'محرم', 'شهر رمضان': 'رمضان' };

function monthOf(written: string): number {
  const name = written.replace(/[أإآ]/gu, 'ا').replace(/ى/gu, 'ي').replace(/ة/gu, 'ه').replace(/[\u064B-\u0652\u0640]/gu, '').trim();
  const known = otherNames[name] ?? name;
  return (hijriMonths.indexOf(known) + 1) || (gregorianMonths.indexOf(known) + 1);
}

interface WrittenDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `1445/05/28`, `28 / 5 / 1445`, `24 من شعبان 1447`: the first of them in the text. */
function writtenDays(text: string): WrittenDay[] {
  const numeric = /(\d{1,4})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{1,4})|(\d{1,2})\s(?:من\s)?(?:شهر\s)?(\p{L}[\p{L}\p{M} ]{2,14}?)\s(?:عام\s)?(\d{4})/gu;
  return [...text.matchAll(numeric)].map((match): WrittenDay => {
    if (match[4] !== undefined) return { year: Number(match[6]), month: monthOf(match[5]!), day: Number(match[4]) };
    const [first, month, last] = [Number(match[1]), Number(match[2]), Number(match[3])];
    return first > 31 ? { year: first, month, day: last } : { year: last, month, day: first };
  });
}

/**
 * The day an Arabic source writes, in either calendar, in digits of either script: `٢٤ من شعبان ١٤٤٧هـ الموافق: ١٢ من فبراير ٢٠٢٦م`. Where
 * both calendars are written, the Gregorian day counts. `null` when there is none, or none in the tables.
 */
export function readArabicDay(written: string): Day | null {
  const days = writtenDays(westernDigits(written).replace(/\s+/gu, ' '));
  const gregorian = days.find(({ year }) => year > lastHijriYear);
  if (gregorian !== undefined) {
    const day = `${gregorian.year}-${String(gregorian.month).padStart(2, '0')}-${String(gregorian.day).padStart(2, '0')}`;
    return isDay(day) ? day : null;
  }
  const [hijri] = days;
  return hijri === undefined ? null : fromHijri(hijri.year, hijri.month, hijri.day);
}
