/**
 * The reader, engine `extractive`: chooses the sentences that answer, and says how likely they answer at all.
 *
 *   sentences -> vectors (one batched call), and at the same time scores of the trained reader, where there is one (the first passages in one call)
 *     -> figures (evidence) -> beliefs (model; without scores by other weights) -> the best few (selection), in reading order
 */
import { messageOf } from '../errors.js';
import { primaryLanguage } from '../language.js';
import type { Embedder } from '../models/embedder.js';
import type { SentenceScores, TrainedReader } from '../models/trained-reader.js';
import { answerableFrom } from './abstain.js';
import type { Composition, Draft, Engine, Fallback, Sentence } from './engine.js';
import { gatherEvidence, type Evidence, type Material, type RetrievalFigures, type Terms } from './evidence.js';
import { withMeantRows } from './meant-rows.js';
import { pageMaterial } from './page.js';
import { choose, judge, judgeAbout, type Judgement, type ReaderWeights } from './reader-model.js';
import { aboutWeights, draftWeights, pageWeights, trainedDraftWeights, trainedPageWeights } from './reader-weights.js';
import type { Passage } from '../retrieval/passage.js';
import { withAnswers, withoutRunOn, withTelling } from './selection.js';
import { rememberVectors, type EmbedTexts } from './sentence-vectors.js';

export interface ReaderParts {
  readonly embedder: Embedder;
  /** Judges the sentences where there is one. */
  readonly trained: TrainedReader | null;
  /** The analyzer of a language. */
  readonly termsOf: (language: string) => Terms;
  /** Longest answer, in statements. */
  readonly maximumStatements: number;
}

/** The engine, and what judges where no trained reader does. */
const readerName = 'extractive';
/** Sentences of much-asked provisions whose vectors are kept: about 15 MB. */
const remembered = 10_000;
/** More sentences than this are not read: the passages' first ones go first. Keeps a question below 0.3 s on two cores. */
export const mostSentences = 160;

export function createReader({ embedder, trained, termsOf, maximumStatements }: ReaderParts): Engine {
  const embed = rememberVectors(embedder, remembered);
  return {
    name: readerName,
    compose: async (draft, signal): Promise<Composition> => {
      const sentences = draft.sentences.slice(0, mostSentences);
      const material = materialOf(draft, sentences);
      const parts = { embedder, embed, termsOf };
      const judgement = await read(material, { ...parts, trained, weights: { alone: draftWeights, withTrained: trainedDraftWeights } }, signal);
      const isSilent = material.sentences.length > 0 && judgement.answerable < answerableFrom;
      const asked = { question: draft.query.text, asksIn: draft.query.language, language: material.language, terms: termsOf(material.language) };
      const believed = withTelling(choose(judgement.beliefs, judgement.choice, maximumStatements), judgement.beliefs, judgement.choice, { sentences, asked, maximum: maximumStatements });
      const all = sentences.map((sentence, index) => ({ sentence, belief: judgement.beliefs[index]! }));
      const chosen = withoutRunOn(withMeantRows(withAnswers(believed.map((index) => all[index]!), all), all, asked), asked);
      return {
        statements: [...chosen].sort((a, b) => a.sentence.number - b.sentence.number).map(({ sentence: { text, number }, belief }) => ({ text, sentences: [number], score: belief })),
        answerable: judgement.answerable,
        ...(isSilent && { about: judgeAbout(judgement.evidence ?? (await evidenceOf(material, parts, signal)), aboutWeights) }),
        ...(judgement.reader !== null && { reader: judgement.reader }),
        ...(judgement.fallback && { fallback: judgement.fallback }),
      };
    },
  };
}

export interface PageReading {
  /** Indexes of the chosen lines of the text (split at `\n`), ascending; none when the page does not answer. */
  readonly sentences: readonly number[];
  /** 0 to 1; below 0.5 no line is chosen. */
  readonly answerable: number;
  /** What judged the lines: a trained reader, or `extractive`; `null` on an empty page. */
  readonly reader: string | null;
}

