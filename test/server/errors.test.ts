/** What is refused, how, and that it says what to do. */
import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { json, problemOf, rawClient, testApp, testService } from './harness.js';
import { registration, tinyAssistant } from './tiny-assistant.js';

const { request, lines } = testApp();
const ask = (fields: object): Promise<Response> => request('/v1/answers', json({ question: 'register a dwelling', ...fields }));
const long = 'x'.repeat(2_001);

describe('fields', () => {
  const roomy = testApp(tinyAssistant(), { bodyLimit: 100_000 });
  test.each<readonly [string, object, readonly string[]]>([
    ['no question', { question: undefined }, ['question']],
    ['an empty question', { question: '' }, ['question']],
    ['a blank question', { question: ' \n\t\u3000 ' }, ['question']],
    ['a question of 2,001 characters', { question: long }, ['question']],
    ['a question of 10,000 characters', { question: 'wo '.repeat(3_333) + 'w' }, ['question']],
    ['a question that is a number', { question: 7 }, ['question']],
    ['half a character', { question: 'a\ud800b' }, ['question']],
    ['30 February', { asOf: '2023-02-30' }, ['asOf']],
    ['29 February of a common year', { asOf: '1900-02-29' }, ['asOf']],
    ['the year 0', { asOf: '0000-01-01' }, ['asOf']],
    ['a day as people write it', { asOf: '1.3.2024' }, ['asOf']],
    ['a moment instead of a day', { asOf: '2024-03-01T00:00:00Z' }, ['asOf']],
    ['null', { asOf: null }, ['asOf']],
    ['a language that does not exist', { language: 'xx-klingon-long' }, ['language']],
    ['a well-formed tag of no language', { language: 'qq' }, ['language']],
    ['no tag at all', { language: 'German' }, ['language']],
    ['the undetermined language', { language: 'und' }, ['language']],
    ['an endless tag', { language: `de-${'x'.repeat(500)}` }, ['language']],
    ['no collections', { collections: [] }, ['collections']],
    ['a collection that is a number', { collections: ['tiny', 5] }, ['collections.1']],
    ['collections as text', { collections: 'tiny' }, ['collections']],
    ['101 jurisdictions', { jurisdictions: Array.from({ length: 101 }, () => 'xa') }, ['jurisdictions']],
    ['no languages', { languages: [] }, ['languages']],
    ['a language of no name', { languages: ['de', 'qq'] }, ['languages.1']],
    ['a type there is not', { types: ['statute'] }, ['types.0']],
    ['an empty engine', { engine: '' }, ['engine']],
    ['unknown fields', { asof: '2020-01-01', K: 1 }, ['asof', 'K']],
    ['everything at once', { question: '', asOf: 'x', language: 'x', y: 1 }, ['question', 'asOf', 'language', 'y']],
  ])('%s is refused by name', async (_, fields, named) => {
    const response = await roomy.request('/v1/answers', json({ question: 'register', ...fields }));
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem.type).toBe('urn:responsa:problem:invalid-request');
    expect(problem.errors?.map(({ field }) => field)).toEqual(named);
    for (const { in: place, message } of problem.errors ?? []) expect([place, message.length > 10]).toEqual(['body', true]);
  });

  test.each([0, 101, 2.5, '5', null])('k = %j is refused', async (k) => {
    expect((await problemOf(await request('/v1/passages', json({ query: 'dwelling', k })))).errors?.map(({ field }) => field)).toEqual(['k']);
  });

  test('a field named __proto__ is an unknown field, and changes nothing', async () => {
    const problem = await problemOf(await request('/v1/answers', json('{"question":"register","__proto__":{"asOf":"2020-01-01"}}')));
    expect(problem.status).toBe(400);
  });

  test.each(['[]', '"text"', '7', 'null', 'true'])('a body of %s is refused as a whole', async (body) => {
    expect((await problemOf(await request('/v1/answers', json(body)))).errors).toEqual([{ field: '', in: 'body', message: 'Send one JSON object.' }]);
  });

  test.each<readonly [string, string]>([
    [`/v1/works/${registration}?asOf=2023-02-30`, 'asOf'],
    [`/v1/works/${registration}?asOf=`, 'asOf'],
    [`/v1/works/${registration}?asOf=2023-01-01&asOf=2024-01-01`, 'asOf'],
    [`/v1/works/${registration}?asof=2023-01-01`, 'asof'],
    [`/v1/works/${registration}/provisions/sec_5?language=klingon`, 'language'],
    ['/v1/works?limit=0', 'limit'],
    ['/v1/works?limit=1001', 'limit'],
    ['/v1/works?limit=1e2', 'limit'],
    ['/v1/works?limit=', 'limit'],
    ['/v1/works?offset=-1', 'offset'],
    ['/v1/works?offset=9999999999999999999', 'offset'],
    ['/v1/works?page=2', 'page'],
  ])('%s is refused by name', async (path, field) => {
    const response = await request(path);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors?.map(({ field: name, in: place }) => [name, place])).toEqual([[field, 'query']]);
  });
});

