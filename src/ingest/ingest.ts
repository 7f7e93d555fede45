/**
 * Folders -> documents: find the files, hand each to the first parser that accepts it, settle the versions of each work. What
 * cannot be read is reported with file and reason and stops nothing.
 */
import { availableParallelism } from 'node:os';
import type { LegalDocument } from '../document.js';
import { ResponsaError } from '../errors.js';
import { sha256 } from '../text.js';
import type { CollectionManifest } from './collection.js';
import { readableFormats } from './parser.js';
import type { ParsedFile } from './parsing-messages.js';
import { defaultLimits, openParsingPool } from './parsing-pool.js';
import { stem } from './read-source.js';
import { readSynonyms, type SynonymFile } from './read-synonyms.js';
import type { SynonymEntry } from './synonyms.js';
import { settleVersions } from './versions.js';
import { walkFolder, type FoundFile, type Skipped } from './walk-folder.js';

export interface IngestOptions {
  readonly signal?: AbortSignal;
  /** Files done and files found. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Files parsed at the same time, each in a thread of its own; default: the processor cores. */
  readonly threads?: number;
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
  /** Of all collections, in their order. */
  readonly synonyms: readonly SynonymEntry[];
  /** sha-256 over paths and digests of all files read, side files and manifests: the same for the same corpus. */
  readonly corpusDigest: string;
}

/**
 * Reads the corpus. Throws ResponsaError('bad-source') when a folder does not exist or holds no document at all, and the signal's
 * reason when it is aborted.
 */
export async function ingest(folders: readonly string[], options: IngestOptions = {}): Promise<Ingested> {
  const found = await findFiles(folders);
  const documents: LegalDocument[] = [];
  const synonyms = await readSynonyms(found.synonyms);
  const skipped = [...found.skipped, ...synonyms.skipped];
  const warnings: string[] = [...found.warnings, ...synonyms.warnings];
  const digests = [...found.collections.map((collection) => JSON.stringify(collection)), ...synonyms.digests];
  let filesRead = 0;
  for await (const { file, parsed } of parseFiles(found.files, options)) {
    if (parsed.is === 'refused') {
      skipped.push({ file: file.label, reason: parsed.reason });
      continue;
    }
    filesRead += 1;
    digests.push(`${file.collection.id}/${file.path} ${parsed.digest}`);
    documents.push(...parsed.documents);
    const ofDocuments = parsed.documents.flatMap((document) => document.warnings);
    warnings.push(...[...parsed.warnings, ...ofDocuments].map((warning) => `${file.label}: ${warning}`));
  }
  options.onProgress?.(found.files.length, found.files.length);
  if (documents.length === 0) throw emptyCorpus(folders, skipped);
  const settled = settleVersions(documents);
  return { documents: settled.documents, collections: found.collections, filesRead, skipped, warnings: [...warnings, ...settled.warnings], synonyms: synonyms.entries, corpusDigest: sha256(digests.join('\n')) };
}

/**
 * Every file with what came of it, in their order, whatever order they are done in; few are held at a time. Throws the signal's
 * reason when it is aborted.
 */
export async function* parseFiles(files: readonly FoundFile[], { signal, onProgress, threads = availableParallelism() }: IngestOptions): AsyncGenerator<{ readonly file: FoundFile; readonly parsed: ParsedFile }> {
  const pool = openParsingPool({ ...defaultLimits, threads });
  const ahead: Promise<ParsedFile>[] = [];
  // Two for each thread: it never waits for the next, and what is parsed early does not pile up.
  const handOver = (at: number): void => void ahead.push(pool.parse(files[at]!));
  const stop = (): void => void pool.close();
  signal?.addEventListener('abort', stop);
  try {
    for (let at = 0; at < Math.min(files.length, threads * 2); at++) handOver(at);
    for (const [at, file] of files.entries()) {
      signal?.throwIfAborted();
      onProgress?.(at, files.length);
      signal?.throwIfAborted();
      const parsed = await ahead.shift()!.catch((error: unknown) => {
        signal?.throwIfAborted();
        throw error;
      });
      if (at + threads * 2 < files.length) handOver(at + threads * 2);
      yield { file, parsed };
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    for (const abandoned of ahead) abandoned.catch(() => undefined);
    await pool.close();
  }
}

function emptyCorpus(folders: readonly string[], skipped: readonly Skipped[]): ResponsaError {
  const first = skipped[0] === undefined ? '' : ` ${skipped.length} file${skipped.length === 1 ? ' was' : 's were'} skipped, the first: ${skipped[0].file}: ${skipped[0].reason}`;
  return new ResponsaError('bad-source', `No document was found in ${folders.join(', ')}.${first}`, `Expected ${readableFormats}.`);
}

export interface Found {
  readonly collections: readonly CollectionManifest[];
  readonly files: readonly FoundFile[];
  readonly synonyms: readonly SynonymFile[];
  readonly skipped: readonly Skipped[];
  readonly warnings: readonly string[];
}

/** All files of all folders; collections of the same name from different folders are told apart. */
export async function findFiles(folders: readonly string[]): Promise<Found> {
  const collections: CollectionManifest[] = [];
  const files: FoundFile[] = [];
  const synonyms: SynonymFile[] = [];
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
    synonyms.push(...found.synonyms.map((file) => ({ ...file, collection: renamed.get(file.collection)! })));
    skipped.push(...found.skipped);
    warnings.push(...found.warnings);
  }
  return { collections, files, synonyms, skipped, warnings };
}

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
