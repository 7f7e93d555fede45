/** The shapes of an answer, as the service sends them (INTERFACE: POST /v1/answers). */
import type { Period } from '../document.js';
import type { Fallback } from './engine.js';

export interface Quote {
  readonly text: string;
  /** UTF-16 offsets into the text of the cited provision (`body`), as GET /v1/works/{work}/provisions/{eId} returns it. */
  readonly start: number;
  readonly end: number;
  /** BCP 47 tag of the language it stands in: the law's, whatever the question's is. */
  readonly language: string;
}

export interface AnswerCitation {
  readonly work: string;
  readonly expression: string;
  readonly eId: string;
  /** `Dog Control Act, section 5(2)`: title and numbers, as one would write it. */
  readonly label: string;
  readonly title: string;
  /** Page of the source on which the quotation begins; `null` where the source has no pages. */
  readonly page: number | null;
  readonly breadcrumb: readonly string[];
  readonly inForce: Period;
  readonly quote: Quote;
  readonly href: string;
}

export type Support = 'supported' | 'not-checkable';

export interface Statement {
  readonly text: string;
  readonly support: Support;
  readonly citations: readonly AnswerCitation[];
}

export const abstentionReasons = ['no-relevant-passage', 'not-in-force', 'insufficient-evidence', 'unsupported', 'citation-not-found', 'citation-ambiguous', 'outside-scope', 'other-jurisdiction', 'place-ambiguous'] as const;
export type AbstentionReason = (typeof abstentionReasons)[number];

/** A provision near the question that does not answer it. */
export interface Nearest {
  readonly work: string;
  readonly eId: string;
  readonly label: string;
  readonly title: string;
  readonly inForce: Period;
  readonly href: string;
}

export interface Abstention {
  readonly reason: AbstentionReason;
  /** For people, in the language of the question where we have it, else English. */
  readonly message: string;
  readonly nearest: readonly Nearest[];
  /** What the corpus covers, so that one knows what its silence means. */
  readonly covers: Coverage;
}

export interface Coverage {
  /** Titles of the collections, or their ids. */
  readonly collections: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly languages: readonly string[];
  /** From the first day any expression is in force to the last one named. */
  readonly dates: Period;
  /** The same as a line for people, in the language of the question where we have it. */
  readonly message: string;
}

export interface Dropped {
  readonly text: string;
  readonly why: string;
}

export type { Fallback } from './engine.js';

/** What answering makes of a question; `assistant.ts` adds id, question and provenance. */
export interface Outcome {
  readonly status: 'answered' | 'abstained';
  readonly statements: readonly Statement[];
  readonly abstention: Abstention | null;
  readonly dropped: readonly Dropped[];
  /** Share of belief, 0 to 1, that the passages answer the question at all. */
  readonly answerable: number;
  /** Set when the reader answered in place of a language model. */
  readonly fallback: Fallback | null;
}
