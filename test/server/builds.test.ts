/** Builds and generations over HTTP: routes with real upkeep, a tiny assistant, and processes that build as the test says. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rebuildIndex } from '../../src/assistant.js';
import type { Upkeep } from '../../src/build-contract.js';
import type { Change } from '../../src/changes.js';
import { ResponsaError } from '../../src/errors.js';
import { readCurrent, readManifest } from '../../src/indexing/generations.js';
import { encodeEvent, eventQueue } from '../../src/server/events.js';
import { openUpkeep } from '../../src/upkeep/upkeep.js';
import { dogAct, workplace, type Workplace } from '../e2e/small-corpus.js';
import { fakeProcesses } from '../upkeep/fake-process.js';
import { eventsOf, json, problemOf, testApp, testService } from './harness.js';
import { tinyAssistant, type TinyAssistant } from './tiny-assistant.js';

let place: Workplace;
let changes: Change[];
beforeEach(() => {
  place = workplace();
  changes = [];
});
afterEach(() => place.remove());

async function upkeepOf(assistant: TinyAssistant = tinyAssistant()) {
  const processes = fakeProcesses();
  const lines: string[] = [];
  const upkeep: Upkeep = await openUpkeep({ config: place.config, assistant, onBuildEnded: () => undefined, startProcess: processes.start, recordChange: (change) => Promise.resolve(void changes.push(change)), clock: () => new Date(), log: (line) => lines.push(line) });
  return { upkeep, processes, lines, assistant };
}

async function appOf() {
  const { upkeep, processes } = await upkeepOf();
  return { ...testApp(tinyAssistant(), {}, 'ready', new AbortController().signal, { upkeep }), upkeep, processes };
}

interface BuildBody {
  readonly id: string;
  readonly state: string;
}
const bodyOf = async (response: Response): Promise<BuildBody> => (await response.json()) as BuildBody;

describe('/v1/builds', () => {
  test('starts one, says where it is, and names it to whoever asks for a second', async () => {
    const { request, processes } = await appOf();
    const started = await request('/v1/builds', { method: 'POST' });
    const { id, state } = await bodyOf(started);
    expect([started.status, started.headers.get('location'), state]).toEqual([202, `/v1/builds/${id}`, 'running']);
    expect(processes.builds[0]!.order).toEqual({ full: false, force: false, who: 'anyone' });
    const second = await request('/v1/builds', json({ full: true }));
    const problem = await problemOf(second);
    expect([second.status, problem.type]).toEqual([409, 'urn:responsa:problem:conflict']);
    expect(problem.detail).toContain(`/v1/builds/${id}`);
    processes.builds[0]!.end();
    await request(`/v1/builds/${id}`, { headers: { accept: 'text/event-stream' } }).then((events) => events.text());
    expect((await request('/v1/builds', json({ full: true, force: true }))).status).toBe(202);
    expect(processes.builds[1]!.order).toEqual({ full: true, force: true, who: 'anyone' });
    const listed = (await (await request('/v1/builds')).json()) as { builds: BuildBody[] };
    expect(listed.builds.map((build) => build.state)).toEqual(['running', 'published']);
  });

  test('refuses what it does not understand', async () => {
    const { request } = await appOf();
    for (const [body, status, kind] of [['{"full": "yes"}', 400, 'invalid-request'], ['{"fast": true}', 400, 'invalid-request'], ['[]', 400, 'invalid-request'], ['{', 400, 'malformed-json']] as const) {
      const response = await request('/v1/builds', json(body));
      expect([body, response.status, (await problemOf(response)).type]).toEqual([body, status, `urn:responsa:problem:${kind}`]);
    }
    expect((await request('/v1/builds', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'full' })).status).toBe(415);
    expect((await request('/v1/builds/unknown')).status).toBe(404);
    expect((await request('/v1/builds/unknown', { method: 'DELETE' })).status).toBe(404);
    expect((await request('/v1/builds/a_b')).status).toBe(400);
    expect((await request('/v1/builds', { method: 'PUT' })).headers.get('allow')).toBe('POST, GET, HEAD');
  });

  test('where its folder cannot be written none is started: 503 with what to do, and the next may start once it can be', async () => {
    const { request, processes, upkeep } = await appOf();
    // A file where the folder should be: nobody can write there, the superuser included.
    writeFileSync(place.indexes, '');
    const refused = await request('/v1/builds', { method: 'POST' });
    const problem = await problemOf(refused);
    expect([refused.status, problem.type, problem.detail.includes('Its log says which')]).toEqual([503, 'urn:responsa:problem:environment', true]);
    expect(problem.detail).not.toContain(place.folder);
    expect([processes.builds, upkeep.builds()]).toEqual([[], []]);
    rmSync(place.indexes);
    expect((await request('/v1/builds', { method: 'POST' })).status).toBe(202);
  });

  test('cancels, once', async () => {
    const { request, processes } = await appOf();
    const { id } = await bodyOf(await request('/v1/builds', { method: 'POST' }));
    const cancelled = await request(`/v1/builds/${id}`, { method: 'DELETE' });
    expect([cancelled.status, (await bodyOf(cancelled)).state, processes.builds[0]!.cancelled()]).toEqual([200, 'cancelled', true]);
    const again = await request(`/v1/builds/${id}`, { method: 'DELETE' });
    expect([again.status, (await problemOf(again)).detail]).toEqual([409, expect.stringContaining('it has ended (cancelled)')]);
  });

  test('tells its progress as events, until it has ended', async () => {
    const { upkeep, processes } = await upkeepOf();
    const { request } = await testService(tinyAssistant(), {}, { upkeep });
    const { id } = await bodyOf(await request('/v1/builds', { method: 'POST' }));
    const events = eventsOf(await request(`/v1/builds/${id}`, { headers: { accept: 'text/event-stream' } }));
    processes.builds[0]!.report({ stage: 'embed', done: 3, total: 9 });
    processes.builds[0]!.end({ state: 'refused', refusals: [{ check: 'counts', message: 'It shrank.', before: 9, after: 1 }] });
    const received = await events;
    expect(received.at(-1)).toMatchObject({ event: 'end', data: { id, state: 'refused', stage: 'embed', done: 3, total: 9, refusals: [{ message: 'It shrank.' }] } });
    expect(received.slice(0, -1).every(({ event }) => event === 'progress')).toBe(true);
    // Of one that has ended there is the end alone.
    expect(await eventsOf(await request(`/v1/builds/${id}`, { headers: { accept: 'text/event-stream' } }))).toMatchObject([{ event: 'end', data: { id } }]);
  });

  test('goes on beyond the time limit of a request, and when its reader leaves', async () => {
    const { upkeep, processes } = await upkeepOf();
    const { request } = await testService(tinyAssistant(), { requestTimeout: 100 }, { upkeep });
    const { id } = await bodyOf(await request('/v1/builds', { method: 'POST' }));
    const leaving = new AbortController();
    const left = await request(`/v1/builds/${id}`, { headers: { accept: 'text/event-stream' }, signal: leaving.signal });
    leaving.abort();
    await expect(left.text()).rejects.toThrow();
    const stays = eventsOf(await request(`/v1/builds/${id}`, { headers: { accept: 'text/event-stream' } }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([upkeep.build(id).state, processes.builds[0]!.cancelled()]).toEqual(['running', false]);
    processes.builds[0]!.end();
    expect((await stays).at(-1)).toMatchObject({ event: 'end', data: { state: 'published' } });
  });

  test('a service that stops cancels its build, and says so to those who follow it', async () => {
    const { upkeep, processes } = await upkeepOf();
    const service = await testService(tinyAssistant(), {}, { upkeep });
    const { id } = await bodyOf(await service.request('/v1/builds', { method: 'POST' }));
    const events = eventsOf(await service.request(`/v1/builds/${id}`, { headers: { accept: 'text/event-stream' } }));
    await service.stop();
    expect((await events).at(-1)).toMatchObject({ event: 'end', data: { state: 'cancelled' } });
    expect(processes.builds[0]!.cancelled()).toBe(true);
  });
});

test('a slow reader of states gets the newest, not those it missed', async () => {
  const queue = eventQueue();
  for (let done = 1; done <= 1_000; done++) queue.replace(encodeEvent('progress', { done }));
  queue.end();
  expect(await new Response(queue.stream).text()).toBe('event: progress\ndata: {"done":1000}\n\n');
});

describe('/v1/generations', () => {
  async function twoGenerations() {
    const corpus = place.write({ 'dogs.md': dogAct(60, 14) });
    const older = (await rebuildIndex(place.config, [corpus], { clock: () => new Date('2026-11-22T12:00:00Z') })).generation;
    place.write({ 'dogs.md': dogAct(75, 14) });
    const newer = (await rebuildIndex(place.config, [corpus], { clock: () => new Date('2026-11-22T12:01:00Z') })).generation;
    const { embedder } = await readManifest(place.indexes, newer);
    return { older, newer, embedder };
  }

  async function serviceOf(embedder: { readonly name: string; readonly digest: string; readonly dimensions: number }) {
    let refreshed = 0;
    const tiny = tinyAssistant({ refresh: () => Promise.resolve(++refreshed > 0) });
    const assistant = { ...tiny, index: () => ({ ...tiny.index(), models: { ...tiny.index().models, embedder } }) };
    const { upkeep, lines } = await upkeepOf(assistant);
    return { ...testApp(assistant, {}, 'ready', new AbortController().signal, { upkeep }), log: lines, refreshed: () => refreshed };
  }

  test('are listed and made live, recorded, and taken over at once', async () => {
    const { older, newer, embedder } = await twoGenerations();
    const { request, refreshed } = await serviceOf(embedder);
    const { generations } = (await (await request('/v1/generations')).json()) as { generations: object[] };
    expect(generations).toMatchObject([{ id: newer, live: true, inUse: false, refused: false, created: '2026-11-22T12:01:00.000Z', counts: { works: 1 }, embedder: 'hashed-ngrams', problem: null }, { id: older, live: false }]);
    const activated = await request(`/v1/generations/${older}/activate`, { method: 'POST' });
    expect([activated.status, await activated.json(), refreshed()]).toEqual([200, expect.objectContaining({ id: older, live: true }), 1]);
    expect(await readCurrent(place.indexes)).toBe(older);
    expect(changes).toEqual([{ kind: 'activation', data: { who: 'anyone', generation: older, before: newer } }]);
  });

  test('an activation that cannot be recorded or written is not made: 503 or 507, with what to do', async () => {
    const { older, newer, embedder } = await twoGenerations();
    const tiny = tinyAssistant();
    const assistant = { ...tiny, index: () => ({ ...tiny.index(), models: { ...tiny.index().models, embedder } }) };
    for (const [code, status, detail] of [['EACCES', 503, 'the audit log cannot be written (EACCES), and what cannot be recorded is not done. Whoever runs the service has to let it write there (setting auditLog).'], ['ENOSPC', 507, 'the disk is full. Whoever runs the service has to make room; nothing half-written is left.']] as const) {
      const unwritten = new ResponsaError('environment', 'The audit log in /somewhere cannot be written.', 'Make room.', { cause: Object.assign(new Error(code), { code }) });
      const upkeep = await openUpkeep({ config: place.config, assistant, onBuildEnded: () => undefined, startProcess: fakeProcesses().start, recordChange: () => Promise.reject(unwritten), clock: () => new Date(), log: () => undefined });
      const { request, lines } = testApp(assistant, {}, 'ready', new AbortController().signal, { upkeep });
      const response = await request(`/v1/generations/${older}/activate`, { method: 'POST' });
      expect([response.status, (await problemOf(response)).detail]).toEqual([status, `Generation ${older} was not made live: ${detail}`]);
      expect(lines.join('\n')).toContain('/somewhere');
      expect(await readCurrent(place.indexes)).toBe(newer);
    }
  });

  test('that are unknown, damaged, or of another embedder are not', async () => {
    const { older, newer, embedder } = await twoGenerations();
    const { request, log, refreshed } = await serviceOf(embedder);
    expect((await request('/v1/generations/20200101T000000Z-000000000000/activate', { method: 'POST' })).status).toBe(404);
    expect((await request('/v1/generations/..%2Fgenerations/activate', { method: 'POST' })).status).toBe(400);
    const file = path.join(place.indexes, 'generations', older, 'lexical.bin');
    writeFileSync(file, readFileSync(file).subarray(1));
    const damaged = await request(`/v1/generations/${older}/activate`, { method: 'POST' });
    const { detail } = await problemOf(damaged);
    expect([damaged.status, detail]).toEqual([409, `Generation ${older} is damaged: one of its files is missing or altered. It was not made live. The log says which file; \`generations verify ${older}\` does too.`]);
    expect(log.join('\n')).toContain('lexical.bin is damaged');
    const other = await serviceOf({ ...embedder, name: 'words', digest: '00' });
    const refused = await other.request(`/v1/generations/${newer}/activate`, { method: 'POST' });
    expect([refused.status, (await problemOf(refused)).detail]).toEqual([409, expect.stringContaining(`Generation ${newer} was built with the embedder hashed-ngrams, and words is in use.`)]);
    expect([changes, refreshed(), await readCurrent(place.indexes)]).toEqual([[], 0, newer]);
    expect(readdirSync(place.indexes).filter((name) => name.startsWith('.lock'))).toEqual([]);
  });
});
