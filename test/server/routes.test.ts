/** Every route's normal answer. The harness checks each body against its schema. */
import { describe, expect, test } from 'vitest';
import type { Trouble } from '../../src/server/context.js';
import { json, problemOf, testApp, testService } from './harness.js';
import { dogs, registration, tinyAssistant } from './tiny-assistant.js';

const { request } = testApp();
const body = async (response: Response): Promise<unknown> => {
  expect(response.status).toBe(200);
  return response.json();
};

describe('questions', () => {
  test('an answer stands on an exact quotation', async () => {
    const answer = await body(await request('/v1/answers', json({ question: '  When must I register a dwelling?  ' })));
    expect(answer).toMatchObject({
      status: 'answered', question: { text: 'When must I register a dwelling?', asOf: '2024-03-01' }, abstention: null,
      statements: [{ text: 'Whoever moves into a dwelling shall register within two weeks. A fee of 10 florins is due.', citations: [{ work: registration, eId: 'sec_5', quote: { start: 0, end: 90 } }] }],
    });
  });

  test('the as-of date, the filters, the language and the engine reach the assistant', async () => {
    const earlier = await body(await request('/v1/answers', json({ question: 'register a dwelling', asOf: '2020-02-29', jurisdictions: ['xa'], collections: ['tiny'], language: 'DE-ch', engine: 'extractive' })));
    expect(earlier).toMatchObject({ question: { language: 'de-CH', asOf: '2020-02-29' }, statements: [{ text: 'Whoever moves into a dwelling shall register within one week.' }] });
    const elsewhere = await body(await request('/v1/answers', json({ question: 'register a dwelling', jurisdictions: ['xa-niederau'] })));
    expect(elsewhere).toMatchObject({ status: 'abstained', statements: [], abstention: { reason: 'no-relevant-passage' } });
  });

  test('2,000 characters are counted as people count them', async () => {
    expect((await request('/v1/passages', json({ query: '𝔄'.repeat(300) }))).status).toBe(200);
    const { request: roomy } = testApp(tinyAssistant(), { bodyLimit: 100_000 });
    expect((await roomy('/v1/passages', json({ query: `  ${'𝔄'.repeat(2000)}  ` }))).status).toBe(200);
    expect((await roomy('/v1/passages', json({ query: '𝔄'.repeat(2001) }))).status).toBe(400);
  });

  test('passages come ranked, at most k', async () => {
    expect(await body(await request('/v1/passages', json({ query: 'the dwelling and the landlord of the dwelling', k: 1 })))).toMatchObject({
      generation: 'tiny', asOf: '2024-03-01', passages: [{ rank: 1, eId: 'sec_6', sources: { lexical: { rank: 1 } } }],
    });
  });
});

describe('the corpus', () => {
  const encoded = encodeURIComponent(registration);

  test('works come by pages, with their total', async () => {
    expect(await body(await request('/v1/works'))).toMatchObject({ total: 2, works: [{ work: registration }, { work: dogs }] });
    expect(await body(await request('/v1/works?limit=1&offset=1'))).toMatchObject({ total: 2, works: [{ work: dogs }] });
    expect(await body(await request('/v1/works?offset=5'))).toEqual({ total: 2, works: [] });
  });

  test.each([encoded, registration, encoded.replaceAll('%2F', '%2f')])('a work is found as %s', async (id) => {
    expect(await body(await request(`/v1/works/${id}?asOf=2020-01-01`))).toMatchObject({ work: registration, asOf: '2020-01-01', versions: [{ current: true }, { current: false }] });
    expect(await body(await request(`/v1/works/${id}/provisions/sec_5?asOf=2020-01-01&language=en`))).toMatchObject({ text: 'Whoever moves into a dwelling shall register within one week.', next: null });
    expect(await body(await request(`/v1/works/${id}/provisions/sec_5`))).toMatchObject({ work: registration, eId: 'sec_5', next: { eId: 'sec_6' } });
  });

  test('every href of an answer opens, and the quotation stands where it says', async () => {
    const { statements } = (await body(await request('/v1/answers', json({ question: 'register a dwelling' })))) as { statements: { citations: { href: string; quote: { text: string; start: number; end: number } }[] }[] };
    for (const { href, quote } of statements.flatMap(({ citations }) => citations)) {
      const { text } = (await body(await request(href))) as { text: string };
      expect(text.slice(quote.start, quote.end)).toBe(quote.text);
    }
    expect(statements).toHaveLength(1);
  });

  test('the live index', async () => {
    expect(await body(await request('/v1/index'))).toMatchObject({ generation: 'tiny', counts: { works: 2 }, skipped: [{ file: 'bad.xml', reason: 'no root' }] });
  });
});

