/** Web pages: law with a `section` per provision, and guidance with headings. Menus, banners, footers and scripts are left out. */
import type { Period } from '../document.js';
import { toSuperscript } from '../numerals.js';
import { decode } from './decode.js';
import { lineBuilder, type LineBuilder } from './draft.js';
import { attribute, childrenOf, elements, isElement, isFurniture, mainElement, parseHtml, textContent, type HtmlElement, type HtmlNode } from './html-tree.js';
import { withTitles } from './markdown.js';
import { definedOnly, factsOf, finishDocument, frameOf, readDay, readStatus, readType, type Facts } from './metadata.js';
import { outline, type Block } from './outline.js';
import type { Parser } from './parser.js';

type Warn = (warning: string) => void;

const inline = new Set(['a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'img', 'ins', 'kbd', 'label', 'mark', 'q', 'rp', 'rt', 'ruby', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr']);
const headingLevel = /^h([1-6])$/;

/** Facts of the head: Dublin Core terms, `lang`, canonical address, title. */
function readHead(page: HtmlNode, warn: Warn): Facts {
  const all = [...elements(page)];
  const named = (name: string): string[] => all.filter((element) => element.tagName === 'meta' && (attribute(element, 'name') ?? '').toLowerCase() === name).map((element) => (attribute(element, 'content') ?? '').trim()).filter((content) => content !== '');
  const valid = new Map((named('dcterms.valid')[0] ?? '').split(';').map((part) => part.split('=').map((piece) => piece.trim())).filter((pair) => pair.length === 2).map(([key, value]) => [key!, value!]));
  const html = all.find((element) => element.tagName === 'html');
  const alternatives = named('dcterms.alternative');
  return definedOnly({
    work: named('dcterms.identifier')[0],
    title: named('dcterms.title')[0],
    aliases: alternatives.length === 0 ? undefined : alternatives,
    type: readType(named('dcterms.type')[0]),
    jurisdiction: named('dcterms.coverage')[0],
    language: named('dcterms.language')[0] ?? (html === undefined ? undefined : attribute(html, 'lang')),
    from: readDay(valid.get('start'), 'dcterms.valid start', warn),
    to: readDay(valid.get('end'), 'dcterms.valid end', warn),
    url: all.filter((element) => element.tagName === 'link' && attribute(element, 'rel') === 'canonical').map((element) => attribute(element, 'href'))[0],
  });
}

interface Section {
  readonly eId: string | null;
  readonly inForce: Period | null;
  readonly status: ReturnType<typeof readStatus> | null;
}

/** What a `section` element says of the provision that its first heading begins. */
function sectionFacts(element: HtmlElement, warn: Warn): Section {
  const id = attribute(element, 'id') ?? null;
  const from = readDay(attribute(element, 'data-in-force-from'), `data-in-force-from of "${id ?? ''}"`, warn) ?? null;
  const to = readDay(attribute(element, 'data-in-force-to'), `data-in-force-to of "${id ?? ''}"`, warn) ?? null;
  return { eId: id, inForce: from === null && to === null ? null : { from, to }, status: readStatus(attribute(element, 'data-status'), warn) ?? null };
}

/** The heading an element begins with, or `null`. */
function firstHeading(element: HtmlElement): HtmlElement | null {
  for (const child of childrenOf(element)) {
    if (!isElement(child)) {
      if (textContent(child).trim() !== '' && child.nodeName === '#text') return null;
      continue;
    }
    if (headingLevel.test(child.tagName)) return child;
    return child.tagName === 'header' || child.tagName === 'hgroup' ? firstHeading(child) : null;
  }
  return null;
}

function letters(ordinal: number): string {
  return ordinal <= 26 ? String.fromCharCode(96 + ordinal) : letters(Math.floor((ordinal - 1) / 26)) + letters(((ordinal - 1) % 26) + 1);
}

function roman(ordinal: number): string {
  const table = [['x', 10], ['ix', 9], ['v', 5], ['iv', 4], ['i', 1]] as const;
  let rest = ordinal;
  return table.reduce((written, [sign, value]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return written + sign.repeat(times);
  }, '');
}

/** The number a browser would print before the item, in brackets for letters, as laws cite them. `ul` has none. */
function listMarker(list: HtmlElement, item: HtmlElement): string | undefined {
  if (list.tagName !== 'ol') return undefined;
  const items = childrenOf(list).filter((child): child is HtmlElement => isElement(child) && child.tagName === 'li');
  const start = Number(attribute(list, 'start') ?? '1');
  const own = attribute(item, 'value');
  const ordinal = own === undefined ? (Number.isNaN(start) ? 1 : start) + items.indexOf(item) : Number(own);
  if (/list-style(?:-type)?\s*:\s*none/.test(attribute(list, 'style') ?? '')) return undefined;
  switch (attribute(list, 'type')) {
    case 'a': return `(${letters(ordinal)})`;
    case 'A': return `(${letters(ordinal).toUpperCase()})`;
    case 'i': return `(${roman(ordinal)})`;
    case 'I': return `(${roman(ordinal).toUpperCase()})`;
    default: return `${ordinal}.`;
  }
}

