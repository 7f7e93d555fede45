/** An index -> what small models learn from: pairs for the embedder, windows for the reader, and a card that counts both. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openMiningBench, type World } from '../assistant.js';
import type { Config } from '../config.js';
import { messageOf, ResponsaError } from '../errors.js';
import { cardPage, counter, pairNames, readingNames, type Card } from './card.js';
import { citationCandidates } from './citation-pairs.js';
import { definitionCandidates } from './definition-pairs.js';
import { headingCandidates, headingCounts } from './heading-pairs.js';
import { headingReadingCandidates } from './heading-reading.js';
import { holdLaw, type HeldLaw } from './held-law.js';
import { readLeftOut } from './left-out.js';
import { openLinesFile, type WrittenFile } from './lines-file.js';
import { ownQuestionCandidates, ownReadingCandidates, readOwnQuestions, type OwnQuestion } from './own-questions.js';
import { pageSentenceCandidates, questionCandidates, titleCandidates } from './page-pairs.js';
import { pageHeadingReadingCandidates } from './page-heading-reading.js';
import { pageReadingCandidates } from './page-reading.js';
import { openPageSet, type PageSet } from './page-sets.js';
import type { Candidate, Pair, ReadingExample } from './pair.js';
import { openSample, sampleSeed } from './sample.js';
import { twinCandidates, twinSentenceCandidates } from './twin-pairs.js';

export interface TrainingDataOptions {
  /** Whose `indexes` hold the live index. */
  readonly config: Config;
  readonly world: World;
  /** Folder of the four files. */
  readonly out: string;
  /** File with one id a line. */
  readonly leaveOut?: string;
  /** Folders in BEIR form with answers.jsonl. */
  readonly pages: readonly string[];
  /** Folders with a collection's own questions. */
  readonly questions: readonly string[];
  /** Most lines by kind (`twin-sentence`), of each language and of the index and the pages apart; `''`: of every other kind. */
  readonly limits: Readonly<Record<string, number>>;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void;
}

interface Sources {
  readonly law: HeldLaw;
  readonly sets: readonly PageSet[];
  readonly questions: readonly OwnQuestion[];
}

/**
 * Writes pairs.jsonl, reading.jsonl, card.json and card.md. The same index and options give the same files. Throws
 * ResponsaError('not-found') without an index or with a source that is not there, 'environment' when `out` cannot be written.
 */
