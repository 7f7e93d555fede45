/** The shapes of an answer, as the service sends them (INTERFACE: POST /v1/answers). */
import type { Day, DocumentType, Period } from '../document.js';
import type { DraftStatement, Fallback, Sentence } from './engine.js';
import type { Quoted } from './quoted.js';
import type { Standing } from './standing.js';

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
  /** What the work is: law (`act`, `regulation`, `by-law`) or `guidance`, which only explains it. */
  readonly type: DocumentType;
  readonly inForce: Period;
  /** On the as-of date. */
  readonly status: Standing;
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

/** A provision near the question; it may not answer it. */
export interface Nearest {
  readonly work: string;
  readonly eId: string;
  readonly label: string;
  readonly title: string;
  readonly type: DocumentType;
  readonly inForce: Period;
  /** On the as-of date. */
  readonly status: Standing;
  readonly href: string;
}

/** A sentence that may answer, in the words of its source. It was not believed to: a refusal shows it, and an answer never does. */
export interface Closest {
  readonly text: string;
  readonly citations: readonly AnswerCitation[];
}

export interface Abstention {
  readonly reason: AbstentionReason;
  /** For people, in the language of the question where we have it, else English. */
  readonly message: string;
  readonly nearest: readonly Nearest[];
  /** What was read on the subject and comes closest to an answer, where it was a near thing; none with another reason than `insufficient-evidence`. */
  readonly closest: readonly Closest[];
  /** What the corpus covers, so that one knows what its silence means. */
  readonly covers: Coverage;
}

/** A part of a question that the answer to the others leaves open. */
export interface Unanswered {
  /** In the words of the question. */
  readonly text: string;
  readonly reason: AbstentionReason;
  /** For people, as in an abstention. */
  readonly message: string;
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
  /** What judged the sentences; `null` when none were read. */
  readonly reader: string | null;
  /** Set when the reader answered in place of a language model, or judged without the trained one. */
  readonly fallback: Fallback | null;
  /** The drafts that were released as statements. */
  readonly drafts: readonly DraftStatement[];
  /** What the citations of the statements quote, in their order. */
  readonly quoted: readonly Quoted[];
  /** All that was read for the answer. */
  readonly sentences: readonly Sentence[];
}

/** What a defined term of a cited sentence means. */
export interface OfferedDefinition {
  /** As it is defined, not as it is inflected in the sentence. */
  readonly term: string;
  readonly citation: AnswerCitation;
}

/**
 * subject-to         the cited sentence holds only as far as the other provision allows
 * exception          the other provision takes something out of it
 * notwithstanding    the cited sentence departs from the other provision
 * without-prejudice  the other provision holds beside it
 */
export type Reservation = 'subject-to' | 'exception' | 'notwithstanding' | 'without-prejudice';

/** A provision that a cited sentence points to, one step away. */
export interface Related {
  readonly why: Reservation;
  /** The citing provision, as one would write it. */
  readonly from: string;
  readonly citation: AnswerCitation;
}

/** What two provisions say differently: how much, how long, or whether one must or may. */
export type ConflictKind = 'amount' | 'period' | 'modality';

export interface ConflictSide {
  /** 1 for acts, and more for what stands below them. */
  readonly rank: number;
  /** First day of the version; `null` where the source names none. */
  readonly date: Day | null;
  readonly citation: AnswerCitation;
}

/** Two provisions in force that answer the same differently. Which one holds is for a lawyer to say: both are shown. */
export interface Conflict {
  readonly kind: ConflictKind;
  /** Two, the one of higher rank first; of equal rank, the younger. */
  readonly sides: readonly ConflictSide[];
}

/** What an asker needs beside the statements. */
export interface AnswerContext {
  /** Most specific first. */
  readonly definitions: readonly OfferedDefinition[];
  readonly related: readonly Related[];
  readonly conflicts: readonly Conflict[];
}

/** The day whose law is given. */
export interface LawOf {
  readonly date: Day;
  /** For people, in the language of the question where we have it. */
  readonly message: string;
}
