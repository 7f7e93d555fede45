/** The log: nothing written is lost or altered unseen, whatever happens to a line. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';
import { openAuditLog, type AuditLog, type LogSettings } from '../../src/record/audit-log.js';
import { canonicalJson, differencesOf } from '../../src/record/canonical.js';
import { entriesOf, verifyLog } from '../../src/record/verify-log.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (given: Partial<LogSettings> = {}): AuditLog => openAuditLog({ folder, sync: 'off', fileSize: 1 << 20, clock: () => new Date('2026-11-22T12:00:00Z'), ...given });
const files = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort();
const first = (): string => path.join(folder, files()[0]!);
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

async function write(count: number, log = open()): Promise<void> {
  for (let at = 1; at <= count; at++) await log.append({ kind: 'answer', data: { id: `a${at}`, text: 'Fünf\n\u2028第' } });
}

describe('the audit log', () => {
  it('numbers and chains its entries, over several openings', async () => {
    await write(2);
    await open().append({ kind: 'build', data: { id: 'b' } });
    const lines = linesOf(first()).map((line) => JSON.parse(line) as { seq: number; kind: string; previous: string; hash: string });
    expect(lines.map(({ seq, kind }) => [seq, kind])).toEqual([[1, 'answer'], [2, 'answer'], [3, 'build']]);
    expect(lines.map(({ previous }) => previous)).toEqual(['0'.repeat(64), lines[0]!.hash, lines[1]!.hash]);
    expect(await verifyLog(folder)).toEqual({ files: 1, entries: 3, erased: 0, torn: 0, head: { seq: 3, hash: lines[2]!.hash }, problems: [] });
  });

  it('finds the latest entry of an id, and none for an id that only stands in a text', async () => {
    const log = open({ fileSize: 600 });
    await write(6, log);
    await log.append({ kind: 'answer', data: { id: 'a2', text: 'again "id":"zz"' } });
    expect((await log.find('a2'))?.seq).toBe(7);
    expect((await log.find('a1'))?.seq).toBe(1);
    expect([await log.find('zz'), await log.find('a')]).toEqual([null, null]);
  });

  it('begins a new file when one is full, and the chain goes on', async () => {
    await write(10, open({ fileSize: 1200 }));
    expect(files().length).toBeGreaterThan(2);
    for (const name of files()) {
      expect(readFileSync(path.join(folder, name)).length).toBeLessThanOrEqual(1200);
      expect(Number(name.slice(0, 12))).toBe((JSON.parse(linesOf(path.join(folder, name))[0]!) as { seq: number }).seq);
    }
    expect(await verifyLog(folder)).toMatchObject({ entries: 10, torn: 0, problems: [] });
    rmSync(path.join(folder, files()[1]!));
    expect((await verifyLog(folder)).problems).toHaveLength(1);
  });

  it('keeps its order by number when the clock is set back, and verifies', async () => {
    for (const at of ['2026-11-22T12:00:00Z', '2024-01-01T00:00:00Z', '2026-11-22T11:00:00Z']) await open({ clock: () => new Date(at) }).append({ kind: 'answer', data: { id: at } });
    const entries = [];
    for await (const { seq, at } of entriesOf(folder)) entries.push([seq, at]);
    expect(entries).toEqual([[1, '2026-11-22T12:00:00.000Z'], [2, '2024-01-01T00:00:00.000Z'], [3, '2026-11-22T11:00:00.000Z']]);
    expect(await verifyLog(folder)).toMatchObject({ entries: 3, problems: [] });
  });

  it('takes up after a line that was cut off anywhere, counts it, and loses no other', async () => {
    await write(3);
    const whole = readFileSync(first());
    const start = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (let length = start + 1; length < whole.length; length += 7) {
      writeFileSync(first(), whole.subarray(0, length));
      writeFileSync(path.join(folder, 'head'), '');
      await open().append({ kind: 'answer', data: { id: 'next' } });
      const checked = await verifyLog(folder);
      // A line that only lacks its end of line is whole.
      expect(checked, `cut at ${length}`).toMatchObject(length === whole.length - 1 ? { entries: 4, torn: 0, problems: [] } : { entries: 3, torn: 1, problems: [] });
      writeFileSync(first(), whole);
    }
  });

  it('takes up after a first line that was cut off', async () => {
    writeFileSync(path.join(folder, '000000000001.jsonl'), '{"seq":1,"at":"20');
    await write(2);
    expect(await verifyLog(folder)).toMatchObject({ entries: 2, torn: 1, problems: [] });
  });

  it('keeps its order when many are written at once', async () => {
    const [one, other] = [open(), open()];
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? one : other).append({ kind: 'answer', data: { id: `p${at}` } })));
    expect(await verifyLog(folder)).toMatchObject({ entries: 20, torn: 0, problems: [] });
  });
});

describe('verifying', () => {
  const changes: readonly (readonly [string, (lines: string[]) => string[], number])[] = [
    ['an altered text', (lines) => lines.map((line, at) => (at === 1 ? line.replace('Fünf', 'Zehn') : line)), 2],
    ['an altered time', (lines) => lines.map((line, at) => (at === 1 ? line.replace('12:00', '13:00') : line)), 2],
    ['white space put in', (lines) => lines.map((line, at) => (at === 1 ? line.replace('{', '{ ') : line)), 2],
    ['a line taken out', (lines) => lines.filter((_, at) => at !== 1), 2],
    ['the first line taken out', (lines) => lines.slice(1), 1],
    ['two lines changed about', ([a, b, c, d]) => [a!, c!, b!, d!], 2],
    ['a line twice', ([a, b, ...rest]) => [a!, b!, b!, ...rest], 3],
    ['the last line altered', (lines) => lines.map((line, at) => (at === 3 ? line.replace('Fünf', 'Zehn') : line)), 4],
  ];
  it.each(changes)('names %s', async (_, change, line) => {
    await write(4);
    writeFileSync(first(), `${change(linesOf(first())).join('\n')}\n`);
    const { problems } = await verifyLog(folder);
    expect(problems[0]).toMatchObject({ file: '000000000001.jsonl', line });
  });

  it('names an end that was cut away', async () => {
    await write(4);
    writeFileSync(first(), `${linesOf(first()).slice(0, 3).join('\n')}\n`);
    expect((await verifyLog(folder)).problems).toMatchObject([{ file: 'head', what: expect.stringContaining('should reach entry 4') as string }]);
  });

  it('an empty log is whole; an entry noted earlier must still be there', async () => {
    expect(await verifyLog(folder)).toMatchObject({ entries: 0, files: 0, problems: [] });
    await write(2);
    const { head } = await verifyLog(folder);
    await write(1);
    expect((await verifyLog(folder, head.hash)).problems).toEqual([]);
    expect((await verifyLog(folder, 'f'.repeat(64))).problems).toHaveLength(1);
  });

  it('exports whole entries, oldest first', async () => {
    await write(3, open({ fileSize: 500 }));
    appendFileSync(path.join(folder, files().at(-1)!), '{"seq":');
    const ids: unknown[] = [];
    for await (const { data } of entriesOf(folder)) ids.push(data['id']);
    expect(ids).toEqual(['a1', 'a2', 'a3']);
  });
});

describe('canonical JSON', () => {
  it('has one text for one value', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined })).toBe('{"b":[1,{"c":"é","d":null}]}');
    expect(differencesOf({ a: 1, b: [1, 2] }, { b: [1, 3], c: true, a: 1 })).toEqual([{ at: 'b.1', recorded: '2', produced: '3' }, { at: 'c', recorded: null, produced: 'true' }]);
    expect(differencesOf({ a: [] }, { a: {} })).toHaveLength(1);
    expect(differencesOf({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
  });
});

const inNamespace = (script: string, ...args: string[]) => spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8' });
const canMount = platform() === 'linux' && inNamespace('mount -t tmpfs -o size=1m none /mnt').status === 0;

/** Fills a small disk, asks to write, makes room, writes again. */
const fullDisk = (modules: string): string => `
  const { openAuditLog } = await import('${modules}/record/audit-log.js');
  const { verifyLog } = await import('${modules}/record/verify-log.js');
  const { writeFileSync, rmSync } = await import('node:fs');
  const [folder] = process.argv.slice(1);
  const log = openAuditLog({ folder: folder + '/audit', sync: 'each', fileSize: 1 << 20, clock: () => new Date(0) });
  const append = (id) => log.append({ kind: 'answer', data: { id, text: 'x'.repeat(9000) } }).then(() => null, (error) => error.fault + ': ' + error.message);
  const before = await append('a');
  try { writeFileSync(folder + '/filler', Buffer.alloc(2_000_000)); } catch {}
  const full = [await append('b'), await append('c')];
  const during = await verifyLog(folder + '/audit');
  rmSync(folder + '/filler');
  const after = await append('d');
  console.log(JSON.stringify({ before, full, during, after, end: await verifyLog(folder + '/audit') }));
`;

