/** Which parts of a page are no part of the document on it: navigation, banners, notices, controls, what nobody sees. */
import { fold } from '../../tree/draft.js';
import { attribute, childrenOf, classesOf, elements, headingLevel, isElement, isText, parentOf, textContent, type HtmlElement } from './tree.js';

/** What has to be known of the page before one of its elements can be judged. */
export interface PageContext {
  /** The document stands in an element of its own, so that what surrounds it is elsewhere. */
  readonly isMain: boolean;
  /** Panels that a control of the page opens: hidden until then, but for the reader (accordions, tabs). */
  readonly opened: ReadonlySet<string>;
  /** Panels each opened by a button of its own, whose text is, or stands in, their heading. */
  readonly labelled: ReadonlySet<string>;
  /** Labels of tabs, by the identifier of the panel and by that of the tab. */
  readonly tabs: ReadonlyMap<string, string>;
  readonly ids: ReadonlySet<string>;
  /** What has been measured of elements: asked again for every element around them, it would never end. */
  readonly measures: Map<HtmlElement, Measure>;
  /** What class attributes say, by their value: pages use few different ones, thousands of times. */
  readonly classNames: Map<string, ClassNames>;
}

interface ClassNames {
  readonly unseen: boolean;
  readonly furniture: boolean;
}

export function pageContext(all: readonly HtmlElement[], isMain: boolean): PageContext {
  const opened = new Set<string>();
  const tabs = new Map<string, string>();
  const ids = new Set(all.flatMap((element) => attribute(element, 'id') ?? (element.tagName === 'a' ? attribute(element, 'name') : undefined) ?? []));
  for (const element of all) {
    if (element.attrs.length === 0) continue;
    const isTab = attribute(element, 'role') === 'tab';
    const panels = controlled(element);
    for (const name of ['data-target', 'data-bs-target', ...(isTab ? ['href'] : [])]) {
      const target = attribute(element, name) ?? '';
      if (target.startsWith('#')) panels.push(target.slice(1));
    }
    for (const panel of panels) opened.add(panel);
    const id = attribute(element, 'id');
    if (isTab) for (const name of [...panels, ...(id === undefined ? [] : [id])]) tabs.set(name, fold(textContent(element)));
  }
  const context = { isMain, opened, tabs, ids, labelled: new Set<string>(), classNames: new Map<string, ClassNames>(), measures: new Map<HtmlElement, Measure>() };
  const labels = all.filter((element) => attribute(element, 'aria-expanded') !== undefined && opensOne(element, context));
  return { ...context, labelled: new Set(labels.flatMap(controlled)) };
}

const controlled = (element: HtmlElement): string[] => (attribute(element, 'aria-controls') ?? '').split(/\s+/u).filter((id) => id !== '');

/** The label of the tab that opens this panel, or `null`. */
export function tabLabel(panel: HtmlElement, context: PageContext): string | null {
  if (attribute(panel, 'role') !== 'tabpanel') return null;
  return context.tabs.get(attribute(panel, 'id') ?? '') ?? context.tabs.get(attribute(panel, 'aria-labelledby') ?? '') ?? null;
}

/** Program, pictures and controls: not text, so that nothing is lost with them. */
const neverText = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object', 'embed', 'canvas', 'audio', 'video', 'map', 'head', 'input', 'select', 'textarea', 'datalist', 'progress', 'meter', 'img', 'rp', 'rt']);

const furnitureRoles = new Set(['navigation', 'banner', 'contentinfo', 'search', 'dialog', 'alertdialog', 'menu', 'menubar', 'toolbar', 'tablist', 'doc-backlink', 'doc-toc']);

/** Prefixes that design systems put before the names of their parts: `govuk-breadcrumbs`, `usa-skipnav`, `block-share`. */
const designSystem = /^(?:govuk|gem-c|app|nhsuk|usa|au|nsw|ontario|wb|dsfr|fr|kern|bund|ds|js|c|o|m|b|u|l|block|region|module|widget|component|site|page)-{1,2}/;

