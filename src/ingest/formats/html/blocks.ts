/** The main element of a page -> headings and lines in reading order, for the outline; its footnotes apart. */
import { toSuperscript } from '../../../numerals.js';
import { readDay, readStatus } from '../../metadata.js';
import type { Draft } from '../../tree/draft.js';
import type { Block } from '../../tree/outline.js';
import { isFurniture, type PageContext } from './furniture.js';
import { listMarkers } from './lists.js';
import { isPanel, readDefinitionList, readLabel, readPanel } from './panels.js';
import { addText, breakLine, emit, flush, newReading, omit, oneLine, placeFootnotes, pushHeading, sectionOf, strike, type Reading, type Section, type Warn } from './reading.js';
import { captionOf, isLayoutTable, tableRows } from './tables.js';
import { attribute, childrenOf, classesOf, elements, firstHeading, headingLevel, isElement, isText, textContent, type HtmlElement, type HtmlNode } from './tree.js';
import { linkTarget } from '../link-target.js';

export interface PageText {
  readonly blocks: readonly Block[];
  /** The first heading of level 1: the title of the page. */
  readonly titles: readonly string[];
  /** Footnotes that no line refers to; the others hang on their blocks. */
  readonly notes: readonly Draft[];
}

const inline = new Set(['a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'button', 'cite', 'code', 'data', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'label', 'mark', 'math', 'nobr', 'q', 'ruby', 'rb', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr']);
const struckOut = new Set(['del', 's', 'strike']);
/** Less text than this (characters, white space left out) in left-out parts of the main element is what any notice has. */
const substantial = 500;

/** Reads everything below `root`; warns of text it leaves out. */
export function readBlocks(root: HtmlNode, context: PageContext, warn: Warn): PageText {
  const sections = new Map<HtmlElement, Section>();
  const reading = newReading(context, warn, (state, node) => { readNode(state, node, sections); });
  for (const child of childrenOf(root)) reading.visit(reading, child);
  flush(reading);
  const notes = placeFootnotes(reading);
  const { omitted, struck } = reading;
  if (context.isMain && omitted.characters >= substantial) warn(`${omitted.characters} characters of the main text were left out as navigation, notices or controls; the longest begins "${omitted.longest}"`);
  if (struck.length > 0) warn(`struck-out text is left out in ${struck.length} place${struck.length === 1 ? '' : 's'}, first "${struck[0]!}"`);
  return { blocks: reading.blocks, titles: reading.titles, notes };
}

type Sections = Map<HtmlElement, Section>;

function readChildren(reading: Reading, node: HtmlNode): void {
  for (const child of childrenOf(node)) reading.visit(reading, child);
}

function readNode(reading: Reading, node: HtmlNode, sections: Sections): void {
  if (isText(node)) addText(reading, node.value);
  if (!isElement(node)) return;
  const level = headingLevel(node);
  if (isFurniture(node, reading.context)) omit(reading, node);
  else if (struckOut.has(node.tagName)) strike(reading, node);
  else if (node.tagName === 'br') breakLine(reading);
  else if (level !== null) readHeading(reading, node, level, sections.get(node) ?? sectionOf(node));
  else if (node.tagName === 'summary' || node.tagName === 'button') readLabel(reading, node);
  else if (inline.has(node.tagName)) readInline(reading, node);
  else readBlock(reading, node, sections);
}

const isNotes = (element: HtmlElement): boolean => /^doc-(?:endnotes?|footnotes?)$/.test(attribute(element, 'role') ?? '') || classesOf(element).some((name) => /^(?:[a-z]+-)?(?:foot|end)-?notes?(?:-list|-section)?$/i.test(name));

/** Elements that stand on lines of their own, each kind in its way. */
function readBlock(reading: Reading, element: HtmlElement, sections: Sections): void {
  flush(reading);
  const id = attribute(element, 'id');
  if (id !== undefined && !reading.inRow) reading.anchors.push(id);
  const { inNotes, quoted, preformatted, item, list, lists } = reading;
  if (isNotes(element)) reading.inNotes = true;
  if (element.tagName === 'blockquote') reading.quoted = true;
  if (element.tagName === 'pre') reading.preformatted = true;
  if (reading.inRow) readChildren(reading, element);
  else if (element.tagName === 'table' && !isLayoutTable(element)) readTable(reading, element);
  else if (element.tagName === 'dl') readDefinitionList(reading, element, (cells) => { readRow(reading, cells); });
  else if (element.tagName === 'ol') readNumberedList(reading, element);
  else if (isPanel(reading, element)) readPanel(reading, element);
  else readSection(reading, element, sections);
  flush(reading);
  Object.assign(reading, { inNotes, quoted, preformatted, item, list, lists });
}

