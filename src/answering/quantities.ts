/**
 * Quantities of a text with their units and bounds, comparable across ways of writing: `9 year old` -> 9 of age, `less than 5 years` -> under 1825 of time,
 * `bis 10 m²` -> at most 10 square metres, `de six à douze ans` -> 6 at least and 12 at most.
 */
import { unitOf } from './checks/amounts.js';
import { readBounds, type Bound } from './checks/bounds.js';

export interface Quantity {
  /** In days for time, in metres for lengths, else as written. */
  readonly value: number;
  /** `time`, `age`, a unit of `amounts.ts`, or `~` and the first letters of what is counted ("~perso"); `null`: none is written. */
  readonly unit: string | null;
  readonly bound: Bound | null;
}

/** Days, so that 18 months can be held against 2 years. */
const days: Readonly<Record<string, number>> = { minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7, month: 365 / 12, year: 365 };

/** Areas and volumes: the exponent has become a digit of its own. */
const square = /^(?:(?:m|метр\p{L}*)[\s-]?2(?!\d)|qm\b|sq\.? ?m\b|square (?:met|m\b)|quadratmeter|mètres? carrés?|кв\. ?м|平方メートル|متر(?:ا|اً)? مربع|أمتار مربعة)/iu;
const cubic = /^(?:m[\s-]?3(?!\d)|cubic (?:met|m\b)|kubikmeter|mètres? cubes?|куб\. ?м|立方メートル)/iu;

const exponent = /(?<!\p{L})m-?$/iu;

/** What says that years are somebody's age. */
const ageBehind = /^[\s-]*(?:(?:years?|yrs?|jahren?|ans?|років|роки|рік)[\s-]*(?:of age|old|or (?:older|younger|over|under)|alt|oder (?:älter|jünger)|révolus)|jährig|歳|才)/iu;
const ageBefore = /(?:\b(?:aged?|age of|older than|younger than|over the age of|under the age of)|(?<!\p{L})(?:im alter von|âgée?s? de|j[’']ai|(?:il|elle|fils|fille|enfant|mère|père|mari|femme) a|عمر\p{L}*|віком(?: від| до)?))\s*$/iu;

const upTo = String.raw`(?:and |but )?(?:up to|to|less than|under|below)|bis(?: zu| unter)?|und unter|jusqu[’']à|à(?: moins de)?|إلى|حتى|до|[-–～〜]`;
/** "6 to 12". */
const spanning = new RegExp(String.raw`^\s*(?:${upTo})\s*\d`, 'iu');
/** "6 to 12", "three or four": the unit stands behind the second number. */
const joined = new RegExp(String.raw`^\s*(?:${upTo}|or|and|oder|und|ou|et|أو|або)\s*[\d.,]+\s*`, 'iu');
/** "bis unter 1.500": the number itself is out. */
const short = /(?<!\p{L})(?:less than|under|below|unter|moins de)\s*$/iu;

/** Empty in a language without words for bounds. */
export function readQuantities(text: string, language: string): Quantity[] {
  const quantities: Quantity[] = [];
  let [ahead, last] = ['', null as string | null];
  for (const { value, bound, before, behind } of readBounds(text, language)) {
    if (exponent.test(before)) continue;
    const range = spanning.test(behind) ? 'least' : spanning.test(ahead) ? 'most' : null;
    const one = measured(Number(value), before, behind.replace(joined, ' '));
    const unit = one.unit ?? (joined.test(ahead) ? last : null);
    quantities.push({ value: one.value, unit, bound: bound === 'most' && short.test(before) ? 'less' : (bound ?? range) });
    [ahead, last] = [behind, unit];
  }
  return quantities;
}

function measured(value: number, before: string, behind: string): Pick<Quantity, 'value' | 'unit'> {
  const text = behind.replace(/^[\s\u00A0)\]-]+/u, '');
  if (ageBehind.test(behind) || (ageBefore.test(before) && (text === '' || unitOf(text) === 'year'))) return { value, unit: 'age' };
  if (square.test(text)) return { value, unit: 'square-metre' };
  if (cubic.test(text)) return { value, unit: 'cubic-metre' };
  const unit = unitOf(text) ?? unitOf(text.replace(/^\p{L}+\s+/u, ''));
  if (unit === undefined) return { value, unit: countedIn(text) };
  const length = days[unit];
  if (length !== undefined) return { value: value * length, unit: 'time' };
  return unit === 'kilometre' ? { value: value * 1000, unit: 'metre' } : { value, unit };
}

/** Beginnings of words are compared, so that "person" and "persons" are counted alike. */
const LETTERS = 5;

function countedIn(text: string): string | null {
  const [word] = /^\p{L}{3,}/u.exec(text) ?? [];
  return word === undefined ? null : `~${word.toLowerCase().slice(0, LETTERS)}`;
}
