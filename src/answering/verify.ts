/** Checks a statement against the sentences it cites, before it is released. What could not be checked is called so. */
import type { DraftStatement, Sentence } from './engine.js';
import { amountsStand } from './checks/amounts.js';
import type { Check, Claim, Ground } from './checks/check.js';
import { datesStand } from './checks/dates.js';
import { negationStands } from './checks/negation.js';
import { numbersStand } from './checks/numbers.js';
import { sectionMarksStand } from './checks/section-marks.js';
import { locate } from '../document.js';

export type Verification =
  | { readonly support: 'supported'; readonly cited: readonly Sentence[] }
  | { readonly support: 'not-checkable'; readonly cited: readonly Sentence[]; readonly why: string }
  | { readonly support: 'unsupported'; readonly why: string };

/** In the order in which a reader would want to hear of a fault. */
const checks: readonly Check[] = [numbersStand, amountsStand, datesStand, sectionMarksStand, negationStands];

/** `language` is that of the statement's text. Unsupported when a cited sentence does not exist or one check fails. */
export function verify(statement: Pick<DraftStatement, 'text' | 'sentences'>, language: string, sentences: readonly Sentence[]): Verification {
  const cited = [...new Set(statement.sentences)].map((number) => sentences.find((sentence) => sentence.number === number));
  if (statement.text.trim() === '') return { support: 'unsupported', why: 'it says nothing' };
  if (cited.length === 0) return { support: 'unsupported', why: 'it cites no sentence' };
  const present = cited.filter((sentence) => sentence !== undefined);
  if (present.length < cited.length) return { support: 'unsupported', why: 'it cites a sentence that does not exist' };
  const claim: Claim = { text: statement.text, language };
  const grounds = present.map(groundOf);
  const verdicts = checks.map((check) => check(claim, grounds));
  const failed = verdicts.find((verdict) => verdict.kind === 'unmet');
  if (failed !== undefined) return { support: 'unsupported', why: failed.why };
  const untold = verdicts.find((verdict) => verdict.kind === 'cannot-tell');
  return untold === undefined ? { support: 'supported', cited: present } : { support: 'not-checkable', cited: present, why: untold.why };
}

function groundOf({ text, span, passage }: Sentence): Ground {
  const located = locate(passage.document, span);
  const chain = located === null ? [] : [...located.ancestors, located.provision];
  return { text, language: passage.document.language, provisionNumbers: chain.flatMap(({ number }) => (number === null ? [] : [number])) };
}
