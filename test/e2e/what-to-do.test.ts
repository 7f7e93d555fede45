/** What docs/operations.md says one is to do, done: where no other test does it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openAssistant, rebuildIndex } from '../../src/assistant.js';
import { clock, dogAct, world } from './small-corpus.js';
import { commandPlace, program } from './typed-commands.js';

const place = commandPlace();

const inNamespace = (script: string, ...args: string[]) => spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8' });
/** A mount namespace of one's own needs Linux and leave of the kernel; many containers refuse it. */
const canMount = platform() === 'linux' && inNamespace('mount -t tmpfs -o size=1m none /mnt').status === 0;
if (!canMount) process.stderr.write('full-disk rehearsal left out: no small tmpfs can be mounted here (`unshare -rm` refused).\n');

/** Two generations, then a disk without room for a third; prune, and build. Prints what each command ended with. */
const onFullDisk = `
  const [folder, program, ...acts] = process.argv.slice(1);
  const fs = await import('node:fs');
  const { spawnSync } = await import('node:child_process');
  const run = (...argv) => spawnSync(process.execPath, [program, ...argv], { cwd: folder, encoding: 'utf8', env: { ...process.env, RESPONSA_EMBEDDER: 'hashed-ngrams', RESPONSA_READER: 'none', RESPONSA_READER: 'none', RESPONSA_INDEXES: folder + '/indexes' } });
  fs.mkdirSync(folder + '/corpus');
  fs.writeFileSync(folder + '/corpus/collection.json', '{"id":"law","jurisdiction":"xa","language":"en","type":"act"}');
  const build = (act) => { fs.writeFileSync(folder + '/corpus/dogs.md', act); return run('index', '--corpus', 'corpus'); };
  const ask = () => /\\d+ crowns/.exec(run('ask', 'How much is the annual dog fee?').stdout)?.[0];
  const built = [build(acts[0]), build(acts[1])].map(({ status }) => status);
  fs.writeFileSync(folder + '/corpus/dogs.md', acts[2].padEnd(8000));
  const filler = fs.openSync(folder + '/filler', 'a');
  try { for (;;) fs.writeSync(filler, Buffer.alloc(4096)); } catch {}
  // What is left to locks and marks: no disk is full to its last byte for long.
  fs.ftruncateSync(filler, fs.fstatSync(filler).size - (32 << 10));
  const full = build(acts[2]);
  const meanwhile = ask();
  const pruned = run('generations', 'prune', '--keep', '1');
  const again = build(acts[2]);
  console.log(JSON.stringify({ built, full: [full.status, /disk of .* is full/.test(full.stderr)], meanwhile, pruned: pruned.status, again: [again.status, again.stderr.slice(0, 300)], afterwards: ask(), verified: run('audit', 'verify').status }));
`;

it.skipIf(!canMount)('a full disk: the old generation answers, pruning makes room, and the next build is published', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-full-'));
  try {
    const done = inNamespace('mount -t tmpfs -o size=2m none "$1" && exec "$2" --input-type=module -e "$3" "$1" "$4" "$5" "$6" "$7"', folder, process.execPath, onFullDisk, program, dogAct(60, 14), dogAct(61, 14), dogAct(62, 14));
    expect(done.stderr).toBe('');
    expect(JSON.parse(done.stdout)).toEqual({ built: [0, 0], full: [1, true], meanwhile: '61 crowns', pruned: 0, again: [0, expect.any(String) as string], afterwards: '62 crowns', verified: 0 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('an altered audit log: the line is named, the folder stays as it is, and a new one takes the entries meanwhile', async () => {
  mkdirSync(place.indexes);
  for (const name of ['first', 'second', 'third']) expect((await place.responsa(['keys', 'add', '--name', name, '--role', 'ask'])).code).toBe(0);
  const folder = path.join(place.indexes, 'audit');
  const file = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.jsonl'))!);
  writeFileSync(file, readFileSync(file, 'utf8').replace('second', 'somebody'));
  const found = await place.responsa(['audit', 'verify']);
  expect([found.code, /000000000001\.jsonl\D+2\b/.test(found.out + found.err)]).toEqual([1, true]);
  const asItWas = readFileSync(file, 'utf8');
  const elsewhere = { RESPONSA_AUDIT_LOG: 'audit-2' };
  expect((await place.responsa(['keys', 'remove', 'second'], elsewhere)).code).toBe(0);
  expect(await place.responsa(['audit', 'verify'], elsewhere)).toMatchObject({ code: 0, out: expect.stringMatching(/^1 entries in 1 files/) as string });
  expect(readFileSync(file, 'utf8')).toBe(asItWas);
});

it('a wrong clock: the day of a question is what it names, and answers name the day they go by', async () => {
  const act = dogAct(60, 14);
  await rebuildIndex(place.config, [place.write({ 'dogs.md': act })], { clock });
  const question = 'How much is the annual dog fee?';
  const answers = [];
  for (const year of ['2026', '1999']) {
    const assistant = await openAssistant(place.config, { ...world, clock: () => new Date(`${year}-06-01T12:00:00Z`) });
    for (const given of [{ question, asOf: '2026-06-01' }, { question }]) {
      const { status, statements, provenance } = await assistant.ask(given);
      answers.push([status, provenance.asOf, statements.map(({ text }) => text).join()]);
    }
    await assistant.close();
  }
  const right = ['answered', '2026-06-01', expect.stringContaining('60 crowns') as string];
  // The act is in force from 2019 on.
  expect(answers).toEqual([right, right, right, ['abstained', '1999-06-01', '']]);
});
