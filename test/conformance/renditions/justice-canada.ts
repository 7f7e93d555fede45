/** The XML of the consolidated statutes of Canada. */
import { mapUnits, partsOf, piecesOf, type Law, type Unit } from './law.js';
import { isRepealedInWords, onePreamble } from './differences.js';
import { element, textElement } from './markup.js';
import type { Rendition } from './rendition.js';

/** Day up to which the statute book is kept. */
const currentDate = '2026-01-01';

const elements: Readonly<Record<string, string>> = { section: 'Section', subsection: 'Subsection', paragraph: 'Paragraph', subparagraph: 'Subparagraph' };
/** Where the text behind the items of an element stands. */
const continued: Readonly<Record<string, string>> = { section: 'ContinuedSectionSubsection', subsection: 'ContinuedSectionSubsection', paragraph: 'ContinuedParagraph' };

const printedNumber = ({ kind, number }: Unit): string | null => (kind === 'section' ? (number?.replace(/^Section |\.$/g, '') ?? null) : number);
const dated = ({ kind }: Unit): boolean => kind === 'section' || kind === 'schedule';
const firstDay = (unit: Unit, law: Law): string | null => (dated(unit) ? (unit.inForce?.from ?? law.inForce.from) : null);

function block(lines: readonly string[]): string {
  return piecesOf(lines).map((piece) => {
    if ('line' in piece) return textElement('Text', piece.line);
    const columns = piece.rows[0]!.map((_, at) => `<colspec colname="${at + 1}" colwidth="1.00*" />`).join('');
    const rows = piece.rows.map((row) => `<row>${row.map((cell) => textElement('entry', cell)).join('')}</row>`).join('');
    return `<TableGroup><table frame="topbot"><tgroup cols="${piece.rows[0]!.length}">${columns}<tbody>${rows}</tbody></tgroup></table></TableGroup>`;
  }).join('');
}

function provision(unit: Unit, law: Law): string {
  const { intro, units, tail } = partsOf(unit);
  const name = elements[unit.kind]!;
  const behind = tail.length === 0 ? '' : `<${continued[unit.kind]!}>${block(tail)}</${continued[unit.kind]!}>`;
  return element(name, { 'lims:inforce-start-date': firstDay(unit, law) }, textElement('MarginalNote', unit.heading) + textElement('Label', printedNumber(unit)) + block(intro) + units.map((each) => provision(each, law)).join('') + behind);
}

/** Headings stand beside the sections they head. */
function bodyOf(unit: Unit, law: Law): string {
  if (unit.kind !== 'part') return provision(unit, law);
  return `<Heading level="1">${textElement('Label', unit.number)}${textElement('TitleText', unit.heading)}</Heading>${partsOf(unit).units.map((each) => provision(each, law)).join('')}`;
}

function schedule(unit: Unit, law: Law): string {
  return element('Schedule', { 'lims:inforce-start-date': firstDay(unit, law) }, `<ScheduleFormHeading>${textElement('Label', unit.number)}${textElement('TitleText', unit.heading)}</ScheduleFormHeading>${block(partsOf(unit).intro)}`);
}

function write(law: Law): string {
  const front = law.units.filter(({ kind }) => kind === 'preface' || kind === 'preamble');
  const lines = front.flatMap((unit) => partsOf(unit).intro);
  const schedules = law.units.filter(({ kind }) => kind === 'schedule');
  const body = law.units.filter((unit) => !front.includes(unit) && !schedules.includes(unit));
  return `\uFEFF<?xml version="1.0" encoding="utf-8"?><Statute lims:pit-date="${law.inForce.from!}" lims:current-date="${currentDate}" lims:inforce-start-date="${law.inForce.from!}" xml:lang="${law.language}" in-force="yes" xmlns:lims="http://justice.gc.ca/lims"><Identification>${textElement('ShortTitle', law.title)}<Chapter><ConsolidatedNumber official="no">X-1</ConsolidatedNumber></Chapter></Identification>${lines.length === 0 ? '' : `<Introduction><Enacts><Provision format-ref="indent-0-0">${block(lines)}</Provision></Enacts></Introduction>`}<Body>${body.map((unit) => bodyOf(unit, law)).join('')}</Body>${schedules.map((unit) => schedule(unit, law)).join('')}</Statute>`;
}

export const justiceCanada: Rendition = {
  format: 'justice-canada', fileName: 'rendition.xml', write,
  suits: (law) => law.language === 'en',
  // Chapters of Canada's statute book name its works, and all of them are Canada's.
  sideMetadata: ({ work, type, jurisdiction }) => ({ work, type, jurisdiction }),
  differences: [
    { why: 'Sections have a bare number.', expected: (law) => mapUnits(law, (unit) => ({ ...unit, number: printedNumber(unit) })) },
    onePreamble,
    {
      why: 'Each section and schedule says from when it reads so; none has a last day, and one that begins behind the day of the statute book is not yet in force.',
      expected: (law) => ({
        ...mapUnits(law, (unit) => {
          const from = firstDay(unit, law);
          return { ...unit, inForce: from === null ? null : { from, to: null }, status: from !== null && from > currentDate ? 'not-yet-in-force' : isRepealedInWords(unit) ? 'repealed' : 'in-force' };
        }),
        inForce: { from: law.inForce.from, to: null },
      }),
    },
  ],
};
