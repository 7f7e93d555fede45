/**
 * What a build has embedded so far, on the disk: embedding the law of a country takes hours, and a build that was killed or stopped goes on where it was.
 * One file beside the generations, written under the build lock and removed when the generation is published.
 *
 *   <indexes>/generations/.embedded-so-far     records, one behind the other:
 *     32 bytes        digest of the text and its model (`chunkDigest`)
 *     f32             scale, little-endian
 *     i8 × dimensions values (`quantised-vectors.ts`)
 *      8 bytes        first bytes of the sha-256 of all of this
 *
 * Records count up to the first that is torn or altered, or of other dimensions: its checksum tells.
 */
import { createHash } from 'node:crypto';
import { open, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.js';
import { readWhole } from './durable-files.js';
import { emptyMatrix, matrixBytes, readMatrix, storeVector, vectorOf } from './quantised-vectors.js';
import { DIGEST_BYTES, type KnownVectors } from './take-over.js';

export const embeddedSoFarFile = '.embedded-so-far';

const CHECK_BYTES = 8;

export interface EmbeddedText {
  readonly digest: Uint8Array;
  /** Of `dimensions` floats. */
  readonly vector: Float32Array;
}

export interface EmbeddedSoFar {
  /** Vectors that an earlier build got as far as keeping; a vector read back and stored again is the same to the bit. */
  readonly known: KnownVectors;
  /** On the disk for good when it resolves. System errors pass through (`ENOSPC`). */
  readonly keep: (texts: readonly EmbeddedText[]) => Promise<void>;
}

/** What an unfinished build left in `folder`; nothing where there is no such file. */
export async function openEmbeddedSoFar(folder: string, dimensions: number): Promise<EmbeddedSoFar> {
  const file = path.join(folder, embeddedSoFarFile);
  const recordBytes = DIGEST_BYTES + 4 + dimensions + CHECK_BYTES;
  const bytes = await readIfThere(file);
  /** Where the vector of each text begins. */
  const places = new Map<string, number>();
  let good = 0;
  for (; good + recordBytes <= bytes.length; good += recordBytes) {
    const record = bytes.subarray(good, good + recordBytes);
    if (!isWhole(record)) break;
    places.set(Buffer.from(record.subarray(0, DIGEST_BYTES)).toString('hex'), good + DIGEST_BYTES);
  }
  // What comes behind a torn record would never be read.
  if (good < bytes.length) await truncate(file, good);
  return {
    known: (digest) => {
      const place = places.get(digest);
      return place === undefined ? undefined : vectorOf(readMatrix(bytes.slice(place, place + 4 + dimensions), dimensions), 0);
    },
    keep: async (texts) => {
      const handle = await open(file, 'a');
      try {
        await handle.appendFile(Buffer.concat(texts.map((text) => recordOf(text, dimensions))));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

/** The generation has the vectors now, or nothing shall be taken over. */
export async function clearEmbeddedSoFar(folder: string): Promise<void> {
  await rm(path.join(folder, embeddedSoFarFile), { force: true });
}

async function readIfThere(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readWhole(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return new Uint8Array(0);
    throw error;
  }
}

function recordOf({ digest, vector }: EmbeddedText, dimensions: number): Buffer {
  const matrix = emptyMatrix(1, dimensions);
  storeVector(matrix, 0, vector);
  const content = Buffer.concat([digest, ...matrixBytes(matrix)]);
  return Buffer.concat([content, checkOf(content)]);
}

function isWhole(record: Uint8Array): boolean {
  return checkOf(record.subarray(0, -CHECK_BYTES)).equals(record.subarray(-CHECK_BYTES));
}

function checkOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest().subarray(0, CHECK_BYTES);
}
