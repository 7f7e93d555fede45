/** Lines of plain text: which were broken at a margin by an editor, and joining those again. */
import { itemNumbers } from '../../tree/items.js';

/** Columns beyond which no editor breaks lines; a letter of East Asian scripts takes two. */
const widestMargin = 120;
/** A line broken at the margin is at least this wide (columns) … */
const narrowestBroken = 50;
/** … and at least this share of the widest line. */
const shareOfMargin = 0.7;
/** Share of the lines followed by another that must look broken, and their least number. */
const mostly = 0.8;
const fewest = 3;
/** Share of lines that may reach beyond the margin: addresses and rows of tables are not broken. */
const unbreakable = 0.05;

const eastAsian = /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]/gu;

/** A heading on a line of its own, or one with the text of its provision behind it, as in Japanese statutes. */
export type HeadingLine = 'alone' | 'with-text' | null;

const width = (line: string): number => line.length + (line.match(eastAsian)?.length ?? 0);

/** Begins a unit of its own, whatever stands before it: a number, a mark of a list, a row of a table. */
const begins = (line: string): boolean => /^[•·*–-]\s/u.test(line) || line.includes('\t') || itemNumbers(line).length > 0;

/** True when most lines that another follows directly end near the margin. `headingLine`: of a trimmed line. */
export function isWrapped(lines: readonly string[], headingLine: (line: string) => HeadingLine): boolean {
  const trimmed = lines.map((line) => line.trim());
  const text = trimmed.map((line) => line !== '' && headingLine(line) !== 'alone' && !line.includes('\t'));
  const widths = trimmed.map(width);
  const long = widths.filter((each) => each > widestMargin).length;
  if (long > trimmed.length * unbreakable) return false;
  const margin = widths.reduce((widest, each, at) => (text[at]! && each <= widestMargin ? Math.max(widest, each) : widest), 0);
  const followed = trimmed.flatMap((_, at) => (text[at]! && text[at + 1] === true && !begins(trimmed[at + 1]!) && headingLine(trimmed[at + 1]!) === null ? [widths[at]!] : []));
  const broken = followed.filter((each) => each >= narrowestBroken && each >= margin * shareOfMargin);
  return broken.length >= fewest && broken.length >= followed.length * mostly;
}

/** Two halves of a broken line: a hyphen stays as it is, East Asian scripts have no space between words. */
function joined(first: string, second: string): string {
  if (/\p{L}[-‐]$/u.test(first) && /^\p{Ll}/u.test(second)) return first + second;
  const seam = first.slice(-1) + second.slice(0, 1);
  return (seam.match(eastAsian)?.length ?? 0) === 2 && !/\p{Script=Hangul}/u.test(seam) ? first + second : `${first} ${second}`;
}

/** Lines broken at a margin joined again; a blank line, a number, a mark or a heading begins a new one. */
export function unwrapped(lines: readonly string[], headingLine: (line: string) => HeadingLine): string[] {
  const whole: string[] = [];
  let open = false;
  for (const line of lines) {
    const trimmed = line.trim();
    const heading = headingLine(trimmed);
    if (trimmed === '' || !open || begins(trimmed) || heading !== null) whole.push(trimmed);
    else whole.push(joined(whole.pop()!, trimmed));
    open = trimmed !== '' && heading !== 'alone';
  }
  return whole;
}
