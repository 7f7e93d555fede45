/**
 * Finds references to provisions in running text: `section 12(1)(b) of the Dog Control Act 2019`, `§ 573c Abs. 1 BGB`,
 * `健康保険法第五条第二項`. A pipeline of verbs over tables per language, in the manner of eyecite: find a unit with its number, follow it
 * down, follow it up, take the rest of a list, take the name of the work, and give that name to the citations it stands behind.
 */
import { findJapanese } from './citation-japanese.js';
import { citationTables } from './citation-tables.js';
import { compileUnits, followDown, followUp, outerKinds, restOfList, stepAt, sticky, withPathBefore, type Step, type Units } from './citation-units.js';
import { workNaming, type WorkNaming } from './citation-works.js';
import { relativeValues, type Citation } from './citation.js';
import { westernDigits } from './numerals.js';

interface Grammar {
  readonly units: Units;
  readonly naming: WorkNaming;
  readonly chain: RegExp;
  readonly after: readonly RegExp[];
  readonly before: readonly RegExp[];
}

const grammars = new Map<string, Grammar>();

/** The grammar of a language that has a table, compiled when it is first asked for: compiling all takes as long as reading many files. */
function grammarOf(language: string): Grammar | undefined {
  const known = grammars.get(language);
  const table = citationTables[language];
  if (known !== undefined || table === undefined) return known;
  const naming = workNaming[language]!;
  const grammar: Grammar = {
    units: compileUnits(table), naming, chain: new RegExp(`^(?:${table.chain})$`, 'u'), after: naming.after.map(sticky),
    // Read backwards from the citation: much cheaper than looking for a beginning.
    before: naming.before.map((source) => sticky(String.raw`(?<=(?<![\p{L}\p{N}])${source})`)),
  };
  grammars.set(language, grammar);
  return grammar;
}

type Name = { readonly is: 'work' | 'same' | 'own'; readonly name: string };

interface Group {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly end: number;
  readonly name: Name | null;
  readonly namedBefore: boolean;
}

function nameIn(grammar: Grammar, groups: RegExpExecArray['groups']): Name {
  if (groups?.own !== undefined) return { is: 'own', name: groups.own };
  if (groups?.same !== undefined) return { is: 'same', name: groups.same.replace(/^(?:du|des?)\s(?:la\s)?/u, '') };
  const work = groups!.work!;
  return { is: 'work', name: (grammar.naming.dictionaryForm?.(work) ?? work).trim() };
}

/** The work named behind or before the citation, and where the citation with it begins and ends. */
function named(grammar: Grammar, text: string, start: number, end: number): Pick<Group, 'start' | 'end' | 'name' | 'namedBefore'> {
  const behind = text[end];
  // Nothing is named behind a full stop or a bracket.
  for (const pattern of behind === ' ' || behind === ',' || behind === ')' ? grammar.after : []) {
    pattern.lastIndex = end;
    const match = pattern.exec(text);
    if (match !== null) return { name: nameIn(grammar, match.groups), start, end: end + match[0].trimEnd().length, namedBefore: false };
  }
  for (const pattern of grammar.before) {
    pattern.lastIndex = start;
    const { groups } = pattern.exec(text) ?? {};
    if (groups === undefined) continue;
    const name = nameIn(grammar, groups);
    return { name, start: name.is === 'work' ? text.lastIndexOf(groups.work!, start) : start, end, namedBefore: true };
  }
  return { name: null, start, end, namedBefore: false };
}

function groupsIn(grammar: Grammar, text: string): Group[] {
  const { units } = grammar;
  const groups: Group[] = [];
  const { words } = units;
  words.lastIndex = 0;
  for (let word = words.exec(text); word !== null; word = words.exec(text)) {
    // `S.A.B.S. 0131`: the last letter of an abbreviation is no word.
    const found = text[word.index - 1] === '.' && /\p{L}\.$/u.test(text.slice(Math.max(0, word.index - 2), word.index)) ? null : stepAt(units, text, word.index);
    if (found === null) continue;
    const steps = restOfList(units, text, followDown(units, text, found));
    followUp(units, text, steps);
    const whole = withPathBefore(units, text, steps);
    const { start, end } = { start: whole[0]!.start, end: whole.at(-1)!.end };
    const group = found.work === null ? named(grammar, text, start, end) : { name: { is: 'work', name: found.work } as const, start, end, namedBefore: false };
    groups.push({ ...group, steps: whole });
    words.lastIndex = Math.max(group.end, word.index + 1);
  }
  return groups;
}

