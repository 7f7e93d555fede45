/** The `meta` block of Akoma Ntoso 2.0 and 3.0: identification (FRBR), names, days, and the variables some makers keep in it. */
import type { Day, DocumentType, Period } from '../../../document.js';
import { languageTag } from '../../languages.js';
import { definedOnly, readType, type Facts } from '../../metadata.js';
import { fold } from '../../tree/draft.js';
import { knownDay, readPeriods, type AkomaPeriods } from './periods.js';
import { workOf } from '../link-target.js';
import { childAt, childElements, descendants, noElement, textOfElement, type XmlElement } from '../xml-tree.js';

type Warn = (warning: string) => void;

export interface AkomaMetadata {
  readonly facts: Facts;
  readonly periodOf: (element: XmlElement) => Period | null;
  /** What is shown for an empty `<ref href="#varTitle"/>`: the text of the variable, by its identifier. */
  readonly variables: ReadonlyMap<string, string>;
}

const regulationWords = new Set([
  'regulation', 'regulations', 'statutory-instrument', 'si', 'uksi', 'ssi', 'wsi', 'nisr', 'nisi', 'rules', 'rule', 'ordinance', 'decree', 'order', 'proclamation', 'gn', 'asetus',
]);

function typeOf(root: XmlElement, work: string, subtype: string | undefined): DocumentType {
  const steps = [...work.split('/').slice(1), ...(subtype === undefined ? [] : [subtype.toLowerCase()])];
  if (root.name === 'bill' || root.name === 'judgment') return root.name;
  if (steps.some((step) => step === 'by-law' || step === 'bylaw')) return 'by-law';
  if (steps.includes('guidance')) return 'guidance';
  if (steps.some((step) => regulationWords.has(step))) return 'regulation';
  if (root.name === 'act') return readType(root.attributes.name) === 'by-law' ? 'by-law' : 'act';
  return 'other';
}

/** The texts of `TLCConcept`, `TLCProcess` …; a variable may be made of others (`#varTitle #varYear`). */
function readVariables(meta: XmlElement | undefined): Map<string, string> {
  const variables = new Map<string, string>();
  for (const reference of childElements(childAt(meta, 'references') ?? noElement)) {
    const id = reference.attributes.eId ?? reference.attributes.id;
    if (id !== undefined && reference.attributes.showAs !== undefined) variables.set(id, reference.attributes.showAs);
  }
  return new Map([...variables].map(([id, shown]) => [id, expand(shown, variables)]));
}

