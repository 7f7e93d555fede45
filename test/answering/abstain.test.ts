import { describe, expect, it } from 'vitest';
import { answer } from '../../src/answering/answer.js';
import { coverageOf } from '../../src/answering/coverage.js';
import type { Composition, Engine } from '../../src/answering/engine.js';
import { isOutsideScope } from '../../src/answering/outside-scope.js';
import { dogAct, lawOf, passageOf, queryOf } from './fixtures.js';

describe('isOutsideScope', () => {
  it.each([
    ['en', 'Hello!'], ['en', 'Thank you very much.'], ['en', 'What do you think about dogs?'], ['en', 'Will the judge believe me?'], ['en', 'Will I win against my landlord?'],
    ['de', 'Guten Tag'], ['de', 'Was halten Sie von der Hundesteuer?'], ['de', 'Werde ich den Prozess gewinnen?'], ['de', 'Wie wird das Gericht über meine Klage entscheiden?'],
    ['fr', 'Bonjour'], ['fr', 'Que pensez-vous de cette loi ?'], ['fr', 'Vais-je gagner mon procès ?'],
    ['ar', 'شكرا'], ['ar', 'ما رأيك في هذا القانون؟'], ['ar', 'هل سأربح القضية؟'],
    ['uk', 'Дякую'], ['uk', 'Чи виграю я суд?'], ['uk', 'Як вирішить суд мою справу?'],
    ['ja', 'こんにちは'], ['ja', 'この法律をどう思いますか。'], ['ja', '裁判に勝てますか。'], ['en', '?!'],
  ])('%s: %s', (language, text) => expect(isOutsideScope(text, language)).toBe(true));

  it.each([
    ['en', 'May the court decide without a hearing?'], ['en', 'Who decides whether I must pay?'], ['en', 'Do I have to say hello to the judge?'],
    ['de', 'Wann entscheidet das Gericht?'], ['de', 'Wer gewinnt das Stimmrecht zurück?'], ['fr', 'Le juge peut-il décider sans audience ?'], ['ar', 'من يقرر الرسوم؟'],
    ['uk', 'Коли суд вирішує справу?'], ['ja', '裁判所はいつ判断しますか。'], ['et', 'Mida sa arvad?'],
  ])('a question of law, %s: %s', (language, text) => expect(isOutsideScope(text, language)).toBe(false));
});

const law = (from: string | null, to: string | null): { inForce: { from: string | null; to: string | null } } => ({ inForce: { from, to } });

describe('coverageOf', () => {
  const manifest = { collections: [{ id: 'law', title: 'Law of Alvonia', documents: 2 }, { id: 'municipal', title: null, documents: 1 }], jurisdictions: { xa: 2, 'xa-sel': 1 }, languages: { en: 2, de: 1 } };
  const documents = [law('2019-01-01', null), law('2012-05-01', '2023-03-01'), law(null, null)];

  it('names what was searched', () => {
    expect(coverageOf({ manifest, documents }, 'en')).toEqual({
      collections: ['Law of Alvonia', 'municipal'], jurisdictions: ['xa', 'xa-sel'], languages: ['en', 'de'], dates: { from: '2012-05-01', to: '2023-03-01' },
      message: 'Searched: Law of Alvonia, municipal; jurisdictions: xa, xa-sel; languages: en, de; in force: 2012-05-01 – 2023-03-01.',
    });
    expect(coverageOf({ manifest, documents: [] }, 'de-AT').message).toBe('Durchsucht: Law of Alvonia, municipal; Geltungsgebiete: xa, xa-sel; Sprachen: en, de; in Kraft: … – ….');
  });

  it('counts what is too much to name', () => {
    const many = { ...manifest, jurisdictions: Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => [name, 1])) };
    expect(coverageOf({ manifest: many, documents }, 'en').message).toContain('jurisdictions: a, b, c, d, e, f, and 2 more;');
  });
});

describe('a question put to one place', () => {
  const other = lawOf({ work: 'xa-eas/by-law/2020/dogs', title: 'Dogs in Eastmere' }, '### Section 1. Leash\n\nDogs are kept on a leash in parks.');
  const engine: Engine = { name: 'scripted', compose: ({ sentences }): Promise<Composition> => Promise.resolve({ statements: [], answerable: sentences.some(({ text }) => text.includes('leash')) ? 0.9 : 0.3 }) };
  const asked = (elsewhere?: () => Promise<readonly ReturnType<typeof passageOf>[]>): ReturnType<typeof answer> =>
    answer({
      query: queryOf('Must dogs be on a leash?', { filters: { jurisdictions: ['xa-sel'] } }), asOf: '2024-06-01', passages: [passageOf(dogAct, 'sec_4')], outsideDate: [], cited: [], engine,
      covers: coverageOf({ manifest: { collections: [], jurisdictions: {}, languages: {} }, documents: [] }, 'en'), settings: { maximumStatements: 6 }, signal: new AbortController().signal, ...(elsewhere && { elsewhere }),
    });

  it('is declined with the place whose law would answer', async () => {
    const { abstention } = await asked(() => Promise.resolve([passageOf(other, 'sec_1')]));
    expect(abstention).toMatchObject({ reason: 'other-jurisdiction', nearest: [{ work: 'xa-eas/by-law/2020/dogs', eId: 'sec_1' }] });
  });

  it('is declined as ever when no other law answers, or when no place was named', async () => {
    expect((await asked(() => Promise.resolve([]))).abstention?.reason).toBe('insufficient-evidence');
    expect((await asked()).abstention?.reason).toBe('insufficient-evidence');
  });
});
