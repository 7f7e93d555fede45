/**
 * Sentences of a text, as spans. Lines are hard boundaries (a line is a paragraph, an item, a table row); within a line a
 * sentence ends where its script's end mark stands, unless the mark belongs to an abbreviation, an ordinal or an enumerator.
 * Rules and tables instead of a trained model: the same text gives the same sentences for ever, in every language.
 */
import type { Span } from './document.js';
import { linesOf, trimSpan } from './text.js';

/** What a full stop may follow without ending a sentence. Folded to lower case, written without the last stop. */
interface Abbreviations {
  /** Never end a sentence: `z. B.`, `e.g.`. */
  readonly always: readonly string[];
  /** Do not end one in front of a number: `Abs. 2`, `s. 12`, `al. 2`. */
  readonly beforeNumber: readonly string[];
  /** `1. Januar`: a number and a stop are an ordinal here, unless one of `openers` follows. */
  readonly ordinals: boolean;
  /** Words that open a sentence and never follow an ordinal. Folded to lower case. */
  readonly openers: readonly string[];
  /** Words that name a provision: at the beginning of a line, with its number and a stop (`Section 5. The owner …`), they number it. Folded to lower case. */
  readonly provisions: readonly string[];
}

const none: Abbreviations = { always: [], beforeNumber: [], ordinals: false, openers: [], provisions: [] };

const abbreviations: Readonly<Record<string, Abbreviations>> = {
  en: {
    always: ['e.g', 'i.e', 'cf', 'mr', 'mrs', 'ms', 'dr', 'prof', 'st', 'v', 'vs', 'viz', 'approx', 'inc', 'ltd', 'co', 'corp', 'jr', 'sr', 'hon', 'gov', 'gen', 'dept'],
    beforeNumber: ['s', 'ss', 'sec', 'secs', 'art', 'arts', 'no', 'nos', 'para', 'paras', 'p', 'pp', 'reg', 'regs', 'cl', 'ch', 'cap', 'sch', 'pt', 'vol', 'fig', 'tel', 'r', 'rr', 'c', 'cc', 'div', 'subd', 'subs', 'subss', 'sched', 'ord', 'stat', 'annex', 'app', 'ann'],
    ordinals: false,
    openers: [],
    provisions: ['section', 'sec', 's', 'article', 'art', 'rule', 'regulation', 'schedule', 'part', 'chapter', 'paragraph', 'para', 'clause', 'item'],
  },
  de: {
    always: ['z', 'b', 'z.b', 'd', 'h', 'd.h', 'u', 'a', 'u.a', 'bzw', 'ca', 'dr', 'prof', 'evtl', 'ggf', 'inkl', 'vgl', 'sog', 'i.d.r', 'i.v.m', 'v.m', 'i.s.d', 'o', 'e.v', 'e', 'str', 'st', 'insb', 'zzgl', 'usf', 'gem', 'mind', 'max', 'i', 'v', 'a.a.o', 'bzgl', 'einschl', 'entspr', 'grds', 'ggü', 'geb', 'vorbeh', 'v.h', 'idf'],
    beforeNumber: ['abs', 'nr', 'nrn', 'art', 'artt', 's', 'ziff', 'buchst', 'lit', 'hs', 'halbs', 'kap', 'anl', 'rn', 'rdnr', 'tel', 'bd', 'uabs', 'unterabs', 'anh', 'fn', 'aufl', 'bgbl', 'rgbl', 'abl', 'gbl', 'gvbl', 'gvobl', 'gmbl', 'banz', 'amtsbl', 'az'],
    ordinals: true,
    openers: ['der', 'die', 'das', 'dies', 'diese', 'dieser', 'dieses', 'er', 'sie', 'es', 'wer', 'wenn', 'ein', 'eine', 'einer', 'wird', 'ist', 'sind', 'bei', 'im', 'in', 'nach', 'für', 'auf', 'als', 'absatz', 'satz', 'hat', 'soweit', 'sofern', 'bitte'],
    provisions: ['§', '§§', 'artikel', 'art', 'absatz', 'abs', 'nummer', 'nr', 'teil', 'kapitel', 'abschnitt', 'anlage'],
  },
  fr: {
    always: ['m', 'mm', 'mme', 'mmes', 'mlle', 'dr', 'cf', 'p. ex', 'ex', 'env', 'st', 'ste', 'av'],
    beforeNumber: ['al', 'art', 'arts', 'p', 'pp', 'no', 'n', 'chap', 'sect', 'par', 'tél', 'tel', 'vol', 'ch', 'c', 'ann', 'annexe', 'let', 'litt', 'ss', 'réf', 'ref'],
    ordinals: false,
    openers: [],
    provisions: ['article', 'art', 'chapitre', 'titre', 'section', 'annexe', 'partie'],
  },
  ar: {
    // `م` and `هـ` behind a year are its calendar and may end a sentence.
    always: ['د', 'أ', 'ص.ب'],
    beforeNumber: ['م', 'ص', 'رقم', 'ف', 'ج', 'ق'],
    ordinals: false,
    openers: [],
    provisions: ['المادة', 'مادة', 'الفصل', 'الباب', 'البند', 'الفقرة'],
  },
  uk: {
    // `р.` (year), `грн.`, `тис.` stand behind a number and may end a sentence: a small letter behind them goes on anyway.
    always: ['т', 'д', 'т.д', 'т.п', 'див', 'напр', 'вул', 'просп', 'ім', 'м', 'о', 'обл', 'зокр'],
    beforeNumber: ['ст', 'ст.ст', 'ч', 'п', 'пп', 'підп', 'абз', 'розд', 'гл', 'буд', 'кв', 'тел', 'с', 'дод', 'статт'],
    ordinals: false,
    openers: [],
    provisions: ['стаття', 'ст', 'розділ', 'глава', 'пункт', 'частина', 'додаток'],
  },
  ja: none,
};

