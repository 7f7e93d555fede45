import { describe, expect, it } from 'vitest';
import { ordinalOf } from '../../src/retrieval/spelled-ordinals.js';

describe('ordinals', () => {
  const rows: readonly (readonly [language: string, text: string, value: number])[] = [
    ['en', 'first', 1], ['en', 'Twelfth', 12], ['en', 'thirteenth', 13], ['en', 'twentieth', 20], ['en', 'twenty-first', 21], ['en', 'two hundred and sixty-seventh', 267], ['en', '3rd', 3],
    ['de', 'erste', 1], ['de', 'dritten', 3], ['de', 'siebter', 7], ['de', 'siebente', 7], ['de', 'achtem', 8], ['de', 'zwölfte', 12], ['de', 'zwanzigsten', 20], ['de', 'dreißigste', 30], ['de', 'hundertste', 100],
    ['de', 'einundzwanzigste', 21], ['de', 'hundertsiebte', 107], ['de', 'fünfhundertdreiundsiebzigsten', 573],
    ['fr', 'premier', 1], ['fr', 'seconde', 2], ['fr', 'quatrième', 4], ['fr', 'cinquième', 5], ['fr', 'neuvième', 9], ['fr', 'douzième', 12], ['fr', 'vingt et unième', 21], ['fr', 'trentième', 30], ['fr', 'soixante-dixième', 70], ['fr', '2e', 2],
  ];
  it.each(rows)('%s: %s', (language, text, value) => {
    expect(ordinalOf(text, language)).toBe(value);
  });

  it.each([['en', 'twelve'], ['en', 'health'], ['en', 'the first'], ['en', ''], ['de', 'zwölf'], ['de', 'Rechte'], ['de', 'nächste'], ['fr', 'arrière'], ['ja', 'first'], ['de', '3.']])('%s: none in %s', (language, text) => {
    expect(ordinalOf(text, language)).toBeNull();
  });
});
