/** Keys and their file: what is kept, what is refused, and what becomes of it when two write at once or the disk fails. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyRing } from '../../src/access/key-ring.js';
import { addKey, isExpired, readKeys, removeKey, type KeysFile } from '../../src/access/keys-file.js';
import { bearerOf, digestOfKey, idOfKey, makeKey, sameDigest } from '../../src/access/keys.js';
import { ResponsaError } from '../../src/errors.js';

let folder: string;
let recorded: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-keys-'));
  recorded = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const clock = (): Date => new Date('2026-11-22T12:00:00Z');
const file = (given: Partial<KeysFile> = {}): KeysFile => ({
  file: path.join(folder, 'keys.json'), clock, random: randomBytes,
  record: ({ action, key }) => (recorded.push(`${action} ${key.name}`), Promise.resolve()), ...given,
});
const ask = { roles: ['ask'], expires: null } as const;

describe('a key', () => {
  it('has 256 random bits and an id of its own, and only its digest is kept', async () => {
    const made = makeKey((bytes) => new Uint8Array(bytes).fill(0xab));
    expect(made).toEqual({ text: `rsp_abababab_${Buffer.alloc(32, 0xab).toString('base64url')}`, id: 'abababab', digest: digestOfKey(made.text) });
    const { text, record } = await addKey(file(), { name: 'front desk', ...ask });
    expect(idOfKey(text)).toBe(record.id);
    const kept = readFileSync(path.join(folder, 'keys.json'), 'utf8');
    expect(kept).not.toContain(text.slice(13));
    expect(kept).toContain(digestOfKey(text));
    expect(await readKeys(path.join(folder, 'keys.json'))).toEqual([{ name: 'front desk', id: record.id, digest: digestOfKey(text), roles: ['ask'], created: '2026-11-22T12:00:00.000Z', expires: null }]);
  });

  it.each(['', 'rsp_', `rsp_ABABABAB_${'a'.repeat(43)}`, `rsp_abababab_${'a'.repeat(42)}`, `rsp_abababab_${'a'.repeat(44)}`, ` rsp_abababab_${'a'.repeat(43)}`, `rsp_abababab_${'ü'.repeat(43)}`])('"%s" is none', (text) => {
    expect(idOfKey(text)).toBeNull();
  });

  it.each([['Bearer abc', 'abc'], ['bearer  abc ', 'abc'], ['Basic abc', null], ['Bearer', null], ['Bearer a b', null], [undefined, null]])('is read from %s', (header, key) => {
    expect(bearerOf(header)).toBe(key);
  });

  it('digests are compared whole, whatever their length', () => {
    const digest = digestOfKey('a');
    expect([sameDigest(digest, digest), sameDigest(digest, digestOfKey('b')), sameDigest(digest, `${digest.slice(0, 63)}${digest.endsWith('0') ? '1' : '0'}`)]).toEqual([true, false, false]);
    expect([sameDigest('', ''), sameDigest(digest, ''), sameDigest(digest, digest.slice(2)), sameDigest('zz', 'zz')]).toEqual([false, false, false, false]);
    // In the time that the library's own comparison takes: no other is in the file.
    expect(readFileSync(new URL('../../src/access/keys.ts', import.meta.url), 'utf8')).toMatch(/timingSafeEqual\(a, b\)/);
  });

  it('ends with its last day, in UTC', () => {
    const at = (time: string): boolean => isExpired({ expires: '2026-11-22' }, new Date(time));
    expect([at('2026-11-22T23:59:59Z'), at('2026-11-23T00:00:00Z'), isExpired({ expires: null }, new Date('9999-01-01'))]).toEqual([false, true, false]);
  });
});

describe('the file of keys', () => {
  it('is readable by its owner alone, also when it is written again', async () => {
    await addKey(file(), { name: 'a', ...ask });
    chmodSync(path.join(folder, 'keys.json'), 0o644);
    await addKey(file(), { name: 'b', ...ask });
    expect((statSync(path.join(folder, 'keys.json')).mode & 0o777).toString(8)).toBe('600');
  });

  it('loses none of 12 keys that are added at once, and refuses a name twice', async () => {
    const added = await Promise.all(Array.from({ length: 12 }, (_, at) => addKey(file(), { name: `key ${at}`, ...ask })));
    const held = await readKeys(path.join(folder, 'keys.json'));
    expect(held?.map(({ id }) => id).sort()).toEqual(added.map(({ id }) => id).sort());
    await expect(addKey(file(), { name: 'key 3', ...ask })).rejects.toMatchObject({ fault: 'bad-request', message: 'There is a key named "key 3" already.' });
    expect(readdirSync(folder).sort()).toEqual(['.keys-lock', 'keys.json']);
  });

  it('clears away what a change left that was killed, and nothing of other files', async () => {
    for (const name of ['keys.json.gone.tmp', 'current.gone.tmp']) writeFileSync(path.join(folder, name), '{');
    await addKey(file(), { name: 'a', ...ask });
    expect(readdirSync(folder).sort()).toEqual(['.keys-lock', 'current.gone.tmp', 'keys.json']);
  });

  it('removes by name, and says which there is not', async () => {
    await addKey(file(), { name: 'a', ...ask });
    await addKey(file(), { name: 'b', ...ask });
    expect([await removeKey(file(), 'a'), await removeKey(file(), 'b')]).toEqual([1, 0]);
    await expect(removeKey(file(), 'a')).rejects.toMatchObject({ fault: 'not-found' });
    expect(recorded).toEqual(['added a', 'added b', 'removed a', 'removed b']);
    expect(await readKeys(path.join(folder, 'keys.json'))).toEqual([]);
  });

  it('does not change when the change cannot be recorded', async () => {
    await addKey(file(), { name: 'a', ...ask });
    const broken = file({ record: () => Promise.reject(new ResponsaError('environment', 'The disk is full.', 'Make room.')) });
    await expect(addKey(broken, { name: 'b', ...ask })).rejects.toMatchObject({ fault: 'environment' });
    await expect(removeKey(broken, 'a')).rejects.toMatchObject({ fault: 'environment' });
    expect((await readKeys(path.join(folder, 'keys.json')))?.map(({ name }) => name)).toEqual(['a']);
  });

  it('is not written over when it is damaged', async () => {
    writeFileSync(path.join(folder, 'keys.json'), '{"keys":[');
    await expect(addKey(file(), { name: 'a', ...ask })).rejects.toMatchObject({ fault: 'damaged' });
    expect(readFileSync(path.join(folder, 'keys.json'), 'utf8')).toBe('{"keys":[');
  });

  it('with a name or an id twice is damaged: whose key would it be?', async () => {
    await addKey(file(), { name: 'a', ...ask });
    const { keys: [key] } = JSON.parse(readFileSync(path.join(folder, 'keys.json'), 'utf8')) as { keys: object[] };
    for (const other of [{ ...key, id: '00000000' }, { ...key, name: 'b' }]) {
      writeFileSync(path.join(folder, 'keys.json'), JSON.stringify({ keys: [key, other] }));
      await expect(readKeys(path.join(folder, 'keys.json'))).rejects.toMatchObject({ fault: 'damaged', message: expect.stringContaining('two keys have the same') as string });
    }
  });

  it('that cannot be read lets nobody in, and is said once', async () => {
    const lines: string[] = [];
    const ring = openKeyRing(folder, (line) => lines.push(line));
    await expect(ring.current()).rejects.toMatchObject({ fault: 'environment' });
    await expect(ring.current()).rejects.toMatchObject({ fault: 'environment' });
    expect(lines).toEqual([expect.stringContaining('cannot be read: EISDIR')]);
  });
});
