/** Every file below a folder, in an order that does not depend on the machine, sorted into collections. */
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { collectionManifest, type CollectionManifest } from './collection.js';
import { hidesItsName, shownName, skeletonOf } from './file-names.js';
import type { SynonymFile } from './read-synonyms.js';
import { synonymsName } from './synonyms.js';
import { globPattern, isKnownNonDocument } from './known-files.js';

export interface Skipped {
  /** Path below the folder that was named, that folder's name in front. */
  readonly file: string;
  readonly reason: string;
}

export interface FoundFile {
  readonly collection: CollectionManifest;
  /** Path inside the collection, `/` as separator. */
  readonly path: string;
  /** Where it is on this machine. */
  readonly location: string;
  /** How messages call it: the named folder's own name and the path below it. */
  readonly label: string;
}

export interface FoundFolder {
  readonly collections: readonly CollectionManifest[];
  readonly files: readonly FoundFile[];
  readonly synonyms: readonly SynonymFile[];
  readonly skipped: readonly Skipped[];
  /** Each begins with the file it is about. */
  readonly warnings: readonly string[];
}

/** By code points: the same order under every locale and file system. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A name that may stand as the identifier of a collection: letters, digits, `.`, `_`, `-`. */
export function cleanIdentifier(name: string): string {
  const cleaned = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '').replace(/-+$/, '');
  return cleaned === '' ? 'collection' : cleaned;
}

interface Walk {
  readonly root: string;
  readonly realRoot: string;
  readonly name: string;
  readonly entries: { readonly relative: string; readonly isLink: boolean }[];
  readonly skipped: Skipped[];
}

async function walkInto(walk: Walk, relative: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(path.join(walk.root, relative));
  } catch (error) {
    if (relative === '') throw error;
    walk.skipped.push({ file: `${walk.name}/${relative}`, reason: `the folder cannot be read: ${messageOf(error)}` });
    return;
  }
  for (const name of names.sort(byCodePoint)) {
    const below = relative === '' ? name : `${relative}/${name}`;
    // Dotfiles are no documents, and nobody wants the folders of version control read.
    if (name.startsWith('.')) continue;
    if (hidesItsName(name)) {
      walk.skipped.push({ file: shownName(`${walk.name}/${below}`), reason: 'its name holds control characters, which show another name than it has; rename it' });
      continue;
    }
    const status = await lstat(path.join(walk.root, below)).catch(() => null);
    if (status === null) walk.skipped.push({ file: `${walk.name}/${below}`, reason: 'the file cannot be read' });
    else if (status.isDirectory()) await walkInto(walk, below);
    else if (status.isFile() || status.isSymbolicLink()) walk.entries.push({ relative: below, isLink: status.isSymbolicLink() });
    else walk.skipped.push({ file: `${walk.name}/${below}`, reason: 'it is neither a file nor a folder' });
  }
}

/**
 * Links are followed to files inside the folder that are not read anyway (a mounted volume keeps its files behind links); never
 * out of it, and never into folders: such a link could lead in a circle.
 */
async function resolveLinks(walk: Walk): Promise<string[]> {
  const plain = walk.entries.filter((entry) => !entry.isLink).map((entry) => entry.relative);
  const read = new Set(plain.map((relative) => path.join(walk.realRoot, relative)));
  const linked: string[] = [];
  for (const { relative } of walk.entries.filter((entry) => entry.isLink)) {
    const file = `${walk.name}/${relative}`;
    const target = await realpath(path.join(walk.root, relative)).catch(() => null);
    if (target === null) walk.skipped.push({ file, reason: 'a symbolic link that leads nowhere or in a circle' });
    else if (!target.startsWith(walk.realRoot + path.sep)) walk.skipped.push({ file, reason: 'a symbolic link that leads out of the corpus; it is not followed' });
    else if ((await stat(target)).isDirectory()) walk.skipped.push({ file, reason: 'a symbolic link to a folder; it is not followed, the folder itself is read where it stands' });
    else if (!read.has(target)) {
      read.add(target);
      linked.push(relative);
    }
  }
  return [...plain, ...linked].sort(byCodePoint);
}

/** `null` and a report when the manifest is wrong: the collection's documents are read all the same, under its folder's name. */
async function readManifest(walk: Walk, relative: string): Promise<CollectionManifest | null> {
  try {
    return collectionManifest.parse(JSON.parse(await readFile(path.join(walk.root, relative), 'utf8')));
  } catch (error) {
    walk.skipped.push({ file: `${walk.name}/${relative}`, reason: `it is no collection.json that can be used (${messageOf(error).replace(/\s+/g, ' ')}); its folder is read as a collection named after it, without its settings` });
    return null;
  }
}

