/** Headings of provisions in running text: which unit, which number, which heading. One table, a comment per drafting tradition. */
import { arabicOrdinalWord, numberValue } from '../numerals.js';
import { fold } from './draft.js';

export interface Heading {
  /** Akoma Ntoso element name. */
  readonly kind: string;
  /** As printed, without the sign that parts it from the heading. */
  readonly number: string;
  readonly heading: string | null;
  /** Text of the provision on the same line, as in Japanese statutes. */
  readonly runIn: string | null;
}

interface Pattern {
  readonly kind: string;
  /** Source of a regular expression for the number with its word. */
  readonly number: string;
  /** Languages in which it holds; absent: all. */
  readonly languages?: readonly string[];
}

const digits = String.raw`\d+(?:[.\-–]\d+)*(?:\s(?:bis|ter|quater))?[a-z]{0,2}(?!\p{L})[⁰¹²³⁴-⁹]*`;
const roman = String.raw`[IVXLC]+(?:er)?(?![\p{L}\p{N}])`;
const counted = String.raw`(?:${digits}|${roman}|[A-Z](?![\p{L}\p{N}]))`;
const kanji = String.raw`[〇一二三四五六七八九十百千\d０-９]+`;
const arabicNumber = String.raw`\(?(?:[\d٠-٩]+|${arabicOrdinalWord}(?:\s${arabicOrdinalWord})*(?!\p{L}))\)?(?:\sمكرر(?:اً|ا)?)?`;
const frenchOrdinal = String.raw`(?:premier|première|préliminaire|${counted}(?:er)?)`;

/** Rank in plain text, where no heading level says what stands in what: a lower rank holds the higher ones. */
const ranks: Readonly<Record<string, number>> = { schedule: 1, book: 1, part: 2, title: 3, chapter: 4, division: 5, subdivision: 6, hcontainer: 7, section: 9, article: 9, rule: 9 };

export function rankOf(kind: string): number {
  return ranks[kind] ?? 9;
}

const patterns: readonly Pattern[] = [
  // Containers first: French "Section 2" is one, English "Section 2" is a provision.
  { kind: 'division', number: String.raw`(?:Sous-)?[Ss]ection\s${frenchOrdinal}`, languages: ['fr'] },
  { kind: 'book', number: String.raw`(?:Book|Buch|Livre)\s${counted}` },
  { kind: 'part', number: String.raw`(?:Part|PART|Teil|TEIL|Partie|PARTIE|Titre|TITRE)\s${frenchOrdinal}` },
  { kind: 'title', number: String.raw`(?:Title|TITLE|Titel|TITEL)\s${counted}` },
  { kind: 'chapter', number: String.raw`(?:Chapter|CHAPTER|Kapitel|KAPITEL|Chapitre|CHAPITRE)\s${frenchOrdinal}` },
  { kind: 'division', number: String.raw`(?:Division|DIVISION|Abschnitt|ABSCHNITT)\s${counted}` },
  { kind: 'subdivision', number: String.raw`(?:Subdivision|Unterabschnitt|Untertitel)\s${counted}` },
  // German with the number first: "Erster Teil" stays an unnumbered heading, "1. Abschnitt" does not.
  { kind: 'part', number: String.raw`\d+\.\sTeil` },
  { kind: 'chapter', number: String.raw`\d+\.\sKapitel` },
  { kind: 'division', number: String.raw`\d+\.\sAbschnitt` },
  // Estonian: osa, peatükk, jagu, jaotis, with Arabic or Roman number first.
  { kind: 'part', number: String.raw`(?:\d+|${roman})\.?[⁰¹²³⁴-⁹]*\sosa(?!\p{L})` },
  { kind: 'chapter', number: String.raw`(?:\d+|${roman})[⁰¹²³⁴-⁹]*\.?[⁰¹²³⁴-⁹]*\s(?:peatükk|PEATÜKK)` },
  { kind: 'division', number: String.raw`(?:\d+|${roman})[⁰¹²³⁴-⁹]*\.?[⁰¹²³⁴-⁹]*\s(?:jagu|JAGU)(?!\p{L})` },
  { kind: 'subdivision', number: String.raw`(?:\d+|${roman})[⁰¹²³⁴-⁹]*\.?[⁰¹²³⁴-⁹]*\s(?:jaotis|alljaotis)` },
  // Arabic
  { kind: 'part', number: String.raw`(?:الباب|الجزء)\s${arabicNumber}` },
  { kind: 'chapter', number: String.raw`الفصل\s${arabicNumber}` },
  { kind: 'division', number: String.raw`القسم\s${arabicNumber}` },
  { kind: 'article', number: String.raw`المادة\s${arabicNumber}` },
  { kind: 'schedule', number: String.raw`(?:الملحق|ملحق|الجدول|جدول)(?:\s${arabicNumber})?` },
  // Japanese
  { kind: 'part', number: String.raw`第${kanji}[編部](?:の${kanji})*` },
  { kind: 'chapter', number: String.raw`第${kanji}章(?:の${kanji})*` },
  { kind: 'division', number: String.raw`第${kanji}節(?:の${kanji})*` },
  { kind: 'subdivision', number: String.raw`第${kanji}款(?:の${kanji})*` },
  { kind: 'article', number: String.raw`第${kanji}条(?:の${kanji})*` },
  { kind: 'schedule', number: String.raw`別表(?:第${kanji})?` },
  // Basic units
  { kind: 'section', number: String.raw`(?:Section|SECTION|Sec\.)\s${digits}` },
  { kind: 'section', number: String.raw`§\s?${digits}` },
  { kind: 'article', number: String.raw`(?:Article|ARTICLE|Artikel|ARTIKEL|Art\.)\s(?:premier|(?:[LRD]\.?\s?)?${digits}|${roman})` },
  { kind: 'rule', number: String.raw`Rule\s${digits}` },
  // Schedules
  { kind: 'schedule', number: String.raw`(?:(?:First|Second|Third|Fourth|Fifth|Sixth)\s(?:Schedule|SCHEDULE)|(?:Schedule|SCHEDULE|Annex|ANNEX|Appendix|APPENDIX|Anlage|ANLAGE|Anhang|ANHANG|Annexe|ANNEXE|Lisa)(?:\s(?:n[o°]\s?)?${counted})?(?:\sto(?=\s|$))?)` },
];

