/** Running text of Akoma Ntoso -> lines: paragraphs, table rows, quoted law; footnotes become drafts behind their paragraph. */
import { toSuperscript } from '../../../numerals.js';
import { fold, lineBuilder, newDraft, type Draft, type Line } from '../../tree/draft.js';
import type { AkomaReading } from './reading.js';
import { linkTarget } from '../link-target.js';
import { childElements, isBlank, textOfElement, type XmlElement } from '../xml-tree.js';

/** Hierarchical elements: provisions of the law, lines of it where it is quoted. */
export const hierarchical: ReadonlySet<string> = new Set([
  'article', 'book', 'chapter', 'clause', 'division', 'hcontainer', 'indent', 'level', 'paragraph', 'part', 'point', 'proviso', 'rule', 'section', 'subchapter', 'subclause',
  'subdivision', 'sublist', 'subparagraph', 'subpart', 'subrule', 'subsection', 'subtitle', 'title', 'tome', 'transitional', 'item', 'recital', 'citation', 'list', 'alinea', 'crossHeading',
]);
/** Other elements that stand on lines of their own. */
const blocks: ReadonlySet<string> = new Set([
  'p', 'block', 'heading', 'subheading', 'listIntroduction', 'listWrapUp', 'listConclusion', 'intro', 'wrapUp', 'wrap', 'interstitial', 'blockList', 'content', 'table', 'caption', 'thead', 'tbody', 'tr',
  'li', 'ul', 'ol', 'div', 'tblock', 'blockContainer', 'container', 'foreign', 'subFlow', 'quotedStructure', 'embeddedStructure', 'extractStructure', 'longTitle', 'formula', 'toc', 'tocItem',
  'doc', 'body', 'mainBody', 'preface', 'preamble', 'conclusions', 'from', 'speech', 'question', 'answer', 'scene', 'narrative', 'summary', 'other', 'recitals', 'citations', 'componentRef', 'documentRef',
  'attachment', 'attachments', 'component', 'components', 'amendmentHeading', 'amendmentContent', 'amendmentJustification', 'coverPage', 'header', 'signatures',
]);
export const isBlock = (name: string): boolean => blocks.has(name) || hierarchical.has(name);

/** Nothing of these prints where it stands: metadata, pictures, marks for machines. */
export const neverPrinted: ReadonlySet<string> = new Set(['meta', 'img', 'marker']);
const linkNames = new Set(['ref', 'rref', 'a', 'affectedDocument']);
/** Names in a row, each a line of its own in print, with nothing between them in the source. */
const listedNames = new Set(['docProponent', 'docIntroducer', 'signature']);

/** Text as it grows. Line breaks wait for the text behind them, so that a closing quotation mark still joins the line before. */
interface Running {
  readonly reading: AkomaReading;
  readonly lines: readonly Line[];
  readonly notes: Draft[];
  readonly mark: ReturnType<typeof lineBuilder>;
  add(text: string): void;
  breakLine(): void;
  /** Adds the mark to the last line of the quotation, though that line has ended. */
  closeQuote(mark: string): void;
  /** No break until there is more text: a number or an opening quotation mark waits for its text. */
  hold(): void;
  release(): void;
  /** Cells of a table row: blocks in them do not break the row. */
  inCells(fill: () => void): void;
  cell(): void;
}

function running(reading: AkomaReading): Running {
  const line = lineBuilder();
  let breaks = false;
  let held = false;
  let quoted = false;
  let cells = 0;
  const add = (text: string): void => {
    const blank = text.trim() === '';
    if (blank && (breaks || held || text === '')) return;
    // `insert “2A …”;` — the sign behind a quotation belongs to its last line.
    if (breaks && !(quoted && /^\s*[.,;:)\]]/.test(text))) line.lineBreak();
    breaks = false;
    if (!blank) held = quoted = false;
    line.add(text);
  };
  return {
    reading, notes: [], mark: line, add,
    get lines() {
      line.lineBreak();
      return line.lines;
    },
    breakLine() {
      if (cells > 0) line.add(' ');
      else if (!held) breaks = true;
    },
    closeQuote(mark) {
      breaks = false;
      add(mark);
      quoted = true;
    },
    hold: () => void (held = true),
    release: () => void (held = false),
    inCells(fill) {
      if (breaks) line.lineBreak();
      breaks = false;
      held = false;
      cells += 1;
      fill();
      cells -= 1;
    },
    cell: () => {
      line.cell();
    },
  };
}

/** The lines of a paragraph, a table or a quotation, and behind them the notes that belong to it. */
export function linesOf(element: XmlElement, reading: AkomaReading): (Line | Draft)[] {
  const plain = plainText(element);
  if (plain !== null) return plain === '' ? [] : [{ text: plain, marks: [] }];
  const run = running(reading);
  addElement(element, run);
  return [...run.lines, ...run.notes];
}

/** Most paragraphs, numbers and headings are plain text: `null` for those with anything else in them. */
function plainText(element: XmlElement): string | null {
  if (element.attributes.startQuote !== undefined || element.attributes.endQuote !== undefined || element.name === 'ref' || element.name === 'a' || element.name === 'sup') return null;
  let text = '';
  for (const child of element.children) {
    if (typeof child !== 'string') return null;
    text += child;
  }
  return fold(text);
}

