/** No model is ever fetched: the whole way from opening to a vector runs in a process whose every way to the network throws. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { modelsFolder } from './folders.js';

const dataUrl = (program: string): string => `data:text/javascript,${encodeURIComponent(program)}`;

/** Loaded before everything else, in the main thread and in each worker. */
const guard = dataUrl(`
  import dgram from 'node:dgram'; import dns from 'node:dns'; import fs from 'node:fs'; import net from 'node:net'; import { threadId } from 'node:worker_threads';
  const refuse = (what) => () => { fs.writeSync(2, 'NETWORK ' + what + '\\n'); throw new Error('network: ' + what); };
  net.Socket.prototype.connect = refuse('connect'); dns.lookup = refuse('lookup'); dns.promises.lookup = refuse('lookup');
  dgram.Socket.prototype.send = refuse('send'); globalThis.fetch = refuse('fetch');
  fs.writeSync(2, 'guarded ' + threadId + '\\n');
`);

it('loads and embeds without an attempt to reach the network', async () => {
  const program = `
    import { openEmbedder } from ${JSON.stringify(new URL('../../dist/src/models/models.js', import.meta.url).href)};
    const embedder = await openEmbedder('responsa-embedder-1', { modelsFolder: ${JSON.stringify(modelsFolder)}, threads: 1, batchSize: 4 });
    const vector = await embedder.embedQuery('dog licence');
    await embedder.close();
    console.log(vector.length);
  `;
  const folder = await mkdtemp(path.join(tmpdir(), 'responsa-offline-'));
  const file = path.join(folder, 'program.mjs');
  await writeFile(file, program);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', guard, file]);
  await rm(folder, { recursive: true });
  expect(stdout).toBe('384\n');
  expect(stderr.split('\n').filter((line) => line !== '').sort()).toEqual(['guarded 0', 'guarded 1']);
});
