/**
 * The corpus as people change it over the network. A collection is a folder; a document is a file in it that was read before it was
 * stored; each change is recorded, and the bytes before it are kept.
 *
 *   put · putArchive    check · receive beside · read as a build would · compare, record, rename under the lock
 *   read · versions     the bytes as they are, or were
 *   remove              record, keep the bytes, unlink
 *   list                by pages
 *   takeBackInterrupted what a killed program left of an archive (interrupted.ts)
 */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { inWordsOfDisk } from '../disk-faults.js';
import { ResponsaError, systemCode } from '../errors.js';
import { putArchive, type ArchiveRequest, type ArchiveResult } from './archive.js';
import { commit } from './commit.js';
import { checkConditions, type Conditions } from './conditions.js';
import { openDigests } from './digests.js';
import { historyOf, keptBytes, versionsIn, type Version } from './history.js';
import { mediaTypeOf } from './kinds.js';
import { listDocuments, type ListedPage, type ListRequest } from './listing.js';
import { checkedCollection, checkedNames } from './names.js';
import { corpusFolder, exclusively, takeBackInterrupted, type StoreParts } from './parts.js';
import { findCollection, findPlace, holdsDocuments, manifestName, type CollectionPlace, type Place } from './places.js';
import { digestAt, nextBuild, putDocument, type PutRequest, type PutResult } from './put.js';

export interface DocumentAddress {
  readonly collection: string;
  readonly path: string;
}

export interface StoredDocument {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly digest: string;
  readonly modified: Date;
  /** Opens the file; who opens it closes it. */
  open(): Promise<FileHandle>;
}

export interface Removed {
  readonly outcome: 'deleted';
  readonly collection: string;
  readonly path: string;
  /** Of the bytes that were there; they can be had by `?version=` for as long as they are kept. */
  readonly digest: string;
  readonly message: string;
}

export interface DocumentHistory {
  readonly collection: string;
  readonly path: string;
  readonly versions: readonly Version[];
}

/** Each throws ResponsaError: 'not-found', 'bad-request' for a path that no document has, and what its own comment says. */
export interface DocumentStore {
  /** 'bad-source', 'unsupported', 'too-large', 'conflict', 'changed-meanwhile', 'unconditional', 'disk-full'; nothing is stored then. */
  put(request: PutRequest): Promise<PutResult>;
  /** As `put`; what is refused of the archive's files is in the result. */
  putArchive(request: ArchiveRequest): Promise<ArchiveResult>;
  /** `version`: the sha-256 of an earlier version; `null`: what is there now. */
  read(address: DocumentAddress, version: string | null): Promise<StoredDocument>;
  versions(address: DocumentAddress): Promise<DocumentHistory>;
  /** 'conflict', 'changed-meanwhile', 'disk-full'. */
  remove(address: DocumentAddress, change: { readonly conditions: Conditions; readonly who: string }): Promise<Removed>;
  list(request: ListRequest): Promise<ListedPage>;
  /** To be called before anything else; see there. */
  takeBackInterrupted(): Promise<readonly string[]>;
}

export function openStore(given: Omit<StoreParts, 'digests' | 'queues'>): DocumentStore {
  const parts: StoreParts = { ...given, digests: openDigests(), queues: new Map() };
  return {
    put: (request) => putDocument(parts, request),
    putArchive: (request) => putArchive(parts, request),
    read: (address, version) => readDocument(parts, address, version),
    versions: (address) => versionsOf(parts, address),
    remove: (address, change) => removeDocument(parts, address, change),
    takeBackInterrupted: () => takeBackInterrupted(parts.settings.corpus, parts),
    list: async (request) => {
      if (request.collection !== null) await findCollection(parts.settings.corpus, checkedCollection(request.collection));
      return listDocuments(parts.settings.corpus, { ...request, collection: request.collection?.normalize('NFC') ?? null, prefix: request.prefix.normalize('NFC') }, parts.digests);
    },
  };
}

const noDocument = (collection: string, at: string): ResponsaError => new ResponsaError('not-found', `The collection "${collection}" has no document "${at}".`, `GET /v1/documents?collection=${encodeURIComponent(collection)} lists those it has.`);

interface Found {
  readonly home: CollectionPlace;
  readonly place: Place;
}

async function find({ settings }: StoreParts, { collection, path }: DocumentAddress): Promise<Found> {
  const names = checkedNames(path);
  const home = await findCollection(settings.corpus, checkedCollection(collection));
  return { home, place: await findPlace(home, names) };
}

async function readDocument(parts: StoreParts, address: DocumentAddress, version: string | null): Promise<StoredDocument> {
  const { home, place } = await find(parts, address);
  const current = await digestAt(parts.digests, place);
  if (version === null && current === null) throw noDocument(home.name, place.path);
  const location = version === null || version === current ? place.location : keptBytes(historyOf(home.folder, place.path), version);
  const found = await parts.digests.of(location).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new ResponsaError('not-found', `No version ${version ?? ''} of ${home.name}/${place.path} is kept.`, 'The document with ?history=true lists its versions, and which of them are kept.');
  });
  return { path: place.path, mediaType: mediaTypeOf(place.path), ...found, open: () => open(location, constants.O_RDONLY | constants.O_NOFOLLOW) };
}

async function versionsOf(parts: StoreParts, address: DocumentAddress): Promise<DocumentHistory> {
  const { home, place } = await find(parts, address);
  const versions = await versionsIn(historyOf(home.folder, place.path), await digestAt(parts.digests, place));
  if (versions.length === 0 && !place.exists) throw noDocument(home.name, place.path);
  return { collection: home.name, path: place.path, versions };
}

async function removeDocument(parts: StoreParts, address: DocumentAddress, { conditions, who }: { readonly conditions: Conditions; readonly who: string }): Promise<Removed> {
  const { home } = await find(parts, address);
  const what = `${home.name}/${address.path}`;
  const remove = async (): Promise<Removed> => {
    const { place } = await find(parts, address);
    const before = await digestAt(parts.digests, place);
    checkConditions(conditions, what, before);
    if (before === null) throw noDocument(home.name, place.path);
    if (place.path === manifestName && (await holdsDocuments(home.folder))) throw new ResponsaError('conflict', `The collection "${home.name}" holds documents, which belong to no collection without their collection.json.`, 'Delete the documents first.');
    await commit([{ place, staged: null, before, works: [] }], { collection: home.name, folder: home.folder, who, record: parts.record, clock: parts.clock, versions: parts.settings.documentVersions });
    return { outcome: 'deleted', collection: home.name, path: place.path, digest: before, message: `Deleted. ${nextBuild}` };
  };
  try {
    return await exclusively(parts, home.folder, remove);
  } catch (error) {
    throw inWordsOfDisk(error, `${what} was not changed`, corpusFolder);
  }
}
