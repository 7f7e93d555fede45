/**
 * Finds references to provisions in running text: `section 12(1)(b) of the Dog Control Act 2019`, `§ 573c Abs. 1 BGB`,
 * `健康保険法第五条第二項`. A pipeline of verbs over one table per language, in the manner of eyecite: find a unit with its number,
 * follow it down, follow it up, take the rest of a list, take the name of the work.
 */
import { citationTables, type CitationLevel, type CitationTable } from './citation-tables.js';
import type { Citation, CitationPart } from './citation.js';
import { numberValue, westernDigits } from './numerals.js';

const outerKinds = new Set(['part', 'chapter', 'schedule', 'section', 'article']);

interface Level {
  readonly kind: string;
  readonly isOuter: boolean;
  readonly isPlural: boolean;
}

interface Compiled {
  readonly table: CitationTable;
  readonly step: RegExp;
  /** The level a word stands for, as written; each spelling is looked up once. */
  readonly levelOf: (word: string) => Level | undefined;
  readonly further: RegExp;
  readonly joined: RegExp;
  readonly of: RegExp;
  readonly workAfter: readonly RegExp[];
  readonly workBefore: readonly RegExp[];
}

/** Brackets behind a number, `(1)(a)`. */
const brackets = String.raw`(?<brackets>(?:\s?\((?:\d+[a-z]?|[a-z]{1,4})\))*)`;

function compile(table: CitationTable): Compiled {
  const words = table.levels.map((level) => (level.plural === undefined ? level.word : `${level.plural}|${level.word}`)).join('|');
  const number = String.raw`\(?(?<number>${table.number})\)?`;
  const step = String.raw`(?<word>${words})\s*${number}${brackets}`;
  return {
    table,
    step: new RegExp(String.raw`(?<![\p{L}\p{N}])${step}`, 'giu'),
    levelOf: levelFinder(table.levels),
    further: new RegExp(String.raw`,?\s${step}`, 'iuy'),
    joined: new RegExp(String.raw`(?:${table.join})(?:${number}${brackets})(?![\p{L}\p{N}])`, 'uy'),
    of: new RegExp(`(?:${table.of})${step}`, 'iuy'),
    workAfter: table.workAfter.map((source) => new RegExp(source, 'uy')),
    // Read backwards from the citation: much cheaper than looking for a beginning.
    workBefore: table.workBefore.map((source) => new RegExp(`(?<=(?<![\\p{L}\\p{N}])${source})`, 'uy')),
  };
}

/** The spellings are few (the table's words, in capitals or not), so that all of them can be kept. */
function levelFinder(levels: readonly CitationLevel[]): Compiled['levelOf'] {
  const known = new Map<string, Level | undefined>();
  const patterns = levels.map(({ kind, word, plural }) => ({
    kind, whole: new RegExp(`^(?:${plural === undefined ? '' : `${plural}|`}${word})$`, 'iu'), plural: new RegExp(`^(?:${plural ?? '(?!)'})$`, 'iu'),
  }));
  return (word) => {
    if (!known.has(word)) {
      const found = patterns.find(({ whole }) => whole.test(word));
      known.set(word, found === undefined ? undefined : { kind: found.kind, isOuter: outerKinds.has(found.kind), isPlural: found.plural.test(word) });
    }
    return known.get(word);
  };
}
const compiled = new Map(Object.entries(citationTables).map(([language, table]) => [language, compile(table)]));

interface Step {
  readonly parts: readonly CitationPart[];
  readonly start: number;
  readonly end: number;
  readonly plural: boolean;
  readonly bracketed: boolean;
}

/** `(1)(a)` behind a section: a subsection and a paragraph; behind an article a paragraph and an item. */
function bracketParts(kind: string, text: string): CitationPart[] {
  if (text === '') return [];
  const order = kind === 'section' ? ['subsection', 'paragraph', 'item'] : kind === 'subsection' ? ['paragraph', 'item'] : kind === 'article' ? ['paragraph', 'item'] : ['item'];
  const values = [...text.matchAll(/\(([^)]+)\)/gu)].map((match) => match[1]!.toLowerCase());
  // `section 5(a)`: a letter directly below a section is a paragraph.
  const first = kind === 'section' && /^\D/.test(values[0] ?? '') ? 1 : 0;
  return values.map((value, at) => ({ kind: order[at + first] ?? 'item', value }));
}

