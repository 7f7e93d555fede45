/** What gesetze-im-internet XML says of a law as a whole: names, kind, dates, source and status of the text. */
import type { Day, DocumentType } from '../../../document.js';
import { dayAfter, isDay } from '../../days.js';
import { definedOnly, readDay, type Facts } from '../../metadata.js';
import { fold } from '../../tree/draft.js';
import { inlineText, type TextContext } from './text.js';
import { childAt, childElements, noElement, textOfElement, type XmlElement } from '../xml-tree.js';

export interface LawMetadata {
  readonly facts: Facts;
  /** Names that are not the title, where it was published, and what the text has been brought up to, a line each. */
  readonly headLines: (title: string) => string[];
}

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** `Münz20EuroBek 2021-02-08/1` -> `muenz20eurobek-2021-02-08-1`. All 7,247 laws keep different names. */
export function slug(abbreviation: string): string {
  return abbreviation.toLowerCase().replace(/[äöüß]/g, (letter) => umlauts[letter]!).normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

const kinds: readonly (readonly [RegExp, DocumentType])[] = [
  [/(?:gesetz|gesetze|gesetzbuch|gesetzbuche|gesetzes)(?!\p{L})/iu, 'act'],
  [/verordnung(?!\p{L})|(?<!\p{L})anordnung(?!\p{L})|(?<!\p{L})satzung(?!\p{L})/iu, 'regulation'],
  [/bekanntmachung(?!\p{L})|abkommen(?!\p{L})|vertrag(?!\p{L})|übereinkommen(?!\p{L})|protokoll(?!\p{L})|erla(?:ss|ß)(?!\p{L})|richtlinien?(?!\p{L})|entscheidung(?!\p{L})/iu, 'other'],
];

/**
 * `Gesetz über …`, `Verordnung zur Durchführung des …gesetzes`: the first such word of the name says what it is. `…ordnung` may be
 * either; there the words by which it was enacted decide, and an abbreviation on `V` or `VO`.
 */
function typeOf(name: string, abbreviation: string, enacting: string): DocumentType {
  const found = kinds.map(([pattern, type]) => ({ type, at: name.search(pattern) })).filter(({ at }) => at !== -1).sort((a, b) => a.at - b.at)[0];
  if (found !== undefined) return found.type;
  return /verordne[tn]|erlässt|erläßt|erlassen/.test(enacting) || /V(?:erkO|O)?(?:\s\d+)*$/.test(abbreviation) ? 'regulation' : 'act';
}

const roman = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV'];

/** `SGB 5` is cited as SGB V, `BGBEG` (an Einführungsgesetz) as EGBGB. */
function usualForms(abbreviation: string, name: string): string[] {
  const book = /^SGB (\d+)$/.exec(abbreviation)?.[1];
  if (book !== undefined && roman[Number(book)] !== undefined) return [`SGB ${roman[Number(book)]!}`];
  const introduced = /^(\p{L}{2,})EG$/u.exec(abbreviation)?.[1];
  return introduced !== undefined && name.startsWith('Einführungsgesetz') ? [`EG${introduced}`] : [];
}

const writtenDay = String.raw`(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.(?<year>\d{4})`;
/** Only of the whole law: `V aufgeh. durch … mWv 1.8.2024`, `Diese V tritt … mit Ablauf des 31.3.2025 außer Kraft`. */
const repealedFrom = new RegExp(String.raw`^(?:Das|Die|Der|Diese[rs]?)?\s?(?:G|V|AnO|Bek|VwV|O)\.? (?:ist )?aufgeh\..* mWv ${writtenDay}$`, 'u');
const lapses = new RegExp(String.raw`^(?:Das|Die|Der|Diese[rs]?)?\s?(?:G|V|AnO|Bek|VwV|O)\.? (?:tritt|trat)(?: |.* )(?<when>mit Ablauf des|mWv|am) ${writtenDay} außer Kraft\.?$`, 'u');

/** The day from which the law no longer is in force, where a remark on its end names one day for all of it. */
export function endOf(remark: string): Day | undefined {
  if (/Ausnahme|teilweise|soweit/i.test(remark)) return undefined;
  const found = repealedFrom.exec(remark)?.groups ?? lapses.exec(remark)?.groups;
  if (found === undefined) return undefined;
  const day = `${found.year!}-${found.month!.padStart(2, '0')}-${found.day!.padStart(2, '0')}`;
  if (!isDay(day)) return undefined;
  return found.when === 'mit Ablauf des' ? dayAfter(day) : day;
}

const textAt = (element: XmlElement | undefined, name: string): string => fold(textOfElement(childAt(element, name) ?? noElement));

/** `first` is the law's own norm; `enacting` the text of its enacting formula, `abbreviations` those its later norms use. */
export function readLawMetadata(first: XmlElement | undefined, abbreviations: ReadonlySet<string>, enacting: string, warn: (warning: string) => void): LawMetadata {
  const metadata = childAt(first, 'metadaten');
  const context: TextContext = { marks: new Map(), remarks: [], unread: [] };
  const langue = childAt(metadata, 'langue');
  const fullName = langue === undefined ? '' : fold(inlineText(langue, context));
  const short = textAt(metadata, 'kurzue');
  const abbreviation = textAt(metadata, 'jurabk');
  const official = textAt(metadata, 'amtabk');
  const elements = childElements(metadata ?? noElement);
  const remarks = elements.filter((element) => element.name === 'standangabe');
  const ends = remarks.filter((remark) => textAt(remark, 'standtyp') === 'Aufh').map((remark) => endOf(textAt(remark, 'standkommentar')));
  const type = typeOf(fullName === '' ? abbreviation : fullName, official === '' ? abbreviation : official, enacting);
  const from = readDay(textAt(metadata, 'ausfertigung-datum'), 'ausfertigung-datum', warn);
  const end = ends.length === 1 ? ends[0] : undefined;
  const names = [official, abbreviation, ...abbreviations, ...usualForms(abbreviation, fullName), short, fullName];
  const facts = definedOnly({
    work: abbreviation === '' ? undefined : `de/${type}/${slug(abbreviation)}`,
    title: [short, fullName, official, abbreviation].find((name) => name !== ''),
    aliases: [...new Set(names.filter((name) => name !== ''))],
    type, jurisdiction: 'de', language: 'de',
    // The day it was issued: nothing of it was law before. When its present wording came into force is not said.
    from, to: end !== undefined && (from === undefined || end > from) ? end : undefined,
  });
  const places = elements.filter((element) => element.name === 'fundstelle').map((place) => `${textAt(place, 'periodikum')} ${textAt(place, 'zitstelle')}`.trim());
  const headLines = (title: string): string[] => [short, fullName, ...places, ...remarks.map(remarkLine)].filter((line) => line !== '' && line !== title);
  return { facts, headLines };
}

/** `Stand: zuletzt geändert durch …`; the other types (`Neuf`, `Aufh`, `Sonst`) are codes, and the remark says the same in words. */
function remarkLine(remark: XmlElement): string {
  const type = textAt(remark, 'standtyp');
  return `${type === 'Stand' || type === 'Hinweis' ? `${type}: ` : ''}${textAt(remark, 'standkommentar')}`;
}
