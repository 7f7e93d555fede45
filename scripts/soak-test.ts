#!/usr/bin/env node
/**
 * A service under a steady load of questions, passages and uploads while generations are swapped and built:
 * `node dist/scripts/soak-test.js [--swaps 1000] [--rebuilds 20] [--minutes N] [--warm-up 90] [--askers 4] [--embedder NAME]`. A tool for us, no command of the program.
 *
 * The load runs for `--warm-up` seconds before anything counts. With `--minutes` it then swaps and builds without end for so long, else until both counts are reached. Exit code 1 when anything does not hold; the figures are one line of JSON.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dogsAct, note, residentMemory, runCommand, startService, sumsIn, writeWorkplace, type RunningService } from './service-under-test.js';

export interface SoakOrder {
  readonly swaps: number;
  readonly rebuilds: number;
  /** Where given, it decides and not the counts. */
  readonly minutes: number | null;
  /** Seconds of the same load before anything counts: caches fill, the heap takes its size, the first generations come and go. */
  readonly warmUp: number;
  readonly askers: number;
  readonly embedder: string;
}

export interface SoakFigures {
  readonly seconds: number;
  readonly swaps: number;
  readonly rebuilds: number;
  readonly generations: number;
  readonly questions: number;
  readonly passages: number;
  readonly uploads: number;
  /** Uploads with an ETag that is not the newest: 412, as it must be. */
  readonly conflicts: number;
  /** MiB, medians of a fifth of the samples after warm-up each: of its beginning, and of its end. */
  readonly memoryAfterWarmUp: number;
  readonly memoryAtEnd: number;
  readonly auditEntries: number;
  /** What did not hold; the first hundred. */
  readonly problems: readonly string[];
}

const answerShape = z.object({ id: z.string(), status: z.string(), statements: z.array(z.unknown()), provenance: z.object({ generation: z.string() }) });
const passagesShape = z.object({ generation: z.string(), passages: z.array(z.object({ text: z.string() })) });
const buildShape = z.object({ id: z.string(), state: z.string(), generation: z.string().nullable(), problem: z.string().nullable(), refusals: z.array(z.object({ message: z.string() })) });
const verifiedShape = z.object({ entries: z.number(), problems: z.array(z.unknown()) });

const questions = ['How much is the annual dog fee?', 'What is the fine for not registering a dog?', 'How much more does one pay who pays the dog fee late?'];
/** Time that a person takes at the least, ms; without it the load takes the turns of the service itself. */
const reading = 20;
const notes = 24;
/** Share of the samples that tell the memory at the beginning, and at the end. */
const atEitherEnd = 0.2;
const growth = 1.1;

/** What the service was seen to do. */
interface Seen {
  readonly problems: string[];
  /** The sum of each generation that was built. */
  readonly sumOf: Map<string, number>;
  /** `generation sum` of what answers and passages said, looked at in the end: an answer may come before its build is told. */
  readonly said: Set<string>;
  questions: number;
  passages: number;
  uploads: number;
  conflicts: number;
  swaps: number;
  rebuilds: number;
  running: boolean;
  lastAnswer: string | null;
}

function problem(seen: Seen, what: string): void {
  if (seen.problems.length < 100) seen.problems.push(what.slice(0, 500));
}

const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

