/**
 * The text of a Japanese law: 編 章 節 款 目 are containers, 条 項 号 and what stands below them provisions. eIds are made from `Num`, so
 * that a law and its English translation (the same schema) agree; what stands in supplementary provisions (附則) and tables (別表),
 * whose numbers begin anew, carries their eId before its own.
 */
import { japaneseNumber, westernDigits } from '../../../numerals.js';
import { isDraft, newDraft, type Draft, type Line } from '../../tree/draft.js';
import { linesOf, titleOf, type EGovContext } from './text.js';
import { childAt, childElements, type XmlElement } from '../xml-tree.js';

type Content = Line | Draft;

interface Unit {
  readonly kind: string;
  readonly abbreviation: string;
}

/** 編 章 節 款 目. A 節 is no section: `section` is the kind of what people cite, here the article. */
const containers: Readonly<Record<string, Unit>> = {
  Part: { kind: 'part', abbreviation: 'part' }, Chapter: { kind: 'chapter', abbreviation: 'chp' }, Section: { kind: 'subchapter', abbreviation: 'subchp' },
  Subsection: { kind: 'division', abbreviation: 'dvs' }, Division: { kind: 'subdivision', abbreviation: 'subdvs' },
};
/** 号, then イロハ, then (1)(2)(3) and the further levels. */
const itemUnit = (name: string): Unit | null =>
  name === 'Item' ? { kind: 'item', abbreviation: 'item' } : name === 'Subitem1' ? { kind: 'point', abbreviation: 'point' } : /^Subitem\d+$/u.test(name) ? { kind: 'indent', abbreviation: 'indent' } : null;
/** Tables, forms and drawings behind the law, each sort numbered for itself. */
const appendices: Readonly<Record<string, string>> = {
  AppdxTable: 'schedule', AppdxNote: 'schedule_note', AppdxStyle: 'schedule_style', AppdxFormat: 'schedule_format', AppdxFig: 'schedule_fig', Appdx: 'schedule_formula',
  SupplProvisionAppdxTable: 'schedule', SupplProvisionAppdxStyle: 'schedule_style', SupplProvisionAppdx: 'schedule_formula',
};

/** `36_3` -> `36-3`; `119:122` -> `119`, the first of a range. */
const valueOf = (element: XmlElement): string | null => /^\d+(?:_\d+)*/u.exec(element.attributes.Num ?? '')?.[0].replace(/_/gu, '-').replace(/(?<=^|-)0+(?=\d)/gu, '') ?? null;

const statusOf = (element: XmlElement): 'repealed' | null => (element.attributes.Delete === 'true' ? 'repealed' : null);
const inside = (scope: string | null, own: string): string => (scope === null ? own : `${scope}__${own}`);

/** `（目的等）` -> `目的等`. */
const withoutBrackets = (caption: string | null): string | null => caption?.replace(/^[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]$/u, '$1') ?? null;

/** Number, heading and their line in the order of the source: the caption of an article stands above its number. */
function headOf(element: XmlElement, context: EGovContext, numberName: string, captionName: string): { number: string | null; heading: string | null; printed: string | null } {
  const printed = childElements(element).filter(({ name }) => name === numberName || name === captionName).map((part) => titleOf(part, context)).filter((text) => text !== null).join(' ');
  const heading = withoutBrackets(titleOf(childAt(element, captionName), context));
  return { number: titleOf(childAt(element, numberName), context), heading, printed: heading === null ? null : printed };
}

/** What stands in a provision behind its number and title. `eId`: the provision's own, before those of the provisions in it. */
function contentsOf(elements: readonly XmlElement[], eId: string, context: EGovContext): Content[] {
  return elements.flatMap((element): Content[] => {
    if (containers[element.name] !== undefined) return [container(element, eId, eId, context)];
    if (element.name === 'Article') return [article(element, eId, context)];
    if (element.name === 'Paragraph') return [paragraph(element, eId, context)];
    const unit = itemUnit(element.name);
    if (unit !== null) return [item(element, unit, eId, context)];
    if (element.name === 'Class') return [item(element, { kind: 'hcontainer', abbreviation: 'class' }, eId, context)];
    if (element.name === 'SupplNote') return [newDraft('note', { content: linesOf([element], context) })];
    if (element.name === 'Remarks') return [remarks(element, eId, context)];
    if (/^(?:Table|Fig|Style|Format|Note)Struct$/u.test(element.name)) return contentsOf(childElements(element), eId, context);
    if (appendices[element.name] !== undefined) return [appendix(element, eId, context)];
    return linesOf([element], context);
  });
}

/** 備考: remarks to a table, with items of their own. */
function remarks(element: XmlElement, scope: string, context: EGovContext): Draft {
  const eId = `${scope}__h_remarks`;
  const label = childAt(element, 'RemarksLabel');
  return newDraft('hcontainer', { eId, heading: titleOf(label, context), content: contentsOf(childElements(element).filter((child) => child !== label), eId, context) });
}

