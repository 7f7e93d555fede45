/** Tables of cases: a statement, the sentence it cites, and what a check must say. */
import { expect, it } from 'vitest';
import type { Check, Definition, Verdict } from '../../../src/answering/checks/check.js';

export interface Case {
  readonly language: string;
  readonly claim: string;
  readonly cited: string;
  readonly kind: Verdict['kind'];
  readonly citedLanguage?: string;
  readonly definitions?: readonly Definition[];
  readonly headings?: readonly string[];
}

export type Row = readonly [language: string, claim: string, cited: string, kind: Verdict['kind'], over?: Partial<Case>];

export function holds(check: Check, rows: readonly Row[]): void {
  const cases = rows.map(([language, claim, cited, kind, over = {}]): Case => ({ language, claim, cited, kind, ...over }));
  it.each(cases)('$language: $claim | $cited -> $kind', ({ language, claim, cited, kind, citedLanguage = language, definitions = [], headings = [] }) => {
    expect(check({ text: claim, language }, [{ text: cited, language: citedLanguage, provisionNumbers: [], headings, definitions }]).kind).toBe(kind);
  });
}
