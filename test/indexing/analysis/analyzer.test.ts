import { describe, expect, it } from 'vitest';
import { analyzerOf, readingOf } from '../../../src/indexing/analysis/analyzer.js';
import { arabicStem } from '../../../src/indexing/analysis/arabic.js';
import { foldText } from '../../../src/indexing/analysis/fold.js';
import { foldHebrew } from '../../../src/indexing/analysis/hebrew.js';
import { charactersAndPairs } from '../../../src/indexing/analysis/unspaced.js';

describe('words by language', () => {
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
    ['uk', 'об’єкт обʼєкт об\'єкт', 'обєкт обєкт обєкт', 'one word, whatever the apostrophe'],
    ['ru', 'учёт учет', 'учет учет', 'ё is written е as often as not'],
    ['fa', 'قانون‌ها کتاب', 'قانونها كتاب', 'joiners off; Persian and Arabic letters are one'],
    ['de', 'Kündi\u00ADgung', 'kundig', 'soft hyphens'],
    ['hi', 'धारा ५', 'धार 5', 'Devanagari digits; vowel signs stay inside words'],
    ['tr', 'IŞIK İL', 'isik il', 'Turkish lower case, then accents off'],
    ['et', 'Koera pidaja § 53¹', 'koera pidaja 53 1', 'no stemmer; a raised number is a number of its own'],
    ['xx', 'Ünknown WORDS', 'unknown words', 'unknown language'],
    ['ru', 'Законы', 'закон', ''],
    ['en', '', '', 'nothing'],
    ['en', ' \n—…!? ', '', 'no words'],
  ];
  it.each(table)('%s: %s', (language, text, terms) => {
    expect(analyzerOf(language).words(text).join(' ')).toBe(terms);
  });

  it('the same word gives the same term after 200,000 others', () => {
    const analyze = analyzerOf('en');
    const before = analyze.words('licences');
    for (let i = 0; i < 200; i++) analyze.words(Array.from({ length: 1000 }, (_, j) => `abc${String.fromCharCode(97 + (j % 26))}${'z'.repeat(i % 7)}q`).join(' '));
    expect(analyze.words('licences')).toEqual(before);
  });
});

describe('a passage', () => {
  it('is stems where there is a stemmer, a whole number no longer than its pieces', () => {
    expect(analyzerOf('de').passage('der Hundehalter, Abs. 2')).toEqual({ terms: ['der', 'hundehalt', 'abs', '2', 'abs 2'], length: 4 });
  });

  it('in a language without a stemmer is folded words with their groups of letters, and is no longer for them', () => {
    expect(analyzerOf('et').passage('Seadus ja õigus')).toEqual({ terms: ['seadus', '~sead', '~eadu', '~adus', 'ja', 'oigus', '~oigu', '~igus'], length: 3 });
  });

  it('without spaces is characters and pairs, in alphabets three letters', () => {
    expect(analyzerOf('zh').passage('刑法2023年')).toEqual({ terms: ['刑', '法', '刑法', '2023', '年'], length: 4 });
    expect(charactersAndPairs('กฎหมาย')).toEqual(['กฎห', 'ฎหม', 'หมา', 'มาย']);
    expect(charactersAndPairs('กฎ')).toEqual(['กฎ']);
  });

  it('says how its language is read', () => {
    expect(['de-CH', 'ja', 'ko', 'et', 'he', 'xx'].map(readingOf)).toEqual(['stems', 'characters', 'characters', 'letter-groups', 'letter-groups', 'letter-groups']);
  });
});

