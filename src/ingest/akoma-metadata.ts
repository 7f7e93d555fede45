/** The `meta` block of Akoma Ntoso 2.0 and 3.0: identification (FRBR), life cycle and temporal data. */
import type { Day, DocumentType, Period } from '../document.js';
import { fold } from './draft.js';
import { definedOnly, readDay, readType, type Facts } from './metadata.js';
import { childAt, childElements, descendants, textOfElement, type XmlElement } from './xml-tree.js';

type Warn = (warning: string) => void;

export interface AkomaMetadata {
  readonly facts: Facts;
  /** The period of an element that names one (`period="#tg1"`, or `start`/`end` as in 2.0); `null` without. */
  readonly periodOf: (element: XmlElement) => Period | null;
}

/** `/akn/xa/act/2016/dogs/eng@2020-01-01/!main` -> `xa/act/2016/dogs`. */
function workId(uri: string): string {
  return uri.replace(/^\/?(?:akn\/)?/, '').replace(/\/(?:!.*|main)$/, '').replace(/\/[a-z]{3}[@:].*$/, '').replace(/\/+$/, '');
}

const regulationSegments = new Set(['regulation', 'regulations', 'statutory-instrument', 'si', 'rules', 'ordinance', 'decree', 'order', 'proclamation', 'gn']);

function typeOf(root: XmlElement, work: string): DocumentType {
  const segments = work.split('/').slice(1);
  if (segments.some((segment) => segment === 'by-law' || segment === 'bylaw')) return 'by-law';
  if (segments.includes('guidance')) return 'guidance';
  if (segments.some((segment) => regulationSegments.has(segment))) return 'regulation';
  if (root.name === 'bill' || root.name === 'judgment') return root.name;
  if (root.name === 'act') return readType(root.attributes.name) === 'by-law' ? 'by-law' : 'act';
  return 'other';
}

