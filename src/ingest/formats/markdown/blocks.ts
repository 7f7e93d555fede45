/** The lines of a Markdown file -> headings, paragraphs, list items and table rows. A reader of lines, not a CommonMark engine. */
import type { Period, ProvisionStatus } from '../../../document.js';
import { readDay, readStatus } from '../../metadata.js';
import { plainLine, type Draft, type Line } from '../../tree/draft.js';
import { itemNumbers } from '../../tree/items.js';
import type { Block } from '../../tree/outline.js';
import { inlineLine, withoutComments } from './inline.js';
import { noteBook, splitFootnotes, type NoteBook } from './notes.js';
import { repairedHeading, repairedHeadings } from './repairs.js';
import { isHardWrapped } from '../plain-text/wrapped-lines.js';

type Warn = (warning: string) => void;

interface Attributes {
  readonly text: string;
  readonly eId: string | null;
  readonly inForce: Period | null;
  readonly status: ProvisionStatus | null;
}

const attribute = /(?:#([\p{L}\p{N}_.-]+)|\.([\p{L}\p{N}_-]+)|([\p{L}-]+)=(?:"([^"]*)"|([^\s"]*)))(?:\s+|$)/gu;

/** Pandoc attributes behind a heading: `{#sec_9 from=2024-01-01 to=2025-01-01 status=repealed}`. */
function headingAttributes(text: string, warn: Warn): Attributes {
  const opening = text.endsWith('}') ? text.lastIndexOf('{') : -1;
  const inside = text.slice(opening + 1, -1).trimStart();
  const known = opening === -1 ? [] : [...inside.matchAll(attribute)];
  if (opening === -1 || known.map((each) => each[0]).join('').length !== inside.length) return { text, eId: null, inForce: null, status: null };
  const before = text.slice(0, opening).trimEnd();
  const values = new Map(known.filter((each) => each[3] !== undefined).map((each) => [each[3]!, each[4] ?? each[5]!]));
  const from = readDay(values.get('from'), `"from" of the heading "${before}"`, warn) ?? null;
  const to = readDay(values.get('to'), `"to" of the heading "${before}"`, warn) ?? null;
  return {
    text: before, eId: known.find((each) => each[1] !== undefined)?.[1] ?? null,
    inForce: values.has('from') || values.has('to') ? { from, to } : null, status: readStatus(values.get('status'), warn) ?? null,
  };
}

/** Cells of a table row; `\|` is no border, and neither is a bar in a code span. */
function tableRow(line: string): Line {
  const guarded = line.trim().replace(/\\\|/g, '\uE020').replace(/`[^`]*`/g, (code) => code.replace(/\|/g, '\uE020'));
  const cells = guarded.replace(/^\|/, '').replace(/\|$/, '').split('|').map((cell) => inlineLine(cell.replace(/\uE020/g, '\\|')));
  let text = '';
  const marks: Line['marks'][number][] = [];
  for (const [at, cell] of cells.entries()) {
    if (at > 0) text += '\t';
    const offset = text.length;
    marks.push(...cell.marks.map((mark) => ({ ...mark, start: mark.start + offset, end: mark.end + offset })));
    text += cell.text;
  }
  return cells.every((cell) => cell.text === '') ? plainLine('') : { text: text.replace(/\t+$/, ''), marks };
}

interface Reading {
  readonly blocks: Block[];
  readonly titles: string[];
  readonly notes: NoteBook;
  readonly warn: Warn;
  /** Law, whose damaged headings are repaired. */
  readonly isLaw: boolean;
  /** An editor broke the lines at a margin. */
  readonly wrapped: boolean;
  /** Lines of the paragraph that is open. */
  paragraph: string[];
  fence: string | null;
}

/** Adds the line with the notes whose marks stand in it. */
function addLine({ blocks, notes, isLaw }: Reading, source: string, read: (source: string) => Line): void {
  const taken = notes.take(source);
  const heading = isLaw ? repairedHeading(taken.text) : null;
  const line = read(taken.text);
  if (heading !== null) blocks.push({ ...heading, notes: taken.notes });
  else if (line.text !== '' || taken.notes.length > 0) blocks.push({ type: 'line', line, notes: taken.notes });
}

function closeParagraph(reading: Reading): void {
  const joined: string[] = [];
  for (const line of reading.paragraph) {
    const continues = reading.wrapped && joined.length > 0 && itemNumbers(line.trim()).length === 0;
    if (continues) joined.push(`${joined.pop()!} ${line.trim()}`);
    else joined.push(line);
  }
  for (const source of joined) addLine(reading, source, inlineLine);
  reading.paragraph = [];
}

/** `Title ##` -> `Title`; `C#` stays. */
function withoutClosingSigns(heading: string): string {
  let end = heading.length;
  while (heading[end - 1] === '#') end--;
  return end === heading.length || !/\s/.test(heading[end - 1] ?? ' ') ? heading : heading.slice(0, end).trimEnd();
}

function addHeading({ blocks, titles, notes, warn }: Reading, level: number, source: string): void {
  const taken = notes.take(withoutClosingSigns(source.trim()));
  const attributes = headingAttributes(taken.text.trim(), warn);
  const line = inlineLine(attributes.text);
  if (line.text === '') return;
  if (level === 1 && titles.length === 0 && !blocks.some((block) => block.type === 'heading')) {
    titles.push(line.text);
    blocks.push(...taken.notes.map((note): Block => ({ type: 'line', line: plainLine(''), notes: [note] })));
  } else blocks.push({ type: 'heading', level, line, eId: attributes.eId, inForce: attributes.inForce, status: attributes.status, notes: taken.notes });
}

const rule = /^\s{0,3}(?:[-*_]\s*){3,}$/;
const tableBorder = /^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*$/;
const bulletSign = /^\s*[-*+]\s+(?:\[[ xX]\]\s+)?/;

/** Adds what is no paragraph: a heading, a table row, the fence of a block of code, a rule, a blank line. False for a line of a paragraph. */
function readSpecial(reading: Reading, bare: string, fence: string | undefined): boolean {
  const heading = /^\s{0,3}(#{1,6})(?=\s|$)/.exec(bare);
  const isRow = /^\s*\|/.test(bare);
  if (fence === undefined && heading === null && !isRow && bare.trim() !== '' && !rule.test(bare)) return false;
  closeParagraph(reading);
  if (fence !== undefined) reading.fence = fence;
  else if (heading !== null) addHeading(reading, heading[1]!.length, bare.slice(heading[0].length).trim());
  else if (isRow && !tableBorder.test(bare)) addLine(reading, bare, tableRow);
  return true;
}

/** One line of the file; returns true when it was a heading underlined by the next, which is then used up. */
function readLine(reading: Reading, line: string, next: string | undefined): boolean {
  const fence = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1];
  if (reading.fence !== null) {
    if (fence?.startsWith(reading.fence) === true) reading.fence = null;
    else if (line.trim() !== '') reading.blocks.push({ type: 'line', line: plainLine(line) });
    return false;
  }
  const bare = line.replace(/^(?:\s{0,3}>\s?)+/, '');
  if (readSpecial(reading, bare, fence)) return false;
  const bullet = bulletSign.exec(bare);
  const underline = /^\s{0,3}(=+|-{2,})\s*$/.exec(next ?? '')?.[1];
  if (underline !== undefined && reading.paragraph.length === 0 && bullet === null && itemNumbers(bare.trim()).length === 0) {
    addHeading(reading, underline.startsWith('=') ? 1 : 2, bare);
    return true;
  }
  if (bullet !== null) closeParagraph(reading);
  reading.paragraph.push(bullet === null ? bare : bare.slice(bullet[0].length));
  return false;
}

export interface MarkdownText {
  readonly blocks: readonly Block[];
  /** Headings of the first level before all text: titles of the work. */
  readonly titles: readonly string[];
  /** Notes to which no mark leads. */
  readonly notes: readonly Draft[];
  readonly hasNotes: boolean;
}

/** Headings, lines and notes of the text behind the front matter. `guidance`: no line is taken for the heading of an article. */
export function readMarkdown(body: string, about: { readonly guidance: boolean; readonly language: string }, warn: Warn): MarkdownText {
  const footnotes = splitFootnotes(withoutComments(body).split(/\r\n?|\n/));
  const { lines } = footnotes;
  const reading: Reading = { blocks: [], titles: [], notes: noteBook(footnotes), warn, isLaw: !about.guidance, wrapped: isHardWrapped(lines), paragraph: [], fence: null };
  for (let at = 0; at < lines.length; at++) if (readLine(reading, lines[at]!, lines[at + 1])) at++;
  closeParagraph(reading);
  return { blocks: about.guidance ? reading.blocks : repairedHeadings(reading.blocks, about.language), titles: reading.titles, notes: reading.notes.rest(), hasNotes: footnotes.paragraphs.size > 0 };
}
