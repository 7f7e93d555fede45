/** What a parser understood of files: one by one for people who look, and as a stream for those who count. */
import type { LegalDocument } from './document.js';
import { ResponsaError } from './errors.js';
import { findFiles, parseFiles } from './ingest/ingest.js';
import { linkReferences, type ReferenceCounts } from './indexing/link-references.js';
import { findSingleFile } from './ingest/single-file.js';
import { defaultLimits, openParsingPool } from './ingest/parsing-pool.js';
import type { Skipped } from './ingest/walk-folder.js';

export interface Inspected {
  readonly documents: readonly LegalDocument[];
  /** Of the file itself; those of its documents stand in them. */
  readonly warnings: readonly string[];
}

/** The documents of one file, parsed as `index` would. Throws ResponsaError('bad-source') with the reason when it cannot be read. */
export async function inspectFile(location: string): Promise<Inspected> {
  const file = await findSingleFile(location);
  const pool = openParsingPool({ ...defaultLimits, threads: 1 });
  try {
    const parsed = await pool.parse(file);
    if (parsed.is === 'refused') throw new ResponsaError('bad-source', `${location}: ${parsed.reason}`, parsed.advice);
    return { documents: parsed.documents, warnings: parsed.warnings };
  } finally {
    await pool.close();
  }
}

/** How many references lead somewhere when these documents are one corpus. */
export function countReferences(documents: readonly LegalDocument[]): ReferenceCounts {
  return linkReferences(documents).counts;
}

/** One file of a corpus, with what came of it. */
export interface InspectedFile {
  /** Where it is on this machine. */
  readonly location: string;
  readonly label: string;
  readonly documents: readonly LegalDocument[];
  /** Why it was not read; `null` when it was. */
  readonly refused: string | null;
  readonly warnings: readonly string[];
}

/** Every file of a corpus folder in order, none kept. `skipped` are the files that no parser was asked about. */
export async function inspectFolder(folder: string, threads: number): Promise<{ readonly total: number; readonly skipped: readonly Skipped[]; readonly files: AsyncIterable<InspectedFile> }> {
  const found = await findFiles([folder]);
  async function* inspected(): AsyncGenerator<InspectedFile> {
    for await (const { file, parsed } of parseFiles(found.files, { threads })) {
      const { location, label } = file;
      yield parsed.is === 'refused'
        ? { location, label, documents: [], refused: parsed.reason, warnings: [] }
        : { location, label, documents: parsed.documents, refused: null, warnings: parsed.warnings };
    }
  }
  return { total: found.files.length, skipped: found.skipped, files: inspected() };
}

