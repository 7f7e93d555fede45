/**
 * What comes closest, for a question that is declined although its subject was read: the sentences that would have been the answer had they been believed in.
 * A refusal may be wrong; with these one sees at once what the law says there.
 */
import type { Day } from '../document.js';
import type { Closest } from './answer-types.js';
import { describeSpan } from './cite.js';
import type { Composition, Sentence } from './engine.js';
import { partsOf } from './quoted.js';

/** More would read like an answer. */
const mostClosest = 2;
/** The weights take a wrong answer for twice as bad as a refusal, so that belief 0.5 is odds of 2 to 1; from this one on it is likelier than not that something read answers. */
const closestFrom = 1 / 3;

/** The most believed of the sentences that were chosen, in the order of reading, each whole: an item with its lead-in, a row with its header. */
export function closestOf({ statements, answerable }: Pick<Composition, 'statements' | 'answerable'>, sentences: readonly Sentence[], asOf: Day): readonly Closest[] {
  if (answerable < closestFrom) return [];
  const best = [...statements].sort((a, b) => b.score - a.score).slice(0, mostClosest);
  const numbers = new Set(best.flatMap((draft) => draft.sentences));
  return sentences
    .filter(({ number }) => numbers.has(number))
    .slice(0, mostClosest)
    .map((sentence) => ({ text: sentence.text, citations: partsOf(sentence).map(({ document, span }) => describeSpan(document, span, asOf)) }));
}
