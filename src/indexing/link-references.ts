/**
 * References that lead to other works, resolved when all works are known: by the identifier the source gives, else by the name that is
 * written there. What is ambiguous stays unresolved: a wrong link is worse than none.
 */
import type { Citation, CitationTarget } from '../citation.js';
import { walk, type LegalDocument, type Provision } from '../document.js';
import { citationTable, type CitationTable } from './citations.js';

export interface ReferenceCounts {
  readonly found: number;
  /** Those that lead to a provision, or to a work as a whole when they name no provision. */
  readonly resolved: number;
  /** Of those resolved, the ones that lead to another work. */
  readonly toOtherWorks: number;
  /** The work is named and is not in the corpus. */
  readonly workUnknown: number;
  /** The work is known and has no such provision. */
  readonly provisionUnknown: number;
  /** More than one work or provision is meant by the words. */
  readonly ambiguous: number;
}

type Outcome = Exclude<keyof ReferenceCounts, 'found' | 'toOtherWorks'>;

interface Corpus {
  readonly table: CitationTable;
  readonly jurisdictions: ReadonlyMap<string, string>;
  /** eIds of every work, of all its expressions. */
  readonly eIds: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `documents` with the targets of their references as far as the corpus holds them. Documents without such references are handed back as they are. */
export function linkReferences(documents: readonly LegalDocument[]): { readonly documents: readonly LegalDocument[]; readonly counts: ReferenceCounts } {
  const corpus = corpusOf(documents);
  const counts: Record<keyof ReferenceCounts, number> = { found: 0, resolved: 0, toOtherWorks: 0, workUnknown: 0, provisionUnknown: 0, ambiguous: 0 };
  const linked = documents.map((document): LegalDocument => {
    const provisions = linkProvisions(document.provisions, (citation) => {
      const { target, outcome } = resolve(corpus, document, citation);
      counts.found += 1;
      counts[outcome] += 1;
      if (outcome === 'resolved' && target?.work !== document.work) counts.toOtherWorks += 1;
      return isSame(target, citation.target) ? citation : { ...citation, target };
    });
    return provisions === document.provisions ? document : { ...document, provisions };
  });
  return { documents: linked, counts };
}

function corpusOf(documents: readonly LegalDocument[]): Corpus {
  const eIds = new Map<string, Set<string>>();
  for (const { work, provisions } of documents) {
    const known = eIds.get(work) ?? new Set();
    for (const { provision } of walk(provisions)) known.add(provision.eId);
    eIds.set(work, known);
  }
  return { table: citationTable(documents), jurisdictions: new Map(documents.map(({ work, jurisdiction }) => [work, jurisdiction])), eIds };
}

function isSame(one: CitationTarget | null, other: CitationTarget | null): boolean {
  return one === other || (one !== null && other !== null && one.work === other.work && one.eId === other.eId);
}

/** The very same array when nothing in it changed, so that unchanged trees are not copied. Nesting is bounded by the parsers. */
function linkProvisions(provisions: readonly Provision[], link: (citation: Citation) => Citation): readonly Provision[] {
  const linked = provisions.map((provision) => {
    const references = provision.references.map(link);
    const inner = linkProvisions(provision.provisions, link);
    const isUnchanged = inner === provision.provisions && references.every((reference, at) => reference === provision.references[at]);
    return isUnchanged ? provision : { ...provision, references, provisions: inner };
  });
  return linked.every((provision, at) => provision === provisions[at]) ? provisions : linked;
}

function resolve(corpus: Corpus, document: LegalDocument, citation: Citation): { readonly target: CitationTarget | null; readonly outcome: Outcome } {
  const { target, named, parts } = citation;
  if (target?.work === document.work) return target.eId === null && parts.length > 0 ? { target, outcome: 'provisionUnknown' } : { target, outcome: 'resolved' };
  if (target !== null) return withinWork(corpus, target, citation);
  if (named === null) return { target, outcome: 'provisionUnknown' };
  const works = nearest(corpus, document, corpus.table.lookUp(named, []).map(({ work }) => work));
  const [work, ...others] = works;
  if (work === undefined) return { target, outcome: 'workUnknown' };
  return others.length > 0 ? { target, outcome: 'ambiguous' } : withinWork(corpus, { work, eId: null }, citation);
}

const country = (jurisdiction: string): string => jurisdiction.split('-')[0]!;

/**
 * Of several works of one name those of the citing law's own jurisdiction are meant, else those of its country or of the European
 * Union. Another country's law is none of them: every country has a civil code.
 */
function nearest({ jurisdictions }: Corpus, { jurisdiction }: LegalDocument, works: readonly string[]): readonly string[] {
  const own = works.filter((work) => jurisdictions.get(work) === jurisdiction);
  if (own.length > 0) return own;
  return works.filter((work) => [country(jurisdiction), 'eu', 'zz'].includes(country(jurisdictions.get(work) ?? 'zz')));
}

function withinWork({ table, eIds }: Corpus, { work, eId }: CitationTarget, { parts }: Citation): { readonly target: CitationTarget; readonly outcome: Outcome } {
  if (!table.holds(work)) return { target: { work, eId }, outcome: 'workUnknown' };
  if (eId !== null && eIds.get(work)?.has(eId) === true) return { target: { work, eId }, outcome: 'resolved' };
  const found = table.lookUpIn(work, parts);
  if (found.length === 1) return { target: found[0]!, outcome: 'resolved' };
  const whole = { work, eId: null };
  if (found.length > 1) return { target: whole, outcome: 'ambiguous' };
  return parts.length === 0 && eId === null ? { target: whole, outcome: 'resolved' } : { target: whole, outcome: 'provisionUnknown' };
}
