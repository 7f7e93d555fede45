/** The answer as events: their order, their end, and readers who leave or dawdle. */
import { describe, expect, test } from 'vitest';
import { answerSchema, passageSchema, statementSchema } from '../../src/server/answer-schemas.js';
import { problemSchema } from '../../src/server/problem.js';
import { eventsOf, json, moreThanSocketsHold, rawClient, testApp, testService, until } from './harness.js';
import { tinyAssistant, untilAborted } from './tiny-assistant.js';

const accept = { accept: 'text/event-stream' };
const question = 'The landlord and the dwelling: when must I register?';
const rawQuestion = (text = question): string => {
  const body = JSON.stringify({ question: text });
  return `POST /v1/answers HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

describe('order', () => {
  test('passages, each statement, the whole answer; the same answer as in JSON', async () => {
    for (const { request } of [testApp(), await testService()]) {
      const response = await request('/v1/answers', json({ question }, accept));
      expect([response.status, response.headers.get('cache-control'), response.headers.get('x-accel-buffering')]).toEqual([200, 'no-store', 'no']);
      const events = await eventsOf(response);
      expect(events.map(({ event }) => event)).toEqual(['passages', 'statement', 'statement', 'answer']);
      passageSchema.array().parse(events[0]?.data);
      const answer = answerSchema.parse(events[3]?.data);
      expect(events.slice(1, 3).map(({ data }) => statementSchema.parse(data))).toEqual(answer.statements);
      const whole = answerSchema.parse(await (await request('/v1/answers', json({ question }))).json());
      expect({ ...whole, id: '' }).toEqual({ ...answer, id: '' });
    }
  });

  test('an abstention has no statements', async () => {
    const events = await eventsOf(await testApp().request('/v1/answers', json({ question: 'spaceships' }, accept)));
    expect(events).toMatchObject([{ event: 'passages', data: [] }, { event: 'answer', data: { status: 'abstained' } }]);
  });

  test.each([
    ['text/event-stream, application/json;q=0.5', true], ['application/json, text/event-stream;q=0.5', false], ['*/*', false], ['text/event-stream;q=0', false], ['text/html', false],
  ])('Accept: %s', async (header, asEvents) => {
    const response = await testApp().request('/v1/answers', json({ question }, { accept: header }));
    expect(response.headers.get('content-type')?.startsWith('text/event-stream')).toBe(asEvents);
  });

  test('events leave one by one, while the work goes on', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { port } = await testService(tinyAssistant({ pace: (stage) => (stage === 'read' ? held : Promise.resolve()) }));
    const client = rawClient(port, rawQuestion());
    await until(() => client.received().includes('event: passages'));
    expect(client.received()).not.toContain('event: statement');
    release();
    await until(() => client.received().includes('event: answer'));
    client.socket.destroy();
  });
});

describe('faults', () => {
  test('before the first event the status says it, afterwards the event `error`', async () => {
    const { request, lines } = testApp();
    expect((await request('/v1/answers', json({ question: 'fail' }, accept))).status).toBe(500);
    const response = await request('/v1/answers', json({ question: 'fail later' }, { ...accept, 'x-request-id': 'r1' }));
    const events = await eventsOf(response);
    expect(events.map(({ event }) => event)).toEqual(['passages', 'error']);
    expect(problemSchema.parse(events[1]?.data)).toMatchObject({ status: 500, type: 'urn:responsa:problem:internal', instance: 'urn:responsa:request:r1' });
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(lines.find((line) => line.startsWith('error r1 '))).toContain('secret of the inside');
  });

  test('time is up in the middle: the work is stopped and the event says so', async () => {
    const assistant = tinyAssistant({ pace: (stage, signal) => (stage === 'read' ? untilAborted(signal) : Promise.resolve()) });
    const { request } = await testService(assistant, { requestTimeout: 60 });
    const events = await eventsOf(await request('/v1/answers', json({ question }, accept)));
    expect(events).toMatchObject([{ event: 'passages' }, { event: 'error', data: { status: 503, type: 'urn:responsa:problem:timeout' } }]);
    expect([assistant.signals[0]?.aborted, assistant.running()]).toEqual([true, 0]);
  });
});

describe('readers', () => {
  test('one who leaves stops the work', async () => {
    const assistant = tinyAssistant({ pace: (stage, signal) => (stage === 'read' ? untilAborted(signal) : Promise.resolve()) });
    const { port, lines } = await testService(assistant);
    const client = rawClient(port, rawQuestion());
    await until(() => client.received().includes('event: passages'));
    client.socket.destroy();
    await until(() => assistant.running() === 0);
    expect(assistant.signals.map(({ reason }) => (reason as Error).name)).toEqual(['ClientGone']);
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('one who leaves before the first event stops the work', async () => {
    const assistant = tinyAssistant({ pace: (_, signal) => untilAborted(signal) });
    const { port } = await testService(assistant);
    const client = rawClient(port, rawQuestion());
    await until(() => assistant.running() === 1);
    client.socket.destroy();
    await until(() => assistant.running() === 0);
    expect((assistant.signals[0]?.reason as Error).name).toBe('ClientGone');
  });

  test('one who cancels the stream of an application without a socket stops the work', async () => {
    const assistant = tinyAssistant({ pace: (stage, signal) => (stage === 'read' ? untilAborted(signal) : Promise.resolve()) });
    const response = await testApp(assistant).app.request('/v1/answers', json({ question }, accept));
    await response.body?.cancel();
    await until(() => assistant.running() === 0);
    expect(assistant.signals[0]?.aborted).toBe(true);
  });

  test('one who takes nothing is dropped after the time limit, with what was meant for him', async () => {
    // Each repetition makes some 360 bytes of events.
    const assistant = tinyAssistant({ repeat: Math.ceil(moreThanSocketsHold() / 300) });
    const service = await testService(assistant, { requestTimeout: 300 });
    const client = rawClient(service.port, rawQuestion());
    client.socket.pause();
    await until(() => assistant.signals.length === 1 && assistant.running() === 0);
    await service.stop();
    expect(service.lines).toContain('info stopping; 1 requests in flight');
    expect(service.lines.filter((line) => line.startsWith('warning'))).toEqual([]);
    client.socket.resume();
    expect((await client.closed).endsWith('\n\n')).toBe(false);
  });

  test('one who takes his time gets everything', async () => {
    const { port } = await testService(tinyAssistant({ repeat: 10_000 }));
    const client = rawClient(port, rawQuestion());
    client.socket.pause();
    const reading = setInterval(() => {
      client.socket.resume();
      setImmediate(() => client.socket.pause());
    }, 2);
    await until(() => client.received().includes('event: answer') && client.received().endsWith('\r\n0\r\n\r\n'));
    clearInterval(reading);
    client.socket.destroy();
  });
});
