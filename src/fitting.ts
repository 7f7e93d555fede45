/** What the reader sees of a question before its weights judge it, for those who fit the weights (`evaluation/fit`): found, numbered and figured as an answer's are. */
import { engineTerms, pageLanguage } from './answering/engines.js';
import { sentenceFigures, type Evidence, type ReadingFigure, type SentenceFigure } from './answering/evidence.js';
import { numberSentences } from './answering/numbered-sentences.js';
import { pageMaterial } from './answering/page.js';
import { evidenceOf, materialOf, mostSentences, readsIn, scoresBy } from './answering/reader.js';
import type { Material } from './answering/evidence.js';
import { rememberVectors } from './answering/sentence-vectors.js';
import { contextOf, filtersOf, readFirst, readingOf, type Bench } from './ask.js';
import type { Config } from './config.js';
import type { AskRequest } from './contract.js';
import type { Day, Span } from './document.js';
import { openInUse } from './indexing/open-in-use.js';
import { withModelsInUse } from './models/models.js';
import { openModels } from './open-models.js';
import { createAdmitter } from './retrieval/admission.js';
import { meaningIn } from './retrieval/dense-weight.js';
import { prepareQuery } from './retrieval/prepare.js';
import { retrieve } from './retrieval/retrieve.js';

export { choose, logistic, logOdds, readingOf as judgedReading, type ReaderWeights, type Weights } from './answering/reader-model.js';
export { answerableFrom } from './answering/abstain.js';
export type { Evidence, Figures, ReadingFigure, SentenceFigure } from './answering/evidence.js';

export interface SeenSentence {
  readonly work: string;
  /** UTF-16 offsets into the text of the expression: the sentence itself and its lead-ins. */
  readonly spans: readonly Span[];
  readonly text: string;
}

export interface SeenDraft {
  readonly sentences: readonly SeenSentence[];
  readonly evidence: Evidence;
}

export interface Page {
  readonly question: string;
  readonly title: string;
  readonly text: string;
}

export interface SeenPage {
  readonly evidence: Evidence;
  /** The line of each sentence in the page's text (split at `\n`). */
  readonly lines: readonly number[];
}

export interface FittingBench {
  /** `null` when nothing was found to read. */
  see(request: AskRequest): Promise<SeenDraft | null>;
  /** One page whose lines are its sentences; `null` when it has none. */
  seePage(page: Page): Promise<SeenPage | null>;
  close(): Promise<void>;
}

/** Every vector of a sentence is kept: questions of one set read the same passages again and again. */
const remembered = 200_000;

/** Opens the live index of `config`. `today`: the as-of date of questions that carry none. Errors as those of `openAssistant`. */
export async function openFittingBench(given: Config, today: Day): Promise<FittingBench> {
  const config = await withModelsInUse(given);
  const { embedder, trainedReader, close: closeModels } = await openModels(config, (line) => process.stderr.write(`${line}\n`));
  const snapshot = await openInUse(config.indexes);
  const bench: Bench = { snapshot, admit: createAdmitter(snapshot), embedder, config };
  const parts = { embedder, embed: rememberVectors(embedder, remembered), termsOf: engineTerms() };
  const figures = (material: Material): Promise<Evidence> => {
    const { signal } = new AbortController();
    return evidenceOf(material, parts, signal, trainedReader === null || !readsIn(trainedReader, material.language) ? undefined : scoresBy(trainedReader, material, signal));
  };
  return {
    see: async (request) => {
      const { query } = prepareQuery(readingOf(snapshot), request.question, request.asOf ?? today, filtersOf(snapshot, request), request.language);
      const passages = readFirst(await retrieve(contextOf(bench), query, bench.admit(query), config.passages));
      const sentences = numberSentences(passages).slice(0, mostSentences);
      if (sentences.length === 0) return null;
      const material = materialOf({ query, meaning: meaningIn(contextOf(bench), query.language) }, sentences);
      const evidence = await figures(material);
      return { evidence, sentences: sentences.map(({ passage, span, leadIns, text }) => ({ work: passage.document.work, spans: [span, ...leadIns], text })) };
    },
    seePage: async (page) => {
      const material = pageMaterial(page.question, pageLanguage(page), page.title, page.text);
      if (material.sentences.length === 0) return null;
      return { evidence: await figures(material), lines: material.lines };
    },
    close: async () => {
      snapshot.close();
      await closeModels();
    },
  };
}

/** Figures that drafts have; `title` is that of a page. */
export const draftSentenceFigures: readonly SentenceFigure[] = sentenceFigures.filter((name) => name !== 'title' && !name.startsWith('trained'));
/** Chosen by cross-validation on the train halves: with all of them the few questions of law are learnt by heart. */
export const draftReadingFigures: readonly ReadingFigure[] = ['bestSection', 'bestSectionWords', 'coverage', 'bestScore', 'bestContext', 'bestUnexpected', 'agreement', 'lead', 'unknown', 'coverageAlone'];
/** Figures of a page: what passages have to do with one another is not among them. */
export const pageSentenceFigures: readonly SentenceFigure[] = ['standing', 'belowBest', 'announced', 'around', 'words', 'sectionWords', 'section', 'heading', 'expected', 'unexpected', 'fragment', 'title', 'question'];
export const pageReadingFigures: readonly ReadingFigure[] = ['best', 'bestSection', 'mean', 'whole', 'outstanding', 'bestWords', 'bestSectionWords', 'coverage', 'terms', 'bestScore'];
/** With a trained reader. */
export const trainedPageSentenceFigures: readonly SentenceFigure[] = ['trained', 'trainedAround', 'words', 'title', 'question', 'expected', 'unexpected'];
export const trainedPageReadingFigures: readonly ReadingFigure[] = ['trainedAnswers', 'bestWords', 'bestSectionWords', 'coverage', 'terms'];
export const trainedDraftSentenceFigures: readonly SentenceFigure[] = sentenceFigures.filter((name) => name !== 'title');
export const trainedDraftReadingFigures: readonly ReadingFigure[] = ['trainedAnswers', 'bestScore', 'bestWords', 'coverage', 'bestContext', 'bestSectionWords', 'bestUnexpected', 'agreement', 'lead', 'terms', 'best', 'whole', 'bestSection'];
