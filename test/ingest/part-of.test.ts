import { describe, expect, it } from 'vitest';
import { partOf } from '../../src/ingest/part-of.js';

describe('the work that a title names a provision of', () => {
  it.each([
    ['蜂蜜法第六条', 'zh', '蜂蜜法'],
    ['关于适用《蜂蜜法》的解释第一百二十条之一', 'zh', '关于适用 蜂蜜法 的解释'],
    ['蜂蜜法第七百九条', 'ja', '蜂蜜法'],
    ['Dog Control Act, section 12', 'en', 'dog control act'],
    ['Section 12 of the Dog Control Act', 'en', 'dog control act'],
    ['§ 14 BauG', 'de', 'baug'],
    ['Imkerliches Gesetzbuch § 573c', 'de', 'imkerliches gesetzbuch'],
    ['Code du miel, article 1240', 'fr', 'code du miel'],
  ])('%s', (title, language, expected) => {
    expect(partOf(title, language)).toBe(expected);
  });

  it.each([
    ['How to register your dog', 'en'],
    ['Kita-Anmeldung', 'de'],
    ['Section 12', 'en'],
    ['Délivrance d’une autorisation de formation (§60c)', 'fr'],
    ['(§ 60c) Ausbildungsduldung', 'de'],
    ['', 'und'],
  ])('%s is no provision of a work', (title, language) => {
    expect(partOf(title, language)).toBeNull();
  });
});
