/** How each language writes a provision's address: the words before a number, the signs between numbers, what a number looks like. */
import { arabicOrdinalPhrase, latinSuffix } from './numerals.js';

export interface CitationLevel {
  /** Source of a regular expression for the word or mark, without the number. */
  readonly word: string;
  /** The plural forms: behind them a list of plain numbers is taken for a list of provisions. */
  readonly plural?: string;
  readonly kind: string;
  /** The word names the work too: `42 U.S.C.` */
  readonly namesWork?: boolean;
}

export interface CitationTable {
  readonly levels: readonly CitationLevel[];
  /** Source of a number; brackets round it are allowed for everywhere. */
  readonly number: string;
  /** Numbers in brackets behind a number; without: `(1)(a)`. */
  readonly brackets?: string;
  /** What may stand behind the number and belongs to it, where brackets round it come between: `(54) مكرر`. */
  readonly suffix?: string;
  /** Between two numbers of a list. */
  readonly join: string;
  /** What must follow a plain number that goes on with a list behind a singular (`Absatz 1 und 2`); without, a singular has no list. */
  readonly singularList?: string;
  /** Between a lower and a higher unit, as in `paragraph (a) of section 5`. */
  readonly of: string;
  /** One lower unit before the citation, with what binds it to the next: `3° du I de l'`. */
  readonly pathBefore?: { readonly step: string; readonly between: string; readonly last: string };
  /** A schedule without a number behind the citation: `of the Schedule`. */
  readonly loneSchedule?: string;
  /** Between two citations of which the name behind the second holds for both. */
  readonly chain: string;
  /** `§ 5 Absatz 1 und Absatz 2`: the second is of section 5 too. */
  readonly inheritsPath?: boolean;
  /** `subsection 5(2)`: words of lower units that begin with the section's number. */
  readonly countsFromSection?: { readonly word: RegExp; readonly kind: string };
  /** Numbers written as words that only this language has, by how they begin: `частина друга`. */
  readonly ordinals?: readonly (readonly [start: string, value: string])[];
}

const roman = String.raw`[IVXLC]+(?![\p{L}\p{N}])`;
const raised = '[⁰¹²³⁴-⁹]*';
/** One letter, or more of them where a bracket stands on either side: `item in` is no item. */
const letter = String.raw`(?<=\()[A-Za-z]{1,4}(?:\.\d+)?(?=\))|[A-Z](?![\p{L}\p{N}.’'])|[a-z](?![\p{L}’'.]|\s?–\s?\d)`;
/** The decimal of `section 146.5` is split from it by an unseen joiner in some sources. */
const decimal = String.raw`(?:\.‍?\d+)*`;

