/** Whole answers measured: how often the assistant answers, whether what it cites is right, and whether every quotation stands where it says. */
import type { Answer } from '../assistant.js';
import { conditionFigures, type ConditionFigures } from './conditions.js';
import { mean, percentile } from './metrics.js';
import type { Topic } from './question-set.js';

type QuotedCitation = Answer['statements'][number]['citations'][number];

export interface Answered {
  readonly topic: Topic;
  readonly answer: Answer;
  readonly elapsedMs: number;
}

export interface AnswerFigures {
  readonly questions: number;
  readonly answered: number;
  readonly shareAnswered: number;
  /** Of the answered questions that have a right document: share that cite it. */
  readonly citesRelevant: number;
  /** Of the answered questions that have right sentences: share whose citations hold at least one of them; `null` where the set names none. */
  readonly citesAnswer: number | null;
  /** Of the questions without a right document, or without a right sentence where the set names them: share that were declined. */
  readonly refusedUnanswerable: number;
  /** Of the questions declined on their subject that have a right document: share whose closest sentences are quoted from it; `null` where there are none. */
  readonly closestIsRelevant: number | null;
  readonly statementsPerAnswer: number;
  readonly quotations: number;
  /** Quotations that are not what the source has at that place. More than none is a fault of the program. */
  readonly brokenQuotations: number;
  /** Where the right document is a list of conditions; `null` where none is. */
  readonly conditions: ConditionFigures | null;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/** What is right: documents by topic, the spans of its answer in a document (as cited, empty for none), and the text of a cited provision. */
export interface Key {
  readonly grades: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly unitOf: (citation: QuotedCitation) => string;
  /** `null`: the set does not say which sentences answer. */
  readonly right: ReadonlyMap<string, { readonly unit: string; readonly spans: readonly { readonly start: number; readonly end: number }[] }> | null;
  /** The text of a graded unit; `null` where grades are not about whole documents. */
  readonly documentText: (unit: string) => string | null;
  /** The text that the offsets of a quotation lead into; `null` when there is none such. */
  readonly textOf: (citation: QuotedCitation) => string | null;
}

export function answerFigures(answered: readonly Answered[], key: Key): AnswerFigures {
  const { grades, right, unitOf } = key;
  const given = answered.filter(({ answer }) => answer.status === 'answered');
  const judged = given.filter(({ topic }) => grades.has(topic._id));
  const isUnanswerable = ({ topic }: Answered): boolean => !grades.has(topic._id) || right?.get(topic._id)?.spans.length === 0;
  const citesRelevant = ({ topic, answer }: Answered): boolean => citationsOf(answer).some((citation) => grades.get(topic._id)?.has(unitOf(citation)) === true);
  const answerable = right === null ? [] : given.filter(({ topic }) => (right.get(topic._id)?.spans.length ?? 0) > 0);
  const near = answered.filter((one) => closestIn(one.answer).length > 0 && !isUnanswerable(one));
  const quotations = answered.flatMap(({ answer }) => [...citationsOf(answer), ...closestIn(answer)]);
  const latencies = answered.map(({ elapsedMs }) => elapsedMs);
  const share = (flags: readonly boolean[]): number => mean(flags.map(Number));
  return {
    questions: answered.length,
    answered: given.length,
    shareAnswered: answered.length === 0 ? 0 : given.length / answered.length,
    citesRelevant: share(judged.map(citesRelevant)),
    citesAnswer: right === null ? null : share(answerable.map((one) => citesAnswer(one, key))),
    refusedUnanswerable: share(answered.filter(isUnanswerable).map(({ answer }) => answer.status === 'abstained')),
    closestIsRelevant: near.length === 0 ? null : share(near.map(({ topic, answer }) => closestIn(answer).some((citation) => grades.get(topic._id)?.has(unitOf(citation)) === true))),
    statementsPerAnswer: mean(given.map(({ answer }) => answer.statements.length)),
    quotations: quotations.length,
    brokenQuotations: quotations.filter((citation) => !standsThere(citation, key)).length,
    conditions: conditionFigures(answered, key),
    latencyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99) },
  };
}

export function citationsOf(answer: Answer): QuotedCitation[] {
  return answer.statements.flatMap(({ citations }) => citations);
}

/** Quotations that a refusal shows. */
function closestIn({ abstention }: Answer): QuotedCitation[] {
  return (abstention?.closest ?? []).flatMap(({ citations }) => citations);
}

function citesAnswer({ topic, answer }: Answered, { right, unitOf }: Key): boolean {
  const key = right?.get(topic._id);
  if (key === undefined) return false;
  return citationsOf(answer).some((citation) => unitOf(citation) === key.unit && key.spans.some(({ start, end }) => citation.quote.start < end && start < citation.quote.end));
}

function standsThere(citation: QuotedCitation, { textOf }: Key): boolean {
  const { text, start, end } = citation.quote;
  return text !== '' && textOf(citation)?.slice(start, end) === text;
}
