/** Generations as those who run the service see them, and making another one live. */
import type { GenerationView } from '../build-contract.js';
import type { RecordChange } from '../changes.js';
import { ResponsaError } from '../errors.js';
import { generationsFolder, isRefused, listGenerations, readCurrent, readManifest, setCurrent, verifyGeneration } from '../indexing/generations.js';
import { generationsInUse, markInUse } from '../indexing/in-use.js';
import type { Manifest } from '../indexing/manifest.js';

export async function viewGenerations(indexes: string): Promise<readonly GenerationView[]> {
  const all = await listGenerations(indexes);
  if (all.length === 0) return [];
  const used = await generationsInUse(generationsFolder(indexes));
  const views = await Promise.all(all.map(async ({ id, live, created, problem }) => {
    const manifest = problem === null ? await readManifest(indexes, id).catch(goneMeanwhile) : null;
    if (manifest === 'gone') return null;
    return { id, live, inUse: used.has(id), refused: await isRefused(indexes, id), created, counts: manifest?.counts ?? null, embedder: manifest?.embedder.name ?? null, problem: problem === null ? null : 'Its manifest is missing, altered or of another version of the program.' };
  }));
  return views.filter((view) => view !== null);
}

/** A build that ended in that moment may have removed one that was just listed. */
function goneMeanwhile(error: unknown): 'gone' {
  if (error instanceof ResponsaError && error.fault === 'not-found') return 'gone';
  throw error;
}

export interface ActivationParts {
  readonly indexes: string;
  readonly who: string;
  /** Digest and name of the embedder that questions are read with; `null`: it is not known, as for a command. */
  readonly embedder: Pick<Manifest['embedder'], 'name' | 'digest'> | null;
  readonly recordChange: RecordChange;
  readonly clock: () => Date;
}

/**
 * Compares every checksum, records, then makes `id` live. ResponsaError('not-found') when there is none, 'damaged' with the file that
 * differs, 'conflict' when it was built with another embedder than is in use; the old one stays live then.
 */
export async function activate(id: string, { indexes, who, embedder, recordChange, clock }: ActivationParts): Promise<void> {
  const built = (await readManifest(indexes, id)).embedder;
  if (embedder !== null && built.digest !== embedder.digest) {
    throw new ResponsaError('conflict', `Generation ${id} was built with the embedder ${built.name}, and ${embedder.name} is in use.`, 'Questions could not be compared with it. Use that embedder again and restart, or build the index again.');
  }
  // Not removed by a build that ends meanwhile: it would be found damaged.
  const release = await markInUse(generationsFolder(indexes), id);
  try {
    await verifyGeneration(indexes, id);
    await recordChange({ kind: 'activation', data: { who, generation: id, before: await readCurrent(indexes) } });
    await setCurrent(indexes, id, clock);
  } finally {
    release();
  }
}
