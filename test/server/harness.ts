/** The service under test: as an application without a socket, and as a real one on a free port. Checks every response against what the service says of itself. */
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect } from 'vitest';
import { z } from 'zod';
import { createAccess, type AccessControl, type AccessSettings } from '../../src/access-control.js';
import { answerSchema, passagesResultSchema } from '../../src/server/answer-schemas.js';
import type { Upkeep } from '../../src/build-contract.js';
import { openCorpusDocuments, type CorpusDocuments } from '../../src/corpus-documents.js';
import { ResponsaError } from '../../src/errors.js';
import { buildSchema, buildsSchema, generationSchema, generationsSchema } from '../../src/server/build-schemas.js';
import type { AppParts } from '../../src/server/context.js';
import { createApp, standardHeaders } from '../../src/server/app.js';
import { indexSchema } from '../../src/server/index-schema.js';
import type { Log, Trouble } from '../../src/server/context.js';
import { problemSchema, type Problem } from '../../src/server/problem.js';
import { createMetrics } from '../../src/metrics.js';
import { serviceMetrics, type ServiceMetrics } from '../../src/server/service-metrics.js';
import { serve, type ServeParts, type Service } from '../../src/server/serve.js';
import { provisionSchema, workSchema, worksSchema } from '../../src/server/work-schemas.js';
import { noTracing } from '../../src/traces.js';
import { tinyAssistant, type TinyAssistant } from './tiny-assistant.js';

export type TestSettings = ServeParts['config'] & AccessSettings;
/** Without keys, open to this machine, and with limits that nothing reaches. */
export const settings: TestSettings = {
  host: '127.0.0.1', port: 0, bodyLimit: 2_048, requestTimeout: 5_000, documentLimit: 64 * 1024, documentArchiveLimit: 256 * 1024, watchInterval: 20, stopTimeout: 5_000, maxConnections: 20_000,
  indexes: path.join(tmpdir(), 'responsa-no-such-folder'), keysFile: 'keys.json', openToAll: 'no', allowedHosts: '', trustedProxies: '',
  requestsPerKey: 0, requestsPerAddress: 0, wrongKeysPerAddress: 1_000, concurrentRequests: 1_000, waitingRequests: 1_000,
};

/** Access as the settings have it, on clocks that stand still. */
export function testAccess(given: Partial<TestSettings> = {}, log: (line: string) => void = () => undefined): AccessControl {
  return createAccess({ ...settings, ...given }, { clock: () => new Date('2026-11-22T12:00:00Z'), ticks: () => 0, log, recordChange: () => Promise.resolve() });
}

/** A store of documents that holds nothing. */
export const noDocuments: CorpusDocuments = openCorpusDocuments(
  { corpus: '/nonexistent/corpus', documentLimit: settings.documentLimit, documentArchiveLimit: settings.documentArchiveLimit, documentVersions: 3, threads: 1 },
  { clock: () => new Date(0), recordChange: () => Promise.resolve(), checkQuestions: () => Promise.resolve() },
);

const nothingHere = (what: string): ResponsaError => new ResponsaError('not-found', `No ${what} is remembered.`, 'This test has none.');

/** An index that nobody builds. */
export const noUpkeep: Upkeep = {
  startBuild: () => Promise.reject(nothingHere('build')),
  builds: () => [],
  build: () => {
    throw nothingHere('build');
  },
  followBuild: () => () => undefined,
  cancelBuild: () => Promise.reject(nothingHere('build')),
  generations: () => Promise.resolve([]),
  activate: () => Promise.reject(nothingHere('generation')),
  close: () => Promise.resolve(),
};

/** What an application is given beside the assistant: nothing to build, nothing to store, nobody who records, no chores, no TLS, no traces. */
export const idle: Pick<ServeParts, 'recordChange' | 'documents' | 'upkeep' | 'encryption' | 'chores' | 'tracing'> = { recordChange: () => Promise.resolve(), documents: noDocuments, upkeep: noUpkeep, encryption: null, chores: [], tracing: noTracing };

/** Parts that a test gives instead. */
type GivenParts = Partial<typeof idle & Pick<AppParts, 'access' | 'metrics'> & { readonly troubles: readonly Trouble[]; readonly told: Log }>;

export function testMetrics(): ServiceMetrics {
  return serviceMetrics(createMetrics(), { clock: () => new Date('2024-03-01T12:00:00Z'), version: '1.2.3', refusedConnections: () => 7 });
}

export interface TestApp {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly lines: string[];
  readonly app: ReturnType<typeof createApp>;
}

export function testApp(assistant: TinyAssistant = tinyAssistant(), given: Partial<TestSettings> = {}, phase: 'warming' | 'ready' | 'stopping' = 'ready', cut = new AbortController().signal, { troubles = [], told = () => undefined, ...parts }: GivenParts = {}): TestApp {
  const lines: string[] = [];
  const log: Log = (line, details) => {
    lines.push(line);
    told(line, details);
  };
  const metrics = parts.metrics ?? testMetrics();
  metrics.observe(assistant);
  const app = createApp({ assistant, settings: { ...settings, ...given }, clock: () => new Date(0), log, access: testAccess(given, log), ...idle, ...parts, metrics, state: { phase, cut, troubles } });
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

export async function testService(assistant: TinyAssistant = tinyAssistant(), given: Partial<TestSettings> = {}, parts: GivenParts = {}): Promise<TestService> {
  const lines: string[] = [];
  const log = (line: string): number => lines.push(line);
  const service = await serve({ assistant, config: { ...settings, ...given }, clock: () => new Date(), log, access: testAccess(given, log), metrics: testMetrics(), ...idle, ...parts });
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
  [/^\/v1\/builds$/, z.union([buildSchema, buildsSchema])],
  [/^\/v1\/builds\/[^/]+$/, buildSchema],
  [/^\/v1\/generations$/, generationsSchema],
  [/^\/v1\/generations\/[^/]+\/activate$/, generationSchema],
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

/** More bytes than the buffers of both ends of a connection to this machine ever hold, whatever the system is set to (tcp(7)). */
export function moreThanSocketsHold(): number {
  const most = ['tcp_rmem', 'tcp_wmem'].map((name) => {
    try {
      return Number(readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim().split(/\s+/).at(-1));
    } catch {
      return 16 << 20;
    }
  });
  return 2 * most.reduce((sum, bytes) => sum + bytes, 0);
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
