/**
 * Sentences of a plain stretch of text, with what they hang on: an item carries the line that announces its list, a table
 * row carries the header row.
 *
 *   Bring these:            lead-in, no sentence of its own
 *   - your passport         item   <- lead-in
 *   - a photo               item   <- lead-in
 *   when you come.          tail of both items
 *   The office is open.     sentence
 */
import type { Span } from '../document.js';
import { sentencesOf } from '../sentences.js';
import { linesOf } from '../text.js';

/** A sentence in the making: what it is, what goes before it and what comes after it. */
export interface Unit {
  readonly span: Span;
  /** Outermost first. */
  readonly leadIns: readonly Span[];
  /** What closes the sentence behind the list its item stands in ("commits an offence"). */
  readonly tails: readonly Span[];
}

export interface Stretch {
  readonly units: readonly Unit[];
  /** The last sentence, when it announces what comes behind the stretch; it is among the units only when it is complete in itself. */
  readonly open: Span | null;
}

const marker = /^(?:[-–—•*·▪◦‣○●・]|[([（]?(?:\p{Nd}{1,3}|\p{L}ـ?|[ivx]{2,4}|[一二三四五六七八九十]{1,3})(?:[.)\]）、]|°)|[一二三四五六七八九十]{1,3}(?=　))\s*/u;
const terminated = /[.!?؟。！？…]["'”’»」)\]）]*$/u;
const announcing = /[:：]$/u;
/** A full sentence that announces a list all the same. */
const following = /次の各号|次に掲げる|以下の|\bfollowing\b|\bfolgende[nrsm]?\b|\bsuivante?s?\b|ما يلي|الآتية|الاتية|التالية|такі|наступн/u;
/** An unmarked line longer than this is a paragraph, not an item. */
const longestPlainItem = 200;

/** Is `text` the beginning of something that goes on below it? */
export function announces(text: string): boolean {
  return !terminated.test(text) || following.test(text);
}
/** Has no end mark: an item of a list, a title. */
export const isUnended = (text: string): boolean => !terminated.test(text) && !announcing.test(text);
/** Goes on with a sentence begun above it: it starts with a small letter. */
export const continues = (text: string): boolean => /^["'“„«(]?\p{Ll}/u.test(text);

/** Sentences of `span`. Pure; a line is never joined with the next save through lead-in and tail. */
export function readStretch(text: string, language: string, span: Span): Stretch {
  const lines = linesOf(text, span);
  const at = (line: Span): string => text.slice(line.start, line.end);
  const units: Unit[] = [];
  let open: Span | null = null;
  for (let index = 0; index < lines.length; ) {
    const table = tableLength(lines, index, at);
    if (table > 0) {
      units.push(...rowsOf(lines.slice(index, index + table), at, open));
      index += table;
      open = null;
      continue;
    }
    const sentences = sentencesOf(text, language, lines[index]);
    const last = sentences.at(-1)!;
    const items = itemsBelow(lines, index, at, last);
    const isLast = index === lines.length - 1;
    const leads = items.length > 0 || (isLast ? announces(at(last)) : announcing.test(at(last)) && tableLength(lines, index + 1, at) > 0);
    const own = leads && !terminated.test(at(last)) ? sentences.slice(0, -1) : sentences;
    units.push(...own.map((one, order) => plain(order === 0 ? withoutMarker(text, one) : one)));
    const tail = items.length === 0 ? undefined : lines[index + items.length + 1];
    const tails = tail !== undefined && continues(at(tail)) && !announcing.test(at(tail)) ? [tail] : [];
    units.push(...items.flatMap((item) => itemUnits(text, language, item, last, tails)));
    open = leads && items.length === 0 ? last : null;
    index += 1 + items.length + tails.length;
  }
  return { units, open };
}

function plain(span: Span): Unit {
  return { span, leadIns: [], tails: [] };
}

/** The first sentence of an item completes the lead-in; what follows it in the item stands alone. */
function itemUnits(text: string, language: string, item: Span, leadIn: Span, tails: readonly Span[]): Unit[] {
  const sentences = sentencesOf(text, language, withoutMarker(text, item));
  return sentences.map((span, order) => (order === 0 ? { span, leadIns: [leadIn], tails } : plain(span)));
}

export function withoutMarker(text: string, span: Span): Span {
  const found = marker.exec(text.slice(span.start, span.end))?.[0] ?? '';
  const start = span.start + found.length;
  return start < span.end && isSeparate(found, text[start]!) ? { start, end: span.end } : span;
}

/** `a)` is a marker in "a) passport", `A.` is none in "A.B.": a letter or number must be set off by white space. */
function isSeparate(found: string, next: string): boolean {
  return found !== '' && (/\s$/u.test(found) || /[）、)]$/u.test(found) || /\s/u.test(next));
}

/** The lines below `index` that are items of the list it announces. */
function itemsBelow(lines: readonly Span[], index: number, at: (line: Span) => string, last: Span): Span[] {
  const first = lines[index + 1];
  if (first === undefined) return [];
  const isMarked = (line: Span): boolean => { const content = at(line); const found = marker.exec(content)?.[0] ?? ''; return isSeparate(found, content[found.length] ?? ' '); };
  if (isMarked(first)) {
    if (isMarked(lines[index]!) || !announces(at(last))) return [];
    return takeWhile(lines.slice(index + 1), isMarked);
  }
  if (!announcing.test(at(last)) || announcing.test(at(first)) || tableLength(lines, index + 1, at) > 0) return [];
  return plainItems(lines.slice(index + 1), at);
}

/** Items without markers: small-lettered lines as far as they go; else the one full sentence announced, or all lines up to the next full sentence. */
function plainItems(lines: readonly Span[], at: (line: Span) => string): Span[] {
  const first = lines[0]!;
  if (continues(at(first))) return takeWhile(lines, (line) => continues(at(line)));
  if (terminated.test(at(first))) return [first];
  return takeWhile(lines, (line) => line === first || (!terminated.test(at(line)) && !announcing.test(at(line)) && line.end - line.start <= longestPlainItem && !continues(at(line))));
}

function takeWhile(lines: readonly Span[], belongs: (line: Span) => boolean): Span[] {
  const end = lines.findIndex((line) => !belongs(line));
  return lines.slice(0, end === -1 ? lines.length : end);
}

export const isRow = (content: string): boolean => /\t|\s\|\s|^\|.*\|$/u.test(content);
const isRule = (content: string): boolean => /^[\s|:-]+$/u.test(content);

/** How many lines from `index` on are rows of one table; 0 when it is none or has no row below its header. */
function tableLength(lines: readonly Span[], index: number, at: (line: Span) => string): number {
  const rows = takeWhile(lines.slice(index), (line) => isRow(at(line)));
  return rows.length > 1 ? rows.length : 0;
}

const figure = /[\p{Nd}〇一二三四五六七八九十百千]/u;

/** A first row without a figure above rows with figures is the header; it goes with each row, behind the line that announces the table, and is no sentence itself. */
function rowsOf(rows: readonly Span[], at: (line: Span) => string, announcement: Span | null): Unit[] {
  const header = rows[0]!;
  const data = rows.slice(1).filter((row) => !isRule(at(row)));
  const isHeader = !figure.test(at(header)) && data.some((row) => figure.test(at(row)));
  const above = announcement === null ? [] : [announcement];
  return (isHeader ? data : [header, ...data]).map((span) => ({ span, leadIns: isHeader ? [...above, header] : above, tails: [] }));
}

/** The cells of a row: `["Passport", "75 crowns"]`. */
export function cellsOf(row: string): string[] {
  return row.replace(/^\||\|$/gu, '').split(/\t|\s\|\s/u).map((cell) => cell.trim());
}
