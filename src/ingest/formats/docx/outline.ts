/** Paragraphs and rows as Word shows them -> title and blocks for the outline: which are headings, and of which level. */
import type { Draft } from '../../tree/draft.js';
import { parseHeading, parseHeadingLine, rankOf, type Heading } from '../../tree/headings.js';
import type { Block } from '../../tree/outline.js';
import { joinLines, printedLine, type Shown } from './body.js';

/** A heading longer than this that ends as a sentence does is a provision set in a heading style, as some offices number them. */
const longestHeading = 120;
/** A title longer than this is text. */
const longestTitle = 300;
/** Units found by their words stand below all headings by style, whose levels are 1 to 9. */
const belowStyles = 10;

export interface Outlined {
  readonly blocks: readonly Block[];
  /** Of the first title as printed; `null`: there is none. */
  readonly title: string | null;
  /** Notes that hang on the title. */
  readonly titleNotes: readonly Draft[];
}

interface About {
  readonly guidance: boolean;
  readonly language: string;
  /** The file's metadata give a title: no paragraph has to be taken for one that has no such style. */
  readonly isNamed: boolean;
}

const isHeading = (shown: Shown): boolean => {
  if (shown.level === null || shown.type === 'row') return false;
  const { text } = printedLine(shown);
  return text.length <= longestHeading || !/[.;:,。；：]$/u.test(text);
};

/** `Section 5` from a list: number and text are known apart. The words of the number say which unit it is. */
function headingOf(shown: Shown, about: About): Heading | null {
  if (about.guidance) return null;
  const printed = printedLine(shown).text;
  const parsed = parseHeading(printed, about.language, true);
  if (shown.number === null || (parsed !== null && shown.number.number.startsWith(parsed.number))) return parsed;
  const unit = parseHeading(shown.number.number, about.language, true);
  const text = joinLines(shown.lines, ' ').text;
  return { kind: unit?.kind ?? 'hcontainer', number: unit?.number ?? shown.number.number, heading: text === '' ? null : text, runIn: null };
}

/** A line of dots and a page number: a table of contents typed by hand. */
const isContentsLine = (text: string): boolean => /(?:\.\s?){4,}\s*\d+$/.test(text);

/** A paragraph in no heading style that is a heading by its words: its list numbers it `§ 5`, or `Article 5 — Fees` is typed out. */
function unitOf(shown: Shown, about: About): Heading | null {
  if (about.guidance || shown.type === 'row') return null;
  const text = printedLine(shown).text;
  if (shown.number === null) return isContentsLine(text) ? null : parseHeadingLine(text, about.language);
  const unit = parseHeading(shown.number.number, about.language, false);
  if (unit === null) return null;
  const rest = joinLines(shown.lines, ' ').text;
  const isSentence = rest.length > longestHeading || /[.;:,。；：]$/u.test(rest);
  return { kind: unit.kind, number: unit.number, heading: rest === '' || isSentence ? null : rest, runIn: null };
}

/** Index and number of the paragraphs that are the title; length 0: none. */
function findTitle(all: readonly Shown[], about: About): { readonly at: number; readonly length: number } {
  const styled = all.findIndex((shown) => shown.isTitle);
  const firstHeading = all.findIndex(isHeading);
  if (styled !== -1 && (firstHeading === -1 || styled < firstHeading)) {
    const end = all.findIndex((shown, at) => at > styled && !shown.isTitle);
    return { at: styled, length: (end === -1 ? all.length : end) - styled };
  }
  const first = all[firstHeading];
  const isOnlyTop = first !== undefined && first.level === 1 && all.filter((shown) => isHeading(shown) && shown.level === 1).length === 1;
  if (isOnlyTop && firstHeading === 0 && headingOf(first, about) === null && all.some((shown, at) => at > 0 && isHeading(shown))) return { at: 0, length: 1 };
  const opening = all[0];
  const isTitleLike = opening?.isCentred === true && opening.type === 'paragraph' && opening.number === null && opening.level === null && unitOf(opening, about) === null;
  return !about.isNamed && isTitleLike && all.length > 1 && printedLine(opening).text.length <= longestTitle ? { at: 0, length: 1 } : { at: -1, length: 0 };
}

