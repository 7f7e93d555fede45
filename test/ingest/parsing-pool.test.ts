import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openParsingPool, type ParsingPool } from '../../src/ingest/parsing-pool.js';
import type { FoundFile } from '../../src/ingest/walk-folder.js';

/** A worker that does what the file's name says; the real one takes minutes to be driven into each of these. */
const worker = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ file }) => {
    if (file.path === 'hangs') for (;;);
    if (file.path === 'eats') for (const all = []; ; ) all.push(new Array(100000).fill(all.length));
    if (file.path === 'exits') process.exit(3);
    if (file.path === 'throws') throw new Error('lost its mind');
    parentPort.postMessage({ is: 'refused', reason: 'read ' + file.path, advice: '' });
  });
  parentPort.postMessage({ is: 'ready' });
`)}`);
const limits = { threads: 1, seconds: 1, secondsPerMegabyte: 0, heapMegabytes: 64 };
const foundFile = (name: string, location = import.meta.filename): FoundFile => ({ collection: { id: 'test' }, path: name, location, label: name });

async function reasons(pool: ParsingPool, names: readonly string[]): Promise<string[]> {
  const parsed = await Promise.all(names.map((name) => pool.parse(foundFile(name))));
  await pool.close();
  return parsed.map((each) => (each.is === 'refused' ? each.reason : 'parsed'));
}

describe('the parsing pool', () => {
  it.each([
    ['hangs', 'it took more than 1 s to read'],
    ['eats', 'it could not be read: it needs more than 64 MB of memory'],
    ['exits', 'it could not be read: the thread that read it ended'],
    ['throws', 'it could not be read: lost its mind'],
  ])('reports a file that %s and reads those before and behind it', async (name, reason) => {
    expect(await reasons(openParsingPool(limits, worker), ['a', name, 'b', name, 'c'])).toEqual(['read a', reason, 'read b', reason, 'read c']);
  });

  it('gives each file its own answer with several threads', async () => {
    const names = Array.from({ length: 50 }, (_, at) => (at % 10 === 5 ? 'exits' : `file ${at}`));
    expect(await reasons(openParsingPool({ ...limits, threads: 3 }, worker), names)).toEqual(names.map((name) => (name === 'exits' ? 'it could not be read: the thread that read it ended' : `read ${name}`)));
  });

  it('fails when a thread cannot even start: that is no fault of a file', async () => {
    const pool = openParsingPool(limits, new URL("data:text/javascript,throw new Error('no parser here')"));
    await expect(pool.parse(foundFile('a'))).rejects.toThrow('cannot start: no parser here');
  });

  it('lets go of everything when it is closed', async () => {
    const pool = openParsingPool({ ...limits, seconds: 60 }, worker);
    const hanging = pool.parse(foundFile('hangs'));
    const waiting = pool.parse(foundFile('a'));
    const outcomes = Promise.allSettled([hanging, waiting]);
    await pool.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.parse(foundFile('b'))).rejects.toThrow('have been closed');
  });
});

describe('the real worker', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pool-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file with its side file, and refuses one that is not there', async () => {
    const location = path.join(folder, 'law.txt');
    await writeFile(location, 'Section 1. Bees\n\nKeep bees.\n');
    await writeFile(`${location}.meta.json`, '{"title": "Bee Act", "language": "en"}');
    const pool = openParsingPool({ ...limits, seconds: 60, heapMegabytes: 512 });
    const [read, missing] = await Promise.all([pool.parse(foundFile('law.txt', location)), pool.parse(foundFile('none.txt', path.join(folder, 'none.txt')))]);
    await pool.close();
    expect(read).toMatchObject({ is: 'parsed', documents: [{ title: 'Bee Act', text: 'Section 1. Bees\nKeep bees.' }], warnings: [] });
    expect(missing).toMatchObject({ is: 'refused', reason: expect.stringContaining('ENOENT') as string });
  });
});
