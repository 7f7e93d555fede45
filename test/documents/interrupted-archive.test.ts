/** An archive is stored whole or not at all, wherever the program is stopped: at each of its calls of the disk, while it takes back, and by `kill -9`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';
import { tarOf } from './archives.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-interrupted-'));
  writeFileSync(path.join(folder, 'archive.tar'), tarOf({ 'a.md': 'new a', 'sub/b.md': 'new b', 'c.md': 'new c', 'deep/er/d.md': 'new d' }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A collection with two of the archive's four documents in it, and the store over it. Each call of the disk that the archive makes is a step; at step `stop` nothing of it goes on. */
const opened = `
  const [folder, modules, ...rest] = process.argv.slice(1);
  const fs = await import('node:fs');
  const { createRequire, syncBuiltinESMExports } = await import('node:module');
  const { AsyncLocalStorage } = await import('node:async_hooks');
  const inside = new AsyncLocalStorage();
  const disk = createRequire('/program.js')('node:fs/promises');
  for (const name of ['rename', 'link', 'rm', 'rmdir', 'mkdir', 'writeFile', 'open', 'copyFile']) {
    const real = disk[name];
    disk[name] = (...given) => {
      const run = inside.getStore();
      if (run === undefined) return real(...given);
      if (run.fails === true) return ++run.steps === run.stop ? Promise.reject(Object.assign(new Error('EIO: ' + name), { code: 'EIO' })) : real(...given);
      if (run.stopped || ++run.steps === run.stop) { run.stopped = true; run.onStop(); return new Promise(() => {}); }
      return real(...given);
    };
  }
  syncBuiltinESMExports();
  const { openStore } = await import(modules + '/documents/store.js');
  const parse = () => Promise.resolve({ is: 'parsed', documents: [], digest: '', warnings: [] });
  const storeOf = (corpus, records) => openStore({ settings: { corpus, documentLimit: 1 << 20, documentArchiveLimit: 1 << 20, documentVersions: 2 }, clock: () => new Date(), record: async ({ data }) => { records.push([data.path, data.action]); }, readers: { parse, checkQuestions: async () => {} } });
  async function* bytes() { yield fs.readFileSync(folder + '/archive.tar'); }
  const send = (store) => store.putArchive({ collection: 'law', contentType: undefined, pieces: bytes(), who: 'me', signal: new AbortController().signal, replace: true, partial: false });
  const collection = (name) => {
    const corpus = folder + '/' + name;
    fs.mkdirSync(corpus + '/law/sub', { recursive: true });
    for (const [at, text] of [['collection.json', '{"id":"law"}'], ['a.md', 'old a'], ['sub/b.md', 'old b']]) fs.writeFileSync(corpus + '/law/' + at, text);
    return corpus;
  };
  const texts = (corpus) => ['a.md', 'sub/b.md', 'c.md', 'deep/er/d.md'].map((at) => fs.existsSync(corpus + '/law/' + at) ? fs.readFileSync(corpus + '/law/' + at, 'utf8').slice(0, 3) : '').join();
  /** Runs until its end or until step \`stop\`; true when it was stopped. Its lock is then that of a process that is gone. */
  const stopped = async (corpus, stop, action, onStop = () => {}) => {
    const isStopped = await new Promise((resolve, reject) => {
      const run = { steps: 0, stop, stopped: false, onStop: () => { onStop(); resolve(true); } };
      inside.run(run, () => action().then(() => resolve(false), reject));
    });
    const history = corpus + '/law/.history';
    if (isStopped && fs.existsSync(history)) for (const name of fs.readdirSync(history)) if (/^\\.lock/.test(name)) fs.rmSync(history + '/' + name);
    return isStopped;
  };
`;
const modules = pathToFileURL(path.join(programFolder, 'dist', 'src')).href;
const run = (program: string, ...args: string[]) => spawnSync(process.execPath, ['--input-type=module', '-e', `${opened}${program}`, folder, modules, ...args], { encoding: 'utf8' });

const [old, whole] = ['old,old,,', 'new,new,new,new'];
interface Stops {
  /** What was there after each stop, before and after the next start; and whether the archive could be sent again. */
  readonly seen: readonly { readonly between: string; readonly after: string; readonly made: number; readonly undone: number; readonly again: string }[];
  readonly halves: readonly number[];
  readonly acknowledged: string;
}
let stops: Stops;

it('stopped at any step of storing it: after the next start all of it is there or nothing, and it can be sent again', () => {
  const done = run(`
    const seen = [], halves = [];
    for (let stop = 1; ; stop++) {
      const corpus = collection('step-' + stop), records = [];
      const isStopped = await stopped(corpus, stop, () => send(storeOf(corpus, records)));
      const between = texts(corpus);
      if (!isStopped) { console.log(JSON.stringify({ seen, halves, acknowledged: between })); break; }
      if (!['${old}', '${whole}'].includes(between)) halves.push(stop);
      const store = storeOf(corpus, records);
      await store.takeBackInterrupted();
      const after = texts(corpus);
      const made = (await store.versions({ collection: 'law', path: 'a.md' })).versions.filter((version) => version.made).length;
      const undone = records.filter(([, action]) => action === 'put-undone').length;
      const { stored } = await send(store);
      seen.push({ between, after, made, undone, again: stored ? texts(corpus) : 'refused' });
      fs.rmSync(corpus, { recursive: true });
    }
  `);
  expect(done.stderr).toBe('');
  stops = JSON.parse(done.stdout) as Stops;
  expect(stops.acknowledged).toBe(whole);
  // Else it would show nothing.
  expect(new Set(stops.halves.map((stop) => stops.seen[stop - 1]!.between))).toEqual(new Set(['new,old,,', 'new,new,,', 'new,new,new,']));
  for (const { between, after, made, undone, again } of stops.seen) {
    // Only after its last step, the removal of the journal, does it count without an answer.
    expect([between, after, again]).toEqual([between, between === whole && undone === 0 ? whole : old, whole]);
    expect(made).toBe(after === whole ? 1 : 0);
    if (![old, whole].includes(between)) expect(undone).toBe(4);
  }
});

