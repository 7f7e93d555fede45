/** The engines at hand: the reader, and one for each language model that is set up; and the reader alone, for measuring it. */
import { analyzerKey, analyzerOf, type Analyzer } from '../indexing/analysis/analyzer.js';
import { detectLanguage } from '../language.js';
import type { Embedder } from '../models/embedder.js';
import type { LanguageModel } from '../models/language-model.js';
import type { TrainedReader } from '../models/trained-reader.js';
import type { TakeTiming } from '../timings.js';
import type { Engine } from './engine.js';
import { createLanguageModelEngine, type LanguageModelSettings } from './language-model/language-model-engine.js';
import { createReader, readDocument, type PageReading } from './reader.js';

export interface EngineParts {
  readonly embedder: Embedder;
  /** The one in use; without one, the reader judges by words and vectors. */
  readonly trainedReader?: TrainedReader | null;
  /** Those that are set up. */
  readonly languageModels: readonly LanguageModel[];
  readonly settings: LanguageModelSettings;
  /** Told how long language models take, and how many questions are with them. */
  readonly onTiming?: TakeTiming;
}

/** By name. `extractive`, the reader, is always there, and every other stands on it. */
export function openEngines({ embedder, trainedReader = null, languageModels, settings, onTiming }: EngineParts): ReadonlyMap<string, Engine> {
  const reader = createReader({ embedder, trained: trainedReader, termsOf: engineTerms(), maximumStatements: settings.maximumStatements });
  return new Map([reader, ...languageModels.map((model) => createLanguageModelEngine(model, reader, settings, onTiming))].map((engine) => [engine.name, engine]));
}

/** Pure functions with a memory of stems. */
const pageAnalyzers = engineTerms();

/** Words are read in the language of the page, or of the question where the page tells none. */
export function pageLanguage({ question, text }: { readonly question: string; readonly text: string }): string {
  const detected = detectLanguage(text);
  return detected === 'und' ? detectLanguage(question) : detected;
}

/** The reader on one page whose lines are its sentences. */
export function readPage({ embedder, trainedReader = null }: Pick<EngineParts, 'embedder' | 'trainedReader'>, page: { readonly question: string; readonly title: string; readonly text: string }, signal?: AbortSignal): Promise<PageReading> {
  return readDocument({ embedder, trained: trainedReader, termsOf: pageAnalyzers }, { ...page, language: pageLanguage(page) }, signal);
}

/** One analyzer per language: each remembers its stems. */
export function engineTerms(): (language: string) => Analyzer['words'] {
  const analyzers = new Map<string, Analyzer['words']>();
  return (language) => {
    const key = analyzerKey(language);
    const analyzer = analyzers.get(key) ?? analyzerOf(key).words;
    analyzers.set(key, analyzer);
    return analyzer;
  };
}
