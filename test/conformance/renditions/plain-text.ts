/** Plain text: the title on the first line, blank lines round headings, a line to each subsection, item and row. */
import { divisionsByWord, itemsByPlace, noPeriodsOfProvisions, onePreamble } from './differences.js';
import { isInSections } from './headings.js';
import { plainLines, type PlainLine } from './plain-lines.js';
import { wholeSideFile, type Rendition } from './rendition.js';

function written(line: PlainLine): string {
  if (line.is === 'heading') return `\n${line.text}\n`;
  return line.is === 'text' ? line.text : line.rows.map((row) => row.join('\t')).join('\n');
}

export const plainText: Rendition = {
  format: 'text', fileName: 'rendition.txt', suits: isInSections, sideMetadata: wholeSideFile,
  write: (law) => `${law.title}\n\n${plainLines(law).map(written).join('\n')}\n`,
  differences: [onePreamble, divisionsByWord, itemsByPlace, noPeriodsOfProvisions],
};
