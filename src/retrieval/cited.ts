/** What a question cites, held against the corpus: one provision, several that it may mean, or none. */
import type { Citation, CitationTarget } from '../citation.js';
import { isInForce, type Day, type LegalDocument } from '../document.js';
import type { CitationTable, FoundProvision } from '../indexing/citations.js';
import { primaryLanguage } from '../language.js';
import type { ReadCitation } from './read-citations.js';

/**
 * found               one provision is meant, and the corpus holds it
 * ambiguous           several are meant by the same words: a name that two works bear, a number without a work
 * not-in-force        it is there, but not on the day asked for
 * no-such-provision   the work is there and has no such provision
 * unknown-work        no work of that name is admitted; or no work is named, and none has such a provision
 */
export const citationOutcomes = ['found', 'ambiguous', 'not-in-force', 'no-such-provision', 'unknown-work'] as const;
export type CitationOutcome = (typeof citationOutcomes)[number];

export interface CitedProvisions {
  /** As it stands in the question; its target is set when one provision is meant. */
  readonly citation: Citation;
  readonly outcome: CitationOutcome;
  /** What it can mean, each provision once, in the order of the corpus; in the question's language where the work has it. */
  readonly candidates: readonly FoundProvision[];
  /** How many it can mean; for a number without a work that very many have, with the works that were not looked into. */
  readonly count: number;
  /** Where there is no such provision: those of the work that come closest. Advice, never what was meant. */
  readonly nearest: readonly FoundProvision[];
}

export interface Admitted {
  /** `null`: any day. */
  readonly asOf: Day | null;
  /** Of the question, BCP 47. */
  readonly language: string;
  /** `null` where every document is. */
  readonly document: ((document: LegalDocument) => boolean) | null;
}

/** Provisions named as advice when a number is wrong. */
const mostNearest = 5;

/** One result for what was read; more where it was a range (`ss. 5-7`), none where the words were only a guess at a citation and lead nowhere. */
export function holdAgainst(table: CitationTable, read: ReadCitation, text: string, admitted: Admitted): CitedProvisions[] {
  const held = holdOne(table, read, text, admitted);
  if (held?.outcome !== 'no-such-provision') return held === null ? [] : [held];
  const each = inRange(read).map((one) => holdOne(table, one, text, admitted));
  return each.length > 0 && each.every((one) => one !== null && one.candidates.length > 0) ? each.flatMap((one) => one ?? []) : [held];
}

/** More provisions in one range nobody asks for in a question; a wider one is a number with a hyphen. */
const widestRange = 20;

/** `5-7` is one number in some laws; where the law has none such, it is three. */
function inRange(read: ReadCitation): ReadCitation[] {
  const [main, ...below] = read.parts;
  const { from, to } = /^(?<from>\d+)-(?<to>\d+)$/u.exec(main!.value)?.groups ?? {};
  const width = Number(to) - Number(from);
  if (!(width > 0 && width <= widestRange) || below.length > 0) return [];
  return Array.from({ length: width + 1 }, (_, at) => ({ ...read, parts: [{ kind: main!.kind, value: String(Number(from) + at) }] }));
}

function holdOne(table: CitationTable, read: ReadCitation, text: string, admitted: Admitted): CitedProvisions | null {
  const { span, parts, named } = read;
  const citation: Citation = { span, text: text.slice(span.start, span.end), named, parts, target: null };
  const meant = read.works === null ? table.holding(parts) : [...read.works];
  const { document: admits } = admitted;
  const works = admits === null ? meant : meant.filter((work) => table.versionsOf(work).some(admits));
  const { found, left } = lookInto(table, works, parts, admitted);
  const whole = found.filter(({ isWhole }) => isWhole);
  if (whole.length === 0) {
    if (read.isGuess && !isSureMiss(read)) return null;
    const isUnknown = read.works === null ? found.length === 0 : works.length === 0;
    const nearest = found.length > 0 ? eachOnce(found, admitted.language) : works.length === 1 ? table.closest(works[0]!, parts, mostNearest) : [];
    return { citation, outcome: isUnknown ? 'unknown-work' : 'no-such-provision', candidates: [], count: 0, nearest: nearest.slice(0, mostNearest) };
  }
  const { asOf } = admitted;
  const today = asOf === null ? whole : whole.filter(({ inForce }) => isInForce(inForce, asOf));
  const candidates = asSpelled(eachOnce(today.length > 0 ? today : whole, admitted.language), named);
  const [only] = candidates;
  const count = candidates.length + left;
  const target = count === 1 ? targetOf(only!) : null;
  return { citation: { ...citation, target }, outcome: today.length === 0 ? 'not-in-force' : target === null ? 'ambiguous' : 'found', candidates, count, nearest: [] };
}

/** Works looked into at a time: `§ 1` stands in nearly every one of thousands, and a question must not wait for all of them. */
const lookedInto = 100;

/** What the works have of that number; where there are more works than one looks into, those `left` have the number and are only counted. */
function lookInto(table: CitationTable, works: readonly string[], parts: ReadCitation['parts'], { asOf, document: admits }: Admitted): { readonly found: readonly FoundProvision[]; readonly left: number } {
  const found: FoundProvision[] = [];
  let at = 0;
  const isCandidate = ({ isWhole, inForce }: FoundProvision): boolean => isWhole && (asOf === null || isInForce(inForce, asOf));
  while (at < works.length && !found.some(isCandidate)) {
    found.push(...table.find(works.slice(at, at + lookedInto), parts).filter(({ document }) => admits === null || admits(document)));
    at += lookedInto;
  }
  return { found, left: Math.max(0, works.length - at) };
}

const spelled = (name: string): string => name.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Names are looked up without accents; where that makes one of two (`SÜG` and `SUG`), the one that is written so is meant. */
function asSpelled(candidates: FoundProvision[], named: string | null): FoundProvision[] {
  if (named === null || candidates.length < 2) return candidates;
  const written = spelled(named);
  const same = candidates.filter(({ document }) => [document.title, ...document.aliases].some((name) => spelled(name) === written));
  return same.length > 0 ? same : candidates;
}

/** `9999 BGB` is a wrong citation; `Dog Act 2019`, `BGB 2002` may be a year. */
const isSureMiss = ({ parts, named }: ReadCitation): boolean => /\p{Lu}.*\p{Lu}/u.test(named ?? '') && !/^(?:1[5-9]|20)\d\d$/u.test(parts[0]!.value);

export const targetOf = ({ document, provision }: FoundProvision): CitationTarget => ({ work: document.work, eId: provision.eId });

/** One version of each provision, that in the language if there is one. A number that stands twice in a work only in another language's version does not count. */
function eachOnce(found: readonly FoundProvision[], language: string): FoundProvision[] {
  const primary = primaryLanguage(language);
  const speaks = ({ document }: FoundProvision): boolean => primaryLanguage(document.language) === primary;
  const spoken = new Set(found.filter(speaks).map(({ document }) => document.work));
  const kept = new Map<string, FoundProvision>();
  for (const one of found) {
    if (spoken.has(one.document.work) && !speaks(one)) continue;
    const key = `${one.document.work}#${one.provision.eId}`;
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()];
}
