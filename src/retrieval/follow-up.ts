/**
 * "And for children?": is a question complete, or does it live on the one before it, and what is then asked? No model and no guess at
 * meaning: closed word lists per language (`follow-up-tables.ts`) say which words of a question carry a subject of their own.
 *
 *   no subject of its own         "How much?" "Which documents do I need?" "And on Sundays?"
 *   a subject, but no sentence    "And in Eastmere?" "What about a second dog?"
 *   a pronoun                     "When must it be paid?"
 *   a condition                   "What if the landlord refuses?"
 *
 * Such a question takes over the words of the one before, save those that it replaces: a place or name behind the same preposition, a year,
 * and, when it asks in its own words (when, how much), what the one before asked. A language without lists: it cannot be told, and
 * nothing is taken over.
 */
import type { CitationTarget } from '../citation.js';
import type { Day } from '../document.js';
import { mostFrequentFirst, questionLanguage } from '../language.js';
import { tableOf, type FollowUpTable } from './follow-up-tables.js';

/** A question asked before, and what its answer stood on. */
export interface EarlierStep {
  readonly question: string;
  readonly cited: readonly CitationTarget[];
  /** What it was limited to. */
  readonly scope: { readonly asOf?: Day; readonly collections?: readonly string[]; readonly jurisdictions?: readonly string[] };
}

export interface Understood {
  /** What is looked for. */
  readonly text: string;
  /** The same where it differs from the question; `null` when the question stands for itself. */
  readonly understood: string | null;
  /** Of what is talked about, from the step before; `null` as well. */
  readonly subject: Pick<EarlierStep, 'cited' | 'scope'> | null;
}

/** Longest text taken over: the last words of a long conversation count. */
const longestUnderstood = 1_000;

/** `earlier`: oldest first. `languages`: those of the corpus with how many documents each has. */
export function understand(question: string, earlier: readonly EarlierStep[], languages: Readonly<Record<string, number>>): Understood {
  const known = mostFrequentFirst(languages);
  let running: Understood = { text: '', understood: null, subject: null };
  for (const step of [...earlier, { question, cited: [], scope: {} }]) running = join(running, step, known);
  return { text: running.text, understood: running.understood, subject: running.understood === null ? null : running.subject };
}

/** One step on: a follow-up joined with what was asked before it, anything else alone. `subject` is that of the step before. */
function join(before: Understood & { readonly last?: EarlierStep }, step: EarlierStep, known: readonly string[]): Understood & { readonly last: EarlierStep } {
  const text = step.question.trim();
  const language = before.text === '' ? null : languageOf(text, before.text, known);
  const table = language === null ? null : tableOf(language);
  if (table === null || !isFollowUp(text, table)) return { text, understood: null, subject: null, last: step };
  const joined = joinTexts(before.text, text, table).slice(-longestUnderstood).trim();
  const last = before.last ?? step;
  // A step that cited nothing leaves the talk where it was.
  const cited = last.cited.length > 0 ? last.cited : (before.subject?.cited ?? []);
  return { text: joined, understood: joined === text ? null : joined, subject: { cited, scope: { ...before.subject?.scope, ...last.scope } }, last: step };
}

/** Few words tell no language; then it is that of what was asked before. */
function languageOf(text: string, before: string, known: readonly string[]): string {
  const spoken = questionLanguage(before, known);
  const script = tableOf(spoken)?.script;
  const own = questionLanguage(text, known);
  return script !== undefined && script.test(text) && (text.length < 40 || tableOf(own) === null) ? spoken : own;
}

/** Does the question need the one before it? */
export function isFollowUp(question: string, table: FollowUpTable): boolean {
  const { subject, isSentence, opens, condition, pronoun, leading } = readQuestion(question, table);
  if (subject.length === 0) return opens || pronoun || !table.greeting.test(question);
  if (condition) return subject.length <= mostConditionWords;
  if (subject.length > mostSubjectWords) return false;
  return pronoun || ((opens || leading) && !isSentence);
}

/** More words of its own than these make a question complete, whatever else is in it. */
const mostSubjectWords = 2;
const mostConditionWords = 4;

interface Read {
  /** Words that say what is talked about. */
  readonly subject: readonly string[];
  /** It has a verb or a question word: behind its opening it could stand alone. */
  readonly isSentence: boolean;
  readonly opens: boolean;
  readonly condition: boolean;
  readonly pronoun: boolean;
  /** Begins with a preposition. */
  readonly leading: boolean;
}

function readQuestion(question: string, table: FollowUpTable): Read {
  const condition = table.condition.test(question);
  const opens = table.opener.test(question);
  const body = question.replace(table.condition, ' ').replace(table.opener, ' ').trim();
  const plain = body.replace(table.empty, ' ');
  return {
    subject: plain.match(table.word) ?? [],
    isSentence: table.sentence.test(body),
    opens, condition,
    pronoun: table.pronoun.test(body),
    leading: table.preposition.test(body),
  };
}

/** The words of a question that say what is talked about. */
export function subjectOf(question: string, table: FollowUpTable): readonly string[] {
  return readQuestion(question, table).subject;
}

/** The subject of `before` with `question` behind it. */
export function joinTexts(before: string, question: string, table: FollowUpTable): string {
  const body = question.replace(table.opener, ' ').trim();
  const kept = withoutReplaced(before, body, table);
  const asksAnew = table.asks.test(body) && !table.condition.test(question);
  const carried = asksAnew ? kept.replace(table.asking, ' ').replace(/[?？؟!.。,、;:]+/gu, ' ') : kept;
  const tidy = carried.replace(/\s+/gu, ' ').trim().replace(table.loose, '').replace(/\s+(?=[?？؟])/gu, '').trim();
  return tidy === '' ? question : asksAnew ? `${tidy}: ${question}` : `${tidy} ${question}`;
}

/** Without the place, name or year in whose stead the new question has another. */
function withoutReplaced(before: string, body: string, table: FollowUpTable): string {
  const placed = [...body.matchAll(table.place)];
  let rest = placed.length > 0 ? before.replace(table.place, ' ') : before;
  if (year.test(body)) rest = rest.replace(new RegExp(year.source, 'gu'), ' ');
  // What is left of an earlier follow-up when its place is gone asks nothing.
  const sentences = rest.match(/[^?？؟]+[?？؟]*/gu) ?? [];
  return sentences.filter((sentence, at) => at === 0 || (sentence.replace(table.opener, ' ').replace(table.empty, ' ').match(table.word) ?? []).length > 0 || table.qualifier.test(sentence)).join('');
}

const year = /(?<!\p{N})(?:19|20)\d\d(?!\p{N})/u;
