/**
 * The reader, engine `extractive`: chooses the sentences that answer, and says how likely they answer at all.
 *
 *   sentences -> scores of the trained reader (all passages in one call) ------> beliefs (model) -> the best few (selection), in reading order
 *   or, without one and when it fails: -> vectors (one batched call) -> figures (evidence) -'
 */
import { messageOf } from '../errors.js';
import type { Embedder } from '../models/embedder.js';
import type { TrainedReader } from '../models/trained-reader.js';
import { answerableFrom } from './abstain.js';
import type { Composition, Draft, Engine, Fallback, Sentence } from './engine.js';
import { gatherEvidence, type Evidence, type Material, type RetrievalFigures, type Terms } from './evidence.js';
import { pageMaterial } from './page.js';
import { choose, judge, judgeAbout, judgeScores, type Judgement, type ReaderWeights } from './reader-model.js';
import { aboutWeights, draftWeights, pageWeights, trainedChoice } from './reader-weights.js';
import type { Passage } from '../retrieval/passage.js';
import { withoutRunOn, withTelling } from './selection.js';
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
      const judgement = await read(material, { ...parts, trained, weights: draftWeights }, signal);
      const isSilent = material.sentences.length > 0 && judgement.answerable < answerableFrom;
      const asked = { question: draft.query.text, asksIn: draft.query.language, language: material.language, terms: termsOf(material.language) };
      const believed = withTelling(choose(judgement.beliefs, judgement.choice, maximumStatements), judgement.beliefs, judgement.choice, { sentences, asked, maximum: maximumStatements });
      const chosen = withoutRunOn(believed.map((index) => ({ sentence: sentences[index]!, belief: judgement.beliefs[index]! })), asked);
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
  const { beliefs, answerable, choice, reader } = await read(material, { embedder, embed: rememberVectors(embedder, 0), trained, termsOf, weights: pageWeights }, signal);
  const chosen = answerable < 0.5 ? [] : choose(beliefs, choice, beliefs.length);
  return { sentences: chosen.map((index) => material.lines[index]!).sort((a, b) => a - b), answerable, reader };
}

interface Reading {
  readonly embedder: Embedder;
  readonly trained: TrainedReader | null;
  readonly embed: EmbedTexts;
  readonly termsOf: (language: string) => Terms;
  readonly weights: ReaderWeights;
}

interface Judged extends Judgement {
  /** Which sentences are chosen by these beliefs. */
  readonly choice: ReaderWeights['choice'];
  /** The figures judged by; `null` where a trained reader judged, or nothing. */
  readonly evidence: Evidence | null;
  /** `null`: there was nothing to judge. */
  readonly reader: string | null;
  /** Why the trained reader did not judge though there is one; `null` when it did, and when there is none. */
  readonly fallback: Fallback | null;
}

async function read(material: Material, { weights, trained, ...parts }: Reading, signal: AbortSignal): Promise<Judged> {
  signal.throwIfAborted();
  if (material.sentences.length === 0) return { beliefs: [], answerable: 0, choice: weights.choice, evidence: null, reader: null, fallback: null };
  let fallback: Fallback | null = null;
  if (trained !== null) {
    try {
      const scores = await trained.scoreSentences(material.question, passagesOf(material), { signal });
      return { ...judgeScores(scores, trained.reading), choice: trainedChoice, evidence: null, reader: trained.name, fallback: null };
    } catch (error) {
      signal.throwIfAborted();
      fallback = { engine: readerName, reason: 'failed', message: `The trained reader ${trained.name} could not judge: ${messageOf(error)}` };
    }
  }
  const evidence = await evidenceOf(material, parts, signal);
  return { ...judge(evidence, weights), choice: weights.choice, evidence, reader: readerName, fallback };
}

/** Sentences of each page or passage: what a trained reader reads on from one to the next. Sections of one page follow each other. */
function passagesOf({ sentences, sections }: Material): string[][] {
  const passages: string[][] = [];
  let last: number | null = null;
  for (const { text, section } of sentences) {
    const { page } = sections[section]!;
    if (page !== last) passages.push([]);
    passages.at(-1)!.push(text);
    last = page;
  }
  return passages;
}

/** The figures that the weights are fitted to (`evaluation/fit`) and that they judge. */
export async function evidenceOf(material: Material, { embedder, embed, termsOf }: Omit<Reading, 'weights' | 'trained'>, signal: AbortSignal): Promise<Evidence> {
  const texts = [...material.sentences.map(({ text }) => text), ...material.sections.map(({ heading }) => heading)];
  const [question, vectors] = await Promise.all([embedder.embedQuery(material.question, { signal }), embed(texts, signal)]);
  signal.throwIfAborted();
  return gatherEvidence(
    material,
    { question, sentences: vectors.slice(0, material.sentences.length), headings: vectors.slice(material.sentences.length) },
    termsOf(material.language),
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
