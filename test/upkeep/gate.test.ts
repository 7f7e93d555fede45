/** The gate: what it refuses, with which figures, and what force overrides. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../src/changes.js';
import { isRefused, listGenerations, readCurrent, readManifest } from '../../src/indexing/generations.js';
import { compareCounts, compareRankings, examine } from '../../src/upkeep/gate.js';
import { buildWithGate, type GatedReport } from '../../src/upkeep/gated-build.js';
import { dogAct, workplace, type Workplace } from '../e2e/small-corpus.js';

const counted = (works: number, provisions: number, chunks: number) => ({ counts: { filesRead: 1, skipped: 0, works, expressions: 1, provisions, chunks, embedded: 0, takenOver: 0, references: 0, referencesResolved: 0 } });

test('counts: a drop of the share itself is let through, more is not, growth always is', () => {
  const last = { id: 'g-1', ...counted(10, 100, 200) };
  expect(compareCounts(counted(8, 80, 160), last, 0.2)).toEqual([]);
  expect(compareCounts(counted(30, 300, 600), last, 0)).toEqual([]);
  expect(compareCounts(counted(10, 79, 100), last, 0.2)).toEqual([
    { check: 'counts', message: 'It has 79 provisions, generation g-1 has 100: 21.0 % fewer, and at most 20.0 % are let through (gateCountDrop).', before: 100, after: 79 },
    { check: 'counts', message: 'It has 100 chunks, generation g-1 has 200: 50.0 % fewer, and at most 20.0 % are let through (gateCountDrop).', before: 200, after: 100 },
  ]);
});

test('questions: a drop beyond the bound is refused, folder by folder', () => {
  const ranking = (folder: string, figure: number) => ({ folder, topics: 12, 'nDCG@10': figure });
  expect(compareRankings([ranking('/c/law', 0.8), ranking('/c/guidance', 0.5)], [ranking('/c/law', 0.79), ranking('/c/guidance', 0.9)], 0.02)).toEqual([]);
  expect(compareRankings([ranking('/c/law', 0.8)], [ranking('/c/law', 0.75)], 0.02)).toEqual([
    { check: 'questions', message: 'The 12 questions of law are ranked worse: nDCG@10 0.7500 after 0.8000, and a drop of at most 0.02 is let through (gateQualityDrop).', before: 0.8, after: 0.75 },
  ]);
});

describe('a build', () => {
  let place: Workplace;
  let minute = 0;
  let changes: Change[];
  beforeEach(() => {
    place = workplace({ reader: 'none' });
    changes = [];
  });
  afterEach(() => place.remove());

  const act = (animal: string, fee: number): string => dogAct(fee, 14).replaceAll(/dog/g, animal).replaceAll(/Dog/g, `${animal.charAt(0).toUpperCase()}${animal.slice(1)}`);
  const acts = (animals: readonly string[]) => place.write(Object.fromEntries(animals.map((animal, at) => [`${animal}.md`, act(animal, 10 * (at + 1))])));
  const remove = (...animals: readonly string[]): void => animals.forEach((animal) => rmSync(path.join(place.folder, 'corpus', `${animal}.md`)));
  const built = (force = false): Promise<GatedReport> => {
    const at = new Date(Date.UTC(2026, 10, 22, 12, minute++));
    return buildWithGate(place.config, [path.join(place.folder, 'corpus')], { full: false, force, who: 'mayor', clock: () => at, recordChange: (change) => Promise.resolve(void changes.push(change)) });
  };
  const ask = (questions: string): void => {
    const folder = path.join(place.folder, 'corpus', 'questions');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'topics.en.jsonl'), questions);
    writeFileSync(path.join(folder, 'qrels.en.tsv'), 'topic\tprovision\tgrade\nq1\txa/act/2019/dogs#sec_2\t2\n');
  };

  test('that is the first goes live; one that shrank is refused, stays on the disk, and is forced with its reasons recorded', async () => {
    acts(['dog', 'cat', 'goat', 'hen', 'cow']);
    const first = await built();
    expect(first).toMatchObject({ refused: false, unchanged: false, refusals: [] });
    remove('cat', 'goat');
    const refused = await built();
    expect(refused).toMatchObject({ refused: true, unchanged: false, refusals: [{ check: 'counts', before: 5, after: 3 }, { check: 'counts' }, { check: 'counts' }], notes: [expect.stringContaining('holds no questions of its own')] });
    expect([await readCurrent(place.indexes), await isRefused(place.indexes, refused.generation)]).toEqual([first.generation, true]);
    const forced = await built(true);
    expect(forced).toMatchObject({ refused: false, counts: { works: 3, embedded: 0 }, refusals: [{ check: 'counts' }, { check: 'counts' }, { check: 'counts' }] });
    expect(await readCurrent(place.indexes)).toBe(forced.generation);
    // A refused one is of no use once a newer one is live.
    expect((await listGenerations(place.indexes)).map(({ id }) => id)).toEqual([forced.generation, first.generation]);
    expect(changes.map(({ kind, data }) => [kind, data.who, data['state'], data['force'], data['generation'], (data['reasons'] as string[]).length])).toEqual([
      ['build', 'mayor', 'published', false, first.generation, 0],
      ['build', 'mayor', 'refused', false, refused.generation, 3],
      ['build', 'mayor', 'published', true, forced.generation, 3],
    ]);
  });

  test('that ranks the collection\'s own questions worse is refused, with both figures', async () => {
    const corpus = acts(['dog', 'cat']);
    ask('{"_id": "q1", "text": "How much is the annual dog fee?"}\n');
    await built();
    writeFileSync(path.join(corpus, 'dog.md'), act('dog', 10).replace('# Section 2.', '# Section 12.'));
    const refused = await built();
    expect(refused).toMatchObject({ refused: true, refusals: [{ check: 'questions', after: 0 }] });
    expect(refused.refusals[0]!.before).toBeGreaterThan(0.5);
    expect(refused.refusals[0]!.message).toMatch(/^The 1 questions of questions are ranked worse: nDCG@10 0\.0000 after /);
    expect(await built(true)).toMatchObject({ refused: false });
  });

  test('whose questions cannot be read is refused and says which line', async () => {
    acts(['dog', 'cat']);
    await built();
    ask('{"_id": "q1"\n');
    acts(['dog', 'cat', 'hen']);
    const { refused, refusals } = await built();
    expect([refused, refusals.map(({ check }) => check)]).toEqual([true, ['questions']]);
    expect(refusals[0]!.message).toMatch(/^The questions could not be asked: .*topics\.en\.jsonl, line 1/);
  });

  test('that cannot be recorded does not go live', async () => {
    acts(['dog', 'cat']);
    const { generation } = await built();
    acts(['dog', 'cat', 'hen']);
    const unrecorded = buildWithGate(place.config, [path.join(place.folder, 'corpus')], { full: false, force: true, who: 'mayor', clock: () => new Date(), recordChange: () => Promise.reject(new Error('the log is full')) });
    await expect(unrecorded).rejects.toThrow('the log is full');
    expect((await listGenerations(place.indexes)).map(({ id, live }) => [id, live])).toEqual([[generation, true]]);
  });

  test('that is damaged on the disk is refused before anything else, and no force helps', async () => {
    acts(['dog', 'cat']);
    const { generation } = await built();
    const file = path.join(place.indexes, 'generations', generation, 'vectors.i8');
    const bytes = readFileSync(file);
    bytes[0]! ^= 1;
    writeFileSync(file, bytes);
    const examination = await examine(await readManifest(place.indexes, generation), { config: place.config, folders: [], clock: () => new Date(), onProgress: () => undefined });
    expect(examination).toMatchObject({ refusals: [{ check: 'integrity', before: null, after: null }], notes: [] });
    expect(examination.refusals[0]!.message).toContain('vectors.i8 is damaged');
    // What is live is damaged, so what comes next is not held against it.
    acts(['dog', 'cat', 'hen']);
    ask('{"_id": "q1", "text": "How much is the annual dog fee?"}\n');
    expect(await built()).toMatchObject({ refused: false, notes: [expect.stringContaining('The last generation cannot be asked')] });
  });
});
