/** Headings of provisions asked of a live index of the real law they stand in: is the provision found that one knows to be there? */
import { writeFile } from 'node:fs/promises';
import { openAssistant, type Assistant, type PassageView } from '../assistant.js';
import { isInForce, type Day, type Period } from '../document.js';
import { ResponsaError } from '../errors.js';
import type { EvaluationOptions } from './evaluate.js';
import { reciprocalRank } from './metrics.js';
import { provisionIds, type Identified } from './provision-ids.js';
import { readGrades, readTopics, type Topic } from './question-set.js';
import { rankingFigures, rankTopics, trecRun, type RankedTopic, type RankingFigures } from './rank.js';

export interface KnownItemFigures extends RankingFigures {
  /** `in`: the headings asked for stand in what is searched, a test of look-up; `out`: they do not, a test of meaning. */
  readonly headings: string;
  readonly passages: number;
  /** Questions about provisions that are not in force today: asked of the last day on which they were, or the first on which they will be. */
  readonly askedOfAnotherDay: number;
  /** Questions none of whose provisions the index holds; they count as not found. */
  readonly notHeld: number;
  readonly generation: string;
}

/** DIR holds queries.jsonl and qrels.tsv with ids as `provision-ids.ts` writes them; the corpus is the live index. The unit that is ranked is the provision. */
export async function evaluateKnownItems(folder: string, options: Omit<EvaluationOptions, 'answers'> & { readonly failures?: string }): Promise<KnownItemFigures> {
  const { config, world, onProgress, limit } = options;
  const [topics, grades] = [(await readTopics(folder)).slice(0, limit), await readGrades(folder)];
  const assistant = await openAssistant(config, world);
  try {
    await assistant.warm();
    const ids = idsOf(assistant, new Set([...grades.values()].flatMap((of) => [...of.keys()])));
    const notHeld = topics.filter(({ _id }) => ![...(grades.get(_id)?.keys() ?? [])].some((id) => ids.held.has(id))).length;
    if (notHeld === topics.length) throw new ResponsaError('bad-request', `The index in ${config.indexes} holds none of the provisions that ${folder} asks for.`, 'Build it of the corpus the questions were made of, and name it with --indexes.');
    const today = world.clock().toISOString().slice(0, 10);
    const dayOf = ({ _id }: Topic): Day => dayInForce([...(grades.get(_id)?.keys() ?? [])].flatMap((id) => ids.held.get(id) ?? []), today);
    const ranked = await rankTopics(assistant, topics, ids.of, (topic) => ({ asOf: dayOf(topic) }), (done) => onProgress({ stage: 'rank', done, total: topics.length }));
    if (options.run !== undefined) await writeFile(options.run, trecRun(ranked));
    if (options.failures !== undefined) await writeFile(options.failures, failureLines(ranked, grades, ids.held).join(''));
    const { counts, parameters, generation } = assistant.index();
    return { ...rankingFigures(ranked, grades), headings: String(parameters['headings'] ?? 'in'), passages: counts.chunks, askedOfAnotherDay: topics.filter((topic) => dayOf(topic) !== today).length, notHeld, generation };
  } finally {
    await assistant.close();
  }
}

interface Ids {
  readonly of: (passage: Pick<PassageView, 'work' | 'expression' | 'eId'>) => string;
  /** Periods in which the provision of an id is in force, one for each version and language. */
  readonly held: ReadonlyMap<string, readonly Period[]>;
}

/** Headings end in a point or not, and so do the ids made of them. */
const withoutPoint = (id: string): string => id.replace(/\.$/u, '');

/** Each expression's ids are written once, spelled as the set has them. A passage outside all provisions that have one stands for itself. */
function idsOf(assistant: Assistant, asked: ReadonlySet<string>): Ids {
  const spelled = new Map([...asked].map((id) => [withoutPoint(id), id]));
  const spell = (id: string): string => spelled.get(withoutPoint(id)) ?? id;
  const byExpression = new Map<string, ReadonlyMap<string, Identified>>();
  for (const { work } of assistant.works()) {
    for (const version of assistant.work(work).versions) byExpression.set(version.expression, provisionIds(version));
  }
  const held = new Map<string, Period[]>();
  for (const ids of byExpression.values()) for (const { id, inForce } of new Set(ids.values())) held.set(spell(id), [...(held.get(spell(id)) ?? []), inForce]);
  return { held, of: ({ expression, eId }) => spell(byExpression.get(expression)?.get(eId)?.id ?? `${expression}#${eId}`) };
}

/** Today, where one of the periods holds it; else the day nearest to it that one does. */
function dayInForce(periods: readonly Period[], today: Day): Day {
  if (periods.length === 0 || periods.some((period) => isInForce(period, today))) return today;
  const past = periods.flatMap(({ to }) => (to !== null && to <= today ? [to] : [])).sort().at(-1);
  return past === undefined ? periods.flatMap(({ from }) => from ?? []).sort()[0]! : new Date(Date.parse(past) - 86_400_000).toISOString().slice(0, 10);
}

/** One JSON line for each question whose provision is not the first. */
function failureLines(ranked: readonly RankedTopic[], grades: ReadonlyMap<string, ReadonlyMap<string, number>>, held: Ids['held']): string[] {
  return ranked.flatMap(({ topic, ranked: found }) => {
    const right = grades.get(topic._id) ?? new Map<string, number>();
    const documents = found.map(({ document }) => document);
    const score = reciprocalRank(documents, right, documents.length);
    if (score === 1) return [];
    const isHeld = [...right.keys()].some((id) => held.has(id));
    return [`${JSON.stringify({ question: topic.text, meant: [...right.keys()], isHeld, rank: score === 0 ? null : Math.round(1 / score), first: documents.slice(0, 3) })}\n`];
  });
}
