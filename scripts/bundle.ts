/** `bundle`: one file for a machine without a network. `bundle-key`: the pair of keys it is signed with. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeBundle, type BundleReport } from '../src/bundle/bundle.js';
import { programFolder, type Config } from '../src/config.js';
import { messageOf, ResponsaError, systemCode } from '../src/errors.js';
import { listGenerations, readCurrent, readManifest } from '../src/indexing/generations.js';
import { listShelf } from '../src/model-shelf.js';
import { readBase } from '../src/bundle/earlier-bundle.js';
import { nodeInBundle } from '../src/unbundle/bundle-manifest.js';
import { thisMachine } from '../src/unbundle/machine.js';
import { newKeyPair } from '../src/unbundle/signature.js';
import { indexesFlag, jsonFlag, wrongUse, type Arguments, type Command } from './command.js';

export const bundle: Command = {
  name: 'bundle',
  use: '--out FILE [--indexes DIR] [--generations live|all|none|ID] [--corpus DIR …] [--node with|FILE] [--platform NAME --packages DIR] [--key FILE] [--delta-from FILE] [--created TIME] [--json]',
  summary: 'Writes program, production dependencies for this platform, models in use and the live generation into one file, with a digest of each, a bill of materials (CycloneDX) and a signature. The other machine needs no network and embeds nothing: `unbundle` installs it (docs/air-gapped.md).',
  flags: {
    out: { type: 'string', help: 'FILE          the bundle; a tar archive' },
    indexes: indexesFlag,
    generations: { type: 'string', help: 'WHICH live (default), all, none, or the id of one, which becomes the live one there' },
    corpus: { type: 'string', multiple: true, help: 'DIR        documents go along: a collection, or a folder of collections; can be given several times' },
    node: { type: 'string', help: 'with|FILE    the Node executable goes along: the one that runs this, or FILE' },
    platform: { type: 'string', help: 'NAME     what the bundle is for, as linux-arm64-glibc (default: this machine); another needs --packages' },
    packages: { type: 'string', help: 'DIR      whose node_modules go along: a copy of the program\'s folder with the packages of that platform, what is compiled included' },
    key: { type: 'string', help: 'FILE          signs with a private key that `bundle-key` made' },
    'delta-from': { type: 'string', help: 'FILE   writes only what that earlier bundle (or the manifest.json out of it) does not have' },
    created: { type: 'string', help: 'TIME      the time written into it (default: now); the same input and time give the same bytes' },
    json: jsonFlag,
  },
  run: async (given) => {
    const out = given.text('out');
    if (out === undefined || given.positionals.length > 0) throw wrongUse(out === undefined ? 'No --out FILE was given.' : `"${given.positionals.join(' ')}" was not expected.`, bundle);
    const chosen = await chosenGenerations(given.config, given.text('generations') ?? 'live');
    const key = given.text('key');
    const deltaFrom = given.text('delta-from');
    const base = deltaFrom === undefined ? null : await readBase(deltaFrom);
    const report = await makeBundle({
      out: path.resolve(out), programFolder, ...platformOf(given.text('platform'), given.text('packages')), created: createdAt(given.text('created')),
      modelsFolder: given.config.models, ...(await modelsFor(given.config, chosen.generations)),
      indexesFolder: given.config.indexes, ...chosen, corpusFolders: given.texts('corpus'),
      node: nodeOf(given, base?.manifest.files.some((file) => file.path === nodeInBundle) === true), privateKey: key === undefined ? null : await readPrivateKey(key), base,
    });
    process.stdout.write(given.given('json') ? `${JSON.stringify(report)}\n` : describeBundle(report));
  },
};

function platformOf(wanted: string | undefined, packages: string | undefined): { readonly platform: string; readonly packagesFolder?: string } {
  const { platform: here } = thisMachine();
  // `linux-x64` is enough where it can be meant in one way only.
  const platform = wanted === undefined || here.startsWith(`${wanted}-`) ? here : wanted;
  if (!/^(?:linux-(?:x64|arm64)-(?:glibc|musl)|(?:darwin|win32)-(?:x64|arm64))$/.test(platform)) throw new ResponsaError('bad-request', `"${platform}" is no platform that bundles are made for.`, 'Name system, processor and, for Linux, C library, as linux-arm64-glibc, darwin-arm64 or win32-x64.');
  if (packages !== undefined) return { platform, packagesFolder: path.resolve(packages) };
  if (platform === here) return { platform };
  throw new ResponsaError('bad-request', `A bundle for ${platform} cannot be made of the packages of ${here}.`, 'Parts of them are compiled: name a folder that has those of that platform with --packages DIR (docs/air-gapped.md), or run `npm ci` and `bundle` on a machine of that kind.');
}

function createdAt(text: string | undefined): string {
  if (text === undefined) return new Date().toISOString();
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw wrongUse(`--created must be a time as 2026-01-31T12:00:00Z, not "${text}".`, bundle);
  return time.toISOString();
}

/** A delta onto a bundle with Node keeps it: a service that starts it would not find it otherwise. */
function nodeOf(given: Arguments, baseHasNode: boolean): { readonly file: string; readonly version: string } | null {
  const node = given.text('node') ?? (baseHasNode ? 'with' : undefined);
  return node === undefined ? null : { file: node === 'with' ? process.execPath : path.resolve(node), version: process.versions.node };
}

