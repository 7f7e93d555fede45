/** Paragraphs and tables of a Word file -> what a reader sees, in order: paragraphs with their printed number, rows with their cells. */
import type { Draft, Line, Mark } from '../../tree/draft.js';
import type { ListNumber } from '../../tree/outline.js';
import { placeInList, type Lists, type Place, type Printed } from './numbering.js';
import { alternative, createRunReader, hasText, isContentsControl, newInline, type Inline, type Reading } from './runs.js';
import { headingLevel, inherited, isContentsStyle, isOn, isTitleStyle, numberOf, type Style } from './styles.js';
import { childAt, childElements, descendants, type XmlElement } from '../xml-tree.js';

/** A paragraph or a row of a table as Word shows it. */
export interface Shown {
  readonly type: 'paragraph' | 'row';
  /** One a paragraph, more where it holds line breaks; none for a number without text. */
  readonly lines: readonly Line[];
  /** Heading level from 1; `null`: body text. */
  readonly level: number | null;
  readonly isTitle: boolean;
  readonly isCentred: boolean;
  /** The number its list prints before it. */
  readonly number: ListNumber | null;
  /** What stands between number and text. */
  readonly separator: '' | ' ';
  /** So deep it stands in a list that gives it a bullet or nothing; `null`: it has a number or is in no list. */
  readonly bulletLevel: number | null;
  readonly notes: readonly Draft[];
  readonly anchors: readonly string[];
}

export interface BodyReading extends Reading {
  readonly lists: Lists;
  readonly count: (place: Place) => Printed | null;
  /** Complex fields open and close; where they do not, each paragraph begins outside of all fields, so that none swallows the rest. */
  readonly fieldsBalance: boolean;
  /** A section of the document is over. */
  readonly endSection: () => void;
}

const plain: Shown = { type: 'paragraph', lines: [], level: null, isTitle: false, isCentred: false, number: null, separator: '', bulletLevel: null, notes: [], anchors: [] };

function shifted(mark: Mark, by: number): Mark {
  return { ...mark, start: mark.start + by, end: mark.end + by };
}

/** Lines one after the other in one line. */
export function joinLines(lines: readonly Line[], separator: string): Line {
  let text = '';
  const marks: Mark[] = [];
  for (const [at, line] of lines.entries()) {
    if (at > 0) text += separator;
    marks.push(...line.marks.map((mark) => shifted(mark, text.length)));
    text += line.text;
  }
  return { text, marks };
}

/** The paragraph with its number, as printed. */
export function printedLine(shown: Shown): Line {
  const text = joinLines(shown.lines, ' ');
  if (shown.number === null) return text;
  const prefix = shown.number.number + (text.text === '' ? '' : shown.separator);
  return { text: prefix + text.text, marks: text.marks.map((mark) => shifted(mark, prefix.length)) };
}

/** A paragraph or a row inside a cell: the cells of a table in the table are no columns of the outer one. */
function cellLine(shown: Shown): Line {
  const line = printedLine(shown);
  if (shown.type !== 'row') return line;
  let start = 0;
  const pieces = line.text.split('\t').map((text): Line => {
    const from = start;
    start += text.length + 1;
    return { text, marks: line.marks.filter((mark) => mark.start >= from && mark.end < start).map((mark) => shifted(mark, -from)) };
  });
  return joinLines(pieces.filter((piece) => piece.text !== ''), ' ');
}

const isDeletedMark = (mark: XmlElement | undefined): boolean => childAt(mark, 'del') !== undefined || childAt(mark, 'moveFrom') !== undefined;

/** Structures that only hold what is shown. */
const transparent = new Set(['sdt', 'sdtContent', 'customXml', 'smartTag', 'ins', 'moveTo', 'Choice', 'Fallback']);

/** The children of `parent` called `name`, those in content controls and the like too. */
function* shownChildren(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const child of childElements(parent)) {
    if (child.name === name) yield child;
    else if (transparent.has(child.name)) yield* shownChildren(child, name);
  }
}

interface State {
  readonly out: Shown[];
  /** Paragraphs whose mark is deleted run on in the next. */
  carried: Inline | null;
  /** Bookmarks between paragraphs name the next. */
  anchors: string[];
}

