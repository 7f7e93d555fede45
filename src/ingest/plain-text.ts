/** Plain text: the title on the first line, headings, subsections and items on lines of their own; metadata in a side file. */
import { decode } from './decode.js';
import { fold, type Line } from './draft.js';
import { parseHeadingLine, rankOf } from './headings.js';
import { itemNumbers } from './items.js';
import { withTitles } from './markdown.js';
import { factsOf, finishDocument, frameOf } from './metadata.js';
import { outline, type Block } from './outline.js';
import type { Parser } from './parser.js';
import { isHardWrapped } from './wrapped-lines.js';

/** A first line longer than this is text, not a title. */
const longestTitle = 300;

/** Lines broken at a margin joined again; a blank line, a number or a heading begins a new one. */
function unwrapped(lines: readonly string[], language: string): string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    const trimmed = line.trim();
    const begins = trimmed === '' || !open || itemNumbers(trimmed).length > 0 || parseHeadingLine(trimmed, language) !== null;
    if (begins) joined.push(trimmed);
    else joined.push(`${joined.pop()!} ${trimmed}`);
    open = trimmed !== '' && parseHeadingLine(trimmed, language) === null;
  }
  return joined;
}

/** In guidance, a short line between blank lines that ends without a full stop is a heading. */
function isGuidanceHeading(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim();
  return line.length <= 120 && !/[.:;,。、]$/u.test(line) && !/^[-*•–(]/.test(line) && (lines[at - 1] ?? '').trim() === '' && itemNumbers(line).length === 0 && lines.slice(at + 1, at + 3).some((next) => next.trim() !== '');
}

/** One line of text; tabs inside it part the cells of a table row. */
function textLine(source: string): Line {
  const cells = source.replace(/^\s*[•·*–-]\s+/u, '').trim().split('\t').map(fold);
  return { text: cells.join('\t'), marks: [] };
}

function readBlocks(lines: readonly string[], guidance: boolean, language: string): Block[] {
  return lines.flatMap((source, at): Block[] => {
    const line = textLine(source);
    if (line.text === '') return [];
    if (guidance) return [isGuidanceHeading(lines, at) ? { type: 'heading', level: 2, line } : { type: 'line', line }];
    const parsed = parseHeadingLine(line.text, language);
    return [parsed === null ? { type: 'line', line } : { type: 'heading', level: rankOf(parsed.kind), line, parsed }];
  });
}

export const plainTextParser: Parser = {
  format: 'text',
  accepts: (file) => /\.(?:txt|text)$/i.test(file.path),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'plain');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const own = factsOf(file, {}, warn);
    const frame = frameOf(file, own, warn);
    const source = text.split(/\r\n?|\n|\f/);
    const lines = isHardWrapped(source) ? unwrapped(source, frame.language) : source;
    const first = lines.findIndex((line) => line.trim() !== '');
    const title = lines[first]!.trim();
    const isTitle = title.length <= longestTitle && parseHeadingLine(title, frame.language) === null && lines.slice(first + 1).some((line) => line.trim() !== '');
    const facts = isTitle ? withTitles(own, [fold(title)]) : own;
    const guidance = frame.type === 'guidance';
    const drafts = outline(readBlocks(isTitle ? lines.slice(first + 1) : lines, guidance, frame.language), { guidance, language: frame.language });
    return [finishDocument(file, 'text', facts, frame, drafts, collected)];
  },
};
