/**
 * The text of USLM: levels become provisions, notes drafts of kind `note` behind the operative text of the provision they stand in,
 * quoted law and tables of contents lines of the provision that holds them.
 */
import type { Period, ProvisionStatus } from '../../../document.js';
import { readDay } from '../../metadata.js';
import { isDraft, newDraft, type Draft, type Line } from '../../tree/draft.js';
import { headedKinds } from '../../tree/identifiers.js';
import { citedValue } from './address.js';
import { bigLevels, isInline, isLevel, isNoteElement, passageOf, passageOfAll, turnPage, type Passage, type UslmContext } from './text.js';
import { childAt, childElements, textOfElement, type XmlElement } from '../xml-tree.js';

export interface BodyContext extends UslmContext {
  readonly warn: (warning: string) => void;
}

type Content = Line | Draft;

/** USLM level -> Akoma Ntoso element; names that both have stay. */
const kinds: Readonly<Record<string, string>> = {
  subarticle: 'hcontainer', subitem: 'point', subsubitem: 'indent', appendix: 'schedule', preliminary: 'hcontainer', compiledAct: 'hcontainer', courtRules: 'hcontainer', courtRule: 'rule',
  reorganizationPlans: 'hcontainer', reorganizationPlan: 'hcontainer', appropriations: 'hcontainer', level: 'hcontainer',
};
/** What the source says of a provision's state (User Guide, 7.4); the other words speak of its editing. */
const statuses: Readonly<Record<string, ProvisionStatus>> = {
  repealed: 'repealed', expired: 'repealed', terminated: 'repealed', cancelled: 'repealed', withdrawn: 'repealed',
  hadItsEffect: 'spent', omitted: 'spent', transferred: 'spent', renumbered: 'spent', redesignated: 'spent',
  proposed: 'not-yet-in-force', pending: 'not-yet-in-force', notAdopted: 'not-yet-in-force', operational: 'in-force',
};

function statusOf({ attributes }: XmlElement): ProvisionStatus | null {
  const status = statuses[attributes.status ?? ''] ?? null;
  return status ?? (attributes.inEffect === 'false' && attributes.endPeriod === undefined ? 'not-yet-in-force' : null);
}

/** A simple date means the midnight at its beginning (User Guide, 7.3), so the end is half-open as ours. */
function periodOf(element: XmlElement, context: BodyContext): Period | null {
  const { startPeriod, endPeriod } = element.attributes;
  if (startPeriod === undefined && endPeriod === undefined) return null;
  const where = element.attributes.identifier ?? element.name;
  return { from: readDay(startPeriod, `startPeriod of ${where}`, context.warn) ?? null, to: readDay(endPeriod, `endPeriod of ${where}`, context.warn) ?? null };
}

const joined = (lines: readonly Line[]): string => lines.map((line) => line.text).join(' ');

/** Notes behind the operative text, each group in its order; those of a chapter stay before its sections, which are far longer. */
function notesLast(contents: readonly Content[]): Content[] {
  if (contents.some((content) => isDraft(content) && headedKinds.has(content.kind))) return [...contents];
  const isNote = (content: Content): boolean => isDraft(content) && content.kind === 'note';
  return [...contents.filter((content) => !isNote(content)), ...contents.filter(isNote)];
}

function withNotes({ lines, notes }: Passage, context: BodyContext): Content[] {
  return [...lines, ...notes.flatMap((note) => noteDrafts(note, context))];
}

/** A footnote's mark stands before its first paragraph, on the same line. */
function markRunOn(children: readonly (XmlElement | string)[]): readonly (XmlElement | string)[] {
  const [mark, first, ...rest] = children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  if (typeof mark !== 'object' || (mark.name !== 'sup' && mark.name !== 'num') || typeof first !== 'object' || first.name !== 'p') return children;
  return [{ ...first, children: [mark, ' ', ...first.children] }, ...rest];
}

/** One draft per note; a container of notes without a heading of its own is only its notes. */
function noteDrafts(element: XmlElement, context: BodyContext): Draft[] {
  const heading = childAt(element, 'heading');
  const inner = childElements(element).filter((child) => isNoteElement(child.name));
  if (element.name === 'notes' && heading === undefined && inner.length > 0) return element.children.flatMap((child) => (typeof child === 'string' ? [] : isNoteElement(child.name) ? noteDrafts(child, context) : noteDrafts({ ...element, name: 'note', children: [child] }, context)));
  const rest = element.children.filter((child) => child !== heading && (typeof child === 'string' || !inner.includes(child)));
  const page = context.page;
  const content = [...withNotes(passageOfAll(markRunOn(rest), context), context), ...inner.flatMap((note) => noteDrafts(note, context))];
  const title = heading === undefined ? null : joined(passageOf(heading, context).lines);
  if (content.length === 0 && title === null) return [];
  return [newDraft('note', { heading: title, content, anchors: anchorsOf(element), ...(page === null ? {} : { page }) })];
}

