import { describe, expect, it } from 'vitest';
import { spelledNumberAt } from '../src/spelled-numbers.js';

describe('numbers in words', () => {
  const rows: readonly (readonly [language: string, text: string, value: number, end: number, why: string])[] = [
    ['en', 'twelve of the Act', 12, 6, 'the words behind are none of it'],
    ['en', 'two hundred and sixty-seven', 267, 27, 'whole'],
    ['en', 'two hundred sixty seven', 267, 23, 'without and, without hyphen'],
    ['en', 'twenty one', 21, 10, 'the longest number counts'],
    ['de', 'fünfhundertdreiundsiebzig', 573, 25, 'one word'],
    ['de', 'hunderteins', 101, 11, 'one hundred without its one'],
    ['de', 'einundzwanzig BGB', 21, 13, 'eins loses its s'],
    ['fr', 'premier du code', 1, 7, 'the first is an ordinal'],
    ['fr', 'soixante et onze', 71, 16, 'sixty and eleven'],
    ['fr', 'quatre-vingt-dix-sept', 97, 21, 'four twenties and seventeen'],
    ['fr', 'quatre-vingts', 80, 13, 'with its s'],
  ];
  it.each(rows)('%s: %s', (language, text, value, end) => {
    expect(spelledNumberAt(text, 0, language)).toEqual({ value, end });
  });

  it.each([['en', 'the Act'], ['en', 'zero'], ['de', 'Bundestag'], ['nl', 'twaalf']])('%s: none in %s', (language, text) => {
    expect(spelledNumberAt(text, 0, language)).toBeNull();
  });
});
