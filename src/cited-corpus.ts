/** A folder of law read for what can be cited in it: no chunks, no vectors, nothing on disk. */
import type { LegalDocument } from './document.js';
import { citationTable } from './indexing/citations.js';
import { ingest, type IngestOptions } from './ingest/ingest.js';
import type { CitedProvisions } from './retrieval/cited.js';
import { citedIn } from './retrieval/prepare.js';

export type { CitedProvisions };

export interface CitedCorpus {
  readonly documents: readonly LegalDocument[];
  /** What a question in `language` (BCP 47) cites, on any day: the very reading that retrieval begins with. */
  readonly cite: (question: string, language: string) => readonly CitedProvisions[];
}

/** Throws like `ingest`: ResponsaError('bad-source') when the folder does not exist or holds no document. */
export async function openCitedCorpus(folder: string, options: IngestOptions): Promise<CitedCorpus> {
  const { documents } = await ingest([folder], options);
  const citations = citationTable(documents);
  return { documents, cite: (question, language) => citedIn({ citations }, question, { language, asOf: null, filters: {} }) };
}
