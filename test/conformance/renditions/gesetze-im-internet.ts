/** The XML of gesetze-im-internet.de: one flat list of `norm`. */
import { divisionsByWord, itemsByPlace, noPeriodsOfProvisions } from './differences.js';
import { isInSections } from './headings.js';
import { linesIn, mapUnits, partsOf, piecesOf, type Law, type Unit } from './law.js';
import { escaped, textElement } from './markup.js';
import type { Rendition } from './rendition.js';

const abbreviation = 'XaG';

/** `Section 5` and `5.` -> `§ 5`, `Part I` -> `Teil I`, `Schedule` -> `Anlage`. */
function germanNumber({ kind, number }: Unit): string | null {
  if (kind === 'section') return number?.replace(/^(?:Section )?(\d+[a-z]?)\.?$/, '§ $1') ?? null;
  return number?.replace(/^Part(?= )/, 'Teil').replace(/^Schedule/, 'Anlage') ?? null;
}

/** Lead-in, list and tail stand in one paragraph. */
function items(units: readonly Unit[]): string {
  if (units.length === 0) return '';
  return `<DL Type="arabic">${units.map((unit) => {
    const { intro, units: inner, tail } = partsOf(unit);
    return `${textElement('DT', unit.number)}<DD Font="normal"><LA Size="normal">${escaped(intro.join(' '))}${items(inner)}${escaped(tail.join(' '))}</LA></DD>`;
  }).join('')}</DL>`;
}

function pieces(lines: readonly string[], line: (text: string) => string): string {
  return piecesOf(lines).map((piece) => {
    if ('line' in piece) return line(piece.line);
    const rows = piece.rows.map((row) => `<row>${row.map((cell, at) => `<entry colname="col${at + 1}">${escaped(cell)}</entry>`).join('')}</row>`).join('');
    return `<table frame="none"><tgroup cols="${piece.rows[0]!.length}"><tbody>${rows}</tbody></tgroup></table>`;
  }).join('');
}

function paragraph(unit: Unit, before: string): string {
  const { intro, units, tail } = partsOf(unit);
  return `<P>${before}${pieces(intro, escaped)}${items(units)}${escaped(tail.join(' '))}</P>`;
}

function content(unit: Unit): string {
  const { units } = partsOf(unit);
  if (units.length === 0) return pieces(linesIn(unit), (text) => textElement('P', text));
  return units[0]!.kind === 'subsection' ? units.map((each) => paragraph(each, `${each.number!} `)).join('') : paragraph(unit, '');
}

const norm = (metadata: string, text: string): string => `<norm builddate="20260101210000"><metadaten><jurabk>${abbreviation}</jurabk>${metadata}</metadaten><textdaten>${text === '' ? '' : `<text format="XML"><Content>${text}</Content></text>`}</textdaten></norm>`;
const single = (name: string, title: string | null, text: string): string => norm(`<enbez>${escaped(name)}</enbez>${title === null ? '' : `<titel format="XML">${escaped(title)}</titel>`}`, text);

function norms(unit: Unit, at: number): string {
  if (unit.kind === 'preamble') return single('Eingangsformel', null, content(unit));
  if (unit.kind !== 'part') return single(germanNumber(unit)!, unit.heading, content(unit));
  const place = `<gliederungseinheit><gliederungskennzahl>${String((at + 1) * 10).padStart(3, '0')}</gliederungskennzahl>${textElement('gliederungsbez', germanNumber(unit))}${textElement('gliederungstitel', unit.heading)}</gliederungseinheit>`;
  return norm(place, '') + partsOf(unit).units.map(norms).join('\n');
}

function write(law: Law): string {
  const preface = law.units.find(({ kind }) => kind === 'preface');
  const first = norm(`<amtabk>${abbreviation}</amtabk><ausfertigung-datum manuell="ja">${law.inForce.from!}</ausfertigung-datum><fundstelle typ="amtlich"><periodikum>XaGBl I</periodikum><zitstelle>17</zitstelle></fundstelle>${textElement('langue', law.title)}`, preface === undefined ? '' : content(preface));
  return `<?xml version="1.0" encoding="UTF-8" ?><!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">
<dokumente builddate="20260101210000" doknr="XANR000010020">${first}
${law.units.filter((unit) => unit !== preface).map(norms).join('\n')}</dokumente>`;
}

export const gesetzeImInternet: Rendition = {
  format: 'gesetze-im-internet', fileName: 'rendition.xml', suits: isInSections, write,
  // All its law is German federal law, named by its abbreviation.
  sideMetadata: ({ work, type, jurisdiction, language, inForce }) => ({ work, type, jurisdiction, language, in_force_to: inForce.to }),
  differences: [
    { why: 'Sections are called §, parts Teil and schedules Anlage.', expected: (law) => mapUnits(law, (unit) => ({ ...unit, number: germanNumber(unit) })) },
    { why: 'The enacting formula is a norm of its own, which is called Eingangsformel.', expected: (law) => mapUnits(law, (unit) => (unit.kind === 'preamble' ? { ...unit, heading: 'Eingangsformel' } : unit)) },
    {
      why: 'Where a law was published stands in it, and is a note before its text.',
      expected: (law) => ({ ...law, units: [{ eId: 'notes', kind: 'notes', number: null, heading: null, inForce: null, status: 'in-force', content: ['XaGBl I 17'] }, ...law.units] }),
    },
    divisionsByWord,
    itemsByPlace,
    noPeriodsOfProvisions,
  ],
};
