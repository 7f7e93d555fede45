import { describe, expect, it } from 'vitest';
import { analyzerOf } from '../../src/indexing/analyzer.js';
import { arabicStem } from '../../src/indexing/arabic.js';

describe('terms by language', () => {
  const table: readonly (readonly [language: string, text: string, terms: string, why: string])[] = [
    ['en', 'Dogs must be registered; registration is free.', 'dog must be regist registr is free', 'Snowball'],
    ['en-GB', 'DOGS', 'dog', 'the region does not matter'],
    ['en', 'section 573c(1)(a), No. 12-3', 'section 573c 1 a no 12 3', 'legal tokens whole'],
    ['de', 'Kündigungen der Wohnungen, § 573c Abs. 1', 'kundig der wohnung 573c abs 1', 'umlauts off behind the stemmer'],
    ['de', 'Straße STRASSE Größe groesse', 'strass strass gross groess', 'ß and ss are one'],
    ['fr', 'l’impôt des résidents; déclarés, declarer', 'l impot de resident declar declar', 'elision, accents left out'],
    ['ar', 'تسجيلُ الكلاب والكلب في المدرسة', 'تسجيل كلاب كلب في مدرس', 'marks, article and ending off'],
    ['ar', 'المادة ٥٧', 'ماد 57', 'Arabic-Indic digits'],
    ['ja', '住民票の写し', '住民 民票 票の の写 写し', 'pairs of characters'],
    ['ja', '第５条 ﾄｰｸﾝ', '第 5 条 トー ーク クン', 'NFKC; a lone character stays'],
    ['zh', '刑法2023年', '刑法 2023 年', 'digits between'],
    ['ko', '주민등록', '주민 민등 등록', ''],
    ['th', 'กฎหมาย', 'กฎ ฎห หม มา าย', 'no spaces'],
    ['hi', 'धारा ५', 'धार 5', 'Devanagari digits; vowel signs stay inside words'],
    ['tr', 'IŞIK İL', 'isik il', 'Turkish lower case, then accents off'],
    ['et', 'Koera pidaja § 53¹', 'koera pidaja 53 1', 'no stemmer; a raised number is a number of its own'],
    ['xx', 'Ünknown WORDS', 'unknown words', 'unknown language'],
    ['ru', 'Законы', 'закон', ''],
    ['en', '', '', 'nothing'],
    ['en', ' \n—…!? ', '', 'no words'],
  ];
  it.each(table)('%s: %s', (language, text, terms) => {
    expect(analyzerOf(language)(text).join(' ').replace(/ı/gu, 'i')).toBe(terms);
  });

  it('the same word gives the same term after 200,000 others', () => {
    const analyze = analyzerOf('en');
    const before = analyze('licences');
    for (let i = 0; i < 200; i++) analyze(Array.from({ length: 1000 }, (_, j) => `abc${String.fromCharCode(97 + (j % 26))}${'z'.repeat(i % 7)}q`).join(' '));
    expect(analyze('licences')).toEqual(before);
  });
});

describe('light10', () => {
  it.each([['القانون', 'قان'], ['قانون', 'قان'], ['والقانون', 'قان'], ['بالقانون', 'قان'], ['للقانون', 'قان'], ['البلديات', 'بلد'], ['الرسوم', 'رسوم'], ['ورسوم', 'رسوم'], ['ولد', 'ولد'], ['إقامة', 'اقام'], ['أقامَ', 'اقام']])('%s -> %s', (word, stem) => {
    expect(arabicStem(word)).toBe(stem);
  });
});
