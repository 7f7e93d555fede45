import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/indexing/snapshot.js';
import { asks, withWorkEvidence, workOf } from '../../src/retrieval/work-evidence.js';

const rowsOf = (hits: readonly { readonly row: number }[]): number[] => hits.map(({ row }) => row);

describe('the evidence of a work', () => {
  // Rows 0 to 9 are of one law, 10 to 19 of another, 20 of a page.
  const works = (row: number): number | null => (row < 10 ? 0 : row < 20 ? 1 : null);

  it('puts a provision of the law that speaks of the question throughout before one that happens to have its words', () => {
    const throughout = Array.from({ length: 9 }, (_, i) => ({ row: i, score: 2 }));
    const hits = [{ row: 10, score: 2.1 }, ...throughout, { row: 20, score: 0 }];
    expect(rowsOf(withWorkEvidence(hits, works, 0.5)).slice(0, 2)).toEqual([0, 1]);
    expect(rowsOf(withWorkEvidence(hits, works, 0))[0]).toBe(10);
  });

  it('is a share of the mean of the twenty best above the lowest, those that are not there as nothing', () => {
    const hits = [{ row: 0, score: 3 }, { row: 1, score: 1 }, { row: 20, score: 2.5 }, { row: 10, score: -1 }];
    // (3 + 1) + (1 + 1) over twenty, by half.
    expect(withWorkEvidence(hits, works, 0.5)).toEqual([{ row: 0, score: 3.15 }, { row: 20, score: 2.5 }, { row: 1, score: 1.15 }, { row: 10, score: -1 }]);
    const many = Array.from({ length: 30 }, (_, row) => ({ row, score: row < 20 ? 1 : 0.5 }));
    expect(withWorkEvidence(many, () => 'one', 1)[0]).toEqual({ row: 0, score: 1.5 });
  });

  it('of nothing is nothing', () => {
    expect(withWorkEvidence([], works, 1)).toEqual([]);
  });
});

describe('a question', () => {
  it.each([
    ['How many dogs may I keep', 'en'], ['Two dogs allowed?', 'en'], ['wann muss ich mich ummelden', 'de'], ['combien coûte un passeport', 'fr'], ['犬は何匹まで', 'ja'], ['يجب أن أسجل كلبي؟', 'ar'], ['可以养几只狗？', 'zh'],
  ])('is %s', (text, language) => {
    expect(asks({ text, language })).toBe(true);
  });

  it.each([['Keeping of dangerous dogs', 'en'], ['Meldepflicht', 'de'], ['Champ d’application', 'fr'], ['养犬登记', 'zh']])('%s names a provision and is none', (text, language) => {
    expect(asks({ text, language })).toBe(false);
  });
});

describe('the work of a passage', () => {
  const snapshot = {
    documents: [{ title: 'Dog Control Act' }, { title: 'How to register a dog' }, { title: 'Dog Control Act, section 12', partOf: 'dog control act' }],
    chunks: [{ document: 0, eId: 'sec_5' }, { document: 1, eId: '' }, { document: 2, eId: '' }],
  } as unknown as Snapshot;

  it('is the document of a provision, the work that a record of one provision names, and none of a page', () => {
    expect([0, 1, 2].map((row) => workOf(snapshot, row))).toEqual([0, null, 'dog control act']);
  });
});
