/** Admission and the joining of rankings over a hand-made snapshot of five chunks. */
import { describe, expect, it } from 'vitest';
import type { LegalDocument, Period, Provision } from '../../src/document.js';
import type { Snapshot } from '../../src/indexing/snapshot.js';
import type { Embedder } from '../../src/models/embedder.js';
import { admit, createAdmitter } from '../../src/retrieval/admission.js';
import type { Query } from '../../src/retrieval/query.js';
import { retrieve } from '../../src/retrieval/retrieve.js';
import type { RetrievalSettings } from '../../src/retrieval/retrievers.js';

const always: Period = { from: null, to: null };

function document(work: string, jurisdiction: string, language: string, collection: string): LegalDocument {
  return {
    work, expression: work, title: work, aliases: [], type: 'act', jurisdiction, language, inForce: always, text: '', provisions: [], pages: [], terms: [], warnings: [],
    source: { collection, path: `${work}.md`, format: 'markdown', digest: '', url: null },
  };
}

const provision = (eId: string, start: number, end: number, provisions: readonly Provision[] = []): Provision => ({
  eId, kind: 'section', number: null, heading: null, span: { start, end }, body: { start, end }, inForce: null, status: 'in-force', references: [], provisions,
});
const documents = [document('a', 'xa', 'en', 'law'), document('b', 'xa-sel', 'en', 'municipal'), document('c', 'xa', 'de-CH', 'law')].map((one): LegalDocument => ({
  ...one, provisions: [provision('sec_1', 0, 20, [provision('sec_1__subsec_1', 0, 10), provision('sec_1__subsec_2', 10, 20)]), provision('sec_2', 20, 30)],
}));
/** Section 1 of the last document is long: it was cut in two. */
const periods: readonly (readonly [document: number, eId: string, inForce: Period, start: number, end: number])[] = [
  [0, 'sec_1', { from: '2020-01-01', to: '2024-01-01' }, 0, 20],
  [0, 'sec_2', { from: '2020-01-01', to: null }, 20, 30],
  [1, 'sec_1', always, 0, 20],
  [2, 'sec_1', always, 0, 10],
  [2, 'sec_1', always, 10, 20],
];
const chunks = periods.map(([ordinal, eId, inForce, start, end]) => ({ document: ordinal, eId, inForce, span: { start, end }, breadcrumb: [] }));

const snapshot = {
  manifest: { denseWeights: {} },
  documents,
  chunks,
  similarities: (query: Float32Array, rows: readonly number[]) => rows.map((row) => ({ row, score: [0.4, 0, 0.9, 0.5, 0][row]! * query[0]! })),
  scoreGrams: (_question: string, rows: readonly number[]) => rows.map((row) => ({ row, score: row === 3 ? 2 : 0 })),
  textOf: (row: number) => documents[chunks[row]!.document]!.text.slice(chunks[row]!.span.start, chunks[row]!.span.end),
  rowsUnder: () => [],
  synonymsOf: () => [],
  rowsOf: (ordinal: number) => chunks.flatMap((chunk, row) => (chunk.document === ordinal ? [row] : [])),
  searchLexical: (_question: string, { rows }: { rows: Uint8Array }, k: number) => [{ row: 1, score: 5 }, { row: 2, score: 3 }].filter(({ row }) => rows[row] === 1).slice(0, k),
  searchVectors: (_vector: Float32Array, { rows }: { rows: Uint8Array }, k: number) =>
    [{ row: 2, score: 0.9 }, { row: 3, score: 0.5 }, { row: 0, score: 0.4 }].filter(({ row }) => rows[row] === 1).slice(0, k),
} as unknown as Snapshot;

