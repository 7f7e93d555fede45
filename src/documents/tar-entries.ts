/**
 * The files of a tar archive (POSIX ustar and pax, and the long names of GNU tar), packed by gzip or not. Blocks of 512 bytes:
 *
 *   header   0 name 100 · 124 size 12 (octal) · 148 checksum 8 · 156 type 1 · 257 "ustar" · 345 prefix 155
 *   content  padded to whole blocks
 *   end      two blocks of zeros
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { messageOf, ResponsaError } from '../errors.js';
import { brokenArchive, highestRatio, hugeArchive, mostEntries, ratioFrom, type ArchiveEntry, type ArchiveLimits } from './archive-limits.js';

const BLOCK = 512;
/** Bytes of a pax header or a long name; paths have some hundreds. */
const longestHeader = 64 * 1024;

/** Reads on through pieces of any size. */
interface Reading {
  /** Exactly that many bytes; `null` at the end of the archive. */
  take(length: number): Promise<Buffer | null>;
  /** Up to that many, whatever is there. */
  some(length: number): Promise<Buffer>;
}

function readingOf(source: AsyncIterator<Buffer, undefined>): Reading {
  let waiting: Buffer = Buffer.alloc(0);
  async function more(): Promise<boolean> {
    const { done, value } = await source.next();
    if (done === true) return false;
    waiting = waiting.length === 0 ? value : Buffer.concat([waiting, value]);
    return true;
  }
  return {
    async take(length) {
      while (waiting.length < length) {
        if (await more()) continue;
        if (waiting.length === 0) return null;
        throw brokenArchive('it ends in the middle of a file');
      }
      const taken = waiting.subarray(0, length);
      waiting = waiting.subarray(length);
      return taken;
    },
    async some(length) {
      if (waiting.length === 0 && !(await more())) throw brokenArchive('it ends in the middle of a file');
      const taken = waiting.subarray(0, length);
      waiting = waiting.subarray(taken.length);
      return taken;
    },
  };
}

/** The bytes of the file, unpacked, never more than the limits allow. */
async function* unpackedBytes(file: string, isPacked: boolean, limits: ArchiveLimits): AsyncGenerator<Buffer> {
  const { size } = await stat(file);
  const source = createReadStream(file);
  const stream = isPacked ? source.pipe(createGunzip()) : source;
  // Headers and padding count some 1.5 KB for each file.
  const most = limits.totalBytes + mostEntries * BLOCK * 3;
  let length = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > most) throw hugeArchive(`it unpacks to more than ${limits.totalBytes} bytes`);
      if (length > ratioFrom && length > size * highestRatio) throw hugeArchive(`it unpacks to more than ${highestRatio} times its size`);
      yield piece;
    }
  } catch (error) {
    throw error instanceof ResponsaError ? error : brokenArchive(messageOf(error), error);
  } finally {
    source.destroy();
    stream.destroy();
  }
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

const text = (bytes: Buffer): string => new TextDecoder('utf-8').decode(bytes.subarray(0, bytes.includes(0) ? bytes.indexOf(0) : bytes.length));

function octal(bytes: Buffer, what: string): number {
  const written = text(bytes).trim();
  if (!/^[0-7]*$/.test(written)) throw brokenArchive(`the ${what} of a file is no number`);
  return written === '' ? 0 : parseInt(written, 8);
}

function headerOf(block: Buffer): Header {
  const sum = block.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (sum !== octal(block.subarray(148, 156), 'checksum')) throw brokenArchive('it is no tar archive, or is damaged: the checksum of a header is wrong');
  const isPosix = block.subarray(257, 262).toString('latin1') === 'ustar' && block[262] === 0;
  const prefix = isPosix ? text(block.subarray(345, 500)) : '';
  const name = text(block.subarray(0, 100));
  return { name: prefix === '' ? name : `${prefix}/${name}`, size: octal(block.subarray(124, 136), 'size'), type: String.fromCharCode(block[156]!) };
}

/** `<length> <key>=<value>\n`, the length counting all of that in bytes (POSIX.1-2017, pax). */
function paxValues(bytes: Buffer): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space === -1 ? NaN : Number(bytes.subarray(at, space).toString('latin1'));
    if (!Number.isInteger(length) || length < 5 || at + length > bytes.length) throw brokenArchive('an extended header is damaged');
    const [key = '', ...value] = bytes.subarray(space + 1, at + length - 1).toString('utf8').split('=');
    values.set(key, value.join('='));
    at += length;
  }
  return values;
}

const kinds: Readonly<Record<string, ArchiveEntry['is']>> = { '0': 'file', '\0': 'file', '7': 'file', '5': 'folder' };

export async function* tarEntries(file: string, isPacked: boolean, limits: ArchiveLimits): AsyncGenerator<ArchiveEntry> {
  const reading = readingOf(unpackedBytes(file, isPacked, limits));
  let [count, total] = [0, 0];
  let [longName, longSize]: [string | null, number | null] = [null, null];
  for (;;) {
    const block = await reading.take(BLOCK);
    if (block === null) throw brokenArchive('its end is missing');
    if (block.every((byte) => byte === 0)) return;
    const header = headerOf(block);
    if ('xgL'.includes(header.type)) {
      const content = await metadata(reading, header);
      const pax = header.type === 'L' ? new Map([['path', text(content)]]) : paxValues(content);
      // A global header (g) holds for every file; names and sizes have no business in it.
      if (header.type !== 'g') [longName, longSize] = [pax.get('path') ?? longName, pax.has('size') ? Number(pax.get('size')) : longSize];
      continue;
    }
    const [name, size] = [longName ?? header.name, longSize ?? header.size];
    [longName, longSize] = [null, null];
    if (++count > mostEntries) throw hugeArchive(`it has more than ${mostEntries} files`);
    if (!Number.isSafeInteger(size) || size < 0) throw brokenArchive(`the size of ${name} is no number`);
    if (size > limits.fileBytes) throw hugeArchive(`${name} has ${size} bytes, more than ${limits.fileBytes}`);
    total += size;
    if (total > limits.totalBytes) throw hugeArchive(`its files have more than ${limits.totalBytes} bytes together`);
    const left = { bytes: size };
    yield { name, is: kinds[header.type] ?? 'other', pieces: contentOf(reading, left) };
    await past(contentOf(reading, left));
    await reading.take(padding(size));
  }
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

async function* contentOf(reading: Reading, left: { bytes: number }): AsyncGenerator<Uint8Array> {
  while (left.bytes > 0) {
    const piece = await reading.some(left.bytes);
    left.bytes -= piece.length;
    yield piece;
  }
}

async function metadata(reading: Reading, { size }: Header): Promise<Buffer> {
  if (size > longestHeader) throw brokenArchive('an extended header is too long');
  const content = size === 0 ? Buffer.alloc(0) : await reading.take(size);
  if (content === null) throw brokenArchive('it ends in the middle of a header');
  await reading.take(padding(size));
  return content;
}

/** Reads on to the end, for what comes behind. */
async function past(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}
