/** What each technique of retrieval adds: every set is measured with all of them, with each one switched off, and as the plain prototype. */
import path from 'node:path';
import { openAssistant } from '../assistant.js';
import type { Config } from '../config.js';
import { indexBeir, type EvaluationOptions } from './evaluate.js';
import { readGrades, readTopics } from './question-set.js';
import { rankingFigures, rankTopics } from './rank.js';

interface Technique {
  readonly name: string;
  /** Settings that switch it off. */
  readonly settings: Partial<Config>;
}

const withoutGrams: Partial<Config> = { gramWeight: 0 };
const withoutNeighbours: Partial<Config> = { neighbourWeight: 0 };
const withoutWorks: Partial<Config> = { workWeight: 0 };
const withoutTeaching: Partial<Config> = { taughtWeights: 'off' };
const plain: Partial<Config> = { ...withoutGrams, ...withoutNeighbours, ...withoutWorks, ...withoutTeaching };

/** Rows of the table, in order. A technique that joins retrieval gets its line here. */
export const techniques: readonly Technique[] = [
  { name: 'all', settings: {} },
  { name: 'without character n-grams', settings: withoutGrams },
  { name: 'without neighbours', settings: withoutNeighbours },
  { name: 'without the evidence of works', settings: withoutWorks },
  { name: 'without weights that the corpus teaches', settings: withoutTeaching },
  { name: 'reciprocal ranks instead of z-scores', settings: { fusion: 'reciprocal-ranks' } },
  { name: 'plain prototype: words and meaning, half each', settings: plain },
  { name: 'words alone', settings: { ...plain, denseWeight: 0 } },
  { name: 'meaning alone', settings: { ...plain, denseWeight: 1 } },
];

export interface AblationTable {
  readonly sets: readonly string[];
  /** nDCG@10 of each set, in the order of `sets`. */
  readonly rows: readonly { readonly technique: string; readonly figures: readonly number[] }[];
}

/** Each folder holds corpus.jsonl, queries.jsonl and qrels.tsv; its index is built once and kept where `evaluate --beir` keeps it. */
export async function ablate(folders: readonly string[], options: EvaluationOptions): Promise<AblationTable> {
  const columns: number[][] = [];
  for (const folder of folders) columns.push(await ablateSet(folder, options));
  return {
    sets: folders.map(nameOf),
    rows: techniques.map(({ name }, row) => ({ technique: name, figures: columns.map((column) => column[row]!) })),
  };
}

async function ablateSet(folder: string, options: EvaluationOptions): Promise<number[]> {
  const { config } = await indexBeir(folder, options);
  const grades = await readGrades(folder);
  const topics = (await readTopics(folder)).filter(({ _id }) => grades.has(_id)).slice(0, options.limit);
  const figures: number[] = [];
  for (const [row, { settings }] of techniques.entries()) {
    const assistant = await openAssistant({ ...config, ...settings }, options.world);
    try {
      const onProgress = (done: number): void => options.onProgress({ stage: nameOf(folder), done: row * topics.length + done, total: techniques.length * topics.length });
      const ranked = await rankTopics(assistant, topics, ({ work }) => work, () => ({}), onProgress);
      figures.push(rankingFigures(ranked, grades)['nDCG@10']);
    } finally {
      await assistant.close();
    }
  }
  return figures;
}

/** `…/omos-qa/de` -> `omos-qa/de`: sets of one family lie in folders of the same name. */
function nameOf(folder: string): string {
  return path.resolve(folder).split(path.sep).slice(-2).join('/');
}

/** Markdown, figures to four digits, the best of each column set bold. */
export function ablationLines({ sets, rows }: AblationTable): string[] {
  const best = sets.map((_, column) => Math.max(...rows.map(({ figures }) => figures[column]!)));
  const cell = (figure: number, column: number): string => (figure === best[column] ? `**${figure.toFixed(4)}**` : figure.toFixed(4));
  return [
    `| nDCG@10 | ${sets.join(' | ')} |`,
    `|---|${sets.map(() => '---').join('|')}|`,
    ...rows.map(({ technique, figures }) => `| ${technique} | ${figures.map(cell).join(' | ')} |`),
  ];
}
