/** A chunk returned for a question. */
import type { LegalDocument } from '../document.js';
import type { Chunk } from '../indexing/chunk.js';

export type RetrieverName = 'citation' | 'lexical' | 'dense';

export interface Provenance {
  readonly rank: number;
  readonly score: number;
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
}
