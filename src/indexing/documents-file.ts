/** Documents and chunks as JSON lines: one line per document or chunk, so that no single string ever holds them all. */
import { createHash } from 'node:crypto';
import type { LegalDocument } from '../document.js';
import type { Chunk } from './chunk.js';
import { linesOfFile } from './durable-files.js';

export function* linesOfJson(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}

/** sha-256 (hex) of the file that `linesOfJson` would make. */
export function linesDigest(values: Iterable<unknown>): string {
  const hash = createHash('sha256');
  for (const line of linesOfJson(values)) hash.update(line, 'utf8');
  return hash.digest('hex');
}

/**
 * Reads what `linesOfJson` wrote. The border is the checksum: the file is compared with the manifest before it is read, so its
 * lines are the very ones this program wrote, and checking the shape of 250,000 provisions again would only cost time.
 */
async function* parsedLines(file: string): AsyncGenerator {
  for await (const line of linesOfFile(file)) yield JSON.parse(line);
}

export async function readDocuments(file: string): Promise<LegalDocument[]> {
  const documents: LegalDocument[] = [];
  for await (const document of parsedLines(file)) documents.push(document as LegalDocument);
  return documents;
}

/** Chunks of one provision share its breadcrumb in memory. */
export async function readChunks(file: string): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const parsed of parsedLines(file)) {
    const chunk = parsed as Chunk;
    const last = chunks.at(-1);
    const shares = last?.document === chunk.document && last.eId === chunk.eId;
    chunks.push(shares ? { ...chunk, breadcrumb: last.breadcrumb } : chunk);
  }
  return chunks;
}
