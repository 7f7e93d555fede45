/** The synonym files of the collections below a folder. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../errors.js';
import { sha256 } from '../text.js';
import type { CollectionManifest } from './collection.js';
import { decodeSynonyms, largestSynonyms, parseSynonyms, synonymsName, type SynonymEntry } from './synonyms.js';
import type { Skipped } from './walk-folder.js';

/** A collection's file, found while its folder was walked. */
export interface SynonymFile {
  readonly collection: CollectionManifest;
  readonly location: string;
  /** How messages call it. */
  readonly label: string;
}

export interface CollectedSynonyms {
  readonly entries: readonly SynonymEntry[];
  readonly skipped: readonly Skipped[];
  readonly warnings: readonly string[];
  /** One for each file that was read, for the digest of the corpus. */
  readonly digests: readonly string[];
}

/** A file that is no list of synonyms is skipped with the reason; lines that cannot be used are warnings with their numbers. Stops nothing. */
export async function readSynonyms(files: readonly SynonymFile[]): Promise<CollectedSynonyms> {
  const [entries, skipped, warnings, digests] = [[] as SynonymEntry[], [] as Skipped[], [] as string[], [] as string[]];
  for (const { collection, location, label } of files) {
    const text = await readText(location);
    if ('reason' in text) {
      skipped.push({ file: label, reason: `${text.reason}; the collection is read without its synonyms` });
      continue;
    }
    const read = parseSynonyms(text.text, collection);
    for (const entry of read.entries) entries.push(entry);
    for (const problem of read.problems) warnings.push(`${label}, ${problem}`);
    digests.push(`${collection.id}/${synonymsName} ${sha256(text.text)}`);
  }
  return { entries, skipped, warnings, digests };
}

async function readText(location: string): Promise<{ readonly text: string } | { readonly reason: string }> {
  try {
    const { size } = await stat(location);
    if (size > largestSynonyms) return { reason: `${path.basename(location)} is larger than ${largestSynonyms} bytes` };
    const text = decodeSynonyms(await readFile(location));
    return text === null ? { reason: 'it is no UTF-8 text' } : { text };
  } catch (error) {
    return { reason: `it cannot be read: ${messageOf(error)}` };
  }
}
