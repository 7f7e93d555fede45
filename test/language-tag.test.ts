import { expect, test } from 'vitest';
import { canonicalLanguage } from '../src/language-tag.js';

test.each([
  ['de', 'de'],
  ['DE', 'de'],
  ['de-ch', 'de-CH'],
  ['zh-hant', 'zh-Hant'],
  ['zh-Hant-tw', 'zh-Hant-TW'],
  ['es-419', 'es-419'],
  // Old and three-letter codes in their present form.
  ['iw', 'he'],
  ['deu', 'de'],
  ['gsw', 'gsw'],
  // Unknown, special, malformed.
  ['xx', null],
  ['qaa', null],
  ['und', null],
  ['mul', null],
  ['xx-klingon-long', null],
  ['german', null],
  ['de_DE', null],
  ['', null],
  ['de-', null],
  // Variants and extensions are more than a question needs.
  ['de-1996', null],
  ['de-u-co-phonebk', null],
])('%s -> %s', (tag, canonical) => {
  expect(canonicalLanguage(tag)).toBe(canonical);
});
