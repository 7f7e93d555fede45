/**
 * Who changed a document when, and its bytes before. One small file for each change, never altered; bytes by their digest, the last ones.
 *
 *   <collection>/.history/documents/<sha-256 of the path>/00000001.json    who, when, from what to what
 *   <collection>/.history/documents/<sha-256 of the path>/<digest>.bytes   an earlier version
 */
import { copyFile, link, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { systemCode } from '../errors.js';
import { replaceFile, sync } from '../indexing/durable-files.js';
import { sha256 } from '../text.js';
import { historyName } from './places.js';

const entrySchema = z.strictObject({
  at: z.string(),
  who: z.string(),
  action: z.enum(['put', 'delete']),
  path: z.string(),
  /** sha-256 of the bytes, hex; `null`: there was, or is, nothing. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  bytes: z.number().nullable(),
  /** What was understood of it: its first works. */
  works: z.array(z.strictObject({ work: z.string(), title: z.string() })).readonly(),
});
export type HistoryEntry = Readonly<z.infer<typeof entrySchema>>;

export interface Version extends HistoryEntry {
  /** False when the program was stopped after it wrote this down and before it made the change. */
  readonly made: boolean;
  /** Whether the bytes it brought can still be had. */
  readonly kept: boolean;
}

const entryName = /^\d{8}\.json$/;
const bytesName = (digest: string): string => `${digest}.bytes`;

export const historyOf = (collectionFolder: string, documentPath: string): string => path.join(collectionFolder, historyName, 'documents', sha256(documentPath));

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function readEntry(file: string): Promise<HistoryEntry | null> {
  const written = await readFile(file, 'utf8').catch(() => '');
  try {
    return entrySchema.parse(JSON.parse(written));
  } catch {
    return null;
  }
}

/** The latest change; `null` for a document that was never changed here. */
export async function lastEntry(folder: string): Promise<HistoryEntry | null> {
  const last = (await namesIn(folder)).filter((name) => entryName.test(name)).at(-1);
  return last === undefined ? null : readEntry(path.join(folder, last));
}

/** Writes a change down; gives the name of its file. */
export async function addEntry(folder: string, entry: HistoryEntry): Promise<string> {
  await mkdir(folder, { recursive: true });
  const last = (await namesIn(folder)).filter((name) => entryName.test(name)).at(-1);
  const name = `${String(last === undefined ? 1 : Number(last.slice(0, 8)) + 1).padStart(8, '0')}.json`;
  await replaceFile(path.join(folder, name), JSON.stringify(entry));
  return name;
}

/** Keeps the bytes at `location`, which are never written again in place by this program: a second name for them is enough, a copy where the disk has none. */
export async function keepBytes(folder: string, location: string, digest: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const kept = path.join(folder, bytesName(digest));
  try {
    await link(location, kept);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(systemCode(error) ?? '')) throw error;
    await copyBytes(location, kept);
  }
  await sync(kept);
  await sync(folder);
}

async function copyBytes(from: string, to: string): Promise<void> {
  const beside = `${to}.${randomUUID()}.tmp`;
  try {
    await copyFile(from, beside);
    await rename(beside, to);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Where an earlier version is; it may be gone. */
export const keptBytes = (folder: string, digest: string): string => path.join(folder, bytesName(digest));

/** Removes all but the last `most` earlier versions. */
export async function forgetOldBytes(folder: string, most: number): Promise<void> {
  const names = await namesIn(folder);
  const keep = new Set<string>();
  for (const name of names.filter((each) => entryName.test(each)).reverse()) {
    if (keep.size >= most) break;
    const before = (await readEntry(path.join(folder, name)))?.before ?? null;
    if (before !== null) keep.add(bytesName(before));
  }
  for (const name of names) if (!entryName.test(name) && !keep.has(name)) await rm(path.join(folder, name), { force: true });
}

/** All changes, the latest first. `current`: what is there now. */
export async function versionsIn(folder: string, current: string | null): Promise<readonly Version[]> {
  const names = await namesIn(folder);
  const there = new Set(names);
  const versions: Version[] = [];
  let afterwards = current;
  for (const name of names.filter((each) => entryName.test(each)).reverse()) {
    const entry = await readEntry(path.join(folder, name));
    if (entry === null) continue;
    const { after, before } = entry;
    versions.push({ ...entry, made: afterwards !== before, kept: after !== null && (after === current || there.has(bytesName(after))) });
    afterwards = before;
  }
  return versions;
}
