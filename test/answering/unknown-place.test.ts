import { describe, expect, it } from 'vitest';
import type { AnswerRequest } from '../../src/answering/answer.js';
import { answer } from '../../src/answering/answer.js';
import type { Composition, Engine } from '../../src/answering/engine.js';
import { isNearlyIn, unknownPlace } from '../../src/answering/unknown-place.js';
import type { LegalDocument } from '../../src/document.js';
import { covers, lawOf, passagesOf, queryOf } from './fixtures.js';

const nothing = (): boolean => false;

describe('a place that the corpus has never heard of', () => {
  it.each([
    ['How much is the dog fee in Kestrel Bay?', 'en', 'Kestrel Bay'],
    ['how much is the dog fee in kestrel bay', 'en', null],
    ['What do I pay in the town of Northam?', 'en', 'Northam'],
    ['What must I do in March if I want the form in English?', 'en', null],
    ['Was kostet ein Hund in Kestrelbach?', 'de', 'Kestrelbach'],
    ['Was kostet ein Hund in der Gemeinde Unterau?', 'de', 'Unterau'],
    ['Kann ich die Gebühr in Raten zahlen?', 'de', null],
    ['Gibt es das für Neuankömmlinge und bei Zwillingen?', 'de', null],
    ['Combien coûte le marché à Montrelle ?', 'fr', 'Montrelle'],
    ['Le marché est-il ouvert à Noël ?', 'fr', null],
    ['Скільки коштує місце на ринку у Зеленогорі?', 'uk', 'Зеленогорі'],
    ['كم رسوم الرخصة في بلدية النخيل؟', 'ar', 'النخيل'],
    ['Kui suur on koeramaks Metsaküla vallas?', 'et', 'Metsaküla'],
    ['海風市の粗大ごみはいくらですか', 'ja', '海風市'],
    ['市町村の窓口はどこですか', 'ja', null],
  ])('%s', (question, language, place) => {
    expect(unknownPlace(question, language, nothing)).toBe(place);
  });

  it('is none where each word of it is known, and is one where a single word is not', () => {
    const known = (...words: string[]) => (word: string) => words.includes(word);
    expect(unknownPlace('What is the fee in Port Selwyn?', 'en', known('Port', 'Selwyn'))).toBeNull();
    expect(unknownPlace('What is the fee in Port Harrow?', 'en', known('Port', 'Selwyn'))).toBe('Port Harrow');
    expect(unknownPlace('What is the fee in Port Selwyn and in Kestrel Bay?', 'en', known('Port', 'Selwyn', 'Bay'))).toBe('Kestrel Bay');
  });

  it('a text nearly has a word in another form, and a slip of one; not what only begins alike', () => {
    expect(isNearlyIn('Hundesatzung der Gemeinde Hohenried', 'Hohenrieder')).toBe(true);
    expect(isNearlyIn('City of Eastmere Dogs By-law', 'Eastmeer')).toBe(true);
    expect(isNearlyIn('City of Eastmere Dogs By-law', 'Eastbourne')).toBe(false);
    expect(isNearlyIn('瑞原市の条例', '瑞原市')).toBe(true);
    expect(isNearlyIn('瑞原市の条例', '海風市')).toBe(false);
  });
});

describe('asked of a corpus of several places', () => {
  const town = (code: string, name: string, rule: string): LegalDocument => lawOf({ work: `xa-${code}/by-law/2020/dogs`, title: `City of ${name} Dogs By-law`, jurisdiction: `xa-${code}` }, `### Section 1. Fee\n\n${rule}`);
  const eastmere = town('eas', 'Eastmere', 'The dog fee is 45 crowns.');
  const national = lawOf({}, '### Section 5. Fee\n\nEach municipality fixes its own dog fee.');
  const everything: Engine = { name: 'scripted', compose: ({ sentences }): Promise<Composition> => Promise.resolve({ statements: sentences.map(({ number, text }) => ({ text, sentences: [number], score: 0.9 })), answerable: sentences.length > 0 ? 0.9 : 0 }) };
  const isKnown = (word: string): boolean => isNearlyIn(eastmere.title, word);
  const asking = (question: string, documents: readonly LegalDocument[], jurisdictions: readonly string[], over: Partial<AnswerRequest> = {}): ReturnType<typeof answer> => {
    const request: AnswerRequest = { query: queryOf(question), asOf: '2024-06-01', passages: passagesOf(...documents), outsideDate: [], cited: [], engine: everything, covers: { ...covers, jurisdictions }, isKnown, settings: { maximumStatements: 6 }, signal: new AbortController().signal, ...over };
    return answer(request);
  };
  const several = ['xa', 'xa-eas', 'xa-sel'];

  it('it is not answered with the law of another place: that is all there is, and so it is said', async () => {
    const { status, abstention } = await asking('How much is the dog fee in Kestrel Bay?', [eastmere], several);
    expect(status).toBe('abstained');
    expect(abstention).toMatchObject({ reason: 'other-jurisdiction', nearest: [{ work: 'xa-eas/by-law/2020/dogs' }] });
  });

  it('a part of a question that names it is not answered for the place that another part names', async () => {
    const port = town('sel', 'Port Selwyn', 'The dog fee is 60 crowns.');
    const whole = 'How much is the dog fee in Eastmere and how much is it in Kestrel Bay?';
    expect((await asking('how much is it in Kestrel Bay?', [eastmere, port], several, { whole })).abstention).toMatchObject({ reason: 'other-jurisdiction' });
    expect((await asking('How much is the dog fee?', [eastmere, port], several, { whole })).statements.map(({ text }) => text)).toEqual(['The dog fee is 45 crowns.']);
  });

  it('the law above all places answers', async () => {
    const { statements } = await asking('How much is the dog fee in Kestrel Bay?', [eastmere, national], several);
    expect(statements.map(({ text }) => text)).toEqual(['Each municipality fixes its own dog fee.']);
  });

  it('a place that it has, in another form or mistyped, is answered, and so is a corpus of one place', async () => {
    for (const question of ['How much is the dog fee in Eastmere?', 'How much is the dog fee in Eastmeer?']) expect((await asking(question, [eastmere], several)).status).toBe('answered');
    expect((await asking('How much is the dog fee in Kestrel Bay?', [eastmere], ['xa-eas'])).status).toBe('answered');
  });
});
