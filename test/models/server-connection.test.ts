import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readAllowedAddresses } from '../../src/models/allowed-addresses.js';
import { endpointOf, openConnection } from '../../src/models/server-connection.js';

const standard = '127.0.0.0/8, ::1, localhost';
const refused = expect.objectContaining({ name: 'ResponsaError', fault: 'bad-request' }) as Error;

describe('where a server may be', () => {
  it.each([
    ['http://127.0.0.1:8081/v1', standard], ['http://127.0.0.1:8081/v1/', standard], ['http://[::1]:8081/v1', standard], ['http://localhost:11434/v1', standard], ['http://LOCALHOST/v1', standard],
    ['http://10.1.2.3/v1', '10.1.0.0/16'], ['https://llm.office.example/v1', 'llm.office.example'],
  ])('%s is allowed by %s', (url, list) => {
    const { pathname } = endpointOf(url, readAllowedAddresses(list));
    expect(pathname).toBe('/v1/chat/completions');
  });

  it.each([
    ['http://10.1.2.3/v1', standard], ['http://example.com/v1', standard], ['http://localhost.example.com/v1', standard], ['http://0.0.0.0/v1', standard], ['http://169.254.169.254/v1', standard],
    ['http://0x0a010203/v1', standard], ['http://[::ffff:10.1.2.3]/v1', standard], ['http://10.2.0.1/v1', '10.1.0.0/16'], ['http://evil.llm.office.example/v1', 'llm.office.example'],
    ['ftp://127.0.0.1/v1', standard], ['http://user:word@127.0.0.1/v1', standard], ['http://127.0.0.1/v1?key=1', standard], ['127.0.0.1:8081', standard], ['', standard], ['http://127.0.0.1/v1', ''],
  ])('%s is refused by %s', (url, list) => expect(() => endpointOf(url, readAllowedAddresses(list))).toThrow(refused));

  it('takes an entry for what it is, and says which is none', () => {
    expect(() => readAllowedAddresses('http://127.0.0.1')).toThrow(expect.objectContaining({ message: 'languageModelAddresses has the entry "http://127.0.0.1".' }) as Error);
    expect(() => readAllowedAddresses('10.0.0.0/33')).toThrow(refused);
  });

  it('lets a listed name lead into the office or to a listed address, nowhere else', () => {
    const allowed = readAllowedAddresses('llm.office.example, 203.0.113.7');
    expect(['10.0.0.1', '192.168.1.1', '127.0.0.1', '::1', 'fd00::1', '203.0.113.7'].map((address) => allowed.admitsAddress(address))).toEqual([true, true, true, true, true, true]);
    expect(['203.0.113.8', '8.8.8.8', '2001:4860:4860::8888', 'llm.office.example'].map((address) => allowed.admitsAddress(address))).toEqual([false, false, false, false]);
  });
});

describe('a connection', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  const listen = async (hits: string[]): Promise<number> => {
    const server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end('{}');
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  it('goes to the server and to no proxy of the environment', async () => {
    const [hits, proxied]: [string[], string[]] = [[], []];
    const [port, proxy] = [await listen(hits), await listen(proxied)];
    const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'NODE_USE_ENV_PROXY'] as const;
    for (const name of names) process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${proxy}`;
    try {
      const allowed = readAllowedAddresses(standard);
      const connection = openConnection(endpointOf(`http://localhost:${port}/v1`, allowed), allowed);
      const response = await connection.post({}, new AbortController().signal);
      response.resume();
      expect(response.statusCode).toBe(200);
      connection.close();
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
    expect([hits, proxied]).toEqual([['/v1/chat/completions'], []]);
  });
});
