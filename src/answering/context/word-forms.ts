/** Whether a defined term stands in a sentence: word for word, save for the endings that grammar puts there. Stems are too wide for this: a building is not what one builds. */
import { foldDigits } from '../../indexing/analysis/fold.js';
import { primaryLanguage } from '../../language.js';

interface Forms {
  /** What is left out at a word's end; a word keeps `shortest` letters at least. */
  readonly endings: RegExp;
  /** What may stand in front of a word without a space. */
  readonly prefixes: RegExp | null;
}

/** A word keeps so many letters: "as" has no ending. */
const shortest = 3;
const forms: Readonly<Record<string, Forms>> = {
  en: { endings: /(?:['’]s?|(?<=[^su])s|(?<=(?:s|x|z|ch|sh))es)$/u, prefixes: null },
  de: { endings: /(?:en|ern|er|es|em|e|n|s)$/u, prefixes: null },
  fr: { endings: /(?:es|e|s|x)$/u, prefixes: null },
  uk: { endings: /(?:ого|ому|ими|ами|ями|ові|еві|их|ій|ої|ою|ам|ям|ах|ях|ом|ем|ів|ий|а|я|у|ю|и|і|ї|е|о|й|ь)$/u, prefixes: null },
  et: { endings: /(?:dele|delt|dest|tele|telt|test|ga|le|lt|st|se|ks|ni|na|ta|de|te|id|d|t|i|e|u|a|s)$/u, prefixes: null },
  ar: { endings: /(?!)/u, prefixes: /^(?:و|ف)?(?:ال|بال|كال|لل|ب|ل|ك)?(?=\p{L}{3})/u },
};

/** The word without its ending, in lower case. */
export function baseOf(word: string, language: string): string {
  const lower = foldDigits(word).normalize('NFKC').toLowerCase();
  const known = forms[primaryLanguage(language)];
  if (known === undefined) return lower;
  const bare = known.prefixes === null ? lower : withoutMarks(lower).replace(known.prefixes, '');
  const singular = primaryLanguage(language) === 'en' ? bare.replace(/(?<=\p{L}{2})ies$/u, 'y') : bare;
  const base = singular.replace(known.endings, '');
  return base.length >= shortest ? base : singular;
}

/** Arabic vowel signs and the lengthening stroke say nothing here. */
const withoutMarks = (word: string): string => word.replace(/[\u064B-\u0652\u0640]/gu, '');

export interface Word {
  readonly printed: string;
  readonly base: string;
  readonly start: number;
  readonly end: number;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:[-‑][\p{L}\p{M}\p{N}]+)*(?:['’]s(?!\p{L}))?/gu;

export function wordsOf(text: string, language: string): Word[] {
  return [...text.matchAll(wordPattern)].map(({ 0: printed, index }) => ({ printed, base: baseOf(printed, language), start: index, end: index + printed.length }));
}

/** Written without spaces: a term is looked for in the characters themselves. */
export const isUnspaced = (language: string): boolean => ['ja', 'zh', 'th', 'lo', 'km', 'my'].includes(primaryLanguage(language));
