/**
 * Words that carry the force of a sentence of law: what must, may or need not be done, denial, conditions and exceptions, before and
 * after. Closed classes per language, written down from grammars and drafting manuals; each phrase is a mark of one family and one value.
 * `reading.ts` finds them, longest phrase first, so that "must not" is one mark and no "must" with a "not" beside it.
 */
import { arabic, estonian, japanese, ukrainian } from './marks-further.js';
import { english, french, german } from './marks-western.js';

/** Families are compared each by its own check. `order`: before, after. */
export type Family = 'modality' | 'negation' | 'condition' | 'order';
export type Force = 'must' | 'must-not' | 'may' | 'need-not' | 'should';

export interface Mark {
  readonly family: Family;
  /** Modality: a `Force`. Negation: `not`, or `none` where it stands before a noun ("no person"). Condition: `if` or `unless`. Order: `before`, `after`. */
  readonly value: string;
}

export interface MarkTable {
  /** Force -> phrases, as sources of regular expressions. */
  readonly modality: Readonly<Record<Force, readonly string[]>>;
  readonly not: readonly string[];
  /** Negations that stand with a noun: together with a modal behind them they turn its force round ("no person may"). */
  readonly none: readonly string[];
  readonly if: readonly string[];
  readonly unless: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Phrases that look like marks and are none ("not only", "no later than": a bound). */
  readonly inert: readonly string[];
  /** Where a condition stands: before its words, or behind them (Japanese 場合). */
  readonly conditionFollows: boolean;
  /** Whether words are set off: in Japanese a mark is looked for anywhere. */
  readonly spaced: boolean;
}

export const markTables: Readonly<Record<string, MarkTable>> = { en: english, de: german, fr: french, ar: arabic, uk: ukrainian, ja: japanese, et: estonian };
