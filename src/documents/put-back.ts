/** Taking a change of one document back: the bytes that were kept before it come into their place again. */
import { copyFile, link, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { systemCode } from '../errors.js';
import { historyOf, keptBytes } from './history.js';
import { historyName, type Place } from './places.js';

/** `before`: sha-256 of the kept bytes; `null`: there was nothing. */
export async function putBack({ path: at, location }: Pick<Place, 'path' | 'location'>, folder: string, before: string | null): Promise<void> {
  if (before === null) return rm(location, { force: true });
  const [kept, beside] = [keptBytes(historyOf(folder, at), before), path.join(folder, historyName, `${randomUUID()}.tmp`)];
  await link(kept, beside).catch(() => copyFile(kept, beside));
  await rename(beside, location);
  // Renaming one name of a file over another of the same file leaves both.
  await rm(beside, { force: true });
}

/** Folders that hold nothing any more, from that of `location` up to the collection's own. */
export async function removeEmptyParents(folder: string, location: string): Promise<void> {
  for (let at = path.dirname(location); at.startsWith(folder + path.sep); at = path.dirname(at)) {
    const isGone = await rmdir(at).then(() => true, (error: unknown) => systemCode(error) === 'ENOENT');
    if (!isGone) return;
  }
}
