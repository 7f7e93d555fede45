/** What is left when the disk is full, cannot be written, or the program is killed in the middle of its changes. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inNamespace = (script: string, ...args: string[]) => spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8' });
/** A mount namespace of one's own needs Linux and leave of the kernel; many containers refuse it. */
const canMount = platform() === 'linux' && inNamespace('mount -t tmpfs -o size=1m none /mnt').status === 0;
if (!canMount) process.stderr.write('full-disk tests of documents left out: no small tmpfs can be mounted here (`unshare -rm` refused).\n');

/** Opens the store on a folder; documents are taken as they are, so that the disk alone decides. */
const opened = `
  const [folder, modules] = process.argv.slice(1);
  const { openStore } = await import(modules + '/documents/store.js');
  const fs = await import('node:fs');
  const parse = () => Promise.resolve({ is: 'parsed', documents: [], digest: '', warnings: [] });
  const store = openStore({ settings: { corpus: folder, documentLimit: 1 << 24, documentArchiveLimit: 1 << 24, documentVersions: 2 }, clock: () => new Date(), record: async () => {}, readers: { parse, checkQuestions: async () => {} } });
  async function* once(text) { yield Buffer.from(text); }
  const put = (path, text, ifMatch = '*') => store.put({ collection: 'law', path, contentType: undefined, pieces: once(text), who: 'me', signal: new AbortController().signal, conditions: { ifMatch, ifNoneMatch: null } });
  const left = () => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /incoming.|\\.tmp$|\\.lock/.test(name));
`;
const modules = pathToFileURL(path.join(programFolder, 'dist', 'src')).href;

it.skipIf(!canMount)('on a full disk the old document stands, nothing half-written is left, and one may go on once there is room', () => {
  const program = `${opened}
    fs.mkdirSync(folder + '/law');
    fs.writeFileSync(folder + '/law/collection.json', '{"id":"law"}');
    await put('dogs.md', 'old', null);
    const error = await put('dogs.md', 'x'.repeat(3 << 20)).then(() => null, (thrown) => thrown);
    fs.writeFileSync(folder + '/filler', Buffer.alloc(1 << 20));
    try { for (;;) fs.appendFileSync(folder + '/filler', Buffer.alloc(4096)); } catch {}
    const again = await put('dogs.md', 'new').then(() => null, (thrown) => thrown);
    const between = fs.readFileSync(folder + '/law/dogs.md', 'utf8');
    const leftover = left();
    fs.rmSync(folder + '/filler');
    await put('dogs.md', 'new');
    console.log(JSON.stringify([error?.fault, again?.fault, between, leftover, fs.readFileSync(folder + '/law/dogs.md', 'utf8')]));
  `;
  const run = inNamespace('mount -t tmpfs -o size=2m none "$1" && exec "$2" --input-type=module -e "$3" "$1" "$4"', folder, process.execPath, program, modules);
  expect([run.stderr, JSON.parse(run.stdout)]).toEqual(['', ['disk-full', 'disk-full', 'old', [], 'new']]);
});

it.skipIf(!canMount)('on a read-only disk a change is refused in words; documents can still be read', () => {
  const program = `${opened}
    const error = await put('dogs.md', 'new').then(() => null, (thrown) => thrown);
    const removal = await store.remove({ collection: 'law', path: 'dogs.md' }, { conditions: { ifMatch: null, ifNoneMatch: null }, who: 'me' }).then(() => null, (thrown) => thrown);
    console.log(JSON.stringify([error?.fault, error?.message, removal?.fault, (await store.read({ collection: 'law', path: 'dogs.md' }, null)).bytes]));
  `;
  const prepare = 'mount -t tmpfs -o size=2m none "$1" && mkdir "$1/law" && echo \'{"id":"law"}\' > "$1/law/collection.json" && printf old > "$1/law/dogs.md" && mount -o remount,ro "$1"';
  const run = inNamespace(`${prepare} && exec "$2" --input-type=module -e "$3" "$1" "$4"`, folder, process.execPath, program, modules);
  expect([run.stderr, JSON.parse(run.stdout)]).toEqual(['', ['unavailable', 'law/dogs.md was not changed: the folder of the corpus cannot be written (EROFS).', 'unavailable', 3]]);
});

/** One process kills another, so often. Each text is one letter, repeated, so that a mix shows. */
const KILLS = 8;

it(`killed ${KILLS} times in the middle of changes: each document is one whole version, what was acknowledged is there, and the next change clears up`, async () => {
  mkdirSync(path.join(folder, 'law'));
  writeFileSync(path.join(folder, 'law', 'collection.json'), '{"id":"law"}');
  const program = `${opened}
    let at = Number(process.argv[3]);
    for (;;) {
      const letter = String.fromCharCode(97 + (at % 26));
      const text = String(at++).padStart(8, '0') + letter.repeat(300_000);
      await put('dogs.md', text, fs.existsSync(folder + '/law/dogs.md') ? '*' : null);
      fs.writeSync(1, text.slice(0, 8) + '\\n');
    }
  `;
  let next = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder, modules, String(next)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let heard = '';
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
      child.stdout.on('data', (data: Buffer) => {
        if (heard === '') setTimeout(() => child.kill('SIGKILL'), 7 * kill);
        heard += data.toString();
      });
    });
    const acknowledged = Number(heard.trimEnd().split('\n').at(-1));
    const text = readFileSync(path.join(folder, 'law', 'dogs.md'), 'utf8');
    expect(text).toMatch(/^\d{8}([a-z])\1{299999}$/);
    expect(Number(text.slice(0, 8))).toBeGreaterThanOrEqual(acknowledged);
    expect(readdirSync(path.join(folder, 'law')).sort()).toEqual(['.history', 'collection.json', 'dogs.md']);
    next = Number(text.slice(0, 8)) + 1;
  }
  const last = spawnSync(process.execPath, ['--input-type=module', '-e', `${opened} await put('dogs.md', 'end'); console.log(JSON.stringify(left()));`, folder, modules], { encoding: 'utf8' });
  expect([last.stderr, last.stdout]).toEqual(['', '[]\n']);
});
