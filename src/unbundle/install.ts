/** The second pass: what is new is written beside, compared once more while it is written, synced, and renamed into place. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { withTar } from '../archive/tar-read.js';
import { ResponsaError } from '../errors.js';
import { recordOf, sync, writeSynced } from '../indexing/durable-files.js';
import { findInBase } from './base-files.js';
import { names, versionName, type BundledFile } from './bundle-manifest.js';
import type { Examined } from './examine.js';
import { installedVersions, isThere, verifyVersion, type Installation } from './installation.js';

/** One folder that comes from a bundle: `from` its prefix there, `to` its place here. */
interface Incoming {
  readonly from: string;
  readonly to: string;
  /** Renamed from here: on the same disk as `to`. */
  readonly beside: string;
}

export interface Placed {
  readonly version: string;
  /** What was not there before. */
  readonly versionIsNew: boolean;
  readonly generationsNew: readonly string[];
  /** Where the documents were put; `null`: none were brought, or the same are there. */
  readonly corpus: string | null;
  /** Files taken over from what was installed, and their bytes. */
  readonly takenOver: number;
  readonly takenOverBytes: number;
}

const leftOver = /^\.(?:incoming|current)-(\d+)/;

/** Removes what killed runs left: those whose process is gone. */
export async function removeLeftOvers({ folder, versions, data }: Installation): Promise<void> {
  for (const place of [folder, versions, data]) {
    for (const name of await readdir(place).catch(() => [])) {
      const pid = leftOver.exec(name)?.[1];
      if (pid !== undefined && !isRunning(Number(pid))) await rm(path.join(place, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Puts program, generations and documents of an examined bundle beside what is there; nothing is switched. */
export async function place(file: string, examined: Examined, installation: Installation): Promise<Placed> {
  const { manifest } = examined;
  const incoming = await whatIsNew(examined, installation);
  const wanted = manifest.files.filter((one) => targetOf(one.path, incoming) !== null);
  const fromBase = await findInBase(installation, manifest, wanted.filter(({ from }) => from === 'base'));
  await requireSpace(installation, wanted);
  try {
    for (const { beside } of incoming) await mkdir(beside, { recursive: true });
    const written = [...(await writeFromBundle(file, wanted, incoming)), ...(await copyFromBase(wanted, fromBase, incoming))];
    const program = incoming.find(({ from }) => from === 'program/');
    if (program !== undefined) written.push(...(await writeBundleFolder(file, program.beside, examined)));
    await syncAll(written, incoming.map(({ beside }) => beside));
    for (const { beside, to } of incoming) await moveInto(beside, to);
  } finally {
    for (const { beside } of incoming) await rm(path.dirname(beside), { recursive: true, force: true });
  }
  const generationsNew = incoming.flatMap(({ from }) => (from.startsWith('generations/') ? [from.split('/')[1]!] : []));
  const taken = wanted.filter(({ from }) => from === 'base');
  return {
    version: versionName(manifest), versionIsNew: incoming.some(({ from }) => from === 'program/'), generationsNew,
    corpus: incoming.find(({ from }) => from === 'corpus/')?.to ?? null,
    takenOver: taken.length, takenOverBytes: taken.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Which folders of the bundle are not here yet. What is here by the same name is compared; ResponsaError('damaged') when it differs. */
async function whatIsNew({ manifest, digest }: Examined, installation: Installation): Promise<readonly Incoming[]> {
  const incoming: Incoming[] = [];
  const add = (from: string, to: string, disk: string): number => incoming.push({ from, to, beside: path.join(disk, `.incoming-${process.pid}-${randomUUID()}`, path.basename(to)) });
  const version = versionName(manifest);
  if ((await installedVersions(installation)).includes(version)) await verifyVersion(installation, version);
  else add('program/', path.join(installation.versions, version), installation.versions);
  for (const id of manifest.generations) {
    const to = path.join(installation.generations, id);
    if (!(await isThere(to))) add(`generations/${id}/`, to, installation.data);
    else if (!(await holds(to, `generations/${id}/`, manifest.files))) throw new ResponsaError('damaged', `${to} is not the generation that the bundle brings by that name.`, 'Move its folder away and run the same command again.');
  }
  if (manifest.files.some(({ path: name }) => name.startsWith('corpus/')) && !(await holds(installation.corpus, 'corpus/', manifest.files))) {
    const beside = `${installation.corpus}-${digest.slice(0, 12)}`;
    const to = (await isThere(installation.corpus)) ? beside : installation.corpus;
    if (!(await isThere(beside))) add('corpus/', to, installation.data);
  }
  return incoming;
}

/** Does a folder hold every file of the bundle below `prefix` as it is there? */
async function holds(folder: string, prefix: string, files: readonly BundledFile[]): Promise<boolean> {
  for (const { path: name, sha256 } of files.filter((one) => one.path.startsWith(prefix))) {
    if ((await recordOf(path.join(folder, name.slice(prefix.length))).catch(() => null))?.sha256 !== sha256) return false;
  }
  return true;
}

function targetOf(name: string, incoming: readonly Incoming[]): string | null {
  const into = incoming.find(({ from }) => name.startsWith(from));
  return into === undefined ? null : path.join(into.beside, name.slice(into.from.length));
}

/** Blocks are counted whole: what a file system rounds up to. */
const DISK_BLOCK = 4096;

async function requireSpace(installation: Installation, files: readonly BundledFile[]): Promise<void> {
  const needs = (program: boolean): number => files.filter(({ path: name }) => name.startsWith('program/') === program).reduce((sum, { bytes }) => sum + Math.ceil(bytes / DISK_BLOCK + 1) * DISK_BLOCK, 0);
  await mkdir(installation.versions, { recursive: true });
  await mkdir(installation.generations, { recursive: true });
  const isOneDisk = (await lstat(installation.versions)).dev === (await lstat(installation.data)).dev;
  const asked = isOneDisk ? [[installation.folder, needs(true) + needs(false)] as const] : [[installation.versions, needs(true)] as const, [installation.data, needs(false)] as const];
  for (const [folder, bytes] of asked) {
    const { bavail, bsize } = await statfs(folder);
    if (bytes > bavail * bsize) throw new ResponsaError('environment', `The disk of ${folder} has ${bavail * bsize} bytes left; ${bytes} are needed.`, 'Make room: versions and generations that are no longer needed can be removed. Nothing was written.');
  }
}

async function writeFromBundle(file: string, wanted: readonly BundledFile[], incoming: readonly Incoming[]): Promise<string[]> {
  const byPath = new Map(wanted.map((one) => [one.path, one]));
  const written: string[] = [];
  await withTar(file, async (entries) => {
    for await (const entry of entries()) {
      const expected = byPath.get(entry.path);
      const target = expected === undefined ? null : targetOf(entry.path, incoming);
      if (expected === undefined || target === null) continue;
      await writeCompared(target, expected, entry.contents());
      written.push(target);
    }
  });
  return written;
}

async function copyFromBase(wanted: readonly BundledFile[], places: ReadonlyMap<string, string>, incoming: readonly Incoming[]): Promise<string[]> {
  const written: string[] = [];
  for (const file of wanted.filter(({ from }) => from === 'base')) {
    const target = targetOf(file.path, incoming)!;
    await writeCompared(target, file, createReadStream(places.get(file.path)!) as AsyncIterable<Buffer>);
    written.push(target);
  }
  return written;
}

/** Compared again: the file may have been replaced since it was examined. */
async function writeCompared(target: string, expected: BundledFile, contents: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const hash = createHash('sha256');
  const handle = await open(target, 'wx');
  try {
    for await (const piece of contents) {
      hash.update(piece);
      await handle.writeFile(piece);
    }
    await handle.chmod(expected.mode);
  } finally {
    await handle.close();
  }
  if (hash.digest('hex') !== expected.sha256) throw new ResponsaError('damaged', `${expected.path} changed while the bundle was being installed.`, 'What runs was left as it is. Let nobody write to the bundle and run the same command again.');
}

/** The manifest and the bill of materials stay with the version. */
async function writeBundleFolder(file: string, program: string, { manifestBytes }: Examined): Promise<string[]> {
  const folder = path.join(program, '.bundle');
  await mkdir(folder);
  await writeSynced(path.join(folder, 'manifest.json'), [manifestBytes]);
  const pieces: Buffer[] = [];
  await withTar(file, async (entries) => {
    for await (const entry of entries()) {
      if (entry.path !== names.bill) continue;
      for await (const piece of entry.contents()) pieces.push(piece);
      break;
    }
  });
  await writeSynced(path.join(folder, names.bill), pieces);
  return [];
}

/** Files at a time that are put on the disk for good; the system joins those that wait together. */
const SYNCED_AT_ONCE = 16;

async function syncAll(files: readonly string[], folders: readonly string[]): Promise<void> {
  for (let at = 0; at < files.length; at += SYNCED_AT_ONCE) await Promise.all(files.slice(at, at + SYNCED_AT_ONCE).map(sync));
  for (const folder of folders) {
    const below = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of below) if (entry.isDirectory()) await sync(path.join(entry.parentPath, entry.name));
    await sync(folder);
  }
}

/** Somebody who installs the same at the same time may have been faster: then his is there, and as whole as ours. */
async function moveInto(beside: string, to: string): Promise<void> {
  await rename(beside, to).catch(async (error: unknown) => {
    if (!(await isThere(to))) throw error;
  });
  await sync(path.dirname(to));
}
