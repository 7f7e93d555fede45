/**
 * The numbers Word prints before paragraphs; the file holds none of them, only how to count. A paragraph names a `num`, that an
 * `abstractNum`, that nine levels; all `num` of one `abstractNum` share its counters (ECMA-376 part 1, 17.9):
 *
 *   numId 7, level 1 -> abstractNum 3, counters [2, 4, –, …] -> lvlText "%1.%2." -> "2.4."
 */
import { itemNumbers } from '../../tree/items.js';
import type { ListNumber } from '../../tree/outline.js';
import { writeNumber } from './number-formats.js';
import { inherited, isOn, numberOf, type Style, type Styles } from './styles.js';
import { childAt, childElements, type XmlElement } from '../xml-tree.js';

/** Longer patterns are cut: no law has them, and each would be printed before every paragraph of its list. */
const longestPattern = 255;

interface Level {
  readonly start: number;
  readonly format: string;
  /** `w:format` of a custom format. */
  readonly custom: string | null;
  /** `%1.%2`: `%n` stands for the number of level n, from 1. */
  readonly text: string;
  /** From 1; 0: never; `null`: after any higher level. */
  readonly restartAfter: number | null;
  /** All numbers in Arabic digits, whatever their levels' formats. */
  readonly isLegal: boolean;
  /** What parts number and text. */
  readonly separator: '' | ' ';
  /** The paragraph style that takes its numbers from this level. */
  readonly style: string | null;
  readonly isHidden: boolean;
}

/** One `w:num` with the levels of its `w:abstractNum`, its own levels in their place. */
interface List {
  /** Whose counters it moves. */
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly startOverrides: ReadonlyMap<number, number>;
}

export type Lists = ReadonlyMap<string, List>;

export interface Printed {
  /** The number, for the outline; `null`: a bullet, or a number that prints nothing. */
  readonly number: ListNumber | null;
  /** What Word puts between number and text, as far as it is text. */
  readonly separator: '' | ' ';
}

function readLevel(element: XmlElement): Level {
  // A custom format stands in an alternative for newer programs; the plain one beside it is for older ones.
  const format = childAt(element, 'AlternateContent', 'Choice', 'numFmt') ?? childAt(element, 'numFmt') ?? childAt(element, 'AlternateContent', 'Fallback', 'numFmt');
  const suffix = childAt(element, 'suff')?.attributes.val;
  return {
    start: numberOf(childAt(element, 'start')) ?? 0,
    format: format?.attributes.val ?? 'decimal',
    custom: format?.attributes.format ?? null,
    text: (childAt(element, 'lvlText')?.attributes.val ?? '').slice(0, longestPattern),
    restartAfter: numberOf(childAt(element, 'lvlRestart')),
    isLegal: isOn(childAt(element, 'isLgl')) ?? false,
    separator: suffix === 'nothing' ? '' : ' ',
    style: childAt(element, 'pStyle')?.attributes.val ?? null,
    isHidden: isOn(childAt(element, 'rPr', 'vanish')) ?? false,
  };
}

function readLevels(element: XmlElement): ReadonlyMap<number, Level> {
  return new Map(childElements(element).filter((child) => child.name === 'lvl').map((level) => [Number(level.attributes.ilvl ?? '0'), readLevel(level)]));
}

/** All lists of numbering.xml. */
export function readLists(root: XmlElement | null, styles: Styles): Lists {
  const elements = root === null ? [] : childElements(root);
  const abstracts = new Map(elements.filter((element) => element.name === 'abstractNum').map((element) => [element.attributes.abstractNumId ?? '', element]));
  const nums = new Map(elements.filter((element) => element.name === 'num').map((element) => [element.attributes.numId ?? '', element]));
  /** Follows a list that only names a numbering style to the list that defines it. */
  const definition = (numId: string, depth: number): { readonly id: string; readonly element: XmlElement } | null => {
    const id = childAt(nums.get(numId), 'abstractNumId')?.attributes.val;
    const element = id === undefined ? undefined : abstracts.get(id);
    if (id === undefined || element === undefined) return null;
    const link = childAt(element, 'numStyleLink')?.attributes.val;
    const linked = link === undefined ? null : inherited(styles.characterChain(link), 'numId');
    // Deeper chains of links are circles.
    return (linked === null || depth > 8 ? null : definition(linked, depth + 1)) ?? { id, element };
  };
  const known = new Map<string, ReadonlyMap<number, Level>>();
  return new Map([...nums].flatMap(([numId, num]): [string, List][] => {
    const defined = definition(numId, 0);
    if (defined === null) return [];
    const levels = known.get(defined.id) ?? readLevels(defined.element);
    known.set(defined.id, levels);
    return [[numId, withOverrides(defined.id, levels, childElements(num).filter((child) => child.name === 'lvlOverride'))]];
  }));
}

