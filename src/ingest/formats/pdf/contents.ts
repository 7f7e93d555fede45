/**
 * A printed table of contents: every entry stands again where it leads. Its lines look like the headings of the text and are none, so
 * that they are set apart before headings are looked for.
 */
import type { Paragraph } from './paragraphs.js';

const caption = /^(?:table\s+of\s+(?:contents|provisions)|contents|arrangement\s+of\s+[\p{L}\s-]{3,40}|inhalt(?:sverzeichnis|sübersicht)?|table\s+des\s+mati[èe]res|sommaire|[íi]ndice|sisukord|目\s*次|الفهرس|فهرس(?:\s+\p{L}+)?|المحتويات|зміст)$/iu;
/** No table of contents has more entries. */
const mostEntries = 3_000;

export interface Parts {
  /** What stands before a table of contents: publishers' cover pages, notices, a preamble. Empty without one. */
  readonly before: readonly Paragraph[];
  /** The table of contents with its caption; empty without one. */
  readonly contents: readonly Paragraph[];
  readonly after: readonly Paragraph[];
}

/** Letters and digits only: entries are set with dots, tabs and page numbers. */
function bare(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/** An entry without the dots and the page number it ends with, and the number it begins with apart. */
function entryOf(text: string): { readonly whole: string; readonly withoutNumber: string } {
  const title = text.replace(/(?:\t|[\s.…·_]{2,})\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$/iu, '');
  return { whole: bare(title), withoutNumber: bare(title.replace(/^[\d.]+[A-Z]?\.?\s+/u, '')) };
}

/** Fewest letters by which an entry is known again without its number. */
const shortestTitle = 4;

export function partsOf(paragraphs: readonly Paragraph[]): Parts {
  const none = { before: [], contents: [], after: paragraphs };
  const start = paragraphs.findIndex((paragraph) => caption.test(paragraph.text.trim()));
  if (start === -1 || start > paragraphs.length / 2) return none;
  const rest = paragraphs.slice(start + 1);
  // A running head or the page heads "Page" may stand between caption and entries.
  const first = rest.slice(0, 3).filter((paragraph) => !caption.test(paragraph.text.trim())).map((paragraph) => entryOf(paragraph.text)).find(({ whole }) => whole.length >= shortestTitle);
  if (first === undefined) return none;
  let again = rest.slice(0, mostEntries).findIndex((paragraph, at) => at > 1 && beginsWith(bare(paragraph.text), first));
  if (again === -1) return none;
  const bodyText = bare(rest.slice(again).map((paragraph) => paragraph.text).join(' '));
  const isRepeated = (paragraph: Paragraph): boolean => {
    const { whole, withoutNumber } = entryOf(paragraph.text);
    return caption.test(paragraph.text.trim()) || whole.length < shortestTitle || bodyText.includes(whole) || (withoutNumber.length >= shortestTitle && bodyText.includes(withoutNumber));
  };
  // What stands last and nowhere else (the heading of the chapter that the first entry is in) begins the text.
  while (again > 1 && !isRepeated(rest[again - 1]!)) again -= 1;
  const entries = rest.slice(0, again);
  // Not a table of contents, but a part of the text that happens to begin like one.
  if (entries.filter((entry) => !isRepeated(entry)).length > entries.length / 4) return none;
  return { before: paragraphs.slice(0, start), contents: paragraphs.slice(start, start + 1 + again), after: rest.slice(again) };
}

function beginsWith(text: string, entry: { readonly whole: string; readonly withoutNumber: string }): boolean {
  // "Chapter 1" does not begin "Chapter 10".
  const isWhole = text.startsWith(entry.whole) && !(/\d$/u.test(entry.whole) && /^\d/u.test(text.slice(entry.whole.length)));
  return isWhole || (entry.withoutNumber.length >= shortestTitle && text === entry.withoutNumber);
}
