/** Running text of USLM: what stands inside a line, what begins one, and which notes are printed elsewhere. */
import { toSuperscript } from '../../../numerals.js';
import type { Line } from '../../tree/draft.js';
import { runningText, type RunningText } from '../running-text.js';
import { uslmTarget } from './address.js';
import { childElements, textOfElement, type XmlElement } from '../xml-tree.js';

/** What reading a document needs to know and remember. */
export interface UslmContext {
  /** The work the document is an expression of. */
  readonly work: string | null;
  /** Print page reached, as in `128 STAT. 1196`; changes as the text is read. */
  page: number | null;
  /** Images met, which hold no text. */
  images: number;
  /** Sections without number and heading met so far. */
  unnumbered: number;
}

/** Levels from the section upwards: number and heading stand on a line of their own. */
export const bigLevels = new Set([
  'title', 'subtitle', 'chapter', 'subchapter', 'part', 'subpart', 'division', 'subdivision', 'article', 'subarticle', 'section', 'appendix', 'schedule', 'preliminary',
  'compiledAct', 'courtRules', 'courtRule', 'reorganizationPlans', 'reorganizationPlan', 'appropriations', 'level', 'crossHeading',
]);
/** Levels inside a section: number, heading and text run on. */
export const smallLevels = new Set(['subsection', 'paragraph', 'subparagraph', 'clause', 'subclause', 'item', 'subitem', 'subsubitem']);

/** Notes that stand in the text where they are written (Review Guide 2.0, 6.1.2). */
const flowingNotes = new Set([
  'note', 'notes', 'sourceCredit', 'statutoryNote', 'editorialNote', 'changeNote', 'authority', 'source', 'effectiveDateNote', 'frDocId', 'billingCode', 'editionNote',
  'organizationNote', 'citationNote', 'explanationNote', 'findingAidsNote', 'crossReferenceNote',
]);
/** Notes that are printed elsewhere than they are written: in the margin, at the foot of the page. */
const positionedNotes = new Set(['footnote', 'sidenote', 'endnote']);
const inline = new Set([
  'inline', 'i', 'b', 'u', 'em', 'strong', 'span', 'sub', 'sup', 'ref', 'a', 'date', 'term', 'def', 'shortTitle', 'amendingAction', 'quotedText', 'addedText', 'deletedText', 'headingText',
  'proviso', 'sponsor', 'cosponsor', 'nonsponsor', 'committee', 'entity', 'person', 'org', 'location', 'text', 'marker', 'center', 'citableAs', 'currentThroughPublicLaw', 'elided', 'designator',
  'label', 'target', 'num', 'fillIn', 'checkBox', 'font', 'del', 'ins',
]);
const cells = new Set(['td', 'th', 'column']);
const rows = new Set(['tr', 'row', 'tocItem', 'header']);
const opening = new Set(['content', 'chapeau', 'text', 'p']);

export const isNoteElement = (name: string): boolean => flowingNotes.has(name) || positionedNotes.has(name);
export const isInline = (name: string): boolean => inline.has(name);
export const isLevel = (name: string): boolean => bigLevels.has(name) || smallLevels.has(name);

/** `128 STAT. 1196` -> 1196; pages in Roman numbers are those of the front matter, which nobody cites. */
function pageNumber(written: string): number | null {
  const number = /(?:^|\s)(\d{1,7})\s*$/u.exec(written)?.[1];
  return number === undefined ? null : Number(number);
}

/** Takes over the page from a `page` element. */
export function turnPage(element: XmlElement, context: UslmContext): void {
  context.page = pageNumber(textOfElement(element)) ?? context.page;
}

interface Reading {
  readonly text: RunningText;
  readonly context: UslmContext;
  /** Notes met on the way that are printed elsewhere. */
  readonly notes: XmlElement[];
  /** Inside a quotation: its notes are quoted, its terms are those of another law. */
  readonly quoting: boolean;
  /** In a preface or a note every note is text. */
  readonly notesAreText: boolean;
}

const isFootnoteMark = (element: XmlElement): boolean => (element.attributes.idref !== undefined || /footnoteRef/.test(element.attributes.class ?? '')) && element.attributes.href === undefined;

function addChildren(element: XmlElement, reading: Reading): void {
  for (const child of element.children) {
    if (typeof child === 'string') reading.text.add(child);
    else addElement(child, reading);
  }
}

/** What follows a number or a designator stands apart from it, and on its line. */
function addBehind(element: XmlElement, text: RunningText): void {
  if (!/[—–]\s*$/u.test(textOfElement(element))) text.add(' ');
  text.runOn();
}