const embedder = { languages: null, embedQuery: () => Promise.resolve(Float32Array.of(1)) } as unknown as Embedder;
const settings: RetrievalSettings = { k1: 0.9, b: 0.4, hnswEfSearch: 10, exactScanBelow: 10, candidates: 10, fusion: 'reciprocal-ranks', rrfK: 60, denseWeight: 0.5, taughtWeights: 'on', synonymWeight: 0.5, gramWeight: 0, gramCandidates: 10, neighbourWeight: 0, workWeight: 0, subjectWeight: 0 };
const query: Query = { text: 'dogs', language: 'en', asOf: '2024-01-01', filters: {}, citations: [] };
const rowsOf = (bitmap: Uint8Array): number[] => [...bitmap].flatMap((bit, row) => (bit === 1 ? [row] : []));

describe('admission', () => {
  it('is half-open in time', () => {
    expect(rowsOf(admit(snapshot, '2023-12-31', {}).rows)).toEqual([0, 1, 2, 3, 4]);
    expect(rowsOf(admit(snapshot, '2024-01-01', {}).rows)).toEqual([1, 2, 3, 4]);
    expect(admit(snapshot, '2019-12-31', {})).toMatchObject({ count: 3 });
    expect(admit(snapshot, null, {}).count).toBe(5);
  });

  it('filters by jurisdiction, collection, language, type and work', () => {
    expect(rowsOf(admit(snapshot, null, { jurisdictions: ['xa-sel'] }).rows)).toEqual([2]);
    expect(rowsOf(admit(snapshot, null, { collections: ['law'], languages: ['de'] }).rows)).toEqual([3, 4]);
    expect(admit(snapshot, null, { works: [] }).count).toBe(0);
    const types = documents.map(({ type }) => type);
    const acts = chunks.flatMap(({ document }, row) => (types[document] === 'act' ? [row] : []));
    expect(rowsOf(admit(snapshot, null, { types: ['act'] }).rows)).toEqual(acts);
    expect(admit(snapshot, null, { types: ['judgment'] }).count).toBe(0);
  });

  it('remembers without mixing filters up', () => {
    const admitter = createAdmitter(snapshot);
    const first = admitter({ asOf: '2024-01-01', filters: {} });
    expect(admitter({ asOf: '2024-01-01', filters: {} })).toBe(first);
    expect(admitter({ asOf: '2024-01-01', filters: { languages: ['de'] } }).count).toBe(2);
    for (let day = 1; day <= 28; day++) admitter({ asOf: `2025-01-${String(day).padStart(2, '0')}`, filters: {} });
    expect(admitter({ asOf: '2024-01-01', filters: {} })).toEqual(first);
  });
});