/** Addresses by which Akoma Ntoso names law; any other path on a site leads to a page, not to a provision. */
const lawAddress = /^(?:https?:\/\/[^/]+)?(?=\/akn\/)|^(?=[#~]|\/[a-z]{2}(?:-[a-z0-9]+)?\/(?:act|bill|judgment|doc|statement|officialGazette)\/)/;

function openLink(reading: Reading, href: string): void {
  if (href.startsWith('#')) reading.pendingLinks.push(href.slice(1));
  reading.line.open(lawAddress.test(href) ? linkTarget(href.replace(lawAddress, '')) : null);
}

function readInline(reading: Reading, element: HtmlElement): void {
  const { line } = reading;
  if (element.tagName === 'sup') {
    const text = textContent(element).trim();
    if (/^[[(]?\d+[\])]?$/.test(text)) {
      line.add(toSuperscript(text));
      // The sign of a footnote leads to its note, not to a provision.
      for (const link of elements(element)) reading.pendingLinks.push((attribute(link, 'href') ?? '').replace(/^#/, ''));
      return;
    }
  }
  const href = element.tagName === 'a' ? (attribute(element, 'data-href') ?? attribute(element, 'href')) : undefined;
  if (href !== undefined) openLink(reading, href);
  if (element.tagName === 'q') line.add('“');
  for (const child of childrenOf(element)) {
    // Formulas carry their source beside what is printed.
    if (!isElement(child) || !child.tagName.startsWith('annotation')) reading.visit(reading, child);
  }
  if (element.tagName === 'q') line.add('”');
  if (href !== undefined) line.close();
}

/** What cannot stand in a heading: where it does, the heading was never closed and ended before. */
const endsHeading = new Set(['p', 'ul', 'ol', 'dl', 'table', 'blockquote', 'section', 'article', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

function readHeading(reading: Reading, element: HtmlElement, level: number, section: Section): void {
  const children = childrenOf(element);
  if (reading.inRow) {
    for (const child of children) reading.visit(reading, child);
    return;
  }
  const end = children.findIndex((child) => isElement(child) && endsHeading.has(child.tagName));
  const line = oneLine(reading, end === -1 ? children : children.slice(0, end));
  if (line.text !== '') {
    if (reading.inNotes || reading.quoted) emit(reading, line);
    else if (level === 1 && reading.titles.length === 0) reading.titles.push(line.text);
    else pushHeading(reading, line, level, section);
  }
  if (end !== -1) for (const child of children.slice(end)) reading.visit(reading, child);
}

/** What a `section` element says of the provision that its first heading begins. */
function sectionFacts(element: HtmlElement, warn: Warn): Section {
  const id = attribute(element, 'id') ?? null;
  const from = readDay(attribute(element, 'data-in-force-from'), `data-in-force-from of "${id ?? ''}"`, warn) ?? null;
  const to = readDay(attribute(element, 'data-in-force-to'), `data-in-force-to of "${id ?? ''}"`, warn) ?? null;
  return { eId: id, inForce: from === null && to === null ? null : { from, to }, status: readStatus(attribute(element, 'data-status'), warn) ?? null };
}

/** Any other block; a `section` or `aside` that begins with a heading ends what the heading began. */
function readSection(reading: Reading, element: HtmlElement, sections: Sections): void {
  const heading = ['section', 'article', 'aside', 'div'].includes(element.tagName) ? firstHeading(element) : null;
  if (heading !== null) sections.set(heading, sectionFacts(element, reading.warn));
  readChildren(reading, element);
  if (heading === null || element.tagName === 'div' || reading.quoted || reading.inNotes) return;
  flush(reading);
  reading.blocks.push({ type: 'end', level: headingLevel(heading)! });
}

function readNumberedList(reading: Reading, list: HtmlElement): void {
  const markers = listMarkers(list);
  if (markers.size > 0) {
    if (reading.lists === 0) reading.list = `ol ${reading.blocks.length} ${reading.taken}`;
    reading.lists += 1;
  }
  const level = reading.lists - 1;
  for (const child of childrenOf(list)) {
    const marker = isElement(child) ? markers.get(child) : undefined;
    if (marker !== undefined && isElement(child)) {
      reading.number = { ...marker, list: reading.list, level };
      reading.item = child;
    }
    reading.visit(reading, child);
  }
  reading.number = null;
}

function readTable(reading: Reading, table: HtmlElement): void {
  const caption = captionOf(table);
  if (caption !== undefined) reading.visit(reading, caption);
  for (const row of tableRows(table)) readRow(reading, row);
}

/** One line, cells separated by tabs; `null` is an empty cell. */
function readRow(reading: Reading, cells: readonly (HtmlElement | null)[]): void {
  flush(reading);
  reading.inRow = true;
  for (const [at, cell] of cells.entries()) {
    if (at > 0) reading.line.cell();
    if (cell !== null && !isFurniture(cell, reading.context)) readChildren(reading, cell);
  }
  reading.inRow = false;
  flush(reading);
}
