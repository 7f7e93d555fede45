/** A chunk returned for a question. */
import type { LegalDocument } from '../document.js';
import type { Chunk } from '../indexing/chunk.js';

export type RetrieverName = 'citation' | 'heading' | 'lexical' | 'dense';

export interface Provenance {
  readonly rank: number;
  readonly score: number;
}

/** A chunk that says the same as a passage. */
export interface Duplicate {
  readonly row: number;
  readonly chunk: Chunk;
  readonly document: LegalDocument;
}

export interface Passage {
  /** Row of the chunk in its generation. */
  readonly row: number;
  /** 1 is best. */
  readonly rank: number;
  /** Fused score; comparable within one question only. */
  readonly score: number;
  readonly sources: Readonly<Partial<Record<RetrieverName, Provenance>>>;
  readonly chunk: Chunk;
  readonly document: LegalDocument;
  /** Where the same is said once more, best first: provisions that differ from this one in next to nothing. */
  readonly alsoIn: readonly Duplicate[];
}
