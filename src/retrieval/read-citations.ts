/**
 * What a question cites. Unlike the law's own text (`citation-grammar.ts`) a question is read with the names of the corpus in hand:
 *
 *   names      which works of the corpus stand in it, anywhere            "What does the [Dog Act] say in section 12?"
 *   numbers    units with numbers, in the ways questions have them        "…                      [section 12]"
 *              and bare numbers beside a name                             "[573c] BGB", "民法[709]"
 *   pairs      the name beside a number, else the one the grammar of the law reads there (it may be none of the corpus),
 *              else the nearest name in the question, else none
 */
import { findCitations } from '../citation-grammar.js';
import { findHanArticles } from '../citation-han.js';
import { bareKind, questionTable } from '../citation-question-tables.js';
import { bareStepAt, compileUnits, divisionKinds, followDown, followUp, outerKinds, restOfList, stepAt, withPathBefore, type Step, type Units } from '../citation-units.js';
import type { Citation, CitationPart } from '../citation.js';
import { withoutOverlaps, type NameInText } from '../indexing/work-name-table.js';
import { westernDigits } from '../numerals.js';
import { spelledNumberAt } from '../spelled-numbers.js';
import { ordinalOf } from './spelled-ordinals.js';
import type { Span } from '../text.js';
import { isMeasured } from './measured.js';
import { nameApart } from './names-apart.js';

export interface ReadCitation {
  readonly span: Span;
  readonly parts: readonly CitationPart[];
  /** The name as the question has it; `null` when none belongs to the number. */
  readonly named: string | null;
  /** Works of the corpus that have the name: empty when none has; `null` when there is no name. */
  readonly works: ReadonlySet<string> | null;
  /** Read from a number or a name that may be something else: counts only when it leads somewhere. */
  readonly isGuess: boolean;
}

/** Numbers that belong together and to one name. */
interface Group extends Span {
  readonly steps: readonly { readonly start: number; readonly end: number; readonly parts: readonly CitationPart[] }[];
  readonly isBare: boolean;
}

/** A language's table made ready for questions. */
interface Reading {
  readonly language: string;
  readonly units: Units;
  /** A unit's word with a word behind it, which may be a number. */
  readonly wordBeforeWord: RegExp;
  /** One to five words that may be an ordinal, and a unit's word with no number behind it. */
  readonly wordsBeforeWord: RegExp;
  readonly wholeWord: RegExp;
  readonly endsInWord: RegExp;
}

const compiled = new Map<string, Reading>();

function readingOf(language: string): Reading {
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const units = compileUnits(questionTable(language));
  const word = units.wordHere.source;
  const reading: Reading = {
    language, units,
    wordsBeforeWord: new RegExp(String.raw`(?<![\p{L}\p{N}-])(?=((?:[\p{L}\p{N}-]+\s){1,5}?)(${word})(?![\p{L}\p{N}]|\.?\s?\d))`, 'giu'),
    wordBeforeWord: new RegExp(String.raw`(?<![\p{L}\p{N}])${word}\s+(?=\p{L})`, 'giu'), wholeWord: new RegExp(`^${word}$`, 'iu'), endsInWord: new RegExp(String.raw`(?<![\p{L}\p{N}])${word}\s*$`, 'iu'),
  };
  compiled.set(language, reading);
  return reading;
}

/** A number in figures, in Roman ones, or a script that writes numbers with its letters: without one of them nothing is cited. */
const mayCite = /\p{N}|(?<!\p{L})[IVXLC]+(?!\p{L})|[\p{Script=Han}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Hangul}]/u;

/** Stands for each character of a name while numbers are looked for: no letter and no digit, so that numbers inside names are none. */
const mask = '\uFFFC';

/**
 * In text order. `languages`: primary tags in the order in which they count, the question's own first; `names` those of the corpus in the
 * text; `worksNamed` looks up a name that only the grammar sees.
 */
export function readCitations(text: string, languages: readonly string[], names: readonly NameInText[], worksNamed: (name: string) => ReadonlySet<string>): ReadCitation[] {
  const readings = languages.map(readingOf);
  const plain = inDigits(westernDigits(text).replace(/(?<=\d)[A-Z]{1,2}(?![\p{L}\p{N}])/gu, (letters) => letters.toLowerCase()), readings, names);
  if (!mayCite.test(plain)) return [];
  // What is no name here must not hide one: the `2 BImSchV` of `§ 2 BImSchV 7`.
  const known = withoutOverlaps(names.filter((name) => !isUnit(name, plain, readings)));
  const masked = known.reduce((so, { start, end }) => so.slice(0, start) + mask.repeat(end - start) + so.slice(end), plain);
  const groups = groupsIn(masked, plain, readings, known);
  let grammars: readonly Citation[] | null = null;
  /** The name that the grammar of the law reads beside the numbers: it need not be one of the corpus. */
  const namedThere = (group: Group): string | null => {
    grammars ??= languages.flatMap((language) => [plain, inTitleCase(plain)].flatMap((written) => (written === null ? [] : findCitations(written, language))));
    return grammars.find(({ span, named }) => named !== null && !isGeneric(named) && span.start < group.end && group.start < span.end)?.named ?? null;
  };
  return groups.flatMap((group) => {
    const { name, isBeside } = nameFor(group, groups, known, masked, text);
    const read = isBeside ? null : namedThere(group);
    const found = read === null ? name : null;
    const named = found === null ? read ?? (name === null ? nameApart(text, languages[0]!) : null) : text.slice(found.start, found.end);
    // A bare `Chapter 9` is spoken of in many ways; a bare `section 9` is a citation.
    const { kind } = group.steps[0]!.parts[0]!;
    if (named === null && (group.isBare || !outerKinds.has(kind) || divisionKinds.has(kind))) return [];
    const works = found?.works ?? (named === null ? null : worksNamed(named));
    return group.steps.map(({ start, end, parts }): ReadCitation => {
      const span = isBeside && group.steps.length === 1 ? { start: Math.min(start, found!.start), end: Math.max(end, found!.end) } : { start, end };
      return { span, parts, named, works, isGuess: group.isBare || (found !== null && isWeak(text, found)) };
    });
  });
}

