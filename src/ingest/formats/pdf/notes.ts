/**
 * Footnotes: small print at the foot of a column that begins with a number or sign, where the same number or sign stands raised in the
 * text above. They leave the running text and come back behind the provision that refers to them.
 */
import { fold, newDraft, type Draft } from '../../tree/draft.js';
import type { Region } from './columns.js';
import { joinLines, type Vocabulary } from './hyphens.js';
import { textOfLine, type TextLine, type Word } from './lines.js';

/** Footnotes are smaller than this share of the text. */
const smallPrint = 0.93;
/** The number or sign a footnote begins with. */
const noteMark = /^(?<mark>[⁰¹²³⁴-⁹]{1,3}|\d{1,3}|[*†‡]{1,3})[.)]?\s*(?=\S)/u;

export interface Footnote {
  readonly page: number;
  /** As printed, in plain digits. */
  readonly mark: string;
  readonly draft: Draft;
}

export interface WithoutNotes {
  readonly regions: readonly Region[];
  readonly notes: readonly Footnote[];
}

/** `bodySize`: the size most of the document is set in, in points. */
export function withoutNotes(regions: readonly Region[], bodySize: number, vocabulary: Vocabulary): WithoutNotes {
  const marks = new Map<number, Set<string>>();
  for (const word of regions.flatMap((region) => region.lines.flatMap((line) => line.words.map((each) => ({ page: line.page, ...each }))))) {
    if (isRaisedMark(word)) marks.set(word.page, (marks.get(word.page) ?? new Set()).add(word.text));
  }
  const notes: Footnote[] = [];
  const kept = regions.flatMap((region): Region[] => {
    const referred = marks.get(region.page);
    const start = referred === undefined || region.strips.length > 0 ? -1 : firstNoteLine(region.lines, bodySize, referred);
    if (start === -1) return [region];
    notes.push(...notesOf(region.lines.slice(start), referred!, vocabulary));
    return start === 0 ? [] : [{ ...region, lines: region.lines.slice(0, start) }];
  });
  return { regions: kept, notes };
}

function isRaisedMark(word: Word): boolean {
  return word.raised && /^(?:\d{1,3}|[*†‡]{1,3})$/u.test(word.text);
}

function plain(mark: string): string {
  return mark.replace(/[⁰¹²³⁴-⁹]/gu, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
}

function markOf(line: TextLine): string | null {
  const mark = noteMark.exec(textOfLine(line))?.groups?.mark;
  return mark === undefined ? null : plain(mark);
}

/** The line with which the small print at the region's end begins, if it begins with a mark that the text refers to. */
function firstNoteLine(lines: readonly TextLine[], bodySize: number, referred: ReadonlySet<string>): number {
  let first = -1;
  for (let at = lines.length - 1; at >= 0 && lines[at]!.size < smallPrint * bodySize; at--) {
    const mark = markOf(lines[at]!);
    if (mark !== null && referred.has(mark)) first = at;
  }
  return first;
}

function notesOf(lines: readonly TextLine[], referred: ReadonlySet<string>, vocabulary: Vocabulary): Footnote[] {
  const notes: { readonly mark: string; text: string; readonly page: number }[] = [];
  for (const line of lines) {
    const mark = markOf(line);
    const text = textOfLine(line);
    const last = notes.at(-1);
    if (mark !== null && referred.has(mark)) notes.push({ mark, text: text.replace(noteMark, ''), page: line.page });
    else if (last !== undefined) last.text = joinLines(last.text, text, vocabulary);
  }
  return notes.map(({ mark, text, page }) => ({ page, mark, draft: newDraft('note', { number: mark, page, content: [{ text: fold(text), marks: [], page }] }) }));
}

/** Marks in these words that refer to a note. */
export function marksIn(words: readonly Word[]): string[] {
  return words.filter(isRaisedMark).map((word) => word.text);
}
