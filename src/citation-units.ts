/**
 * Units with their numbers, as the tables of a language have them: `section 12(1)(b)`, `§ 5 Abs. 1 Nr. 2`, `3° du I de l’article 5`. Found at a
 * place, followed down, followed up, and with the rest of a list.
 */
import type { CitationLevel, CitationTable } from './citation-tables.js';
import type { CitationPart } from './citation.js';
import { numberValue } from './numerals.js';

/** Units that are numbered through a law, so that a number of theirs needs no other before it. */
export const outerKinds: ReadonlySet<string> = new Set(['section', 'article', 'rule', 'book', 'title', 'subtitle', 'part', 'subpart', 'chapter', 'subchapter', 'division', 'subdivision', 'schedule', 'transitional']);
/** Those of them that hold sections or articles, or stand beside them. */
export const divisionKinds: ReadonlySet<string> = new Set(['book', 'title', 'subtitle', 'part', 'subpart', 'chapter', 'subchapter', 'division', 'subdivision', 'schedule']);

interface Level {
  readonly kind: string;
  readonly isPlural: boolean;
  readonly namesWork: boolean;
}

/** A table made ready: its patterns compiled. */
export interface Units {
  readonly table: CitationTable;
  /** The words where a number (in capitals or not) follows: most text holds none, and this is the quickest way to see it. */
  readonly words: RegExp;
  readonly wordHere: RegExp;
  /** In capitals and small letters as it stands: `209 B` is one number, `5 du` is none. */
  readonly numberHere: RegExp;
  /** The level a word stands for, as written; each spelling is looked up once. */
  readonly levelOf: (word: string) => Level | undefined;
  readonly joined: RegExp;
  readonly singularList: RegExp | null;
  readonly of: RegExp;
  readonly pathBefore: { readonly whole: RegExp; readonly step: RegExp } | null;
  readonly loneSchedule: RegExp | null;
}

/** Brackets behind a number, `(1)(a)`. */
const plainBrackets = String.raw`(?:\s?\((?:\d+(?:\.\d+)?[a-z]{0,2}|[A-Za-z]{1,5}(?:\.\d+)?)\))`;

/** A pattern that is tried at one place only. */
export const sticky = (source: string): RegExp => new RegExp(source, 'uy');

export function compileUnits(table: CitationTable): Units {
  const words = String.raw`(?:${table.levels.map(({ word, plural }) => (plural === undefined ? word : `${plural}|${word}`)).join('|')})(?!\p{L})`;
  const number = String.raw`(?:\((?<inner>${table.number})\)|(?<plain>${table.number}))(?<suffix>${table.suffix ?? ''})(?<brackets>${table.brackets ?? plainBrackets}*)`;
  const { pathBefore } = table;
  return {
    table,
    words: new RegExp(String.raw`(?<![\p{L}\p{N}])${words}(?=\s*\(?(?:${table.number}))`, 'giu'),
    wordHere: new RegExp(words, 'iuy'),
    numberHere: sticky(String.raw`\s*${number}`),
    levelOf: levelFinder(table.levels),
    joined: sticky(String.raw`(?:${table.join})${number}(?![\p{L}\p{N}])`),
    singularList: table.singularList === undefined ? null : sticky(table.singularList),
    of: sticky(table.of),
    // Read backwards from the citation: much cheaper than looking for a beginning.
    pathBefore: pathBefore === undefined ? null : {
      whole: sticky(String.raw`(?<=(?<![\p{L}\p{N}])(?<path>${pathBefore.step}(?:${pathBefore.between}${pathBefore.step}){0,4})${pathBefore.last})`), step: new RegExp(String.raw`(?<![\p{L}\p{N}])${pathBefore.step}`, 'gu'),
    },
    loneSchedule: table.loneSchedule === undefined ? null : sticky(table.loneSchedule),
  };
}

/** The spellings are few (the table's words, in capitals or not), so that all of them can be kept. */
function levelFinder(levels: readonly CitationLevel[]): Units['levelOf'] {
  const known = new Map<string, Level | undefined>();
  // A word may look at what follows it, which is not here: looks ahead are left out.
  const patterns = levels.map(({ kind, word, plural, namesWork }) => ({
    level: { kind, namesWork: namesWork === true }, whole: new RegExp(`^(?:${withoutLooks(word)})$`, 'iu'), plural: new RegExp(`^(?:${withoutLooks(plural ?? '(?!)')})$`, 'iu'),
  }));
  return (word) => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    const numberless = /^\d/.test(word) ? word.replace(/^\d+/, '0') : word;
    if (!known.has(numberless)) {
      const found = patterns.find(({ whole, plural }) => plural.test(numberless) || whole.test(numberless));
      known.set(numberless, found === undefined ? undefined : { ...found.level, isPlural: found.plural.test(numberless) });
    }
    return known.get(numberless);
  };
}

