/**
 * Runs of glyphs -> rows -> lines of words. A PDF has no words and no lines: what stands on one base line is a row; where a row is
 * cut (columns, cells) is decided later, so that words carry their places.
 */
import { toSuperscript } from '../../../numerals.js';
import type { Page, Run } from './reader.js';

/** Text between two gaps; several words of prose when the file drew them in one go. */
export interface Word {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly size: number;
  readonly font: string;
  /** Set small above the base line: the number of a footnote, a power. */
  readonly raised: boolean;
  /** White space stands between it and the word before. */
  readonly spaced: boolean;
}

/** Words on one base line, in reading order. */
export interface TextLine {
  readonly page: number;
  /** The base line, in points from above. */
  readonly y: number;
  readonly x: number;
  readonly right: number;
  /** Size and font of most of its characters. */
  readonly size: number;
  readonly font: string;
  readonly rightToLeft: boolean;
  readonly words: readonly Word[];
}

/** A page turned so that its text runs to the right and the lines go down. */
export interface Frame {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly TextLine[];
  /** Text that runs in another direction than most of the page: turned tables, stamps. */
  readonly turned: readonly TextLine[];
}

/** A gap wider than this share of the font's size is a space; spaces are 0.2 to 0.3 wide, letters are spaced by up to 0.1. */
const spaceWidth = 0.15;
/** Base lines nearer than this share of the font's size are one. */
const sameBaseLine = 0.25;
/** Raised characters are smaller than this share of their neighbours … */
const raisedSize = 0.85;
/** … and their base line is higher by up to this share of the neighbours' size. */
const raisedBy = 0.6;

/** Rows of more runs are no rows of text; no one looks for footnote marks in them. */
const mostRunsOfRow = 1_000;

export function frameOf(page: Page): Frame {
  const weights = new Map<number, number>();
  for (const run of page.runs) weights.set(run.angle, (weights.get(run.angle) ?? 0) + run.text.length);
  const [main = 0, ...others] = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([angle]) => angle);
  const sideways = main % 180 === 90;
  return {
    page: page.number, width: sideways ? page.height : page.width, height: sideways ? page.width : page.height,
    rows: rowsOf(page, main), turned: others.flatMap((angle) => rowsOf(page, angle)),
  };
}

/** The runs of one direction, turned upright, in rows from above. */
function rowsOf(page: Page, angle: number): TextLine[] {
  const drawn = page.runs.filter((run) => run.angle === angle);
  const upright = withoutRepeats(runsDown(drawn) ? drawn.map((run) => fromVertical(run, page)) : drawn.map((run) => turn(run, angle, page)));
  const clusters: Run[][] = [];
  for (const run of [...upright].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const last = clusters.at(-1);
    if (last !== undefined && run.y - last[0]!.y <= sameBaseLine * Math.min(run.size, last[0]!.size)) last.push(run);
    else clusters.push([run]);
  }
  return attachRaised(clusters).map((cluster) => toLine(page.number, cluster)).filter((line) => line.words.length > 0);
}

function turn(run: Run, angle: number, page: Page): Run {
  if (angle === 0) return run;
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const x = run.x * cos + run.y * sin;
  const y = run.y * cos - run.x * sin;
  // Into the turned page's own coordinates, so that margins are again at 0.
  const shift = angle === 90 ? { x: 0, y: page.width } : angle === 180 ? { x: page.width, y: page.height } : angle === 270 ? { x: page.height, y: 0 } : { x: 0, y: 0 };
  return { ...run, x: x + shift.x, y: y + shift.y };
}

/** Characters of Chinese and Japanese, one by one below each other: columns of vertical text that the file draws upright. */
function runsDown(runs: readonly Run[]): boolean {
  const single = runs.filter((run) => /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{P}\p{N}]{1,2}$/u.test(run.text));
  if (runs.length < 8 || single.length < 0.8 * runs.length) return false;
  const below = runs.slice(1).filter((run, at) => Math.abs(run.x - runs[at]!.x) < 0.3 * run.size && Math.abs(run.y - runs[at]!.y - run.size) < 0.6 * run.size);
  return below.length > 0.6 * runs.length;
}

/** Columns from the right become rows from above. */
function fromVertical(run: Run, page: Page): Run {
  return { ...run, x: run.y - run.size, y: page.width - run.x, width: run.size };
}

/** Bold is sometimes made by drawing the same text twice, a hair apart. */
function withoutRepeats(runs: readonly Run[]): Run[] {
  const seen = new Map<string, Run[]>();
  return runs.filter((run) => {
    const twins = seen.get(run.text) ?? [];
    const isTwin = twins.some((twin) => Math.abs(twin.x - run.x) < 0.1 * run.size && Math.abs(twin.y - run.y) < 0.1 * run.size);
    if (!isTwin) seen.set(run.text, [...twins.slice(-20), run]);
    return !isTwin;
  });
}

/** Small clusters just above a larger one, beside its runs, belong to it. */
function attachRaised(clusters: readonly (readonly Run[])[]): (readonly (Run & { readonly raised?: boolean })[])[] {
  const rows = clusters.map((cluster) => [...cluster] as (Run & { readonly raised?: boolean })[]);
  rows.forEach((cluster, at) => {
    if (cluster.length > mostRunsOfRow) return;
    for (const run of [...cluster]) {
      const base = [at - 1, at + 1, at + 2].map((index) => rows[index]).find((row) => row !== undefined && row.length <= mostRunsOfRow && row.some((other) => isBeside(run, other)));
      if (base === undefined || base === cluster) continue;
      cluster.splice(cluster.indexOf(run), 1);
      base.push({ ...run, raised: run.y < base[0]!.y });
    }
    // Raised within the tolerance of one base line.
    for (const [index, run] of cluster.entries()) {
      if (run.raised !== true && cluster.some((other) => isBeside(run, other) && other.y - run.y > 0.1 * other.size)) cluster[index] = { ...run, raised: true };
    }
  });
  return rows.filter((row) => row.length > 0);
}

