/**
 * Paragraphs -> the blocks from which every format's tree is made. What is a heading is told by its numbers and by its layout: another
 * font or size than the text, the middle of the column, capitals, a bookmark.
 */
import type { Line } from '../../tree/draft.js';
import { parseHeading, parseHeadingLine, rankOf, type Heading } from '../../tree/headings.js';
import type { Block } from '../../tree/outline.js';
import { mostOf } from './lines.js';
import { marksIn, type Footnote } from './notes.js';
import type { Paragraph } from './paragraphs.js';

export interface Reading {
  readonly language: string;
  readonly guidance: boolean;
  readonly bookmarks: ReadonlySet<string>;
  readonly notes: readonly Footnote[];
}

/** How the running text of the document is set. */
export interface BodyStyle {
  readonly size: number;
  /** Fonts of at least this share of all characters. */
  readonly fonts: ReadonlySet<string>;
}

const bodyShare = 0.25;
/** Headings are no longer than this, in characters. */
const longestHeading = 220;
/** A heading is larger than the text by this much. */
const larger = 1.07;

export function bodyStyleOf(paragraphs: readonly Paragraph[]): BodyStyle {
  const words = paragraphs.flatMap((paragraph) => paragraph.words);
  if (words.length === 0) return { size: 10, fonts: new Set() };
  const characters = new Map<string, number>();
  for (const word of words) characters.set(word.font, (characters.get(word.font) ?? 0) + word.text.length);
  const all = [...characters.values()].reduce((a, b) => a + b, 0);
  const most = Math.max(...characters.values());
  return {
    size: mostOf(words, (word) => Math.round(word.size * 2) / 2),
    fonts: new Set([...characters].filter(([, count]) => count === most || count > bodyShare * all).map(([font]) => font)),
  };
}

