/** The reader alone: a page and a question -> the sentences that answer, or none. */
import type { PageReader } from '../assistant.js';
import { agreement, harmonicMean, mean, type Agreement } from './metrics.js';
import { readPages, readReadingTasks, readTopics } from './question-set.js';
import { ResponsaError } from '../errors.js';

export interface ReadingAnswer {
  readonly _id: string;
  readonly doc: string;
  readonly sentences: readonly number[];
  readonly answerable: number;
  readonly reader: string | null;
}

export interface ReadingFigures {
  readonly questions: number;
  readonly answerable: number;
  /** Means over the answerable questions; `f1` is the mean of each question's F1. */
  readonly sentences: Agreement & { readonly f1OfMeans: number };
  /** "No answer" as the class to be found: a question for which no sentence was chosen. */
  readonly noAnswer: Agreement;
}

/** Reads the page of every line of answers.jsonl. `split`, when given, keeps the questions of that split only. */
export async function evaluateReading(
  reader: PageReader,
  folder: string,
  options: { readonly split?: string; readonly limit?: number; readonly onProgress: (done: number, total: number) => void },
): Promise<{ readonly answers: readonly ReadingAnswer[]; readonly figures: ReadingFigures & { readonly readers: Readonly<Record<string, number>> } }> {
  const [pages, topics, tasks] = await Promise.all([readPages(folder), readTopics(folder), readReadingTasks(folder)]);
  const pageById = new Map(pages.map((page) => [page._id, page]));
  const topicById = new Map(topics.map((topic) => [topic._id, topic]));
  const chosen = tasks.filter(({ _id }) => options.split === undefined || topicById.get(_id)?.split === options.split).slice(0, options.limit);
  const answers: ReadingAnswer[] = [];
  for (const task of chosen) {
    const page = pageById.get(task.doc);
    const topic = topicById.get(task._id);
    if (page === undefined || topic === undefined) throw new ResponsaError('bad-source', `${folder}/answers.jsonl: question ${task._id} on page ${task.doc} has no line in queries.jsonl or corpus.jsonl.`, 'Every answer must name a question and a page of the same folder.');
    const reading = await reader.read({ question: topic.text, title: page.title, text: page.text });
    answers.push({ _id: task._id, doc: task.doc, ...reading });
    options.onProgress(answers.length, chosen.length);
  }
  return { answers, figures: { ...readingFigures(answers, chosen.map((task) => new Set(task.answer_sentences))), readers: readersOf(answers) } };
}

/** How many pages each reader judged: a trained one that fails leaves some to words and vectors. */
function readersOf(answers: readonly ReadingAnswer[]): Record<string, number> {
  const readers: Record<string, number> = {};
  for (const { reader } of answers) if (reader !== null) readers[reader] = (readers[reader] ?? 0) + 1;
  return readers;
}

export function readingFigures(answers: readonly Omit<ReadingAnswer, 'reader'>[], right: readonly ReadonlySet<number>[]): ReadingFigures {
  const pairs = answers.map((answer, index) => ({ chosen: new Set(answer.sentences), right: right[index]! }));
  const answerable = pairs.filter((pair) => pair.right.size > 0);
  const each = answerable.map((pair) => agreement(pair.chosen, pair.right));
  const precision = mean(each.map((one) => one.precision));
  const recall = mean(each.map((one) => one.recall));
  const indexesWhere = (empty: (pair: (typeof pairs)[number]) => boolean): Set<number> => new Set(pairs.flatMap((pair, index) => (empty(pair) ? [index] : [])));
  return {
    questions: pairs.length,
    answerable: answerable.length,
    sentences: { precision, recall, f1: mean(each.map((one) => one.f1)), f1OfMeans: harmonicMean(precision, recall) },
    noAnswer: agreement(indexesWhere((pair) => pair.chosen.size === 0), indexesWhere((pair) => pair.right.size === 0)),
  };
}
