/** Sentences of law made false by rule: one thing is changed, the rest stays. */
import type { LanguageRules } from './language-rules.js';

export const mutationKinds = ['number', 'date', 'unit', 'negation', 'modality', 'party', 'exception', 'condition', 'citation'] as const;
export type MutationKind = (typeof mutationKinds)[number];

export interface MutationContext {
  readonly rules: LanguageRules;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Who is bound or entitled by sentences of the same corpus, found in them by `subjectsIn`; the frequent first. */
  readonly parties: readonly string[];
}

type Mutation = (text: string, context: MutationContext) => string | null;

/** The mutated sentence, or `null` when there is nothing of this kind in it. */
export function mutate(kind: MutationKind, text: string, context: MutationContext): string | null {
  const mutated = mutations[kind](text, context);
  return mutated === null || mutated === text ? null : capital(mutated.replace(/ {2,}/gu, ' ').trim());
}

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
const below = (random: () => number, end: number): number => Math.floor(random() * end);

/** A number that counts something: a unit or noun follows, and no word for a provision, mark or other digit goes before. */
const counting = /(?<![\d.,(§/-])(?<!(?:\p{L}\.|§|[Ss]ections?|[Ss]ubsections?|[Pp]aragraphs?|[Aa]rt\p{L}*|[Aa]bsat\p{L}*|[Nn]ummern?|[Ss]atz|[Pp]art|lõi\p{L}+|punkti\p{L}*|المادة|رقم|[Cc]hapter|[Aa]linéas?|[Pp]aragraphes?|und|bis|to|and|et|ja|or|ou) )\d{1,4}(?= (?:\p{L}{3,}|%)| ?%|日|箇月|年|円)/gu;
const kanjiCounting = /(?<![第〇一二三四五六七八九十百])[二三四五六七八九](?=日|箇月|か月|年|人|円|週間|回)/gu;

function changeOne(text: string, pattern: RegExp, random: () => number, change: (found: string) => string): string | null {
  const found = [...text.matchAll(pattern)];
  const chosen = found[below(random, found.length)];
  return chosen === undefined ? null : text.slice(0, chosen.index) + change(chosen[0]) + text.slice(chosen.index + chosen[0].length);
}

/** A number that stands nowhere else in the sentence. */
function otherNumber(text: string, number: number, random: () => number): string {
  const present = new Set(text.match(/\d+/gu));
  let other = number + 1 + below(random, 9);
  while (present.has(String(other))) other++;
  return String(other);
}

const firstThat = (text: string, changes: readonly (readonly [RegExp, string])[], random: () => number): string | null => {
  const fitting = changes.filter(([pattern]) => pattern.test(text));
  const [pattern, other] = fitting[below(random, fitting.length)] ?? [];
  return pattern === undefined ? null : text.replace(pattern, other!);
};

/** What is left must still be a rule. Characters. */
const shortestRule = 25;

function cut(text: string, patterns: readonly RegExp[], random: () => number): string | null {
  const fitting = patterns.filter((pattern) => pattern.test(text));
  const pattern = fitting[below(random, fitting.length)];
  const rest = pattern === undefined ? '' : text.replace(pattern, '');
  return rest.replace(/\P{L}/gu, '').length < shortestRule * (/\p{Script=Han}/u.test(text) ? 0.5 : 1) ? null : rest;
}

const mutations: Readonly<Record<MutationKind, Mutation>> = {
  number: (text, { random }) =>
    changeOne(text, counting, random, (number) => otherNumber(text, Number(number), random)) ??
    changeOne(text, kanjiCounting, random, (number) => '二三四五六七八九'[('二三四五六七八九'.indexOf(number) + 1 + below(random, 7)) % 8]!),
  date: (text, { rules, random }) => {
    const dayAndMonth = new RegExp(String.raw`(?<!\d)\d{1,2}\.? (?:${rules.months.join('|')})|(?:${rules.months.join('|')}) \d{1,2}(?!\d)`, 'u');
    const found = rules.months.length === 0 ? null : dayAndMonth.exec(text);
    if (found !== null && random() < 0.5) return text.replace(found[0], found[0].replace(new RegExp(rules.months.join('|'), 'u'), (month) => rules.months[(rules.months.indexOf(month) + 1 + below(random, 10)) % 12]!));
    if (found !== null) return text.replace(found[0], found[0].replace(/\d+/u, (day) => String((Number(day) + 2 + below(random, 20)) % 28 + 1)));
    return changeOne(text, /(?<=(?:\d{1,2}[./]\d{1,2}[./]|(?:19|20)\d\d-\d\d-|\d{1,2}\.? \p{L}+ ))(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d(?=年)/gu, random, (year) => String(Number(year) + 1 + below(random, 5)).padStart(2, '0'));
  },
  unit: (text, { rules, random }) => firstThat(text, rules.units, random),
  negation: (text, { rules, random }) => firstThat(text, rules.negations, random),
  modality: (text, { rules, random }) => firstThat(text, rules.modals, random),
  party: (text, { random, parties }) => exchangeParties(text, parties, random),
  exception: (text, { rules, random }) => cut(text, rules.exceptions, random),
  condition: (text, { rules, random }) => cut(text, rules.conditions, random),
  citation: (text, { rules, random }) => {
    const pattern = rules.references.find((one) => one.test(text));
    const found = pattern?.exec(text);
    if (found == null) return null;
    const { number } = found.groups!;
    const at = found.index + found[0].lastIndexOf(number!);
    return `${text.slice(0, at)}${otherReference(text, number!, random)}${text.slice(at + number!.length)}`;
  },
};

function otherReference(text: string, number: string, random: () => number): string {
  if (/\d/u.test(number)) return otherNumber(text, Number(number), random);
  const western = number.replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660));
  if (/\d/u.test(western)) return otherNumber(text, Number(western), random).replace(/\d/gu, (digit) => String.fromCharCode(0x660 + Number(digit)));
  const others = ['七十一', '八十二', '九十三', '六十四'].filter((one) => !text.includes(one));
  return others[below(random, others.length)] ?? '百七';
}

/** The nouns that stand where a statute binds or entitles someone. */
export function subjectsIn(text: string, rules: LanguageRules): string[] {
  return rules.subjects.flatMap((pattern) => [...text.matchAll(pattern)].map((found) => found[1]!));
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
const whole = (word: string): RegExp => new RegExp(/\p{Script=Han}/u.test(word) ? escaped(word) : String.raw`(?<!\p{L})${escaped(word)}(?!\p{L})`, 'u');

/** Two parties of the sentence exchanged, else one replaced by another of the corpus. Members of a list ("owner or occupier") are not exchanged. */
function exchangeParties(text: string, parties: readonly string[], random: () => number): string | null {
  const present = parties.filter((party) => whole(party).test(text));
  const [one, other] = present;
  if (one === undefined) return null;
  if (other !== undefined && random() < 0.7 && !one.includes(other) && !other.includes(one)) {
    const [first, second] = [text.search(whole(one)), text.search(whole(other))];
    const apart = Math.abs(first - second) > Math.max(one.length, other.length) + 12;
    if (apart) return text.replace(whole(one), '\u0001').replace(whole(other), one).replace('\u0001', other);
  }
  const strangers = parties.filter((party) => !whole(party).test(text) && !text.toLowerCase().includes(party.toLowerCase().slice(0, 5)));
  const stranger = strangers[below(random, strangers.length)];
  return stranger === undefined ? null : text.replace(whole(one), stranger);
}
