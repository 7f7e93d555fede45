/**
 * Compounds taken apart by what the corpus itself says: Koehn & Knight, Empirical Methods for Compound Splitting (2003). A word is
 * split when its parts are words of the corpus, more frequent in the geometric mean than the whole: `Hundesteuersatzung` is seldom, `Hund`,
 * `Steuer` and `Satzung` are not. Parts stand beside the whole. Frequencies are rows of the language's section, so that the model is
 * the section's own table of terms, stored with it, and a question's words are split as the passages' were.
 */
import { remembering } from './remembering.js';

/** What a language knows of its compounds. */
export interface CompoundRules {
  /** What may stand between two parts, nothing apart: the s of `Wohnungsgeber`. */
  readonly linking: readonly string[];
  /** Word as it stands inside a compound -> term, as words of texts are read. */
  readonly termOf: (word: string) => string;
}

/** Term of a whole word -> terms of its parts in order; empty when it is none, or the whole is as usual as its parts. */
export type CompoundSplitter = (term: string) => readonly string[];

/** Letters of the shortest part. The paper has 3; with 4, prefixes (`vor`, `aus`, `ein`) are no parts and nothing was found worse. */
const SHORTEST_PART = 4;
/** Rows in which a part must stand as a word of its own: a word seen once may be a slip. */
const SEEN_AT_LEAST = 2;
/** `Hunde|steuer|befreiungs|antrag` has four. */
const MOST_PARTS = 4;
/** Letters of the longest word looked at; longer ones are no words, and would take long. */
const LONGEST_WORD = 60;

/** `frequencyOf`: in how many rows a term stands as a word of its own, 0 when in none. It must not change while the splitter is used. */
export function compoundSplitter({ linking, termOf }: CompoundRules, frequencyOf: (term: string) => number): CompoundSplitter {
  const partOf = remembering((word): Part | null => {
    const term = termOf(word);
    const frequency = term.length < SHORTEST_PART - 1 ? 0 : frequencyOf(term);
    return frequency < SEEN_AT_LEAST ? null : { term, logFrequency: Math.log(frequency) };
  });
  const links = ['', ...linking];
  return remembering((term) => {
    if (term.length < 2 * SHORTEST_PART || term.length > LONGEST_WORD || !/^[\p{L}\p{M}]+$/u.test(term)) return [];
    // A word that the corpus does not have counts as seen less than once.
    let best: { readonly parts: readonly string[]; readonly score: number } = { parts: [], score: Math.log(Math.max(frequencyOf(term), 0.5)) };
    const split = (from: number, parts: readonly string[], logSum: number): void => {
      if (parts.length > 0) {
        const rest = frequencyOf(term.slice(from));
        const score = (logSum + Math.log(rest)) / (parts.length + 1);
        if (rest >= SEEN_AT_LEAST && score > best.score) best = { parts: [...parts, term.slice(from)], score };
      }
      if (parts.length + 1 === MOST_PARTS) return;
      for (let end = from + SHORTEST_PART; end + SHORTEST_PART <= term.length; end++) {
        const part = partOf(term.slice(from, end));
        if (part === null) continue;
        for (const link of links) {
          const next = end + link.length;
          if (next + SHORTEST_PART <= term.length && term.startsWith(link, end)) split(next, [...parts, part.term], logSum + part.logFrequency);
        }
      }
    };
    split(0, [], 0);
    return best.parts;
  });
}

interface Part {
  readonly term: string;
  readonly logFrequency: number;
}
