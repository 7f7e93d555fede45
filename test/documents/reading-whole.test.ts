/** Who reads a corpus for minutes is told when several documents changed together meanwhile: what he read may be half of them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAssistant, rebuildIndex } from '../../src/assistant.js';
import { readingWhole } from '../../src/documents/parts.js';
import { openStore, type DocumentStore } from '../../src/documents/store.js';
import { dogAct, workplace, world } from '../e2e/small-corpus.js';
import { tarOf } from './archives.js';

let corpus: string;
let store: DocumentStore;
const clock = (): Date => new Date();
const record = (): Promise<void> => Promise.resolve();

beforeEach(() => {
  corpus = mkdtempSync(path.join(tmpdir(), 'responsa-reading-'));
  for (const name of ['law', 'guidance']) {
    mkdirSync(path.join(corpus, name));
    writeFileSync(path.join(corpus, name, 'collection.json'), JSON.stringify({ id: name }));
  }
  const parse = (): ReturnType<Parameters<typeof openStore>[0]['readers']['parse']> => Promise.resolve({ is: 'parsed', documents: [], digest: '', warnings: [] });
  store = openStore({ settings: { corpus, documentLimit: 1 << 20, documentArchiveLimit: 1 << 20, documentVersions: 2 }, clock, record, readers: { parse, checkQuestions: () => Promise.resolve() } });
});
afterEach(() => rmSync(corpus, { recursive: true }));

async function sendArchive(collection: string, version: string): Promise<void> {
  const bytes = Buffer.from(tarOf({ 'a.md': `a ${version}`, 'b.md': `b ${version}` }));
  await store.putArchive({ collection, contentType: undefined, pieces: Readable.from([bytes]), who: 'me', signal: new AbortController().signal, replace: true, partial: false });
}

it('asks for another reading after an archive, in any collection, and for none otherwise', async () => {
  const mustReadAgain = await readingWhole([corpus], { clock, record });
  expect(await mustReadAgain()).toBe(false);
  await sendArchive('law', 'first');
  expect(await mustReadAgain()).toBe(true);
  expect(await mustReadAgain()).toBe(false);
  await sendArchive('law', 'second');
  await sendArchive('guidance', 'first');
  expect(await mustReadAgain()).toBe(true);
  writeFileSync(path.join(corpus, 'law', 'a.md'), 'by hand');
  expect(await mustReadAgain()).toBe(false);
  expect(readFileSync(path.join(corpus, 'law', 'b.md'), 'utf8')).toBe('b second');
});

it('gives up with advice when archives come as often as it reads', async () => {
  const mustReadAgain = await readingWhole([corpus], { clock, record });
  for (let reading = 1; reading < 5; reading++) {
    await sendArchive('law', String(reading));
    expect(await mustReadAgain()).toBe(true);
  }
  await sendArchive('law', 'fifth');
  await expect(mustReadAgain()).rejects.toMatchObject({ fault: 'unavailable', message: expect.stringContaining('5 times in a row') as string });
});

it('a build indexes what it read last', async () => {
  const place = workplace();
  try {
    const law = place.write({ 'dogs.md': dogAct(60, 14) });
    let asked = 0;
    const mustReadAgain = (): Promise<boolean> => {
      if (asked++ === 0) writeFileSync(path.join(law, 'dogs.md'), dogAct(75, 14));
      return Promise.resolve(asked === 1);
    };
    await rebuildIndex(place.config, [law], { clock, mustReadAgain });
    expect(asked).toBe(2);
    const assistant = await openAssistant(place.config, world);
    const { statements } = await assistant.ask({ question: 'How much is the annual dog fee?' });
    await assistant.close();
    expect(statements.map(({ text }) => text).join(' ')).toContain('75 crowns');
  } finally {
    place.remove();
  }
});
