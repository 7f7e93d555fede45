/** XML -> a small element tree. Strict; no entities but the five of XML; nesting limited; names without their prefix. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { ResponsaError } from '../../errors.js';
import { deepestNesting } from '../tree/draft.js';
import { tooDeep } from '../metadata.js';

export interface XmlElement {
  /** Local name, whatever the prefix. */
  readonly name: string;
  /** By local name; where `class` and `other:class` both stand, the one without prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** What a missing element is like: nothing in it. */
export const noElement: XmlElement = { name: '', attributes: {}, children: [] };

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Keys are the source's: without a prototype none of them can mean more than itself (`__proto__`). */
function attributesOf(tag: SaxesTagPlain): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  for (const name in tag.attributes) {
    const local = localName(name);
    if (local === name || !(local in tag.attributes)) attributes[local] = tag.attributes[name]!;
  }
  return attributes;
}

/**
 * The root element. Throws ResponsaError('bad-source') with line and column when the text is not well-formed, uses an entity that a
 * document type would have to define (such definitions are never read: they can grow without bound), or nests too deeply.
 */
export function parseXml(text: string): XmlElement {
  type Open = XmlElement & { readonly children: (XmlElement | string)[] };
  const open: Open[] = [];
  const roots: XmlElement[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new ResponsaError('bad-source', `It is not well-formed XML: ${error.message} (line:column).`, 'Correct the file; any XML editor shows the place.', { cause: error });
  });
  parser.on('opentag', (tag) => {
    if (open.length >= deepestNesting) throw tooDeep();
    const element: Open = { name: localName(tag.name), attributes: attributesOf(tag), children: [] };
    (open.at(-1)?.children ?? roots).push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (piece) => void open.at(-1)?.children.push(piece));
  parser.on('cdata', (piece) => void open.at(-1)?.children.push(piece));
  parser.write(text).close();
  const [root] = roots;
  if (root === undefined) throw new ResponsaError('bad-source', 'It holds no XML element.', 'Expected a document in XML.');
  return root;
}

export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** The first child of that name, following a path of names. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let reached = element;
  for (const name of path) reached = reached?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);
  return reached;
}

/** Every element below, in text order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    yield child;
    yield* descendants(child);
  }
}

export function textOfElement(element: XmlElement): string {
  const pieces: string[] = [];
  const collect = (from: XmlElement): void => {
    for (const child of from.children) {
      if (typeof child === 'string') pieces.push(child);
      else collect(child);
    }
  };
  collect(element);
  return pieces.join('');
}

/** True when nothing in it prints but white space. */
export function isBlank(element: XmlElement): boolean {
  return element.children.every((child) => (typeof child === 'string' ? child.trim() === '' : isBlank(child)));
}
