import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { build, type BuildRequest } from '../../src/indexing/build.js';
import { clearEmbeddedSoFar, embeddedSoFarFile, openEmbeddedSoFar } from '../../src/indexing/embedded-so-far.js';
import { readManifest } from '../../src/indexing/generations.js';
import { chunkDigest } from '../../src/indexing/take-over.js';
import type { Embedder } from '../../src/models/embedder.js';
import { documentOf, ingestedOf, settings, temporaryFolder, tinyEmbedder, type Outline } from './fixtures.js';

const texts = ['one', 'two', 'three'].map((text, i) => ({ digest: chunkDigest(text, 'model'), vector: Float32Array.of(0.6, 0, 0.8, i / 10) }));
const key = (i: number): string => Buffer.from(texts[i]!.digest).toString('hex');
const recordBytes = 32 + 4 + 4 + 8;

async function kept(): Promise<string> {
  const folder = temporaryFolder();
  const soFar = await openEmbeddedSoFar(folder, 4);
  await soFar.keep(texts.slice(0, 2));
  await soFar.keep(texts.slice(2));
  return folder;
}

describe('the vectors made so far', () => {
  it('are there again, as they would be in an index', async () => {
    const folder = await kept();
    expect(statSync(path.join(folder, embeddedSoFarFile)).size).toBe(3 * recordBytes);
    const { known } = await openEmbeddedSoFar(folder, 4);
    for (const [i, { vector }] of texts.entries()) known(key(i))!.forEach((value, at) => expect(value).toBeCloseTo(vector[at]!, 2));
    expect(known(chunkDigest('one', 'another model').toString('hex'))).toBeUndefined();
    await clearEmbeddedSoFar(folder);
    expect((await openEmbeddedSoFar(folder, 4)).known(key(0))).toBeUndefined();
  });

  it('end at a torn record, and go on behind the last whole one', async () => {
    const folder = await kept();
    const file = path.join(folder, embeddedSoFarFile);
    truncateSync(file, 3 * recordBytes - 1);
    const soFar = await openEmbeddedSoFar(folder, 4);
    expect([0, 1, 2].map((i) => soFar.known(key(i)) !== undefined)).toEqual([true, true, false]);
    await soFar.keep(texts.slice(2));
    const again = await openEmbeddedSoFar(folder, 4);
    expect([0, 1, 2].map((i) => again.known(key(i)) !== undefined)).toEqual([true, true, true]);
  });

  it('end at an altered record, and are nothing to a model of other dimensions', async () => {
    const folder = await kept();
    const file = path.join(folder, embeddedSoFarFile);
    const bytes = readFileSync(file);
    bytes[recordBytes + 38]! ^= 1;
    writeFileSync(file, bytes);
    const { known } = await openEmbeddedSoFar(folder, 4);
    expect([0, 1, 2].map((i) => known(key(i)) !== undefined)).toEqual([true, false, false]);
    expect((await openEmbeddedSoFar(await kept(), 5)).known(key(0))).toBeUndefined();
  });
});

/** More than one group of texts (4,096). */
const sections = Array.from({ length: 5000 }, (_, i): Outline => ({ kind: 'section', eId: `sec_${i + 1}`, number: `${i + 1}.`, text: `Dog number ${i + 1} is registered.` }));
const ingested = ingestedOf([documentOf(sections)]);

function request(indexesFolder: string, embedder: Embedder, over: Partial<BuildRequest> = {}): BuildRequest {
  let time = Date.parse('2024-03-01T12:00:00Z');
  return { ingested, embedder, indexesFolder, settings, full: false, clock: () => new Date((time += 1000)), ...over };
}

/** An embedder that is pulled out once it has made so many vectors. */
function failingAfter(most: number): Embedder {
  const embedder = tinyEmbedder();
  let made = 0;
  return {
    ...embedder,
    embedPassages: (passages, options) => {
      made += passages.length;
      return made > most ? Promise.reject(new Error('the machine was switched off')) : embedder.embedPassages(passages, options);
    },
  };
}

describe('a build that did not come to its end', () => {
  it('is gone on with by the next, which makes the same index as one made in one go', async () => {
    const [stopped, whole] = [temporaryFolder(), temporaryFolder()];
    await expect(build(request(stopped, failingAfter(4096)))).rejects.toThrow('switched off');
    const report = await build(request(stopped, tinyEmbedder()));
    expect(report.counts).toMatchObject({ chunks: 5000, embedded: 904, takenOver: 4096 });
    expect(existsSync(path.join(stopped, 'generations', embeddedSoFarFile))).toBe(false);
    const other = await build(request(whole, tinyEmbedder()));
    expect((await readManifest(stopped, report.generation)).files).toEqual((await readManifest(whole, other.generation)).files);
  });

  it('leaves nothing to one that is to embed everything anew', async () => {
    const folder = temporaryFolder();
    await expect(build(request(folder, failingAfter(4096)))).rejects.toThrow('switched off');
    expect((await build(request(folder, tinyEmbedder(), { full: true }))).counts).toMatchObject({ embedded: 5000, takenOver: 0 });
  });
});
