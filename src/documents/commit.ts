/**
 * The moment in which a collection changes. One at a time, under a lock that other processes heed:
 *
 *   make the folders · keep the earlier bytes · record who changes what · rename into place · sync the folders
 *
 * A crash leaves each document old or new. What fails before the end is taken back, and that is recorded too.
 */
import { copyFile, link, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { sync } from '../indexing/durable-files.js';
import { addEntry, forgetOldBytes, historyOf, keepBytes, keptBytes, type HistoryEntry } from './history.js';
import type { Place } from './places.js';

/** Takes who did what into the record; see `RecordChange`. */
export type Record = (change: { readonly kind: string; readonly data: Readonly<globalThis.Record<string, unknown>> & { readonly who: string } }) => Promise<void>;

export interface DocumentChange {
  readonly place: Place;
  /** The new bytes, where they wait; `null`: the document is removed. */
  readonly staged: { readonly location: string; readonly bytes: number; readonly digest: string } | null;
  /** sha-256 of what is there now; `null`: nothing. */
  readonly before: string | null;
  readonly works: HistoryEntry['works'];
}

export interface Commit {
  readonly collection: string;
  readonly folder: string;
  readonly who: string;
  readonly record: Record;
  readonly clock: () => Date;
  /** How many earlier versions are kept. */
  readonly versions: number;
}

/** Makes all changes or, when one fails, none. System errors pass through (`ENOSPC`, `EROFS`). */
export async function commit(changes: readonly DocumentChange[], on: Commit): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const change of changes) await prepare(change, on, undo);
    for (const change of changes) await put(change, on, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    throw error;
  }
  // The change is made; that old versions could not be removed is no reason to say otherwise.
  for (const { place } of changes) await forgetOldBytes(historyOf(on.folder, place.path), on.versions).catch(() => undefined);
}

async function prepare({ place, staged, before, works }: DocumentChange, { collection, folder, who, record, clock }: Commit, undo: (() => Promise<void>)[]): Promise<void> {
  const history = historyOf(folder, place.path);
  const action = staged === null ? 'delete' : 'put';
  if (staged !== null) {
    undo.push(() => removeEmptyParents(folder, place.location));
    await mkdir(path.dirname(place.location), { recursive: true });
  }
  if (before !== null) await keepBytes(history, place.location, before);
  const what = { who, collection, path: place.path, before, after: staged?.digest ?? null, bytes: staged?.bytes ?? null };
  await record({ kind: 'document', data: { ...what, action } });
  undo.push(() => record({ kind: 'document', data: { ...what, action: `${action}-undone` } }));
  undo.push(await addEntry(history, { at: clock().toISOString(), who, action, path: place.path, before, after: what.after, bytes: what.bytes, works }));
}

async function put({ place, staged, before }: DocumentChange, { folder }: Commit, undo: (() => Promise<void>)[]): Promise<void> {
  const parent = path.dirname(place.location);
  undo.push(() => putBack(place, folder, before));
  if (staged === null) {
    await rm(place.location);
    await sync(parent);
    await removeEmptyParents(folder, place.location);
    return;
  }
  await rename(staged.location, place.location);
  for (let at = parent; at.startsWith(folder); at = path.dirname(at)) await sync(at);
}

async function putBack(place: Place, folder: string, before: string | null): Promise<void> {
  if (before === null) return rm(place.location, { force: true });
  const [kept, beside] = [keptBytes(historyOf(folder, place.path), before), path.join(folder, '.history', `${randomUUID()}.tmp`)];
  await link(kept, beside).catch(() => copyFile(kept, beside));
  await rename(beside, place.location);
  // Renaming one name of a file over another of the same file leaves both.
  await rm(beside, { force: true });
}

/** Folders that hold nothing any more, from that of `location` up to the collection's own. */
async function removeEmptyParents(folder: string, location: string): Promise<void> {
  for (let at = path.dirname(location); at.startsWith(folder + path.sep); at = path.dirname(at)) {
    const removed = await rmdir(at).then(() => true, () => false);
    if (!removed) return;
  }
}
