/** A real folder of documents and the application over it, made anew for each test. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Change } from '../../src/changes.js';
import { openCorpusDocuments, type CorpusDocuments } from '../../src/corpus-documents.js';
import { ResponsaError } from '../../src/errors.js';
import { checkQuestionFile } from '../../src/evaluation/question-set.js';
import { settings, testApp } from './harness.js';
import { tinyAssistant } from './tiny-assistant.js';

/** Threads that read documents take long to start on a busy machine. */
export const patient = { requestTimeout: 300_000 };

export interface DocumentPlace {
  /** The folder of collections; holds the collection `law`. */
  corpus: string;
  /** What was recorded. */
  changes: Change[];
  refuseRecord: boolean;
  documents: CorpusDocuments;
  request: (path: string, init?: RequestInit) => Promise<Response>;
  open: (versions?: number) => CorpusDocuments;
  /** Files of the corpus but what the program keeps beside them. */
  files: () => string[];
}

/** To be called once in a test file, outside its tests. */
export function documentPlace(): DocumentPlace {
  const place = {} as DocumentPlace;
  place.open = (versions = 2) =>
    openCorpusDocuments(
      { corpus: place.corpus, documentLimit: settings.documentLimit, documentArchiveLimit: settings.documentArchiveLimit, documentVersions: versions, threads: 1 },
      {
        clock: () => new Date('2026-11-22T12:00:00Z'), checkQuestions: checkQuestionFile,
        recordChange: (change) => {
          if (place.refuseRecord) return Promise.reject(new ResponsaError('environment', 'The audit log cannot be written.', 'Make room.'));
          place.changes.push(change);
          return Promise.resolve();
        },
      },
    );
  place.files = () => readdirSync(place.corpus, { recursive: true, encoding: 'utf8' }).filter((name) => !name.includes('.history') && /\.\w+$/.test(name)).sort();
  beforeEach(() => {
    place.corpus = mkdtempSync(path.join(tmpdir(), 'responsa-documents-'));
    mkdirSync(path.join(place.corpus, 'law'));
    writeFileSync(path.join(place.corpus, 'law', 'collection.json'), JSON.stringify({ id: 'law', jurisdiction: 'xa', language: 'en', type: 'act', ignore: ['drafts/**'] }));
    place.changes = [];
    place.refuseRecord = false;
    place.documents = place.open();
    place.request = testApp(tinyAssistant(), patient, 'ready', new AbortController().signal, { documents: place.documents }).request;
  });
  afterEach(async () => {
    await place.documents.close();
    rmSync(place.corpus, { recursive: true });
  });
  return place;
}
