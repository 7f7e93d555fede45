/** Rows of a table's region -> the table's rows. A cell may have several lines: a line that goes on from a full one belongs to it. */
import { itemNumbers } from '../../tree/items.js';
import { cellsOf, isItemNumber, type Region } from './columns.js';
import { textOfWords, type Word } from './lines.js';

export interface TableRow {
  readonly page: number;
  /** Lines of each cell, from above. */
  readonly cells: readonly (readonly string[])[];
}

/** A step wider than this many of the narrowest ones begins a row … */
const widerStep = 1.35;
/** … and one wider than this does so whatever the row begins with. */
const widestStep = 1.7;

export function tableRowsOf(region: Region): TableRow[] {
  const columns = [...region.strips, null].map((_, at) => edgesOf(region, at));
  const steps = region.lines.slice(1).map((line, at) => line.y - region.lines[at]!.y);
  const narrowest = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 5)] ?? 0;
  const rows: { page: number; cells: string[][] }[] = [];
  let lastOfRow: (readonly Word[])[] = [];
  for (const [at, line] of region.lines.entries()) {
    const cells = cellsOf(line, region.strips);
    const step = at === 0 ? 0 : steps[at - 1]! / Math.max(1, narrowest);
    if (rows.length === 0 || step > widestStep || !goesOn(cells, lastOfRow, columns, step > widerStep)) {
      rows.push({ page: line.page, cells: cells.map(() => []) });
      lastOfRow = [];
    }
    for (const [column, words] of cells.entries()) {
      if (words.length === 0) continue;
      rows.at(-1)!.cells[column]!.push(textOfWords(words));
      lastOfRow[column] = words;
    }
  }
  return rows.map((row) => ({ page: row.page, cells: withoutNumberCell(row.cells) }));
}

/** The number of an item in a cell of its own begins the text in the next. */
function withoutNumberCell(cells: readonly string[][]): string[][] {
  const [first, second, ...rest] = cells;
  if (first === undefined || second === undefined || rest.length === 0 || !isItemNumber(first.join(' '))) return [...cells];
  return [[`${first.join(' ')} ${second[0] ?? ''}`.trim(), ...second.slice(1)], ...rest];
}

interface Edges {
  readonly left: number;
  readonly right: number;
}

function edgesOf(region: Region, at: number): Edges {
  const words = region.lines.flatMap((line) => cellsOf(line, region.strips)[at]!);
  return { left: Math.min(...words.map((word) => word.x)), right: Math.max(...words.map((word) => word.right)) };
}

/** The widest column that has a line above tells best whether the next line is its continuation. */
function goesOn(cells: readonly (readonly Word[])[], above: readonly (readonly Word[] | undefined)[], columns: readonly Edges[], isWide: boolean): boolean {
  const facing = cells.flatMap((words, at) => (words.length > 0 && above[at] !== undefined ? [{ words, above: above[at], edges: columns[at]! }] : []));
  const lower = facing.filter(({ words }) => /^\p{Ll}{2}/u.test(words[0]!.text));
  // A small letter begins no row, where not only a side column has one.
  if (facing.length > 0 && (lower.length === facing.length || (cells[0]!.length > 0 && lower.some(({ words }) => words === cells[0])))) return true;
  if (isWide) return false;
  if (facing.length === 0) return true;
  // Each row has its own number: a page, an amount.
  if (facing.some(({ words, above: over }) => isAmount(words) && isAmount(over))) return false;
  const widest = facing.reduce((best, each) => (each.edges.right - each.edges.left > best.edges.right - best.edges.left ? each : best));
  if (itemNumbers(textOfWords(widest.words)).length > 0) return false;
  return lower.includes(widest) || isFull(widest.above, widest.words[0]!, widest.edges.right) || (cells[0]!.length === 0 && above[0] !== undefined);
}

function isAmount(words: readonly Word[]): boolean {
  return /^[\p{Sc}\p{L}]{0,3}\s?\d[\d.,\s–-]*[\p{Sc}%]?$/u.test(textOfWords(words));
}

/** The first word of the next line had no room behind the line. */
function isFull(line: readonly Word[], next: Word, right: number): boolean {
  const firstWord = next.text.split(' ')[0]!;
  const width = ((next.right - next.x) * firstWord.length) / Math.max(1, next.text.length);
  return line.at(-1)!.right + 0.25 * next.size + width > right + 1;
}
