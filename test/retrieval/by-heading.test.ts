/** Questions that are nothing but a heading lead to the provisions under it. */
import { describe, expect, it } from 'vitest';
import { headingBytes, headingWords, readHeadings } from '../../src/indexing/heading-table.js';
import type { Snapshot } from '../../src/indexing/snapshot.js';
import { byHeading, leadByHeading } from '../../src/retrieval/by-heading.js';
import type { RetrievalContext } from '../../src/retrieval/retrievers.js';
import { documentOf } from '../indexing/fixtures.js';

const act = documentOf([
  { eId: 'sec_1', kind: 'section', number: '1.', heading: 'Lost & damaged books', text: 'The borrower pays.' },
  { eId: 'sec_2', kind: 'section', number: '2.', heading: 'Fees', text: 'Ten euros.' },
  { eId: 'sec_3', kind: 'section', number: '3.', text: 'Nothing stands over this one.' },
]);
const german = documentOf([
  { eId: 'sec_1', kind: 'section', number: '§ 1', heading: 'Über die Größe der Käfige', text: 'Zwei Meter.' },
  { eId: 'sec_2', kind: 'section', number: '§ 2', heading: 'Lost and damaged books', text: 'English words over a German section.' },
], { work: 'xa/act/2020/kaefige', language: 'de' });
const japanese = documentOf([{ eId: 'art_1', kind: 'article', number: '第一条', heading: '犬の登録', text: '犬は登録する。' }], { work: 'xa/act/2021/inu', language: 'ja' });
// The first section was cut in two.
const chunks = [
  { document: 0, eId: 'sec_1' }, { document: 0, eId: 'sec_1' }, { document: 0, eId: 'sec_2' }, { document: 0, eId: 'sec_3' },
  { document: 1, eId: 'sec_1' }, { document: 1, eId: 'sec_2' }, { document: 2, eId: 'art_1' },
];
const table = readHeadings(new Uint8Array(Buffer.concat(headingBytes([act, german, japanese], chunks, 'in'))));

describe('the table of headings', () => {
  it('knows every passage under a heading, whatever its case, accents, marks and punctuation', () => {
    expect(table.rowsUnder('LOST DAMAGED BOOKS?')).toEqual([0, 1]);
    expect(table.rowsUnder('uber die grosse der kafige')).toEqual([4]);
    expect(table.rowsUnder('Lost and damaged books')).toEqual([5]);
    expect(table.rowsUnder('犬の登録')).toEqual([6]);
  });

  it('knows no part of a heading, nothing longer and no empty one', () => {
    for (const text of ['damaged books', 'Lost & damaged books and papers', '', '?!', 'nothing of the kind']) expect(table.rowsUnder(text)).toEqual([]);
  });

  it('folds as passages are folded', () => {
    expect(headingWords('Größe, der Käfige (§ 2) – ２')).toEqual(['grosse', 'der', 'kafige', '2', '2']);
  });
});

describe('the retriever of headings', () => {
  const context = { snapshot: { rowsUnder: (text: string) => table.rowsUnder(text) } as unknown as Snapshot } as RetrievalContext;
  const asked = async (text: string, language: string, rows = Uint8Array.of(1, 1, 1, 1, 1, 1, 1)): Promise<readonly number[]> =>
    (await byHeading(context, { text, language, asOf: null, filters: {}, citations: [], vector: Promise.resolve(null) }, { rows, count: 7 })).hits.map(({ row }) => row);

  it('finds what stands under the heading that the question is', async () => {
    expect(await asked('Lost, damaged books', 'en')).toEqual([0, 1]);
    expect(await asked('犬の登録', 'ja')).toEqual([6]);
  });

  it('takes one word for a topic, not for a heading, and function words for none', async () => {
    expect(await asked('Fees', 'en')).toEqual([]);
    expect(await asked('what is the fees', 'en')).toEqual([]);
    expect(await asked('犬', 'ja')).toEqual([]);
  });

  it('sees admitted passages only', async () => {
    expect(await asked('Lost, damaged books', 'en', Uint8Array.of(0, 1, 1, 1, 1, 1, 1))).toEqual([1]);
  });
});

describe('passages under the heading', () => {
  it('come first, among themselves as the other evidence has them, and their scores fall with their rank', () => {
    const fused = [{ row: 3, score: 2 }, { row: 5, score: 1 }, { row: 0, score: 0.5 }, { row: 4, score: -1 }];
    expect(leadByHeading(fused, [{ row: 0, score: 1 }, { row: 1, score: 1 }, { row: 5, score: 1 }])).toEqual([
      { row: 5, score: 4 }, { row: 0, score: 3.5 }, { row: 1, score: 2 }, { row: 3, score: 2 }, { row: 4, score: -1 },
    ]);
  });

  it('change nothing where there are none', () => {
    const fused = [{ row: 3, score: 2 }, { row: 5, score: 1 }];
    expect(leadByHeading(fused, [])).toEqual(fused);
  });
});
