/** Question sets over pages (BEIR form with answers.jsonl), each indexed like every other corpus; sets with the same page ids are each other's translations. */
import path from 'node:path';
import { openMiningBench } from '../assistant.js';
import { indexBeir, type EvaluationOptions } from '../evaluation/evaluate.js';
import { readGrades, readPages, readReadingTasks, readTopics, type Page, type ReadingTask, type Topic } from '../evaluation/question-set.js';
import { primaryLanguage } from '../language.js';
import { holdLaw, placeOf, type HeldLaw } from './held-law.js';
import type { LeftOut } from './left-out.js';

export interface PageSet {
  readonly name: string;
  readonly language: string;
  readonly law: HeldLaw;
  readonly pages: ReadonlyMap<string, Page>;
  /** Questions that may be learnt from, with their text. */
  readonly topics: ReadonlyMap<string, Topic>;
  readonly tasks: readonly ReadingTask[];
  readonly grades: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Gold pages of questions that may not be learnt from. */
  readonly heldBack: ReadonlySet<string>;
  /** Questions not learnt from: those of another split, and those in the list. */
  readonly notTrain: number;
  readonly leftOut: number;
  /** Rows that the index finds for a question, its own page's among them; asked once. */
  readonly found: (topic: Topic) => Promise<readonly number[]>;
}

/** Rows looked at for a question. */
const LOOKED_AT = 24;

/** Opens the set of DIR under `<indexes>/.evaluate`. The language is that of most pages. Close `law.bench` at the end. */
export async function openPageSet(folder: string, options: EvaluationOptions, leftOut: LeftOut): Promise<PageSet> {
  const [pages, topics, tasks, grades] = await Promise.all([readPages(folder), readTopics(folder), readReadingTasks(folder), readGrades(folder)]);
  const { config } = await indexBeir(folder, options);
  const bench = await openMiningBench(config);
  const held = holdLaw(bench, leftOut);
  const everything = { rows: new Uint8Array(bench.snapshot.chunks.length).fill(1), count: bench.snapshot.chunks.length };
  const language = Object.entries(bench.snapshot.manifest.languages).sort(([, a], [, b]) => b - a).map(([tag]) => primaryLanguage(tag))[0] ?? 'und';
  const isTrain = ({ split }: Topic): boolean => split === undefined || split === 'train';
  const learnt = topics.filter((topic) => isTrain(topic) && !leftOut.question(topic._id));
  const ids = new Set(learnt.map(({ _id }) => _id));
  const goldOf = (id: string): string[] => [...(grades.get(id)?.keys() ?? []), ...tasks.filter(({ _id }) => _id === id).map(({ doc }) => doc)];
  const memory = new Map<string, Promise<readonly number[]>>();
  return {
    name: path.basename(path.resolve(folder)),
    language,
    law: { ...held, admissionOf: () => everything },
    pages: new Map(pages.filter(({ _id }) => !leftOut.place({ work: _id, eId: '' })).map((page) => [page._id, page])),
    topics: new Map(learnt.map((topic) => [topic._id, topic])),
    tasks, grades,
    heldBack: new Set(topics.filter(({ _id }) => !ids.has(_id)).flatMap(({ _id }) => goldOf(_id))),
    notTrain: topics.filter((topic) => !isTrain(topic)).length,
    leftOut: topics.filter(isTrain).length - learnt.length,
    found: (topic) => {
      const known = memory.get(topic._id) ?? bench.find(topic.text, language, everything, LOOKED_AT);
      memory.set(topic._id, known);
      return known;
    },
  };
}

/** The other pages among what is found for a question, best first, each once. */
export async function otherPages(set: PageSet, topic: Topic, gold: ReadonlySet<string>): Promise<{ readonly page: Page; readonly row: number }[]> {
  const seen = new Set<string>();
  return (await set.found(topic)).flatMap((row) => {
    const { work } = placeOf(set.law, row);
    const page = set.pages.get(work);
    if (page === undefined || gold.has(work) || seen.has(work)) return [];
    seen.add(work);
    return [{ page, row }];
  });
}

export const goldPages = (set: PageSet, { _id, doc }: ReadingTask): ReadonlySet<string> => new Set([doc, ...(set.grades.get(_id)?.keys() ?? [])]);

export const isHeldBack = (sets: readonly PageSet[], page: string): boolean => sets.some(({ heldBack }) => heldBack.has(page));
