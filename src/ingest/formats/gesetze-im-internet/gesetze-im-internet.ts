/**
 * The XML in which the Federal Ministry of Justice publishes all federal law of Germany at gesetze-im-internet.de: `dokumente`, and in
 * it one flat list of `norm`. The first speaks of the law as a whole, each other one is a section, a container, a schedule.
 */
import { ResponsaError } from '../../../errors.js';
import { decode } from '../../decode.js';
import { definedOnly, factsOf, finishDocument, frameOf } from '../../metadata.js';
import type { Parser } from '../../parser.js';
import { fold, newDraft, plainLine, type Draft, type Line } from '../../tree/draft.js';
import { readLawMetadata } from './metadata.js';
import { footnoteMarks, inlineText, isItem, remarkLines, textOf, type Item, type Remark, type TextContext } from './text.js';
import { treeOfNorms, type Norm } from './tree.js';
import { childAt, childElements, noElement, parseXml, textOfElement, type XmlElement } from '../xml-tree.js';

/** How far into a file its root element may begin, in bytes: the document type declaration stands before it. */
const rootWithin = 1024;

export const gesetzeImInternetParser: Parser = {
  format: 'gesetze-im-internet',
  accepts: (file) => /\.xml$/i.test(file.path) && /<dokumente[\s>]/.test(String.fromCharCode(...file.bytes.subarray(0, rootWithin)).replace(/\0/g, '')),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'xml');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const root = parseXml(text);
    const norms = childElements(root).filter((element) => element.name === 'norm');
    if (norms.length === 0) throw new ResponsaError('bad-source', 'Its dokumente element holds no norm.', 'Expected the XML of one law from gesetze-im-internet.de.');
    const [first, ...others] = norms;
    const unread: string[] = [];
    const read = others.map((norm) => readNorm(norm, unread));
    const enacting = others.find((norm) => textOfElement(childAt(norm, 'metadaten', 'enbez') ?? noElement).startsWith('Eingangsformel'));
    const metadata = readLawMetadata(first, abbreviationsOf(others), enacting === undefined ? '' : textOfElement(enacting), warn);
    const facts = definedOnly(factsOf(file, metadata.facts, warn));
    const frame = frameOf(file, facts, warn);
    const drafts = [...readHead(first!, metadata.headLines(facts.title ?? ''), unread), ...treeOfNorms(read)];
    if (unread.length > 0) warn(`${unread.length} image${unread.length === 1 ? '' : 's'} or attached file${unread.length === 1 ? '' : 's'} without words cannot be read: ${unread.slice(0, 3).join(', ')}${unread.length > 3 ? ' …' : ''}`);
    return [finishDocument(file, 'gesetze-im-internet', facts, frame, drafts, collected)];
  },
};

/** Later norms carry the abbreviation in use beside the publisher's own, which never changes. */
function abbreviationsOf(norms: readonly XmlElement[]): ReadonlySet<string> {
  return new Set(norms.flatMap((norm) => childElements(childAt(norm, 'metadaten') ?? norm).filter((element) => element.name === 'jurabk').map((element) => fold(textOfElement(element)))));
}

interface NormText {
  readonly content: readonly (Line | Item)[];
  readonly remarks: readonly Remark[];
  /** For what stands outside the text, such as headings with footnotes. */
  readonly context: TextContext;
}

function readText(norm: XmlElement, unread: string[]): NormText {
  const text = childAt(norm, 'textdaten', 'text');
  const footnotes = childElements(childAt(text, 'Footnotes') ?? noElement);
  const context: TextContext = { marks: footnotes.length === 0 ? new Map() : footnoteMarks(footnotes), remarks: [], unread };
  const content = text === undefined ? [] : textOf(text, context);
  const official = footnotes.map((footnote): Remark => ({ mark: context.marks.get(footnote.attributes.ID ?? '') ?? null, lines: remarkLines(footnote, context) }));
  const editorial = childAt(norm, 'textdaten', 'fussnoten');
  const lines = editorial === undefined ? [] : remarkLines(editorial, context);
  return { content, remarks: [...context.remarks, ...official, ...(lines.length === 0 ? [] : [{ mark: null, lines }])], context };
}

function readNorm(norm: XmlElement, unread: string[]): Norm {
  const { content, remarks, context } = readText(norm, unread);
  const metadata = childAt(norm, 'metadaten');
  const printed = (element: XmlElement | undefined): string => (element === undefined ? '' : fold(inlineText(element, context)));
  const place = childAt(metadata, 'gliederungseinheit');
  const name = childAt(metadata, 'enbez');
  return {
    container: place === undefined ? null : { key: printed(childAt(place, 'gliederungskennzahl')), name: printed(childAt(place, 'gliederungsbez')), title: printed(childAt(place, 'gliederungstitel')) },
    name: name === undefined ? null : printed(name), title: printed(childAt(metadata, 'titel')), content, remarks, identifier: norm.attributes.doknr ?? null,
  };
}

/**
 * What stands before the law's first norm: its other names, where it was published, what its text has been brought up to (all of them notes, as
 * on the publisher's pages at the head), and the text some laws have there.
 */
function readHead(first: XmlElement, headLines: readonly string[], unread: string[]): Draft[] {
  const { content, remarks } = readText(first, unread);
  const text = content.map((each): Line | Draft => (isItem(each) ? itemDraft(each) : each));
  const official = remarks.filter((remark) => remark.mark !== null).map((remark) => newDraft('note', { number: remark.mark, content: remark.lines }));
  const editorial = remarks.filter((remark) => remark.mark === null).flatMap((remark) => remark.lines);
  const footed = text.length === 0 ? official : [];
  return [
    newDraft('notes', { anchors: first.attributes.doknr === undefined ? [] : [first.attributes.doknr], content: [...headLines.map(plainLine), ...editorial, ...footed] }),
    newDraft('preface', { content: text.length === 0 ? [] : [...text, ...official] }),
  ];
}

const itemDraft = (item: Item): Draft => newDraft('point', { number: item.number, content: item.content.map((each) => (isItem(each) ? itemDraft(each) : each)) });
