/** The log: for people as it was, for programs one object a line; nothing inside an event looks like another event. */
import { describe, expect, it } from 'vitest';
import { openLog, type LogFormat, type LogLevel } from '../src/log.js';

function logged(format: LogFormat, level: LogLevel, events: readonly Parameters<ReturnType<typeof openLog>>[]): string {
  let text = '';
  const log = openLog({ format, level, clock: () => new Date('2026-03-01T08:00:00Z'), write: (line) => (text += line) });
  for (const event of events) log(...event);
  return text;
}

const details = { message: 'request', requestId: 'q1', method: 'GET', route: '/v1/works/{work}', status: 200, milliseconds: 4, traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };

describe('the text form', () => {
  it('is the line', () => {
    expect(logged('text', 'info', [['info q1 GET /v1/works/a 200 4 ms', details], ['stopped']])).toBe('info q1 GET /v1/works/a 200 4 ms\nstopped\n');
  });

  it('sets further lines in and shows control characters, so that no event can pretend to be two', () => {
    expect(logged('text', 'info', [['error x\r\ninfo forged\rinfo\u2028forged \u001b[2J']])).toBe('error x\n  info forged\\u000dinfo\\u2028forged \\u001b[2J\n');
  });
});

describe('the JSON form', () => {
  it('has time, level and message, and what is known of a request', () => {
    const lines = logged('json', 'info', [['info q1 GET /v1/works/a 200 4 ms', details], ['warning 2 requests took too long'], ['stopped']]).trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      { time: '2026-03-01T08:00:00.000Z', level: 'info', ...details },
      { time: '2026-03-01T08:00:00.000Z', level: 'warning', message: '2 requests took too long' },
      { time: '2026-03-01T08:00:00.000Z', level: 'info', message: 'stopped' },
    ]);
  });

  it('is one line whatever the event holds, and reads back as it was', () => {
    const text = logged('json', 'info', [['error a\nb\u2028c\u0085d"\\\u202e']]);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).not.toMatch(/[\u2028\u0085\u202e]/);
    expect(JSON.parse(text)).toMatchObject({ level: 'error', message: 'a\nb\u2028c\u0085d"\\\u202e' });
  });
});

it('leaves out what is below the level', () => {
  const events: Parameters<ReturnType<typeof openLog>>[] = [['info a'], ['b'], ['warning c'], ['error d']];
  expect(logged('text', 'warning', events)).toBe('warning c\nerror d\n');
  expect(logged('text', 'error', events)).toBe('error d\n');
});
