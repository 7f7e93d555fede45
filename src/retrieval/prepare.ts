/** A question as it was typed -> a Query: its language, the citations in it and what they lead to. Needs no vectors and no chunks. */
import type { Citation } from '../citation.js';
import type { Day } from '../document.js';
import type { CitationTable } from '../indexing/citations.js';
import { mostFrequentFirst, primaryLanguage, questionLanguage } from '../language.js';
import { admitsDocument } from './admission.js';
import { holdAgainst, targetOf, type Admitted, type CitedProvisions } from './cited.js';
import type { Filters, Query } from './query.js';
import { readCitations } from './read-citations.js';

/** What of a corpus a question is read with. */
export interface ReadingContext {
  /** Languages of the corpus with how many documents are in each. */
  readonly languages: Readonly<Record<string, number>>;
  readonly citations: CitationTable;
}

export interface PreparedQuery {
  readonly query: Query;
  /** What the question cites, in the order in which it does. */
  readonly cited: readonly CitedProvisions[];
}

/** A citation that can mean more provisions than one page of results holds leads with none of them: they are as good as all. */
const mostLeading = 10;

/** `language` is the one to answer in, by default that of the question; citations are read in the question's own. */
export function prepareQuery(context: ReadingContext, text: string, asOf: Day, filters: Filters, language?: string): PreparedQuery {
  const spoken = questionLanguage(text, mostFrequentFirst(context.languages));
  const cited = citedIn(context, text, { language: spoken, asOf, filters });
  return { query: { text, language: language ?? spoken, asOf, filters, citations: cited.flatMap(leading) }, cited };
}

/** What `text`, a question in `language`, cites; `asOf` of `null` is any day. */
export function citedIn({ citations }: Pick<ReadingContext, 'citations'>, text: string, { language, asOf, filters }: Pick<Query, 'language' | 'asOf' | 'filters'>): CitedProvisions[] {
  const names = citations.namesIn(text);
  // Of the works named: `VwVG Art. 5` tells no language, and `section 5` may be asked for in a German sentence.
  const ofWorks = names.flatMap(({ works }) => [...works].slice(0, 1).flatMap((work) => citations.versionsOf(work).map((document) => primaryLanguage(document.language))));
  const read = readCitations(text, [...new Set([primaryLanguage(language), ...ofWorks])], names, citations.worksNamed);
  const isFiltered = Object.keys(filters).length > 0;
  const admitted: Admitted = { asOf, language, document: isFiltered ? (document) => admitsDocument(document, filters) : null };
  return read.flatMap((one) => holdAgainst(citations, one, text, admitted));
}

/** A citation that several provisions could be becomes one for each; one that leads nowhere stays as it is. */
function leading({ citation, candidates, count }: CitedProvisions): Citation[] {
  return count === 0 || count > mostLeading ? [citation] : candidates.map((candidate) => ({ ...citation, target: targetOf(candidate) }));
}
