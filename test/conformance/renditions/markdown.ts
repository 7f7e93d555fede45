/** Markdown with front matter, a paragraph to each subsection and item. */
import { divisionsByWord, itemsByPlace, onePreamble } from './differences.js';
import { isInSections } from './headings.js';
import type { Law, Unit } from './law.js';
import { plainLines, type PlainLine } from './plain-lines.js';
import type { Rendition } from './rendition.js';

/** ` {status=repealed from=2020-01-01 to=2022-01-01}` behind a heading. */
function attributes({ inForce, status }: Unit): string {
  const pairs = [['status', status === 'in-force' ? null : status], ['from', inForce?.from], ['to', inForce?.to]].flatMap(([key, value]) => (value == null ? [] : [`${key!}=${value}`]));
  return pairs.length === 0 ? '' : ` {${pairs.join(' ')}}`;
}

function written(line: PlainLine): string {
  if (line.is === 'heading') return `##${'#'.repeat(line.depth)} ${line.text}${attributes(line.unit)}`;
  if (line.is === 'text') return line.text.replace(/([\\*_[\]<])/g, '\\$1');
  const [head, ...rows] = line.rows.map((row) => `| ${row.join(' | ')} |`);
  return [head!, `|${'---|'.repeat(line.rows[0]!.length)}`, ...rows].join('\n');
}

function write(law: Law): string {
  const { from, to } = law.inForce;
  const front = { work: law.work, title: law.title, type: law.type, jurisdiction: law.jurisdiction, language: law.language, in_force_from: from, in_force_to: to };
  const entries = Object.entries(front).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]));
  return `---\n${entries.join('\n')}\n---\n\n# ${law.title}\n\n${plainLines(law).map(written).join('\n\n')}\n`;
}

export const markdown: Rendition = { format: 'markdown', fileName: 'rendition.md', suits: isInSections, write, sideMetadata: () => null, differences: [onePreamble, divisionsByWord, itemsByPlace] };
