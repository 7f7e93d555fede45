/**
 * The running text of gesetze-im-internet XML: paragraphs (`P`), enumerations (`DL`, `DT`, `DD`, `LA`), CALS tables, footnotes and
 * editorial remarks. One element is read into one flow; whatever stands on lines of its own ends the line before it.
 *
 *   <P>(1) Wer <DL><DT>1.</DT><DD><LA>einen Hund hält</LA></DD></DL>meldet ihn.</P>
 *   line "(1) Wer", item "1." with line "einen Hund hält", line "meldet ihn."
 */
import { toSuperscript } from '../../../numerals.js';
import { fold, type Line } from '../../tree/draft.js';
import { childElements, textOfElement, type XmlElement } from '../xml-tree.js';

/** A numbered point of an enumeration, before it is known what it is a part of. */
export interface Item {
  readonly number: string;
  readonly content: readonly (Line | Item)[];
}

/** Text that stands beside the law: an official footnote with its mark, or a remark of the documentation office without one. */
export interface Remark {
  readonly mark: string | null;
  readonly lines: readonly Line[];
}

/** What the text of one norm shares. */
export interface TextContext {
  /** Marks of the footnotes, by their identifiers. */
  readonly marks: ReadonlyMap<string, string>;
  /** Remarks that stand in the text, in its order; they are printed behind it. */
  readonly remarks: Remark[];
  /** Images and attached files without words, by file name: nothing of them can be read. */
  readonly unread: string[];
}

interface Flow {
  readonly content: (Line | Item)[];
  /** The line being written, white space not yet folded. */
  text: string;
}

const noMarks: Line['marks'] = [];

function endLine(flow: Flow): void {
  const text = flow.text === '' ? '' : fold(flow.text);
  flow.text = '';
  if (text !== '') flow.content.push({ text, marks: noMarks });
}

export function isItem(content: Line | Item): content is Item {
  return 'content' in content;
}

/** `1.`, `a)`, `aa)`, `(1)`, `1.2.3`, `IV.`, `A.1`, `§ 5`: numbers. Dashes, bullets, words (`Zu 1:`) and footnote marks are none. */
const itemNumber = /^(?:\(?(?:\d{1,4}(?:\.\d+)*\s?[a-z]{0,2}|[a-z]{1,3}\d?|[A-Z]{1,2}|[IVXLC]+|[A-Z]{1,4}\.?\d+(?:\.\d+)*)[.)]+|(?:\d+|[A-Z]{1,3})(?:\.\d+)+[a-z]?|[A-Z]\d+|\d{1,3}[a-z]?|§\s?\d+(?:\.\d+)*[a-z]?)$/;

/** Elements whose text stands on lines of its own. */
const blocks = new Set(['P', 'LA', 'DD', 'Content', 'TOC', 'Title', 'Subtitle', 'Ident', 'pre', 'Footnote']);
/** Elements that print nothing: marks for layout, and the place where footnotes are printed (they are, behind the norm). */
const unprinted = new Set(['ABWFORMAT', 'Accolade', 'FnArea', 'Footnotes', 'colspec']);

/** Raised digits and signs as such; a raised letter stays on the line. */
function raised(text: string): string {
  return /^\s*[+−–-]?\d+\s*$/.test(text) ? toSuperscript(text.trim()).replace('+', '⁺').replace(/[−–-]/, '⁻') : text;
}

/** What elements print that hold no text of their own, or another one than theirs; `null` for all others. */
function printedInstead(element: XmlElement, context: TextContext): string | null {
  switch (element.name) {
    case 'SUP':
      // Numbers of sentences (`¹Der Hund ist …`) stand before the sentence's first word.
      return element.attributes.class === 'Rec' ? `${raised(textOfElement(element))} ` : raised(textOfElement(element));
    case 'FnR':
      return footnoteMark(element, context);
    case 'Split':
      return ' ';
    case 'QuoteL':
      return '„';
    case 'QuoteR':
      return '“';
    case 'F':
      return element.children.length === 0 ? (element.attributes.Value ?? '') : null;
    case 'IMG':
    case 'FILE':
      return imageText(element, context);
    default:
      return unprinted.has(element.name) ? '' : null;
  }
}

/** Apart from the word before it, so that the word stays one that can be searched for. */
function footnoteMark(element: XmlElement, context: TextContext): string {
  const mark = context.marks.get(element.attributes.ID ?? '');
  return mark === undefined ? '' : ` ${mark} `;
}

/** The words an image carries for those who cannot see it. */
function imageText(element: XmlElement, context: TextContext): string {
  const described = fold(element.attributes.alt ?? '') || (element.name === 'IMG' ? fold(element.attributes.title ?? '') : '');
  if (described === '') context.unread.push(element.attributes.SRC ?? element.name);
  return described === '' ? '' : ` ${described} `;
}

/** All text of an element on one line: headings and table cells, whatever paragraphs, lists and line ends are in them. */
export function inlineText(element: XmlElement, context: TextContext): string {
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') {
      text += child;
      continue;
    }
    const instead = printedInstead(child, context);
    if (instead !== null) text += instead;
    else if (child.name === 'BR') text += ' ';
    else if (child.children.length > 0) text += apartInLine.has(child.name) ? ` ${inlineText(child, context)} ` : inlineText(child, context);
  }
  return text;
}
const apartInLine = new Set([...blocks, 'DL', 'DT', 'table', 'row', 'entry']);

/**
 * A line end in the middle of a sentence is one of the printed page; one before a capital, a number or a dash parts lines.
 * `a)` begins with a small letter and yet a line.
 */
const runsOn = /^\s*(?![a-z]{1,2}\))\p{Ll}/u;

