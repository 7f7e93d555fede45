/**
 * The gate between a new generation and the people who ask: is it whole on the disk, is it not much smaller than the last one, and does
 * it rank the collections' own questions as well as the last one. The last one is what is live when the gate looks.
 */
import path from 'node:path';
import type { Refusal } from '../build-contract.js';
import type { Config } from '../config.js';
import { messageOf, ResponsaError } from '../errors.js';
import { rankCollections, type CollectionRanking } from '../evaluation/collection.js';
import { readCurrent, readManifest, verifyGeneration } from '../indexing/generations.js';
import type { Manifest } from '../indexing/manifest.js';
import type { BuildProgress } from '../rebuild.js';
import { questionFolders } from './questions.js';

export interface Examination {
  readonly refusals: readonly Refusal[];
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
}

export interface ExaminationParts {
  readonly config: Config;
  /** Of the corpus; questions are looked for in them. */
  readonly folders: readonly string[];
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: BuildProgress) => void;
}

export async function examine(candidate: Manifest, parts: ExaminationParts): Promise<Examination> {
  const { config, onProgress } = parts;
  onProgress({ stage: 'verify', done: 0, total: 1 });
  const damage = await verifyGeneration(config.indexes, candidate.id).then(() => null, messageOf);
  if (damage !== null) return { refusals: [{ check: 'integrity', message: damage, before: null, after: null }], notes: [] };
  onProgress({ stage: 'verify', done: 1, total: 1 });
  const last = await lastGeneration(config.indexes);
  if (last === null) return { refusals: [], notes: [] };
  if (typeof last === 'string') return { refusals: [], notes: [`The last generation cannot be read, so nothing was compared with it: ${last}`] };
  const asked = await compareQuestions(candidate, last, parts);
  return { refusals: [...compareCounts(candidate, last, config.gateCountDrop), ...asked.refusals], notes: asked.notes };
}

/** `null` when there is none; in words when it cannot be read. */
async function lastGeneration(indexes: string): Promise<Manifest | string | null> {
  try {
    const live = await readCurrent(indexes);
    return live === null ? null : await readManifest(indexes, live);
  } catch (error) {
    if (error instanceof ResponsaError) return error.message;
    throw error;
  }
}

const compared = ['works', 'provisions', 'chunks'] as const;

/** Refuses for each count that fell by more than `most`, a share of what it was. */
export function compareCounts(candidate: Pick<Manifest, 'counts'>, last: Pick<Manifest, 'counts' | 'id'>, most: number): readonly Refusal[] {
  return compared.flatMap((name): Refusal[] => {
    const [before, after] = [last.counts[name], candidate.counts[name]];
    if (after >= before || (before - after) / before <= most) return [];
    return [{ check: 'counts', message: `It has ${after} ${name}, generation ${last.id} has ${before}: ${percent((before - after) / before)} fewer, and at most ${percent(most)} are let through (gateCountDrop).`, before, after }];
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

async function compareQuestions(candidate: Manifest, last: Manifest, parts: ExaminationParts): Promise<Examination> {
  const folders = await questionFolders(parts.folders);
  if (folders.length === 0) return { refusals: [], notes: ['The corpus holds no questions of its own (topics.<language>.jsonl), so how well provisions are found was not compared.'] };
  if (last.embedder.digest !== candidate.embedder.digest) return { refusals: [], notes: [`Generation ${last.id} was built with the embedder ${last.embedder.name} and this one with ${candidate.embedder.name}, so how well provisions are found was not compared.`] };
  try {
    const after = await rank(candidate.id, folders, parts);
    const before = await rank(last.id, folders, parts).catch((error: unknown) => {
      if (error instanceof ResponsaError && error.fault === 'damaged') return error.message;
      throw error;
    });
    if (typeof before === 'string') return { refusals: [], notes: [`The last generation cannot be asked, so how well provisions are found was not compared: ${before}`] };
    return { refusals: compareRankings(before, after, parts.config.gateQualityDrop), notes: [] };
  } catch (error) {
    parts.signal?.throwIfAborted();
    if (!(error instanceof ResponsaError)) throw error;
    return { refusals: [{ check: 'questions', message: `The questions could not be asked: ${error.message}`, before: null, after: null }], notes: [] };
  }
}

/** Ranking needs no reader and no language model: what they do is not of the index. */
function rank(generation: string, folders: readonly string[], { config, clock, signal, onProgress }: ExaminationParts): Promise<readonly CollectionRanking[]> {
  return rankCollections(folders, {
    config: { ...config, reader: 'none', engine: 'extractive' },
    world: { clock, log: () => undefined, generation },
    onProgress: ({ done, total }) => {
      signal?.throwIfAborted();
      onProgress({ stage: 'questions', done, total });
    },
  });
}

/** Refuses for each folder of questions whose nDCG@10 fell by more than `most`. Both in the same order. */
export function compareRankings(last: readonly CollectionRanking[], candidate: readonly CollectionRanking[], most: number): readonly Refusal[] {
  return candidate.flatMap(({ folder, topics, 'nDCG@10': after }, at): Refusal[] => {
    const before = last[at]!['nDCG@10'];
    if (before - after <= most) return [];
    return [{ check: 'questions', message: `The ${topics} questions of ${path.basename(folder)} are ranked worse: nDCG@10 ${after.toFixed(4)} after ${before.toFixed(4)}, and a drop of at most ${most} is let through (gateQualityDrop).`, before, after }];
  });
}
