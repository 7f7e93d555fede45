/**
 * The order of an answer: what was asked first.
 *
 *   first provision    the one of the statement that tells what is asked for (a fee, a day, a period; `asked-for.ts`), or else of the best one; that
 *                      statement leads, with the items of its list, the others as the law has them: rule, exception, form, deadline
 *   next provision     by belief in its best statement
 */
import { primaryLanguage } from '../language.js';
import type { Query } from '../retrieval/query.js';
import { tells, wantedBy, type Telling, type Wanted } from './asked-for.js';
import { exceptionIn } from './checks/exceptions.js';
import { readSentence } from './checks/reading.js';
import type { DraftStatement, Sentence } from './engine.js';
import { isRow } from './lists.js';
import { joinSame, sectionOf } from './same-saying.js';

/** What leads is believed in at least by this share of the best statement that tells what is asked for, … */
const leadingShare = 0.6;
/**
 * … and of the best of all. A sum, a day or a period is told for certain (settled on the sample questions); a word for a place, a person or a permission
 * stands in many a sentence.
 */
const leastShare: Readonly<Record<Wanted, number>> = { sum: 0.3, day: 0.3, period: 0.3, count: 0.6, place: 0.6, person: 0.6, permission: 0.6 };

/** So many times as much as in any other item of its list is believed in one that the question singles out. */
const singledOut = 1.5;

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
  const inOrder = [...provisions.values()].map((one) => [...one].sort((a, b) => startOf(a, sentences) - startOf(b, sentences) || place(a) - place(b)));
  const lead = leadOf(inOrder.flat(), sentences, query);
  if (lead === null) return inOrder.flat();
  const home = inOrder.find((one) => one.includes(lead))!;
  const leading = leadList(home.filter((draft) => draft === lead || areOfOneList(draft, lead, sentences)), lead, sentences);
  return [...leading, ...home.filter((draft) => !leading.includes(draft)), ...inOrder.filter((one) => one !== home).flat()];
}

/** A list is read in its order, unless the question singles out one of its items; of the rows of a table it always does. */
function leadList(list: readonly DraftStatement[], lead: DraftStatement, sentences: readonly Sentence[]): readonly DraftStatement[] {
  const others = list.filter((draft) => draft !== lead);
  const own = sentences.find(({ number }) => number === lead.sentences[0]);
  const row = own !== undefined && isRow(own.passage.document.text.slice(own.span.start, own.span.end));
  return row || others.every(({ score }) => lead.score >= singledOut * score) ? [lead, ...others] : list;
}

/** Where it stands in its document: the first sentence it was drafted from. */
function startOf({ sentences: [number] }: DraftStatement, sentences: readonly Sentence[]): number {
  return sentences.find((sentence) => sentence.number === number)?.span.start ?? 0;
}

/** The most believed statement that tells what is wanted and can be said first; a share of something ("half the fee") only where nothing tells the thing itself. */
function leadOf(drafts: readonly DraftStatement[], sentences: readonly Sentence[], { text, language }: Pick<Query, 'text' | 'language'>): DraftStatement | null {
  const wanted = wantedBy(text, language);
  if (wanted === null) return null;
  const best = (these: readonly DraftStatement[]): number => Math.max(0, ...these.map(({ score }) => score));
  const degrees = new Map(drafts.map((draft) => [draft, tells(draft.text, wanted, lawLanguage(draft, sentences, language))]));
  const leadTelling = (degree: Telling): DraftStatement | null => {
    const telling = drafts.filter((draft) => degrees.get(draft) === degree);
    const least = Math.max(leadingShare * best(telling), leastShare[wanted] * best(drafts));
    return telling.filter((draft) => draft.score >= least && isSaidFirst(draft.text, lawLanguage(draft, sentences, language))).sort((a, b) => b.score - a.score)[0] ?? null;
  };
  return leadTelling('whole') ?? leadTelling('relative');
}

/** The law's, in whose words a statement mostly is. */
function lawLanguage({ sentences: [number] }: DraftStatement, sentences: readonly Sentence[], otherwise: string): string {
  return sentences.find((sentence) => sentence.number === number)?.passage.document.language ?? otherwise;
}

/** Items that hang on the same lead-in: nothing else stands between them. */
export function areOfOneList(one: DraftStatement, other: DraftStatement, sentences: readonly Sentence[]): boolean {
  const leadIn = ({ sentences: [number] }: DraftStatement): number | undefined => sentences.find((sentence) => sentence.number === number)?.leadIns.at(-1)?.start;
  return leadIn(one) !== undefined && leadIn(one) === leadIn(other);
}

const isSaidFirst = (text: string, language: string): boolean => pointsBack[primaryLanguage(language)]?.test(text) !== true && isRule(text, language);

/** What is read behind the rule is none: "no fee is due", a denial under a condition, what begins with a condition or takes another provision back. */
function isRule(text: string, language: string): boolean {
  const gaps = readSentence(text, language)?.gaps ?? [];
  const has = (family: string): boolean => gaps.some((marks) => marks.some((mark) => mark.family === family));
  const begins = gaps[0]?.some(({ family, value }) => family === 'condition' || value === 'none') === true;
  return !begins && exceptionIn(text, language) !== 'elsewhere' && !(has('negation') && has('condition'));
}
