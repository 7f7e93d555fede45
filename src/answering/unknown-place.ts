/**
 * A place that the question names and the corpus has never heard of. Where municipalities rule for themselves, the fee of one is no answer for another:
 * "the dog fee in Kestrel Bay", asked of a corpus that has Eastmere's by-law alone, is not Eastmere's fee.
 */
import { primaryLanguage } from '../language.js';

/** What stands before or behind a place that is asked about; the name is the first group that matched. Data per language; without an entry no place is seen. */
const namings: Readonly<Record<string, readonly RegExp[]>> = {
  en: [/\b(?:in|at|near|for|of) (?:the (?:city|town|village|municipality|county) of )?((?:\p{Lu}\p{Ll}[\p{L}’'-]*)(?: \p{Lu}\p{Ll}[\p{L}’'-]*){0,2})/gu],
  // Every noun has a capital ("in Raten"): only what is called a municipality, or ends as places do.
  de: [
    /(?<!\p{L})(?:Stadt|Gemeinde|Markt|Landkreis|Kreis|Kommune) (\p{Lu}\p{Ll}[\p{L}-]+)/gu,
    /(?<!\p{L})(?:in|bei|aus|von|nach|für) (\p{Lu}\p{Ll}[\p{L}-]*(?:stadt|städt|burg|berg|dorf|heim|hausen|(?<!l)ingen|bach|feld|furt|furth|kirchen|kirch|brück|brücken|hafen|ried|rode|reuth|büttel|leben|münde|itz|ow|walde))(?!\p{L})/gu,
  ],
  fr: [/(?<!\p{L})(?:à|(?:ville|commune|mairie|municipalité) d(?:e |’|'))\s?((?:\p{Lu}\p{Ll}[\p{L}-]*)(?:[- ]\p{Lu}\p{Ll}[\p{L}-]*){0,2})/gu],
  ar: [/(?<!\p{L})(?:في |من )?(?:بلدية|مدينة|محافظة) (\p{L}{3,})/gu],
  uk: [/(?<!\p{L})(?:[уУвВ]|для|громаді|місті|міста) (\p{Lu}\p{Ll}[\p{L}’-]+)/gu],
  et: [/(?<!\p{L})(\p{Lu}\p{Ll}[\p{L}-]+) (?:linnas|vallas|linna|valla)(?!\p{L})/gu],
  ja: [/((?:\p{Script=Han}|[\p{Script=Katakana}ー]){2,6}?(?:市区町村|市町村|[市町村区]))(?![内民]|役所|役場)/gu],
};

/** Letters that an inflected name may differ in at its end. */
const ending = 2;
/** Letters at the beginning that a mistyped name shares with the one meant. */
const begun = 4;

/** The first name of a place in the question that no word of the corpus is, nor nearly; `null` where there is none. `isKnown` is asked for single words, as they stand in the question. */
export function unknownPlace(question: string, language: string, isKnown: (word: string) => boolean): string | null {
  const tag = primaryLanguage(language);
  const others = otherNames(tag);
  for (const naming of namings[tag] ?? []) {
    for (const [, name = ''] of question.matchAll(naming)) {
      const words = name.split(' ').filter((word) => !others.has(word.toLowerCase()));
      if (words.length > 0 && words.some((word) => !isKnown(word))) return name;
    }
  }
  return null;
}

/** Whether `text` has `word`, another form of it, or what it may be a slip of. */
export function isNearlyIn(text: string, word: string): boolean {
  const known = text.normalize('NFKC').toLowerCase();
  const own = word.normalize('NFKC').toLowerCase();
  if (/\p{Script=Han}|\p{Script=Katakana}/u.test(own)) return known.includes(own);
  const start = own.slice(0, Math.max(begun, own.length - ending));
  return (known.match(/[\p{L}\p{M}’'-]+/gu) ?? []).some((one) => one.startsWith(start));
}

const byLanguage = new Map<string, ReadonlySet<string>>();

/** What stands in the same places and is no place: months, languages, feasts, any municipality. In lower case. */
function otherNames(language: string): ReadonlySet<string> {
  const known = byLanguage.get(language);
  if (known !== undefined) return known;
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  const names = [
    ...Array.from({ length: 12 }, (_, at) => month.format(new Date(Date.UTC(2024, at, 15)))),
    ...['ar', 'bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'it', 'ja', 'ko', 'lt', 'lv', 'nl', 'no', 'pl', 'ps', 'pt', 'ro', 'ru', 'sk', 'sl', 'so', 'sq', 'sr', 'sv', 'ti', 'tr', 'uk', 'ur', 'vi', 'zh'].map((code) => languages.of(code) ?? code),
    'christmas', 'easter', 'noël', 'pâques', 'pentecôte', 'toussaint', '市町村', '市区町村', '隣町', '隣市',
  ];
  const all = new Set(names.map((name) => name.toLowerCase()));
  byLanguage.set(language, all);
  return all;
}
