/**
 * Chunking: an expression -> the units of indexing.
 *
 * A basic provision (section, article; see `provision-kinds.ts`) is one chunk when it fits, else runs of its children with
 * their lead-in. Text outside basic provisions (preface, what a part says before its first section, pages without headings)
 * becomes chunks of its own, so that every character that is not a heading on the breadcrumb lies in a chunk.
 *
 *   5. Dog licence               breadcrumb ["Part II Licences", "5. Dog licence"]
 *   Nobody may keep a dog unless ]                    lead-in, repeated (embedded only) in chunk 2
 *   (a) it is registered;        ] chunk 1
 *   (b) the fee is paid; and       ]
 *   (c) it wears the badge.        ] chunk 2
 */
import { intersect, isNote, type LegalDocument, type Period, type Provision, type Span } from '../document.js';
import { trimSpan } from '../text.js';
import { isContainer } from './provision-kinds.js';
import { runsOf, type Run } from './runs.js';
import { measure, splitText, type Measure } from './split-text.js';

/** A change of this constant says that the same document is cut differently; it is written into the manifest. */
export const CHUNKER_VERSION = 'provisions-2';

/** One provision, or a run of its children when it is long; never across two provisions. */
export interface Chunk {
  /** Index of the document in the generation. */
  readonly document: number;
  /** The provision it comes from; `''` for text outside all provisions (a preamble, a page without headings). */
  readonly eId: string;
  /** Where it stands in the document's text. */
  readonly span: Span;
  /** Lead-ins that a later run of items hangs on, outermost first; they stand in an earlier chunk. Absent when there are none. */
  readonly leadIns?: readonly Span[];
  /** Numbers and headings of the provisions above and of its own, outermost first; the title is not in it. */
  readonly breadcrumb: readonly string[];
  /** When it is in force: the expression's period cut by the provision's own. */
  readonly inForce: Period;
}

/** What is embedded and searched: `title › part › heading` on the first line, then the lead-ins (when the chunk is a later run of items), then the text. */
export function embeddedText(document: LegalDocument, chunk: Chunk): string {
  const textOf = ({ start, end }: Span): string => document.text.slice(start, end);
  return embeddedLines(document.title, chunk.breadcrumb, (chunk.leadIns ?? []).map(textOf), textOf(chunk.span));
}

/** The same out of its parts. */
export function embeddedLines(title: string, breadcrumb: readonly string[], leadIns: readonly string[], text: string): string {
  return [[title, ...breadcrumb].join(' › '), ...leadIns, text].join('\n');
}

interface Cutting {
  readonly document: LegalDocument;
  readonly ordinal: number;
  readonly chunkLength: number;
  /** `out`: chunks of basic provisions without their headings, for tests of meaning. */
  readonly headings: 'in' | 'out';
  readonly measure: Measure;
  readonly chunks: Chunk[];
}

/** A stretch of text with provisions in it: the whole document, or a part or chapter. */
interface Region {
  readonly eId: string;
  readonly start: number;
  readonly end: number;
  readonly provisions: readonly Provision[];
  readonly breadcrumb: readonly string[];
  readonly inForce: Period;
  readonly isNote: boolean;
}

/** Deeper than this a provision is cut as plain text: hostile nesting must not exhaust the stack. */
const MAXIMUM_DEPTH = 100;

/** Cuts one expression into chunks in text order. `ordinal` is its index in the generation; `chunkLength` counts characters, East Asian ones thrice. `headings` of `out` leaves out what stands over basic provisions, and those of which nothing else is left. */
export function chunk(document: LegalDocument, ordinal: number, chunkLength: number, headings: 'in' | 'out' = 'in'): Chunk[] {
  const cutting: Cutting = { document, ordinal, chunkLength, headings, measure: measure(document.text), chunks: [] };
  cutRegion(cutting, {
    eId: '', start: 0, end: document.text.length, provisions: document.provisions, breadcrumb: [], inForce: document.inForce, isNote: false,
  }, 0);
  return withoutBareTitle(document, cutting.chunks);
}

/** The provisions of a region one by one, and the text between them. */
function cutRegion(cutting: Cutting, region: Region, depth: number): void {
  let position = region.start;
  for (const provision of region.provisions) {
    cutText(cutting, region, { start: position, end: provision.span.start });
    // A table of contents would win searches for headings and answers nothing.
    if (provision.kind !== 'toc') cutProvision(cutting, provision, region, depth);
    position = Math.max(position, provision.span.end);
  }
  cutText(cutting, region, { start: position, end: region.end });
}

/** Text of a region outside its provisions. */
function cutText(cutting: Cutting, region: Region, span: Span): void {
  const trimmed = trimSpan(cutting.document.text, span);
  if (trimmed === null) return;
  for (const piece of splitText(cutting.document, cutting.measure, trimmed, cutting.chunkLength)) {
    add(cutting, region, { span: piece, leadIns: [], inForce: region.inForce, isNote: region.isNote });
  }
}

function cutProvision(cutting: Cutting, provision: Provision, above: Region, depth: number): void {
  const isBare = cutting.headings === 'out' && provision.heading !== null && !isContainer(provision);
  const name = [provision.number, isBare ? null : provision.heading].filter((part) => part !== null).join(' ').replace(/\s+/gu, ' ').trim();
  const region: Region = {
    eId: provision.eId,
    start: isBare || headIsInBreadcrumb(cutting.document, provision) ? provision.body.start : provision.span.start,
    end: provision.span.end,
    provisions: provision.provisions,
    breadcrumb: name === '' ? above.breadcrumb : [...above.breadcrumb, name],
    inForce: intersect(above.inForce, provision.inForce),
    isNote: above.isNote || isNote(provision.kind),
  };
  const before = cutting.chunks.length;
  if (depth < MAXIMUM_DEPTH && isContainer(provision)) {
    cutRegion(cutting, region, depth + 1);
  } else {
    for (const run of runsOf(cutting.document, cutting.measure, cutting.chunkLength, region)) add(cutting, region, run);
  }
  if (cutting.chunks.length > before || isBare) return;
  // Nothing but a heading, as in "§ 7 (repealed)": it must be findable all the same.
  const head = trimSpan(cutting.document.text, provision.span);
  if (head !== null) add(cutting, region, { span: head, leadIns: [], inForce: region.inForce, isNote: region.isNote });
}

function add(cutting: Cutting, region: Region, run: Run): void {
  cutting.chunks.push({
    document: cutting.ordinal,
    eId: region.eId,
    span: run.span,
    ...(run.leadIns.length > 0 ? { leadIns: run.leadIns } : {}),
    breadcrumb: region.breadcrumb,
    inForce: run.inForce,
  });
}

const folded = (text: string): string => text.replace(/[\s\p{P}\p{S}]+/gu, '');

/** True when number and heading are all that stands before the body: the breadcrumb then says it, and the chunk need not. */
function headIsInBreadcrumb(document: LegalDocument, provision: Provision): boolean {
  let head = folded(document.text.slice(provision.span.start, provision.body.start));
  for (const part of [provision.number, provision.heading]) {
    if (part !== null) head = head.replace(folded(part), '');
  }
  return head === '';
}

/** A chunk that holds only the title would win every search for it and answer none; the title stands in front of all the others. */
function withoutBareTitle(document: LegalDocument, chunks: readonly Chunk[]): Chunk[] {
  const kept = chunks.filter((one) => folded(document.text.slice(one.span.start, one.span.end)) !== folded(document.title));
  return kept.length > 0 ? kept : [...chunks];
}
