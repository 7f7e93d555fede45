/** The day whose law an answer gives, in words: it stands in the answer, whoever shows it. */
import { fill, wordsFor } from '../../asker-words.js';
import type { Day } from '../../document.js';
import type { LawOf, Statement } from '../answer-types.js';

/** In `language` where we have it, else in English. Says so where nothing but guidance stands behind the statements. */
export function lawOf(statements: readonly Statement[], date: Day, language: string): LawOf {
  const words = wordsFor(language);
  const types = new Set(statements.flatMap(({ citations }) => citations.map(({ type }) => type)));
  const onlyGuidance = types.size === 1 && types.has('guidance');
  return { date, message: [fill(words.lawInForce, { date }), ...(onlyGuidance ? [words.guidanceOnly] : [])].join(' ') };
}
