/** What the law denies the statement denies, and the other way round. */
import { align, compareMarks } from './alignment.js';
import { cannotTell, folded, met, quotesWhole, unmet, type Check } from './check.js';
import { readSentence } from './reading.js';
import type { Mark } from './marks.js';

export const negationStands: Check = (claim, grounds) => {
  if (quotesWhole(claim, grounds)) return met;
  const aligned = align(claim.text, claim.language, grounds);
  if (aligned !== null) {
    const whole = { ...aligned, claim: { ...aligned.claim, gaps: aligned.claim.gaps.map(denials) }, ground: { ...aligned.ground, gaps: aligned.ground.gaps.map(denials) } };
    const { added, left } = compareMarks(whole, 'negation');
    if (added.length > 0) return unmet('it denies something that the cited sentences do not deny');
    return left.length > 0 ? unmet('the cited sentences deny something that it does not') : met;
  }
  const claimed = isNegated(claim.text, claim.language);
  const given = grounds.map(({ text, language }) => isNegated(text, language));
  if (claimed === null || given.includes(null)) {
    const quoted = folded(grounds.map(({ text }) => text).join(' ')).includes(folded(claim.text));
    return quoted ? met : cannotTell('negation is not known in the language of the statement or of a cited sentence');
  }
  if (claimed && !given.includes(true)) return unmet('it denies something, and no cited sentence does');
  if (!claimed && !given.includes(false)) return unmet('the cited sentences deny something, and it does not');
  return met;
};

/** Each denial as the one mark `not`: "must not", "need not", "no …" and "not" deny alike; "unless" denies what hangs on it, and is compared as a condition. */
function denials(marks: readonly Mark[]): Mark[] {
  return marks.flatMap(({ family, value }): Mark[] => (family === 'negation' || value === 'must-not' || value === 'need-not' ? [{ family: 'negation', value: 'not' }] : []));
}

/** `null` in a language without data. */
export function isNegated(text: string, language: string): boolean | null {
  const read = readSentence(text, language);
  return read === null ? null : read.gaps.some((marks) => denials(marks).length > 0);
}