/** Number or heading as one line, `null` when nothing of it prints; and its notes. */
export function headOf(element: XmlElement | undefined, reading: AkomaReading): { readonly text: string | null; readonly notes: readonly Draft[] } {
  if (element === undefined) return { text: null, notes: [] };
  const plain = plainText(element);
  if (plain !== null) return { text: headText(element, plain), notes: [] };
  const run = running(reading);
  run.inCells(() => addContent(element, run));
  return { text: headText(element, run.lines.map((line) => line.text).join(' ')), notes: run.notes };
}

/** Some makers keep brackets and stops of a number in its title: `<num title="(a)">a</num>`. */
function headText({ name, attributes }: XmlElement, text: string): string | null {
  if (text === '') return null;
  const title = name === 'num' ? fold(attributes.title ?? '') : '';
  return title.length <= text.length + 2 && title.includes(text) ? title : text;
}

/** A footnote as a draft of its own; its marker is its number. */
export function noteDraft(note: XmlElement, marker: string | undefined, reading: AkomaReading): Draft {
  const run = running(reading);
  addContent(note, run);
  const number = marker ?? note.attributes.marker;
  return newDraft('note', { eId: note.attributes.eId ?? note.attributes.id ?? null, number: number === undefined || number === '' ? null : number, content: [...run.lines, ...run.notes] });
}

/** Adds the text of one element and everything in it. */
function addElement(element: XmlElement, run: Running): void {
  const { name } = element;
  const { reading } = run;
  if (neverPrinted.has(name) || reading.leavesOut(element)) return;
  if (name === 'authorialNote') run.notes.push(noteDraft(element, undefined, reading));
  else if (name === 'noteRef') run.notes.push(...reading.referredNote(element));
  else if (name === 'eol' || name === 'br') run.breakLine();
  else if (name === 'sup' && /^\s*\d+\s*$/.test(textOfElement(element))) run.add(toSuperscript(textOfElement(element).trim()));
  else if (name === 'mref') addLinkedGroup(element, run);
  else if (name === 'tr') addRow(element, run);
  else addText(element, run);
}

function addText(element: XmlElement, run: Running): void {
  const { name, attributes } = element;
  const breaks = isBlock(name);
  if (breaks) run.breakLine();
  if (attributes.startQuote !== undefined) {
    run.add(attributes.startQuote);
    run.hold();
  }
  // A range whose ends are links themselves is marked by those.
  // `class="ignore"` is how the drafting system of Britain's parliaments marks a reference it found by mistake.
  const href = linkNames.has(name) && attributes.class !== 'ignore' && !childElements(element).some((child) => child.name === 'ref') ? (attributes.href ?? attributes.from) : undefined;
  if (href !== undefined) run.mark.open(linkTarget(href));
  if (href !== undefined && isBlank(element)) run.add(run.reading.variable(href));
  addContent(element, run);
  if (href !== undefined) run.mark.close();
  if (attributes.endQuote !== undefined) run.closeQuote(attributes.endQuote);
  if (hierarchical.has(name)) run.release();
  if (breaks) run.breakLine();
}

function addContent(element: XmlElement, run: Running): void {
  let before = '';
  for (const child of element.children) {
    if (typeof child === 'string') {
      run.add(child);
      if (child.trim() !== '') before = '';
      continue;
    }
    if (element.name === 'tocItem' || (listedNames.has(child.name) && before === child.name)) run.add(' ');
    before = child.name;
    if (child.name === 'num' && element.name !== 'num') addNumber(child, run);
    else addElement(child, run);
  }
}

/** The number of a quoted provision or of a list stands on one line with what follows. */
function addNumber(num: XmlElement, run: Running): void {
  const { text, notes } = headOf(num, run.reading);
  run.notes.push(...notes);
  if (text === null) return;
  run.add(text);
  run.add(' ');
  run.hold();
}

/** Each row is a line, cells separated by tabs, whatever paragraphs, lists and tables are in them. */
function addRow(row: XmlElement, run: Running): void {
  run.breakLine();
  run.inCells(() => {
    let cells = 0;
    for (const child of row.children) {
      if (typeof child === 'string') {
        if (child.trim() !== '') run.add(child);
        continue;
      }
      if (cells > 0 && (child.name === 'td' || child.name === 'th')) run.cell();
      cells += 1;
      addElement(child, run);
    }
  });
  run.breakLine();
}

/**
 * `<mref>` holds the steps of one reference, `<ref>section 3</ref><ref>(2)</ref> of the <ref>Dog Act</ref>`, or several references.
 * Where each step only leads further along the same way, it is one reference, to where the deepest leads.
 */
function addLinkedGroup(group: XmlElement, run: Running): void {
  const hrefs = childElements(group).filter(({ name }) => name === 'ref').map((ref) => ref.attributes.href ?? '');
  const deepest = [...hrefs].sort((a, b) => b.length - a.length)[0];
  const isJoined = (between: string): boolean => between.trim() === '' || /^\s*(?:of|in|der|des|de|du|di|del|dell[ao']?|van)\b[^,;]*$/iu.test(between);
  const oneWay = deepest !== undefined && hrefs.length > 1 && hrefs.every((href) => deepest.startsWith(href)) && group.children.every((child) => typeof child !== 'string' || isJoined(child));
  if (!oneWay) {
    addContent(group, run);
    return;
  }
  run.mark.open(linkTarget(deepest));
  for (const child of group.children) {
    if (typeof child === 'string') run.add(child);
    else if (child.name === 'ref') addContent(child, run);
    else addElement(child, run);
  }
  run.mark.close();
}
