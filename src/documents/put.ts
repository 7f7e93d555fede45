/**
 * One document on its way into a collection:
 *
 *   check the path and the type · receive it beside · read it as a build would · under the lock: compare with what is there, record, put into place
 */
import { rmdir } from 'node:fs/promises';
import path from 'node:path';
import { inWordsOfDisk } from '../disk-faults.js';
import type { CollectionManifest } from '../ingest/collection.js';
import { checkFile, type Candidate, type Understood } from './check.js';
import { commit, type DocumentChange } from './commit.js';
import { checkConditions, unconditional, type Conditions } from './conditions.js';
import type { Digests } from './digests.js';
import { checkMediaType, kindOf, type FileKind } from './kinds.js';
import { hrefOf } from './listing.js';
import { checkedCollection, checkedNames } from './names.js';
import { corpusFolder, exclusively, type StoreParts } from './parts.js';
import { findCollection, findPlace, folderOfCollection, historyName, type Place } from './places.js';
import { documentsOfSide, openStaging, sidesOf, type Received, type Staging } from './staging.js';

/** The body of a request: piece by piece, each within the time limit. */
export interface Upload {
  readonly collection: string;
  readonly contentType: string | undefined;
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly who: string;
  /** Fires when nobody waits any more; until the change begins, it is not made then. */
  readonly signal: AbortSignal;
}

export interface PutRequest extends Upload {
  readonly path: string;
  readonly conditions: Conditions;
}

export interface PutResult extends Understood {
  readonly outcome: 'created' | 'changed' | 'unchanged';
  readonly collection: string;
  readonly path: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** sha-256, hex; in quotation marks it is the ETag. */
  readonly digest: string;
  readonly href: string;
  /** What happened, and when it can be searched. */
  readonly message: string;
}

export const nextBuild = 'Answers know it from the next build of the index on (POST /v1/builds, or `npm run -s index`).';
const messages = { created: `Stored. ${nextBuild}`, changed: `Replaced. ${nextBuild}`, unchanged: 'These bytes are here already; nothing was changed.' } as const;

interface Home {
  readonly folder: string;
  readonly manifest: CollectionManifest;
}

/** The collection a file goes into; its own collection.json needs none. */
async function homeOf(corpus: string, collection: string, kind: FileKind): Promise<Home> {
  if (kind !== 'collection') return findCollection(corpus, collection);
  const { folder } = await folderOfCollection(corpus, collection);
  return { folder, manifest: { id: collection } };
}

export async function putDocument(parts: StoreParts, request: PutRequest): Promise<PutResult> {
  const collection = checkedCollection(request.collection);
  const at = checkedNames(request.path).join('/');
  const kind = kindOf(at);
  checkMediaType(at, request.contentType);
  const home = await homeOf(parts.settings.corpus, collection, kind);
  const candidate = { collection, manifest: home.manifest, path: at, kind };
  try {
    const staging = await openStaging(home.folder);
    try {
      const received = await staging.receive(at, request.pieces, parts.settings.documentLimit);
      const understood = await understand({ ...candidate, location: received.location }, home.folder, staging, parts);
      request.signal.throwIfAborted();
      return await exclusively(parts, home.folder, () => putInPlace(parts, request, home.folder, candidate, received, understood));
    } finally {
      await staging.remove().catch(() => undefined);
      if (kind === 'collection') await removeUnlessMade(home.folder);
    }
  } catch (error) {
    throw inWordsOfDisk(error, `${collection}/${at} was not changed`, corpusFolder);
  }
}

/** The file with what stands beside it: a document with its side files, a side file with its document. */
export async function understand(candidate: Candidate, folder: string, staging: Staging, parts: StoreParts): Promise<Understood> {
  if (candidate.kind === 'document') for (const side of sidesOf(candidate.path)) await staging.bring(side);
  const understood = await checkFile(candidate, parts.readers);
  if (candidate.kind !== 'side') return understood;
  const documents: Understood[] = [];
  for (const at of await documentsOfSide(folder, candidate.path)) {
    await staging.bring(at);
    documents.push(await checkFile({ ...candidate, path: at, location: staging.locationOf(at), kind: 'document' }, parts.readers));
  }
  return {
    documents: documents.flatMap((each) => each.documents), documentCount: documents.reduce((sum, each) => sum + each.documentCount, 0),
    warnings: documents.length === 0 ? ['there is no document of this name yet that it would go with'] : documents.flatMap((each) => each.warnings),
  };
}

/** sha-256 of what is there; `null`: nothing. */
export const digestAt = async (digests: Digests, place: Place): Promise<string | null> => (place.exists ? (await digests.of(place.location)).digest : null);

export const worksIn = ({ documents }: Understood): DocumentChange['works'] => documents.slice(0, 5).map(({ work, title }) => ({ work, title }));

async function putInPlace(parts: StoreParts, { who, conditions }: PutRequest, folder: string, candidate: Omit<Candidate, 'location'>, received: Received, understood: Understood): Promise<PutResult> {
  const { collection, kind } = candidate;
  const place = await findPlace({ folder }, candidate.path.split('/'));
  const what = `${collection}/${place.path}`;
  const before = await digestAt(parts.digests, place);
  checkConditions(conditions, what, before);
  const outcome = before === null ? 'created' : before === received.digest ? 'unchanged' : 'changed';
  if (outcome === 'changed' && conditions.ifMatch === null) throw unconditional(what, before ?? '');
  if (outcome !== 'unchanged') await commit([{ place, staged: received, before, works: worksIn(understood) }], { collection, folder, who, record: parts.record, clock: parts.clock, versions: parts.settings.documentVersions });
  const { digest, bytes } = received;
  return { outcome, collection, path: place.path, kind, bytes, digest, ...understood, warnings: [...place.warnings, ...understood.warnings], href: hrefOf(collection, place.path), message: messages[outcome] };
}

/** The folder of a collection that was not made after all; one that holds anything stays. */
async function removeUnlessMade(folder: string): Promise<void> {
  for (const below of [`${historyName}/incoming`, `${historyName}/documents`, historyName, '']) await rmdir(path.join(folder, below)).catch(() => undefined);
}