export function titleKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/** It looks like a heading, whatever it says. */
export function standsOut(paragraph: Paragraph, body: BodyStyle, bookmarks: ReadonlySet<string>): boolean {
  const { text } = paragraph;
  if (paragraph.isRow || text.length > longestHeading || /[,;]$|[^\p{Lu}]:$/u.test(text) || !/^[\p{Lu}\p{Lo}\p{N}§«„“"(]|^\p{Ll}\p{Lu}/u.test(text)) return false;
  if (bookmarks.has(titleKey(text))) return true;
  if (paragraph.size < 0.9 * body.size) return false;
  if (paragraph.size > larger * body.size) return true;
  if (!body.fonts.has(paragraph.font) && paragraph.lead === 0) return !/[.]$/u.test(text) || text.length < 80;
  return paragraph.centred && isCapitals(text);
}

function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= 4 && letters.filter((letter) => letter === letter.toUpperCase()).length >= 0.85 * letters.length && letters.some((letter) => letter !== letter.toLowerCase());
}

/** `1. Definitions.—In these by-laws …`: number and heading run into the text, parted from it by a dash. */
const runInHeading = /^(?<number>\d{1,3}(?:\.\d{1,2})?[A-Z]{0,2}\.?)\s+(?<heading>\p{Lu}[^.—]{2,150})\.?\s?[—–]\s?(?=\S)/u;
/** `3.(1) The council …`, `4. Nobody may …` */
const leadingNumber = /^(?<number>\d{1,3}[A-Z]{0,2}(?:\.|(?=\s)))\s*(?=[\p{L}("“„«])/u;

interface State {
  readonly reading: Reading;
  readonly body: BodyStyle;
  readonly paragraphs: readonly Paragraph[];
  readonly blocks: Block[];
  readonly pending: Footnote[];
  /** Number of the last section, where sections have bare numbers; `0` before the first. */
  section: number;
  /** Where those numbers stand. */
  sectionX: number | null;
}

export function blocksOf(paragraphs: readonly Paragraph[], body: BodyStyle, reading: Reading): Block[] {
  const state: State = { reading, body, paragraphs, blocks: [], pending: [...reading.notes], section: 0, sectionX: null };
  for (let at = 0; at < paragraphs.length; at++) {
    const paragraph = paragraphs[at]!;
    const used = reading.guidance ? guidanceHeading(state, paragraph) : heading(state, at);
    if (used === 0) state.blocks.push({ type: 'line', line: lineOf(paragraph, paragraph.text), ...notesFor(state, paragraph) });
    else at += used - 1;
  }
  return state.blocks;
}

function lineOf(paragraph: Paragraph, text: string): Line {
  return { text, marks: [], page: paragraph.page };
}

/** The footnotes to which the paragraph refers. */
function notesFor(state: State, ...paragraphs: readonly Paragraph[]): { readonly notes?: Footnote['draft'][] } {
  const found = paragraphs.flatMap((paragraph) => marksIn(paragraph.words).flatMap((mark) => {
    const at = state.pending.findIndex((note) => note.mark === mark && note.page >= paragraph.page);
    return at === -1 ? [] : state.pending.splice(at, 1);
  }));
  return found.length === 0 ? {} : { notes: found.map((note) => note.draft) };
}

/** Headings of guidance nest by their size. */
function guidanceHeading(state: State, paragraph: Paragraph): 0 | 1 {
  if (!standsOut(paragraph, state.body, state.reading.bookmarks)) return 0;
  const level = Math.max(2, 6 - Math.round((paragraph.size / state.body.size - 1) * 8));
  state.blocks.push({ type: 'heading', level, line: lineOf(paragraph, paragraph.text), ...notesFor(state, paragraph) });
  return 1;
}

/** Adds the heading that begins here, if one does; returns how many paragraphs it took. */
function heading(state: State, at: number): number {
  const { reading, body, paragraphs } = state;
  const paragraph = paragraphs[at]!;
  if (paragraph.isRow) return 0;
  // Browsers print a heading that falls on the foot of a page there, and on the next page again.
  if (paragraphs[at + 1]?.text === paragraph.text && paragraphs[at + 1]!.page === paragraph.page + 1 && parseHeading(paragraph.text, reading.language, true) !== null) return 1;
  const out = standsOut(paragraph, body, reading.bookmarks);
  const named = namedUnit(state, at, out);
  if (named > 0) return named;
  const runIn = runInHeading.exec(paragraph.text)?.groups;
  if (runIn !== undefined && isNextSection(state, runIn.number!, paragraph, true)) {
    const end = runInHeading.exec(paragraph.text)![0].length;
    pushSection(state, paragraph, { number: runIn.number!, heading: runIn.heading!, runIn: paragraph.text.slice(end) }, paragraph.text);
    return 1;
  }
  if (out) return outstanding(state, paragraph, paragraphs[at + 1]);
  const bare = leadingNumber.exec(paragraph.text)?.groups?.number;
  if (bare === undefined || !isNextSection(state, bare, paragraph, false)) return 0;
  const end = leadingNumber.exec(paragraph.text)![0].length;
  pushSection(state, paragraph, { number: bare, heading: null, runIn: paragraph.text.slice(end) }, paragraph.text);
  return 1;
}

/** `CHAPTER 1`, `§ 5 Dog tax`, `Schedule`, with the heading on the next line when there is none on its own. */
function namedUnit(state: State, at: number, out: boolean): number {
  const paragraph = state.paragraphs[at]!;
  const { language } = state.reading;
  const found = out || paragraph.centred ? parseHeading(paragraph.text, language, false) : parseHeadingLine(paragraph.text, language);
  if (found === null || paragraph.text.length > longestHeading || found.runIn !== null && out) return 0;
  const titles = found.heading === null ? titlesBelow(state, paragraph, at) : [];
  const text = [paragraph, ...titles].map((each) => each.text).join(' ');
  const parsed = titles.length > 0 ? { ...found, heading: titles.map((each) => each.text).join(' ') } : found;
  if (found.kind === 'schedule') state.sectionX = null;
  state.blocks.push({ type: 'heading', level: rankOf(found.kind), line: lineOf(paragraph, text), parsed, ...notesFor(state, paragraph, ...titles) });
  return 1 + titles.length;
}

/** Lines of a heading below the line of its number. */
const mostTitleLines = 4;

/** The lines that follow the unit's number and stand out as it does. */
function titlesBelow(state: State, paragraph: Paragraph, at: number): Paragraph[] {
  const { bookmarks, language } = state.reading;
  const titles: Paragraph[] = [];
  for (const next of state.paragraphs.slice(at + 1, at + 1 + mostTitleLines)) {
    const isTitle = standsOut(next, state.body, bookmarks) && (next.centred || !paragraph.centred) && parseHeading(next.text, language, true) === null;
    // Further lines are set as the first one is.
    const goesOn = titles.length === 0 || (next.centred && next.font === titles[0]!.font && next.size === titles[0]!.size && isCapitals(next.text) === isCapitals(titles[0]!.text));
    if (!isTitle || !goesOn) break;
    titles.push(next);
    if (!next.centred) break;
  }
  return titles;
}

/** What stands out without a unit's name: a section with a bare number, the heading of the numbered paragraph below, or a title in between. */
function outstanding(state: State, paragraph: Paragraph, next: Paragraph | undefined): 0 | 1 | 2 {
  const own = parseHeading(paragraph.text, state.reading.language, true);
  if (own !== null) {
    pushSection(state, paragraph, own, paragraph.text);
    return 1;
  }
  const below = next === undefined || next.isRow ? undefined : leadingNumber.exec(next.text);
  if (below != null && !standsOut(next!, state.body, state.reading.bookmarks) && isNextSection(state, below.groups!.number!, next!, true)) {
    // Number and heading are cited in this order, whichever stands first on the page.
    const runIn = next!.text.slice(below[0].length);
    pushSection(state, paragraph, { number: below.groups!.number!, heading: paragraph.text, runIn }, `${below.groups!.number!} ${paragraph.text}`, next);
    return 2;
  }
  state.blocks.push({ type: 'heading', level: rankOf('hcontainer'), line: lineOf(paragraph, paragraph.text), ...notesFor(state, paragraph) });
  return 1;
}

/** Sections count on, from 1 and at the same place; a heading makes up for a place that differs. */
function isNextSection(state: State, number: string, paragraph: Paragraph, headed: boolean): boolean {
  const value = Number.parseInt(number, 10);
  const counts = value === state.section + 1 || (headed && (value === 1 || (value > state.section && value < state.section + 6)) || (value === state.section && /[A-Z]/.test(number)));
  if (headed) return counts;
  return counts && state.section > 0 && state.sectionX !== null && Math.abs(state.sectionX - paragraph.x) < 0.6 * paragraph.size;
}

function pushSection(state: State, paragraph: Paragraph, parsed: Omit<Heading, 'kind'>, printed: string, below?: Paragraph): void {
  state.section = Number.parseInt(parsed.number, 10);
  state.sectionX = (below ?? paragraph).x;
  const text = parsed.runIn === null || printed.endsWith(parsed.runIn) ? printed : `${printed} ${parsed.runIn}`;
  state.blocks.push({ type: 'heading', level: rankOf('section'), line: lineOf(paragraph, text), parsed: { ...parsed, kind: 'section' }, ...notesFor(state, paragraph, ...(below === undefined ? [] : [below])) });
}
