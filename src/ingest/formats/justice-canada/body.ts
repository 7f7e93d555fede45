/** The text of Justice Canada XML: sections and what is in them become provisions, everything else that prints becomes lines. */
import type { Day } from '../../../document.js';
import { fold, isDraft, newDraft, type Draft, type Line } from '../../tree/draft.js';
import { headedKinds } from '../../tree/identifiers.js';
import { forceOf, notInForce, type Force } from './facts.js';
import { containerOf, headingLevel, labelValue, scheduleOf } from './headings.js';
import { definitionName, linesOf, plainText, type Language, type Wording } from './lines.js';
import { childAt, childElements, type XmlElement } from '../xml-tree.js';

export interface Reading {
  readonly language: Language;
  /** Day up to which the file is kept; later days have not come. */
  readonly current: Day | null;
  /** The definition that is being read. */
  readonly definition: XmlElement | null;
  /** Inside a numbered paragraph of a treaty, a form or a formula, whose levels all have one name in the source. */
  readonly inParagraph: boolean;
  readonly warn: (warning: string) => void;
}

type Content = Line | Draft;

const provisionKinds: Readonly<Record<string, string>> = {
  Section: 'section', Subsection: 'subsection', Paragraph: 'paragraph', Subparagraph: 'subparagraph', Clause: 'clause', Subclause: 'subclause', Subsubclause: 'point',
  FormulaParagraph: 'paragraph', FormulaDefinition: 'item', Item: 'item',
};
/** Elements that only hold others; what they hold stands in the provision round them. */
const transparent = new Set([
  'Body', 'Group1-Part', 'BillPiece', 'RegulationPiece', 'DocumentInternal', 'List', 'FormulaGroup', 'Preamble', 'Enacts', 'Order', 'ContinuedSectionSubsection', 'ContinuedParagraph', 'ContinuedSubparagraph',
  'ContinuedClause', 'ContinuedSubclause', 'ContinuedDefinition', 'ContinuedFormulaParagraph', 'ReaderNote',
]);
const printedAsLines = new Set([
  'Text', 'MarginalNote', 'Label', 'LongTitle', 'EnablingAuthority', 'Formula', 'FormulaConnector', 'ImageGroup', 'Oath', 'SignatureBlock', 'BilingualGroup', 'OriginatingRef', 'Repealed', 'TitleText', 'Caption', 'ProvisionHeading', 'AlternateText',
]);
/** Law of other acts: quoted by an amending act, or to be read into it. Text of the provision that quotes it. */
const quoting = new Set(['AmendedText', 'ReadAsText', 'AmendedContent', 'ReadAsContent']);
const notes = new Set(['HistoricalNote', 'Footnote', 'Note']);

const wordingOf = (reading: Reading, quoted: boolean): Wording => ({ language: reading.language, quoted, scope: reading.definition });

/** What one element prints. */
function printed(element: XmlElement, reading: Reading): Content[] {
  const { name } = element;
  if (name === 'FormulaParagraph') return [provision(element, reading.inParagraph ? 'subparagraph' : 'paragraph', { ...reading, inParagraph: true })];
  // Entries of a list without numbers are its lines.
  if (name === 'Item' && labelOf(element).number === null) return flow(childElements(element), reading);
  if (provisionKinds[name] !== undefined) return [provision(element, provisionKinds[name], reading)];
  if (printedAsLines.has(name)) return linesOf([element], wordingOf(reading, false));
  if (transparent.has(name)) return flow(childElements(element), reading);
  if (quoting.has(name)) return linesOf([element], wordingOf(reading, true));
  if (notes.has(name)) return [note(element, reading)];
  switch (name) {
    case 'Definition': return [definition(element, reading)];
    case 'Provision': return unnamed(element, reading);
    case 'TableGroup': return table(element, reading);
    case 'Group': return [container(element, childElements(element).find((child) => child.name === 'GroupHeading'), reading)];
    case 'FormGroup': case 'Schedule': return [schedule(element, reading)];
    case 'RelatedOrNotInForce': return [related(element, reading)];
    case 'RecentAmendments': return [newDraft('notes', { content: linesOf([element], wordingOf(reading, true)) })];
    default:
      reading.warn(`the element "${name}" is unknown; its text stands where it stood`);
      return linesOf([element], wordingOf(reading, false));
  }
}

