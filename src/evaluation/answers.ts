/** Whole answers measured: how often the assistant answers, and whether what it cites is right. */
import type { Answer } from '../assistant.js';
import { mean, percentile } from './metrics.js';
import type { Topic } from './question-set.js';

export interface AnswerFigures {
  readonly questions: number;
  readonly answered: number;
  /** Of the answered questions that have a right document: share that cite it. */
  readonly citesRelevant: number;
  /** Of the questions without a right document: share that were declined. */
  readonly refusedUnanswerable: number;
  readonly statementsPerAnswer: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

export function answerFigures(
  answered: readonly { readonly topic: Topic; readonly answer: Answer; readonly elapsedMs: number }[],
  grades: ReadonlyMap<string, ReadonlyMap<string, number>>,
  unitOf: (citation: Answer['statements'][number]['citations'][number]) => string = ({ work }) => work,
): AnswerFigures {
  const given = answered.filter(({ answer }) => answer.status === 'answered');
  const judged = given.filter(({ topic }) => grades.has(topic._id));
  const unanswerable = answered.filter(({ topic }) => !grades.has(topic._id));
  const citesRelevant = ({ topic, answer }: (typeof given)[number]): boolean =>
    answer.statements.some(({ citations }) => citations.some((citation) => grades.get(topic._id)?.has(unitOf(citation)) === true));
  const latencies = answered.map(({ elapsedMs }) => elapsedMs);
  const share = (flags: readonly boolean[]): number => mean(flags.map(Number));
  return {
    questions: answered.length,
    answered: given.length,
    citesRelevant: share(judged.map(citesRelevant)),
    refusedUnanswerable: share(unanswerable.map(({ answer }) => answer.status === 'abstained')),
    statementsPerAnswer: mean(given.map(({ answer }) => answer.statements.length)),
    latencyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99) },
  };
}
