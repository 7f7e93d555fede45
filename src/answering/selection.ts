/**
 * Which of the sentences that the reader believes in go into the answer: no fragments, and of a table or a list of what is forbidden only what was asked
 * about. A list of conditions, documents or duties is left whole: part of it would be wrong.
 */
import { tells, wantedBy } from './asked-for.js';
import { exceptionIn } from './checks/exceptions.js';
import { readSentence } from './checks/reading.js';
import type { Sentence } from './engine.js';
import type { Terms } from './evidence.js';
import { isRow } from './lists.js';
import { contentOf, holdsAnswerKind, questionKindOf } from './question-kinds.js';
import type { ReaderWeights } from './reader-model.js';

export interface Asked {
  readonly question: string;
  /** Of the question. */
  readonly asksIn: string;
  /** Of the passages: words are read in it. */
  readonly language: string;
  readonly terms: Terms;
}

/** A sentence with the reader's belief in it, 0 to 1. */
export interface Believed {
  readonly sentence: Sentence;
  readonly belief: number;
}

/** A sentence that tells what is asked for is chosen by itself from this share of the best belief on: settled on the sample questions. */
const tellingShare = 0.3;

/**
 * `chosen` with the sentences that tell what is asked for where none of it does: one who asks for a fee is not told its purpose and its due date alone.
 * Indexes, most believed first, at most `maximum`.
 */
export function withTelling(chosen: readonly number[], beliefs: readonly number[], choice: ReaderWeights['choice'], { sentences, asked, maximum }: { readonly sentences: readonly Sentence[]; readonly asked: Pick<Asked, 'question' | 'asksIn'>; readonly maximum: number }): readonly number[] {
  const wanted = wantedBy(asked.question, asked.asksIn);
  if (wanted !== 'sum' && wanted !== 'day' && wanted !== 'period') return chosen;
  const isTelling = (index: number): boolean => tells(sentences[index]!.text, wanted, sentences[index]!.passage.document.language) === 'whole';
  if (chosen.length === 0 || chosen.some(isTelling)) return chosen;
  const telling = beliefs.map((_, index) => index).filter((index) => beliefs[index]! >= choice.least && isTelling(index)).sort((a, b) => beliefs[b]! - beliefs[a]! || a - b);
  const best = beliefs[telling[0] ?? -1] ?? 0;
  if (best < tellingShare * beliefs[chosen[0]!]!) return chosen;
  const added = telling.filter((index) => beliefs[index]! >= choice.leastOfBest * best).slice(0, maximum);
  return [...added, ...chosen].slice(0, maximum).sort((a, b) => beliefs[b]! - beliefs[a]! || a - b);
}

