/** Erasing: what was asked is gone, the chain is whole, and what was not erased by the rules is still found out. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { openAuditLog, type AuditLog, type LogSettings } from '../../src/record/audit-log.js';
import { erasedEntry, lineOf, readLogged } from '../../src/record/entry.js';
import { rangesOf } from '../../src/record/erasure.js';
import { eraseAnswer, eraseBefore } from '../../src/record/erase-log.js';
import { entriesOf, verifyLog } from '../../src/record/verify-log.js';
import { applyRetention } from '../../src/retention.js';

let folder: string;
let now: Date;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-erase-'));
  now = new Date('2026-11-01T12:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true }));

const settings = (given: Partial<LogSettings> = {}): LogSettings => ({ folder, sync: 'off', fileSize: 1200, clock: () => now, ...given });
const text = (): string => readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort().map((name) => readFileSync(path.join(folder, name), 'utf8')).join('');

/** One answer a day, from 1 November. */
async function answers(count: number, log: AuditLog = openAuditLog(settings())): Promise<void> {
  for (let at = 1; at <= count; at++) {
    now = new Date(Date.UTC(2026, 10, at, 12));
    await log.append({ kind: 'answer', data: { id: `id${at}`, request: { question: `secret question ${at}` } } });
  }
}
const before = (day: string) => eraseBefore(settings(), () => new Date(day), { who: 'command', why: 'before' });

