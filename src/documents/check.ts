/** A file that wants to be part of a collection -> what it says, read by the same code that reads it when the index is built. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError } from '../errors.js';
import { collectionManifest, type CollectionManifest } from '../ingest/collection.js';
import { globPattern } from '../ingest/known-files.js';
import type { ParsedFile } from '../ingest/parsing-messages.js';
import { decodeSynonyms, largestSynonyms, parseSynonyms } from '../ingest/synonyms.js';
import type { FoundFile } from '../ingest/walk-folder.js';
import type { FileKind } from './kinds.js';
import { firstOf, mostDocuments, understoodOf, type UnderstoodDocument } from './understanding.js';

/** What reads files: in threads of their own, bounded in time and memory. */
export interface Readers {
  readonly parse: (file: FoundFile) => Promise<ParsedFile>;
  /** Reads a file of questions, qrels, answers or expected figures; rejects with ResponsaError('bad-source') when it is none. */
  readonly checkQuestions: (folder: string, name: string) => Promise<void>;
}

export interface Understood {
  /** The first of them. */
  readonly documents: readonly UnderstoodDocument[];
  readonly documentCount: number;
  readonly warnings: readonly string[];
}

export interface Candidate {
  /** Name of the collection's folder. */
  readonly collection: string;
  readonly manifest: CollectionManifest;
  /** Path inside the collection. */
  readonly path: string;
  /** Where it waits. */
  readonly location: string;
  readonly kind: FileKind;
}

/** Throws ResponsaError('bad-source') with the reason when nothing can be made of the file. */
export async function checkFile(candidate: Candidate, readers: Readers): Promise<Understood> {
  switch (candidate.kind) {
    case 'document': return checkDocument(candidate, readers);
    case 'collection': return checkManifest(candidate);
    case 'synonyms': return checkSynonyms(candidate);
    case 'side': return checkSide(candidate);
    case 'questions': return checkQuestions(candidate, readers);
    case 'note': return checkNote(candidate);
  }
}

const nothing = (warnings: readonly string[] = []): Understood => ({ documents: [], documentCount: 0, warnings });

async function checkDocument({ manifest, path: at, location }: Candidate, { parse }: Readers): Promise<Understood> {
  const ignored = (manifest.ignore ?? []).find((glob) => globPattern(glob).test(at));
  if (ignored !== undefined) throw new ResponsaError('bad-source', `${at} would never be read: the collection ignores "${ignored}".`, 'Use another path, or take the pattern out of "ignore" in collection.json.');
  const parsed = await parse({ collection: manifest, path: at, location, label: at });
  if (parsed.is === 'refused') throw new ResponsaError('bad-source', `${at}: ${parsed.reason.replace(/\.$/, '')}.`, parsed.advice);
  return { documents: parsed.documents.slice(0, mostDocuments).map(understoodOf), documentCount: parsed.documents.length, warnings: firstOf(parsed.warnings) };
}

async function readJson<T>({ path: at, location }: Candidate, schema: z.ZodType<T>, advice: string): Promise<T> {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(location))));
  } catch (error) {
    const why = error instanceof z.ZodError ? error.issues.map(({ path: keys, message }) => `${keys.map(String).join('.')}: ${message}`).join('; ') : messageOf(error);
    throw new ResponsaError('bad-source', `${at} cannot be used: ${why.replace(/\s+/g, ' ')}.`, advice, { cause: error });
  }
}

async function checkManifest(candidate: Candidate): Promise<Understood> {
  const manifest = await readJson(candidate, collectionManifest, 'docs/collections.md lists its fields.');
  if (manifest.id === candidate.collection) return nothing();
  throw new ResponsaError('bad-source', `collection.json calls the collection "${manifest.id}", the path calls it "${candidate.collection}".`, 'Write the same in both, so that a question can be asked of the collection by the name it is kept under.');
}

/** A side file by itself; with the document it goes with, that is parsed as well. */
async function checkSide(candidate: Candidate): Promise<Understood> {
  await readJson(candidate, z.record(z.string(), z.unknown()), 'A side file is one JSON object; docs/collections.md lists its keys.');
  return nothing();
}

async function checkSynonyms({ path: at, location, manifest }: Candidate): Promise<Understood> {
  const bytes = await readFile(location);
  const text = bytes.length > largestSynonyms ? null : decodeSynonyms(bytes);
  if (text === null) throw new ResponsaError('bad-source', `${at} is no list of synonyms: it is no UTF-8 text, or larger than ${largestSynonyms} bytes.`, 'docs/collections.md shows one.');
  const { entries, problems } = parseSynonyms(text, manifest);
  if (entries.length === 0 && problems.length > 0) throw new ResponsaError('bad-source', `${at} has no line that can be used: ${problems[0]!}.`, 'docs/collections.md shows such a list.');
  return nothing(firstOf(problems));
}

async function checkQuestions({ path: at, location }: Candidate, readers: Readers): Promise<Understood> {
  const folder = path.dirname(location);
  try {
    await readers.checkQuestions(folder, path.basename(location));
  } catch (error) {
    // Where it waits is nobody's business.
    const why = messageOf(error).replaceAll(location, at).replaceAll(folder, '').replace(/\s+/g, ' ');
    throw new ResponsaError('bad-source', `${at} cannot be used: ${why}`, error instanceof ResponsaError ? error.advice : 'docs/collections.md says where such files are described.', { cause: error });
  }
  return nothing();
}

async function checkNote({ path: at, location }: Candidate): Promise<Understood> {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(await readFile(location));
  } catch (error) {
    throw new ResponsaError('bad-source', `${at} is no UTF-8 text.`, 'Save it as text in UTF-8.', { cause: error });
  }
  return nothing(['a read-me or licence is kept for people and never searched']);
}
