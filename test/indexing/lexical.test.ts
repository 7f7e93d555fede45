import { describe, expect, it } from 'vitest';
import { languageEvidence, languageShares, lexicalSearch, inverseDocumentFrequency, termWeight, findTerm } from '../../src/indexing/lexical.js';
import { lexicalBuilder } from '../../src/indexing/lexical-build.js';
import { lexicalBytes, readLexical, type LexicalTable } from '../../src/indexing/lexical-file.js';

const anserini = { k1: 0.9, b: 0.4 };

function tableOf(rows: readonly (readonly [text: string, language: string])[]): LexicalTable {
  const builder = lexicalBuilder();
  for (const [text, language] of rows) builder.add(text, language);
  return builder.build();
}
const all = (count: number) => ({ rows: new Uint8Array(count).fill(1), count });
const animals = tableOf([['dog dog cat', 'en'], ['dog', 'en'], ['bird fish cat cat', 'en']]);

describe('BM25', () => {
  // By hand: idf of 2 rows in 3 = ln(1 + 1.5/2.5) = 0.4700036; lengths 3, 1, 4; average 8/3. Row 0 for "dog cat":
  // 0.4700036 × (2 / (2 + 0.9 × (0.6 + 0.4 × 3 / 2.6667)) + 1 / (1 + 0.945)) = 0.4700036 × (0.6791171 + 0.5141388) = 0.5608346.
  it('gives the numbers of the formula to six digits', () => {
    expect(inverseDocumentFrequency(3, 2)).toBeCloseTo(0.470_003_63, 7);
    expect(termWeight(2, 3, 8 / 3, 0.9, 0.4)).toBeCloseTo(2 / (2 + 0.945), 10);
    const hits = lexicalSearch(animals)('dog cat', all(3), 10, anserini);
    expect(hits.map(({ row }) => row)).toEqual([0, 2, 1]);
    for (const [i, score] of [0.560_834_6, 0.305_197_2, 0.280_599_2].entries()) expect(hits[i]!.score).toBeCloseTo(score, 6);
  });

  it('with k1 1.2 and b 0.75', () => {
    const scores = lexicalSearch(animals)('dog cat', all(3), 10, { k1: 1.2, b: 0.75 }).map(({ score }) => score);
    for (const [i, score] of [0.487_020_6, 0.287_025_1, 0.257_536_2].entries()) expect(scores[i]).toBeCloseTo(score, 6);
  });

  it('counts a term asked for twice twice, and leaves nothing of one question in the next', () => {
    const search = lexicalSearch(animals);
    const twice = search('dog dog', all(3), 10, anserini);
    const once = search('dog', all(3), 10, anserini);
    expect(twice.map(({ row }) => row)).toEqual([0, 1]);
    expect(twice[0]!.score).toBeCloseTo(2 * once[0]!.score, 6);
    expect(search('dog', all(3), 10, anserini)).toEqual(once);
  });

  it('returns nothing for words that are not there, at most k rows, and only admitted ones', () => {
    const search = lexicalSearch(animals);
    expect(search('', all(3), 10, anserini)).toEqual([]);
    expect(search('elephant', all(3), 10, anserini)).toEqual([]);
    expect(search('dog cat', all(3), 1, anserini).map(({ row }) => row)).toEqual([0]);
    expect(search('dog cat', { rows: Uint8Array.of(0, 1, 1), count: 2 }, 10, anserini).map(({ row }) => row)).toEqual([2, 1]);
    expect(search('dog', all(3), 0, anserini)).toEqual([]);
  });

  it('orders equal scores by row', () => {
    const table = tableOf(Array.from({ length: 50 }, () => ['same words', 'en'] as const));
    expect(lexicalSearch(table)('words', all(50), 5, anserini).map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('compounds', () => {
  const table = tableOf([['Der Hund bellt.', 'de'], ['Die Steuer ist fällig.', 'de'], ['Hund und Steuer', 'de'], ['Die Hundesteuer beträgt 80 Kronen.', 'de'], ['Das Haus', 'de']]);
  const rowsFor = (question: string): number[] => lexicalSearch(table)(question, all(5), 10, anserini).map(({ row }) => row);

  it('are found by their parts, and the parts by a compound, even one that the corpus does not have', () => {
    expect(rowsFor('Hund').sort()).toEqual([0, 2, 3]);
    expect(rowsFor('Hundesteuer')[0]).toBe(3);
    expect(rowsFor('Hundesteuer').sort()).toEqual([0, 1, 2, 3]);
    expect(rowsFor('Steuerhund').sort()).toEqual([0, 1, 2, 3]);
  });

  it('words on their own are counted apart from parts, and stored', () => {
    const [section] = readLexical(new Uint8Array(Buffer.concat(lexicalBytes(table)))).sections;
    const at = findTerm(section!, 'hund');
    expect([section!.ownDocuments[at], section!.postingOffsets[at + 1]! - section!.postingOffsets[at]!]).toEqual([2, 3]);
  });

  it('a part in a row that has the word too adds to its frequency', () => {
    const both = tableOf([['Hund', 'de'], ['Steuer', 'de'], ['Hund, Hundesteuer, Hundesteuer', 'de'], ['Steuer', 'de']]);
    const [section] = both.sections;
    const at = findTerm(section!, 'hund');
    expect([...section!.rows.subarray(section!.postingOffsets[at], section!.postingOffsets[at + 1])]).toEqual([0, 2]);
    expect([...section!.frequencies.subarray(section!.postingOffsets[at], section!.postingOffsets[at + 1])]).toEqual([1, 3]);
  });
});

describe('sections', () => {
  const mixed = tableOf([['Die Hunde sind anzumelden.', 'de'], ['Dogs must be registered.', 'en-GB'], ['犬を登録する。', 'ja'], ['تسجيل الكلاب', 'ar'], ['Eine Anmeldung der Hunde', 'de-CH']]);

  it('there is one per language, in order, and each reads the question with its own analyzer', () => {
    expect(mixed.sections.map(({ language, documents }) => [language, documents])).toEqual([['ar', 1], ['de', 2], ['en', 1], ['ja', 1]]);
    const search = lexicalSearch(mixed);
    expect(search('Hund', all(5), 10, anserini).map(({ row }) => row)).toEqual([0, 4]);
    expect(search('registering a dog', all(5), 10, anserini).map(({ row }) => row)).toEqual([1]);
    expect(search('犬の登録', all(5), 10, anserini).map(({ row }) => row)).toEqual([2]);
    expect(search('الكلب وتسجيله', all(5), 10, anserini).map(({ row }) => row)).toEqual([3]);
  });

  it('a question counts less in a section that hardly knows its words', () => {
    const rows = [...Array.from({ length: 8 }, (_, i) => [`Die Steuer und die Gebühr Nummer ${'abcdefgh'[i]!} für das Haus`, 'de'] as const), ['Plants may not die.', 'en'] as const, ['A tax and a fee', 'en'] as const];
    const table = tableOf(rows);
    expect(lexicalSearch(table)('Was kostet die Steuer für das Haus', all(10), 10, anserini).map(({ row }) => row).at(-1)).toBe(8);
    const [german, english] = table.sections;
    // "die" in all 8 German rows, "haus" too; of 2 English rows one has "die".
    expect(languageEvidence(german!, ['die', 'haus'])).toBeCloseTo(1, 10);
    expect(languageEvidence(english!, ['die', 'haus'])).toBeCloseTo(Math.log(2) / 2 / Math.log(3), 10);
    expect(languageEvidence(english!, [])).toBe(0);
    expect(languageShares([0.8, 0.4, 0])).toEqual([1, 0.25, 0]);
    expect(languageShares([0, 0])).toEqual([1, 1]);
  });

  it('length counts more where the terms are characters: three quarters at least, whatever is set', () => {
    const table = tableOf([['犬犬', 'ja'], ['犬猫鳥魚馬牛羊豚', 'ja'], ['hund hund', 'de'], ['hund katze vogel fisch pferd', 'de']]);
    const ratio = (question: string, b: number): number => {
      const [first, second] = lexicalSearch(table)(question, all(4), 4, { k1: 1.2, b });
      return first!.score / second!.score;
    };
    expect(ratio('犬', 0.2)).toBe(ratio('犬', 0.75));
    expect(ratio('犬', 1)).toBeGreaterThan(ratio('犬', 0.75));
    expect(ratio('Hund', 0.9)).toBeGreaterThan(ratio('Hund', 0.2));
  });

  it('the bytes read back as the same index, at any multiple of four', () => {
    const bytes = Buffer.concat(lexicalBytes(mixed));
    expect(bytes.subarray(0, 8).toString()).toBe('RSPNSLEX');
    expect([...new Uint32Array(bytes.buffer.slice(bytes.byteOffset + 8, bytes.byteOffset + 20))]).toEqual([2, 5, 4]);
    expect(bytes.length % 4).toBe(0);
    for (const offset of [0, 4, 12]) {
      const shifted = new Uint8Array(bytes.length + offset);
      shifted.set(bytes, offset);
      const read = readLexical(shifted.subarray(offset));
      expect(read.lengths).toEqual(mixed.lengths);
      expect(read.sections.map((section) => ({ ...section, termText: section.termText.toString() }))).toEqual(mixed.sections.map((section) => ({ ...section, termText: section.termText.toString() })));
      expect(lexicalSearch(read)('Hund', all(5), 10, anserini)).toEqual(lexicalSearch(mixed)('Hund', all(5), 10, anserini));
    }
  });

  it('other bytes are refused', () => {
    expect(() => readLexical(new Uint8Array(64))).toThrow('not a lexical index');
    const later = Buffer.concat(lexicalBytes(mixed));
    later.writeUInt32LE(1, 8);
    expect(() => readLexical(new Uint8Array(later))).toThrow('not a lexical index');
  });

  it('finds every term by bisection, astral characters and all', () => {
    const table = tableOf([['a b ab ba 𠮷野家 zebra ｗｉｄｅ \uFFFD 12 573c', 'xx']]);
    const [section] = table.sections;
    for (let i = 0; i + 1 < section!.termOffsets.length; i++) {
      const term = section!.termText.toString('utf8', section!.termOffsets[i], section!.termOffsets[i + 1]);
      expect(findTerm(section!, term)).toBe(i);
    }
    expect(findTerm(section!, 'absent')).toBe(-1);
  });

  it('agrees with a scan over all rows, for 300 rows of random words and every parameter', () => {
    const words = Array.from({ length: 60 }, (_, i) => `w${i}x`);
    const rows = Array.from({ length: 300 }, (_, r) => Array.from({ length: 1 + ((r * 7) % 23) }, (__, i) => words[(r * r + i * i * 3 + i) % 60]!));
    const table = tableOf(rows.map((row) => [row.join(' '), 'xx'] as const));
    const average = rows.reduce((sum, row) => sum + row.length, 0) / rows.length;
    for (const { k1, b } of [anserini, { k1: 0, b: 0 }, { k1: 2, b: 1 }]) {
      const question = ['w1x', 'w7x', 'w30x', 'w1x'];
      const expected = rows.map((row, r) => ({
        row: r,
        score: question.reduce((sum, term) => {
          const frequency = row.filter((word) => word === term).length;
          const having = rows.filter((other) => other.includes(term)).length;
          return frequency === 0 ? sum : sum + inverseDocumentFrequency(rows.length, having) * termWeight(frequency, row.length, average, k1, b);
        }, 0),
      })).filter(({ score }) => score > 0);
      const found = lexicalSearch(table)(question.join(' '), all(300), 300, { k1, b });
      expect(found.length).toBe(expected.length);
      for (const { row, score } of expected) expect(found.find((hit) => hit.row === row)!.score).toBeCloseTo(score, 5);
    }
  });
});
