/** Windows of numbered sentences, as many as a small model reads in one pass beside the question. */

/**
 * Characters of a question and its window: 384 word pieces of German, whose pieces are the shortest (3.1 characters on average in
 * a vocabulary of 30,000) of the languages with spaces that such a vocabulary was made for.
 */
export const windowLength = 1_200;
/** Sentences of a window: more are short lines, of which each says too little to be chosen. */
export const mostSentences = 40;
/** Sentences that two windows of one text have in common, so that an answer seldom lies across an edge. */
export const overlap = 3;

/** Half-open range of sentence numbers. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Windows that together hold every sentence, each as long as it may be; a sentence longer than a window stands in one of its own. */
export function windowsOf(sentences: readonly string[], questionLength: number): Window[] {
  const windows: Window[] = [];
  for (let from = 0; from < sentences.length;) {
    const to = furthest(sentences, from, questionLength);
    windows.push({ from, to });
    if (to >= sentences.length) break;
    from = Math.max(from + 1, to - overlap);
  }
  return windows;
}

/** A window round `core`, which lies in it whole when it fits: `before` (0 to 1) of the room that is left goes to what stands in front. */
export function windowAround(sentences: readonly string[], core: Window, questionLength: number, before: number): Window {
  const room = windowLength - questionLength - sentences.slice(core.from, core.to).reduce((sum, one) => sum + one.length + 1, 0);
  let from = core.from;
  for (let left = room * before; from > 0 && left >= sentences[from - 1]!.length + 1 && core.to - from < mostSentences / 2; from--) left -= sentences[from - 1]!.length + 1;
  return { from, to: Math.max(core.to, furthest(sentences, from, questionLength)) };
}

function furthest(sentences: readonly string[], from: number, questionLength: number): number {
  let length = questionLength;
  let to = from;
  while (to < sentences.length && to - from < mostSentences && (to === from || length + sentences[to]!.length + 1 <= windowLength)) {
    length += sentences[to]!.length + 1;
    to++;
  }
  return to;
}
