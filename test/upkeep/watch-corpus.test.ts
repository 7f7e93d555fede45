/** The watched folder: bursts settle, nothing is built twice, what changes under a build is built after it. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBuilds } from '../../src/upkeep/builds.js';
import { stateOfFolder } from '../../src/upkeep/folder-state.js';
import { isDue, watchCorpus } from '../../src/upkeep/watch-corpus.js';
import { until } from '../server/harness.js';
import { fakeProcesses } from './fake-process.js';

let folder: string;
let corpus: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-watch-'));
  corpus = path.join(folder, 'corpus');
  mkdirSync(path.join(corpus, 'law', 'old'), { recursive: true });
  writeFileSync(path.join(corpus, 'law', 'dogs.md'), 'one');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const looks = (count: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, count * 20));

describe('the state of a folder', () => {
  test('changes with new, changed, renamed and removed files, and with what a link leads to', async () => {
    const states = [await stateOfFolder(corpus)];
    const file = path.join(corpus, 'law', 'old', 'cats.md');
    const steps: readonly (() => void)[] = [
      () => writeFileSync(file, 'two'),
      () => writeFileSync(file, 'three'),
      () => utimesSync(file, 1_000, 1_000),
      () => renameSync(file, path.join(corpus, 'law', 'cats.md')),
      () => symlinkSync('dogs.md', path.join(corpus, 'law', 'link.md')),
      () => symlinkSync('nowhere', path.join(corpus, 'law', 'broken.md')),
      () => rmSync(path.join(corpus, 'law', 'cats.md')),
    ];
    for (const step of steps) {
      step();
      states.push(await stateOfFolder(corpus));
    }
    expect(new Set(states).size).toBe(states.length);
  });

  test('does not change with dotfiles (uploads on their way) or empty folders', async () => {
    const before = await stateOfFolder(corpus);
    writeFileSync(path.join(corpus, 'law', '.upload-1'), 'half');
    mkdirSync(path.join(corpus, 'empty'));
    expect(await stateOfFolder(corpus)).toBe(before);
    expect(await stateOfFolder(path.join(folder, 'nowhere'))).not.toBe(before);
  });
});

describe('watching', () => {
  async function watched(pauses: { readonly failing?: () => boolean } = {}) {
    const processes = fakeProcesses();
    const lines: string[] = [];
    const stop = new AbortController();
    const builds = await openBuilds({
      config: { indexes: path.join(folder, 'indexes'), keepBuilds: 10 }, startProcess: processes.start, clock: () => new Date(), log: (line) => lines.push(line), recordChange: () => Promise.resolve(), onPublished: () => Promise.resolve(), onEnded: () => undefined,
    });
    const start: typeof builds.start = (order, state) => (pauses.failing?.() === true ? Promise.reject(new Error('the disk is full')) : builds.start(order, state));
    const watching = watchCorpus({ config: { corpus, watchSettle: 20 }, builds: { ...builds, start }, log: (line) => lines.push(line), signal: stop.signal });
    const end = async (): Promise<void> => {
      stop.abort();
      await builds.close();
      await watching;
    };
    return { processes, builds, lines, end };
  }

  test('builds once for what is there, not again for the same, again for what is new', async () => {
    const { processes, end } = await watched();
    await until(() => processes.builds.length === 1);
    expect(processes.builds[0]!.order).toEqual({ full: false, force: false, who: 'watched folder' });
    processes.builds[0]!.end({ state: 'unchanged' });
    await looks(10);
    expect(processes.builds).toHaveLength(1);
    writeFileSync(path.join(corpus, 'law', 'cats.md'), 'new');
    await until(() => processes.builds.length === 2);
    await end();
  });

  test('in a burst no build is due until two looks see the same; under a running one none is', () => {
    const looked = ['a', 'b', 'c', 'c', 'c'];
    expect(looked.map((now, at) => isDue(now, { before: looked[at - 1] ?? null, takenUp: null, running: false }))).toEqual([false, false, false, true, true]);
    expect(isDue('c', { before: 'c', takenUp: 'c', running: false })).toBe(false);
    expect(isDue('c', { before: 'c', takenUp: 'b', running: true })).toBe(false);
  });

  test('what changes under a build is built after it', async () => {
    const { processes, end } = await watched();
    await until(() => processes.builds.length === 1);
    rmSync(path.join(corpus, 'law', 'dogs.md'));
    await looks(10);
    expect(processes.builds).toHaveLength(1);
    processes.builds[0]!.end();
    await until(() => processes.builds.length === 2);
    await end();
  });

  test.each(['failed', 'refused'] as const)('a build that was %s is not tried again until something changes, not even after a restart', async (state) => {
    const first = await watched();
    await until(() => first.processes.builds.length === 1);
    first.processes.builds[0]!.end({ state });
    await looks(10);
    await first.end();
    expect(first.processes.builds).toHaveLength(1);
    const second = await watched();
    await looks(10);
    expect(second.processes.builds).toHaveLength(0);
    writeFileSync(path.join(corpus, 'law', 'cats.md'), 'new');
    await until(() => second.processes.builds.length === 1);
    await second.end();
  });

  test('a build that cannot be started is tried again, and the log says so once', async () => {
    let failures = 0;
    const { processes, lines, end } = await watched({ failing: () => ++failures < 4 });
    await until(() => processes.builds.length === 1);
    await end();
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([`error the folder ${corpus} is watched, but: the disk is full`]);
  });
});
