/**
 * A sentence read for comparing: its content words in order, and between each two of them the marks that stand there.
 *
 *   The owner must not keep a dog unless it is registered.
 *   gaps     [ ]       [must-not]  [ ]   [unless]          [ ]
 *   content      owner           keep dog        registered
 */
import { analyzerOf, readingOf } from '../../indexing/analysis/analyzer.js';
import { foldWord } from '../../indexing/analysis/fold.js';
import { functionWordsOf } from '../../indexing/analysis/function-words.js';
import { findCitations } from '../../citation-grammar.js';
import { primaryLanguage } from '../../language.js';
import { markTables, type Mark, type MarkTable } from './marks.js';
import { withDigits } from './numbers.js';

export interface ContentWord {
  /** Stem, or number in plain digits: the same for two forms of a word. */
  readonly term: string;
  /** As written, in lower case. */
  readonly printed: string;
  /** Offset into `ReadSentence.text`. */
  readonly at: number;
}

export interface ReadSentence {
  /** What was read: numbers in digits, citations blanked out. */
  readonly text: string;
  readonly content: readonly ContentWord[];
  /** One more than `content`: marks before the first word, between each two, behind the last. */
  readonly gaps: readonly (readonly Mark[])[];
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
}

interface Grammar {
  readonly pattern: RegExp;
  readonly marks: readonly (Mark | null)[];
}

/** Characters of a word without a stemmer that count: endings stand behind them. Six tell most stems of one language apart. */
const crudeStem = 6;
/** A determiner's denial reaches the modal behind it over so many words: "no person who keeps a dog may". */
const reachOfNone = 6;

const grammars = new Map(Object.entries(markTables).map(([language, table]): [string, Grammar] => [language, compile(table)]));

function compile(table: MarkTable): Grammar {
  const rows: (readonly [string, Mark | null])[] = [
    ...table.inert.map((source): [string, null] => [source, null]),
    ...Object.entries(table.modality).flatMap(([value, sources]) => sources.map((source): [string, Mark] => [source, { family: 'modality', value }])),
    ...table.unless.map((source): [string, Mark] => [source, { family: 'condition', value: 'unless' }]),
    ...table.if.map((source): [string, Mark] => [source, { family: 'condition', value: 'if' }]),
    ...table.none.map((source): [string, Mark] => [source, { family: 'negation', value: 'none' }]),
    ...table.not.map((source): [string, Mark] => [source, { family: 'negation', value: 'not' }]),
    ...table.before.map((source): [string, Mark] => [source, { family: 'order', value: 'before' }]),
    ...table.after.map((source): [string, Mark] => [source, { family: 'order', value: 'after' }]),
  ];
  const longestFirst = [...rows].sort(([a, one], [b, other]) => Number(other === null) - Number(one === null) || b.length - a.length);
  const inside = longestFirst.map(([source]) => `(${source.replace(/ (?!\?)/gu, '\\s+')})`).join('|');
  const pattern = table.spaced ? `(?<![\\p{L}\\p{N}])(?:${inside})(?:(?<=[’'])|(?![\\p{L}\\p{N}]))` : `(?:${inside})`;
  return { pattern: new RegExp(pattern, 'gu'), marks: longestFirst.map(([, mark]) => mark) };
}

/** Whether the marks of a language are known. */
export function knowsMarks(language: string): boolean {
  return grammars.has(primaryLanguage(language));
}

/** `null` in a language without marks. */
export function readSentence(text: string, language: string): ReadSentence | null {
  const primary = primaryLanguage(language);
  const grammar = grammars.get(primary);
  if (grammar === undefined) return null;
  const prepared = withDigits(withoutCitations(text, primary).normalize('NFKC'), primary).toLowerCase();
  const found = [...prepared.matchAll(grammar.pattern)].map((match): Found => {
    const group = match.slice(1).findIndex((one: string | undefined) => one !== undefined);
    const mark = grammar.marks[group];
    return { start: match.index, end: match.index + match[0].length, marks: mark == null ? [] : [mark] };
  });
  return arrange(prepared, primary, wordsOf(prepared, primary, found), found);
}

/** References to provisions blanked out; offsets stay true. */
export function withoutCitations(text: string, language: string): string {
  return findCitations(text, language).reduceRight((rest, { span }) => `${rest.slice(0, span.start)}${' '.repeat(span.end - span.start)}${rest.slice(span.end)}`, text);
}

