/** Who may do what: every route of the application, with no key, wrong ones, and one of each role; and the rest of the gate over HTTP. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { addKey, removeKey, type KeysFile } from '../../src/access/keys-file.js';
import { createAccess, openAccess } from '../../src/access-control.js';
import type { Change } from '../../src/changes.js';
import { ResponsaError } from '../../src/errors.js';
import { roles, type Role } from '../../src/roles.js';
import { allowed, allowedAsMarkdown, compareWithTable } from '../../src/server/roles.js';
import { json, problemOf, settings, testApp, testService, until, type TestApp, type TestSettings } from './harness.js';
import { tinyAssistant } from './tiny-assistant.js';

const now = new Date('2026-11-22T12:00:00Z');
const folder = mkdtempSync(path.join(tmpdir(), 'responsa-keys-'));
const keysFile = (name: string): KeysFile => ({ file: path.join(folder, name), clock: () => now, random: randomBytes, record: () => Promise.resolve() });
const keys = new Map<Role | 'expired', string>();

beforeAll(async () => {
  for (const role of roles) keys.set(role, (await addKey(keysFile('keys.json'), { name: `the ${role} key`, roles: [role], expires: '2026-11-22' })).text);
  keys.set('expired', (await addKey(keysFile('keys.json'), { name: 'old', roles: [...roles], expires: '2026-11-21' })).text);
  return () => rmSync(folder, { recursive: true });
});

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
const guarded = (given: Partial<TestSettings> = {}, assistant = tinyAssistant()): TestApp => testApp(assistant, { indexes: folder, ...given });

/** Registered by the application, by their names in the table. */
const { app } = testApp();
const served = [...new Map(app.routes.filter(({ method, path: at }) => method !== 'ALL' && !at.includes('*')).map((route) => [`${route.method} ${route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`, route])).keys()];

describe('the table of roles', () => {
  test('has every route of the application', () => {
    const { unlisted, unserved } = compareWithTable(app.routes);
    expect(unlisted).toEqual([]);
    expect(unserved).toEqual([]);
  });

  test('finds a route that nobody listed, and nobody may use it', async () => {
    const open = testApp();
    open.app.get('/v1/secret', (c) => c.text('secret'));
    expect(compareWithTable(open.app.routes).unlisted).toEqual(['GET /v1/secret']);
    const response = await open.app.request('/v1/secret');
    expect([response.status, (await problemOf(response)).detail]).toEqual([403, 'No role is set for GET /v1/secret, so nobody may use it.']);
  });

  test('stands in docs/security.md as it is', () => {
    const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
    expect(page.split('<!-- roles -->\n')[1]?.split('\n<!-- /roles -->')[0]).toBe(allowedAsMarkdown());
  });
});

/** 401, 403, or `in`: past the gate, whatever the route then says. */
const outcomeOf = ({ status }: Response): number | 'in' => (status === 401 || status === 403 ? status : 'in');
const send = (to: TestApp, name: string, headers: Record<string, string>): Promise<Response> => {
  const [method = '', template = ''] = name.split(' ');
  const where = template.replace(/\{(\w+)\}/g, 'a');
  return to.request(where, method === 'GET' || method === 'DELETE' ? { method, headers } : { method, headers: { 'content-type': 'application/json', ...headers }, body: '{}' });
};

describe.each(served)('%s', (name) => {
  const role = allowed[name as keyof typeof allowed];

  test('with no key, a wrong one, half a one, an expired one', async () => {
    const closed = guarded();
    const wrong = { none: {}, wrong: bearer(`rsp_00000000_${'A'.repeat(43)}`), changed: bearer(`${keys.get('ask')!.slice(0, -1)}${keys.get('ask')!.endsWith('A') ? 'Q' : 'A'}`), half: bearer(keys.get('ask')!.slice(0, 30)), basic: { authorization: 'Basic YTpi' }, expired: bearer(keys.get('expired')!) };
    const outcomes = await Promise.all(Object.entries(wrong).map(async ([what, headers]) => [what, outcomeOf(await send(closed, name, headers))]));
    expect(outcomes).toEqual(Object.keys(wrong).map((what) => [what, role === 'anyone' ? 'in' : 401]));
  });

  test('with a key of each role', async () => {
    const closed = guarded();
    const outcomes = await Promise.all(roles.map(async (one) => [one, outcomeOf(await send(closed, name, bearer(keys.get(one)!)))]));
    expect(outcomes).toEqual(roles.map((one) => [one, role === 'anyone' || role === one ? 'in' : 403]));
  });

  test('without keys on this machine', async () => {
    expect(outcomeOf(await send(testApp(), name, {}))).toBe('in');
  });
});