const anchorsOf = ({ attributes }: XmlElement): string[] => [attributes.identifier, attributes.id].filter((anchor) => anchor !== undefined);

interface Head {
  readonly number: string | null;
  readonly heading: string | null;
  /** As printed, in the source's order. */
  readonly printed: string;
  readonly notes: readonly XmlElement[];
}

function headOf(element: XmlElement, context: BodyContext): Head {
  const notes: XmlElement[] = [];
  const read = (part: XmlElement): string => {
    const passage = passageOf(part, context);
    notes.push(...passage.notes);
    return joined(passage.lines);
  };
  const parts = childElements(element).filter((child) => child.name === 'num' || child.name === 'heading' || child.name === 'subheading').map((child) => ({ name: child.name, text: read(child) })).filter(({ text }) => text !== '');
  const text = (name: string): string | undefined => parts.find((part) => part.name === name)?.text;
  // The dash before the heading is no part of the number; nor is a footnote's mark, which stands in the line of the heading.
  const written = text('num')?.replace(/\s*[—–]+$/u, '');
  const number = bigLevels.has(element.name) || text('heading') !== undefined ? written?.replace(/[⁰¹²³⁴-⁹]+$/u, '') : written;
  const heading = text('heading')?.replace(/\s*\.?\s*[—–]+$/u, '').replace(/(?<!\b(?:etc|inc|co|jr|no|u\.s))\.$/iu, '');
  const printed = parts.reduce((line, part) => (line === '' || line.endsWith('—') ? line + part.text : `${line} ${part.text}`), '');
  return { number: number ?? null, heading: heading ?? null, printed, notes };
}

/** A level is a provision when it has a number, a heading or a life of its own; a section always is. */
function stands(element: XmlElement): boolean {
  if (element.name === 'section' || element.attributes.status !== undefined || element.attributes.startPeriod !== undefined) return true;
  return childElements(element).some((child) => (child.name === 'num' || child.name === 'heading') && textOfElement(child).trim() !== '');
}

function level(element: XmlElement, context: BodyContext): Draft {
  const { page } = context;
  const { number, heading, printed, notes } = headOf(element, context);
  const kind = kinds[element.name] ?? element.name;
  const isBig = bigLevels.has(element.name);
  const value = citedValue(number, childAt(element, 'num')?.attributes.value, kind);
  const rest = element.children.filter((child) => typeof child === 'string' || !['num', 'heading', 'subheading'].includes(child.name));
  const content = [...notes.flatMap((note) => noteDrafts(note, context)), ...contentsOf(rest, context)];
  const isUnnumbered = kind === 'section' && number === null && heading === null;
  if (isUnnumbered) context.unnumbered += 1;
  return newDraft(kind, {
    // The naming convention's `nn`: a position is no number, and "1" is that of another section.
    eId: isUnnumbered ? `sec_nn_${context.unnumbered}` : null,
    number, heading, printed: printed === '' || (heading === null && !isBig) ? null : printed, inForce: periodOf(element, context), status: statusOf(element),
    anchors: anchorsOf(element), content: notesLast(content), ...(page === null ? {} : { page }), ...(value === undefined ? {} : { value }),
  });
}

/** An amendment that replaces a whole bill holds the bill: its provisions are what people cite. */
const holdsLevels = ({ name }: XmlElement): boolean => isLevel(name) || name === 'amendmentContent';

/** A run of sibling text without block elements is read as one passage; everything else one by one. */
function contentsOf(children: readonly (XmlElement | string)[], context: BodyContext): Content[] {
  const text = children.some((child) => (typeof child === 'string' ? child.trim() !== '' : isInline(child.name)));
  if (text && !children.some((child) => typeof child !== 'string' && holdsLevels(child))) return withNotes(passageOfAll(children, context), context);
  const elements: XmlElement[] = children.map((child) => (typeof child === 'string' ? { name: 'p', attributes: {}, children: [child] } : child));
  return elements.some((child) => child.name === 'heading') ? underHeadings(elements, context) : elements.flatMap((child) => printed(child, context));
}

/** `-uslm-sgm:HD2`: the headings of Federal Register documents say their depth in their style. */
const headingDepth = (heading: XmlElement): number => Number(/:HD(\d)/u.exec(heading.attributes.style ?? '')?.[1] ?? 0);

