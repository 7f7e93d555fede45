/**
 * Arabic words -> what searches alike: letter forms folded, then the light stemmer "light10" of Larkey, Ballesteros & Connell
 * (Light Stemming for Arabic Information Retrieval, 2007), as Lucene's ArabicNormalizer and ArabicStemFilter have it.
 */

/** Short vowels, shadda, sukun, superscript alef; and tatweel, which only stretches a word. */
const marks = /[\u064B-\u065F\u0670\u06D6-\u06ED\u0640]/gu;

export function foldArabic(word: string): string {
  return word.replace(marks, '').replace(/[آأإٱ]/gu, 'ا').replace(/[ىی]/gu, 'ي').replace(/ک/gu, 'ك').replace(/ة/gu, 'ه');
}

/** Article and conjunction in front of it; `و` alone last, and only before three letters. */
const prefixes = ['ال', 'وال', 'بال', 'كال', 'فال', 'لل', 'و'] as const;
const suffixes = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ية', 'ه', 'ي'] as const;

/** At least two letters stay; three after `و`. */
export function arabicStem(word: string): string {
  let stem = foldArabic(word);
  for (const prefix of prefixes) {
    if (stem.startsWith(prefix) && stem.length >= prefix.length + (prefix.length === 1 ? 3 : 2)) {
      stem = stem.slice(prefix.length);
      break;
    }
  }
  for (const suffix of suffixes) {
    if (stem.endsWith(suffix) && stem.length >= suffix.length + 2) stem = stem.slice(0, -suffix.length);
  }
  return stem;
}
