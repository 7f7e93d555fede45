/**
 * The numbers at the beginning of lines below a headed unit -> numbered provisions. They nest by their style: a style not yet open begins
 * a level below, one that is open continues there.
 */
import { newDraft, type Draft, type Line } from './draft.js';
import { isSubsectionStyle, itemNumbers, type ItemNumber } from './items.js';

/** A number with its place in a list that the source marks as one: nothing has to be guessed from how it is written. */
export interface ListNumber {
  /** As printed: `(a)`, `1.2`, `IV.`. */
  readonly number: string;
  /** Alike for numbers that are written alike: a `NumberStyle`, or any other text. */
  readonly style: string;
  readonly ordinal: number;
  /** Which list, and how deep in it, from 0. */
  readonly list: string;
  readonly level: number;
}

/** A draft that is still being filled. */
export type OpenDraft = Draft & { readonly content: (Line | Draft)[]; readonly anchors: string[] };

/** A unit whose lines are being read, with the enumerations open below it. */
export interface Enumerating {
  /** Kind of the headed unit, which decides how the levels below it are called. */
  readonly kind: string;
  readonly draft: OpenDraft;
  /** Styles of the enumerations open below it, outermost first, each with its last number. */
  items: OpenItem[];
  /** The draft to which the last line belongs. */
  last: OpenDraft;
}

interface OpenItem {
  readonly style: string;
  ordinal: number | null;
  readonly draft: OpenDraft;
  readonly holder: OpenDraft;
  /** Where its number comes from a list that the source marks as one. */
  readonly listed?: ListNumber;
  /** The tail of its enumeration stands behind it: the enumeration may go on, but nothing more belongs below this item. */
  isOver: boolean;
}

/** The level below all that is open. */
function depthBelow(open: readonly OpenItem[]): number {
  return open.length - (open.at(-1)?.isOver === true ? 1 : 0);
}

export function openDraft(kind: string, fields: Partial<Draft>): OpenDraft {
  return { ...newDraft(kind, fields), content: [], anchors: [] };
}

/** Akoma Ntoso names the levels below a section subsection, paragraph, subparagraph; below an article paragraph, point. */
export function itemKind(unit: string, holder: string, isSubsection: boolean): string {
  if (holder === 'section' || holder === 'rule') return isSubsection ? 'subsection' : 'paragraph';
  if (holder === 'article') return isSubsection ? 'paragraph' : 'point';
  if (unit !== 'section' && unit !== 'rule') return 'point';
  return holder === 'subsection' ? 'paragraph' : holder === 'paragraph' ? 'subparagraph' : 'point';
}

