import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withBuildLock } from '../../src/indexing/build-lock.js';
import { build } from '../../src/indexing/build.js';
import { activateGeneration, listGenerations, pruneGenerations, readCurrent, verifyGeneration } from '../../src/indexing/generations.js';
import { openSnapshot } from '../../src/indexing/open-snapshot.js';
import { publish, type NewFile } from '../../src/indexing/publish.js';
import { writeSynced } from '../../src/indexing/durable-files.js';
import { documentOf, ingestedOf, settings, temporaryFolder, tinyEmbedder } from './fixtures.js';

const lawWith = (fee: string) => ingestedOf([documentOf([{ kind: 'section', eId: 'sec_1', number: '1.', text: `The fee is ${fee}.` }])]);

async function publishTwo(): Promise<{ folder: string; older: string; newer: string }> {
  const folder = temporaryFolder();
  let minute = 0;
  const once = async (fee: string) => {
    const at = new Date(Date.UTC(2024, 2, 1, 12, minute++));
    return (await build({ ingested: lawWith(fee), embedder: tinyEmbedder(), indexesFolder: folder, settings, full: false, clock: () => at })).generation;
  };
  return { folder, older: await once('20'), newer: await once('30') };
}

describe('generations', () => {
  it('are listed newest first, rolled back to, and pruned, never the live one', async () => {
    const { folder, older, newer } = await publishTwo();
    expect(await listGenerations(folder)).toEqual([
      { id: newer, live: true, created: '2024-03-01T12:01:00.000Z', chunks: 1, problem: null },
      { id: older, live: false, created: '2024-03-01T12:00:00.000Z', chunks: 1, problem: null },
    ]);
    await activateGeneration(folder, older);
    expect((await openSnapshot(folder)).documents[0]!.text).toBe('1. The fee is 20.\n');
    expect((await openSnapshot(folder, newer)).documents[0]!.text).toBe('1. The fee is 30.\n');
    expect(await pruneGenerations(folder, 1)).toEqual([]);
    await activateGeneration(folder, newer);
    expect(await pruneGenerations(folder, 1)).toEqual([older]);
    expect(readdirSync(path.join(folder, 'generations'))).toEqual([newer]);
  });

  it('that do not exist are named, and nothing outside the folder can be', async () => {
    const { folder } = await publishTwo();
    for (const id of ['20200101T000000Z-000000000000', '../generations', '..', '', '.lock', 'a/b']) {
      await expect(activateGeneration(folder, id)).rejects.toMatchObject({ fault: 'not-found', message: `There is no generation ${JSON.stringify(id)} in ${folder}.` });
    }
    const empty = temporaryFolder();
    expect(await listGenerations(path.join(empty, 'nowhere'))).toEqual([]);
    expect(await readCurrent(empty)).toBeNull();
    await expect(openSnapshot(empty)).rejects.toMatchObject({ fault: 'not-found', message: `There is no index in ${empty} yet.`, advice: 'Build one with `index --corpus DIR`.' });
  });
});

describe('damage is found at opening, by name', () => {
  const files = ['heads.jsonl', 'texts.bin', 'provisions.bin', 'numbers.bin', 'chunks.bin', 'headings.bin', 'digests.bin', 'lexical.bin', 'grams.bin', 'vectors.i8', 'graph.bin'];
  const harms: readonly (readonly [string, (file: string) => void, RegExp])[] = [
    ['one bit flipped', (file) => { const bytes = readFileSync(file); bytes[bytes.length >> 1]! ^= 1; writeFileSync(file, bytes); }, /is damaged: expected (\d+) bytes with sha-256 [0-9a-f]{64}, found \1 bytes with sha-256 [0-9a-f]{64}\.$/],
    ['cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 3)), /found 3 bytes/],
    ['lengthened', (file) => appendFileSync(file, '\n'), /is damaged/],
    ['missing', (file) => rmSync(file), /cannot be read: ENOENT/],
  ];
  it.each(harms)('%s', async (_name, harm, message) => {
    const { folder, older, newer } = await publishTwo();
    for (const name of files) {
      const file = path.join(folder, 'generations', newer, name);
      const before = readFileSync(file);
      harm(file);
      for (const attempt of [() => openSnapshot(folder), () => verifyGeneration(folder), () => activateGeneration(folder, newer)]) {
        const error = await attempt().then(() => null, (thrown: unknown) => thrown);
        expect(error).toMatchObject({ fault: 'damaged', message: expect.stringMatching(message) as string, advice: expect.stringContaining('generations activate') as string });
        expect((error as Error).message).toContain(file);
      }
      writeFileSync(file, before);
    }
    expect(await verifyGeneration(folder, older)).toMatchObject({ id: older, files: 12 });
  });

  it('an altered manifest, a renamed folder, a strange `current`', async () => {
    const { folder, older, newer } = await publishTwo();
    const manifest = path.join(folder, 'generations', newer, 'manifest.json');
    const before = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, before.replace('"chunks": 1', '"chunks": 2'));
    await expect(openSnapshot(folder)).rejects.toMatchObject({ fault: 'damaged', message: expect.stringContaining('manifest.json was altered') as string });
    writeFileSync(manifest, before.slice(0, 50));
    await expect(openSnapshot(folder)).rejects.toMatchObject({ fault: 'damaged' });
    expect((await listGenerations(folder)).map(({ id, problem }) => [id, problem === null])).toEqual([[older, true], [newer, false]]);
    writeFileSync(manifest, before);
    cpSync(path.join(folder, 'generations', newer), path.join(folder, 'generations', 'copy'), { recursive: true });
    await expect(verifyGeneration(folder, 'copy')).rejects.toMatchObject({ fault: 'damaged' });
    writeFileSync(path.join(folder, 'current'), '../../etc\n');
    await expect(openSnapshot(folder)).rejects.toMatchObject({ fault: 'damaged', message: expect.stringContaining('should hold the id of a generation') as string });
  });
});

