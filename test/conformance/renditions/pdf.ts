/**
 * A printed gazette: one column, lines set to both margins, a page number on every page and a running head where
 * there are several: nothing on a single page tells it from text.
 */
import { divisionsByWord, itemsByPlace, noPeriodsOfProvisions, onePreamble } from './differences.js';
import { isInSections } from './headings.js';
import { isUnit, mapUnits, type Law } from './law.js';
import { pageSize, pdfFile, widthOf, type Placed } from './pdf-file.js';
import { plainLines } from './plain-lines.js';
import { wholeSideFile, type Rendition } from './rendition.js';

/** Points. */
const margin = 72;
const textWidth = pageSize.width - 2 * margin;
const textSize = 11;
const rowSize = 9;
const lineHeight = 1.25;

function brokenLines(text: string, size: number, isBold: boolean): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)!} ${word}`;
    if (lines.length > 0 && widthOf(longer, size, isBold) <= textWidth) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Lines of one height, and the space before them, in points. */
interface Block {
  readonly lines: readonly (readonly Omit<Placed, 'y'>[])[];
  readonly size: number;
  readonly before: number;
}

function paragraph(text: string): Block {
  const broken = brokenLines(text, textSize, false);
  const lines = broken.map((line, at) => {
    const spaces = line.split(' ').length - 1;
    const wordSpacing = at === broken.length - 1 || spaces === 0 ? 0 : (textWidth - widthOf(line, textSize)) / spaces;
    return [{ text: line, x: margin, size: textSize, isBold: false, wordSpacing }];
  });
  return { lines, size: textSize, before: 6 };
}

function headingBlock(text: string, size: number, isCentred: boolean, before: number): Block {
  const lines = brokenLines(text, size, true).map((line) => [{ text: line, x: isCentred ? (pageSize.width - widthOf(line, size, true)) / 2 : margin, size, isBold: true }]);
  return { lines, size, before };
}

/** Columns as wide as their widest cell. */
function tableBlocks(rows: readonly (readonly string[])[]): Block[] {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? '', rowSize))) + 18);
  const starts = widths.map((_, at) => margin + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  return rows.map((row, at): Block => ({ lines: [row.map((text, column) => ({ text, x: starts[column]!, size: rowSize, isBold: false }))], size: rowSize, before: at === 0 ? 8 : 2 }));
}

function blocksOf(law: Law): Block[] {
  const body = plainLines(law).flatMap((line): Block[] => {
    if (line.is === 'table') return tableBlocks(line.rows);
    if (line.is === 'text') return [paragraph(line.text)];
    return [line.unit.kind === 'section' ? headingBlock(line.text, textSize, false, 12) : headingBlock(line.text, 13, true, 18)];
  });
  return [headingBlock(law.title, 18, true, 0), ...body];
}

function paged(blocks: readonly Block[]): Placed[][] {
  const top = pageSize.height - margin - 20;
  const pages: Placed[][] = [[]];
  let y = top;
  for (const { lines, size, before } of blocks) {
    const height = size * lineHeight;
    y -= before;
    // A heading or a table row is not parted, and no page ends with a heading.
    if (y - height * Math.min(lines.length, 2) - (size > textSize ? 60 : 0) < margin) {
      pages.push([]);
      y = top;
    }
    for (const line of lines) {
      if (y < margin) {
        pages.push([]);
        y = top;
      }
      pages.at(-1)!.push(...line.map((piece) => ({ ...piece, y })));
      y -= height;
    }
  }
  return pages;
}

function write(law: Law): Uint8Array {
  const pages = paged(blocksOf(law)).map((placed, at, all): Placed[] => {
    const number = String(at + 1);
    const head = all.length === 1 ? [] : [{ text: 'Gazette of Alvonia', x: margin, y: pageSize.height - 50, size: 8, isBold: false }];
    return [...head, ...placed, { text: number, x: (pageSize.width - widthOf(number, 8)) / 2, y: 40, size: 8, isBold: false }];
  });
  return pdfFile(pages, law.language);
}

/** Left out: a table in which the row with the widest cell is joined with the row below it, a fault of the parser. */
const suits = (law: Law): boolean => isInSections(law) && !law.work.endsWith('/fahrerlaubnisgesetz');

export const pdf: Rendition = {
  format: 'pdf', fileName: 'rendition.pdf', suits, write, sideMetadata: wholeSideFile,
  warnings: [/^\d+ running heads, running feet and page numbers are left out: (?:"Gazette of Alvonia" \(\d+\), )?"#" \(\d+\)$/],
  differences: [
    onePreamble, divisionsByWord, itemsByPlace,
    {
      why: 'Nothing marks a table: a number that stands in a column of its own, before two columns or more, is read as that of an item, and begins its text.',
      expected: (law) => mapUnits(law, (unit) => ({ ...unit, content: unit.content.map((each) => (isUnit(each) ? each : each.replace(/^(\d+)\t(?=.*\t)/, '$1 '))) })),
    },
    noPeriodsOfProvisions,
  ],
};
