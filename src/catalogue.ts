/** What a generation holds, for looking things up: works, their expressions, a provision with its neighbours. */
import type { ExpressionView, IndexView, ProvisionSummary, ProvisionView, WorkSummary, WorkView } from './contract.js';
import { intersect, isInForce, pageAt, textOf, walk, type Day, type LegalDocument, type Located, type Provision } from './document.js';
import { ResponsaError } from './errors.js';
import { labelOf, wholeText } from './answering/cite.js';
import type { Snapshot } from './indexing/snapshot.js';
import { primaryLanguage } from './language.js';

export function worksOf(snapshot: Snapshot): WorkSummary[] {
  const byWork = new Map<string, LegalDocument[]>();
  for (const document of snapshot.documents) byWork.set(document.work, [...(byWork.get(document.work) ?? []), document]);
  return [...byWork.values()].map(summarize).sort((a, b) => (a.work < b.work ? -1 : 1));
}

export function workOf(snapshot: Snapshot, id: string, asOf: Day): WorkView {
  const documents = expressionsOf(snapshot, id);
  return {
    ...summarize(documents),
    asOf,
    aliases: [...new Set(documents.flatMap(({ aliases }) => aliases))],
    versions: documents.map((document) => expressionView(document, asOf)),
  };
}

/** The provision `eId` of the expression in force on `asOf`; eId `text` is the whole of an expression, for text outside all provisions. */
export function provisionOf(snapshot: Snapshot, work: string, eId: string, asOf: Day, language: string | undefined): ProvisionView {
  const document = expressionInForce(snapshot, work, asOf, language);
  const located = eId === wholeText ? null : find(document, eId);
  const provision = located?.provision ?? wholeDocument(document);
  const ancestors = located?.ancestors ?? [];
  const siblings = ancestors.at(-1)?.provisions ?? (located === null ? [provision] : document.provisions);
  const place = siblings.indexOf(provision);
  const neighbour = (at: number): ProvisionSummary | null => (siblings[at] === undefined ? null : summarizeProvision(document, siblings[at], asOf, false));
  const parent = ancestors.at(-1);
  return {
    work,
    expression: document.expression,
    eId,
    number: provision.number,
    heading: provision.heading,
    label: labelOf(document, located),
    title: document.title,
    page: pageAt(document, provision.span.start),
    breadcrumb: ancestors.map(nameOf),
    language: document.language,
    inForce: periodOf(document, [...ancestors, provision]),
    status: provision.status,
    asOf,
    text: textOf(document, provision),
    references: provision.references.map((reference) => ({
      ...reference,
      span: { start: reference.span.start - provision.body.start, end: reference.span.end - provision.body.start },
    })),
    provisions: provision.provisions.map((child) => summarizeProvision(document, child, asOf, true)),
    parent: parent === undefined ? null : summarizeProvision(document, parent, asOf, false),
    previous: neighbour(place - 1),
    next: neighbour(place + 1),
  };
}

export function indexOf(snapshot: Snapshot, models: { readonly engine: string; readonly reader: string }): IndexView {
  const { manifest } = snapshot;
  const days = snapshot.documents.flatMap(({ inForce }) => [inForce.from, inForce.to]).filter((day) => day !== null).sort();
  return {
    generation: manifest.id,
    created: manifest.created,
    counts: manifest.counts,
    collections: manifest.collections,
    languages: manifest.languages,
    denseWeights: manifest.denseWeights,
    ...(manifest.searchWidth !== undefined && { searchWidth: manifest.searchWidth }),
    readings: manifest.readings,
    synonyms: manifest.synonyms ?? {},
    jurisdictions: manifest.jurisdictions,
    dateRange: { from: days[0] ?? null, to: days.at(-1) ?? null },
    models: { embedder: manifest.embedder, ...models },
    parameters: manifest.parameters,
    skipped: manifest.skipped,
    warnings: manifest.warnings,
  };
}

