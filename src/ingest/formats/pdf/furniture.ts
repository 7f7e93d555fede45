/** Running heads, running feet and page numbers: what stands at the edge of page after page and is no part of the text. */
import { romanNumber, westernDigits } from '../../../numerals.js';
import { parseHeading } from '../../tree/headings.js';
import { textOfLine, type Frame, type TextLine } from './lines.js';

/** Only this many rows from either edge are looked at; gazettes have up to three lines of running heads. */
const rowsFromEdge = 4;
/** Furniture stands in this share of the page's height from either edge … */
const edgeOfPage = 0.16;
/** … page numbers nearer … */
const edgeForNumbers = 0.13;
/** … and on small pages in as many points. */
const edgeInPoints = 55;
/** A row that stands on that many pages at the same height is furniture; numbers in it may differ. */
const fewestRepeats = 3;
/** In a document of so few pages the same text on two of them is. */
const fewPages = 4;
/** Points by which it may move from page to page. */
const sameHeight = 4;
/** Share of the pages between its first and its last that a running head stands on: every second one, with some without. */
const densest = 0.35;

export interface WithoutFurniture {
  readonly frames: readonly Frame[];
  /** What was left out: each text once, with the times it stood there. */
  readonly removed: ReadonlyMap<string, number>;
}

type Edge = 'top' | 'bottom';

interface Candidate {
  readonly frame: Frame;
  readonly row: TextLine;
  readonly edge: Edge;
  readonly text: string;
  /** The text with its numbers taken out. */
  readonly key: string;
}

export function withoutFurniture(frames: readonly Frame[]): WithoutFurniture {
  const candidates = frames.flatMap((frame) => [...candidatesOf(frame, 'top'), ...candidatesOf(frame, 'bottom')]);
  const furniture = new Set<TextLine>([...repeated(candidates, frames.length), ...pageNumbers(candidates)].map(({ row }) => row));
  const removed = new Map<string, number>();
  const cleaned = frames.map((frame) => {
    const gone = new Set((['top', 'bottom'] as const).flatMap((edge) => fromEdge(candidates, frame, edge, furniture)).map(({ row }) => row));
    for (const row of gone) {
      const shown = textOfLine(row).replace(/\d+/gu, '#');
      removed.set(shown, (removed.get(shown) ?? 0) + 1);
    }
    return { ...frame, rows: frame.rows.filter((row) => !gone.has(row)) };
  });
  const turned = repeatedTurned(cleaned);
  for (const row of turned) removed.set(textOfLine(row), (removed.get(textOfLine(row)) ?? 0) + 1);
  return { frames: cleaned.map((frame) => ({ ...frame, turned: frame.turned.filter((row) => !turned.has(row)) })), removed };
}

/** How many different texts a warning shows. */
const mostShown = 5;

export function furnitureWarning(removed: ReadonlyMap<string, number>): string {
  const shown = [...removed].slice(0, mostShown).map(([text, times]) => `"${text.length > 80 ? `${text.slice(0, 80)}…` : text}" (${times})`);
  const all = [...removed.values()].reduce((a, b) => a + b, 0);
  return `${all} running heads, running feet and page numbers are left out: ${shown.join(', ')}${removed.size > mostShown ? ' …' : ''}`;
}

function candidatesOf(frame: Frame, edge: Edge): Candidate[] {
  const rows = edge === 'top' ? frame.rows.slice(0, rowsFromEdge) : frame.rows.slice(-rowsFromEdge).reverse();
  return rows
    .filter((row) => isAtEdge(row, frame, edge, edgeOfPage))
    .map((row) => {
      const text = textOfLine(row);
      return { frame, row, edge, text, key: text.toLowerCase().replace(/\d+/gu, '#') };
    });
}

function isAtEdge(row: TextLine, frame: Frame, edge: Edge, share: number): boolean {
  const depth = Math.max(share * frame.height, edgeInPoints);
  return edge === 'top' ? row.y < depth : row.y > frame.height - depth;
}

