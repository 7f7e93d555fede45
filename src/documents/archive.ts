/**
 * Many documents at once, in an archive: each is unpacked under limits and read by itself; then all are put into place, or none.
 *
 *   receive · unpack beside · read each · under the lock: see what is there already, record, put into place
 */
import { open } from 'node:fs/promises';
import { inWordsOfDisk } from '../disk-faults.js';
import { messageOf, ResponsaError } from '../errors.js';
import type { ArchiveEntry } from './archive-limits.js';
import type { Understood } from './check.js';
import { commit, type DocumentChange } from './commit.js';
import { kindOf, type FileKind } from './kinds.js';
import { checkedCollection, foldedName, namesOfPath } from './names.js';
import { corpusFolder, exclusively, type StoreParts } from './parts.js';
import { findCollection, findPlace, type CollectionPlace } from './places.js';
import { digestAt, nextBuild, understand, worksIn, type Upload } from './put.js';
import { openStaging, type Received, type Staging } from './staging.js';
import { tarEntries } from './tar-entries.js';
import { zipEntries } from './zip-entries.js';

export interface ArchiveRequest extends Upload {
  /** Documents that are there already are replaced; otherwise they stand in the way. */
  readonly replace: boolean;
  /** What can be stored is stored, though some of it is refused. */
  readonly partial: boolean;
}

export interface ArchivedFile extends Understood {
  readonly path: string;
  /** `skipped`: what a system put there by itself. `exists`: refused for what is there already. */
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'refused' | 'exists' | 'skipped';
  /** Why it was not stored. */
  readonly reason: string | null;
  readonly bytes: number | null;
  readonly digest: string | null;
}

export interface ArchiveResult {
  readonly collection: string;
  /** False: nothing was stored, for the sake of those refused. */
  readonly stored: boolean;
  readonly files: readonly ArchivedFile[];
  readonly message: string;
}

const archiveTypes = ['application/zip', 'application/x-zip-compressed', 'application/x-tar', 'application/gzip', 'application/x-gzip', 'application/x-compressed-tar', 'application/octet-stream'];
/** What systems put into archives beside what people put there. */
const systemFile = /(?:^|\/)(?:__MACOSX(?:\/|$)|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$)/;
/** Where the archive itself waits; no document has such a name. */
const archiveName = '.archive';

interface Unpacked {
  readonly path: string;
  readonly kind: FileKind;
  readonly received: Received;
}

export async function putArchive(parts: StoreParts, request: ArchiveRequest): Promise<ArchiveResult> {
  const type = request.contentType?.split(';')[0]!.trim().toLowerCase();
  if (type !== undefined && !archiveTypes.includes(type)) throw new ResponsaError('unsupported', `The archive came as "${type}".`, `Send a ZIP, tar or gzipped tar as ${archiveTypes.join(', ')}.`);
  const home = await findCollection(parts.settings.corpus, checkedCollection(request.collection));
  try {
    const staging = await openStaging(home.folder);
    try {
      const { location } = await staging.receive(archiveName, request.pieces, parts.settings.documentArchiveLimit);
      const done: ArchivedFile[] = [];
      const unpacked = await unpackAll(await entriesOf(location, parts), staging, parts, request.signal, done);
      const understood = await Promise.all(unpacked.map((each) => understandOne(each, home, staging, parts, done)));
      request.signal.throwIfAborted();
      return await exclusively(parts, home.folder, () => putAllInPlace(parts, request, home, understood.filter((each) => each !== null), done));
    } finally {
      await staging.remove().catch(() => undefined);
    }
  } catch (error) {
    throw inWordsOfDisk(error, `${home.name} was not changed`, corpusFolder);
  }
}

/** By the first bytes: the type that was sent is often that of the sender's guess. */
async function entriesOf(location: string, { settings }: StoreParts): Promise<AsyncIterable<ArchiveEntry>> {
  const handle = await open(location, 'r');
  const first = Buffer.alloc(4);
  await handle.read(first, 0, 4, 0).finally(() => handle.close());
  const limits = { fileBytes: settings.documentLimit, totalBytes: settings.documentArchiveLimit };
  if (first.subarray(0, 2).toString('latin1') === 'PK') return zipEntries(location, limits);
  return tarEntries(location, first[0] === 0x1f && first[1] === 0x8b, limits);
}

const notStored = (path: string, outcome: 'refused' | 'exists' | 'skipped', reason: string): ArchivedFile => ({ path, outcome, reason, bytes: null, digest: null, documents: [], documentCount: 0, warnings: [] });

