/**
 * How people write addresses of provisions in questions, beyond the ways the law itself has (`citation-tables.ts`): words abbreviated or
 * written out, points left out, numbers in words. A point that may be left out stands in the same word: the first that fits is taken. Data; a language without a table of law has one of its own here.
 */
import { citationTables, type CitationLevel, type CitationTable } from './citation-tables.js';
import { latinSuffix } from './numerals.js';

/** Spellings a question may have, tried before those of the law. */
const spellings: Readonly<Record<string, readonly CitationLevel[]>> = {
  en: [
    // No `s` behind an apostrophe: the Act's 12 months.
    { word: String.raw`(?<![’'])s\.?|sect?\.?`, plural: String.raw`ss\.?|sects\.?|secs\.?`, kind: 'section' },
    { word: String.raw`art\.?`, plural: String.raw`arts\.?`, kind: 'article' },
    { word: String.raw`reg\.?|r\.?(?=\s?\d)`, plural: String.raw`regs\.?|rr\.?(?=\s?\d)`, kind: 'rule' },
    { word: String.raw`sub-?sec\.?|subs\.?|sub-?s\.?(?=\s?\()`, kind: 'subsection' },
    { word: String.raw`para\.?|sub-?para\.?`, kind: 'paragraph' },
    { word: String.raw`cl\.?`, kind: 'clause' },
    { word: String.raw`sched?\.?(?=\s?\d)`, kind: 'schedule' },
    { word: String.raw`pt\.?`, kind: 'part' },
    { word: String.raw`chap\.?|ch\.?(?=\s\d)`, kind: 'chapter' },
  ],
  de: [
    { word: String.raw`Paragra(?:ph|f)(?:en|s)?|Par\.?`, plural: String.raw`Paragra(?:ph|f)en(?=\s\d+\w*,?\s(?:und|bis|oder|\d))`, kind: 'section' },
    { word: String.raw`Art\.?`, kind: 'article' },
    { word: String.raw`Abs\.?`, kind: 'subsection' },
    { word: String.raw`(?:Nr|Ziff|lit|Buchst)\.?`, kind: 'item' },
    { word: String.raw`Anl\.?`, kind: 'schedule' },
  ],
  fr: [
    { word: String.raw`art\.?`, plural: String.raw`arts\.?`, kind: 'article' },
    { word: String.raw`(?:al|par)\.?`, kind: 'paragraph' },
    { word: String.raw`ss?\.?`, kind: 'section' },
    { word: String.raw`ann\.?`, kind: 'schedule' },
  ],
  ar: [{ word: String.raw`مادة|ماده|المادّة|م\.?(?=\s?\d)`, kind: 'article' }],
  et: [{ word: String.raw`par\.?|paragrahvis`, kind: 'section' }, { word: String.raw`art\.?`, kind: 'article' }, { word: String.raw`lg\.?`, kind: 'subsection' }],
  uk: [{ word: String.raw`ст\.?|стат\.`, kind: 'article' }, { word: String.raw`ч\.?`, kind: 'paragraph' }],
};

const romanceAndGermanic = String.raw`art[íi]culos?|articol[oi]|artigos?|artikel(?:en|n|s)?|artikkel\p{L}*|artyku[łl]\p{L}*|člán\p{L}+|člen\p{L}*|статья|статьи|статье|статью|чл\.?|ст\.?|madde\p{L}*|άρθρο\p{L}*|cikk\p{L}*|straipsn\p{L}+|pants|pykälä\p{L}*|סעיף|धारा|มาตรา|điều|pasal`;

/** Languages that have no table: the words for section and article of many of them, brackets behind the number. */
const general: CitationTable = {
  levels: [{ word: String.raw`§|seç[ãa]o|sección|sezione`, plural: '§§', kind: 'section' }, { word: String.raw`art\.?|article|${romanceAndGermanic}`, plural: String.raw`arts?\.|articles`, kind: 'article' }],
  number: String.raw`\d+(?:[-.]\d+)*(?:[a-z]{1,2}(?!\p{L}))?(?:\s?(?:-\s?)?${latinSuffix}(?!\p{L}))?[⁰¹²³⁴-⁹]*`,
  join: String.raw`(?!)`,
  of: String.raw`(?!)`,
  chain: String.raw`\s`,
};

const made = new Map<string, CitationTable>();

/** The table for questions in a language, BCP 47 primary tag: that of the law with the spellings of questions; a general one where there is none. */
export function questionTable(language: string): CitationTable {
  const known = made.get(language);
  if (known !== undefined) return known;
  const ofLaw = citationTables[language];
  const table = ofLaw === undefined ? general : { ...ofLaw, levels: [...(spellings[language] ?? []), ...ofLaw.levels] };
  made.set(language, table);
  return table;
}

/** What a bare number beside the name of a work counts: `573c BGB` a section, `5 VwVG` too; readers confuse the two, and the look-up knows. */
export const bareKind = 'section';
