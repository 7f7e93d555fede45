import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { build, type BuildRequest } from '../../src/indexing/build.js';
import { listGenerations, readCurrent, readManifest, verifyGeneration } from '../../src/indexing/generations.js';
import { openSnapshot } from '../../src/indexing/open-snapshot.js';
import { emptyMatrix, storeVector, vectorOf } from '../../src/indexing/quantised-vectors.js';
import { documentOf, ingestedOf, pageOf, settings, temporaryFolder, tinyEmbedder, type Outline } from './fixtures.js';

const sections = (texts: readonly string[]): Outline[] => texts.map((text, i) => ({ kind: 'section', eId: `sec_${i + 1}`, number: `${i + 1}.`, text }));
const dogs = documentOf(sections(['Dogs are registered.', 'The fee is 20 crowns.', 'Guide dogs are free.']));
const page = pageOf('Moving house', 'Register within two weeks.\nBring your passport.', { language: 'en', source: { ...dogs.source, path: 'moving.txt' } });
const hunde = documentOf(sections(['Hunde sind anzumelden.']), { work: 'xa/hunde', expression: 'xa/hunde/deu', title: 'Hundegesetz', language: 'de', jurisdiction: 'xa-ho', source: { ...dogs.source, path: 'hunde.md' } });
const ingested = ingestedOf([dogs, hunde, page]);

function request(indexesFolder: string, over: Partial<BuildRequest> = {}): BuildRequest {
  let time = Date.parse('2024-03-01T12:00:00Z');
  return { ingested, embedder: tinyEmbedder(), indexesFolder, settings, full: false, clock: () => new Date((time += 1000)), ...over };
}

/** What a vector is once it has been stored. */
function inEightBits(vector: Float32Array): Float32Array {
  const matrix = emptyMatrix(1, vector.length);
  storeVector(matrix, 0, vector);
  return vectorOf(matrix, 0);
}

