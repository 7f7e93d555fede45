/** The citation table: names of works -> works, numbers -> provisions. */
import type { CitationPart, CitationTarget } from '../citation.js';
import { intersect, type LegalDocument, type Period, type Provision } from '../document.js';
import { numberedProvisions, numberInEId, numbersOf, type Entry, type NumberedProvisions } from './numbered-provisions.js';
import { isDivision } from './provision-kinds.js';
import { workNameTable, type WorkNameTable } from './work-name-table.js';

/** A provision of one version of a work. */
export interface FoundProvision {
  readonly document: LegalDocument;
  readonly provision: Provision;
  /** Its own period, cut by those of what it stands in. */
  readonly inForce: Period;
  /** True when every part of the citation was found; false when the provision lacks a lower one, and this is how far it leads. */
  readonly isWhole: boolean;
}

export interface CitationTable extends WorkNameTable {
  /** With no parts: the works of that name, `eId` null. Targets in the order of the documents, none twice; as deep as there are such provisions. */
  readonly lookUp: (named: string | null, parts: readonly CitationPart[]) => readonly CitationTarget[];
  /** The same within one work named by its identifier. */
  readonly lookUpIn: (work: string, parts: readonly CitationPart[]) => readonly CitationTarget[];
  readonly holds: (work: string) => boolean;
  /** Every version of every provision that the parts can mean in these works. */
  readonly find: (works: Iterable<string>, parts: readonly CitationPart[]) => readonly FoundProvision[];
  /** Works that have something of that number. */
  readonly holding: (parts: readonly CitationPart[]) => readonly string[];
  /** The provisions of a work whose numbers are closest to the one cited, in text order: advice, never an answer. */
  readonly closest: (work: string, parts: readonly CitationPart[], most: number) => readonly FoundProvision[];
  readonly versionsOf: (work: string) => readonly LegalDocument[];
}

/** `numbered` are the numbers of the same documents, by default read out of their trees. */
export function citationTable(documents: readonly LegalDocument[], numbered: NumberedProvisions = numberedProvisions(documents)): CitationTable {
  const names = workNameTable(documents);
  const versions = new Map<string, LegalDocument[]>();
  for (const document of documents) versions.set(document.work, [...(versions.get(document.work) ?? []), document]);
  const holding = (parts: readonly CitationPart[]): readonly string[] => (parts.length === 0 ? [] : numbered.works(mainPart(parts).main.value.toLowerCase()));
  return {
    ...names,
    lookUp(named, parts) {
      const meant = named === null ? holding(parts) : [...names.worksNamed(named)];
      return parts.length === 0 ? meant.map((work) => ({ work, eId: null })) : resolve(numbered, meant, parts);
    },
    lookUpIn: (work, parts) => (parts.length === 0 ? [] : resolve(numbered, [work], parts)),
    holds: (work) => versions.has(work),
    find: (meant, parts) => (parts.length === 0 ? [] : find(numbered, meant, parts)),
    holding,
    closest: (work, parts, most) => closest(numbered.all(work), parts, most),
    versionsOf: (work) => versions.get(work) ?? [],
  };
}

/** Units that may print no number and are counted all the same: the first paragraph of a Japanese article, paragraphs of a treaty. */
const countedKinds: ReadonlySet<string> = new Set(['paragraph', 'subsection', 'item', 'point']);

/** Kinds that people take for one another: what a law calls article, its reader calls section. */
const confused: ReadonlySet<string> = new Set(['section', 'article', 'rule', 'regulation', 'paragraph', 'clause']);

/** The part that is looked up by its number: the first that is no division; what stands above it narrows, what stands below is walked down to. */
function mainPart(parts: readonly CitationPart[]): { readonly above: readonly CitationPart[]; readonly main: CitationPart; readonly below: readonly CitationPart[] } {
  const at = Math.max(0, parts.findIndex(({ kind }, i) => !isDivision(kind) || i === parts.length - 1));
  return { above: parts.slice(0, at), main: parts[at]!, below: parts.slice(at + 1) };
}

/** First by the very kind; only when nothing has that, by a kind that people confuse with it. */
function entriesFor(numbered: NumberedProvisions, meant: Iterable<string>, { above, main }: ReturnType<typeof mainPart>): { readonly work: string; readonly entries: readonly Entry[] }[] {
  const value = main.value.toLowerCase();
  const where = (admits: (entry: Entry) => boolean): { work: string; entries: readonly Entry[] }[] =>
    [...meant].flatMap((work) => {
      const entries = numbered.entries(work, value).filter(admits);
      const outside = entries.filter(({ inSchedule }) => !inSchedule);
      const found = outside.length > 0 ? outside : entries;
      const inside = found.filter((entry) => above.every((part) => standsIn(entry, part)));
      return found.length === 0 ? [] : [{ work, entries: inside.length > 0 ? inside : found }];
    });
  const exact = where(({ document, provision }) => provision.kind === main.kind || (main.kind === 'article' && provision.kind === 'section' && callsSectionsArticles(document)));
  if (exact.length > 0 || !confused.has(main.kind)) return exact;
  return where(({ provision, inSchedule }) => !inSchedule && confused.has(provision.kind));
}

