/** Builds of a service: one at a time, remembered, cancelled, recorded; what is said of their pace. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../src/changes.js';
import { openBuilds, type Builds, type BuildsParts } from '../../src/upkeep/builds.js';
import { pace } from '../../src/upkeep/pace.js';
import { fakeProcesses } from './fake-process.js';

const order = { full: false, force: false, who: 'mayor' };
let indexes: string;
beforeEach(() => {
  indexes = mkdtempSync(path.join(tmpdir(), 'responsa-builds-'));
});
afterEach(() => rmSync(indexes, { recursive: true, force: true }));

async function opened(given: Partial<BuildsParts> = {}) {
  const processes = fakeProcesses();
  const lines: string[] = [];
  const changes: Change[] = [];
  const took: string[] = [];
  const ends: string[] = [];
  const builds: Builds = await openBuilds({
    config: { indexes, keepBuilds: 3 }, startProcess: processes.start, clock: () => new Date('2026-11-22T12:00:00Z'), log: (line) => lines.push(line),
    recordChange: (change) => Promise.resolve(void changes.push(change)), onPublished: () => Promise.resolve(took.push('refreshed')), onEnded: (state) => void ends.push(state), ...given,
  });
  return { builds, processes, lines, changes, took, ends };
}

const ended = async (builds: Builds): Promise<void> => {
  while (builds.running()) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe('one at a time', () => {
  test('two asked for in the same moment: one runs, the other is told which', async () => {
    const { builds, processes } = await opened();
    const [first, second] = await Promise.allSettled([builds.start(order), builds.start({ ...order, who: 'clerk' })]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { state: 'running', who: 'mayor', stage: 'start', started: '2026-11-22T12:00:00.000Z', ended: null } });
    expect(second).toMatchObject({ status: 'rejected', reason: { fault: 'conflict', message: expect.stringMatching(/^A build is running already: \/v1\/builds\/[0-9a-f-]{36}, asked for by mayor at 2026/) as string } });
    processes.builds[0]!.end();
    await ended(builds);
    expect(await builds.start(order)).toMatchObject({ state: 'running' });
    expect(processes.builds).toHaveLength(2);
  });

  test('a published one is taken over before it is said to be', async () => {
    const seen: string[] = [];
    const { builds, processes, ends } = await opened({ onPublished: () => Promise.resolve(seen.push('taken over')) });
    const { id } = await builds.start(order);
    builds.follow(id, ({ state, stage }) => seen.push(`${state} ${stage}`));
    processes.builds[0]!.report({ stage: 'embed', done: 5, total: 10 });
    processes.builds[0]!.end();
    await ended(builds);
    expect(seen).toEqual(['running embed', 'taken over', 'published embed']);
    expect(ends).toEqual(['published']);
    expect(builds.find(id)).toMatchObject({ state: 'published', generation: 'g-2', done: 5, total: 10, ended: '2026-11-22T12:00:00.000Z' });
  });

  test('cancelled: ends, is recorded with who cancelled it, and cannot be cancelled again', async () => {
    const { builds, processes, changes } = await opened();
    const { id } = await builds.start(order);
    expect(await builds.cancel(id, 'clerk')).toMatchObject({ state: 'cancelled', problem: null });
    expect(processes.builds[0]!.cancelled()).toBe(true);
    expect(changes).toEqual([{ kind: 'build', data: { who: 'clerk', state: 'cancelled', build: id, generation: null } }]);
    expect(() => builds.cancel(id, 'clerk')).toThrow(/is not running: it has ended \(cancelled\)/);
    expect(() => builds.cancel('nobody', 'clerk')).toThrow(/No build "nobody" is remembered/);
  });

  test('what the building process recorded before its swap is not recorded twice', async () => {
    const { builds, processes, changes } = await opened();
    for (const state of ['published', 'refused', 'unchanged', 'failed'] as const) {
      await builds.start(order);
      processes.builds.at(-1)!.end({ state });
      await ended(builds);
    }
    expect(changes.map(({ data }) => data['state'])).toEqual(['unchanged', 'failed']);
  });
});

describe('across restarts', () => {
  test('the last ones are remembered; one that ran when the service died has failed', async () => {
    const first = await opened();
    for (let each = 0; each < 4; each++) {
      await first.builds.start(order, `state ${each}`);
      first.processes.builds.at(-1)!.end();
      await ended(first.builds);
    }
    const { id } = await first.builds.start(order, 'newest');
    const { builds } = await opened();
    expect(builds.list().map(({ state }) => state)).toEqual(['failed', 'published', 'published']);
    expect(builds.find(id)).toMatchObject({ problem: 'The service ended while this build ran.', ended: null });
    // What it was to take up is taken up again.
    expect(builds.takenUp()).toBe('state 3');
    expect(builds.running()).toBe(false);
  });

  test('stopping cancels; the state of the folder is not taken for built', async () => {
    const first = await opened();
    await first.builds.start(order, 'changed');
    await first.builds.close();
    expect(first.builds.list()).toMatchObject([{ state: 'cancelled' }]);
    await expect(first.builds.start(order)).rejects.toMatchObject({ fault: 'unavailable' });
    expect((await opened()).builds.takenUp()).toBeNull();
  });

  test('a damaged file of builds is reported and replaced', async () => {
    writeFileSync(path.join(indexes, 'builds.json'), '{"builds": [');
    const { builds, lines, processes } = await opened();
    expect([builds.list(), lines.length]).toEqual([[], 1]);
    expect(lines[0]).toContain('builds.json cannot be read, past builds are forgotten');
    await builds.start(order);
    processes.builds[0]!.end();
    await ended(builds);
    expect(JSON.parse(readFileSync(path.join(indexes, 'builds.json'), 'utf8'))).toMatchObject({ builds: [{ build: { state: 'published' }, corpus: null }] });
  });

  test('what a service left that was killed while it wrote the file goes with the next build', async () => {
    writeFileSync(path.join(indexes, 'builds.json.gone.tmp'), '{"bui');
    const { builds } = await opened();
    await builds.start(order);
    expect(readdirSync(indexes)).toEqual(['builds.json']);
  });

  test('where nothing can be written no build is started', async () => {
    writeFileSync(path.join(indexes, 'file'), '');
    const { builds, processes } = await opened({ config: { indexes: path.join(indexes, 'file'), keepBuilds: 3 } });
    await expect(builds.start(order)).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect([processes.builds.length, builds.running(), builds.list().length]).toEqual([0, false, 0]);
  });
});

test('pace: the mean of the stage so far, and what is left of it', () => {
  const begun = pace(null, { stage: 'embed', done: 0, total: 100 }, 1_000);
  expect([begun.rate, begun.secondsLeft]).toEqual([null, null]);
  const later = pace(begun, { stage: 'embed', done: 25, total: 100 }, 6_000);
  expect([later.rate, later.secondsLeft]).toEqual([5, 15]);
  const other = pace(later, { stage: 'graph', done: 10, total: 50 }, 7_000);
  expect([other.rate, other.secondsLeft]).toEqual([null, null]);
  expect(pace(other, { stage: 'graph', done: 50, total: 50 }, 8_000)).toMatchObject({ rate: 40, secondsLeft: 0 });
});

test('pace: a clock that is set back gives no rate, rather than one below zero', () => {
  const begun = pace(null, { stage: 'embed', done: 0, total: 100 }, 90_000);
  expect(pace(begun, { stage: 'embed', done: 25, total: 100 }, 6_000)).toMatchObject({ rate: null, secondsLeft: null });
});