it.skipIf(!canMount)('on a full disk an entry is refused whole, and the log goes on when there is room', () => {
  const modules = pathToFileURL(path.join(programFolder, 'dist', 'src')).href;
  const run = inNamespace('mount -t tmpfs -o size=1m none "$1" && exec "$2" --input-type=module -e "$3" "$1"', folder, process.execPath, fullDisk(modules));
  expect(run.stderr).toBe('');
  const outcome = JSON.parse(run.stdout) as { before: null; full: string[]; after: null; during: object; end: object };
  expect([outcome.before, outcome.after]).toEqual([null, null]);
  expect(outcome.full).toEqual([expect.stringMatching(/^environment: The audit log .* cannot be written: ENOSPC/), expect.stringMatching(/^environment: /)]);
  expect(outcome.during).toMatchObject({ entries: 1, torn: 0, problems: [] });
  expect(outcome.end).toMatchObject({ entries: 2, torn: 0, problems: [] });
});

it('clears away the locks, whole or half written, of killed processes', async () => {
  const dead = JSON.stringify({ token: 'gone', pid: 2 ** 22 + 1, started: 'never', since: '2026-11-22T12:00:00.000Z' });
  for (const [name, text] of [['.locking-half', '{"tok'], ['.locking-whole', dead], ['.lock-gone', dead]] as const) writeFileSync(path.join(folder, name), text);
  await open().append({ kind: 'answer', data: { id: 'a' } });
  expect(readdirSync(folder).sort()).toEqual(['000000000001.jsonl', 'head']);
});

it('leaves nothing behind that grows: one head, no locks', async () => {
  await write(3);
  expect(readdirSync(folder).sort()).toEqual(['000000000001.jsonl', 'head']);
  truncateSync(path.join(folder, 'head'));
  expect(await verifyLog(folder)).toMatchObject({ entries: 3, problems: [] });
});