/** Names that say it alone, as a class; an identifier is often made of a heading ("cookies", "related"), so there they do not count. */
const telling = /^(?:cookies?|breadcrumbs?|skip|share|sharing|social|pagination|pager|sidebar|toolbar|toc|feedback|survey|navbar|nav|navigation|languages)$/;
const compound = new RegExp(
  '^(?:' +
    [
      String.raw`(?:cookies?|gdpr|consent)-?(?:banner|bar|notice|notification|popup|consent|message|overlay|modal|info|dialog|disclaimer|settings|layer)`, 'cookieconsent',
      String.raw`breadcrumbs?-?(?:nav|list|trail|container|wrapper|bar)`, String.raw`skip-?(?:links?|nav|navigation|to-(?:main-)?content|to-main)`,
      String.raw`share-?(?:buttons?|links?|bar|icons?|widget|this|page)`, String.raw`social-?(?:share|sharing|links?|media|media-links|icons?|buttons?|bar)`,
      String.raw`(?:side|left|right|main|top|local|sub|section|in-page|primary|secondary)-?(?:bar|nav|navigation|menu)`, String.raw`nav-?(?:bar|menu|main|primary)`,
      String.raw`(?:toc|contents)-?(?:list|nav|container|wrapper)`, 'table-of-contents', 'on-this-page', String.raw`(?:back|scroll)-to-top`, 'top-link',
      String.raw`(?:page-)?(?:feedback|survey)(?:-(?:form|widget|banner|box|prompt|link))?-?`, String.raw`(?:was-)?(?:this-)?page-?(?:is-|was-)?(?:helpful|useful)`,
      String.raw`related-?(?:links?|pages|items|topics|resources|articles|navigation|guides|content)`,
      String.raw`lang(?:uage)?s?-?(?:switch(?:er)?|select(?:or)?|nav|menu|bar|toggle|picker|links|list)`, String.raw`print-?(?:footer|header|only|link|button|page)`,
      String.raw`(?:site|global|page)-?(?:header|footer|nav|search)`, String.raw`search-?(?:form|box|bar)`, String.raw`newsletter(?:-\w+)?`,
    ].join('|') +
    ')$',
);
/** Pages without a main element: the frame around the text, by the names that web masters gave it. */
const frameNames = /^(?:header|footer|top|bottom|masthead|nav|menu|navigation|navi|sidebar|search|topnav|banner|logo|copyright|impressum)$/;
const unseen = /^(?:[\w-]*-)?(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|element-invisible|visuallyhidden)$/;

/** A longer text than this (characters) that is no link belongs to the document, whatever its element is called. */
const longestNotice = 2_500;
/** A box of which more than this share of the text is links leads elsewhere. */
const linkShare = 0.6;

const squeezed = (text: string): number => text.replace(/\s+/gu, '').length;

/** What stands in an element; lengths in characters, white space left out. */
interface Measure {
  readonly all: number;
  /** Text that is no link. */
  readonly plain: number;
  readonly headings: number;
  /** Links, and those among them that lead to a place of the page. */
  readonly links: number;
  readonly inside: number;
  /** A heading of level 1 or the main element. */
  readonly holdsTitle: boolean;
}

function measure(element: HtmlElement, context: PageContext): Measure {
  const known = context.measures.get(element);
  if (known !== undefined) return known;
  const sum = { all: 0, plain: 0, headings: 0, links: 0, inside: 0, holdsTitle: element.tagName === 'main' || headingLevel(element) === 1 };
  for (const child of childrenOf(element)) {
    if (isText(child)) {
      sum.all += squeezed(child.value);
      sum.plain += squeezed(child.value);
    }
    if (!isElement(child) || child.tagName === 'script' || child.tagName === 'style') continue;
    const below = measure(child, context);
    sum.all += below.all;
    sum.plain += below.plain;
    sum.headings += below.headings;
    sum.links += below.links;
    sum.inside += below.inside;
    sum.holdsTitle ||= below.holdsTitle;
  }
  if (headingLevel(element) !== null) sum.headings = sum.all;
  if (element.tagName === 'a') {
    const href = attribute(element, 'href') ?? '';
    Object.assign(sum, { plain: 0, links: sum.links + 1, inside: sum.inside + (href.startsWith('#') && context.ids.has(decoded(href.slice(1))) ? 1 : 0) });
  }
  context.measures.set(element, sum);
  return sum;
}

