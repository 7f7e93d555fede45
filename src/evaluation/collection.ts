/** The questions of a collection, asked of a live index: topics with as-of dates and filters, graded by provision. */
import { readdir } from 'node:fs/promises';
import { openAssistant, type Assistant, type Scope, type World } from '../assistant.js';
import type { Config } from '../config.js';
import { ResponsaError } from '../errors.js';
import { answerFigures, type Answered, type AnswerFigures } from './answers.js';
import { readGrades, readTopics, type Topic } from './question-set.js';
import { rankingFigures, rankTopics, type RankingFigures } from './rank.js';

export interface CollectionFigures {
  readonly language: string;
  readonly retrieval: RankingFigures;
  readonly answers: AnswerFigures;
}


export interface CollectionOptions {
  readonly config: Config;
  readonly world: World;
  readonly onProgress: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void;
}

/** FOLDER holds `topics.<language>.jsonl` with `qrels.<language>.tsv` beside each; units are `work#eId` of basic provisions. */
export async function evaluateCollection(folder: string, options: CollectionOptions): Promise<readonly CollectionFigures[]> {
  const languages = await languagesOf(folder);
  const assistant = await openAssistant(options.config, options.world);
  try {
    await assistant.warm();
    const figures: CollectionFigures[] = [];
    for (const language of languages) figures.push(await evaluateLanguage(assistant, folder, language, options.onProgress));
    return figures;
  } finally {
    await assistant.close();
  }
}

async function languagesOf(folder: string): Promise<readonly string[]> {
  const languages = (await readdir(folder)).flatMap((name) => /^topics\.(\w+)\.jsonl$/.exec(name)?.[1] ?? []).sort();
  if (languages.length === 0) throw new ResponsaError('not-found', `${folder} has no topics.<language>.jsonl.`, 'A collection\'s questions stand in topics.<language>.jsonl, qrels.<language>.tsv and answers.<language>.jsonl.');
  return languages;
}

export interface CollectionRanking {
  readonly folder: string;
  /** Questions with a relevant provision, in all languages of the folder. */
  readonly topics: number;
  /** Mean over these. */
  readonly 'nDCG@10': number;
}

/** Only how provisions are ranked for the questions of each folder, all languages together. */
export async function rankCollections(folders: readonly string[], options: CollectionOptions): Promise<readonly CollectionRanking[]> {
  const assistant = await openAssistant(options.config, options.world);
  try {
    const rankings: CollectionRanking[] = [];
    for (const folder of folders) rankings.push(await rankCollection(assistant, folder, options.onProgress));
    return rankings;
  } finally {
    await assistant.close();
  }
}

async function rankCollection(assistant: Assistant, folder: string, onProgress: CollectionOptions['onProgress']): Promise<CollectionRanking> {
  let [judged, sum] = [0, 0];
  for (const language of await languagesOf(folder)) {
    const { ranked, grades } = await rankLanguage(assistant, folder, language, onProgress);
    const { topics, 'nDCG@10': mean } = rankingFigures(ranked, grades);
    judged += topics;
    sum += topics * mean;
  }
  return { folder, topics: judged, 'nDCG@10': judged === 0 ? 0 : sum / judged };
}

async function rankLanguage(assistant: Assistant, folder: string, language: string, onProgress: CollectionOptions['onProgress']) {
  const topics = await readTopics(folder, `topics.${language}.jsonl`);
  const grades = await readGrades(folder, `qrels.${language}.tsv`);
  const ranked = await rankTopics(assistant, topics, ({ work, eId }) => unitOf(work, eId), scopeOf, (done) => onProgress({ stage: `rank ${language}`, done, total: topics.length }));
  return { topics, grades, ranked };
}

async function evaluateLanguage(assistant: Assistant, folder: string, language: string, onProgress: CollectionOptions['onProgress']): Promise<CollectionFigures> {
  const { topics, grades, ranked } = await rankLanguage(assistant, folder, language, onProgress);
  const answered: Answered[] = [];
  for (const topic of topics) {
    const started = performance.now();
    const answer = await assistant.ask({ question: topic.text, ...scopeOf(topic) });
    answered.push({ topic, answer, elapsedMs: performance.now() - started });
    onProgress({ stage: `answer ${language}`, done: answered.length, total: topics.length });
  }
  return { language, retrieval: rankingFigures(ranked, grades), answers: answerFigures(answered, {
    grades,
    right: null,
    unitOf: ({ work, eId }) => unitOf(work, eId),
    documentText: () => null,
    textOf: (citation) => quotedText(assistant, citation.href),
  }) };
}

/** The text of the provision that a citation links to. */
function quotedText(assistant: Assistant, href: string): string | null {
  const link = new URL(href, 'http://localhost');
  const [work, eId] = (/^\/v1\/works\/([^/]+)\/provisions\/([^/]+)$/.exec(link.pathname) ?? []).slice(1).map(decodeURIComponent);
  if (work === undefined || eId === undefined) return null;
  return assistant.provision(work, eId, link.searchParams.get('asOf') ?? undefined, link.searchParams.get('language') ?? undefined).text;
}

function scopeOf({ asOf, jurisdictions }: Topic): Scope {
  return { ...(asOf === undefined ? {} : { asOf }), ...(jurisdictions === undefined ? {} : { jurisdictions }) };
}

/** The basic provision a deeper one belongs to: grades name `sec_5`, never `sec_5__subsec_2`. */
export function unitOf(work: string, eId: string): string {
  const steps = eId.split('__');
  const basic = steps.findIndex((step) => /^(sec|art|h|schedule|rule|reg)_?/.test(step));
  return `${work}#${steps.slice(0, basic === -1 ? 1 : basic + 1).join('__')}`;
}
