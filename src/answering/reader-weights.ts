/**
 * What each figure of `evidence.ts` is worth, in log-odds per unit of the figure; a weight of 0 is a figure that the case does not have.
 *
 * Source: logistic regression (ridge on standardised figures; of the pages: 5), vectors of all-MiniLM-L6-v2 in 8 bits.
 * Pages: the train split of OMoS-QA, English and German (922 questions on municipal pages, Kleinle et al. 2024); each question counts alike,
 * however long its page. A bias of `answerable` holds the point of declining: belief 0.6,
 * where precision and recall of "no answer" on the train split are about equal.
 */
import type { ReaderWeights } from './reader-model.js';

/** For the beliefs of a trained reader, whose thresholds were chosen when it was trained. */
export const trainedChoice: ReaderWeights['choice'] = { least: 0.5, leastOfBest: 0 };

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

/**
 * For the sentences of several passages, made again by `responsa fit-reader`: every fifth question of the train splits of OMoS-QA in English, German, French, Arabic and Ukrainian over the
 * whole set of pages, and every second sample question, counted eightfold; eight passages each. In a language that cosines do not know, words carry the decision (`unknown`, `…Alone`).
 * Belief 0.5 is where answering what cannot be answered costs twice as much as declining what could be.
 */
export const draftWeights: ReaderWeights = {
  sentence: {
    bias: -1.5289,
    of: { standing: 0.0222, belowBest: 4.9482, announced: 1.7582, around: -0.5238, words: -0.2974, sectionWords: -0.2229, section: 0.6049, heading: -0.2993, expected: 0.04, unexpected: -1.0337, fragment: 0.4273, question: -0.798, rank: -1.5547, context: 2.7396, wordsAlone: 1.7375, contextAlone: -2.3269, sectionWordsAlone: 0.6385 },
  },
  answerable: {
    bias: -2.0824,
    of: { bestSection: 1.7876, bestSectionWords: 0.5497, coverage: 0.3425, bestScore: 0.5469, bestContext: 0.6749, bestUnexpected: 0.2068, agreement: 0.9884, lead: 0.3613, unknown: 0.7794, coverageAlone: 0.7041 },
  },
  choice: { least: 0.2, leastOfBest: 0.4 },
};