/** Abbreviations that any language's legal text borrows. */
const common: Abbreviations = { ...none, always: ['e.g', 'i.e'], beforeNumber: ['art', 'no', 'nr', 'p', 'etc'] };

const endMark = /[.!?؟۔…]+["'”’»)\]]*(?=\s)|[。！？｡]+/gu;
const closing = /[」』）)”"’】》]/u;
/** A gloss behind the sentence that it belongs to: `… means the Canada Revenue Agency. (Agence)`. No longer than a term is, in characters. */
const gloss = /^\([^().!?]{1,60}\)$/u;
/** A line of dots to be filled in: more of them than an omission has. */
const leader = /\.{4,}$|(?:^|\s)\.$/u;

/** Sentences of `span` (default: the whole text) in text order, without white space at their ends. Every character that is not white space lies in exactly one. */
export function sentencesOf(text: string, language: string, span: Span = { start: 0, end: text.length }): Span[] {
  const rules = abbreviations[language.toLowerCase().split('-')[0] ?? ''] ?? none;
  return linesOf(text, span).flatMap((line) => sentencesOfLine(text, line, rules));
}

function sentencesOfLine(text: string, line: Span, rules: Abbreviations): Span[] {
  const content = text.slice(line.start, line.end);
  const sentences: Span[] = [];
  let start = 0;
  for (const match of content.matchAll(endMark)) {
    const end = match.index + match[0].length;
    if (!isEnd(content, start, match.index, end, rules)) continue;
    push(sentences, text, line.start + start, line.start + end);
    start = end;
  }
  push(sentences, text, line.start + start, line.end);
  return sentences;
}

function push(sentences: Span[], text: string, start: number, end: number): void {
  const trimmed = trimSpan(text, { start, end });
  if (trimmed !== null) sentences.push(trimmed);
}

/** Does the mark at `[mark, end)` end the sentence that began at `start`? */
function isEnd(content: string, start: number, mark: number, end: number, rules: Abbreviations): boolean {
  const rest = content.slice(end).trimStart();
  if (rest === '') return true;
  if (gloss.test(rest) || leader.test(content.slice(start, end))) return false;
  if (/[。！？｡]/u.test(content[mark]!)) return !closing.test(rest[0]!);
  const next = /^["'“„«‚‘([¿¡]*(.)/u.exec(rest)?.[1] ?? '';
  // A letter of a script that has capitals but is none goes on with the sentence.
  if (/\p{Ll}/u.test(next)) return false;
  if (content[mark] !== '.' || content[mark + 1] === '.') return true;
  return !stopBelongsToWord(content.slice(start, mark), rest, rules);
}

function stopBelongsToWord(before: string, rest: string, rules: Abbreviations): boolean {
  const word = /[^\s(\[„“"'«/]*$/u.exec(before)?.[0].toLowerCase() ?? '';
  // `1.`, `(a).`, `IV.` at the start of the line is an enumerator.
  if (before.trim() === word && /^(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*|\p{L}|[ivxlc]+)\)?$/u.test(word)) return true;
  const numbered = /^\s*(\p{L}+|§+)\.?\s*\p{Nd}+\p{L}{0,2}$/u.exec(before)?.[1]?.toLowerCase();
  if (numbered !== undefined && rules.provisions.includes(numbered)) return true;
  // `i. V. m.`: letters of one abbreviation, set apart.
  if (/^\p{L}$/u.test(word) && (/^\p{L}\.(?!\p{L}{2})/u.test(rest) || /(?:^|\s)\p{L}\.\s\p{L}$/u.test(before))) return true;
  if ([...rules.always, ...common.always].includes(word)) return true;
  const numberFollows = /^[\p{Nd}§([]|^[IVXLC]+\b|^[a-z]\b/u.test(rest);
  // `R.S.C. 1985`, `L.R. (1985)`.
  if (numberFollows && /^(?:\p{L}\.)+\p{L}$/u.test(word)) return true;
  if (numberFollows && [...rules.beforeNumber, ...common.beforeNumber].includes(word)) return true;
  // An initial: `J. Smith`. A single letter behind a number is a provision (`section 5 a.`), so it ends.
  if (/^\p{Lu}$/u.test(/\S*$/u.exec(before)?.[0] ?? '') && !/\p{Nd}\s*\S$/u.test(before)) return true;
  if (!rules.ordinals || !/^\p{Nd}{1,2}$/u.test(word)) return false;
  const opener = /^\p{L}+/u.exec(rest)?.[0].toLowerCase();
  return opener === undefined || !rules.openers.includes(opener);
}
