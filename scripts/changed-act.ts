/** A copy of a corpus in which one act says one word more: what a rebuild after an amendment has to deal with. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ResponsaError } from '../src/errors.js';
import { inspectFile } from '../src/inspect.js';
import { findFiles } from '../src/ingest/ingest.js';

/** A line of law this long stands once in its file, and is no heading. */
const longEnough = 60;

export interface ChangedCorpus {
  /** The copies, in the order of the folders. */
  readonly folders: readonly string[];
  /** The file that was changed. */
  readonly file: string;
}

/**
 * Copies `folders` below `target` and adds a word to the end of a line of one document, from the middle of the first folder on, whatever its format: to a line
 * that stands in the file as it stands in the text. Throws ResponsaError('bad-source') when no file has one (as where all are packed: DOCX, PDF).
 */
export async function copyWithOneActChanged(folders: readonly string[], target: string): Promise<ChangedCorpus> {
  const copies = folders.map((folder, at) => path.join(target, String(at), path.basename(folder)));
  for (const [at, folder] of folders.entries()) await cp(folder, copies[at]!, { recursive: true });
  const { files } = await findFiles([copies[0]!]);
  const middle = Math.floor(files.length / 2);
  for (const { location } of [...files.slice(middle), ...files.slice(0, middle)]) {
    const changed = await withOneWordMore(location);
    if (changed === null) continue;
    await writeFile(location, changed);
    return { folders: copies, file: location };
  }
  throw new ResponsaError('bad-source', `No file of ${folders[0]!} has a line of ${longEnough} characters as it stands in the text, so that none can be changed.`, 'Name a corpus in an open text format (Markdown, XML, HTML).');
}

async function withOneWordMore(location: string): Promise<string | null> {
  const source = await readFile(location, 'utf8');
  const inspected = await inspectFile(location).catch(() => null);
  for (const { text } of inspected?.documents ?? []) {
    const line = text.split('\n').find((one) => one.length >= longEnough && source.split(one).length === 2);
    if (line !== undefined) return source.replace(line, () => `${line} Amended.`);
  }
  return null;
}
