/**
 * Named entries of a ZIP archive, read under limits. Nothing is ever written, and no entry's name is ever used as a path: what a
 * format asks for by name is inflated, everything else (pictures, fonts, macros, archives inside the archive) stays packed.
 */
import { fromBufferPromise, getFileNameLowLevel, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { messageOf, ResponsaError } from '../../../errors.js';
import { unpackEntry } from '../../../archive/zip-entry.js';

/** What an archive of one document may hold. Office files have some dozens of entries, and text packs to between a tenth and a fortieth. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one entry, unpacked. */
  readonly entryBytes: number;
  /** Bytes of all entries that are read, unpacked. */
  readonly totalBytes: number;
  /** Unpacked through packed size, for entries over one mebibyte. Deflate reaches 1,032 on zeros (zlib's technical notes). */
  readonly ratio: number;
}

const mebibyte = 1024 * 1024;
export const documentLimits: ZipLimits = { entries: 10_000, entryBytes: 24 * mebibyte, totalBytes: 48 * mebibyte, ratio: 200 };

export interface ZipArchive {
  /** As the archive has them, `/` as separator; those no path may have (`../x`, `/x`, `C:/x`) are left out. */
  readonly names: readonly string[];
  /** Entries left out of `names` for theirs. */
  readonly oddNames: readonly string[];
  /** The bytes of the entry, whatever the case of its name, as ECMA-376 part 2 compares names of parts; `null` when there is none. */
  read(name: string): Promise<Uint8Array | null>;
}

function damaged(what: string, cause?: unknown): ResponsaError {
  return new ResponsaError('bad-source', what, 'Open it in a word processor and save it again, or fetch it again: copies cut short look like this.', cause === undefined ? undefined : { cause });
}

function tooLarge(what: string): ResponsaError {
  return new ResponsaError('bad-source', what, 'No law or guidance needs that much: the file is made to do harm, or has to be split.');
}

/** Refuses by what the entry claims; that the claim is true is checked while it is unpacked. */
function checkClaim(entry: Entry, name: string, limits: ZipLimits): void {
  if (entry.isEncrypted()) throw new ResponsaError('bad-source', `Its part ${name} is encrypted.`, 'Remove the password in the word processor and save the file again.');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw damaged(`Its part ${name} is packed by method ${entry.compressionMethod}, which office files do not use.`);
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > limits.entryBytes) throw tooLarge(`Its part ${name} unpacks to ${uncompressedSize} bytes, more than ${limits.entryBytes}.`);
  if (uncompressedSize > mebibyte && uncompressedSize > compressedSize * limits.ratio) throw tooLarge(`Its part ${name} unpacks to ${Math.round(uncompressedSize / Math.max(1, compressedSize))} times its size, more than ${limits.ratio} times.`);
}

function unpack(zip: ZipFile, entry: Entry, name: string): Promise<Uint8Array> {
  return unpackEntry(zip, entry, (what, cause) => damaged(`Its part ${name} ${what}.`, cause));
}

async function openZip(bytes: Uint8Array, limits: ZipLimits): Promise<{ readonly zip: ZipFile; readonly entries: readonly Entry[] }> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { decodeStrings: false });
    if (zip.entryCount > limits.entries) throw tooLarge(`It is an archive of ${zip.entryCount} entries, more than ${limits.entries}.`);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return { zip, entries };
  } catch (error) {
    if (error instanceof ResponsaError) throw error;
    throw damaged(`It is no whole ZIP archive: ${messageOf(error).replace(/\.$/, '')}.`, error);
  }
}

/** Opens the archive. Throws ResponsaError('bad-source') when it is none, is damaged, or exceeds the limits. */
export async function readZip(bytes: Uint8Array, limits: ZipLimits = documentLimits): Promise<ZipArchive> {
  const { zip, entries } = await openZip(bytes, limits);
  const byName = new Map<string, Entry[]>();
  const names: string[] = [];
  const oddNames: string[] = [];
  for (const entry of entries) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    if (validateFileName(name) !== null || name.includes('\0')) {
      oddNames.push(name);
      continue;
    }
    names.push(name);
    const key = name.toLowerCase();
    const alike = byName.get(key);
    if (alike === undefined) byName.set(key, [entry]);
    else alike.push(entry);
  }
  let total = 0;
  return {
    names,
    oddNames,
    async read(name) {
      const found = byName.get(name.toLowerCase());
      if (found === undefined) return null;
      // One program would show the first, another the last.
      if (found.length > 1) throw damaged(`Its part ${name} is there ${found.length} times.`);
      const entry = found[0]!;
      checkClaim(entry, name, limits);
      total += entry.uncompressedSize;
      if (total > limits.totalBytes) throw tooLarge(`Its parts unpack to more than ${limits.totalBytes} bytes.`);
      return unpack(zip, entry, name);
    },
  };
}