/** Names hold for the citations they are chained to: `§ 67c und § 68 des Strafgesetzbuches`, `1992, c. 1, s. 5 and s. 7`. */
function shareNames(grammar: Grammar, text: string, groups: Group[]): void {
  const isChained = (at: number): boolean => groups[at + 1] !== undefined && grammar.chain.test(text.slice(groups[at]!.end, Math.min(groups[at + 1]!.start, groups[at]!.end + 80)));
  for (let at = 1; at < groups.length; at++) {
    const before = groups[at - 1]!;
    const group = groups[at]!;
    const first = group.steps[0]!;
    if (outerKinds.has(first.parts[0]!.kind) || grammar.units.table.inheritsPath !== true || group.namedBefore || !isChained(at - 1)) continue;
    const path = before.steps.at(-1)!;
    const shared = path.parts.findIndex(({ kind }) => kind === first.parts[0]!.kind);
    if (shared > 0) groups[at] = { ...group, steps: group.steps.map((step) => ({ ...step, parts: [...path.parts.slice(0, shared), ...step.parts] })), name: group.name ?? (before.namedBefore ? before.name : null), namedBefore: before.namedBefore };
  }
  for (let at = groups.length - 2; at >= 0; at--) {
    const group = groups[at]!;
    const next = groups[at + 1]!;
    if (group.name === null && next.name !== null && !next.namedBefore && outerKinds.has(group.steps[0]!.parts[0]!.kind) && isChained(at)) groups[at] = { ...group, name: next.name };
  }
  for (let at = 1; at < groups.length; at++) {
    const before = groups[at - 1]!;
    if (groups[at]!.name === null && before.namedBefore && before.name?.is !== 'own' && isChained(at - 1)) groups[at] = { ...groups[at]!, name: before.name, namedBefore: true };
  }
}

/** A work a text has spoken of, in its words; `named` is `null` for the very work. */
export interface SpokenOf {
  readonly words: string;
  readonly named: string | null;
}

/** Words for laws; a law that is spoken of without a provision is not among `SpokenOf`, but may be the one that is meant. */
const lawNoun = /(?<!\p{L})(?:acts?|code|loi|décret|ordonnance|règlement|directive|regulations?|seadus\p{L}*|määrus\p{L}*|закону?|кодексу?)(?!\p{L})/iu;

/** `that Act`, `du même code`: the last spoken of that is called so; the words themselves where none is, or where `between` speaks of another. */
function spokenOf(spoken: readonly SpokenOf[], words: string, between: string): string | null {
  const noun = /[\p{L}-]+$/u.exec(words)?.[0].toLowerCase().slice(0, 6) ?? '';
  if (lawNoun.test(between)) return words;
  // "That Act" is never this one; "the same" may be.
  const isSame = /^(?:même|mêmes|dit|dite|dudit|ladite|the\ssame|[Ss]ama|de(?:ssen|rsel|ssel))/u.test(words);
  const before = /^(?:منه|منها)$/u.test(words) ? spoken.at(-1) : spoken.findLast((each) => (each.named !== null || isSame) && each.words.toLowerCase().includes(noun));
  return before === undefined ? words : before.named;
}

function findWith(grammar: Grammar, text: string, spoken: SpokenOf[]): Citation[] {
  const western = westernDigits(text);
  const groups = groupsIn(grammar, western);
  if (groups.length === 0) {
    if (spoken.length > 0 && lawNoun.test(text)) spoken.length = 0;
    return [];
  }
  if (groups.length > 1) shareNames(grammar, western, groups);
  let said = 0;
  return groups.flatMap(({ steps, start, end, name }) => {
    // `subsection (2) of that section`: which one, the words do not say.
    if (name?.is === 'same' && !outerKinds.has(steps[0]!.parts[0]!.kind)) return [];
    const work = name === null || name.is === 'own' ? null : name.is === 'same' ? spokenOf(spoken, name.name, western.slice(said, start)) : name.name;
    if (name !== null) said = end;
    if (name !== null && name.is !== 'same') spoken.push({ words: name.name, named: work });
    return steps.map((step, at): Citation => {
      const span = { start: at === 0 ? Math.min(start, step.start) : step.start, end: at === steps.length - 1 ? end : step.end };
      return { span, text: text.slice(span.start, span.end), named: work, parts: step.parts, target: null };
    });
  });
}

/**
 * All references to provisions in `text` (UTF-16 offsets into it), in text order, none resolved (`target` is `null`). `language` is a
 * BCP 47 tag; a language without a table of its own is read with all tables, the longest of overlapping findings counting.
 * A reference that starts below a section (`subsection (1)`) belongs to the provision it stands in; so do those whose parts have
 * one of `relativeValues`. `spoken` are the works that the text before has spoken of ("that Act"); those of this text are added to it.
 */
export function findReferences(text: string, language: string, spoken: SpokenOf[] = []): Citation[] {
  const primary = language.split('-')[0]!.toLowerCase();
  if (primary === 'ja') return findJapanese(text);
  const grammar = grammarOf(primary);
  if (grammar !== undefined) return findWith(grammar, text, spoken);
  const all = Object.keys(citationTables).flatMap((each) => findWith(grammarOf(each)!, text, [])).concat(findJapanese(text));
  all.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const kept: Citation[] = [];
  for (const citation of all) if (citation.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(citation);
  return kept;
}

/** The same for text that stands by itself, as a question does: nothing in it counts from a provision around it. */
export function findCitations(text: string, language: string): Citation[] {
  return findReferences(text, language).filter(({ parts }) => !parts.some(({ value }) => relativeValues.has(value)));
}