/** Numbers in words behind a unit as digits, set to the right so that every offset stays true: `section     12`. */
function inDigits(text: string, readings: readonly Reading[], names: readonly Span[]): string {
  let written = text;
  for (const { language, wordBeforeWord, wordsBeforeWord } of readings) {
    if (names.length > 0) written = withOrdinalsBehind(written, wordsBeforeWord, language, names);
    for (const { 0: found, index } of text.matchAll(wordBeforeWord)) {
      const at = index + found.length;
      const spelled = spelledNumberAt(text, at, language);
      if (spelled !== null) written = written.slice(0, at) + String(spelled.value).padStart(spelled.end - at) + written.slice(spelled.end);
    }
  }
  return written;
}

/**
 * `the twelfth section` as `the section      12`, of the same length. Only where a law is named: "the first section" alone is spoken of in many ways.
 * Not inside a name: `Elftes Buch` is none of the eleventh book.
 */
function withOrdinalsBehind(text: string, wordsBeforeWord: RegExp, language: string, names: readonly Span[]): string {
  let written = text;
  // Of `sixty-seventh` in `two hundred and sixty-seventh` the longest counts, which comes first.
  let read = 0;
  for (const { index, 1: words, 2: unit } of text.matchAll(wordsBeforeWord)) {
    const value = ordinalOf(words!.trimEnd(), language);
    const end = index + words!.length + unit!.length;
    if (value === null || index < read || names.some((name) => name.start < end && index < name.end)) continue;
    read = end;
    written = `${written.slice(0, index)}${unit!} ${String(value).padStart(words!.length - 1)}${written.slice(end)}`;
  }
  return written;
}