/** Elements in text order; headings hold what follows them, down to the next heading of their level or above. */
export function flow(elements: readonly XmlElement[], reading: Reading): Content[] {
  const top: Content[] = [];
  const open: { readonly level: number; readonly content: Content[] }[] = [];
  for (const element of elements) {
    const level = headingLevel(element);
    if (level === null) {
      (open.at(-1)?.content ?? top).push(...printed(element, reading));
      continue;
    }
    while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
    const content: Content[] = headingNotes(element, reading);
    (open.at(-1)?.content ?? top).push({ ...containerOf(element), content });
    open.push({ level, content });
  }
  return top;
}

/** A heading's own notes: `[Repealed, 1997, c. 20, s. 4]`, the source of a part of an amending act. */
function headingNotes(heading: XmlElement, reading: Reading): Draft[] {
  const inMargin = childElements(childAt(heading, 'MarginalNote') ?? heading).filter((child) => child.name === 'HistoricalNote');
  const own = childElements(heading).filter((child) => child.name === 'Note');
  return [...inMargin, ...own].map((each) => note(each, reading));
}

/** The number as printed, and the mark of a footnote beside it, which is no part of it. */
function labelOf(element: XmlElement): { readonly number: string | null; readonly marked: string | null } {
  const label = childAt(element, 'Label') ?? childAt(element, 'FormulaTerm');
  if (label === undefined) return { number: null, marked: null };
  const whole = plainText(label);
  const number = fold(label.children.map((child) => (typeof child === 'string' ? child : child.name === 'FootnoteRef' ? ' ' : plainText(child))).join(''));
  return { number: number === '' ? null : number, marked: whole === number || whole === '' ? null : whole };
}

function isRepealed(element: XmlElement): boolean {
  const text = childAt(element, 'Text') ?? element;
  if (childAt(text, 'Repealed') === undefined || childElements(element).some((child) => provisionKinds[child.name] !== undefined || child.name === 'Definition')) return false;
  const besides = text.children.map((child) => (typeof child === 'string' ? child : ['Repealed', 'DefinedTermEn', 'DefinedTermFr'].includes(child.name) ? '' : plainText(child))).join('');
  return !/[\p{L}\p{N}]/u.test(besides);
}

const forceIn = (element: XmlElement, reading: Reading): Force => forceOf(element, reading.current, isRepealed(element));

const isNoteDraft = (content: Content): boolean => isDraft(content) && content.kind === 'note';

/** Notes behind the operative text. */
const notesLast = (content: readonly Content[]): Content[] => [...content.filter((each) => !isNoteDraft(each)), ...content.filter(isNoteDraft)];

/** The marginal note as heading; a source credit in the margin is a note. */
function marginOf(element: XmlElement, reading: Reading): { readonly heading: string | null; readonly credits: readonly Draft[] } {
  const margin = childAt(element, 'MarginalNote');
  if (margin === undefined) return { heading: null, credits: [] };
  const isCredit = (child: XmlElement | string): boolean => typeof child !== 'string' && child.name === 'HistoricalNote';
  const heading = plainText({ ...margin, children: margin.children.filter((child) => !isCredit(child)) });
  return { heading: heading === '' ? null : heading, credits: childElements(margin).filter(isCredit).map((credit) => note(credit, reading)) };
}

/** `*` of a footnote stands before the number; where the number runs in, it goes before the text. */
function withMark(content: readonly Content[], mark: string): Content[] {
  const first = content[0];
  if (first === undefined || isDraft(first)) return [...content];
  const by = mark.length;
  const shift = <T extends { readonly start: number; readonly end: number }>(span: T): T => ({ ...span, start: span.start + by, end: span.end + by });
  const terms = first.terms?.map((term) => ({ ...term, span: shift(term.span) }));
  return [{ ...first, text: mark + first.text, marks: first.marks.map(shift), ...(terms === undefined ? {} : { terms }) }, ...content.slice(1)];
}

