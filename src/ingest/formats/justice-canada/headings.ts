/** Headings and labels of Justice Canada XML: kinds and values that are the same in English and in French. */
import { newDraft, type Draft } from '../../tree/draft.js';
import { plainText } from './lines.js';
import { childAt, childElements, type XmlElement } from '../xml-tree.js';

/** Below all levels that a `Heading` may name (1 to 5). */
const groupLevel = 6;

/** Level of a heading whose provisions follow it as its sisters; `null` for any other element. */
export function headingLevel(element: XmlElement): number | null {
  if (element.name === 'GroupHeading') return groupLevel;
  if (element.name !== 'Heading') return null;
  const level = Number(element.attributes.level ?? '1');
  return Number.isInteger(level) && level >= 1 && level < groupLevel ? level : 1;
}

/** French statutes call a division `section`, treaties call a part `titre`. */
const containerWords: readonly (readonly [RegExp, string])[] = [
  [/^\P{L}*(?:parts?|parties?|titres?)(?!\p{L})|(?<!\p{L})partie$/iu, 'part'],
  [/^\P{L}*(?:sub-?division|sous-section)(?!\p{L})/iu, 'subdivision'],
  [/^\P{L}*(?:division|section)(?!\p{L})/iu, 'division'],
  [/^\P{L}*(?:chapter|chapitre)(?!\p{L})/iu, 'chapter'],
  [/(?<!\p{L})article(?!\p{L})/iu, 'article'],
  [/^\P{L}*(?:regulation|rule|règle)\s\d/iu, 'rule'],
];

/** Some treaties number their articles as sections, in English only. */
const treatySection = /^\P{L}*SECTION\s\d/u;

/** `(a.1)` and `a.1)` -> `a-1`; `(a) to (c)` -> `a`; `PART I.1` -> `1-1`… what `numberValue` reads otherwise; `undefined`: it reads it well. */
export function labelValue(number: string): string | undefined {
  const lettered = /^[^\p{L}\p{N}(]*\(?(?<letters>[a-z]{1,5})(?<decimals>(?:\.\d+)*)\)(?<range>\s\S)?/iu.exec(number)?.groups;
  if (lettered !== undefined && (lettered.decimals !== '' || lettered.range !== undefined)) return (lettered.letters! + lettered.decimals!).toLowerCase().replace(/\./g, '-');
  // Sections of the food and drug regulations: B.01.001.
  const initial = /^(?<letter>[A-Z])\.(?<digits>\d+(?:\.\d+)+)/.exec(number)?.groups;
  return initial === undefined ? undefined : initial.letter!.toLowerCase() + initial.digits!.replace(/\./g, '-');
}

/** `ARTICLE 2 OF THE PROTOCOL`, `SCHEDULES 1 AND 2`: the number behind the unit's word, whatever words follow. */
function wordedValue(label: string): string | undefined {
  if (/introductory|préliminaire/iu.test(label)) return 'introductory';
  return /^\P{L}*\p{L}+\s(?<number>\d+)(?=\s\p{L}{2,})/u.exec(label)?.groups?.number;
}

const romanValues: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** `PART I.1`, `PARTIE I.1`: a Roman number with a decimal. */
function decimalRoman(label: string): string | undefined {
  const groups = /(?<=\p{L}\s)(?<roman>[IVXLC]+)\.(?<decimal>\d+)$/u.exec(label)?.groups;
  if (groups === undefined) return undefined;
  const digits = Array.from(groups.roman!, (letter) => romanValues[letter]!);
  return `${digits.reduce((sum, value, at) => sum + (value < (digits[at + 1] ?? 0) ? -value : value), 0)}-${groups.decimal!}`;
}

/** The container a `Heading` or `GroupHeading` opens; its content is yet to come. */
export function containerOf(heading: XmlElement): Draft {
  const label = childAt(heading, 'Label');
  const number = label === undefined || plainText(label) === '' ? null : plainText(label);
  const titles = childElements(heading).filter((child) => child.name === 'TitleText').map(plainText).filter((title) => title !== '');
  const isTreaty = heading.name === 'GroupHeading';
  const kind = number === null ? undefined : isTreaty && treatySection.test(number) ? 'article' : containerWords.find(([pattern]) => pattern.test(number))?.[1];
  const isRepealed = childElements(heading).some((child) => child.name === 'Note' && /^\[(?:repealed|abrogé)/iu.test(plainText(child)));
  const status = isRepealed ? ('repealed' as const) : null;
  if (kind === undefined && !isTreaty) return newDraft('crossHeading', { heading: [number, ...titles].filter((part) => part !== null).join(' ') || null, status });
  const value = number === null ? undefined : (decimalRoman(number) ?? wordedValue(number));
  return newDraft(kind ?? 'hcontainer', { number, ...(value === undefined ? {} : { value }), heading: titles.length === 0 ? null : titles.join(' '), status });
}

const formWord = /^\P{L}*(?:form|formule|formulaire|modèle)(?!\p{L})/iu;
const partWord = /^\P{L}*(?:part|partie)(?!\p{L})/iu;

/** A schedule by its heading; `behind`: what its heading prints behind the number, as `(Section 16)`, whose reference is worth a line. */
export function scheduleOf(schedule: XmlElement, heading: XmlElement | undefined, isRelated: boolean): { readonly draft: Draft; readonly behind: readonly XmlElement[] } {
  const parts = heading === undefined ? [] : childElements(heading);
  const label = parts.filter((part) => part.name === 'Label').map(plainText).join(' ');
  const titles = parts.filter((part) => part.name === 'TitleText').map(plainText).filter((title) => title !== '');
  const kind = isRelated ? 'notes' : schedule.name === 'FormGroup' || formWord.test(label) ? 'hcontainer' : partWord.test(label) ? 'part' : 'schedule';
  const value = wordedValue(label);
  const draft = newDraft(kind, { number: label === '' ? null : label, ...(value === undefined ? {} : { value }), heading: titles.length === 0 ? null : titles.join(' ') });
  return { draft, behind: parts.filter((part) => part.name !== 'Label' && part.name !== 'TitleText') };
}