/** Reads one page with the same figures and a model fitted to pages: every line is a sentence, headings included. */
export async function readDocument(
  { embedder, trained, termsOf }: Omit<ReaderParts, 'maximumStatements'>,
  page: { readonly question: string; readonly language: string; readonly title: string; readonly text: string },
  signal: AbortSignal = new AbortController().signal,
): Promise<PageReading> {
  const material = pageMaterial(page.question, page.language, page.title, page.text);
  const { beliefs, answerable, choice, reader } = await read(material, { embedder, embed: rememberVectors(embedder, 0), trained, termsOf, weights: { alone: pageWeights, withTrained: trainedPageWeights } }, signal);
  const chosen = answerable < 0.5 ? [] : choose(beliefs, choice, beliefs.length);
  return { sentences: chosen.map((index) => material.lines[index]!).sort((a, b) => a - b), answerable, reader };
}

interface Reading {
  readonly embedder: Embedder;
  readonly trained: TrainedReader | null;
  readonly embed: EmbedTexts;
  readonly termsOf: (language: string) => Terms;
  readonly weights: { readonly alone: ReaderWeights; readonly withTrained: ReaderWeights };
}

interface Judged extends Judgement {
  /** Which sentences are chosen by these beliefs. */
  readonly choice: ReaderWeights['choice'];
  /** The figures judged by; `null`: there was nothing to judge. */
  readonly evidence: Evidence | null;
  /** `null`: there was nothing to judge. */
  readonly reader: string | null;
  /** Why the trained reader did not judge though there is one; `null` when it did, and when there is none. */
  readonly fallback: Fallback | null;
}

async function read(material: Material, { weights, trained: inUse, ...parts }: Reading, signal: AbortSignal): Promise<Judged> {
  signal.throwIfAborted();
  const trained = inUse !== null && readsIn(inUse, material.language) ? inUse : null;
  if (material.sentences.length === 0) return { beliefs: [], answerable: 0, choice: weights.alone.choice, evidence: null, reader: null, fallback: null };
  const scored = trained === null ? Promise.resolve({ scores: null, fallback: null }) : scoresOrFallback(trained, material, signal);
  const evidence = await evidenceOf(material, parts, signal, scored.then(({ scores }) => scores));
  const { scores, fallback } = await scored;
  const [name, by] = trained === null || scores === null ? [readerName, weights.alone] : [trained.name, weights.withTrained];
  return { ...judge(evidence, by), choice: by.choice, evidence, reader: name, fallback };
}

/** Without scores, why there are none. Rejects with the signal's reason alone. */
async function scoresOrFallback(trained: TrainedReader, material: Material, signal: AbortSignal): Promise<{ readonly scores: SentenceScores | null; readonly fallback: Fallback | null }> {
  try {
    return { scores: await scoresBy(trained, material, signal), fallback: null };
  } catch (error) {
    signal.throwIfAborted();
    return { scores: null, fallback: { engine: readerName, reason: 'failed', message: `The trained reader ${trained.name} could not judge: ${messageOf(error)}` } };
  }
}

/** A language that a reader was not made for is better judged by words and vectors. */
export function readsIn({ languages }: TrainedReader, language: string): boolean {
  return languages === null || languages.includes(primaryLanguage(language));
}

/** Passages that a trained reader reads: the answer stands in the first four in nine of ten questions, and it takes half the time of eight. */
const mostRead = 4;

/**
 * The first passages in one call; in margins of the reader and above its threshold, which are its own and another reader's others. A passage is read below
 * what stands over it, as a page is below its headings; those lines are not scored. Of what is not read: -Infinity, and 0 for its window.
 */
