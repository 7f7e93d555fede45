/** Headings of provisions in running text: which unit, which number, which heading. One table, a comment per drafting tradition. */
import { arabicOrdinalWord, latinSuffix, numberValue } from '../../numerals.js';
import { fold } from './draft.js';

export interface Heading {
  /** Akoma Ntoso element name. */
  readonly kind: string;
  /** As printed, without the sign that parts it from the heading. */
  readonly number: string;
  readonly heading: string | null;
  /** Text of the provision on the same line, as in Japanese statutes. */
  readonly runIn: string | null;
  /** See `rankOf`; absent: that of its kind. */
  readonly rank?: number;
}

interface Pattern {
  readonly kind: string;
  /** Source of a regular expression for the number with its word. */
  readonly number: string;
  /** Languages in which it holds; absent: all. */
  readonly languages?: readonly string[];
  /** Where it differs from that of its kind. */
  readonly rank?: number;
}

const suffix = String.raw`(?:\s?${latinSuffix}(?!\p{L}))`;
const digits = String.raw`\d+(?:[.\-–]\d+)*(?:${suffix}|[a-z]{0,2}(?!\p{L}))[⁰¹²³⁴-⁹]*`;
const roman = String.raw`[IVXLC]+(?:er|ER)?(?![\p{L}\p{N}])(?:–[IVXLC]+(?![\p{L}\p{N}]))?`;
const counted = String.raw`(?:${digits}|${roman}|[A-Z](?![\p{L}\p{N}]))`;
const kanji = String.raw`[〇一二三四五六七八九十百千\d０-９]+`;
const arabicWords = String.raw`${arabicOrdinalWord}(?:\s(?:و\s)?${arabicOrdinalWord})*`;
const arabicDigits = '[\\d٠-٩۰-۹]+';
const arabicNumber = String.raw`:?\s?\(?\s?(?:${arabicDigits}(?:\s?/\s?${arabicDigits})?|(?:المادة\s?)?${arabicWords})\s?\)?(?:\s?\(?\s?مكرر[ةًا]*(?:\s?[/-]\s?${arabicDigits})?\s?\)?)?`;
/** أولاً, ثانياً … حادي عشر: how Saudi decisions number their clauses. */
const arabicAdverb = String.raw`(?:(?:[اأ]ول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)[اً]{1,3}|(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)\s?عشر[ةً]?)(?!\p{L})`;
const frenchOrdinal = String.raw`(?:[Pp]remier|PREMIER|[Pp]remière|[Pp]réliminaire|PR[ÉE]LIMINAIRE|unique|UNIQUE|0{1,2}I+(?!\p{L})|${counted}(?:er)?(?:\s${latinSuffix}(?!\p{L}))?)(?!\p{L})`;
const frenchFirst = '(?:première|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième)';
/** `L1234-5`, `L. 1234-5`, `R*122-1`, `A10-0 AC-1`, `39 AA quater`: capitals and Latin words behind the digits, but not the first word of a heading. */
const frenchNumber = String.raw`(?:\*?[LRDA]\*?\.?\s?\*?)?\d+(?:[.\-–](?:\d+|[A-Z]{1,2}(?=-)))*(?:er(?!\p{L})|[a-z](?!\p{L}))?(?:\s(?:${latinSuffix}|[A-Z]{1,3}(?=\s*$|\s*[.:—–(-]|\s${latinSuffix}))(?!\p{L})(?:-\d+)*)*(?!\p{L})`;
const germanFirst = String.raw`(?:\d+(?:bis|ter|quater)?[a-z]?\.|${roman}\.|(?:[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert|[Ff]ünft|[Ss]echst|[Ss]iebent|[Aa]cht|[Nn]eunt|[Zz]ehnt|[Ee]lft|[Zz]wölft)e[rs]?)`;

/** Rank where no heading level says what stands in what (plain text, headings of one level): a lower rank holds the higher ones. */
const ranks: Readonly<Record<string, number>> = { schedule: 1, book: 1, part: 2, title: 3, subtitle: 3.5, chapter: 4, division: 5, subdivision: 6, hcontainer: 7, section: 9, article: 9, rule: 9 };

export function rankOf(kind: string): number {
  return ranks[kind] ?? 9;
}