function item(element: XmlElement, { kind, abbreviation }: Unit, scope: string, context: EGovContext): Draft {
  const value = valueOf(element);
  const eId = value === null ? null : `${scope}__${abbreviation}_${value}`;
  const title = childAt(element, `${element.name}Title`);
  return newDraft(kind, {
    eId, number: titleOf(title, context), status: statusOf(element), content: contentsOf(childElements(element).filter((child) => child !== title), eId ?? scope, context),
    // イ is cited as イ; 一の二 as 1-2, which cannot be read from it.
    ...(value === null || kind !== 'item' ? {} : { value }),
  });
}

/** A 項; the first prints no number. */
function paragraph(element: XmlElement, scope: string | null, context: EGovContext): Draft {
  const value = valueOf(element);
  const eId = inside(scope, `para_${value ?? '1'}`);
  const rest = childElements(element).filter(({ name }) => name !== 'ParagraphNum' && name !== 'ParagraphCaption');
  return newDraft('paragraph', { ...headOf(element, context, 'ParagraphNum', 'ParagraphCaption'), eId, ...(value === null ? {} : { value }), content: contentsOf(rest, eId, context) });
}

const isPlain = (element: XmlElement, context: EGovContext): boolean => titleOf(childAt(element, 'ParagraphNum'), context) === null && childAt(element, 'ParagraphCaption') === undefined;

/** The paragraphs of an article; a single one without a number is the article itself, and its items are cited so. */
function paragraphsOf(paragraphs: readonly XmlElement[], eId: string, context: EGovContext): Content[] {
  const [only] = paragraphs;
  if (paragraphs.length === 1 && isPlain(only!, context)) return contentsOf(childElements(only!).filter(({ name }) => name !== 'ParagraphNum'), eId, context);
  return paragraphs.map((each) => paragraph(each, eId, context));
}

function article(element: XmlElement, scope: string | null, context: EGovContext): Draft {
  const value = valueOf(element);
  const eId = inside(scope, `art_${value ?? 'nn'}`);
  const children = childElements(element).filter(({ name }) => name !== 'ArticleTitle' && name !== 'ArticleCaption');
  const paragraphs = children.filter(({ name }) => name === 'Paragraph');
  const others = children.filter(({ name }) => name !== 'Paragraph');
  return newDraft('article', {
    ...headOf(element, context, 'ArticleTitle', 'ArticleCaption'), eId, ...(value === null ? {} : { value }), status: statusOf(element),
    content: [...paragraphsOf(paragraphs, eId, context), ...contentsOf(others, eId, context)],
  });
}

/** `第四章の二　処分等の求め`, `Chapter II General Provisions`: number and heading stand in one title. */
const titlePattern = /^(第[^\s]+|(?:Part|Chapter|Section|Subsection|Division)\s+[\dIVXLC-]+)[.,]?\s*(.*)$/u;

/** `parent`: eId of the container above, since a 節 is counted in its chapter; `scope`: where article numbers begin anew. */
function container(element: XmlElement, parent: string | null, scope: string | null, context: EGovContext): Draft {
  const { kind, abbreviation } = containers[element.name]!;
  const titled = childAt(element, `${element.name}Title`);
  const printed = titleOf(titled, context);
  const split = titlePattern.exec(printed ?? '');
  const value = valueOf(element);
  const eId = inside(parent, `${abbreviation}_${value ?? 'nn'}`);
  const content = childElements(element).filter((child) => child !== titled).flatMap((child): Content[] => {
    if (containers[child.name] !== undefined) return [container(child, eId, scope, context)];
    return child.name === 'Article' ? [article(child, scope, context)] : contentsOf([child], eId, context);
  });
  const heading = split === null ? printed : split[2] === '' ? null : split[2]!;
  return newDraft(kind, { eId, number: split?.[1] ?? null, heading, printed, ...(value === null ? {} : { value }), status: statusOf(element), content });
}

/** `別表第一の二` -> `1-2`; without a number in the title that of the element. */
function appendixValue(title: string | null, element: XmlElement): string | null {
  const named = /第([〇一二三四五六七八九十百千\d０-９]+)((?:の[〇一二三四五六七八九十百千\d０-９]+)*)/u.exec(title ?? '');
  if (named === null) return title === null ? valueOf(element) : null;
  const numbers = [named[1]!, ...named[2]!.split('の').filter((part) => part !== '')].map((part) => japaneseNumber(westernDigits(part)));
  return numbers.includes(null) ? valueOf(element) : numbers.join('-');
}

