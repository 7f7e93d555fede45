/** The text of Akoma Ntoso: hierarchical elements become provisions, everything that prints becomes lines, nothing is passed over. */
import type { ProvisionStatus } from '../../../document.js';
import { isDraft, newDraft, type Draft, type Line } from '../../tree/draft.js';
import { parseHeading } from '../../tree/headings.js';
import { headedKinds } from '../../tree/identifiers.js';
import { readStatus } from '../../metadata.js';
import { headOf, hierarchical, isBlock, linesOf, neverPrinted } from './lines.js';
import type { AkomaReading } from './reading.js';
import { akomaSchedule } from './schedule.js';
import { childAt, childElements, isBlank, type XmlElement } from '../xml-tree.js';

export type Content = readonly (Line | Draft)[];

/** Parts of a judgment: provisions by their place in the argument, though they have neither number nor heading. */
const judgmentParts = new Set(['introduction', 'background', 'arguments', 'remedies', 'motivation', 'decision']);
/** Parts of records of debate and blocks of text, which are provisions when they have a number or a heading. */
const headedBlocks = new Set([
  'debateSection', 'administrationOfOath', 'rollCall', 'prayers', 'oralStatements', 'writtenStatements', 'personalStatements', 'ministerialStatements', 'resolutions', 'nationalInterest',
  'declarationOfVote', 'communication', 'petitions', 'papers', 'noticesOfMotion', 'questions', 'address', 'proceduralMotions', 'pointOfOrder', 'adjournment', 'tblock', 'blockContainer',
]);
const frames = new Set(['preface', 'preamble', 'conclusions', 'coverPage', 'header']);
const paragraphs = new Set(['p', 'block', 'listIntroduction', 'listWrapUp', 'listConclusion', 'span', 'docTitle', 'heading', 'subheading', 'num', 'caption', 'table', 'mod', 'quotedStructure', 'embeddedStructure', 'extractStructure']);

const hasOwnText = (element: XmlElement): boolean => element.children.some((child) => typeof child === 'string' && child.trim() !== '');
const holdsBlocks = (element: XmlElement): boolean => element.children.some((child) => typeof child !== 'string' && (isBlock(child.name) || holdsBlocks(child)));
const printsLines = (element: XmlElement): boolean => paragraphs.has(element.name) || hasOwnText(element) || !holdsBlocks(element);
const isHeaded = (element: XmlElement): boolean => childAt(element, 'num') !== undefined || childAt(element, 'heading') !== undefined;

/** True for hierarchical elements that stand for themselves; others (an unnumbered paragraph) are text of what they stand in. */
function standsAlone(element: XmlElement, reading: AkomaReading): boolean {
  if (!hierarchical.has(element.name)) return headedBlocks.has(element.name) ? isHeaded(element) : judgmentParts.has(element.name);
  const bare = element.name === 'hcontainer' || element.name === 'crossHeading';
  return element.name === 'crossHeading' || isHeaded(element) || (headedKinds.has(element.name) && !bare) || reading.periodOf(element) !== null;
}

const isAttachment = ({ name }: XmlElement): boolean => name === 'attachment' || name === 'component';
const isReference = ({ name }: XmlElement): boolean => name === 'componentRef' || name === 'documentRef';

/** Everything that prints in `element`, in order, but for `except` (its number and heading). */
export function contentOf(element: XmlElement, reading: AkomaReading, except: readonly (XmlElement | undefined)[] = []): (Line | Draft)[] {
  const content: (Line | Draft)[] = [];
  for (const child of element.children) if (typeof child !== 'string' && !except.includes(child)) content.push(...printed(child, reading));
  return content;
}

export function printed(element: XmlElement, reading: AkomaReading): (Line | Draft)[] {
  const { name } = element;
  if (neverPrinted.has(name) || reading.leavesOut(element)) return [];
  if (standsAlone(element, reading)) return [provision(element, reading)];
  if (isAttachment(element)) {
    const inner = childElements(element);
    return inner.length === 1 && isReference(inner[0]!) ? printed(inner[0]!, reading) : [akomaSchedule(element, reading)];
  }
  if (isReference(element)) {
    const component = reading.referredComponent(element);
    return component === undefined ? [] : [akomaSchedule(component, reading)];
  }
  if (name === 'toc') return [newDraft('toc', { content: contentOf(element, reading).flatMap(unmarked) })];
  if (name === 'noteRef' || name === 'authorialNote' || printsLines(element)) return editorial(element, linesOf(element, reading), reading);
  return contentOf(element, reading);
}

/** Entries of a table of contents lead to their provisions; they are no references. */
const unmarked = (content: Line | Draft): Line[] => (isDraft(content) ? [] : [{ text: content.text, marks: [] }]);

/** A paragraph that is one editorial remark (`[s. 5 amended by …]`) is a note. */
function editorial(element: XmlElement, lines: (Line | Draft)[], reading: AkomaReading): (Line | Draft)[] {
  if (!element.children.some((child) => typeof child !== 'string' && child.name === 'remark')) return lines;
  const only = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [remark] = only;
  const isRemark = only.length === 1 && typeof remark === 'object' && remark.name === 'remark' && remark.attributes.status === 'editorial';
  return isRemark && lines.length > 0 ? [newDraft('note', { ...identity(element, reading), content: lines })] : lines;
}

/** Notes stand behind the operative text; a provision of nothing but a remark ("repealed") has that for its text. */
export function notesLast(content: Content): (Line | Draft)[] {
  const isNote = (each: Line | Draft): each is Draft => isDraft(each) && each.kind === 'note';
  const operative = content.filter((each) => !isNote(each));
  const notes = content.filter(isNote);
  return operative.length === 0 && notes.every((note) => note.number === null) ? notes.flatMap((note) => note.content) : [...operative, ...notes];
}