function withOverrides(abstractId: string, levels: ReadonlyMap<number, Level>, overrides: readonly XmlElement[]): List {
  if (overrides.length === 0) return { abstractId, levels, startOverrides: new Map() };
  const own = new Map(levels);
  const startOverrides = new Map<number, number>();
  for (const override of overrides) {
    const at = Number(override.attributes.ilvl ?? '0');
    for (const [, level] of readLevels(override)) own.set(at, level);
    const start = numberOf(childAt(override, 'startOverride'));
    if (start !== null) startOverrides.set(at, start);
  }
  return { abstractId, levels: own, startOverrides };
}

export interface Place {
  readonly numId: string;
  readonly level: number;
}

/** The list and level of a paragraph: its own, or those of its styles. `null`: it is in no list (`numId` 0 takes it out of one). */
export function placeInList(lists: Lists, properties: XmlElement | undefined, chain: readonly Style[]): Place | null {
  const own = childAt(properties, 'numPr');
  const ownList = childAt(own, 'numId')?.attributes.val ?? null;
  const numId = ownList ?? inherited(chain, 'numId');
  if (numId === null || numId === '0') return null;
  const list = lists.get(numId);
  if (list === undefined) return null;
  // The level that names the style goes before the one the style names (17.9.23): Word leaves the latter behind when levels are moved.
  const named = ownList !== null ? undefined : chain.map((style) => [...list.levels].find(([, level]) => level.style === style.id)?.[0]).find((level) => level !== undefined);
  return { numId, level: Math.min(8, Math.max(0, numberOf(childAt(own, 'ilvl')) ?? named ?? inherited(chain, 'listLevel') ?? 0)) };
}

/** Two numbers of one enumeration are written alike: as the outline calls the way, or the list's own pattern. */
function styleOf(printed: string, ordinal: number, level: Level): string {
  const parts = level.text.split(/%[1-9]/).length - 1;
  const known = parts === 1 ? itemNumbers(`${printed} x`).find((reading) => reading.number === printed && reading.ordinal === ordinal) : undefined;
  return known?.style ?? `${level.format} ${level.text}`;
}

/** Counts the lists of one document, in text order. `warn` hears of formats that cannot be written. */
export function createCounter(lists: Lists, warn: (warning: string) => void): (place: Place) => Printed | null {
  const counters = new Map<string, (number | null)[]>();
  const overridden = new Set<string>();
  const unknown = new Set<string>();
  const written = (value: number, format: string, custom: string | null): string => {
    const number = writeNumber(value, format, custom);
    if (number === null && !unknown.has(format)) {
      unknown.add(format);
      warn(`list numbers in the format "${format.slice(0, 40)}" are written in Arabic digits`);
    }
    return number ?? String(value);
  };
  return ({ numId, level: at }) => {
    const list = lists.get(numId);
    const level = list?.levels.get(at);
    if (list === undefined || level === undefined) return null;
    const values = counters.get(list.abstractId) ?? Array.from<number | null>({ length: 9 }).fill(null);
    counters.set(list.abstractId, values);
    const startOf = (each: number): number => list.startOverrides.get(each) ?? list.levels.get(each)?.start ?? 0;
    const override = `${numId} ${at}`;
    const restarts = list.startOverrides.has(at) && !overridden.has(override);
    overridden.add(override);
    const last = values[at] ?? null;
    values[at] = last === null || restarts ? startOf(at) : last + 1;
    // Levels above that have not begun count as begun.
    for (let above = 0; above < at; above++) values[above] ??= startOf(above);
    for (let below = at + 1; below < 9; below++) {
      const after = list.levels.get(below)?.restartAfter ?? null;
      if (after === null || (after > 0 && at < after)) values[below] = null;
    }
    if (level.format === 'bullet' || level.isHidden) return { number: null, separator: '' };
    const printed = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const each = Number(digit) - 1;
      const shown = list.levels.get(each);
      const format = shown?.format ?? 'decimal';
      return written(values[each] ?? startOf(each), level.isLegal && format !== 'none' && format !== 'decimalZero' ? 'decimal' : format, shown?.custom ?? null);
    }).replace(/\s+/gu, ' ');
    if (printed.trim() === '') return { number: null, separator: '' };
    const separator = printed.endsWith(' ') ? ' ' : level.separator;
    return { number: { number: printed.trim(), style: styleOf(printed.trim(), values[at], level), ordinal: values[at], list: list.abstractId, level: at }, separator };
  };
}
