/** References of a provision: those the source marks, and those written out, resolved inside the document where that is possible. */
import { findCitations } from '../citation-grammar.js';
import type { Citation, CitationPart, CitationTarget } from '../citation.js';
import { numberValue } from '../numerals.js';
import { isDraft, type Draft, type Line } from './draft.js';

interface Place {
  readonly eId: string;
  readonly value: string | null;
  readonly children: readonly Place[];
}

/** Where citations of one document can lead. */
export interface Resolver {
  readonly work: string;
  readonly language: string;
  readonly byIdentifier: ReadonlyMap<string, string>;
  readonly byNumber: ReadonlyMap<string, Place>;
  /** Title and aliases, folded to lower case: a citation that names them cites the document itself. */
  readonly ownNames: ReadonlySet<string>;
}

const outerKinds = new Set(['section', 'article', 'part', 'chapter', 'schedule', 'rule', 'title', 'book']);

export function createResolver(drafts: readonly Draft[], eIds: ReadonlyMap<Draft, string>, about: { work: string; language: string; names: readonly string[] }): Resolver {
  const byIdentifier = new Map<string, string>();
  const byNumber = new Map<string, Place>();
  const visit = (draft: Draft): Place => {
    const eId = eIds.get(draft)!;
    const value = draft.number === null ? null : numberValue(draft.number);
    // An identifier that stands more than once means the first.
    if (draft.eId !== null && !byIdentifier.has(draft.eId)) byIdentifier.set(draft.eId, eId);
    byIdentifier.set(eId, eId);
    const place: Place = { eId, value, children: draft.content.filter(isDraft).map(visit) };
    if (outerKinds.has(draft.kind) && value !== null && !byNumber.has(`${draft.kind} ${value}`)) byNumber.set(`${draft.kind} ${value}`, place);
    return place;
  };
  for (const draft of drafts) visit(draft);
  return { work: about.work, language: about.language, byIdentifier, byNumber, ownNames: new Set(about.names.map((name) => name.toLowerCase())) };
}

/** Follows the inner parts by their values: kinds differ from one drafting tradition to another, values do not. */
function descend(place: Place, parts: readonly CitationPart[]): Place {
  let reached = place;
  for (const part of parts) {
    if (part.kind === 'sentence') continue;
    const inner = reached.children.find((child) => child.value === part.value);
    if (inner === undefined) return reached;
    reached = inner;
  }
  return reached;
}

/** The eId the parts lead to; `basic` is the section or article the citation stands in, for `subsection (1)`. */
function resolveParts(resolver: Resolver, parts: readonly CitationPart[], basic: Draft | null): string | null {
  const first = parts[0];
  if (first === undefined) return null;
  const start = resolver.byNumber.get(`${first.kind} ${first.value}`);
  if (start !== undefined) return descend(start, parts.slice(1)).eId;
  if (outerKinds.has(first.kind)) return null;
  const value = basic?.number === null || basic === null ? null : numberValue(basic.number);
  const own = value === null || basic === null ? undefined : resolver.byNumber.get(`${basic.kind} ${value}`);
  const inner = own === undefined ? undefined : descend(own, parts);
  return inner === undefined || inner === own ? null : inner.eId;
}

/**
 * Target of a marked reference. `#sec_5` and `~sec_5` name provisions, `/akn/xa/act/2009/appeals/eng@2021-01-01/!main~sec_5` work
 * and provision (Akoma Ntoso naming convention, section 4); addresses of web pages name neither.
 */
function resolveHref(resolver: Resolver, href: string): CitationTarget | null {
  const hash = /[#~]([^#~]+)$/.exec(href)?.[1] ?? null;
  const path = href.replace(/[#~].*$/, '');
  if (path === '') {
    // An element that is no provision of its own (a list, an unnumbered paragraph) stands for the provision it is in.
    for (let eId = hash ?? ''; eId !== ''; eId = eId.slice(0, Math.max(0, eId.lastIndexOf('__'), eId.lastIndexOf('.')))) {
      const known = resolver.byIdentifier.get(eId);
      if (known !== undefined) return { work: resolver.work, eId: known };
    }
    return null;
  }
  if (!path.startsWith('/') || /\.[a-z]{2,5}$/.test(path) || path.split('/').length < 5) return null;
  const work = path.replace(/^\/akn\//, '/').replace(/\/(?:!.*|main\b.*)$/, '').replace(/\/[a-z]{3}(?:[@:][^/]*(?:\/.*)?)?$/, '').slice(1);
  return { work, eId: work === resolver.work ? (resolver.byIdentifier.get(hash ?? '') ?? hash) : hash };
}

/**
 * All references in one line that begins at `offset` of the text, in text order. `basic` is the section or article it stands in;
 * `introductory`: it stands in a preface or preamble.
 */
export function referencesIn(line: Line, offset: number, resolver: Resolver, basic: Draft | null, introductory: boolean): Citation[] {
  const references: Citation[] = [];
  const shift = (start: number, end: number): Citation['span'] => ({ start: start + offset, end: end + offset });
  // Cells of a table row do not run on: no name reaches across their border.
  const written = findCitations(line.text.replace(/\t/g, '|'), resolver.language);
  for (const mark of line.marks) {
    const target = resolveHref(resolver, mark.href);
    const overlapping = written.find((citation) => citation.span.start < mark.end && mark.start < citation.span.end);
    if (target === null) continue;
    const ownDeeper = overlapping === undefined || target.work !== resolver.work ? null : resolveParts(resolver, overlapping.parts, basic);
    const eId = ownDeeper !== null && target.eId !== null && ownDeeper.startsWith(target.eId) ? ownDeeper : target.eId;
    const start = overlapping === undefined ? mark.start : Math.min(mark.start, overlapping.span.start);
    const end = overlapping === undefined ? mark.end : Math.max(mark.end, overlapping.span.end);
    const named = target.work === resolver.work ? null : (overlapping?.named ?? line.text.slice(mark.start, mark.end));
    references.push({ span: shift(start, end), text: line.text.slice(start, end), named, parts: overlapping?.parts ?? [], target: { ...target, eId } });
  }
  for (const citation of written) {
    const span = shift(citation.span.start, citation.span.end);
    if (references.some((marked) => marked.span.start < span.end && span.start < marked.span.end)) continue;
    // What a preamble cites by bare number is the law it rests on, not the one it introduces.
    const own = citation.named === null ? !introductory : resolver.ownNames.has(citation.named.toLowerCase());
    const eId = own ? resolveParts(resolver, citation.parts, basic) : null;
    // `subsection (3)` or `Nr. 31` that leads nowhere in its own section is no reference.
    if (eId === null && citation.named === null && !outerKinds.has(citation.parts[0]?.kind ?? '')) continue;
    references.push({ ...citation, span, target: eId === null ? null : { work: resolver.work, eId } });
  }
  return references.sort((a, b) => a.span.start - b.span.start);
}
