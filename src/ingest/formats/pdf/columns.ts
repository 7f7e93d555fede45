/**
 * Rows of a page -> regions in reading order. Where a stretch of rows leaves a strip free from top to bottom, its two sides are columns
 * of text, read one after the other, or columns of a table, read row by row. A row that crosses the strip (a title) ends the stretch.
 *
 *   |  The Sea Fishing Act, 2021     |   prose: crosses every strip
 *   |  Whereas it is      5. No boat |   two columns of text: both sides filled, line after line
 *   |  needful that …     may leave  |
 *   |  Boats        Fee     Due      |   a table: short or scattered cells
 *   |  up to 5 m    12      1 May    |
 */
import { itemNumbers } from '../../tree/items.js';
import { lineOf, mostOf, textOfLine, type Frame, type TextLine } from './lines.js';

/** Lines of one column one below the other, or rows of a table; with the column's edges in points. */
export interface Region {
  readonly page: number;
  readonly left: number;
  readonly right: number;
  readonly lines: readonly TextLine[];
  /** Free strips between the columns of a table; empty for running text. */
  readonly strips: readonly Strip[];
  /** One of several columns of text side by side. */
  readonly isColumn: boolean;
}

export interface Strip {
  readonly from: number;
  readonly to: number;
}

/** A strip is at least this wide, in sizes of the font; spaces of justified text that happen to meet are narrower … */
const narrowStrip = 0.65;
/** … but in a few rows only a wide one is no accident. */
const wideStrip = 1.4;
const fewRows = 5;
/** Fewest lines of a column of text. */
const fewestLines = 4;
/** Share of the page's width that a column of text has at least; list numbers and side notes have less. */
const narrowestColumn = 0.17;
/** Half of a text column's lines reach over this share of it. */
const filledLine = 0.6;
/** Steps between lines of a text column that are wider than this many usual ones are holes, as cells leave them. */
const hole = 2.6;
/** A step wider than this many usual ones parts what stands below a table from it. */
const partedFromTable = 1.8;
/** Wall charts of more rows or words are taken as they come: columns are found by comparing each row with the next ones. */
const mostRows = 400;
const mostWords = 20_000;
/** Columns inside columns. */
const deepest = 3;

export function regionsOf(frame: Frame): Region[] {
  const isChart = frame.rows.length > mostRows || frame.rows.reduce((sum, row) => sum + row.words.length, 0) > mostWords;
  const main = isChart ? (frame.rows.length === 0 ? [] : [regionOf(frame.rows)]) : divide(frame.rows, frame, 0);
  return frame.turned.length === 0 ? main : [...main, regionOf(frame.turned, [], true)];
}

function regionOf(lines: readonly TextLine[], strips: readonly Strip[] = [], isColumn = false): Region {
  return { page: lines[0]!.page, left: least(lines.map((line) => line.x)), right: most(lines.map((line) => line.right)), lines, strips, isColumn };
}

function divide(rows: readonly TextLine[], frame: Frame, depth: number): Region[] {
  const regions: Region[] = [];
  let prose: TextLine[] = [];
  const closeProse = (): void => {
    if (prose.length > 0) regions.push(regionOf(prose, [], depth > 0));
    prose = [];
  };
  for (let at = 0; at < rows.length; ) {
    const zone = depth < deepest ? zoneAt(rows, at, frame) : null;
    if (zone === null) {
      prose.push(rows[at]!);
      at += 1;
      continue;
    }
    closeProse();
    if (zone.columns === null) regions.push(regionOf(zone.rows, zone.strips));
    else for (const column of zone.columns) regions.push(...divide(column, frame, depth + 1));
    at += zone.rows.length;
  }
  closeProse();
  return regions;
}

interface Zone {
  readonly rows: readonly TextLine[];
  readonly strips: readonly Strip[];
  /** Columns of text in reading order; `null`: a table. */
  readonly columns: readonly (readonly TextLine[])[] | null;
}

/** The stretch of columns or table rows that begins with the row at `from`, if one does. */
function zoneAt(rows: readonly TextLine[], from: number, frame: Frame): Zone | null {
  const all = { from: least(rows.map((row) => row.x)), to: most(rows.map((row) => row.right)) };
  const size = rows[from]!.size;
  let free: readonly Strip[] = [all];
  let to = from;
  for (; to < rows.length; to++) {
    const next = narrowed(free, rows[to]!, narrowStrip * size);
    if (!next.some((strip) => strip.from > all.from + 1 && strip.to < all.to - 1) && !canStillPart(next, all)) break;
    free = next;
  }
  for (let end = to; end > from + 1; end = shorter(rows, from, end)) {
    const zone = zoneOf(rows.slice(from, end), free, frame);
    if (zone !== null) return zone;
  }
  return null;
}

/** Rows below a wide gap belong to something else: tried again without them. */
function shorter(rows: readonly TextLine[], from: number, end: number): number {
  const steps = rows.slice(from + 1, end).map((row, at) => row.y - rows[from + at]!.y);
  const usual = median(steps);
  const last = steps.findLastIndex((step) => step > partedFromTable * usual);
  return last === -1 ? from : from + last + 1;
}

/** One row at the left margin leaves everything to its right free: a strip may still come of it. */
function canStillPart(free: readonly Strip[], all: Strip): boolean {
  return free.some((strip) => strip.to - strip.from > 0.25 * (all.to - all.from));
}

