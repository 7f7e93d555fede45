import { describe, expect, it } from 'vitest';
import { arabicOrdinal, arabicOrdinalWord, numberRange, numberValue } from '../src/numerals.js';

describe('numberValue', () => {
  it.each([
    ['§ 53¹', '53-1', 'a raised digit is a number of its own'],
    ['¹bis', '1bis', 'paragraph of a Swiss article'],
    ['Art. 5bis', '5bis', 'Latin insertion without space'],
    ['Art. 5 quinquies', '5quinquies', 'and with one'],
    ['59 unvicies', '59unvicies', 'late insertion of a French code'],
    ['L. 1234-5', 'l1234-5', 'letter of a French code'],
    ['R*122-1', 'r122-1', 'the star is no part of the number'],
    ['*R111-25', 'r111-25', 'nor before the letter'],
    ['Article A10-0 AC-1', 'a10-0ac-1', 'capitals between'],
    ['Article 39 AA quater', '39aaquater', 'capitals, then Latin'],
    ['238 bis AB', '238bisab', 'Latin, then capitals'],
    ['R135-M-1', 'r135-m-1', 'a letter as a step'],
    ['Article Annexe 1, art. 2', 'annexe1-2', 'article of an annex, apart from article 1'],
    ['3° bis', '3bis', 'degree sign'],
    ['I bis. –', 'ibis', 'Roman number with an insertion'],
    ['abis.', 'abis', 'letter with an insertion'],
    ['Titre Ier', '1', 'Roman ordinal'],
    ['Titre préliminaire', 'preliminaire', 'before all numbers'],
    ['Chapitre unique', 'unique', 'the only one'],
    ['Troisième partie', '3', 'French ordinal'],
    ['Erster Teil', '1', 'German ordinal'],
    ['IV. Teil', '4', 'Roman number before its word'],
    ['I. osa', '1', 'in Estonian too'],
    ['المادة الحادية والعشرون بعد المائة', '121', 'beyond 100'],
    ['المادة الثالثة بعد المائتين', '203', 'beyond 200'],
    ['المادة الخامسة عشرة بعد الستمائة', '615', 'beyond 600'],
    ['المادة المئة', '100', 'the hundred itself, the other spelling'],
    ['المادة الاولى', '1', 'alif without hamza'],
    ['المادة الخامسة مكرر', '5bis', 'inserted article'],
    ['المادة الرابعة والأربعون (مكرر/١)', '44bis-1', 'second insertion'],
    ['المادة (١ / ٢)', '1-2', 'two numbers'],
    ['المادة : ۱۹', '19', 'Persian digits behind a colon'],
    ['أولاً:', '1', 'adverbial'],
    ['حادي عشر', '11', 'adverbial beyond ten'],
  ])('%s is %s (%s)', (printed, value) => {
    expect(numberValue(printed)).toBe(value);
  });
  it.each(['المادة', 'عنوان', 'Annexe', 'Partie législative'])('%s has no number', (printed) => {
    expect(numberValue(printed)).toBeNull();
  });
});

describe('Arabic ordinals', () => {
  const units = ['الأولى', 'الثانية', 'الثالثة', 'الرابعة', 'الخامسة', 'السادسة', 'السابعة', 'الثامنة', 'التاسعة'];
  const tens = ['العشرون', 'الثلاثون', 'الأربعون', 'الخمسون', 'الستون', 'السبعون', 'الثمانون', 'التسعون'];
  const hundreds = ['المائة', 'المائتين', 'الثلاثمائة', 'الأربعمائة', 'الخمسمائة', 'الستمائة', 'السبعمائة', 'الثمانمائة', 'التسعمائة'];
  const written = new RegExp(`^${arabicOrdinalWord}(?:\\s${arabicOrdinalWord})*$`, 'u');

  /** As laws write it: 1, 11, 21, 121; the unit of eleven and of all above twenty is الحادية. */
  function inWords(number: number): string {
    const below = number % 100;
    const unit = below % 10 === 1 && below > 10 ? 'الحادية' : units[(below % 10) - 1];
    const ten = below < 20 ? 'عشرة' : tens[Math.floor(below / 10) - 2];
    const small = below === 0 ? '' : below === 10 ? 'العاشرة' : below < 10 ? unit! : below % 10 === 0 ? ten! : below < 20 ? `${unit!} ${ten!}` : `${unit!} و${ten!}`;
    const hundred = hundreds[Math.floor(number / 100) - 1];
    return hundred === undefined ? small : small === '' ? hundred : `${small} بعد ${hundred}`;
  }

  it('are read up to 999, and every one is found by the pattern', () => {
    for (let number = 1; number < 1000; number++) {
      expect([number, arabicOrdinal(inWords(number)), written.test(inWords(number))]).toEqual([number, number, true]);
    }
  });
});

describe('numberRange', () => {
  const rows: readonly (readonly [printed: string, numbers: readonly string[], why: string])[] = [
    ['§§ 2 und 3', ['2', '3'], 'two'],
    ['§§ 27 u. 28', ['27', '28'], 'two, shortened'],
    ['31 to 33', ['31', '32', '33'], 'a run'],
    ['Art III bis V', ['3', '4', '5'], 'a run in Roman numbers'],
    ['§§ 5a bis 7', ['5a', '6', '7'], 'a run from an inserted one'],
    ['§§ 45-47', ['45', '46', '47'], 'a hyphen behind two signs'],
    ['§§ 537 bis 1160', ['537', '1160'], 'a very long run: its ends'],
    ['§ 12-3', [], 'one number with a hyphen'],
    ['4.5', [], 'a decimal'],
    ['§ 5', [], 'one number'],
  ];
  it.each(rows)('%s', (printed, numbers) => {
    expect(numberRange(printed)).toEqual(numbers);
  });
});

describe('Chinese numbers', () => {
  it.each([['第一千零四十三条', '1043'], ['第一百二十条之一', '120-1'], ['第两百条', '200']])('%s', (printed, value) => {
    expect(numberValue(printed)).toBe(value);
  });
});