/** Reads events and groups once; the function returned resolves references to them. */
function periods(meta: XmlElement | undefined, warn: Warn): (element: XmlElement) => Period | null {
  const events = new Map<string, string>();
  for (const event of childElements(childAt(meta, 'lifecycle') ?? { name: '', attributes: {}, children: [] })) {
    const id = event.attributes.eId ?? event.attributes.id ?? event.attributes.wId;
    if (id !== undefined && event.attributes.date !== undefined) events.set(id, event.attributes.date);
  }
  const dayOf = (reference: string | undefined, where: string): Day | null => {
    if (reference === undefined) return null;
    const id = reference.replace(/^#/, '');
    if (!events.has(id) && reference.startsWith('#')) {
      warn(`${where} refers to the event "${reference}", which the life cycle does not hold; it is left open`);
      return null;
    }
    return readDay(events.get(id) ?? id, where, warn) ?? null;
  };
  const groups = new Map<string, Period>();
  for (const group of childElements(childAt(meta, 'temporalData') ?? { name: '', attributes: {}, children: [] })) {
    const intervals = childElements(group).filter((interval) => interval.name === 'timeInterval');
    // A group may hold an interval of force and one of efficacy; the one of force counts.
    const force = intervals.filter((interval) => /force|kraft|vigueur/i.test(interval.attributes.refersTo ?? ''));
    const counting = force.length > 0 ? force : intervals;
    const id = group.attributes.eId ?? group.attributes.id;
    if (id === undefined || counting.length === 0) continue;
    const froms = counting.map((interval) => dayOf(interval.attributes.start, `the time interval of "${id}"`));
    const tos = counting.map((interval) => dayOf(interval.attributes.end, `the time interval of "${id}"`));
    groups.set(id, { from: froms.includes(null) ? null : froms.sort()[0]!, to: tos.includes(null) ? null : tos.sort().at(-1)! });
  }
  return (element) => {
    const { period, start, end } = element.attributes;
    if (period !== undefined) {
      const found = groups.get(period.replace(/^#/, ''));
      if (found === undefined) warn(`"${element.attributes.eId ?? element.name}" has the period "${period}", which the temporal data do not hold; that of the whole is used`);
      return found ?? null;
    }
    if (start === undefined && end === undefined) return null;
    return { from: dayOf(start, `the start of "${element.attributes.id ?? element.name}"`), to: dayOf(end, `the end of "${element.attributes.id ?? element.name}"`) };
  };
}

/** Names of the work: short titles first, then the aliases, then the title printed in the text. */
function namesOf(root: XmlElement, work: XmlElement | undefined): string[] {
  const aliases = childElements(work ?? root).filter((element) => element.name === 'FRBRalias');
  const rank = (name: string | undefined): number => (/^short-?title$/i.test(name ?? '') ? 0 : name === undefined || name === '' ? 1 : /title/i.test(name) ? 3 : 4);
  const ordered = aliases.map((alias) => ({ name: fold(alias.attributes.value ?? ''), rank: rank(alias.attributes.name) }));
  for (const element of descendants(childAt(root, 'preface') ?? { name: '', attributes: {}, children: [] })) {
    if (element.name === 'shortTitle') ordered.push({ name: fold(textOfElement(element)), rank: 0 });
    if (element.name === 'docTitle') ordered.push({ name: fold(textOfElement(element)), rank: 3 });
  }
  return [...new Set(ordered.sort((a, b) => a.rank - b.rank).map((each) => each.name).filter((name) => name !== ''))];
}

/** A work repealed as a whole has a `repeal` event and no temporal data that would say it of a part. */
function repealDay(meta: XmlElement | undefined, from: Day | undefined, warn: Warn): Day | undefined {
  if (childAt(meta, 'temporalData') !== undefined) return undefined;
  const repeal = childElements(childAt(meta, 'lifecycle') ?? { name: '', attributes: {}, children: [] }).find((event) => event.name === 'eventRef' && event.attributes.type === 'repeal');
  const day = readDay(repeal?.attributes.date, 'the repeal event', warn);
  return day !== undefined && (from === undefined || day > from) ? day : undefined;
}

/** `root`: the `act`, `doc`, `judgment` … element. */
export function readAkomaMetadata(root: XmlElement, warn: Warn): AkomaMetadata {
  const meta = childAt(root, 'meta');
  const identification = childAt(meta, 'identification');
  const work = childAt(identification, 'FRBRWork');
  const expression = childAt(identification, 'FRBRExpression');
  const valueOf = (element: XmlElement | undefined, name: string): string | undefined => childAt(element, name)?.attributes.value;
  const uri = valueOf(work, 'FRBRuri') ?? valueOf(work, 'FRBRthis');
  const id = uri === undefined ? undefined : workId(uri);
  const expressionUri = valueOf(expression, 'FRBRuri')?.replace(/^\/?(?:akn\/)?/, '').replace(/\/+$/, '');
  const periodOf = periods(meta, warn);
  const body = childElements(root).find((element) => ['body', 'mainBody', 'judgmentBody'].includes(element.name));
  const own = periodOf(root) ?? (body === undefined ? null : periodOf(body));
  const dated = readDay(childAt(expression, 'FRBRdate')?.attributes.date, 'FRBRExpression/FRBRdate', warn);
  const from = own === null ? dated : (own.from ?? undefined);
  const to = own === null ? repealDay(meta, from, warn) : (own.to ?? undefined);
  const names = namesOf(root, work);
  const segment = id?.split('/')[0];
  const facts = definedOnly({
    work: id,
    expression: expressionUri !== undefined && id !== undefined && expressionUri.startsWith(`${id}/`) ? expressionUri : undefined,
    title: names[0],
    aliases: names.length > 1 ? names.slice(1) : undefined,
    type: typeOf(root, id ?? ''),
    jurisdiction: segment !== undefined && /^[a-z]{2}(?:-[a-z0-9-]+)?$/.test(segment) ? segment : valueOf(work, 'FRBRcountry'),
    language: childAt(expression, 'FRBRlanguage')?.attributes.language ?? root.attributes.lang,
    from, to,
  });
  return { facts, periodOf };
}
