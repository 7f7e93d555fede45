/** A rule that holds only on a condition, or not in a case that it excepts, is not said without the condition or the exception. */
import { align, compareMarks, sameLanguage } from './alignment.js';
import { cannotTell, met, quotesWhole, unmet, type Check, type Claim, type Ground, type Verdict } from './check.js';
import { primaryLanguage } from '../../language.js';
import { markTables } from './marks.js';
import { knowsMarks, readSentence, type ReadSentence } from './reading.js';

/** Of the content words of a condition so many must stand in the statement for the condition to be in it; the rest may be said in other words. */
const keptShare = 0.5;
/** A cited sentence of which the statement has fewer content words than this is not the rule that it states. */
const fewestShared = 3;

export const conditionsStand: Check = (claim, grounds) => {
  if (quotesWhole(claim, grounds)) return met;
  if (!knowsMarks(claim.language) || grounds.some(({ language }) => !knowsMarks(language))) return cannotTell('words for conditions are not known in the language of the statement or of a cited sentence');
  const ownLanguage = grounds.filter(({ language }) => sameLanguage(language, claim.language));
  for (const ground of ownLanguage) {
    const verdict = kept(claim, ground, grounds.length === 1);
    if (verdict !== null) return verdict;
  }
  if (ownLanguage.length < grounds.length) return acrossLanguages(claim, grounds);
  const aligned = align(claim.text, claim.language, grounds);
  if (aligned === null) return cannotTell('the statement or what it cites is too long to be compared');
  const { added, left } = compareMarks(aligned, 'condition');
  if (added.length > 0 && left.length > 0) return unmet('it makes an exception of a condition, or a condition of an exception');
  return met;
};

/** What is wrong with the conditions of one cited sentence, or `null`. */
function kept(claim: Claim, ground: Ground, alone: boolean): Verdict | null {
  const said = readSentence(claim.text, claim.language)!;
  const law = readSentence(ground.text, ground.language)!;
  const clauses = clausesOf(law, ground.language);
  if (clauses.length === 0) return null;
  const terms = new Set(said.content.map(({ term }) => term));
  const shared = law.content.filter(({ term }) => terms.has(term)).length;
  if (!alone && shared < fewestShared) return null;
  const lost = clauses.find(({ words }) => words.length > 0 && words.filter((term) => terms.has(term)).length < keptShare * words.length);
  if (lost !== undefined) return unmet(`it leaves out ${lost.value === 'unless' ? 'an exception' : 'a condition'} of the cited sentence ("${lost.words.slice(0, 5).join(' ')} …")`);
  return conditionsIn(said) < Math.min(clauses.length, conditionsIn(law)) ? unmet('it says fewer conditions and exceptions than the cited sentence') : null;
}

/** Two marks with no word between are one ("only if", "juhul kui"). */
const conditionsIn = (read: ReadSentence): number => read.gaps.filter((marks) => marks.some(({ family }) => family === 'condition')).length;

interface Clause {
  readonly value: string;
  readonly words: readonly string[];
}

/** Marks of a clause's end. A comma between two numbers, or within a run of short items, ends it too: what follows is judged with the main clause. */
const clauseEnd = /[,;:.،؛。、；]/u;

/** The conditions of a sentence, each with its content words: from the mark to the next comma or stop, or, where conditions follow their words, from the last one. */
function clausesOf(read: ReadSentence, language: string): Clause[] {
  const follows = markTables[primaryLanguage(language)]!.conditionFollows;
  return read.gaps.flatMap((marks, gap) => marks.filter(({ family }) => family === 'condition').slice(0, 1).map(({ value }): Clause => {
    const words: string[] = [];
    const step = follows ? -1 : 1;
    for (let at = follows ? gap - 1 : gap; at >= 0 && at < read.content.length; at += step) {
      const other = at + (follows ? 1 : -1);
      const [from, to] = follows ? [read.content[at]!.at, read.content[other]?.at ?? read.text.length] : [read.content[other]?.at ?? 0, read.content[at]!.at];
      const first = at === (follows ? gap - 1 : gap);
      if (!first && clauseEnd.test(read.text.slice(from, to))) break;
      words.push(read.content[at]!.term);
    }
    return { value, words: follows ? words.reverse() : words };
  }));
}

/** Words cannot be compared; a statement with fewer conditions than each sentence it cites has lost one. */
function acrossLanguages(claim: Claim, grounds: readonly Ground[]): Verdict {
  const count = (text: string, language: string): number => conditionsIn(readSentence(text, language)!);
  const fewest = Math.min(...grounds.map(({ text, language }) => count(text, language)));
  return count(claim.text, claim.language) < fewest ? unmet('each cited sentence has a condition or an exception that it does not say') : cannotTell('conditions cannot be compared across languages');
}
