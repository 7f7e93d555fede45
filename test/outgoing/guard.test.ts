/** A planted dependency that phones home in every way Node has: each way is refused with words, counted and logged, and no name is asked for. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';

const compiled = (file: string): string => pathToFileURL(path.join(programFolder, 'dist', file)).href;
const guard = compiled('src/outgoing/install.js');
const home = 'home.example';

/** Each way out, as a function that resolves with the error it met (or its cause), or `null` when it got through. */
const phone = `
import childProcess, { spawn } from 'node:child_process'; import dgram from 'node:dgram'; import dns from 'node:dns'; import dnsPromises from 'node:dns/promises';
import http from 'node:http'; import http2 from 'node:http2'; import https from 'node:https'; import net, { connect } from 'node:net'; import tls from 'node:tls';
const failing = (emitter) => new Promise((resolve) => { emitter.on('error', resolve); for (const good of ['connect', 'secureConnect', 'response', 'message']) emitter.on(good, () => resolve(null)); });
const called = (start) => new Promise((resolve) => start((error) => resolve(error)));
const thrown = async (start) => { try { await start(); return null; } catch (error) { return error.cause ?? error; } };
export const ways = {
  'fetch by name': () => thrown(() => fetch('https://${home}/')),
  'fetch by address': () => thrown(() => fetch('http://192.0.2.7:8080/')),
  'http': () => failing(http.get('http://${home}/')),
  'https': () => failing(https.get('https://${home}/')),
  'http2': () => failing(http2.connect('https://${home}/')),
  'net by name': () => failing(net.connect(80, '${home}')),
  'net by address': () => failing(connect({ host: '192.0.2.7', port: 443 })),
  'net, written to at once': () => { const socket = net.connect(80, '192.0.2.7'); socket.write('hello'); return failing(socket); },
  'net with a look-up of its own': () => failing(net.connect({ host: '${home}', port: 80, lookup: (name, options, done) => done(null, [{ address: '192.0.2.7', family: 4 }]) })),
  'a bare socket': () => failing(new net.Socket().connect('80', '192.0.2.7')),
  'loopback': () => failing(net.connect(9, '127.0.0.1')),
  'a port alone': () => failing(net.connect(9)),
  'a local socket': () => failing(net.connect('/run/phone.sock')),
  'tls': () => failing(tls.connect(443, '${home}')),
  'lookup': () => called((done) => dns.lookup('${home}', done)),
  'lookup, promised': () => thrown(() => dnsPromises.lookup('${home}')),
  'resolve4': () => called((done) => dns.resolve4('${home}', done)),
  'resolveTxt, promised': () => thrown(() => dns.promises.resolveTxt('secret.${home}')),
  'a resolver': () => called((done) => new dns.Resolver().resolve('${home}', done)),
  'a promising resolver': () => thrown(() => new dnsPromises.Resolver().resolve6('${home}')),
  'reverse': () => called((done) => dns.reverse('192.0.2.7', done)),
  'a datagram': () => called((done) => dgram.createSocket('udp4').send('hello', 53, '192.0.2.7', done)),
  'a datagram socket, connected': () => failing((() => { const socket = dgram.createSocket('udp4'); socket.connect(53, '192.0.2.7'); return socket; })()),
  'another program': () => thrown(() => spawn('curl', ['http://${home}/'])),
  'a shell': () => thrown(() => childProcess.execSync('curl http://${home}/')),
  "Node's inside": () => thrown(() => process.binding('tcp_wrap')),
  ...(typeof WebSocket === 'undefined' ? {} : { 'web socket': () => new Promise((resolve) => { const socket = new WebSocket('ws://${home}/'); socket.onerror = () => resolve({ code: 'ERR_OUTGOING_REFUSED' }); socket.onopen = () => resolve(null); }) }),
};
export async function phoneHome() {
  const met = {};
  for (const [name, way] of Object.entries(ways)) {
    const error = await Promise.race([way(), new Promise((resolve) => setTimeout(resolve, 20_000, 'nothing came').unref())]);
    met[name] = error?.code ?? String(error);
  }
  return met;
}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-guard-'));
  const dependency = path.join(folder, 'node_modules', 'planted');
  mkdirSync(dependency, { recursive: true });
  writeFileSync(path.join(dependency, 'package.json'), JSON.stringify({ name: 'planted', version: '1.0.0', type: 'module', exports: './index.js' }));
  writeFileSync(path.join(dependency, 'index.js'), phone);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** Runs a program that imports the guard first. */
function run(name: string, program: string, before: readonly string[] = []): Promise<Ran> {
  const file = path.join(folder, name);
  writeFileSync(file, `import ${JSON.stringify(guard)};\n${program}`);
  const [command, ...given] = [...before, process.execPath, file];
  return new Promise((resolve) => execFile(command, given, { cwd: folder }, (error, out, err) => resolve({ out, err, code: error === null ? 0 : Number(error.code) })));
}

const count = `import { refusedConnections } from ${JSON.stringify(compiled('src/outgoing/refusal.js'))};`;
const inThread = (thread: string): string => `import { Worker } from 'node:worker_threads'; ${count}
  const worker = ${thread};
  worker.on('message', (met) => console.log(JSON.stringify({ met, refused: refusedConnections() }))).on('error', (error) => console.log(String(error)));`;
const thread = `import { parentPort } from 'node:worker_threads'; import { phoneHome } from 'planted'; parentPort.postMessage(await phoneHome()); process.exit();`;

function expectAllRefused({ out, err }: Ran): void {
  const { met, refused } = JSON.parse(out) as { met: Record<string, string>; refused: number };
  expect(met).toEqual(Object.fromEntries(Object.keys(met).map((way) => [way, 'ERR_OUTGOING_REFUSED'])));
  expect(Object.keys(met).length).toBeGreaterThanOrEqual(26);
  const lines = err.split('\n').filter((line) => line.startsWith('warning refused an outgoing connection: '));
  expect([refused, lines.length]).toEqual([lines.length, refused]);
  expect(refused).toBeGreaterThanOrEqual(Object.keys(met).length);
  expect(err).toContain('a connection to 192.0.2.7:443');
  expect(err).toContain(`a question to the name service to ${home}`);
}

describe('a planted dependency', () => {
  it('is refused in the main thread, without a system call to the network', async () => {
    const strace = existsSync('/usr/bin/strace') && works(['strace', '-f', '-e', 'trace=none', 'true']);
    const calls = path.join(folder, 'calls.txt');
    const ran = await run('main.mjs', `import { phoneHome } from 'planted'; ${count} console.log(JSON.stringify({ met: await phoneHome(), refused: refusedConnections() })); process.exit();`, strace ? ['strace', '-f', '-o', calls, '-e', 'trace=connect,sendto,sendmsg,sendmmsg'] : []);
    expectAllRefused(ran);
    if (strace) expect(readFileSync(calls, 'utf8').split('\n').filter((line) => /AF_INET|AF_UNIX/.test(line))).toEqual([]);
  });

  it('is refused in a thread from a file, from a text, and in a thread of a thread', async () => {
    writeFileSync(path.join(folder, 'thread.mjs'), thread);
    expectAllRefused(await run('starts-file.mjs', inThread(`new Worker(new URL('./thread.mjs', import.meta.url))`)));
    expectAllRefused(await run('starts-text.mjs', inThread(`new Worker("import('./thread.mjs')", { eval: true })`).replace('import(\'./thread.mjs\')', `import('${pathToFileURL(path.join(folder, 'thread.mjs')).href}')`)));
    writeFileSync(path.join(folder, 'outer.mjs'), `import { parentPort, Worker } from 'node:worker_threads'; new Worker(new URL('./thread.mjs', import.meta.url), { execArgv: [] }).on('message', (met) => parentPort.postMessage(met));`);
    expectAllRefused(await run('starts-outer.mjs', inThread(`new Worker(new URL('./outer.mjs', import.meta.url))`)));
  });

  it('is refused in a Node process that it starts', async () => {
    writeFileSync(path.join(folder, 'child.mjs'), `import { phoneHome } from 'planted'; console.log(JSON.stringify(await phoneHome())); process.exit();`);
    const ran = await run('starts-child.mjs', `import { execFile, fork } from 'node:child_process'; execFile(process.execPath, [${JSON.stringify(path.join(folder, 'child.mjs'))}], (error, out, err) => { console.log(out); process.stderr.write(err); });`);
    const met = JSON.parse(ran.out) as Record<string, string>;
    expect(new Set(Object.values(met))).toEqual(new Set(['ERR_OUTGOING_REFUSED']));
  });

  it('an error says what was wanted, whither, and what to do; one that nobody listens to is an error as any failed connection', async () => {
    const ran = await run('words.mjs', `import net from 'node:net'; net.connect(80, '${home}').on('error', ({ message }) => console.log(message));`);
    expect(ran).toMatchObject({ code: 0, out: `Refused a connection to ${home}:80: Responsa opens no outgoing connection but to the language-model server that the setting languageModelUrl names, and to the collector that tracesUrl names. If it is one of them that you mean, set it (docs/engines.md, docs/operations.md); otherwise find out which library wanted it.\n` });
  });
});

const works = ([command = '', ...given]: readonly string[]): boolean => {
  try {
    execFileSync(command, given, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('what the settings name', () => {
  it('is reached, with its port only; a second admission is refused, and threads have none', async () => {
    const server = createServer((_, response) => response.end('here'));
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)));
    const config = `{ languageModelUrl: 'http://127.0.0.1:${port}/v1', host: '127.0.0.1', logFormat: 'json' }`;
    const ran = await run('admits.mjs', `import net from 'node:net'; import { createServer } from 'node:http'; import { Worker } from 'node:worker_threads';
      import { admitConfigured } from ${JSON.stringify(compiled('src/outgoing/admitted.js'))};
      const tried = (url) => fetch(url).then((response) => response.text(), (error) => error.cause.code);
      console.log('before', await tried('http://127.0.0.1:${port}/'));
      admitConfigured(${config});
      console.log('after', await tried('http://127.0.0.1:${port}/'), await tried('http://localhost:${port}/'), await tried('http://127.0.0.1:${port + 1}/'));
      try { admitConfigured(${config}); } catch ({ message }) { console.log(message); }
      const service = createServer((_, response) => response.end()).listen(0, '127.0.0.1', () => { console.log('listening'); service.close(); });
      new Worker("fetch('http://127.0.0.1:${port}/').catch((error) => console.log('thread', error.cause.code))", { eval: true });`);
    server.close();
    expect(ran.out.trim().split('\n').sort()).toEqual(['What may be connected to was settled when the program began.', 'after here ERR_OUTGOING_REFUSED ERR_OUTGOING_REFUSED', 'before ERR_OUTGOING_REFUSED', 'listening', 'thread ERR_OUTGOING_REFUSED']);
    const [first = '', ...others] = ran.err.trim().split('\n');
    expect(first).toBe(`warning refused an outgoing connection: a connection to 127.0.0.1:${port}`);
    expect(others.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(['warning', 'warning', 'warning']);
  });
});

describe('the program', () => {
  const source = (file: string): string => readFileSync(path.join(programFolder, file), 'utf8');
  const firstImport = (text: string): string | undefined => /^import .*$/m.exec(text)?.[0];

  it('imports the guard before anything else, in both of its beginnings', () => {
    for (const file of ['scripts/responsa.ts', 'scripts/start.ts']) expect([file, firstImport(source(file))]).toEqual([file, "import '../src/outgoing/install.js';"]);
  });

  it('has no thread without it', () => {
    const files = readdirSync(path.join(programFolder, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const entries = files.filter((name) => /import \{[^}]*\bparentPort\b/.test(source(`src/${name}`)));
    expect(entries.length).toBeGreaterThanOrEqual(3);
    for (const name of entries) expect([name, firstImport(source(`src/${name}`))]).toEqual([name, "import '../outgoing/install.js';"]);
    const started = files.flatMap((name) => [...source(`src/${name}`).matchAll(/new URL\('\.\/([\w-]+)\.js', import\.meta\.url\)/g)].map(([, entry]) => path.posix.join(path.posix.dirname(name), `${entry!}.ts`)));
    expect(started.filter((name) => name !== 'outgoing/install.ts').sort()).toEqual(entries.sort());
  });
});
