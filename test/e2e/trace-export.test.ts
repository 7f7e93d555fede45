/** Traces of the real program, sent by the real libraries of OpenTelemetry to a collector on this machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startService, runCommand, writeWorkplace } from '../../scripts/service-under-test.js';
import { programFolder } from '../../src/config.js';
import { openTracing } from '../../src/trace-export.js';
import { until } from '../server/harness.js';

/** What is used here of the JSON form of OTLP (opentelemetry-proto 1). */
const otlpShape = z.object({
  resourceSpans: z.array(z.object({
    resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.object({ stringValue: z.string().optional() }) })) }),
    scopeSpans: z.array(z.object({
      spans: z.array(z.object({
        traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional(), name: z.string(), kind: z.number(), startTimeUnixNano: z.string(), endTimeUnixNano: z.string(),
        attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })), status: z.object({ code: z.number() }),
      })),
    })),
  })),
});

interface Collector {
  readonly url: string;
  readonly bodies: string[];
  readonly server: Server;
}

/** `status` null: it takes what comes and never answers. */
async function collector(status: number | null = 200, port = 0): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => {
      bodies.push(body);
      if (status !== null) response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, bodies, server };
}

const spansOf = ({ bodies }: Collector) => bodies.flatMap((body) => otlpShape.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));
type Spans = ReturnType<typeof spansOf>;

/** The names as a tree. */
const treeOf = (spans: Spans, parent: string | undefined): unknown[] => spans.filter(({ parentSpanId }) => parentSpanId === parent).sort((a, b) => (BigInt(a.startTimeUnixNano) < BigInt(b.startTimeUnixNano) ? -1 : 1)).map(({ name, spanId }) => ({ [name]: treeOf(spans, spanId) }));

