/** Slow writers and readers of documents: they wait for themselves alone, and what they held is let go. */
import { existsSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { documentPlace } from './document-place.js';
import { moreThanSocketsHold, rawClient, testService, until } from './harness.js';
import { tinyAssistant } from './tiny-assistant.js';

const place = documentPlace();
const incoming = (): string[] => {
  const folder = path.join(place.corpus, 'law/.history/incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};

test('60 uploads that drip keep nobody else from storing and asking; nothing is left of them', async () => {
  const { port, request } = await testService(tinyAssistant(), { requestTimeout: 60_000 }, { documents: place.documents });
  const slow = Array.from({ length: 60 }, (_, i) => rawClient(port, `PUT /v1/documents/law/slow-${i}.md HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500\r\n\r\n# Dogs`));
  await until(() => incoming().length === slow.length);
  expect((await request('/v1/documents/law/quick.md', { method: 'PUT', body: '# Dogs\n\nDogs pay a fee.\n' })).status).toBe(201);
  expect((await request('/healthz')).status).toBe(200);
  for (const { socket } of slow) socket.destroy();
  await until(() => incoming().length === 0);
  expect(place.files()).toEqual(['law/collection.json', 'law/quick.md']);
});

/** How often this process has the file open (proc(5)). */
const timesOpen = (file: string): number =>
  readdirSync('/proc/self/fd').filter((number) => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`) === file;
    } catch {
      return false;
    }
  }).length;

test.skipIf(platform() !== 'linux')('a reader who takes nothing of a large document is dropped, and its file is closed', async () => {
  const file = path.join(place.corpus, 'law', 'large.txt');
  const line = 'Dogs pay a fee.\n';
  const size = Math.ceil(moreThanSocketsHold() / line.length) * line.length;
  writeFileSync(file, line.repeat(size / line.length));
  const { port, request, lines } = await testService(tinyAssistant(), { requestTimeout: 300 }, { documents: place.documents });
  const client = rawClient(port, 'GET /v1/documents/law/large.txt HTTP/1.1\r\nhost: localhost\r\n\r\n');
  client.socket.pause();
  // It is read once before, for its ETag: only what is open behind the head of the response is what is sent.
  await until(() => lines.some((line) => line.includes(' GET /v1/documents/law/large.txt 200 ')));
  await until(() => timesOpen(file) === 1);
  expect((await request('/healthz')).status).toBe(200);
  await until(() => timesOpen(file) === 0);
  client.socket.resume();
  expect((await client.closed).length).toBeLessThan(size);
});
