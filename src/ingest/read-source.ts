/** One file of a collection -> its bytes with what its side file says. */
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { messageOf, ResponsaError } from '../errors.js';
import { sha256 } from '../text.js';
import type { SourceFile } from './parser.js';
import type { FoundFile } from './walk-folder.js';

const mebibyte = 1024 * 1024;
/** Bytes. The largest real file seen has 5 MB (a code of France); what is larger is no law and would not fit into memory with all that is made of it. */
const largestFile = 64 * mebibyte;
/** Bytes. Question-and-answer files and test collections hold many documents in one file. */
const largestTable = 128 * mebibyte;

const sideMetadata = z.record(z.string(), z.unknown());

export const stem = (path: string): string => path.replace(/\.[^./]+$/, '');

export interface ReadSource {
  readonly source: SourceFile;
  readonly warnings: readonly string[];
}

/** Side files are `<name>.<extension>.meta.json` or `<name>.meta.json`. Throws ResponsaError('bad-source') for a file too large, refused before it is read. */
export async function readSource(file: FoundFile): Promise<ReadSource> {
  const warnings: string[] = [];
  const { size } = await stat(file.location);
  const largest = /\.(?:jsonl|csv|tsv)$/i.test(file.path) ? largestTable : largestFile;
  if (size > largest) throw new ResponsaError('bad-source', `The file has ${size} bytes, more than ${largest}.`, 'Split it into the documents it holds.');
  const bytes = await readFile(file.location);
  let metadata: Record<string, unknown> | null = null;
  for (const side of [`${file.location}.meta.json`, `${stem(file.location)}.meta.json`]) {
    const text = await readFile(side, 'utf8').catch(() => null);
    if (text === null) continue;
    try {
      metadata = sideMetadata.parse(JSON.parse(text));
    } catch (error) {
      warnings.push(`its side file ${side.split('/').at(-1)!} is no JSON object and is left out: ${messageOf(error).replace(/\s+/g, ' ')}`);
    }
    break;
  }
  return { source: { collection: file.collection, path: file.path, bytes, digest: sha256(bytes), sideMetadata: metadata }, warnings };
}