describe('bodies', () => {
  test.each(['{"question":', '', '{question:1}', '{"question":"a"} b', '['.repeat(1000)])('malformed JSON %j', async (body) => {
    const response = await request('/v1/answers', json(body));
    expect([response.status, (await problemOf(response)).type]).toEqual([400, 'urn:responsa:problem:malformed-json']);
  });

  test('bytes that are not UTF-8', async () => {
    const response = await request('/v1/answers', { ...json(''), body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) });
    expect((await problemOf(response)).type).toBe('urn:responsa:problem:malformed-json');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/json; charset=latin1', 'application/merge-patch+json', 'nonsense'])('media type %s', async (type) => {
    const response = await request('/v1/answers', json({ question: 'register' }, { 'content-type': type }));
    expect([response.status, response.headers.get('accept')]).toEqual([415, 'application/json']);
  });

  test('JSON with its encoding named, and none named', async () => {
    expect((await request('/v1/answers', json({ question: 'register' }, { 'content-type': 'Application/JSON; charset="UTF-8"' }))).status).toBe(200);
    expect((await request('/v1/answers', { method: 'POST' })).status).toBe(415);
    expect((await request('/v1/answers', json({ question: 'register' }, { 'content-encoding': 'gzip' }))).status).toBe(415);
  });

  test('a body over the limit, its length said or not', async () => {
    const service = await testService();
    const body = JSON.stringify({ question: 'register', padding: long.repeat(2) });
    const said = await service.request('/v1/answers', json(body));
    expect([said.status, (await problemOf(said)).detail]).toEqual([413, 'The body is larger than the 2048 bytes this service takes. Send less; whoever runs the service can raise bodyLimit.']);
    const pieces = new ReadableStream({ start: (controller) => { controller.enqueue(new TextEncoder().encode(body)); controller.close(); } });
    const unsaid = await service.request('/v1/answers', { ...json(''), body: pieces, duplex: 'half' });
    expect(unsaid.status).toBe(413);
  });
});

