/** What a question asks for beside its own words: the synonyms of the collections, looked up by stems so that inflected forms are found. */
import { z } from 'zod';
import type { SynonymEntry } from '../ingest/synonyms.js';
import { primaryLanguage } from '../language.js';
import { analyzerOf } from './analysis/analyzer.js';

export const synonymsSchema = z.array(z.object({ collection: z.string(), language: z.string().nullable(), asked: z.array(z.string()), meant: z.array(z.string()) }).strict());

export interface AddedTerms {
  readonly collection: string;
  /** Each once; none of the words that the question has itself. */
  readonly terms: readonly string[];
}

export interface SynonymTable {
  /** By collection, in the order of the files; collections that add nothing are left out. `language` of the question, BCP 47. */
  addedTo(question: string, language: string): readonly AddedTerms[];
}

/** Stems of a term longer than this never occur: terms have 100 characters. */
const LONGEST_PHRASE = 12;

export function synonymTable(entries: readonly SynonymEntry[]): SynonymTable {
  /** Made for each language when a question in it comes: lines for any language are read by its analyzer then. */
  const byLanguage = new Map<string, ReadonlyMap<string, readonly SynonymEntry[]>>();
  return {
    addedTo(question, language) {
      if (entries.length === 0) return [];
      const key = primaryLanguage(language);
      const known = byLanguage.get(key) ?? phrasesOf(entries, key);
      byLanguage.set(key, known);
      const { words } = analyzerOf(key);
      return added(known, phrasesIn(words(question)), words);
    },
  };
}

const joined = (stems: readonly string[]): string => stems.join('\n');

/** Stems of each asked term -> the lines it stands in. */
function phrasesOf(entries: readonly SynonymEntry[], language: string): ReadonlyMap<string, readonly SynonymEntry[]> {
  const { words } = analyzerOf(language);
  const phrases = new Map<string, SynonymEntry[]>();
  for (const entry of entries) {
    if (entry.language !== null && primaryLanguage(entry.language) !== language) continue;
    for (const phrase of new Set(entry.asked.map((term) => joined(words(term))))) {
      const lines = phrases.get(phrase) ?? [];
      lines.push(entry);
      phrases.set(phrase, lines);
    }
  }
  return phrases;
}

/** Every run of neighbouring words. */
function phrasesIn(stems: readonly string[]): ReadonlySet<string> {
  const phrases = new Set<string>();
  for (let from = 0; from < stems.length; from++) {
    for (let to = from + 1; to <= Math.min(stems.length, from + LONGEST_PHRASE); to++) phrases.add(joined(stems.slice(from, to)));
  }
  return phrases;
}

function added(known: ReadonlyMap<string, readonly SynonymEntry[]>, asked: ReadonlySet<string>, words: (text: string) => string[]): AddedTerms[] {
  const byCollection = new Map<string, Set<string>>();
  for (const phrase of asked) {
    for (const { collection, meant } of known.get(phrase) ?? []) {
      const terms = byCollection.get(collection) ?? new Set<string>();
      for (const term of meant) if (!asked.has(joined(words(term)))) terms.add(term);
      byCollection.set(collection, terms);
    }
  }
  return [...byCollection].filter(([, terms]) => terms.size > 0).map(([collection, terms]) => ({ collection, terms: [...terms] }));
}