const english: CitationTable = {
  levels: [
    // A list goes on behind these without a sign: `7 U.S.C. 450, 7701`.
    { word: '(?!)', plural: String.raw`\d{1,2}\s(?:U\.\s?S\.\s?C\.|USC)(?:\s§§?)?`, kind: 'section', namesWork: true },
    { word: '(?!)', plural: String.raw`\d{1,2}\s(?:C\.\s?F\.\s?R\.|CFR)\sparts?`, kind: 'part', namesWork: true },
    { word: '(?!)', plural: String.raw`\d{1,2}\s(?:C\.\s?F\.\s?R\.|CFR)(?:\s§§?)?`, kind: 'section', namesWork: true },
    { word: String.raw`sub-?section`, plural: String.raw`sub-?sections`, kind: 'subsection' },
    { word: String.raw`section|sec\.|s\.|§`, plural: String.raw`sections|secs\.|ss\.|§§`, kind: 'section' },
    { word: String.raw`article|art\.`, plural: String.raw`articles|arts\.`, kind: 'article' },
    { word: 'sub-?rule|sub-?regulation', plural: 'sub-?rules|sub-?regulations', kind: 'subsection' },
    // `the regulation 1941` is named by its year.
    { word: String.raw`rule|regulation(?=\s\d{1,3}(?!\d))`, plural: String.raw`rules|regulations(?=\s\d{1,3}(?!\d))`, kind: 'rule' },
    { word: String.raw`sub-?paragraph`, plural: String.raw`sub-?paragraphs`, kind: 'subparagraph' },
    { word: String.raw`paragraph|para\.?`, plural: String.raw`paragraphs|paras\.?`, kind: 'paragraph' },
    { word: String.raw`sub-?clause`, plural: String.raw`sub-?clauses`, kind: 'subclause' },
    { word: 'clause', plural: 'clauses', kind: 'clause' },
    { word: String.raw`(?:sub-?)?item|point`, plural: String.raw`(?:sub-?)?items|points`, kind: 'item' },
    { word: 'schedule|annex|appendix', plural: 'schedules|annexes', kind: 'schedule' },
    { word: 'subpart', plural: 'subparts', kind: 'subpart' },
    { word: 'part', plural: 'parts', kind: 'part' },
    { word: 'subchapter', plural: 'subchapters', kind: 'subchapter' },
    { word: 'chapter', plural: 'chapters', kind: 'chapter' },
    { word: 'subtitle', plural: 'subtitles', kind: 'subtitle' },
    { word: String.raw`title(?=\s[IVX])`, plural: 'titles', kind: 'title' },
    { word: 'division', plural: 'divisions', kind: 'division' },
  ],
  // `1395w–3a` is one number, `5–7` a range; the 21 of `21 U.S.C. 136` is a title.
  number: String.raw`\d+(?!\d*\s(?:U\.\s?S\.\s?C|USC|C\.\s?F\.\s?R|CFR|Stat\.))${decimal}(?:[A-Za-z]{1,3}(?!\p{L})(?:[-–]\d+[A-Za-z]{0,2}(?![\p{L}\d]))*|-\d+[a-z]{0,2}(?![\p{L}\d]))?${raised}|${roman}|${letter}`,
  join: String.raw`,?\s(?:and|or|to|through)\s|,\s|\s?[–-]\s?`,
  // `section 4 and 30 days later` counts days.
  singularList: String.raw`(?=[,.;:)\]]|$|\s(?:of\s(?:the|this|that|these|those|such)|or|and|applies|apply|do|does|did|is|are|was|were|has|have|shall|may|must|as|in|to|by|before|after|under|that|which|unless|where|if|and\/or)(?!\p{L}))`,
  of: String.raw`\s(?:of|in|to)\s`,
  loneSchedule: String.raw`\s(?:of|in|to)\s(?:the|this)\s(?:Schedule|Annex|Appendix)(?!\p{L}|\s(?:\d|[IVX]+(?!\p{L})))`,
  chain: String.raw`,?(?:\s(?:and|or|to|and\/or|as\swell\sas|read\swith|in|under|of|any\sof|either))*\s`,
  countsFromSection: { word: /^(?:sub-?sections?|sub-?paragraphs?|paragraphs?|paras?\.?|sub-?clauses?|clauses?)$/iu, kind: 'section' },
};

