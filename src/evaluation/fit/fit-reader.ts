/** Cases -> the reader's weights for drafts or pages, with how well they do on the questions that they were not fitted to. */
import { answerableFrom, choose, draftReadingFigures, draftSentenceFigures, judgedReading, logistic, logOdds, pageReadingFigures, pageSentenceFigures, trainedDraftReadingFigures, trainedDraftSentenceFigures, trainedPageReadingFigures, trainedPageSentenceFigures, type Figures, type ReaderWeights, type ReadingFigure, type SentenceFigure, type Weights } from '../../assistant.js';
import { agreement, harmonicMean, mean } from '../metrics.js';
import { riskCoverage, type RiskCoverage } from '../risk-coverage.js';
import type { Case } from './cases.js';
import { fitLogistic } from './logistic-regression.js';

/** What is fitted, and for what. */
export interface Purpose {
  /** The figures that are fitted. */
  readonly sentence: readonly SentenceFigure[];
  readonly reading: readonly ReadingFigure[];
  /** Ridges in examples; the sentences of a question are one together. */
  readonly ridge: { readonly sentence: number; readonly answerable: number };
  /** Most sentences chosen. */
  readonly most: number;
  /** What answering a question that cannot be answered costs, where declining one that could be costs 1. */
  readonly wrongAnswer: number;
  /** Tried for the holes that are filled between chosen sentences; none where sentences of several pages are read. */
  readonly holes: readonly number[];
  /** Which sentences are chosen; left out: what is best on the train split. */
  readonly choice?: ReaderWeights['choice'];
}

/** Tried for the holes on a page. In the train split of omos-qa, of two answer lines with 3, 8, 12 and 16 lines between them all of these answer too in 90, 70, 52 and 39 % of cases. */
const HOLES = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12];

/** Drafts of several passages. Ridges of 0.1 to 12 for sentences, and of 20 to 400 for declining, make little difference on dev. */
export const forDrafts: Purpose = { sentence: draftSentenceFigures, reading: draftReadingFigures, ridge: { sentence: 4, answerable: 60 }, most: 6, holes: [0], wrongAnswer: 2 };
/**
 * One page: there is no answering wrongly but by choosing wrong lines, and the page was given, so declining costs twice as much. The choice is the one that was best for an embedder that had not
 * read the questions of the train split: with this one, thresholds chosen there choose and answer too little elsewhere.
 */
export const forPages: Purpose = { sentence: pageSentenceFigures, reading: pageReadingFigures, ridge: { sentence: 5, answerable: 5 }, most: Infinity, holes: [0], wrongAnswer: 0.5, choice: { least: 0.2, leastOfBest: 0.6 } };

/**
 * The same with a trained reader, on questions that it has not read. The embedder has read them, so that on a page no figure of vectors is among these (with
 * them dev loses 1.4 to 2.1 points in English, German and French). On a page a wrong answer costs three times as much as declining.
 */
export const forPagesTrained: Purpose = { sentence: trainedPageSentenceFigures, reading: trainedPageReadingFigures, ridge: { sentence: 20, answerable: 5 }, most: Infinity, holes: HOLES, wrongAnswer: 3 };
export const forDraftsTrained: Purpose = { sentence: trainedDraftSentenceFigures, reading: trainedDraftReadingFigures, ridge: { sentence: 20, answerable: 60 }, most: 6, holes: [0], wrongAnswer: 2 };

/** Tried for `choice`. */
const LEAST = [0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3];
const LEAST_OF_BEST = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75];

export interface FitFigures {
  readonly set: string;
  readonly part: string;
  readonly questions: number;
  /** F1 of the chosen sentences over the questions whose answer was found. */
  readonly sentenceF1: number;
  readonly noAnswer: { readonly precision: number; readonly recall: number; readonly f1: number };
  /** Share of pairs of an answerable and an unanswerable question in which the first is believed more. */
  readonly auc: number;
  /** Area under the curve of risk over coverage: answering what cannot be answered, or with no right sentence, is the risk. */
  readonly areaUnderRiskCoverage: number;
}

export function fitReader(cases: readonly Case[], purpose: Purpose): ReaderWeights {
  const train = cases.filter(({ part }) => part === 'train');
  const sentence = fitLogistic<SentenceFigure>(
    train.filter(({ right }) => right.length > 0).flatMap(({ evidence, right, weight }) => evidence.sentences.map((figures, index) => ({ figures, label: right.includes(index) ? (1 as const) : (0 as const), weight: weight / evidence.sentences.length }))),
    purpose.sentence,
    purpose.ridge.sentence,
  );
  const judged = train.flatMap((one) => (one.answerable === null ? [] : [{ figures: readingFiguresOf(one, sentence), label: one.answerable ? (1 as const) : (0 as const), weight: one.weight }]));
  const fitted = fitLogistic<ReadingFigure>(judged, purpose.reading, purpose.ridge.answerable);
  return { sentence, answerable: shiftedByCost(fitted, purpose.wrongAnswer), choice: purpose.choice ?? bestChoice(train, sentence, purpose) };
}

