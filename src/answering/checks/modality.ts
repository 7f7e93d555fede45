/** What the law allows the statement does not demand, and so on for must, must not, may, need not and should. */
import { align, compareMarks, sameLanguage } from './alignment.js';
import { cannotTell, met, quotesWhole, unmet, type Check, type Claim, type Ground, type Verdict } from './check.js';
import type { Mark } from './marks.js';
import { readSentence } from './reading.js';

export const modalityStands: Check = (claim, grounds) => {
  if (quotesWhole(claim, grounds)) return met;
  const aligned = align(claim.text, claim.language, grounds);
  if (aligned === null) return acrossLanguages(claim, grounds);
  const { added, left } = compareMarks(aligned, 'modality');
  const [said] = added;
  const [given] = left;
  if (said !== undefined && given !== undefined) return unmet(`it says "${said.value}" where the cited sentence says "${given.value}"`);
  // The law commands in the indicative too ("The fee is paid in advance"): a "must" may be put in or left out; so it is with what is denied anyway.
  const telling = (mark: Mark | undefined): boolean => mark?.value === 'may' || mark?.value === 'should';
  if (telling(said)) return unmet(`it says "${said!.value}", and the cited sentence does not there`);
  if (telling(given)) return unmet(`it leaves out "${given!.value}" of the cited sentence`);
  if (said?.value === 'need-not') return unmet('it says that something need not be, and the cited sentence does not there');
  return met;
};

/** Only whether the force that the statement has stands in a cited sentence at all. */
function acrossLanguages(claim: Claim, grounds: readonly Ground[]): Verdict {
  const forces = (text: string, language: string): string[] | null => readSentence(text, language)?.gaps.flat().filter(({ family }) => family === 'modality').map(({ value }) => value) ?? null;
  const said = forces(claim.text, claim.language);
  const given = grounds.map(({ text, language }) => forces(text, language));
  if (said === null || given.includes(null)) return cannotTell('words for must and may are not known in the language of the statement or of a cited sentence');
  const all = new Set(given.flatMap((one) => one ?? []));
  const foreign = said.find((force) => !all.has(force));
  if (foreign !== undefined && all.size > 0) return unmet(`it says "${foreign}", and the cited sentences say "${[...all].join('", "')}"`);
  if (grounds.every(({ language }) => sameLanguage(language, claim.language))) return cannotTell('the statement or what it cites is too long to be compared');
  return foreign === undefined ? met : cannotTell('the cited sentences say neither must nor may');
}