it('stopped at any step of taking back: the next start takes back the rest', () => {
  const done = run(`
    const afterwards = [];
    for (let stop = 1; ; stop++) {
      const corpus = collection('undo-' + stop);
      await stopped(corpus, Number(rest[0]), () => send(storeOf(corpus, [])));
      const isStopped = await stopped(corpus, stop, () => storeOf(corpus, []).takeBackInterrupted());
      await storeOf(corpus, []).takeBackInterrupted();
      afterwards.push(texts(corpus), fs.existsSync(corpus + '/law/deep'), fs.existsSync(corpus + '/law/.history/changing.json'));
      fs.rmSync(corpus, { recursive: true });
      if (!isStopped) { console.log(JSON.stringify([stop, ...new Set(afterwards)])); break; }
    }
  `, String(stops.halves.at(-1)));
  expect(done.stderr).toBe('');
  const [steps, ...afterwards] = JSON.parse(done.stdout) as [number, ...unknown[]];
  expect(steps).toBeGreaterThan(8);
  expect(afterwards).toEqual([old, false]);
});

it('where any one step of storing it fails, all of it is there or nothing, and what is answered is true', () => {
  const done = run(`
    const seen = [];
    for (let stop = 1, isOver = false; !isOver; stop++) {
      const corpus = collection('fault-' + stop), failing = { steps: 0, stop, fails: true };
      const stored = await inside.run(failing, () => send(storeOf(corpus, []))).then((result) => result.stored, () => false);
      seen.push([stored, texts(corpus), fs.existsSync(corpus + '/law/.history/changing.json')].join());
      isOver = failing.steps < stop;
      fs.rmSync(corpus, { recursive: true });
    }
    console.log(JSON.stringify({ steps: seen.length, seen: [...new Set(seen)].sort() }));
  `);
  expect(done.stderr).toBe('');
  const { steps, seen } = JSON.parse(done.stdout) as { steps: number; seen: string[] };
  expect(steps).toBeGreaterThan(50);
  // The first: all was done but that the lock could not be given back.
  expect(seen).toEqual([`false,${whole},false`, `false,${old},false`, `true,${whole},false`]);
});

it('what somebody changed by hand after the stop stays', () => {
  const done = run(`
    const corpus = collection('by-hand');
    await stopped(corpus, Number(rest[0]), () => send(storeOf(corpus, [])));
    fs.writeFileSync(corpus + '/law/a.md', 'own words');
    await storeOf(corpus, []).takeBackInterrupted();
    console.log(texts(corpus));
  `, String(stops.halves.at(-1)));
  expect([done.stderr, done.stdout]).toEqual(['', 'own,old,,\n']);
});

it('a journal that this program did not write stops every change of the collection, in words', () => {
  const done = run(`
    const corpus = collection('damaged');
    fs.mkdirSync(corpus + '/law/.history');
    fs.writeFileSync(corpus + '/law/.history/changing.json', '{');
    const said = [];
    for (const action of [(store) => store.takeBackInterrupted(), send]) await action(storeOf(corpus, [])).catch((error) => said.push(error.fault, error.advice));
    console.log(JSON.stringify([...said, texts(corpus)]));
  `);
  const words = ['damaged', 'Compare the documents of this collection with a backup, then remove that file.'];
  expect([done.stderr, JSON.parse(done.stdout)]).toEqual(['', [...words, ...words, old]]);
});

it('kill -9 between two of its documents: the next start takes it back, and the next change leaves nothing behind', () => {
  for (const stop of [stops.halves[0]!, stops.halves.at(-1)!]) {
    const killed = run(`await stopped(collection('killed-' + rest[0]), Number(rest[0]), () => send(storeOf(folder + '/killed-' + rest[0], [])), () => process.kill(process.pid, 'SIGKILL'));`, String(stop));
    expect(killed.signal).toBe('SIGKILL');
    const law = path.join(folder, `killed-${stop}`, 'law');
    expect(readFileSync(path.join(law, 'a.md'), 'utf8')).toBe('new a');
    const next = run(`
      const corpus = folder + '/killed-' + rest[0], store = storeOf(corpus, []);
      const taken = await store.takeBackInterrupted();
      const after = texts(corpus);
      await send(store);
      console.log(JSON.stringify([taken.length, after, texts(corpus)]));
    `, String(stop));
    expect([next.stderr, JSON.parse(next.stdout)]).toEqual(['', [1, old, whole]]);
    expect([readdirSync(path.join(law, '.history')).sort(), readdirSync(path.join(law, '.history', 'incoming'))]).toEqual([['changed.json', 'documents', 'incoming'], []]);
  }
});