async function chosenGenerations(config: Config, which: string): Promise<{ readonly generations: readonly string[]; readonly live: string | null }> {
  if (which === 'none') return { generations: [], live: null };
  const live = await readCurrent(config.indexes);
  if (live === null && (which === 'live' || which === 'all')) throw new ResponsaError('not-found', `There is no index in ${config.indexes} yet.`, 'Build one with `index --corpus DIR`, or make a bundle without (--generations none).');
  if (which === 'all') return { generations: (await listGenerations(config.indexes)).filter(({ problem }) => problem === null).map(({ id }) => id), live };
  const id = which === 'live' ? live! : which;
  return { generations: [id], live: id };
}

/** The models in use, and those that the generations were built with. */
async function modelsFor(config: Config, generations: readonly string[]): Promise<{ readonly modelNames: readonly string[]; readonly modelsInUse: { readonly embedder: string; readonly reader: string | null } }> {
  const { models, use } = await listShelf(config);
  const builtWith = await Promise.all(generations.map(async (id) => (await readManifest(config.indexes, id)).embedder.name));
  const wanted = new Set([use.embedder, use.reader, ...builtWith]);
  // Those without files are part of the program.
  return { modelNames: models.filter(({ name, bytes }) => wanted.has(name) && bytes > 0).map(({ name }) => name), modelsInUse: use };
}

async function readPrivateKey(file: string): Promise<KeyObject> {
  try {
    const key = createPrivateKey(await readFile(file, 'utf8'));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`its kind is ${key.asymmetricKeyType ?? 'unknown'}`);
    return key;
  } catch (error) {
    throw new ResponsaError('bad-request', `${file} holds no private key to sign with: ${messageOf(error)}.`, 'Make a pair with `bundle-key --out FILE`.', { cause: error });
  }
}

function describeBundle({ file, bytes, sha256, bundle: name, kind, version, packages, generations, files, leftOut, leftOutBytes, signedBy }: BundleReport): string {
  return `${kind} bundle ${name.slice(0, 12)}: ${file}
version         ${version}
packages        ${packages}
generations     ${generations.length === 0 ? 'none' : generations.join(', ')}
files           ${files}${leftOut === 0 ? '' : `; left out, because the base has them: ${leftOut} (${leftOutBytes} bytes)`}
bytes           ${bytes}
sha-256         ${sha256}
signed          ${signedBy === null ? 'no' : `with the key ${signedBy}`}
`;
}

export const bundleKey: Command = {
  name: 'bundle-key',
  use: '--out FILE [--json]',
  summary: 'Makes a pair of keys (ed25519): FILE is the private half, which signs bundles and stays here; FILE.pub.pem is the public half for the machines that install them.',
  flags: { out: { type: 'string', help: 'FILE  the private key (PEM, readable by you alone); an existing file is never replaced' }, json: jsonFlag },
  run: async (given) => {
    const out = given.text('out');
    if (out === undefined) throw wrongUse('No --out FILE was given.', bundleKey);
    const { privateKey, publicKey, fingerprint } = newKeyPair();
    await writeKey(out, privateKey, 0o600);
    await writeKey(`${out}.pub.pem`, publicKey, 0o644);
    process.stdout.write(given.given('json') ? `${JSON.stringify({ privateKey: out, publicKey: `${out}.pub.pem`, fingerprint })}\n` : `private key     ${out}\npublic key      ${out}.pub.pem\nfingerprint     ${fingerprint}\n`);
  },
};

async function writeKey(file: string, text: string, mode: number): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode }).catch((error: unknown) => {
    throw new ResponsaError('environment', `${file} cannot be written: ${messageOf(error)}.`, systemCode(error) === 'EEXIST' ? 'A key is never replaced; name another file.' : 'Name a file in a folder that can be written.', { cause: error });
  });
}