function isBeside(small: Run, base: Run): boolean {
  if (small.size >= raisedSize * base.size || small.text.trim().length > 12) return false;
  const above = base.y - small.y;
  if (above > raisedBy * base.size || above < -0.3 * base.size) return false;
  const gap = Math.max(small.x - (base.x + base.width), base.x - (small.x + small.width));
  return gap < 0.35 * base.size;
}

function toLine(page: number, runs: readonly (Run & { readonly raised?: boolean })[]): TextLine {
  const rightToLeft = isRightToLeft(runs);
  const ordered = inReadingOrder(runs, rightToLeft);
  const words: Word[] = [];
  let before: Run | null = null;
  for (const run of ordered) {
    const gap = before === null ? 0 : gapBetween(before, run);
    const text = before !== null && gap < -0.25 * run.size ? withoutOverlap(before.text.trim(), run.text.trim()) : run.text.trim();
    if (text === '') continue;
    const spaced: boolean = before !== null && (gap > spaceWidth * Math.min(run.size, before.size) || /^\s/u.test(run.text) || /\s$/u.test(before.text));
    words.push({ text, x: run.x, right: run.x + run.width, size: run.size, font: run.font, raised: run.raised === true, spaced });
    before = run;
  }
  const y = Math.max(...runs.filter((run) => run.raised !== true).map((run) => run.y), Math.min(...runs.map((run) => run.y)));
  return lineOf({ page, y, rightToLeft }, words);
}

/** Bold made by drawing runs one over the other draws the letter at the seam twice. */
function withoutOverlap(before: string, text: string): string {
  return before.at(-1) === text[0] ? text.slice(1) : text;
}

/** The line of those words; size and font are those of most characters. */
export function lineOf(about: Pick<TextLine, 'page' | 'y' | 'rightToLeft'>, words: readonly Word[]): TextLine {
  return {
    ...about, words, x: Math.min(...words.map((word) => word.x)), right: Math.max(...words.map((word) => word.right)),
    size: mostOf(words, (word) => Math.round(word.size * 2) / 2), font: mostOf(words, (word) => word.font),
  };
}

/** The value most characters have. */
export function mostOf<T>(words: Iterable<Pick<Word, 'text' | 'size' | 'font'>>, valueOf: (word: Pick<Word, 'text' | 'size' | 'font'>) => T): T {
  const weights = new Map<T, number>();
  for (const word of words) weights.set(valueOf(word), (weights.get(valueOf(word)) ?? 0) + word.text.length);
  return [...weights].sort((a, b) => b[1] - a[1])[0]![0];
}

function gapBetween(a: Run, b: Run): number {
  return a.x <= b.x ? b.x - (a.x + a.width) : a.x - (b.x + b.width);
}

function isRightToLeft(runs: readonly Run[]): boolean {
  const letters = runs.reduce((sum, run) => sum + run.text.length, 0);
  return runs.reduce((sum, run) => sum + (run.rightToLeft ? run.text.length : 0), 0) > letters / 3;
}

/** From the left; from the right in right-to-left rows, where numbers and foreign words in several runs still go from the left. */
function inReadingOrder<T extends Run>(runs: readonly T[], rightToLeft: boolean): T[] {
  const fromLeft = [...runs].sort((a, b) => a.x - b.x);
  if (!rightToLeft) return fromLeft;
  const ordered: T[] = [];
  let foreign: T[] = [];
  for (const run of fromLeft.reverse()) {
    if (/[\p{Script=Latin}\p{Nd}]/u.test(run.text) && !run.rightToLeft) {
      foreign.unshift(run);
      continue;
    }
    ordered.push(...foreign, run);
    foreign = [];
  }
  return [...ordered, ...foreign];
}

/** A gap wider than this many sizes of the font is one between cells. */
const cellGap = 4;

/** What a reader sees of the words: raised numbers are written so (`m³`, a footnote's `¹`), wide gaps are tabs. */
export function textOfWords(words: readonly Word[]): string {
  let text = '';
  let before: Word | null = null;
  for (const word of words) {
    const isPower = word.raised && /^\d+$/.test(word.text) && text !== '' && !text.endsWith(' ');
    const gap = before === null ? 0 : Math.max(word.x - before.right, before.x - word.right);
    // Behind the number of an item the text begins at a tab stop.
    const isCell = gap > cellGap * word.size && text.length > 6;
    text += `${before === null || isPower || !word.spaced ? '' : isCell ? '\t' : ' '}${isPower ? toSuperscript(word.text) : word.text}`;
    before = word;
  }
  // An alef alone is no word: the ligature of lam and alef has come apart.
  return text.replace(/[\u200B\uFEFF]/gu, '').replace(/[^\S\t]+/gu, ' ').replace(/(?<=\u0644) (?=[\u0627\u0622\u0623\u0625](?:[\s\u060C.]|$))/gu, '').trim();
}

export function textOfLine(line: TextLine): string {
  return textOfWords(line.words);
}
