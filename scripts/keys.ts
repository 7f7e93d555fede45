/** `keys`: who may use the service, and for what. */
import { randomBytes } from 'node:crypto';
import { addKey, isExpired, keyName, readKeys, removeKey, type KeyRecord, type KeysFile } from '../src/access/keys-file.js';
import { keysPath } from '../src/access-control.js';
import { openChanges } from '../src/changes.js';
import type { Config } from '../src/config.js';
import { roles, type Role } from '../src/roles.js';
import { indexesFlag, jsonFlag, wrongUse, type Arguments, type Command } from './command.js';
import { parseDay } from './values.js';

export const keys: Command = {
  name: 'keys',
  use: 'add --name NAME --role ROLE [--role ROLE …] [--expires DATE] | list | remove NAME [--indexes DIR] [--json]',
  summary: `Makes keys for the service, lists them and withdraws them; a running service notices. A new key is printed once and kept nowhere: only its digest is. Roles: ${roles.join(', ')}.`,
  flags: {
    name: { type: 'string', help: 'NAME     add: whose key it is; stands in the log beside what was changed with it' },
    role: { type: 'string', multiple: true, help: `ROLE     add: what it is for: ${roles.join(', ')}; repeatable` },
    expires: { type: 'string', help: 'DATE  add: the last day, in UTC, on which it is taken' },
    indexes: indexesFlag,
    json: jsonFlag,
  },
  run: async (given) => {
    const [action = 'list', name, ...others] = given.positionals;
    if (others.length > 0) throw wrongUse(`"${others.join(' ')}" was not expected.`, keys);
    if (action === 'add' && name === undefined) await add(given);
    else if (action === 'remove' && name !== undefined) await remove(given, name);
    else if (action === 'list' && name === undefined) await list(given);
    else throw wrongUse(`"${given.positionals.join(' ')}" is not one of add, list, remove NAME.`, keys);
  },
};

const clock = (): Date => new Date();

/** What is done to keys is recorded before it is done. */
function keysFileOf(config: Config): KeysFile {
  const recordChange = openChanges(config, clock);
  const record: KeysFile['record'] = ({ action, key: { name, id, roles: held, expires } }) => recordChange({ kind: 'key', data: { who: 'command', action, name, id, roles: held, expires } });
  return { file: keysPath(config), clock, random: randomBytes, record };
}

async function add(given: Arguments): Promise<void> {
  const expires = given.text('expires');
  const name = keyName.safeParse(given.text('name') ?? '');
  if (!name.success) throw wrongUse(`--name NAME is needed. ${name.error.issues[0]!.message}`, keys);
  const wanted = given.texts('role').map(parseRole);
  if (wanted.length === 0) throw wrongUse(`--role ROLE is needed: ${roles.join(', ')}.`, keys);
  const made = await addKey(keysFileOf(given.config), { name: name.data, roles: wanted, expires: expires === undefined ? null : parseDay(expires, keys) });
  if (given.given('json')) process.stdout.write(`${JSON.stringify({ key: made.text, ...shown(made.record) })}\n`);
  else {
    process.stdout.write(`${made.text}\n`);
    process.stderr.write(`This is the key "${name.data}" (${made.record.roles.join(', ')}). It is shown this once; send it as "Authorization: Bearer KEY".\n`);
  }
}

function parseRole(text: string): Role {
  const role = roles.find((one) => one === text);
  if (role === undefined) throw wrongUse(`"${text}" is no role; there are ${roles.join(', ')}.`, keys);
  return role;
}

async function remove(given: Arguments, name: string): Promise<void> {
  const left = await removeKey(keysFileOf(given.config), name);
  process.stdout.write(given.given('json') ? `${JSON.stringify({ removed: name, left })}\n` : `removed: ${name}\n`);
  if (left === 0) process.stderr.write('No key is left: a service on this machine\'s own address now asks for none; one on another address refuses everybody.\n');
}

async function list(given: Arguments): Promise<void> {
  const found = (await readKeys(keysPath(given.config))) ?? [];
  if (given.given('json')) process.stdout.write(`${JSON.stringify({ keys: found.map(shown) })}\n`);
  else process.stdout.write(found.map((key) => `${key.name}  ${key.id}  ${key.roles.join(',')}  since ${key.created.slice(0, 10)}${endOf(key)}\n`).join(''));
}

function endOf(key: KeyRecord): string {
  if (key.expires === null) return '';
  return isExpired(key, clock()) ? `  expired after ${key.expires}` : `  until ${key.expires}`;
}

function shown(key: KeyRecord): object {
  const { name, id, roles: held, created, expires } = key;
  return { name, id, roles: held, created, expires, expired: isExpired(key, clock()) };
}