/** What the row leaves of the strips that were free so far. */
function narrowed(free: readonly Strip[], row: TextLine, least: number): Strip[] {
  let left = free;
  for (const word of row.words) {
    left = left.flatMap((strip) => (word.right <= strip.from || word.x >= strip.to ? [strip] : [{ from: strip.from, to: word.x }, { from: word.right, to: strip.to }].filter((rest) => rest.to - rest.from >= least)));
  }
  return [...left];
}

function zoneOf(rows: readonly TextLine[], free: readonly Strip[], frame: Frame): Zone | null {
  const strips = partingStrips(rows, free);
  if (strips.length === 0) return null;
  const columns = cut(rows, strips);
  if (columns.length > 1 && columns.every((column) => isColumn(column, frame))) {
    const rightToLeft = rows.filter((row) => row.rightToLeft).length > rows.length / 2;
    return { rows, strips, columns: rightToLeft ? columns.reverse() : columns };
  }
  // A table begins with a row of several cells; what stands below it at a distance or in another font is no part of it.
  if (isAlone(rows[0]!, strips)) return null;
  const usual = median(rows.slice(1).map((row, at) => row.y - rows[at]!.y));
  const font = mostOf(rows.flatMap((row) => row.words), (word) => word.font);
  const end = rows.findIndex((row, at) => at > 0 && isAlone(row, strips) && (row.y - rows[at - 1]!.y > partedFromTable * usual || (row.words[0]!.right < strips[0]!.from && row.words.every((word) => word.font !== font))));
  const table = end === -1 ? rows : rows.slice(0, end);
  return partingStrips(table, strips).length === strips.length ? { rows: table, strips, columns: null } : null;
}

/** Only one of the row's cells holds text. */
function isAlone(row: TextLine, strips: readonly Strip[]): boolean {
  return cellsOf(row, strips).filter((cell) => cell.length > 0).length < 2;
}

/** Strips that have text on both sides in several rows; numbers of items do not make a column. */
function partingStrips(rows: readonly TextLine[], free: readonly Strip[]): Strip[] {
  const size = median(rows.map((row) => row.size));
  const found: Strip[] = [];
  let from = -Infinity;
  for (const strip of free) {
    const left = rows.filter((row) => row.words.some((word) => word.right <= strip.from + 0.1 && word.x >= from));
    const right = rows.filter((row) => row.words.some((word) => word.x >= strip.to - 0.1));
    const both = left.filter((row) => right.includes(row));
    const facing = left.filter((row) => row.y >= (right[0]?.y ?? Infinity) && row.y <= (right.at(-1)?.y ?? 0));
    const wide = strip.to - strip.from >= (Math.max(both.length, facing.length) >= fewRows ? narrowStrip : wideStrip) * size;
    const numbersOnly = both.length > 0 && both.every((row) => isItemNumber(textOfLine(lineOf(row, row.words.filter((word) => word.right <= strip.from + 0.1 && word.x >= from)))));
    if (!wide || numbersOnly || right.length < 2 || (both.length < 2 && facing.length < fewestLines)) continue;
    found.push(strip);
    from = strip.to - 0.1;
  }
  return found;
}

const bullet = /^[•·▪‣◦–—*-]$/u;

/** A number of an item or section, or a bullet, and nothing behind it. */
export function isItemNumber(text: string): boolean {
  return bullet.test(text) || /^\d{1,3}(?:\.\d{1,3}){0,4}[A-Za-z]?\.?$/.test(text) || itemNumbers(`${text} x`).some((item) => item.textStart >= text.length);
}

/** The words of the row column by column; empty where a column has none. */
export function cellsOf(row: TextLine, strips: readonly Strip[]): (readonly TextLine['words'][number][])[] {
  const edges = [-Infinity, ...strips.map((strip) => (strip.from + strip.to) / 2), Infinity];
  return edges.slice(1).map((right, at) => row.words.filter((word) => (word.x + word.right) / 2 >= edges[at]! && (word.x + word.right) / 2 < right));
}

function cut(rows: readonly TextLine[], strips: readonly Strip[]): TextLine[][] {
  const columns: TextLine[][] = [...strips, null].map(() => []);
  for (const row of rows) {
    for (const [at, words] of cellsOf(row, strips).entries()) {
      if (words.length > 0) columns[at]!.push(lineOf(row, words.map((word, index) => (index === 0 ? { ...word, spaced: false } : word))));
    }
  }
  return columns;
}

/** Running text: wide enough, filled lines, no holes. */
function isColumn(lines: readonly TextLine[], frame: Frame): boolean {
  if (lines.length < fewestLines) return false;
  const { left, right } = regionOf(lines);
  if (right - left < narrowestColumn * frame.width) return false;
  const full = lines.filter((line) => line.words.reduce((sum, word) => sum + word.right - word.x, 0) >= filledLine * (right - left)).length;
  if (full < lines.length / 2) return false;
  const steps = lines.slice(1).map((line, at) => line.y - lines[at]!.y);
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 4)] ?? 0;
  return steps.filter((step) => step > hole * Math.max(usual, 1)).length <= Math.floor(steps.length / 6);
}

/** Pages made to do harm have more rows than a call can have arguments. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
