/**
 * What each figure of `evidence.ts` is worth, in log-odds per unit of the figure; a weight of 0 is a figure that the case does not have.
 *
 * Source: logistic regression (ridge on standardised figures) over the train split of OMoS-QA in English, German, French, Arabic and Ukrainian (questions
 * on municipal pages, Kleinle et al. 2024) and half of the sample questions, with the vectors of responsa-embedder-1 in 8 bits; made again by
 * `responsa fit-reader` (docs/quality.md). Each question counts alike, however long its page. With another embedder these weights are to be fitted again.
 */
import type { JudgedFigure, ReadingFigure } from './evidence.js';
import type { ReaderWeights, Weights } from './reader-model.js';

/** For one page whose lines are its sentences: every second question. Belief 0.5 is where declining what could be answered costs twice as much as answering what cannot. */
export const pageWeights: ReaderWeights = {
  sentence: {
    bias: -0.8667,
    of: { standing: -0.1077, belowBest: 1.4535, announced: 1.407, around: 0.1943, words: 0.318, sectionWords: 0.1177, section: 0.3218, heading: -0.0179, expected: 0.0654, unexpected: -0.0896, fragment: -0.2683, title: -2.8052, question: -0.894 },
  },
  answerable: {
    bias: -4.3907,
    of: { best: 2.6188, bestSection: 1.9441, mean: -1.6047, whole: 7.4223, outstanding: 0.3652, bestWords: -0.1488, bestSectionWords: 0.7737, coverage: 2.9022, terms: -0.231, bestScore: -0.1224 },
  },
  choice: { least: 0.2, leastOfBest: 0.6 },
};

/**
 * For the sentences of several passages: every fifth question over the whole set of pages, and every second sample question, counted eightfold; eight
 * passages each. In a language that cosines do not know, words carry the decision (`unknown`, `…Alone`).
 * Belief 0.5 is where answering what cannot be answered costs twice as much as declining what could be.
 */
export const draftWeights: ReaderWeights = {
  sentence: {
    bias: -1.407,
    of: { standing: 0.1865, belowBest: 2.469, announced: 1.4913, around: -0.3554, words: -0.5146, sectionWords: 0.1819, section: 0.2036, heading: 0.3873, expected: -0.093, unexpected: -0.8572, fragment: 0.4711, question: -0.3789, rank: -1.4941, context: 1.0743, wordsAlone: 15.4959, contextAlone: 2.0589, sectionWordsAlone: -11.0127 },
  },
  answerable: {
    bias: -1.5938,
    of: { bestSection: 2.6578, bestSectionWords: 0.3256, coverage: 0.03, bestScore: 0.6204, bestContext: 0.4964, bestUnexpected: 0.018, agreement: 0.6761, lead: 0.2265, unknown: 1.0017, coverageAlone: -0.0462 },
  },
  choice: { least: 0.12, leastOfBest: 0.4 },
};

/** For one page, with a trained reader: fitted to the questions of the train split that it has not read. Belief 0.5 is where a wrong answer costs three times as much as declining. */
export const trainedPageWeights: ReaderWeights = {
  sentence: {
    bias: 0.4287,
    of: { trained: 0.5189, trainedAround: 0.4479, words: 1.2528, title: -1.1949, question: -0.1361, expected: 0.2511, unexpected: -0.4311 },
  },
  answerable: {
    bias: 0.236,
    of: { trainedAnswers: 0.1956, bestWords: 0.138, bestSectionWords: 1.262, coverage: 0.1786, terms: -0.141 },
  },
  choice: { least: 0.05, leastOfBest: 0.65, holes: 12 },
};

/** For drafts, with a trained reader. */
export const trainedDraftWeights: ReaderWeights = {
  sentence: {
    bias: -1.8873,
    of: { standing: 0.2114, belowBest: 1.109, announced: 0.8772, around: -0.2019, words: 0.4621, sectionWords: -0.2162, section: 0.1627, heading: 0.7816, expected: 0.1026, unexpected: -0.4576, fragment: 0.4346, question: 0.0953, rank: -0.8806, context: 0.8967, wordsAlone: 9.5687, contextAlone: -0.5862, sectionWordsAlone: -4.8376, trained: 0.2531, trainedAround: 0.1808, trainedWindow: 0.0734 },
  },
  answerable: {
    bias: -2.6334,
    of: { trainedAnswers: 0.0636, bestScore: 0.6283, bestWords: -0.747, coverage: -0.117, bestContext: 0.9078, bestSectionWords: 0.6888, bestUnexpected: -0.1736, agreement: 0.5929, lead: 0.4364, terms: 0.0937, best: 0.5267, whole: 0.5473, bestSection: 2.2585 },
  },
  choice: { least: 0.08, leastOfBest: 0.5 },
};

/**
 * Whether what was read is about the question's subject. Logistic regression over every second of 51 questions on nothing that the sample collection holds
 * (`corpus/questions/subjects.jsonl`) and of 63 on its subjects that it does not answer; docs/answers.md has the figures on the other half. Where cosines tell
 * nothing, the one on which the decision turns (0.35) stands in: `unknown`.
 */
export const aboutWeights: Weights<Exclude<ReadingFigure, JudgedFigure>> = { bias: -4.6, of: { coverage: 2.94, best: 10.54, agreement: 2.16, unknown: 3.7 } };
