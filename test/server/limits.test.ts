/** Time limits and cancellation of plain requests, and clients who send slowly. */
import { describe, expect, test } from 'vitest';
import { json, problemOf, rawClient, testApp, testService, until } from './harness.js';
import { tinyAssistant, untilAborted } from './tiny-assistant.js';

const never = { pace: (_: string, signal: AbortSignal): Promise<never> => untilAborted(signal) };
const routes: readonly (readonly [string, object])[] = [['/v1/answers', { question: 'register' }], ['/v1/passages', { query: 'register' }]];

describe.each(routes)('%s', (path, body) => {
  test('time is up: 503 with Retry-After, and the work is really stopped', async () => {
    const assistant = tinyAssistant(never);
    const { request } = testApp(assistant, { requestTimeout: 30 });
    const response = await request(path, json(body));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await problemOf(response)).type).toBe('urn:responsa:problem:timeout');
    expect(assistant.signals[0]?.reason).toMatchObject({ name: 'ResponsaError', fault: 'timeout' });
    expect(assistant.running()).toBe(0);
  });

  test('work that does not heed its signal cannot hold the answer back', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const assistant = tinyAssistant({ pace: () => held });
    const response = await testApp(assistant, { requestTimeout: 30 }).request(path, json(body));
    expect([response.status, assistant.running()]).toEqual([503, 1]);
    release();
    await until(() => assistant.running() === 0);
  });

  test('the client goes: the work is stopped', async () => {
    const assistant = tinyAssistant(never);
    const { request } = await testService(assistant);
    const leaving = new AbortController();
    const asked = request(path, { ...json(body), signal: leaving.signal }).catch((error: unknown) => error);
    await until(() => assistant.running() === 1);
    leaving.abort();
    await until(() => assistant.running() === 0);
    expect(assistant.signals[0]?.reason).toMatchObject({ name: 'ClientGone' });
    expect(await asked).toMatchObject({ name: 'AbortError' });
  });

  test('the signal of a request that was answered in time never fires', async () => {
    const assistant = tinyAssistant();
    const cut = new AbortController();
    const { request } = testApp(assistant, { requestTimeout: 30 }, 'ready', cut.signal);
    expect((await request(path, json(body))).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 60));
    cut.abort();
    expect(assistant.signals[0]?.aborted).toBe(false);
  });
});

describe('slow clients', () => {
  const head = 'POST /v1/answers HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n';

  test('a body that drips is refused when time is up, and the connection closed', async () => {
    const assistant = tinyAssistant();
    const { port } = await testService(assistant, { requestTimeout: 100 });
    const client = rawClient(port, head);
    const dripping = setInterval(() => client.socket.write(' '), 40);
    const reply = await client.closed;
    clearInterval(dripping);
    expect(reply).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(reply).toContain('urn:responsa:problem:slow-request');
    expect(assistant.signals).toEqual([]);
  });

  test('a body that breaks off is no fault of the service', async () => {
    const { port, lines, request } = await testService();
    const client = rawClient(port, `${head}{"question"`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.socket.destroy();
    await until(() => lines.length > 0);
    expect((await request('/healthz')).status).toBe(200);
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('headers that drip are refused', async () => {
    const { port } = await testService(tinyAssistant(), { requestTimeout: 100 });
    const client = rawClient(port, 'GET /healthz HTTP/1.1\r\n');
    const dripping = setInterval(() => client.socket.write('x: y\r\n'), 100);
    const reply = await client.closed;
    clearInterval(dripping);
    expect(reply).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(reply).toContain('urn:responsa:problem:slow-request');
  });

  test('many of them do not keep others from their answers', async () => {
    const { port, request } = await testService();
    const slow = Array.from({ length: 100 }, () => rawClient(port, `${head}{`));
    await until(() => slow.every(({ socket }) => !socket.connecting));
    expect((await request('/v1/answers', json({ question: 'register' }))).status).toBe(200);
    for (const { socket } of slow) socket.destroy();
  });
});
