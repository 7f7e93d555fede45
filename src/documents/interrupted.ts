/**
 * Several documents change together or not at all, also when the program is killed in between. A rename is one step, many are not; so
 * before the first of them a journal says what is about to change, and its end is the moment in which all of it counts:
 *
 *   keep the earlier bytes · record · journal · rename · rename · … · rename the journal · answer
 *
 * Whoever finds a journal under the lock knows that its writer did not come to its end, and that nobody was told of a success: he takes
 * back what it names. That is done when the service starts, before a build reads the collection, and before the next change. Each step may
 * be done twice, so that one who is killed while he takes back leaves the rest to the next.
 *
 *   <collection>/.history/changing.json   {"who", "collection", "changes": [{"path", "before", "after", "bytes", "entry"}]}
 *   <collection>/.history/changed.json    the last one that came to its end: who reads a collection for minutes sees by it whether he read across one
 */
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ResponsaError, systemCode } from '../errors.js';
import { recordOf, replaceFile, sync } from '../indexing/durable-files.js';
import type { Record } from './commit.js';
import { historyOf } from './history.js';
import { historyName } from './places.js';
import { putBack, removeEmptyParents } from './put-back.js';

const journalSchema = z.strictObject({
  who: z.string(),
  collection: z.string(),
  changes: z.array(z.strictObject({
    path: z.string(),
    /** sha-256 of the bytes, hex; `null`: there was, or is to be, nothing. */
    before: z.string().nullable(),
    after: z.string().nullable(),
    bytes: z.number().nullable(),
    /** Name of the entry of the history that tells of it. */
    entry: z.string(),
  })).readonly(),
});
type Journal = Readonly<z.infer<typeof journalSchema>>;
export type Prepared = Journal['changes'][number];

export const journalOf = (folder: string): string => path.join(folder, historyName, 'changing.json');

/** On the disk when it resolves. */
export async function beginChanges(folder: string, journal: Journal): Promise<void> {
  await replaceFile(journalOf(folder), `${JSON.stringify(journal)}\n`);
}

/** From now on the changes count, on the disk too. */
export async function endChanges(folder: string): Promise<void> {
  const journal = journalOf(folder);
  await rename(journal, path.join(path.dirname(journal), 'changed.json')).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
  await sync(path.dirname(journal));
}

/** Says which several documents changed together last in each collection of `corpus`: the same text, when it is asked twice, that none did in between. */
export async function lastChangesIn(corpus: string): Promise<string> {
  const marks = (await collectionsIn(corpus)).map(async (collection) => {
    const last = await stat(path.join(collection, historyName, 'changed.json')).catch(() => null);
    return `${collection} ${last === null ? 'none' : `${last.ino} ${last.mtimeMs}`}`;
  });
  return (await Promise.all(marks)).sort().join('\n');
}

/** `null` when nothing was interrupted here. */
async function readJournal(folder: string): Promise<Journal | null> {
  const file = journalOf(folder);
  try {
    return journalSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null;
    if (systemCode(error) !== null) throw error;
    throw new ResponsaError('damaged', `${file} should name documents that were being changed, but holds something else.`, 'Compare the documents of this collection with a backup, then remove that file.', { cause: error });
  }
}

/** Takes back what a journal names. Under the lock of the collection. What somebody changed by hand since then stays as it is. */
export async function undoInterrupted(folder: string, record: Record): Promise<number> {
  const journal = await readJournal(folder);
  if (journal === null) return 0;
  const { who, collection, changes } = journal;
  for (const change of changes) await undoOne(folder, change);
  for (const { path: at, before, after, bytes, entry } of changes) {
    await record({ kind: 'document', data: { who, collection, path: at, before, after, bytes, action: `${after === null ? 'delete' : 'put'}-undone` } });
    await rm(path.join(historyOf(folder, at), entry), { force: true });
  }
  await endChanges(folder);
  return changes.length;
}

async function undoOne(folder: string, { path: at, before, after }: Prepared): Promise<void> {
  const location = path.join(folder, ...at.split('/'));
  const now = await recordOf(location).then(({ sha256 }) => sha256, (error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null;
    throw error;
  });
  if (now !== before && now === after) {
    await putBack({ path: at, location }, folder, before);
    await sync(path.dirname(location));
  }
  if (before === null) await removeEmptyParents(folder, location);
}

/** The collections that have a journal: `folder` itself, or those directly in it. Writes nothing. */
export async function interruptedIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const candidate of await collectionsIn(folder)) if ((await readJournal(candidate)) !== null) found.push(candidate);
  return found;
}

/** `folder` itself, which may be one, and the folders in it. */
async function collectionsIn(folder: string): Promise<readonly string[]> {
  const below = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return [folder, ...below.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => path.join(folder, name))];
}
