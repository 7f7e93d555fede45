/** A file of JSON lines that appears whole or not at all, with its digest. */
import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { messageOf, ResponsaError } from '../errors.js';

export interface WrittenFile {
  readonly lines: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Bytes gathered before they are written. */
const BLOCK = 1 << 20;

export interface LinesFile {
  write(line: object): Promise<void>;
  /** Syncs, and gives the file its name. */
  finish(): Promise<WrittenFile>;
  /** Removes what was written so far. */
  abandon(): Promise<void>;
}

/** Throws ResponsaError('environment') when the folder cannot be written. */
export async function openLinesFile(file: string): Promise<LinesFile> {
  const beside = `${file}.part`;
  const handle = await open(beside, 'w').catch((error: unknown) => {
    throw new ResponsaError('environment', `${beside} cannot be written: ${messageOf(error)}.`, 'Name a folder with --out that may be written.', { cause: error });
  });
  const hash = createHash('sha256');
  let [lines, bytes, waiting] = [0, 0, ''];
  const flush = async (): Promise<void> => {
    const data = Buffer.from(waiting, 'utf8');
    waiting = '';
    hash.update(data);
    bytes += data.length;
    await handle.writeFile(data);
  };
  return {
    write: async (line) => {
      waiting += `${JSON.stringify(line)}\n`;
      lines++;
      if (waiting.length >= BLOCK) await flush();
    },
    finish: async () => {
      await flush();
      await handle.sync();
      await handle.close();
      await rename(beside, file);
      return { lines, bytes, sha256: hash.digest('hex') };
    },
    abandon: async () => {
      await handle.close();
      await rm(beside, { force: true });
    },
  };
}
