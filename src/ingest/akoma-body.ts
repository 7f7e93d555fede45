/** The text of Akoma Ntoso: hierarchical elements become provisions, everything that prints becomes lines, nothing is passed over. */
import type { ProvisionStatus } from '../document.js';
import { toSuperscript } from '../numerals.js';
import { fold, isDraft, lineBuilder, type Draft, type Line, type LineBuilder } from './draft.js';
import { parseHeading } from './headings.js';
import { headedKinds } from './identifiers.js';
import type { AkomaMetadata } from './akoma-metadata.js';
import { readStatus } from './metadata.js';
import { childAt, childElements, textOfElement, type XmlElement } from './xml-tree.js';

interface Context {
  readonly metadata: AkomaMetadata;
  readonly language: string;
  readonly warn: (warning: string) => void;
}

/** Elements that are provisions when they have a number, a heading or a period of their own. */
const hierarchical = new Set([
  'article', 'book', 'chapter', 'clause', 'division', 'hcontainer', 'indent', 'level', 'paragraph', 'part', 'point', 'proviso', 'rule', 'section', 'subchapter', 'subclause',
  'subdivision', 'sublist', 'subparagraph', 'subpart', 'subrule', 'subsection', 'subtitle', 'title', 'tome', 'transitional', 'item', 'recital', 'citation', 'list', 'alinea', 'crossHeading',
]);
const neverPrinted = new Set(['meta', 'img', 'marker', 'noteRef', 'toc']);
const inlineParagraphs = new Set(['p', 'block', 'listIntroduction', 'listWrapUp', 'listConclusion', 'span', 'docTitle', 'heading', 'subheading', 'num', 'caption', 'longTitle']);
/** Elements inside running text that stand on lines of their own. */
const breaksLine = new Set(['p', 'block', 'quotedStructure', 'embeddedStructure', 'heading', 'subheading', 'listIntroduction', 'listWrapUp', 'intro', 'wrapUp', 'item', 'point', 'paragraph', 'subsection', 'section', 'article', 'blockList', 'list', 'content', 'table', 'tr', 'li', 'ul', 'ol', 'caption', 'tblock', 'foreign', 'container']);

/** Adds the text of one element and everything in it. Footnotes go to `notes`, to be printed behind the paragraph. */
function addInline(element: XmlElement, line: LineBuilder, notes: XmlElement[]): void {
  if (neverPrinted.has(element.name)) return;
  if (element.name === 'authorialNote') {
    notes.push(element);
    return;
  }
  if (element.name === 'eol' || element.name === 'br') {
    line.lineBreak();
    return;
  }
  if (element.name === 'sup' && /^\s*\d+\s*$/.test(textOfElement(element))) {
    line.add(toSuperscript(textOfElement(element).trim()));
    return;
  }
  const breaks = breaksLine.has(element.name);
  if (breaks) line.lineBreak();
  const href = ['ref', 'mref', 'rref', 'a'].includes(element.name) ? (element.attributes.href ?? element.attributes.from) : undefined;
  if (href !== undefined) line.open(href);
  let cells = 0;
  for (const child of element.children) {
    if (typeof child === 'string') {
      line.add(child);
      continue;
    }
    if (child.name === 'td' || child.name === 'th') {
      if (cells > 0) line.cell();
      cells += 1;
      addCell(child, line, notes);
      continue;
    }
    addInline(child, line, notes);
    if (child.name === 'num') line.add(' ');
  }
  if (href !== undefined) line.close();
  if (breaks) line.lineBreak();
}

/** A table cell stays on the line of its row, whatever paragraphs and lists are in it. */
function addCell(element: XmlElement, line: LineBuilder, notes: XmlElement[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') line.add(child);
    else if (child.name === 'eol' || child.name === 'br') line.add(' ');
    else if (breaksLine.has(child.name) || childElements(child).some((inner) => breaksLine.has(inner.name) || inner.name === 'eol')) {
      line.add(' ');
      addCell(child, line, notes);
      line.add(' ');
    } else addInline(child, line, notes);
  }
}

/** The lines of a paragraph or of a table, its footnotes behind it. */
function linesOf(element: XmlElement): Line[] {
  const line = lineBuilder();
  const notes: XmlElement[] = [];
  addInline(element, line, notes);
  line.lineBreak();
  const lines = line.lines.map((written) => ({ ...written, text: written.text.trimEnd() })).filter((written) => written.text.trim() !== '');
  return [...lines, ...notes.flatMap((note) => linesOf({ ...note, name: 'p' }))];
}

const hasOwnText = (element: XmlElement): boolean => element.children.some((child) => typeof child === 'string' && child.trim() !== '');

/** Everything that prints in `element`, its number and heading left out where `withoutHead`. */
function contentOf(element: XmlElement, context: Context, withoutHead: boolean): (Line | Draft)[] {
  return childElements(element).flatMap((child): (Line | Draft)[] => {
    if (withoutHead && (child.name === 'num' || child.name === 'heading')) return [];
    return printed(child, context);
  });
}

