/** United States Legislative Markup, as the Office of the Law Revision Counsel and GPO write acts. */
import { linesIn, mapUnits, partsOf, piecesOf, type Law, type Unit } from './law.js';
import { element, textElement } from './markup.js';
import type { Rendition } from './rendition.js';

const bare = (number: string): string => number.replace(/^(?:Part|Section|Schedule)\s|[().]/g, '');
const prefixes: Readonly<Record<string, string>> = { part: 'pt', section: 's', schedule: 'sch' };

/** `SEC. 5.`, `PART I`: behind it stands a dash or a space. */
function printedNumber({ kind, number }: Unit): string | null {
  if (number === null) return null;
  if (kind === 'section') return `SEC. ${bare(number)}.`;
  return kind === 'part' ? number.toUpperCase() : number;
}

function block(lines: readonly string[], name: string): string {
  return piecesOf(lines).map((piece) => {
    if ('line' in piece) return textElement(name, piece.line);
    return `<content><xhtml:table><xhtml:tbody>${piece.rows.map((row) => `<xhtml:tr>${row.map((cell) => textElement('xhtml:td', cell)).join('')}</xhtml:tr>`).join('')}</xhtml:tbody></xhtml:table></content>`;
  }).join('');
}

function level(unit: Unit, address: string): string {
  const { intro, units, tail } = partsOf(unit);
  const value = bare(unit.number ?? '');
  const hasValue = /^(?:\d|[IVX]+$|[a-z]{1,2}$)/.test(value);
  const identifier = `${unit.kind === 'section' ? address.replace(/\/pt[^/]*$/, '') : address}/${prefixes[unit.kind] ?? ''}${value}`;
  const printed = printedNumber(unit);
  const number = printed === null ? '' : element('num', { value: hasValue ? value : null }, unit.kind === 'part' ? `${printed}—` : `${printed} `);
  const heading = unit.heading === null ? null : unit.kind === 'section' ? `${unit.heading}.` : unit.heading;
  const inside = units.length === 0 ? block(intro, 'content') : block(intro, 'chapeau') + units.map((each) => level(each, identifier)).join('') + block(tail, 'continuation');
  const status = unit.status === 'in-force' ? null : unit.status;
  return element(unit.kind, { identifier, status, startPeriod: unit.inForce?.from ?? null, endPeriod: unit.inForce?.to ?? null }, number + textElement('heading', heading) + inside);
}

function write(law: Law): string {
  const address = `/${law.work}`;
  const lines = (kind: string, name: string): string => law.units.filter((unit) => unit.kind === kind).flatMap((unit) => linesIn(unit)).map((line) => textElement(name, line)).join('');
  const preface = lines('preface', 'p');
  const levels = (isSchedule: boolean): string => law.units.filter(({ kind }) => kind !== 'preface' && kind !== 'preamble' && (kind === 'schedule') === isSchedule).map((unit) => level(unit, address)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/css" href="uslm.css"?>
<lawDoc xmlns="http://schemas.gpo.gov/xml/uslm" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xhtml="http://www.w3.org/1999/xhtml" xml:lang="${law.language}" identifier="${address}">
<meta>${textElement('dc:title', law.title)}<dc:type>Act</dc:type><dc:language>EN</dc:language></meta>
${preface === '' ? '' : `<preface>${preface}</preface>`}${element('main', { startPeriod: law.inForce.from, endPeriod: law.inForce.to }, lines('preamble', 'enactingFormula') + levels(false))}
${levels(true)}</lawDoc>`;
}

export const uslm: Rendition = {
  format: 'uslm', fileName: 'rendition.xml', write,
  suits: (law) => law.language === 'en',
  // Its documents are acts, bills and federal rules; by-laws of a town are none.
  sideMetadata: ({ type }) => ({ type }),
  differences: [{
    why: 'Sections are numbered "SEC. 5." and parts "PART I", in capitals.',
    expected: (law) => mapUnits(law, (unit) => ({ ...unit, number: printedNumber(unit) })),
  }],
};