const expand = (text: string, variables: ReadonlyMap<string, string>): string => text.replace(/#([\p{L}_][\p{L}\p{N}_-]*)/gu, (sign, id: string) => variables.get(id) ?? sign);

/** Aliases that are addresses, keys of databases or notes of the editor are no names by which people cite. */
const isAddress = (value: string): boolean => /^(?:\/|#|eli\/|urn:)|:\/\//i.test(value) || /^[0-9a-f]{8}-[0-9a-f-]{20,}$/i.test(value);
const nameless = /ur[il]$|^url|history|description|^id$|signet|^eli$/i;

/** Names of the work: short titles first, then aliases, then titles printed in the text, then its citation (`2014 c. 27`). */
function namesOf(root: XmlElement, work: XmlElement | undefined, variables: ReadonlyMap<string, string>): string[] {
  const ordered: { readonly name: string; readonly rank: number }[] = [];
  const add = (name: string | undefined, rank: number): void => {
    const folded = fold(expand(name ?? '', variables));
    if (folded !== '' && !isAddress(folded)) ordered.push({ name: folded, rank });
  };
  for (const { name, attributes } of childElements(work ?? noElement)) {
    const { value, name: role = '' } = attributes;
    if (name === 'FRBRalias' && !nameless.test(role)) add(value, /^short-?title$/i.test(role) ? 0 : role === '' ? 1 : /title/i.test(role) ? 3 : 6);
    // A name in words or a citation in words and figures; mere keys and numbers name nothing.
    if (name === 'FRBRname' && (value?.startsWith('#') === true || /\s/.test(value ?? ''))) add(value, 2);
    if (name === 'FRBRnumber' && /\p{L}/u.test(value ?? '') && /\d/.test(value ?? '') && /\s/.test(value ?? '')) add(value, 7);
  }
  const front = ['coverPage', 'preface', 'header', 'preamble'].flatMap((part) => childAt(root, part) ?? []);
  for (const element of front.flatMap((part) => [...descendants(part)])) {
    if (element.name === 'shortTitle') for (const name of shortTitles(shownText(element, variables))) add(name, 0);
    if (element.name === 'docTitle') add(shownText(element, variables), 4);
    if (element.name === 'neutralCitation') add(textOfElement(element), 3);
  }
  // Where nothing is marked as a title, the long title or what little stands in the preface names it.
  if (!ordered.some(({ rank }) => rank < 5)) add(titleInWords(front, variables), 5);
  // "Approved Judgment" is the title of every judgment: the neutral citation tells them apart.
  const telling = root.name === 'judgment' && ordered.some(({ rank }) => rank < 4) ? ordered.filter(({ rank }) => rank !== 4) : ordered;
  return [...new Set([...telling].sort((a, b) => a.rank - b.rank).map((each) => each.name))];
}

/** `(Foreign Service Allowance Ordinance – FSAO)` -> its name and its abbreviation. */
function shortTitles(text: string): string[] {
  const inner = /^\s*\(([^()]*)\)\s*$/u.exec(text)?.[1];
  return inner === undefined ? [text] : inner.split(/\s[–—-]\s(?=\S+\s*$)/u);
}

/** Longer than this it is the text of a preface, not a title; in characters. */
const longestTitle = 300;

function titleInWords(front: readonly XmlElement[], variables: ReadonlyMap<string, string>): string | undefined {
  const long = front.flatMap((part) => [...descendants(part)]).find(({ name }) => name === 'longTitle');
  const candidates = [...(long === undefined ? [] : [long]), ...front.filter(({ name }) => name === 'preface')];
  return candidates.map((element) => fold(shownText(element, variables))).find((text) => text !== '' && text.length <= longestTitle);
}

/** The text of a title: notes are not part of it, variables are shown. */
function shownText(element: XmlElement, variables: ReadonlyMap<string, string>): string {
  if (element.children.length === 0) return variables.get((element.attributes.href ?? '').replace(/^#/, '')) ?? (element.name === 'eol' || element.name === 'br' ? ' ' : '');
  return element.children.map((child) => (typeof child === 'string' ? child : child.name === 'authorialNote' ? '' : shownText(child, variables))).join('');
}

/** Codes that some makers write and the standard does not know. */
const miswrittenLanguages: Readonly<Record<string, string>> = { gr: 'el', esp: 'es' };
const countries: Readonly<Record<string, string>> = { 'gb-ukm': 'gb', ita: 'it', lux: 'lu', deu: 'de', fra: 'fr', bel: 'be', esp: 'es', prt: 'pt' };
/** `http://publications.europa.eu/resource/authority/language/FRA` -> `fra`. */
const lastStep = (value: string | undefined): string | undefined => value?.slice(value.lastIndexOf('/') + 1).toLowerCase();

function languageOf(written: string | undefined): string | undefined {
  const code = lastStep(written);
  return code === undefined || code === '' ? undefined : (miswrittenLanguages[code] ?? languageTag(code)?.replace(/^(\p{L}{2})-\1$/iu, '$1') ?? code);
}

/** Names of `FRBRdate` that tell of work at the file, not of the law. */
const editing = /^(?:markup|mark-up|marcatura|insert|generierung|published|draft)$/i;
/** Names that may mean either. */
const vague = /^(?:expression|generation)?$/i;
const dateOf = (frbr: XmlElement | undefined, warn: Warn, isClear = true): Day | undefined => {
  const dates = childElements(frbr ?? noElement).filter(({ name, attributes }) => name === 'FRBRdate' && !editing.test(attributes.name ?? '') && (isClear === !vague.test(attributes.name ?? '')));
  return dates.map(({ attributes }) => knownDay(attributes.date, `${frbr!.name}/FRBRdate`, warn)).find((day) => day !== undefined);
};

/**
 * The first day of this version. The version's address has it (`eng@2003-12-19`, naming convention 4.4); the original version has
 * none there (`eng@`), and the day on which it was written into a file is often all that FRBRExpression then says.
 */
function firstDay(work: XmlElement | undefined, expression: XmlElement | undefined, address: string, periods: AkomaPeriods, warn: Warn): Day | undefined {
  const named = knownDay(/[@:](\d{4}-\d{2}-\d{2})/.exec(address)?.[1], 'FRBRExpression/FRBRuri', warn);
  if (named !== undefined) return named;
  const isOriginal = /[@:]$/.test(address) || /\/(?:enacted|made|adopted|created)$/.test(address);
  const clear = dateOf(expression, warn);
  const dated = clear ?? dateOf(expression, warn, false);
  const event = periods.cameIntoForce ?? periods.generated;
  const made = dateOf(work, warn) ?? dateOf(work, warn, false);
  return isOriginal ? (event ?? clear ?? made ?? dated) : (dated ?? event ?? made);
}

/** `root`: the `act`, `doc`, `judgment` … element. */
export function readAkomaMetadata(root: XmlElement, warn: Warn): AkomaMetadata {
  const meta = childAt(root, 'meta');
  const variables = readVariables(meta);
  const work = childAt(meta, 'identification', 'FRBRWork');
  const expression = childAt(meta, 'identification', 'FRBRExpression');
  const valueOf = (element: XmlElement | undefined, name: string): string | undefined => {
    const value = expand(childAt(element, name)?.attributes.value?.trim() ?? '', variables);
    return value === '' || value.startsWith('#') ? undefined : value;
  };
  const id = workOf(valueOf(work, 'FRBRuri') ?? valueOf(work, 'FRBRthis') ?? '');
  const address = (valueOf(expression, 'FRBRuri') ?? '').replace(/\/(?:!.*|main\b.*)$/, '').replace(/\/+$/, '');
  const periods = readPeriods(meta, warn);
  const body = childElements(root).find((element) => ['body', 'mainBody', 'judgmentBody'].includes(element.name));
  const own = periods.periodOf(root) ?? (body === undefined ? null : periods.periodOf(body));
  const from = own?.from ?? firstDay(work, expression, address, periods, warn);
  const repealed = periods.repealed !== undefined && (from === undefined || periods.repealed > from) ? periods.repealed : undefined;
  const names = namesOf(root, work, variables);
  const step = id.split('/')[0]!;
  const country = lastStep(valueOf(work, 'FRBRcountry'));
  const path = address.replace(/^\/?(?:akn\/)?/, '');
  const facts = definedOnly({
    work: id === '' ? undefined : id,
    // An address that names no day (`eng@`) names no version; it is then made from work, language and day.
    expression: id !== '' && path.startsWith(`${id}/`) && /\d{4}-\d{2}-\d{2}/.test(path.slice(id.length)) ? path : undefined,
    title: names[0],
    aliases: names.length > 1 ? names.slice(1) : undefined,
    type: typeOf(root, id, valueOf(work, 'FRBRsubtype')),
    jurisdiction: /^[a-z]{2}(?:-[a-z0-9-]+)?$/.test(step) ? step : country === undefined ? undefined : (countries[country] ?? country),
    language: languageOf(childAt(expression, 'FRBRlanguage')?.attributes.language) ?? languageOf(root.attributes.lang),
    url: /^https?:\/\//.test(address) ? address : undefined,
    from, to: own === null ? repealed : (own.to ?? undefined),
  });
  return { facts, periodOf: periods.periodOf, variables };
}