/** 別表, 様式, 別図, 別記, 付録: `scope` is the eId of the supplementary provisions it belongs to. */
function appendix(element: XmlElement, scope: string | null, context: EGovContext): Draft {
  const titled = childElements(element).find(({ name }) => name === `${element.name}Title` || name === 'ArithFormulaNum');
  const printed = titleOf(titled, context);
  const split = /^(\S+?第[〇一二三四五六七八九十百千\d０-９の]+|別[表記図紙]|様式|付録|附録)(?=$|[\s（(])\s*(.*)$/u.exec(printed ?? '');
  const value = appendixValue(split?.[1] ?? printed, element);
  const prefix = appendices[element.name]!;
  const eId = inside(scope, value === null ? prefix : `${prefix}${prefix === 'schedule' ? '_' : '-'}${value}`);
  const heading = split === null ? printed : split[2] === '' ? null : withoutBrackets(split[2]!);
  return newDraft('schedule', {
    eId, number: split?.[1] ?? null, heading, printed, ...(value === null ? {} : { value }),
    content: contentsOf(childElements(element).filter((child) => child !== titled), eId, context),
  });
}

/** 附則, of the law itself or of a law that amended it: named by that law as e-Gov prints it, with 抄 where it is an extract. */
function supplementary(element: XmlElement, ordinal: number, context: EGovContext): Draft {
  const labelled = childAt(element, 'SupplProvisionLabel');
  const label = titleOf(labelled, context) ?? '附則';
  const { AmendLawNum: amending, Extract: extract } = element.attributes;
  const ofLaw = amending === undefined || amending === '' ? '' : `（${amending}）`;
  const eId = `transitional_${ordinal}`;
  const children = childElements(element).filter((child) => child !== labelled);
  const paragraphs = children.filter(({ name }) => name === 'Paragraph');
  const content = children.flatMap((child): Content[] => {
    if (child.name !== 'Paragraph') return contentsOf([child], eId, context);
    return paragraphs[0] === child ? paragraphsOf(paragraphs, eId, context) : [];
  });
  const heading = `${label.replace(/^附\s+則/u, '附則')}${ofLaw}`;
  return newDraft('transitional', { eId, heading, printed: `${label}${ofLaw}${extract === 'true' && !label.includes('抄') ? ' 抄' : ''}`, anchors: ofLaw === '' ? [] : [amending!], content });
}

/** The table of contents: text of the law, but nothing in it is a provision. */
function tableOfContents(element: XmlElement, context: EGovContext): Draft {
  const label = childAt(element, 'TOCLabel');
  const entries = (entry: XmlElement): Line[] => {
    const own = childElements(entry).filter(({ name }) => !/^TOC(?:Part|Chapter|Section|Subsection|Division|Article|SupplProvision)$/u.test(name));
    const deeper = childElements(entry).filter((child) => !own.includes(child));
    const line = own.length === 0 ? linesOf(entry.children.some((child) => typeof child === 'string' && child.trim() !== '') ? [entry] : [], context) : linesOf([{ name: 'Line', attributes: {}, children: own.flatMap((part) => [{ ...part, name: 'Line' }, ' ']) }], context);
    return [...line, ...deeper.flatMap(entries)];
  };
  return newDraft('toc', { eId: 'toc', heading: titleOf(label, context), content: childElements(element).filter((child) => child !== label).flatMap(entries) });
}

function mainProvision(element: XmlElement, context: EGovContext): Draft[] {
  const children = childElements(element);
  const paragraphs = children.filter(({ name }) => name === 'Paragraph');
  const contents = children.flatMap((child): Content[] => {
    if (containers[child.name] !== undefined) return [container(child, null, null, context)];
    if (child.name === 'Article') return [article(child, null, context)];
    if (child.name !== 'Paragraph') return contentsOf([child], 'body', context);
    // A short law may consist of paragraphs; a single one is the whole of it.
    return paragraphs.length > 1 || !isPlain(child, context) ? [paragraph(child, null, context)] : [newDraft('body', { eId: 'body', content: paragraphsOf(paragraphs, 'body', context) })];
  });
  return contents.map((content) => (isDraft(content) ? content : newDraft('body', { content: [content] })));
}

/** The provisions of a law: `law` is its `Law` element. */
export function readEGovBody(law: XmlElement, context: EGovContext): Draft[] {
  const body = childAt(law, 'LawBody');
  const number = childAt(law, 'LawNum');
  const front = linesOf([...(number === undefined ? [] : [number]), ...childElements(body ?? law).filter(({ name }) => name === 'LawTitle')], context);
  let supplements = 0;
  const rest = childElements(body ?? { name: '', attributes: {}, children: [] }).flatMap((part): Draft[] => {
    if (part.name === 'LawTitle') return [];
    if (part.name === 'TOC') return [tableOfContents(part, context)];
    if (part.name === 'MainProvision') return mainProvision(part, context);
    if (part.name === 'SupplProvision') return [supplementary(part, (supplements += 1), context)];
    if (part.name === 'EnactStatement' || part.name === 'Preamble') return [newDraft('preamble', { content: linesOf([part], context) })];
    return appendices[part.name] === undefined ? [newDraft('body', { content: linesOf([part], context) })] : [appendix(part, null, context)];
  });
  return [newDraft('preface', { content: front }), ...rest];
}
