/** Numbered lists: the numbers a browser would print before their items. */
import { itemNumbers } from '../../tree/items.js';
import type { ListNumber } from '../../tree/outline.js';
import { attribute, beginningOf, childElementsOf, classesOf, type HtmlElement } from './tree.js';

function letters(ordinal: number): string {
  return ordinal <= 26 ? String.fromCharCode(96 + ordinal) : letters(Math.floor((ordinal - 1) / 26)) + letters(((ordinal - 1) % 26) + 1);
}

function roman(ordinal: number): string {
  const table = [['m', 1000], ['cm', 900], ['d', 500], ['cd', 400], ['c', 100], ['xc', 90], ['l', 50], ['xl', 40], ['x', 10], ['ix', 9], ['v', 5], ['iv', 4], ['i', 1]] as const;
  let rest = ordinal;
  return table.reduce((written, [sign, value]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return written + sign.repeat(times);
  }, '');
}

/** Letters and Roman numbers reach from 1 to this; beyond it browsers print digits (CSS Counter Styles 3, 7.1.2). */
const lastRoman = 3999;

/** Letters in brackets, as laws cite them. */
function written(type: string, ordinal: number): string {
  if (ordinal < 1 || ordinal > lastRoman) return `${ordinal}.`;
  switch (type) {
    case 'a': return `(${letters(ordinal)})`;
    case 'A': return `(${letters(ordinal).toUpperCase()})`;
    case 'i': return `(${roman(ordinal)})`;
    case 'I': return `(${roman(ordinal).toUpperCase()})`;
    default: return `${ordinal}.`;
  }
}

const types: readonly (readonly [RegExp, string])[] = [[/lower-(?:alpha|latin)/, 'a'], [/upper-(?:alpha|latin)/, 'A'], [/lower-roman/, 'i'], [/upper-roman/, 'I']];
const withoutMarkers = /^(?:[\w-]+-)?(?:list-)?(?:unstyled|plain|no-(?:bullets?|markers?|numbers?|style)|none)$|list--(?:unstyled|plain)$/i;

function integer(text: string | undefined): number | null {
  return text !== undefined && /^\s*[+-]?\d{1,9}\s*$/.test(text) ? Number(text) : null;
}

export type ListMarker = Pick<ListNumber, 'number' | 'style' | 'ordinal'>;

/**
 * The markers of an `ol`, by item. Empty for `ul`, for lists whose style prints none, and for those whose items carry their numbers in
 * their text: nothing is numbered twice.
 */
export function listMarkers(list: HtmlElement): ReadonlyMap<HtmlElement, ListMarker> {
  const markers = new Map<HtmlElement, ListMarker>();
  const style = attribute(list, 'style') ?? '';
  if (list.tagName !== 'ol' || /list-style(?:-type)?\s*:[^;]*none/i.test(style) || classesOf(list).some((name) => withoutMarkers.test(name))) return markers;
  const items = childElementsOf(list).filter((child) => child.tagName === 'li');
  if (items.length > 0 && items.every((item) => itemNumbers(beginningOf(item, 20)).length > 0)) return markers;
  const type = types.find(([pattern]) => pattern.test(style))?.[1] ?? attribute(list, 'type') ?? '1';
  const step = attribute(list, 'reversed') === undefined ? 1 : -1;
  let next = integer(attribute(list, 'start')) ?? (step === 1 ? 1 : items.length);
  for (const item of items) {
    const ordinal = integer(attribute(item, 'value')) ?? next;
    const number = written(type, ordinal);
    markers.set(item, { number, ordinal, style: number.startsWith('(') ? (/i/i.test(type) ? 'bracketed-roman' : 'bracketed-letter') : 'dotted-digit' });
    next = ordinal + step;
  }
  return markers;
}
