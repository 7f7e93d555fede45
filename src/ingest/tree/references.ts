/** References of a provision: those the source marks, and those written out, resolved inside the document where that is possible. */
import { findCitations } from '../../citation-grammar.js';
import type { Citation, CitationPart, CitationTarget } from '../../citation.js';
import { numberValue } from '../../numerals.js';
import { isDraft, type Draft, type Line, type Mark, type MarkTarget } from './draft.js';

interface Place {
  readonly eId: string;
  /** The provisions directly below by their numbers; of two with one number the first. */
  readonly below: ReadonlyMap<string, Place>;
  /** In an article that is divided into sections, which begin anew in each: the sections of this one, by number. */
  readonly sectionsHere: ReadonlyMap<string, Place> | null;
}

const nothingBelow: Place['below'] = new Map();

/** Where citations of one document can lead. */
export interface Resolver {
  readonly work: string;
  readonly language: string;
  readonly byIdentifier: ReadonlyMap<string, string>;
  /** By `section 5`; `null` where sections of that number stand in several articles. */
  readonly byNumber: ReadonlyMap<string, Place | null>;
  readonly placeOf: ReadonlyMap<Draft, Place>;
  /** Title and aliases, folded to lower case: a citation that names them cites the document itself. */
  readonly ownNames: ReadonlySet<string>;
}

const outerKinds = new Set(['section', 'article', 'part', 'chapter', 'schedule', 'rule', 'title', 'book']);

export function createResolver(drafts: readonly Draft[], eIds: ReadonlyMap<Draft, string>, about: { work: string; language: string; names: readonly string[] }): Resolver {
  const byIdentifier = new Map<string, string>();
  const byNumber = new Map<string, Place | null>();
  const placeOf = new Map<Draft, Place>();
  const visit = (draft: Draft, enclosing: Map<string, Place> | null): { readonly value: string | null; readonly place: Place } => {
    const eId = eIds.get(draft)!;
    const value = draft.value ?? (draft.number === null ? null : numberValue(draft.number));
    const sectionsHere = draft.kind === 'article' ? new Map<string, Place>() : enclosing;
    // An identifier that stands more than once means the first.
    if (draft.eId !== null && !byIdentifier.has(draft.eId)) byIdentifier.set(draft.eId, eId);
    for (const anchor of draft.anchors ?? []) if (!byIdentifier.has(anchor)) byIdentifier.set(anchor, eId);
    byIdentifier.set(eId, eId);
    let below: Map<string, Place> | null = null;
    for (const content of draft.content) {
      if (!isDraft(content)) continue;
      const inner = visit(content, sectionsHere);
      below ??= new Map();
      if (inner.value !== null && !below.has(inner.value)) below.set(inner.value, inner.place);
    }
    const place: Place = { eId, below: below ?? nothingBelow, sectionsHere };
    if (draft.kind === 'article' || draft.kind === 'section' || draft.kind === 'rule') placeOf.set(draft, place);
    if (outerKinds.has(draft.kind) && value !== null) {
      const key = `${draft.kind} ${value}`;
      const known = byNumber.get(key);
      if (known === undefined) byNumber.set(key, place);
      else if (draft.kind === 'section' && known !== null && known.sectionsHere !== sectionsHere) byNumber.set(key, null);
      if (draft.kind === 'section' && sectionsHere?.has(value) === false) sectionsHere.set(value, place);
    }
    return { value, place };
  };
  for (const draft of drafts) visit(draft, null);
  return { work: about.work, language: about.language, byIdentifier, byNumber, placeOf, ownNames: new Set(about.names.map((name) => name.toLowerCase())) };
}

/** Follows the inner parts by their values: kinds differ from one drafting tradition to another, values do not. */
function descend(place: Place, parts: readonly CitationPart[]): Place {
  let reached = place;
  for (const part of parts) {
    if (part.kind === 'sentence') continue;
    const inner = reached.below.get(part.value);
    if (inner === undefined) return reached;
    reached = inner;
  }
  return reached;
}

/** The eId the parts lead to; `basic` is the section or article the citation stands in, for `subsection (1)`. */
function resolveParts(resolver: Resolver, parts: readonly CitationPart[], basic: Draft | null): string | null {
  const first = parts[0];
  if (first === undefined) return null;
  const own = basic === null ? undefined : resolver.placeOf.get(basic);
  const here = first.kind === 'section' ? own?.sectionsHere?.get(first.value) : undefined;
  // What English statutes of a bilingual country call a section is an `article` in their French: one kind, two words.
  const inFrench = first.kind === 'article' && resolver.language.startsWith('fr') ? resolver.byNumber.get(`section ${first.value}`) : undefined;
  const start = here ?? resolver.byNumber.get(`${first.kind} ${first.value}`) ?? inFrench ?? null;
  if (start !== null) return descend(start, parts.slice(1)).eId;
  if (outerKinds.has(first.kind)) return null;
  const inner = own === undefined ? undefined : descend(own, parts);
  return inner === undefined || inner === own ? null : inner.eId;
}