async function unpackAll(entries: AsyncIterable<ArchiveEntry>, staging: Staging, { settings }: StoreParts, signal: AbortSignal, done: ArchivedFile[]): Promise<Unpacked[]> {
  const unpacked: Unpacked[] = [];
  const seen = new Set<string>();
  for await (const { name, is, pieces } of entries) {
    signal.throwIfAborted();
    const path = name.replace(/^(?:\.\/)+/, '');
    if (is === 'folder') continue;
    if (systemFile.test(path)) {
      done.push(notStored(path, 'skipped', 'a file of the system that packed the archive'));
      continue;
    }
    const admitted = is === 'other' ? 'it is a link or a device; only files are taken' : admit(path, seen);
    if (typeof admitted === 'string') done.push(notStored(path, 'refused', admitted));
    else unpacked.push({ ...admitted, received: await staging.receive(admitted.path, pieces, settings.documentLimit) });
  }
  return unpacked;
}

/** Path and kind of a file of the archive, or why it is refused. */
function admit(path: string, seen: Set<string>): Pick<Unpacked, 'path' | 'kind'> | string {
  const names = namesOfPath(path);
  if (typeof names === 'string') return `its path ${names}`;
  const at = names.join('/');
  const folded = foldedName(at);
  if (seen.has(folded)) return 'the archive has two files of this name, or of one that differs by its case alone';
  // A file may not stand where another needs a folder.
  const above = names.map((_, depth) => foldedName(names.slice(0, depth).join('/'))).find((each) => seen.has(each));
  if (above !== undefined || [...seen].some((other) => other.startsWith(`${folded}/`))) return 'its path is that of a folder of the archive, or leads through a file of it';
  try {
    const kind = kindOf(at);
    seen.add(folded);
    return { path: at, kind };
  } catch (error) {
    return reasonOf(error);
  }
}

const reasonOf = (error: unknown): string => (error instanceof ResponsaError ? `${error.message} ${error.advice}` : messageOf(error));

type Readable = Unpacked & { readonly understood: Understood };

async function understandOne(unpacked: Unpacked, home: CollectionPlace, staging: Staging, parts: StoreParts, done: ArchivedFile[]): Promise<Readable | null> {
  const { path, kind, received } = unpacked;
  try {
    const understood = await understand({ collection: home.name, manifest: home.manifest, path, kind, location: received.location }, home.folder, staging, parts);
    // The tables of many laws are no answer that anybody reads.
    return { ...unpacked, understood: { ...understood, documents: understood.documents.map((document) => ({ ...document, outline: [] })) } };
  } catch (error) {
    if (!(error instanceof ResponsaError)) throw error;
    done.push(notStored(path, 'refused', reasonOf(error)));
    return null;
  }
}

async function putAllInPlace(parts: StoreParts, { who, replace, partial }: ArchiveRequest, home: CollectionPlace, readable: readonly Readable[], done: ArchivedFile[]): Promise<ArchiveResult> {
  const changes: DocumentChange[] = [];
  for (const { path, kind, received, understood } of readable) {
    try {
      const place = await findPlace(home, path.split('/'));
      const before = await digestAt(parts.digests, place);
      const outcome = before === null ? 'created' : before === received.digest ? 'unchanged' : 'changed';
      if (outcome === 'changed' && kind === 'collection') done.push(notStored(path, 'refused', 'the archive was read by the collection.json that is there; send another one by itself first'));
      else if (outcome === 'changed' && !replace) done.push(notStored(path, 'exists', 'there is a document of this path already, with other bytes; send the archive with ?replace=true to replace it'));
      else {
        if (outcome !== 'unchanged') changes.push({ place, staged: received, before, works: worksIn(understood) });
        done.push({ path: place.path, outcome, reason: null, bytes: received.bytes, digest: received.digest, ...understood, warnings: [...place.warnings, ...understood.warnings] });
      }
    } catch (error) {
      if (!(error instanceof ResponsaError)) throw error;
      done.push(notStored(path, 'refused', reasonOf(error)));
    }
  }
  const files = [...done].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const refused = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'exists').length;
  if (refused > 0 && !partial) return { collection: home.name, stored: false, files, message: `Nothing was stored: ${refused} of ${files.length} files cannot be. Send the archive without them, or with ?partial=true to store the others.` };
  await commit(changes, { collection: home.name, folder: home.folder, who, record: parts.record, clock: parts.clock, versions: parts.settings.documentVersions });
  return { collection: home.name, stored: true, files, message: `${changes.length} of ${files.length} files stored, ${refused} refused. ${nextBuild}` };
}
