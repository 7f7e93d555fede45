/** `/metrics`: a page that a strict reader of the text format takes, with true counts, bounded labels, and nothing of what was asked. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/metrics.js';
import { serviceMetrics } from '../../src/server/service-metrics.js';
import { json, testAccess, testApp, testMetrics, testService } from './harness.js';
import { tinyAssistant } from './tiny-assistant.js';

interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: Map<string, number>;
}

/** Reads the text format 0.0.4; throws at anything that is not of it: order of lines, names, escapes, doubled series, classes that fall. */
function readPage(page: string): Map<string, Family> {
  const families = new Map<string, Family>();
  expect(page.endsWith('\n')).toBe(true);
  let current = '';
  for (const line of page.slice(0, -1).split('\n')) {
    const [, keyword, named = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line) ?? [];
    if (keyword === 'HELP') {
      if (families.has(named)) throw new Error(`${named} comes twice`);
      families.set((current = named), { type: '', help: rest, samples: new Map() });
    } else if (keyword === 'TYPE') {
      if (named !== current || !['counter', 'gauge', 'histogram'].includes(rest)) throw new Error(line);
      families.set(named, { ...families.get(named)!, type: rest });
    } else {
      const [, name = '', labels = '', value = ''] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*",?)+\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(line) ?? [];
      const { type, samples } = families.get(current)!;
      const allowed = type === 'histogram' ? [`${current}_bucket`, `${current}_sum`, `${current}_count`] : [current];
      if (!allowed.includes(name)) throw new Error(`no sample of ${current}: ${line}`);
      if (samples.has(name + labels)) throw new Error(`twice: ${line}`);
      samples.set(name + labels, Number(value.replace('Inf', 'Infinity')));
    }
  }
  for (const [name, { type, samples }] of families) if (type === 'histogram') checkClasses(name, samples);
  return families;
}

/** Each class holds those before it, and the last one all. */
function checkClasses(name: string, samples: ReadonlyMap<string, number>): void {
  let [before, last] = ['', 0];
  for (const [series, value] of samples) {
    const labels = series.replace(/,?le="[^"]*"/, '').replace(`${name}_bucket`, '');
    if (series.startsWith(`${name}_bucket`)) {
      if (labels === before && value < last) throw new Error(`falls: ${series}`);
      [before, last] = [labels, value];
      if (series.includes('+Inf')) expect(samples.get(`${name}_count${labels}`)).toBe(value);
    }
  }
}

const pageOf = async (request: (path: string) => Promise<Response>): Promise<Map<string, Family>> => {
  const response = await request('/metrics');
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return readPage(await response.text());
};

