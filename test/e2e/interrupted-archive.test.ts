/** A program was killed while it put an archive into place: neither the next build nor the next start shows any of it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startService } from '../../scripts/service-under-test.js';
import { historyOf, keepBytes } from '../../src/documents/history.js';
import { beginChanges } from '../../src/documents/interrupted.js';
import { sha256 } from '../../src/text.js';
import { dogAct } from './small-corpus.js';
import { commandPlace } from './typed-commands.js';

const place = commandPlace();
const [old, changed] = [dogAct(60, 14), dogAct(75, 14)];
const added = dogAct(30, 14).replaceAll('dog', 'cat').replaceAll('Dog', 'Cat');

/** One document replaced and one new, as the journal says; the collection's folder. */
async function interrupted(): Promise<string> {
  const law = place.write({ 'dogs.md': old });
  await keepBytes(historyOf(law, 'dogs.md'), path.join(law, 'dogs.md'), sha256(old));
  writeFileSync(path.join(law, 'new.md'), changed);
  renameSync(path.join(law, 'new.md'), path.join(law, 'dogs.md'));
  writeFileSync(path.join(law, 'cats.md'), added);
  const entry = '00000001.json';
  await beginChanges(law, {
    who: 'editor', collection: 'corpus',
    changes: [{ path: 'dogs.md', before: sha256(old), after: sha256(changed), bytes: changed.length, entry }, { path: 'cats.md', before: null, after: sha256(added), bytes: added.length, entry }, { path: 'birds.md', before: null, after: sha256('birds'), bytes: 5, entry }],
  });
  return law;
}
const undone = (at: string, before: string | null, after: string) => ({ kind: 'document', data: { who: 'editor', collection: 'corpus', path: at, before, after: sha256(after), action: 'put-undone' } });

it('a build takes it back before it reads, and that is on record', async () => {
  const law = await interrupted();
  const built = await place.responsa(['index', '--corpus', law, '--json']);
  expect([built.code, JSON.parse(built.out)]).toMatchObject([0, { counts: { works: 1 } }]);
  expect((await place.responsa(['ask', 'How much is the annual dog fee?'])).out).toContain('60 crowns');
  const entries = (await place.responsa(['audit', 'export'])).out.trim().split('\n').map((line) => JSON.parse(line) as unknown);
  expect(entries.slice(0, 3)).toMatchObject([undone('dogs.md', sha256(old), changed), undone('cats.md', null, added), undone('birds.md', null, 'birds')]);
});

it('a service takes it back before it answers, and its log says so', async () => {
  const law = await interrupted();
  writeFileSync(path.join(place.folder, 'responsa.config.json'), JSON.stringify({ corpus: place.folder, indexes: place.indexes, port: 0, embedder: 'hashed-ngrams', reader: 'none' }));
  // A collection without the journal is built from, so that the start alone has something to take back.
  expect((await place.responsa(['index', '--corpus', place.write({ 'bees.md': added }, 'other')])).code).toBe(0);
  const service = await startService(place.folder);
  try {
    expect(await (await fetch(`${service.address}/v1/documents/corpus/dogs.md`)).text()).toBe(old);
    expect((await fetch(`${service.address}/v1/documents/corpus/cats.md`)).status).toBe(404);
    expect(service.log()).toContain(`an archive of documents was being stored in ${law} when the service was stopped; nothing of it is stored`);
    expect([readFileSync(path.join(law, 'dogs.md'), 'utf8'), existsSync(path.join(law, '.history', 'changing.json'))]).toEqual([old, false]);
  } finally {
    await service.stop('SIGTERM');
  }
});