const word = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;
/** Written without spaces: what carries meaning is in Han and Katakana, what joins it in Hiragana, but for the Han that four conjunctions begin with. */
const japaneseWord = /\p{N}+(?:[.,]\p{N}+)*|(?:(?!又は|及び|並びに|若しくは)\p{Script=Han})+|[\p{Script=Katakana}ー]+|\p{Script=Latin}+/gu;

function wordsOf(text: string, language: string, found: readonly Found[]): ContentWord[] {
  const stem = stemmerOf(language);
  const functionWords = functionWordsFor(language);
  const blanked = found.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}${' '.repeat(end - start)}${rest.slice(end)}`, text);
  return [...blanked.matchAll(language === 'ja' ? japaneseWord : word)].flatMap(({ 0: printed, index }) => {
    if (/\p{N}/u.test(printed)) return [{ term: printed, printed, at: index }];
    if (functionWords.has(foldWord(printed)) || (printed.length === 1 && !/\p{Script=Han}/u.test(printed))) return [];
    return [{ term: stem(printed), printed, at: index }];
  });
}

const stemmers = new Map<string, (printed: string) => string>();

/** One term for the forms of a word of this language. */
export function stemmerOf(language: string): (printed: string) => string {
  const primary = primaryLanguage(language);
  const known = stemmers.get(primary);
  if (known !== undefined) return known;
  const analyzer = analyzerOf(primary);
  const reading = readingOf(primary);
  const stem = reading === 'characters' ? (printed: string): string => printed
    : reading === 'letter-groups' ? (printed: string): string => foldWord(printed).slice(0, crudeStem)
      : (printed: string): string => analyzer.words(printed).join('') || printed;
  stemmers.set(primary, stem);
  return stem;
}

/** Joining words of statements and of law beyond those of questions, by language. */
const joining: Readonly<Record<string, string>> = {
  en: 'says say said states stated provides provided accordingly thereof therein thereto hereby herein upon within under by such any each every no at least most',
  de: 'mindestens wenigstens zumindest sowie gemäß laut besagt bestimmt lautet regelt hiervon davon diesbezüglich jeweils jeweilig jeweilige jeweiligen innerhalb binnen',
  fr: 'ainsi dit dispose prévoit ledit ladite lesdits lesdites celui-ci celle-ci conformément selon moins plus',
  uk: 'та і й або що який яка яке які яких якого якої цього цей ця це ці цих на в у з із зі за по від для про при його її їх є бути був була були також відповідно',
  ar: 'الذي التي ذلك هذه هذا كما',
  et: 'ning vastavalt ja või',
};

const functionWordSets = new Map<string, ReadonlySet<string>>();

function functionWordsFor(language: string): ReadonlySet<string> {
  const known = functionWordSets.get(language);
  if (known !== undefined) return known;
  const words = new Set([...functionWordsOf(language, foldWord), ...(joining[language] ?? '').split(' ').map(foldWord)]);
  functionWordSets.set(language, words);
  return words;
}

function arrange(text: string, language: string, content: readonly ContentWord[], found: readonly Found[]): ReadSentence {
  const gaps = Array.from({ length: content.length + 1 }, (): Mark[] => []);
  for (const { start, marks } of found) {
    const gap = content.findIndex(({ at }) => at > start);
    gaps[gap === -1 ? content.length : gap]!.push(...marks);
  }
  return { text, content, gaps: turned(gaps, language) };
}

/** "No person shall" forbids; "niemand muss" sets free. */
const turns: Readonly<Record<string, string>> = { must: 'must-not', may: 'must-not' };
const freed: ReadonlySet<string> = new Set(['de', 'ar', 'uk', 'et']);

/** "No person may" forbids as "a person may not" does: the determiner's denial goes over to the modal behind it. */
function turned(gaps: readonly (readonly Mark[])[], language: string): (readonly Mark[])[] {
  const result = gaps.map((marks) => [...marks]);
  for (const [at, marks] of result.entries()) {
    const none = marks.findIndex(({ value }) => value === 'none');
    if (none === -1) continue;
    for (let ahead = at; ahead < Math.min(result.length, at + reachOfNone); ahead++) {
      const modal = result[ahead]!.findIndex(({ family, value }) => family === 'modality' && value in turns);
      if (modal === -1) continue;
      const force = result[ahead]![modal]!.value;
      result[ahead]![modal] = { family: 'modality', value: force === 'must' && freed.has(language) ? 'need-not' : turns[force]! };
      marks.splice(marks.findIndex(({ value }) => value === 'none'), 1);
      break;
    }
  }
  return result;
}