/** How much text that is no link an element left out held. */
export function plainLength(element: HtmlElement, context: PageContext): number {
  return neverText.has(element.tagName) ? 0 : measure(element, context).plain;
}

const bare = (name: string): string => name.replace(/__/g, '-').replace(/--.*$/, '').replace(designSystem, '');

function classNamesOf(element: HtmlElement, context: PageContext): ClassNames {
  const written = attribute(element, 'class') ?? '';
  let found = context.classNames.get(written);
  if (found === undefined) {
    const names = classesOf(element).flatMap((name) => [name.toLowerCase(), bare(name.toLowerCase())]);
    const furniture = names.some((name) => compound.test(name) || telling.test(name) || (!context.isMain && frameNames.test(name)));
    found = { unseen: names.some((name) => unseen.test(name)), furniture };
    context.classNames.set(written, found);
  }
  return found;
}

function isNamedFurniture(element: HtmlElement, context: PageContext): boolean {
  const id = attribute(element, 'id')?.toLowerCase() ?? '';
  const byId = id !== '' && [id, bare(id)].some((name) => compound.test(name) || (!context.isMain && frameNames.test(name)));
  if (!(byId || classNamesOf(element, context).furniture) || headingLevel(element) !== null) return false;
  const { holdsTitle, plain } = measure(element, context);
  return !holdsTitle && plain <= longestNotice;
}

/** A list of links to places of the same page is its table of contents: every word of it stands in a heading. */
function isTableOfContents(element: HtmlElement, context: PageContext): boolean {
  if (element.tagName !== 'ul' && element.tagName !== 'ol') return false;
  const { links, inside, plain } = measure(element, context);
  return links >= 3 && inside === links && plain === 0;
}

/** An address may write letters as percent signs and digits. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isHidden(element: HtmlElement, context: PageContext): boolean {
  const hidden = attribute(element, 'hidden');
  const style = attribute(element, 'style') ?? '';
  const isHiddenNow = hidden !== undefined || attribute(element, 'aria-hidden') === 'true' || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
  if (!isHiddenNow || hidden === 'until-found') return false;
  return attribute(element, 'role') !== 'tabpanel' && !context.opened.has(attribute(element, 'id') ?? '');
}

/** Old content systems put the whole page into one form: that is no form to be filled in. */
const isWholePage = (form: HtmlElement, context: PageContext): boolean => measure(form, context).holdsTitle;

/** True for what is left out with everything in it. */
export function isFurniture(element: HtmlElement, context: PageContext): boolean {
  const { tagName } = element;
  if (neverText.has(tagName) || tagName === 'nav' || tagName === 'dialog') return true;
  if (isHidden(element, context) || classNamesOf(element, context).unseen) return true;
  const role = attribute(element, 'role') ?? '';
  if (tagName === 'form') return !isWholePage(element, context);
  // A button that unfolds a panel carries its heading, or stands in one.
  if (isButton(element)) return !isInLabel(element) && !(opensOne(element, context) && context.labelled.has(controlled(element)[0]!));
  if (furnitureRoles.has(role)) return true;
  if (!context.isMain && ['header', 'footer', 'aside'].includes(tagName)) return ![...elements(element)].some((each) => each.tagName === 'main');
  // Inside the main element an `aside` is a boxed remark of the text, unless it does little but lead elsewhere.
  if (tagName === 'aside' || role === 'complementary') {
    const { all, plain, headings } = measure(element, context);
    if (all - plain > (all - headings) * linkShare) return true;
  }
  return isNamedFurniture(element, context) || isTableOfContents(element, context);
}

const isButton = (element: HtmlElement): boolean => element.tagName === 'button' || attribute(element, 'role') === 'button';

function opensOne(element: HtmlElement, context: Pick<PageContext, 'ids'>): boolean {
  const panels = controlled(element);
  return isButton(element) && panels.length === 1 && context.ids.has(panels[0]!);
}

function isInLabel(element: HtmlElement): boolean {
  for (let above = parentOf(element); above !== null; above = parentOf(above)) if (headingLevel(above) !== null || above.tagName === 'summary') return true;
  return false;
}
