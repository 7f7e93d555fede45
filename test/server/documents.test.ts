/** Documents over HTTP, on a real folder: what is stored, what is refused, who wins, and what stays when something fails. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { walkFolder } from '../../src/ingest/walk-folder.js';
import { zipOf } from '../documents/archives.js';
import { dogAct } from '../e2e/small-corpus.js';
import { documentPlace, patient } from './document-place.js';
import { problemOf, rawClient, settings, testApp, testService } from './harness.js';
import { tinyAssistant } from './tiny-assistant.js';

const place = documentPlace();
const put = (at: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> => place.request(`/v1/documents/${at}`, { method: 'PUT', body, headers: { 'content-type': 'application/octet-stream', ...headers } });
const sha = (body: string): string => createHash('sha256').update(body).digest('hex');
const json = async (response: Response): Promise<Record<string, unknown>> => (await response.json()) as Record<string, unknown>;
const [first, second] = [dogAct(40, 14), dogAct(50, 14)];

describe('PUT', () => {
  test('a new document: 201 with what was understood, the bytes on the disk, the change recorded', async () => {
    const response = await put('law/2019/dogs.md', first, { 'content-type': 'text/markdown; charset=utf-8' });
    expect([response.status, response.headers.get('etag'), response.headers.get('location')]).toEqual([201, `"${sha(first)}"`, '/v1/documents/law/2019/dogs.md']);
    const result = await json(response);
    expect(result).toMatchObject({ outcome: 'created', collection: 'law', path: '2019/dogs.md', kind: 'document', bytes: Buffer.byteLength(first), digest: sha(first), documentCount: 1, warnings: [] });
    expect(result.documents).toMatchObject([{ work: 'xa/act/2019/dogs', title: 'Dogs Act', type: 'act', language: 'en', jurisdiction: 'xa', inForce: { from: '2019-01-01', to: null }, format: 'markdown', provisions: { part: 1, section: 3, subsection: 2 }, warnings: [] }]);
    expect(result.message).toContain('next build');
    expect(readFileSync(path.join(place.corpus, 'law/2019/dogs.md'), 'utf8')).toBe(first);
    expect(place.changes).toEqual([{ kind: 'document', data: { who: 'anyone', action: 'put', collection: 'law', path: '2019/dogs.md', before: null, after: sha(first), bytes: Buffer.byteLength(first) } }]);
    expect((await walkFolder(place.corpus)).files.map(({ path: at }) => at)).toEqual(['2019/dogs.md']);
  });

  test('the same bytes again change nothing; other bytes need If-Match; the right one replaces', async () => {
    await put('law/dogs.md', first);
    const again = await put('law/dogs.md', first);
    expect([again.status, (await json(again)).outcome, place.changes.length]).toEqual([200, 'unchanged', 1]);
    const blind = await put('law/dogs.md', second);
    expect([blind.status, (await problemOf(blind)).type]).toEqual([428, 'urn:responsa:problem:unconditional']);
    const stale = await put('law/dogs.md', second, { 'if-match': `"${sha(second)}"` });
    expect([stale.status, (await problemOf(stale)).type]).toEqual([412, 'urn:responsa:problem:changed-meanwhile']);
    expect((await put('law/dogs.md', second, { 'if-none-match': '*' })).status).toBe(412);
    expect((await put('law/dogs.md', second, { 'if-match': `W/"${sha(first)}"` })).status).toBe(412);
    expect((await put('law/cats.md', first, { 'if-match': '*' })).status).toBe(412);
    expect(readFileSync(path.join(place.corpus, 'law/dogs.md'), 'utf8')).toBe(first);
    const replaced = await put('law/dogs.md', second, { 'if-match': `"${sha(first)}"` });
    expect([replaced.status, (await json(replaced)).outcome]).toEqual([200, 'changed']);
    expect(readFileSync(path.join(place.corpus, 'law/dogs.md'), 'utf8')).toBe(second);
    expect(place.files()).toEqual(['law/collection.json', 'law/dogs.md']);
  });

  test('of two editors with the same ETag exactly one wins, also through two stores of one folder', async () => {
    await put('law/dogs.md', first);
    const other = place.open();
    const app = testApp(tinyAssistant(), patient, 'ready', new AbortController().signal, { documents: other });
    const texts = Array.from({ length: 6 }, (_, i) => dogAct(100 + i, 14));
    const statuses = await Promise.all(texts.map(async (text, i) => (await (i % 2 === 0 ? place.request : app.request)('/v1/documents/law/dogs.md', { method: 'PUT', body: text, headers: { 'if-match': `"${sha(first)}"`, 'content-type': 'text/markdown' } })).status));
    await other.close();
    expect([...statuses].sort()).toEqual([200, 412, 412, 412, 412, 412]);
    expect(readFileSync(path.join(place.corpus, 'law/dogs.md'), 'utf8')).toBe(texts[statuses.indexOf(200)]);
  });

  test.each([
    ['law/empty.md', '', 422, 'bad-source'],
    ['law/broken.docx', 'PK\u0003\u0004 no archive', 422, 'bad-source'],
    ['law/drafts/dogs.md', first, 422, 'bad-source'],
    ['law/side.md.meta.json', '[1]', 422, 'bad-source'],
    ['law/topics.en.jsonl', '{"_id": 1}', 422, 'bad-source'],
    ['law/qrels.en.tsv', 'query-id\tcorpus-id\tscore\nen-001\tx', 422, 'bad-source'],
    ['law/synonyms.txt', 'lonely', 422, 'bad-source'],
    ['law/program.exe', 'MZ', 415, 'unsupported-media-type'],
    ['law/sub/collection.json', '{"id":"sub"}', 415, 'unsupported-media-type'],
    ['law/~$dogs.docx', 'x', 415, 'unsupported-media-type'],
    ['none/dogs.md', first, 404, 'not-found'],
  ])('%s is refused with the reason, and nothing is stored', async (at, body, status, kind) => {
    const response = await put(at, body);
    const problem = await problemOf(response);
    expect([response.status, problem.type]).toEqual([status, `urn:responsa:problem:${kind}`]);
    expect(problem.detail).not.toContain(place.corpus);
    expect([place.files(), place.changes]).toEqual([['law/collection.json'], []]);
  });

  test('what stands beside documents is read by its own readers', async () => {
    const stored = async (at: string, body: string): Promise<unknown> => (await json(await put(at, body))).kind;
    expect(await stored('law/synonyms.txt', 'flat, dwelling\n')).toBe('synonyms');
    expect(await stored('law/topics.en.jsonl', '{"_id": "en-001", "text": "How much is the fee?"}\n')).toBe('questions');
    expect(await stored('law/qrels.en.tsv', 'query-id\tcorpus-id\tscore\nen-001\txa/act/2019/dogs#sec_2\t2\n')).toBe('questions');
    expect(await stored('law/README.md', 'The law of Alvonia.')).toBe('note');
    expect(await stored('law/dogs.txt', 'Section 1. Fee\n\nThe fee is 10 crowns.\n')).toBe('document');
    const side = await json(await put('law/dogs.meta.json', '{"title": "Dog Fee Rules", "in_force_from": "2020-01-01"}'));
    expect([side.kind, side.documents]).toMatchObject(['side', [{ title: 'Dog Fee Rules', inForce: { from: '2020-01-01', to: null } }]]);
    const withSide = await json(await put('law/dogs.txt', 'Section 1. Fee\n\nThe fee is 12 crowns.\n', { 'if-match': '*' }));
    expect(withSide.documents).toMatchObject([{ title: 'Dog Fee Rules' }]);
  });

  test('a collection is made by its collection.json, under the name that stands in it', async () => {
    expect((await problemOf(await put('guidance/page.md', first))).detail).toContain('PUT /v1/documents/guidance/collection.json');
    expect((await put('guidance/collection.json', '{"id":"other"}')).status).toBe(422);
    expect((await put('guidance/collection.json', '{"id":"guidance","colour":"red"}')).status).toBe(422);
    expect(existsSync(path.join(place.corpus, 'guidance'))).toBe(false);
    expect((await put('guidance/collection.json', '{"id":"guidance","language":"en"}')).status).toBe(201);
    expect((await put('guidance/page.md', first)).status).toBe(201);
    expect((await place.request('/v1/documents/guidance/collection.json', { method: 'DELETE' })).status).toBe(409);
  });

  test('larger than the limit: 413, whether the length is told or not; compressed or of another type: 415', async () => {
    const large = 'x'.repeat(settings.documentLimit + 1);
    expect((await put('law/large.txt', large)).status).toBe(413);
    const streamed = new Request('http://localhost/v1/documents/law/large.txt', { method: 'PUT', body: new Blob([large]).stream(), duplex: 'half' });
    const { app } = testApp(tinyAssistant(), patient, 'ready', new AbortController().signal, { documents: place.documents });
    expect((await app.request(streamed)).status).toBe(413);
    expect((await put('law/dogs.md', first, { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await problemOf(await put('law/dogs.md', first, { 'content-type': 'application/x-www-form-urlencoded' }))).detail).toContain('text/markdown');
    expect(place.files()).toEqual(['law/collection.json']);
    expect(readdirSync(path.join(place.corpus, 'law/.history/incoming'))).toEqual([]);
  });

  test('a body that drips: 408, and nothing is left of it', async () => {
    const { port } = await testService(tinyAssistant(), { requestTimeout: 300 }, { documents: place.documents });
    const client = rawClient(port, 'PUT /v1/documents/law/dogs.md HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500\r\n\r\n# Dogs');
    expect(await client.closed).toMatch(/^HTTP\/1\.1 408 /);
    expect([place.files(), readdirSync(path.join(place.corpus, 'law/.history/incoming'))]).toEqual([['law/collection.json'], []]);
  });

  test('a change that cannot be recorded is not made', async () => {
    await put('law/dogs.md', first);
    place.refuseRecord = true;
    const refused = await put('law/dogs.md', second, { 'if-match': '*' });
    expect([refused.status, refused.headers.get('retry-after') !== null, (await problemOf(refused)).detail]).toEqual([503, true, 'law/dogs.md was not changed: the audit log cannot be written, and what cannot be recorded is not done. Whoever runs the service has to let it write there (setting auditLog).']);
    expect((await put('law/cats.md', second)).status).toBe(503);
    expect((await place.request('/v1/documents/law/dogs.md', { method: 'DELETE' })).status).toBe(503);
    expect((await place.request('/v1/documents/law', { method: 'POST', body: zipOf({ 'cats.md': second, 'birds.md': second }), headers: { 'content-type': 'application/zip' } })).status).toBe(503);
    expect([place.files(), readFileSync(path.join(place.corpus, 'law/dogs.md'), 'utf8')]).toEqual([['law/collection.json', 'law/dogs.md'], first]);
    expect((await json(await place.request('/v1/documents/law/dogs.md?history=true'))).versions).toHaveLength(1);
  });

  test('what a killed upload left behind is cleared away at the next change', async () => {
    const left = path.join(place.corpus, 'law/.history/incoming', `${process.pid}-gone`);
    mkdirSync(left, { recursive: true });
    writeFileSync(path.join(left, 'dogs.md'), 'half a');
    expect((await walkFolder(place.corpus)).files).toEqual([]);
    await put('law/dogs.md', first);
    expect(readdirSync(path.join(place.corpus, 'law/.history/incoming'))).toEqual([]);
  });
});

describe('paths', () => {
  test.each([
    '..%2F..%2Fetc%2Fpasswd.md', '%2E%2E%2Fother%2Fx.md', '%2Fetc%2Fx.md', 'a%2F%2Fb.md', 'a%2F.%2Fb.md', 'a%00.md', 'a%5C..%5Cb.md', '.hidden.md', 'a%2F.git%2Fb.md', '.history%2Fdocuments%2Fx.md',
    'CON.md', 'nul.txt', 'LPT1.md', 'C%3A%2Fx.md', 'a.md%20', 'a.%2Fb.md', 'gpj.%E2%80%AEdm.md', 'a%0Ab.md', `${'a'.repeat(300)}.md`, `${'a%2F'.repeat(40)}b.md`, 'a.md%3Astream',
  ])('%s is refused', async (at) => {
    for (const method of ['PUT', 'GET', 'DELETE']) {
      const response = await place.request(`/v1/documents/law/${at}`, { method, ...(method === 'PUT' ? { body: first } : {}) });
      expect([method, [400, 404].includes(response.status), method === 'PUT' && response.status !== 400]).toEqual([method, true, false]);
    }
    expect([place.files(), place.changes]).toEqual([['law/collection.json'], []]);
  });

  test.each(['..', '.history', '%2E%2E', 'a%2Fb', 'law%00'])('%s is no collection', async (name) => {
    expect([400, 404]).toContain((await put(`${name}/collection.json`, '{"id":"x"}')).status);
    expect(readdirSync(place.corpus)).toEqual(['law']);
  });

  test('names in any script, slashes encoded or not, one form of Unicode', async () => {
    expect((await json(await put(`law/${encodeURIComponent('法令')}/${encodeURIComponent('ごみ.md')}`, first))).path).toBe('法令/ごみ.md'.normalize('NFC'));
    expect((await put(`law/${encodeURIComponent('قانون/الكلاب.md')}`, first)).status).toBe(201);
    expect((await put(`law/${encodeURIComponent('Müll.md'.normalize('NFD'))}`, first)).status).toBe(201);
    expect((await put(`law/${encodeURIComponent('Müll.md'.normalize('NFC'))}`, first)).status).toBe(200);
    expect(place.files()).toContain('law/Müll.md'.normalize('NFC'));
    const got = await place.request(`/v1/documents/law/${encodeURIComponent('法令/ごみ.md'.normalize('NFC'))}`);
    expect([got.status, await got.text()]).toEqual([200, first]);
  });

  test('a name that differs by its case alone, a file for a folder, a folder for a file: 409', async () => {
    await put('law/2019/dogs.md', first);
    writeFileSync(path.join(place.corpus, 'law/plain.md'), first);
    mkdirSync(path.join(place.corpus, 'law/folder.md'));
    for (const at of ['law/2019/Dogs.md', 'law/2019/DOGS.md/x.md', 'law/plain.md/x.md', 'law/folder.md', 'LAW/x.md']) expect([at, (await put(at, second)).status]).toEqual([at, 409]);
  });

  test('links are not gone through, neither out of the corpus nor within it', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'responsa-outside-'));
    writeFileSync(path.join(outside, 'secret.md'), 'secret');
    symlinkSync(outside, path.join(place.corpus, 'law/out'));
    symlinkSync(path.join(outside, 'secret.md'), path.join(place.corpus, 'law/link.md'));
    symlinkSync(outside, path.join(place.corpus, 'linked'));
    for (const at of ['law/out/x.md', 'law/link.md']) for (const method of ['PUT', 'GET', 'DELETE']) expect([at, (await place.request(`/v1/documents/${at}`, { method, ...(method === 'PUT' ? { body: first } : {}) })).status]).toEqual([at, 409]);
    expect((await put('linked/x.md', first)).status).toBe(404);
    expect([readdirSync(outside), readFileSync(path.join(outside, 'secret.md'), 'utf8')]).toEqual([['secret.md'], 'secret']);
    expect(((await json(await place.request('/v1/documents'))).documents as { path: string }[]).map(({ path: at }) => at)).toEqual(['collection.json']);
    rmSync(outside, { recursive: true });
  });
});

describe('GET and DELETE', () => {
  test('every type that a document is given out as is in the description, the bytes of none taken for JSON of the service', async () => {
    const document = (await (await place.request('/openapi.json')).json()) as { paths: Record<string, { get: { responses: Record<string, { content: Record<string, { schema: object }> }> } }> };
    const { content } = document.paths['/v1/documents/{collection}/{path}']!.get.responses['200']!;
    for (const name of ['a.xml', 'a.akn', 'a.html', 'a.xhtml', 'a.md', 'a.txt', 'a.docx', 'a.docm', 'a.pdf', 'a.csv', 'a.tsv', 'a.json', 'a.jsonl', 'a.meta.json', 'README']) {
      writeFileSync(path.join(place.corpus, 'law', name), '{"work":"xa/act/2019/dogs"}');
      const response = await place.request(`/v1/documents/law/${name}`);
      expect([name, response.status]).toEqual([name, 200]);
      expect(Object.keys(content)).toContain(response.headers.get('content-type')!.split(';')[0]);
    }
    expect(content['application/json']!.schema).toMatchObject({ anyOf: expect.arrayContaining([{ $ref: '#/components/schemas/DocumentHistory' }, { description: 'A document that is JSON, as it was sent.' }]) as object[] });
  });

  test('the bytes come as an attachment that no browser runs; HEAD and If-None-Match spare them', async () => {
    const page = '<!doctype html><html lang="en"><title>Fees</title><h1>Fees</h1><p>The fee is 10 crowns.</p><script>alert(1)</script></html>';
    await put(`law/${encodeURIComponent("Gebühr's.html")}`, page);
    const address = `/v1/documents/law/${encodeURIComponent("Gebühr's.html")}`;
    const got = await place.request(address);
    expect(await got.text()).toBe(page);
    expect(Object.fromEntries(got.headers)).toMatchObject({ 'content-type': 'text/html', 'etag': `"${sha(page)}"`, 'content-disposition': "attachment; filename*=UTF-8''Geb%C3%BChr%27s.html", 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringMatching(/^sandbox;/) as string });
    const head = await place.request(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(Buffer.byteLength(page)), '']);
    const same = await place.request(address, { headers: { 'if-none-match': `"x", W/"${sha(page)}"` } });
    expect([same.status, await same.text()]).toEqual([304, '']);
    expect((await place.request('/v1/documents/law/none.md')).status).toBe(404);
  });

  test('deleted with its history: earlier versions can be had, the last ones only', async () => {
    const texts = [40, 50, 60, 70].map((fee) => dogAct(fee, 14));
    for (const text of texts) await put('law/2019/dogs.md', text, existsSync(path.join(place.corpus, 'law/2019/dogs.md')) ? { 'if-match': '*' } : {});
    expect((await place.request('/v1/documents/law/2019/dogs.md', { method: 'DELETE', headers: { 'if-match': `"${sha(first)}"` } })).status).toBe(412);
    const deleted = await place.request('/v1/documents/law/2019/dogs.md', { method: 'DELETE', headers: { 'if-match': `"${sha(texts[3]!)}"` } });
    expect([deleted.status, (await json(deleted)).digest]).toEqual([200, sha(texts[3]!)]);
    expect(place.files()).toEqual(['law/collection.json']);
    expect(existsSync(path.join(place.corpus, 'law/2019'))).toBe(false);
    expect((await place.request('/v1/documents/law/2019/dogs.md')).status).toBe(404);
    const { versions } = (await json(await place.request('/v1/documents/law/2019/dogs.md?history=true'))) as { versions: { action: string; after: string | null; kept: boolean; made: boolean; who: string }[] };
    expect(versions.map(({ action, after, kept, made, who }) => [action, after, kept, made, who])).toEqual([
      ['delete', null, false, true, 'anyone'],
      ['put', sha(texts[3]!), true, true, 'anyone'], ['put', sha(texts[2]!), true, true, 'anyone'], ['put', sha(texts[1]!), false, true, 'anyone'], ['put', sha(texts[0]!), false, true, 'anyone'],
    ]);
    expect(await (await place.request(`/v1/documents/law/2019/dogs.md?version=${sha(texts[2]!)}`)).text()).toBe(texts[2]);
    expect((await place.request(`/v1/documents/law/2019/dogs.md?version=${sha(texts[0]!)}`)).status).toBe(404);
    expect((await place.request('/v1/documents/law/2019/dogs.md?version=../../x')).status).toBe(400);
    expect(place.changes.map(({ data }) => data.action)).toEqual(['put', 'put', 'put', 'put', 'delete']);
  });
});

describe('the list', () => {
  test('goes by pages in one order, names works where they are known, and filters', async () => {
    await put('law/b/dogs.md', first);
    await put('law/a-b.md', second);
    writeFileSync(path.join(place.corpus, 'law/by-hand.md'), first);
    await put('guidance/collection.json', '{"id":"guidance"}');
    type Page = { documents: { collection: string; path: string; works: unknown; digest: string }[]; next: string | null };
    const pages: Page[] = [];
    for (let after: string | null = ''; after !== null; after = pages.at(-1)!.next) pages.push((await json(await place.request(`/v1/documents?limit=2${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`))) as Page);
    const all = pages.flatMap((page) => page.documents);
    expect(all.map(({ collection, path: at }) => `${collection}/${at}`)).toEqual(['guidance/collection.json', 'law/a-b.md', 'law/b/dogs.md', 'law/by-hand.md', 'law/collection.json']);
    expect(all.slice(1, 4).map(({ works }) => works)).toEqual([[{ work: 'xa/act/2019/dogs', title: 'Dogs Act' }], [{ work: 'xa/act/2019/dogs', title: 'Dogs Act' }], null]);
    expect(all[2]!.digest).toBe(sha(first));
    const only = (await json(await place.request('/v1/documents?collection=law&prefix=b/'))) as Page;
    expect([only.documents.map(({ path: at }) => at), only.next]).toEqual([['b/dogs.md'], null]);
    expect((await place.request('/v1/documents?collection=none')).status).toBe(404);
  });
});