export async function makeTrainingData(options: TrainingDataOptions): Promise<Card> {
  await mkdir(options.out, { recursive: true }).catch((error: unknown) => {
    throw new ResponsaError('environment', `${options.out} cannot be made: ${messageOf(error)}.`, 'Name a folder with --out that may be written.', { cause: error });
  });
  const leftOut = await readLeftOut(options.leaveOut);
  const law = holdLaw(await openMiningBench(options.config), leftOut);
  const sets: PageSet[] = [];
  try {
    for (const folder of options.pages) sets.push(await openPageSet(folder, options, leftOut));
    const questions: OwnQuestion[] = [];
    for (const folder of options.questions) questions.push(...(await readOwnQuestions(folder, law)));
    const card = await writeAll({ law, sets, questions }, options);
    await writeFile(path.join(options.out, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
    await writeFile(path.join(options.out, 'card.md'), cardPage(card));
    return card;
  } finally {
    for (const { law: { bench } } of [...sets, { law }]) await bench.close();
  }
}

async function writeAll(sources: Sources, options: TrainingDataOptions): Promise<Card> {
  const headings = headingCounts(sources.law);
  let withoutNegatives = 0;
  const pairCounts = counter();
  const pairs = await writeChosen('pairs', pairCandidates(sources, headings, options.onProgress), (pair: Pair) => {
    pairCounts.count(pairNames(pair));
    if (pair.negatives.length === 0 && !pair.kind.startsWith('twin')) withoutNegatives++;
    return [pair];
  }, options);
  const readingCounts = counter();
  const reading = await writeChosen('reading', readingCandidates(sources, headings), (examples: readonly ReadingExample[]) => {
    for (const example of examples) readingCounts.count(readingNames(example));
    return examples;
  }, options);
  return {
    ...describeSources(sources, options),
    leftOut: {
      ids: sources.law.leftOut.count, unmet: sources.law.leftOut.unmet(), olderExpressions: sources.law.snapshot.documents.length - sources.law.ordinals.length,
      notChosen: { ...pairs.notChosen, ...reading.notChosen }, notMade: { ...pairs.notMade, ...reading.notMade },
    },
    pairs: { ...pairs.file, counts: pairCounts.rows(), withoutNegatives },
    reading: { ...reading.file, counts: readingCounts.rows() },
  };
}

function* pairCandidates({ law, sets, questions }: Sources, headings: ReadonlyMap<string, number>, onProgress: TrainingDataOptions['onProgress']): Generator<Candidate<Pair>> {
  // All of one law together: its provisions are read once.
  for (const [done, ordinal] of law.ordinals.entries()) {
    yield* headingCandidates(law, ordinal, headings);
    yield* twinCandidates(law, ordinal);
    yield* twinSentenceCandidates(law, ordinal);
    yield* definitionCandidates(law, ordinal);
    yield* citationCandidates(law, ordinal);
    onProgress({ stage: 'draw', done: done + 1, total: law.ordinals.length });
  }
  yield* ownQuestionCandidates(law, questions);
  yield* titleCandidates(sets);
  yield* questionCandidates(sets);
  yield* pageSentenceCandidates(sets);
}

function* readingCandidates({ law, sets, questions }: Sources, headings: ReadonlyMap<string, number>): Generator<Candidate<readonly ReadingExample[]>> {
  yield* headingReadingCandidates(law, headings);
  yield* ownReadingCandidates(law, questions);
  yield* pageReadingCandidates(sets);
  yield* pageHeadingReadingCandidates(sets);
}

interface Written {
  readonly file: WrittenFile;
  readonly notChosen: Readonly<Record<string, number>>;
  readonly notMade: Readonly<Record<string, number>>;
}

/** Draws first, then makes what was drawn: mining costs time. */
async function writeChosen<Line>(name: string, candidates: Iterable<Candidate<Line>>, linesOf: (line: Line) => readonly object[], { limits, out, onProgress, signal }: TrainingDataOptions): Promise<Written> {
  const sample = openSample<Line>((group) => limits[group.split(' ')[0]!] ?? limits['']!);
  for (const candidate of candidates) {
    signal?.throwIfAborted();
    sample.offer(candidate);
  }
  const chosen = sample.chosen();
  const notChosen = { ...sample.offered() };
  const notMade: Record<string, number> = {};
  const file = await openLinesFile(path.join(out, `${name}.jsonl`));
  try {
    for (const [done, { group, make }] of chosen.entries()) {
      signal?.throwIfAborted();
      notChosen[group]!--;
      const line = await make();
      if (line === null) notMade[group] = (notMade[group] ?? 0) + 1;
      else for (const one of linesOf(line)) await file.write(one);
      onProgress({ stage: name, done: done + 1, total: chosen.length });
    }
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { file: await file.finish(), notChosen: Object.fromEntries(Object.entries(notChosen).filter(([, count]) => count > 0)), notMade };
}

function describeSources({ law: { snapshot: { manifest } }, sets }: Sources, { limits }: TrainingDataOptions): Pick<Card, 'generation' | 'embedder' | 'corpusDigest' | 'seed' | 'limits' | 'collections' | 'pages'> {
  return {
    generation: manifest.id, embedder: manifest.embedder.name, corpusDigest: manifest.corpusDigest, seed: sampleSeed, limits,
    collections: manifest.collections.map(({ id, title, documents, licence }) => ({ id, title, documents, licence: licence ?? null })),
    pages: sets.map(({ name, language, pages, topics, notTrain, leftOut, heldBack, law }) => ({ name, language, licence: law.snapshot.manifest.collections[0]?.licence ?? null, pages: pages.size, questions: topics.size, notTrain, leftOut, heldBackPages: heldBack.size, generation: law.snapshot.manifest.id })),
  };
}