const withoutLooks = (source: string): string => (source === '(?!)' ? source : source.replace(/\(\?=[^()]*(?:\([^()]*\)[^()]*)*\)/gu, ''));

export interface Step {
  readonly parts: readonly CitationPart[];
  /** Whether each part is printed in brackets; a list goes on in the same way. */
  readonly bracketed: readonly boolean[];
  /** The kind that decides what brackets behind its number stand for. */
  readonly bracketKind: string;
  readonly start: number;
  readonly end: number;
  readonly plural: boolean;
  /** The outermost unit is a plural: `Artikel 21 Absatz 2, 22 Absatz 4`. */
  readonly outerPlural: boolean;
  /** The work that the word itself names. */
  readonly work: string | null;
}

/** `(1)(a)` behind a section: a subsection and a paragraph; behind an article a paragraph and an item. */
function bracketParts(kind: string, text: string): CitationPart[] {
  if (text === '') return [];
  const order = kind === 'section' ? ['subsection', 'paragraph', 'item'] : kind === 'subsection' || kind === 'article' ? ['paragraph', 'item'] : ['item'];
  const values = [...text.matchAll(/\(?([\p{L}\p{N}.]+)\)/gu)].map((match) => match[1]!.toLowerCase().replace('.', '-'));
  // `section 5(a)`: a letter directly below a section is a paragraph.
  const first = kind === 'section' && /^\D/.test(values[0] ?? '') ? 1 : 0;
  return values.map((value, at) => ({ kind: order[at + first] ?? 'item', value }));
}

/** Most numbers; `5e` may be a French ordinal. */
const simpleNumber = /^\d+[a-df-z]?$/;
/** Numbers of French codes: `L. 123-4`. */
const codeNumber = /^([LRD])\.\s?(\d+(?:-\d+)*)$/;

/** The number as `numberValue` wants it: joiners, stars and the spaces round them left out, a dash behind a letter made a hyphen. */
function valueOf(units: Units, kind: string, written: string): string | null {
  if (simpleNumber.test(written)) return written;
  const code = codeNumber.exec(written);
  if (code !== null) return code[1]!.toLowerCase() + code[2]!;
  const ordinal = units.table.ordinals?.find(([start]) => written.toLowerCase().startsWith(start));
  if (ordinal !== undefined) return ordinal[1];
  const joined = /^[^A-Z]*\d.*\s[A-Z]/u.test(written) ? written.replace(/\s(?=[A-Z]{1,3}(?!\p{L}))/gu, '') : written;
  const plain = joined.replace(/‍/gu, '').replace(/(?<=\p{L})–(?=\d)/u, '-').replace(/^(LO?|[RDA])\.?\s?\*?\s?(?=\d)/u, '$1').replace(/[«»]/gu, '');
  if (/^[a-z]{1,5}\.\d+$/.test(plain)) return plain.replace('.', '-');
  const isOuter = outerKinds.has(kind);
  // `Part II` is a number, `section a` is none; `a` behind "paragraph" is a letter.
  const value = numberValue(isOuter && /^[IVXLC]+(?:er)?$/.test(plain) ? `part ${plain}` : /\de$/.test(plain) ? `§ ${plain}` : /^\d+\s[a-z]$/.test(plain) ? plain.replace(' ', '') : plain);
  if (value === null || (isOuter && !/\d/.test(value) && !(divisionKinds.has(kind) && /^[A-Z]$/.test(plain)))) return null;
  return value;
}

/** The unit with its number that stands at `at`. */
export function stepAt(units: Units, text: string, at: number): Step | null {
  units.wordHere.lastIndex = at;
  const word = units.wordHere.exec(text)?.[0];
  const level = word === undefined ? undefined : units.levelOf(word);
  return level === undefined ? null : numberedStep(units, text, { start: at, word: word!, level });
}

/** The number at `at` with its brackets, before which no word stands, read as one of `kind`: the `573c` of `573c BGB`. */
export function bareStepAt(units: Units, text: string, at: number, kind: string): Step | null {
  return numberedStep(units, text, { start: at, word: '', level: { kind, isPlural: false, namesWork: false } });
}

