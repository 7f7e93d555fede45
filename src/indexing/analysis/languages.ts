/**
 * What the analyzer knows of each language, as data. A language that is not here is read as folded words with their groups of letters.
 * Stemmers are the Snowball ones of @orama/stemmers, save for Arabic.
 */
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as nepali } from '@orama/stemmers/nepali';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as serbian } from '@orama/stemmers/serbian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as tamil } from '@orama/stemmers/tamil';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import type { Reading } from './analyzer.js';
import { arabicStem, foldArabic } from './arabic.js';
import { foldHebrew } from './hebrew.js';

export interface AnalyzerLanguage {
  readonly reading: Reading;
  /** Folded text's word -> stem; the word itself where there is no stemmer. */
  readonly stem: (word: string) => string;
  /** How a word is folded before letters are grouped and function words looked up; by default accents off (`foldWord`). */
  readonly fold?: (word: string) => string;
  /** Locale of lower-casing where it matters: Turkish İ and I. */
  readonly lowerCase?: string;
  /** What may join the parts of a compound, in a language that writes compounds in one word. The stemmer takes endings off the parts anyway. */
  readonly linking?: readonly string[];
}

const stems = (stem: (word: string) => string, more: Partial<AnalyzerLanguage> = {}): AnalyzerLanguage => ({ reading: 'stems', stem, ...more });
const unchanged = (word: string): string => word;
const characters: AnalyzerLanguage = { reading: 'characters', stem: unchanged };
const folded = (fold: (word: string) => string): AnalyzerLanguage => ({ reading: 'letter-groups', stem: fold, fold });

/** By primary language subtag (BCP 47). */
export const analyzerLanguages: Readonly<Record<string, AnalyzerLanguage>> = {
  ar: stems(arabicStem, { fold: foldArabic }),
  az: { reading: 'letter-groups', stem: unchanged, lowerCase: 'az' },
  bg: stems(bulgarian),
  da: stems(danish, { linking: ['s', 'e', 'er'] }),
  de: stems(german, { linking: ['s', 'es', 'n', 'en', 'e', 'er'] }),
  el: stems(greek),
  en: stems(english),
  es: stems(spanish),
  fa: folded(foldArabic),
  fi: stems(finnish, { linking: [] }),
  fr: stems(french),
  ga: stems(irish),
  he: folded(foldHebrew),
  hi: stems(hindi),
  hu: stems(hungarian, { linking: [] }),
  hy: stems(armenian),
  id: stems(indonesian),
  it: stems(italian),
  ja: characters,
  km: characters,
  ko: characters,
  lo: characters,
  lt: stems(lithuanian),
  my: characters,
  nb: stems(norwegian, { linking: ['s', 'e', 'er'] }),
  ne: stems(nepali),
  nl: stems(dutch, { linking: ['s', 'e', 'en', 'er'] }),
  nn: stems(norwegian, { linking: ['s', 'e', 'er'] }),
  no: stems(norwegian, { linking: ['s', 'e', 'er'] }),
  ps: folded(foldArabic),
  pt: stems(portuguese),
  ro: stems(romanian),
  ru: stems((word) => russian(word.replace(/ё/gu, 'е'))),
  sr: stems(serbian),
  sv: stems(swedish, { linking: ['s', 'e', 'a', 'o', 'u'] }),
  ta: stems(tamil),
  th: characters,
  tr: stems(turkish, { lowerCase: 'tr' }),
  uk: stems(ukrainian),
  ur: folded(foldArabic),
  zh: characters,
};
