/**
 * Folders -> documents: find the files, hand each to the first parser that accepts it, settle the versions of each work. What
 * cannot be read is reported with file and reason and stops nothing.
 */
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { LegalDocument } from '../document.js';
import { messageOf, ResponsaError } from '../errors.js';
import { sha256 } from '../text.js';
import type { CollectionManifest } from './collection.js';
import type { SourceFile } from './parser.js';
import { parsers } from './parsers.js';
import { settleVersions } from './versions.js';
import { walkFolder, type FoundFile, type Skipped } from './walk-folder.js';

export interface IngestOptions {
  readonly signal?: AbortSignal;
  /** Files done and files found. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Ingested {
  /** In the order of the folders named, then of the paths. */
  readonly documents: readonly LegalDocument[];
  readonly collections: readonly CollectionManifest[];
  /** Files of which documents were made. */
  readonly filesRead: number;
  readonly skipped: readonly Skipped[];
  /** Each begins with the file it is about. */
  readonly warnings: readonly string[];
  /** sha-256 over paths and digests of all files read, side files and manifests: the same for the same corpus. */
  readonly corpusDigest: string;
}

/** Larger files hold no law and would not fit into one string with all that is made of it. */
const largestFile = 256 * 1024 * 1024;

/**
 * Reads the corpus. Throws ResponsaError('bad-source') when a folder does not exist or holds no document at all, and the signal's
 * reason when it is aborted.
 */
export async function ingest(folders: readonly string[], options: IngestOptions = {}): Promise<Ingested> {
  const found = await findFiles(folders);
  const documents: LegalDocument[] = [];
  const skipped = [...found.skipped];
  const warnings: string[] = [...found.warnings];
  const digests = found.collections.map((collection) => JSON.stringify(collection));
  let filesRead = 0;
  for (const [at, file] of found.files.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.(at, found.files.length);
    try {
      const source = await readSource(file, warnings);
      digests.push(`${file.collection.id}/${file.path} ${source.digest} ${JSON.stringify(source.sideMetadata)}`);
      const parsed = parseFile(source);
      filesRead += 1;
      documents.push(...parsed);
      warnings.push(...parsed.flatMap((document) => document.warnings.map((warning) => `${file.label}: ${warning}`)));
    } catch (error) {
      skipped.push({ file: file.label, reason: messageOf(error) });
    }
  }
  options.onProgress?.(found.files.length, found.files.length);
  if (documents.length === 0) throw emptyCorpus(folders, skipped);
  const settled = settleVersions(documents);
  return { documents: settled.documents, collections: found.collections, filesRead, skipped, warnings: [...warnings, ...settled.warnings], corpusDigest: sha256(digests.join('\n')) };
}

function emptyCorpus(folders: readonly string[], skipped: readonly Skipped[]): ResponsaError {
  const first = skipped[0] === undefined ? '' : ` ${skipped.length} file${skipped.length === 1 ? ' was' : 's were'} skipped, the first: ${skipped[0].file}: ${skipped[0].reason}`;
  return new ResponsaError('bad-source', `No document was found in ${folders.join(', ')}.${first}`, 'Expected files of Akoma Ntoso (.xml), HTML, Markdown or plain text.');
}

interface Found {
  readonly collections: readonly CollectionManifest[];
  readonly files: readonly FoundFile[];
  readonly skipped: readonly Skipped[];
  readonly warnings: readonly string[];
}

/** All files of all folders; collections of the same name from different folders are told apart. */
async function findFiles(folders: readonly string[]): Promise<Found> {
  const collections: CollectionManifest[] = [];
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  const warnings: string[] = [];
  for (const folder of folders) {
    const found = await walkFolder(folder);
    const renamed = new Map<CollectionManifest, CollectionManifest>();
    for (const collection of found.collections) {
      let id = collection.id;
      for (let again = 2; collections.some((other) => other.id === id); again++) id = `${collection.id}-${again}`;
      if (id !== collection.id) warnings.push(`${folder}: a collection "${collection.id}" is in the corpus already; this one is called "${id}"`);
      renamed.set(collection, { ...collection, id });
      collections.push({ ...collection, id });
    }
    files.push(...withoutRenditions(found.files.map((file) => ({ ...file, collection: renamed.get(file.collection)! })), skipped));
    skipped.push(...found.skipped);
  }
  return { collections, files, skipped, warnings };
}

const stem = (path: string): string => path.replace(/\.[^./]+$/, '');

/**
 * A publisher often lays the HTML and PDF of a law beside its Akoma Ntoso, under the same name: the same expression again. The XML
 * is read, the others are reported.
 */
function withoutRenditions(files: readonly FoundFile[], skipped: Skipped[]): FoundFile[] {
  const sources = new Map(files.filter((file) => /\.(?:xml|akn)$/i.test(file.path)).map((file) => [stem(file.location), file]));
  return files.filter((file) => {
    const source = sources.get(stem(file.location));
    if (source === undefined || source === file || !/\.(?:x?html?|pdf|epub|docx?|odt|rtf|txt)$/i.test(file.path)) return true;
    skipped.push({ file: file.label, reason: `another rendition of ${source.path.split('/').at(-1)!}, which is read instead` });
    return false;
  });
}

const sideMetadata = z.record(z.string(), z.unknown());

/** The file with its side file, `<name>.<extension>.meta.json` or `<name>.meta.json`. */
async function readSource(file: FoundFile, warnings: string[]): Promise<SourceFile> {
  const { size } = await stat(file.location);
  if (size > largestFile) throw new ResponsaError('bad-source', `The file has ${size} bytes, more than ${largestFile}.`, 'Split it.');
  const bytes = await readFile(file.location);
  let metadata: Record<string, unknown> | null = null;
  for (const side of [`${file.location}.meta.json`, `${stem(file.location)}.meta.json`]) {
    const text = await readFile(side, 'utf8').catch(() => null);
    if (text === null) continue;
    try {
      metadata = sideMetadata.parse(JSON.parse(text));
    } catch (error) {
      warnings.push(`${file.label}: its side file ${side.split('/').at(-1)!} is no JSON object and is left out: ${messageOf(error).replace(/\s+/g, ' ')}`);
    }
    break;
  }
  return { collection: file.collection, path: file.path, bytes, digest: sha256(bytes), sideMetadata: metadata };
}

/** Documents of one file by the first parser that accepts it. Throws ResponsaError('bad-source') when none does or nothing can be made of it. */
export function parseFile(source: SourceFile): readonly LegalDocument[] {
  const parser = parsers.find((each) => each.accepts(source));
  if (parser === undefined) throw new ResponsaError('bad-source', `no parser for ${/\.[^./]+$/.exec(source.path)?.[0] ?? 'files without an extension'}`, 'Expected Akoma Ntoso (.xml), HTML, Markdown or plain text; name the file in the "ignore" list of collection.json if it is no document.');
  return parser.parse(source);
}