const german: CitationTable = {
  levels: [
    { word: '§', plural: '§§', kind: 'section' },
    { word: String.raw`Artikels?|Art\.`, plural: String.raw`Artikeln?(?=\s\d+\w?\s(?:bis|und|oder)|\s\d+\w?,)|Artikeln`, kind: 'article' },
    { word: String.raw`Unterabsatz(?:es)?|UAbs\.|Unterabs\.`, plural: String.raw`Unterabsätzen?`, kind: 'subparagraph' },
    { word: String.raw`Absatz(?:es)?|Abs\.`, plural: String.raw`Absätzen?`, kind: 'subsection' },
    { word: String.raw`Satz(?:es)?|S\.|Halbsatz(?:es)?|Halbs\.|Hs\.`, plural: String.raw`Sätzen?`, kind: 'sentence' },
    { word: String.raw`(?:Unter)?[Nn]ummer|Nr\.|Ziffer|Ziff\.|(?:Doppel)?[Bb]uchstaben?|Buchst\.|Bst\.|lit\.`, plural: String.raw`(?:Unter)?[Nn]ummern|Nrn\.|Ziffern|(?:Doppel)?[Bb]uchstaben`, kind: 'item' },
    { word: String.raw`Anlage|Anhangs?`, plural: 'Anlagen|Anhänge', kind: 'schedule' },
    { word: 'Unterabschnitts?', kind: 'subdivision' },
    { word: 'Abschnitts?', plural: 'Abschnitten?', kind: 'division' },
    { word: 'Teils?', plural: 'Teilen?', kind: 'part' },
    { word: 'Kapitels?', plural: 'Kapiteln', kind: 'chapter' },
  ],
  // Older laws and the Swiss set the letter apart: `Art. 17 b`; no letter of a list (`1 a)`), no initial (`2 A.`).
  number: String.raw`\d+(?:\.\d+)*(?:[a-z]{1,2}(?!\p{L})|(?:bis|ter|quater|quinquies|sexies|septies|octies)(?!\p{L})|\s[a-z](?=[,.;)]?(?:\s|$))(?!\)))?(?![\p{L}\d])${raised}|${roman}|${letter}|(?<=staben?\s|Bu?c?h?st\.\s)[a-z]{2}(?!\p{L})`,
  suffix: String.raw`(?:,?\s(?:erster|zweiter|dritter|vierter|letzter)\s(?:Halb)?[Ss]atz(?:teil)?(?!\p{L}))?`,
  join: String.raw`\s(?:und|oder|bis|sowie)\s|,\s|\s?[–-]\s?`,
  // `Absatz 1 und 30 Kronen` counts crowns.
  singularList: String.raw`(?=[,.;:)\]]|$|\s(?!(?:vom|v\.|Prozent|Jahre|Monate|Tage)(?!\p{L}))(?:\p{Ll}|§|[(\[]|Satz|Nummer|Nr|Absatz|Abs|Buchst|Halbs|\p{Lu}[\p{L}]*\p{Lu}))`,
  of: String.raw`\s(?:des|der|von)\s`,
  loneSchedule: String.raw`\s(?:der|dieser|des|dieses)\s(?:Anlage|Anhangs?|Anhanges)(?!\p{L}|\s\d|\s[IVX]+(?!\p{L}))`,
  chain: String.raw`,?(?:\s(?:und|oder|bis|sowie|auch|jeweils|in\sVerbindung\smit|i\.\s?V\.\s?m\.|des|der|den|dem|die|mit))*\s`,
  inheritsPath: true,
};

