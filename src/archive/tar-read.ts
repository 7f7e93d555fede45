/** Reading the archives that we write, and no others: a header that is not byte for byte as `headerOf` makes it is refused, so that no bit of an archive can be altered unseen but inside files. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { BLOCK, brokenArchive, headerOf, padded, readBlock, readPaxRecords, type TarEntry } from './tar-header.js';

export interface FoundEntry extends TarEntry {
  /** The file's bytes in pieces; can be read again or left unread. */
  readonly contents: () => AsyncGenerator<Buffer>;
}

/** Bytes read at a time. */
const PIECE = 1 << 20;
/** A path of more than this is none that we write. */
const LONGEST_PAX = 8192;

/** Opens an archive for reading, runs `action` on its entries and closes it. Nothing is written, so that it may lie on a read-only medium. */
export async function withTar<T>(file: string, action: (entries: () => AsyncGenerator<FoundEntry>) => Promise<T>): Promise<T> {
  const handle = await open(file, constants.O_RDONLY);
  try {
    return await action(() => entriesOf(handle, file));
  } finally {
    await handle.close();
  }
}

/** The entries in order. Throws ResponsaError('damaged') at the first byte that is not as it must be, also behind the last entry. */
async function* entriesOf(handle: FileHandle, file: string): AsyncGenerator<FoundEntry> {
  const { size } = await handle.stat();
  let at = 0;
  for (;;) {
    const first = await read(handle, file, at, BLOCK);
    if (isZero(first)) break;
    const { entry, length } = await entryAt(handle, file, at, first);
    const start = at + length;
    if (start + padded(entry.bytes) > size) throw brokenArchive(file, size, `it ends inside ${JSON.stringify(entry.path)}`);
    yield { ...entry, contents: () => pieces(handle, file, start, entry.bytes) };
    const end = start + entry.bytes;
    at = start + padded(entry.bytes);
    if (!isZero(await read(handle, file, end, at - end))) throw brokenArchive(file, end, 'there are bytes between two files');
  }
  if (!isZero(await read(handle, file, at, 2 * BLOCK))) throw brokenArchive(file, at, 'its end is not two empty blocks');
  if (size !== at + 2 * BLOCK) throw brokenArchive(file, at + 2 * BLOCK, 'something follows behind its end');
}

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

async function read(handle: FileHandle, file: string, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw brokenArchive(file, at + done, 'it ends too early');
    done += bytesRead;
  }
  return bytes;
}

async function* pieces(handle: FileHandle, file: string, start: number, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; at += PIECE) yield await read(handle, file, start + at, Math.min(PIECE, bytes - at));
}

async function entryAt(handle: FileHandle, file: string, at: number, first: Buffer): Promise<{ readonly entry: TarEntry; readonly length: number }> {
  const refuse = (problem: string): Error => brokenArchive(file, at, problem);
  let header = readBlock(first);
  let whole = first;
  let pax: ReadonlyMap<string, string> = new Map();
  if (header?.type === 'x') {
    if (header.size > LONGEST_PAX) throw refuse('a name is longer than any of ours');
    const rest = await read(handle, file, at + BLOCK, padded(header.size) + BLOCK);
    const records = readPaxRecords(rest.subarray(0, header.size));
    if (records === null) throw refuse('a pax header is not well formed');
    pax = records;
    header = readBlock(rest.subarray(padded(header.size)));
    whole = Buffer.concat([first, rest]);
  }
  if (header === null) throw refuse('there is no header of a file');
  if (header.type !== '0') throw refuse(`${JSON.stringify(header.name)} is no regular file (type ${JSON.stringify(header.type)}): links, folders and devices are not allowed`);
  const entry: TarEntry = { path: pax.get('path') ?? header.name, bytes: Number(pax.get('size') ?? header.size), mode: header.mode };
  if (!Number.isSafeInteger(entry.bytes) || entry.bytes < 0 || !whole.equals(headerOf(entry))) throw refuse(`the header of ${JSON.stringify(entry.path)} is not as we write it`);
  return { entry, length: whole.length };
}
