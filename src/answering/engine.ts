/** The engine seam: numbered sentences -> draft statements that cite numbers, never text. All implementations pass test/conformance/engine. */
import type { Span } from '../document.js';
import type { FallbackReason } from '../model-fault.js';
import type { Passage } from '../retrieval/passage.js';
import type { Query } from '../retrieval/query.js';

/** The unit an answer may cite, complete in itself: a sentence, or an enumerated item with its lead-in. */
export interface Sentence {
  /** Number in the draft, from 1. */
  readonly number: number;
  readonly passage: Passage;
  /** Where it stands in the document's text. */
  readonly span: Span;
  /** The lead-in an enumerated item hangs on ("Nobody may keep a dog unless"), outermost first; quoted with it. */
  readonly leadIns: readonly Span[];
  /** What closes the sentence behind the list the item stands in ("commits an offence"), innermost first; quoted with it. */
  readonly tails: readonly Span[];
  /** The sentence as one reads it: lead-ins, item and tails joined, without the comma or conjunction that joins the item to the next. */
  readonly text: string;
}

export interface Draft {
  readonly query: Query;
  readonly sentences: readonly Sentence[];
  /** How far the embedder's cosines tell anything in the question's language, 0 to 1 (`retrieval/dense-weight.ts`); 1 when it is not known. */
  readonly meaning?: number;
}

export interface DraftStatement {
  readonly text: string;
  /** Numbers of the sentences it rests on. */
  readonly sentences: readonly number[];
  /** Belief of the engine, 0 to 1. */
  readonly score: number;
}

export interface Composition {
  readonly statements: readonly DraftStatement[];
  /** 0 to 1: do these sentences answer the question at all? */
  readonly answerable: number;
  /** 0 to 1: are they about the question's subject? Told where they do not answer; it decides what is said of that. */
  readonly about?: number;
  /** The statements are all that was asked for: no bound on the length of answers cuts them. */
  readonly isWhole?: true;
  /** What judged the sentences: a trained reader, `extractive` for words and vectors alone, or `citation` where the text of what is cited was asked for. */
  readonly reader?: string;
  /** Set when the reader composed this because a language model could not, or when the trained reader could not judge. */
  readonly fallback?: Fallback;
  /** The reader's own composition: stands in when not one statement of the language model can be confirmed. */
  readonly reserve?: Composition;
}

export interface Fallback {
  /** The engine that was asked. */
  readonly engine: string;
  readonly reason: FallbackReason;
  /** What happened, for those who run the service. */
  readonly message: string;
}

export interface Engine {
  readonly name: string;
  /** The language model that writes the statements; absent where none does. */
  readonly languageModel?: string;
  compose(draft: Draft, signal: AbortSignal): Promise<Composition>;
}
