/** XML -> a small element tree. Strict; no entities but the five of XML; nesting limited; names without their prefix. */
import { SaxesParser } from 'saxes';
import { ResponsaError } from '../errors.js';
import { deepestNesting } from './draft.js';
import { tooDeep } from './metadata.js';

export interface XmlElement {
  /** Local name, whatever the prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

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
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, value]) => [localName(name), value]));
    const element: Open = { name: localName(tag.name), attributes, children: [] };
    (open.at(-1)?.children ?? roots).push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (piece) => void open.at(-1)?.children.push(piece));
  parser.on('cdata', (piece) => void open.at(-1)?.children.push(piece));
  parser.write(text).close();
  const [root] = roots;
  if (root === undefined) throw new ResponsaError('bad-source', 'It holds no XML element.', 'Expected an Akoma Ntoso document.');
  return root;
}

export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** The first child of that name, following a path of names. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((reached, name) => (reached === undefined ? undefined : childElements(reached).find((child) => child.name === name)), element);
}

/** Every element below, in text order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of childElements(element)) {
    yield child;
    yield* descendants(child);
  }
}

export function textOfElement(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOfElement(child))).join('');
}
