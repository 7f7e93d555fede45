#!/usr/bin/env node
/**
 * Kills a service (`kill -9`) at random moments of builds, uploads, archives, activations and writes of the audit log, and commands that add keys:
 * `node dist/scripts/kill-test.js [--kills 100] [--seed 1] [--horizon 5000]`. A tool for us, no command of the program.
 * `kill -INT` of this process alone ends it after the kill that is under way, with the figures so far.
 *
 * After each kill the live generation and the audit log must verify; then the service is started again, must answer, and what was acknowledged must be there: of an archive all of its documents or none.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readKeys } from '../src/access/keys-file.js';
import { writeTar } from '../src/archive/tar-write.js';
import { journalOf } from '../src/documents/interrupted.js';
import { verifyGeneration } from '../src/indexing/generations.js';
import { entriesOf, verifyLog } from '../src/record/verify-log.js';
import { roles } from '../src/roles.js';
import { seededRandom } from './seeded-random.js';
import { leftOvers } from './soak-test.js';
import { archived, verifyDocuments, type Expected } from './stored-documents.js';
import { dogsAct, note, runCommand, startService, sumsIn, writeWorkplace, type RunningService } from './service-under-test.js';

export interface KillFigures {
  readonly kills: number;
  readonly keyKills: number;
  /** What was acknowledged before kills, and found after them. */
  readonly documents: number;
  readonly archives: number;
  readonly answers: number;
  readonly builds: number;
  readonly activations: number;
  readonly keys: number;
  /** Kills that cut a line of the audit log in two; the next entry begins a new one. */
  readonly tornLines: number;
  /** Archives that a kill cut in two, and the next start took back. */
  readonly takenBack: number;
  /** Kills during which a build, an upload or an activation had no reply yet. */
  readonly inFlight: Readonly<Record<'build' | 'upload' | 'archive' | 'activation', number>>;
}

interface Run {
  readonly folder: string;
  readonly random: () => number;
  readonly key: string;
  readonly documents: Map<string, Expected>;
  readonly keys: Set<string>;
  readonly generations: Set<string>;
  answers: string[];
  /** Digests of documents that the audit log names. */
  recorded: ReadonlySet<unknown>;
  version: number;
  readonly counts: { documents: number; archives: number; answers: number; builds: number; activations: number; keyKills: number; takenBack: number };
  readonly inFlight: { build: number; upload: number; archive: number; activation: number };
  /** Called when the running build is beyond reading: all else takes it a moment only. */
  onWriting: () => void;
}

const answerShape = z.object({ id: z.string(), status: z.string(), statements: z.array(z.unknown()) });
const buildShape = z.object({ id: z.string(), state: z.string(), stage: z.string(), generation: z.string().nullable(), problem: z.string().nullable() });

