/** A Word file: heading styles, and subsections and items in a list of two levels, whose numbers the file does not hold. */
import { abstractList, basicStyles, level, list, listed, paragraph, styled, wordFile } from '../../ingest/word-file.js';
import { divisionsByWord, itemsByPlace, noPeriodsOfProvisions, onePreamble } from './differences.js';
import { depthIn, headingLine, isHeaded, isInSections } from './headings.js';
import { isUnit, piecesOf, unitsIn, type Law, type Unit } from './law.js';
import { escaped } from './markup.js';
import type { Rendition } from './rendition.js';

interface ListFormat {
  readonly level: 0 | 1;
  readonly numberFormat: 'decimal' | 'lowerLetter';
  /** Text of the level: `%1` is the number of the first level, `%2` that of the second. */
  readonly text: string;
  readonly printed: (ordinal: number) => string;
}

const letter = (ordinal: number): string => String.fromCharCode(96 + ordinal);
const formats: readonly ListFormat[] = [
  { level: 0, numberFormat: 'decimal', text: '(%1)', printed: (ordinal) => `(${ordinal})` },
  { level: 1, numberFormat: 'lowerLetter', text: '(%2)', printed: (ordinal) => `(${letter(ordinal)})` },
  { level: 1, numberFormat: 'lowerLetter', text: '%2)', printed: (ordinal) => `${letter(ordinal)})` },
  { level: 1, numberFormat: 'decimal', text: '%2.', printed: (ordinal) => `${ordinal}.` },
];

/** The format in which a list prints the numbers of `units`; `undefined` where none does, and they are typed. */
const formatOf = (units: readonly Unit[]): ListFormat | undefined => (units.length === 0 ? undefined : formats.find(({ printed }) => units.every(({ number }, at) => number === printed(at + 1))));

/** The body, and for each section the format of its items. */
interface Writing {
  readonly body: string[];
  readonly lists: ListFormat[];
}

const table = (rows: readonly (readonly string[])[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc><w:tcPr/>${paragraph(escaped(cell))}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

function addLines({ body }: Writing, lines: readonly string[]): void {
  for (const piece of piecesOf(lines)) body.push('line' in piece ? paragraph(escaped(piece.line)) : table(piece.rows));
}

function addContents(unit: Unit, writing: Writing): void {
  const units = unitsIn(unit);
  const format = formatOf(units);
  let lines: string[] = [];
  const flush = (): void => {
    addLines(writing, lines);
    lines = [];
  };
  for (const each of unit.content) {
    if (!isUnit(each)) lines.push(each);
    else {
      flush();
      addItem(each, format, writing);
    }
  }
  flush();
}

function addItem(unit: Unit, format: ListFormat | undefined, writing: Writing): void {
  const [first, ...rest] = unit.content;
  const hasText = first !== undefined && !isUnit(first);
  const text = hasText ? first : '';
  const inList = format !== undefined && (format.level === 0 || format === writing.lists.at(-1));
  writing.body.push(inList ? listed(writing.lists.length, format.level, escaped(text)) : paragraph(escaped(`${unit.number ?? ''} ${text}`)));
  addContents({ ...unit, content: hasText ? rest : unit.content }, writing);
}

/** Each section has a list of its own, so that its subsections begin at (1). */
function addHeaded(law: Law, unit: Unit, writing: Writing): void {
  writing.body.push(styled(`Heading${depthIn(law, unit) + 1}`, escaped(headingLine(unit))));
  const units = unitsIn(unit);
  if (units.some(isHeaded)) {
    for (const each of units) addHeaded(law, each, writing);
    return;
  }
  const items = [units, ...units.map(unitsIn)].map(formatOf).find((format) => format?.level === 1);
  writing.lists.push(items ?? formats[1]!);
  addContents(unit, writing);
}

function write(law: Law): Uint8Array {
  const writing: Writing = { body: [styled('Title', escaped(law.title))], lists: [] };
  for (const unit of law.units) {
    if (isHeaded(unit)) addHeaded(law, unit, writing);
    else addContents(unit, writing);
  }
  const numbering = writing.lists.map((items, at) => abstractList(at, level(0, 'decimal', formats[0]!.text), level(1, items.numberFormat, items.text))).join('') + writing.lists.map((_, at) => list(at + 1, at)).join('');
  const { work, type, jurisdiction, language, inForce } = law;
  const custom = { work, type, jurisdiction, language, in_force_from: inForce.from!, ...(inForce.to === null ? {} : { in_force_to: inForce.to }) };
  return wordFile({ styles: basicStyles, numbering, body: writing.body.join(''), custom, core: `<dc:title>${escaped(law.title)}</dc:title>` });
}

export const docx: Rendition = { format: 'docx', fileName: 'rendition.docx', suits: isInSections, write, sideMetadata: () => null, differences: [onePreamble, divisionsByWord, itemsByPlace, noPeriodsOfProvisions] };