describe('operation', () => {
  test('healthz is alive in every phase, readyz ready in one', async () => {
    for (const phase of ['warming', 'ready', 'stopping'] as const) {
      const { request: ask } = testApp(tinyAssistant(), {}, phase);
      expect(await body(await ask('/healthz'))).toEqual({ status: 'alive' });
      const ready = await ask('/readyz');
      expect(ready.status).toBe(phase === 'ready' ? 200 : 503);
      expect(ready.headers.get('retry-after')).toBe(phase === 'ready' ? null : '5');
      expect(ready.headers.get('connection')).toBe(phase === 'stopping' ? 'close' : null);
    }
  });

  test('readyz says what answers and what is wrong; models that do not answer make it unready, an index that cannot be read does not', async () => {
    const index = { with: 'index', message: 'The index folder cannot be read.' } as const;
    const models = { with: 'models', message: 'The models do not answer.' } as const;
    const withTroubles = (troubles: readonly Trouble[]): ReturnType<typeof testApp> => testApp(tinyAssistant(), {}, 'ready', undefined, { troubles });
    expect(await body(await withTroubles([]).request('/readyz'))).toEqual({ status: 'ready', generation: 'tiny', warnings: [] });
    expect(await body(await withTroubles([index]).request('/readyz'))).toEqual({ status: 'ready', generation: 'tiny', warnings: ['The index folder cannot be read.'] });
    const unready = await withTroubles([index, models]).request('/readyz');
    expect([unready.status, (await problemOf(unready)).detail]).toEqual([503, 'The models do not answer.']);
    expect((await withTroubles([models]).request('/healthz')).status).toBe(200);
  });

  test('a request is told to programs by its route, with the trace id of its caller and without question or path', async () => {
    const told: unknown[] = [];
    const { app } = testApp(tinyAssistant(), {}, 'ready', undefined, { told: (_, details) => told.push(details) });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await app.request('/v1/works/a-secret?asOf=2020-01-01', { headers: { 'x-request-id': 'q1', traceparent } });
    await app.request('/no/such', { headers: { 'x-request-id': 'q2', traceparent: '00-00000000000000000000000000000000-00f067aa0ba902b7-01' } });
    expect(told).toEqual([
      { message: 'request', requestId: 'q1', method: 'GET', route: '/v1/works/{work}', status: 404, milliseconds: 0, traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
      { message: 'request', requestId: 'q2', method: 'GET', route: 'other', status: 404, milliseconds: 0 },
    ]);
  });

  test('HEAD is answered as GET, without a body', async () => {
    const { request: ask } = await testService();
    for (const path of ['/', '/docs', '/openapi.json', '/healthz', '/v1/works', '/v1/index', `/v1/works/${registration}`]) {
      const response = await ask(path, { method: 'HEAD' });
      expect([path, response.status, await response.text()]).toEqual([path, 200, '']);
    }
  });

  test('a request id that is sent along is kept, an unfit one replaced', async () => {
    expect((await request('/healthz', { headers: { 'x-request-id': 'abc-123' } })).headers.get('x-request-id')).toBe('abc-123');
    expect((await request('/healthz', { headers: { 'x-request-id': 'a b<c>' } })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('the log has one line per request, without the question and on one line', async () => {
    const { request: ask, lines } = testApp();
    await ask('/v1/answers', json({ question: 'my secret dwelling' }, { 'x-request-id': 'q1' }));
    await ask('/no%0Asuch%0Dthing', { headers: { 'x-request-id': 'q2' } });
    expect(lines).toEqual(['info q1 POST /v1/answers 200 0 ms', 'info q2 GET /no%0Asuch%0Dthing 404 0 ms']);
  });
});
