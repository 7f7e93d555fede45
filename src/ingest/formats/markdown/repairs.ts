/**
 * Headings that a maker of Markdown has lost or misplaced, put right where it is certain what they were. Nothing is left out: a line that
 * becomes a heading stands in the heading.
 */
import { numberValue } from '../../../numerals.js';
import { parseHeading, parseHeadingLine, rankOf, type Heading } from '../../tree/headings.js';
import type { Block } from '../../tree/outline.js';
import { inlineLine } from './inline.js';

type HeadingBlock = Extract<Block, { readonly type: 'heading' }>;

/** The level of articles in the files of the Legalize project. */
const articleLevel = 5;

/**
 * Swiss acts that their maker read from paged files: the mark of a footnote stands before the article, and the article in a paragraph
 * (`<sup>30</sup> Art. 28 a Persönlichkeit`).
 */
const damagedHeading = /^<sup>\d+<\/sup>\s(?<article>Art\.\s\d+(?:\s?[a-z](?![\p{L}.])|\s?(?:bis|ter|quater)(?!\p{L}))?)(?:\s(?<heading>(?!Abs\.|Bst\.|Ziff\.|Buchst)\p{Lu}[^.;,]{2,100}))?$/u;

/** The heading of an article in a paragraph of a damaged file, or `null`. */
export function repairedHeading(source: string): HeadingBlock | null {
  if (!source.startsWith('<sup>')) return null;
  const groups = damagedHeading.exec(source.trimEnd())?.groups;
  if (groups === undefined) return null;
  const parsed = parseHeading(groups.article!.replace(/(?<=\d)\s/u, ''), 'de', false);
  return parsed === null ? null : { type: 'heading', level: articleLevel, line: inlineLine(source), parsed: { ...parsed, heading: groups.heading ?? null } };
}

/** Fewer headings than this are chance: a text that quotes one article is no law without marked headings. */
const fewestUnmarked = 3;

/**
 * Files whose maker lost the marks of all headings (some French codes): a line that can only be a heading is one, and nests by its kind.
 */
function withUnmarkedHeadings(blocks: readonly Block[], language: string): readonly Block[] {
  if (blocks.some((block) => block.type === 'heading')) return blocks;
  const found = blocks.map((block): Block => {
    const parsed = block.type === 'line' ? parseHeadingLine(block.line.text, language) : null;
    return block.type !== 'line' || parsed === null ? block : { type: 'heading', level: parsed.rank ?? rankOf(parsed.kind), line: block.line, parsed, notes: block.notes ?? [] };
  });
  return found.filter((block) => block.type === 'heading').length >= fewestUnmarked ? found : blocks;
}

/** So many lines below an article are looked at for the headings that belong before it. */
const mostDisplaced = 7;
/** A longer line is text. */
const longestHeading = 120;

/** Blocks at `at` and behind it as long as they are short lines. */
function shortLines(blocks: readonly Block[], at: number): string[] {
  const lines: string[] = [];
  for (const block of blocks.slice(at, at + mostDisplaced)) {
    if (block.type !== 'line' || block.line.text.length > longestHeading || (block.notes ?? []).length > 0) break;
    lines.push(block.line.text);
  }
  return lines;
}

function isContainer(heading: Heading | null): boolean {
  return heading !== null && !['article', 'section', 'rule', 'schedule'].includes(heading.kind);
}

/**
 * How many of the lines are headings of what the article stands in: those before the line that says the article's number again, or lines
 * that are containers with number and heading.
 */
function countDisplaced(lines: readonly string[], article: Heading, language: string): number {
  if (lines.length === 0 || !isContainer(parseHeadingLine(lines[0]!, language)) && !/^باب/u.test(lines[0]!)) return 0;
  const again = lines.findIndex((line) => {
    const parsed = parseHeadingLine(line, language);
    return parsed?.kind === 'article' && numberValue(parsed.number) === numberValue(article.number);
  });
  if (again > 0) return again;
  const first = lines.findIndex((line) => parseHeadingLine(line, language)?.heading == null || !isContainer(parseHeadingLine(line, language)));
  return first === -1 ? lines.length : first;
}

/** A container; anything else is an unnumbered heading among them (`أولاً: نطاق الحق` below a chapter is no clause of a decision). */
function asContainer(parsed: Heading, next: string | null): Heading {
  return isContainer(parsed) ? { ...parsed, heading: next ?? parsed.heading } : { ...parsed, kind: 'hcontainer', rank: rankOf('hcontainer') };
}

/** The lines as headings one above the other; a number alone takes the next line as its heading. */
function displacedHeadings(lines: readonly string[], level: number, language: string): HeadingBlock[] {
  const headings: HeadingBlock[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const parsed = parseHeadingLine(line, language);
    const isBare = isContainer(parsed) && parsed?.heading === null;
    const next = isBare && at + 1 < lines.length && parseHeadingLine(lines[at + 1]!, language) === null ? lines[at + 1]! : null;
    const text = next === null ? line : `${line} ${next}`;
    headings.push({ type: 'heading', level, line: { text, marks: [] }, ...(parsed === null ? {} : { parsed: asContainer(parsed, next) }) });
    if (next !== null) at++;
  }
  return headings;
}

/**
 * Saudi laws whose maker put the headings of parts and chapters below the heading of the first article in them: `## المادة الأولى`, then
 * `الباب الأول`, `أحكام عامة`, `المادة الأولى:`.
 */
function withDisplacedHeadings(blocks: readonly Block[], language: string): readonly Block[] {
  if (!language.startsWith('ar')) return blocks;
  const placed: Block[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!;
    const article = block.type === 'heading' ? parseHeading(block.line.text, language, false) : null;
    if (block.type === 'heading' && article?.kind === 'article') {
      const lines = shortLines(blocks, at + 1);
      const count = countDisplaced(lines, article, language);
      placed.push(...displacedHeadings(lines.slice(0, count), block.level - 0.5, language), block);
      at += count;
    } else placed.push(block);
  }
  return placed;
}

/** The blocks of a law with the headings that its maker lost or misplaced. */
export function repairedHeadings(blocks: readonly Block[], language: string): readonly Block[] {
  return withDisplacedHeadings(withUnmarkedHeadings(blocks, language), language);
}