/** Target of a marked reference; `null` when it leads nowhere in its own work. */
function resolveMark(resolver: Resolver, target: MarkTarget, basic: Draft | null): CitationTarget | null {
  const own = target.work === null || target.work === resolver.work;
  if (!own) return { work: target.work, eId: target.id };
  // An element that is no provision of its own (a list, an unnumbered paragraph) stands for the provision it is in.
  for (let eId = target.id ?? ''; eId !== ''; eId = eId.slice(0, Math.max(0, eId.lastIndexOf('__'), eId.lastIndexOf('.')))) {
    const known = resolver.byIdentifier.get(eId);
    if (known !== undefined) return { work: resolver.work, eId: known };
  }
  const eId = resolveParts(resolver, target.parts, basic);
  if (eId !== null) return { work: resolver.work, eId };
  return target.work === null ? null : { work: resolver.work, eId: target.id };
}

/** The citation that overlaps `mark`; `written` are in text order and apart from each other. */
function overlapping(written: readonly Citation[], mark: Mark): Citation | undefined {
  let low = 0;
  let high = written.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (written[middle]!.span.end > mark.start) high = middle;
    else low = middle + 1;
  }
  const found = written[low];
  return found !== undefined && found.span.start < mark.end ? found : undefined;
}

/** A reference the source marks, with what is written there: the mark knows the work, the words may go deeper than the mark. */
function markedReference(mark: Mark, line: Line, written: readonly Citation[], resolver: Resolver, basic: Draft | null): Citation | null {
  const target = resolveMark(resolver, mark.target, basic);
  if (target === null) return null;
  const citation = overlapping(written, mark);
  const ownDeeper = citation === undefined || target.work !== resolver.work ? null : resolveParts(resolver, citation.parts, basic);
  const eId = ownDeeper !== null && target.eId !== null && ownDeeper.startsWith(`${target.eId}__`) ? ownDeeper : target.eId;
  const start = citation === undefined ? mark.start : Math.min(mark.start, citation.span.start);
  const end = citation === undefined ? mark.end : Math.max(mark.end, citation.span.end);
  const named = target.work === resolver.work ? null : (citation?.named ?? line.text.slice(mark.start, mark.end));
  return { span: { start, end }, text: line.text.slice(start, end), named, parts: citation?.parts ?? mark.target.parts, target: { ...target, eId } };
}

/** The citation with its target, or `null` when it is none: `subsection (3)` or `Nr. 31` that leads nowhere in its own section. */
function writtenReference(citation: Citation, resolver: Resolver, basic: Draft | null, introductory: boolean): Citation | null {
  // What a preamble cites by bare number is the law it rests on, not the one it introduces.
  const own = citation.named === null ? !introductory : resolver.ownNames.has(citation.named.toLowerCase());
  const eId = own ? resolveParts(resolver, citation.parts, basic) : null;
  if (eId === null && citation.named === null && !outerKinds.has(citation.parts[0]?.kind ?? '')) return null;
  return { ...citation, target: eId === null ? null : { work: resolver.work, eId } };
}

const none: readonly Citation[] = [];

/**
 * All references in one line that begins at `offset` of the text, in text order. `basic` is the section or article it stands in;
 * `introductory`: it stands in a preface or preamble.
 */
export function referencesIn(line: Line, offset: number, resolver: Resolver, basic: Draft | null, introductory: boolean): readonly Citation[] {
  // Cells of a table row do not run on: no name reaches across their border.
  const written = findCitations(line.text.includes('\t') ? line.text.replace(/\t/g, '|') : line.text, resolver.language);
  if (written.length === 0 && line.marks.length === 0) return none;
  const marked = line.marks.map((mark) => markedReference(mark, line, written, resolver, basic)).filter((reference) => reference !== null);
  marked.sort((a, b) => a.span.start - b.span.start);
  const references = [...marked];
  let at = 0;
  // How far the marked references reach that begin before the end of the citation looked at.
  let reach = 0;
  for (const citation of written) {
    for (; at < marked.length && marked[at]!.span.start < citation.span.end; at++) reach = Math.max(reach, marked[at]!.span.end);
    const reference = reach > citation.span.start ? null : writtenReference(citation, resolver, basic, introductory);
    if (reference !== null) references.push(reference);
  }
  return references.sort((a, b) => a.span.start - b.span.start).map((reference) => ({ ...reference, text: line.text.slice(reference.span.start, reference.span.end), span: { start: reference.span.start + offset, end: reference.span.end + offset } }));
}
