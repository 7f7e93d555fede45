/** The life of the service: start, warm-up, new generations, load, and stopping without dropping anybody. */
import { describe, expect, test } from 'vitest';
import { ResponsaError } from '../../src/errors.js';
import { serve } from '../../src/server/serve.js';
import { watchModels } from '../../src/server/watch.js';
import { idle, json, problemOf, rawClient, settings, testAccess, testMetrics, testService, until } from './harness.js';
import { tinyAssistant, untilAborted } from './tiny-assistant.js';

const register = json({ question: 'register a dwelling' });

function gate(): { readonly held: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => (open = resolve));
  return { held, open: () => open() };
}

describe('start', () => {
  test('a port in use: the error names it and says what to do', async () => {
    const { port } = await testService();
    const second = serve({ assistant: tinyAssistant(), config: { ...settings, port }, clock: () => new Date(), log: () => undefined, access: testAccess(), metrics: testMetrics(), ...idle });
    await expect(second).rejects.toMatchObject({
      name: 'ResponsaError', fault: 'environment', message: `Cannot listen on port ${port} of 127.0.0.1: another program listens there already.`,
      advice: 'Stop that program, or choose another port: --port, RESPONSA_PORT or "port" in responsa.config.json; 0 takes a free one.',
    });
  });

  test('an address that this machine does not have', async () => {
    const started = serve({ assistant: tinyAssistant(), config: { ...settings, host: '192.0.2.1' }, clock: () => new Date(), log: () => undefined, access: testAccess(), metrics: testMetrics(), ...idle });
    await expect(started).rejects.toMatchObject({ fault: 'environment', message: 'Cannot listen on port 0 of 192.0.2.1: this machine does not have that address.' });
  });

  test('not ready until the models are warm, answering all the same', async () => {
    const warm = gate();
    const { request } = await testService(tinyAssistant({ warm: () => warm.held }));
    const early = await request('/readyz');
    expect([early.status, (await problemOf(early)).type]).toEqual([503, 'urn:responsa:problem:unavailable']);
    expect((await request('/healthz')).status).toBe(200);
    expect((await request('/v1/answers', register)).status).toBe(200);
    warm.open();
    while ((await request('/readyz')).status !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('models that cannot be loaded are tried again, and the log says so once', async () => {
    let tries = 0;
    const warm = (): Promise<void> => (++tries < 4 ? Promise.reject(new ResponsaError('damaged', 'model.onnx is missing.', 'Put it back.')) : Promise.resolve());
    const { request, lines } = await testService(tinyAssistant({ warm }));
    while ((await request('/readyz')).status !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([tries, lines.filter((line) => line.startsWith('error'))]).toEqual([4, ['error the models cannot be loaded: model.onnx is missing.\nPut it back.']]);
  });
});

describe('a running service', () => {
  test('is unready while its models do not answer, and ready again when they do', async () => {
    let fails = false;
    const assistant = tinyAssistant({ warm: () => (fails ? Promise.reject(new ResponsaError('unavailable', 'A worker thread stopped.', 'Start again.')) : Promise.resolve()) });
    const states: boolean[] = [];
    const lines: string[] = [];
    const stopping = new AbortController();
    const watching = watchModels(assistant, (state) => states.push(state), stopping.signal, (line) => lines.push(line), 5);
    await until(() => states.includes(false));
    fails = true;
    await until(() => states.at(-1) === true);
    fails = false;
    await until(() => states.at(-1) === false);
    stopping.abort();
    await watching;
    expect(lines).toEqual(['error the models do not answer any more: A worker thread stopped.\nStart again.']);
  });

  test('is ready with a warning while the index folder cannot be read', async () => {
    let fails = true;
    const { request } = await testService(tinyAssistant({ refresh: () => (fails ? Promise.reject(new Error('EACCES /secret/indexes/current')) : Promise.resolve(false)) }));
    const warnings = async (): Promise<string> => {
      const response = await request('/readyz');
      return response.status === 200 ? ((await response.json()) as { warnings: string[] }).warnings.join() : 'unready';
    };
    while (!(await warnings()).startsWith('The index folder cannot be read')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await warnings()).not.toContain('secret');
    fails = false;
    while ((await warnings()) !== '') await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

describe('new generations', () => {
  test('are looked for again and again; each distinct failure is logged once', async () => {
    const outcomes = ['swap', 'A', 'A', 'A', 'B', 'A', 'none', 'A', 'none'];
    let looked = 0;
    const refresh = (): Promise<boolean> => {
      const outcome = outcomes[looked++] ?? 'none';
      return outcome === 'A' || outcome === 'B' ? Promise.reject(new ResponsaError('damaged', `vectors ${outcome}`, 'Build again.')) : Promise.resolve(outcome === 'swap');
    };
    const { lines, request } = await testService(tinyAssistant({ refresh }));
    await until(() => looked > outcomes.length);
    const failures = lines.filter((line) => line.startsWith('error'));
    expect(failures.map((line) => /vectors (.)/.exec(line)?.[1])).toEqual(['A', 'B', 'A', 'A']);
    expect((await request('/v1/answers', register)).status).toBe(200);
  });
});

describe('load', () => {
  test('200 questions at once, half of them as events: 200 whole answers, each to its own question', async () => {
    const { request } = await testService(tinyAssistant({ pace: () => new Promise((resolve) => setTimeout(resolve, 5)) }));
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const question = `register dwelling number ${i}`;
        const response = await request('/v1/answers', json({ question }, { accept: i % 2 === 0 ? 'application/json' : 'text/event-stream' }));
        const text = await response.text();
        const answer = i % 2 === 0 ? text : (/event: answer\ndata: (.*)\n\n$/.exec(text)?.[1] ?? '');
        return [response.status, (JSON.parse(answer) as { question: { text: string } }).question.text === question];
      }),
    );
    expect(answers).toEqual(Array.from({ length: 200 }, () => [200, true]));
  });
});

describe('stop', () => {
  test('requests in flight are finished, new connections refused, the assistant closed last', async () => {
    const work = gate();
    const assistant = tinyAssistant({ pace: () => work.held });
    const service = await testService(assistant);
    const asked = service.request('/v1/answers', register);
    const streamed = service.request('/v1/answers', { ...register, headers: { 'content-type': 'application/json', 'accept': 'text/event-stream' } });
    await until(() => assistant.running() === 2);
    const stopped = service.stop();
    await expect(fetch(`${service.address}/healthz`)).rejects.toThrow();
    expect(assistant.closed()).toBe(false);
    work.open();
    const response = await asked;
    expect([response.status, response.headers.get('connection')]).toEqual([200, 'close']);
    expect(await (await streamed).text()).toContain('event: answer');
    await stopped;
    expect([assistant.closed(), assistant.signals.some(({ aborted }) => aborted)]).toEqual([true, false]);
    expect(service.lines.slice(-1)).toEqual(['info stopped']);
  });

  test('requests that take too long are told so, their work is stopped', async () => {
    const assistant = tinyAssistant({ pace: (_, signal) => untilAborted(signal) });
    const service = await testService(assistant, { stopTimeout: 30 });
    const asked = service.request('/v1/answers', register);
    await until(() => assistant.running() === 1);
    await service.stop();
    const response = await asked;
    expect([response.status, (await problemOf(response)).type]).toEqual([503, 'urn:responsa:problem:unavailable']);
    expect([assistant.running(), assistant.closed()]).toEqual([0, true]);
    expect(service.lines).toContain('warning 1 requests took too long and were cut');
  });

  test('idle, half-open and slow connections do not hold it up; a second stop waits for the first', async () => {
    const service = await testService(tinyAssistant(), { stopTimeout: 100 });
    const idle = rawClient(service.port, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
    const silent = rawClient(service.port, 'GET /');
    await until(() => idle.received().includes('alive') && !silent.socket.connecting);
    await Promise.all([service.stop(), service.stop()]);
    await Promise.all([idle.closed, silent.closed]);
    expect(service.lines.filter((line) => line === 'info stopped')).toHaveLength(1);
  });

  test('before the models are warm', async () => {
    const warm = gate();
    const assistant = tinyAssistant({ warm: () => warm.held });
    const service = await testService(assistant, { stopTimeout: 30 });
    await service.stop();
    expect(assistant.closed()).toBe(true);
    warm.open();
  });
});
