/** Archives of documents over HTTP: unpacked whole or not at all, never outside their collection. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { dogAct } from '../e2e/small-corpus.js';
import { tarOf, zipOf } from '../documents/archives.js';
import { documentPlace } from './document-place.js';
import { problemOf, settings } from './harness.js';

const place = documentPlace();
const put = (at: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> => place.request(`/v1/documents/${at}`, { method: 'PUT', body, headers: { 'content-type': 'application/octet-stream', ...headers } });
const json = async (response: Response): Promise<Record<string, unknown>> => (await response.json()) as Record<string, unknown>;
const [first, second] = [dogAct(40, 14), dogAct(50, 14)];

describe('archives', () => {
  const post = (body: Uint8Array<ArrayBuffer>, query = ''): Promise<Response> => place.request(`/v1/documents/law${query}`, { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });
  const outcomes = async (response: Response): Promise<unknown> => ((await json(response)).files as { path: string; outcome: string }[]).map(({ path: at, outcome }) => [at, outcome]);
  const packings: readonly (readonly [string, (files: Readonly<Record<string, string>>) => Uint8Array<ArrayBuffer>])[] = [['zip', zipOf], ['tar', tarOf], ['gzipped tar', (given) => new Uint8Array(gzipSync(tarOf(given)))]];

  describe.each(packings)('%s', (_, pack) => {
    test('each document is read and stored, with its side file; systems\' own files are skipped', async () => {
      const response = await post(pack({ './2019/dogs.md': first, 'fee.txt': 'Section 1. Fee\n\nThe fee is 10 crowns.\n', 'fee.meta.json': '{"title":"Fees"}', '__MACOSX/._x': 'x', [`${'long/'.repeat(8)}${'n'.repeat(120)}.md`]: second }));
      expect(response.status).toBe(200);
      expect(await outcomes(response)).toEqual([['2019/dogs.md', 'created'], ['__MACOSX/._x', 'skipped'], ['fee.meta.json', 'created'], ['fee.txt', 'created'], [`${'long/'.repeat(8)}${'n'.repeat(120)}.md`, 'created']]);
      expect(readFileSync(path.join(place.corpus, 'law/2019/dogs.md'), 'utf8')).toBe(first);
      expect(place.changes).toHaveLength(4);
    });

    test('one that is refused keeps all out, unless partial; none leaves the collection', async () => {
      const hostile = pack({ 'good.md': first, '../evil.md': second, '/abs.md': second, 'a\\b.md': second, 'x/../../y.md': second, 'empty.md': '', 'run.exe': 'MZ' });
      const response = await post(hostile);
      const problem = await problemOf(response);
      expect([response.status, problem.errors?.map(({ field }) => field)]).toEqual([422, ['../evil.md', '/abs.md', 'a\\b.md', 'empty.md', 'run.exe', 'x/../../y.md'].sort()]);
      expect([place.files(), readdirSync(place.corpus), place.changes]).toEqual([['law/collection.json'], ['law'], []]);
      expect((await post(hostile, '?partial=true')).status).toBe(200);
      expect([place.files(), readdirSync(place.corpus)]).toEqual([['law/collection.json', 'law/good.md'], ['law']]);
    });
  });

  test('what is there is replaced only on request', async () => {
    await put('law/dogs.md', first);
    const archive = zipOf({ 'dogs.md': second, 'cats.md': first });
    const response = await post(archive);
    expect([response.status, (await problemOf(response)).errors?.map(({ field }) => field)]).toEqual([409, ['dogs.md']]);
    expect(place.files()).toEqual(['law/collection.json', 'law/dogs.md']);
    expect(await outcomes(await post(archive, '?replace=true'))).toEqual([['cats.md', 'created'], ['dogs.md', 'changed']]);
    expect(await outcomes(await post(archive))).toEqual([['cats.md', 'unchanged'], ['dogs.md', 'unchanged']]);
  });

  test('bombs, links, damage and two files of one name are refused', async () => {
    const bomb = new Uint8Array(gzipSync(tarOf({ 'a.txt': 'x'.repeat(60_000), 'b.txt': 'x'.repeat(60_000), 'c.txt': 'x'.repeat(60_000), 'd.txt': 'x'.repeat(60_000), 'e.txt': 'x'.repeat(60_000) })));
    expect((await post(bomb)).status).toBe(413);
    expect((await post(zipOf({ 'a.txt': 'x'.repeat(settings.documentLimit + 1) }))).status).toBe(413);
    expect((await post(tarOf({ 'l.md': first }, '2'))).status).toBe(422);
    expect((await post(zipOf({ 'Dogs.md': first, 'dogs.md': first }))).status).toBe(422);
    expect((await post(tarOf({ 'a.md': first }).slice(0, 700))).status).toBe(422);
    expect((await post(zipOf({ 'a.md': first }).slice(0, 100))).status).toBe(422);
    expect((await post(new TextEncoder().encode('no archive at all'))).status).toBe(422);
    expect([place.files(), readdirSync(path.join(place.corpus, 'law/.history/incoming'))]).toEqual([['law/collection.json'], []]);
  });
});
