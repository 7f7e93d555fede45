/** What the analyzer knows of each language, as data. A language that is not here is read as folded words. */
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
import { arabicStem } from './arabic.js';

export interface AnalyzerLanguage {
  /** Folded word -> stem. */
  readonly stem: (word: string) => string;
  /** Locale of lower-casing where it matters: Turkish İ and I. */
  readonly lowerCase?: string;
}

/** By primary language subtag (BCP 47). Stemmers are the Snowball ones of @orama/stemmers, save for Arabic. */
export const analyzerLanguages: Readonly<Record<string, AnalyzerLanguage>> = {
  ar: { stem: arabicStem },
  bg: { stem: bulgarian },
  da: { stem: danish },
  de: { stem: german },
  el: { stem: greek },
  en: { stem: english },
  es: { stem: spanish },
  fi: { stem: finnish },
  fr: { stem: french },
  ga: { stem: irish },
  hi: { stem: hindi },
  hu: { stem: hungarian },
  hy: { stem: armenian },
  id: { stem: indonesian },
  it: { stem: italian },
  lt: { stem: lithuanian },
  nb: { stem: norwegian },
  ne: { stem: nepali },
  nl: { stem: dutch },
  nn: { stem: norwegian },
  no: { stem: norwegian },
  pt: { stem: portuguese },
  ro: { stem: romanian },
  ru: { stem: russian },
  sr: { stem: serbian },
  sv: { stem: swedish },
  ta: { stem: tamil },
  tr: { stem: turkish, lowerCase: 'tr' },
  uk: { stem: ukrainian },
};
