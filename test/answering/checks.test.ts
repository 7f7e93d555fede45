import { describe, expect, it } from 'vitest';
import { amountsStand } from '../../src/answering/checks/amounts.js';
import type { Check, Ground } from '../../src/answering/checks/check.js';
import { datesStand, readDates } from '../../src/answering/checks/dates.js';
import { exceptionIn } from '../../src/answering/checks/exceptions.js';
import { isNegated, negationStands } from '../../src/answering/checks/negation.js';
import { numbersStand, readNumbers } from '../../src/answering/checks/numbers.js';
import { sectionMarksStand } from '../../src/answering/checks/section-marks.js';

type Row = readonly [language: string, claim: string, cited: string, kind: 'met' | 'unmet' | 'cannot-tell', citedLanguage?: string, provisionNumbers?: readonly string[]];

function holds(check: Check, rows: readonly Row[]): void {
  const cases = rows.map(([language, claim, cited, kind, citedLanguage = language, provisionNumbers = []]) => ({ language, claim, kind, ground: { text: cited, language: citedLanguage, provisionNumbers, headings: [], definitions: [] } satisfies Ground, cited }));
  it.each(cases)('$language: $claim | $cited -> $kind', ({ language, claim, kind, ground }) => {
    expect(check({ text: claim, language }, [ground]).kind).toBe(kind);
  });
}

describe('readNumbers', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['en', 'within 14 days', ['14']],
    ['en', 'fourteen days and twenty-one weeks', ['14', '21']],
    ['en', 'one dog', []],
    ['en', '1,400.50 crowns', ['1400.5']],
    ['de', '1.400,50 Kronen, 1,80 m, 1.80 m', ['1400.5', '1.8', '1.8']],
    ['de', 'vierzehn Tage, einundzwanzig Wochen', ['14', '21']],
    ['de', '12 000 Kronen', ['12000']],
    ['de', 'am 01.03.2024', ['1', '3', '2024']],
    ['fr', 'dix-sept jours, soixante-dix couronnes, vingt et un', ['17', '70', '21']],
    ['fr', '1 400 couronnes', ['1400']],
    ['ar', 'خلال ثلاثين يوما و ١٤ شهرا', ['30', '14']],
    ['ar', '٦٬٠٠٠ كرونة', ['6000']],
    ['ja', '十四日以内、百二十三クローネ、一部の者', ['14', '123']],
    ['ja', '第五条、３０日', ['5', '30']],
    ['uk', 'протягом тридцяти днів', ['30']],
    ['hi', '१४ दिन', ['14']],
  ];
  it.each(table)('%s: %s', (language, text, expected) => expect(readNumbers(text, language)).toEqual(expected));
});

describe('numbersStand', () =>
  holds(numbersStand, [
    ['en', 'You have 14 days.', 'The period is fourteen days.', 'met'],
    ['en', 'You have 30 days.', 'The period is fourteen days.', 'unmet'],
    ['de', 'Es sind 14 Tage.', 'La période est de quatorze jours.', 'met', 'fr'],
    ['ja', '三十日以内です。', '届出は30日以内にする。', 'met'],
    ['en', 'Section 5 says so.', 'It is so.', 'met', 'en', ['Section 5.']],
  ]));

describe('amountsStand', () =>
  holds(amountsStand, [
    ['en', 'within 30 days', 'within thirty days', 'met'],
    ['en', 'within 30 weeks', 'within 30 days and 2 weeks', 'unmet'],
    ['en', 'within 14 calendar days', 'within 14 days', 'met'],
    ['en', '12 crowns', '12 per cent', 'unmet'],
    ['en', '€12', 'zwölf Euro', 'met', 'de'],
    ['fr', '30 jours', '٣٠ يوما', 'met', 'ar'],
    ['de', '15 Prozent', '15 %', 'met'],
    ['ja', '二百二十クローネ', '220 crowns', 'met', 'en'],
    ['en', 'since 2024', 'seit 2024', 'met', 'de'],
  ]));

