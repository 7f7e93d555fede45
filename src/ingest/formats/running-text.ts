/** Text of markup as it is read on, element by element, into lines: breaks that wait for text, cells of table rows, pages and terms. */
import { lineBuilder, type Line, type MarkTarget } from '../tree/draft.js';

export interface RunningText {
  add(text: string): void;
  /** Text until `close` is a reference; `null`: a link that leads to no provision. */
  open(target: MarkTarget | null): void;
  close(): void;
  /** The next text begins a line; in a cell it is only set apart. */
  breakLine(): void;
  /** What follows continues the line whatever breaks come before it: the text behind a number. */
  runOn(): void;
  /** What follows belongs to the line that was just ended: the words behind a quotation. */
  join(): void;
  beginRow(): void;
  beginCell(): void;
  endCell(): void;
  /** From the next line on, text stands on that page. */
  turnPage(page: number): void;
  /** Adds a term that the law defines here. */
  define(term: string): void;
  /** Ends the text. */
  finish(): Line[];
}

/** Quotation marks and points round a term are not the term. */
const roundTerms = new Set(Array.from(' \t\n\r“”‘’"\',.'));

/** `page`: the page the text begins on, `null` where the source has none. */
export function runningText(page: number | null): RunningText {
  const builder = lineBuilder();
  const pages: (number | null)[] = [];
  let current = page;
  let pageOfLine = page;
  /** Nothing but white space stands in the line so far. */
  let blank = true;
  let pending = false;
  let held = false;
  let cells = 0;
  let cellsInRow = 0;
  const endLine = (): void => {
    const before = builder.lines.length;
    builder.lineBreak();
    if (builder.lines.length > before) pages.push(pageOfLine);
    blank = true;
    pending = false;
  };
  const begin = (): void => {
    if (pending) endLine();
    if (blank) pageOfLine = current;
    blank = false;
    held = false;
  };
  const add = (text: string): void => {
    if (text.trim() !== '') begin();
    else if (pending) return;
    builder.add(text);
  };
  return {
    add,
    open(target) {
      if (pending) endLine();
      builder.open(target);
    },
    close() {
      builder.close();
    },
    breakLine() {
      if (cells > 0) builder.add(' ');
      else if (!held && !blank) pending = true;
    },
    runOn: () => void (held = !blank && !pending),
    join: () => void (pending = false),
    beginRow() {
      if (cells > 0) return;
      begin();
      blank = true;
      cellsInRow = 0;
    },
    beginCell() {
      if (cells === 0 && cellsInRow > 0) builder.cell();
      else if (cells > 0) builder.add(' ');
      cellsInRow += cells === 0 ? 1 : 0;
      cells += 1;
    },
    endCell() {
      cells -= 1;
      if (cells === 0) blank = false;
    },
    turnPage: (turned) => void (current = turned),
    define(term) {
      let start = 0;
      let end = term.length;
      while (start < end && roundTerms.has(term[start]!)) start += 1;
      while (end > start && roundTerms.has(term[end - 1]!)) end -= 1;
      add(term.slice(0, start));
      begin();
      builder.openTerm();
      builder.add(term.slice(start, end));
      builder.closeTerm(null);
      builder.add(term.slice(end));
    },
    finish() {
      endLine();
      return builder.lines.map((line, at) => {
        const stands = pages[at] ?? null;
        return stands === null ? line : { ...line, page: stands };
      });
    },
  };
}
