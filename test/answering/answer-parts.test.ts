import { describe, expect, it } from 'vitest';
import type { AnswerRequest } from '../../src/answering/answer.js';
import { answerParts, type Part } from '../../src/answering/answer-parts.js';
import type { Statement } from '../../src/answering/answer-types.js';
import type { Composition, Engine } from '../../src/answering/engine.js';
import { covers, dogAct, lawOf, passageOf, passagesOf, queryOf } from './fixtures.js';

/** Drafts the sentences that have one of the words; a question of which none has any is not answered. */
const engineFor = (words: Readonly<Record<string, readonly string[]>>): Engine => ({
  name: 'scripted',
  compose: ({ query, sentences }): Promise<Composition> => {
    const chosen = sentences.filter(({ text }) => words[query.text]?.some((word) => text.includes(word)));
    return Promise.resolve({ statements: chosen.map(({ text, number }) => ({ text, sentences: [number], score: 0.9 })), answerable: chosen.length > 0 ? 0.9 : 0.3 });
  },
});

const registration = passageOf(dogAct, 'sec_2');
const licence = passageOf(dogAct, 'sec_4');

function partsFor(words: Readonly<Record<string, readonly string[]>>, over: Partial<AnswerRequest> = {}, passages = [[registration], [licence, registration]]): Part[] {
  return Object.keys(words).map((asked, at) => ({
    asked,
    request: { query: queryOf(asked), asOf: '2024-06-01', passages: passages[at] ?? [], outsideDate: [], cited: [], engine: engineFor(words), covers, settings: { maximumStatements: 6 }, signal: new AbortController().signal, ...over },
  }));
}

const textsOf = (statements: readonly Statement[]): string[] => statements.map(({ text }) => text);
const fee = 'The fee is 60 crowns.';
const exception = 'Subsection (1) does not apply to a dog under three months of age.';
const duty = 'The owner must register a dog within 14 days of acquiring it.';

describe('a question of several parts', () => {
  it('is answered part by part, in its order, as the statements come', async () => {
    const seen: string[] = [];
    const { status, statements, unanswered } = await answerParts(partsFor({ 'What is the fee?': ['60 crowns'], 'How long is the licence valid?': ['two years'] }, { onStatement: ({ text }) => seen.push(text) }));
    expect({ status, unanswered }).toEqual({ status: 'answered', unanswered: [] });
    expect(textsOf(statements)).toEqual([fee, exception, 'The licence is valid for two years.', 'Nobody may walk more than four dogs unless the municipality has given a licence.']);
    expect(seen).toEqual(textsOf(statements));
  });

  it('names the part that the collection does not answer, and why', async () => {
    const { status, statements, abstention, unanswered } = await answerParts(partsFor({ 'What is the fee?': ['60 crowns'], 'and who collects it?': [] }));
    expect({ status, abstention }).toEqual({ status: 'answered', abstention: null });
    expect(statements[0]!.text).toBe(fee);
    expect(unanswered).toEqual([{ text: 'and who collects it?', reason: 'insufficient-evidence', message: 'The collection holds provisions on this subject, but it is not certain that any of them answers the question.' }]);
  });

  it('abstains as a whole when no part is answered, with the reason that tells most', async () => {
    const { status, statements, abstention, unanswered } = await answerParts(partsFor({ 'Hello!': [], 'Who collects it?': [] }));
    expect({ status, statements, unanswered }).toEqual({ status: 'abstained', statements: [], unanswered: [] });
    expect(abstention?.reason).toBe('insufficient-evidence');
  });

  it('says nothing twice, and what an earlier part has said is an answer all the same', async () => {
    const { statements, quoted, unanswered } = await answerParts(partsFor({ 'What is the fee?': ['60 crowns'], 'Is there a fee and an exception?': ['60 crowns', 'does not apply'] }));
    expect(textsOf(statements)).toEqual([fee, exception]);
    expect({ quotations: quoted.length, unanswered }).toEqual({ quotations: 2, unanswered: [] });
  });

  it('does not repeat what another work says in the same words', async () => {
    const copy = lawOf({ work: 'xa/guidance/dogs', title: 'Keeping a dog', type: 'guidance' }, '### Section 1. Fee\n\nThe fee is 60 crowns.\n\nPay it by card.');
    const { statements } = await answerParts(partsFor({ 'What is the fee?': ['60 crowns'], 'How do I pay?': ['60 crowns', 'card'] }, {}, [[registration], passagesOf(copy)]));
    expect(textsOf(statements)).toEqual([fee, exception, 'Pay it by card.']);
  });

  it('gives each part its share of the longest answer, and what one leaves to the next', async () => {
    const all = ['must', 'fee', 'bites', 'walk', 'valid'];
    const short = await answerParts(partsFor({ 'What must I do?': all, 'What of a licence?': all }, { settings: { maximumStatements: 2 } }));
    expect(textsOf(short.statements)).toEqual([duty, exception, 'Nobody may walk more than four dogs unless the municipality has given a licence.']);
    const long = await answerParts(partsFor({ 'How long is it valid?': ['valid'], 'What must I do?': ['must', 'bites'] }, { settings: { maximumStatements: 4 } }, [[licence], [registration]]));
    expect(textsOf(long.statements)).toEqual(['The licence is valid for two years.', 'Nobody may walk more than four dogs unless the municipality has given a licence.', duty, exception, 'A dog that bites is reported within two days.']);
  });

  it('of a place named once means it in every part', async () => {
    const leash = (place: string, metres: number): ReturnType<typeof lawOf> => lawOf({ work: `xa-${place.slice(0, 3).toLowerCase()}/by-law/2020/dogs`, title: `Dogs in ${place}`, jurisdiction: `xa-${place.slice(0, 3).toLowerCase()}` }, `### Section 1. Leash\n\nThe leash is at most ${metres} metres long.\n\nThe leash is worn in parks.`);
    const passages = passagesOf(leash('Eastmere', 2), leash('Selwyn', 5));
    const both = { 'How long may a leash be in Selwyn?': ['at most'], 'Where is it worn?': ['parks'] };
    const { statements, unanswered } = await answerParts(partsFor(both, { whole: 'How long may a leash be in Selwyn and where is it worn?' }, [passages, passages]));
    expect(statements.map(({ text, citations }) => `${citations[0]!.work}: ${text}`)).toEqual(['xa-sel/by-law/2020/dogs: The leash is at most 5 metres long.', 'xa-sel/by-law/2020/dogs: The leash is worn in parks.']);
    expect(unanswered).toEqual([]);
  });

  it('stops between two parts when told to', async () => {
    const controller = new AbortController();
    const parts = partsFor({ 'What is the fee?': ['60 crowns'], 'How long is it valid?': ['valid'] }, { signal: controller.signal, onStatement: () => controller.abort(new Error('gone')) });
    await expect(answerParts(parts)).rejects.toThrow('gone');
  });
});
