/**
 * Law that was written in Akoma Ntoso and is published as HTML (Indigo, Laws.Africa, PeachJam): every element has kept its name as a
 * class. The elements are put back under their names, and the reader of Akoma Ntoso makes the tree of them.
 *
 *   <section class="akn-section" data-id="section-5"><h3>5. Dog licence</h3>     section id="section-5", num "5.", heading "Dog licence"
 *     <span class="akn-content"><span class="akn-p">…                            content, p
 */
import { parseHeading } from '../../tree/headings.js';
import { fold, newDraft, plainLine, type Draft } from '../../tree/draft.js';
import { isDay } from '../../days.js';
import { definedOnly, readType, type Facts } from '../../metadata.js';
import { readAkomaBody } from '../akoma-ntoso/body.js';
import { readAkomaMetadata } from '../akoma-ntoso/metadata.js';
import { openReading } from '../akoma-ntoso/reading.js';
import { childrenOf, classesOf, headingLevel, isElement, isText, parentOf, textContent, type HtmlElement } from './tree.js';
import { childElements, type XmlElement } from '../xml-tree.js';

const prefix = 'akn-';
const documentNames = new Set(['act', 'bill', 'doc', 'judgment', 'statement', 'debateReport', 'debate']);
const neverText = new Set(['script', 'style', 'template', 'nav', 'button', 'form', 'img', 'svg']);

/** The Akoma Ntoso name an element carries in its class, or `null`. */
function akomaName(element: HtmlElement): string | null {
  const name = classesOf(element).find((each) => each.startsWith(prefix));
  return name === undefined ? null : name.slice(prefix.length);
}

/** The outermost element that stands for a document, or `null` for any other page. A cover may have no document behind it. */
export function akomaRoot(all: readonly HtmlElement[]): HtmlElement | null {
  const cover = all.find((element) => classesOf(element).includes('akoma-ntoso'));
  return all.find((element) => documentNames.has(akomaName(element) ?? '')) ?? cover ?? null;
}

/** HTML writes the names of attributes in small letters. */
const sourceNames: Readonly<Record<string, string>> = { 'data-eid': 'eId', 'data-wid': 'wId', 'data-refersto': 'refersTo' };

/** `data-id` is the identifier of the source, `id` the one made unique for the page; links lead where `data-href` says. */
function attributesOf(element: HtmlElement): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const { name, value } of element.attrs) if (!name.startsWith('data-') && name !== 'class' && name !== 'style') attributes[name] = value;
  for (const { name, value } of element.attrs) if (name.startsWith('data-')) attributes[sourceNames[name] ?? name.slice('data-'.length)] = value;
  return attributes;
}

const text = (name: string, content: string): XmlElement => ({ name, attributes: {}, children: [content] });

/** `5. Dog licence`, `Chapter 1 / Interpretation` (parted by a line break): number and heading apart, where there is a number. */
function numberAndHeading(heading: HtmlElement, unit: string): XmlElement[] {
  const lines = childrenOf(heading).reduce<string[]>((read, child) => (isElement(child) && child.tagName === 'br' ? [...read, ''] : [...read.slice(0, -1), read.at(-1)! + textContent(child)]), ['']).map(fold).filter((line) => line !== '');
  const printed = lines.join(' ');
  if (printed === '') return [];
  // A section's number stands first whatever it is made of; an unnumbered heading has none before its first word.
  const bare = unit === 'section' || unit === 'article' ? /^(?<number>\(?(?:\d[\w.-]*|[A-Z]{1,6}[.)]|[a-z]{1,2}[.)]))\)?\.?(?=\s|$)\s*(?<rest>.*)$/u.exec(printed)?.groups : undefined;
  if (bare !== undefined) return [text('num', bare.number!), ...(bare.rest === '' ? [] : [text('heading', bare.rest!)])];
  const parsed = parseHeading(lines[0]!, 'en', false);
  if (parsed === null) return [text('heading', printed)];
  const rest = fold([parsed.heading ?? '', ...lines.slice(1)].join(' '));
  return [text('num', parsed.number), ...(rest === '' ? [] : [text('heading', rest)])];
}

