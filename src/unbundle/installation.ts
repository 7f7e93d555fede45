/**
 * A folder that bundles are installed into. Versions of the program lie side by side, the data belongs to all of them.
 *
 *   <folder>/current -> versions/<version>     the only thing that a switch of the program changes
 *   <folder>/versions/<version>/               program, models; .bundle/ holds its manifest and bill of materials
 *   <folder>/data/indexes · data/corpus        generations; the documents. The one writable folder of a service
 *   <folder>/trusted-keys/*.pem                whose bundles are taken; empty: anybody's
 *   <folder>/responsa.config.json              settings; written once, then yours
 *   <folder>/history.json                      what was installed, for going back; a switch that was begun and not ended
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { recordOf, replaceFile, sync } from '../indexing/durable-files.js';
import { isFields, parseManifest, type BundleManifest } from './bundle-manifest.js';
import { fingerprintOf, readPublicKey } from './signature.js';

export interface Installation {
  readonly folder: string;
  readonly versions: string;
  readonly data: string;
  readonly indexes: string;
  readonly generations: string;
  readonly corpus: string;
  readonly trustedKeys: string;
  readonly settings: string;
}

export function installationIn(given: string): Installation {
  const folder = path.resolve(given);
  const data = path.join(folder, 'data');
  return {
    folder, data,
    versions: path.join(folder, 'versions'),
    indexes: path.join(data, 'indexes'),
    generations: path.join(data, 'indexes', 'generations'),
    corpus: path.join(data, 'corpus'),
    trustedKeys: path.join(folder, 'trusted-keys'),
    settings: path.join(folder, 'responsa.config.json'),
  };
}

/** Where an installed version keeps the manifest it came with. */
export const versionManifest = (installation: Installation, version: string): string => path.join(installation.versions, version, '.bundle', 'manifest.json');

async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
}

export const isThere = async (file: string): Promise<boolean> => (await unlessMissing(lstat(file))) !== null;

/** Names of the versions on disk, sorted. */
export async function installedVersions({ versions }: Installation): Promise<readonly string[]> {
  return ((await unlessMissing(readdir(versions))) ?? []).filter((name) => !name.startsWith('.')).sort();
}

/** The version that `current` leads to, or `null`. */
export async function currentVersion({ folder }: Installation): Promise<string | null> {
  const target = await unlessMissing(readlink(path.join(folder, 'current')));
  return target === null ? null : path.basename(target);
}

/** The id in `indexes/current`, or `null`. */
export async function liveGeneration({ indexes }: Installation): Promise<string | null> {
  return (await unlessMissing(readFile(path.join(indexes, 'current'), 'utf8')))?.trim() ?? null;
}

export async function trustedKeys({ trustedKeys: folder }: Installation): Promise<readonly KeyObject[]> {
  const found = ((await unlessMissing(readdir(folder))) ?? []).filter((name) => name.endsWith('.pem')).sort();
  return Promise.all(found.map(async (name) => readPublicKey(await readFile(path.join(folder, name), 'utf8'), path.join(folder, name))));
}

/** Keeps a key, so that only bundles signed with a kept key are taken from then on. */
export async function keepKey({ trustedKeys: folder }: Installation, key: KeyObject): Promise<void> {
  const file = path.join(folder, `${fingerprintOf(key).slice(0, 32)}.pem`);
  await mkdir(folder, { recursive: true });
  if (!(await isThere(file))) await replaceFile(file, createPublicKey(key.export({ type: 'spki', format: 'pem' })).export({ type: 'spki', format: 'pem' }).toString());
}

/** The manifest of an installed version. ResponsaError('not-found') when there is no such version. */
export async function readVersion(installation: Installation, version: string): Promise<BundleManifest> {
  const file = versionManifest(installation, version);
  if (!(await installedVersions(installation)).includes(version)) throw new ResponsaError('not-found', `There is no version ${JSON.stringify(version)} in ${installation.folder}.`, 'Run `unbundle --to DIR --list` to see those there are.');
  try {
    return parseManifest(await readFile(file, 'utf8'), file);
  } catch (error) {
    throw damagedVersion(installation, version, messageOf(error));
  }
}

function damagedVersion({ versions }: Installation, version: string, problem: string): ResponsaError {
  return new ResponsaError('damaged', `The installed version ${path.join(versions, version)} is damaged: ${problem}.`, 'Move its folder away and install its bundle again.');
}

/** Compares every file of an installed version with its manifest. ResponsaError('damaged') names the first that differs. */
export async function verifyVersion(installation: Installation, version: string): Promise<void> {
  for (const { path: name, sha256 } of (await readVersion(installation, version)).files.filter((one) => one.path.startsWith('program/'))) {
    const file = path.join(installation.versions, version, name.slice('program/'.length));
    const found = await recordOf(file).catch((error: unknown) => {
      throw damagedVersion(installation, version, messageOf(error));
    });
    if (found.sha256 !== sha256) throw damagedVersion(installation, version, `${file} has another sha-256`);
  }
}

/** Compares the files of a generation on disk with its own manifest. ResponsaError('not-found') or ('damaged'). */
export async function verifyGeneration({ generations }: Installation, id: string): Promise<void> {
  const folder = path.join(generations, id);
  if (!(await isThere(folder))) throw new ResponsaError('not-found', `The generation ${id} is no longer in ${generations}.`, 'Later builds removed it (setting `keepGenerations`). Install its bundle again, or switch the program alone with --switch VERSION.');
  for (const [name, record] of Object.entries(await listedFiles(folder))) {
    const found = await recordOf(path.join(folder, name)).catch(() => null);
    if (!isFields(record) || found?.sha256 !== record['sha256']) throw new ResponsaError('damaged', `${path.join(folder, name)} is not what its manifest says.`, 'Make another generation live, or install its bundle again once its folder is moved away.');
  }
}

/** `files` of a generation's manifest, by name; empty when it cannot be read. */
export async function listedFiles(folder: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
    return isFields(manifest) && isFields(manifest['files']) ? manifest['files'] : {};
  } catch {
    return {};
  }
}

/** Makes a generation live, as a build does: by replacing one small file. */
export async function makeLive({ indexes }: Installation, generation: string): Promise<void> {
  await replaceFile(path.join(indexes, 'current'), `${generation}\n`);
}

/** Makes a version the one that runs with the next start, in one step. */
export async function pointTo({ folder }: Installation, version: string): Promise<void> {
  const beside = path.join(folder, `.current-${process.pid}`);
  await rm(beside, { force: true });
  await symlink(path.join('versions', version), beside);
  await rename(beside, path.join(folder, 'current'));
  await sync(folder);
}
