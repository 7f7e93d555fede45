/**
 * The citation table: names of works -> works, numbers -> provisions. Made from the documents when a generation is opened (a walk
 * over trees that are in memory anyway), so that it can never disagree with them.
 */
import type { CitationPart, CitationTarget } from '../citation.js';
import type { LegalDocument, Provision } from '../document.js';
import { numberValue, romanNumber } from '../numerals.js';
import { nameKeys, nameReadings, withoutYear } from '../work-names.js';
import { isContainer, isDivision, restartsNumbering } from './provision-kinds.js';

export interface CitationTable {
  /** See Snapshot.lookUp. With no parts: the works of that name, `eId` null. Targets in the order of the documents, none twice. */
  readonly lookUp: (named: string | null, parts: readonly CitationPart[]) => readonly CitationTarget[];
  /** The same within one work named by its identifier. */
  readonly lookUpIn: (work: string, parts: readonly CitationPart[]) => readonly CitationTarget[];
  readonly holds: (work: string) => boolean;
}

/** Something that can be cited by its own number: a part, a section, a schedule. */
interface Entry {
  readonly provision: Provision;
  /** Inside a schedule or the like, where numbering starts anew. */
  readonly inSchedule: boolean;
}

/** Work -> number -> entries of all its versions. */
type Works = ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>>;

export function citationTable(documents: readonly LegalDocument[]): CitationTable {
  const names = nameTable(documents);
  const works = new Map<string, Map<string, Entry[]>>();
  for (const document of documents) {
    let numbers = works.get(document.work);
    if (numbers === undefined) works.set(document.work, (numbers = new Map<string, Entry[]>()));
    addEntries(numbers, document.provisions);
  }
  return {
    lookUp(named, parts) {
      const meant = named === null ? [...works.keys()] : [...worksNamed(names, named)];
      if (parts.length === 0) return named === null ? [] : meant.map((work) => ({ work, eId: null }));
      return resolve(works, meant, parts);
    },
    lookUpIn: (work, parts) => (parts.length === 0 ? [] : resolve(works, [work], parts)),
    holds: (work) => works.has(work),
  };
}

interface NameTable {
  /** Names as the documents give them, in the forms of `nameKeys`. */
  readonly whole: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same without the year at their end, for those that have one. */
  readonly yearless: ReadonlyMap<string, ReadonlySet<string>>;
}

const none: ReadonlySet<string> = new Set();

function nameTable(documents: readonly LegalDocument[]): NameTable {
  const whole = new Map<string, Set<string>>();
  const yearless = new Map<string, Set<string>>();
  for (const document of documents) {
    for (const key of [document.title, ...document.aliases].flatMap((name) => nameKeys(name, document.language))) {
      whole.set(key, (whole.get(key) ?? new Set()).add(document.work));
      const bare = withoutYear(key);
      if (bare !== key) yearless.set(bare, (yearless.get(bare) ?? new Set()).add(document.work));
    }
  }
  return { whole, yearless };
}

/** As written; else without a year that only the document gives; else without a year that only the asker gives. Another year is another law. */
function worksOfName({ whole, yearless }: NameTable, name: string): ReadonlySet<string> {
  const found = whole.get(name) ?? yearless.get(name);
  if (found !== undefined) return found;
  const bare = withoutYear(name);
  const otherYears = yearless.get(bare) ?? none;
  return bare === name ? none : new Set([...(whole.get(bare) ?? none)].filter((work) => !otherYears.has(work)));
}

function worksNamed(names: NameTable, named: string): ReadonlySet<string> {
  for (const keys of nameReadings(named)) {
    for (const key of keys) {
      const works = worksOfName(names, key);
      if (works.size > 0) return works;
    }
  }
  return none;
}

/** Containers and basic provisions; what lies inside a basic one is found by walking down from it. */
function addEntries(numbers: Map<string, Entry[]>, provisions: readonly Provision[]): void {
  const pending: Entry[] = [];
  const push = (children: readonly Provision[], inSchedule: boolean): void => {
    for (let i = children.length - 1; i >= 0; i--) pending.push({ provision: children[i]!, inSchedule });
  };
  push(provisions, false);
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { provision } = entry;
    for (const number of numbersOf(provision)) {
      const same = numbers.get(number);
      if (same === undefined) numbers.set(number, [entry]);
      else same.push(entry);
    }
    if (isContainer(provision)) push(provision.provisions, entry.inSchedule || restartsNumbering(provision.kind));
  }
}

/** Units that may print no number and are counted all the same: the first paragraph of a Japanese article, paragraphs of a treaty. */
const countedKinds: ReadonlySet<string> = new Set(['paragraph', 'subsection', 'item', 'point']);
const numberInEId = (eId: string): string | undefined => /_([\p{L}\p{N}-]+)$/u.exec(eId)?.[1]?.toLowerCase();

/** Its printed number, normalised, and the one in its eId (`sec_573c`), which a publisher may have normalised better. A lone schedule is number `''`. */
function numbersOf(provision: Provision): ReadonlySet<string> {
  const found = new Set<string>();
  if (provision.number !== null) {
    for (const number of [numberValue(provision.number), numberInEId(provision.eId)]) {
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

/** Kinds that people take for one another: what a law calls article, its reader calls section. */
const confused: ReadonlySet<string> = new Set(['section', 'article', 'rule', 'regulation', 'paragraph', 'clause']);

/** First by the very kind; only when nothing has that, by a kind that people confuse with it. */
function resolve(works: Works, meant: readonly string[], parts: readonly CitationPart[]): CitationTarget[] {
  const at = Math.max(0, parts.findIndex(({ kind }, i) => !isDivision(kind) || i === parts.length - 1));
  const main = parts[at]!;
  const below = parts.slice(at + 1);
  const value = main.value.toLowerCase();
  const targetsWhere = (admits: (entry: Entry) => boolean): CitationTarget[] =>
    meant.flatMap((work) => {
      const entries = (works.get(work)?.get(value) ?? []).filter(admits);
      const outside = entries.filter(({ inSchedule }) => !inSchedule);
      const eIds = new Set((outside.length > 0 ? outside : entries).map(({ provision }) => descend(provision, below).eId));
      return [...eIds].map((eId) => ({ work, eId }));
    });
  const exact = targetsWhere(({ provision }) => provision.kind === main.kind);
  if (exact.length > 0 || !confused.has(main.kind)) return exact;
  return targetsWhere(({ provision, inSchedule }) => !inSchedule && confused.has(provision.kind));
}

/** Follows the further parts down as far as there are such provisions. */
function descend(provision: Provision, parts: readonly CitationPart[]): Provision {
  let reached = provision;
  for (const part of parts) {
    const next = innerWith(reached, part);
    if (next === null) return reached;
    reached = next;
  }
  return reached;
}

/** The nearest inner provision with that number, level by level; of two on one level the one of that kind. */
function innerWith(provision: Provision, part: CitationPart): Provision | null {
  let level = provision.provisions;
  while (level.length > 0) {
    const value = part.value.toLowerCase();
    const same = level.filter((inner) => numbersOf(inner).has(value));
    if (same.length > 0) return same.find(({ kind }) => kind === part.kind) ?? same[0]!;
    const counted = level.find(({ kind, number, eId }) => number === null && countedKinds.has(kind) && numberInEId(eId) === value);
    if (counted !== undefined) return counted;
    level = level.flatMap((inner) => inner.provisions);
  }
  return null;
}
