/**
 * Names of works -> works, two ways: a name that is given is looked up, and a question is searched for the names in it. Made when a
 * generation is opened. A question of n words costs n dictionary look-ups for each length that a known name with that first word has.
 *
 *   form        of the title                     found in a question as
 *   exact       Criminal Code                    criminal code
 *   inflected   Bürgerliches Gesetzbuch          des Bürgerlichen Gesetzbuchs (one table per language that inflects)
 *   joined      C-46                             C46
 *   yearless    Dog Control Act 2019             Dog Control Act
 *   head        Grundgesetz für die Republik     Grundgesetz, where only one title begins so
 */
import type { LegalDocument } from '../document.js';
import { headOf, inflectionsFor, nameForms, nameKeys, nameReadings, nameTokens, withoutYear, type NameToken } from '../work-names.js';

/** A known name in a text. */
export interface NameInText {
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly words: number;
  readonly works: ReadonlySet<string>;
}

export interface WorkNameTable {
  /** Works of a name that a text gives; empty when none has it. A name that was read too far is cut where its language lets it end. */
  readonly worksNamed: (named: string) => ReadonlySet<string>;
  /** Names that stand in `text`: the longest that begins with each word, so that they may overlap (`withoutOverlaps`). */
  readonly namesIn: (text: string) => readonly NameInText[];
}

const none: ReadonlySet<string> = new Set();
type Names = Map<string, Set<string>>;

function add(names: Names, key: string, work: string): void {
  const works = names.get(key);
  if (works === undefined) names.set(key, new Set([work]));
  else works.add(work);
}

/** What a text is searched for: names as words joined by blanks, and how many words a name with a given first word can have. */
interface Dictionary {
  readonly stem: (token: string) => string;
  readonly names: Names;
  readonly longest: Map<string, number>;
}

const dictionary = (stem: Dictionary['stem']): Dictionary => ({ stem, names: new Map(), longest: new Map() });

function enter({ stem, names, longest }: Dictionary, tokens: readonly string[], work: string): void {
  const stems = tokens.map(stem);
  const first = stems[0];
  if (first === undefined) return;
  add(names, stems.join(' '), work);
  if ((longest.get(first) ?? 0) < stems.length) longest.set(first, stems.length);
}

/** Longer than this joined names are no abbreviations: `C46`, `SGBXI`, `1BImSchV`. */
const longestJoined = 12;

interface Tables {
  /** For names that are given, in the forms of `nameKeys`, and without the year at their end. */
  readonly whole: Names;
  readonly yearless: Names;
  /** For names in running text, in the order in which they count. */
  readonly exact: Dictionary;
  readonly inflected: Map<string, Dictionary>;
  readonly joined: Dictionary;
  readonly withoutYears: Dictionary;
}

export function workNameTable(documents: readonly LegalDocument[]): WorkNameTable {
  const same = (token: string): string => token;
  const tables: Tables = { whole: new Map(), yearless: new Map(), exact: dictionary(same), inflected: new Map(), joined: dictionary(same), withoutYears: dictionary(same) };
  const entered = new Set<string>();
  for (const { work, title, aliases, language } of documents) {
    for (const name of [title, ...aliases]) {
      // The versions of a work have the same names.
      const once = `${work}\n${language}\n${name}`;
      if (!entered.has(once)) enterName(tables, name, language, work);
      entered.add(once);
    }
  }
  enterHeads(tables, documents);
  const dictionaries = [tables.exact, ...tables.inflected.values(), tables.joined, tables.withoutYears];
  return { worksNamed: (named) => worksNamed(tables, named), namesIn: (text) => namesIn(dictionaries, text) };
}

function enterName(tables: Tables, name: string, language: string, work: string): void {
  for (const key of nameKeys(name, language)) {
    add(tables.whole, key, work);
    const bare = withoutYear(key);
    if (bare !== key) add(tables.yearless, bare, work);
  }
  const stem = inflectionsFor(language);
  for (const tokens of nameForms(name)) {
    enter(tables.exact, tokens, work);
    if (stem !== null) {
      const known = tables.inflected.get(stem.language);
      if (known === undefined) tables.inflected.set(stem.language, dictionary(stem.stem));
      enter(tables.inflected.get(stem.language)!, tokens, work);
    }
    const joined = tokens.join('');
    if (tokens.length > 1 && joined.length <= longestJoined && /\p{L}/u.test(joined)) enter(tables.joined, [joined], work);
    const words = tokens.join(' ');
    const bare = withoutYear(words);
    if (bare !== words) enter(tables.withoutYears, bare.split(' '), work);
  }
}

