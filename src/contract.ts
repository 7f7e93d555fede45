/** The shapes in which Responsa is asked and answers (the HTTP service sends them as JSON, as they are). */
import type { Abstention, AnswerContext, Dropped, Fallback, LawOf, Nearest, Statement, Unanswered } from './answering/answer-types.js';
import type { Citation } from './citation.js';
import type { Day, DocumentType, Period, ProvisionStatus } from './document.js';
import type { Manifest } from './indexing/manifest.js';
import type { CitationOutcome } from './retrieval/cited.js';
import type { Provenance, RetrieverName } from './retrieval/passage.js';
import type { Span } from './text.js';

/** Characters of the longest question, as people count them: code points, white space at the ends left out. */
export const longestQuestion = 2_000;

export type { AnswerCitation } from './answering/answer-types.js';

/** Scope of a question or a search, already validated at the border (server or command line). */
export interface Scope {
  readonly asOf?: Day;
  readonly language?: string;
  readonly collections?: readonly string[];
  readonly jurisdictions?: readonly string[];
  /** Languages of the documents looked into; `language` is the one to answer in. */
  readonly languages?: readonly string[];
  readonly types?: readonly DocumentType[];
}

/** A question asked before, oldest first, with the id of its answer. */
export interface PreviousQuestion {
  readonly question: string;
  /** What was cited then is read from the audit log; an id that the log does not have leaves only the question's words. */
  readonly answer?: string;
}

/** Most earlier questions that a question may come with. */
export const mostPrevious = 20;

export interface AskRequest extends Scope {
  readonly question: string;
  readonly engine?: string;
  /** For a follow-up question ("And for children?"); a question that is complete in itself is not mixed with them. */
  readonly previous?: readonly PreviousQuestion[];
}

/** POST /v1/answers. */
export interface Answer extends AnswerContext {
  readonly id: string;
  readonly status: 'answered' | 'abstained';
  readonly question: {
    readonly text: string;
    /** The question as it was understood with those before it; `null` when nothing was added to it. */
    readonly understood: string | null;
    readonly language: string;
    readonly asOf: Day;
    readonly citations: readonly Citation[];
  };
  /** What the question cites, in its order. */
  readonly citations: readonly CitationView[];
  readonly lawOf: LawOf;
  readonly statements: readonly Statement[];
  readonly abstention: Abstention | null;
  /** Of a question of several parts, those that the statements leave open; none where the whole is answered, or abstained from. */
  readonly unanswered: readonly Unanswered[];
  readonly dropped: readonly Dropped[];
  readonly provenance: {
    readonly generation: string;
    readonly embedder: string;
    readonly engine: string;
    /** The model that `engine` uses; `null` for the reader. */
    readonly languageModel: string | null;
    /** Why the reader answered instead of the language model, or judged without the trained reader in use; `null` when neither happened. */
    readonly fallback: Fallback | null;
    /** What judged the sentences: a trained reader, `extractive` for words and vectors alone, or `citation`: the text of what is cited was asked for, and nothing was judged. */
    readonly reader: string;
    readonly asOf: Day;
    readonly elapsedMs: number;
  };
}

/** A citation in a question, and what came of it. */
export interface CitationView {
  readonly text: string;
  /** Where it stands in the question. */
  readonly span: Span;
  /** The work as the question names it; `null` when it names none. */
  readonly named: string | null;
  readonly outcome: CitationOutcome;
  /** The provision meant (`found`), those that may be meant (`ambiguous`, the first of them), or that of another day (`not-in-force`). */
  readonly candidates: readonly Nearest[];
  /** How many may be meant in all; where a number without a work stands in very many works, those that were only counted may hold it on another day. */
  readonly count: number;
  /** With `no-such-provision`: what the work holds nearby. Advice; none of these was asked for. */
  readonly nearest: readonly Nearest[];
}

export type AskEvent =
  | { readonly event: 'passages'; readonly passages: readonly PassageView[] }
  | { readonly event: 'statement'; readonly statement: Statement }
  | { readonly event: 'answer'; readonly answer: Answer };

export interface PassagesRequest extends Scope {
  readonly query: string;
  /** 1 to 100, default 10. */
  readonly k?: number;
  readonly previous?: readonly PreviousQuestion[];
}

/** A provision that says the same as a passage. */
export type DuplicateView = Pick<PassageView, 'work' | 'expression' | 'eId' | 'label' | 'title' | 'inForce' | 'language' | 'jurisdiction' | 'collection' | 'href'>;

/** One passage of POST /v1/passages. Offsets are into the text of the provision `eId`. */
export interface PassageView {
  readonly rank: number;
  readonly score: number;
  readonly sources: Readonly<Partial<Record<RetrieverName, Provenance>>>;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly work: string;
  readonly expression: string;
  readonly eId: string;
  readonly label: string;
  readonly title: string;
  /** Page of the source on which it begins; `null` where the source has no pages. */
  readonly page: number | null;
  readonly breadcrumb: readonly string[];
  readonly inForce: Period;
  readonly language: string;
  readonly jurisdiction: string;
  readonly collection: string;
  readonly href: string;
  /** Where the same is said once more: provisions that differ from this one in next to nothing, best first. */
  readonly alsoIn: readonly DuplicateView[];
}

