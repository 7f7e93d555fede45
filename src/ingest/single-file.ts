/** One file by itself, as if the collection it lies in were read: the nearest collection.json above it gives its defaults. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, ResponsaError } from '../errors.js';
import { collectionManifest } from './collection.js';
import { cleanIdentifier, type FoundFile } from './walk-folder.js';

/** Throws ResponsaError('bad-source') when there is no such file, or when the collection.json above it is wrong. */
export async function findSingleFile(location: string): Promise<FoundFile> {
  const absolute = path.resolve(location);
  const status = await stat(absolute).catch(() => null);
  if (status?.isFile() !== true) throw new ResponsaError('bad-source', `${location} ${status === null ? 'does not exist' : 'is no file'}.`, 'Name one file of a corpus; `index --corpus` reads folders.');
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    const written = await readFile(path.join(folder, 'collection.json'), 'utf8').catch(() => null);
    if (written !== null) return { collection: manifestOf(written, path.join(folder, 'collection.json')), path: path.relative(folder, absolute).split(path.sep).join('/'), location: absolute, label: location };
    if (folder === path.dirname(folder)) break;
  }
  return { collection: { id: cleanIdentifier(path.basename(path.dirname(absolute))) }, path: path.basename(absolute), location: absolute, label: location };
}

function manifestOf(written: string, file: string): FoundFile['collection'] {
  try {
    return collectionManifest.parse(JSON.parse(written));
  } catch (error) {
    throw new ResponsaError('bad-source', `${file} is no collection.json that can be used: ${messageOf(error).replace(/\s+/g, ' ')}`, 'Correct it; docs/collections.md lists its fields.', { cause: error });
  }
}
