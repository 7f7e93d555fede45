/** Citations: references to provisions, in the text of the law and in questions. */
import type { Span } from './text.js';

/** One step of a citation, outermost first: `{ kind: 'section', value: '5' }`, `{ kind: 'subsection', value: '2' }`. */
export interface CitationPart {
  readonly kind: string;
  /** Normalised: Western digits, lower case, no brackets: `5a`, `1234-5`, `a`. */
  readonly value: string;
}

/** A reference to a provision: where it stands, what it says, and where it leads when that is known. */
export interface Citation {
  /** Where it stands in the text it was found in. */
  readonly span: Span;
  /** As written there. */
  readonly text: string;
  /** The work as named in the reference (`Dog Control Act 2019`, `BGB`), or `null` for the work it stands in. */
  readonly named: string | null;
  readonly parts: readonly CitationPart[];
  /** Work and provision it resolves to; `null` when it resolves to nothing known. */
  readonly target: CitationTarget | null;
}

export interface CitationTarget {
  readonly work: string;
  readonly eId: string | null;
}

/** Values of parts that count from where a citation stands: 前条, 次項, 同条. */
export const relativeValues: ReadonlySet<string> = new Set(['previous', 'next', 'same']);