/** `L. 123-4`, `R. * 431-16`, `LO. 123`; the capitals of `209 B`, `54-0 BW` and `235 ter ZCA` belong to the number, those of `4 LEC` are a law. */
const frenchNumber = String.raw`(?:(?:LO?|R|D|A)\.?\s?\*?\s?)?\d+${decimal}(?:-\d+)*(?:er|ère)?(?:[a-z](?![\p{L})]))?(?:\s?${latinSuffix}(?!\p{L}))?(?:\s(?:[A-Z]{1,2}|Z[A-Z]{2})(?![\p{L}’'(]|\.\s?\*?\d|\s\d)(?:-\d+)*)?(?:\s${latinSuffix}(?!\p{L}))?°?`;
const french: CitationTable = {
  levels: [
    { word: String.raw`article|art\.`, plural: String.raw`articles|arts\.`, kind: 'article' },
    { word: '§', plural: '§§', kind: 'section' },
    { word: String.raw`sous-paragraphe`, plural: 'sous-paragraphes', kind: 'subparagraph' },
    { word: String.raw`paragraphe|par\.`, plural: 'paragraphes', kind: 'paragraph' },
    { word: String.raw`sous-alinéa`, plural: 'sous-alinéas', kind: 'subparagraph' },
    { word: String.raw`alinéa|al\.`, plural: 'alinéas', kind: 'paragraph' },
    { word: String.raw`(?:sous-)?division(?=\s\()`, kind: 'clause' },
    { word: String.raw`point|lettre|chiffre|let\.|ch\.(?=\s\d+[,\s]de\s)`, plural: 'points|lettres|chiffres', kind: 'item' },
    { word: 'annexe', plural: 'annexes', kind: 'schedule' },
    { word: 'livre', plural: 'livres', kind: 'book' },
    { word: 'titre', plural: 'titres', kind: 'title' },
    { word: 'sous-section', plural: 'sous-sections', kind: 'subdivision' },
    { word: 'section', plural: 'sections', kind: 'division' },
    { word: 'chapitre', plural: 'chapitres', kind: 'chapter' },
    { word: 'partie', plural: 'parties', kind: 'part' },
  ],
  number: String.raw`${frenchNumber}|${roman}|[IVX]+(?:er)(?!\p{L})|${letter}`,
  brackets: String.raw`(?:\s?\((?:\d+(?:\.\d+)?[a-z]?|[a-z]{1,5}(?:\.\d+)?)\)|(?<=[)\d])\s?[a-z](?:\.\d+)?\))`,
  join: String.raw`,?\s(?:et|ou|à)\s|,\s?`,
  of: String.raw`,?\s(?:de\sl[’']|du\s|de\sla\s|des\s|de\s)`,
  pathBefore: {
    step: String.raw`(?:\d+°(?:\s(?:bis|ter|quater))?|[IVX]+(?:\s(?:bis|ter|quater|quinquies))?(?!\p{L})|\d+(?:\s(?:bis|ter|quater))?(?!\p{L})|[a-z](?:\s(?:bis|ter))?\)?(?!\p{L})|(?:premier|premiers|second|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|dernier|avant-dernier)\salinéas?)`,
    between: String.raw`\s(?:du|de|des|de\sla)\s(?:même\s)?`,
    last: String.raw`\s(?:de\sl[’']|du\s(?:même\s)?|de\scet\s|dudit\s|des\s)`,
  },
  loneSchedule: String.raw`\s(?:de\sl[’']|de\sla\sprésente\s)annexe(?!\p{L}|\s(?:\d|[IVX]+(?!\p{L})))`,
  chain: String.raw`,?(?:\s(?:et|ou|à|au|aux|ainsi\squ[e’']|du|de|des|la|le|les|par|que|l[’']))*\s?`,
  countsFromSection: { word: /^(?:paragraphes?|alinéas?|sous-alinéas?)$/iu, kind: 'article' },
};

const arabic: CitationTable = {
  levels: [
    { word: String.raw`(?:ال?مادة|للمادة|بالمادة)(?:\sرقم)?`, plural: 'المواد|المادتين|المادتان|للمواد|للمادتين', kind: 'article' },
    { word: String.raw`(?:الفقرة|للفقرة|بالفقرة)(?:\sرقم)?`, plural: 'الفقرات|الفقرتين', kind: 'paragraph' },
    { word: String.raw`(?:البند|للبند|بالبند)(?:\sرقم)?`, plural: 'البنود|البندين', kind: 'item' },
    { word: 'الملحق|ملحق', kind: 'schedule' },
    { word: 'الباب', kind: 'part' },
    { word: 'الفصل', kind: 'chapter' },
  ],
  // A list may stand in one pair of brackets: `المواد (8، 9، 10)`; quotation marks are brackets too.
  number: String.raw`[(«]?(?:\d+|${arabicOrdinalPhrase})»?|[\p{Script=Arabic}](?!\p{L})`,
  suffix: String.raw`(?:\s?مكرر[اًة]*(?!\p{L})(?:\s?\(?\/?\s?\d+\)?)?)?`,
  join: String.raw`\s?(?:،\s?(?:أو\s|و)?|و|أو|إلى|حتى)\s?`,
  of: String.raw`\sمن\s`,
  chain: String.raw`\s?(?:و|أو|،)\s?`,
};

