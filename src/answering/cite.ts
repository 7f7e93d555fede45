/**
 * Describing a span of a document as a citation: which provision, since when, and the quotation with its offsets.
 *
 * The cited provision is the innermost one whose *body* holds the span, so that `quote.text` is always
 * `textOf(document, provision).slice(quote.start, quote.end)`. A span that no body holds (a preface, the heading of a
 * top-level provision) is cited from the whole text of the expression, addressed by the pseudo eId `text`.
 */
import { locate, pageAt, type Day, type LegalDocument, type Located, type Period, type Provision, type Span } from '../document.js';
import { isDivision, restartsNumbering } from '../indexing/provision-kinds.js';
import type { AnswerCitation, Nearest } from './answer-types.js';
import { basicLabel, labelStyleOf, subLabel } from './labels.js';
import { periodThrough, standingOn } from './standing.js';

/** The eId under which the whole text of an expression is addressed. */
export const wholeText = 'text';

/** Where `span` stands, who said it, what it is and how it stands on `asOf`, which becomes part of the link; without it, the first day of its period. */
export function describeSpan(document: LegalDocument, span: Span, asOf: Day | null): AnswerCitation {
  const located = locateBody(document, span);
  const body = located === null ? { start: 0, end: document.text.length } : located.provision.body;
  const described = describeProvision(document, located, asOf);
  const page = pageAt(document, span.start);
  const style = labelStyleOf(document.language);
  return {
    ...described,
    expression: document.expression,
    label: page === null ? described.label : `${described.label}${style.separator}${style.page.replace('{n}', String(page))}`,
    page,
    breadcrumb: breadcrumbOf(located),
    quote: { text: document.text.slice(span.start, span.end), start: span.start - body.start, end: span.end - body.start, language: document.language },
  };
}

/** A provision without a quotation; `null` is the whole text. */
export function describeProvision(document: LegalDocument, located: Located | null, asOf: Day | null): Nearest {
  const inForce = periodOf(document, located);
  const eId = located?.provision.eId ?? wholeText;
  const day = asOf ?? inForce.from;
  return {
    work: document.work,
    eId,
    label: labelOf(document, located),
    title: document.title,
    type: document.type,
    inForce,
    status: day === null ? 'in-force' : standingOn(document, located === null ? [] : chainOf(located), day),
    href: hrefOf(document, eId, day),
  };
}

/** A provision that was looked up, without a quotation. */
export function describeFound({ document, provision }: { readonly document: LegalDocument; readonly provision: Provision }, asOf: Day | null): Nearest {
  const located = locate(document, provision.span);
  const chain = located === null ? [] : chainOf(located);
  const at = chain.findIndex(({ eId }) => eId === provision.eId);
  return describeProvision(document, at === -1 ? { provision, ancestors: [] } : { provision, ancestors: chain.slice(0, at) }, asOf);
}

/** `Dog Control Act 2019, section 5(2)(a)`; the title alone for the whole text. */
export function labelOf(document: Pick<LegalDocument, 'title' | 'language'>, located: Located | null): string {
  if (located === null) return document.title;
  const style = labelStyleOf(document.language);
  const chain = chainOf(located);
  const anchor = anchorOf(chain);
  const above = chain.slice(0, anchor).filter(({ kind }) => restartsNumbering(kind)).map((provision) => `${basicLabel(provision, style)}${style.separator}`);
  const below = chain.slice(anchor + 1).map((provision) => subLabel(provision, style)).filter((label) => label !== '');
  // English runs brackets on to the number; languages with words between the levels separate the first one too.
  const glue = style.between === '' ? '' : style.between;
  const reference = `${above.join('')}${[basicLabel(chain[anchor]!, style), ...below].join(glue)}`;
  return reference === '' ? document.title : `${document.title}${style.separator}${reference}`;
}

/** The expression's period cut by that of the provision and of every one above it. */
export function periodOf(document: Pick<LegalDocument, 'inForce'>, located: Located | null): Period {
  return periodThrough(document, located === null ? [] : chainOf(located));
}

/** The basic provision (section, article, headed block) that a located one belongs to, itself included. */
export function basicProvisionOf(located: Located): Located {
  const chain = chainOf(located);
  const anchor = anchorOf(chain);
  return { provision: chain[anchor]!, ancestors: chain.slice(0, anchor) };
}

/** The innermost provision whose body holds the span; `null` when none does. */
export function locateBody(document: Pick<LegalDocument, 'provisions'>, span: Span): Located | null {
  const located = locate(document, span);
  if (located === null) return null;
  const chain = chainOf(located);
  const index = chain.findLastIndex(({ body }) => body.start <= span.start && span.end <= body.end);
  return index === -1 ? null : { provision: chain[index]!, ancestors: chain.slice(0, index) };
}

const basics: ReadonlySet<string> = new Set(['section', 'article', 'rule', 'regulation']);

/** Index of the provision that the reference starts from: the innermost section or article, else the innermost headed one that is no mere paragraph. */
function anchorOf(chain: readonly Provision[]): number {
  const basic = chain.findLastIndex(({ kind }) => basics.has(kind));
  if (basic !== -1) return basic;
  const headed = chain.findLastIndex(({ kind, heading }) => heading !== null || restartsNumbering(kind) || isDivision(kind));
  return Math.max(0, headed);
}

/** A provision with those above it, outermost first. */
export function chainOf({ provision, ancestors }: Located): readonly Provision[] {
  return [...ancestors, provision];
}

function breadcrumbOf(located: Located | null): string[] {
  if (located === null) return [];
  return chainOf(located).map(({ number, heading }) => [number, heading].filter((part) => part !== null).join(' ')).filter((name) => name !== '');
}

function hrefOf(document: LegalDocument, eId: string, asOf: Day | null): string {
  const query = new URLSearchParams({ ...(asOf === null ? {} : { asOf }), language: document.language });
  return `/v1/works/${encodeURIComponent(document.work)}/provisions/${encodeURIComponent(eId)}?${query.toString()}`;
}
