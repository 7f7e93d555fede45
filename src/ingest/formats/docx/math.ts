/** Formulas (Office Math, ECMA-376 part 1, 22.1) in one line of text: `(a+b)/2`, `x²`, `√(x)`. */
import { toSuperscript } from '../../../numerals.js';
import { childAt, childElements, textOfElement, type XmlElement } from '../xml-tree.js';

/** In brackets unless it is one word or number: a fraction must not bind other than it is printed. */
const bound = (text: string): string => (/^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`);

const below = (element: XmlElement, name: string): string => {
  const part = childAt(element, name);
  return part === undefined ? '' : formulaText(part);
};
const raised = (text: string): string => (text === '' ? '' : /^\d+$/.test(text) ? toSuperscript(text) : `^${bound(text)}`);
const lowered = (text: string): string => (text === '' ? '' : `_${bound(text)}`);
const sign = (element: XmlElement, properties: string, name: string, otherwise: string): string => childAt(element, properties, name)?.attributes.val ?? otherwise;

const writers: Readonly<Record<string, (element: XmlElement) => string>> = {
  t: textOfElement,
  f: (element) => `${bound(below(element, 'num'))}/${bound(below(element, 'den'))}`,
  sSup: (element) => below(element, 'e') + raised(below(element, 'sup')),
  sSub: (element) => below(element, 'e') + lowered(below(element, 'sub')),
  sSubSup: (element) => below(element, 'e') + lowered(below(element, 'sub')) + raised(below(element, 'sup')),
  rad: (element) => `${raised(below(element, 'deg'))}√(${below(element, 'e')})`,
  nary: (element) => `${sign(element, 'naryPr', 'chr', '∫')}${lowered(below(element, 'sub'))}${raised(below(element, 'sup'))} ${below(element, 'e')}`,
  d: (element) => sign(element, 'dPr', 'begChr', '(') + childElements(element).filter((child) => child.name === 'e').map(formulaText).join(sign(element, 'dPr', 'sepChr', '|')) + sign(element, 'dPr', 'endChr', ')'),
  m: (element) => childElements(element).filter((child) => child.name === 'mr').map((row) => childElements(row).map(formulaText).join(' ')).join('; '),
  del: () => '',
  moveFrom: () => '',
};

/** The formula as text. Its depth is that of the XML, which is limited. */
export function formulaText(element: XmlElement): string {
  const write = Object.hasOwn(writers, element.name) ? writers[element.name] : undefined;
  if (write !== undefined) return write(element);
  return element.name.endsWith('Pr') ? '' : childElements(element).map(formulaText).join('');
}
