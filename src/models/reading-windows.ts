/**
 * Windows of a reading: as many sentences of a passage as a trained reader takes at once, behind the question.
 *
 *   [CLS] question (64 pieces at most) [SEP] sentence sentence … sentence [SEP]
 *     0       0                          0      1        1          1      1      token types
 */

/** Pieces of the question that are read: a long question leaves room for sentences. */
export const mostQuestionPieces = 64;
/** Pieces that a window has room for at least: the longest question, and as much again. */
export const leastWindow = 128;

/** One way to cut a passage into windows. */
export interface View {
  /** Longest window, as a share of the longest that the reader takes; never below `leastWindow`. */
  readonly length: number;
  /** Sentences that a window shares with the one before it, so that what refers back still stands beside what it refers to. */
  readonly shared: number;
}

const longest: View = { length: 1, shared: 3 };

/**
 * `once`: what a question in a hurry has time for. `thrice`: a sentence's score moves with what stands in its window; the mean over long, middling and short
 * windows moves less, for three times the work. Whether a passage answers is judged in the first view: short windows see too little of it (`docs/decisions/0013`).
 */
export const views = {
  once: [longest],
  thrice: [longest, { length: 4 / 7, shared: 6 }, { length: 1 / 3, shared: 4 }],
} as const satisfies Readonly<Record<string, readonly View[]>>;

export interface Window {
  readonly ids: readonly number[];
  readonly types: readonly (0 | 1)[];
  /** Where the pieces of each sentence stand in `ids`; `sentence` counts through the passage. Empty (`start === end`) when the sentence has no pieces. */
  readonly sentences: readonly { readonly sentence: number; readonly start: number; readonly end: number }[];
}

export interface WindowSettings {
  /** Longest window, special tokens included. */
  readonly maximumTokens: number;
  readonly shared: number;
  /** Ids of [CLS] and [SEP]. */
  readonly special: readonly [number, number];
}

/** Windows over the sentences of one passage, each given by its pieces. A sentence longer than the room is cut; every sentence stands in at least one window. */
export function windowsOf(question: readonly number[], sentences: readonly (readonly number[])[], { maximumTokens, shared, special: [begin, separator] }: WindowSettings): Window[] {
  const head = [begin, ...question.slice(0, mostQuestionPieces), separator];
  const room = maximumTokens - head.length - 1;
  const cut = sentences.map((pieces) => pieces.slice(0, room));
  const windows: Window[] = [];
  for (let first = 0; first < cut.length; ) {
    const end = endOf(cut, first, room);
    windows.push(windowOf(head, cut, first, end, separator));
    first = end === cut.length ? end : end - sharedBefore(cut, first, end, room, shared);
  }
  return windows;
}

/** Behind the last sentence that fits, when the window begins with `first`. */
function endOf(sentences: readonly (readonly number[])[], first: number, room: number): number {
  let end = first;
  for (let used = 0; end < sentences.length && used + sentences[end]!.length <= room; end++) used += sentences[end]!.length;
  return end;
}

/** How many sentences before `end` the next window begins with: `most` where the next sentence fits behind them, else as many as leave room for it. */
function sharedBefore(sentences: readonly (readonly number[])[], first: number, end: number, room: number, most: number): number {
  let shared = 0;
  for (let used = sentences[end]!.length; shared < most && end - shared - 1 > first; shared++) {
    used += sentences[end - shared - 1]!.length;
    if (used > room) break;
  }
  return shared;
}

function windowOf(head: readonly number[], sentences: readonly (readonly number[])[], first: number, end: number, separator: number): Window {
  const ids = [...head];
  const places: { sentence: number; start: number; end: number }[] = [];
  for (let sentence = first; sentence < end; sentence++) {
    const start = ids.length;
    ids.push(...sentences[sentence]!);
    places.push({ sentence, start, end: ids.length });
  }
  ids.push(separator);
  return { ids, types: ids.map((_, place) => (place < head.length ? 0 : 1)), sentences: places };
}

/** Mean of the scores of a sentence's pieces; `null` when it has none. `row`: scores of the window's tokens. */
export function sentenceScore(row: Float32Array, { start, end }: { readonly start: number; readonly end: number }): number | null {
  if (start === end) return null;
  let sum = 0;
  for (let token = start; token < end; token++) sum += row[token]!;
  return sum / (end - start);
}
