/** What a delta bundle leaves out, found again in the installation: by path first, then by digest in any version and generation. Each is read and compared before it counts. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ResponsaError } from '../errors.js';
import { recordOf } from '../indexing/durable-files.js';
import { isFields, type BundledFile, type BundleManifest } from './bundle-manifest.js';
import { currentVersion, installedVersions, listedFiles, readVersion, type Installation } from './installation.js';

/** sha-256 -> files here that are said to have it. */
async function filesByDigest(installation: Installation): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const enter = (sha256: unknown, file: string): void => {
    if (typeof sha256 === 'string') found.set(sha256, [...(found.get(sha256) ?? []), file]);
  };
  for (const version of await installedVersions(installation)) {
    const files = await readVersion(installation, version).then((manifest) => manifest.files, () => []);
    for (const file of files) if (file.path.startsWith('program/')) enter(file.sha256, path.join(installation.versions, version, file.path.slice('program/'.length)));
  }
  for (const id of await readdir(installation.generations).catch(() => [])) {
    const folder = path.join(installation.generations, id);
    for (const [name, record] of Object.entries(await listedFiles(folder))) if (isFields(record)) enter(record['sha256'], path.join(folder, name));
  }
  return found;
}

/** Where each of `wanted` is here. ResponsaError('bad-source') when one is nowhere: the delta goes onto another base. */
export async function findInBase(installation: Installation, manifest: BundleManifest, wanted: readonly BundledFile[]): Promise<ReadonlyMap<string, string>> {
  const byDigest = wanted.length === 0 ? new Map<string, string[]>() : await filesByDigest(installation);
  const places = new Map<string, string>();
  const missing: string[] = [];
  for (const file of wanted) {
    const samePath = file.path.startsWith('generations/') ? [path.join(installation.indexes, file.path)] : [];
    const place = await firstWith(file.sha256, [...samePath, ...(byDigest.get(file.sha256) ?? [])]);
    if (place === null) missing.push(file.path);
    else places.set(file.path, place);
  }
  if (missing.length === 0) return places;
  const here = await currentVersion(installation);
  throw new ResponsaError(
    'bad-source',
    `This delta bundle goes onto the bundle ${(manifest.base ?? '').slice(0, 12)}, which is not installed in ${installation.folder} (in use: ${here ?? 'nothing'}): ${missing.length} files are missing, as ${missing.slice(0, 3).join(', ')}.`,
    'Install that bundle first, or make a full one (without --delta-from). Nothing was written.',
  );
}

async function firstWith(sha256: string, files: readonly string[]): Promise<string | null> {
  for (const file of files) if ((await recordOf(file).catch(() => null))?.sha256 === sha256) return file;
  return null;
}