function expressionsOf(snapshot: Snapshot, work: string): [LegalDocument, ...LegalDocument[]] {
  const [first, ...others] = snapshot.documents.filter((document) => document.work === work);
  if (first === undefined) throw new ResponsaError('not-found', `The corpus has no work "${work}".`, 'GET /v1/works lists the works it has.');
  return [first, ...others];
}

function expressionInForce(snapshot: Snapshot, work: string, asOf: Day, language: string | undefined): LegalDocument {
  const documents = expressionsOf(snapshot, work);
  const then = documents.filter(({ inForce }) => isInForce(inForce, asOf));
  const wanted = language === undefined ? then : then.filter((document) => primaryLanguage(document.language) === primaryLanguage(language));
  const found = wanted[0] ?? then[0];
  if (found !== undefined) return found;
  const periods = documents.map(({ inForce }) => `${inForce.from ?? 'the beginning'} to ${inForce.to ?? 'today and on'}`).join('; ');
  throw new ResponsaError('not-found', `No version of "${work}" is in force on ${asOf}.`, `Its versions are in force: ${periods}. Name another day with asOf.`);
}

function find(document: LegalDocument, eId: string): Located {
  for (const located of walk(document.provisions)) if (located.provision.eId === eId) return located;
  throw new ResponsaError('not-found', `"${document.expression}" has no provision "${eId}".`, `GET /v1/works/${encodeURIComponent(document.work)} lists its provisions.`);
}

/** A page without headings is one unit; so is what stands outside all provisions of a law. */
function wholeDocument(document: LegalDocument): Provision {
  const span = { start: 0, end: document.text.length };
  return { eId: wholeText, kind: 'body', number: null, heading: document.title, span, body: span, inForce: null, status: 'in-force', references: [], provisions: document.provisions };
}

function hrefOfWork(work: string): string {
  return `/v1/works/${encodeURIComponent(work)}`;
}

function summarize([first, ...others]: readonly LegalDocument[]): WorkSummary {
  if (first === undefined) throw new Error('A work without expressions cannot be summarized.');
  const documents = [first, ...others];
  // The title of the newest version names the work; its authentic language comes first in the corpus.
  const newest = documents.reduce((latest, document) => ((document.inForce.from ?? '') > (latest.inForce.from ?? '') ? document : latest));
  return {
    work: first.work,
    title: newest.title,
    type: newest.type,
    jurisdiction: newest.jurisdiction,
    collection: newest.source.collection,
    languages: [...new Set(documents.map(({ language }) => language))].sort(),
    expressions: documents.length,
    href: hrefOfWork(first.work),
  };
}

function expressionView(document: LegalDocument, asOf: Day): ExpressionView {
  const { collection, path, format, digest, url } = document.source;
  return {
    expression: document.expression,
    language: document.language,
    title: document.title,
    inForce: document.inForce,
    current: isInForce(document.inForce, asOf),
    source: { collection, path, format, digest, url },
    warnings: document.warnings,
    provisions: document.provisions.map((provision) => summarizeProvision(document, provision, document.inForce.from ?? asOf, true)),
  };
}

function nameOf({ number, heading }: Provision): string {
  return [number, heading].filter((part) => part !== null).join(' ');
}

function periodOf(document: LegalDocument, chain: readonly Provision[]): { from: Day | null; to: Day | null } {
  return chain.reduce((period, { inForce }) => intersect(period, inForce), document.inForce);
}

function summarizeProvision(document: LegalDocument, provision: Provision, asOf: Day, deep: boolean): ProvisionSummary {
  const query = new URLSearchParams({ asOf, language: document.language });
  return {
    eId: provision.eId,
    kind: provision.kind,
    number: provision.number,
    heading: provision.heading,
    inForce: intersect(document.inForce, provision.inForce),
    status: provision.status,
    href: `${hrefOfWork(document.work)}/provisions/${encodeURIComponent(provision.eId)}?${query.toString()}`,
    provisions: deep ? provision.provisions.map((child) => summarizeProvision(document, child, asOf, true)) : [],
  };
}
