/** How each language cites: the words before a number, the signs between numbers, and how a work is named beside them. */
import { arabicOrdinalWord } from './numerals.js';

export interface CitationLevel {
  /** Source of a regular expression for the word or mark, without the number. */
  readonly word: string;
  /** The plural forms: only behind them a list of plain numbers is taken for a list of provisions. */
  readonly plural?: string;
  readonly kind: string;
}

export interface CitationTable {
  readonly levels: readonly CitationLevel[];
  /** Source of a number; brackets round it are allowed for everywhere. */
  readonly number: string;
  /** Between two numbers of a list. */
  readonly join: string;
  /** Between a lower and a higher unit, as in `paragraph (a) of section 5`. */
  readonly of: string;
  /** A named work behind the citation, as group `work`; the first that matches counts. */
  readonly workAfter: readonly string[];
  /** A named work directly before the citation, as group `work`. */
  readonly workBefore: readonly string[];
  /** Words for the very work in which the citation stands: such a name counts as none. */
  readonly own: RegExp;
}

const digits = String.raw`\d+(?:[.\-–]\d+)*(?:\s?(?:bis|ter|quater))?(?:[a-z]{1,2}(?!\p{L}))?[⁰¹²³⁴-⁹]*`;
const roman = String.raw`[IVXLC]+(?![\p{L}\p{N}])`;
/** Two letters only in brackets: `item in` is no item. */
const letter = String.raw`(?<=\()[a-z]{1,4}(?=\))|[a-z](?![\p{L}’'])`;
const abbreviation = String.raw`(?<work>\p{Lu}[\p{L}-]*\p{Lu}[\p{L}-]*(?:\s(?:19|20)\d\d)?)(?!\p{L})`;

const englishWork = String.raw`(?<work>(?:\p{Lu}[\p{L}’'\-]*:?|\((?:\p{Lu}[\p{L}’'\-]*\s?)+\))(?:\s(?:\p{Lu}[\p{L}’'\-]*:?|of|and|on|the|for|to|\((?:\p{Lu}[\p{L}’'\-]*\s?)+\)))*?\s(?:Act|Regulations?|Code|By-laws?|Bylaws?|Law|Ordinance|Order|Rules|Constitution)(?:,?\s(?:19|20)\d\d)?)(?![\p{L}])`;
const frenchStop = String.raw`(?:est|sont|ne|peut|peuvent|doit|doivent|qui|que|dans|pour|par|lorsque|si|a|ont|en|au|aux|sauf|avec|sans)`;
const frenchWork = String.raw`(?<work>(?:loi|code|règlement|décret|ordonnance|arrêté|constitution|convention)(?:\s(?!${frenchStop}(?!\p{L}))[\p{L}\p{N}’'\-]+){0,12})`;
const arabicStop = String.raw`(?:على|في|أو|إلى|التي|الذي|لا|ما|عند|عن|مع|أن|إذا|لم|من|كل|ولا|وعلى)`;
const arabicWork = String.raw`(?<work>(?:هذا|هذه)\s\p{L}+|(?:قانون|لائحة|نظام|مرسوم|القانون|اللائحة|الدستور|قرار)(?:\s(?!${arabicStop}(?!\p{L}))[\p{L}\p{N}]+){0,5})`;
const germanName = String.raw`(?:\p{Lu}[\p{L}\-]*?(?:[Gg]esetz(?:es|s)?|[Gg]esetzbuch(?:e?s)?|[Oo]rdnung|[Ss]atzung|[Vv]erordnung|[Gg]rundgesetz(?:es)?)(?:\s(?:19|20)\d\d)?|Act(?:\s(?:19|20)\d\d)?)`;