function toStep(grammar: Compiled, match: RegExpExecArray): Step | null {
  const { word, number, brackets: behind } = match.groups!;
  const level = grammar.levelOf(word!);
  if (level === undefined) return null;
  const { isOuter } = level;
  const written = number!;
  // `Part II` is a number, `section a` is none; `a` behind "paragraph" is a letter.
  const value = numberValue(isOuter && /^[IVXLC]+$/.test(written) ? `part ${written}` : /\de$/.test(written) ? `§ ${written}` : written);
  if (value === null) return null;
  if (isOuter && !/\d/.test(value)) return null;
  const start = match.index + match[0].indexOf(word!);
  return {
    parts: [{ kind: level.kind, value }, ...bracketParts(level.kind, behind ?? '')],
    start,
    end: match.index + match[0].length,
    plural: level.isPlural,
    bracketed: match[0].endsWith(')'),
  };
}

function stepAt(grammar: Compiled, pattern: RegExp, text: string, at: number): Step | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : toStep(grammar, match);
}

/** Down (`§ 5 Abs. 1 Nr. 2`), then up (`paragraph (a) of section 5`): the whole path, outermost first. */
function follow(grammar: Compiled, text: string, first: Step): Step {
  let step = first;
  for (;;) {
    const lower = stepAt(grammar, grammar.further, text, step.end);
    if (lower === null || outerKinds.has(lower.parts[0]!.kind)) break;
    step = { ...step, parts: [...step.parts, ...lower.parts], end: lower.end, plural: lower.plural, bracketed: lower.bracketed };
  }
  while (!outerKinds.has(step.parts[0]!.kind)) {
    const higher = stepAt(grammar, grammar.of, text, step.end);
    if (higher === null) break;
    step = { ...step, parts: [...higher.parts, ...step.parts], end: higher.end, plural: false, bracketed: false };
  }
  return step;
}