describe('a build', () => {
  it('publishes what it counted, and the snapshot answers', async () => {
    const folder = temporaryFolder();
    const stages: string[] = [];
    const report = await build(request(folder, { onProgress: ({ stage, done, total }) => { if (done === total) stages.push(`${stage} ${total}`); } }));
    expect(stages).toEqual(['chunk 3', 'embed 5', 'embed 5', 'lexical 5', 'graph 5', 'teach 1', 'write 12']);
    expect(report).toMatchObject({ unchanged: false, skipped: [], warnings: [], pruned: [], counts: { filesRead: 3, skipped: 0, works: 3, expressions: 3, provisions: 4, chunks: 5, embedded: 5, takenOver: 0 } });
    expect(await readCurrent(folder)).toBe(report.generation);
    expect(report.generation).toMatch(/^20240301T1200\d\dZ-[0-9a-f]{12}$/);

    const snapshot = await openSnapshot(folder);
    expect(snapshot.manifest).toMatchObject({ languages: { de: 1, en: 2 }, readings: { de: 'stems', en: 'stems' }, jurisdictions: { xa: 2, 'xa-ho': 1 }, collections: [{ id: 'law', title: 'Law', documents: 3 }], parameters: { chunkLength: 800, hnswM: 16, hnswEfConstruction: 200 } });
    expect(snapshot.documents).toEqual([dogs, hunde, page]);
    expect(snapshot.chunks.map(({ document, eId }) => [document, eId])).toEqual([[0, 'sec_1'], [0, 'sec_2'], [0, 'sec_3'], [1, 'sec_1'], [2, '']]);
    expect([0, 1, 2, 3].map((document) => snapshot.rowsOf(document))).toEqual([[0, 1, 2], [3], [4], []]);
    const all = { rows: new Uint8Array(5).fill(1), count: 5 };
    expect(snapshot.searchLexical('What is the fee?', all, 1, { k1: 0.9, b: 0.4 })[0]!.row).toBe(1);
    expect(snapshot.searchLexical('Hund anmelden', all, 1, { k1: 0.9, b: 0.4 })[0]!.row).toBe(3);
    const query = await tinyEmbedder().embedQuery('Moving house Register within two weeks. Bring your passport.');
    for (const exactScanBelow of [0, 100]) {
      const [best] = snapshot.searchVectors(query, all, 3, { efSearch: 10, exactScanBelow });
      expect(best!.row).toBe(4);
      expect(best!.score).toBeCloseTo(1, 4);
    }
    expect(snapshot.vector(4)).toEqual(inEightBits(query));
    expect(snapshot.citations.lookUp('Hundegesetz', [{ kind: 'section', value: '1' }])).toEqual([{ work: 'xa/hunde', eId: 'sec_1' }]);
    snapshot.close();
    expect(() => snapshot.vector(0)).toThrow(`Generation ${report.generation} was closed`);
  });

  it('of the same input makes the same files, the manifest aside in created, id and seconds', async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    const first = await build(request(one));
    const second = await build(request(other, { clock: () => new Date() }));
    const inFolder = (folder: string, id: string) => Object.fromEntries(readdirSync(path.join(folder, 'generations', id)).map((name) => [name, readFileSync(path.join(folder, 'generations', id, name))]));
    const [a, b] = [inFolder(one, first.generation), inFolder(other, second.generation)];
    expect(Object.keys(a).sort()).toEqual(['chunks.bin', 'digests.bin', 'grams.bin', 'graph.bin', 'headings.bin', 'heads.jsonl', 'lexical.bin', 'manifest.json', 'numbers.bin', 'probes.bin', 'provisions.bin', 'texts.bin', 'vectors.i8']);
    for (const name of Object.keys(a)) if (name !== 'manifest.json') expect([name, a[name]!.equals(b[name]!)]).toEqual([name, true]);
    const neutral = { id: '', created: '', seconds: 0 };
    expect({ ...(JSON.parse(a['manifest.json']!.toString()) as object), ...neutral }).toEqual({ ...(JSON.parse(b['manifest.json']!.toString()) as object), ...neutral });
    expect(first.generation.split('-')[1]).toBe(second.generation.split('-')[1]);
  });

  it('again embeds nothing and publishes nothing; with full it does both', async () => {
    const folder = temporaryFolder();
    const first = await build(request(folder));
    const embedder = tinyEmbedder();
    const again = await build(request(folder, { embedder }));
    expect(again).toMatchObject({ generation: first.generation, unchanged: true, counts: { chunks: 5, embedded: 0, takenOver: 5 } });
    expect(embedder.asked).toEqual([]);
    const full = await build(request(folder, { embedder, full: true }));
    expect(full).toMatchObject({ unchanged: false, counts: { embedded: 5, takenOver: 0 } });
    expect(embedder.asked.length).toBe(5);
    expect((await listGenerations(folder)).map(({ id, live }) => [id, live])).toEqual([[full.generation, true], [first.generation, false]]);
  });

  it('embeds only the chunks of what changed, and equal texts once', async () => {
    const folder = temporaryFolder();
    await build(request(folder));
    const changed = documentOf(sections(['Dogs are registered.', 'The fee is 30 crowns.', 'Guide dogs are free.']));
    const embedder = tinyEmbedder();
    const report = await build(request(folder, { ingested: ingestedOf([changed, hunde, { ...hunde, expression: 'xa/hunde/deu@2' }, changed]), embedder }));
    expect(embedder.asked).toEqual(['Dog Act › 2.\nThe fee is 30 crowns.']);
    expect(report.counts).toMatchObject({ chunks: 8, embedded: 1, takenOver: 6 });
    const snapshot = await openSnapshot(folder);
    expect(snapshot.vector(1)).toEqual(snapshot.vector(6));
    expect(snapshot.vector(0)).toEqual(inEightBits(await tinyEmbedder().embedQuery('Dog Act › 1.\nDogs are registered.')));
  });

  it('takes nothing over from another model, and builds anew when a setting or a parser changed', async () => {
    const folder = temporaryFolder();
    await build(request(folder));
    expect((await build(request(folder, { embedder: tinyEmbedder({ digest: 'e'.repeat(64) }) }))).counts).toMatchObject({ embedded: 5, takenOver: 0 });
    expect(await build(request(folder, { embedder: tinyEmbedder({ digest: 'e'.repeat(64) }), settings: { ...settings, chunkLength: 400 } }))).toMatchObject({ unchanged: false, counts: { embedded: 0, takenOver: 5 } });
    const sameFilesOtherTree = { ...ingested, documents: [{ ...dogs, title: 'Dogs Act' }, hunde, page] };
    expect(await build(request(folder, { ingested: sameFilesOtherTree, embedder: tinyEmbedder({ digest: 'e'.repeat(64) }), settings: { ...settings, chunkLength: 400 } }))).toMatchObject({ unchanged: false, counts: { embedded: 3, takenOver: 2 } });
  });

  it('a damaged live generation costs time, not the build', async () => {
    const folder = temporaryFolder();
    const { generation } = await build(request(folder));
    writeFileSync(path.join(folder, 'generations', generation, 'vectors.i8'), 'damaged');
    const report = await build(request(folder, { ingested: ingestedOf([dogs]) }));
    expect(report.counts).toMatchObject({ embedded: 3, takenOver: 0 });
    expect(report.warnings[0]).toMatch(/^No vectors could be taken over from generation .*vectors\.i8 is damaged: expected 100 bytes/);
    writeFileSync(path.join(folder, 'generations', report.generation, 'manifest.json'), '{}');
    const next = await build(request(folder));
    expect(next.warnings[0]).toContain('is missing or no manifest');
    expect(await verifyGeneration(folder)).toMatchObject({ id: next.generation, files: 12 });
  });

  it('keeps as many generations as it is told', async () => {
    const folder = temporaryFolder();
    const ids: string[] = [];
    let minute = 0;
    for (const fee of ['1', '2', '3', '4']) {
      const at = new Date(Date.UTC(2024, 2, 1, 12, minute++));
      ids.push((await build(request(folder, { clock: () => at, ingested: ingestedOf([documentOf(sections([`The fee is ${fee}.`]))]), settings: { ...settings, keepGenerations: 2 } }))).generation);
    }
    expect(readdirSync(path.join(folder, 'generations')).sort()).toEqual(ids.slice(2));
  });
});