describe('retrieval', () => {
  it('joins rankings, and tells where each score came from', async () => {
    const passages = await retrieve({ snapshot, embedder, settings }, query, admit(snapshot, '2024-01-01', {}), 10);
    expect(passages.map(({ row, rank }) => [row, rank])).toEqual([[2, 1], [1, 2], [3, 3]]);
    expect(passages[0]!.sources).toEqual({ lexical: { rank: 2, score: 3 }, dense: { rank: 1, score: 0.9 } });
    expect(passages[0]!.score).toBeCloseTo(0.5 / 62 + 0.5 / 61, 12);
    expect(passages[2]!.document.work).toBe('c');
  });

  it('leads with what is cited: the provision and its parts, on the day asked for, never a neighbour', async () => {
    const cited = { span: { start: 0, end: 1 }, text: 'section 1', named: 'c', parts: [], target: { work: 'c', eId: 'sec_1' } };
    const passages = await retrieve({ snapshot, embedder, settings }, { ...query, citations: [cited] }, admit(snapshot, '2024-01-01', {}), 10);
    expect(passages.map(({ row }) => row)).toEqual([3, 4, 2, 1]);
    expect(passages[1]!.sources).toEqual({ citation: { rank: 2, score: 1 } });
    const other = { ...cited, target: { work: 'a', eId: 'sec_1' } };
    const outside = await retrieve({ snapshot, embedder, settings }, { ...query, citations: [other] }, admit(snapshot, '2024-01-01', {}), 10);
    expect(outside.map(({ row }) => row)).toEqual([2, 1, 3]);
  });

  it('leads with the part of a long section that holds the cited subsection, not with its beginning', async () => {
    const cited = { span: { start: 0, end: 1 }, text: 'section 1(2)', named: 'c', parts: [], target: { work: 'c', eId: 'sec_1__subsec_2' } };
    const passages = await retrieve({ snapshot, embedder, settings }, { ...query, citations: [cited] }, admit(snapshot, '2024-01-01', {}), 10);
    expect(passages[0]).toMatchObject({ row: 4, sources: { citation: { rank: 1, score: 1 } } });
    expect(passages.filter(({ sources }) => sources.citation !== undefined)).toHaveLength(1);
  });

  it('does not ask an embedder that knows nothing of the language, unless the words find too little', async () => {
    let asked = 0;
    const counting = { languages: null, embedQuery: () => Promise.resolve(Float32Array.of(++asked)) } as unknown as Embedder;
    const taught = { ...snapshot, manifest: { denseWeights: { en: { least: 0, most: 0, probes: 90 } } } } as unknown as Snapshot;
    const rowsFor = async (k: number): Promise<number[]> => (await retrieve({ snapshot: taught, embedder: counting, settings }, query, admit(taught, '2024-01-01', {}), k)).map(({ row }) => row);
    expect([await rowsFor(2), asked]).toEqual([[1, 2], 0]);
    expect([await rowsFor(3), asked]).toEqual([[2, 1, 3], 1]);
  });

  it('searches the graph as wide as the setting or the candidates, and wider where the build measured that it takes more', async () => {
    const widths: number[] = [];
    const asked = (manifest: object): Snapshot => ({ ...snapshot, manifest, searchVectors: (_vector: Float32Array, _admission: unknown, _k: number, { efSearch }: { efSearch: number }) => {
      widths.push(efSearch);
      return [];
    } }) as unknown as Snapshot;
    for (const searchWidth of [{}, { searchWidth: { width: 5, found: 1, questions: 100 } }, { searchWidth: { width: 800, found: 0.99, questions: 100 } }]) {
      const measured = asked({ denseWeights: {}, ...searchWidth });
      await retrieve({ snapshot: measured, embedder, settings: { ...settings, hnswEfSearch: 20 } }, query, admit(measured, '2024-01-01', {}), 10);
    }
    expect(widths).toEqual([20, 20, 800]);
  });

  it('begins the search for vectors with the passages that have the words', async () => {
    let seen: readonly number[] | undefined;
    const asked = { ...snapshot, searchVectors: (_vector: Float32Array, _admission: unknown, _k: number, { seeds }: { seeds?: readonly number[] }) => {
      seen = seeds;
      return [];
    } } as unknown as Snapshot;
    await retrieve({ snapshot: asked, embedder, settings }, query, admit(asked, '2024-01-01', {}), 10);
    expect(seen).toEqual([1, 2]);
  });

  it('rejects with what went wrong, whichever retriever it was', async () => {
    const failing = (part: object): Promise<unknown> => retrieve({ snapshot: { ...snapshot, ...part }, embedder: { languages: null, embedQuery: () => Promise.reject(new Error('no vector')) } as unknown as Embedder, settings }, query, admit(snapshot, '2024-01-01', {}), 10);
    await expect(failing({})).rejects.toThrow('no vector');
    await expect(failing({ searchLexical: () => { throw new Error('no words'); } })).rejects.toThrow(/no (?:words|vector)/u);
  });

  it('puts a passage forward whose n-grams speak for it', async () => {
    const read = await retrieve({ snapshot, embedder, settings: { ...settings, gramWeight: 1, fusion: 'z-scores' } }, query, admit(snapshot, '2024-01-01', {}), 10);
    expect(read.map(({ row }) => row)).toEqual([3, 2, 1]);
  });

  it('gives nothing when nothing is admitted, and stops when told to', async () => {
    expect(await retrieve({ snapshot, embedder, settings }, query, admit(snapshot, null, { works: [] }), 10)).toEqual([]);
    await expect(retrieve({ snapshot, embedder, settings }, query, admit(snapshot, null, {}), 10, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
