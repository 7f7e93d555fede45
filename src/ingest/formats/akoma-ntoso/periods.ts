/** Life cycle and temporal data of Akoma Ntoso: which event is which day, which group of intervals is which period. */
import type { Day, Period } from '../../../document.js';
import { readDay } from '../../metadata.js';
import { childAt, childElements, noElement, type XmlElement } from '../xml-tree.js';

type Warn = (warning: string) => void;

export interface AkomaPeriods {
  /** The period of an element that names one (`period="#tg1"`, or `start`/`end` as in 2.0); `null` without. */
  readonly periodOf: (element: XmlElement) => Period | null;
  /** The first day on which the original text was made (`type="generation"`). */
  readonly generated: Day | undefined;
  /** The first day on which it came into force, where an event says so. */
  readonly cameIntoForce: Day | undefined;
  /** The day of its repeal as a whole. */
  readonly repealed: Day | undefined;
}

/** Days that makers write for "not known" and "without end"; no law begins or ends on them. */
const placeholders = new Set(['0001-01-01', '1000-01-01', '1001-01-01', '2999-01-01', '2999-12-31', '9999-01-01', '9999-12-31']);

/** A day of the source; `undefined` for one that stands for "not known". */
export function knownDay(written: string | undefined, field: string, warn: Warn): Day | undefined {
  const day = readDay(written, field, warn);
  return day === undefined || placeholders.has(day) ? undefined : day;
}

/** Words of several languages by which makers name the event or interval of being in force. */
const forceWords = /force|commencement|kraft|vigueur|vigenza|vigor/i;
const earliest = (days: readonly (Day | undefined)[]): Day | undefined => days.filter((day) => day !== undefined).sort()[0];
const identifierOf = (element: XmlElement): string | undefined => element.attributes.eId ?? element.attributes.id ?? element.attributes.wId;

/** Reads events and groups once. */
export function readPeriods(meta: XmlElement | undefined, warn: Warn): AkomaPeriods {
  const events = childElements(childAt(meta, 'lifecycle') ?? noElement);
  const days = new Map(events.flatMap((event) => (identifierOf(event) === undefined || event.attributes.date === undefined ? [] : [[identifierOf(event)!, event.attributes.date] as const])));
  const dayOf = (reference: string | undefined, where: string): Day | null => {
    if (reference === undefined || reference === '') return null;
    const id = reference.replace(/^[#~]/, '');
    const isDay = /^\d{4}-/.test(id);
    if (!days.has(id) && !isDay) {
      warn(`${where} refers to the event "${reference}", which the life cycle does not hold; it is left open`);
      return null;
    }
    return knownDay(days.get(id) ?? id, where, warn) ?? null;
  };
  const groups = readGroups(meta, dayOf);
  const has = (test: (event: XmlElement) => boolean): Day | undefined => earliest(events.filter(test).map((event) => knownDay(event.attributes.date, 'an event of the life cycle', () => undefined)));
  const isGeneration = ({ attributes }: XmlElement): boolean => attributes.type === 'generation';
  return {
    periodOf: (element) => periodOf(element, groups, dayOf, warn),
    generated: has(isGeneration),
    cameIntoForce: has(({ attributes }) => forceWords.test(`${attributes.refersTo ?? ''} ${attributes.eId ?? ''}`)),
    // Where temporal data stand they say it, of the whole and of its parts; an event alone speaks of the whole.
    repealed: childAt(meta, 'temporalData') === undefined ? has((event) => event.name === 'eventRef' && event.attributes.type === 'repeal') : undefined,
  };
}

type DayOf = (reference: string | undefined, where: string) => Day | null;

function readGroups(meta: XmlElement | undefined, dayOf: DayOf): Map<string, Period> {
  const groups = new Map<string, Period>();
  for (const group of childElements(childAt(meta, 'temporalData') ?? noElement)) {
    const intervals = childElements(group).filter((interval) => interval.name === 'timeInterval');
    // A group may hold an interval of force and one of efficacy; the one of force counts.
    const force = intervals.filter((interval) => forceWords.test(interval.attributes.refersTo ?? ''));
    const counting = force.length > 0 ? force : intervals;
    const id = identifierOf(group);
    if (id === undefined || counting.length === 0) continue;
    const froms = counting.map((interval) => dayOf(interval.attributes.start, `the time interval of "${id}"`));
    const tos = counting.map((interval) => dayOf(interval.attributes.end, `the time interval of "${id}"`));
    groups.set(id, { from: froms.includes(null) ? null : froms.sort()[0]!, to: tos.includes(null) ? null : tos.sort().at(-1)! });
  }
  return groups;
}

function periodOf(element: XmlElement, groups: ReadonlyMap<string, Period>, dayOf: DayOf, warn: Warn): Period | null {
  const { period, start, end } = element.attributes;
  const name = identifierOf(element) ?? element.name;
  if (period !== undefined && period !== '') {
    const found = groups.get(period.replace(/^[#~]/, ''));
    if (found === undefined) warn(`"${name}" has the period "${period}", which the temporal data do not hold; that of the whole is used`);
    // A group whose days are not known says nothing.
    return found === undefined || (found.from === null && found.to === null) ? null : found;
  }
  // `start` also numbers lists; only events and days speak of time.
  const isTime = (value: string | undefined): boolean => value !== undefined && /^#|^\d{4}-/.test(value);
  if (!isTime(start) && !isTime(end)) return null;
  return { from: isTime(start) ? dayOf(start, `the start of "${name}"`) : null, to: isTime(end) ? dayOf(end, `the end of "${name}"`) : null };
}