/** The beginnings of titles that belong to one work alone and are no name of another. */
function enterHeads({ exact, inflected }: Tables, documents: readonly LegalDocument[]): void {
  const heads: Names = new Map();
  for (const { work, title } of documents) {
    const head = headOf(title);
    if (head !== null) add(heads, head, work);
  }
  for (const [head, works] of heads) {
    const [tokens] = nameForms(head);
    if (works.size !== 1 || tokens === undefined || exact.names.has(tokens.join(' '))) continue;
    for (const names of [exact, inflected.get('de')]) for (const work of works) if (names !== undefined) enter(names, tokens, work);
  }
}

/** As written; else without a year that only the document gives; else without a year that only the asker gives. Another year is another law. */
function worksOfName({ whole, yearless }: Tables, name: string): ReadonlySet<string> {
  const found = whole.get(name) ?? yearless.get(name);
  if (found !== undefined) return found;
  const bare = withoutYear(name);
  const otherYears = yearless.get(bare) ?? none;
  return bare === name ? none : new Set([...(whole.get(bare) ?? none)].filter((work) => !otherYears.has(work)));
}

function worksNamed(tables: Tables, named: string): ReadonlySet<string> {
  for (const keys of nameReadings(named)) {
    for (const key of keys) {
      const works = worksOfName(tables, key);
      if (works.size > 0) return works;
    }
  }
  return none;
}

function namesIn(dictionaries: readonly Dictionary[], text: string): NameInText[] {
  const tokens = nameTokens(text);
  return tokens.flatMap((token, first): NameInText[] => {
    const longest = longestFrom(dictionaries, tokens, first);
    return longest === null ? [] : [{ start: token.start, end: tokens[first + longest.count - 1]!.end, words: longest.count, works: longest.works }];
  });
}

/** Of names that overlap those of most words, the first of as many; in text order. */
export function withoutOverlaps(names: readonly NameInText[]): readonly NameInText[] {
  const kept: NameInText[] = [];
  for (const name of [...names].sort((one, other) => other.words - one.words || one.start - other.start)) {
    if (kept.every(({ start, end }) => end <= name.start || name.end <= start)) kept.push(name);
  }
  return kept.sort((one, other) => one.start - other.start);
}

interface Longest {
  /** Words; 0 where no name begins. */
  readonly count: number;
  readonly works: ReadonlySet<string>;
}

/** The longest known name that begins with that word; of two as long the one of the dictionary that counts more. */
function longestFrom(dictionaries: readonly Dictionary[], tokens: readonly NameToken[], first: number): Longest | null {
  let best: Longest = { count: 0, works: none };
  for (const { stem, names, longest } of dictionaries) {
    for (const begin of tokens[first]!.readings) {
      let joined = stem(begin);
      const most = Math.min(longest.get(joined) ?? 0, tokens.length - first);
      for (let count = 1; count <= most; count++) {
        if (count > 1) joined += ` ${stem(tokens[first + count - 1]!.readings[0])}`;
        const works = count > best.count ? names.get(joined) : undefined;
        if (works !== undefined) best = { count, works };
      }
    }
  }
  return best.count === 0 || saysAnotherYear(dictionaries, tokens, first, best) ? null : best;
}

/** `Dog Act 2018`, where the corpus has that of 2019 only: another year is another law. */
function saysAnotherYear(dictionaries: readonly Dictionary[], tokens: readonly NameToken[], first: number, { count }: Longest): boolean {
  const next = tokens[first + count]?.readings[0] ?? '';
  if (!/^(?:1[5-9]|20)\d\d$/u.test(next)) return false;
  const name = tokens.slice(first, first + count).map(({ readings }) => readings[0]).join(' ');
  return dictionaries.at(-1)!.names.has(name) && !dictionaries[0]!.names.has(name);
}