/** What may part number and heading: a full stop, a colon, a dash, a bracket opening the heading, or nothing but space. */
const separator = String.raw`(?:\s*[.:：．]\s*(?:[—–-]\s*)?|\s*[—–]\s*|\s+-\s+|[\s　]+|(?=[（(]))`;
const compiledPatterns = patterns.map((pattern) => ({ ...pattern, whole: new RegExp(`^(?<number>${pattern.number})(?:${separator}(?<rest>.*))?$`, 'u') }));
const bareNumber = /^(?<number>\d{1,3}(?:\.\d+)*[A-Za-z]{0,2}[.)]?)(?:\s+(?:[—–-]\s+)?(?<rest>\p{L}.*|["„“«(].*))?$/u;
const bracketedHeading = /^[（(](?<heading>[^（）()]*)[）)][\s　]*(?<runIn>.*)$/u;

/** Ordinal words that stand for the number: `First Schedule`, `Article premier`. */
const ordinalWords = /^(?:First|Second|Third|Fourth|Fifth|Sixth)\s/;

function toHeading(kind: string, number: string, rest: string): Heading {
  const isEastAsian = /^(?:第|別表)/u.test(number);
  const bracketed = isEastAsian ? bracketedHeading.exec(rest)?.groups : undefined;
  if (bracketed !== undefined) return { kind, number, heading: bracketed.heading!, runIn: bracketed.runIn === '' ? null : bracketed.runIn! };
  return { kind, number, heading: rest === '' ? null : rest, runIn: null };
}

/**
 * The heading in `text`, or `null` when it names no unit with a number. `bareNumbers`: `5. Dog licence` counts as a section
 * (laws on web pages and in Markdown; never guidance, whose pages number their steps).
 */
export function parseHeading(text: string, language: string, bareNumbers: boolean): Heading | null {
  const line = fold(text);
  for (const { kind, whole, languages } of compiledPatterns) {
    if (languages !== undefined && !languages.includes(language.split('-')[0]!)) continue;
    const groups = whole.exec(line)?.groups;
    if (groups === undefined) continue;
    const number = groups.number!.trim();
    // "Schedule of fees", "Teil der Gebühr": a unit without number is one only for schedules, and then alone or before a dash.
    if (numberValue(number) === null && kind !== 'schedule') continue;
    if (kind === 'schedule' && !/\d|\s/u.test(number) && groups.rest !== undefined && !/^(?:\S+?)\s*[—–:：.（(-]/u.test(line)) continue;
    return toHeading(kind, number, groups.rest ?? '');
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
