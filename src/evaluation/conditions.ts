/** Rules that are a list of conditions: does the answer quote the conditions? */
import { mean } from './metrics.js';
import { citationsOf, type Answered, type Key } from './answers.js';

export interface ConditionFigures {
  /** Questions whose right document has a list of at least two items. */
  readonly questions: number;
  readonly answered: number;
  /** Of the answered: share that quote at least one item, and all items, of a right document. */
  readonly quotesOne: number;
  readonly quotesAll: number;
}

const item = /^\s*(?:[-*•]|\(?[a-z0-9]{1,2}[.)])\s+(\S.*)$/gmu;
/** Fewer items are no list. */
const FEWEST = 2;

/** `null` when no question has such a rule. Offsets of quotations must lead into the text of the document. */
export function conditionFigures(answered: readonly Answered[], { grades, unitOf, documentText }: Key): ConditionFigures | null {
  const asked = answered.flatMap(({ topic, answer }) => {
    const lists = [...(grades.get(topic._id)?.keys() ?? [])].map((unit) => ({ unit, spans: itemsOf(documentText(unit) ?? '') })).filter(({ spans }) => spans.length >= FEWEST);
    return lists.length === 0 ? [] : [{ answer, lists }];
  });
  if (asked.length === 0) return null;
  const given = asked.filter(({ answer }) => answer.status === 'answered');
  const quoted = given.map(({ answer, lists }) => {
    const citations = citationsOf(answer);
    const shares = lists.map(({ unit, spans }) => mean(spans.map(({ start, end }) => (citations.some((one) => unitOf(one) === unit && one.quote.start < end && start < one.quote.end) ? 1 : 0))));
    return Math.max(...shares);
  });
  return { questions: asked.length, answered: given.length, quotesOne: mean(quoted.map((share) => (share > 0 ? 1 : 0))), quotesAll: mean(quoted.map((share) => (share === 1 ? 1 : 0))) };
}

/** Items without their markers, as spans. */
export function itemsOf(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(item)].map((found) => {
    const end = found.index + found[0].trimEnd().length;
    return { start: end - found[1]!.trimEnd().length, end };
  });
}
