/** What a parser makes of a file before offsets are known: provisions and lines, in text order. */
import type { CitationPart } from '../../citation.js';
import type { DefinedTerm, Period, ProvisionStatus } from '../../document.js';

/** Where a reference that the source marks leads, in the source's own terms; a parser translates its links into this. */
export interface MarkTarget {
  /** The work's identifier as `LegalDocument.work` has it; `null`: the work the mark stands in. */
  readonly work: string | null;
  /** The provision's identifier as the source writes it (`Draft.eId`, `Draft.anchors`); `null` when it names none. */
  readonly id: string | null;
  /** The provision by its numbers, outermost first, where the source names those (or both). */
  readonly parts: readonly CitationPart[];
}

/** A link or marked reference inside a line; offsets into the line. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly target: MarkTarget;
}

/** One line of text, white space folded: a paragraph, a table row (cells separated by tabs), a heading. */
export interface Line {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Page of a paged source on which the line begins, from 1. */
  readonly page?: number;
  /** Terms this line defines; spans are offsets into the line. */
  readonly terms?: readonly DefinedTerm[];
  /** Words of another law (quoted law, source credits): what they cite by bare number stands there, not in this work. */
  readonly citesElsewhere?: boolean;
}

export interface Draft {
  readonly kind: string;
  /** As the source names it; `null`: made from kind and number. */
  readonly eId: string | null;
  /** Further identifiers by which the source's own references name it. */
  readonly anchors?: readonly string[];
  readonly number: string | null;
  /**
   * Its number as it is cited, in the form of `numberValue`, where the printed one does not say it: the first paragraph of a Japanese
   * article prints none, `§ 1395w–3a` cannot be told from a range. Without: read from `number`.
   */
  readonly value?: string;
  readonly heading: string | null;
  /** Page of a paged source on which its number and heading stand, from 1. */
  readonly page?: number;
  /** The line of number and heading as the source prints it; `null`: the two joined by a space. */
  readonly printed: string | null;
  readonly inForce: Period | null;
  readonly status: ProvisionStatus | null;
  readonly content: readonly (Line | Draft)[];
}

/** A draft of that kind; what `fields` leave out is empty. */
export function newDraft(kind: string, fields: Partial<Omit<Draft, 'kind'>> = {}): Draft {
  return { kind, eId: null, number: null, heading: null, printed: null, inForce: null, status: null, content: [], ...fields };
}

export function isDraft(content: Line | Draft): content is Draft {
  return 'content' in content;
}

/** Deeper nesting than this is taken for an attack or a damaged file; real law stays below 20. */
export const deepestNesting = 256;

/**
 * What nobody sees: soft hyphens, zero-width spaces, and the characters that turn the direction of text. The last ones can make a page
 * show other words than it holds ("Trojan source"); direction is for whoever displays the text.
 */
const unseen = /[\u00AD\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Anything that folding changes but a space at either end: most text holds none of it and needs no copy. */
const unfolded = new RegExp(`${unseen.source}|[^\\S ]| {2}`);

function folded(text: string): string {
  return unfolded.test(text) ? text.replace(unseen, '').replace(/\s+/gu, ' ') : text;
}

/** White space folded to single spaces; what nobody sees left out. */
export function fold(text: string): string {
  return folded(text).trim();
}

export function plainLine(text: string): Line {
  return { text: fold(text), marks: [] };
}

/** Builds lines from pieces of running text, folding white space as it goes so that offsets of marks stay true. */
export interface LineBuilder {
  add(text: string): void;
  /** Text until `close` is a reference to `target`; `null`: a link that leads to no provision, which is none. */
  open(target: MarkTarget | null): void;
  close(): void;
  /** Text until `closeTerm` is a word defined here. Terms do not nest and end in the line they begin in. */
  openTerm(): void;
  closeTerm(counterpart: DefinedTerm['counterpart']): void;
  /** Ends the line; empty lines are left out. */
  lineBreak(): void;
  /** Starts the next cell of a table row. */
  cell(): void;
  readonly lines: readonly Line[];
}

/** Marks and terms whose end is not known yet; where the text behind them begins with a space, they begin behind it. */
interface Opened {
  start: number;
}

export function lineBuilder(): LineBuilder {
  const lines: Line[] = [];
  // Pieces, not one growing string: asking such a string for its last character copies it, which for a paragraph of many pieces never ends.
  let pieces: string[] = [];
  let length = 0;
  let last = '';
  let marks: Mark[] = [];
  let opened: (Opened & { readonly target: MarkTarget | null })[] = [];
  let terms: { readonly start: number; readonly end: number; readonly counterpart: DefinedTerm['counterpart'] }[] = [];
  let term: Opened | null = null;
  const append = (text: string): void => {
    if (text === '') return;
    if (text.startsWith(' ')) for (const each of term === null ? opened : [...opened, term]) if (each.start === length) each.start += 1;
    pieces.push(text);
    length += text.length;
    last = text.at(-1)!;
  };
  const lengthOfText = (): number => (last === ' ' ? length - 1 : last === '\t' ? pieces.join('').trimEnd().length : length);
  const close = (): void => {
    const mark = opened.pop();
    if (mark?.target == null) return;
    const end = lengthOfText();
    if (end > mark.start) marks.push({ start: mark.start, end, target: mark.target });
  };
  return {
    lines,
    add(piece) {
      const added = folded(piece);
      append(added.startsWith(' ') && (length === 0 || last === ' ' || last === '\t') ? added.slice(1) : added);
    },
    open: (target) => void opened.push({ start: length, target }),
    close,
    openTerm: () => void (term = { start: length }),
    closeTerm(counterpart) {
      const end = lengthOfText();
      if (term !== null && end > term.start) terms.push({ start: term.start, end, counterpart });
      term = null;
    },
    lineBreak() {
      const across = opened.map((mark) => mark.target);
      while (opened.length > 0) close();
      const text = pieces.join('').trimEnd();
      const defined = terms.map(({ start, end, counterpart }): DefinedTerm => ({ span: { start, end }, text: text.slice(start, end), counterpart }));
      if (text !== '') lines.push({ text, marks, ...(defined.length > 0 ? { terms: defined } : {}) });
      pieces = [];
      length = 0;
      last = '';
      marks = [];
      terms = [];
      term = null;
      opened = across.map((target) => ({ start: 0, target }));
    },
    cell() {
      if (last === ' ') {
        const piece = pieces.pop()!.slice(0, -1);
        length -= piece.length + 1;
        last = '';
        append(piece);
      }
      append('\t');
    },
  };
}
