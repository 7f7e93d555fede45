/**
 * "How long do I have to register after moving and what does it cost if I am late?": two questions in one, each to be looked for and answered by itself.
 * No model: a conjunction (`question-parts-tables.ts`) parts where a question clause with its own question word stands on both sides of it.
 *
 *   "bread and butter", "father and mother"     no question word behind the conjunction
 *   "when and where must I register"            no clause before it: one question for two things
 *   "what must I do when I move and when I …"   the word behind it has stood before as a conjunction
 *
 * A part that has no subject of its own takes over the words of the first, as a follow-up question does (`follow-up.ts`).
 */
import { mostFrequentFirst, questionLanguage } from '../language.js';
import { tableOf, type FollowUpTable } from './follow-up-tables.js';
import { isFollowUp, joinTexts, subjectOf } from './follow-up.js';
import { partsTableOf, type PartsTable } from './question-parts-tables.js';

/** More parts than this stay together in the last: each takes a search and a reading. */
export const mostParts = 3;

/** The parts in the question's words, in its order, `most` of them; the question itself where it has but one. `languages`: those of the corpus with how many documents each has. */
export function partsOf(question: string, languages: Readonly<Record<string, number>>, most: number = mostParts): readonly string[] {
  const tables = most > 1 ? tablesFor(question, languages) : null;
  if (tables === null) return [question];
  const parts: string[] = [];
  let from = 0;
  for (const joint of question.matchAll(tables.parts.joint)) {
    const before = question.slice(from, joint.index);
    const behind = question.slice(joint.index + joint[0].length);
    if (parts.length === Math.min(most, mostParts) - 1 || !isPart(before, tables) || !isLaterPart(behind, before, tables)) continue;
    // The mark belongs to the part that it closes.
    const mark = /^[?？؟]/u.exec(joint[0])?.[0] ?? '';
    parts.push(`${before.trim()}${mark}`);
    from = joint.index + joint[0].length;
  }
  return parts.length === 0 ? [question] : [...parts, question.slice(from).trim()];
}

/** What is looked for, part by part: `first` is the first as it was understood; what is told before it ("I live in Eastmere.") is told for all. */
export function textsOf(parts: readonly string[], first: string, languages: Readonly<Record<string, number>>): readonly string[] {
  const tables = tablesFor(parts.join(' '), languages);
  if (parts.length === 1 || tables === null) return [first];
  const { followUp } = tables;
  // The subject may come last: "How long do I have and what does it cost to register a dog?"
  const full = first === parts[0] && subjectOf(first, followUp).length === 0 ? parts.find((part) => subjectOf(part, followUp).length > 0) : undefined;
  const leading = full === undefined ? first : joinTexts(full, first, followUp);
  const told = /^.*[.!。]\s+/su.exec(first)?.[0] ?? '';
  const lacks = (part: string): boolean => part !== full && (isFollowUp(part, followUp) || isLoneWord(part, followUp));
  return [leading, ...parts.slice(1).map((part) => (lacks(part) ? joinTexts(leading, part, followUp) : `${told}${part}`))];
}

interface Tables {
  readonly parts: PartsTable;
  readonly followUp: FollowUpTable;
}

function tablesFor(question: string, languages: Readonly<Record<string, number>>): Tables | null {
  const language = questionLanguage(question, mostFrequentFirst(languages));
  const [parts, followUp] = [partsTableOf(language), tableOf(language)];
  return parts === null || followUp === null ? null : { parts, followUp };
}

/** Words beside the question words that make a clause whose verb is in no list. */
const clauseWords = 2;

/** Does it ask something as a clause of its own? */
function isPart(before: string, { parts, followUp }: Tables): boolean {
  const clause = lastSentence(before);
  if (!followUp.asks.test(clause)) return false;
  return parts.endsClause === true || isClause(clause, followUp);
}

/** Ask it does: its joint says so. But "and what in Niederau" only puts one place beside another, and a second "when" of one clause is a conjunction. */
function isLaterPart(behind: string, before: string, { parts, followUp }: Tables): boolean {
  if (parts.endsClause === true) return true;
  const clause = lastSentence(before).toLowerCase();
  const word = followUp.asks.exec(behind)?.[0].toLowerCase();
  if (word !== undefined && clause.indexOf(word, 1 + (followUp.asks.exec(clause)?.index ?? -1)) !== -1) return false;
  return !followUp.preposition.test(behind.slice(followUp.asks.exec(behind)?.index).replace(followUp.asks, '').trim());
}

/** A listed verb that is no question word, or words enough for one that is not listed. */
function isClause(text: string, table: FollowUpTable): boolean {
  const beside = wordsBeside(text, table);
  return table.sentence.test(beside.join(' ')) || beside.length >= clauseWords;
}

/** "and when does it end" in one word: a verb that is in no list. */
function isLoneWord(part: string, table: FollowUpTable): boolean {
  return wordsBeside(part, table).length === 1;
}

/** Words that are no question words. */
function wordsBeside(text: string, { asks }: FollowUpTable): readonly string[] {
  return text.replace(new RegExp(asks.source, 'giu'), ' ').match(/[\p{L}\p{M}’']+/gu) ?? [];
}

function lastSentence(text: string): string {
  return (text.match(/[^.!?。！？؟]+[.!?。！？؟]*/gu) ?? []).at(-1)?.trim() ?? text;
}