function numberedStep(units: Units, text: string, { start, word, level }: { readonly start: number; readonly word: string; readonly level: Level }): Step | null {
  units.numberHere.lastIndex = start + word.length;
  const match = units.numberHere.exec(text);
  if (match === null) return null;
  const { inner, plain, suffix, brackets } = match.groups!;
  const value = valueOf(units, level.kind, `${inner ?? plain!}${suffix!}`);
  if (value === null) return null;
  const fromSection = units.table.countsFromSection;
  const counted = inner === undefined && brackets !== '' && /^\d/.test(value) && fromSection?.word.test(word) === true;
  const kind = counted ? fromSection.kind : level.kind;
  const bracketKind = counted ? 'section' : kind;
  const parts = [{ kind, value }, ...bracketParts(bracketKind, brackets!)];
  return {
    parts, bracketed: parts.map((_, place) => place > 0 || inner !== undefined), bracketKind, start, end: units.numberHere.lastIndex, plural: level.isPlural, outerPlural: level.isPlural,
    work: level.namesWork ? word.replace(/\s(?:§+|parts?)$/u, '') : null,
  };
}

/** The unit behind what `link` takes at `at`: a blank, `of`. */
function linkedStep(units: Units, link: RegExp, text: string, at: number): Step | null {
  const end = endOf(link, text, at);
  return end === null ? null : stepAt(units, text, end);
}

/** `Art. 97 § 1`: the one section of which the article is not the work's but its own. */
const nests = (higher: string, lower: string): boolean => !outerKinds.has(lower) || (higher === 'article' && lower === 'section') || (higher === 'schedule' && lower !== 'schedule');

/** From the outermost: `subparagraph (A), paragraph (2)` are two citations, since no paragraph is inside a subparagraph. */
const innerOrder = ['subsection', 'paragraph', 'subparagraph', 'clause', 'subclause'];
const rises = (from: string, to: string): boolean => innerOrder.includes(to) && innerOrder.indexOf(from) > innerOrder.indexOf(to);

const blank = /,?\s/uy;
/** More units than any citation has: what goes on so is no text that people wrote. */
const mostParts = 12;

/** Down: `§ 5 Abs. 1 Nr. 2`. */
export function followDown(units: Units, text: string, first: Step): Step {
  let step = first;
  for (;;) {
    if (step.parts.length > mostParts) return step;
    const lower = linkedStep(units, blank, text, step.end);
    // `Absatz 1, Absatz 3` are two of them.
    if (lower === null || !nests(step.parts[0]!.kind, lower.parts[0]!.kind) || rises(step.parts.at(-1)!.kind, lower.parts[0]!.kind) || (lower.parts[0]!.kind === 'subsection' && step.parts.some(({ kind }) => kind === 'subsection'))) return step;
    step = { ...step, parts: [...step.parts, ...lower.parts], bracketed: [...step.bracketed, ...lower.bracketed], end: lower.end, plural: lower.plural };
  }
}

/** Up: `paragraph (a) of section 5`; the whole path, outermost first. */
export function followUp(units: Units, text: string, steps: Step[]): void {
  for (;;) {
    const last = steps.at(-1)!;
    if (last.parts.length > mostParts) return;
    const kind = last.parts[0]!.kind;
    const found = kind === 'article' || kind === 'section' ? divisionAbove(units, text, last.end) : linkedStep(units, units.of, text, last.end);
    const higher = found === null ? null : followDown(units, text, found);
    const lone = higher === null ? endOf(units.loneSchedule, text, last.end) : null;
    if (higher === null && lone === null) return;
    const parts = higher?.parts ?? [{ kind: 'schedule', value: '' }];
    const bracketed = higher?.bracketed ?? [false];
    for (const [at, step] of steps.entries()) steps[at] = { ...step, parts: [...parts, ...step.parts], bracketed: [...bracketed, ...step.bracketed], plural: false, ...(step === last ? { end: higher?.end ?? lone! } : {}) };
    if (higher === null) return;
  }
}

function divisionAbove(units: Units, text: string, at: number): Step | null {
  const step = linkedStep(units, units.of, text, at);
  return step !== null && divisionKinds.has(step.parts[0]!.kind) ? step : null;
}

function endOf(pattern: RegExp | null, text: string, at: number): number | null {
  if (pattern === null) return null;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : at + match[0].length;
}

