/**
 * Headings and lines in reading order -> provisions. Headings nest by level; below a basic unit the numbers at the beginning of
 * lines nest by their style: a style not yet open begins a level below, one that is open continues there.
 */
import type { Period, ProvisionStatus } from '../document.js';
import type { Draft, Line } from './draft.js';
import { parseHeading, type Heading } from './headings.js';
import { isSubsectionStyle, itemNumbers, type ItemNumber, type NumberStyle } from './items.js';

export type Block =
  | {
      readonly type: 'heading';
      readonly level: number;
      readonly line: Line;
      /** Parsed already (plain text), or left to `parseHeading`. */
      readonly parsed?: Heading;
      readonly eId?: string | null;
      readonly inForce?: Period | null;
      readonly status?: ProvisionStatus | null;
    }
  | { readonly type: 'line'; readonly line: Line; /** Number a list gives the line, not written in its text. */ readonly marker?: string }
  /** The element that began with a heading of this level is over. */
  | { readonly type: 'end'; readonly level: number };

interface Open {
  /** Kind of the headed unit, which decides how the levels below it are called. */
  readonly kind: string;
  readonly draft: Draft & { readonly content: (Line | Draft)[] };
  readonly level: number;
  /** Styles of the enumerations open below it, outermost first, each with its last number. */
  items: OpenItem[];
}
interface OpenItem {
  readonly style: NumberStyle;
  ordinal: number | null;
  readonly draft: Draft & { readonly content: (Line | Draft)[] };
  readonly holder: { readonly content: (Line | Draft)[]; readonly kind: string };
}

function newDraft(kind: string, fields: Partial<Draft>): Draft & { readonly content: (Line | Draft)[] } {
  return { kind, eId: null, number: null, heading: null, printed: null, inForce: null, status: null, ...fields, content: [] };
}

/** Akoma Ntoso names the levels below a section subsection, paragraph, subparagraph; below an article paragraph, point. */
function itemKind(unit: string, holder: string, style: NumberStyle): string {
  if (holder === 'section' || holder === 'rule') return isSubsectionStyle(style) ? 'subsection' : 'paragraph';
  if (holder === 'article') return isSubsectionStyle(style) ? 'paragraph' : 'point';
  if (unit !== 'section' && unit !== 'rule') return 'point';
  return holder === 'subsection' ? 'paragraph' : holder === 'paragraph' ? 'subparagraph' : 'point';
}

const kindsOfIdentifiers: readonly (readonly [RegExp, string])[] = [
  [/^(?:.*__)?sec(?:tion)?[_-]/, 'section'], [/^(?:.*__)?art(?:icle)?[_-]/, 'article'], [/^(?:part|pt)[_-]/, 'part'], [/^(?:chp|chapter)[_-]/, 'chapter'],
  [/^(?:.*__)?(?:schedule|sched|annex|att)/, 'schedule'], [/^preamble/, 'preamble'],
];

