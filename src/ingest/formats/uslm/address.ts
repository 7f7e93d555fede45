/** Addresses of USLM (User Guide, 11.5 and 12): `/us/usc/t26/s501/c/3` -> the work and the provision by its numbers. */
import type { CitationPart } from '../../../citation.js';
import { numberValue, romanNumber } from '../../../numerals.js';
import type { MarkTarget } from '../../tree/draft.js';
import { abbreviations } from '../../tree/identifiers.js';

export interface UslmAddress {
  /** As `LegalDocument.work`: `us/usc/t26`. */
  readonly work: string;
  readonly parts: readonly CitationPart[];
}

/** How many segments name the work, by the second segment of addresses that begin with `us`. */
const workLengths: Readonly<Record<string, number>> = { usc: 3, cfr: 3, pl: 4, pvtl: 4, bill: 5, sComp: 4, stat: 3, fr: 3, eo: 3, proc: 3, act: 4, const: 2, hrpt: 4, srpt: 4 };

/** Prefixes of the levels down to the section, longest first; `p` and `sp` are those of the Code of Federal Regulations. */
const prefixes: readonly (readonly [string, string])[] = [
  ['spt', 'subpart'], ['sch', 'subchapter'], ['art', 'article'], ['st', 'subtitle'], ['sp', 'subpart'], ['sd', 'subdivision'], ['ch', 'chapter'], ['pt', 'part'],
  ['p', 'part'], ['t', 'title'], ['d', 'division'], ['s', 'section'],
];
/** Levels below a section, which have no prefix: (a), (1), (A), (i), (I), (aa), (AA), (aaa). */
const smallLevels = ['subsection', 'paragraph', 'subparagraph', 'clause', 'subclause', 'item', 'point', 'indent'];

/** `1400Z–1` -> `1400z-1`, `(2)` -> `2`, `101...103` -> `101`; `null` when it is no number. */
export function uslmValue(written: string | undefined): string | null {
  const value = (written ?? '').split(/\.{2,}|[:,;]|\sto\s/u)[0]!.trim().toLowerCase().replace(/^[“"([]+|[)\].]+$/gu, '').replace(/[–—‑.]/gu, '-');
  return /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u.test(value) && value !== 'nan' ? value : null;
}

const romanKinds = new Set(['title', 'chapter', 'subchapter', 'part', 'article', 'schedule']);

/**
 * The value of a level: Roman numbers of titles, chapters and parts are numbers (`II` -> `2`, as `numberValue` reads `Part II`), while
 * divisions, subtitles and subparts are lettered, and `Part C` and `Part D` are no hundred and no five hundred.
 */
export function levelValue(kind: string, written: string | undefined): string | null {
  const value = uslmValue(written);
  const roman = value === null || !romanKinds.has(kind) || /^[cdlm]$/u.test(value) ? null : romanNumber(value);
  return roman === null ? value : String(roman);
}

function levelOf(segment: string): CitationPart | null {
  const found = prefixes.find(([prefix]) => segment.startsWith(prefix) && /^[\dIVXLCA-Z(]/u.test(segment.slice(prefix.length)));
  if (found === undefined) return null;
  const [prefix, kind] = found;
  // `s1501nt`: the note under section 1501.
  const written = segment.slice(prefix.length).replace(/(?<=\d[a-z]?)nt$/u, '');
  const value = levelValue(kind, written);
  return value === null ? null : { kind, value };
}

/** Where the numbers below a section begin: with a letter, a number (a paragraph right below the section), a capital. */
function smallParts(segments: readonly string[]): CitationPart[] {
  const first = segments[0] ?? '';
  const start = /^\d/u.test(first) ? 1 : /^\p{Lu}/u.test(first) ? 2 : 0;
  return segments.flatMap((segment, at): CitationPart[] => {
    const value = uslmValue(segment);
    return value === null || value === 'etseq' ? [] : [{ kind: smallLevels[Math.min(start + at, smallLevels.length - 1)]!, value }];
  });
}

function partsOf(segments: readonly string[]): CitationPart[] {
  const parts: CitationPart[] = [];
  for (let at = 0; at < segments.length; at++) {
    const part = levelOf(segments[at]!);
    if (part === null) return parts;
    parts.push(part);
    if (part.kind === 'section' || part.kind === 'article') return [...parts, ...smallParts(segments.slice(at + 1))];
  }
  return parts;
}

/** `null`: no address of a work (a file name, a place in the same file, a web page). */
export function uslmAddress(href: string): UslmAddress | null {
  const segments = href.replace(/[@!#?].*$/u, '').replace(/\s+/gu, '').split('/').slice(1).filter((segment) => segment !== '');
  if (!/^\//u.test(href.trim()) || segments.length < 2) return null;
  const [jurisdiction, collection, first = '', second = ''] = segments as [string, string, string?, string?];
  if (jurisdiction === 'us' && collection === 'usc' && /^app/u.test(second)) return { work: `us/usc/${first}a`, parts: partsOf(segments.slice(4)) };
  // Volumes and the Federal Register are cited by page; a document of the latter by its own number.
  if (jurisdiction === 'us' && (collection === 'stat' || collection === 'fr')) {
    if (/^frdoc/u.test(second)) return { work: segments.slice(0, 4).join('/'), parts: partsOf(segments.slice(4)) };
    return { work: segments.slice(0, 3).join('/'), parts: /^\d+$/u.test(second) ? [{ kind: 'page', value: second }] : [] };
  }
  const known = jurisdiction === 'us' ? workLengths[collection] : undefined;
  const level = segments.findIndex((segment, at) => at > 1 && levelOf(segment) !== null);
  const length = known ?? (level === -1 ? segments.length : level);
  return segments.length < length ? null : { work: segments.slice(0, length).join('/'), parts: partsOf(segments.slice(length)) };
}

/** The eId that our own documents give the provision: sections are numbered throughout, what is below them inside them. */
export function eIdOf(parts: readonly CitationPart[]): string | null {
  const basic = Math.max(0, parts.findIndex(({ kind }) => kind === 'section' || kind === 'article'));
  const named = parts[basic]?.kind === 'section' || parts[basic]?.kind === 'article' ? parts.slice(basic) : parts.slice(-1);
  if (named.length === 0 || named[0]!.kind === 'page') return null;
  return named.map(({ kind, value }) => `${abbreviations[kind] ?? kind}_${value}`).join('__');
}

/** The target of a `ref`; `own`: the work the reference stands in, whose provisions are known by their very addresses. */
export function uslmTarget(href: string, own: string | null): MarkTarget | null {
  const inside = /^#(.+)$/u.exec(href)?.[1];
  if (inside !== undefined) return { work: null, id: inside, parts: [] };
  const address = uslmAddress(href);
  if (address === null) return null;
  const id = address.work === own ? href.replace(/\s+/gu, '') : eIdOf(address.parts);
  return { work: address.work, id, parts: address.parts };
}

/** The value the source gives a number, where the number as printed would be read as something else. */
export function citedValue(printed: string | null, written: string | undefined, kind: string): string | undefined {
  const value = levelValue(kind, written);
  return value === null || (printed !== null && numberValue(printed) === value) ? undefined : value;
}
