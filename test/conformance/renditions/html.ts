/** A page of a gazette: head with Dublin Core terms, headings, lists and tables, and the site's furniture round it. */
import { divisionsByWord, itemsByPlace, onePreamble } from './differences.js';
import { depthIn, headingLine, isHeaded, isInSections } from './headings.js';
import { isLine, isUnit, piecesOf, unitsIn, type Law, type Unit } from './law.js';
import { element, escaped, textElement } from './markup.js';
import type { Rendition } from './rendition.js';

function block(line: string): string {
  return textElement('p', line);
}

const table = (rows: readonly (readonly string[])[]): string => `<table><tbody>${rows.map((row) => `<tr>${row.map((cell) => textElement('td', cell)).join('')}</tr>`).join('')}</tbody></table>`;

/** List types by what browsers print for them, which publishers of laws show in brackets. */
const listTypes: readonly (readonly [string, (ordinal: number) => string])[] = [
  ['a', (ordinal) => `(${String.fromCharCode(96 + ordinal)})`], ['i', (ordinal) => `(${['i', 'ii', 'iii', 'iv', 'v'][ordinal - 1] ?? '?'})`], ['1', (ordinal) => `${ordinal}.`],
];

const listType = (units: readonly Unit[]): string | null => listTypes.find(([, printed]) => units.every(({ number }, at) => number === printed(at + 1)))?.[0] ?? null;

/** Items as a list where it prints their numbers, else as paragraphs with the numbers typed. */
function items(units: readonly Unit[]): string {
  const type = listType(units);
  if (type === null) return units.map((unit) => numbered(unit)).join('\n');
  return element('ol', { type: type === '1' ? null : type }, units.map((unit) => `<li>${contents(unit, escaped)}</li>`).join(''));
}

function numbered(unit: Unit): string {
  const [first, ...rest] = unit.content;
  if (first === undefined || isUnit(first)) return block(unit.number!) + contents(unit, block);
  return block(`${unit.number!} ${first}`) + contents({ ...unit, content: rest }, block);
}

/** Lines, tables and lists in text order. */
function contents(unit: Unit, line: (text: string) => string): string {
  const written: string[] = [];
  for (let at = 0; at < unit.content.length;) {
    const first = unit.content[at]!;
    const end = unit.content.findIndex((each, behind) => behind > at && isUnit(each) !== isUnit(first));
    const run = unit.content.slice(at, end === -1 ? undefined : end);
    const units = run.filter(isUnit);
    if (units.length > 0) written.push(units[0]!.kind === 'subsection' ? units.map(numbered).join('\n') : items(units));
    else written.push(...piecesOf(run.filter(isLine)).map((piece) => ('line' in piece ? line(piece.line) : table(piece.rows))));
    at += run.length;
  }
  return written.join('\n');
}

function headed(law: Law, unit: Unit): string {
  const heading = textElement(`h${depthIn(law, unit) + 2}`, headingLine(unit));
  if (unitsIn(unit).some(isHeaded)) return `${heading}\n${unitsIn(unit).map((each) => headed(law, each)).join('\n')}`;
  const attributes = { id: unit.eId, 'data-in-force-from': unit.inForce?.from ?? null, 'data-in-force-to': unit.inForce?.to ?? null, 'data-status': unit.status === 'in-force' ? null : unit.status };
  return element('section', attributes, `${heading}\n${contents(unit, block)}`);
}

function write(law: Law): string {
  const { from, to } = law.inForce;
  const terms = { identifier: law.work, title: law.title, type: law.type, language: law.language, coverage: law.jurisdiction, valid: `start=${from!}${to === null ? '' : `; end=${to}`}` };
  const head = Object.entries(terms).map(([name, content]) => element('meta', { name: `dcterms.${name}`, content }, '').replace('/>', '>'));
  const body = law.units.map((unit) => (isHeaded(unit) ? headed(law, unit) : contents(unit, block)));
  return `<!DOCTYPE html>
<html lang="${law.language}"><head><meta charset="utf-8">${textElement('title', `${law.title} – Gazette`)}
${head.join('\n')}
<script>track();</script></head>
<body><header><p>Gazette Online</p></header><nav><ul><li><a href="/">Home</a></li><li><a href="/acts">Acts</a></li></ul></nav>
<main>${textElement('h1', law.title)}
${body.join('\n')}
</main><footer><p>Imprint</p></footer></body></html>`;
}

export const html: Rendition = { format: 'html', fileName: 'rendition.html', suits: isInSections, write, sideMetadata: () => null, differences: [onePreamble, divisionsByWord, itemsByPlace] };