export interface PassagesResult {
  readonly generation: string;
  readonly asOf: Day;
  readonly language: string;
  /** The query as it was understood with those before it; `null` when nothing was added to it. */
  readonly understood: string | null;
  /** What the query cites, in its order; passages of what is `found` lead, with `citation` among their sources. */
  readonly citations: readonly CitationView[];
  readonly passages: readonly PassageView[];
}

export interface WorkSummary {
  readonly work: string;
  readonly title: string;
  readonly type: DocumentType;
  readonly jurisdiction: string;
  readonly collection: string;
  readonly languages: readonly string[];
  readonly expressions: number;
  readonly href: string;
}

export interface ProvisionSummary {
  readonly eId: string;
  readonly kind: string;
  readonly number: string | null;
  readonly heading: string | null;
  readonly inForce: Period;
  readonly status: ProvisionStatus;
  readonly href: string;
  readonly provisions: readonly ProvisionSummary[];
}

export interface ExpressionView {
  readonly expression: string;
  readonly language: string;
  readonly title: string;
  readonly inForce: Period;
  /** True for the expression in force on the as-of date. */
  readonly current: boolean;
  readonly source: { readonly collection: string; readonly path: string; readonly format: string; readonly digest: string; readonly url: string | null };
  readonly warnings: readonly string[];
  readonly provisions: readonly ProvisionSummary[];
}

export interface WorkView extends WorkSummary {
  readonly asOf: Day;
  readonly aliases: readonly string[];
  readonly versions: readonly ExpressionView[];
}

export interface ProvisionView {
  readonly work: string;
  readonly expression: string;
  readonly eId: string;
  readonly number: string | null;
  readonly heading: string | null;
  readonly label: string;
  readonly title: string;
  /** Page of the source on which it begins; `null` where the source has no pages. */
  readonly page: number | null;
  readonly breadcrumb: readonly string[];
  readonly language: string;
  readonly inForce: Period;
  readonly status: ProvisionStatus;
  readonly asOf: Day;
  readonly text: string;
  readonly references: readonly Citation[];
  readonly provisions: readonly ProvisionSummary[];
  readonly parent: ProvisionSummary | null;
  readonly previous: ProvisionSummary | null;
  readonly next: ProvisionSummary | null;
}

/** GET /v1/index. */
export interface IndexView {
  readonly generation: string;
  readonly created: string;
  readonly counts: Manifest['counts'];
  readonly collections: Manifest['collections'];
  readonly languages: Manifest['languages'];
  readonly denseWeights: Manifest['denseWeights'];
  /** Absent where the build measured none. */
  readonly searchWidth?: NonNullable<Manifest['searchWidth']>;
  readonly readings: Manifest['readings'];
  /** Lines of synonyms that each collection brings. */
  readonly synonyms: Readonly<Record<string, number>>;
  readonly jurisdictions: Manifest['jurisdictions'];
  /** From the first day any expression is in force to the last one named. */
  readonly dateRange: Period;
  readonly models: { readonly embedder: Manifest['embedder']; readonly engine: string; readonly reader: string };
  readonly parameters: Manifest['parameters'];
  readonly skipped: Manifest['skipped'];
  readonly warnings: readonly string[];
}

export interface ReadRequest {
  readonly question: string;
  /** Lines separated by `\n` are the sentences. */
  readonly text: string;
  readonly title: string;
}

export interface Reading {
  /** Indexes of the lines that answer, ascending. */
  readonly sentences: readonly number[];
  /** 0 to 1. */
  readonly answerable: number;
  /** What judged the lines: a trained reader, or `extractive` for words and vectors alone; `null` on an empty page. */
  readonly reader: string | null;
}

/** The reader alone, without an index: which lines of one page answer a question. */
export interface PageReader {
  read(request: ReadRequest, signal?: AbortSignal): Promise<Reading>;
  close(): Promise<void>;
}

export interface Assistant {
  /**
   * Answers a question from one generation, whatever is published meanwhile. `onEvent` gets `passages`, then each checked
   * statement, then `answer`. Rejects with the signal's reason when aborted, with ResponsaError('not-found') for an unknown
   * collection, jurisdiction or engine ('bad-request' for an unknown language).
   */
  ask(request: AskRequest, signal?: AbortSignal, onEvent?: (event: AskEvent) => void): Promise<Answer>;
  retrieve(request: PassagesRequest, signal?: AbortSignal): Promise<PassagesResult>;
  /** An answer given earlier, from the audit log. ResponsaError('not-found') when it is not there, there is no log, or the log keeps no questions. */
  pastAnswer(id: string): Promise<Answer>;
  works(): readonly WorkSummary[];
  /** ResponsaError('not-found') when the work is unknown. */
  work(id: string, asOf?: Day): WorkView;
  /** The expression in force on that day, in `language` when it exists so; ResponsaError('not-found') names what is missing. */
  provision(work: string, eId: string, asOf?: Day, language?: string): ProvisionView;
  index(): IndexView;
  /** Opens the generation `current` names when it is another one than the live; true when it swapped. A damaged one is refused and the old stays live. */
  refresh(): Promise<boolean>;
  /** Loads the models by embedding one word, so that the first question is not slow. */
  warm(): Promise<void>;
  close(): Promise<void>;
}
