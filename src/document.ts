/**
 * The domain: a version of a law or of a guidance page, and the tree of its provisions.
 *
 * One string holds the whole text of an expression; every provision is a span in it. An offset is therefore true
 * everywhere, whoever cites it, and a quotation is exact by construction:
 *
 *   text   "Part II Licences\n5. Dog licence\n(1) Nobody may keep a dog unless\n(a) it is registered; and\n…"
 *   part_2  [------------------------------------------------------------------------------------------------
 *   sec_5                     [span ------------------------------------------------------------------------
 *                                            [body ---------------------------------------------------------
 *   sec_5__subsec_1                          [span "(1) Nobody …
 */
import type { Citation } from './citation.js';
import type { Span } from './text.js';

export type { Span } from './text.js';

/** A calendar day, `YYYY-MM-DD`. ISO days compare correctly as strings. */
export type Day = string;

/** A half-open period `[from, to)`: the day named `to` is the first that no longer belongs to it. `null` is open. */
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

export const documentTypes = ['act', 'regulation', 'by-law', 'guidance', 'judgment', 'bill', 'other'] as const;
export type DocumentType = (typeof documentTypes)[number];

/** What the source itself says of a provision, apart from its period. */
export type ProvisionStatus = 'in-force' | 'repealed' | 'not-yet-in-force' | 'spent';

/** A numbered or headed unit of an expression: part, chapter, section, article, paragraph, point, schedule. */
export interface Provision {
  /** Akoma Ntoso style identifier, unique inside the expression: `sec_5__subsec_2`. */
  readonly eId: string;
  /** Akoma Ntoso element name (`part`, `section`, `article`, `subsection`, `point`, `schedule`, `hcontainer` …). */
  readonly kind: string;
  /** As printed: `§ 5`, `5.`, `(a)`. */
  readonly number: string | null;
  readonly heading: string | null;
  /** The whole provision, number and heading included. */
  readonly span: Span;
  /** Its text behind number and heading, sub-provisions included. */
  readonly body: Span;
  /** Own period; `null`: that of the expression. */
  readonly inForce: Period | null;
  readonly status: ProvisionStatus;
  /** References to other provisions that stand in this provision's own text (not in its children's). */
  readonly references: readonly Citation[];
  readonly provisions: readonly Provision[];
}

export interface Source {
  /** Identifier of the collection the file belongs to. */
  readonly collection: string;
  /** Path inside the collection, `/` as separator. */
  readonly path: string;
  readonly format: string;
  /** sha-256 of the file's bytes, hex. */
  readonly digest: string;
  /** Canonical address on the publisher's site, when the source names one. Never fetched. */
  readonly url: string | null;
}

/** Where a page of a paged source (PDF) begins in the text: a quotation is then cited with its page. */
export interface PageStart {
  /** As a reader counts: from 1. */
  readonly page: number;
  readonly start: number;
}

/** A word the law defines, where it is defined; laws in two languages name the word of the other one. */
export interface DefinedTerm {
  readonly span: Span;
  readonly text: string;
  readonly counterpart: { readonly language: string; readonly text: string } | null;
}

/** One expression: one version of a work in one language. What is parsed and indexed. */
export interface LegalDocument {
  /** Identifier of the work, the same for all its versions and languages: `xa/act/2019/dog-control`. */
  readonly work: string;
  /** Identifier of this expression: `xa/act/2019/dog-control/eng@2024-01-01`. */
  readonly expression: string;
  readonly title: string;
  /** Of a document that is one provision by itself, as the records of a data base are: the name of the work it belongs to. */
  readonly partOf?: string;
  /** Short titles and abbreviations by which people cite it. */
  readonly aliases: readonly string[];
  readonly type: DocumentType;
  /** `xa`, or `xa-sel` for a municipality of it. */
  readonly jurisdiction: string;
  /** BCP 47 language tag: `en`, `de`, `ja`. */
  readonly language: string;
  readonly inForce: Period;
  readonly source: Source;
  readonly text: string;
  readonly provisions: readonly Provision[];
  /** In text order; empty where the source has no pages. */
  readonly pages: readonly PageStart[];
  /** In text order; empty where the source does not mark them. */
  readonly terms: readonly DefinedTerm[];
  /** What the parser could not place, with where; nothing is left out silently. */
  readonly warnings: readonly string[];
}

/** True when `day` lies in the half-open period. */
export function isInForce(period: Period, day: Day): boolean {
  return (period.from === null || period.from <= day) && (period.to === null || day < period.to);
}

/** The part of `inner` that lies in `outer`; a provision is never in force longer than its expression. */
export function intersect(outer: Period, inner: Period | null): Period {
  if (inner === null) return outer;
  const from = outer.from === null || (inner.from !== null && inner.from > outer.from) ? inner.from : outer.from;
  const to = outer.to === null || (inner.to !== null && inner.to < outer.to) ? inner.to : outer.to;
  return { from, to };
}

/** The page on which the text at `offset` stands; `null` where the source has no pages. */
export function pageAt(document: Pick<LegalDocument, 'pages'>, offset: number): number | null {
  return document.pages.findLast(({ start }) => start <= offset)?.page ?? null;
}

/**
 * Kinds that stand beside the operative text: footnotes, source credits, historical and editorial notes. They are found and cited
 * as what they are, never as law.
 */
export function isNote(kind: string): boolean {
  return kind === 'note' || kind === 'notes';
}

/** The provision's own text, sub-provisions included, without its number and heading. */
export function textOf(document: Pick<LegalDocument, 'text'>, provision: Pick<Provision, 'body'>): string {
  return document.text.slice(provision.body.start, provision.body.end);
}

/** A provision with the ones above it, outermost first. */
export interface Located {
  readonly provision: Provision;
  readonly ancestors: readonly Provision[];
}

/** Every provision of the tree in text order. Iterative: hostile nesting must not exhaust the stack. */
export function* walk(provisions: readonly Provision[]): Generator<Located> {
  const pending: Located[] = provisions.map((provision) => ({ provision, ancestors: [] })).reverse();
  for (let located = pending.pop(); located !== undefined; located = pending.pop()) {
    yield located;
    const ancestors = [...located.ancestors, located.provision];
    for (let i = located.provision.provisions.length - 1; i >= 0; i--) {
      pending.push({ provision: located.provision.provisions[i]!, ancestors });
    }
  }
}

/** The innermost provision whose span holds the whole of `span`, or `null` outside all of them. */
export function locate(document: Pick<LegalDocument, 'provisions'>, span: Span): Located | null {
  let found: Located | null = null;
  let level: readonly Provision[] = document.provisions;
  for (;;) {
    const inner: Provision | undefined = level.find((p) => p.span.start <= span.start && span.end <= p.span.end);
    if (inner === undefined) return found;
    found = { provision: inner, ancestors: found === null ? [] : [...found.ancestors, found.provision] };
    level = inner.provisions;
  }
}
