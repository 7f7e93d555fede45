/** Workers that fail: every call that waits is told, and told why. The workers here are tiny programs in a data address. */
import { describe, expect, it } from 'vitest';
import { ResponsaError } from '../../src/errors.js';
import { openWorkerPool, type WorkerPool } from '../../src/models/worker-pool.js';
import { modelsFolder, shippedEmbedder } from './folders.js';

/** A worker thread that is ready at once and runs `onMessage` for each `request`, with `port` to reply on. */
async function poolOf(onMessage: string, before = "port.postMessage({ is: 'ready' });"): Promise<WorkerPool> {
  const program = `import { parentPort as port } from 'node:worker_threads'; port.on('message', (request) => { ${onMessage} }); ${before}`;
  const entry = await shippedEmbedder();
  return openWorkerPool({ modelsFolder, entry, threads: 1, workers: 1, batchSize: 2, workerFile: new URL(`data:text/javascript,${encodeURIComponent(program)}`) });
}

async function faultOf(promise: Promise<unknown>): Promise<[string, string]> {
  const error: unknown = await promise.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof ResponsaError)) throw new Error(`expected a ResponsaError, got ${String(error)}`);
  return [error.fault, error.message];
}

describe('worker threads', () => {
  it.each([
    ['throws', "throw new Error('out of luck')", 'out of luck'],
    ['exits', 'process.exit(7)', 'exit code 7'],
  ])('one that %s ends every waiting call and every later one', async (_, onMessage, why) => {
    const pool = await poolOf(onMessage);
    const calls = [pool.embed('passages', '', ['a', 'b', 'c'], {}), pool.embed('questions', '', ['d'], {})].map(faultOf);
    const expected = ['unavailable', `A worker thread of the embedder responsa-embedder-1 stopped: ${why}.`];
    expect(await Promise.all(calls)).toEqual([expected, expected]);
    expect(await faultOf(pool.embed('questions', '', ['e'], {}))).toEqual(expected);
    await pool.close();
  });

  it('one that cannot start is told by opening', async () => {
    expect(await faultOf(poolOf('', "port.postMessage({ is: 'fault', fault: 'damaged', message: 'no weights', advice: 'restore' });"))).toEqual(['damaged', 'no weights']);
    expect(await faultOf(poolOf('', "throw new Error('no runtime');"))).toEqual(['unavailable', 'A worker thread of the embedder responsa-embedder-1 stopped: no runtime.']);
  });

  it('a fault in one batch ends that call alone', async () => {
    const pool = await poolOf(`port.postMessage(request.texts.includes('bad')
      ? { is: 'fault', fault: 'damaged', message: 'bad text', advice: 'none' }
      : { is: 'rows', rows: new Float32Array(384 * request.texts.length).fill(request.texts[0].length) })`);
    const [bad, good] = [faultOf(pool.embed('passages', '', ['a', 'b', 'bad', 'c', 'd', 'e'], {})), pool.embed('passages', 'p: ', ['four', 'x'], {})];
    expect(await bad).toEqual(['damaged', 'bad text']);
    expect(await good).toEqual(new Float32Array(768).fill(4));
    await pool.close();
  });

  it('hands out questions first, then passages in batches, in the order they came', async () => {
    const pool = await poolOf("port.postMessage({ is: 'rows', rows: new Float32Array(384 * request.texts.length) })");
    const order: string[] = [];
    const passages = (name: string): Promise<unknown> => pool.embed('passages', '', ['a', 'b', 'c'], { onProgress: (done) => order.push(`${name} ${done}`) });
    const question = (name: string): Promise<unknown> => pool.embed('questions', '', ['a'], { onProgress: () => order.push(name) });
    await Promise.all([passages('first'), passages('second'), question('one'), question('two')]);
    expect(order).toEqual(['first 2', 'one', 'two', 'first 3', 'second 2', 'second 3']);
    await pool.close();
  });
});
