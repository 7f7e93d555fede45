/**
 * Where a document is on this machine. Every folder on the way is looked at: what leads elsewhere (a symbolic link) is not gone
 * through, and a name that differs from one that is there by its case alone is not taken for a new one.
 *
 *   <corpus>/<collection>/collection.json
 *   <corpus>/<collection>/2024/dogs.md
 *   <corpus>/<collection>/.history/        what this program keeps beside them; ingest reads no name with a dot in front
 */
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, ResponsaError } from '../errors.js';
import { collectionManifest, type CollectionManifest } from '../ingest/collection.js';
import { skeletonOf } from '../ingest/file-names.js';
import { foldedName } from './names.js';

export const historyName = '.history';
export const manifestName = 'collection.json';

export interface CollectionPlace {
  readonly name: string;
  readonly folder: string;
  readonly manifest: CollectionManifest;
}

export interface Place {
  /** Path inside the collection as it is on the disk, `/` as separator. */
  readonly path: string;
  readonly location: string;
  readonly exists: boolean;
  /** What a person should know of the name. */
  readonly warnings: readonly string[];
}

export const noCollection = (name: string): ResponsaError => new ResponsaError('not-found', `There is no collection "${name}".`, `PUT /v1/documents/${encodeURIComponent(name)}/collection.json makes it; docs/documents.md says what the file holds.`);

/** The folder of a collection, whether it is there or not; a symbolic link that stands for it counts as none. */
export async function folderOfCollection(corpus: string, name: string): Promise<{ readonly folder: string; readonly exists: boolean }> {
  const names = await readdir(corpus).catch(() => []);
  const found = sameName(names, name, 'collection');
  const folder = path.join(corpus, found ?? name);
  if (found === undefined) return { folder, exists: false };
  if (!(await lstat(folder)).isDirectory()) throw noCollection(name);
  return { folder, exists: true };
}

/** Throws ResponsaError('not-found') when there is no such folder with a collection.json, 'bad-source' when that file is wrong. */
export async function findCollection(corpus: string, name: string): Promise<CollectionPlace> {
  const { folder, exists } = await folderOfCollection(corpus, name);
  const written = exists ? await readFile(path.join(folder, manifestName), 'utf8').catch(() => null) : null;
  if (written === null) throw noCollection(name);
  try {
    return { name, folder, manifest: collectionManifest.parse(JSON.parse(written)) };
  } catch (error) {
    throw new ResponsaError('bad-source', `The collection.json of "${name}" cannot be used: ${messageOf(error).replace(/\s+/g, ' ')}.`, `Correct it first: PUT /v1/documents/${encodeURIComponent(name)}/collection.json.`, { cause: error });
  }
}

/** The name on the disk that is `name` in NFC. Throws ResponsaError('conflict') for one that differs by its case alone. */
function sameName(there: readonly string[], name: string, what: string): string | undefined {
  const found = there.find((other) => other === name) ?? there.find((other) => other.normalize('NFC') === name);
  if (found !== undefined) return found;
  const folded = foldedName(name);
  const other = there.find((one) => foldedName(one) === folded);
  if (other !== undefined) throw new ResponsaError('conflict', `There is a ${what} "${other}" already, which some disks cannot tell from "${name}".`, `Use "${other}", or another name.`);
  return undefined;
}

const linked = (at: string): ResponsaError => new ResponsaError('conflict', `"${at}" is a symbolic link; nothing is changed through links.`, 'Change the file that it leads to, or remove the link where the corpus is kept.');
const inTheWay = (at: string): ResponsaError => new ResponsaError('conflict', `"${at}" is there already and is no folder.`, 'Use another path.');

/** Where the document is or would be. Throws ResponsaError('conflict') where a link, a folder or a file is in the way. */
export async function findPlace({ folder }: Pick<CollectionPlace, 'folder'>, names: readonly string[]): Promise<Place> {
  const found: string[] = [];
  let warnings: readonly string[] = [];
  let exists = true;
  for (const [at, name] of names.entries()) {
    const parent = path.join(folder, ...found);
    const there = exists ? await readdir(parent) : [];
    const same = sameName(there, name, 'name');
    exists &&= same !== undefined;
    found.push(same ?? name);
    const isLast = at === names.length - 1;
    if (isLast && same === undefined) warnings = lookAlike(there, name);
    if (!exists) continue;
    const status = await lstat(path.join(folder, ...found));
    if (status.isSymbolicLink()) throw linked(found.join('/'));
    if (!isLast && !status.isDirectory()) throw inTheWay(found.join('/'));
    if (isLast && !status.isFile()) throw new ResponsaError('conflict', `"${found.join('/')}" is a folder.`, 'Name a document in it.');
  }
  return { path: found.join('/'), location: path.join(folder, ...found), exists, warnings };
}

function lookAlike(there: readonly string[], name: string): readonly string[] {
  const other = there.find((one) => skeletonOf(one) === skeletonOf(name));
  return other === undefined ? [] : [`its name looks like that of another file, "${other}", and is not the same; both are read`];
}

/** Whether anything but what this program keeps is in a collection beside its collection.json. */
export async function holdsDocuments(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => !name.startsWith('.') && name !== manifestName);
}

export const isFolder = (location: string): Promise<boolean> => stat(location).then((found) => found.isDirectory(), () => false);
