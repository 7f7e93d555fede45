/** `unbundle`: installs a bundle, lists what is installed, goes back. Imports nothing but Node's own at run time, so that it also runs out of a bundle (`unbundle-alone.ts`). */
import { readFile } from 'node:fs/promises';
import { messageOf, ResponsaError } from '../src/errors.js';
import { thisMachine } from '../src/unbundle/machine.js';
import { readPublicKey } from '../src/unbundle/signature.js';
import { goBack, listVersions, switchVersion, unbundle as install, type Switch, type Unbundled } from '../src/unbundle/unbundle.js';
import type { Arguments, Command } from './command.js';

const use = '--in FILE --to DIR [--public-key FILE | --trust FINGERPRINT] | --to DIR --list | --to DIR --back | --to DIR --switch VERSION [--json]';

export const unbundle: Command = {
  name: 'unbundle',
  use,
  summary: 'Verifies a bundle whole, installs it beside what runs, and switches to it. What is wrong with it is said before anything is written.',
  flags: {
    in: { type: 'string', help: 'FILE           the bundle; it may lie on a read-only medium' },
    to: { type: 'string', help: 'DIR            the installation; made when it is not there' },
    'public-key': { type: 'string', help: 'FILE   takes only bundles signed with this key, now and from now on' },
    trust: { type: 'string', help: 'FINGERPRINT the same for the key that the bundle brings, if it has this fingerprint' },
    list: { type: 'boolean', help: '             the installed versions; * marks the one in use' },
    back: { type: 'boolean', help: '             back to the version and the index in use before' },
    switch: { type: 'string', help: 'VERSION    to another installed version; the index stays' },
    json: { type: 'boolean', help: '             print JSON' },
  },
  run: (given) => runUnbundle(given),
};

function wrongUse(what: string): ResponsaError {
  return new ResponsaError('bad-request', what, `Use: responsa unbundle ${use}`);
}

export async function runUnbundle(given: Pick<Arguments, 'text' | 'given' | 'positionals'>): Promise<void> {
  const [file, to, version] = [given.text('in'), given.text('to'), given.text('switch')];
  const asked = [file !== undefined, given.given('list'), given.given('back'), version !== undefined].filter(Boolean).length;
  if (given.positionals.length > 0) throw wrongUse(`"${given.positionals.join(' ')}" was not expected.`);
  if (to === undefined) throw wrongUse('No --to DIR was given.');
  if (asked !== 1) throw wrongUse('One of --in FILE, --list, --back, --switch VERSION is needed.');
  const print = (value: unknown, text: string): boolean => process.stdout.write(given.given('json') ? `${JSON.stringify(value)}\n` : text);
  if (given.given('list')) {
    const found = await listVersions(to);
    print(found, found.map((one) => `${one.current ? '*' : ' '} ${one.version}  ${one.created}  ${one.platform}\n`).join(''));
  } else if (given.given('back')) {
    const now = await goBack(to);
    print(now, describeSwitch(now));
  } else if (version !== undefined) {
    const now = await switchVersion(to, version);
    print(now, describeSwitch(now));
  } else {
    const done = await install({ file: file ?? '', to, machine: thisMachine(), publicKey: await publicKey(given.text('public-key')), trust: given.text('trust')?.toLowerCase() ?? null });
    print(done, describeInstalled(done, to));
  }
}

async function publicKey(file: string | undefined): Promise<ReturnType<typeof readPublicKey> | null> {
  if (file === undefined) return null;
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ResponsaError('bad-request', `${file} cannot be read: ${messageOf(error)}.`, 'Name the public half (….pub.pem) that `bundle-key` made.', { cause: error });
  });
  return readPublicKey(pem, file);
}

const describeSwitch = ({ version, generation }: Switch): string => `in use: ${version}, generation ${generation ?? 'none'}\nA running service takes the index over by itself; restart it for the program.\n`;

function describeInstalled(done: Unbundled, to: string): string {
  const { bundle, signedBy, version, versionIsNew, versionBefore, generation, generationsNew, corpus, takenOver, takenOverBytes } = done;
  const restart = versionBefore === null ? `Start it with: cd ${to} && node current/dist/scripts/responsa.js serve\n` : versionBefore === version ? '' : 'Restart the service for the new program.\n';
  return `installed       bundle ${bundle.slice(0, 12)} in ${to}
checked         ${signedBy === null ? 'every file is as the bundle says; who made it is not known: it is not signed' : `every file is as the bundle says; signed with the key ${signedBy}`}
version         ${version}${versionIsNew ? '' : ', which was there'}
generation      ${generation ?? 'none'}${generationsNew.length === 0 ? '' : `; new here: ${generationsNew.join(', ')}`}
taken over      ${takenOver} files (${takenOverBytes} bytes)
documents       ${corpus ?? 'as before'}
before          ${versionBefore ?? 'nothing'}
${restart}`;
}
