/** The files of a ZIP archive, one after the other, read from the disk under limits. */
import { openPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import { messageOf, ResponsaError } from '../errors.js';
import { unpackEntry } from '../archive/zip-entry.js';
import { brokenArchive, highestRatio, hugeArchive, mostEntries, ratioFrom, type ArchiveEntry, type ArchiveLimits } from './archive-limits.js';

/** File type bits of a Unix mode, which stands in the upper half of the external attributes (APPNOTE.TXT 4.4.15). */
const typeBits = 0o170000;
const regular = 0o100000;
const madeByUnix = 3;

function kindOfEntry(entry: Entry, name: string): ArchiveEntry['is'] {
  if (name.endsWith('/')) return 'folder';
  const type = (entry.externalFileAttributes >>> 16) & typeBits;
  return entry.versionMadeBy >> 8 === madeByUnix && type !== 0 && type !== regular ? 'other' : 'file';
}

export async function* zipEntries(file: string, limits: ArchiveLimits): AsyncGenerator<ArchiveEntry> {
  const zip = await openPromise(file, { lazyEntries: true, decodeStrings: false, autoClose: false }).catch((error: unknown) => {
    throw brokenArchive(messageOf(error), error);
  });
  let total = 0;
  try {
    if (zip.entryCount > mostEntries) throw hugeArchive(`it has ${zip.entryCount} files, more than ${mostEntries}`);
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
      const is = kindOfEntry(entry, name);
      if (is === 'file') {
        total += entry.uncompressedSize;
        checkClaim(entry, name, total, limits);
      }
      yield { name, is, pieces: unpacked(zip, entry, name) };
    }
  } catch (error) {
    throw error instanceof ResponsaError ? error : brokenArchive(messageOf(error), error);
  } finally {
    zip.close();
  }
}

/** By what the archive says of itself; that this is true is checked while it is unpacked. */
function checkClaim({ uncompressedSize, compressedSize, compressionMethod, ...entry }: Entry, name: string, total: number, limits: ArchiveLimits): void {
  if ((entry.generalPurposeBitFlag & 1) === 1) throw brokenArchive(`${name} is encrypted`);
  if (compressionMethod !== 0 && compressionMethod !== 8) throw brokenArchive(`${name} is packed by method ${compressionMethod}, which is not read here`);
  if (uncompressedSize > limits.fileBytes) throw hugeArchive(`${name} has ${uncompressedSize} bytes, more than ${limits.fileBytes}`);
  if (total > limits.totalBytes) throw hugeArchive(`its files have more than ${limits.totalBytes} bytes together`);
  if (uncompressedSize > ratioFrom && uncompressedSize > compressedSize * highestRatio) throw hugeArchive(`${name} unpacks to more than ${highestRatio} times its size`);
}

async function* unpacked(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  yield await unpackEntry(zip, entry, (what, cause) => brokenArchive(`${name} ${what}`, cause));
}
