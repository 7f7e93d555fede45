/** The HTML tree as this program needs it: parse5's, with limits on nesting and growth, and the few questions asked of it. */
import { defaultTreeAdapter, parse, type ParserError, type DefaultTreeAdapterMap, type TreeAdapter } from 'parse5';
import { ResponsaError } from '../../../errors.js';
import { deepestNesting } from '../../tree/draft.js';
import { tooDeep } from '../../metadata.js';

export type HtmlNode = DefaultTreeAdapterMap['node'];
export type HtmlElement = DefaultTreeAdapterMap['element'];
type Parent = DefaultTreeAdapterMap['parentNode'];

/** Elements that any page has, whether it writes them or not. */
const impliedElements = 100;

/**
 * HTML opens unclosed `<font>` and `<b>` again in every paragraph that follows, so that a few kilobytes can become millions of
 * elements. A tag has at least three characters: a page with more elements than characters was made for that.
 */
function tooMany(): ResponsaError {
  return new ResponsaError('bad-source', 'Its unclosed elements multiply: it would become more elements than it has characters.', 'Close the elements; the file is damaged or made to do harm.');
}

/** Errors of the markup (HTML Standard, 13.2.2) by which text ends up in a comment, a tag or an attribute, where no reader sees it. */
const hidingErrors: ReadonlySet<string> = new Set(['eof-in-comment', 'eof-in-tag', 'eof-in-script-html-comment-like-text', 'unexpected-character-in-attribute-name', 'missing-whitespace-between-attributes', 'nested-comment']);

/** Parses a page. Throws ResponsaError('bad-source') as soon as elements nest too deeply or multiply, before time is spent on them. */
export function parseHtml(text: string, warn: (warning: string) => void): HtmlNode {
  let created = 0;
  const checkDepth = (parent: Parent): void => {
    let depth = 0;
    for (let above: Parent | null = parent; above !== null; above = 'parentNode' in above ? above.parentNode : null) depth += 1;
    if (depth > deepestNesting) throw tooDeep();
  };
  const treeAdapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      created += 1;
      if (created > text.length + impliedElements) throw tooMany();
      return defaultTreeAdapter.createElement(tagName, namespace, attributes);
    },
    appendChild(parent, child) {
      checkDepth(parent);
      defaultTreeAdapter.appendChild(parent, child);
    },
    insertBefore(parent, child, before) {
      checkDepth(parent);
      // What stands loose in a table goes before it, and the table is the last child: looked for from the end.
      parent.childNodes.splice(parent.childNodes.lastIndexOf(before), 0, child);
      child.parentNode = parent;
    },
  };
  const hiding: string[] = [];
  const note = ({ code, startLine }: ParserError): void => {
    if (hidingErrors.has(code)) hiding.push(`${code} in line ${startLine}`);
  };
  const page = parse(text, { treeAdapter, onParseError: note });
  if (hiding.length > 0) warn(`its markup is damaged in ${hiding.length} place${hiding.length === 1 ? '' : 's'} in a way that can hide text (${hiding.slice(0, 3).join(', ')}${hiding.length > 3 ? ' …' : ''})`);
  return page;
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function isText(node: HtmlNode): node is DefaultTreeAdapterMap['textNode'] {
  return node.nodeName === '#text';
}

export function childrenOf(node: HtmlNode): readonly HtmlNode[] {
  return 'childNodes' in node ? node.childNodes : [];
}

export function childElementsOf(node: HtmlNode): HtmlElement[] {
  return childrenOf(node).filter(isElement);
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

export function classesOf(element: HtmlElement): string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/u).filter((name) => name !== '');
}

/** The enclosing element, `null` for the outermost. */
export function parentOf(node: HtmlNode): HtmlElement | null {
  const parent = 'parentNode' in node ? node.parentNode : null;
  return parent !== null && isElement(parent) ? parent : null;
}

/** Every node below `node` in text order. */
function* nodes(node: HtmlNode): Generator<HtmlNode> {
  const pending = [...childrenOf(node)].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    const children = childrenOf(next);
    for (let i = children.length - 1; i >= 0; i--) pending.push(children[i]!);
  }
}

/** Every element below `node` in text order. */
export function* elements(node: HtmlNode): Generator<HtmlElement> {
  for (const each of nodes(node)) if (isElement(each)) yield each;
}

/** All text below `node`, as it stands. */
export function textContent(node: HtmlNode): string {
  if (isText(node)) return node.value;
  let text = '';
  for (const each of nodes(node)) if (isText(each)) text += each.value;
  return text;
}

/** The first characters of the text below `node`, white space before it left out. */
export function beginningOf(node: HtmlNode, characters: number): string {
  let text = '';
  for (const each of nodes(node)) {
    if (isText(each)) text = (text + each.value).trimStart();
    if (text.length >= characters) break;
  }
  return text.slice(0, characters);
}

const headingTag = /^h([1-6])$/;

/** 1 to 6 for `h1` to `h6` and `role="heading"`, otherwise `null`. */
export function headingLevel(element: HtmlElement): number | null {
  const tag = headingTag.exec(element.tagName);
  if (tag !== null) return Number(tag[1]);
  if (attribute(element, 'role') !== 'heading') return null;
  const level = Number(attribute(element, 'aria-level') ?? '2');
  return Number.isInteger(level) && level >= 1 ? Math.min(level, 6) : 2;
}

/** The heading an element begins with, or `null`. */
export function firstHeading(element: HtmlElement): HtmlElement | null {
  for (const child of childrenOf(element)) {
    if (!isElement(child)) {
      if (isText(child) && child.value.trim() !== '') return null;
      continue;
    }
    if (headingLevel(child) !== null) return child;
    return child.tagName === 'header' || child.tagName === 'hgroup' ? firstHeading(child) : null;
  }
  return null;
}

/** Names that content systems give the element that holds the text of a page that has no `main`. */
const contentNames = /^(?:main|main-?content|content-?main|content|content-area|page-?content|body-?content|mw-content-text|primary-content)$/i;

/** `main`, else the one `article`, else the element named as the content, else the body. */
export function mainElement(all: readonly HtmlElement[], page: HtmlNode): { readonly element: HtmlNode; readonly isMain: boolean } {
  const filled = (element: HtmlElement): boolean => textContent(element).trim() !== '';
  const mains = all.filter((element) => element.tagName === 'main' || attribute(element, 'role') === 'main');
  const main = mains.find((element) => attribute(element, 'hidden') === undefined && filled(element));
  if (main !== undefined) return { element: main, isMain: true };
  const articles = all.filter((element) => element.tagName === 'article');
  if (articles.length === 1 && filled(articles[0]!)) return { element: articles[0]!, isMain: true };
  const named = all.find((element) => contentNames.test(attribute(element, 'id') ?? '') && filled(element));
  if (named !== undefined) return { element: named, isMain: true };
  return { element: all.find((element) => element.tagName === 'body') ?? page, isMain: false };
}