function printed(element: XmlElement, context: Context): (Line | Draft)[] {
  if (neverPrinted.has(element.name)) return [];
  if (element.name === 'crossHeading') return [provision(element, context)];
  if (hierarchical.has(element.name)) {
    const stands = childAt(element, 'num') !== undefined || childAt(element, 'heading') !== undefined || headedKinds.has(element.name) || context.metadata.periodOf(element) !== null;
    return stands ? [provision(element, context)] : contentOf(element, context, false);
  }
  if (element.name === 'attachment' || element.name === 'component') return [attachment(element, context)];
  if (inlineParagraphs.has(element.name) || element.name === 'table' || hasOwnText(element)) return linesOf(element);
  const inner = childElements(element);
  return inner.length === 0 ? [] : contentOf(element, context, false);
}

function statusOf(element: XmlElement, context: Context): ProvisionStatus | null {
  const status = element.attributes.status;
  // Akoma Ntoso's own values speak of editing, except `removed`.
  if (status === undefined || ['temporary', 'translated', 'editorial', 'edited', 'verbatim', 'incomplete', 'unknown', 'undefined', 'ignored'].includes(status)) return null;
  return readStatus(status, context.warn) ?? null;
}

const headText = (element: XmlElement | undefined): string | null => {
  const text = element === undefined ? '' : linesOf(element).map((line) => line.text).join(' ');
  return text === '' ? null : text;
};

function provision(element: XmlElement, context: Context): Draft {
  const isCross = element.name === 'crossHeading';
  return {
    kind: element.name, eId: element.attributes.eId ?? element.attributes.id ?? null,
    number: headText(childAt(element, 'num')), heading: isCross ? fold(textOfElement(element)) : headText(childAt(element, 'heading')), printed: null,
    inForce: context.metadata.periodOf(element), status: statusOf(element, context),
    content: isCross ? [] : contentOf(element, context, true),
  };
}

/** A schedule: `attachment` of 3.0, `component` of 2.0, where its text stands in one `article` that has its heading. */
function attachment(element: XmlElement, context: Context): Draft {
  const inner = childElements(element).find((child) => childAt(child, 'meta') !== undefined || childAt(child, 'mainBody') !== undefined || childAt(child, 'body') !== undefined) ?? element;
  const body = childAt(inner, 'mainBody') ?? childAt(inner, 'body') ?? inner;
  const only = childElements(body);
  const wrapped = only.length === 1 && only[0]!.name === 'article' && childAt(only[0], 'num') === undefined ? only[0]! : null;
  const heading = headText(childAt(element, 'heading')) ?? (wrapped === null ? null : headText(childAt(wrapped, 'heading')));
  const alias = fold(childAt(inner, 'meta', 'identification', 'FRBRWork', 'FRBRalias')?.attributes.value ?? '');
  const parsed = heading === null ? null : parseHeading(heading, context.language, false);
  const isSchedule = parsed?.kind === 'schedule';
  const rest = wrapped === null ? childElements(element).filter((child) => child !== inner && child.name !== 'heading' && child.name !== 'num').flatMap((child) => printed(child, context)) : [];
  const content = wrapped === null ? (inner === element ? contentOf(element, context, true) : contentOf(inner, context, false)) : contentOf(wrapped, context, true);
  return {
    kind: 'schedule',
    eId: (wrapped === null ? undefined : (wrapped.attributes.eId ?? wrapped.attributes.id)) ?? element.attributes.eId ?? element.attributes.id ?? null,
    number: headText(childAt(element, 'num')) ?? (isSchedule ? parsed.number : /^(?:schedule|annex|appendix)/i.test(alias) && fold(heading ?? '') !== alias ? alias : null),
    heading: isSchedule ? parsed.heading : heading, printed: isSchedule ? heading : null,
    inForce: context.metadata.periodOf(element), status: null, content: [...rest, ...content],
  };
}

/** Preface, preamble and conclusions are provisions of their own, so that all text stands in one. */
function frame(element: XmlElement, context: Context): Draft {
  const kind = element.name === 'coverPage' ? 'preface' : element.name;
  return { kind, eId: element.attributes.eId ?? element.attributes.id ?? null, number: null, heading: null, printed: null, inForce: null, status: null, content: contentOf(element, context, false) };
}

/** Lines that stand in no provision get one, so that they can be found and cited. */
function gathered(contents: readonly (Line | Draft)[]): Draft[] {
  const drafts: Draft[] = [];
  let lines: Line[] = [];
  const close = (): void => {
    if (lines.length > 0) drafts.push({ kind: 'body', eId: null, number: null, heading: null, printed: null, inForce: null, status: null, content: lines });
    lines = [];
  };
  for (const content of contents) {
    if (isDraft(content)) {
      close();
      drafts.push(content);
    } else lines.push(content);
  }
  close();
  return drafts;
}

/** The provisions of a document: `root` is its `act`, `doc` … element, `outside` what stands behind it (2.0 `components`). */
export function readAkomaBody(root: XmlElement, outside: readonly XmlElement[], context: Context): Draft[] {
  const drafts = childElements(root).flatMap((part): Draft[] => {
    if (part.name === 'meta') return [];
    if (['preface', 'preamble', 'conclusions', 'coverPage'].includes(part.name)) return [frame(part, context)];
    return gathered(printed(part, context));
  });
  const notes = childElements(childAt(root, 'meta', 'notes') ?? { name: '', attributes: {}, children: [] }).flatMap((note) => linesOf({ ...note, name: 'p' }));
  const noteDrafts: Draft[] = notes.length === 0 ? [] : [{ kind: 'notes', eId: null, number: null, heading: null, printed: null, inForce: null, status: null, content: notes }];
  return [...drafts, ...outside.flatMap((element) => gathered(printed(element, context))), ...noteDrafts];
}
