/** Who asks what a provision says is given its text, all of it and nothing else, whatever the engine believes. */
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/answering/answer.js';
import type { Outcome } from '../../src/answering/answer-types.js';
import { asksForText } from '../../src/answering/cited-text.js';
import type { Composition, Engine } from '../../src/answering/engine.js';
import type { CitedProvisions } from '../../src/retrieval/cited.js';
import { covers, dogAct, lawOf, passageOf, queryOf } from './fixtures.js';

/** `text` as a citation that leads to `eId` of `document`. */
function citedAs(text: string, named: string | null, document = dogAct, eId = 'sec_2', outcome: CitedProvisions['outcome'] = 'found'): CitedProvisions {
  const provision = [...document.provisions, ...document.provisions.flatMap(({ provisions }) => provisions)].find((one) => one.eId === eId)!;
  const citation = { span: { start: 0, end: text.length }, text, named, parts: [], target: { work: document.work, eId } };
  return { citation, outcome, candidates: [{ document, provision, inForce: document.inForce, isWhole: true }], count: 1, nearest: [] };
}

describe('asksForText', () => {
  it.each([
    ['en', 'section 2 of the Dog Act', 'section 2 of the Dog Act'], ['en', 'What does section 2 of the Dog Act say?', 'section 2 of the Dog Act'], ['en', 'Show me the full text of section 2 of the Dog Act, please.', 'section 2 of the Dog Act'],
    ['de', 'Was steht in § 2 HundeG?', '§ 2 HundeG'], ['de', 'Wie lautet der Wortlaut von § 2 HundeG?', '§ 2 HundeG'], ['de', 'Was regelt § 2 HundeG genau?', '§ 2 HundeG'],
    ['fr', 'Que dit l’article 2 de la loi sur les chiens ?', 'article 2 de la loi sur les chiens'], ['ar', 'ماذا تنص عليه المادة 2 من نظام الكلاب؟', 'المادة 2 من نظام الكلاب'],
    ['uk', 'Що передбачає стаття 2 Закону про собак?', 'стаття 2 Закону про собак'], ['ja', '犬法第二条には何が書いてありますか。', '犬法第二条'], ['ja', '犬法第二条の内容を教えてください', '犬法第二条'], ['et', 'Mida sätestab koeraseaduse § 2?', 'koeraseaduse § 2'],
    // No words of this language are known: the citation alone.
    ['sv', '2 § hundlagen', '2 § hundlagen'],
  ])('%s: %s', (language, text, citation) => expect(asksForText({ text, language }, [citedAs(citation, null)])).toBe(true));

  it.each([
    ['en', 'What is the fee under section 2 of the Dog Act?', 'section 2 of the Dog Act'], ['en', 'Does section 2 of the Dog Act apply to cats?', 'section 2 of the Dog Act'],
    ['de', 'Gilt § 2 HundeG auch für Katzen?', '§ 2 HundeG'], ['fr', 'L’article 2 vaut-il pour les chats ?', 'article 2'], ['ja', '犬法第二条は猫にも適用されますか', '犬法第二条'], ['sv', 'Vad säger 2 § hundlagen?', '2 § hundlagen'],
  ])('not with something else in it, %s: %s', (language, text, citation) => expect(asksForText({ text, language }, [citedAs(citation, null)])).toBe(false));

  it('not where a citation leads nowhere or to several, nor without one', () => {
    const query = { text: 'What does section 2 of the Dog Act say?', language: 'en' };
    expect(asksForText(query, [citedAs('section 2 of the Dog Act', null, dogAct, 'sec_2', 'ambiguous')])).toBe(false);
    expect(asksForText({ text: 'What does it say?', language: 'en' }, [])).toBe(false);
  });
});