/** One line a break in the paragraph; the number stands with the first. */
function lineBlocks(shown: Shown, before: Shown | undefined): Block[] {
  const { notes, anchors } = shown;
  // A bullet deeper in its list than the number before it belongs to that number's item.
  const belongs = shown.bulletLevel !== null && before !== undefined && ((before.number !== null && shown.bulletLevel > before.number.level) || (before.bulletLevel !== null && shown.bulletLevel > 0));
  const lines = shown.lines.length === 0 ? [{ text: '', marks: [] }] : shown.lines;
  return lines.map((line, at): Block => ({
    type: 'line', line,
    ...(at === 0 && shown.number !== null ? { listed: shown.number } : {}),
    ...(at > 0 || belongs ? { continues: true } : {}),
    ...(at === 0 ? { anchors } : {}),
    ...(at === lines.length - 1 ? { notes } : {}),
  }));
}

function headingBlocks(shown: Shown, level: number, parsed: Heading | null): Block[] {
  const line = printedLine(shown);
  const text = joinLines(shown.lines, ' ');
  const { notes, anchors } = shown;
  // Number alone, and the provision's text on the same line.
  if (parsed !== null && parsed.heading === null && parsed.runIn === null && shown.number !== null && text.text !== '') {
    return [{ type: 'heading', level, line: { text: shown.number.number, marks: [] }, parsed, anchors }, { type: 'line', line: text, notes }];
  }
  return [{ type: 'heading', level, line, notes, anchors, ...(parsed === null ? {} : { parsed }) }];
}

/** Levels of the units that headings by style have, so that units found by their words stand beside them. */
function levelsByKind(all: readonly Shown[], about: About): Map<string, number> {
  const levels = new Map<string, number>();
  for (const shown of all) {
    const kind = isHeading(shown) ? headingOf(shown, about)?.kind : undefined;
    if (kind !== undefined && !levels.has(kind)) levels.set(kind, shown.level!);
  }
  return levels;
}

function withoutMargin(row: Shown): Shown {
  const { text, marks } = row.lines[0]!;
  const by = text.length - text.trimStart().length;
  return { ...row, lines: [{ text: text.slice(by), marks: marks.map((mark) => ({ ...mark, start: mark.start - by, end: mark.end - by })) }] };
}

export function toBlocks(all: readonly Shown[], about: About): Outlined {
  const title = findTitle(all, about);
  const rest = all.filter((_, at) => at < title.at || at >= title.at + title.length);
  const levels = levelsByKind(rest, about);
  const hasUnits = ['section', 'article', 'rule'].some((kind) => levels.has(kind));
  let before: Shown | undefined;
  // No text begins with an empty cell.
  if (rest[0]?.type === 'row' && rest[0].lines[0]!.text.startsWith('\t')) rest[0] = withoutMargin(rest[0]);
  const blocks = rest.flatMap((shown): Block[] => {
    const previous = before;
    if (shown.lines.length > 0 || shown.number !== null) before = shown;
    if (isHeading(shown)) return headingBlocks(shown, shown.level!, headingOf(shown, about));
    if (shown.isTitle && shown.type === 'paragraph') return headingBlocks(shown, 1, headingOf(shown, about));
    // Where styles mark the sections, a line that begins like one is text that speaks of one.
    const unit = hasUnits && shown.number === null ? null : unitOf(shown, about);
    if (unit !== null) return headingBlocks(shown, levels.get(unit.kind) ?? (unit.kind === 'schedule' ? 1 : belowStyles + rankOf(unit.kind)), unit);
    return lineBlocks(shown, previous);
  });
  const titles = all.slice(title.at, title.at + title.length);
  return {
    blocks,
    title: title.length === 0 ? null : joinLines(titles.map(printedLine), ' ').text,
    titleNotes: title.length === 0 ? [] : titles.flatMap((shown) => shown.notes),
  };
}