export function readingFiguresOf({ evidence }: Case, sentence: Weights<SentenceFigure>): Figures<ReadingFigure> {
  return judgedReading(evidence, oddsOf(evidence.sentences, sentence));
}

function oddsOf(sentences: readonly Figures<SentenceFigure>[], weights: Weights<SentenceFigure>): number[] {
  return sentences.map((figures) => logOdds(figures, weights));
}

/** Moves the bias so that belief 0.5 is where answering and declining cost alike. */
function shiftedByCost(weights: Weights<ReadingFigure>, wrongAnswer: number): Weights<ReadingFigure> {
  return { ...weights, bias: weights.bias - Math.log(wrongAnswer) };
}

function bestChoice(train: readonly Case[], sentence: Weights<SentenceFigure>, { most, holes: allowed }: Purpose): ReaderWeights['choice'] {
  const tried = LEAST.flatMap((least) => LEAST_OF_BEST.flatMap((leastOfBest) => allowed.map((holes) => ({ least, leastOfBest, ...(holes > 0 && { holes }) }))));
  const scored = tried.map((choice) => ({ choice, f1: sentenceF1(train, sentence, choice, most) }));
  return scored.reduce((best, one) => (one.f1 > best.f1 ? one : best)).choice;
}

function sentenceF1(cases: readonly Case[], sentence: Weights<SentenceFigure>, choice: ReaderWeights['choice'], most: number): number {
  const each = cases.filter(({ right }) => right.length > 0).map((one) => agreement(chosenOf(one, sentence, choice, most), new Set(one.right)));
  return harmonicMean(mean(each.map(({ precision }) => precision)), mean(each.map(({ recall }) => recall)));
}

function chosenOf({ evidence }: Case, sentence: Weights<SentenceFigure>, choice: ReaderWeights['choice'], most: number): Set<number> {
  return new Set(choose(oddsOf(evidence.sentences, sentence).map(logistic), choice, most));
}

/** Per set and part. */
export function fitFigures(cases: readonly Case[], weights: ReaderWeights, { most }: Purpose): FitFigures[] {
  const groups = new Map<string, Case[]>();
  for (const one of cases) groups.set(`${one.part}\t${one.set}`, [...(groups.get(`${one.part}\t${one.set}`) ?? []), one]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => {
    const judged = judgedCases(group, weights, most);
    const indexes = (isIn: (one: (typeof judged)[number]) => boolean): Set<number> => new Set(judged.flatMap((one, index) => (isIn(one) ? [index] : [])));
    const [part, set] = name.split('\t');
    return {
      set: set!, part: part!, questions: group.length,
      sentenceF1: sentenceF1(group, weights.sentence, weights.choice, most),
      noAnswer: agreement(indexes(({ belief }) => belief < answerableFrom), indexes(({ answerable }) => !answerable)),
      auc: areaUnderCurve(judged),
      areaUnderRiskCoverage: riskCoverage(judged).area,
    };
  });
}

/** The curve over all questions that the weights were not fitted to. */
export function devRisk(cases: readonly Case[], weights: ReaderWeights, { most }: Purpose): RiskCoverage {
  return riskCoverage(judgedCases(cases.filter(({ part }) => part === 'dev'), weights, most));
}

interface JudgedCase {
  readonly belief: number;
  readonly answerable: boolean;
  /** A chosen sentence is a right one. */
  readonly isRight: boolean;
}

function judgedCases(cases: readonly Case[], weights: ReaderWeights, most: number): JudgedCase[] {
  return cases.filter(({ answerable }) => answerable !== null).map((one) => {
    const chosen = chosenOf(one, weights.sentence, weights.choice, most);
    return { belief: logistic(logOdds(readingFiguresOf(one, weights.sentence), weights.answerable)), answerable: one.answerable === true, isRight: one.right.some((index) => chosen.has(index)) };
  });
}

function areaUnderCurve(judged: readonly { readonly belief: number; readonly answerable: boolean }[]): number {
  const pairs = judged.filter(({ answerable }) => answerable).flatMap((one) => judged.filter(({ answerable }) => !answerable).map((other) => (one.belief > other.belief ? 1 : one.belief === other.belief ? 0.5 : 0)));
  return mean(pairs);
}
