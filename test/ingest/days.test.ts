import { describe, expect, it } from 'vitest';
import { dayAfter, fromHijri, isDay, readArabicDay } from '../../src/ingest/days.js';

describe('the Umm al-Qura calendar', () => {
  it.each([
    [1300, 1, 1, '1882-11-12', 'first day of the tables'],
    [1389, 2, 21, '1969-05-08', 'before the calendar was proclaimed in print'],
    [1445, 5, 28, '2023-12-12', 'as a royal order prints both'],
    [1447, 8, 24, '2026-02-12', 'as a royal order prints both'],
    [1445, 9, 1, '2024-03-11', 'Ramadan 2024'],
    [1446, 12, 10, '2025-06-06', 'Feast of the Sacrifice 2025'],
    [1600, 12, 29, '2174-11-24', 'last year of the tables'],
  ])('%i-%i-%i is %s', (year, month, day, gregorian) => {
    expect(fromHijri(year, month, day)).toBe(gregorian);
  });
  it('gives every day of a century exactly once, in order', () => {
    const days: string[] = [];
    for (let year = 1400; year < 1500; year++) for (let month = 1; month <= 12; month++) for (let day = 1; day <= 30; day++) days.push(...[fromHijri(year, month, day)].filter((found) => found !== null));
    expect(days.slice(1).every((day, at) => day === dayAfter(days[at]!))).toBe(true);
    expect(days.length).toBe((Date.parse(fromHijri(1500, 1, 1)!) - Date.parse(fromHijri(1400, 1, 1)!)) / 86_400_000);
  });
  it.each([[1299, 12, 1], [1601, 1, 1], [1445, 13, 1], [1445, 1, 31], [1445, 1, 30], [0, 0, 0], [Number.NaN, 1, 1]])('%i-%i-%i is no day of the tables', (year, month, day) => {
    expect(fromHijri(year, month, day)).toBeNull();
  });
});

describe('days in Arabic', () => {
  it.each([
    ['1423/02/11 هـ', '2002-04-24', 'year first'],
    ['٢٨ / ٥ / ١٤٤٥هـ الموافق: ١٢ / ١٢ / ٢٠٢٣م', '2023-12-12', 'the Gregorian day counts'],
    ['٢٤ من شعبان ١٤٤٧هـ', '2026-02-12', 'month in words'],
    ['١ من ربيع الأول ١٤٤٧هـ', '2025-08-24', 'month of two words'],
    ['٣ من جمادى الآخرة ١٤٤٣هـ', '2022-01-06', 'month spelled with madda'],
    ['نشر في عدد جريدة رقم (٥١٠٤) الصادر في ٢ من سبتمبر ٢٠٢٥م.', '2025-09-02', 'inside a sentence'],
  ])('%s', (written, day) => {
    expect(readArabicDay(written)).toBe(day);
  });
  it.each([['09/21/ 1443هـ', 'no such month'], ['1204/01/01', 'before the tables'], ['٣٠ من فبراير ٢٠٢٥م', 'no such day'], ['قريباً', 'no day at all'], ['', 'nothing']])('%s is none: %s', (written) => {
    expect(readArabicDay(written)).toBeNull();
  });
});

it('isDay knows the calendar', () => {
  expect(['2024-02-29', '2023-02-29', '2024-2-9', '2024-02-29T00:00'].map(isDay)).toEqual([true, false, false, false]);
});
