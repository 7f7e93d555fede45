/**
 * Which statements say the same: two municipalities' identical by-laws, a law and the guidance that repeats it, a by-law and its printed copy, an
 * act's twin in the other language. It is said once, and every place where it stands is cited for it.
 */
import type { DraftStatement, Sentence } from './engine.js';
import { folded } from './checks/check.js';
import { readSentence, stemmerOf } from './checks/reading.js';
import { sameLanguage } from './checks/alignment.js';
import { basicProvisionOf, locateBody } from './cite.js';
import { cellsOf, isRow } from './lists.js';
import { unitsIn, readable } from './numbered-sentences.js';
import type { Unit } from './lists.js';
import { verify } from './verify.js';

/** Least share of all content words of two statements that both have. The rest may be words by which only one of them is the fuller. */
const leastCommon = 0.6;

/**
 * Drafts that say the same joined, the most believed first in `drafts`' order. The words of the first are kept: every one of its content words must stand
 * with the other, whose sentences alone must bear it (numbers, denial, modality, conditions, parties: `verify.ts`), and the other must say little more.
 * Two sentences of one section differ on purpose: they are the same only word for word.
 */
export function joinSame(drafts: readonly DraftStatement[], sentences: readonly Sentence[]): DraftStatement[] {
  const kept: DraftStatement[] = [];
  for (const draft of drafts) {
    const at = kept.findIndex((one) => saySame(one, draft, sentences));
    const same = kept[at];
    if (same === undefined) kept.push(draft);
    else kept[at] = { ...same, sentences: [...new Set([...same.sentences, ...draft.sentences])], score: Math.max(same.score, draft.score) };
  }
  return kept;
}

/** Is `one` said by the sentences of `other` too, and little more than that? */
export function saySame(one: DraftStatement, other: DraftStatement, sentences: readonly Sentence[]): boolean {
  if (folded(one.text) === folded(other.text)) return true;
  const [first, second] = [sentenceOf(one, sentences), sentenceOf(other, sentences)];
  if (first === undefined || second === undefined) return false;
  if (sectionOf(first) === sectionOf(second)) return false;
  const [language, itsLanguage] = [first.passage.document.language, second.passage.document.language];
  if (!sameLanguage(language, itsLanguage)) return areTwins(first, second, sentences);
  return resemble(one.text, other.text, language) && resemble(ownText(first), ownText(second), language) && verify({ text: one.text, sentences: other.sentences }, language, sentences).support === 'supported';
}

function sentenceOf({ sentences: [number] }: DraftStatement, sentences: readonly Sentence[]): Sentence | undefined {
  return sentences.find((sentence) => sentence.number === number);
}

function resemble(one: string, other: string, language: string): boolean {
  const [first, second] = [wordsOf(one, language), wordsOf(other, language)];
  const numbers = (words: ReadonlySet<string>): string => [...words].filter((word) => /\p{N}/u.test(word)).sort().join(' ');
  if (first.size === 0 || numbers(first) !== numbers(second)) return false;
  return [...first].every((word) => second.has(word)) && first.size >= leastCommon * second.size;
}

/** An item without what it hangs on: items of two like lists have all that in common. */
function ownText({ passage: { document }, span, text }: Sentence): string {
  const own = document.text.slice(span.start, span.end);
  return isRow(own) ? text : own;
}

/** Content words; of a row not the running number of its first cell ("Item: 7"), which says nothing. */
function wordsOf(text: string, language: string): ReadonlySet<string> {
  const said = text.replace(/^[^;:]*: \p{Nd}{1,3}; /u, '');
  return new Set(readSentence(said, language)?.content.map(({ term }) => term) ?? said.toLowerCase().split(/\s+/u).map(stemmerOf(language)));
}

/** The same sentence of one provision in two languages: of the same work, in its order in the provision, with the same numbers. */
function areTwins(one: Sentence, other: Sentence, sentences: readonly Sentence[]): boolean {
  if (one.passage.document.work !== other.passage.document.work || provisionOf(one) === '' || provisionOf(one) !== provisionOf(other)) return false;
  const order = (sentence: Sentence): number => sentences.filter((each) => each.passage.document === sentence.passage.document && provisionOf(each) === provisionOf(sentence)).findIndex(({ number }) => number === sentence.number);
  const numbers = ({ text }: Sentence): string => (text.normalize('NFKC').match(/\p{N}+/gu) ?? []).sort().join(' ');
  return order(one) === order(other) && numbers(one) === numbers(other);
}

/** The innermost provision a sentence stands in; empty where it stands in none. */
function provisionOf({ passage: { document }, span }: Sentence): string {
  return locateBody(document, span)?.provision.eId ?? '';
}

/** The section or article a sentence stands in, as a key; of a text without provisions the text. */
export function sectionOf({ passage: { document }, span }: Sentence): string {
  const home = locateBody(document, span);
  return `${document.expression}#${home === null ? '' : basicProvisionOf(home).provision.eId}`;
}

/** More sources of one statement than this prove nothing more. */
const mostSources = 3;

/** Where a sentence is said once more, word for word, in the passages that retrieval found to be the same as its own. */
export function alsoSaid({ passage, text }: Sentence): { readonly unit: Unit; readonly passage: Pick<Sentence['passage'], 'document'> }[] {
  const said = bare(text);
  return passage.alsoIn.flatMap(({ document, chunk }) => {
    const unit = unitsIn(document, chunk.span).find((one) => bare(readable(document, one)) === said);
    return unit === undefined ? [] : [{ unit, passage: { document } }];
  }).slice(0, mostSources);
}

/** Without case, white space and marks: a printed copy breaks its lines elsewhere. */
function bare(text: string): string {
  return (isRow(text) ? cellsOf(text).join(' ') : text).normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
