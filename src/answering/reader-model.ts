/** The reader's model: two logistic regressions over the figures of `evidence.ts`, those of a trained reader among them where there is one; and the choice of sentences from their beliefs. */
import type { Evidence, Figures, JudgedFigure, ReadingFigure, SentenceFigure } from './evidence.js';

export interface Weights<Name extends string> {
  readonly bias: number;
  /** A figure that is not named has no weight. */
  readonly of: Readonly<Partial<Record<Name, number>>>;
}

export interface ReaderWeights {
  readonly sentence: Weights<SentenceFigure>;
  /** Belief that the reading answers at all; scaled so that 0.5 is the point where one should decline. */
  readonly answerable: Weights<ReadingFigure>;
  /** Which sentences are chosen. */
  readonly choice: {
    /** Belief below which a sentence is not chosen (unless it is the best). */
    readonly least: number;
    /** The same, as a share of the best sentence's belief. */
    readonly leastOfBest: number;
    /** Of a page: at most so many lines between two chosen ones are chosen with them; left out where sentences of several pages are read. */
    readonly holes?: number;
  };
}

export interface Judgement {
  /** Belief of each sentence, 0 to 1, in order. */
  readonly beliefs: readonly number[];
  /** 0 to 1; below 0.5 one should decline. 0 when there is no sentence. */
  readonly answerable: number;
}

export function judge(evidence: Evidence, weights: ReaderWeights): Judgement {
  if (evidence.sentences.length === 0) return { beliefs: [], answerable: 0 };
  const odds = evidence.sentences.map((figures) => logOdds(figures, weights.sentence));
  return { beliefs: odds.map(logistic), answerable: logistic(logOdds(readingOf(evidence, odds), weights.answerable)) };
}

/** Belief, 0 to 1, that what was read is about the question's subject, whether it answers or not. */
export function judgeAbout({ reading }: Evidence, weights: Weights<Exclude<ReadingFigure, JudgedFigure>>): number {
  return logistic(logOdds(reading, weights));
}

/** The figures of the reading with those of its most believed sentence. `odds`: log-odds of the sentences, at least one. */
export function readingOf(evidence: Evidence, odds: readonly number[]): Figures<ReadingFigure> {
  const bestScore = Math.max(...odds);
  const { unexpected } = evidence.sentences[odds.indexOf(bestScore)]!;
  return { ...evidence.reading, bestScore, bestUnexpected: unexpected };
}

/**
 * Indexes of the sentences to answer with, most believed first; at least the best one. Equal beliefs go by order. At most `maximum` are chosen for their belief; what fills
 * a hole between two of them comes on top: on a page an answer is a stretch of text (in the train split of omos-qa one alone in four of five), and its least line is part of it.
 */
export function choose(beliefs: readonly number[], { least, leastOfBest, holes = 0 }: ReaderWeights['choice'], maximum: number): number[] {
  const order = beliefs.map((_, index) => index).sort((a, b) => beliefs[b]! - beliefs[a]! || a - b);
  const floor = Math.max(least, leastOfBest * (beliefs[order[0] ?? 0] ?? 0));
  const believed = order.filter((index, place) => place === 0 || beliefs[index]! >= floor).slice(0, maximum);
  const filled = new Set([...believed, ...holesIn(believed, holes)]);
  return order.filter((index) => filled.has(index));
}

/** What stands between two of the indexes that are at most `most` + 1 apart. */
function holesIn(indexes: readonly number[], most: number): number[] {
  const ascending = [...indexes].sort((a, b) => a - b);
  return ascending.flatMap((index, place) => {
    const between = (ascending[place + 1] ?? index) - index - 1;
    return between > 0 && between <= most ? Array.from({ length: between }, (_, step) => index + 1 + step) : [];
  });
}

export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

export function logOdds<Name extends string>(figures: Figures<Name>, { bias, of }: Weights<Name>): number {
  let sum = bias;
  for (const name of Object.keys(of) as Name[]) sum += (of[name] ?? 0) * figures[name];
  return sum;
}