/** The question, then the same on any day, for what is not in force; then the sentences. */
const tree = [{ 'POST /v1/answers': [{ answer: [{ retrieval: [{ embedder: [] }] }, { retrieval: [] }, { engine: [{ embedder: [] }] }, { record: [] }] }] }];
const question = 'How much is the annual dog fee in Secretville?';
const ask = (address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${address}/v1/answers`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ question }) });

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'responsa-traces-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A service whose index is built, logging as JSON. */
async function service(settings: Readonly<Record<string, unknown>>): ReturnType<typeof startService> {
  writeWorkplace(folder, 60, { embedder: 'hashed-ngrams', logFormat: 'json', logLevel: 'info', tracesLibrary: programFolder, ...settings });
  expect((await runCommand(folder, ['index', '--corpus', path.join(folder, 'corpus')])).code).toBe(0);
  return startService(folder);
}

describe('with a collector', () => {
  it("each request is a trace of the caller's, with what it did within; no question stands in it; the log has its id", async () => {
    const to = await collector();
    const running = await service({ tracesUrl: to.url });
    try {
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      expect((await ask(running.address, { traceparent: `00-${traceId}-b7ad6b7169203331-01` })).status).toBe(200);
      // A caller that does not keep this trace: it is not kept here either.
      expect((await ask(running.address, { traceparent: '00-11111111111111111111111111111111-b7ad6b7169203331-00' })).status).toBe(200);
      expect((await ask(running.address, { accept: 'text/event-stream' }).then((response) => response.text())).includes('event: answer')).toBe(true);
      await running.stop('SIGTERM');
      const spans = spansOf(to);
      const asked = spans.filter((span) => span.traceId === traceId);
      expect(treeOf(asked, 'b7ad6b7169203331')).toEqual(tree);
      const root = asked.find(({ name }) => name === 'POST /v1/answers')!;
      expect(root.kind).toBe(2);
      expect(Object.fromEntries(root.attributes.map(({ key, value }) => [key, Object.values(value)[0]]))).toEqual({ 'http.request.method': 'POST', 'http.route': '/v1/answers', 'http.response.status_code': 200, 'responsa.outcome': 'answered' });
      expect(spans.filter((span) => span.traceId.startsWith('1111'))).toEqual([]);
      // The one that was answered as events has a trace of its own, which lasted until the answer.
      const streamed = spans.filter((span) => span.traceId !== traceId && span.name === 'POST /v1/answers');
      expect(streamed.map((span) => treeOf(spans.filter((one) => one.traceId === span.traceId), undefined))).toEqual([tree]);
      expect(to.bodies.join('')).not.toMatch(/Secretville|dog|127\.0\.0\.1/);
      const logged = running.log().split('\n').filter((line) => line.includes('"/v1/answers"')).map((line) => (JSON.parse(line) as { traceId?: string }).traceId);
      expect(logged).toEqual([traceId, '11111111111111111111111111111111', streamed[0]?.traceId]);
      expect(running.log()).not.toContain('refused an outgoing connection');
      const resource = otlpShape.parse(JSON.parse(to.bodies[0]!)).resourceSpans[0]!.resource.attributes;
      expect(resource.find(({ key }) => key === 'service.name')?.value.stringValue).toBe('responsa');
    } finally {
      await running.stop('SIGKILL');
      to.server.close();
    }
  });

  it.each([['refuses', 400], ['never answers', null]] as const)('that %s: said once, questions are answered, and the service ends in order', async (_, status) => {
    const to = await collector(status);
    const running = await service({ tracesUrl: to.url });
    try {
      for (let each = 0; each < 3; each++) expect((await ask(running.address)).status).toBe(200);
      await running.stop('SIGTERM');
      // Ended by a signal, after what was in flight.
      expect(running.end()).toBe('130');
      expect(to.bodies.length).toBeGreaterThan(0);
      expect(running.log().match(/traces cannot be delivered to/g)).toHaveLength(1);
    } finally {
      await running.stop('SIGKILL');
      to.server.close();
      to.server.closeAllConnections();
    }
  });
});

describe('opening', () => {
  const lines: string[] = [];
  const open = (settings: Parameters<typeof openTracing>[0]): ReturnType<typeof openTracing> => openTracing(settings, '1.2.3', (line) => lines.push(line));

  it('off by default: no library is looked for, no trace has an id', async () => {
    const tracing = open({ tracesUrl: '', tracesLibrary: '/nonexistent' });
    expect(tracing.begin(null).traceId).toBeNull();
    await tracing.close();
  });

  it('says what to install where the libraries are missing', () => {
    expect(() => open({ tracesUrl: 'http://127.0.0.1:4318/v1/traces', tracesLibrary: folder })).toThrow(expect.objectContaining({ fault: 'environment', message: `Traces need the libraries of OpenTelemetry, which are not installed in ${folder}.`, advice: expect.stringContaining(`npm install --prefix ${folder} @opentelemetry/api@1 `) as string }) as Error);
  });

  it.each(['collector', 'ftp://127.0.0.1/v1/traces'])('refuses %s', (tracesUrl) => {
    expect(() => open({ tracesUrl, tracesLibrary: programFolder })).toThrow(`tracesUrl is "${tracesUrl}", which is no address of a collector.`);
  });

  it('a delivery that goes through again is told, with what was lost', async () => {
    const first = await collector(400);
    const { port } = first.server.address() as AddressInfo;
    const tracing = open({ tracesUrl: first.url, tracesLibrary: programFolder });
    const request = (): void => tracing.begin(null).end('GET /healthz', 200, {});
    request();
    await until(() => lines.some((line) => line.startsWith('warning traces cannot be delivered')));
    await new Promise((resolve) => {
      first.server.close(resolve);
      first.server.closeAllConnections();
    });
    const second = await collector(200, port);
    request();
    await tracing.close();
    second.server.close();
    expect(spansOf(second).map(({ name }) => name)).toEqual(['GET /healthz']);
    expect(lines.at(-1)).toBe(`info traces are delivered to ${first.url} again; 1 spans were lost`);
  });
});
