/**
 * The reader, engine `extractive`: chooses the sentences that answer, and says how likely they answer at all.
 *
 *   sentences -> vectors (one batched call) -> figures (evidence) -> beliefs (model) -> the best few (selection), in reading order
 */
import type { Embedder } from '../models/embedder.js';
import type { Composition, Draft, Engine, Sentence } from './engine.js';
import { gatherEvidence, type Evidence, type Material, type RetrievalFigures, type Terms } from './evidence.js';
import { pageMaterial } from './page.js';
import { choose, judge, type Judgement, type ReaderWeights } from './reader-model.js';
import { draftWeights, pageWeights } from './reader-weights.js';
import type { Passage } from '../retrieval/passage.js';
import { withoutRunOn } from './selection.js';
import { rememberVectors, type EmbedTexts } from './sentence-vectors.js';

export interface ReaderParts {
  readonly embedder: Embedder;
  /** The analyzer of a language. */
  readonly termsOf: (language: string) => Terms;
  /** Longest answer, in statements. */
  readonly maximumStatements: number;
}

/** Sentences of much-asked provisions whose vectors are kept: about 15 MB. */
const remembered = 10_000;
/** More sentences than this are not read: the passages' first ones go first. Keeps a question below 0.3 s on two cores. */
export const mostSentences = 160;

export function createReader({ embedder, termsOf, maximumStatements }: ReaderParts): Engine {
  const embed = rememberVectors(embedder, remembered);
  return {
    name: 'extractive',
    compose: async (draft, signal): Promise<Composition> => {
      const sentences = draft.sentences.slice(0, mostSentences);
      const material = materialOf(draft, sentences);
      const judgement = await read(material, { embedder, embed, termsOf, weights: draftWeights }, signal);
      const believed = choose(judgement.beliefs, draftWeights.choice, maximumStatements).map((index) => ({ sentence: sentences[index]!, belief: judgement.beliefs[index]! }));
      const chosen = withoutRunOn(believed, { question: draft.query.text, language: material.language, terms: termsOf(material.language) });
      return {
        statements: [...chosen].sort((a, b) => a.sentence.number - b.sentence.number).map(({ sentence: { text, number }, belief }) => ({ text, sentences: [number], score: belief })),
        answerable: judgement.answerable,
      };
    },
  };
}

export interface PageReading {
  /** Indexes of the chosen lines of the text (split at `\n`), ascending; none when the page does not answer. */
  readonly sentences: readonly number[];
  /** 0 to 1; below 0.5 no line is chosen. */
  readonly answerable: number;
}

/** Reads one page with the same figures and a model fitted to pages: every line is a sentence, headings included. */
export async function readDocument(
  { embedder, termsOf }: Pick<ReaderParts, 'embedder' | 'termsOf'>,
  page: { readonly question: string; readonly language: string; readonly title: string; readonly text: string },
  signal: AbortSignal = new AbortController().signal,
): Promise<PageReading> {
  const material = pageMaterial(page.question, page.language, page.title, page.text);
  const { beliefs, answerable } = await read(material, { embedder, embed: rememberVectors(embedder, 0), termsOf, weights: pageWeights }, signal);
  const chosen = answerable < 0.5 ? [] : choose(beliefs, pageWeights.choice, beliefs.length);
  return { sentences: chosen.map((index) => material.lines[index]!).sort((a, b) => a - b), answerable };
}

interface Reading {
  readonly embedder: Embedder;
  readonly embed: EmbedTexts;
  readonly termsOf: (language: string) => Terms;
  readonly weights: ReaderWeights;
}

async function read(material: Material, { weights, ...parts }: Reading, signal: AbortSignal): Promise<Judgement> {
  signal.throwIfAborted();
  return material.sentences.length === 0 ? { beliefs: [], answerable: 0 } : judge(await evidenceOf(material, parts, signal), weights);
}

/** The figures that the weights are fitted to (`evaluation/fit`) and that they judge. */
export async function evidenceOf(material: Material, { embedder, embed, termsOf }: Omit<Reading, 'weights'>, signal: AbortSignal): Promise<Evidence> {
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