function addText(element: XmlElement, flow: Flow, context: TextContext): void {
  const { children } = element;
  for (let at = 0; at < children.length; at++) {
    const child = children[at]!;
    if (typeof child === 'string') {
      flow.text += child;
      continue;
    }
    const instead = printedInstead(child, context);
    if (instead !== null) flow.text += instead;
    else if (child.name === 'BR') {
      const next = children[at + 1];
      if (typeof next === 'string' && runsOn.test(next)) flow.text += ' ';
      else endLine(flow);
    } else if (child.name === 'DL') addEnumeration(child, flow, context);
    else if (child.name === 'table') addTable(child, flow, context);
    else if (child.name === 'kommentar' || child.name === 'noindex') addRemark(child, context);
    else if (child.name === 'Title' || child.name === 'Subtitle') {
      endLine(flow);
      flow.text = inlineText(child, context);
      endLine(flow);
    } else if (blocks.has(child.name)) {
      endLine(flow);
      addText(child, flow, context);
      endLine(flow);
    } else addText(child, flow, context);
  }
}

/** Points with a number become items; those with a dash, a bullet or words begin a line with it, those without continue the text. */
function addEnumeration(list: XmlElement, flow: Flow, context: TextContext): void {
  endLine(flow);
  let label = '';
  for (const child of childElements(list)) {
    if (child.name === 'DT') {
      if (label !== '') flow.content.push(labelled(label, []));
      label = fold(inlineText(child, context));
      continue;
    }
    const inner: Flow = { content: [], text: '' };
    addText(child, inner, context);
    endLine(inner);
    if (label === '') flow.content.push(...inner.content);
    else if (itemNumber.test(label)) flow.content.push({ number: label, content: inner.content });
    else {
      const [first, ...rest] = inner.content;
      if (first === undefined || isItem(first)) flow.content.push({ text: label, marks: noMarks }, ...inner.content);
      else flow.content.push({ text: `${label} ${first.text}`, marks: noMarks }, ...rest);
    }
    label = '';
  }
  if (label !== '') flow.content.push(labelled(label, []));
}

const labelled = (label: string, content: readonly (Line | Item)[]): Line | Item => (itemNumber.test(label) ? { number: label, content } : { text: label, marks: noMarks });

/** Each row a line. A table used for layout, with one filled cell in a row that holds lists or tables, is read as its content. */
function addTable(table: XmlElement, flow: Flow, context: TextContext): void {
  endLine(flow);
  for (const child of childElements(table)) {
    if (child.name !== 'tgroup') {
      flow.text = inlineText(child, context);
      endLine(flow);
      continue;
    }
    const columns = new Map<string, number>();
    for (const part of childElements(child)) {
      if (part.name === 'colspec') {
        if (part.attributes.colname !== undefined) columns.set(part.attributes.colname, columns.size);
      } else for (const row of childElements(part)) addRow(row, columns, flow, context);
    }
  }
}

const laysOut = new Set(['table', 'DL', 'P']);

function addRow(row: XmlElement, columns: ReadonlyMap<string, number>, flow: Flow, context: TextContext): void {
  const entries = childElements(row);
  const filled = entries.filter((entry) => entry.children.length > 0);
  if (filled.length === 1 && filled[0]!.children.some((child) => typeof child !== 'string' && laysOut.has(child.name))) {
    addText(filled[0]!, flow, context);
    endLine(flow);
    return;
  }
  let line = '';
  let column = 0;
  for (const entry of entries) {
    // Cells below one that spans rows are not written: the tabs keep the columns.
    const begins = columns.get(entry.attributes.namest ?? entry.attributes.colname ?? '') ?? column;
    for (; column < begins; column++) line += '\t';
    line += entry.children.length === 0 ? '' : fold(inlineText(entry, context));
    const next = (columns.get(entry.attributes.nameend ?? '') ?? column) + 1;
    for (; column < next; column++) line += '\t';
  }
  const text = line.trimEnd();
  if (text !== '') flow.content.push({ text, marks: noMarks });
}

/** `(Fundstelle: BGBl. I 2019, 99)`: said by the documentation office, not by the law. */
function addRemark(element: XmlElement, context: TextContext): void {
  const lines = remarkLines(element, context);
  if (lines.length > 0) context.remarks.push({ mark: null, lines });
}

const flattened = (content: readonly (Line | Item)[]): Line[] =>
  content.flatMap((each): Line[] => {
    if (!isItem(each)) return [each];
    const [first, ...rest] = flattened(each.content);
    return [{ text: first === undefined ? each.number : `${each.number} ${first.text}`, marks: noMarks }, ...rest];
  });

/** The lines of a note, enumerations and remarks in it included. */
export function remarkLines(element: XmlElement, context: TextContext): Line[] {
  const inner: TextContext = { ...context, remarks: [] };
  const lines = flattened(textOf(element, inner));
  return [...lines, ...inner.remarks.flatMap((remark) => remark.lines)];
}

/** Everything an element prints, in order. */
export function textOf(element: XmlElement, context: TextContext): (Line | Item)[] {
  const flow: Flow = { content: [], text: '' };
  addText(element, flow, context);
  endLine(flow);
  return flow.content;
}

/** The marks of the footnotes below: `*)`, or `¹` where the mark is raised. */
export function footnoteMarks(footnotes: readonly XmlElement[]): Map<string, string> {
  return new Map(footnotes.map(({ attributes }) => {
    const sign = attributes.FnZ ?? '*';
    return [attributes.ID ?? '', (attributes.Pos === 'exp' ? raised(sign) : sign) + (attributes.Postfix ?? '')] as const;
  }));
}
