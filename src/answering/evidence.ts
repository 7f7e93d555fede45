/**
 * What speaks for a sentence as an answer to a question, and for the question being answered at all: pure functions from
 * texts and vectors to named figures. `reader-weights.ts` says what each is worth.
 */
import type { SentenceScores } from '../models/trained-reader.js';
import { contentOf, holdsAnswerKind, questionKindOf } from './question-kinds.js';

/** Sentences in reading order, in sections (a passage; the lines below a heading), with the vectors of all of them. */
export interface Material {
  readonly question: string;
  readonly language: string;
  /** Of the page read; `null` when sentences of several are read, without headings. */
  readonly title: string | null;
  /** How far cosines tell anything in this language, 0 to 1: cosines count by this share, and words alone by the rest. */
  readonly meaning: number;
  /** How the retrievers saw the passages; `null` on a page. */
  readonly retrieval: RetrievalFigures | null;
  readonly sentences: readonly { readonly text: string; readonly section: number }[];
  /** The passage's rank among the passages, from 1; 1 throughout where there are none. */
  readonly sections: readonly { readonly heading: string; readonly rank: number; /** Sections with the same number are read on from one to the next. */ readonly page: number }[];
}

export interface RetrievalFigures {
  /** 1 by the dense rank of the passage with the best lexical rank: 1 when both retrievers put the same one first, 0 when only one found it. */
  readonly agreement: number;
  /** How far the first passage stands before the second, in the fused score (standard deviations of the candidates). */
  readonly lead: number;
}

export interface Vectors {
  readonly question: Float32Array;
  readonly sentences: readonly Float32Array[];
  readonly headings: readonly Float32Array[];
}

/** Terms of a text: folded, stemmed words, or pairs of characters. */
export type Terms = (text: string) => readonly string[];

/** Figures of one sentence. Cosines are those of the embedder, -1 to 1; shares are 0 to 1, of the question's terms weighted by rarity. */
export const sentenceFigures = [
  /** Cosine with the question in standard deviations from the mean of all sentences read. */
  'standing',
  /** Cosine minus the best one. */
  'belowBest',
  /** Best cosine of the heading and the three sentences before: what they announce is answered below. */
  'announced',
  /** Mean cosine of the two sentences before and after in the section: answers run on. */
  'around',
  /** Share of the question's terms in the sentence. */
  'words',
  /** The same in its section with the heading. */
  'sectionWords',
  /** Cosine of the question with its section as a whole (mean of the sentences' vectors). */
  'section',
  /** Cosine of the question with the section's heading. */
  'heading',
  /** 1 when it holds the kind of thing asked for: a date, a period, an amount, a place, a person. */
  'expected',
  /** 1 when such a thing is asked for and the sentence has none. */
  'unexpected',
  /** 1 when shorter than a sentence usually is: fewer than 25 characters, East Asian ones counted thrice. */
  'fragment',
  /** 1 when it only repeats the title: the page's name answers nothing. */
  'title',
  /** 1 when it is a question itself. */
  'question',
  /** Logarithm of the passage's rank. */
  'rank',
  /** Share of the question's terms in the sentence, its heading and the sentence before: what it is about need not be said again. */
  'context',
  /** `words`, `context` and `sectionWords` by the share that cosines do not have. */
  'wordsAlone', 'contextAlone', 'sectionWordsAlone',
  /** How far below the best one a trained reader puts it, in its own margins, and the mean of those before and behind it; 0 where none reads. */
  'trained', 'trainedAround',
  /** Log-odds by a trained reader that its window answers, above the reader's threshold: one passage or page beside the others; 0 where none reads. */
  'trainedWindow',
] as const;
export type SentenceFigure = (typeof sentenceFigures)[number];

