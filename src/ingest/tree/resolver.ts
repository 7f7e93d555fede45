/**
 * Where the citations of one document lead inside it: the provisions by kind and number, seen from where the citation stands. What the
 * words leave open stays open: a wrong link is worse than none.
 */
import type { SpokenOf } from '../../citation-grammar.js';
import { outerKinds } from '../../citation-units.js';
import { relativeValues, type CitationPart } from '../../citation.js';
import { numberValue, romanNumber } from '../../numerals.js';
import { nameKeys, nameReadings } from '../../work-names.js';
import { isDraft, type Draft } from './draft.js';

/** A provision as a place that can be cited. */
export interface Place {
  readonly eId: string;
  readonly draft: Draft;
  readonly value: string | null;
  readonly above: Place | null;
  readonly below: readonly Place[];
  /** Its place among those below `above`. */
  readonly position: number;
  /** Those below by value, where there are many of them. */
  readonly index: ReadonlyMap<string, readonly Place[]> | null;
  /** The schedule, annexed document or supplementary provisions it stands in, where numbering starts anew; `null` in the law itself. */
  readonly scope: Place | null;
}

export interface Resolver {
  readonly work: string;
  readonly language: string;
  readonly title: string;
  /** By the source's identifiers and the eIds. */
  readonly byIdentifier: ReadonlyMap<string, string>;
  readonly placeOf: (draft: Draft) => Place | undefined;
  /** Title and aliases, in the forms they are cited by. */
  readonly ownNames: ReadonlySet<string>;
  readonly byNumber: ReadonlyMap<string, readonly Place[]>;
  /** The sections, articles or rules next to a place, in its scope and in text order: 前条 is the one before. */
  readonly beside: (place: Place, step: 1 | -1) => Place | undefined;
  /** The kinds of basic units that the document has. */
  readonly basicKinds: ReadonlySet<string>;
  /** Schedules, annexes and supplementary provisions by kind, in text order. */
  readonly scopes: ReadonlyMap<string, readonly Place[]>;
  /** Whether a place amends a law, as far as it was asked. */
  readonly amending: Map<Place, boolean>;
  /** The works spoken of so far in the section or article that is being read. */
  readonly spoken: { within: Place | null; works: SpokenOf[] };
}

const basicKinds: ReadonlySet<string> = new Set(['section', 'article', 'rule']);
const scopeKinds: ReadonlySet<string> = new Set(['schedule', 'attachment', 'annex', 'appendix', 'transitional']);
/** An annex that is a document of its own (a treaty, a by-law as enacted) cites its own numbers. */
const documentKinds: ReadonlySet<string> = new Set(['attachment']);

function valueOf({ kind, number, value }: Draft): string | null {
  const read = value ?? (number === null ? null : numberValue(number));
  if (read === null || basicKinds.has(kind) || !outerKinds.has(kind)) return read;
  // `Part C` and `Part D` are letters.
  const roman = /^[cdlm]$/.test(read) ? null : romanNumber(read);
  return roman === null ? read : String(roman);
}

/** Lists longer than this are looked up in an index. */
const fewBelow = 16;

function indexOf(below: readonly Place[]): Map<string, Place[]> | null {
  if (below.length <= fewBelow) return null;
  const index = new Map<string, Place[]>();
  for (const place of below) if (place.value !== null) addTo(index, place.value, place);
  return index;
}

function addTo<Key>(map: Map<Key, Place[]>, key: Key, place: Place): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [place]);
  else same.push(place);
}

const withValue = ({ below, index }: Place, value: string): readonly Place[] => (index === null ? below.filter((inner) => inner.value === value) : (index.get(value) ?? []));

export function createResolver(drafts: readonly Draft[], eIds: ReadonlyMap<Draft, string>, about: { work: string; language: string; names: readonly string[] }): Resolver {
  const byIdentifier = new Map<string, string>();
  const byNumber = new Map<string, Place[]>();
  const places = new Map<Draft, Place>();
  const rows = new Map<Place | null, Place[]>();
  const inRow = new Map<Place, number>();
  const scopes = new Map<string, Place[]>();
  const kinds = new Set<string>();
  const visit = (draft: Draft, above: Place | null, scope: Place | null, position: number): Place => {
    const below: Place[] = [];
    const place: { -readonly [Field in keyof Place]: Place[Field] } = { eId: eIds.get(draft)!, draft, value: valueOf(draft), above, below, position, index: null, scope };
    // An identifier that stands more than once means the first.
    for (const identifier of [draft.eId, ...(draft.anchors ?? [])]) if (identifier !== null && !byIdentifier.has(identifier)) byIdentifier.set(identifier, place.eId);
    byIdentifier.set(place.eId, place.eId);
    places.set(draft, place);
    if (basicKinds.has(draft.kind)) {
      kinds.add(draft.kind);
      addTo(rows, scope, place);
      inRow.set(place, rows.get(scope)!.length - 1);
    }
    if (scopeKinds.has(draft.kind)) addTo(scopes, draft.kind, place);
    if (outerKinds.has(draft.kind) && place.value !== null) addTo(byNumber, `${draft.kind} ${place.value}`, place);
    const inner = scopeKinds.has(draft.kind) ? place : scope;
    for (const content of draft.content) if (isDraft(content)) below.push(visit(content, place, inner, below.length));
    place.index = indexOf(below);
    return place;
  };
  drafts.forEach((draft, at) => visit(draft, null, null, at));
  return {
    work: about.work, language: about.language, title: about.names[0] ?? '', byIdentifier, byNumber, basicKinds: kinds, scopes, amending: new Map(), spoken: { within: null, works: [] },
    placeOf: (draft) => places.get(draft), beside: (place, step) => rows.get(place.scope)?.[(inRow.get(place) ?? NaN) + step],
    ownNames: new Set(about.names.flatMap((name) => nameKeys(name, about.language))),
  };
}

