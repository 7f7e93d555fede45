/** The process that builds for the service, as it ships: a whole build, what becomes of one that is cancelled, killed, out of memory or left alone. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { programFolder } from '../../src/config.js';
import { readCurrent, verifyGeneration } from '../../src/indexing/generations.js';
import { buildProcesses, type BuildProcess } from '../../src/upkeep/build-process.js';
import { readBuilds } from '../../src/upkeep/build-file.js';
import { until } from '../server/harness.js';
import { dogAct, workplace, type Workplace } from '../e2e/small-corpus.js';

const shipped = path.join(programFolder, 'dist', 'scripts', 'build-process.js');
const order = { full: false, force: false, who: 'mayor' };
let place: Workplace;
beforeEach(() => {
  place = workplace({ reader: 'none' });
  place.write({ 'dogs.md': dogAct(60, 14) });
});
afterEach(() => place.remove());

const configOf = (given: Partial<typeof place.config> = {}) => ({ ...place.config, corpus: path.join(place.folder, 'corpus'), ...given });

function running(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** A program that does what the test wants instead of building. */
function program(source: string): string {
  const file = path.join(place.folder, 'program.mjs');
  writeFileSync(file, source);
  return file;
}

/** Starts a build and does `then` with it at its first report. */
async function atFirstReport(config: ReturnType<typeof configOf>, file: string, then: (started: BuildProcess) => void): Promise<Awaited<BuildProcess['outcome']>> {
  let heard = (): void => undefined;
  const first = new Promise<void>((resolve) => (heard = resolve));
  const started = buildProcesses(file, config)(order, () => heard());
  await Promise.race([first, started.outcome]);
  then(started);
  return started.outcome;
}

describe('the process as it ships', () => {
  test('builds from the setting `corpus`, tells its stages, records, and says when nothing changed', async () => {
    const stages: string[] = [];
    const start = buildProcesses(shipped, configOf());
    const outcome = await start(order, ({ stage }) => stages.push(stage)).outcome;
    expect(outcome).toMatchObject({ state: 'published', counts: { filesRead: 1, works: 1, skipped: 0 }, refusals: [], problem: null });
    expect((await verifyGeneration(place.indexes)).id).toBe(outcome.generation);
    expect(stages.filter((stage, at) => stage !== stages[at - 1])).toEqual(['read', 'chunk', 'embed', 'lexical', 'graph', 'teach', 'write', 'verify']);
    const log = readFileSync(path.join(place.indexes, 'audit', '000000000001.jsonl'), 'utf8');
    expect(log).toContain('"kind":"build"');
    expect(log).toContain('"who":"mayor"');
    expect(await start(order, () => undefined).outcome).toMatchObject({ state: 'unchanged', generation: outcome.generation });
  });

  test('says what it cannot build from', async () => {
    const outcome = await buildProcesses(shipped, configOf({ corpus: path.join(place.folder, 'nowhere') }))(order, () => undefined).outcome;
    expect(outcome).toMatchObject({ state: 'failed', generation: null });
    expect(outcome.problem).toMatch(/nowhere does not exist/);
  });

  test('killed, it is a build that failed; the next one works', async () => {
    const outcome = await atFirstReport(configOf(), shipped, ({ pid }) => process.kill(pid!, 'SIGKILL'));
    expect(outcome).toMatchObject({ state: 'failed', problem: expect.stringMatching(/^The process that builds ended before it was done \(SIGKILL\)/) as string });
    expect(await readCurrent(place.indexes)).toBeNull();
    expect(await buildProcesses(shipped, configOf())(order, () => undefined).outcome).toMatchObject({ state: 'published' });
  });

  test('cancelled, it ends by itself and nothing is live', async () => {
    const outcome = await atFirstReport(configOf({ stopTimeout: 600_000 }), shipped, ({ cancel }) => cancel());
    expect(outcome).toMatchObject({ state: 'cancelled', problem: null });
    expect(await readCurrent(place.indexes)).toBeNull();
  });

  test('ends with a service that is killed, which then knows that its build failed', async () => {
    const { indexes } = place;
    expect(await buildProcesses(shipped, configOf())(order, () => undefined).outcome).toMatchObject({ state: 'published' });
    const env = { PATH: process.env['PATH'], RESPONSA_EMBEDDER: 'hashed-ngrams', RESPONSA_READER: 'none', RESPONSA_INDEXES: indexes, RESPONSA_CORPUS: path.join(place.folder, 'corpus'), RESPONSA_PORT: '0' };
    const service = spawn(process.execPath, [path.join(programFolder, 'dist', 'scripts', 'responsa.js'), 'serve'], { env, cwd: place.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    service.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    service.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    await until(() => /listens on (\S+)/.test(out) || service.exitCode !== null);
    const response = await fetch(`${/listens on (\S+)/.exec(out)![1]!}/v1/builds`, { method: 'POST', body: '{"full":true}', headers: { 'content-type': 'application/json' } });
    const builder = Number(/as process (\d+)/.exec(err)?.[1]);
    const wasRunning = running(builder);
    service.kill('SIGKILL');
    await until(() => !running(builder));
    expect([response.status, wasRunning]).toEqual([202, true]);
    expect((await readBuilds(indexes, () => undefined)).map(({ build }) => [build.state, build.problem])).toEqual([['failed', 'The service ended while this build ran.']]);
    await verifyGeneration(indexes);
  });
});

describe('a process that does not end as it should', () => {
  test('that hears no request to end is killed after stopTimeout', async () => {
    const deaf = program("process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000); process.send({ kind: 'progress', stage: 'deaf', done: 0, total: 1 });");
    expect(await atFirstReport(configOf({ stopTimeout: 50 }), deaf, ({ cancel }) => cancel())).toMatchObject({ state: 'cancelled' });
  });

  test('that needs more memory than it may have says so', async () => {
    const greedy = program("const held = []; for (;;) held.push(new Array(10000).fill({}).map(() => ({ a: Math.random() })));");
    const outcome = await buildProcesses(greedy, configOf({ buildMemory: 64 }))(order, () => undefined).outcome;
    expect(outcome).toMatchObject({ state: 'failed', problem: expect.stringMatching(/^The build needed more memory than the 64 MiB it may have\./) as string });
  });

  test('that says what is not understood has failed, and the service goes on', async () => {
    const garbled = program('process.send({ kind: "end", outcome: { state: "splendid" } });');
    expect(await buildProcesses(garbled, configOf())(order, () => undefined).outcome).toMatchObject({ state: 'failed', problem: expect.stringContaining('it said what is not understood: {"kind":"end"') as string });
  });

  test('that ends without a word has failed', async () => {
    const silent = program('process.stderr.write("no room\\n"); process.exitCode = 3;');
    expect(await buildProcesses(silent, configOf())(order, () => undefined).outcome).toMatchObject({ state: 'failed', problem: expect.stringContaining('(exit code 3): no room') as string });
  });
});