function statusOf(element: XmlElement, reading: AkomaReading): ProvisionStatus | null {
  const status = element.attributes.status;
  // Akoma Ntoso's own values speak of editing, except `removed`.
  if (status === undefined || ['temporary', 'translated', 'editorial', 'edited', 'verbatim', 'incomplete', 'unknown', 'undefined', 'ignored', 'omissis'].includes(status)) return null;
  return readStatus(status, reading.warn) ?? null;
}

/** What makers call a generic container by name. */
const namedContainers: Readonly<Record<string, string>> = { schedule: 'schedule', annex: 'schedule', appendix: 'schedule', attachment: 'schedule', regulation: 'rule', rule: 'rule', article: 'article', section: 'section' };

/** Some makers call every step below the section a `level`; its identifier tells which step it is (`sec_2__para_a`). */
const namedLevels: Readonly<Record<string, string>> = { subsec: 'subsection', para: 'paragraph', subpara: 'subparagraph', point: 'point', item: 'item' };

/**
 * The kind people cite it by. Basic units are called `article` by one maker and `section` by the next whatever they print: `§ 5` is a
 * section, and a `section` that holds articles is none (the Abschnitt of German law in LegalDocML.de).
 */
function kindOf(element: XmlElement, number: string | null, reading: AkomaReading): string {
  const { name } = element;
  if (headedBlocks.has(name)) return 'hcontainer';
  if (name === 'hcontainer') return isHeaded(element) ? (namedContainers[element.attributes.name?.toLowerCase() ?? ''] ?? name) : name;
  if (name === 'level') return namedLevels[/(?:^|__)([a-z]+)_[^_]*$/.exec(element.attributes.eId ?? '')?.[1] ?? ''] ?? name;
  if (name !== 'section' && name !== 'article') return name;
  const said = number === null ? null : parseHeading(number, reading.language, false);
  if (said !== null && said.number === number) return said.kind;
  return name === 'section' && childElements(element).some((child) => child.name === 'article' || (child.name !== 'content' && childAt(child, 'article') !== undefined)) ? 'division' : name;
}

function provision(element: XmlElement, reading: AkomaReading): Draft {
  if (element.name === 'crossHeading') {
    const heading = headOf(element, reading);
    return newDraft('crossHeading', { ...identity(element, reading), heading: heading.text, content: heading.notes });
  }
  const parts = [childAt(element, 'num'), childAt(element, 'heading')];
  const [num, heading] = parts.map((part) => headOf(part, reading));
  const content = [...contentOf(element, reading, parts), ...num!.notes, ...heading!.notes, ...reading.notesPlacedAt(element)];
  return newDraft(kindOf(element, num!.text, reading), {
    ...identity(element, reading), number: num!.text, heading: heading!.text, inForce: reading.periodOf(element), status: statusOf(element, reading), content: notesLast(content),
  });
}

/** Its identifier, and those of everything in it that is no provision of its own. */
export function identity(element: XmlElement, reading: AkomaReading): { readonly eId: string | null; readonly anchors: readonly string[] } {
  const { eId, id, wId } = element.attributes;
  const anchors: string[] = [];
  if (reading.hasAnchors) {
    anchors.push(...reading.anchorsOf(element));
    collectAnchors(element, reading, printsLines(element), anchors);
  }
  return { eId: eId ?? id ?? wId ?? null, anchors };
}

/** `inLines`: everything below is text of the same provision, quoted law too. */
function collectAnchors(element: XmlElement, reading: AkomaReading, inLines: boolean, anchors: string[]): void {
  for (const child of element.children) {
    if (typeof child === 'string' || child.name === 'meta') continue;
    if (!inLines && (isAttachment(child) || standsAlone(child, reading))) continue;
    anchors.push(...reading.anchorsOf(child));
    collectAnchors(child, reading, inLines || printsLines(child), anchors);
  }
}

/** Preface, preamble and conclusions are provisions of their own, so that all text stands in one. */
function frame(element: XmlElement, reading: AkomaReading): Draft {
  const kind = element.name === 'coverPage' || element.name === 'header' ? 'preface' : element.name;
  const content = printsLines(element) && !isBlank(element) ? linesOf(element, reading) : contentOf(element, reading);
  return newDraft(kind, { ...identity(element, reading), content: notesLast([...content, ...reading.notesPlacedAt(element)]) });
}

/** Lines that stand in no provision get one, so that they can be found and cited. */
function gathered(contents: Content): Draft[] {
  const drafts: Draft[] = [];
  let loose: (Line | Draft)[] = [];
  const close = (): void => {
    if (loose.length > 0) drafts.push(newDraft('body', { content: notesLast(loose) }));
    loose = [];
  };
  for (const content of contents) {
    if (!isDraft(content) || content.kind === 'note') loose.push(content);
    else {
      close();
      drafts.push(content);
    }
  }
  close();
  return drafts;
}

/** The provisions of a document: `before` stands in front of it in a collection, its components and remaining notes behind it. */
export function readAkomaBody(root: XmlElement, before: readonly XmlElement[], reading: AkomaReading): Draft[] {
  const drafts = [
    ...gathered(before.flatMap((element) => printed(element, reading))),
    ...childElements(root).flatMap((part): Draft[] => (part.name === 'meta' ? [] : frames.has(part.name) ? [frame(part, reading)] : gathered(printed(part, reading)))),
  ];
  const components = reading.remainingComponents().map((component) => akomaSchedule(component, reading));
  const notes = reading.remainingNotes();
  return [...drafts, ...components, ...(notes.length === 0 ? [] : [newDraft('notes', { content: notes })])];
}
