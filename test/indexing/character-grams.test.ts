import { describe, expect, it } from 'vitest';
import { gramBuilder, gramBytes, gramScorer, readGrams, type GramTable } from '../../src/indexing/character-grams.js';

function tableOf(texts: readonly string[]): GramTable {
  const builder = gramBuilder();
  for (const text of texts) builder.add(text);
  return builder.build();
}
const scoresOf = (table: GramTable, question: string, texts: readonly string[]): number[] => texts.map(gramScorer(table, question));

describe('character n-grams', () => {
  // "dog" -> " dog", "dog "; "dogs" -> " dog", "dogs", "ogs "; "bird" -> " bir", "bird", "ird ".
  it('gives the numbers of BM25 over windows of four characters', () => {
    const table = tableOf(['dog', 'dogs', 'bird']);
    expect([table.passages, table.averageLength]).toEqual([3, 8 / 3]);
    const idf = (frequency: number): number => Math.log(1 + (3 - frequency + 0.5) / (frequency + 0.5));
    const weight = (length: number): number => 1 / (1 + 1.2 * (0.25 + (0.75 * length) / (8 / 3)));
    const [dog, dogs, bird] = scoresOf(table, 'Dog', ['dog', 'dogs', 'bird']);
    expect(dog).toBeCloseTo((idf(2) + idf(1)) * weight(2), 12);
    expect(dogs).toBeCloseTo(idf(2) * weight(3), 12);
    expect(bird).toBe(0);
  });

  it('sees the parts of a compound, an inflected word, and words that stand side by side', () => {
    const texts = ['Die Hundesteuer wird jährlich erhoben.', 'Die Grundsteuer wird jährlich erhoben.', 'Katzen sind frei.'];
    const [hounds, ground, cats] = scoresOf(tableOf(texts), 'Steuer für Hunde', texts);
    expect(hounds).toBeGreaterThan(ground!);
    expect(ground).toBeGreaterThan(cats!);
    const order = ['the permit of the owner', 'the owner of the permit'];
    const [asked, turned] = scoresOf(tableOf(order), 'permit of the', order);
    expect(asked).toBeGreaterThan(turned!);
  });

  it('reads case, full width, digits of every script and punctuation as one', () => {
    const table = tableOf(['form 12a', 'something else']);
    const [plain] = scoresOf(table, 'form 12a', ['form 12a']);
    expect(plain).toBeGreaterThan(0);
    for (const variant of ['FORM 12A', 'ｆｏｒｍ　１２ａ', 'form ١٢a', '"Form", (12a)…']) expect(scoresOf(table, 'form 12a', [variant])).toEqual([plain]);
  });

  it('counts a window asked for twice twice, and leaves nothing of one text in the next', () => {
    const table = tableOf(['dog', 'cat', 'bird']);
    const score = gramScorer(table, 'dog dog');
    const once = gramScorer(table, 'dog');
    // "dog dog" has " dog" and "dog " twice, and two windows over the gap that no text has.
    expect(score('dog')).toBeCloseTo(2 * once('dog'), 12);
    expect([score('cat'), score('dog')]).toEqual([0, score('dog')]);
    expect([gramScorer(table, '')('dog'), gramScorer(table, '§ !')('dog'), once('')]).toEqual([0, 0, 0]);
  });

  it('is written and read back as it was; other bytes are refused', () => {
    const table = tableOf(['Nobody may keep a dog', 'كلب', '犬の登録']);
    const bytes = Uint8Array.from(Buffer.concat(gramBytes(table)));
    const read = readGrams(bytes);
    expect([read.passages, read.averageLength]).toEqual([table.passages, table.averageLength]);
    expect(Buffer.from(read.frequencies.buffer).equals(Buffer.from(table.frequencies.buffer))).toBe(true);
    bytes[0] = 0;
    expect(() => readGrams(bytes)).toThrow(RangeError);
  });
});
