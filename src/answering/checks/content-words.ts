/** A statement speaks of nothing that its sources do not speak of: its content words stand in the cited sentences, above them, or in a definition. */
import { sameLanguage } from './alignment.js';
import { cannotTell, met, quotesWhole, unmet, type Check } from './check.js';
import { coveredBy } from './coverage.js';
import { readSentence } from './reading.js';

/** Of the content words of a statement so many may be words of its own, for saying a thing otherwise ("begin" for "commence"); one always may. */
const ownWords = 0.25;

export const contentWordsStand: Check = (claim, grounds) => {
  if (quotesWhole(claim, grounds)) return met;
  if (grounds.some(({ language }) => !sameLanguage(language, claim.language))) return cannotTell('words cannot be compared across languages');
  const read = readSentence(claim.text, claim.language);
  if (read === null) return cannotTell('the words of the statement\'s language are not known');
  const printed = [...new Set(read.content.map((word) => word.printed))].filter((word) => !/\p{N}/u.test(word));
  const foreign = printed.filter((word) => !coveredBy(word, claim.language, grounds, { headings: true, formsOfWords: true }));
  const allowed = Math.max(1, Math.floor(ownWords * printed.length));
  if (foreign.length <= allowed && (printed.length === 0 || foreign.length < printed.length)) return met;
  return unmet(`"${foreign.join('", "')}" stand${foreign.length === 1 ? 's' : ''} in no cited sentence`);
};