/** True when the name is one of the document's own. */
export function isOwnName({ ownNames }: Resolver, named: string): boolean {
  return nameReadings(named).some((keys) => keys.some((key) => ownNames.has(key)));
}

/** The section, article or rule a place is in, itself included. */
export function basicOf(place: Place | null): Place | null {
  for (let at = place; at !== null; at = at.above) if (basicKinds.has(at.draft.kind)) return at;
  return null;
}

/** Parts that no tree of provisions has. */
const belowProvisions: ReadonlySet<string> = new Set(['sentence', 'alinea']);
/** Kinds differ from one drafting tradition to another: a paragraph may be cited as an item, but nothing is cited as a subsection that is lettered below one. */
const isLike = (cited: string, { draft: { kind } }: Place): boolean => kind === cited || kind !== 'note' && (cited === 'subsection' || cited === 'paragraph' ? !outerKinds.has(kind) : kind !== 'subsection' && !outerKinds.has(kind));

function childWith(place: Place, { kind, value }: CitationPart): Place | undefined {
  const same = withValue(place, value);
  return same.find((inner) => inner.draft.kind === kind) ?? same.find((inner) => isLike(kind, inner)) ?? same.find((inner) => inner.draft.kind !== 'note');
}

/** The provision below with that number: a child, or one below a level that carries no number or stands alone (the only paragraph). */
function innerWith(place: Place, part: CitationPart): Place | undefined {
  let level: readonly Place[] = [place];
  for (let depth = 0; depth < 4 && level.length > 0; depth++) {
    for (const each of level) {
      const found = childWith(each, part);
      if (found !== undefined) return found;
    }
    const passing: Place[] = level.flatMap(({ below }) => below.filter(({ value, draft }) => draft.kind !== 'note' && (value === null || below.length === 1 || outerKinds.has(draft.kind) || (value === '1' && part.kind === 'item'))));
    if (passing.length > 2000) return undefined;
    level = passing;
  }
  return undefined;
}

/** As deep as there are such provisions. */
function descend(place: Place, parts: readonly CitationPart[]): Place {
  let reached = place;
  for (const part of parts) {
    if (belowProvisions.has(part.kind)) continue;
    const inner = innerWith(reached, part);
    if (inner === undefined) return reached;
    reached = inner;
  }
  return reached;
}

/** In laws of these languages section and article are taken for each other; § and Artikel are not. */
const looseLanguages: ReadonlySet<string> = new Set(['en', 'fr']);

function numbered(resolver: Resolver, { kind, value }: CitationPart): readonly Place[] {
  const exact = resolver.byNumber.get(`${kind} ${value}`);
  if (exact !== undefined || !basicKinds.has(kind) || !looseLanguages.has(resolver.language.slice(0, 2))) return exact ?? [];
  // A law that has no articles at all says "article" for its sections, or the other way round.
  if (resolver.basicKinds.has(kind)) return [];
  return [...basicKinds].flatMap((other) => resolver.byNumber.get(`${other} ${value}`) ?? []);
}

function ancestors(place: Place | null): Place[] {
  const chain: Place[] = [];
  for (let at = place; at !== null; at = at.above) chain.push(at);
  return chain;
}

/** No law has so many provisions of one number. */
const mostCandidates = 200;

/** Of several of one number the one that shares most with `here`; two versions of one provision are the first. `null` when that does not decide. */
function nearest(candidates: readonly Place[], here: Place | null): Place | null {
  if (candidates.length <= 1) return candidates[0] ?? null;
  if (candidates.length > mostCandidates) return null;
  const around = ancestors(here).reverse();
  const shared = candidates.map((candidate) => {
    const chain = ancestors(candidate).reverse();
    let depth = 0;
    while (depth < around.length && chain[depth] === around[depth]) depth++;
    return depth;
  });
  const most = Math.max(...shared);
  const best = candidates.filter((_, at) => shared[at] === most);
  return best.every(({ above }) => above === best[0]!.above) ? best[0]! : null;
}

