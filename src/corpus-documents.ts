/** The documents of the corpus over HTTP, opened by the configuration: read in threads of their own, changes recorded. */
import path from 'node:path';
import type { RecordChange } from './changes.js';
import type { Config } from './config.js';
import type { Readers } from './documents/check.js';
import { openStore, type DocumentStore } from './documents/store.js';
import { defaultLimits, openParsingPool, type ParsingPool } from './ingest/parsing-pool.js';

export type { ArchivedFile, ArchiveRequest, ArchiveResult } from './documents/archive.js';
export { entityTag, isKnown, type Conditions } from './documents/conditions.js';
export { fileKinds, mediaTypes } from './documents/kinds.js';
export type { ListedDocument, ListedPage } from './documents/listing.js';
export type { PutResult } from './documents/put.js';
export type { DocumentHistory, DocumentStore, Removed, StoredDocument } from './documents/store.js';
export type { OutlineEntry, UnderstoodDocument } from './documents/understanding.js';

export interface CorpusDocuments extends DocumentStore {
  /** Ends the threads that read documents. */
  close(): Promise<void>;
}

export interface DocumentsWorld {
  readonly clock: () => Date;
  readonly recordChange: RecordChange;
  readonly checkQuestions: Readers['checkQuestions'];
}

/** Documents read at the same time: uploads are few, and the cores belong to those who ask. */
const mostThreads = 2;

/** Nothing is read, and no thread started, before the first request. */
export function openCorpusDocuments(config: Pick<Config, 'corpus' | 'documentLimit' | 'documentArchiveLimit' | 'documentVersions' | 'threads'>, { clock, recordChange, checkQuestions }: DocumentsWorld): CorpusDocuments {
  const { documentLimit, documentArchiveLimit, documentVersions } = config;
  let pool: ParsingPool | null = null;
  const parse: Readers['parse'] = async (file) => {
    const used = (pool ??= openParsingPool({ ...defaultLimits, threads: Math.min(mostThreads, config.threads) }));
    try {
      return await used.parse(file);
    } catch (error) {
      // A pool whose threads could not start stays closed; the next document gets a new one.
      if (pool === used) pool = null;
      throw error;
    }
  };
  const store = openStore({ settings: { corpus: path.resolve(config.corpus), documentLimit, documentArchiveLimit, documentVersions }, clock, record: recordChange, readers: { parse, checkQuestions } });
  return {
    ...store,
    async close() {
      await pool?.close();
      pool = null;
    },
  };
}