/** Figures of the whole reading. */
export const readingFigures = [
  /** Best cosine of a sentence, and of a section. */
  'best', 'bestSection',
  /** Mean cosine of all sentences, and cosine of the mean of their vectors. */
  'mean', 'whole',
  /** How far the best sentence stands out, in standard deviations. */
  'outstanding',
  /** Best share of the question's terms in one sentence, in one section, and in all sentences together. */
  'bestWords', 'bestSectionWords', 'coverage',
  /** Terms of the question: a long one is answered less often to the letter. */
  'terms',
  /** Log-odds of the best sentence, and 1 when it lacks the kind of thing asked for. */
  'bestScore', 'bestUnexpected',
  /** Best share of the terms in a sentence with its context. */
  'bestContext',
  /** How the retrievers saw the passages; 0 on a page. */
  'agreement', 'lead',
  /** The share that cosines do not have, by itself and times the coverage by words. */
  'unknown', 'coverageAlone',
  /** Log-odds by a trained reader that what it read answers, above its own threshold; 0 where none reads. */
  'trainedAnswers',
] as const;
/** Known only once the sentences are judged. */
export type JudgedFigure = 'bestScore' | 'bestUnexpected';
export type ReadingFigure = (typeof readingFigures)[number];

export type Figures<Name extends string> = Readonly<Record<Name, number>>;

export interface Evidence {
  readonly sentences: readonly Figures<SentenceFigure>[];
  readonly reading: Figures<Exclude<ReadingFigure, JudgedFigure>>;
}

/** Beyond these a trained reader's scores say no more: margins below the best sentence, and log-odds from its threshold. */
const MOST_MARGINS = 3;
const MOST_LOG_ODDS = 8;

/** Rows of the sentences in order. With no sentence: no rows, and all figures of the reading 0. `scores`: of a trained reader, where there is one, in its own margins and above its own threshold. */
export function gatherEvidence(material: Material, vectors: Vectors, terms: Terms, scores: SentenceScores | null = null): Evidence {
  const { meaning } = material;
  const alone = 1 - meaning;
  const cosines = vectors.sentences.map((vector) => meaning * dot(vectors.question, vector));
  const mean = average(cosines);
  const deviation = Math.sqrt(average(cosines.map((cosine) => (cosine - mean) ** 2))) || 1;
  const best = cosines.length === 0 ? 0 : Math.max(...cosines);
  const overlap = overlapOf(material, terms);
  const sections = material.sections.map((_, section) => indexesOf(material, section));
  const sectionCosines = sections.map((members) => meaning * cosineWithMean(vectors, members));
  const headings = vectors.headings.map((vector) => meaning * dot(vectors.question, vector));
  const pageOf = (index: number): number => material.sections[material.sentences[index]!.section]!.page;
  const kind = questionKindOf(material.question, material.language);
  const trained = trainedFigures(scores, material.sentences.length, pageOf);
  const sentences = material.sentences.map(({ text, section }, index): Figures<SentenceFigure> => {
    const cosine = cosines[index]!;
    const near = (from: number, to: number): number[] =>
      cosines.slice(Math.max(0, index + from), Math.max(0, index + to + 1)).filter((_, place) => pageOf(Math.max(0, index + from) + place) === pageOf(index));
    const before = near(-3, -1);
    const around = [...near(-2, -1), ...near(1, 2)];
    const held = kind === null ? null : holdsAnswerKind(text, kind, material.language);
    return {
      standing: (meaning * (cosine - mean)) / deviation,
      belowBest: cosine - best,
      announced: before.length === 0 ? headings[section]! : Math.max(...before),
      around: around.length === 0 ? cosine : average(around),
      words: overlap.sentences[index]!,
      sectionWords: overlap.sections[section]!,
      section: sectionCosines[section]!,
      heading: headings[section]!,
      expected: held === true ? 1 : 0,
      unexpected: held === false ? 1 : 0,
      fragment: lengthOf(text) < 25 ? 1 : 0,
      title: text === material.title ? 1 : 0,
      question: /[?؟？]["'”»]*$/u.test(text) ? 1 : 0,
      rank: Math.log(material.sections[section]!.rank),
      context: overlap.contexts[index]!,
      wordsAlone: alone * overlap.sentences[index]!,
      contextAlone: alone * overlap.contexts[index]!,
      sectionWordsAlone: alone * overlap.sections[section]!,
      trained: trained.below[index]!,
      trainedAround: trained.around[index]!,
      trainedWindow: trained.windows[index]!,
    };
  });
  return {
    sentences,
    reading: {
      best,
      bestSection: Math.max(0, ...sectionCosines),
      mean,
      whole: meaning * cosineWithMean(vectors, material.sentences.map((_, index) => index)),
      outstanding: (meaning * (best - mean)) / deviation,
      bestWords: Math.max(0, ...overlap.sentences),
      bestSectionWords: Math.max(0, ...overlap.sections),
      coverage: overlap.all,
      terms: overlap.terms,
      bestContext: Math.max(0, ...overlap.contexts),
      ...(material.retrieval ?? { agreement: 0, lead: 0 }),
      unknown: alone,
      coverageAlone: alone * overlap.all,
      trainedAnswers: trained.answers,
    },
  };
}

interface TrainedFigures {
  readonly below: readonly number[];
  readonly around: readonly number[];
  readonly windows: readonly number[];
  readonly answers: number;
}

/** `pageOf`: sentences of another page are no neighbours. */
function trainedFigures(scores: SentenceScores | null, length: number, pageOf: (index: number) => number): TrainedFigures {
  const none = new Array<number>(length).fill(0);
  if (scores === null) return { below: none, around: none, windows: none, answers: 0 };
  const bounded = (logOdds: number): number => Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, logOdds));
  const best = Math.max(...scores.scores);
  const below = scores.scores.map((score) => (score === -Infinity ? -MOST_MARGINS : Math.max(-MOST_MARGINS, score - best)));
  const around = below.map((own, index) => average([index - 1, index + 1].map((near) => (below[near] !== undefined && pageOf(near) === pageOf(index) ? below[near] : own))));
  return { below, around, windows: scores.windows.map(bounded), answers: bounded(scores.answers) };
}

