/** Making a generation live, and listing them, while others are removed. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/indexing/build.js';
import { generationsFolder, pruneGenerations, readCurrent } from '../../src/indexing/generations.js';
import { generationsInUse } from '../../src/indexing/in-use.js';
import { activate, viewGenerations } from '../../src/upkeep/generations.js';
import { documentOf, ingestedOf, settings, temporaryFolder, tinyEmbedder } from '../indexing/fixtures.js';

async function published(count: number): Promise<{ folder: string; ids: string[] }> {
  const folder = path.join(temporaryFolder(), 'indexes');
  const ids: string[] = [];
  for (let fee = 1; fee <= count; fee++) {
    const ingested = ingestedOf([documentOf([{ kind: 'section', eId: 'sec_1', number: '1.', text: `The fee is ${fee}.` }])]);
    ids.push((await build({ ingested, embedder: tinyEmbedder(), indexesFolder: folder, settings: { ...settings, keepGenerations: 100 }, full: false, clock: () => new Date(Date.UTC(2024, 2, 1, 12, fee)) })).generation);
  }
  return { folder, ids };
}

it('one that is being made live is not removed meanwhile, and is in use by nobody afterwards', async () => {
  const { folder, ids: [oldest, older, newest] } = await published(3);
  const removed: (readonly string[])[] = [];
  const recordChange = async (): Promise<void> => void removed.push(await pruneGenerations(folder, 1));
  await activate(oldest!, { indexes: folder, who: 'mayor', embedder: null, recordChange, clock: () => new Date() });
  expect([removed, await readCurrent(folder)]).toEqual([[[older]], oldest]);
  expect(await generationsInUse(generationsFolder(folder))).toEqual(new Set());
  await expect(activate(newest!, { indexes: folder, who: 'mayor', embedder: null, recordChange: () => Promise.reject(new Error('no disk')), clock: () => new Date() })).rejects.toThrow('no disk');
  expect([await readCurrent(folder), await generationsInUse(generationsFolder(folder))]).toEqual([oldest, new Set()]);
});

it('listing fails nobody while generations go', async () => {
  const { folder, ids } = await published(8);
  const looks = Array.from({ length: 200 }, () => viewGenerations(folder));
  expect(await pruneGenerations(folder, 1)).toHaveLength(7);
  for (const views of await Promise.all(looks)) expect(views.filter(({ live }) => live).map(({ id }) => id)).toEqual([ids.at(-1)]);
  expect(await viewGenerations(folder)).toHaveLength(1);
});