/** Headings between paragraphs: what follows one, up to the next of its depth, is a headed block. */
function underHeadings(elements: readonly XmlElement[], context: BodyContext): Content[] {
  const top: Content[] = [];
  const open: { readonly depth: number; readonly content: Content[] }[] = [];
  for (const element of elements) {
    const holder = (): Content[] => open.at(-1)?.content ?? top;
    if (element.name !== 'heading') {
      holder().push(...printed(element, context));
      continue;
    }
    const depth = headingDepth(element);
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const { lines, notes } = passageOf(element, context);
    const content: Content[] = notes.flatMap((note) => noteDrafts(note, context));
    const heading = joined(lines);
    if (heading !== '') holder().push(newDraft('hcontainer', { heading: heading.replace(/:$/u, ''), printed: heading, content, ...(context.page === null ? {} : { page: context.page }) }));
    open.push({ depth, content });
  }
  return top;
}

/** Blocks whose text is one passage whatever is in them. */
const passages = new Set(['p', 'table', 'layout', 'toc', 'index', 'quotedContent', 'quotedText', 'longTitle', 'enactingFormula', 'resolvingClause', 'recital', 'action', 'list', 'foreign', 'signatures', 'preface']);

function printed(element: XmlElement, context: BodyContext): Content[] {
  const { name } = element;
  if (name === 'meta' || name === 'amendMeta' || name === 'endMarker') return [];
  if (name === 'page') {
    turnPage(element, context);
    return [];
  }
  if (isNoteElement(name)) return noteDrafts(element, context);
  if (isLevel(name) && stands(element)) return [level(element, context)];
  if (passages.has(name) && !(name === 'recital' && childElements(element).some((child) => isLevel(child.name)))) return withNotes(passageOf(element, context, name === 'preface'), context);
  if (isInline(name)) return withNotes(passageOfAll([element], context), context);
  if (name === 'img') context.images += 1;
  // A bill as reported prints the text of each committee, every one numbered from 1.
  if (name === 'component') return [newDraft('hcontainer', { anchors: anchorsOf(element), content: contentsOf(element.children, context) })];
  return contentsOf(element.children, context);
}

/** Front and back matter are provisions of their own, so that all text stands in one. */
function frame(kind: string, element: XmlElement, context: BodyContext): Draft {
  const { page } = context;
  return newDraft(kind, { content: notesLast(withNotes(passageOf(element, context, true), context)), ...(page === null ? {} : { page }) });
}

/** The document's own notes, behind everything: a legislative history, the codes under a Federal Register document. */
function documentNotes(element: XmlElement, context: BodyContext): Draft {
  const heading = childAt(element, 'heading');
  const title = heading === undefined ? null : joined(passageOf(heading, context).lines);
  return newDraft('notes', { heading: title, content: withNotes(passageOfAll(element.children.filter((child) => child !== heading), context, true), context) });
}

/** Lines that stand in no provision get one: before the first level the preamble, later `body`; a table of contents its own. */
function gathered(element: XmlElement, context: BodyContext, isFirst: boolean): Draft[] {
  const drafts: Draft[] = [];
  let kind = isFirst ? 'preamble' : 'body';
  let open: Content[] = [];
  const close = (): void => {
    if (open.length > 0) drafts.push(newDraft(kind, { content: notesLast(open) }));
    open = [];
  };
  for (const child of element.children) {
    if (typeof child !== 'string' && child.name === 'toc') {
      close();
      drafts.push(frame('toc', child, context));
      continue;
    }
    for (const content of contentsOf([child], context)) {
      if (!isDraft(content) || content.kind === 'note') open.push(content);
      else {
        close();
        kind = 'body';
        drafts.push(content);
      }
    }
  }
  close();
  return drafts;
}

/** The provisions of one document; `root` is its `bill`, `pLaw`, `uscDoc`, `rule` … element. */
export function readUslmBody(root: XmlElement, context: BodyContext): Draft[] {
  let isFirst = true;
  return childElements(root).flatMap((part): Draft[] => {
    if (part.name === 'preface' || part.name === 'amendPreface') return [frame('preface', part, context)];
    if (['signatures', 'attestation', 'endorsement', 'block', 'backMatter'].includes(part.name)) return [frame('conclusions', part, context)];
    if (part.name === 'legislativeHistory' || part.name === 'notes') return [documentNotes(part, context)];
    if (part.name === 'main' || part.name === 'amendMain') {
      const drafts = gathered(part, context, isFirst);
      isFirst = false;
      return drafts;
    }
    return gathered({ name: 'main', attributes: {}, children: [part] }, context, false);
  });
}