/** Reads what stands in a body, a cell, a note or a text box. */
export function createBodyReader(reading: BodyReading): (container: XmlElement) => Shown[] {
  const { tally, fields, styles } = reading;

  const numberOfParagraph = (properties: XmlElement | undefined, chain: readonly Style[]): Pick<Shown, 'number' | 'separator' | 'bulletLevel'> => {
    const place = placeInList(reading.lists, properties, chain);
    const printed = place === null ? null : reading.count(place);
    return { number: printed?.number ?? null, separator: printed?.separator ?? '', bulletLevel: place !== null && printed?.number === null ? place.level : null };
  };

  const finish = (state: State, inline: Inline, properties: XmlElement | undefined, chain: readonly Style[]): void => {
    inline.line.lineBreak();
    const { lines } = inline.line;
    const isHidden = lines.length === 0 && (isOn(childAt(properties, 'rPr', 'vanish')) ?? false);
    const isContents = lines.length === 0 ? inline.isContents : isContentsStyle(chain);
    if (isContents) tally.add('contents');
    const numbered = isHidden || isContents ? plain : numberOfParagraph(properties, chain);
    const anchors = [...state.anchors, ...inline.anchors].filter((anchor) => anchor !== '' && anchor !== '_GoBack');
    state.anchors = [];
    if (!isContents && (lines.length > 0 || numbered.number !== null || inline.notes.length > 0)) {
      const alignment = childAt(properties, 'jc')?.attributes.val ?? inherited(chain, 'alignment');
      state.out.push({
        ...plain, lines, notes: inline.notes, anchors, number: numbered.number, separator: numbered.separator, bulletLevel: numbered.bulletLevel,
        level: headingLevel(chain, numberOf(childAt(properties, 'outlineLvl'))), isTitle: isTitleStyle(chain), isCentred: alignment === 'center',
      });
    } else if (!isContents) state.anchors = anchors;
    for (const box of inline.boxes) state.out.push(...read(box));
  };

  const readParagraph = (paragraph: XmlElement, state: State): void => {
    const properties = childAt(paragraph, 'pPr');
    const chain = styles.chain(childAt(properties, 'pStyle')?.attributes.val ?? null);
    const inline = state.carried ?? newInline();
    state.carried = null;
    createRunReader(reading, inline, chain)(paragraph);
    if (!reading.fieldsBalance) fields.reset();
    const mark = childAt(properties, 'rPr');
    if (isDeletedMark(mark)) {
      if (childAt(mark, 'del') !== undefined) tally.add('deletion');
      state.carried = inline;
      return;
    }
    if (childAt(mark, 'ins') !== undefined) tally.add('insertion');
    finish(state, inline, properties, chain);
    if (childAt(properties, 'sectPr') !== undefined) reading.endSection();
  };

  /** A cell's paragraphs; what a cell merged upwards holds is not shown. */
  const readCell = (cell: XmlElement): Shown[] => {
    const merged = childAt(cell, 'tcPr', 'vMerge');
    if (merged === undefined || merged.attributes.val === 'restart') return read(cell);
    if (hasText(cell)) tally.add('hidden');
    return [];
  };

  const isDeletedRow = (row: XmlElement): boolean => {
    const isDeleted = childAt(row, 'trPr', 'del') !== undefined;
    if (isDeleted) tally.add('deletion');
    else if (childAt(row, 'trPr', 'ins') !== undefined) tally.add('insertion');
    return isDeleted;
  };

  const readRow = (row: XmlElement, isOnlyColumn: boolean, out: Shown[]): void => {
    const cells: Shown[][] = [];
    for (const cell of shownChildren(row, 'tc')) {
      if (childAt(cell, 'tcPr', 'cellDel') !== undefined) continue;
      cells.push(readCell(cell));
      for (let span = Math.min(64, numberOf(childAt(cell, 'tcPr', 'gridSpan')) ?? 1); span > 1; span--) cells.push([]);
    }
    const filled = cells.filter((cell) => cell.length > 0);
    // A frame around text, or a heading across the table, is no row.
    if (isOnlyColumn || (filled.length === 1 && filled[0]!.some((shown) => shown.level !== null))) {
      out.push(...filled.flat());
      return;
    }
    const line = joinLines(cells.map((cell) => joinLines(cell.map(cellLine), ' ')), '\t');
    const shown = filled.flat();
    if (line.text.trim() !== '') out.push({ ...plain, type: 'row', lines: [{ ...line, text: line.text.trimEnd() }], notes: shown.flatMap((each) => each.notes), anchors: shown.flatMap((each) => each.anchors) });
  };

  const readTable = (table: XmlElement, out: Shown[]): void => {
    const rows = [...shownChildren(table, 'tr')].filter((row) => !isDeletedRow(row));
    const isOnlyColumn = rows.every((row) => [...shownChildren(row, 'tc')].length <= 1);
    for (const row of rows) readRow(row, isOnlyColumn, out);
  };

  const readBlock = (block: XmlElement, state: State): void => {
    switch (block.name) {
      case 'p': readParagraph(block, state); break;
      case 'tbl':
        flush(state);
        readTable(block, state.out);
        break;
      case 'sdt':
        if (isContentsControl(block)) tally.add('contents', [...descendants(block)].filter((each) => each.name === 'p').length);
        else readBlocks(block, state);
        break;
      case 'sdtContent': case 'customXml': case 'ins': case 'moveTo': readBlocks(block, state); break;
      case 'AlternateContent': readBlocks(alternative(block) ?? block, state); break;
      case 'bookmarkStart': state.anchors.push(block.attributes.name ?? ''); break;
      case 'altChunk': case 'subDoc': tally.add('embedded'); break;
      default: break;
    }
  };
  const readBlocks = (container: XmlElement, state: State): void => childElements(container).forEach((block) => readBlock(block, state));

  const flush = (state: State): void => {
    const { carried } = state;
    state.carried = null;
    if (carried !== null) finish(state, carried, undefined, []);
  };

  const read = (container: XmlElement): Shown[] => {
    const state: State = { out: [], carried: null, anchors: [] };
    readBlocks(container, state);
    flush(state);
    return state.out;
  };
  return read;
}