describe('what a refusal says', () => {
  test('401 names the scheme, 403 the role that is missing, and neither a key', async () => {
    const closed = guarded();
    const none = await closed.request('/v1/index');
    expect([none.status, none.headers.get('www-authenticate'), (await problemOf(none)).type]).toEqual([401, 'Bearer realm="responsa"', 'urn:responsa:problem:no-key']);
    const wrong = await closed.request('/v1/index', { headers: bearer(`rsp_00000000_${'A'.repeat(43)}`) });
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="responsa", error="invalid_token"');
    const role = await closed.request('/v1/index', { headers: bearer(keys.get('edit')!) });
    expect([role.status, (await problemOf(role)).detail]).toEqual([403, 'The key "the edit key" does not have the role "ask" that this asks for. Whoever runs the service can make a key that has.']);
    expect(closed.lines.join('\n')).not.toMatch(/rsp_/);
  });

  test('unknown paths and methods are refused as before, OPTIONS with 405 and no CORS header', async () => {
    const closed = guarded();
    expect((await closed.request('/v1/nothing')).status).toBe(404);
    const preflight = await closed.request('/v1/answers', { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } });
    expect([preflight.status, preflight.headers.get('allow')]).toEqual([405, 'POST']);
    for (const response of [preflight, await closed.request('/v1/index', { headers: { ...bearer(keys.get('ask')!), origin: 'https://elsewhere.example' } })]) {
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('pages of other sites', () => {
  test.each([
    ['cross-site by its own words', { 'sec-fetch-site': 'cross-site' }, 403], ['a sister site', { 'sec-fetch-site': 'same-site' }, 403], ['another origin', { origin: 'http://elsewhere.example' }, 403],
    ['no origin to name', { origin: 'null' }, 403], ['another port', { origin: 'http://localhost:9' }, 403], ['its own page', { 'sec-fetch-site': 'same-origin', 'origin': 'http://localhost' }, 200], ['a program', {}, 200],
  ])('may not change anything: %s', async (_, headers, status) => {
    const { request } = testApp();
    expect((await request('/v1/answers', json({ question: 'register a dwelling' }, headers))).status).toBe(status);
    expect((await request('/v1/index', { headers })).status).toBe(200);
  });

  test('cannot reach an open service by a name of their own (DNS rebinding)', async () => {
    const status = async (to: TestApp, url: string): Promise<number> => (await to.app.request(url)).status;
    const open = testApp();
    for (const host of ['localhost:8080', '127.0.0.1', '127.9.9.9', '[::1]:80', 'a.localhost']) expect([host, await status(open, `http://${host}/v1/index`)]).toEqual([host, 200]);
    for (const host of ['rebound.example', '10.0.0.1', 'localhost.rebound.example']) expect([host, await status(open, `http://${host}/v1/index`)]).toEqual([host, 421]);
    expect(await status(open, 'http://rebound.example/healthz')).toBe(200);
    const named = testApp(tinyAssistant(), { allowedHosts: 'law.office.example' });
    expect([await status(named, 'http://law.office.example/v1/index'), await status(named, 'http://other.example/v1/index')]).toEqual([200, 421]);
    expect(await status(guarded(), 'http://law.office.example/docs')).toBe(200);
  });
});

describe('without keys', () => {
  const world = { clock: () => now, ticks: () => 0, log: () => undefined, recordChange: () => Promise.resolve() };
  test.each(['0.0.0.0', '::', '192.0.2.1', 'law.office.example'])('the service does not start on %s', async (host) => {
    await expect(openAccess({ ...settings, host }, world)).rejects.toMatchObject({ fault: 'bad-request', advice: expect.stringContaining('openToAll = yes') as string });
    await expect(openAccess({ ...settings, host, openToAll: 'yes' }, world)).resolves.toBeDefined();
    await expect(openAccess({ ...settings, host, indexes: folder }, world)).resolves.toBeDefined();
  });
  test('it does start on this machine', async () => {
    for (const host of ['127.0.0.1', '::1', 'localhost']) await expect(openAccess({ ...settings, host }, world)).resolves.toBeDefined();
  });
  test('it does not start with a damaged file of keys', async () => {
    writeFileSync(path.join(folder, 'damaged.json'), '{"keys":[{"name":"half');
    await expect(openAccess({ ...settings, indexes: folder, keysFile: 'damaged.json' }, world)).rejects.toMatchObject({ fault: 'damaged' });
  });
});

describe('a running service', () => {
  test('notices keys made and withdrawn, and lets nobody in while their file is damaged or gone', async () => {
    const file = keysFile('running.json');
    const to = guarded({ keysFile: 'running.json' });
    const index = async (key?: string): Promise<number> => (await to.request('/v1/index', key === undefined ? {} : { headers: bearer(key) })).status;
    expect(await index()).toBe(200);
    const { text } = await addKey(file, { name: 'a', roles: ['ask'], expires: null });
    const { text: second } = await addKey(file, { name: 'b', roles: ['ask'], expires: null });
    expect([await index(), await index(text), await index(second)]).toEqual([401, 200, 200]);
    await removeKey(file, 'a');
    expect([await index(text), await index(second)]).toEqual([401, 200]);
    const whole = readFileSync(file.file, 'utf8');
    for (const damage of ['', '{', whole.slice(0, 60), '{"keys":{}}', whole.replace('"ask"', '"king"'), '[]']) {
      writeFileSync(file.file, damage);
      expect([await index(second), await index(), (await to.request('/healthz')).status, (await to.request('/docs')).status]).toEqual([503, 503, 200, 200]);
    }
    expect(to.lines.filter((line) => line.startsWith('error every request that needs a key is refused: The file of keys')).length).toBeGreaterThan(0);
    rmSync(file.file);
    expect([await index(second), await index()]).toEqual([503, 503]);
    writeFileSync(file.file, whole);
    expect([await index(second), await index()]).toEqual([200, 401]);
    expect(to.lines).toContain(`info the file of keys ${file.file} can be read again`);
    // Withdrawn, all of them, by command: a decision.
    await removeKey(file, 'b');
    expect(await index()).toBe(200);
  });

  test('on another address nobody is let in once the last key is withdrawn', async () => {
    const file = keysFile('last.json');
    const { text } = await addKey(file, { name: 'a', roles: ['ask'], expires: null });
    const to = guarded({ keysFile: 'last.json', host: '0.0.0.0' });
    expect((await to.request('/v1/index', { headers: bearer(text) })).status).toBe(200);
    await removeKey(file, 'a');
    expect([(await to.request('/v1/index')).status, (await to.request('/v1/index', { headers: bearer(text) })).status]).toEqual([401, 401]);
  });

  test('gives its page a field for the key, and only where one is asked for', async () => {
    expect(await (await guarded().request('/')).text()).toContain('<label for="key">Key</label>\n<input id="key" type="password"');
    expect(await (await testApp().request('/')).text()).not.toContain('<input id="key"');
  });
});

describe('limits', () => {
  const from = (address: string): object => ({ incoming: { socket: { remoteAddress: address } } });
  const clocked = (given: Partial<TestSettings>, recorded: Change[] = []) => {
    let ticks = 0;
    const access = createAccess({ ...settings, indexes: folder, ...given }, { clock: () => now, ticks: () => ticks, log: () => undefined, recordChange: (change) => (recorded.push(change), Promise.resolve()) });
    const { app: to } = testApp(tinyAssistant(), {}, 'ready', new AbortController().signal, { access });
    const get = (key: string, address: string, headers: Record<string, string> = {}) => to.request('/v1/index', { headers: { ...bearer(key), ...headers } }, from(address));
    return { to, access, get, pass: (ms: number) => (ticks += ms) };
  };

  test('per address: 429 with the seconds to wait, health exempt, and time heals', async () => {
    const { to, get, pass } = clocked({ requestsPerAddress: 2 });
    const key = keys.get('ask')!;
    expect([(await get(key, '192.0.2.1')).status, (await get(key, '192.0.2.1')).status, (await get(key, '192.0.2.2')).status]).toEqual([200, 200, 200]);
    const limited = await get(key, '192.0.2.1');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await to.request('/healthz', {}, from('192.0.2.1'))).status).toBe(200);
    pass(30_000);
    expect((await get(key, '192.0.2.1')).status).toBe(200);
  });

  test('per key, wherever it is used', async () => {
    const { get } = clocked({ requestsPerKey: 1 });
    expect([(await get(keys.get('ask')!, '192.0.2.1')).status, (await get(keys.get('ask')!, '192.0.2.2')).status, (await get(keys.get('edit')!, '192.0.2.2')).status]).toEqual([200, 429, 403]);
  });

  test('wrong keys of one address: 429 after some, a right key still passes, and they are counted in one entry of the record', async () => {
    const recorded: Change[] = [];
    const { get, access } = clocked({ wrongKeysPerAddress: 3 }, recorded);
    const wrong = `rsp_00000000_${'A'.repeat(43)}`;
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await get(wrong, '192.0.2.1')).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect([(await get(keys.get('ask')!, '192.0.2.1')).status, (await get(wrong, '192.0.2.2')).status]).toEqual([200, 401]);
    await get(keys.get('expired')!, '192.0.2.2');
    await get(keys.get('edit')!, '192.0.2.2');
    await access.recordRefusals();
    await access.recordRefusals();
    expect(recorded).toEqual([{ kind: 'refusals', data: {
      who: 'service', from: now.toISOString(), to: now.toISOString(), counts: { wrong: 6, expired: 1, role: 1 }, addresses: [{ address: '192.0.2.1', count: 5 }, { address: '192.0.2.2', count: 3 }],
    } }]);
    expect(JSON.stringify(recorded)).not.toContain('rsp_');
    // For the metrics: all since the process began, recorded or not.
    expect(access.keysRefused()).toEqual({ wrong: 6, expired: 1, role: 1 });
  });

  test('refused keys that cannot be recorded are counted on', async () => {
    let isBroken = true;
    const recorded: Change[] = [];
    const access = createAccess({ ...settings, indexes: folder }, {
      clock: () => now, ticks: () => 0, log: () => undefined,
      recordChange: (change) => (isBroken ? Promise.reject(new ResponsaError('environment', 'full', 'Make room.')) : (recorded.push(change), Promise.resolve())),
    });
    const { app: to } = testApp(tinyAssistant(), {}, 'ready', new AbortController().signal, { access });
    await to.request('/v1/index', { headers: bearer('x') });
    await expect(access.recordRefusals()).rejects.toMatchObject({ fault: 'environment' });
    await to.request('/v1/index', { headers: bearer('y') });
    isBroken = false;
    await access.recordRefusals();
    expect(recorded).toMatchObject([{ data: { counts: { wrong: 2 } } }]);
  });

  test('X-Forwarded-For is believed of a trusted proxy alone', async () => {
    const { get } = clocked({ requestsPerAddress: 1, trustedProxies: '10.0.0.0/8' });
    const key = keys.get('ask')!;
    const through = async (peer: string, forwarded: string): Promise<number> => (await get(key, peer, { 'x-forwarded-for': forwarded })).status;
    expect([await through('10.0.0.1', '192.0.2.1'), await through('10.0.0.1', '192.0.2.2'), await through('10.0.0.1', '198.51.100.7, 192.0.2.2')]).toEqual([200, 200, 429]);
    // Who is no proxy of ours says what he likes.
    expect([await through('203.0.113.5', '192.0.2.8'), await through('203.0.113.5', '192.0.2.9')]).toEqual([200, 429]);
  });
});

describe('places', () => {
  const ask = json({ question: 'register a dwelling' });
  function held(): { readonly assistant: ReturnType<typeof tinyAssistant>; readonly release: () => void } {
    let release = (): void => undefined;
    const wait = new Promise<void>((resolve) => (release = resolve));
    return { assistant: tinyAssistant({ pace: () => wait }), release: () => release() };
  }

  test('beyond those at work and those waiting, 503 at once; health and look-ups go on', async () => {
    const { assistant, release } = held();
    const { request } = testApp(assistant, { concurrentRequests: 1, waitingRequests: 1 });
    const first = request('/v1/answers', ask);
    await until(() => assistant.running() === 1);
    const second = request('/v1/answers', { ...ask, headers: { 'content-type': 'application/json', 'accept': 'text/event-stream' } });
    await new Promise((resolve) => setTimeout(resolve, 10));
    const third = await request('/v1/passages', json({ query: 'register' }));
    expect([third.status, third.headers.get('retry-after'), assistant.running()]).toEqual([503, '2', 1]);
    expect([(await request('/healthz')).status, (await request('/v1/index')).status]).toEqual([200, 200]);
    release();
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
    expect(await (await second).text()).toContain('event: answer');
    await until(() => assistant.running() === 0);
    // The place of the one that was sent as events is free again.
    expect((await request('/v1/answers', ask)).status).toBe(200);
  });

  test('who goes away while waiting leaves the queue', async () => {
    const { assistant, release } = held();
    const { request } = await testService(assistant, { concurrentRequests: 1, waitingRequests: 1 });
    const first = request('/v1/answers', ask);
    await until(() => assistant.running() === 1);
    for (let i = 0; i < 3; i++) {
      const leaving = new AbortController();
      const gone = request('/v1/answers', { ...ask, signal: leaving.signal }).then(({ status }) => status, () => 'gone');
      await new Promise((resolve) => setTimeout(resolve, 50));
      leaving.abort();
      expect(await gone).toBe('gone');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    release();
    expect((await first).status).toBe(200);
    expect(assistant.signals).toHaveLength(1);
  });
});

