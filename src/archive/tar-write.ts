/** Writing an archive with bounded memory: beside first, synced, then renamed, so that a file of that name is always whole. */
import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ResponsaError } from '../errors.js';
import { BLOCK, headerOf, padded, type TarEntry } from './tar-header.js';

export interface NewEntry extends TarEntry {
  readonly contents: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** What was written: its length and sha-256 (hex). */
export interface WrittenTar {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes `entries` in their order. ResponsaError('bad-source') when a file gives more or fewer bytes than announced; nothing is left then. */
export async function writeTar(file: string, entries: readonly NewEntry[]): Promise<WrittenTar> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}-${process.pid}.tmp`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const handle = await open(beside, 'w', 0o644);
    const put = async (data: Uint8Array): Promise<void> => {
      hash.update(data);
      bytes += data.length;
      await writeAll(handle, data);
    };
    try {
      for (const entry of entries) await writeEntry(entry, put);
      await put(Buffer.alloc(2 * BLOCK));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function writeEntry(entry: NewEntry, put: (data: Uint8Array) => Promise<void>): Promise<void> {
  await put(headerOf(entry));
  let written = 0;
  for await (const piece of entry.contents()) {
    written += piece.length;
    if (written <= entry.bytes) await put(piece);
  }
  if (written !== entry.bytes) throw new ResponsaError('bad-source', `${entry.path} changed while it was read: ${entry.bytes} bytes were announced, ${written} came.`, 'Let nobody write to it meanwhile, and start again.');
  await put(Buffer.alloc(padded(entry.bytes) - entry.bytes));
}

async function writeAll(handle: FileHandle, data: Uint8Array): Promise<void> {
  for (let rest = data; rest.length > 0;) {
    const { bytesWritten } = await handle.write(rest, 0, rest.length);
    rest = rest.subarray(bytesWritten);
  }
}
