import { describe, expect, it } from 'vitest';
import { compoundSplitter } from '../../../src/indexing/analysis/compounds.js';

const frequencies: Readonly<Record<string, number>> = { hund: 40, steuer: 60, satz: 30, wohnung: 50, geber: 20, hundesteuer: 4, versicherung: 90, kranke: 10, krankenversicherung: 80, meldung: 30, selten: 1, stadt: 20, portal: 5 };
const split = compoundSplitter({ linking: ['s', 'es', 'n', 'en', 'e', 'er'], termOf: (word) => word }, (term) => frequencies[term] ?? 0);

describe('compounds, by the frequencies of the corpus', () => {
  it.each([
    ['hundesteuersatz', 'hund steuer satz', 'three parts, with an e between'],
    ['wohnungsgeber', 'wohnung geber', 'the linking s'],
    ['stadtportal', 'stadt portal', 'nothing between'],
    ['hundesteuer', 'hund steuer', 'the whole is rarer than its parts'],
    ['krankenversicherung', '', 'the whole is more usual than its parts in the geometric mean (80 > √(10 × 90) = 30)'],
    ['anmeldung', '', 'a beginning of two letters is a prefix'],
    ['seltenportal', '', 'a word seen once may be a slip'],
    ['hund', '', 'too short to be two'],
    ['hund2steuer', '', 'digits'],
    ['~hund', '', 'a group of letters is no word'],
    ['unbekannt', '', 'no parts'],
  ])('%s: %s', (term, parts) => {
    expect(split(term).join(' ')).toBe(parts);
  });

  it('looks up parts as words of texts are read', () => {
    const stemmed = compoundSplitter({ linking: [], termOf: (word) => word.replace(/e$/, '') }, (term) => frequencies[term] ?? 0);
    expect(stemmed('hundesteuer')).toEqual(['hund', 'steuer']);
  });

  it('a word of thousands of letters takes no time to refuse', () => {
    expect(split('hundesteuer'.repeat(2000))).toEqual([]);
  });
});
