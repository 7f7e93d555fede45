/** The address of a link -> work and provision: Akoma Ntoso's own addresses, ELI, and those of legislation.gov.uk. */
import type { CitationPart } from '../../citation.js';
import { languageTag } from '../languages.js';
import type { MarkTarget } from '../tree/draft.js';

/** `/eng@2021-01-01/…`, `/EN@`, `/eng:…`: where the expression begins. */
const expressionPart = /\/[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?[@:].*$/;

/** A last step `/eng` is a language, `/dog` is not: only languages of states have two letters as well. */
function withoutLanguage(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return /^[a-z]{3}$/.test(last) && languageTag(last)?.length === 2 ? path.slice(0, -last.length - 1) : path;
}

/**
 * The identifier of a work from any of its addresses: scheme, `www.`, `/akn/`, language and version, component are not its own.
 * `/akn/xa/act/2016/dogs/eng@2020-01-01/!main` -> `xa/act/2016/dogs`; `http://www.legislation.gov.uk/id/ukpga/1998/29/enacted` ->
 * `legislation.gov.uk/ukpga/1998/29`; `http://data.europa.eu/eli/dir/2014/92/oj` -> `data.europa.eu/eli/dir/2014/92`.
 */
export function workOf(address: string): string {
  const path = address.replace(/\s+/g, '').replace(/^https?:\/\//i, '').replace(/^www\./i, '').replace(/[#?~].*$/, '').replace(/^\/?(?:akn\/)?/, '');
  if (path.startsWith('legislation.gov.uk/')) return british(path).work;
  if (path.startsWith('data.europa.eu/eli/')) return european(path).work;
  return withoutLanguage(path.replace(/\/(?:!.*|main\b.*)$/, '').replace(expressionPart, '').replace(/\/+$/, ''));
}

interface Place {
  readonly work: string;
  readonly id: string | null;
  readonly parts: readonly CitationPart[];
}

/** `legislation.gov.uk/id/ukpga/2003/44/section/19/2`; a reign instead of a year takes two steps: `ukpga/Eliz2/3-4/18`. */
function british(path: string): Place {
  const [host, ...steps] = path.replace('/id/', '/').replace(/\/+$/, '').split('/');
  const length = /^\d{4}$/.test(steps[1] ?? '') ? 3 : 4;
  const rest = steps.slice(length).filter((step) => !/^(?:enacted|made|created|adopted|prospective|contents|data\..*|\d{4}-\d{2}-\d{2})$/.test(step));
  const [kind, value, ...inner] = rest;
  const innerKinds = kind === 'section' ? ['subsection', 'paragraph', 'subparagraph'] : [];
  const parts = kind === undefined || value === undefined ? [] : [{ kind, value }, ...innerKinds.slice(0, inner.length).map((name, at) => ({ kind: name, value: inner[at]! }))];
  return { work: [host, ...steps.slice(0, length)].join('/'), id: rest.length === 0 ? null : rest.join('-'), parts: parts.map((part) => ({ ...part, value: part.value.toLowerCase() })) };
}

const eliKinds: Readonly<Record<string, string>> = { art: 'article', par: 'paragraph', pnt: 'point', anx: 'schedule' };

/** `data.europa.eu/eli/reg/2016/679/art_6/par_1/oj` */
function european(path: string): Place {
  const steps = path.split('/');
  const inner = steps.slice(5).filter((step) => /^[a-z]+_./.test(step));
  const parts = inner.map((step) => ({ kind: eliKinds[step.split('_')[0]!] ?? step.split('_')[0]!, value: step.slice(step.indexOf('_') + 1).toLowerCase() }));
  return { work: steps.slice(0, 5).join('/'), id: inner.length === 0 ? null : inner.join('__'), parts };
}

/** Document types of Akoma Ntoso, by which an address without `/akn/` is told from a page of a web site. */
const isAkomaNtosoPath = /^\/(?:akn\/|[a-z]{2}(?:-[a-z0-9-]+)?\/(?:act|bill|debate\w*|judgment|doc|statement|amendment\w*|officialGazette|gazette\w*|documentCollection)\/)/;

/** European Legislation Identifier of a Swiss act: `https://fedlex.data.admin.ch/eli/cc/1982/1676_1676_1676`, on the web pages with `/de#art_5`. */
const swissLegislation = /^https?:\/\/(?:www\.)?fedlex\.(?:data\.)?admin\.ch\/(eli\/cc\/[^/#?]+\/[^/#?]+)(?:\/[^#]*)?(?:#(.+))?$/;

/**
 * `#sec_5` and `~sec_5` name provisions of the same work, `/akn/xa/act/2009/appeals/eng@2021-01-01/!main~sec_5` work and provision
 * (Akoma Ntoso naming convention 1.0, section 4); so do addresses of legislation.gov.uk and of the European Legislation Identifier.
 * Addresses of other web pages name neither.
 */
export function linkTarget(href: string): MarkTarget | null {
  const swiss = swissLegislation.exec(href);
  if (swiss !== null) return { work: `ch/${swiss[1]!}`, id: swiss[2] ?? null, parts: [] };
  const id = /[#~]([^#~]+)$/.exec(href)?.[1] ?? null;
  const path = href.replace(/[#~].*$/, '');
  if (path === '') return id === null ? null : { work: null, id, parts: [] };
  const web = /^https?:\/\/(?:www\.)?((?:legislation\.gov\.uk|data\.europa\.eu\/eli)\/[^?]*)/i.exec(path)?.[1];
  if (web !== undefined) {
    if (web.split('/').length < 4) return null;
    const place = web.startsWith('data.') ? european(web) : british(web);
    return { ...place, id: id ?? place.id };
  }
  if (!isAkomaNtosoPath.test(path) || /\.(?:x?html?|xml|pdf|php|aspx?)$/i.test(path)) return null;
  const work = workOf(path);
  return work.split('/').length < 3 ? null : { work, id, parts: [] };
}
