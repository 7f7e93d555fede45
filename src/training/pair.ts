/** What training reads: pairs for the embedder, windows for the reader. One JSON object a line. */

export const pairKinds = ['heading', 'twin', 'twin-sentence', 'definition', 'guidance', 'citation', 'question'] as const;
export type PairKind = (typeof pairKinds)[number];

/** A query, a text that it should find, and texts that it should not. Ids are `work#eId`; languages BCP 47 primary subtags. */
export interface Pair {
  readonly kind: PairKind;
  readonly query: string;
  readonly queryLanguage: string;
  readonly positive: string;
  readonly positiveLanguage: string;
  /** Mined with the index's own retrieval, best first; none for twins, which have each other's batch. */
  readonly negatives: readonly string[];
  readonly source: string;
  readonly positiveSource: string;
  /** Collection of the positive's document; for pages the folder's name. */
  readonly collection: string;
}

/** What a window of sentences shows of the question's answer. */
export const windowKinds = ['answer', 'same-text', 'other-text', 'unanswered'] as const;
export type WindowKind = (typeof windowKinds)[number];

/** A question with a window of numbered sentences; `answers` are indexes into them, none where the window does not answer. */
export interface ReadingExample {
  readonly kind: 'question' | 'heading';
  readonly window: WindowKind;
  readonly question: string;
  readonly language: string;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly answers: readonly number[];
  readonly source: string;
  readonly windowSource: string;
  readonly collection: string;
}

/** Something that can become a line; only what is chosen is made. */
export interface Candidate<Line> {
  /** What is counted and limited together. */
  readonly group: string;
  /** Decides, hashed, which candidates of a group are chosen. */
  readonly key: string;
  readonly make: () => Promise<Line | null> | Line | null;
}

/** A provision, or the whole of a page (`eId` empty). */
export interface Place {
  readonly work: string;
  readonly eId: string;
}

export const idOf = ({ work, eId }: Place): string => (eId === '' ? work : `${work}#${eId}`);

/** The same provision, one inside the other, or one of them the text that stands outside all provisions. */
export function isRelated(one: Place, other: Place): boolean {
  if (one.work !== other.work) return false;
  return one.eId === '' || other.eId === '' || one.eId === other.eId || one.eId.startsWith(`${other.eId}__`) || other.eId.startsWith(`${one.eId}__`);
}