/** How sure a reading of a line's number is, given the enumerations that are open: the one that continues best wins. */
function chooseNumber(line: string, open: readonly OpenItem[]): { readonly item: ItemNumber; readonly depth: number } | null {
  const readings = itemNumbers(line);
  const continuing = readings.flatMap((item) => {
    const depth = open.findLastIndex((level) => level.style === item.style);
    if (depth === -1) return [];
    const last = open[depth]!.ordinal;
    const follows = item.ordinal === null || last === null || item.ordinal === last || item.ordinal === last + 1;
    const later = last !== null && item.ordinal !== null && item.ordinal > last;
    // A raised number out of its order is a mark of a footnote.
    return follows ? [{ item, depth, surety: 2 }] : later && item.style !== 'raised-digit' ? [{ item, depth, surety: 1 }] : [];
  });
  continuing.sort((a, b) => b.surety - a.surety || b.depth - a.depth);
  const best = continuing[0];
  if (best?.surety === 2) return best;
  const beginning = readings.filter((item) => !open.some((level) => level.style === item.style)).sort((a, b) => Math.abs((a.ordinal ?? 99) - 1) - Math.abs((b.ordinal ?? 99) - 1));
  const fresh = beginning[0];
  // A new enumeration begins with its first number; in brackets any will do (repealed ones are left out), and Japanese laws leave out the 1.
  // Paragraphs of Japanese articles stand above all items, whichever came first.
  if (fresh?.style === 'full-width-digit' && (fresh.ordinal === 1 || fresh.ordinal === 2)) return { item: fresh, depth: 0 };
  if (fresh !== undefined && (fresh.ordinal === 1 || (best === undefined && /^\(/.test(fresh.number)))) return { item: fresh, depth: depthBelow(open) };
  if (best !== undefined) return best;
  // The same style from 1 again, as below another subsection whose items were closed.
  const again = readings.find((item) => item.ordinal === 1 && open.some((level) => level.style === item.style));
  return again === undefined ? null : { item: again, depth: open.findLastIndex((level) => level.style === again.style) };
}

/** Where a number stands whose place in a list is known: with those of its list, else with those written alike, else below all that is open. */
function depthOf(listed: ListNumber, open: readonly OpenItem[]): number {
  const within = open.findIndex((item) => item.listed?.list === listed.list && item.listed.level >= listed.level);
  if (within !== -1) return within;
  if (open.some((item) => item.listed?.list === listed.list)) return depthBelow(open);
  const alike = open.findLastIndex((item) => item.style === listed.style);
  return alike === -1 ? depthBelow(open) : alike;
}

type Item = Pick<ListNumber, 'number' | 'style'> & { readonly ordinal: number | null };

/** Opens the numbered provision at that depth; returns the draft to which its text belongs. */
function addItem(unit: Enumerating, item: Item, depth: number, line: Line, listed?: ListNumber): OpenDraft {
  const holder = unit.items[depth]?.holder ?? unit.items.at(-1)?.draft ?? unit.draft;
  const draft = openDraft(itemKind(unit.kind, holder.kind, isSubsectionStyle(item.style)), { number: item.number });
  const inner: Enumerating = { kind: unit.kind, draft, items: [], last: draft };
  const below = line.text.startsWith('(') ? itemNumbers(line.text)[0] : undefined;
  // `(1) (a) text`: two levels begin on one line.
  if (below?.ordinal === 1 && below.style !== item.style) inner.last = addLine(inner, { line });
  else if (line.text.trim() !== '') draft.content.push(line);
  holder.content.push(draft);
  unit.items = [...unit.items.slice(0, depth), { style: item.style, ordinal: item.ordinal, draft, holder, isOver: false, ...(listed === undefined ? {} : { listed }) }, ...inner.items];
  return inner.last;
}

/** A line, and what its source knows of its number. */
export interface NumberedLine {
  readonly line: Line;
  /** Number a list gives the line, not written in its text. */
  readonly marker?: string;
  /** The same where the source knows the number's place in its list. */
  readonly listed?: ListNumber;
  /** A further line of the paragraph before: it belongs to the same provision, whatever it begins with. */
  readonly continues?: boolean;
}

/** The page on which a line stands is that of the item it becomes. */
function pageOf({ page }: Line): Pick<Line, 'page'> {
  return page === undefined ? {} : { page };
}

/** Adds the line where it belongs; returns the draft to which it belongs. */
export function addLine(unit: Enumerating, { line, marker, listed, continues }: NumberedLine): OpenDraft {
  if (continues === true) {
    unit.last.content.push(line);
    return unit.last;
  }
  if (listed !== undefined) return addItem(unit, listed, depthOf(listed, unit.items), line, listed);
  const numbered = marker === undefined ? line : { ...pageOf(line), text: `${marker} ${line.text}`, marks: line.marks.map((mark) => ({ ...mark, start: mark.start + marker.length + 1, end: mark.end + marker.length + 1 })) };
  const chosen = chooseNumber(numbered.text, unit.items);
  if (chosen === null) {
    // A line without number behind items is the tail of what they enumerate; behind a subsection it continues it.
    const at = unit.items.findIndex((open) => !isSubsectionStyle(open.style));
    const draft = unit.items[at]?.holder ?? unit.items.at(-1)?.draft ?? unit.draft;
    draft.content.push(numbered);
    if (at !== -1) {
      unit.items = unit.items.slice(0, at + 1);
      unit.items[at]!.isOver = true;
    }
    return draft;
  }
  const { item, depth } = chosen;
  const text = numbered.text.slice(item.textStart);
  const marks = numbered.marks.filter((mark) => mark.start >= item.textStart).map((mark) => ({ ...mark, start: mark.start - item.textStart, end: mark.end - item.textStart }));
  return addItem(unit, item, depth, { ...pageOf(line), text, marks });
}

