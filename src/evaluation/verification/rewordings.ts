/** Sentences of law said otherwise, by rule: the meaning stays. */
import type { LanguageRules } from './language-rules.js';

export const rewordingKinds = ['clause order', 'numerals', 'definition', 'phrases'] as const;
export type RewordingKind = (typeof rewordingKinds)[number];

interface Reworded {
  readonly text: string;
  readonly definitions: readonly { readonly term: string; readonly meaning: string }[];
}

/** The reworded sentence, or `null` when no rule of this kind applies. */
export function reword(kind: RewordingKind, sentence: Reworded, rules: LanguageRules, random: () => number): string | null {
  const reworded = rewordings[kind](sentence, rules, random);
  return reworded === null || reworded === sentence.text ? null : reworded.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Longest meaning that is put in the place of its term. Words. */
const longestMeaning = 7;

const rewordings: Readonly<Record<RewordingKind, (sentence: Reworded, rules: LanguageRules, random: () => number) => string | null>> = {
  'clause order': ({ text }, { orders }) => {
    const order = orders.find(([pattern]) => pattern.test(text));
    if (order === undefined) return null;
    const lowered = text.replace(order[0], (...found: string[]) => order[1].replace(/\$(\d)/gu, (_, group: string) => {
      const part = found[Number(group)]!;
      // Words that are small inside a sentence; a name keeps its capital.
      return /^(?:If|When|Where|Wenn|Falls|Sofern|Soweit|Si|Lorsque|Kui|Juhul|The|A|An|Any|Every|Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une)\b/u.test(part) ? part[0]!.toLowerCase() + part.slice(1) : part;
    }));
    return lowered;
  },
  numerals: ({ text }, { numerals }) => {
    if (numerals.length === 0) return null;
    const written = new RegExp(String.raw`(?<![\p{L}-])(?:${numerals.join('|')})(?= \p{L}{3,})`, 'u').exec(text);
    if (written !== null) return text.replace(written[0], String(numerals.indexOf(written[0]) + 2));
    const digits = /(?<![\d.,§(/-])(?<!(?:\p{L}\.|§) )(?:[2-9]|1\d|20)(?= (?:days?|months?|years?|weeks?|hours?|Tagen?|Monaten?|Jahren?|Wochen?|Stunden?|jours?|mois|ans|années|heures?)\b)/u.exec(text);
    return digits === null ? null : text.replace(digits[0] + text[digits.index + digits[0].length]!, numerals[Number(digits[0]) - 2]! + text[digits.index + digits[0].length]!);
  },
  definition: ({ text, definitions }) => {
    const usable = definitions.find(({ term, meaning }) => {
      const words = meaning.trim().split(/\s+/u).length;
      return words >= 2 && words <= longestMeaning && /^\p{L}/u.test(meaning.trim()) && term.length > 3 && new RegExp(String.raw`(?<!\p{L})${term.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)}(?!\p{L})`, 'u').test(text) && !text.includes(meaning.trim());
    });
    return usable === undefined ? null : text.replace(usable.term, usable.meaning.trim().replace(/[.;,]$/u, ''));
  },
  phrases: ({ text }, { phrases }, random) => {
    const fitting = phrases.filter(([pattern]) => text.search(pattern) !== -1);
    const chosen = fitting[Math.floor(random() * fitting.length)];
    return chosen === undefined ? null : text.replace(chosen[0], chosen[1]);
  },
};