export const citationTables: Readonly<Record<string, CitationTable>> = {
  en: {
    levels: [
      { word: String.raw`sub-?sections?`, kind: 'subsection' },
      { word: String.raw`section|sec\.|s\.|§`, plural: String.raw`sections|secs\.|ss\.|§§`, kind: 'section' },
      { word: String.raw`article|art\.`, plural: String.raw`articles|arts\.`, kind: 'article' },
      { word: String.raw`sub-?paragraphs?|items?`, kind: 'item' },
      { word: String.raw`paragraphs?|paras?\.?`, kind: 'paragraph' },
      { word: String.raw`schedule`, plural: 'schedules', kind: 'schedule' },
      { word: String.raw`part`, plural: 'parts', kind: 'part' },
      { word: String.raw`chapter`, plural: 'chapters', kind: 'chapter' },
    ],
    number: `${digits}|${roman}|${letter}`,
    join: String.raw`,?\s(?:and|or|to)\s|,\s|\s?[–-]\s?`,
    of: String.raw`\s(?:of|in)\s`,
    workAfter: [String.raw`,?\s(?:of|in|under)\s(?:the\s)?(?:[Tt]h(?:is|ese)\s(?<own>Act|Regulations|By-laws?|Code|Law)|${englishWork})`, String.raw`,?\s${abbreviation}`],
    // Greedy: read backwards, the shortest name would be the last word before "Act".
    workBefore: [String.raw`${englishWork.replace('*?', '*')},?\s\(?`],
    own: /^(?:this|these)\s/iu,
  },
  de: {
    levels: [
      { word: String.raw`§`, plural: '§§', kind: 'section' },
      { word: String.raw`Artikels?|Art\.`, plural: 'Artikeln', kind: 'article' },
      { word: String.raw`Absatz(?:es)?|Abs\.`, plural: String.raw`Absätzen?`, kind: 'subsection' },
      { word: String.raw`Satz(?:es)?|S\.`, plural: String.raw`Sätzen?`, kind: 'sentence' },
      { word: String.raw`Nummer|Nr\.|Buchstaben?|Buchst\.|lit\.`, plural: 'Nummern|Nrn\\.', kind: 'item' },
      { word: String.raw`Anlage|Anhang`, plural: 'Anlagen', kind: 'schedule' },
      { word: 'Teil', kind: 'part' },
      { word: 'Kapitel', kind: 'chapter' },
    ],
    number: `${digits}|${roman}|${letter}`,
    join: String.raw`\s(?:und|oder|bis)\s|,\s|\s?[–-]\s?`,
    of: String.raw`\s(?:des|der|von)\s`,
    workAfter: [String.raw`\s(?:(?:des|der)\s)?(?<work>${germanName})(?!\p{L})`, String.raw`\s(?:(?:des|der)\s)?${abbreviation}`, String.raw`\s(?<own>diese[sr]\s(?:Gesetzes|Satzung|Verordnung))`],
    workBefore: [],
    own: /^diese/iu,
  },
  fr: {
    levels: [
      { word: String.raw`article|art\.`, plural: String.raw`articles|arts\.`, kind: 'article' },
      { word: String.raw`§`, plural: '§§', kind: 'section' },
      { word: String.raw`paragraphe|par\.`, plural: 'paragraphes', kind: 'paragraph' },
      { word: String.raw`alinéa|al\.`, plural: 'alinéas', kind: 'paragraph' },
      { word: String.raw`point|lettre|chiffre`, plural: 'points', kind: 'item' },
      { word: 'annexe', plural: 'annexes', kind: 'schedule' },
      { word: 'titre', kind: 'part' },
      { word: 'chapitre', kind: 'chapter' },
    ],
    number: String.raw`(?:[LRD]\.?\s?)?\d+(?:-\d+)*(?:er|ère)?(?:\s(?:bis|ter|quater))?°?|${roman}|${letter}`,
    join: String.raw`,?\s(?:et|ou|à)\s|,\s`,
    of: String.raw`,?\s(?:de\sl[’']|du\s|de\sla\s|des\s|de\s)`,
    workAfter: [String.raw`,?\s(?:du|de\sl[’']|de\sla|des)\s?(?:présente?\s(?<own>\p{L}+)|${frenchWork})`, String.raw`\s${abbreviation}`],
    workBefore: [],
    own: /^présente?/iu,
  },
  ar: {
    levels: [
      { word: 'ال?مادة|للمادة', plural: 'المواد|المادتين|المادتان|للمواد', kind: 'article' },
      { word: 'الفقرة|للفقرة', plural: 'الفقرات|الفقرتين', kind: 'paragraph' },
      { word: 'البند|للبند', plural: 'البنود|البندين', kind: 'item' },
      { word: 'الملحق', kind: 'schedule' },
      { word: 'الباب', kind: 'part' },
      { word: 'الفصل', kind: 'chapter' },
    ],
    number: String.raw`\d+|${arabicOrdinalWord}(?:\s${arabicOrdinalWord})*(?!\p{L})|[\p{Script=Arabic}](?!\p{L})`,
    join: String.raw`\s?(?:و|أو|إلى|،)\s?`,
    of: String.raw`\sمن\s`,
    workAfter: [String.raw`\sمن\s${arabicWork}`, String.raw`\s(?:في|ل)\s?${arabicWork}`],
    workBefore: [],
    own: /^هذ/u,
  },
  et: {
    levels: [
      { word: '§', plural: '§§|§-de', kind: 'section' },
      { word: String.raw`paragrahv(?:i|is|iga|ist)?`, kind: 'section' },
      { word: String.raw`lõi(?:ge|ke|kes|kega|get)|lg`, plural: String.raw`lõigete(?:s|ga)?|lõiked`, kind: 'subsection' },
      { word: String.raw`punkt(?:i|is|iga)?|p`, plural: String.raw`punktid(?:e|es)?|punktide(?:s|ga)?`, kind: 'item' },
    ],
    number: digits,
    join: String.raw`\s(?:ja|või|kuni)\s|,\s|\s?–\s?`,
    of: String.raw`(?!)`,
    workAfter: [],
    workBefore: [String.raw`(?<work>(?:\p{Ll}[\p{L}-]*\s)?[\p{L}-]*(?:seaduse|seadustiku|määruse)(?:\snr\s\d+)?)\s`],
    own: /^(?:käesoleva|selle)\s|^(?:seaduse|määruse)$/iu,
  },
};