/** By the first character of the line; a line is tried with every group it may belong to, in this order. */
const patterns: readonly (readonly [begins: RegExp, rows: readonly Pattern[]])[] = [
  [/^\p{Script=Latin}/u, [
    // Containers first: French "Section 2" is one, English "Section 2" is a provision.
    { kind: 'division', number: String.raw`(?:[Ss]ection|SECTION)\s${frenchOrdinal}`, languages: ['fr'] },
    { kind: 'subdivision', number: String.raw`(?:[Ss]ous|SOUS)[-\s](?:[Ss]ection|SECTION)\s${frenchOrdinal}`, languages: ['fr'] },
    { kind: 'hcontainer', number: String.raw`(?:Paragraphe|PARAGRAPHE)\s${frenchOrdinal}`, languages: ['fr'], rank: 7 },
    { kind: 'hcontainer', number: String.raw`(?:[Ss]ous|SOUS)-(?:[Pp]aragraphe|PARAGRAPHE)\s${frenchOrdinal}`, languages: ['fr'], rank: 8 },
    { kind: 'part', number: String.raw`(?:${frenchFirst}|${titled(frenchFirst)}|${frenchFirst.toUpperCase()})\s(?:[Pp]artie|PARTIE)`, rank: 0.5 },
    { kind: 'subtitle', number: String.raw`[Ss]ous-titre\s${frenchOrdinal}` },
    { kind: 'book', number: String.raw`(?:Book|BOOK|Buch|Livre|LIVRE)\s${frenchOrdinal}` },
    { kind: 'part', number: String.raw`(?:Part|PART|Teil|TEIL|Partie|PARTIE)\s${frenchOrdinal}` },
    { kind: 'title', number: String.raw`(?:Title|TITLE|Titel|TITEL|Titre|TITRE)\s${frenchOrdinal}` },
    { kind: 'chapter', number: String.raw`(?:Chapter|CHAPTER|Kapitel|KAPITEL|Chapitre|CHAPITRE)\s${frenchOrdinal}` },
    { kind: 'division', number: String.raw`(?:Division|DIVISION|Abschnitt|ABSCHNITT)\s${counted}` },
    { kind: 'subdivision', number: String.raw`(?:Subdivision|Unterabschnitt|Untertitel)\s${counted}` },
  ]],
  [/^[\dIVXLCA-Za-z]/u, [
    // German with the number first: "1. Abschnitt", "IV. Teil", "Erstes Kapitel".
    { kind: 'book', number: String.raw`${germanFirst}\s(?:Buch|BUCH)(?!\p{L})` },
    { kind: 'part', number: String.raw`${germanFirst}\s(?:Teil|TEIL)(?!\p{L})` },
    { kind: 'title', number: String.raw`${germanFirst}\s(?:Titel|TITEL)(?!\p{L})` },
    { kind: 'chapter', number: String.raw`${germanFirst}\s(?:Kapitel|KAPITEL)(?!\p{L})` },
    { kind: 'division', number: String.raw`${germanFirst}\s(?:Abschnitt|ABSCHNITT)(?!\p{L})` },
    { kind: 'subdivision', number: String.raw`${germanFirst}\s(?:Unterabschnitt|UNTERABSCHNITT)(?!\p{L})` },
    // Estonian: osa, peatükk, jagu, jaotis, with Arabic or Roman number first.
    { kind: 'part', number: String.raw`(?:\d+|${roman})\.?[⁰¹²³⁴-⁹]*\sosa(?!\p{L})` },
    { kind: 'chapter', number: String.raw`(?:\d+|${roman})[⁰¹²³⁴-⁹]*\.?[⁰¹²³⁴-⁹]*\s(?:peatükk|PEATÜKK)` },
    { kind: 'division', number: String.raw`(?:\d+|${roman})[⁰¹²³⁴-⁹]*\.?[⁰¹²³⁴-⁹]*\s(?:jagu|JAGU)(?!\p{L})` },
    { kind: 'subdivision', number: String.raw`(?:\d+|${roman})[⁰¹²³⁴-⁹]*\.?[⁰¹²³⁴-⁹]*\s(?:jaotis|alljaotis)` },
  ]],
  [/^[(\p{Script=Arabic}]/u, [
    // Arabic
    { kind: 'book', number: String.raw`الكتاب\s${arabicNumber}` },
    { kind: 'part', number: String.raw`(?:الباب|الجزء)\s${arabicNumber}` },
    { kind: 'chapter', number: String.raw`الفصل\s${arabicNumber}` },
    { kind: 'division', number: String.raw`القسم\s${arabicNumber}`, rank: 1.5 },
    { kind: 'subdivision', number: String.raw`(?:الفرع|المبحث)\s${arabicNumber}` },
    { kind: 'article', number: String.raw`\(?\s?المادة\s?(?:رقم\s)?${arabicNumber}` },
    { kind: 'rule', number: String.raw`القاعدة\s${arabicNumber}` },
    { kind: 'section', number: String.raw`(?:البند|المعيار)\s${arabicNumber}` },
    { kind: 'section', number: arabicAdverb },
    { kind: 'schedule', number: String.raw`(?:الملحق|ملحق|الجدول|جدول)(?:\s(?:رقم\s)?${arabicNumber})?` },
  ]],
  [/^[第別]/u, [
    // Japanese
    { kind: 'part', number: String.raw`第${kanji}[編部](?:の${kanji})*` },
    { kind: 'chapter', number: String.raw`第${kanji}章(?:の${kanji})*` },
    { kind: 'division', number: String.raw`第${kanji}節(?:の${kanji})*` },
    { kind: 'subdivision', number: String.raw`第${kanji}款(?:の${kanji})*` },
    { kind: 'article', number: String.raw`第${kanji}条(?:の${kanji})*` },
    { kind: 'schedule', number: String.raw`別表(?:第${kanji})?` },
  ]],
  [/^[\p{Script=Latin}§]/u, [
    // Annexes of French codes, which their publisher calls articles too.
    { kind: 'article', number: String.raw`Article\s(?:Annexe|ANNEXE)\s[\p{L}\p{N}]+,\sart\.\s${frenchNumber}` },
    { kind: 'schedule', number: String.raw`(?:Article\s)?(?:Annexes?|ANNEXES?)\sà\sl['’]article\s${frenchNumber}` },
    { kind: 'schedule', number: String.raw`Article\s(?:(?:Annexe|ANNEXE)(?:\s(?:${frenchNumber}|${counted}))?|${frenchNumber}\sAnnexe)` },
    // Basic units
    { kind: 'section', number: String.raw`(?:Section|SECTION|Sec\.)\s${digits}` },
    { kind: 'section', number: String.raw`§\s?${digits}` },
    { kind: 'article', number: String.raw`(?:Article|ARTICLE)\s(?:[Pp]remier|[Pp]réliminaire|PR[ÉE]LIMINAIRE|[Pp]réambule|PR[ÉE]AMBULE|[Uu]nique|(?:Article\s)?${frenchNumber})`, languages: ['fr'] },
    { kind: 'article', number: String.raw`(?:Article|ARTICLE|Artikel|ARTIKEL|Art\.)\s?(?:premier|(?:[LRD]\.?\s?)?${digits}|(?<=\s)${roman})` },
    { kind: 'rule', number: String.raw`Rule\s${digits}` },
    // Schedules
    { kind: 'schedule', number: String.raw`Lisa:\sLisa\s${counted}` },
    { kind: 'schedule', number: String.raw`(?:(?:First|Second|Third|Fourth|Fifth|Sixth)\s(?:Schedule|SCHEDULE)|(?:Schedule|SCHEDULE|Annex|ANNEX|Appendix|APPENDIX|Anlage|ANLAGE|Anhang|ANHANG|Annexe|ANNEXE|Lisa)(?:\s(?:n[o°]\s?)?${counted})?(?:\sto(?=\s|$))?)` },
  ]],
];

function titled(alternatives: string): string {
  return alternatives.replace(/(?<=[(:|])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/**
 * Divisions of French codes below the paragraph, by letters and numbers alone: `I : …`, `A. - …`, `1° bis : …`, `a : …`. Their ranks
 * follow the order in which the tax codes nest them.
 */
const lettered: readonly (readonly [rank: number, pattern: RegExp])[] = [
  [10, /^(?<number>0{0,2}[IVX]+(?:\s[\p{L}]{3,12})?)\s*(?::|\.\s?[-–—―]|\s-)\s*(?<rest>.*)$/u],
  [11, /^(?<number>[A-Z](?:\s[\p{L}]{3,12})?)\s*(?:\.?\s?:|\.\s?[-–—―])\s*(?<rest>.*)$/u],
  [12, /^(?<number>\d{1,2}\s?°(?:\s(?:bis|ter|quater|quinquies|sexies))?)\s*:?\s*(?<rest>.*)$/u],
  [13, /^(?<number>\d{1,2}(?:-\d)?(?:\s[A-Z])?(?:\s(?:bis|ter|quater|quinquies|sexies))?)\s*:\s*(?<rest>.*)$/u],
  [14, /^(?<number>[a-z](?:\s(?:bis|ter|quater))?)\s:\s*(?<rest>.*)$/u],
];

/** What may part number and heading: a full stop, a colon, a dash, a bracket opening the heading, or nothing but space. */
const separator = String.raw`(?:\s*[.:：．]\s*(?:[—–-]\s*)?|\s*[—–]\s*|\s+-\s+|[\s　]+|(?=[（(]))`;
const compiledPatterns = patterns.map(([begins, rows]) => ({ begins, rows: rows.map((row) => ({ ...row, whole: new RegExp(`^(?<number>${row.number})(?:${separator}(?<rest>.*))?$`, 'u') })) }));
const bareNumber = /^(?<number>[\d٠-٩]{1,3}(?:\.[\d٠-٩]+)*[A-Za-z]{0,2}[.)-]?)(?:\s+(?:[—–-]\s+)?(?<rest>\p{L}.*|["„“«(].*))?$/u;
const bracketedHeading = /^[（(](?<heading>[^（）()]*)[）)][\s　]*(?<runIn>.*)$/u;

/** Ordinal words that stand for the number: `First Schedule`, `Article premier`. */
const ordinalWords = /^(?:First|Second|Third|Fourth|Fifth|Sixth)\s/;

function toHeading(kind: string, number: string, rest: string): Heading {
  const isEastAsian = /^(?:第|別表)/u.test(number);
  const bracketed = isEastAsian ? bracketedHeading.exec(rest)?.groups : undefined;
  if (bracketed !== undefined) return { kind, number, heading: bracketed.heading!, runIn: bracketed.runIn === '' ? null : bracketed.runIn! };
  return { kind, number, heading: rest === '' ? null : rest, runIn: null };
}

function languageHolds({ languages }: Pattern, language: string): boolean {
  return languages === undefined || languages.includes(language.split('-')[0]!);
}

function tryPattern({ kind, whole, rank }: Pattern & { readonly whole: RegExp }, line: string): Heading | null {
  const groups = whole.exec(line)?.groups;
  if (groups === undefined) return null;
  const number = groups.number!.trim();
  // "Schedule of fees", "Teil der Gebühr": a unit without number is one only for schedules, and then alone or before a dash.
  if (numberValue(number) === null && kind !== 'schedule') return null;
  if (kind === 'schedule' && !/\d|\s/u.test(number) && groups.rest !== undefined && !/^(?:\S+?)\s*[—–:：.（(-]/u.test(line)) return null;
  const heading = toHeading(kind, number, groups.rest ?? '');
  return rank === undefined ? heading : { ...heading, rank };
}

/** The division of a French code in `text`, or `null`; only for what the source marks as a heading, since paragraphs are numbered alike. */
export function letteredHeading(text: string, language: string): Heading | null {
  if (language.split('-')[0] !== 'fr') return null;
  const line = fold(text);
  for (const [rank, pattern] of lettered) {
    const groups = pattern.exec(line)?.groups;
    if (groups !== undefined) return { ...toHeading('hcontainer', groups.number!.trim(), groups.rest!), rank };
  }
  return null;
}

/**
 * The heading in `text`, or `null` when it names no unit with a number. `bareNumbers`: `5. Dog licence` counts as a section
 * (laws on web pages and in Markdown; never guidance, whose pages number their steps).
 */
export function parseHeading(text: string, language: string, bareNumbers: boolean): Heading | null {
  const line = fold(text);
  for (const { begins, rows } of compiledPatterns) {
    if (!begins.test(line)) continue;
    for (const row of rows) {
      const heading = languageHolds(row, language) ? tryPattern(row, line) : null;
      if (heading !== null) return heading;
    }
  }
  if (!bareNumbers) return null;
  const bare = bareNumber.exec(line)?.groups;
  return bare === undefined ? null : toHeading('section', bare.number!, bare.rest ?? '');
}

/**
 * A heading standing on a line of its own in plain text. Stricter than `parseHeading`, since any sentence may begin with
 * "Section 5 applies": English and French units need a sign behind the number, and a heading is short and no sentence.
 */
export function parseHeadingLine(text: string, language: string): Heading | null {
  const line = fold(text);
  const found = parseHeading(line, language, false);
  if (found === null) return null;
  if (found.number.startsWith('第') && found.kind === 'article') {
    return found.heading !== null && !line.slice(found.number.length).startsWith('（') ? { ...found, heading: null, runIn: found.heading } : found;
  }
  const behind = line.slice(found.number.length);
  if (behind === '') return found;
  if (line.length > 200 || /[,;]$/.test(line)) return null;
  const parted = /^\s*(?:[.:：—–]|-\s|（)/u.test(behind);
  if (ordinalWords.test(found.number)) return parted ? found : null;
  const startsAsHeading = /^\s*[\p{Lu}\p{Lo}("„“«]/u.test(behind);
  const isSentence = /[.]$/.test(line);
  if (parted) return found;
  return /^(?:§|\d)/.test(found.number) || found.number.startsWith('第') ? (startsAsHeading && !isSentence ? found : null) : null;
}