/** A name that is a unit's word (`Art`) or a unit with its number (`s 20`, where there is a chapter S-20), or whose leading number belongs to a unit before it: the 1 of `Abs. 1 BImSchV`. */
function isUnit({ start, end }: NameInText, text: string, readings: readonly Reading[]): boolean {
  const name = text.slice(start, end);
  return readings.some(({ units, wholeWord, endsInWord }) => {
    if (wholeWord.test(name) || (/^\d/.test(name) && endsInWord.test(text.slice(Math.max(0, start - 24), start)))) return true;
    return /^\p{L}{1,2}\.?\s?\d/u.test(name) && (stepAt(units, text, start)?.end ?? 0) >= end;
  });
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function groupsIn(masked: string, plain: string, readings: readonly Reading[], names: readonly NameInText[]): Group[] {
  const groups: Group[] = readings.flatMap(({ units }) => marked(units, masked));
  const inHan = names.filter(({ end }) => unspaced.test(plain[end - 1]!));
  groups.push(...findHanArticles(masked, inHan.map(({ end }) => end)).map(({ start, end, parts }) => ({ start, end, steps: [{ start, end, parts }], isBare: false })));
  const isFree = ({ start, end }: Span): boolean => groups.every((group) => group.end <= start || end <= group.start);
  for (const name of names) for (const bare of besideName(masked, name, readings)) if (isFree(bare)) groups.push(bare);
  groups.sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: Group[] = [];
  for (const group of groups) if (group.start >= (kept.at(-1)?.end ?? 0)) kept.push(group);
  return kept;
}

function marked(units: Units, text: string): Group[] {
  const groups: Group[] = [];
  const { words } = units;
  words.lastIndex = 0;
  for (let word = words.exec(text); word !== null; word = words.exec(text)) {
    const first = stepAt(units, text, word.index);
    if (first === null) continue;
    const steps: Step[] = restOfList(units, text, followDown(units, text, first));
    followUp(units, text, steps);
    const whole = withPathBefore(units, text, steps);
    const { start, end } = { start: whole[0]!.start, end: whole.at(-1)!.end };
    groups.push({ steps: whole, start, end, isBare: false });
    words.lastIndex = Math.max(end, word.index + 1);
  }
  return groups;
}

/** A number as it may stand beside a name, with brackets; French codes have letters before it. */
const numberBefore = /(?<![\p{L}\p{N}.,/-])(?:[LRDA]\.?\s?\*?\s?)?\d+[a-z]{0,2}(?:[-.]\d+)*(?:\s?\(\w{1,5}\))*(?=(?<link>\s?(?:(?:of|in)\s(?:the\s)?|des\s|der\s|du\s|de\s(?:la\s|l[’'])?)?)$)/u;
const numberBehind = /^[\s,:]{1,2}(?=(?:[LRDA]\.?\s?\*?\s?)?\d)/u;

/** `573c BGB`, `BGB 573c`, `267(1) Criminal Code`: a number without a unit, directly before or behind the name. */
function besideName(text: string, { start, end }: NameInText, readings: readonly Reading[]): Group[] {
  const { units } = readings[0]!;
  const languages = readings.map(({ language }) => language);
  const groups: Group[] = [];
  const before = numberBefore.exec(text.slice(Math.max(0, start - 40), start));
  // `30 of the Act`: with words between, only what looks like a provision's number.
  const at = before === null || (/\p{L}/u.test(before.groups!.link!) && /^\d+$/.test(before[0])) ? null : Math.max(0, start - 40) + before.index;
  const gap = numberBehind.exec(text.slice(end, end + 6))?.[0].length;
  for (const place of [at, gap === undefined ? null : end + gap]) {
    const step = place === null ? null : bareStepAt(units, text, place, bareKind);
    if (step === null || /^[\p{L}\p{N}%€$£]/u.test(text.slice(step.end)) || isMeasured(text.slice(step.end), languages)) continue;
    const whole = followDown(units, text, step);
    groups.push({ steps: [whole], start: whole.start, end: whole.end, isBare: true });
  }
  return groups;
}

/** Words that bind a number to a name are short, and few: `of the`, `des`, `de la`, `under the`. */
function isLink(gap: string): boolean {
  const words = gap.match(/\p{L}+/gu) ?? [];
  return !/[\p{N}?!;。？！\uFFFC]|\.\s/u.test(gap) && words.length <= 3 && words.every((word) => word.length <= 5);
}

/** The name beside a group; else the nearest that is surely a name. In a question that begins with a name, names stand before their numbers. */
function nameFor(group: Group, groups: readonly Group[], names: readonly NameInText[], masked: string, text: string): { readonly name: NameInText | null; readonly isBeside: boolean } {
  const behind = names.find(({ start }) => start >= group.end);
  const before = names.findLast(({ end }) => end <= group.start);
  const gapBehind = behind === undefined ? null : masked.slice(group.end, behind.start);
  const gapBefore = before === undefined ? null : masked.slice(before.end, group.start);
  const isBehind = gapBehind !== null && isLink(gapBehind);
  const isBefore = gapBefore !== null && isLink(gapBefore);
  const namesFirst = names[0] !== undefined && names[0].end <= groups[0]!.start;
  if (isBehind && isBefore) return { name: (gapBefore.trim().length !== gapBehind.trim().length ? gapBefore.trim().length < gapBehind.trim().length : namesFirst) ? before! : behind!, isBeside: true };
  if (isBehind || isBefore) return { name: isBehind ? behind! : before!, isBeside: true };
  const apart = names.filter((name) => isDistinct(text.slice(name.start, name.end)));
  const distance = ({ start, end }: NameInText): number => (end <= group.start ? group.start - end : start - group.end);
  return { name: apart.reduce<NameInText | null>((best, name) => (best === null || distance(name) < distance(best) ? name : best), null), isBeside: false };
}

/** A name that is one wherever it stands: of several words, with capitals inside, long, or in Chinese characters. */
const isDistinct = (name: string): boolean => /\p{L}[\s-]+\p{L}/u.test(name) || /\p{Lu}.*\p{Lu}/u.test(name) || name.length >= 8 || /\p{Script=Han}{2}/u.test(name);

/** A short name in small letters may be a word of the sentence; so may any in a question that has no capitals. */
const isWeak = (text: string, { start, end }: Span): boolean => end - start <= 4 && !/\p{Lu}.*\p{Lu}|[^\p{Script=Latin}]/u.test(text.slice(start, end));

/** `the Act`, `des Gesetzes`, `du code`: no name, but the work that is spoken of. */
const isGeneric = (named: string): boolean => /^(?:the\s)?\p{L}\p{Ll}{0,10}(?:gesetz(?:es)?)?$/u.test(named) && !/.(?:gesetz|ordnung|satzung|buch|seadus|seadustik|määrus)/u.test(named);

/** A question typed in small letters has the names of its laws in small letters too; the grammar knows them by their capitals. */
function inTitleCase(text: string): string | null {
  return /\p{Ll}/u.test(text) && !/\p{Lu}/u.test(text.slice(1)) ? text.replace(/(?<!\p{L})(?!(?:the|and|for|des|der|von)(?!\p{L}))\p{Ll}(?=\p{L}{2})/gu, (letter) => letter.toUpperCase()) : null;
}
