/**
 * The row of a table that is the asker's: "a passport for my 9 year old" is the row "under 18", "I have lived here for 6 years" is "5 years or more" and not "8 years
 * or more". Tables only: their rows are cases of which one holds, where the items of a list may hold together.
 */
import type { Span } from '../document.js';
import { unitOf } from './checks/amounts.js';
import type { Sentence } from './engine.js';
import { cellsOf, isRow } from './lists.js';
import { readQuantities, type Quantity } from './quantities.js';
import type { Believed } from './selection.js';

type Verdict = 'fits' | 'excluded' | 'open';

/**
 * `chosen` with the rows whose bounds hold for the asker's figures, as much believed in as the best row of their table that was chosen, and without those rows whose bounds do not.
 * Where no row of a table fits, or nothing is said of the asker's case, it stays as it is. `all`: every sentence read.
 */
export function withMeantRows(chosen: readonly Believed[], all: readonly Believed[], asked: { readonly question: string; readonly asksIn: string }): readonly Believed[] {
  const figures = figuresOf(asked.question, asked.asksIn);
  if (figures.length === 0) return chosen;
  const tables = new Set(chosen.flatMap(({ sentence }) => tableOf(sentence) ?? []));
  return [...tables].reduce((kept, table) => {
    const verdicts = new Map(all.filter(({ sentence }) => tableOf(sentence) === table).map((one) => [one.sentence, verdictOf(one.sentence, figures)]));
    if (![...verdicts.values()].includes('fits')) return kept;
    const best = Math.max(...kept.filter(({ sentence }) => verdicts.has(sentence)).map(({ belief }) => belief));
    const fitting = all.filter(({ sentence }) => verdicts.get(sentence) === 'fits').map((one) => ({ ...one, belief: best }));
    return [...fitting, ...kept.filter(({ sentence }) => verdicts.get(sentence) === undefined || verdicts.get(sentence) === 'open')];
  }, chosen);
}

/** What the question says of its own case: figures with a unit and without a bound ("after 9 years" is none), one of each unit. */
function figuresOf(question: string, language: string): readonly Quantity[] {
  const figures = readQuantities(question, language).filter(({ unit, bound }) => unit !== null && (bound === null || bound === 'after'));
  return figures.filter((one) => figures.every((other) => other === one || other.unit !== one.unit));
}

/** Names the table that a row stands in; `null`: it is no row below a header. */
function tableOf({ leadIns, span, passage: { document } }: Sentence): string | null {
  const header = leadIns.at(-1);
  const at = (place: Span): string => document.text.slice(place.start, place.end);
  return header !== undefined && isRow(at(span)) && isRow(at(header)) ? `${document.expression}#${header.start}` : null;
}

/** The case stands in the first cell that is no mere number; those behind it say what follows. */
function verdictOf({ leadIns, span, passage: { document } }: Sentence, figures: readonly Quantity[]): Verdict {
  const cells = (place: Span): readonly string[] => cellsOf(document.text.slice(place.start, place.end));
  const own = cells(span);
  const column = own.slice(0, -1).findIndex((cell) => /\p{L}/u.test(cell));
  if (column === -1) return 'open';
  const header = cells(leadIns.at(-1)!)[column] ?? '';
  const unit = header.split(/[^\p{L}€$£¥₴%]+/u).map(unitOf).find((one) => one !== undefined) ?? null;
  const given = readQuantities(own[column]!, document.language).map((one) => ({ ...one, unit: one.unit ?? unit }));
  const verdicts = figures.map((figure) => holds(figure, given.filter((one) => one.unit === figure.unit || (one.unit === null && one.bound !== null && figure.unit === 'age'))));
  return verdicts.includes('excluded') ? 'excluded' : verdicts.includes('fits') ? 'fits' : 'open';
}

/** All bounds have to hold; figures without a bound name the cases one by one ("three or four persons"). */
function holds({ value }: Quantity, given: readonly Quantity[]): Verdict {
  const bounds = given.filter(({ bound }) => bound !== null && bound in inBounds);
  if (bounds.length > 0) return bounds.every((one) => inBounds[one.bound as keyof typeof inBounds](value, one.value)) ? 'fits' : 'excluded';
  const named = given.filter(({ bound }) => bound === null);
  return named.length === 0 ? 'open' : named.some((one) => one.value === value) ? 'fits' : 'excluded';
}

const inBounds = {
  least: (value: number, bound: number): boolean => value >= bound,
  more: (value: number, bound: number): boolean => value > bound,
  most: (value: number, bound: number): boolean => value <= bound,
  less: (value: number, bound: number): boolean => value < bound,
} as const;