/** How sure a reading of a line's number is, given the enumerations that are open: the one that continues best wins. */
function chooseNumber(line: string, open: readonly OpenItem[]): { readonly item: ItemNumber; readonly depth: number } | null {
  const readings = itemNumbers(line);
  const continuing = readings.flatMap((item) => {
    const depth = open.findLastIndex((level) => level.style === item.style);
    if (depth === -1) return [];
    const last = open[depth]!.ordinal;
    const follows = item.ordinal === null || last === null || item.ordinal === last || item.ordinal === last + 1;
    const later = last !== null && item.ordinal !== null && item.ordinal > last;
    return follows ? [{ item, depth, surety: 2 }] : later ? [{ item, depth, surety: 1 }] : [];
  });
  continuing.sort((a, b) => b.surety - a.surety || b.depth - a.depth);
  const best = continuing[0];
  if (best?.surety === 2) return best;
  const beginning = readings.filter((item) => !open.some((level) => level.style === item.style)).sort((a, b) => Math.abs((a.ordinal ?? 99) - 1) - Math.abs((b.ordinal ?? 99) - 1));
  const fresh = beginning[0];
  // A new enumeration begins with its first number; in brackets any will do (repealed ones are left out), and Japanese laws leave out the 1.
  // Paragraphs of Japanese articles stand above all items, whichever came first.
  if (fresh?.style === 'full-width-digit' && (fresh.ordinal === 1 || fresh.ordinal === 2)) return { item: fresh, depth: 0 };
  if (fresh !== undefined && (fresh.ordinal === 1 || (best === undefined && /^\(/.test(fresh.number)))) return { item: fresh, depth: open.length };
  if (best !== undefined) return best;
  // The same style from 1 again, as below another subsection whose items were closed.
  const again = readings.find((item) => item.ordinal === 1 && open.some((level) => level.style === item.style));
  return again === undefined ? null : { item: again, depth: open.findLastIndex((level) => level.style === again.style) };
}

function addLine(unit: Open, line: Line, marker: string | undefined): void {
  const numbered = marker === undefined ? line : { text: `${marker} ${line.text}`, marks: line.marks.map((mark) => ({ ...mark, start: mark.start + marker.length + 1, end: mark.end + marker.length + 1 })) };
  const chosen = chooseNumber(numbered.text, unit.items);
  if (chosen === null) {
    // A line without number behind items is the tail of what they enumerate; behind a subsection it continues it.
    const enumeration = unit.items.find((open) => !isSubsectionStyle(open.style));
    (enumeration?.holder ?? unit.items.at(-1)?.draft ?? unit.draft).content.push(numbered);
    return;
  }
  const { item, depth } = chosen;
  const holder = unit.items[depth]?.holder ?? unit.items.at(-1)?.draft ?? unit.draft;
  const draft = newDraft(itemKind(unit.kind, holder.kind, item.style), { number: item.number });
  const text = numbered.text.slice(item.textStart);
  const marks = numbered.marks.filter((mark) => mark.start >= item.textStart).map((mark) => ({ ...mark, start: mark.start - item.textStart, end: mark.end - item.textStart }));
  if (text.trim() !== '') {
    const below = itemNumbers(text)[0];
    // `(1) (a) text`: two levels begin on one line.
    const inner: Open = { kind: unit.kind, draft, level: 0, items: [] };
    if (below?.ordinal === 1 && below.style !== item.style && text.startsWith('(')) addLine(inner, { text, marks }, undefined);
    else draft.content.push({ text, marks });
    holder.content.push(draft);
    unit.items = [...unit.items.slice(0, depth), { style: item.style, ordinal: item.ordinal, draft, holder }, ...inner.items];
    return;
  }
  holder.content.push(draft);
  unit.items = [...unit.items.slice(0, depth), { style: item.style, ordinal: item.ordinal, draft, holder }];
}

/**
 * The tree of the blocks. `guidance`: headings are not numbered units but `h_1`, `h_2` … in order of appearance. Lines before the
 * first heading become a provision of kind `preamble`, or `body` when there is no heading at all.
 */
export function outline(blocks: readonly Block[], about: { readonly guidance: boolean; readonly language: string }): Draft[] {
  const top: Draft[] = [];
  const stack: Open[] = [];
  let headings = 0;
  const hasHeadings = blocks.some((block) => block.type === 'heading');
  const push = (open: Open): void => {
    while (stack.length > 0 && stack.at(-1)!.level >= open.level) stack.pop();
    (stack.at(-1)?.draft.content ?? top).push(open.draft);
    stack.push(open);
  };
  for (const block of blocks) {
    if (block.type === 'end') {
      while (stack.length > 0 && stack.at(-1)!.level >= block.level) stack.pop();
    } else if (block.type === 'line') {
      if (stack.length === 0) {
        const kind = hasHeadings ? (top.length === 0 ? 'preamble' : 'hcontainer') : 'body';
        push({ kind, draft: newDraft(kind, {}), level: 99, items: [] });
      }
      addLine(stack.at(-1)!, block.line, block.marker);
    } else {
      const given = block.eId ?? null;
      const parsed = block.parsed ?? (about.guidance ? null : parseHeading(block.line.text, about.language, true));
      const byIdentifier = given === null || about.guidance ? undefined : kindsOfIdentifiers.find(([pattern]) => pattern.test(given))?.[1];
      const kind = byIdentifier ?? parsed?.kind ?? 'hcontainer';
      if (kind === 'hcontainer' || about.guidance) headings += 1;
      const draft = newDraft(kind, {
        eId: about.guidance || kind === 'hcontainer' ? `h_${headings}` : byIdentifier === undefined ? null : given,
        number: parsed?.number ?? null, heading: parsed === null ? block.line.text : parsed.heading, printed: block.line.text,
        inForce: block.inForce ?? null, status: block.status ?? null,
      });
      const runIn = parsed?.runIn ?? null;
      push({ kind, draft: runIn === null ? draft : { ...draft, printed: draft.printed!.slice(0, -runIn.length) }, level: block.level, items: [] });
      if (runIn !== null) addLine(stack.at(-1)!, { text: runIn, marks: [] }, undefined);
    }
  }
  return top;
}
