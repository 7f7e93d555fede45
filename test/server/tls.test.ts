/** TLS from certificate files: spoken, renewed while running, refused when the files are no pair; and thousands of idle connections. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, describe, expect, test } from 'vitest';
import { openEncryption } from '../../src/access-control.js';
import { json, rawClient, testService, until } from './harness.js';
import { tinyAssistant } from './tiny-assistant.js';

const folder = mkdtempSync(path.join(tmpdir(), 'responsa-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

/** Made anew each time: no private key is in the checkout. False where there is no openssl. */
function makePair(name: string): boolean {
  return spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]).status === 0;
}
const hasOpenssl = makePair('first') && makePair('second');
const files = { tlsCertificate: at('live.pem'), tlsKey: at('live.key') };
const use = (certificate: string, key: string): void => {
  copyFileSync(at(`${certificate}.pem`), files.tlsCertificate);
  copyFileSync(at(`${key}.key`), files.tlsKey);
};

interface Reply {
  readonly status: number | undefined;
  readonly hsts: string | undefined;
  readonly name: unknown;
}
function get(port: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    https.get({ port, host: '127.0.0.1', path: '/healthz', rejectUnauthorized: false, agent: false }, (response) => {
      const name = response.socket instanceof tls.TLSSocket ? response.socket.getPeerCertificate().subject.CN : null;
      response.resume().on('end', () => resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'], name }));
    }).on('error', reject);
  });
}

// Without openssl no certificate can be made here.
describe.skipIf(!hasOpenssl)('TLS', () => {
  test('is spoken with HSTS on every response, takes over a new certificate, and keeps the old one while the files are no pair', async () => {
    use('first', 'first');
    const { port, address, lines } = await testService(tinyAssistant(), {}, { encryption: await openEncryption(files) });
    expect(address).toBe(`https://127.0.0.1:${port}`);
    expect(await get(port)).toEqual({ status: 200, hsts: 'max-age=31536000', name: 'first' });
    use('second', 'first');
    await until(() => lines.some((line) => line.startsWith('error the new certificate is not taken over, the old one stays: The key in')));
    expect((await get(port)).name).toBe('first');
    writeFileSync(files.tlsCertificate, 'half a certif');
    await until(() => lines.some((line) => line.includes('holds no certificate')));
    expect((await get(port)).name).toBe('first');
    use('second', 'second');
    await until(() => lines.some((line) => line.startsWith('info a new certificate is in use')));
    expect(await get(port)).toEqual({ status: 200, hsts: 'max-age=31536000', name: 'second' });
  });

  test('refuses TLS 1.1 and plain HTTP, and says in a refusal of its own to come encrypted', async () => {
    use('first', 'first');
    const { port } = await testService(tinyAssistant(), {}, { encryption: await openEncryption(files) });
    const old = new Promise((resolve) => {
      const socket: tls.TLSSocket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }, () => resolve('connected'));
      socket.on('error', () => resolve('refused'));
    });
    expect(await old).toBe('refused');
    expect(await rawClient(port, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n').closed).not.toContain('alive');
    const malformed = new Promise<string>((resolve) => {
      let received = '';
      const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => socket.write('no request\r\n\r\n'));
      socket.on('data', (bytes: Buffer) => (received += bytes.toString())).on('close', () => resolve(received));
    });
    expect(await malformed).toMatch(/^HTTP\/1\.1 400 [^]*strict-transport-security: max-age=31536000\r\n/);
    expect((await get(port)).status).toBe(200);
  });

  test('is not begun with files that are missing, no pair, or only one', async () => {
    use('second', 'first');
    await expect(openEncryption(files)).rejects.toMatchObject({ fault: 'environment', message: expect.stringContaining('is not that of the certificate') as string });
    await expect(openEncryption({ ...files, tlsKey: at('none.key') })).rejects.toMatchObject({ fault: 'environment', message: expect.stringContaining('cannot be read') as string });
    await expect(openEncryption({ ...files, tlsKey: '' })).rejects.toMatchObject({ fault: 'bad-request' });
    expect(await openEncryption({ tlsCertificate: '', tlsKey: '' })).toBeNull();
  });
});

test('behind a trusted proxy that says so, a response tells browsers to come encrypted; nobody else is believed', async () => {
  const headers = { 'x-forwarded-proto': 'https' };
  const [behind, alone] = [await testService(tinyAssistant(), { trustedProxies: '127.0.0.1' }), await testService()];
  expect((await behind.request('/healthz', { headers })).headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect((await behind.request('/healthz')).headers.get('strict-transport-security')).toBeNull();
  expect((await alone.request('/healthz', { headers })).headers.get('strict-transport-security')).toBeNull();
});

describe('connections', () => {
  const many = 10_000;
  /** Node raises its own limit to the hard one (setrlimit(2)); clients are a process of their own, so that each needs `many` and some more. */
  const openFiles = Number(spawnSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).stdout);
  /** Of each three one says nothing, one half a line of its headers, one half a body. */
  const clients = `
    const net = require('node:net');
    const texts = ['', 'GET /healthz HT', 'POST /v1/answers HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-type: application/json\\r\\ncontent-length: 50\\r\\n\\r\\n{'];
    let open = 0;
    const connect = (number) => {
      const socket = net.connect(Number(process.argv[1]), '127.0.0.1', () => {
        // Those that wait too long for the rest may be refused meanwhile.
        socket.removeAllListeners('error').on('error', () => undefined);
        socket.write(texts[number % 3]);
        if (++open === ${many}) process.stdout.write('open');
        else if (number + 50 < ${many}) connect(number + 50);
      });
      socket.on('error', (error) => { process.stderr.write(error.message); process.exit(1); });
    };
    for (let first = 0; first < 50; first++) connect(first);
    process.stdin.resume().on('end', () => process.exit(0));
  `;

  // Where fewer files may be open, this cannot be tried.
  test.skipIf(openFiles < many + 500)(`${many} open ones, idle and slow, keep nobody from an answer, and go`, async () => {
    const { port, request } = await testService(tinyAssistant(), { requestTimeout: 60_000 });
    const child = spawn(process.execPath, ['-e', clients, String(port)], { stdio: ['pipe', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
    const exited = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), exited]);
    expect(errors).toBe('');
    const answer = await request('/v1/answers', json({ question: 'register' }));
    expect(answer.status).toBe(200);
    child.stdin.end();
    expect(await exited).toEqual([0, null]);
    expect(await rawClient(port, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n').closed).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('beyond maxConnections are closed; when some have gone, others are taken again', async () => {
    const { port, request } = await testService(tinyAssistant(), { maxConnections: 2 });
    const held = [rawClient(port, 'GET /'), rawClient(port, 'GET /')];
    await until(() => held.every(({ socket }) => !socket.connecting));
    expect(await rawClient(port, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n').closed).toBe('');
    for (const { socket } of held) socket.destroy();
    await Promise.all(held.map(({ closed }) => closed));
    for (;;) {
      const status = await request('/healthz').then(({ status: is }) => is, () => 0);
      if (status === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
});
