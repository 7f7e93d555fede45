/** The files of the corpus in one order, by pages: a page begins behind the last one of the page before, whatever changed in between. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { byCodePoint } from '../ingest/walk-folder.js';
import { hidesItsName } from '../ingest/file-names.js';
import type { Digests } from './digests.js';
import { historyOf, lastEntry } from './history.js';
import { kindOf, mediaTypeOf, type FileKind } from './kinds.js';
import { isFolder, manifestName } from './places.js';

export interface ListedDocument {
  readonly collection: string;
  /** Inside the collection. */
  readonly path: string;
  /** `null`: nothing that is read. */
  readonly kind: FileKind | null;
  readonly mediaType: string;
  readonly bytes: number;
  /** sha-256, hex; in quotation marks it is the ETag. */
  readonly digest: string;
  readonly modified: string;
  /** The works it holds, where it came over HTTP as it is; `null`: not known here. */
  readonly works: readonly { readonly work: string; readonly title: string }[] | null;
  readonly href: string;
}

export interface ListRequest {
  readonly collection: string | null;
  /** Beginning of the path inside the collection. */
  readonly prefix: string;
  /** `collection/path` of the last one of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface ListedPage {
  readonly documents: readonly ListedDocument[];
  /** What to send as `after` for the next page; `null`: this is the last. */
  readonly next: string | null;
}

export const hrefOf = (collection: string, at: string): string => `/v1/documents/${[collection, ...at.split('/')].map(encodeURIComponent).join('/')}`;

/** Name by name: a folder's files stand together. */
function compare(one: readonly string[], other: readonly string[]): number {
  for (const [at, name] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    if (name !== against) return byCodePoint(name, against);
  }
  return one.length - other.length;
}

/** Folders whose every file comes before the cursor are not opened. */
async function* filesBelow(corpus: string, within: readonly string[], after: readonly string[]): AsyncGenerator<readonly string[]> {
  const entries = await readdir(path.join(corpus, ...within), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter(({ name }) => !name.startsWith('.') && !hidesItsName(name)).sort((a, b) => byCodePoint(a.name, b.name))) {
    const names = [...within, entry.name];
    if (compare(names, after.slice(0, names.length)) < 0) continue;
    if (entry.isDirectory()) yield* filesBelow(corpus, names, after);
    else if (entry.isFile() && compare(names, after) > 0) yield names;
  }
}

async function collectionsIn(corpus: string, only: string | null): Promise<readonly string[]> {
  const names = only === null ? await readdir(corpus).catch(() => []) : [only];
  const found: string[] = [];
  for (const name of names.filter((each) => !each.startsWith('.')).sort(byCodePoint)) {
    const files = (await isFolder(path.join(corpus, name))) ? await readdir(path.join(corpus, name)).catch(() => []) : [];
    if (files.includes(manifestName)) found.push(name);
  }
  return found;
}

/** The collection, when one is named, must be there. */
export async function listDocuments(corpus: string, { collection, prefix, after, limit }: ListRequest, digests: Digests): Promise<ListedPage> {
  const cursor = after?.split('/') ?? [];
  const documents: ListedDocument[] = [];
  for (const name of await collectionsIn(corpus, collection)) {
    if (cursor[0] !== undefined && byCodePoint(name, cursor[0]) < 0) continue;
    for await (const names of filesBelow(corpus, [name], cursor)) {
      const at = names.slice(1).join('/');
      if (!at.startsWith(prefix)) continue;
      if (documents.length === limit) {
        const last = documents.at(-1)!;
        return { documents, next: `${last.collection}/${last.path}` };
      }
      const listed = await describe(corpus, name, at, digests);
      if (listed !== null) documents.push(listed);
    }
  }
  return { documents, next: null };
}

function kindOrNull(at: string): FileKind | null {
  try {
    return kindOf(at);
  } catch {
    return null;
  }
}

/** `null` for a file that was removed while the list was made. */
async function describe(corpus: string, collection: string, at: string, digests: Digests): Promise<ListedDocument | null> {
  const folder = path.join(corpus, collection);
  const found = await digests.of(path.join(folder, ...at.split('/'))).catch(() => null);
  if (found === null) return null;
  const { digest, bytes, modified } = found;
  const entry = await lastEntry(historyOf(folder, at));
  return { collection, path: at, kind: kindOrNull(at), mediaType: mediaTypeOf(at), bytes, digest, modified: modified.toISOString(), works: entry?.after === digest ? entry.works : null, href: hrefOf(collection, at) };
}