describe('publishing onto a failing disk', () => {
  const systemError = (code: string) => Object.assign(new Error(`${code}: no space left on device, write`), { code });
  const good: NewFile = { name: 'heads.jsonl', write: (file) => writeSynced(file, ['half']) };
  const faults: readonly (readonly [string, string, RegExp])[] = [['ENOSPC', 'environment', /^The disk of .* is full\.$/], ['EROFS', 'environment', /cannot be written \(EROFS\)\.$/], ['EIO', '', /^EIO/]];

  it.each(faults)('%s: nothing is left, the old generation is live', async (code, fault, message) => {
    const { folder, newer } = await publishTwo();
    const before = readdirSync(path.join(folder, 'generations')).sort();
    const failing: NewFile = { name: 'lexical.bin', write: () => Promise.reject(systemError(code)) };
    const attempt = publish({ indexesFolder: folder, lock: { assertHeld: () => Promise.resolve() }, files: [good, failing], describe: () => { throw new Error('not reached'); } });
    await expect(attempt).rejects.toMatchObject({ ...(fault === '' ? {} : { fault }), message: expect.stringMatching(message) as string });
    expect(readdirSync(path.join(folder, 'generations')).sort()).toEqual(before);
    expect(await verifyGeneration(folder)).toMatchObject({ id: newer });
  });

  it('a build whose lock was taken over does not publish', async () => {
    const { folder, newer } = await publishTwo();
    const embedder = tinyEmbedder();
    const stolen = build({
      ingested: lawWith('40'), embedder, indexesFolder: folder, settings, full: false, clock: () => new Date(),
      onProgress: ({ stage, done }) => {
        if (stage === 'write' && done === 0) for (const name of readdirSync(path.join(folder, 'generations'))) if (name.startsWith('.lock-')) rmSync(path.join(folder, 'generations', name));
      },
    });
    await expect(stolen).rejects.toMatchObject({ fault: 'unavailable', message: expect.stringContaining('has taken over the lock') as string });
    expect(await readCurrent(folder)).toBe(newer);
    expect(readdirSync(path.join(folder, 'generations')).filter((name) => name.startsWith('.building'))).toEqual([]);
  });
});

describe('the build lock', () => {
  const now = () => new Date('2024-03-01T12:00:00Z');
  const writeLock = (folder: string, holder: unknown): void => {
    writeFileSync(path.join(folder, '.lock-0000'), JSON.stringify(holder));
  };

  it('of a dead process, of a process whose number another has now, or without a holder is taken over', async () => {
    const folder = temporaryFolder();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    for (const holder of [{ token: 't', pid: dead, started: 'boot:1', since: 's' }, { token: 't', pid: process.pid, started: 'boot:1', since: 's' }, {}]) {
      writeLock(folder, holder);
      expect(await withBuildLock(folder, now, async (lock) => { await lock.assertHeld(); return readdirSync(folder).length; })).toBe(1);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('is given back after a failure', async () => {
    const folder = temporaryFolder();
    await expect(withBuildLock(folder, now, () => Promise.reject(new Error('inside')))).rejects.toThrow('inside');
    expect(await withBuildLock(folder, now, () => Promise.resolve('again'))).toBe('again');
  });

  it('is held by no more than one of twenty who want it at once', async () => {
    const folder = temporaryFolder();
    writeLock(folder, { token: 't', pid: 1, started: 'never', since: 's' });
    let [inside, most] = [0, 0];
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => withBuildLock(folder, now, async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 50));
      inside--;
    })));
    const refused = results.filter(({ status }) => status === 'rejected').map((result) => (result as PromiseRejectedResult).reason as unknown);
    expect(most).toBeLessThanOrEqual(1);
    for (const reason of refused) expect(reason).toMatchObject({ fault: 'unavailable' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
