/** Files that are on the disk when we say so: written beside, synced, renamed. And read whole at any size. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** What the manifest says of a file. */
export interface FileRecord {
  readonly bytes: number;
  /** sha-256, hex. */
  readonly sha256: string;
}

const BLOCK = 1 << 20;

/** What a new file may be used for when nothing else is said; the process's umask takes off of it. */
const everybodys = 0o666;

/** Writes a new file out of pieces (strings as UTF-8), syncs it and says what it holds. System errors pass through (`ENOSPC`). */
export async function writeSynced(file: string, pieces: Iterable<Uint8Array | string>, mode = everybodys): Promise<FileRecord> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', mode);
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    for (let rest: Uint8Array = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting); rest.length > 0;) {
      const { bytesWritten } = await handle.write(rest, 0, Math.min(rest.length, BLOCK * 64));
      rest = rest.subarray(bytesWritten);
    }
    waiting = [];
    waitingBytes = 0;
  };
  try {
    for (const piece of pieces) {
      const data = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      hash.update(data);
      bytes += data.length;
      waiting.push(data);
      waitingBytes += data.length;
      if (waitingBytes >= BLOCK) await flush();
    }
    await flush();
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Puts what others wrote (a native library) on the disk for good. Folders too: a rename is only there once its folder is synced. */
export async function sync(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a file in one step: at every moment it holds the old contents or the new. */
export async function replaceFile(file: string, contents: string | Iterable<Uint8Array>, mode = everybodys): Promise<void> {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    await writeSynced(beside, typeof contents === 'string' ? [contents] : contents, mode);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await sync(path.dirname(file));
}

/** Removes what replacements of this file left that were killed; only where nobody else can be replacing it. Nothing where there is no such folder. */
export async function clearHalfReplaced(file: string): Promise<void> {
  const names = await readdir(path.dirname(file)).catch(() => []);
  const isLeft = (name: string): boolean => name.startsWith(`${path.basename(file)}.`) && name.endsWith('.tmp');
  for (const name of names.filter(isLeft)) await rm(path.join(path.dirname(file), name), { force: true });
}

/** Size and checksum of a file as it is now. Rejects with `ENOENT` when it is missing. */
export async function recordOf(file: string): Promise<FileRecord> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of createReadStream(file, { highWaterMark: BLOCK }) as AsyncIterable<Buffer>) {
    hash.update(block);
    bytes += block.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Bytes read at a time. */
const READ_BLOCK = BLOCK * 4;

/** The whole file in one buffer that starts at offset 0, so that typed arrays can be laid over it. */
export async function readWhole(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(file, 'r');
  try {
    const bytes = new Uint8Array((await handle.stat()).size);
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(bytes.length - at, READ_BLOCK), at);
      if (bytesRead === 0) throw new RangeError(`${file} became shorter while it was read`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

export interface HashedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly record: FileRecord;
}

/** The same with the checksum of just these bytes; hashed at one go, 3 s a gigabyte. */
export async function readHashed(file: string): Promise<HashedFile> {
  const bytes = await readWhole(file);
  return { bytes, record: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** Lines (ended by `\n`) of a UTF-8 file. Only `\n` ends a line: JSON may hold U+2028 as it is. The whole never stands in one string. */
export async function* linesOfFile(file: string): AsyncGenerator<string> {
  let waiting: Buffer[] = [];
  for await (const block of createReadStream(file, { highWaterMark: BLOCK }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = block.indexOf(10); end !== -1; end = block.indexOf(10, start)) {
      yield Buffer.concat([...waiting, block.subarray(start, end)]).toString('utf8');
      waiting = [];
      start = end + 1;
    }
    if (start < block.length) waiting.push(block.subarray(start));
  }
  if (waiting.length > 0) yield Buffer.concat(waiting).toString('utf8');
}