const folderOf = (relative: string): string => (relative.includes('/') ? relative.slice(0, relative.lastIndexOf('/')) : '');

/**
 * All files of one corpus folder. A folder with a collection.json is a collection, and so is each below it that has its own; a tree
 * without any is one collection named after the folder. Throws ResponsaError('bad-source') when the folder cannot be read.
 */
export async function walkFolder(folder: string): Promise<FoundFolder> {
  const name = path.basename(path.resolve(folder));
  const walk: Walk = { root: folder, realRoot: await realpath(folder).catch(() => folder), name, entries: [], skipped: [] };
  try {
    if (!(await stat(folder)).isDirectory()) throw new ResponsaError('bad-source', `${folder} is no folder.`, 'Name a folder of documents.');
    await walkInto(walk, '');
  } catch (error) {
    if (error instanceof ResponsaError) throw error;
    const why = systemCode(error) === 'ENOENT' ? 'does not exist' : `cannot be read: ${messageOf(error)}`;
    throw new ResponsaError('bad-source', `The corpus folder ${folder} ${why}.`, 'Name a folder that holds documents and that this program may read.', { cause: error });
  }
  const relatives = await resolveLinks(walk);
  const manifests = new Map<string, CollectionManifest>();
  for (const relative of relatives.filter((each) => path.posix.basename(each) === 'collection.json')) {
    const at = folderOf(relative);
    manifests.set(at, (await readManifest(walk, relative)) ?? { id: cleanIdentifier(at === '' ? name : path.posix.basename(at)) });
  }
  const synonyms = synonymFiles(walk, relatives, manifests);
  if (manifests.size === 0) manifests.set('', { id: cleanIdentifier(name) });
  return { collections: [...manifests.values()], files: sortIntoCollections(walk, relatives, manifests), synonyms, skipped: walk.skipped, warnings: lookAlikes(walk.name, relatives) };
}

/** Beside a collection.json; elsewhere a file of that name is a text like any other. */
function synonymFiles(walk: Walk, relatives: readonly string[], manifests: ReadonlyMap<string, CollectionManifest>): SynonymFile[] {
  return relatives.filter((relative) => path.posix.basename(relative) === synonymsName).flatMap((relative) => {
    const collection = manifests.get(folderOf(relative));
    return collection === undefined ? [] : [{ collection, location: path.join(walk.root, relative), label: `${walk.name}/${relative}` }];
  });
}

/** Two files whose names look the same are both read; who keeps the collection should know. */
function lookAlikes(root: string, relatives: readonly string[]): string[] {
  const seen = new Map<string, string>();
  return relatives.flatMap((relative) => {
    const skeleton = skeletonOf(relative);
    const other = seen.get(skeleton);
    if (other !== undefined) return [`${root}/${relative}: its name looks like that of another file, "${other}", and is not the same (${differing(other, relative)}); both are read`];
    seen.set(skeleton, relative);
    return [];
  });
}

/** The first letters in which the two differ, by their code points. */
function differing(one: string, other: string): string {
  const [first, second] = [Array.from(one), Array.from(other)];
  const at = first.findIndex((letter, place) => letter !== second[place]);
  const code = (letter: string | undefined): string => (letter === undefined ? 'none' : `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
  return `${code(first[at])} and ${code(second[at])}`;
}

function sortIntoCollections(walk: Walk, relatives: readonly string[], manifests: ReadonlyMap<string, CollectionManifest>): FoundFile[] {
  const ignored = new Map([...manifests].map(([at, manifest]) => [at, (manifest.ignore ?? []).map(globPattern)]));
  const homeOf = (relative: string): string | undefined => {
    for (let at = folderOf(relative); ; at = folderOf(at)) {
      if (manifests.has(at)) return at;
      if (at === '') return undefined;
    }
  };
  return relatives.flatMap((relative): FoundFile[] => {
    const home = homeOf(relative);
    const label = `${walk.name}/${relative}`;
    if (home === undefined) {
      if (!isKnownNonDocument(relative)) walk.skipped.push({ file: label, reason: 'it belongs to no collection: no collection.json in its folder or above' });
      return [];
    }
    const inside = home === '' ? relative : relative.slice(home.length + 1);
    if (isKnownNonDocument(inside) || (inside === synonymsName && relatives.includes(home === '' ? 'collection.json' : `${home}/collection.json`)) || ignored.get(home)!.some((pattern) => pattern.test(inside))) return [];
    return [{ collection: manifests.get(home)!, path: inside, location: path.join(walk.root, relative), label }];
  });
}