/** What the English version of a law calls a section is an article in its French one, though the tree is the same. */
const callsSectionsArticles = ({ language }: LegalDocument): boolean => language.startsWith('fr');

/** Part II holds the section: tells apart sections that are numbered anew in each part. */
function standsIn({ above }: Entry, part: CitationPart): boolean {
  for (let entry = above; entry !== null; entry = entry.above) if (entry.provision.kind === part.kind && numbersOf(entry.provision).has(part.value.toLowerCase())) return true;
  return false;
}

function resolve(numbered: NumberedProvisions, meant: readonly string[], parts: readonly CitationPart[]): CitationTarget[] {
  const cited = mainPart(parts);
  return entriesFor(numbered, meant, cited).flatMap(({ work, entries }) => [...new Set(entries.map(({ provision }) => descend(provision, cited.below).eId))].map((eId) => ({ work, eId })));
}

function find(numbered: NumberedProvisions, meant: Iterable<string>, parts: readonly CitationPart[]): FoundProvision[] {
  const cited = mainPart(parts);
  return entriesFor(numbered, meant, cited).flatMap(({ entries }) =>
    entries.flatMap(({ document, provision, inForce }) => within({ document, provision, inForce, isWhole: true }, cited.below)));
}

/** Every provision that the further parts can mean; the one reached where they lead no further. */
function within(from: FoundProvision, parts: readonly CitationPart[]): FoundProvision[] {
  const [part, ...rest] = parts;
  if (part === undefined) return [from];
  const inner = innersWith(from.provision, part);
  if (inner.length === 0) return [{ ...from, isWhole: isUndivided(from.document, from.provision, part) }];
  return inner.flatMap((provision) => within({ ...from, provision, inForce: intersect(from.inForce, provision.inForce) }, rest));
}

/** Parts that laws do not number and trees do not have: they lead to what holds them. */
const unnumbered: ReadonlySet<string> = new Set(['sentence', 'alinea']);

/** True when what is cited below the provision may well be in its text, though its tree has no such part. */
function isUndivided({ text }: LegalDocument, provision: Provision, { kind, value }: CitationPart): boolean {
  if (unnumbered.has(kind)) return true;
  const isDivided = provision.provisions.some(({ number }) => number !== null);
  if (!isDivided && value === '1') return true;
  const body = text.slice(provision.body.start, provision.body.end).toLowerCase();
  return body.includes(`(${value})`) || (!isDivided && (body.includes(`${value})`) || body.includes(`${value}.`) || body.includes(`${value}°`)));
}

function closest(numbers: ReadonlyMap<string, readonly Entry[]>, parts: readonly CitationPart[], most: number): FoundProvision[] {
  const asked = Number.parseFloat(/\d+(?:-\d+)?/u.exec(mainPart(parts).main.value)?.[0].replace('-', '.') ?? '');
  if (Number.isNaN(asked)) return [];
  const near = [...numbers].flatMap(([number, entries]) => {
    const value = Number.parseFloat(/\d+(?:-\d+)?/u.exec(number)?.[0].replace('-', '.') ?? '');
    const entry = entries.find(({ provision, inSchedule }) => !inSchedule && confused.has(provision.kind));
    return Number.isNaN(value) || entry === undefined ? [] : [{ distance: Math.abs(value - asked), entry }];
  });
  near.sort((one, other) => one.distance - other.distance);
  const chosen = [...new Set(near.slice(0, most).map(({ entry }) => entry))].sort((one, other) => one.provision.span.start - other.provision.span.start);
  return chosen.map(({ document, provision, inForce }) => ({ document, provision, inForce, isWhole: true }));
}

/** Follows the further parts down as far as there are such provisions. */
function descend(provision: Provision, parts: readonly CitationPart[]): Provision {
  let reached = provision;
  for (const part of parts) {
    const next = innersWith(reached, part)[0];
    if (next === undefined) return reached;
    reached = next;
  }
  return reached;
}

/**
 * The nearest inner provisions with that number: on the first level that has some, those of that kind if there are any. Articles and
 * sections of a schedule may lie below its chapters, whose numbers are none of theirs.
 */
function innersWith(provision: Provision, part: CitationPart): readonly Provision[] {
  const value = part.value.toLowerCase();
  const wantsDivision = isDivision(part.kind);
  const isBasic = part.kind === 'article' || part.kind === 'section';
  let others: readonly Provision[] = [];
  for (let level = provision.provisions; level.length > 0; level = level.flatMap((inner) => inner.provisions)) {
    const same = level.filter((inner) => (wantsDivision || !isDivision(inner.kind)) && numbersOf(inner).has(value));
    const exact = same.filter(({ kind }) => kind === part.kind);
    if (exact.length > 0) return exact;
    if (others.length === 0) others = same.length > 0 ? same : level.filter(({ kind, number, eId }) => number === null && countedKinds.has(kind) && numberInEId(eId) === value).slice(0, 1);
    if (others.length > 0 && !isBasic) return others;
  }
  return others;
}