/** The reply's text; `null` when the connection broke, as it does when the service is killed. An unexpected status throws. */
async function call(run: Run, service: RunningService, where: string, init: RequestInit, expected: readonly number[]): Promise<string | null> {
  let reply: { readonly status: number; readonly text: string };
  try {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${run.key}`);
    const response = await fetch(service.address + where, { ...init, headers });
    reply = { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
  if (!expected.includes(reply.status)) throw new Error(`${init.method ?? 'GET'} ${where}: ${reply.status} ${reply.text}\n${service.log()}`);
  return reply.text;
}

/** Notes what is on its way, sends it, and notes the reply when there is one. */
async function store(run: Run, texts: ReadonlyMap<string, string>, send: () => Promise<string | null>): Promise<boolean> {
  for (const [name, text] of texts) {
    const { acknowledged = null, inFlight = [] } = run.documents.get(name) ?? {};
    run.documents.set(name, { acknowledged, inFlight: [...inFlight, text] });
  }
  if ((await send()) === null) return false;
  for (const [name, text] of texts) run.documents.set(name, { acknowledged: text, inFlight: [] });
  return true;
}

async function upload(run: Run, service: RunningService): Promise<void> {
  const name = `single-${run.version % 7}`;
  const text = note(name, run.version++);
  run.inFlight.upload++;
  const put = { method: 'PUT', body: text, headers: { 'content-type': 'text/markdown', ...(run.documents.has(name) ? { 'if-match': '*' } : {}) } };
  // A first upload that had no reply may have been stored or not: `*` needs that there is one.
  const isSure = run.documents.get(name)?.acknowledged !== null;
  if (!(await store(run, new Map([[name, text]]), () => call(run, service, `/v1/documents/notes/${name}.md`, put, isSure ? [200, 201] : [200, 201, 412])))) return;
  run.inFlight.upload--;
  run.counts.documents++;
}

async function uploadArchive(run: Run, service: RunningService): Promise<void> {
  const version = run.version++;
  const texts = new Map(archived.map((name) => [name, note(name, version)]));
  const file = path.join(run.folder, 'notes.tar');
  await writeTar(file, [...texts].map(([name, text]) => ({ path: `${name}.md`, bytes: Buffer.byteLength(text), mode: 0o644, contents: () => [Buffer.from(text)] })));
  run.inFlight.archive++;
  if (!(await store(run, texts, () => call(run, service, '/v1/documents/notes?replace=true', { method: 'POST', body: readFileSync(file), headers: { 'content-type': 'application/x-tar' } }, [200])))) return;
  run.inFlight.archive--;
  run.counts.archives++;
}

async function ask(run: Run, service: RunningService): Promise<boolean> {
  const reply = await call(run, service, '/v1/answers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question: 'How much is the annual dog fee?' }) }, [200]);
  if (reply === null) return false;
  const { id, status, statements } = answerShape.parse(JSON.parse(reply));
  if (status !== 'answered' || sumsIn(JSON.stringify(statements)).length !== 1) throw new Error(`No answer of one generation: ${reply}`);
  run.answers.push(id);
  run.counts.answers++;
  return true;
}

/** Why a build may be refused here: the building process of a killed service takes a moment to notice, and archives are put in without a pause. The live index is untouched then. */
const refusals: readonly string[] = ['A build is running already', 'Archives of documents were put into the corpus while it was read'];

/** A new edition of the act and a build of it; false when it was refused, or the service ended. */
async function build(run: Run, service: RunningService): Promise<boolean> {
  const put = { method: 'PUT', body: dogsAct(100 + run.version++), headers: { 'content-type': 'text/markdown', 'if-match': '*' } };
  if ((await call(run, service, '/v1/documents/law/dogs.md', put, [200])) === null) return false;
  run.inFlight.build++;
  const started = await call(run, service, '/v1/builds', { method: 'POST' }, [202]);
  for (let reply = started; reply !== null; reply = await call(run, service, `/v1/builds/${buildShape.parse(JSON.parse(reply)).id}`, {}, [200])) {
    const { state, stage, generation, problem } = buildShape.parse(JSON.parse(reply));
    if (!['start', 'read'].includes(stage)) run.onWriting();
    if (state === 'running') await pause(20);
    else if (state === 'published') {
      if (generation !== null) run.generations.add(generation);
      run.counts.builds++;
      run.inFlight.build--;
      return true;
    } else if (service.end() === null && !refusals.some((refusal) => (problem ?? '').includes(refusal))) throw new Error(`A build is ${state}: ${problem ?? ''}`);
    else {
      run.inFlight.build--;
      return false;
    }
  }
  return false;
}

async function activate(run: Run, service: RunningService): Promise<void> {
  const known = [...run.generations].slice(-2);
  const id = known[Math.floor(run.random() * known.length)];
  if (id === undefined) return;
  run.inFlight.activation++;
  // It may have been removed by a build whose end nobody heard of.
  if ((await call(run, service, `/v1/generations/${id}/activate`, { method: 'POST' }, [200, 404])) === null) return;
  run.inFlight.activation--;
  run.counts.activations++;
}

async function addKey(run: Run, name: string, after: number): Promise<void> {
  const { code, out, errors } = await runCommand(run.folder, ['keys', 'add', '--name', name, '--role', 'ask', '--json'], after);
  if (out.endsWith('\n')) run.keys.add(name);
  if (code === null) run.counts.keyKills++;
  else if (code !== 0) throw new Error(`keys add: ${errors}`);
}

/** What must hold whatever was killed when. */
async function verify(run: Run): Promise<number> {
  const indexes = path.join(run.folder, 'indexes');
  await verifyGeneration(indexes);
  const log = await verifyLog(path.join(indexes, 'audit'));
  if (log.problems.length > 0) throw new Error(`The audit log does not verify: ${JSON.stringify(log.problems)}`);
  const keys = new Set((await readKeys(path.join(indexes, 'keys.json')))?.map(({ name }) => name));
  for (const name of run.keys) if (!keys.has(name)) throw new Error(`The key ${name} was shown and is not there.`);
  const recorded = { keys: new Set<unknown>(), digests: new Set<unknown>() };
  for await (const { kind, data } of entriesOf(path.join(indexes, 'audit'))) {
    if (kind === 'key') recorded.keys.add(data['name']);
    if (kind === 'document') recorded.digests.add(data['after']);
  }
  for (const name of keys) if (!recorded.keys.has(name)) throw new Error(`The key ${name} is there and on no record.`);
  run.recorded = recorded.digests;
  return log.torn;
}

/** What was answered before the kill is still known, and questions are answered. */
async function verifyAnswers(run: Run, service: RunningService): Promise<void> {
  for (const id of run.answers) {
    const reply = await call(run, service, `/v1/answers/${id}`, {}, [200]);
    if (reply === null) throw new Error(`The service ended while it was asked for a past answer:\n${service.log()}`);
  }
  run.answers = [];
  if (!(await ask(run, service))) throw new Error(`The service ended while it was asked:\n${service.log()}`);
}

/** Of three kills one comes whenever it comes, one in the short time in which a build writes, is looked at and goes live, and one while the files of an archive are put into place. */
async function momentOf(run: Run, kill: number, horizon: number): Promise<void> {
  if (kill % 3 === 0) return pause(run.random() * horizon);
  const writing = new Promise<void>((resolve) => (run.onWriting = resolve));
  const tooLong = new AbortController();
  const begun = kill % 3 === 1 ? writing : journalIsThere(run.folder, tooLong.signal);
  await Promise.race([begun, pause(3 * horizon)]);
  tooLong.abort();
  if (kill % 3 === 1) await pause(run.random() * horizon / 5);
}

async function journalIsThere(folder: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !existsSync(journalOf(path.join(folder, 'corpus', 'notes')))) await pause(1);
}

async function round(run: Run, kill: number, horizon: number): Promise<number> {
  const service = await startService(run.folder);
  try {
    if (service.log().includes('an archive of documents was being stored')) run.counts.takenBack++;
    verifyDocuments(run.folder, run.documents, run.recorded);
    await verifyAnswers(run, service);
    const isUp = (): boolean => service.end() === null;
    const again = async (action: () => Promise<unknown>): Promise<void> => {
      while (isUp()) await action().then(() => pause(5));
    };
    const work = Promise.all([
      again(() => upload(run, service)), again(() => uploadArchive(run, service)), again(() => ask(run, service)),
      again(() => build(run, service)), again(() => activate(run, service)),
      kill % 4 === 0 ? addKey(run, `clerk ${kill}`, run.random() * horizon / 2) : Promise.resolve(),
    ]);
    // A fault of the work ends the round at once.
    await Promise.race([momentOf(run, kill, horizon), work]);
    await service.stop('SIGKILL');
    await work;
  } finally {
    await service.stop('SIGKILL');
  }
  return verify(run);
}

/** In the end a change of everything, a build and a stop in order must leave nothing of what the kills left. */
async function cleared(run: Run): Promise<void> {
  const service = await startService(run.folder);
  try {
    verifyDocuments(run.folder, run.documents, run.recorded);
    await verifyAnswers(run, service);
    // What was left beside a document goes with its next change: each of the seven is changed, and those of the archive.
    for (let each = 0; each < 7; each++) await upload(run, service);
    await uploadArchive(run, service);
    if (!(await build(run, service))) throw new Error('The last build, with nothing beside it, was not published.');
    await addKey(run, 'last clerk', 600_000);
  } finally {
    await service.stop('SIGTERM');
  }
  await verify(run);
  verifyDocuments(run.folder, run.documents, run.recorded);
  const left = leftOvers(run.folder);
  if (left.length > 0) throw new Error(`After a build and a stop in order there is left: ${left.join(', ')}`);
}

async function buildFirst(folder: string, crowns: number): Promise<string> {
  writeFileSync(path.join(folder, 'corpus', 'law', 'dogs.md'), dogsAct(crowns));
  const { code, out, errors } = await runCommand(folder, ['index', '--corpus', path.join(folder, 'corpus'), '--json']);
  if (code !== 0) throw new Error(`A build by command failed:\n${out}${errors}`);
  return z.object({ generation: z.string() }).parse(JSON.parse(out)).generation;
}

/** Throws with what does not hold. `folder` must be empty; `horizon`: within how many ms after its start a service is killed. `mayGoOn` is asked before each kill; where it says no, the figures are those so far. */
export async function killServices(kills: number, random: () => number, folder: string, horizon: number, mayGoOn: (killed: number) => boolean = () => true): Promise<KillFigures> {
  writeWorkplace(folder, 50, { embedder: 'hashed-ngrams', reader: 'none', keepGenerations: 3, gateCountDrop: 1 });
  const generations = [await buildFirst(folder, 50), await buildFirst(folder, 51)];
  const made = await runCommand(folder, ['keys', 'add', '--name', 'everything', ...roles.flatMap((role) => ['--role', role]), '--json']);
  const run: Run = {
    folder, random, key: z.object({ key: z.string() }).parse(JSON.parse(made.out)).key, documents: new Map(), keys: new Set(['everything']), generations: new Set(generations), answers: [], recorded: new Set(), version: 0, onWriting: () => undefined,
    counts: { documents: 0, archives: 0, answers: 0, builds: 0, activations: 0, keyKills: 0, takenBack: 0 }, inFlight: { build: 0, upload: 0, archive: 0, activation: 0 },
  };
  let tornLines = 0;
  let kill = 0;
  for (; kill < kills && mayGoOn(kill); kill++) {
    tornLines = await round(run, kill, horizon).catch((error: unknown) => {
      throw new Error(`after kill ${kill + 1}`, { cause: error });
    });
  }
  await cleared(run);
  return { kills: kill, ...run.counts, keys: run.keys.size, tornLines, inFlight: run.inFlight };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, horizon: { type: 'string', default: '5000' } } });
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-kill-'));
  let isEnough = false;
  process.once('SIGINT', () => (isEnough = true));
  const mayGoOn = (killed: number): boolean => {
    if (killed > 0 && killed % 25 === 0) process.stderr.write(`${killed} kills held\n`);
    return !isEnough;
  };
  try {
    process.stdout.write(`${JSON.stringify(await killServices(Number(values.kills), seededRandom(Number(values.seed)), folder, Number(values.horizon), mayGoOn))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