/** Text and status; a request that fails in the network is a problem. */
async function call(seen: Seen, service: RunningService, where: string, init: RequestInit, expected: readonly number[]): Promise<{ readonly status: number; readonly text: string; readonly etag: string | null } | null> {
  try {
    const response = await fetch(service.address + where, init);
    const text = await response.text();
    if (expected.includes(response.status)) return { status: response.status, text, etag: response.headers.get('etag') };
    problem(seen, `${init.method ?? 'GET'} ${where}: ${response.status} ${text}`);
  } catch (error) {
    problem(seen, `${init.method ?? 'GET'} ${where}: ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
  }
  return null;
}

/** Notes what was said under which generation; more than one sum, or none, is a problem at once. */
function noteSums(seen: Seen, generation: string, text: string): void {
  const sums = sumsIn(text);
  if (sums.length === 1) seen.said.add(`${generation} ${sums[0]!}`);
  else problem(seen, `generation ${generation} said ${sums.length === 0 ? 'no sum' : sums.join(' and ')}: ${text}`);
}

async function ask(seen: Seen, service: RunningService, number: number): Promise<void> {
  const asEvents = number % 4 === 0;
  const reply = await call(seen, service, '/v1/answers', json({ question: questions[number % questions.length] }, asEvents ? { accept: 'text/event-stream' } : {}), [200]);
  if (reply === null) return;
  const whole = asEvents ? /^event: answer\ndata: (.*)$/m.exec(reply.text)?.[1] : reply.text;
  if (whole === undefined) { problem(seen, `events without an answer: ${reply.text}`); return; }
  const answer = answerShape.parse(JSON.parse(whole));
  if (answer.status !== 'answered') { problem(seen, `not answered: ${whole}`); return; }
  seen.questions++;
  seen.lastAnswer = answer.id;
  // Of events all are looked at: what was shown on the way must be of the same generation.
  noteSums(seen, answer.provenance.generation, asEvents ? reply.text : JSON.stringify(answer.statements));
}

async function findPassages(seen: Seen, service: RunningService): Promise<void> {
  const reply = await call(seen, service, '/v1/passages', json({ query: 'annual dog fee', k: 3 }), [200]);
  if (reply === null) return;
  const found = passagesShape.parse(JSON.parse(reply.text));
  seen.passages++;
  noteSums(seen, found.generation, JSON.stringify(found.passages));
}

async function remember(seen: Seen, service: RunningService): Promise<void> {
  const id = seen.lastAnswer;
  if (id === null) return;
  const reply = await call(seen, service, `/v1/answers/${id}`, {}, [200]);
  if (reply !== null && answerShape.parse(JSON.parse(reply.text)).id !== id) problem(seen, `past answer ${id} is another: ${reply.text}`);
}

/** One editor: writes a note, reads it back, and every fifth time comes with an old ETag. */
async function upload(seen: Seen, service: RunningService, known: Map<string, string>, number: number): Promise<void> {
  const name = `note-${number % notes}`;
  const where = `/v1/documents/notes/${name}.md`;
  const body = note(name, number);
  const put = (ifMatch: string | undefined, expected: readonly number[]): ReturnType<typeof call> =>
    call(seen, service, where, { method: 'PUT', body, headers: { 'content-type': 'text/markdown', ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) } }, expected);
  const before = known.get(name);
  if (before !== undefined && number % 5 === 0) {
    if ((await put(`"${'0'.repeat(64)}"`, [412])) !== null) seen.conflicts++;
  }
  if ((await put(before, before === undefined ? [201] : [200])) === null) return;
  const digest = createHash('sha256').update(body).digest('hex');
  known.set(name, `"${digest}"`);
  seen.uploads++;
  const read = await call(seen, service, where, {}, [200]);
  if (read !== null && (read.text !== body || read.etag !== `"${digest}"`)) problem(seen, `${where} is not what was stored`);
}

async function again(seen: Seen, between: number, action: (number: number) => Promise<void>): Promise<void> {
  for (let number = 0; seen.running; number++) {
    await action(number).catch((error: unknown) => problem(seen, String(error)));
    await pause(between);
  }
}

/** Makes the two newest generations live by turns. */
async function swap(seen: Seen, service: RunningService, number: number): Promise<void> {
  const id = [...seen.sumOf.keys()].slice(-2)[number % 2];
  if (id !== undefined && (await call(seen, service, `/v1/generations/${id}/activate`, { method: 'POST' }, [200])) !== null) seen.swaps++;
}

/** A new edition of the act, and a build of it; resolves when it has ended. */
async function rebuild(seen: Seen, service: RunningService, crowns: number): Promise<void> {
  if ((await call(seen, service, '/v1/documents/law/dogs.md', { method: 'PUT', body: dogsAct(crowns), headers: { 'content-type': 'text/markdown', 'if-match': '*' } }, [200])) === null) return;
  const started = await call(seen, service, '/v1/builds', { method: 'POST' }, [202]);
  if (started === null) return;
  const { id } = buildShape.parse(JSON.parse(started.text));
  for (;;) {
    const reply = await call(seen, service, `/v1/builds/${id}`, {}, [200]);
    const build = reply === null ? null : buildShape.parse(JSON.parse(reply.text));
    if (build === null || build.state === 'running') {
      if (build === null && !seen.running) return;
      await pause(100);
      continue;
    }
    if (build.state !== 'published' || build.generation === null) { problem(seen, `build ${id} is ${build.state}: ${build.problem ?? ''} ${build.refusals.map(({ message }) => message).join(' ')}`); return; }
    seen.sumOf.set(build.generation, crowns);
    seen.rebuilds++;
    return;
  }
}

/** What a service that has stopped may not leave behind. */
export function leftOvers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|\/)\.(lock|locking|building|removing|in-use)-|\.tmp$|\/\.head$|\.history\/(incoming\/.|changing\.json)/.test(name));
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** The load until the order is fulfilled; memory is looked at each second. Resolves with the samples, MiB. */
async function load(seen: Seen, service: RunningService, order: SoakOrder): Promise<number[]> {
  const samples: number[] = [];
  const known = new Map<string, string>();
  const warm = performance.now() + order.warmUp * 1000;
  const until = order.minutes === null ? Infinity : warm + order.minutes * 60_000;
  const isDone = (): boolean => service.end() !== null || (order.minutes === null ? seen.swaps >= order.swaps && seen.rebuilds >= order.rebuilds : performance.now() >= until);
  /** So that the builds are spread over the swaps. */
  const isDue = (): boolean => order.minutes !== null || (seen.rebuilds < order.rebuilds && seen.rebuilds / order.rebuilds <= seen.swaps / order.swaps);
  const loops = [
    ...Array.from({ length: order.askers }, (_, asker) => again(seen, reading, (number) => ask(seen, service, number + asker))),
    again(seen, reading * 2, () => findPassages(seen, service)),
    again(seen, reading * 2, (number) => upload(seen, service, known, number)),
    again(seen, 1000, () => remember(seen, service)),
    again(seen, 5, async (number) => (order.minutes === null && seen.swaps >= order.swaps ? undefined : swap(seen, service, number))),
    again(seen, 100, async () => (isDue() ? rebuild(seen, service, 100 + seen.sumOf.size) : undefined)),
  ];
  while (performance.now() < warm && service.end() === null) await pause(100);
  [seen.swaps, seen.rebuilds] = [0, 0];
  while (!isDone()) {
    await pause(1000);
    if (service.end() === null) samples.push(residentMemory(service.pid));
  }
  if (service.end() !== null) problem(seen, `the service ended (${service.end() ?? ''}): ${service.log().slice(-400)}`);
  seen.running = false;
  await Promise.all(loops);
  return samples;
}

async function firstGenerations(seen: Seen, service: RunningService): Promise<void> {
  for (const crowns of [60, 75]) await rebuild(seen, service, crowns);
  seen.rebuilds = 0;
}

/** Runs it in `folder`, which must be empty. */
export async function soak(order: SoakOrder, folder: string): Promise<SoakFigures> {
  writeWorkplace(folder, 50, { embedder: order.embedder, ...(order.embedder === 'hashed-ngrams' && { reader: 'none' }), keepGenerations: 3, gateCountDrop: 0.5 });
  const first = await runCommand(folder, ['index', '--corpus', path.join(folder, 'corpus')]);
  if (first.code !== 0) throw new Error(`The first build failed:\n${first.out}${first.errors}`);
  const service = await startService(folder);
  const seen: Seen = { problems: [], sumOf: new Map(), said: new Set(), questions: 0, passages: 0, uploads: 0, conflicts: 0, swaps: 0, rebuilds: 0, running: true, lastAnswer: null };
  const started = performance.now();
  let samples: number[];
  try {
    await firstGenerations(seen, service);
    samples = await load(seen, service, order);
  } finally {
    await service.stop('SIGTERM');
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  for (const one of seen.said) {
    const [generation = '', sum] = one.split(' ');
    if (seen.sumOf.get(generation) !== Number(sum)) problem(seen, `generation ${generation} said ${sum ?? ''} crowns, and was built of ${String(seen.sumOf.get(generation))}`);
  }
  const errors = service.log().split('\n').filter((line) => /^(?:\S+ )?(?:error|warning) /.test(line));
  if (errors.length > 0) problem(seen, `the service logged ${errors.length} errors and warnings: ${errors[0]!}`);
  const audit = verifiedShape.parse(JSON.parse((await runCommand(folder, ['audit', 'verify', '--json'])).out));
  if (audit.problems.length > 0) problem(seen, `the audit log does not verify: ${JSON.stringify(audit.problems[0])}`);
  if (audit.entries < seen.questions + seen.uploads + seen.swaps) problem(seen, `the audit log has ${audit.entries} entries, fewer than what was done`);
  for (const name of leftOvers(folder)) problem(seen, `left behind: ${name}`);
  const fifth = Math.max(1, Math.floor(samples.length * atEitherEnd));
  const [memoryAfterWarmUp, memoryAtEnd] = [median(samples.slice(0, fifth)), median(samples.slice(-fifth))];
  if (!(memoryAtEnd <= memoryAfterWarmUp * growth)) problem(seen, `memory grew from ${memoryAfterWarmUp.toFixed(0)} to ${memoryAtEnd.toFixed(0)} MiB`);
  const { swaps, rebuilds, questions: asked, passages, uploads, conflicts, problems } = seen;
  return { seconds, swaps, rebuilds, generations: seen.sumOf.size, questions: asked, passages, uploads, conflicts, memoryAfterWarmUp: Math.round(memoryAfterWarmUp), memoryAtEnd: Math.round(memoryAtEnd), auditEntries: audit.entries, problems };
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { swaps: { type: 'string', default: '1000' }, rebuilds: { type: 'string', default: '20' }, minutes: { type: 'string' }, 'warm-up': { type: 'string', default: '90' }, askers: { type: 'string', default: '4' }, embedder: { type: 'string', default: 'hashed-ngrams' } } });
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-soak-'));
  try {
    const figures = await soak({ swaps: Number(values.swaps), rebuilds: Number(values.rebuilds), minutes: values.minutes === undefined ? null : Number(values.minutes), warmUp: Number(values['warm-up']), askers: Number(values.askers), embedder: values.embedder }, folder);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return figures.problems.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