/** The rest of a list: `sections 3, 4 and 12`, `subsection (1)(a), (b) or (c)`. */
function restOfList(grammar: Compiled, text: string, first: Step): Step[] {
  const steps = [first];
  for (let last = first; last.plural || last.bracketed; ) {
    grammar.joined.lastIndex = last.end;
    const match = grammar.joined.exec(text);
    const value = match === null ? null : numberValue(match.groups!.number!);
    if (match === null || value === null) break;
    const bracketed = match[0].trimEnd().endsWith(')');
    if (!last.plural && !bracketed) break;
    const numberAt = match.index + match[0].search(/\(?[\p{N}\p{L}]+[^\s]*$/u);
    // `(1)(a), (b)`: a letter follows a letter, a number replaces the part that held a number.
    const sameSort = first.parts.findLastIndex((part) => /\d/.test(part.value) === /\d/.test(value));
    const replaced = sameSort === -1 ? first.parts.length - 1 : sameSort;
    const kind = first.parts[replaced]!.kind;
    const parts = [...first.parts.slice(0, replaced), { kind, value }, ...bracketParts(kind, match.groups!.brackets ?? '')];
    last = { parts, start: numberAt, end: match.index + match[0].length, plural: last.plural, bracketed };
    steps.push(last);
  }
  return steps;
}

/** Nominative of the German names that laws are cited by in the genitive. */
function dictionaryForm(name: string): string {
  return name.replace(/(?<=[Gg]esetz)es(?=$|\s)/u, '').replace(/(?<=[Gg]esetzbuch)e?s(?=$|\s)/u, '').trim();
}

/** The work named behind or before the citation, and where the name ends. */
function namedWork(grammar: Compiled, text: string, start: number, end: number): { readonly named: string | null; readonly start: number; readonly end: number } {
  for (const pattern of grammar.workAfter) {
    pattern.lastIndex = end;
    const match = pattern.exec(text);
    if (match === null) continue;
    const work = match.groups?.work;
    const isOwn = work === undefined || grammar.table.own.test(work);
    return { named: isOwn ? null : dictionaryForm(work), start, end: end + match[0].trimEnd().length };
  }
  for (const pattern of grammar.workBefore) {
    pattern.lastIndex = start;
    const work = pattern.exec(text)?.groups?.work;
    if (work === undefined || grammar.table.own.test(work)) continue;
    const named = work.replace(/^(?:The|Under|In|See)\s(?:the\s)?/u, '');
    return { named, start: text.lastIndexOf(named, start), end };
  }
  return { named: null, start, end };
}

function findWith(grammar: Compiled, text: string): Citation[] {
  const western = westernDigits(text);
  const citations: Citation[] = [];
  grammar.step.lastIndex = 0;
  for (let match = grammar.step.exec(western); match !== null; match = grammar.step.exec(western)) {
    const found = toStep(grammar, match);
    if (found === null) {
      grammar.step.lastIndex = match.index + 1;
      continue;
    }
    const first = follow(grammar, western, found);
    const steps = restOfList(grammar, western, first);
    const last = steps.at(-1)!;
    const work = namedWork(grammar, western, first.start, last.end);
    for (const step of steps) {
      const start = step === first ? work.start : step.start;
      const end = step === last ? work.end : step.end;
      citations.push({ span: { start, end }, text: text.slice(start, end), named: work.named, parts: step.parts, target: null });
    }
    grammar.step.lastIndex = Math.max(work.end, match.index + 1);
  }
  return citations;
}

const japaneseNumerals = '[〇一二三四五六七八九十百千\\d]+';
const japanese = new RegExp(
  `(?:(?<work>[\\p{Script=Han}\\p{Script=Katakana}ー]{0,24}(?:法律|法|条例|規則|政令|省令|憲法))(?:（[^（）]{0,40}）)?)?` +
    `(?:第(?<article>${japaneseNumerals}(?:条(?:の${japaneseNumerals})*))|(?<same>同条))?` +
    `(?:第(?<paragraph>${japaneseNumerals})項)?(?:第(?<item>${japaneseNumerals})号)?`, 'gu');

/** `健康保険法第五条の二第一項第三号`; 同法 is the work named last. */
function findJapanese(text: string): Citation[] {
  // Each citation has a number with this sign; the pattern, all of whose parts may be missing, would try every place of other texts.
  if (!text.includes('第')) return [];
  const citations: Citation[] = [];
  let lastNamed: string | null = null;
  for (const match of westernDigits(text).matchAll(japanese)) {
    const { work, article, paragraph, item } = match.groups!;
    // `平成五年法律第八十八号` is the number of a law, not its item 88.
    if (article === undefined && paragraph === undefined && (item === undefined || work !== undefined)) continue;
    const parts = [['article', article], ['paragraph', paragraph], ['item', item]].flatMap(([kind, written]) => {
      const value = written === undefined ? null : numberValue(written.startsWith('第') ? written : `第${written}`);
      return value === null ? [] : [{ kind: kind!, value }];
    });
    const own = work === undefined || /^(?:この|本)?(?:法律|条例|規則)$|^本/u.test(work);
    const named: string | null = own ? null : /^同/u.test(work) ? lastNamed : work;
    if (named !== null) lastNamed = named;
    const end = match.index + match[0].length;
    citations.push({ span: { start: match.index, end }, text: text.slice(match.index, end), named, parts, target: null });
  }
  return citations;
}

/**
 * All references to provisions in `text` (UTF-16 offsets into it), in text order, none resolved (`target` is `null`). `language` is a
 * BCP 47 tag; a language without a table of its own is read with all tables, the longest of overlapping findings counting.
 * A reference that starts below a section (`subsection (1)`) belongs to the provision it stands in.
 */
export function findCitations(text: string, language: string): Citation[] {
  const primary = language.split('-')[0]!.toLowerCase();
  if (primary === 'ja') return findJapanese(text);
  const grammar = compiled.get(primary);
  if (grammar !== undefined) return findWith(grammar, text);
  const all = [...compiled.values()].flatMap((each) => findWith(each, text)).concat(findJapanese(text));
  all.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const kept: Citation[] = [];
  for (const citation of all) if (citation.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(citation);
  return kept;
}
