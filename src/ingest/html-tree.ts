/** The HTML tree as this program needs it: parse5's, with a limit on nesting, and the few questions asked of it. */
import { defaultTreeAdapter, parse, type DefaultTreeAdapterMap, type TreeAdapter } from 'parse5';
import { deepestNesting } from './draft.js';
import { tooDeep } from './metadata.js';

export type HtmlNode = DefaultTreeAdapterMap['node'];
export type HtmlElement = DefaultTreeAdapterMap['element'];
type Parent = DefaultTreeAdapterMap['parentNode'];

/** Parses a page. Throws ResponsaError('bad-source') as soon as elements nest too deeply, before time is spent on them. */
export function parseHtml(text: string): HtmlNode {
  const depths = new WeakMap<object, number>();
  const deeper = (parent: Parent, child: object): void => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > deepestNesting) throw tooDeep();
    depths.set(child, depth);
  };
  const treeAdapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    appendChild(parent, child) {
      deeper(parent, child);
      defaultTreeAdapter.appendChild(parent, child);
    },
    insertBefore(parent, child, before) {
      deeper(parent, child);
      defaultTreeAdapter.insertBefore(parent, child, before);
    },
  };
  return parse(text, { treeAdapter });
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function childrenOf(node: HtmlNode): readonly HtmlNode[] {
  return 'childNodes' in node ? node.childNodes : [];
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

/** Every element below `node` in text order. */
export function* elements(node: HtmlNode): Generator<HtmlElement> {
  for (const child of childrenOf(node)) {
    if (!isElement(child)) continue;
    yield child;
    yield* elements(child);
  }
}

/** All text below `node`, as it stands. */
export function textContent(node: HtmlNode): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return childrenOf(node).map(textContent).join('');
}

const neverText = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object', 'canvas', 'audio', 'video', 'head', 'form', 'button', 'input', 'select', 'textarea', 'dialog', 'nav']);
const furnitureRoles = new Set(['navigation', 'banner', 'contentinfo', 'search', 'dialog', 'alertdialog', 'complementary', 'menu']);
const furnitureNames = /(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|skip|skip-link|skiplink|share|social|pagination|sidebar|toolbar|cookie-(?:notice|banner))(?:$|[\s_-])/i;

/** Navigation, banners, notices, controls: parts of a page that are no part of the document on it. */
export function isFurniture(element: HtmlElement, insideMain: boolean): boolean {
  if (neverText.has(element.tagName)) return true;
  // Inside the main element an `aside` is a boxed remark of the text, and a `header` holds its title.
  if (!insideMain && ['header', 'footer', 'aside'].includes(element.tagName)) return true;
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return true;
  if (furnitureRoles.has(attribute(element, 'role') ?? '')) return true;
  return furnitureNames.test(`${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`);
}

/** `main`, else the one `article`, else the body. */
export function mainElement(page: HtmlNode): { readonly element: HtmlNode; readonly isMain: boolean } {
  const all = [...elements(page)];
  const main = all.find((element) => element.tagName === 'main' || attribute(element, 'role') === 'main');
  if (main !== undefined && textContent(main).trim() !== '') return { element: main, isMain: true };
  const articles = all.filter((element) => element.tagName === 'article');
  if (articles.length === 1 && textContent(articles[0]!).trim() !== '') return { element: articles[0]!, isMain: true };
  return { element: all.find((element) => element.tagName === 'body') ?? page, isMain: false };
}
