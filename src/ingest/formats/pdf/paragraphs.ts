/**
 * Lines -> paragraphs. A line goes on in the next one when it is full: the next line's first word had no room behind it. Everything
 * else (a wider step, an indent, a number, another size) is a sign that something new begins.
 */
import { itemNumbers } from '../../tree/items.js';
import { isItemNumber, type Region } from './columns.js';
import { joinLines, type Vocabulary } from './hyphens.js';
import { mostOf, textOfLine, type TextLine, type Word } from './lines.js';
import { tableRowsOf } from './tables.js';

export interface Paragraph {
  readonly text: string;
  /** Page on which it begins. */
  readonly page: number;
  readonly isRow: boolean;
  readonly words: readonly Word[];
  /** Font and size of most characters. */
  readonly font: string;
  readonly size: number;
  /** Where its first line begins, from the left; from the right in right-to-left text. */
  readonly x: number;
  /** It stands in the middle of its column, or begins there. */
  readonly centred: boolean;
  /** Characters at its beginning that are set in another font than the rest: `1. Definitions.—` in bold; 0 when it is of one kind. */
  readonly lead: number;
}

/** A step wider than this many of those inside of paragraphs parts two of them. */
const widerStep = 1.22;
/** Share of the font's size by which indents differ. */
const indent = 0.7;
/** Share of lines that may stick out of a column. */
const sticksOut = 0.04;

interface Placed {
  readonly line: TextLine;
  readonly text: string;
  /** Column's edges. */
  readonly left: number;
  readonly right: number;
  /** First line of its region. */
  readonly opens: boolean;
}

export function paragraphsOf(regions: readonly Region[], vocabulary: Vocabulary): Paragraph[] {
  const margins = marginsOf(regions);
  const placed = regions.map((region) => placedLines(region, margins));
  const step = usualStep(placed);
  const paragraphs: Paragraph[] = [];
  let open: Placed[] = [];
  const close = (): void => {
    if (open.length > 0) paragraphs.push(toParagraph(open, vocabulary));
    open = [];
  };
  for (const [at, region] of regions.entries()) {
    if (region.strips.length > 0) {
      close();
      for (const row of tableRowsOf(region)) paragraphs.push(rowParagraph(region, row, vocabulary));
      continue;
    }
    for (const line of placed[at]!) {
      if (open.length > 0 && begins(line, open, step)) close();
      open.push(line);
    }
  }
  close();
  return paragraphs;
}

interface Margins {
  readonly left: number;
  readonly right: number;
}

/** Left and right edge of some lines; a few may stick out. */
function edgesOf(lines: readonly TextLine[]): Margins {
  const out = Math.floor(lines.length * sticksOut);
  return { left: lines.map((line) => line.x).sort((a, b) => a - b)[out]!, right: lines.map((line) => line.right).sort((a, b) => b - a)[out]! };
}

/** Margins of the running text that is not set in columns: a page of short lines has the same as the others. */
function marginsOf(regions: readonly Region[]): Margins | null {
  const lines = regions.filter((region) => region.strips.length === 0 && !region.isColumn).flatMap((region) => region.lines);
  return lines.length === 0 ? null : edgesOf(lines);
}

/** Pages of another width (a landscape table) have margins of their own. */
const otherMargins = 60;

function placedLines(region: Region, margins: Margins | null): Placed[] {
  const own = edgesOf(region.lines);
  const shared = margins !== null && !region.isColumn && own.right < margins.right + otherMargins;
  const { left, right } = shared ? { left: Math.min(own.left, margins.left), right: margins.right } : own;
  return region.lines.map((line, at) => ({ line, text: textOfLine(line), left, right, opens: at === 0 }));
}

/** Points from line to line inside of paragraphs, in sizes of the font: between full lines and those that go on in letters that begin no sentence. */
function usualStep(regions: readonly (readonly Placed[])[]): number {
  const steps = regions.flatMap((lines) => lines.slice(1).flatMap((line, at) => (isFull(lines[at]!, line) && /^[\p{Ll}\p{Lo}]/u.test(line.text) ? [(line.line.y - lines[at]!.line.y) / line.line.size] : [])));
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1.3;
}

/** Points that the first word of a line takes; the file may draw its letters and signs one by one. */
function firstWordWidth(words: readonly Word[]): number {
  let width = 0;
  for (const [at, word] of words.entries()) {
    if (at > 0 && word.spaced) break;
    const space = word.text.indexOf(' ');
    if (space !== -1) return width + ((word.right - word.x) * space) / word.text.length;
    width += word.right - word.x;
  }
  return width;
}

