/** What a page says about itself: Dublin Core, Open Graph and ELI in its head, schema.org data, `lang`, marked dates, its titles. */
import type { Day } from '../../../document.js';
import { definedOnly, readDay, readType, type Facts } from '../../metadata.js';
import { fold } from '../../tree/draft.js';
import { schemaFacts } from './schema.js';
import { attribute, childrenOf, isElement, parentOf, textContent, type HtmlElement, type HtmlNode } from './tree.js';
import { writtenDay } from '../written-day.js';

type Warn = (warning: string) => void;

/** Contents of `meta` elements by name or property, lower case, in their order. */
function metaOf(all: readonly HtmlElement[]): (...names: readonly string[]) => string[] {
  const contents = new Map<string, string[]>();
  for (const element of all) {
    if (element.tagName !== 'meta') continue;
    const content = fold(attribute(element, 'content') ?? attribute(element, 'resource') ?? '');
    const name = (attribute(element, 'name') ?? attribute(element, 'property') ?? attribute(element, 'http-equiv') ?? attribute(element, 'itemprop') ?? '').trim().toLowerCase().replace(/^dc\.(?:terms\.)?/, 'dcterms.');
    if (name !== '' && content !== '') contents.set(name, [...(contents.get(name) ?? []), content]);
  }
  return (...names) => names.flatMap((name) => contents.get(name) ?? []);
}

/** `start=2020-01-01; end=2024-01-01` (DCMI Period). */
function validity(written: string | undefined, warn: Warn): { readonly from: Day | undefined; readonly to: Day | undefined } {
  const parts = new Map((written ?? '').split(';').map((part) => part.split('=').map((piece) => piece.trim())).filter((pair) => pair.length === 2).map(([key, value]) => [key!, value!]));
  return { from: readDay(parts.get('start'), 'dcterms.valid start', warn), to: readDay(parts.get('end'), 'dcterms.valid end', warn) };
}

/** Words beside the date of the last change, in the languages of the collections we know. */
const changed = /updated|modified|reviewed|\bStand\b|aktualisiert|geändert|mise? à jour|modifiée? le|آخر تحديث|تاريخ التحديث|更新|muudetud|uuendatud/iu;

/** `<p>Last updated <time datetime="2024-05-03">`: a marked date beside such words, or marked as one by its own attributes. */
function markedDay(all: readonly HtmlElement[]): string | undefined {
  const found = all.find((element) => {
    if (element.tagName !== 'time' || attribute(element, 'datetime') === undefined) return false;
    if (attribute(element, 'itemprop') === 'dateModified' || /(?:^|[\s-])(?:updated|modified)(?:$|[\s-])/.test(attribute(element, 'class') ?? '')) return true;
    const before = parentOf(element);
    const beside = before === null ? '' : textContent(before).slice(0, 200);
    const row = before?.tagName === 'dd' || before?.tagName === 'td' ? textContent(parentOf(before) ?? before).slice(0, 400) : '';
    return changed.test(beside) || (row !== '' && changed.test(row));
  });
  return found === undefined ? undefined : attribute(found, 'datetime');
}

/** The first of these dates that can be read; those that cannot are reported. */
function firstDay(written: readonly (string | undefined)[], field: string, warn: Warn): Day | undefined {
  for (const each of written) {
    if (each === undefined || each === '') continue;
    const day = writtenDay(each);
    if (day !== null) return day;
    warn(`${field} is "${each}", which cannot be read as a calendar day (expected YYYY-MM-DD)`);
  }
  return undefined;
}

/** The language of the element or of the nearest one around it that says one. */
function languageAt(node: HtmlNode): string | undefined {
  for (let at = isElement(node) ? node : null; at !== null; at = parentOf(at)) {
    const language = attribute(at, 'lang') ?? attribute(at, 'xml:lang');
    if (language !== undefined && language.trim() !== '') return language.trim();
  }
  return undefined;
}

export interface PageFacts {
  readonly facts: Facts;
  /** When the page was last changed, else first published: for guidance, the beginning of what it says now. */
  readonly changed: Day | undefined;
}

/** `main`: the element that holds the document. */
export function readPageFacts(all: readonly HtmlElement[], main: HtmlNode, warn: Warn): PageFacts {
  const meta = metaOf(all);
  const schema = schemaFacts(all, warn);
  const valid = validity(meta('dcterms.valid')[0], warn);
  const canonical = all.find((element) => element.tagName === 'link' && (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/u).includes('canonical'));
  const aliases = meta('dcterms.alternative', 'eli:title_short', 'eli:title_alternative');
  const identifier = meta('dcterms.identifier')[0];
  // An address without its site says nothing once the page has left it.
  const address = [canonical === undefined ? undefined : attribute(canonical, 'href'), meta('og:url')[0], schema.url].find((each) => each !== undefined && /^https?:\/\//.test(each));
  const facts = definedOnly({
    work: identifier !== undefined && /^https?:/.test(identifier) ? undefined : identifier,
    title: meta('dcterms.title', 'eli:title')[0],
    aliases: aliases.length === 0 ? schema.aliases : aliases,
    type: readType(meta('dcterms.type')[0]) ?? schema.type,
    jurisdiction: meta('dcterms.coverage')[0],
    language: meta('dcterms.language')[0] ?? languageAt(main) ?? meta('content-language', 'og:locale')[0] ?? schema.language,
    from: valid.from ?? firstDay(meta('eli:first_date_entry_in_force'), 'eli:first_date_entry_in_force', warn) ?? schema.from,
    to: valid.to ?? schema.to,
    url: address,
  });
  return { facts, changed: changedDay(all, meta, schema, warn) };
}

function changedDay(all: readonly HtmlElement[], meta: (...names: readonly string[]) => string[], schema: ReturnType<typeof schemaFacts>, warn: Warn): Day | undefined {
  return (
    firstDay([...meta('dcterms.modified', 'dcterms.date.modified', 'article:modified_time', 'og:updated_time', 'last-modified', 'datemodified'), schema.modified, markedDay(all)], 'the date of the last change', warn) ??
    firstDay([...meta('dcterms.issued', 'dcterms.date', 'dcterms.date.issued', 'dcterms.created', 'article:published_time', 'datepublished', 'date'), schema.published], 'the date of publication', warn)
  );
}

/**
 * Title of a page whose main element has no heading of level 1: one elsewhere on the page, if there is but one and it is no banner;
 * else the title of the window, without the name of the site behind it.
 */
export function titleOutside(all: readonly HtmlElement[]): string | undefined {
  const named = (text: string | undefined): string | undefined => (text === undefined || fold(text) === '' ? undefined : fold(text));
  const headings = all.filter((element) => element.tagName === 'h1');
  const isBanner = (element: HtmlElement): boolean => childrenOf(element).filter(isElement).some((child) => child.tagName === 'a' && /^\/?(?:index\.\w+)?$/.test(attribute(child, 'href') ?? '-'));
  if (headings.length === 1 && !isBanner(headings[0]!)) return named(textContent(headings[0]!));
  const meta = metaOf(all);
  const window = named(all.filter((element) => element.tagName === 'title' && parentOf(element)?.tagName === 'head').map(textContent)[0]);
  const site = meta('og:site_name', 'application-name')[0];
  const title = meta('og:title', 'citation_title')[0];
  if (window === undefined || (title !== undefined && window.startsWith(title))) return title ?? window;
  const behind = site === undefined ? -1 : window.lastIndexOf(site);
  return behind > 0 ? named(window.slice(0, behind).replace(/\s*[|–—:·•»-]\s*$/u, '')) : window;
}