/** From the edge inwards, as far as everything is furniture: a heading that is repeated below a line of text is none. */
function fromEdge(candidates: readonly Candidate[], frame: Frame, edge: Edge, furniture: ReadonlySet<TextLine>): Candidate[] {
  const own = candidates.filter((candidate) => candidate.frame === frame && candidate.edge === edge);
  const first = own.findIndex((candidate) => !furniture.has(candidate.row));
  return first === -1 ? own : own.slice(0, first);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function repeated(candidates: readonly Candidate[], pageCount: number): Candidate[] {
  return grouped(candidates, ({ edge, key }) => `${edge} ${key}`).flatMap((group) => {
    const fewest = pageCount <= fewPages && new Set(group.map(({ text }) => text)).size === 1 ? 2 : fewestRepeats;
    // Chapter heads that happen to open new pages do not stand on most pages between the first and the last of them.
    const steady = group.filter((candidate) => group.filter((other) => Math.abs(other.row.y - candidate.row.y) <= sameHeight).length >= fewest);
    if (steady.length < fewest) return [];
    if (!isSameOrCounts(steady)) return [];
    const pages = steady.map(({ row }) => row.page);
    return steady.length >= densest * (Math.max(...pages) - Math.min(...pages) + 1) ? steady : [];
  });
}

/** The same text again and again, or with a number that counts as the pages do; "Chapter 1", "Chapter 2" are headings. */
function isSameOrCounts(group: readonly Candidate[]): boolean {
  const isSame = new Set(group.map(({ text }) => text)).size <= group.length / 2;
  // Short chapters, each on a page of its own, count as the pages do.
  const areUnits = group.every(({ text }) => (text.match(/\d+/gu) ?? []).length === 1 && parseHeading(text, 'und', false) !== null);
  if (isSame || areUnits) return isSame;
  const numbers = group.flatMap(({ text, row }) => [...new Set((text.match(/\d+/gu) ?? []).map((digits) => Number(digits) - row.page))]);
  const counting = Math.max(0, ...grouped(numbers, String).map((same) => same.length));
  return counting >= group.length / 2;
}

const pageWords = String.raw`(?:(?:page|pg\.?|p\.|seite|s\.|página|pagina|lk|صفحة|ص)\s*)?`;
const pageNumber = new RegExp(String.raw`^[\s[(|–—-]*${pageWords}(?<number>\d{1,5}|[ivxlc]{1,7}|[٠-٩]{1,5})\s*(?:(?:of|von|sur|de|van|/|من)\s*\d{1,5}|頁|ページ)?[\s\])|.–—-]*$`, 'iu');

function numberOn(text: string): number | null {
  const written = pageNumber.exec(text)?.groups?.number;
  if (written === undefined) return null;
  const western = westernDigits(written);
  return /^\d+$/.test(western) ? Number(western) : romanNumber(western);
}

/** Numbers alone at the edge that count as the pages do, whatever page they begin on. */
function pageNumbers(candidates: readonly Candidate[]): Candidate[] {
  const numbered = candidates.flatMap((candidate) => {
    const number = isAtEdge(candidate.row, candidate.frame, candidate.edge, edgeForNumbers) ? numberOn(candidate.text) : null;
    return number === null ? [] : [{ candidate, offset: number - candidate.row.page }];
  });
  return grouped(numbered, ({ offset }) => String(offset))
    .filter((group) => group.length >= 2 || group[0]!.offset === 0)
    .flatMap((group) => group.map(({ candidate }) => candidate));
}

/** Stamps and watermarks: turned text that is the same on several pages. */
function repeatedTurned(frames: readonly Frame[]): Set<TextLine> {
  const rows = frames.flatMap((frame) => frame.turned);
  return new Set(grouped(rows, textOfLine).filter((group) => new Set(group.map((row) => row.page)).size >= fewestRepeats).flat());
}