/** Points that were left behind `line` when the first word of `next` was set on a line of its own; negative: it had no room. */
function roomBehind(line: Placed, next: Placed): number {
  const width = firstWordWidth(next.line.words);
  const room = isCentred(line) ? line.right - line.left - (line.line.right - line.line.x) : line.line.rightToLeft ? Math.max(line.line.x - line.left, line.right - line.line.right) : line.right - line.line.right;
  return room - width - 0.22 * next.line.size + 0.5;
}

function isFull(line: Placed, next: Placed): boolean {
  return roomBehind(line, next) < 0;
}

/** Share of the column that may be left free where a line goes on all the same: browsers print text wider or narrower than they set it. */
const nearlyFull = 0.09;

function isCentred({ line, left, right }: Placed): boolean {
  const before = line.x - left;
  const behind = right - line.right;
  return before > 2 * line.size && behind > 2 * line.size && Math.abs(before - behind) < Math.max(4, 0.03 * (right - left));
}

/** Where the line begins: from the left, or from the right in right-to-left text. */
function startOf({ line }: Placed): number {
  return line.rightToLeft ? -line.right : line.x;
}

const sentenceEnd = /[.;:!?。；：—–―]["”’»)\]]*$/u;
const conjunctionEnd = /[,;]?\s(?:and|or|und|oder|sowie|et|ou|y|o|ja|või)$/u;

function startsWithNumber(text: string): boolean {
  // "(3); and" goes on a sentence that refers to a number.
  return itemNumbers(text).some((item) => !/^[;,.)]/u.test(text.slice(item.textStart))) || /^\d{1,3}(?:\.\d{1,3})*[A-Z]?\.?(?:\.[\s\p{L}(]|(?<=\.\d+)\s)/u.test(text) || /^[•·▪‣◦]/u.test(text) || /^(?:§\s?\d|第[一二三四五六七八九十百\d]+条|المادة\s)/u.test(text);
}

/** True when `next` begins a paragraph of its own behind the lines that are open. */
function begins(next: Placed, open: readonly Placed[], step: number): boolean {
  const last = open.at(-1)!;
  // Rows of a table that was not told as one.
  if (last.text.includes('\t') || next.text.includes('\t')) return true;
  const sizes = next.line.size / last.line.size;
  if (sizes < 0.93 || sizes > 1.08) return true;
  if (open.length === 1 && isItemNumber(last.text)) return next.line.x < last.line.right || next.line.y - last.line.y > widerStep * step * next.line.size;
  const goesOn = !sentenceEnd.test(last.text) && !startsWithNumber(next.text) && !isCentred(last);
  if (!isFull(last, next) && !(goesOn && roomBehind(last, next) < nearlyFull * (last.right - last.left))) return true;
  if (next.opens) return sentenceEnd.test(last.text) || startsWithNumber(next.text);
  if (next.line.y - last.line.y > widerStep * step * next.line.size) return true;
  const shift = startOf(next) - startOf(last);
  const isShifted = Math.abs(shift) > indent * next.line.size;
  if (startsWithNumber(next.text)) return isShifted || sentenceEnd.test(last.text) || conjunctionEnd.test(last.text);
  if (!isShifted || isCentred(next)) return false;
  // Behind its first line a paragraph may move in (a hanging number) or out (an indented first line), and never again.
  return open.length > 1 || (shift > 0 && !startsWithNumber(last.text));
}

function toParagraph(lines: readonly Placed[], vocabulary: Vocabulary): Paragraph {
  const first = lines[0]!;
  const words = lines.flatMap(({ line }) => line.words);
  const text = lines.slice(1).reduce((joined, { text: next }) => joinLines(joined, next, vocabulary), first.text).replace(/\u00AD/gu, '');
  return {
    text, page: first.line.page, isRow: false, words, font: mostOf(words, (word) => word.font), size: mostOf(words, (word) => Math.round(word.size * 2) / 2),
    x: startOf(first), centred: lines.every(isCentred), lead: leadOf(first.line.words, text),
  };
}

/** Length of the beginning that is set in one font while something else follows on the same line. */
function leadOf(words: readonly Word[], text: string): number {
  const end = words.findIndex((word) => word.font !== words[0]!.font && !word.raised);
  if (end <= 0) return 0;
  const lead = words.slice(0, end).map((word, at) => (at > 0 && word.spaced ? ' ' : '') + word.text).join('').replace(/\s+/gu, ' ');
  return text.startsWith(lead) ? lead.length : 0;
}

function rowParagraph(region: Region, row: { readonly page: number; readonly cells: readonly (readonly string[])[] }, vocabulary: Vocabulary): Paragraph {
  const cells = row.cells.map((lines) => lines.slice(1).reduce((joined, next) => joinLines(joined, next, vocabulary), lines[0] ?? ''));
  const words = region.lines[0]!.words;
  return { text: cells.join('\t').replace(/\t+$/u, ''), page: row.page, isRow: true, words, font: region.lines[0]!.font, size: region.lines[0]!.size, x: region.left, centred: false, lead: 0 };
}
