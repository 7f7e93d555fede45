/**
 * Which generations are open, in whichever process of this machine: whoever opens one puts down an empty file whose name says it all,
 * and takes it away when the last question on it is done. Marks of dead processes do not count and are removed by whoever looks.
 *
 *   <indexes>/generations/.in-use-<generation>-<pid>-<start>-<token>
 *                                              start: 12 hex digits of sha-256 over when the process started
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.js';
import { sha256 } from '../text.js';
import { startOf } from './process-start.js';

const markPattern = /^\.in-use-(.+)-(\d+)-([0-9a-f]{12})-[0-9a-f]{8}$/;
const shortStart = (started: string): string => sha256(started).slice(0, 12);

/** Where nothing can be written nothing is pruned either; and a full disk must not keep anybody from asking. */
const unwritable: ReadonlySet<string | null> = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT']);

/** Marks a generation as open in this process until the function that comes back is called. `id` must be that of a generation, never what somebody typed. */
export async function markInUse(generationsFolder: string, id: string): Promise<() => void> {
  const file = path.join(generationsFolder, `.in-use-${id}-${process.pid}-${shortStart(await startOf(process.pid))}-${randomBytes(4).toString('hex')}`);
  try {
    await writeFile(file, '', { flag: 'wx' });
  } catch (error) {
    if (!unwritable.has(systemCode(error))) throw error;
  }
  return () => rmSync(file, { force: true });
}

/** Ids of the generations that some living process has open. */
export async function generationsInUse(generationsFolder: string): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  for (const name of await readdir(generationsFolder)) {
    const [, id, pid, start] = markPattern.exec(name) ?? [];
    if (id === undefined || pid === undefined) continue;
    if (shortStart(await startOf(Number(pid))) === start) used.add(id);
    else await rm(path.join(generationsFolder, name), { force: true });
  }
  return used;
}
