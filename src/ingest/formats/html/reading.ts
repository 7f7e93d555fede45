/** Where the reading of a page stands, and the making of lines and headings from it. */
import type { Period } from '../../../document.js';
import type { readStatus } from '../../metadata.js';
import { fold, lineBuilder, newDraft, type Draft, type Line, type LineBuilder } from '../../tree/draft.js';
import { itemNumbers } from '../../tree/items.js';
import type { Block, ListNumber } from '../../tree/outline.js';
import { plainLength, type PageContext } from './furniture.js';
import { attribute, elements, headingLevel, textContent, type HtmlElement, type HtmlNode } from './tree.js';

export type Warn = (warning: string) => void;

/** What an element says of the provision that its heading begins. */
export interface Section {
  readonly eId: string | null;
  readonly inForce: Period | null;
  readonly status: NonNullable<ReturnType<typeof readStatus>> | null;
}

/** A footnote: its lines, by the identifier that the signs in the text lead to. */
interface Footnote {
  readonly ids: string[];
  readonly lines: Line[];
}

export interface Reading {
  readonly context: PageContext;
  readonly warn: Warn;
  /** Reads a node with everything below it. */
  readonly visit: (reading: Reading, node: HtmlNode) => void;
  readonly blocks: Block[];
  readonly titles: string[];
  readonly footnotes: Footnote[];
  /** Links to places of the page, each with the notes of the line or heading it stands in. */
  readonly links: { readonly id: string; readonly notes: Draft[] }[];
  readonly line: LineBuilder;
  /** Lines of `line` that have been made blocks. */
  taken: number;
  /** Links in the line that is being read. */
  pendingLinks: string[];
  /** Identifiers of elements whose first line is still to come. */
  anchors: string[];
  /** Number that a list prints before the next line. */
  number: ListNumber | null;
  /** Item of a numbered list that is being read, and the one to which the last line belongs. */
  item: HtmlElement | null;
  lastItem: HtmlElement | null;
  /** Outermost numbered list around this place, and how many there are. */
  list: string;
  lists: number;
  /** Level of the heading above; 1 before the first. */
  level: number;
  /** One line (a table row, a heading), whatever stands in it. */
  inRow: boolean;
  inNotes: boolean;
  /** Inside a quotation: its headings and numbers are those of another text. */
  quoted: boolean;
  /** White space counts. */
  preformatted: boolean;
  /** Text that is no link in parts that were left out, in characters, and the beginning of the longest of them. */
  omitted: { readonly characters: number; readonly most: number; readonly longest: string };
  readonly struck: string[];
}

export function newReading(context: PageContext, warn: Warn, visit: Reading['visit']): Reading {
  return {
    context, warn, visit, blocks: [], titles: [], footnotes: [], links: [], line: lineBuilder(), taken: 0, pendingLinks: [], anchors: [], number: null, item: null,
    lastItem: null, list: '', lists: 0, level: 1, inRow: false, inNotes: false, quoted: false, preformatted: false, omitted: { characters: 0, most: 0, longest: '' }, struck: [],
  };
}

export function addText(reading: Reading, text: string): void {
  if (!reading.preformatted || reading.inRow) {
    reading.line.add(text);
    return;
  }
  for (const [at, line] of text.split('\n').entries()) {
    if (at > 0) reading.line.lineBreak();
    reading.line.add(line);
  }
}

export function breakLine(reading: Reading): void {
  if (reading.inRow) reading.line.add(' ');
  else reading.line.lineBreak();
}

/** Ends the line and makes blocks of the lines read since. */
export function flush(reading: Reading): void {
  breakLine(reading);
  if (reading.inRow) return;
  for (; reading.taken < reading.line.lines.length; reading.taken++) emit(reading, reading.line.lines[reading.taken]!);
}

/** Nodes with everything below them as one line; the line that is being read is ended before. */
export function oneLine(reading: Reading, nodes: readonly HtmlNode[]): Line {
  flush(reading);
  const { inRow } = reading;
  reading.inRow = true;
  for (const node of nodes) reading.visit(reading, node);
  reading.inRow = inRow;
  reading.line.lineBreak();
  const line = reading.line.lines[reading.taken] ?? { text: '', marks: [] };
  reading.taken = reading.line.lines.length;
  return line;
}

