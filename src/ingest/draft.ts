/** What a parser makes of a file before offsets are known: provisions and lines, in text order. */
import type { Period, ProvisionStatus } from '../document.js';

/** A link or marked reference inside a line; offsets into the line. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

/** One line of text, white space folded: a paragraph, a table row (cells separated by tabs), a heading. */
export interface Line {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Draft {
  readonly kind: string;
  /** As the source names it; `null`: made from kind and number. */
  readonly eId: string | null;
  readonly number: string | null;
  readonly heading: string | null;
  /** The line of number and heading as the source prints it; `null`: the two joined by a space. */
  readonly printed: string | null;
  readonly inForce: Period | null;
  readonly status: ProvisionStatus | null;
  readonly content: readonly (Line | Draft)[];
}

export function isDraft(content: Line | Draft): content is Draft {
  return 'content' in content;
}

/** Deeper nesting than this is taken for an attack or a damaged file; real law stays below 20. */
export const deepestNesting = 256;

/** White space folded to single spaces; soft hyphens and zero-width spaces, which nobody sees, left out. */
export function fold(text: string): string {
  return text.replace(/[\u00AD\u200B\uFEFF]/gu, '').replace(/\s+/gu, ' ').trim();
}

export function plainLine(text: string): Line {
  return { text: fold(text), marks: [] };
}

/** Builds lines from pieces of running text, folding white space as it goes so that offsets of marks stay true. */
export interface LineBuilder {
  add(text: string): void;
  /** Text until `close` is a reference to `href`. */
  open(href: string): void;
  close(): void;
  /** Ends the line; empty lines are left out. */
  lineBreak(): void;
  /** Starts the next cell of a table row. */
  cell(): void;
  readonly lines: readonly Line[];
}

export function lineBuilder(): LineBuilder {
  const lines: Line[] = [];
  let text = '';
  let marks: Mark[] = [];
  let opened: { readonly start: number; readonly href: string }[] = [];
  const atMargin = (): boolean => text === '' || text.endsWith(' ') || text.endsWith('\t');
  const close = (): void => {
    const last = opened.pop();
    if (last === undefined) return;
    const start = text[last.start] === ' ' ? last.start + 1 : last.start;
    if (text.trimEnd().length > start) marks.push({ start, end: text.trimEnd().length, href: last.href });
  };
  return {
    lines,
    add(piece) {
      const folded = piece.replace(/[\u00AD\u200B\uFEFF]/gu, '').replace(/\s+/gu, ' ');
      text += atMargin() && folded.startsWith(' ') ? folded.slice(1) : folded;
    },
    open: (href) => void opened.push({ start: text.length, href }),
    close,
    lineBreak() {
      const across = opened.map((mark) => mark.href);
      while (opened.length > 0) close();
      const trimmed = text.trimEnd();
      if (trimmed !== '') lines.push({ text: trimmed, marks });
      text = '';
      marks = [];
      opened = across.map((href) => ({ start: 0, href }));
    },
    cell() {
      text = `${text.replace(/ +$/u, '')}\t`;
    },
  };
}
