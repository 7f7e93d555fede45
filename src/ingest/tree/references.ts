/** References of a line: those the source marks, and those written out, resolved inside the document where that is possible. */
import { findReferences, type SpokenOf } from '../../citation-grammar.js';
import { divisionKinds, outerKinds } from '../../citation-units.js';
import { amendingWords, isCredited, quotedRanges } from '../../citation-context.js';
import { relativeValues, type Citation, type CitationPart, type CitationTarget } from '../../citation.js';
import type { Span } from '../../text.js';
import { meantByNoun } from '../../work-names.js';
import { isDraft, type Draft, type Line, type Mark, type MarkTarget } from './draft.js';
import { basicOf, isOwnName, resolveParts, type Place, type Resolver } from './resolver.js';

/** Lines longer than this, in UTF-16 units, are no text that people wrote; written references are not looked for in them. */
export const longestLine = 50_000;

/** Where a line stands. */
interface Standing {
  readonly resolver: Resolver;
  readonly here: Place | null;
  /** Its bare numbers mean another law's: a preamble, source credits, a provision that amends another law. */
  readonly elsewhere: boolean;
  /** It amends a law: what it cites relative to itself stands in that law. */
  readonly amends: boolean;
  readonly quoted: readonly Span[];
}

/** Target of a marked reference; `null` when it leads nowhere in its own work. */
function resolveMark({ resolver, here }: Standing, target: MarkTarget): CitationTarget | null {
  const own = target.work === null || target.work === resolver.work;
  if (!own) return { work: target.work, eId: target.id };
  // An element that is no provision of its own (a list, an unnumbered paragraph) stands for the provision it is in.
  for (let eId = target.id ?? ''; eId !== ''; eId = eId.slice(0, Math.max(0, eId.lastIndexOf('__'), eId.lastIndexOf('.')))) {
    const known = resolver.byIdentifier.get(eId);
    if (known !== undefined) return { work: resolver.work, eId: known };
  }
  const place = resolveParts(resolver, target.parts, here);
  if (place !== null) return { work: resolver.work, eId: place.eId };
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
function markedReference(mark: Mark, line: Line, written: readonly Citation[], standing: Standing): Citation | null {
  const target = resolveMark(standing, mark.target);
  if (target === null) return null;
  const { resolver, here } = standing;
  const citation = overlapping(written, mark);
  const own = target.work === resolver.work;
  const ownDeeper = citation === undefined || !own ? null : (resolveParts(resolver, citation.parts, here)?.eId ?? null);
  // The mark is on the name of the work, the provision stands beside it: `section 5 of the ⟦Dog Act⟧`.
  const eId = ownDeeper !== null && (target.eId === null || ownDeeper.startsWith(`${target.eId}__`)) ? ownDeeper : target.eId;
  const start = citation === undefined ? mark.start : Math.min(mark.start, citation.span.start);
  const end = citation === undefined ? mark.end : Math.max(mark.end, citation.span.end);
  const named = own ? null : (citation?.named ?? line.text.slice(mark.start, mark.end));
  return { span: { start, end }, text: line.text.slice(start, end), named, parts: citation?.parts ?? mark.target.parts, target: { ...target, eId } };
}

const isInside = (span: Span, ranges: readonly Span[]): boolean => ranges.some(({ start, end }) => start <= span.start && span.end <= end);

/** With the numbers that the words count to: 前条 in article 5 is article 4. */
function partsTo(parts: readonly CitationPart[], resolver: Resolver, here: Place | null): readonly CitationPart[] {
  const [first, ...further] = parts;
  if (first === undefined || !relativeValues.has(first.value)) return parts;
  const value = resolveParts(resolver, [first], here)?.value;
  return value === undefined || value === null ? further : [{ kind: first.kind, value }, ...further];
}

/** The citation with its target, or `null` when it is none: `subsection (3)` or `Nr. 31` that leads nowhere in its own section. */
function writtenReference(found: Citation, line: Line, standing: Standing): Citation | null {
  const { resolver, here } = standing;
  const meant = found.named === null ? null : meantByNoun(found.named, resolver.title);
  const citation = meant === null ? found : { ...found, named: meant === resolver.title ? null : meant };
  const first = citation.parts[0];
  const isOuter = outerKinds.has(first?.kind ?? '') && !relativeValues.has(first?.value ?? '');
  const isBare = citation.named === null;
  const bareElsewhere = standing.elsewhere || isInside(citation.span, standing.quoted) || (!isOuter && standing.amends) || (isOuter && (isAlone(citation, line, standing) || isCredited(line.text.slice(Math.max(0, citation.span.start - 40), citation.span.start))));
  // A number before a heading cites nothing.
  if (isHeadingNumber(citation, line, standing)) return null;
  const place = (isBare ? !bareElsewhere : isOwnName(resolver, citation.named)) ? resolveParts(resolver, citation.parts, here) : null;
  if (place === null) return isBare && !isOuter ? null : { ...citation, target: null };
  return { ...citation, parts: partsTo(citation.parts, resolver, here), target: { work: resolver.work, eId: place.eId } };
}

/** `المادة الخامسة:`, the chapters in a table of contents, and a provision that repeats its own number before its heading. */
function isHeadingNumber({ span, parts, named }: Citation, { text }: Line, { resolver, here }: Standing): boolean {
  if (span.start > 0 || named !== null || here === null) return false;
  const behind = text.slice(span.end);
  if (here.draft.kind === 'toc' && divisionKinds.has(parts[0]?.kind ?? '')) return true;
  if (/^\s*:\s*$/u.test(behind) || (behind === '' && basicOf(here) === here)) return true;
  return /^\s*[:.–—-]/u.test(behind) && here.value === parts.at(-1)?.value && outerKinds.has(here.draft.kind) && resolveParts(resolver, parts, here) === here;
}

/** A longer cell holds more than a citation. */
const longestCell = 200;
const listWords = /(?<!\p{L})(?:and|or|to|und|oder|bis|et|ou|à|ja|või|kuni|sections?|subsections?|paragraphs?|articles?|paragraphes?|alinéas?)(?!\p{L})/giu;

/** A citation that is all there is in a cell of a table: another cell says of which law. Tables of contents are another matter. */
function isAlone(citation: Citation, { text }: Line, { here }: Standing): boolean {
  if (!text.includes('\t') || here?.draft.kind === 'toc') return false;
  const start = text.lastIndexOf('\t', citation.span.start) + 1;
  const end = text.indexOf('\t', citation.span.start);
  const cell = text.slice(start, end === -1 ? text.length : end);
  return cell.length < longestCell && !/\p{L}{3}/u.test(cell.replace(citation.text, '').replace(listWords, ''));
}

/** True when the provision, or one around it inside its section or article, says that a law is amended. Each is read once. */
function amends(resolver: Resolver, here: Place | null): boolean {
  if (here === null) return false;
  const known = resolver.amending.get(here);
  if (known !== undefined) return known;
  const words = amendingWords(resolver.language);
  const own = words !== null && here.draft.content.some((content) => !isDraft(content) && content.text.length <= longestLine && words.test(content.text));
  const result = own || (basicOf(here) !== here && amends(resolver, here.above));
  resolver.amending.set(here, result);
  return result;
}

/** The works spoken of in the section or article around `here`; a new one begins with none. */
function spokenIn({ spoken }: Resolver, here: Place | null): SpokenOf[] {
  const within = basicOf(here) ?? here;
  if (spoken.within !== within) {
    spoken.within = within;
    spoken.works = [];
  }
  return spoken.works;
}

const none: readonly Citation[] = [];

/**
 * All references in one line that begins at `offset` of the text, in text order. `draft` is the provision it stands in;
 * `introductory`: it stands in a preface or preamble.
 */
export function referencesIn(line: Line, offset: number, resolver: Resolver, draft: Draft | null, introductory: boolean): readonly Citation[] {
  // Cells of a table row do not run on: no name reaches across their border.
  const here = draft === null ? null : (resolver.placeOf(draft) ?? null);
  const written = line.text.length > longestLine ? none : findReferences(line.text.includes('\t') ? line.text.replace(/\t/g, '|') : line.text, resolver.language, spokenIn(resolver, here));
  if (written.length === 0 && line.marks.length === 0) return none;
  const standing: Standing = { resolver, here, elsewhere: introductory, amends: amends(resolver, here), quoted: quotedRanges(line.text) };
  const marked = line.marks.map((mark) => markedReference(mark, line, written, standing)).filter((reference) => reference !== null);
  marked.sort((a, b) => a.span.start - b.span.start);
  // One mark on the name tells what its other citations in the line mean: `sections 5 and 6 of the ⟦Dog Act⟧`.
  const worksByName = new Map(marked.flatMap(({ named, target }) => (named === null || target === null ? [] : [[named, target.work] as const])));
  const references = [...marked];
  let at = 0;
  // How far the marked references reach that begin before the end of the citation looked at.
  let reach = 0;
  for (const citation of written) {
    for (; at < marked.length && marked[at]!.span.start < citation.span.end; at++) reach = Math.max(reach, marked[at]!.span.end);
    if (reach > citation.span.start) continue;
    const work = citation.named === null ? undefined : worksByName.get(citation.named);
    const reference = work === undefined || work === resolver.work ? writtenReference(citation, line, standing) : { ...citation, target: { work, eId: null } };
    if (reference !== null) references.push(reference);
  }
  return references.sort((a, b) => a.span.start - b.span.start).map((reference) => ({ ...reference, text: line.text.slice(reference.span.start, reference.span.end), span: { start: reference.span.start + offset, end: reference.span.end + offset } }));
}
