/** Akoma Ntoso 3.0, as parliaments and AfricanLII write it. */
import type { Period } from '../../../src/document.js';
import { threeLetterCode } from '../../../src/ingest/languages.js';
import { isInSections } from './headings.js';
import { linesIn, partsOf, piecesOf, unitsIn, type Law, type Unit } from './law.js';
import { element, escaped, textElement } from './markup.js';
import type { Rendition } from './rendition.js';

const key = ({ from, to }: Period): string => `${from ?? ''}-${to ?? ''}`;

/** Every period of the law once, with the number of its temporal group. */
function periodsOf(law: Law): Map<string, Period> {
  const periods = new Map<string, Period>([[key(law.inForce), law.inForce]]);
  const visit = (unit: Unit): void => {
    if (unit.inForce !== null) periods.set(key(unit.inForce), unit.inForce);
    unitsIn(unit).forEach(visit);
  };
  law.units.forEach(visit);
  return periods;
}

function meta(law: Law, periods: ReadonlyMap<string, Period>): string {
  const work = `/akn/${law.work}`;
  const expression = `${work}/${threeLetterCode(law.language)}@${law.inForce.from!}`;
  const days = [...new Set([...periods.values()].flatMap(({ from, to }) => [from, to]).filter((day) => day !== null))].sort();
  const event = (day: string | null): string | null => (day === null ? null : `#e${days.indexOf(day) + 1}`);
  const events = days.map((day, at) => element('eventRef', { eId: `e${at + 1}`, date: day, type: at === 0 ? 'generation' : 'amendment', source: '#ro' }, ''));
  const groups = [...periods.values()].map(({ from, to }, at) => element('temporalGroup', { eId: `tg${at + 1}` }, element('timeInterval', { start: event(from), end: event(to), refersTo: '#inForce' }, '')));
  const value = (name: string, written: string): string => element(name, { value: written }, '');
  return `<meta><identification source="#editor">
<FRBRWork>${value('FRBRthis', `${work}/!main`)}${value('FRBRuri', work)}${element('FRBRalias', { value: law.title, name: 'short-title' }, '')}<FRBRdate date="2000-01-01" name="enactment"/><FRBRauthor href="#legislator"/>${value('FRBRcountry', law.jurisdiction.slice(0, 2))}</FRBRWork>
<FRBRExpression>${value('FRBRthis', `${expression}/!main`)}${value('FRBRuri', expression)}${element('FRBRdate', { date: law.inForce.from, name: 'in-force' }, '')}<FRBRauthor href="#editor"/>${element('FRBRlanguage', { language: threeLetterCode(law.language) }, '')}</FRBRExpression>
</identification><lifecycle source="#editor">${events.join('')}</lifecycle><temporalData source="#editor">${groups.join('')}</temporalData></meta>`;
}

function block(lines: readonly string[]): string {
  return piecesOf(lines).map((piece) => ('line' in piece ? textElement('p', piece.line) : `<table>${piece.rows.map((row) => `<tr>${row.map((cell) => `<td>${textElement('p', cell)}</td>`).join('')}</tr>`).join('')}</table>`)).join('');
}

const wrapped = (name: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `<${name}>${block(lines)}</${name}>`);

function provision(unit: Unit, groups: readonly string[]): string {
  const { intro, units, tail } = partsOf(unit);
  const inside = units.length === 0 ? wrapped('content', intro) : wrapped('intro', intro) + units.map((each) => provision(each, groups)).join('') + wrapped('wrapUp', tail);
  const period = unit.inForce === null ? null : `#tg${groups.indexOf(key(unit.inForce)) + 1}`;
  return element(unit.kind, { eId: unit.eId, period, status: unit.status === 'repealed' ? 'removed' : null }, textElement('num', unit.number) + textElement('heading', unit.heading) + inside);
}

function attachment(unit: Unit): string {
  const heading = [unit.number, unit.heading].filter((part) => part !== null).join(' — ');
  return element('attachment', { eId: unit.eId }, `${textElement('heading', heading)}<doc name="schedule"><meta/><mainBody>${block(linesIn(unit))}</mainBody></doc>`);
}

function write(law: Law): string {
  const periods = periodsOf(law);
  const groups = [...periods.keys()];
  const front = (kind: string): string => law.units.filter((unit) => unit.kind === kind).map((unit) => wrapped(kind, linesIn(unit))).join('');
  const body = law.units.filter((unit) => !['preface', 'preamble', 'schedule'].includes(unit.kind)).map((unit) => provision(unit, groups));
  const attached = law.units.filter((unit) => unit.kind === 'schedule').map(attachment);
  return `<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="${escaped(law.type)}">${meta(law, periods)}${front('preface')}${front('preamble')}
<body period="#tg1">${body.join('\n')}</body>${attached.length === 0 ? '' : `<attachments>${attached.join('')}</attachments>`}</act></akomaNtoso>`;
}

export const akomaNtoso: Rendition = { format: 'akoma-ntoso', fileName: 'rendition.xml', suits: isInSections, write, sideMetadata: () => null, differences: [] };
