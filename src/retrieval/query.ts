/** A question made ready for retrieval. */
import type { Citation, CitationTarget } from '../citation.js';
import type { Day, DocumentType } from '../document.js';

/** Hard admission: what is not named here is not looked at. An absent list admits everything. */
export interface Filters {
  readonly collections?: readonly string[];
  readonly jurisdictions?: readonly string[];
  /** Primary subtags: `de` admits `de-CH` too. */
  readonly languages?: readonly string[];
  readonly types?: readonly DocumentType[];
  readonly works?: readonly string[];
}

export interface Query {
  readonly text: string;
  /** BCP 47 tag of the language the question is in. */
  readonly language: string;
  /** The day whose law is asked for; `null` looks at every version (evaluation of single documents only). */
  readonly asOf: Day | null;
  readonly filters: Filters;
  /** Citations found in the question, resolved against the index. */
  readonly citations: readonly Citation[];
  /** Of a follow-up question: what the answer before it cited. Evidence of what is talked about, no citation. */
  readonly subject?: readonly CitationTarget[];
}