/** A level inside running text, quoted or in a note: number, heading and text in one line, from the section upwards in two. */
function addLevel(element: XmlElement, reading: Reading): void {
  const { text } = reading;
  let head = true;
  text.breakLine();
  for (const child of element.children) {
    if (typeof child === 'string') {
      if (!head || child.trim() !== '') text.add(child);
      continue;
    }
    if (head && opening.has(child.name)) text.runOn();
    head &&= child.name === 'num' || child.name === 'heading' || isNoteElement(child.name) || child.name === 'page';
    if (child.name === 'num' || child.name === 'heading') addChildren(child, reading);
    else addElement(child, reading);
    if (child.name === 'heading' && bigLevels.has(element.name)) text.breakLine();
    else if (child.name === 'num' || child.name === 'heading') addBehind(child, text);
  }
  text.breakLine();
}

function addReference(element: XmlElement, reading: Reading): void {
  const written = textOfElement(element);
  if (isFootnoteMark(element) && /^\s*\d+\s*$/u.test(written)) {
    reading.text.add(toSuperscript(written));
    return;
  }
  const { href } = element.attributes;
  if (href !== undefined) reading.text.open(uslmTarget(href, reading.context.work));
  addChildren(element, reading);
  if (href !== undefined) reading.text.close();
}

/** Elements with a way of their own; `false`: none of them. */
function addSpecial(element: XmlElement, reading: Reading): boolean {
  const { text, context } = reading;
  switch (element.name) {
    case 'meta': case 'amendMeta': case 'endMarker': case 'col': case 'colgroup': case 'leftRunningHead': case 'rightRunningHead':
      return true;
    case 'page':
      turnPage(element, context);
      if (context.page !== null) text.turnPage(context.page);
      return true;
    case 'img':
      context.images += 1;
      return true;
    case 'br':
      text.breakLine();
      return true;
    case 'sup':
      text.add(/^\s*\d+\s*$/u.test(textOfElement(element)) ? toSuperscript(textOfElement(element).trim()) : textOfElement(element));
      return true;
    case 'term':
      if (reading.quoting || reading.notesAreText || childElements(element).length > 0) return false;
      text.define(textOfElement(element));
      return true;
    case 'ref': case 'a':
      addReference(element, reading);
      return true;
    case 'designator': case 'label': case 'target':
      addReference(element, reading);
      if (!/[—–]\s*$/u.test(textOfElement(element))) text.add(' ');
      return true;
    default:
      return false;
  }
}

function addElement(element: XmlElement, reading: Reading): void {
  const { name } = element;
  const { text } = reading;
  if (addSpecial(element, reading)) return;
  if (positionedNotes.has(name) || (flowingNotes.has(name) && !reading.quoting && !reading.notesAreText)) {
    reading.notes.push(element);
    return;
  }
  if (name === 'inline' && element.attributes.role === 'after-quoted-block') text.join();
  if (isInline(name)) addChildren(element, reading);
  else if (cells.has(name)) {
    text.beginCell();
    addChildren(element, reading);
    text.endCell();
  } else if (rows.has(name) && childElements(element).some((child) => cells.has(child.name))) {
    text.breakLine();
    text.beginRow();
    for (const child of childElements(element)) addElement(child, reading);
    text.breakLine();
  } else if (isLevel(name)) addLevel(element, reading);
  else {
    text.breakLine();
    addChildren(element, name === 'quotedContent' ? { ...reading, quoting: true } : name === 'toc' ? { ...reading, notesAreText: true } : reading);
    text.breakLine();
  }
}

export interface Passage {
  readonly lines: readonly Line[];
  /** Notes found in it that belong behind it. */
  readonly notes: readonly XmlElement[];
}

/** The lines of everything in `element`; with `notesAreText` its flowing notes are lines too, as in a preface. */
export function passageOf(element: XmlElement, context: UslmContext, notesAreText = false): Passage {
  return passageOfAll(element.children, context, notesAreText || element.name === 'toc', element.name === 'quotedContent');
}

export function passageOfAll(children: readonly (XmlElement | string)[], context: UslmContext, notesAreText = false, quoting = false): Passage {
  const text = runningText(context.page);
  const notes: XmlElement[] = [];
  const reading: Reading = { text, context, notes, quoting, notesAreText };
  for (const child of children) {
    if (typeof child === 'string') text.add(child);
    else addElement(child, reading);
  }
  return { lines: text.finish(), notes };
}
