/** A cell of a table of questions and answers -> lines: plain, or in the HTML of the content system it was exported from. */
import { lineBuilder, plainLine, type Line } from '../../tree/draft.js';
import { readBlocks } from '../html/blocks.js';
import { pageContext } from '../html/furniture.js';
import { elements, parseHtml } from '../html/tree.js';

const markup = /<\/?(?:p|br|ul|ol|li|a|b|i|u|em|strong|div|span|table|h[1-6])(?:\s+[\w-]+\s*=[^<>]*|\s*)\/?>|&(?:nbsp|amp|lt|gt|quot|#x?[\da-f]{1,6});/i;

/** Lines of HTML; numbers that lists print stand in them. */
function htmlLines(html: string, warn: (warning: string) => void): Line[] {
  const page = parseHtml(`<main>${html}</main>`, warn);
  const all = [...elements(page)];
  const main = all.find(({ tagName }) => tagName === 'main') ?? page;
  const { blocks, titles, notes } = readBlocks(main, pageContext(all, true), warn);
  const lines = blocks.flatMap((block): Line[] => {
    if (block.type === 'end') return [];
    if (block.type === 'heading' || block.listed === undefined) return [block.line];
    const before = `${block.listed.number} `;
    return [{ text: before + block.line.text, marks: block.line.marks.map((mark) => ({ ...mark, start: mark.start + before.length, end: mark.end + before.length })) }];
  });
  return [...titles.map(plainLine), ...lines, ...notes.flatMap(({ content }) => content.filter((each): each is Line => !('content' in each)))];
}

/** The lines of a cell, empty ones left out; `warn` hears of text that is left out. */
export function cellLines(cell: string, warn: (warning: string) => void): Line[] {
  if (cell === '') return [];
  if (markup.test(cell)) return htmlLines(cell, warn);
  const line = lineBuilder();
  for (const written of cell.split(/\r\n?|[\n\u2028\u2029]/u)) {
    line.add(written);
    line.lineBreak();
  }
  return [...line.lines];
}
