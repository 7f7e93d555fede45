/** Provisions by their numbers: what a citation can mean, in documents that are in memory as a whole. `numbers-file.ts` has the same of an opened generation. */
import { intersect, type LegalDocument, type Period, type Provision } from '../document.js';
import { numberRange, numberValue, romanNumber } from '../numerals.js';
import { isContainer, isDivision, restartsNumbering } from './provision-kinds.js';

/** Something that can be cited by its own number: a part, a section, a schedule. */
export interface Entry {
  readonly document: LegalDocument;
  readonly provision: Provision;
  readonly above: Entry | null;
  readonly inForce: Period;
  /** Inside a schedule or the like, where numbering starts anew. */
  readonly inSchedule: boolean;
}

/** Numbers are normalised and in lower case. */
export interface NumberedProvisions {
  /** What has that number in the versions of a work, in their order. */
  readonly entries: (work: string, number: string) => readonly Entry[];
  /** Works that have something of that number, each once, in the order of the documents. */
  readonly works: (number: string) => readonly string[];
  /** Everything in a work that has a number. */
  readonly all: (work: string) => ReadonlyMap<string, readonly Entry[]>;
}

export function numberedProvisions(documents: readonly LegalDocument[]): NumberedProvisions {
  const works = new Map<string, Map<string, Entry[]>>();
  for (const document of documents) {
    const numbers = works.get(document.work) ?? new Map<string, Entry[]>();
    works.set(document.work, numbers);
    addEntries(numbers, document);
  }
  let holders: ReadonlyMap<string, readonly string[]> | null = null;
  return {
    entries: (work, number) => works.get(work)?.get(number) ?? [],
    works: (number) => (holders ??= worksByNumber(works)).get(number) ?? [],
    all: (work) => works.get(work) ?? new Map<string, readonly Entry[]>(),
  };
}

/** Number -> works that have it: without it a number alone would be looked for in every work. Made when the first question needs it. */
function worksByNumber(works: ReadonlyMap<string, ReadonlyMap<string, unknown>>): Map<string, string[]> {
  const holders = new Map<string, string[]>();
  for (const [work, numbers] of works) {
    for (const number of numbers.keys()) {
      const held = holders.get(number);
      if (held === undefined) holders.set(number, [work]);
      else held.push(work);
    }
  }
  return holders;
}

/** Containers and basic provisions; what lies inside a basic one is found by walking down from it. */
export function addEntries(numbers: Map<string, Entry[]>, document: LegalDocument): void {
  const pending: Entry[] = [];
  const push = (children: readonly Provision[], above: Entry | null, inSchedule: boolean): void => {
    const outer = above?.inForce ?? document.inForce;
    for (let i = children.length - 1; i >= 0; i--) pending.push({ document, provision: children[i]!, above, inForce: intersect(outer, children[i]!.inForce), inSchedule });
  };
  push(document.provisions, null, false);
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { provision } = entry;
    for (const number of numbersOf(provision)) {
      const same = numbers.get(number);
      if (same === undefined) numbers.set(number, [entry]);
      else same.push(entry);
    }
    if (isContainer(provision)) push(provision.provisions, entry, entry.inSchedule || restartsNumbering(provision.kind));
  }
}

export const numberInEId = (eId: string): string | undefined => /_([\p{L}\p{N}-]+)$/u.exec(eId)?.[1]?.toLowerCase();

/** Its printed number, normalised, and the one in its eId (`sec_573c`), which a publisher may have normalised better. A lone schedule is number `''`. */
export function numbersOf(provision: Provision): ReadonlySet<string> {
  const found = new Set<string>();
  if (provision.number !== null) {
    for (const number of [numberValue(provision.number), numberInEId(provision.eId), ...numberRange(provision.number)]) {
      if (number === null || number === undefined) continue;
      const roman = isDivision(provision.kind) || restartsNumbering(provision.kind) ? romanNumber(number) : null;
      found.add(roman === null ? number : String(roman));
    }
  }
  // Of supplementary provisions without a number the first are the law's own, the others those of laws that amended it.
  if (provision.kind === 'transitional') return provision.number !== null || provision.eId === 'transitional_1' || provision.eId === 'transitional' ? found.add('') : found;
  if (restartsNumbering(provision.kind) && found.size === 0) found.add('');
  return found;
}

