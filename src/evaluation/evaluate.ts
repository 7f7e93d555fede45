/** A question set -> figures: index its corpus like every other, ask each question, compare with what is right. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openAssistant, rebuildIndex, withModelsInUse, type Answer, type Assistant, type BuildReport, type World } from '../assistant.js';
import { settings as allSettings, type Config, type SettingName } from '../config.js';
import { messageOf, ResponsaError } from '../errors.js';
import { sha256 } from '../text.js';
import { answerFigures, type Answered, type AnswerFigures, type Key } from './answers.js';
import { linesOf } from './fit/cases.js';
import { readGrades, readPages, readReadingTasks, readTopics, type Topic } from './question-set.js';
import { rankingFigures, rankTopics, trecRun, type RankingFigures } from './rank.js';

export interface EvaluationOptions {
  readonly config: Config;
  readonly world: World;
  /** Where the TREC run goes. */
  readonly run?: string;
  /** Where one JSON line per question goes; asking every question costs time, so only when this is named. */
  readonly answers?: string;
  /** A folder with the same questions (by id) in another language: those are asked, the documents and grades are of DIR. */
  readonly questionsOf?: string;
  /** First N questions only. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void;
}

export interface BeirFigures extends RankingFigures {
  readonly passages: number;
  /** 0 when every vector was taken over from an earlier build. */
  readonly embedPassagesPerSecond: number;
  readonly buildSeconds: number;
  readonly peakRssBytes: number;
  readonly answers: AnswerFigures | null;
  readonly settings: Readonly<Partial<Record<SettingName, string | number>>>;
}

/** Indexes the corpus of DIR under `<indexes>/.evaluate/<digest of the corpus>`; nothing is done when that is there and current. */
export async function indexBeir(folder: string, options: EvaluationOptions): Promise<{ readonly config: Config; readonly report: BuildReport }> {
  const { onProgress, world } = options;
  const config = { ...(await withModelsInUse(options.config)), indexes: path.join(options.config.indexes, '.evaluate', (await digestOf(path.join(folder, 'corpus.jsonl'))).slice(0, 16)) };
  return { config, report: await rebuildIndex(config, [folder], { clock: world.clock, onProgress, ...(options.signal && { signal: options.signal }) }) };
}

/** DIR holds corpus.jsonl, queries.jsonl and qrels.tsv. */
export async function evaluateBeir(folder: string, options: EvaluationOptions): Promise<BeirFigures> {
  const { onProgress, world } = options;
  const { config, report } = await indexBeir(folder, options);
  const grades = await readGrades(folder);
  const topics = (await topicsOf(folder, options.questionsOf)).slice(0, options.limit);
  const assistant = await openAssistant(config, world);
  try {
    await assistant.warm();
    const ranked = await rankTopics(assistant, topics, ({ work }) => work, () => ({}), (done) => onProgress({ stage: 'rank', done, total: topics.length }));
    if (options.run !== undefined) await writeFile(options.run, trecRun(ranked));
    const answers = options.answers === undefined ? null : await askTopics(assistant, topics, await keyOf(folder, grades), options.answers, onProgress);
    return {
      ...rankingFigures(ranked, grades),
      passages: report.counts.chunks,
      embedPassagesPerSecond: report.embedSeconds === 0 ? 0 : report.counts.embedded / report.embedSeconds,
      buildSeconds: report.seconds,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
      answers,
      settings: measuredSettings(config),
    };
  } finally {
    await assistant.close();
  }
}

/** The folder's own questions, or those of the other one that it has too. */
async function topicsOf(folder: string, other: string | undefined): Promise<Topic[]> {
  const own = await readTopics(folder);
  if (other === undefined) return own;
  const ids = new Set(own.map(({ _id }) => _id));
  const joined = (await readTopics(other)).filter(({ _id }) => ids.has(_id));
  if (joined.length === 0) throw new ResponsaError('bad-source', `${other} has no question with the id of one in ${folder}.`, 'Name a folder with the same questions in another language.');
  return joined;
}

async function digestOf(file: string): Promise<string> {
  try {
    return sha256(await readFile(file));
  } catch (error) {
    throw new ResponsaError('not-found', `${file} cannot be read: ${messageOf(error)}.`, 'evaluate --beir needs a folder with corpus.jsonl, queries.jsonl and qrels.tsv.', { cause: error });
  }
}

/** What is right in a set in BEIR form: each document is one provision, whose text its quotations' offsets lead into. */
async function keyOf(folder: string, grades: Key['grades']): Promise<Key> {
  const texts = new Map((await readPages(folder)).map(({ _id, text }) => [_id, text]));
  const tasks = await readReadingTasks(folder).catch(() => null);
  return {
    grades,
    right: tasks === null ? null : new Map(tasks.map(({ _id, doc, answer_sentences }) => [_id, { unit: doc, spans: linesOf(texts.get(doc) ?? '', answer_sentences) }])),
    unitOf: ({ work }) => work,
    documentText: (unit) => texts.get(unit) ?? null,
    textOf: ({ work }) => texts.get(work) ?? null,
  };
}

/** Every question through the whole of the assistant, one JSON line each, written as it comes. */
async function askTopics(
  assistant: Assistant,
  topics: readonly Topic[],
  key: Key,
  file: string,
  onProgress: EvaluationOptions['onProgress'],
): Promise<AnswerFigures> {
  await writeFile(file, '');
  const answered: Answered[] = [];
  for (const topic of topics) {
    const started = performance.now();
    const answer = await assistant.ask({ question: topic.text });
    const elapsedMs = performance.now() - started;
    await appendFile(file, `${JSON.stringify(answerLine(topic, answer, elapsedMs))}\n`);
    answered.push({ topic, answer, elapsedMs });
    onProgress({ stage: 'answer', done: answered.length, total: topics.length });
  }
  return answerFigures(answered, key);
}

function answerLine(topic: Topic, answer: Answer, elapsedMs: number): object {
  return {
    _id: topic._id,
    status: answer.status,
    abstention: answer.abstention,
    statements: answer.statements.map(({ text, support, citations }) => ({
      text,
      support,
      citations: citations.map(({ work, quote }) => ({ doc: work, ...quote })),
    })),
    elapsedMs,
  };
}

/** Settings that decide the figures; where things are and how they are served do not. */
function measuredSettings(config: Config): BeirFigures['settings'] {
  const leftOut: readonly string[] = ['indexes', 'models', 'keepGenerations', 'host', 'port', 'bodyLimit', 'requestTimeout', 'watchInterval', 'stopTimeout'];
  const names = (Object.keys(allSettings) as SettingName[]).filter((name) => !leftOut.includes(name));
  return Object.fromEntries(names.map((name) => [name, config[name]]));
}