function indexesOf({ sentences }: Material, section: number): number[] {
  return sentences.flatMap((sentence, index) => (sentence.section === section ? [index] : []));
}

interface Overlap {
  readonly sentences: readonly number[];
  readonly contexts: readonly number[];
  readonly sections: readonly number[];
  readonly all: number;
  readonly terms: number;
}

/** Shares of the question's terms; a term weighs more the fewer sentences have it (ln(1 + (n + 1) / (df + 0.5))). */
function overlapOf(material: Material, terms: Terms): Overlap {
  const asked = [...new Set(terms(contentOf(material.question, material.language)))];
  const sets = material.sentences.map(({ text }) => new Set(terms(text)));
  const headings = material.sections.map(({ heading }) => new Set(terms(heading)));
  const weights = asked.map((term) => Math.log(1 + (sets.length + 1) / (sets.filter((set) => set.has(term)).length + 0.5)));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const share = (has: (term: string) => boolean): number => asked.reduce((sum, term, index) => sum + (has(term) ? weights[index]! : 0), 0) / total;
  const inSection = headings.map((heading, section) => {
    const members = indexesOf(material, section);
    return (term: string): boolean => heading.has(term) || members.some((index) => sets[index]!.has(term));
  });
  const before = (index: number): ReadonlySet<string> | undefined => (material.sentences[index - 1]?.section === material.sentences[index]!.section ? sets[index - 1] : undefined);
  return {
    sentences: sets.map((set) => share((term) => set.has(term))),
    contexts: sets.map((set, index) => share((term) => set.has(term) || headings[material.sentences[index]!.section]!.has(term) || before(index)?.has(term) === true)),
    sections: inSection.map(share),
    all: share((term) => headings.some((set) => set.has(term)) || sets.some((set) => set.has(term))),
    terms: asked.length,
  };
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function cosineWithMean(vectors: Vectors, members: readonly number[]): number {
  const sum = new Float32Array(vectors.question.length);
  for (const member of members) vectors.sentences[member]!.forEach((value, dimension) => (sum[dimension]! += value));
  return dot(vectors.question, sum) / (Math.sqrt(dot(sum, sum)) || 1);
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Characters, those of scripts without spaces counted thrice: they say about as much as a short word's share. */
function lengthOf(text: string): number {
  return text.length + 2 * (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0);
}
