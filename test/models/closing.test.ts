/** Closing an embedder whose workers are still loading or embedding ends the process cleanly; torn down inside native code it would abort. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'responsa-closing-'));
  writeFileSync(path.join(folder, 'close.mjs'), `
    const { openEmbedder } = await import(process.argv[2]);
    const embedder = await openEmbedder('responsa-embedder-1', { modelsFolder: process.argv[3], threads: 3, batchSize: 4 });
    const texts = Array.from({ length: 400 }, (_, i) => 'Whoever keeps a dog must register it within fourteen days. '.repeat(5) + i);
    const work = embedder.embedPassages(texts).then(() => 'done', (error) => error.fault);
    await new Promise((resolve) => setTimeout(resolve, Number(process.argv[4])));
    await embedder.close();
    console.log(await work);
  `);
});
afterAll(() => rmSync(folder, { recursive: true }));

function closeAfter(milliseconds: number): Promise<{ readonly failed: boolean; readonly out: string; readonly err: string }> {
  const argv = [path.join(folder, 'close.mjs'), path.join(programFolder, 'dist/src/models/models.js'), path.join(programFolder, 'models'), String(milliseconds)];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, (error, out, err) => resolve({ failed: error !== null, out: out.trim(), err }));
  });
}

describe('closing', () => {
  // The second worker starts with the first passages and the third after it: these moments fall into their loading.
  it.each([0, 50, 150, 300, 450, 600, 900])('after %i ms of work', async (milliseconds) => {
    expect(await closeAfter(milliseconds)).toEqual({ failed: false, out: 'unavailable', err: '' });
  });
});
