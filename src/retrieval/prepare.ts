/** A question as it was typed -> a Query: its language, the citations in it and what they lead to. */
import type { Citation, CitationPart } from '../citation.js';
import { findCitations } from '../citation-grammar.js';
import type { Day } from '../document.js';
import type { Snapshot } from '../indexing/snapshot.js';
import { primaryLanguage, questionLanguage } from '../language.js';
import type { Filters, Query } from './query.js';

export interface PreparedQuery {
  readonly query: Query;
  /** Citations that name a work of the corpus and a provision it does not have. */
  readonly notFound: readonly Citation[];
}

/** `language` is the one to answer in, by default that of the question; citations are read in the question's own. */
export function prepareQuery(snapshot: Snapshot, text: string, asOf: Day, filters: Filters, language?: string): PreparedQuery {
  const spoken = questionLanguage(text, byFrequency(snapshot));
  const found = findCitations(text, spoken).map((citation) => resolve(snapshot, citation));
  return {
    query: { text, language: language ?? spoken, asOf, filters, citations: found.flatMap(({ citations }) => citations) },
    notFound: found.flatMap(({ missing }) => missing),
  };
}

function byFrequency(snapshot: Snapshot): readonly string[] {
  return Object.entries(snapshot.manifest.languages).sort(([, a], [, b]) => b - a).map(([language]) => primaryLanguage(language));
}

/** A citation that several works could mean becomes one citation for each; one that no work can mean stays unresolved. */
function resolve(snapshot: Snapshot, citation: Citation): { citations: readonly Citation[]; missing: readonly Citation[] } {
  if (citation.named === null) return { citations: [citation], missing: [] };
  const targets = snapshot.lookUp(citation.named, citation.parts);
  if (targets.length > 0) return { citations: targets.map((target) => ({ ...citation, target })), missing: [] };
  const noParts: readonly CitationPart[] = [];
  const knownWork = snapshot.lookUp(citation.named, noParts).length > 0;
  return { citations: [citation], missing: knownWork ? [citation] : [] };
}
