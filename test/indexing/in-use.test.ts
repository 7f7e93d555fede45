/** What some process answers from is not pruned; what a dead one had open is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { build } from '../../src/indexing/build.js';
import { activateGeneration, isRefused, listGenerations, pruneGenerations, readCurrent } from '../../src/indexing/generations.js';
import { generationsInUse } from '../../src/indexing/in-use.js';
import { openInUse } from '../../src/indexing/open-in-use.js';
import { documentOf, ingestedOf, settings, temporaryFolder, tinyEmbedder } from './fixtures.js';

async function published(count: number, refusing: (fee: number) => readonly string[] = () => [], keepGenerations = 10): Promise<{ folder: string; ids: string[] }> {
  const folder = temporaryFolder();
  const ids: string[] = [];
  for (let fee = 1; fee <= count; fee++) {
    const ingested = ingestedOf([documentOf([{ kind: 'section', eId: 'sec_1', number: '1.', text: `The fee is ${fee}.` }])]);
    const at = new Date(Date.UTC(2024, 2, 1, 12, fee));
    ids.push((await build({ ingested, embedder: tinyEmbedder(), indexesFolder: folder, settings: { ...settings, keepGenerations }, full: false, clock: () => at, gate: () => Promise.resolve(refusing(fee)) })).generation);
  }
  return { folder, ids };
}

it('a generation that is open here stays until it is closed', async () => {
  const { folder, ids: [oldest, older, newest] } = await published(3);
  const snapshot = await openInUse(folder, oldest);
  expect(await generationsInUse(path.join(folder, 'generations'))).toEqual(new Set([oldest]));
  expect(await pruneGenerations(folder, 1)).toEqual([older]);
  snapshot.close();
  expect(await pruneGenerations(folder, 1)).toEqual([oldest]);
  expect(readdirSync(path.join(folder, 'generations'))).toEqual([newest]);
});

it('one that another process has open stays until that process is dead', async () => {
  const { folder, ids: [older] } = await published(2);
  const module = fileURLToPath(new URL('../../dist/src/indexing/open-in-use.js', import.meta.url));
  const script = `import { openInUse } from ${JSON.stringify(module)}; await openInUse(${JSON.stringify(folder)}, ${JSON.stringify(older)}); process.stdout.write('open'); process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect(await pruneGenerations(folder, 1)).toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await pruneGenerations(folder, 1)).toEqual([older]);
});

it('the mark of a process whose number another has now does not count and goes', async () => {
  const { folder, ids: [older] } = await published(2);
  const mark = path.join(folder, 'generations', `.in-use-${older!}-${process.pid}-000000000000-00000000`);
  writeFileSync(mark, '');
  expect(await pruneGenerations(folder, 1)).toEqual([older]);
  expect(readdirSync(path.join(folder, 'generations')).filter((name) => name.startsWith('.in-use'))).toEqual([]);
});

it('built after the clock was set back, it is live and stays, and what is open stays', async () => {
  const { folder, ids: [before] } = await published(1);
  const ingested = ingestedOf([documentOf([{ kind: 'section', eId: 'sec_1', number: '1.', text: 'The fee is 9.' }])]);
  const open = await openInUse(folder, before);
  const { generation } = await build({ ingested, embedder: tinyEmbedder(), indexesFolder: folder, settings: { ...settings, keepGenerations: 1 }, full: false, clock: () => new Date('2001-01-01T00:00:00Z') });
  expect([generation.slice(0, 8), await readCurrent(folder)]).toEqual(['20010101', generation]);
  expect((await listGenerations(folder)).map(({ id }) => id).sort()).toEqual([generation, before].sort());
  open.close();
  // The newest by its date is kept, and the live one.
  expect(await pruneGenerations(folder, 1)).toEqual([]);
});

it('an unknown id is no file name: nothing is marked', async () => {
  const { folder } = await published(1);
  for (const id of ['../x', '20200101T000000Z-000000000000']) await expect(openInUse(folder, id)).rejects.toMatchObject({ fault: 'not-found' });
  expect(readdirSync(path.join(folder, 'generations')).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('what the gate refuses is on the disk and not live; an earlier refused one makes room; activating lifts it', async () => {
  const { folder, ids: [first, second, third] } = await published(3, (fee) => (fee > 1 ? ['too small'] : []));
  expect(await readCurrent(folder)).toBe(first);
  expect((await listGenerations(folder)).map(({ id, live }) => [id, live])).toEqual([[third, false], [first, true]]);
  expect([await isRefused(folder, third!), await isRefused(folder, first!), second === third]).toEqual([true, false, false]);
  await activateGeneration(folder, third!);
  expect([await isRefused(folder, third!), await readCurrent(folder)]).toEqual([false, third]);
  expect(await pruneGenerations(folder, 5)).toEqual([]);
});

it('a gate that fails leaves nothing behind and the old one live', async () => {
  const { folder, ids: [first] } = await published(1);
  const ingested = ingestedOf([documentOf([{ kind: 'section', eId: 'sec_1', number: '1.', text: 'The fee is 9.' }])]);
  const failing = build({ ingested, embedder: tinyEmbedder(), indexesFolder: folder, settings, full: false, clock: () => new Date(), gate: () => Promise.reject(new Error('the record cannot be written')) });
  await expect(failing).rejects.toThrow('the record cannot be written');
  expect((await listGenerations(folder)).map(({ id }) => id)).toEqual([first]);
});
