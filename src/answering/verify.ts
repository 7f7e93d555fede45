/** Checks a statement against the sentences it cites, before it is released. What could not be checked is called so. */
import type { DraftStatement, Sentence } from './engine.js';
import { amountsStand } from './checks/amounts.js';
import { boundsStand } from './checks/bounds.js';
import { quotesWhole, type Check, type Claim, type Ground } from './checks/check.js';
import { conditionsStand } from './checks/conditions.js';
import { contentWordsStand } from './checks/content-words.js';
import { datesStand } from './checks/dates.js';
import { modalityStands } from './checks/modality.js';
import { negationStands } from './checks/negation.js';
import { numbersStand } from './checks/numbers.js';
import { partiesStand } from './checks/parties.js';
import { sectionMarksStand } from './checks/section-marks.js';
import { definedWords } from './defined-words.js';
import { locate, type LegalDocument } from '../document.js';

/** What a statement may cite, as far as checking goes. */
export type Citable = Pick<Sentence, 'number' | 'text' | 'span'> & { readonly passage: { readonly document: LegalDocument } };

export type Verification<Cited extends Citable = Sentence> =
  | { readonly support: 'supported'; readonly cited: readonly Cited[] }
  | { readonly support: 'not-checkable'; readonly cited: readonly Cited[]; readonly why: string }
  | { readonly support: 'unsupported'; readonly why: string };

/** In the order in which a reader would want to hear of a fault. */
const checks: readonly Check[] = [
  numbersStand, amountsStand, datesStand, boundsStand, sectionMarksStand, negationStands, modalityStands, conditionsStand, partiesStand, contentWordsStand,
];

/** `language` is that of the statement's text. Unsupported when a cited sentence does not exist or one check fails. */
export function verify<Cited extends Citable>(statement: Pick<DraftStatement, 'text' | 'sentences'>, language: string, sentences: readonly Cited[]): Verification<Cited> {
  const cited = [...new Set(statement.sentences)].map((number) => sentences.find((sentence) => sentence.number === number));
  if (statement.text.trim() === '') return { support: 'unsupported', why: 'it says nothing' };
  if (cited.length === 0) return { support: 'unsupported', why: 'it cites no sentence' };
  const present = cited.filter((sentence) => sentence !== undefined);
  if (present.length < cited.length) return { support: 'unsupported', why: 'it cites a sentence that does not exist' };
  const claim: Claim = { text: statement.text, language };
  const grounds = present.map(groundOf);
  // Word for word the law: nothing can be wrong with it, in whatever language, and nothing need be looked for.
  if (quotesWhole(claim, grounds)) return { support: 'supported', cited: present };
  const verdicts = checks.map((check) => check(claim, grounds));
  const failed = verdicts.find((verdict) => verdict.kind === 'unmet');
  if (failed !== undefined) return { support: 'unsupported', why: failed.why };
  const untold = verdicts.find((verdict) => verdict.kind === 'cannot-tell');
  return untold === undefined ? { support: 'supported', cited: present } : { support: 'not-checkable', cited: present, why: untold.why };
}

function groundOf({ text, span, passage: { document } }: Citable): Ground {
  const located = locate(document, span);
  const chain = located === null ? [] : [...located.ancestors, located.provision];
  return {
    text,
    language: document.language,
    provisionNumbers: chain.flatMap(({ number }) => (number === null ? [] : [number])),
    headings: [document.title, ...document.aliases, ...chain.flatMap(({ heading }) => (heading === null ? [] : [heading]))],
    definitions: definedWords(document),
  };
}