describe('what does not exist', () => {
  test.each<readonly [string, () => Promise<Response>, string]>([
    ['collection', () => ask({ collections: ['nowhere'] }), 'The index has no collection "nowhere". It has: tiny.'],
    ['jurisdiction', () => ask({ jurisdictions: ['zz'] }), 'The index has no jurisdiction "zz". It has: xa, xa-niederau.'],
    ['engine', () => ask({ engine: 'oracle' }), 'There is no engine "oracle". There is: extractive.'],
    ['engine, as events', () => request('/v1/answers', json({ question: 'a b c', engine: 'oracle' }, { accept: 'text/event-stream' })), 'There is no engine "oracle". There is: extractive.'],
    ['work', () => request('/v1/works/xa%2Fact%2F1'), 'The corpus has no work "xa/act/1". GET /v1/works lists the works it has.'],
    ['work of a strange name', () => request('/v1/works/%00%E0%A4%A'), 'The corpus has no work'],
    ['version', () => request(`/v1/works/${registration}/provisions/sec_5?asOf=1999-01-01`), `No version of "${registration}" is in force on 1999-01-01. Name another day with asOf.`],
    ['provision', () => request(`/v1/works/${registration}/provisions/sec_99`), 'has no provision "sec_99"'],
    ['route', () => request('/v2/answers'), 'There is nothing at /v2/answers. /docs lists what there is.'],
    ['file', () => request('/../../etc/passwd'), 'There is nothing at /etc/passwd.'],
  ])('%s', async (_, send, detail) => {
    const response = await send();
    expect(response.status).toBe(404);
    const problem = await problemOf(response);
    expect(problem.type).toBe('urn:responsa:problem:not-found');
    expect(problem.detail).toContain(detail);
    expect(problem.instance).toBe(`urn:responsa:request:${response.headers.get('x-request-id') ?? ''}`);
  });

  test.each([
    ['GET', '/v1/answers', 'POST'], ['PUT', '/v1/passages', 'POST'], ['POST', '/v1/works', 'GET, HEAD'], ['DELETE', `/v1/works/${registration}`, 'GET, HEAD'],
    ['PATCH', `/v1/works/${registration}/provisions/sec_5`, 'GET, HEAD'], ['OPTIONS', '/v1/index', 'GET, HEAD'], ['POST', '/', 'GET, HEAD'], ['POST', '/docs', 'GET, HEAD'],
    ['POST', '/openapi.json', 'GET, HEAD'], ['POST', '/healthz', 'GET, HEAD'], ['POST', '/readyz', 'GET, HEAD'],
  ])('%s %s: 405 with Allow: %s', async (method, path, allow) => {
    const response = await request(path, { method });
    expect([response.status, response.headers.get('allow'), (await problemOf(response)).type]).toEqual([405, allow, 'urn:responsa:problem:method-not-allowed']);
  });
});

describe('faults', () => {
  test.each(['fail', 'break the disk'])('"%s" says nothing of the inside to the client, everything to the log', async (question) => {
    const response = await request('/v1/answers', json({ question }, { 'x-request-id': `r-${question.length}` }));
    expect(response.status).toBe(500);
    const text = JSON.stringify(await problemOf(response));
    expect(text).not.toMatch(/secret|vectors|TypeError|\.js/);
    expect(lines.find((line) => line.startsWith(`error r-${question.length} `))).toMatch(question === 'fail' ? /TypeError: secret of the inside\n +at / : /\/secret\/indexes\/vectors\.bin/);
  });
});

describe('what is not HTTP', () => {
  test('nonsense on the socket', async () => {
    const { port } = await testService();
    const reply = await rawClient(port, 'HELLO\r\n\r\n').closed;
    expect(reply).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(reply).toContain('urn:responsa:problem:malformed-http');
    expect(reply).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/);
  });

  test('no host', async () => {
    const { port } = await testService();
    const reply = await rawClient(port, 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n').closed;
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(reply).toContain('Missing host header');
    expect(await rawClient(port, 'GET /healthz HTTP/1.0\r\n\r\n').closed).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('headers beyond all measure', async () => {
    const { port } = await testService();
    expect(await rawClient(port, `GET /healthz HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`).closed).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('a host that is no host', async () => {
    const { port } = await testService();
    const client = rawClient(port, 'GET /healthz HTTP/1.1\r\nhost: a b/c\r\nconnection: close\r\n\r\n');
    const reply = await client.closed;
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(reply).toContain('application/problem+json');
    expect(reply).toContain('x-request-id');
  });

  test('a connection that says nothing and goes is no fault', async () => {
    const { port, request: send, lines: log } = await testService();
    await new Promise<void>((resolve) => net.connect(port, '127.0.0.1', function (this: net.Socket) { this.destroy(); resolve(); }));
    expect((await send('/healthz')).status).toBe(200);
    expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});
