/** One entry of a ZIP archive, unpacked and held to what the archive says of it. */
import type { Entry, ZipFile } from 'yauzl';
import { messageOf } from '../errors.js';

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as ZIP has it (APPNOTE.TXT 4.4.7); yauzl leaves it to its users, and node:zlib has it only since Node 20.15. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) value = crcTable[(value ^ bytes[at]!) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** The bytes of `entry`, no more than it claims. `fault` makes what is thrown, from words that follow the entry's name: `is damaged: …`. */
export async function unpackEntry(zip: ZipFile, entry: Entry, fault: (what: string, cause?: unknown) => Error): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      length += piece.length;
      // yauzl stops at the claimed size too; this loop does not rest on that.
      if (length > entry.uncompressedSize) break;
      pieces.push(piece);
    }
  } catch (error) {
    throw fault(`cannot be unpacked: ${messageOf(error)}`, error);
  }
  const bytes = Buffer.concat(pieces);
  if (length !== entry.uncompressedSize) throw fault('has another size than the archive says');
  if (crc32(bytes) !== entry.crc32 >>> 0) throw fault('is damaged: its checksum is wrong');
  return bytes;
}