describe('/metrics', () => {
  test('counts questions by what came of them, and requests by route, never by path', async () => {
    const { request } = testApp();
    await request('/v1/answers', json({ question: 'register a dwelling' }));
    const streamed = await request('/v1/answers', json({ question: 'register a dwelling' }, { accept: 'text/event-stream' }));
    await streamed.text();
    await request('/v1/answers', json({ question: 'quantum physics' }));
    await request('/v1/answers', json({ question: 'fail' }));
    await request('/v1/answers', json({ question: 'x', engine: 'none' }));
    await request('/v1/works/xa%2Fact%2F2016%2Fresidence-registration');
    await request('/v1/works/secret-name');
    for (let i = 0; i < 50; i++) await request(`/somewhere/${i}`);
    const page = await pageOf(request);
    expect(Object.fromEntries(page.get('responsa_questions_total')!.samples)).toEqual({
      'responsa_questions_total{outcome="answered",reason=""}': 2, 'responsa_questions_total{outcome="abstained",reason="no-relevant-passage"}': 1,
      'responsa_questions_total{outcome="failed",reason="internal"}': 1, 'responsa_questions_total{outcome="failed",reason="not-found"}': 1,
    });
    expect(Object.fromEntries(page.get('responsa_requests_total')!.samples)).toEqual({
      'responsa_requests_total{route="POST /v1/answers",status="200"}': 3, 'responsa_requests_total{route="POST /v1/answers",status="500"}': 1, 'responsa_requests_total{route="POST /v1/answers",status="404"}': 1,
      'responsa_requests_total{route="GET /v1/works/{work}",status="200"}': 1, 'responsa_requests_total{route="GET /v1/works/{work}",status="404"}': 1,
      'responsa_requests_total{route="other",status="404"}': 50,
    });
    expect(JSON.stringify([...page].map(([, { samples }]) => [...samples.keys()]))).not.toMatch(/dwelling|secret|somewhere/);
  });

  test('tells the index, the process, and what was refused', async () => {
    const page = await pageOf(testApp().request);
    expect(page.get('responsa_generation_info')!.samples).toEqual(new Map([['responsa_generation_info{generation="tiny"}', 1]]));
    expect(page.get('responsa_index_items')!.samples.get('responsa_index_items{kind="works"}')).toBe(2);
    expect(page.get('responsa_outgoing_refused_total')!.samples).toEqual(new Map([['responsa_outgoing_refused_total', 7]]));
    expect(page.get('responsa_build_info')!.samples).toEqual(new Map([[`responsa_build_info{version="1.2.3",node="${process.version}"}`, 1]]));
    for (const kind of ['rss', 'heapUsed', 'external']) expect(page.get('responsa_memory_bytes')!.samples.get(`responsa_memory_bytes{kind="${kind}"}`)).toBeGreaterThan(0);
  });

  test('tells the queue, the keys that were refused and the builds, once the service listens', async () => {
    const metrics = testMetrics();
    const names = ['responsa_requests_in_flight', 'responsa_questions_at_work', 'responsa_questions_waiting', 'responsa_keys_refused_total', 'responsa_build_running', 'responsa_builds_total'];
    const shown = async (request: (path: string) => Promise<Response>): Promise<unknown> => {
      const page = await pageOf(request);
      return Object.fromEntries(names.flatMap((name) => [...page.get(name)!.samples]));
    };
    expect(await shown(testApp(tinyAssistant(), {}, 'ready', new AbortController().signal, { metrics }).request)).toEqual({});
    const access = testAccess({ concurrentRequests: 2, waitingRequests: 5 });
    const never = new AbortController();
    const turns = [1, 2, 3, 4, 5].map(() => access.places.take(never.signal));
    metrics.observeService({ requestsInFlight: () => 6, places: access.places, keysRefused: () => ({ wrong: 3, expired: 0, role: 1 }), buildRuns: () => true });
    for (const state of ['published', 'published', 'refused'] as const) metrics.onBuildEnded(state);
    expect(await shown(testApp(tinyAssistant(), {}, 'ready', new AbortController().signal, { metrics }).request)).toEqual({
      'responsa_requests_in_flight': 6, 'responsa_questions_at_work': 2, 'responsa_questions_waiting': 3,
      'responsa_keys_refused_total{reason="wrong"}': 3, 'responsa_keys_refused_total{reason="expired"}': 0, 'responsa_keys_refused_total{reason="role"}': 1,
      'responsa_build_running': 1, 'responsa_builds_total{state="published"}': 2, 'responsa_builds_total{state="refused"}': 1,
    });
    never.abort(new Error('gone'));
    await Promise.allSettled(turns);
  });

  test('a running service gives its own readings', async () => {
    const { request } = await testService();
    const samples = (await pageOf(request)).get('responsa_requests_in_flight')!.samples;
    expect(samples.get('responsa_requests_in_flight')).toBe(1);
  });

  test('puts times into classes', async () => {
    const metrics = testMetrics();
    metrics.onTiming({ of: 'stage', stage: 'engine', milliseconds: 100 });
    metrics.onTiming({ of: 'stage', stage: 'engine', milliseconds: 101 });
    metrics.onTiming({ of: 'stage', stage: 'engine', milliseconds: 60_000 });
    metrics.onTiming({ of: 'model', model: 'reader', start: 0, end: 5, milliseconds: 5, failed: true });
    metrics.onTiming({ of: 'audit-failure' });
    metrics.onTiming({ of: 'language-model-queue', change: 1 });
    const page = await pageOf(testApp(tinyAssistant(), {}, 'ready', new AbortController().signal, { metrics }).request);
    const seconds = page.get('responsa_answer_seconds')!.samples;
    expect(['0.05', '0.1', '0.25', '30', '+Inf'].map((le) => seconds.get(`responsa_answer_seconds_bucket{stage="engine",le="${le}"}`))).toEqual([0, 1, 2, 2, 3]);
    expect(seconds.get('responsa_answer_seconds_sum{stage="engine"}')).toBeCloseTo(60.201);
    expect(page.get('responsa_model_failures_total')!.samples.get('responsa_model_failures_total{model="reader"}')).toBe(1);
    expect(page.get('responsa_audit_failures_total')!.samples.get('responsa_audit_failures_total')).toBe(1);
    expect(page.get('responsa_language_model_queue')!.samples.get('responsa_language_model_queue')).toBe(1);
  });

  test('docs/operations.md lists each metric with its type, labels and meaning, and no other', () => {
    const registry = createMetrics();
    serviceMetrics(registry, { clock: () => new Date(0), version: '', refusedConnections: () => 0 });
    const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    const rows = guide.split('\n').filter((line) => line.startsWith('| `responsa_')).map((line) => line.slice(2, -2).split(' | '));
    expect(rows).toEqual(registry.descriptions().map(({ name, type, labels, help }) => [`\`${name}\``, type, labels.join(', '), help]));
  });
});

describe('the registry', () => {
  test('a label that was not declared counts as other; texts are escaped; a reading that fails is left out', () => {
    const metrics = createMetrics();
    const colours = metrics.counter('colours_total', 'Colours\nby name \\ hue.', { colour: ['red', 'a "quoted"\\\none'] });
    for (const colour of ['red', 'a "quoted"\\\none', 'mauve', 'puce']) colours.add({ colour });
    metrics.gauge('broken', 'Cannot be read.', () => { throw new Error('no'); });
    metrics.gauge('endless', 'Beyond.', () => Infinity);
    expect(metrics.text()).toBe([
      '# HELP colours_total Colours\\nby name \\\\ hue.', '# TYPE colours_total counter', 'colours_total{colour="red"} 1', 'colours_total{colour="a \\"quoted\\"\\\\\\none"} 1', 'colours_total{colour="other"} 2',
      '# HELP broken Cannot be read.', '# TYPE broken gauge', '# HELP endless Beyond.', '# TYPE endless gauge', 'endless +Inf', '',
    ].join('\n'));
    readPage(metrics.text());
    expect(() => metrics.gauge('endless', 'Again.', () => 0)).toThrow('There are two metrics endless.');
    expect(() => metrics.gauge('No-name', '', () => 0)).toThrow('"No-name" is no name of a metric');
  });
});