describe('what a build refuses', () => {
  it('an empty corpus, and one without text; the live index stays', async () => {
    const folder = temporaryFolder();
    const { generation } = await build(request(folder));
    const skipped = [{ file: 'law/broken.xml', reason: 'tag not closed' }];
    await expect(build(request(folder, { ingested: { ...ingestedOf([]), skipped } }))).rejects.toMatchObject({ fault: 'bad-source', message: 'There is nothing to index: no document was found (0 files read, 1 skipped; the first skipped: law/broken.xml: tag not closed).' });
    await expect(build(request(folder, { ingested: ingestedOf([pageOf('Empty', ' \n ')]) }))).rejects.toMatchObject({ fault: 'bad-source' });
    expect(await readCurrent(folder)).toBe(generation);
    expect(readdirSync(path.join(folder, 'generations'))).toEqual([generation]);
  });

  it('an embedder that returns no unit vectors', async () => {
    const folder = temporaryFolder();
    const embedder = tinyEmbedder({ embedPassages: (texts) => Promise.resolve(new Float32Array(texts.length * 16).fill(NaN)) });
    await expect(build(request(folder, { embedder }))).rejects.toMatchObject({ fault: 'damaged', message: 'The embedder tiny returned a vector of 16 dimensions and length NaN.' });
    expect(readdirSync(path.join(folder, 'generations'))).toEqual([]);
  });

  it.each(['chunk', 'embed', 'lexical', 'graph', 'teach', 'write'])('cancelled in stage %s it leaves nothing behind', async (stage) => {
    const folder = temporaryFolder();
    const { generation } = await build(request(folder));
    const controller = new AbortController();
    const reason = new Error('cancelled by the test');
    const many = ingestedOf(Array.from({ length: 200 }, (_, i) => documentOf(sections([`Rule ${i} of many.`]), { source: { ...dogs.source, path: `${i}.md` } })));
    const cancelled = build(request(folder, { ingested: many, signal: controller.signal, onProgress: (progress) => { if (progress.stage === stage) controller.abort(reason); } }));
    await expect(cancelled).rejects.toBe(reason);
    expect(readdirSync(path.join(folder, 'generations'))).toEqual([generation]);
    expect(await readCurrent(folder)).toBe(generation);
  });

  it('a second build at the same time', async () => {
    const folder = temporaryFolder();
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const slow = tinyEmbedder();
    let waitingFor = 0;
    const first = build(request(folder, { embedder: { ...slow, embedPassages: async (texts, options) => { waitingFor++; await waiting; return slow.embedPassages(texts, options); } } }));
    await expect.poll(() => waitingFor).toBe(1);
    await expect(build(request(folder))).rejects.toMatchObject({ fault: 'unavailable', message: expect.stringMatching(new RegExp(`^A build is running already by process ${process.pid} since 2024-03-01T`)) as string });
    release();
    const { generation } = await first;
    expect((await readManifest(folder, generation)).counts.chunks).toBe(5);
    expect(readdirSync(path.join(folder, 'generations'))).toEqual([generation]);
  });
});