describe('the text asked for', () => {
  const unbelieving: Engine = { name: 'scripted', compose: (): Promise<Composition> => Promise.reject(new Error('no engine is asked for a text')) };
  const told = (text: string, cited: CitedProvisions, eId: string, document = dogAct): Promise<Outcome> => {
    const passage = { ...passageOf(document, eId), sources: { citation: { rank: 1, score: 1 } } };
    return answer({ query: queryOf(text, { citations: [cited.citation] }), asOf: '2024-06-01', passages: [passage], outsideDate: [], covers, cited: [cited], engine: unbelieving, settings: { maximumStatements: 2 }, signal: new AbortController().signal });
  };
  const rows = Array.from({ length: 9 }, (_, at) => `(${at + 1}) Rule number ${at + 1} is kept.`);
  const long = lawOf({ work: 'xa/act/2021/long', title: 'Long Act' }, `### Section 1. Rules\n\n${rows.join('\n\n')}`);

  it('is the whole provision in its order, longer than answers are', async () => {
    const outcome = await told('What does section 1 of the Long Act say?', citedAs('section 1 of the Long Act', 'Long Act', long, 'sec_1'), 'sec_1', long);
    expect(outcome.statements.map(({ text }) => text)).toEqual(rows.map((row) => row.replace(/^\(\d\) /, '')));
    expect(outcome).toMatchObject({ status: 'answered', answerable: 1, reader: 'citation', fallback: null, dropped: [] });
    expect(outcome.statements.every(({ support }) => support === 'supported')).toBe(true);
  });

  it.each([[0.1, 'citation', ['14 days', '60 crowns', 'three months', 'two days']], [0.9, 'scripted', ['60 crowns', 'three months']]] as const)('of a short provision that is named is shown where nothing in it is believed to answer (belief %s)', async (answerable, reader, told) => {
    const cited = citedAs('section 2 of the Dog Act', 'Dog Act');
    const engine: Engine = { name: 'scripted', compose: ({ sentences }): Promise<Composition> => Promise.resolve({ statements: sentences.filter(({ text }) => text.includes('60')).map(({ text, number }) => ({ text, sentences: [number], score: 0.5 })), answerable, reader: 'scripted' }) };
    const ask = (named: CitedProvisions): Promise<Outcome> => answer({ query: queryOf('Under section 2 of the Dog Act, are cats cheaper?', { citations: [named.citation] }), asOf: '2024-06-01', passages: [passageOf(dogAct, 'sec_2')], outsideDate: [], covers, cited: [named], engine, settings: { maximumStatements: 2 }, signal: new AbortController().signal });
    const outcome = await ask(cited);
    expect(outcome).toMatchObject({ status: 'answered', reader });
    expect(outcome.statements).toHaveLength(told.length);
    for (const [at, words] of told.entries()) expect(outcome.statements[at]!.text).toContain(words);
    const guessed = await ask({ ...cited, outcome: 'ambiguous' });
    expect(guessed.status).toBe(answerable < 0.5 ? 'abstained' : 'answered');
  });

  it('of a long one that is only named is not', async () => {
    const many = lawOf({ work: 'xa/act/2021/many', title: 'Many Act' }, `### Section 1. Rules\n\n${Array.from({ length: 13 }, (_, at) => `(${at + 1}) Rule number ${at + 1} is kept.`).join('\n\n')}`);
    const cited = citedAs('section 1 of the Many Act', 'Many Act', many, 'sec_1');
    const engine: Engine = { name: 'scripted', compose: (): Promise<Composition> => Promise.resolve({ statements: [], answerable: 0.3 }) };
    const outcome = await answer({ query: queryOf('Under section 1 of the Many Act, are cats cheaper?', { citations: [cited.citation] }), asOf: '2024-06-01', passages: [passageOf(many, 'sec_1')], outsideDate: [], covers, cited: [cited], engine, settings: { maximumStatements: 2 }, signal: new AbortController().signal });
    expect(outcome.abstention?.reason).toBe('insufficient-evidence');
  });

  it('of a subsection is its own alone', async () => {
    const outcome = await told('section 1(4) of the Long Act', citedAs('section 1(4) of the Long Act', 'Long Act', long, 'sec_1__subsec_4'), 'sec_1', long);
    expect(outcome.statements.map(({ text, citations }) => [text, citations.map(({ eId }) => eId)])).toEqual([['Rule number 4 is kept.', ['sec_1__subsec_4']]]);
  });
});
