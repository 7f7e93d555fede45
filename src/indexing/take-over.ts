/** Vectors of unchanged text, out of the generation before: no text is ever embedded twice by the same model. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { messageOf } from '../errors.js';
import { readWhole } from './durable-files.js';
import { folderOf, generationFiles, verifyFiles } from './generations.js';
import type { Manifest } from './manifest.js';
import { readMatrix, vectorOf, type VectorMatrix } from './quantised-vectors.js';

/** Bytes of a digest in `digests.bin`, which holds one per row, in order. `probes.bin` holds digests of probes, as many, and behind all of them their vectors. */
export const DIGEST_BYTES = 32;

/** What decides a chunk's vector: the text that is embedded, and the model. */
export function chunkDigest(text: string, embedderDigest: string): Buffer {
  return createHash('sha256').update(embedderDigest).update('\0').update(text, 'utf8').digest();
}

/** Vector of the text with that digest (hex), if the earlier generation has it. */
export type KnownVectors = (digest: string) => Float32Array | undefined;

export interface Earlier {
  readonly known: KnownVectors;
  /** Why nothing can be taken over although there is a generation; `null` when all is well. */
  readonly warning: string | null;
}

export const nothingKnown: Earlier = { known: () => undefined, warning: null };

/** Vectors of a generation built with the embedder of this digest. A damaged file costs time, not the build: everything is embedded anew, with a warning. */
export async function takeOver(indexesFolder: string, manifest: Manifest | null, embedderDigest: string): Promise<Earlier> {
  if (manifest?.embedder.digest !== embedderDigest) return nothingKnown;
  const folder = folderOf(indexesFolder, manifest.id);
  try {
    await verifyFiles(folder, manifest, [generationFiles.digests, generationFiles.vectors, generationFiles.probes]);
    const digests = Buffer.from((await readWhole(path.join(folder, generationFiles.digests))).buffer);
    const { dimensions } = manifest.embedder;
    const ofChunks = vectorsByDigest(digests, readMatrix(await readWhole(path.join(folder, generationFiles.vectors)), dimensions));
    const probes = await readWhole(path.join(folder, generationFiles.probes));
    const split = (probes.byteLength / (DIGEST_BYTES + 4 + dimensions)) * DIGEST_BYTES;
    const ofProbes = vectorsByDigest(Buffer.from(probes.buffer, 0, split), readMatrix(probes.subarray(split), dimensions));
    return { known: (digest) => ofChunks(digest) ?? ofProbes(digest), warning: null };
  } catch (error) {
    return { known: nothingKnown.known, warning: `No vectors could be taken over from generation ${manifest.id}: ${messageOf(error)}` };
  }
}

function vectorsByDigest(digests: Buffer, matrix: VectorMatrix): KnownVectors {
  const rows = new Map<string, number>();
  for (let row = 0; row < digests.length / DIGEST_BYTES; row++) rows.set(digests.toString('hex', row * DIGEST_BYTES, (row + 1) * DIGEST_BYTES), row);
  return (digest) => {
    const row = rows.get(digest);
    return row === undefined ? undefined : vectorOf(matrix, row);
  };
}
