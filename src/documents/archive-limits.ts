/** What an archive of documents may hold, and what its readers give. */
import { ResponsaError } from '../errors.js';

export interface ArchiveLimits {
  /** Bytes of one file, unpacked. */
  readonly fileBytes: number;
  /** Bytes of all files, unpacked. */
  readonly totalBytes: number;
}

/** Files in an archive. A statute book of a country has some thousands of laws; more is sent in several archives. */
export const mostEntries = 10_000;
/** Unpacked through packed size of what has more than a mebibyte. Law packs to between a third and a fortieth; zeros to a thousandth (deflate reaches 1,032, zlib's technical notes). */
export const highestRatio = 200;
export const ratioFrom = 1 << 20;

export interface ArchiveEntry {
  /** As the archive has it. */
  readonly name: string;
  /** `other`: a link, a device, a pipe: never unpacked. */
  readonly is: 'file' | 'folder' | 'other';
  /** The bytes of a file; to be read before the next entry is asked for, or not at all. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

export const brokenArchive = (why: string, cause?: unknown): ResponsaError =>
  new ResponsaError('bad-source', `The archive cannot be unpacked: ${why.replace(/\.$/, '')}.`, 'Nothing was stored. Pack it anew as ZIP, tar or gzipped tar, and send it whole.', cause === undefined ? undefined : { cause });

export const hugeArchive = (why: string): ResponsaError => new ResponsaError('too-large', `The archive was not unpacked to its end: ${why}.`, 'Nothing was stored. Send it in several archives; whoever runs the service can raise documentLimit and documentArchiveLimit.');