describe('erasing', () => {
  it('takes out what is older, over several files; the chain is whole and says what is gone', async () => {
    await answers(8);
    const { head } = await verifyLog(folder);
    expect(await before('2026-11-05')).toEqual({ erased: 4 });
    expect([1, 2, 3, 4, 5, 8].map((at) => text().includes(`secret question ${at}`))).toEqual([false, false, false, false, true, true]);
    expect(text()).not.toContain('"id1"');
    expect(await verifyLog(folder, head.hash)).toMatchObject({ entries: 9, erased: 4, torn: 0, problems: [] });
    const kept: unknown[] = [];
    for await (const { seq, kind, data } of entriesOf(folder)) kept.push([seq, kind, data['entries'] ?? null]);
    expect(kept).toEqual([[5, 'answer', null], [6, 'answer', null], [7, 'answer', null], [8, 'answer', null], [9, 'erasure', [[1, 4]]]]);
    // Again: nothing more, and no further entry.
    expect(await before('2026-11-05')).toEqual({ erased: 0 });
    expect((await verifyLog(folder)).entries).toBe(9);
  });

  it('takes out one answer and the follow-ups that carry its question', async () => {
    const log = openAuditLog(settings());
    await answers(3, log);
    await log.append({ kind: 'answer', data: { id: 'next', request: { question: 'and then?', previous: [{ question: 'secret question 2', answer: 'id2' }] } } });
    expect(await eraseAnswer(settings(), 'id2', 'command')).toEqual({ erased: 2 });
    expect(text()).not.toMatch(/secret question 2|and then/);
    expect([await log.find('id2'), (await log.find('id1'))?.seq, (await log.find('id3'))?.seq]).toEqual([null, 1, 3]);
    expect(await verifyLog(folder)).toMatchObject({ erased: 2, problems: [] });
    expect(await eraseAnswer(settings(), 'id2', 'command')).toEqual({ erased: 0 });
  });

  it('a log that is open goes on behind it, as does another one', async () => {
    const [one, other] = [openAuditLog(settings({ fileSize: 1 << 20 })), openAuditLog(settings({ fileSize: 1 << 20 }))];
    await answers(4, one);
    await other.append({ kind: 'answer', data: { id: 'b' } });
    await before('2026-11-30');
    await one.append({ kind: 'answer', data: { id: 'c' } });
    await other.append({ kind: 'answer', data: { id: 'd' } });
    expect(await verifyLog(folder)).toMatchObject({ entries: 8, erased: 5, problems: [] });
  });

  it('loses nothing of what is written meanwhile', async () => {
    const log = openAuditLog(settings());
    await answers(6, log);
    now = new Date('2026-11-20T12:00:00Z');
    await Promise.all([before('2026-11-04'), ...Array.from({ length: 10 }, (_, at) => log.append({ kind: 'answer', data: { id: `w${at}` } }))]);
    expect(await verifyLog(folder)).toMatchObject({ entries: 17, erased: 3, torn: 0, problems: [] });
  });

  it('finishes what broke off after it was recorded', async () => {
    const log = openAuditLog(settings());
    await answers(4, log);
    await log.append({ kind: 'erasure', data: { who: 'command', why: 'before', entries: [[1, 2]] } });
    expect(await verifyLog(folder)).toMatchObject({ erased: 0, problems: [] });
    expect(await before('2026-10-01')).toEqual({ erased: 0 });
    expect(await verifyLog(folder)).toMatchObject({ entries: 5, erased: 2, problems: [] });
  });

  it('takes a line that was never finished along with the entry that followed it', async () => {
    await answers(1, openAuditLog(settings({ fileSize: 1 << 20 })));
    appendFileSync(path.join(folder, '000000000001.jsonl'), '{"seq":2,"data":"half a secret');
    await answers(1, openAuditLog(settings({ fileSize: 1 << 20 })));
    await before('2026-11-02');
    expect(text()).not.toContain('half a secret');
    expect(await verifyLog(folder)).toMatchObject({ entries: 3, erased: 2, torn: 1, problems: [] });
  });

  it('leaves no way to try a guess: the digest is salted, and the salt is gone', async () => {
    await answers(1);
    const first = readLogged(text().split('\n')[0]!)!;
    expect(first).toMatchObject({ salt: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect(erasedEntry(first)).toEqual({ ...first, salt: null, data: null });
  });
});

describe('verifying tells erased from tampered', () => {
  it('names an entry whose data are gone without a word in the log', async () => {
    await answers(3, openAuditLog(settings({ fileSize: 1 << 20 })));
    const file = path.join(folder, '000000000001.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.map((line, at) => (at === 1 ? lineOf(erasedEntry(readLogged(line)!)) : line)).join('\n'));
    expect((await verifyLog(folder)).problems).toEqual([{ file: '000000000001.jsonl', line: 2, what: 'the data of entry 2 are gone, but no entry of the log says that they were erased' }]);
  });

  it('an erased entry cannot be altered, and an erasure cannot be erased', async () => {
    await answers(4, openAuditLog(settings({ fileSize: 1 << 20 })));
    await before('2026-11-03');
    await before('2026-12-01');
    const file = path.join(folder, '000000000001.jsonl');
    const whole = readFileSync(file, 'utf8');
    const kinds: unknown[] = [];
    for await (const { kind } of entriesOf(folder)) kinds.push(kind);
    expect(kinds).toEqual(['erasure', 'erasure']);
    writeFileSync(file, whole.replace('2026-11-01T12', '2026-11-01T13'));
    expect((await verifyLog(folder)).problems[0]).toMatchObject({ line: 1 });
    writeFileSync(file, whole.split('\n').slice(1).join('\n'));
    expect((await verifyLog(folder)).problems[0]).toMatchObject({ line: 1 });
    writeFileSync(file, whole);
    expect((await verifyLog(folder)).problems).toEqual([]);
    // The erasure of entries 1 and 2, in a file of its own, robbed of its data.
    const [, second] = readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort();
    const [line, ...rest] = readFileSync(path.join(folder, second!), 'utf8').split('\n');
    writeFileSync(path.join(folder, second!), [lineOf(erasedEntry(readLogged(line!)!)), ...rest].join('\n'));
    expect((await verifyLog(folder)).problems.map(({ what }) => /entry (\d+) are gone/.exec(what)?.[1])).toEqual(['1', '2', '5']);
  });

  it('reads the lines of the first version, which have no salt', async () => {
    const old = '{"seq":1,"at":"2026-11-22T12:00:00.000Z","kind":"answer","previous":"0000000000000000000000000000000000000000000000000000000000000000","digest":"DIGEST","data":{"id":"a"},"hash":"HASH"}';
    const { createHash } = await import('node:crypto');
    const sha = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
    const digest = sha({ id: 'a' });
    const line = old.replace('DIGEST', digest).replace('HASH', sha([1, '2026-11-22T12:00:00.000Z', 'answer', '0'.repeat(64), digest]));
    writeFileSync(path.join(folder, '000000000001.jsonl'), `${line}\n`);
    await openAuditLog(settings()).append({ kind: 'answer', data: { id: 'b' } });
    expect(await verifyLog(folder)).toMatchObject({ entries: 2, problems: [] });
  });
});

describe('retention', () => {
  const config = (auditDays: number) => loadConfig({ indexes: folder, auditLog: folder, auditDays, auditSync: 'off' }, {}, folder);
  it('erases what is older than auditDays; with 0 nothing', async () => {
    await answers(10);
    expect(await applyRetention(config(0), () => now)).toBe(0);
    expect(await applyRetention(config(3), () => now)).toBe(6);
    expect(await verifyLog(folder)).toMatchObject({ entries: 11, erased: 6, problems: [] });
    expect(await applyRetention(config(3), () => now)).toBe(0);
  });
  it('a clock that runs ahead empties nothing that was written before it did', async () => {
    await answers(10);
    expect(await applyRetention(config(3), () => new Date('2126-01-01'))).toBe(6);
  });
});

it('a clock that is set back breaks neither the chain nor the numbers, and both entries are found', async () => {
  const log = openAuditLog(settings());
  for (const time of ['2026-11-10T12:00:00Z', '2020-01-01T00:00:00Z', '2026-11-10T12:00:01Z']) {
    now = new Date(time);
    await log.append({ kind: 'answer', data: { id: `at ${time}` } });
  }
  expect(await verifyLog(folder)).toMatchObject({ entries: 3, head: { seq: 3 }, problems: [] });
  expect((await log.find('at 2020-01-01T00:00:00Z'))?.seq).toBe(2);
});

it('numbers as ranges', () => {
  expect(rangesOf([1, 2, 3, 7, 9, 10])).toEqual([[1, 3], [7, 7], [9, 10]]);
  expect(rangesOf([])).toEqual([]);
});