/** Guidance heads its paragraphs with questions, which are most like the one asked and answer nothing. */
const asks = /[?؟？]["'”’»」)\]）]*$/u;

/** In place of a question the sentence right behind it in its passage, which answers it; a question without one stays. */
export function withAnswers(chosen: readonly Believed[], all: readonly Believed[]): readonly Believed[] {
  const places = new Map(all.map(({ sentence }, at) => [sentence, at]));
  const answers = chosen.map((one) => {
    if (!asks.test(one.sentence.text)) return one;
    const next = all[places.get(one.sentence)! + 1]?.sentence;
    return next?.passage === one.sentence.passage && !asks.test(next.text) && !isFragment(next) ? { sentence: next, belief: one.belief } : one;
  });
  return answers.filter(({ sentence }, at) => answers.findIndex((other) => other.sentence === sentence) === at);
}

/** `chosen`, most believed first, without what runs on; the order is kept, and at least one is left of what there was. */
export function withoutRunOn(chosen: readonly Believed[], asked: Asked): readonly Believed[] {
  const complete = chosen.filter(({ sentence }) => !isFragment(sentence));
  if (complete.length === 0) return chosen;
  const aside = new Set(listsOf(complete.map(({ sentence }) => sentence)).flatMap((list) => unasked(list, asked)));
  const named = complete.filter(({ sentence }) => !aside.has(sentence));
  return withoutBystanders(named, asked);
}

/** What lacks the thing asked for must be believed in at least by this share of the best, or make an exception: settled on the sample questions. */
const bystanderShare = 0.8;

/** Who asks for a fee, a day or a period is not told what else the section rules: what a certificate states, who else may apply. */
function withoutBystanders(named: readonly Believed[], { question, asksIn, language }: Asked): readonly Believed[] {
  const wanted = wantedBy(question, asksIn);
  if ((wanted === 'sum' || wanted === 'day' || wanted === 'period') && named.some(({ sentence }) => tells(sentence.text, wanted, language) === 'whole')) {
    const most = Math.max(...named.map(({ belief }) => belief));
    return named.filter(({ sentence: { text }, belief }) => belief >= bystanderShare * most || tells(text, wanted, language) !== 'none' || qualifies(text, language));
  }
  const kind = questionKindOf(question, language);
  if (kind === null || kind === 'who' || kind === 'where' || !named.some(({ sentence }) => holdsAnswerKind(sentence.text, kind, language) === true)) return named;
  const least = bystanderShare * Math.max(...named.map(({ belief }) => belief));
  return named.filter(({ sentence: { text }, belief }) => belief >= least || holdsAnswerKind(text, kind, language) !== false || qualifies(text, language));
}

/** Makes an exception or stands under a condition: a part of the rule. */
function qualifies(text: string, language: string): boolean {
  return exceptionIn(text, language) !== 'none' || readSentence(text, language)?.gaps.flat().some(({ family }) => family === 'condition') === true;
}

const ended = /[.!?؟。！？…:：;]["'”’»」)\]）]*$/u;
/** The beginning of something that goes on behind it. */
const goesOn = /[:：—–-]\s*$/u;

/** A heading, a caption, an announcement without what it announces, the second half of a torn line: no statement. */
function isFragment({ text, leadIns, tails, span, passage: { document } }: Sentence): boolean {
  if (leadIns.length > 0 || tails.length > 0 || isRow(document.text.slice(span.start, span.end))) return false;
  return !ended.test(text) || goesOn.test(text) || /^\p{Ll}/u.test(text);
}

/** Items that hang on the same lead-in, two or more. */
function listsOf(sentences: readonly Sentence[]): Sentence[][] {
  const lists = new Map<string, Sentence[]>();
  for (const sentence of sentences) {
    const leadIn = sentence.leadIns.at(-1);
    if (leadIn === undefined) continue;
    const key = `${sentence.passage.document.expression}#${leadIn.start}`;
    lists.set(key, [...(lists.get(key) ?? []), sentence]);
  }
  return [...lists.values()].filter(({ length }) => length > 1);
}

/** The items that have none of the question's words, where others have some that their lead-in has not. */
function unasked(list: readonly Sentence[], { question, language, terms }: Asked): readonly Sentence[] {
  const { document } = list[0]!.passage;
  const at = ({ start, end }: { readonly start: number; readonly end: number }): string => document.text.slice(start, end);
  const leadIn = list[0]!.leadIns.map(at).join(' ');
  if (!isRow(at(list[0]!.span)) && !forbids(leadIn, document.language)) return [];
  const above = new Set(terms(leadIn));
  const looked = [...new Set(terms(contentOf(question, language)))].filter((term) => !above.has(term));
  const named = list.map(({ span }) => { const own = new Set(terms(at(span))); return looked.filter((term) => own.has(term)).length; });
  const most = Math.max(...named);
  return most === 0 ? [] : list.filter((_, index) => named[index]! === 0);
}

/** "No person may …": each item is forbidden by itself. Under a condition all items count together. */
function forbids(leadIn: string, language: string): boolean {
  const marks = readSentence(leadIn, language)?.gaps.flat() ?? [];
  return marks.some(({ value }) => value === 'must-not') && marks.every(({ family }) => family !== 'condition');
}
