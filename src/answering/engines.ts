/** The engines at hand, as a literal list; and the reader alone, for measuring it. */
import { ResponsaError } from '../errors.js';
import { analyzerKey, analyzerOf, type Analyzer } from '../indexing/analysis/analyzer.js';
import { detectLanguage } from '../language.js';
import type { Embedder } from '../models/embedder.js';
import type { Engine } from './engine.js';
import { createReader, readDocument, type PageReading } from './reader.js';

export interface EngineParts {
  readonly embedder: Embedder;
  readonly settings: { readonly maximumStatements: number };
}

const engines: Readonly<Record<string, (parts: EngineParts) => Engine>> = {
  extractive: ({ embedder, settings }) => createReader({ embedder, termsOf: engineTerms(), maximumStatements: settings.maximumStatements }),
};

export const engineNames: readonly string[] = Object.keys(engines);

/** ResponsaError('not-found') names the engines there are. */
export function openEngine(name: string, parts: EngineParts): Engine {
  const open = Object.hasOwn(engines, name) ? engines[name] : undefined;
  if (open === undefined) throw new ResponsaError('not-found', `There is no engine "${name}".`, `Engines at hand: ${engineNames.join(', ')}.`);
  return open(parts);
}

/** Pure functions with a memory of stems. */
const pageAnalyzers = engineTerms();

/** The reader on one page whose lines are its sentences. Words are read in the language of the page, or of the question where the page tells none. */
export function readPage(embedder: Embedder, { question, title, text }: { readonly question: string; readonly title: string; readonly text: string }, signal?: AbortSignal): Promise<PageReading> {
  const detected = detectLanguage(text);
  return readDocument({ embedder, termsOf: pageAnalyzers }, { question, title, text, language: detected === 'und' ? detectLanguage(question) : detected }, signal);
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