export async function scoresBy(trained: TrainedReader, material: Material, signal: AbortSignal): Promise<SentenceScores> {
  const passages = passagesOf(material);
  const given = passages.filter(({ isRead }) => isRead).map(({ above, sentences }) => [...above, ...sentences]);
  // A page is given; passages are waited for, and mostly are one window anyway.
  const { scores, windows, answers } = await trained.scoreSentences(material.question, given, { read: material.title === null ? 'once' : 'thrice', signal });
  const { sentenceMargin, answerThreshold } = trained.reading;
  const own: { score: number; window: number }[] = [];
  let at = 0;
  for (const { above, sentences, isRead } of passages) {
    if (isRead) at += above.length;
    for (let left = sentences.length; left > 0; left--) {
      own.push(isRead ? { score: scores[at]! / sentenceMargin, window: windows[at]! - answerThreshold } : { score: -Infinity, window: 0 });
      if (isRead) at++;
    }
  }
  return { scores: own.map(({ score }) => score), windows: own.map(({ window }) => window), answers: answers - answerThreshold };
}

interface ReadPassage {
  /** Lines over it that are read with it and not scored. */
  readonly above: readonly string[];
  readonly sentences: string[];
  readonly isRead: boolean;
}

/** Sentences of each page or passage: what a trained reader reads on from one to the next. Sections of one page follow each other, with their headings among its lines. */
function passagesOf({ title, sentences, sections }: Material): readonly ReadPassage[] {
  const passages: ReadPassage[] = [];
  let last: number | null = null;
  for (const { text, section } of sentences) {
    const { page, heading } = sections[section]!;
    if (page !== last) passages.push({ above: title === null ? [heading] : [], sentences: [], isRead: passages.length < mostRead });
    passages.at(-1)!.sentences.push(text);
    last = page;
  }
  return passages;
}

/** The figures that the weights are fitted to (`evaluation/fit`) and that they judge. `scores`: of a trained reader, read at the same time. */
export async function evidenceOf(material: Material, { embedder, embed, termsOf }: Omit<Reading, 'weights' | 'trained'>, signal: AbortSignal, scoring: Promise<SentenceScores | null> = Promise.resolve(null)): Promise<Evidence> {
  const texts = [...material.sentences.map(({ text }) => text), ...material.sections.map(({ heading }) => heading)];
  const [question, vectors, scores] = await Promise.all([embedder.embedQuery(material.question, { signal }), embed(texts, signal), scoring]);
  signal.throwIfAborted();
  return gatherEvidence(
    material,
    { question, sentences: vectors.slice(0, material.sentences.length), headings: vectors.slice(material.sentences.length) },
    termsOf(material.language),
    scores,
  );
}

/** Passages that a citation led to were not ranked: they tell nothing here. */
function retrievalOf(passages: readonly Passage[]): RetrievalFigures {
  const ranked = passages.filter(({ sources }) => sources.citation === undefined);
  const lexical = ranked.filter(({ sources }) => sources.lexical !== undefined).sort((a, b) => a.sources.lexical!.rank - b.sources.lexical!.rank);
  const [first, second] = ranked.map(({ score }) => score).sort((a, b) => b - a);
  const dense = lexical[0]?.sources.dense?.rank;
  return { agreement: dense === undefined ? 0 : 1 / dense, lead: first === undefined || second === undefined ? 0 : first - second };
}

/**
 * Each passage is a section of its own, headed by what stands above it. Words are read in the language of the best passage: a
 * short question tells its own badly.
 */
export function materialOf({ query, meaning }: Pick<Draft, 'query' | 'meaning'>, sentences: readonly Sentence[]): Material {
  const passages = [...new Set(sentences.map(({ passage }) => passage))];
  return {
    question: query.text,
    language: passages[0]?.document.language ?? query.language,
    title: null,
    meaning: meaning ?? 1,
    retrieval: retrievalOf(passages),
    sentences: sentences.map(({ text, passage }) => ({ text, section: passages.indexOf(passage) })),
    sections: passages.map(({ document, chunk, rank }, page) => ({ heading: [document.title, ...chunk.breadcrumb].join(' › '), rank, page })),
  };
}