describe('a question', () => {
  const weights = (language: string, text: string): Record<string, number> => Object.fromEntries(analyzerOf(language).question(text));

  it('is about its content words; those it is built of count a fifth', () => {
    expect(weights('en', 'How do I register a dog?')).toEqual({ how: 0.2, do: 0.2, i: 0.2, regist: 1, a: 0.2, dog: 1 });
    expect(weights('fr', 'Où déclarer')).toEqual({ ou: 0.2, declar: 1 });
    expect(weights('et', 'Kus seadus')).toEqual({ kus: 0.2, seadus: 1, '~sead': 0.5, '~eadu': 0.5, '~adus': 0.5 });
  });

  it('denies and excepts in full: these words decide in law', () => {
    for (const [language, text] of [['en', 'not without unless except no'], ['de', 'nicht ohne kein außer nur'], ['fr', 'sans sauf ne pas'], ['ru', 'не без кроме'], ['ar', 'لا غير بدون دون']] as const) {
      for (const [term, weight] of Object.entries(weights(language, text)).filter(([one]) => !one.startsWith('~'))) expect([language, term, weight]).toEqual([language, term, 1]);
    }
  });

  it('asked for twice weighs twice; a question without words asks for nothing', () => {
    expect(weights('en', 'dog, dogs')).toEqual({ dog: 2 });
    expect(weights('en', '?! …')).toEqual({});
  });
});

describe('numbers of the law, whole beside their pieces', () => {
  const table: readonly (readonly [language: string, text: string, wholes: string, why: string])[] = [
    ['de', '§ 573c Abs. 1', '§ 573c|abs 1', 'section mark and word with their numbers'],
    ['de', '§573 c BGB', '573c|§ 573c', 'a letter that stands apart'],
    ['de', 'von 5 bis 10', '', 'a function word before a number is chance'],
    ['fr', 'article L. 1234-5', 'l1234-5', 'a letter in front belongs to it'],
    ['fr', 'articles L1234-5 et R 12-3', 'l1234-5|r12-3|r 12', 'with or without point and space'],
    ['en', 'chapter C-46, s 12A', 'c-46|s 12a', 'chapter numbers'],
    ['en', 'Regulation 2016/679', '2016-679|regul 2016', 'joined by a stroke'],
    ['en', 'w1x', '', 'letters and digits in one token are whole already'],
    ['ja', '第九条の二', '第9条の2', 'Han numerals'],
    ['zh', '第二百三十四條之一', '第234条の1', 'traditional characters too'],
  ];
  it.each(table)('%s: %s', (language, text, wholes) => {
    const analyzer = analyzerOf(language);
    const pieces = new Set([...analyzer.words(text), ...Array.from(text)]);
    const found = analyzer.passage(text).terms.filter((term) => !pieces.has(term) && !term.startsWith('~') && !/^[^\d]*$/u.test(term));
    expect(found.join('|')).toBe(wholes);
  });

  it('the whole is the same for every way of writing it', () => {
    const wholeOf = (text: string): boolean => analyzerOf('de').passage(text).terms.includes('§ 573c');
    expect(['§ 573c', '§573c', '§ 573 c', '§§ 573c'].map(wholeOf)).toEqual([true, true, true, true]);
  });
});

describe('folding', () => {
  it.each([['ＡＢＣ１２３', 'abc123'], ['ﾄｰｸﾝ', 'トークン'], ['§ 53¹', '§ 53-1'], ['a\u200Bb', 'ab']])('%s -> %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
  it.each([['שָׁלוֹם', 'שלומ'], ['צה״ל', 'צהל'], ['מלך', 'מלכ']])('%s -> %s', (word, folded) => {
    expect(foldHebrew(word)).toBe(folded);
  });
});

describe('light10', () => {
  it.each([['القانون', 'قان'], ['قانون', 'قان'], ['والقانون', 'قان'], ['بالقانون', 'قان'], ['للقانون', 'قان'], ['البلديات', 'بلد'], ['الرسوم', 'رسوم'], ['ورسوم', 'رسوم'], ['ولد', 'ولد'], ['إقامة', 'اقام'], ['أقامَ', 'اقام']])('%s -> %s', (word, stem) => {
    expect(arabicStem(word)).toBe(stem);
  });
});