/** The title of a schedule stands above its text; Akoma Ntoso keeps it in the metadata of the schedule. */
function aliasOf(heading: HtmlElement): XmlElement {
  const alias: XmlElement = { name: 'FRBRalias', attributes: { value: fold(textContent(heading)) }, children: [] };
  return { name: 'meta', attributes: {}, children: [{ name: 'identification', attributes: {}, children: [{ name: 'FRBRWork', attributes: {}, children: [alias] }] }] };
}

function toXml(element: HtmlElement): XmlElement {
  const name = akomaName(element) ?? element.tagName;
  const children: (XmlElement | string)[] = [];
  for (const child of childrenOf(element)) {
    if (isText(child)) children.push(child.value);
    else if (!isElement(child) || neverText.has(child.tagName)) continue;
    else if (headingLevel(child) !== null && akomaName(child) === null) children.push(...(name === 'doc' ? [aliasOf(child)] : numberAndHeading(child, name)));
    // Every table has such a part in HTML, whether its source had it or not.
    else if (child.tagName === 'tbody') children.push(...toXml(child).children);
    else children.push(toXml(child));
  }
  return { name, attributes: attributesOf(element), children };
}

/** Notices before the text: when it came into force, what amended it. Remarks on the state of the text, not its words. */
function notices(root: HtmlElement, all: readonly HtmlElement[]): Draft[] {
  const lists = all.filter((element) => element.tagName === 'li' && classesOf(parentOf(element) ?? element).some((name) => /^(?:notice|amendment)-list$/.test(name)));
  const lines = lists.map((item) => plainLine(textContent(item))).filter((line) => line.text !== '' && !textContent(root).includes(line.text));
  return lines.length === 0 ? [] : [newDraft('notes', { content: lines })];
}

/** The tree of such a page. */
export function readAkomaPage(root: HtmlElement, all: readonly HtmlElement[], language: string, warn: (warning: string) => void): Draft[] {
  const holder = parentOf(root);
  if (akomaName(root) === null) return [];
  const act = toXml(root);
  const components = (holder === null ? [] : childrenOf(holder)).flatMap((node) => (isElement(node) && akomaName(node) === 'components' ? childElements(toXml(node)) : []));
  const reading = openReading(act, components, language, readAkomaMetadata(act, warn), warn);
  const drafts = readAkomaBody(act, [], reading);
  for (const left of reading.leftOut()) warn(left);
  return [...drafts, ...notices(root, all)];
}

/** Publishers lay such pages where Akoma Ntoso's addresses say: `za-eth/act/by-law/2014/trading/eng/2014-06-27/main.html`. */
const addressPath = /(?:^|\/)(?<work>(?<country>[a-z]{2}(?:-[a-z0-9]+)?)\/(?<kind>act|bill|judgment|doc)\/(?:[^/]+\/){1,4}?[^/]+)\/(?<language>[a-z]{3})[/@](?<day>\d{4}-\d{2}-\d{2})(?:\/|\.|$)/u;

/** Title from the cover; identity from the path, when it is such an address. */
export function akomaPageFacts(path: string, all: readonly HtmlElement[]): Facts {
  const groups = addressPath.exec(path)?.groups;
  const cover = all.find((element) => element.tagName === 'h1');
  const title = cover === undefined ? '' : fold(textContent(cover));
  return definedOnly({
    title: title === '' ? undefined : title, work: groups?.work, expression: groups === undefined ? undefined : `${groups.work!}/${groups.language!}@${groups.day!}`,
    type: groups === undefined ? undefined : readType(groups.work!.includes('/by-law/') ? 'by-law' : groups.kind), jurisdiction: groups?.country, language: groups?.language, from: groups !== undefined && isDay(groups.day!) ? groups.day : undefined,
  });
}
