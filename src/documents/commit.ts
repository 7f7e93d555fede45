/**
 * The moment in which a collection changes. One at a time, under a lock that other processes heed:
 *
 *   make the folders · keep the earlier bytes · record who changes what · rename into place · sync the folders
 *
 * A crash leaves a document old or new; several are under a journal meanwhile, by which all are taken back (`interrupted.ts`). What fails
 * before the end is taken back, and that is recorded too.
 */
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { sync } from '../indexing/durable-files.js';
import { addEntry, forgetOldBytes, historyOf, keepBytes, type HistoryEntry } from './history.js';
import { beginChanges, endChanges, type Prepared } from './interrupted.js';
import type { Place } from './places.js';
import { putBack, removeEmptyParents } from './put-back.js';

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

/** What takes a step back. */
type Undo = () => Promise<void>;

/** Makes all changes or, when one fails, none. System errors pass through (`ENOSPC`, `EROFS`). */
export async function commit(changes: readonly DocumentChange[], on: Commit): Promise<void> {
  const undo: Undo[] = [];
  try {
    const prepared: Prepared[] = [];
    for (const change of changes) prepared.push(await prepare(change, on, undo));
    if (changes.length > 1) await putTogether(changes, prepared, on);
    else for (const change of changes) await put(change, on, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    throw error;
  }
  // The change is made; that old versions could not be removed is no reason to say otherwise.
  for (const { place } of changes) await forgetOldBytes(historyOf(on.folder, place.path), on.versions).catch(() => undefined);
}

/** The journal stays when what failed cannot be taken back now either: the next who comes tries again. */
async function putTogether(changes: readonly DocumentChange[], prepared: readonly Prepared[], on: Commit): Promise<void> {
  const undo: Undo[] = [() => endChanges(on.folder)];
  const takeBack = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  try {
    await beginChanges(on.folder, { who: on.who, collection: on.collection, changes: prepared });
    for (const change of changes) await put(change, on, undo);
    await endChanges(on.folder);
  } catch (error) {
    await takeBack().catch(() => undefined);
    throw error;
  }
}

async function prepare({ place, staged, before, works }: DocumentChange, { collection, folder, who, record, clock }: Commit, undo: Undo[]): Promise<Prepared> {
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
  const entry = await addEntry(history, { at: clock().toISOString(), who, action, path: place.path, before, after: what.after, bytes: what.bytes, works });
  undo.push(() => rm(path.join(history, entry), { force: true }));
  return { path: place.path, before, after: what.after, bytes: what.bytes, entry };
}

async function put({ place, staged, before }: DocumentChange, { folder }: Commit, undo: Undo[]): Promise<void> {
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
