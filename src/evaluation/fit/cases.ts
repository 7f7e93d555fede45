/** Questions with what the reader saw of them and what was right: the examples that its weights are fitted to and measured on. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { openFittingBench, type Evidence, type FittingBench, type SeenDraft, type SeenSentence } from '../../assistant.js';
import type { Config } from '../../config.js';
import { sha256 } from '../../text.js';
import { readPages, readReadingTasks, readTopics, type Page, type ReadingTask, type Topic } from '../question-set.js';

export interface Case {
  readonly set: string;
  readonly part: 'train' | 'dev';
  /** What the question counts in a fit. */
  readonly weight: number;
  /** Does the corpus answer? `null` where it does and the answer was not found: nothing can be learnt about reading. */
  readonly answerable: boolean | null;
  /** Indexes of the sentences that answer. */
  readonly right: readonly number[];
  readonly evidence: Evidence;
}

/** The sample collection counts so much more than a set of pages: what is read in earnest is law, and its questions are few. */
const SAMPLE_WEIGHT = 8;
/** The sample questions that carry no date are asked on this day (corpus/README.md). */
const sampleDay = '2026-11-22';

export interface CaseOptions {
  /** Whose `indexes` hold the index of the set. */
  readonly config: Config;
  /** Every n-th question only. */
  readonly every: number;
  /** Of the train split only the questions that `training/reader.py --hold-back N` held back; every one where it is absent. */
  readonly heldBack?: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** A set of pages in BEIR form (answers.jsonl names lines): its splits train and dev. */
export async function pageCases(folder: string, options: CaseOptions): Promise<Case[]> {
  return casesOf(folder, options, async (bench, { topic, page, task, part }) => {
    const seen = await bench.see({ question: topic.text });
    if (seen === null) return null;
    const lines = linesOf(page?.text ?? '', task.answer_sentences);
    const right = indexesOf(seen, ({ work, spans }) => work === task.doc && spans.some((span) => lines.some((line) => span.start < line.end && line.start < span.end)));
    const has = task.answer_sentences.length > 0;
    return { ...part, answerable: has && right.length === 0 ? null : has, right, evidence: seen.evidence };
  });
}

/** The same set read page by page, as `evaluate --reading` does: each question with the page that it was written for. */
export async function readingCases(folder: string, options: CaseOptions): Promise<Case[]> {
  return casesOf(folder, options, async (bench, { topic, page, task, part }) => {
    const seen = page === undefined ? null : await bench.seePage({ question: topic.text, title: page.title, text: page.text });
    if (seen === null) return null;
    const right = seen.lines.flatMap((line, index) => (task.answer_sentences.includes(line) ? [index] : []));
    return { ...part, answerable: task.answer_sentences.length > 0, right, evidence: seen.evidence };
  });
}

interface Asked {
  readonly topic: Topic;
  readonly task: ReadingTask;
  readonly page: Page | undefined;
  readonly part: Pick<Case, 'set' | 'part' | 'weight'>;
}

/** One case of every n-th question of `folder`, where `look` sees one. */
async function casesOf(folder: string, { config, every, heldBack, onProgress }: CaseOptions, look: (bench: FittingBench, asked: Asked) => Promise<Case | null>): Promise<Case[]> {
  const [pages, topics, tasks] = await Promise.all([readPages(folder), readTopics(folder), readReadingTasks(folder)]);
  const pageById = new Map(pages.map((page) => [page._id, page]));
  const topicById = new Map(topics.map((topic) => [topic._id, topic]));
  const isAsked = (id: string, index: number): boolean =>
    heldBack === undefined || topicById.get(id)?.split === 'dev' ? index % every === 0 : Number.parseInt(sha256(id).slice(0, 8), 16) % heldBack === 0;
  const asked = tasks.filter(({ _id }, index) => isAsked(_id, index));
  return withBench(config, async (bench) => {
    const cases: Case[] = [];
    for (const [done, task] of asked.entries()) {
      onProgress(done, asked.length);
      const topic = topicById.get(task._id);
      if (topic === undefined) continue;
      const one = await look(bench, { topic, task, page: pageById.get(task.doc), part: { set: path.basename(folder), part: topic.split === 'dev' ? 'dev' : 'train', weight: 1 } });
      if (one !== null) cases.push(one);
    }
    return cases;
  });
}

const answerSchema = z.object({ _id: z.string(), status: z.string(), quotes: z.array(z.object({ work: z.string(), text: z.string() })).default([]) });

/** The questions of a collection (topics.<language>.jsonl): every second one is for training. */
export async function collectionCases(folder: string, language: string, { config, onProgress }: CaseOptions): Promise<Case[]> {
  const topics = await readTopics(folder, `topics.${language}.jsonl`);
  const lines = (await readFile(path.join(folder, `answers.${language}.jsonl`), 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const answers = new Map(lines.map((line) => answerSchema.parse(JSON.parse(line))).map((answer) => [answer._id, answer]));
  return withBench(config, async (bench) => {
    const cases: Case[] = [];
    for (const [index, topic] of topics.entries()) {
      onProgress(index, topics.length);
      const { asOf, jurisdictions } = topic;
      const seen = await bench.see({ question: topic.text, ...(asOf !== undefined && { asOf }), ...(jurisdictions !== undefined && { jurisdictions }) });
      const answer = answers.get(topic._id);
      if (seen === null || answer === undefined) continue;
      const right = indexesOf(seen, ({ work, text }) => answer.quotes.some((quote) => quote.work === work && (text.includes(quote.text) || quote.text.includes(text))));
      const has = answer.status === 'answered';
      cases.push({ set: `sample ${language}`, part: index % 2 === 0 ? 'train' : 'dev', weight: SAMPLE_WEIGHT, answerable: has && right.length === 0 ? null : has, right: has ? right : [], evidence: seen.evidence });
    }
    return cases;
  });
}

async function withBench(config: Config, work: (bench: FittingBench) => Promise<Case[]>): Promise<Case[]> {
  const bench = await openFittingBench(config, sampleDay);
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}

function indexesOf({ sentences }: SeenDraft, isRight: (sentence: SeenSentence) => boolean): number[] {
  return sentences.flatMap((sentence, index) => (isRight(sentence) ? [index] : []));
}

/** Spans of the lines (split at `\n`) with these numbers. */
export function linesOf(text: string, numbers: readonly number[]): { readonly start: number; readonly end: number }[] {
  let start = 0;
  const lines = text.split('\n').map((line) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return span;
  });
  return numbers.flatMap((number) => lines[number] ?? []);
}
