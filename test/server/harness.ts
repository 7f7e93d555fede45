/** The service under test: as an application without a socket, and as a real one on a free port. Checks every response against what the service says of itself. */
import net from 'node:net';
import { afterEach, expect } from 'vitest';
import type { z } from 'zod';
import { answerSchema, passagesResultSchema } from '../../src/server/answer-schemas.js';
import { createApp, standardHeaders } from '../../src/server/app.js';
import { indexSchema } from '../../src/server/index-schema.js';
import type { Log, Trouble } from '../../src/server/context.js';
import { problemSchema, type Problem } from '../../src/server/problem.js';
import { createMetrics } from '../../src/metrics.js';
import { serviceMetrics, type ServiceMetrics } from '../../src/server/service-metrics.js';
import { serve, type ServeParts, type Service } from '../../src/server/serve.js';
import { provisionSchema, workSchema, worksSchema } from '../../src/server/work-schemas.js';
import { tinyAssistant, type TinyAssistant } from './tiny-assistant.js';

export const settings = { host: '127.0.0.1', port: 0, bodyLimit: 2_048, requestTimeout: 5_000, watchInterval: 20, stopTimeout: 5_000 };

export function testMetrics(): ServiceMetrics {
  return serviceMetrics(createMetrics(), { clock: () => new Date('2024-03-01T12:00:00Z'), version: '1.2.3', refusedConnections: () => 7 });
}

export interface TestApp {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly lines: string[];
  readonly app: ReturnType<typeof createApp>;
}

export function testApp(assistant: TinyAssistant = tinyAssistant(), given: Partial<typeof settings> = {}, phase: 'warming' | 'ready' | 'stopping' = 'ready', cut = new AbortController().signal, troubles: readonly Trouble[] = [], metrics = testMetrics(), told: Log = () => undefined): TestApp {
  metrics.observe(assistant);
  const lines: string[] = [];
  const app = createApp({ assistant, settings: { ...settings, ...given }, clock: () => new Date(0), log: (line, details) => { lines.push(line); told(line, details); }, recordChange: () => Promise.resolve(), metrics, state: { phase, cut, troubles } });
  return { app, lines, request: async (path, init) => checked(path, await app.request(path, init)) };
}


const services: Service[] = [];
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()));
});

export interface TestService extends Service {
  readonly lines: string[];
  readonly port: number;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
}

export async function testService(assistant: TinyAssistant = tinyAssistant(), given: Partial<ServeParts['config']> = {}): Promise<TestService> {
  const lines: string[] = [];
  const service = await serve({ assistant, config: { ...settings, ...given }, clock: () => new Date(), log: (line) => lines.push(line), recordChange: () => Promise.resolve(), metrics: testMetrics() });
  services.push(service);
  const port = Number(new URL(service.address).port);
  return { ...service, lines, port, request: async (path, init) => checked(path, await fetch(service.address + path, init)) };
}

/** A POST of JSON. */
export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const shapes: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^\/v1\/answers(\/[^/]+)?$/, answerSchema],
  [/^\/v1\/passages$/, passagesResultSchema],
  [/^\/v1\/works$/, worksSchema],
  [/^\/v1\/works\/.+\/provisions\/[^/]+$/, provisionSchema],
  [/^\/v1\/works\/.+$/, workSchema],
  [/^\/v1\/index$/, indexSchema],
];

/** Every response has its headers, and its body is what its type says. */
async function checked(path: string, response: Response): Promise<Response> {
  expect(response.headers.get('x-request-id')).toMatch(/^[\w=-]+$/);
  for (const name of Object.keys(standardHeaders)) expect(response.headers.get(name), name).not.toBeNull();
  const type = response.headers.get('content-type') ?? '';
  const bare = path.replace(/\?.*$/, '');
  if (type === 'application/json') {
    const shape = shapes.find(([pattern]) => pattern.test(bare))?.[1];
    const body: unknown = await response.clone().json().catch(() => null);
    if (shape !== undefined && response.ok && body !== null) shape.parse(body);
  } else if (type === 'application/problem+json') {
    const text = await response.clone().text();
    if (text !== '') expect(problemSchema.parse(JSON.parse(text)).status).toBe(response.status);
  }
  return response;
}

export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return problemSchema.parse(await response.json());
}

export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

export async function eventsOf(response: Response): Promise<ServerEvent[]> {
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const text = await response.text();
  expect(text.endsWith('\n\n')).toBe(true);
  return text.trimEnd().split('\n\n').map((block) => {
    const [event = '', data = ''] = block.split('\n');
    return { event: event.replace('event: ', ''), data: JSON.parse(data.replace('data: ', '')) as unknown };
  });
}

/** A bare socket: sends `text`, gathers what comes. */
export function rawClient(port: number, text: string): { readonly socket: net.Socket; readonly received: () => string; readonly closed: Promise<string> } {
  const socket = net.connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (bytes) => (received += bytes.toString('utf8')));
  socket.on('error', () => undefined);
  socket.write(text);
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(received)));
  return { socket, received: () => received, closed };
}

/** Waits until `condition` holds; the test's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
