/**
 * The file of keys: JSON, readable by its owner alone, replaced whole under a lock.
 *
 *   {"keys":[{"name":"front desk","id":"3f9a1c2e","digest":"<sha-256>","roles":["ask"],"created":"2026-03-01T10:00:00.000Z","expires":null}]}
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { withLock } from '../indexing/build-lock.js';
import { clearHalfReplaced, replaceFile } from '../indexing/durable-files.js';
import { roles, type Role } from '../roles.js';
import { makeKey, type MadeKey } from './keys.js';

/** Letters, digits and a little more: a name stands in logs and in the record of changes. */
export const keyName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._@-]{0,63}$/u, 'A name has 1 to 64 letters, digits, blanks and . _ @ -, and begins with a letter or digit.');

const keySchema = z.strictObject({
  name: keyName,
  id: z.string().regex(/^[0-9a-f]{8}$/),
  /** sha-256 of the key, hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  roles: z.array(z.enum(roles)).min(1).readonly(),
  created: z.iso.datetime(),
  /** The last day, in UTC, on which the key is taken; `null`: no end. */
  expires: z.iso.date().nullable(),
});
export type KeyRecord = Readonly<z.infer<typeof keySchema>>;

const fileSchema = z.strictObject({ keys: z.array(keySchema).readonly() });

export function isExpired({ expires }: Pick<KeyRecord, 'expires'>, now: Date): boolean {
  return expires !== null && now.toISOString().slice(0, 10) > expires;
}

/** The keys of a file; `null` when there is no such file. ResponsaError('damaged') when it is not what this program writes, 'environment' when it cannot be read. */
export async function readKeys(file: string): Promise<readonly KeyRecord[] | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw new ResponsaError('environment', `The file of keys ${file} cannot be read: ${messageOf(error)}.`, 'The service must be able to read it: its owner must be the user who runs the service.', { cause: error });
  }
  return parseKeys(file, text);
}

function parseKeys(file: string, text: string): readonly KeyRecord[] {
  const damaged = (what: string): ResponsaError =>
    new ResponsaError('damaged', `The file of keys ${file} is damaged: ${what}.`, 'Put it back from a backup; or move it away and make new keys with `responsa keys add`.');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw damaged(messageOf(error));
  }
  const { data, error } = fileSchema.safeParse(parsed);
  if (data === undefined) throw damaged(error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; '));
  for (const by of ['name', 'id'] as const) if (new Set(data.keys.map((key) => key[by])).size < data.keys.length) throw damaged(`two keys have the same ${by}`);
  return data.keys;
}

export interface NewKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expires: string | null;
}

export interface KeysFile {
  readonly file: string;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** Called with what is about to change, before the file is; when it rejects, nothing is changed. */
  readonly record: (change: { readonly action: 'added' | 'removed'; readonly key: KeyRecord }) => Promise<void>;
}

/** Makes a key and puts its digest into the file. ResponsaError('bad-request') when the name is taken. The key itself is only in what is returned. */
export function addKey(keysFile: KeysFile, { name, roles: given, expires }: NewKey): Promise<MadeKey & { readonly record: KeyRecord }> {
  return changing(keysFile, async (keys) => {
    if (keys.some((key) => key.name === name)) throw new ResponsaError('bad-request', `There is a key named "${name}" already.`, 'Choose another name, or remove that key first: `responsa keys remove NAME`.');
    let made = makeKey(keysFile.random);
    while (keys.some(({ id }) => id === made.id)) made = makeKey(keysFile.random);
    const record = keySchema.parse({ name, id: made.id, digest: made.digest, roles: roles.filter((role) => given.includes(role)), created: keysFile.clock().toISOString(), expires });
    await keysFile.record({ action: 'added', key: record });
    return { keys: [...keys, record], result: { ...made, record } };
  });
}

/** Takes a key out of the file; resolves with how many are left. ResponsaError('not-found') when there is none of that name. */
export function removeKey(keysFile: KeysFile, name: string): Promise<number> {
  return changing(keysFile, async (keys) => {
    const key = keys.find((one) => one.name === name);
    if (key === undefined) throw new ResponsaError('not-found', `There is no key named "${name}" in ${keysFile.file}.`, '`responsa keys list` shows those there are.');
    await keysFile.record({ action: 'removed', key });
    const rest = keys.filter((one) => one !== key);
    return { keys: rest, result: rest.length };
  });
}

/** With pauses of 32 ms in the mean, some five seconds. */
const attempts = 150;

/** One change at a time, by whatever process. A damaged file is not written over. */
async function changing<T>({ file, clock }: KeysFile, change: (keys: readonly KeyRecord[]) => Promise<{ readonly keys: readonly KeyRecord[]; readonly result: T }>): Promise<T> {
  // A folder of its own for the lock: the file of keys may lie in a folder that others use too.
  const lock = path.join(path.dirname(file), '.keys-lock');
  await mkdir(lock, { recursive: true });
  const refusal = (who: string): ResponsaError => new ResponsaError('unavailable', `The file of keys ${file} is being changed${who}.`, 'Try again.');
  return withLock(lock, clock, { attempts, refusal }, async () => {
    const { keys, result } = await change((await readKeys(file)) ?? []);
    await clearHalfReplaced(file);
    await replaceFile(file, `${JSON.stringify(fileSchema.parse({ keys }), null, 2)}\n`, onlyOwner);
    return result;
  });
}

const onlyOwner = 0o600;
