/** Follow-up questions of a collection: does the question before help to find the provision, and is it left out where the new one is complete? */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAssistant, type Assistant } from '../assistant.js';
import { unitOf, type CollectionOptions } from './collection.js';
import { readFollowUps, type FollowUpTopic } from './question-set.js';

export interface FollowUpFigures {
  readonly pairs: number;
  /** Follow-ups that were read as such, of all of them. */
  readonly recognised: { readonly count: number; readonly of: number };
  /** Complete questions that were mixed with the one before, of all of them. */
  readonly mixed: { readonly count: number; readonly of: number };
  /** Of the follow-ups: how many have a right provision among the first 1, 3, 10 passages. */
  readonly found: {
    readonly alone: Found;
    readonly withQuestion: Found;
    /** With what the earlier answer cited, too. */
    readonly withAnswer: Found;
  };
  /** Ids of what went wrong in the reading, and of follow-ups that found nothing. */
  readonly misread: string;
  readonly notFound: string;
}

interface Found {
  readonly at1: number;
  readonly at3: number;
  readonly at10: number;
}

interface Outcome {
  readonly topic: FollowUpTopic;
  readonly isRead: boolean;
  /** Rank of the first right passage, or Infinity. */
  readonly ranks: Readonly<Record<'alone' | 'withQuestion' | 'withAnswer', number>>;
}

/** FOLDER holds `follow-ups.jsonl`. The earlier questions are really asked; their answers go into a log of their own, removed at the end. */
export async function evaluateFollowUps(folder: string, { config, world, onProgress }: CollectionOptions): Promise<FollowUpFigures> {
  const topics = await readFollowUps(folder);
  const auditLog = await mkdtemp(path.join(tmpdir(), 'responsa-follow-ups-'));
  const assistant = await openAssistant({ ...config, audit: 'on', auditLog, auditQuestions: 'keep', auditSync: 'off' }, { ...world, keepsAnswers: true });
  const outcomes: Outcome[] = [];
  try {
    for (const topic of topics) {
      outcomes.push(await ask(assistant, topic));
      onProgress({ stage: 'follow up', done: outcomes.length, total: topics.length });
    }
  } finally {
    await assistant.close();
    await rm(auditLog, { recursive: true });
  }
  return figuresOf(outcomes);
}

async function ask(assistant: Assistant, topic: FollowUpTopic): Promise<Outcome> {
  const { question, previous } = topic;
  const answer = await assistant.ask({ question: previous });
  const passages = async (before: object): Promise<{ understood: string | null; rank: number }> => {
    const result = await assistant.retrieve({ query: question, k: 10, ...before });
    const at = result.passages.findIndex(({ work, eId, alsoIn }) => [{ work, eId }, ...alsoIn].some((one) => topic.provisions.includes(unitOf(one.work, one.eId))));
    return { understood: result.understood, rank: at === -1 ? Infinity : at + 1 };
  };
  const alone = await passages({});
  const withQuestion = await passages({ previous: [{ question: previous }] });
  const withAnswer = await passages({ previous: [{ question: previous, answer: answer.id }] });
  return { topic, isRead: withQuestion.understood !== null, ranks: { alone: alone.rank, withQuestion: withQuestion.rank, withAnswer: withAnswer.rank } };
}

function figuresOf(outcomes: readonly Outcome[]): FollowUpFigures {
  const followUps = outcomes.filter(({ topic }) => topic.isFollowUp);
  const complete = outcomes.filter(({ topic }) => !topic.isFollowUp);
  const found = (way: keyof Outcome['ranks']): Found => {
    const within = (k: number): number => followUps.filter(({ ranks }) => ranks[way] <= k).length;
    return { at1: within(1), at3: within(3), at10: within(10) };
  };
  const ids = (some: readonly Outcome[]): string => some.map(({ topic }) => topic._id).join(' ');
  return {
    pairs: outcomes.length,
    recognised: { count: followUps.filter(({ isRead }) => isRead).length, of: followUps.length },
    mixed: { count: complete.filter(({ isRead }) => isRead).length, of: complete.length },
    found: { alone: found('alone'), withQuestion: found('withQuestion'), withAnswer: found('withAnswer') },
    misread: ids(outcomes.filter(({ topic, isRead }) => topic.isFollowUp !== isRead)),
    notFound: ids(followUps.filter(({ ranks }) => ranks.withAnswer === Infinity)),
  };
}
