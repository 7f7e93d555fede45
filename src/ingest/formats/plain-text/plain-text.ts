/** Plain text: the title on the first line, headings, subsections and items on lines of their own; metadata in a side file. */
import { decode } from '../../decode.js';
import { fold, type Line } from '../../tree/draft.js';
import { parseHeading, parseHeadingLine, rankOf, type Heading } from '../../tree/headings.js';
import { itemNumbers } from '../../tree/items.js';
import { factsOf, finishDocument, frameOf, type Frame } from '../../metadata.js';
import { outline, type Block } from '../../tree/outline.js';
import type { Parser } from '../../parser.js';
import { withLanguage } from '../detected-language.js';
import { withTitles } from '../markdown/markdown.js';
import { isWrapped, unwrapped, type HeadingLine } from './lines.js';

/** A first line longer than this (characters) is text, not a title. */
const longestTitle = 300;
/** A numbered line longer than this (characters) is a sentence, not a heading. */
const longestHeading = 120;

const basicKinds = new Set(['section', 'article', 'rule']);

/** A line of signs under a heading or between parts of the text: drawn, not written. */
const isDrawn = (line: string): boolean => /^(?:\s*[-=_*~+|#.·—–]){3,}\s*$/u.test(line);
const isUnderlined = (lines: readonly string[], at: number): boolean => /^\s*(?:={3,}|-{3,}|~{3,})\s*$/u.test(lines[at + 1] ?? '') && lines[at]!.length <= longestHeading && !/[.;,:。、]\s*$/u.test(lines[at]!);

/** White space folded; tabs inside the line part the cells of a table row. */
const foldedCells = (line: string): string => line.trim().split('\t').map(fold).join('\t');

/** `5. Dog licence` alone on its line; a row of a table may begin with a number too. */
function bareHeading(line: string, language: string): Heading | null {
  if (line.includes('\t') || line.length > longestHeading || /[.,;:。、،؛]$/u.test(line)) return null;
  const found = parseHeading(line, language, true);
  return found?.kind === 'section' && found.heading !== null && /^\d/.test(found.number) && /^[\p{Lu}\p{Lo}]/u.test(found.heading) ? found : null;
}

/**
 * True when the law numbers its sections without a word: lines `1. Definitions`, `2. Licence` … in order, with text below them, and no
 * section or article that says so.
 */
function numbersBarely(lines: readonly string[], language: string): boolean {
  const written = lines.map(foldedCells).filter((line) => line !== '');
  if (written.some((line) => basicKinds.has(parseHeadingLine(line, language)?.kind ?? ''))) return false;
  const headings = written.flatMap((line, at) => (bareHeading(line, language) === null ? [] : [at]));
  const numbers = headings.map((at) => parseInt(written[at]!, 10));
  const follow = numbers.filter((number, at) => at === 0 || number === numbers[at - 1]! || number === numbers[at - 1]! + 1).length;
  const withText = headings.filter((at) => at + 1 < written.length && !headings.includes(at + 1)).length;
  return numbers[0] === 1 && headings.length >= 2 && follow >= headings.length * 0.9 && withText >= headings.length * 0.8;
}

/** How headings are told in this file. */
function headingReader(lines: readonly string[], frame: Frame): (line: string) => Heading | null {
  const bare = frame.type !== 'guidance' && numbersBarely(lines, frame.language);
  return (line) => parseHeadingLine(line, frame.language) ?? (bare ? bareHeading(foldedCells(line), frame.language) : null);
}

/** Question and answer, as marked in the languages of the collections we know: `Q: …`, `Frage: …`, `問 …`. */
const question = /^(?:Q|F|K|Question|Frage|Küsimus|س|سؤال|السؤال|問|質問)\s?\d*\s?[:：.)）]\s?\S|^問[\d０-９]*[\s　]\S/iu;

/** In guidance, a question is a heading, and so is a short line between blank lines that ends without a full stop. */
function isGuidanceHeading(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim();
  if (line.includes('\t')) return false;
  if (isUnderlined(lines, at) || question.test(line)) return true;
  return line.length <= longestHeading && !/[.:;,。、]$/u.test(line) && !/^[-*•–(]/.test(line) && (lines[at - 1] ?? '').trim() === '' && itemNumbers(line).length === 0 && lines.slice(at + 1, at + 3).some((next) => next.trim() !== '');
}

function textLine(source: string): Line {
  return { text: foldedCells(source.replace(/^\s*[•·*–-]\s+/u, '')), marks: [] };
}

function readBlocks(lines: readonly string[], guidance: boolean, readHeading: (line: string) => Heading | null): Block[] {
  return lines.flatMap((source, at): Block[] => {
    const line = textLine(source);
    if (line.text === '' || isDrawn(source)) return [];
    if (guidance) return [isGuidanceHeading(lines, at) ? { type: 'heading', level: 2, line } : { type: 'line', line }];
    const parsed = readHeading(line.text);
    if (parsed !== null) return [{ type: 'heading', level: rankOf(parsed.kind), line, parsed }];
    // An underlined line without a number is a heading between sections, or above all of them.
    return [isUnderlined(lines, at) ? { type: 'heading', level: rankOf('hcontainer'), line } : { type: 'line', line }];
  });
}

export const plainTextParser: Parser = {
  format: 'text',
  accepts: (file) => /\.(?:txt|text)$/i.test(file.path),
  async parse(file) {
    const { text, warnings } = decode(file.bytes, 'plain');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const own = await withLanguage(factsOf(file, {}, warn), file, text);
    const frame = frameOf(file, own, warn);
    const source = text.split(/\r\n?|[\n\f\v\u0085\u2028\u2029]/u);
    const readHeading = headingReader(source, frame);
    const headingLine = (line: string): HeadingLine => {
      const heading = isDrawn(line) ? undefined : readHeading(line);
      return heading === null ? null : (heading?.runIn ?? null) === null ? 'alone' : 'with-text';
    };
    const lines = isWrapped(source, headingLine) ? unwrapped(source, headingLine) : source;
    const first = lines.findIndex((line) => line.trim() !== '' && !isDrawn(line));
    const title = lines[first]?.trim() ?? '';
    const isTitle = title.length <= longestTitle && readHeading(title) === null && lines.slice(first + 1).some((line) => line.trim() !== '' && !isDrawn(line));
    const facts = isTitle ? withTitles(own, [fold(title)]) : own;
    const guidance = frame.type === 'guidance';
    const drafts = outline(readBlocks(isTitle ? lines.slice(first + 1) : lines, guidance, readHeading), { guidance, language: frame.language });
    return [finishDocument(file, 'text', facts, frame, drafts, collected)];
  },
};
