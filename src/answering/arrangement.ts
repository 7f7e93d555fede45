/**
 * The order of an answer: what was asked first.
 *
 *   best provision     the statement that holds what is asked for (a fee, a day, a period) leads, the others as the law has them: rule, exception, form, deadline
 *   next provision     by belief in its best statement
 */
import { primaryLanguage } from '../language.js';
import type { Query } from '../retrieval/query.js';
import { exceptionIn } from './checks/exceptions.js';
import { readSentence } from './checks/reading.js';
import type { DraftStatement, Sentence } from './engine.js';
import { holdsAnswerKind, questionKindOf } from './question-kinds.js';
import { joinSame, sectionOf } from './same-saying.js';

/** A statement that holds what is asked for leads its provision when its belief is at least this share of the best one's. */
const leadingShare = 0.6;

/** What points back to the sentence before and cannot be said first. German "Sie" is left out: it also means the reader. */
const pointsBack: Readonly<Record<string, RegExp>> = {
  en: /^(?:it|they|he|she|this|that|these|those|such|otherwise|however|in (?:that|this|such) case|the (?:same|latter|former))\b/iu,
  de: /^(?:er|es|dies(?:e[nrsm]?)?|das gilt|dabei|hier(?:von|für|bei)|davon|dafür|darüber|in diesem fall|andernfalls|satz \d)(?!\p{L})/iu,
  fr: /^(?:il|ils|elles?|ce|cela|ces|cet(?:te)?|celui-ci|celle-ci|en ce cas|dans ce cas|toutefois|à défaut)(?!\p{L})/iu,
  ar: /^(?:و?هو|و?هي|ذلك|وذلك|هذا|هذه)(?!\p{L})/u,
  uk: /^(?:він|вона|воно|вони|це|цей|ця|ці|у цьому разі)(?!\p{L})/iu,
  ja: /^(?:これ|それ|この|その|前項|同項)/u,
};

/** The drafts as they are to be read, those that say the same joined. `score` orders provisions; equal ones keep the order of their passages. */
export function arrange(drafts: readonly DraftStatement[], sentences: readonly Sentence[], query: Pick<Query, 'text' | 'language'>): DraftStatement[] {
  const place = ({ sentences: numbers }: DraftStatement): number => Math.min(...numbers);
  const believed = [...drafts].sort((a, b) => b.score - a.score || place(a) - place(b));
  const provisions = new Map<string, DraftStatement[]>();
  for (const draft of joinSame(believed, sentences)) {
    const first = sentences.find(({ number }) => number === draft.sentences[0]);
    const key = first === undefined ? '' : sectionOf(first);
    provisions.set(key, [...(provisions.get(key) ?? []), draft]);
  }
  return [...provisions.values()].flatMap((one, at) => {
    const inOrder = [...one].sort((a, b) => startOf(a, sentences) - startOf(b, sentences) || place(a) - place(b));
    return at === 0 ? withLead(inOrder, query) : inOrder;
  });
}

/** Where it stands in its document: the first sentence it was drafted from. */
function startOf({ sentences: [number] }: DraftStatement, sentences: readonly Sentence[]): number {
  return sentences.find((sentence) => sentence.number === number)?.span.start ?? 0;
}

function withLead(drafts: readonly DraftStatement[], { text, language }: Pick<Query, 'text' | 'language'>): readonly DraftStatement[] {
  const kind = questionKindOf(text, language);
  if (kind === null) return drafts;
  const best = Math.max(...drafts.map(({ score }) => score));
  const fits = (draft: DraftStatement): boolean => draft.score >= leadingShare * best && holdsAnswerKind(draft.text, kind, language) === true && pointsBack[primaryLanguage(language)]?.test(draft.text) !== true;
  const [lead] = drafts.filter((draft) => fits(draft) && isRule(draft.text, language)).sort((a, b) => b.score - a.score);
  return lead === undefined ? drafts : [lead, ...drafts.filter((draft) => draft !== lead)];
}

/** What is read behind the rule is none: "no fee is due", a denial under a condition, what begins with a condition or takes another provision back. */
function isRule(text: string, language: string): boolean {
  const gaps = readSentence(text, language)?.gaps ?? [];
  const has = (family: string): boolean => gaps.some((marks) => marks.some((mark) => mark.family === family));
  const begins = gaps[0]?.some(({ family, value }) => family === 'condition' || value === 'none') === true;
  return !begins && exceptionIn(text, language) !== 'elsewhere' && !(has('negation') && has('condition'));
}