/** Those that the words can mean from `here`: an annex has its own numbers, and cites the law's too; where both have the number, it stays open. */
function inReach(candidates: readonly Place[], here: Place | null): readonly Place[] {
  const scope = here?.scope ?? (here !== null && scopeKinds.has(here.draft.kind) ? here : null);
  const outside = candidates.filter((candidate) => candidate.scope === null);
  if (scope === null) return outside;
  // What laws that amended this one say in their supplementary provisions by bare number stands in those laws.
  if (scope.draft.kind === 'transitional') return /第.+号/u.test(scope.draft.heading ?? '') ? [] : outside;
  const inside = candidates.filter((candidate) => candidate.scope === scope);
  if (outside.length > 0 && inside.length > 0) {
    if (documentKinds.has(scope.draft.kind)) return inside;
    // What stands under its heading names the section it belongs to: `(Section 5)`.
    return here === scope ? outside : [];
  }
  return inside.length > 0 ? inside : outside;
}

/** `附則`, `the Schedule`: those the citation stands in, else the only ones, else the law's own (the first). */
function unnumbered({ scopes }: Resolver, kind: string, here: Place | null): Place | null {
  const around = ancestors(here).find(({ draft }) => draft.kind === kind);
  if (around !== undefined) return around;
  const all = scopes.get(kind) ?? [];
  return kind === 'transitional' || all.length === 1 ? (all[0] ?? null) : null;
}

/** 前条, 次項, 前号: counted from the article, paragraph or item that `here` is in. */
function counted(resolver: Resolver, { kind, value }: CitationPart, here: Place | null): Place | null {
  const from = kind === 'article' ? basicOf(here) : (ancestors(here).find(({ draft }) => draft.kind === kind) ?? null);
  if (from === null || value === 'same') return null;
  const step = value === 'previous' ? -1 : 1;
  if (kind === 'article') return resolver.beside(from, step) ?? null;
  const row = from.above?.below ?? [];
  let at = from.position + step;
  while (row[at] !== undefined && row[at]!.draft.kind !== kind) at += step;
  return row[at] ?? null;
}

/** `subsection (1)`, `Nummer 3`: nearest to where it stands, inside the section or article (or the schedule) it stands in. */
function within(part: CitationPart, here: Place | null): Place | null {
  if (belowProvisions.has(part.kind)) return null;
  const around: Place[] = [];
  for (const at of ancestors(here)) {
    around.push(at);
    if (basicKinds.has(at.draft.kind) || scopeKinds.has(at.draft.kind)) break;
  }
  for (const at of around) {
    const found = withValue(at, part.value).find(({ draft }) => draft.kind === part.kind);
    if (found !== undefined) return found;
  }
  // What is not called so here: subsections (Absätze) stand directly below the section, items wherever they are nearest.
  const order = part.kind === 'subsection' || (part.kind === 'paragraph' && /^\d/.test(part.value)) ? [...around].reverse() : around;
  for (const at of order) {
    const found = withValue(at, part.value).find((inner) => isLike(part.kind, inner) && inner.draft.kind !== 'note');
    if (found !== undefined) return found;
  }
  return null;
}

/** A decision without articles numbers its clauses أولاً, ثانياً and cites them as items. */
function clause(resolver: Resolver, { kind, value }: CitationPart): Place | null {
  if (kind !== 'item' || resolver.language !== 'ar' || resolver.basicKinds.has('article')) return null;
  return nearest(resolver.byNumber.get(`section ${value}`) ?? [], null);
}

const isUnder = (place: Place, { kind, value }: CitationPart): boolean => ancestors(place.above).some((above) => above.draft.kind === kind && above.value === value);

/** The place the parts lead to, as deep as there are such provisions; `null` when they lead nowhere or to more than one. */
export function resolveParts(resolver: Resolver, parts: readonly CitationPart[], here: Place | null): Place | null {
  const [first, ...further] = parts;
  if (first === undefined) return null;
  if (relativeValues.has(first.value)) {
    const start = counted(resolver, first, here);
    return start === null ? null : descend(start, further);
  }
  if (!outerKinds.has(first.kind)) {
    const start = within(first, here) ?? clause(resolver, first);
    return start === null ? null : descend(start, further);
  }
  if (first.kind === 'transitional' || first.kind === 'schedule') {
    const start = first.value === '' ? unnumbered(resolver, first.kind, here) : nearest(inReach(numbered(resolver, first), here), here);
    // An article that the schedule does not have is another schedule's; a point may be text.
    return start === null || (outerKinds.has(further[0]?.kind ?? '') && innerWith(start, further[0]!) === undefined) ? null : descend(start, further);
  }
  for (let at = parts.findLastIndex(({ kind }) => outerKinds.has(kind)); at >= 0; at--) {
    const all = numbered(resolver, parts[at]!);
    if (all.length === 0 && at > 0) continue;
    const above = parts.slice(0, at);
    const start = nearest(inReach(all.filter((place) => above.every((part) => isUnder(place, part))), here), here);
    return start === null ? null : descend(start, parts.slice(at + 1));
  }
  return null;
}