describe('readDates', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['en', 'on 1 January 2024 and January 2, 2024', ['2024-1-1', '2024-1-2']],
    ['en', 'in March 2024', ['2024-3-']],
    ['en', 'you may apply; the 1st of May', ['-5-1']],
    ['de', 'ab dem 1. März, bis 31.12.2024', ['2024-12-31', '-3-1']],
    ['fr', 'le 1er janvier 2024', ['2024-1-1']],
    ['ar', '١ يناير ٢٠٢٤', ['2024-1-1']],
    ['ja', '二〇二四年四月一日', ['2024-4-1']],
    ['uk', '1 січня 2024', ['2024-1-1']],
    ['xx', '2024-02-29', ['2024-2-29']],
  ];
  it.each(table)('%s: %s', (language, text, expected) =>
    expect(readDates(text, language).map(({ year, month, day }) => `${year ?? ''}-${month}-${day ?? ''}`)).toEqual(expected));
});

describe('datesStand', () =>
  holds(datesStand, [
    ['en', 'from 1 January 2024', 'ab 1. Januar 2024', 'met', 'de'],
    ['en', 'from 1 February 2024', 'from 1 January 2024', 'unmet'],
    ['en', 'since January 2024', 'from 2024-01-01', 'met'],
    ['en', 'from 1 January 2024', 'from January 2024', 'unmet'],
  ]));

describe('sectionMarksStand', () =>
  holds(sectionMarksStand, [
    ['en', 'Under section 5(2) it is free.', 'It is free under section 5(2).', 'met'],
    ['en', 'Under section 6 it is free.', 'It is free under section 5(2).', 'unmet'],
    ['en', 'Under section 5 it is free.', 'It is free.', 'met', 'en', ['Section 5.']],
    ['de', 'Nach § 5 Abs. 2 ist es frei.', 'Es ist frei.', 'met', 'de', ['§ 5', '(2)']],
    ['ja', '第五条により無料です。', '無料です。', 'unmet'],
  ]));

describe('negationStands', () =>
  holds(negationStands, [
    ['en', 'You need not pay.', 'You do not pay.', 'met'],
    ['en', 'You pay.', 'You do not pay.', 'unmet'],
    ['en', 'You do not pay.', 'You pay.', 'unmet'],
    ['de', 'Die Gebühr entfällt nicht.', 'The fee is not waived.', 'met', 'en'],
    ['de', 'Es gilt keine Frist.', 'Es gilt eine Frist.', 'unmet'],
    ['fr', 'Il n’est pas payé.', 'Il est payé.', 'unmet'],
    ['ar', 'لا تسري الرسوم.', 'تسري الرسوم.', 'unmet'],
    ['ja', '届け出なければならない。', '届け出る。', 'met'],
    ['ja', '届け出ない。', '届け出る。', 'unmet'],
    ['hi', 'कोई शुल्क है', 'शुल्क नहीं है', 'cannot-tell'],
    ['hi', 'शुल्क नहीं', 'शुल्क नहीं है', 'met'],
  ]));

describe('isNegated', () => {
  it.each([
    ['en', 'not later than Monday', false],
    ['en', 'It doesn’t apply.', true],
    ['de', 'nicht mehr als 3', false],
    ['ja', 'しなければなりません', false],
    ['xx', 'not', null],
  ] as const)('%s: %s', (language, text, expected) => expect(isNegated(text, language)).toBe(expected));
});

describe('exceptionIn', () => {
  it.each([
    ['en', 'Every dog is registered.', 'none'],
    ['en', 'unless it is a guide dog', 'here'],
    ['en', 'Subsection (1) does not apply to guide dogs.', 'elsewhere'],
    ['de', 'sofern nicht ein Blindenhund vorliegt', 'here'],
    ['de', 'es sei denn, er ist blind', 'here'],
    ['de', 'Absatz 1 gilt nicht für Blindenhunde.', 'elsewhere'],
    ['fr', 'sauf si le chien est un guide', 'here'],
    ['ar', 'ما لم يكن كلب إرشاد', 'here'],
    ['ja', 'ただし、盲導犬については、この限りでない。', 'elsewhere'],
    ['ja', '盲導犬を除く。', 'here'],
    ['xx', 'unless', 'none'],
  ] as const)('%s: %s', (language, text, expected) => expect(exceptionIn(text, language)).toBe(expected));
});
