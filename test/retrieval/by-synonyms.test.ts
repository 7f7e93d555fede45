/** Questions that are answered only through a collection's synonyms, on an index of two collections. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAssistant, rebuildIndex, type PassageView } from '../../src/assistant.js';
import { loadConfig, type Config } from '../../src/config.js';
import { synonymTable } from '../../src/indexing/synonym-table.js';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';

const line = (collection: string, asked: string[], meant: string[], language: string | null = null) => ({ collection, language, asked, meant });

describe('what synonyms add to a question', () => {
  const table = synonymTable([
    line('law', ['flat', 'apartment', 'dwelling'], ['flat', 'apartment', 'dwelling'], 'en'),
    line('law', ['give notice'], ['termination'], 'en'),
    line('town', ['flat'], ['lodging'], 'en'),
    line('law', ['Wohnung'], ['Räume'], 'de'),
    line('law', ['A'], ['B']), line('law', ['B'], ['A']), line('law', ['B'], ['C']),
  ]);

  it('is found by inflected forms and phrases, by collection, without the words that are there', () => {
    expect(table.addedTo('May I sublet my apartments?', 'en')).toEqual([{ collection: 'law', terms: ['flat', 'dwelling'] }]);
    expect(table.addedTo('my flat', 'en')).toEqual([{ collection: 'law', terms: ['apartment', 'dwelling'] }, { collection: 'town', terms: ['lodging'] }]);
    expect(table.addedTo('Who has to give notice first?', 'en-GB')).toEqual([{ collection: 'law', terms: ['termination'] }]);
    expect(table.addedTo('give him notice', 'en')).toEqual([]);
  });

  it('holds in its own language only', () => {
    expect(table.addedTo('Wohnung', 'de')).toEqual([{ collection: 'law', terms: ['Räume'] }]);
    expect(table.addedTo('Wohnung', 'en')).toEqual([]);
  });

  it('goes one step, so that lines in a circle end', () => {
    expect(table.addedTo('a', 'fr')).toEqual([{ collection: 'law', terms: ['B'] }]);
    expect(table.addedTo('b', 'fr')).toEqual([{ collection: 'law', terms: ['A', 'C'] }]);
  });
});

describe('a question whose words the law does not have', () => {
  let config: Config;
  const world = { clock: () => new Date('2026-01-01T12:00:00Z'), log: () => undefined };
  const corpus = path.join(mkdtempSync(path.join(tmpdir(), 'responsa-synonyms-')), 'corpus');
  const act = (work: string, about: string): string => `---\nwork: ${work}\ntitle: Tenancy Act\njurisdiction: xa\nlanguage: en\n---\n## Section 1. Deposits\nThe lessor holds the deposit in an account of its own ${about}.\n\n## Section 2. Repairs\nThe roof is mended before winter comes.\n`;
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(corpus, name)), { recursive: true });
    writeFileSync(path.join(corpus, name), content);
  };
  const asked = async (query: string, settings: Partial<Config> = {}): Promise<readonly PassageView[]> => {
    const assistant = await openAssistant({ ...config, ...settings }, world);
    try {
      return (await assistant.retrieve({ query, k: 10 })).passages.filter(({ sources }) => sources.lexical !== undefined);
    } finally {
      await assistant.close();
    }
  };

  beforeAll(async () => {
    write('law/collection.json', '{"id":"law"}');
    write('law/act.md', act('xa/act/1', 'for the tenancy'));
    write('law/synonyms.txt', 'homeowner => lessor\n');
    write('town/collection.json', '{"id":"town"}');
    write('town/act.md', act('xa/act/2', 'at the town bank'));
    config = loadConfig({ indexes: path.join(path.dirname(corpus), 'indexes'), embedder: 'hashed-ngrams', reader: 'none' });
    await rebuildIndex(config, [corpus], { clock: world.clock });
  });

  it('is led to it by the synonym, in the collection that has it', async () => {
    expect((await asked('homeowner')).map(({ work, eId }) => `${work}#${eId}`)).toEqual(['xa/act/1#sec_1']);
  });

  it('finds nothing by words without it, and nothing the other way round', async () => {
    expect(await asked('homeowner', { synonymWeight: 0 })).toEqual([]);
    expect((await asked('lessor')).map(({ work }) => work).sort()).toEqual(['xa/act/1', 'xa/act/2']);
  });

  it('weighs what is added by the setting', async () => {
    const [half, whole] = [await asked('homeowner', { synonymWeight: 0.5 }), await asked('homeowner', { synonymWeight: 1 })];
    expect(whole[0]!.sources.lexical!.score).toBeCloseTo(2 * half[0]!.sources.lexical!.score, 6);
  });

  it('tells how many lines there are; a changed file is a new generation that embeds nothing', async () => {
    const assistant = await openAssistant(config, world);
    expect(assistant.index().synonyms).toEqual({ law: 1 });
    await assistant.close();
    expect(await rebuildIndex(config, [corpus], { clock: world.clock })).toMatchObject({ unchanged: true });
    write('law/synonyms.txt', 'homeowner => lessor\nhouse => tenancy\n');
    expect(await rebuildIndex(config, [corpus], { clock: world.clock })).toMatchObject({ unchanged: false, counts: { embedded: 0 } });
  });

  it('a damaged file of synonyms is found', async () => {
    const { generation } = await rebuildIndex(config, [corpus], { clock: world.clock });
    writeFileSync(path.join(config.indexes, 'generations', generation, 'synonyms.json'), '[]');
    await expect(openAssistant(config, world)).rejects.toThrow(/synonyms\.json is damaged/);
  });
});
