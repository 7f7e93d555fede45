/** A past answer over HTTP, the conversation so far in a request, and the page in the asker's language. */
import { describe, expect, test } from 'vitest';
import { askerWords, directionOf, fill } from '../../src/asker-words.js';
import { json, problemOf, testApp } from './harness.js';

const { request } = testApp();

describe('GET /v1/answers/{id}', () => {
  test('gives the answer as it was given', async () => {
    const given = (await (await request('/v1/answers', json({ question: 'register a dwelling' }))).json()) as { id: string };
    expect(await (await request(`/v1/answers/${given.id}`)).json()).toEqual(given);
  });

  test('an unknown one is a problem, as is no id at all', async () => {
    expect(await problemOf(await request('/v1/answers/none'))).toMatchObject({ status: 404, detail: 'The audit log has no answer none. Ids are given with each answer.' });
    expect(await problemOf(await request('/v1/answers/a.b'))).toMatchObject({ status: 400, errors: [{ field: 'id', in: 'path' }] });
    expect(await problemOf(await request('/v1/answers/a-1', { method: 'DELETE' }))).toMatchObject({ status: 405 });
  });
});

describe('previous', () => {
  test('is taken with and without the id of an answer', async () => {
    const previous = [{ question: 'register a dwelling', answer: 'a-1' }, { question: 'And the fee?' }];
    expect((await request('/v1/answers', json({ question: 'And for children?', previous }))).status).toBe(200);
    expect((await request('/v1/passages', json({ query: 'And for children?', previous }))).status).toBe(200);
  });

  test.each([
    ['previous.0.answer', [{ question: 'a', answer: '../x' }]],
    ['previous.0.question', [{ question: ' ' }]],
    ['previous.0.text', [{ question: 'a', text: 'b' }]],
    ['previous', Array.from({ length: 21 }, () => ({ question: 'a' }))],
  ])('names %s when it is wrong', async (field, previous) => {
    expect(await problemOf(await request('/v1/answers', json({ question: 'a', previous })))).toMatchObject({ status: 400, errors: [{ field }] });
  });
});

describe('the page', () => {
  const page = async (accept?: string): Promise<[Response, string]> => {
    const response = await request('/', accept === undefined ? {} : { headers: { 'accept-language': accept } });
    return [response, await response.text()];
  };

  test.each([
    [undefined, 'en', 'ltr'], ['de-CH, fr;q=0.8', 'de', 'ltr'], ['es, fr;q=0.3, ja;q=0.7', 'ja', 'ltr'], ['ar-EG', 'ar', 'rtl'], ['de;q=0, uk', 'uk', 'ltr'], ['constructor', 'en', 'ltr'], ['et', 'et', 'ltr'],
  ])('to %s speaks %s', async (accept, language, direction) => {
    const [response, text] = await page(accept);
    expect(text).toContain(`<html lang="${language}" dir="${direction}">`);
    expect(text).toContain(`<h1>${askerWords[language]!.title}</h1>`);
    expect([response.headers.get('content-language'), response.headers.get('vary')]).toEqual([language, 'accept-language']);
  });

  test('has every word in every language, with the same places to fill', () => {
    const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const [language, words] of Object.entries(askerWords)) {
      for (const [name, text] of Object.entries(words)) {
        expect(text, `${language} ${name}`).not.toBe('');
        expect(places(text), `${language} ${name}`).toEqual(places(askerWords['en']![name as keyof typeof words]));
      }
    }
    expect(fill('{a} {b}', { a: 1 })).toBe('1 {b}');
    expect(['ar', 'ar-EG', 'fa', 'de'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'ltr']);
  });
});
