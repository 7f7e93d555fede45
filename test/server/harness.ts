/** The service under test: as an application without a socket, and as a real one on a free port. Checks every response against what the service says of itself. */
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect } from 'vitest';
import type { z } from 'zod';
import { createAccess, type AccessControl, type AccessSettings } from '../../src/access-control.js';
import { answerSchema, passagesResultSchema } from '../../src/server/answer-schemas.js';
import { createApp, standardHeaders } from '../../src/server/app.js';
import { indexSchema } from '../../src/server/index-schema.js';
import { problemSchema, type Problem } from '../../src/server/problem.js';
import { serve, type ServeParts, type Service } from '../../src/server/serve.js';
import { provisionSchema, workSchema, worksSchema } from '../../src/server/work-schemas.js';
import { tinyAssistant, type TinyAssistant } from './tiny-assistant.js';

export type TestSettings = ServeParts['config'] & AccessSettings;
/** Without keys, open to this machine, and with limits that nothing reaches. */
export const settings: TestSettings = {
  host: '127.0.0.1', port: 0, bodyLimit: 2_048, requestTimeout: 5_000, watchInterval: 20, stopTimeout: 5_000, maxConnections: 20_000,
  indexes: path.join(tmpdir(), 'responsa-no-such-folder'), keysFile: 'keys.json', openToAll: 'no', allowedHosts: '', trustedProxies: '',
  requestsPerKey: 0, requestsPerAddress: 0, wrongKeysPerAddress: 1_000, concurrentRequests: 1_000, waitingRequests: 1_000,
};

/** Access as the settings have it, on clocks that stand still. */
export function testAccess(given: Partial<TestSettings> = {}, log: (line: string) => void = () => undefined): AccessControl {
  return createAccess({ ...settings, ...given }, { clock: () => new Date('2026-11-22T12:00:00Z'), ticks: () => 0, log, recordChange: () => Promise.resolve() });
}

export interface TestApp {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly lines: string[];
  readonly app: ReturnType<typeof createApp>;
}

export function testApp(assistant: TinyAssistant = tinyAssistant(), given: Partial<TestSettings> = {}, phase: 'warming' | 'ready' | 'stopping' = 'ready', cut = new AbortController().signal, access?: AccessControl): TestApp {
  const lines: string[] = [];
  const app = createApp({ assistant, settings: { ...settings, ...given }, clock: () => new Date(0), log: (line) => lines.push(line), recordChange: () => Promise.resolve(), access: access ?? testAccess(given, (line) => lines.push(line)), state: { phase, cut } });
  return { app, lines, request: async (where, init) => checked(where, await app.request(where, init)) };
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

export async function testService(assistant: TinyAssistant = tinyAssistant(), given: Partial<TestSettings> = {}, more: Partial<Pick<ServeParts, 'encryption' | 'chores'>> = {}): Promise<TestService> {
  const lines: string[] = [];
  const service = await serve({ assistant, config: { ...settings, ...given }, clock: () => new Date(), log: (line) => lines.push(line), recordChange: () => Promise.resolve(), access: testAccess(given, (line) => lines.push(line)), encryption: null, chores: [], ...more });
  services.push(service);
  const port = Number(new URL(service.address).port);
  return { ...service, lines, port, request: async (where, init) => checked(where, await fetch(service.address + where, init)) };
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
