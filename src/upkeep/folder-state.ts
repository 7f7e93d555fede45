/** What a folder of documents looks like from outside: names, sizes and times of change, as one digest. */
import { createHash } from 'node:crypto';
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.js';

/**
 * sha-256 over path, size and time of change of every file below `folder`; dotfiles do not count, for they are not indexed either.
 * Folders and files are read in the order of their names. A file that goes away meanwhile is not there.
 */
export async function stateOfFolder(folder: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await look(folder, '', hash, signal);
  return hash.digest('hex');
}

async function look(root: string, relative: string, hash: ReturnType<typeof createHash>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const names = (await ifThere(readdir(path.join(root, relative)))) ?? [];
  for (const name of names.sort()) {
    if (name.startsWith('.')) continue;
    const below = path.join(relative, name);
    const file = path.join(root, below);
    const status = await ifThere(lstat(file));
    if (status === null) continue;
    if (status.isDirectory()) await look(root, below, hash, signal);
    else {
      // Of a link to a file: when the file changes, so does the link's state.
      const { size, mtimeMs } = status.isSymbolicLink() ? ((await ifThere(stat(file))) ?? status) : status;
      hash.update(`${JSON.stringify([below, size, mtimeMs])}\n`);
    }
  }
}

async function ifThere<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '')) return null;
    throw error;
  }
}
