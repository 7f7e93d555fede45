/** Keys and erasing as people type them, and a service that is reached with what they print. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAuditLog } from '../../src/record/audit-log.js';
import { dogAct } from './small-corpus.js';
import { commandPlace, program, type Ended } from './typed-commands.js';

const place = commandPlace();
const withoutReader = { RESPONSA_READER: 'none' };
const environment = () => place.environment(withoutReader);
const responsa = (...argv: readonly string[]): Promise<Ended> => place.responsa(argv, withoutReader);
const recorded = async (): Promise<unknown[]> => (await responsa('audit', 'export')).out.trim().split('\n').map((line) => JSON.parse(line) as unknown);

describe('keys', () => {
  it('are made, listed and removed; the key is printed once, and what was done is on record', async () => {
    mkdirSync(place.indexes);
    const added = await responsa('keys', 'add', '--name', 'front desk', '--role', 'audit', '--role', 'ask', '--expires', '2099-12-31');
    expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^rsp_[0-9a-f]{8}_[\w-]{43}\n$/) as string });
    const listed = await responsa('keys', 'list');
    expect(listed.out).toMatch(/^front desk {2}[0-9a-f]{8} {2}ask,audit {2}since \d{4}-\d\d-\d\d {2}until 2099-12-31\n$/);
    expect(JSON.parse((await responsa('keys', '--json')).out)).toMatchObject({ keys: [{ name: 'front desk', roles: ['ask', 'audit'], expired: false }] });
    expect(await responsa('keys', 'remove', 'front desk')).toMatchObject({ code: 0, out: 'removed: front desk\n' });
    expect(await responsa('keys', 'remove', 'front desk')).toMatchObject({ code: 1 });
    const entries = await recorded();
    expect(entries).toMatchObject([
      { kind: 'key', data: { who: 'command', action: 'added', name: 'front desk', roles: ['ask', 'audit'], expires: '2099-12-31' } },
      { kind: 'key', data: { who: 'command', action: 'removed', name: 'front desk' } },
    ]);
    const secret = added.out.trim().slice(13);
    expect(JSON.stringify(entries) + readFileSync(path.join(place.indexes, 'keys.json'), 'utf8') + listed.out).not.toContain(secret);
  });

  it.each([
    [['add', '--role', 'ask'], /--name NAME is needed/], [['add', '--name', 'a\nb', '--role', 'ask'], /A name has/], [['add', '--name', 'a'], /--role ROLE is needed/], [['add', '--name', 'a', '--role', 'king'], /"king" is no role; there are ask, edit, operate, audit/],
    [['add', '--name', 'a', '--role', 'ask', '--expires', '2026-02-30'], /no day of the calendar/], [['remove'], /is not one of/], [['make'], /is not one of/],
  ])('%j is wrong use', async (argv, message) => {
    const ended = await responsa('keys', ...argv);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toMatch(message);
  });

  it('the service does not start on the network without one', async () => {
    const ended = await responsa('serve', '--host', '0.0.0.0', '--port', '0');
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('there is no key in') as string });
  });

  it('the service answers who has one and nobody else, from the moment it is made', async () => {
    await responsa('index', '--corpus', place.write({ 'dogs.md': dogAct(60, 14) }));
    const service = spawn(process.execPath, [program, 'serve', '--port', '0'], { env: environment(), cwd: place.folder });
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let out = '';
        service.stdout.on('data', (bytes: Buffer) => {
          out += bytes.toString();
          const found = /listens on (\S+)/.exec(out)?.[1];
          if (found !== undefined) resolve(found);
        });
        service.on('exit', () => reject(new Error(out)));
      });
      const status = async (key?: string): Promise<number> => (await fetch(`${address}/v1/index`, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } })).status;
      expect(await status()).toBe(200);
      const key = (await responsa('keys', 'add', '--name', 'a', '--role', 'ask')).out.trim();
      expect([await status(), await status(key), await status(`${key.slice(0, -2)}xx`)]).toEqual([401, 200, 401]);
    } finally {
      const ended = new Promise((resolve) => service.on('exit', resolve));
      service.kill('SIGTERM');
      await ended;
    }
    // The wrong key is counted, at the latest when the service ends.
    expect((await recorded()).at(-1)).toMatchObject({ kind: 'refusals', data: { counts: { wrong: 1, expired: 0, role: 0 }, addresses: [{ address: '127.0.0.1', count: 1 }] } });
  });
});

describe('audit', () => {
  it('exports days, erases before a day and by id, and verifies afterwards', async () => {
    let day = 1;
    const log = openAuditLog({ folder: path.join(place.indexes, 'audit'), sync: 'off', fileSize: 1 << 20, clock: () => new Date(Date.UTC(2026, 0, day, 12)) });
    for (day = 1; day <= 5; day++) await log.append({ kind: 'answer', data: { id: `a${day}`, request: { question: `secret ${day}` } } });
    const days = (await responsa('audit', 'export', '--from', '2026-01-02', '--to', '2026-01-03')).out.trim().split('\n');
    expect(days.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([2, 3]);
    expect(await responsa('audit', 'erase', '--before', '2026-01-03')).toMatchObject({ code: 0, out: '2 entries erased\n' });
    expect(await responsa('audit', 'erase', '--id', 'a4', '--json')).toMatchObject({ code: 0, out: '{"erased":1}\n' });
    const text = (await responsa('audit', 'export')).out;
    expect([1, 2, 3, 4, 5].filter((at) => text.includes(`secret ${at}`))).toEqual([3, 5]);
    expect(await responsa('audit', 'verify')).toMatchObject({ code: 0, out: expect.stringMatching(/^7 entries in 1 files, 3 of them erased, 0 lines never finished\n[^]*every line is as it was written\n$/) as string });
    for (const argv of [['erase'], ['erase', '--before', 'x'], ['erase', '--before', '2026-01-01', '--id', 'a'], ['export', '--from', '1.1.2026'], ['burn']]) expect(await responsa('audit', ...argv)).toMatchObject({ code: 2 });
    writeFileSync(path.join(place.indexes, 'audit', '000000000001.jsonl'), readFileSync(path.join(place.indexes, 'audit', '000000000001.jsonl'), 'utf8').replace('secret 3', 'secret 9'));
    expect(await responsa('audit', 'verify')).toMatchObject({ code: 1 });
  });
});