/** The notes that the links in this line lead to, filled in when the page has been read. */
function awaitNotes(reading: Reading): Draft[] {
  const notes: Draft[] = [];
  for (const id of reading.pendingLinks) reading.links.push({ id, notes });
  reading.pendingLinks = [];
  return notes;
}

function takeAnchors(reading: Reading): string[] {
  const { anchors } = reading;
  reading.anchors = [];
  return anchors;
}

export function emit(reading: Reading, written: Line): void {
  if (written.text.trim() === '') return;
  const line = { ...written, text: written.text.trimEnd() };
  const listed = reading.number;
  reading.number = null;
  if (reading.inNotes) {
    reading.pendingLinks = [];
    addToFootnotes(reading, line, listed);
    return;
  }
  // A further paragraph of an item belongs to it, unless it is numbered itself; a quotation belongs to what quotes it.
  const continues = listed === null && (reading.quoted || (reading.item !== null && reading.item === reading.lastItem && itemNumbers(line.text).length === 0));
  reading.lastItem = reading.item;
  reading.blocks.push({ type: 'line', line, anchors: takeAnchors(reading), notes: awaitNotes(reading), ...(listed === null ? {} : { listed }), ...(continues ? { continues } : {}) });
}

/** A numbered or named footnote begins a new one; any other line goes on with the last. */
function addToFootnotes(reading: Reading, line: Line, listed: ListNumber | null): void {
  const ids = takeAnchors(reading);
  const numbered = listed === null ? line : { text: `${listed.number} ${line.text}`, marks: line.marks.map((mark) => ({ ...mark, start: mark.start + listed.number.length + 1, end: mark.end + listed.number.length + 1 })) };
  if (listed !== null || ids.length > 0 || reading.footnotes.length === 0) reading.footnotes.push({ ids, lines: [numbered] });
  else reading.footnotes.at(-1)!.lines.push(numbered);
}

/** Footnotes go to the provisions that refer to them; those that nothing refers to become the document's own. */
export function placeFootnotes(reading: Reading): Draft[] {
  const placed = new Set<Footnote>();
  const byId = new Map(reading.footnotes.flatMap((footnote) => footnote.ids.map((id) => [id, footnote] as const)));
  for (const { id, notes } of reading.links) {
    const footnote = byId.get(id);
    if (footnote === undefined || placed.has(footnote)) continue;
    placed.add(footnote);
    notes.push(newDraft('note', { content: footnote.lines }));
  }
  const rest = reading.footnotes.filter((footnote) => !placed.has(footnote)).flatMap((footnote) => footnote.lines);
  return rest.length === 0 ? [] : [newDraft('notes', { content: rest })];
}

export function pushHeading(reading: Reading, line: Line, level: number, section: Section): void {
  const { number } = reading;
  reading.number = null;
  // The number of a step stands before its heading, unless the heading has it.
  const numbered = number === null || /^\P{L}*\d/u.test(line.text) ? line : { text: `${number.number} ${line.text}`, marks: [] };
  reading.blocks.push({ type: 'heading', level, line: numbered, ...section, anchors: [...new Set([...takeAnchors(reading), ...(section.eId === null ? [] : [section.eId])])], notes: awaitNotes(reading) });
  reading.level = level;
}

export function sectionOf(element: HtmlElement): Section {
  return { eId: attribute(element, 'id') ?? null, inForce: null, status: null };
}

/** A level for a heading that the page does not mark as one: below the heading above, above those inside `panel`. */
export function levelBelow(reading: Reading, panel: HtmlElement): number {
  const inside = [...elements(panel)].map(headingLevel).filter((level) => level !== null);
  const highest = Math.min(7, ...inside);
  return highest > reading.level ? Math.min(reading.level + 1, highest - 0.5) : reading.level + 1;
}

export function omit(reading: Reading, element: HtmlElement): void {
  const characters = plainLength(element, reading.context);
  if (characters === 0) return;
  const { omitted } = reading;
  const isLongest = characters > omitted.most;
  reading.omitted = { characters: omitted.characters + characters, most: isLongest ? characters : omitted.most, longest: isLongest ? fold(textContent(element)).slice(0, 60) : omitted.longest };
}

export function strike(reading: Reading, element: HtmlElement): void {
  const text = fold(textContent(element));
  if (text !== '') reading.struck.push(text.slice(0, 60));
}