const estonian: CitationTable = {
  levels: [
    { word: String.raw`§-(?:s|st|ga|le|ks|ni|ta|na|i)|§`, plural: String.raw`§§|§-(?:de|des|dest|dega|dele|id|deks)`, kind: 'section' },
    { word: String.raw`paragrahv(?:i|is|iga|ist|ile)?`, plural: String.raw`paragrahvi(?:de|des|dega|dest)`, kind: 'section' },
    { word: String.raw`artik(?:kel|li|lis|list|liga|lile)|art`, plural: String.raw`artikli(?:te|tes|test|tega|tele)|artiklid`, kind: 'article' },
    { word: String.raw`lõi(?:ge|ke|kes|kega|kest|kele|get)|lg`, plural: String.raw`lõigete(?:s|ga|st|le)?|lõiked|lõikeid`, kind: 'subsection' },
    { word: String.raw`(?:ala)?punkt(?:i|is|iga|ist|ile)?|p`, plural: String.raw`(?:ala)?punktid(?:e|es|ega|est)?|(?:ala)?punktide(?:s|ga|st|le)?|(?:ala)?punkte`, kind: 'item' },
    { word: String.raw`[Ll]isa(?:s|ga|st)?(?=\s\d)`, kind: 'schedule' },
  ],
  number: String.raw`\d+(?:\.\d+)*(?:[a-z](?!\p{L}))?${raised}|[a-z](?![\p{L}.])(?=[\s,;)])`,
  join: String.raw`\s(?:ja|või|kuni|ning)\s|,\s|\s?[–−-]\s?`,
  singularList: String.raw`(?=[,.;:)\]]|$|\s(?:\p{Ll}{4}|§))`,
  of: String.raw`(?!)`,
  chain: String.raw`,?(?:\s(?:ja|või|ning|kuni))*\s`,
  inheritsPath: true,
};

const ukrainian: CitationTable = {
  levels: [
    { word: String.raw`статт(?:я|і|ю|ею)|ст\.`, plural: String.raw`статей|статтями|статтях|статтям|ст\.ст\.`, kind: 'article' },
    { word: String.raw`частин(?:а|и|і|у|ою)|ч\.`, plural: String.raw`частинами|частин`, kind: 'paragraph' },
    { word: String.raw`підпункт(?:у|і|ом|а)?|пп\.|підп\.`, plural: String.raw`підпункт(?:и|ів|ами|ах)`, kind: 'subparagraph' },
    { word: String.raw`пункт(?:у|і|ом|а)?|п\.`, plural: String.raw`пункт(?:и|ів|ами|ах)`, kind: 'item' },
    { word: String.raw`абзац(?:у|і|ом|а)?|абз\.`, plural: String.raw`абзац(?:и|ів|ами|ах)`, kind: 'alinea' },
    { word: String.raw`додат(?:ок|ка|ку|ком)`, kind: 'schedule' },
    { word: String.raw`розділ(?:у|і|ом)?`, kind: 'part' },
    { word: String.raw`глав(?:а|и|і|у|ою)`, kind: 'chapter' },
  ],
  number: String.raw`\d+(?:-\d+)*${raised}|(?:перш|друг|трет|четверт|п[’'ʼ]ят|шост|сьом|восьм|дев[’'ʼ]ят|десят)\p{L}{1,3}(?!\p{L})|${roman}|«?[а-яіїє](?![\p{L}.])»?`,
  join: String.raw`\s(?:та|і|й|або|чи)\s|,\s|\s?[–—-]\s?`,
  of: String.raw`\s`,
  chain: String.raw`,?(?:\s(?:та|і|й|або|чи))*\s`,
  ordinals: [['перш', '1'], ['друг', '2'], ['трет', '3'], ['четверт', '4'], ['п’ят', '5'], ['п\'ят', '5'], ['пʼят', '5'], ['шост', '6'], ['сьом', '7'], ['восьм', '8'], ['дев’ят', '9'], ['дев\'ят', '9'], ['девʼят', '9'], ['десят', '10']],
};

export const citationTables: Readonly<Record<string, CitationTable>> = { en: english, de: german, fr: french, ar: arabic, et: estonian, uk: ukrainian };
