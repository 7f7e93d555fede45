import { describe, expect, it } from 'vitest';
import { questionLanguage } from '../src/language.js';

const corpus = ['en', 'de', 'fr', 'ar', 'uk', 'ja'];

describe('the language of a question', () => {
  it.each([
    ['en', 'How long do I have to register my dog?'],
    ['de', 'Wie hoch ist die Hundesteuer?'],
    ['fr', 'Qui doit payer la taxe ?'],
    ['ar', 'كم رسوم الترخيص؟'],
    ['uk', 'Скільки коштує дозвіл?'],
    ['ja', '犬の登録はいくらですか'],
  ])('%s: %s', (language, question) => {
    expect(questionLanguage(question, corpus)).toBe(language);
  });

  it('of two words is one of the corpus, whatever it looks like', () => {
    expect(questionLanguage('dog fee', ['en', 'de'])).toBe('en');
    expect(questionLanguage('dog fee', ['de'])).toBe('de');
    expect(questionLanguage('§ 5', ['de', 'en'])).toBe('de');
    expect(questionLanguage('住民票', ['en', 'ja'])).toBe('ja');
  });

  it('that the corpus does not have is told when the question is long enough', () => {
    expect(questionLanguage('Quanto tempo ho per registrare il mio cane?', ['en', 'de'])).toBe('it');
    expect(questionLanguage('Wie lange habe ich Zeit, meinen Hund anzumelden?', ['en'])).toBe('de');
  });

  it('is undetermined when nothing tells', () => {
    expect(questionLanguage('12345', [])).toBe('und');
  });
});