function provision(element: XmlElement, kind: string, reading: Reading): Draft {
  const { number, marked } = labelOf(element);
  const { heading, credits } = marginOf(element, reading);
  const rest = childElements(element).filter((child) => !['Label', 'MarginalNote', 'FormulaTerm', 'ProvisionHeading'].includes(child.name));
  const content = notesLast([...flow(rest, reading), ...credits]);
  const title = childAt(element, 'ProvisionHeading');
  const head = heading ?? (title === undefined ? null : plainText(title));
  const hasLine = head !== null || headedKinds.has(kind);
  const value = number === null ? undefined : element.name === 'FormulaDefinition' ? formulaTermValue(number) : labelValue(number);
  return newDraft(kind, {
    number, ...(value === undefined ? {} : { value }), heading: head, printed: marked !== null && hasLine ? [marked, head].filter((part) => part !== null).join(' ') : null,
    ...forceIn(element, reading), content: marked === null || hasLine || number === null ? content : withMark(content, marked.replace(number, '').trim()),
  });
}

/** Terms of a formula may differ in case or index alone: `M1`, `M2`, `RA1`. */
const formulaTermValue = (term: string): string => term.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** A definition has no number; its English term names it in both languages, whose orders differ. */
function definition(element: XmlElement, reading: Reading): Draft {
  const inside = { ...reading, definition: element };
  const value = definitionName(element);
  return newDraft('definition', { ...(value === undefined ? {} : { value }), ...forceIn(element, reading), content: notesLast(flow(childElements(element), inside)) });
}

/** `Provision`: a paragraph of a treaty, a form, a preamble. With a number it is a provision, without one it is lines. */
function unnamed(element: XmlElement, reading: Reading): Content[] {
  if (labelOf(element).number === null) return flow(childElements(element), reading);
  return [provision(element, reading.inParagraph ? 'point' : 'paragraph', { ...reading, inParagraph: true })];
}

/** Rows are lines; footnotes of the table come behind it. */
function table(element: XmlElement, reading: Reading): Content[] {
  const inner = childElements(element);
  return [...linesOf(inner.filter((child) => child.name !== 'Footnote'), wordingOf(reading, false)), ...inner.filter((child) => child.name === 'Footnote').map((each) => note(each, reading))];
}

function note(element: XmlElement, reading: Reading): Draft {
  const { number } = labelOf(element);
  const rest = number === null ? [element] : childElements(element).filter((child) => child.name !== 'Label');
  return newDraft('note', { number, inForce: forceOf(element, reading.current).inForce, content: linesOf(rest, wordingOf(reading, element.name === 'HistoricalNote')) });
}

/** A group with its heading. */
function container(element: XmlElement, heading: XmlElement | undefined, reading: Reading): Draft {
  const rest = childElements(element).filter((child) => child !== heading);
  const head = heading === undefined ? newDraft('hcontainer') : containerOf(heading);
  return { ...head, ...forceIn(element, reading), content: flow(rest, reading) };
}

/** A provision of an amending act that bears on this one, or one that will amend it: printed for convenience, cited as a note. */
function related(element: XmlElement, reading: Reading): Draft {
  const heading = childAt(element, 'Heading');
  const head = heading === undefined ? '' : plainText(heading);
  const rest = childElements(element).filter((child) => child !== heading);
  return newDraft('note', { heading: head === '' ? null : head, content: linesOf(rest, wordingOf(reading, true)) });
}

function schedule(element: XmlElement, reading: Reading): Draft {
  const heading = childElements(element).find((child) => child.name === 'ScheduleFormHeading');
  const rest = childElements(element).filter((child) => child !== heading);
  const isRelated = rest.some((child) => childAt(child, 'RelatedOrNotInForce') !== undefined);
  const { draft, behind } = scheduleOf(element, heading, isRelated);
  const content = notesLast([...linesOf(behind, wordingOf(reading, false)), ...flow(rest, reading)]);
  if (element.attributes.id === 'NifProvs') return { ...draft, ...notInForce, content: content.map((each) => (isDraft(each) ? { ...each, ...notInForce } : each)) };
  return { ...draft, ...forceOf(element, reading.current, rest.some((child) => child.name === 'Repealed')), content };
}

/** Lines that stand in no provision get one, so that they can be found and cited. */
export function gathered(contents: readonly Content[]): Draft[] {
  const drafts: Draft[] = [];
  let lines: Line[] = [];
  const close = (): void => {
    if (lines.length > 0) drafts.push(newDraft('body', { content: lines }));
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
