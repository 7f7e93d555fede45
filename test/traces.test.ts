/** Spans of a request: who stands within whom, when a trace ends, and what a caller's header says. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTracing, readTraceparent, type RequestSpan, type Span, type Tracing } from '../src/traces.js';
import type { Period, Timing } from '../src/timings.js';

type Told = (period: Period) => Timing;
const model = (name: 'embedder' | 'reader', failed = false): Told => (period) => ({ of: 'model', model: name, ...period, failed });
const turn = (stage: 'retrieval' | 'engine'): Told => (period) => ({ of: 'turn', stage, ...period });
const stage = (name: 'whole' | 'record'): Told => (period) => ({ of: 'stage', stage: name, ...period });
const sum = (name: 'retrieval' | 'checking'): Told => ({ milliseconds }) => ({ of: 'stage', stage: name, milliseconds });

/** A clock that is set by hand, and the spans that came. */
function kept(): { readonly tracing: Tracing; readonly at: (time: number) => void; readonly tell: (start: number, end: number, told: Told) => void; readonly spans: RequestSpan[] } {
  const spans: RequestSpan[] = [];
  let now = 0;
  const tracing = createTracing({ begin: (_, caller) => ({ traceId: caller?.traceId ?? 'new', end: (span) => void spans.push(span) }) }, () => now);
  return { tracing, spans, at: (time) => void (now = time), tell: (start, end, told) => tracing.onTiming(told({ start, end, milliseconds: end - start })) };
}

/** `answer 0-90 [retrieval 10-30 [embedder 10-20]]` */
const drawn = (spans: readonly Span[]): string => spans.map(({ name, start, end, failed, within }) => `${name}${failed ? '!' : ''} ${start}-${end}${within.length > 0 ? ` [${drawn(within)}]` : ''}`).join(', ');

describe('a request', () => {
  it('holds its answer, that its turns and its record, and those the models, in the order of their beginnings', async () => {
    const { tracing, at, tell, spans } = kept();
    const trace = tracing.begin(null);
    trace.run(() => {
      tell(10, 20, model('embedder'));
      tell(10, 30, turn('retrieval'));
      tell(31, 45, turn('retrieval'));
      tell(48, 60, model('reader', true));
      tell(46, 70, turn('engine'));
      // Sums of turns, and what is the rest, are no spans.
      tell(36, 70, sum('retrieval'));
      tell(65, 70, sum('checking'));
      tell(71, 75, stage('record'));
      tell(5, 80, stage('whole'));
    });
    at(81);
    trace.end('POST /v1/answers', 200, { 'http.response.status_code': 200 });
    await sleep(0);
    expect(drawn(spans)).toBe('POST /v1/answers 0-81 [answer 5-80 [retrieval 10-30 [embedder 10-20], retrieval 31-45, engine 46-70 [reader! 48-60], record 71-75]]');
    expect(spans[0]?.attributes).toEqual({ 'http.response.status_code': 200 });
  });

  it('holds what it did where it did it, however late it is told: a model that took no time lies within its turn', async () => {
    const { tracing, at, tell, spans } = kept();
    const trace = tracing.begin(null);
    trace.run(() => {
      tell(10, 30, turn('retrieval'));
      tell(31, 31, model('embedder'));
      // The process stood still before it could tell of the engine.
      at(90);
      tell(31, 32, turn('engine'));
      tell(5, 95, stage('whole'));
    });
    at(99);
    trace.end('POST /v1/answers', 200, {});
    await sleep(0);
    expect(drawn(spans)).toBe('POST /v1/answers 0-99 [answer 5-95 [retrieval 10-30, engine 31-32 [embedder 31-31]]]');
  });

  it('without an answer holds what there is: passages alone ask the embedder', async () => {
    const { tracing, at, tell, spans } = kept();
    const trace = tracing.begin(null);
    trace.run(() => tell(10, 20, model('embedder')));
    at(20);
    trace.end('POST /v1/passages', 200, {});
    await sleep(0);
    expect(drawn(spans)).toBe('POST /v1/passages 0-20 [embedder 10-20]');
  });

  it('keeps to itself what goes on at the same time', async () => {
    const { tracing, at, tell, spans } = kept();
    const [one, other] = [tracing.begin(null), tracing.begin(null)];
    const slow = one.run(async () => {
      await sleep(5);
      tell(10, 20, model('embedder'));
    });
    other.run(() => tell(6, 9, model('reader')));
    await slow;
    at(20);
    one.end('one', 200, {});
    other.end('other', 200, {});
    await sleep(0);
    expect(spans.map((span) => drawn([span]))).toEqual(['one 0-20 [embedder 10-20]', 'other 0-20 [reader 6-9]']);
  });

  it('lasts until the answer is given, when that comes after the head of the response, and tells what became of it', async () => {
    const { tracing, at, spans } = kept();
    const trace = tracing.begin(null);
    let give: (outcome: string) => void = () => undefined;
    trace.run(() => trace.until(new Promise<string>((resolve) => (give = resolve)), (outcome) => ({ outcome })));
    at(10);
    trace.end('POST /v1/answers', 200, { status: 200 });
    await sleep(0);
    expect(spans).toEqual([]);
    at(50);
    give('answered');
    await sleep(0);
    expect(spans.map(({ end, failed, attributes }) => ({ end, failed, attributes }))).toEqual([{ end: 50, failed: false, attributes: { status: 200, outcome: 'answered' } }]);
  });

  it.each([
    ['with a status from 500 on', 503, () => Promise.resolve('x'), true],
    ['with an answer that failed while its events were sent', 200, () => Promise.reject(new Error('broken')), true],
    ['not with a status below', 404, () => Promise.resolve('x'), false],
  ])('has failed %s', async (_, status, work, failed) => {
    const { tracing, spans } = kept();
    const trace = tracing.begin(null);
    trace.until(work(), () => ({}));
    trace.end('any', status, {});
    await sleep(0);
    expect(spans.map((span) => span.failed)).toEqual([failed]);
  });
});

describe('traceparent', () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const spanId = 'b7ad6b7169203331';
  it.each([
    [`00-${traceId}-${spanId}-01`, { traceId, spanId, sampled: true }],
    [`00-${traceId}-${spanId}-00`, { traceId, spanId, sampled: false }],
    [`00-${traceId}-${spanId}-03`, { traceId, spanId, sampled: true }],
    [`01-${traceId}-${spanId}-01`, null],
    [`00-${'0'.repeat(32)}-${spanId}-01`, null],
    [`00-${traceId}-${'0'.repeat(16)}-01`, null],
    [`00-${traceId.toUpperCase()}-${spanId}-01`, null],
    [`00-${traceId}-${spanId}-01-more`, null],
    ['', null],
    [undefined, null],
  ])('%s', (header, expected) => {
    expect(readTraceparent(header)).toEqual(expected);
  });
});