/** Walks the main element and emits blocks; one instance per page. */
function readPage(root: HtmlNode, isMain: boolean, warn: Warn): { readonly blocks: Block[]; readonly titles: string[] } {
  const blocks: Block[] = [];
  const titles: string[] = [];
  const sections = new Map<HtmlElement, Section>();
  let line: LineBuilder = lineBuilder();
  let marker: string | undefined;
  const flush = (): void => {
    line.lineBreak();
    for (const written of line.lines) {
      // An item that prints its own number (`<li>(a) …`) is not numbered twice.
      const own = marker !== undefined && /^\(?[\p{L}\p{N}]{1,4}[).°]/u.test(written.text) && written.text.startsWith(marker);
      blocks.push({ type: 'line', line: written, ...(marker === undefined || own ? {} : { marker }) });
      marker = undefined;
    }
    line = lineBuilder();
  };
  const addHeading = (element: HtmlElement): void => {
    flush();
    for (const child of childrenOf(element)) visit(child);
    line.lineBreak();
    const text = line.lines.map((written) => written.text).join(' ');
    const marks = line.lines.length === 1 ? line.lines[0]!.marks : [];
    line = lineBuilder();
    const level = Number(headingLevel.exec(element.tagName)![1]);
    if (text === '') return;
    if (level === 1 && titles.length === 0) {
      titles.push(text);
      return;
    }
    const section = sections.get(element);
    blocks.push({ type: 'heading', level, line: { text, marks }, eId: section?.eId ?? attribute(element, 'id') ?? null, inForce: section?.inForce ?? null, status: section?.status ?? null });
  };
  const addRow = (row: HtmlElement): void => {
    flush();
    let cells = 0;
    for (const cell of childrenOf(row)) {
      if (!isElement(cell)) continue;
      if (cells > 0) line.cell();
      cells += 1;
      visitInRow(cell);
    }
    line.lineBreak();
    for (const written of line.lines) if (written.text.trim() !== '') blocks.push({ type: 'line', line: { ...written, text: written.text.trimEnd() } });
    line = lineBuilder();
  };
  const visitInRow = (node: HtmlNode): void => {
    if (node.nodeName === '#text' && 'value' in node) line.add(node.value);
    else if (isElement(node) && isFurniture(node, true)) return;
    else {
      if (isElement(node) && !inline.has(node.tagName)) line.add(' ');
      for (const child of childrenOf(node)) visitInRow(child);
      if (isElement(node) && !inline.has(node.tagName)) line.add(' ');
    }
  };
  const visitInline = (element: HtmlElement): void => {
    const text = element.tagName === 'sup' ? textContent(element).trim() : '';
    if (/^\d+$/.test(text) && ![...elements(element)].some((child) => child.tagName === 'a')) {
      line.add(toSuperscript(text));
      return;
    }
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined;
    if (href !== undefined) line.open(href);
    for (const child of childrenOf(element)) visit(child);
    if (href !== undefined) line.close();
  };
  const visitBlock = (element: HtmlElement): void => {
    flush();
    const heading = element.tagName === 'section' || element.tagName === 'article' || element.tagName === 'div' ? firstHeading(element) : null;
    if (heading !== null && element !== root) sections.set(heading, sectionFacts(element, warn));
    const list = element.tagName === 'li' ? element.parentNode : null;
    const items = list !== null && isElement(list) ? list : null;
    // In guidance a numbered list is a list of steps; its numbers are printed all the same.
    const ownMarker = items === null ? undefined : listMarker(items, element);
    if (ownMarker !== undefined) marker = ownMarker;
    for (const child of childrenOf(element)) visit(child);
    flush();
    if (heading !== null && element !== root && element.tagName !== 'div') blocks.push({ type: 'end', level: Number(headingLevel.exec(heading.tagName)![1]) });
  };
  const visit = (node: HtmlNode): void => {
    if (node.nodeName === '#text' && 'value' in node) line.add(node.value);
    if (!isElement(node) || isFurniture(node, isMain)) return;
    if (node.tagName === 'br') line.lineBreak();
    else if (headingLevel.test(node.tagName)) addHeading(node);
    else if (node.tagName === 'tr') addRow(node);
    else if (inline.has(node.tagName)) visitInline(node);
    else visitBlock(node);
  };
  for (const child of childrenOf(root)) visit(child);
  flush();
  return { blocks, titles };
}

export const htmlParser: Parser = {
  format: 'html',
  accepts: (file) => /\.x?html?$/i.test(file.path),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'html');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const page = parseHtml(text);
    const own = factsOf(file, readHead(page, warn), warn);
    const frame = frameOf(file, own, warn);
    const guidance = frame.type === 'guidance';
    const { element, isMain } = mainElement(page);
    const { blocks, titles } = readPage(element, isMain, warn);
    const pageTitle = [...elements(page)].find((each) => each.tagName === 'title');
    const named = withTitles(own, titles);
    const facts = named.title === undefined && pageTitle !== undefined ? { ...named, title: textContent(pageTitle).trim() } : named;
    const drafts = outline(blocks, { guidance, language: frame.language });
    return [finishDocument(file, 'html', facts, frame, drafts, collected)];
  },
};
