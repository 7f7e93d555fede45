/**
 * What each figure of `evidence.ts` is worth, in log-odds per unit of the figure; a weight of 0 is a figure that the case does not have.
 *
 * Source: logistic regression (ridge on standardised figures: 5, of the drafts' `answerable` 20), vectors of all-MiniLM-L6-v2 in 8 bits.
 * Pages: the train split of OMoS-QA, English and German (922 questions on municipal pages, Kleinle et al. 2024); each question counts alike,
 * however long its page. Drafts: eight passages retrieved for the questions of that split, and for every second question of
 * the sample collection (counted eightfold: law is what is read). A bias of `answerable` holds the point of declining: belief 0.6,
 * where precision and recall of "no answer" on the train split are about equal.
 */
import type { ReaderWeights } from './reader-model.js';

/** For one page whose lines are its sentences. On the dev split, declining included: F1 of sentences 52 (en) and 49 (de), of "no answer" 52 and 52. */
export const pageWeights: ReaderWeights = {
  sentence: {
    bias: -0.541,
    of: { standing: -0.1449, belowBest: 2.2637, announced: 1.2698, around: 0.5383, words: -0.0029, sectionWords: 0.8822, section: -1.203, heading: 0.8137, expected: 0.1681, unexpected: -0.3228, fragment: -0.2583, title: -2.716, question: -0.9227, rank: 0 },
  },
  answerable: {
    bias: -3.4916,
    of: { best: 1.4682, bestSection: 1.3681, mean: -3.5319, whole: 6.1136, outstanding: -0.0636, bestWords: 0.6059, bestSectionWords: 1.7022, coverage: 1.5512, terms: -0.1347, bestScore: 0.0877 },
  },
  choice: { least: 0.2, leastOfBest: 0.6 },
};

/** For the sentences of several passages. */
export const draftWeights: ReaderWeights = {
  sentence: {
    bias: -2.7782,
    of: { standing: 0.3587, belowBest: 0.1404, announced: 0.8413, around: -0.8054, words: 0.8469, sectionWords: 0.621, section: 0.612, heading: 1.0281, expected: 0.1289, unexpected: -0.4887, fragment: 0.1845, title: 0, question: -0.8235, rank: -1.286 },
  },
  answerable: {
    bias: -2.0311,
    of: { best: -1.891, bestSection: 4.6946, mean: -0.0504, whole: 0.0989, outstanding: 0.2191, bestWords: -0.7206, bestSectionWords: 1.9326, coverage: 0.0652, terms: 0.0958, bestScore: 0.825 },
  },
  choice: { least: 0.12, leastOfBest: 0.5 },
};