/** How far one number comes behind another: 2 for `7` and `5a`; not above 0 when it does not. Letters are counted too. */
function distance(later: string, earlier: string): number {
  const [one, other] = [parseInt(later, 10), parseInt(earlier, 10)];
  if (Number.isNaN(one) || Number.isNaN(other)) return later > earlier ? Math.abs(later.charCodeAt(0) - earlier.charCodeAt(0)) + 0.5 : 0;
  return one > other ? one - other : one === other && later !== earlier ? 0.5 : 0;
}

/** Behind a plural a number this far from the last one below it goes on with the plural: `Artikel 24 Absatz 1, 53 und 56`. */
const farthestStep = 3;

/**
 * Which part a further number of the list stands for: of those printed in the same way the innermost that is smaller, unless it is far
 * from it and the outermost unit is a plural. `below` bounds it: the number has a subsection of its own.
 */
function replacedPart(step: Step, value: string, bracketed: boolean, below: number): number {
  const isNumber = (written: string): boolean => /^\p{L}?\d/u.test(written);
  const like = step.parts.flatMap((part, at) => (at < below && isNumber(part.value) === isNumber(value) && step.bracketed[at] === bracketed ? [at] : []));
  const gap = (at: number): number => distance(value, step.parts[at]!.value);
  const smaller = like.filter((at) => gap(at) > 0);
  const innermost = smaller.at(-1) ?? like.at(-1) ?? -1;
  if (!step.outerPlural || innermost <= 0 || gap(innermost) <= farthestStep) return innermost;
  return smaller.reduce((best, at) => (gap(at) < gap(best) ? at : best), innermost);
}

/** The rest of a list: `sections 3, 4(1) and 12`, `subsection (1)(a), (b) or (c)`, `§§ 68e, 68f Abs. 2`. */
export function restOfList(units: Units, text: string, first: Step): Step[] {
  const steps = [first];
  for (let last = first; ; ) {
    units.joined.lastIndex = last.end;
    const match = units.joined.exec(text);
    if (match === null) return steps;
    const { inner, plain, suffix, brackets } = match.groups!;
    const bracketed = inner !== undefined;
    const written = `${inner ?? plain!}${suffix!}`;
    const kinds = last.parts;
    const value = valueOf(units, kinds.at(-1)!.kind === 'article' && kinds.length === 1 ? 'article' : 'item', written);
    const end = match.index + match[0].length;
    if (value === null || !(bracketed || first.plural || first.outerPlural || (endOf(units.singularList, text, end) !== null && /^\d/.test(written)))) return steps;
    const below = text[end] === ' ' && linkedStep(units, blank, text, end)?.parts[0]!.kind === 'subsection' ? last.parts.findIndex(({ kind }) => kind === 'subsection') : -1;
    const replaced = replacedPart(last, value, bracketed, below === -1 ? last.parts.length : below);
    if (replaced === -1) return steps;
    const { kind } = last.parts[replaced]!;
    if (outerKinds.has(kind) && !/\d/.test(value)) return steps;
    const own = [{ kind, value }, ...bracketParts(replaced === 0 ? first.bracketKind : kind, brackets!)];
    const number = bracketed ? `(${inner})${suffix!}${brackets!}` : `${plain!}${suffix!}${brackets!}`;
    last = followDown(units, text, {
      parts: [...last.parts.slice(0, replaced), ...own], bracketed: [...last.bracketed.slice(0, replaced), bracketed, ...own.slice(1).map(() => true)], bracketKind: first.bracketKind,
      start: end - number.length, end, plural: first.plural, outerPlural: first.outerPlural, work: first.work,
    });
    steps.push(last);
  }
}

/** `3° du I de l’article 5`: lower units that stand before the article. */
export function withPathBefore(units: Units, text: string, steps: readonly Step[]): readonly Step[] {
  const first = steps[0]!;
  if (units.pathBefore === null || first.parts[0]!.kind !== 'article') return steps;
  units.pathBefore.whole.lastIndex = first.start;
  const match = units.pathBefore.whole.exec(text);
  if (match === null) return steps;
  const path = match.groups!.path!;
  const lower = [...path.matchAll(units.pathBefore.step)].reverse().flatMap(([written]): CitationPart[] => {
    if (/alinéas?$/u.test(written)) return [{ kind: 'alinea', value: written.replace(/\salinéas?$/u, '') }];
    const value = numberValue(written);
    return value === null ? [] : [{ kind: 'item', value }];
  });
  const start = text.lastIndexOf(path, first.start);
  return steps.map((step, at) => (at > 0 ? step : { ...step, start, parts: [...step.parts, ...lower], bracketed: [...step.bracketed, ...lower.map(() => false)] }));
}
