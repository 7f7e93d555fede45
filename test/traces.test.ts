/** Spans of a request: who stands within whom, when a trace ends, and what a caller's header says. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTracing, readTraceparent, type RequestSpan, type Span, type Tracing } from '../src/traces.js';
import type { Timing } from '../src/timings.js';

const model = (name: 'embedder' | 'reader', milliseconds: number, failed = false): Timing => ({ of: 'model', model: name, milliseconds, failed });
const turn = (stage: 'retrieval' | 'engine', milliseconds: number): Timing => ({ of: 'turn', stage, milliseconds });
const stage = (name: 'whole' | 'record' | 'retrieval' | 'checking', milliseconds: number): Timing => ({ of: 'stage', stage: name, milliseconds });

/** A clock that is set by hand, and the spans that came. */
function kept(): { readonly tracing: Tracing; readonly at: (time: number, timing?: Timing) => void; readonly spans: RequestSpan[] } {
  const spans: RequestSpan[] = [];
  let now = 0;
  const tracing = createTracing({ begin: (_, caller) => ({ traceId: caller?.traceId ?? 'new', end: (span) => void spans.push(span) }) }, () => now);
  return { tracing, spans, at: (time, timing) => {
    now = time;
    if (timing !== undefined) tracing.onTiming(timing);
  } };
}

/** `answer 0-90 [retrieval 10-30 [embedder 10-20]]` */
const drawn = (spans: readonly Span[]): string => spans.map(({ name, start, end, failed, within }) => `${name}${failed ? '!' : ''} ${start}-${end}${within.length > 0 ? ` [${drawn(within)}]` : ''}`).join(', ');

describe('a request', () => {
  it('holds its answer, that its turns and its record, and those the models, in the order of their beginnings', async () => {
    const { tracing, at, spans } = kept();
    const trace = tracing.begin(null);
    trace.run(() => {
      at(20, model('embedder', 10));
      at(30, turn('retrieval', 20));
      at(45, turn('retrieval', 14));
      at(60, model('reader', 12, true));
      at(70, turn('engine', 24));
      // Sums of turns, and what is the rest, are no spans.
      at(70, stage('retrieval', 34));
      at(70, stage('checking', 5));
      at(75, stage('record', 4));
      at(80, stage('whole', 75));
    });
    at(81);
    trace.end('POST /v1/answers', 200, { 'http.response.status_code': 200 });
    await sleep(0);
    expect(drawn(spans)).toBe('POST /v1/answers 0-81 [answer 5-80 [retrieval 10-30 [embedder 10-20], retrieval 31-45, engine 46-70 [reader! 48-60], record 71-75]]');
    expect(spans[0]?.attributes).toEqual({ 'http.response.status_code': 200 });
  });

  it('without an answer holds what there is: passages alone ask the embedder', async () => {
    const { tracing, at, spans } = kept();
    const trace = tracing.begin(null);
    trace.run(() => at(20, model('embedder', 10)));
    trace.end('POST /v1/passages', 200, {});
    await sleep(0);
    expect(drawn(spans)).toBe('POST /v1/passages 0-20 [embedder 10-20]');
  });

  it('keeps to itself what goes on at the same time', async () => {
    const { tracing, at, spans } = kept();
    const [one, other] = [tracing.begin(null), tracing.begin(null)];
    const slow = one.run(async () => {
      await sleep(5);
      at(20, model('embedder', 10));
    });
    other.run(() => at(9, model('reader', 3)));
    await slow;
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
