/** Files that are missing, altered or wrong are named, and never loaded. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { ResponsaError } from '../../src/errors.js';
import { listModels, openEmbedder, withModelsInUse } from '../../src/models/models.js';
import { modelEntry, type EmbedderEntry } from '../../src/models/model-entry.js';
import { embedderDigest, modelNames, readModel, readModelsInUse } from '../../src/models/registry.js';
import { copyOfModels, modelsFolder, shippedEmbedder } from './folders.js';

const name = 'responsa-embedder-1';
const readerName = 'responsa-reader-1';
const weights = path.join(name, 'onnx', 'model_quantized.onnx');
const weightsDigest = '325d80435a1799138f723660d82f23c73111e48e6ccb27ba01facc756f8cf799';

let folder: string | null = null;
afterEach(async () => {
  if (folder !== null) await rm(folder, { recursive: true });
  folder = null;
});

async function damage(change: (folder: string) => Promise<void>): Promise<string> {
  folder = await copyOfModels();
  await change(folder);
  return folder;
}

async function faultOf(promise: Promise<unknown>): Promise<ResponsaError> {
  const error: unknown = await promise.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof ResponsaError)) throw new Error(`expected a ResponsaError, got ${String(error)}`);
  return error;
}
const open = (modelsFolder: string): Promise<unknown> => openEmbedder(name, { modelsFolder, threads: 1, batchSize: 4 });

async function change(file: string, edit: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(file, edit(await readFile(file)));
}

/** Changes the weights and lists the digest of what they are now, as someone would who adds a model that does not work. */
async function changeAndList(models: string, edit: (bytes: Buffer) => Buffer): Promise<void> {
  await change(path.join(models, weights), edit);
  const digest = createHash('sha256').update(await readFile(path.join(models, weights))).digest('hex');
  await change(path.join(models, name, 'model.json'), (bytes) => Buffer.from(bytes.toString('utf8').replace(weightsDigest, digest)));
}

describe('the models that ship', () => {
  it('are listed with every file, its size and its digest', async () => {
    expect(await modelNames(modelsFolder)).toEqual([name, readerName]);
    for (const one of await modelNames(modelsFolder)) {
      const entry = await readModel(modelsFolder, one);
      for (const file of entry.files) {
        const bytes = await readFile(path.join(modelsFolder, entry.name, file.path));
        expect([file.path, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([file.path, file.bytes, file.sha256]);
      }
    }
  });

  it('are in use', async () => {
    expect(await readModelsInUse(modelsFolder)).toEqual({ embedder: name, reader: readerName });
  });

  it('are at hand with kind, licence and digest, the one without weights included', async () => {
    const { models, broken } = await listModels(modelsFolder);
    expect(broken).toEqual([]);
    expect(models.map(({ name, kind, licence, bytes }) => ({ name, kind, licence, bytes }))).toEqual([
      { name, kind: 'embedder', licence: 'Apache-2.0', bytes: 26_545_389 },
      { name: readerName, kind: 'reader', licence: 'Apache-2.0', bytes: 26_729_035 },
      { name: 'hashed-ngrams', kind: 'embedder', licence: 'Apache-2.0', bytes: 0 },
    ]);
    expect(new Set(models.map(({ digest }) => digest)).size).toBe(3);
  });
});

describe('opening refuses', () => {
  it('a name that is not at hand, and lists those that are', async () => {
    const error = await faultOf(openEmbedder('e5-small', { modelsFolder, threads: 1, batchSize: 4 }));
    expect([error.fault, error.advice]).toEqual(['bad-request', 'At hand are: responsa-embedder-1, hashed-ngrams.']);
    expect(error.message).toBe(`There is no embedder "e5-small" in ${modelsFolder}.`);
  });

  it('weights with one bit altered', async () => {
    const models = await damage((copy) => change(path.join(copy, weights), (bytes) => {
      bytes[20_000_000]! ^= 1;
      return bytes;
    }));
    const found = createHash('sha256').update(await readFile(path.join(models, weights))).digest('hex');
    const error = await faultOf(open(models));
    expect(error.fault).toBe('damaged');
    expect(error.message).toBe(`${path.join(models, weights)}, a file of the model ${name}, has been altered: sha-256 ${found}, expected ${weightsDigest}.`);
    expect(error.advice).toMatch(/^Restore the folder of models/);
  });

  it('a file that is missing', async () => {
    const models = await damage((copy) => rm(path.join(copy, name, 'tokenizer.json')));
    const error = await faultOf(open(models));
    expect(error.fault).toBe('damaged');
    expect(error.message).toBe(`${path.join(models, name, 'tokenizer.json')}, a file of the model ${name}, is missing.`);
    expect(error.advice).toContain('133716fc8eff3d196955918564e9ec765d08248965c7a4bcae6b96751e285bf1');
  });

  it.each([
    ['missing', (file: string) => rm(file), 'is missing'],
    ['cut off', (file: string) => change(file, (bytes) => bytes.subarray(0, 300)), 'is not JSON'],
    ['of another shape', (file: string) => writeFile(file, '{"kind":"embedder"}'), 'does not describe a model: name'],
    ['of another name', (file: string) => change(file, (bytes) => Buffer.from(bytes.toString('utf8').replace(name, 'other'))), `describes the model other, but its folder is ${name}`],
  ])('a model.json that is %s', async (_, harm, what) => {
    const file = (models: string): string => path.join(models, name, 'model.json');
    const models = await damage((copy) => harm(file(copy)));
    const error = await faultOf(open(models));
    expect(error.fault).toBe('damaged');
    expect(error.message.startsWith(`${file(models)} ${what}`)).toBe(true);
    expect((await listModels(models)).broken).toEqual([{ name, problem: error.message }]);
    expect((await openEmbedder('hashed-ngrams', { modelsFolder: models, threads: 1, batchSize: 4 })).name).toBe('hashed-ngrams');
  });

  it.each([
    ['missing', (file: string) => rm(file), 'is missing'],
    ['cut off', (file: string) => change(file, (bytes) => bytes.subarray(0, 20)), 'is not JSON'],
    ['of another shape', (file: string) => writeFile(file, '{"use":{"embedder":"../x","reader":null}}'), 'does not describe which models are in use: use.embedder'],
  ])('a models.json that is %s, unless the settings name the models', async (_, harm, what) => {
    const models = await damage((copy) => harm(path.join(copy, 'models.json')));
    const config = loadConfig({ models }, {}, models);
    const error = await faultOf(withModelsInUse(config));
    expect(error.fault).toBe('damaged');
    expect(error.message.startsWith(`${path.join(models, 'models.json')} ${what}`)).toBe(true);
    const named = { ...config, embedder: 'hashed-ngrams', reader: 'none' };
    expect(await withModelsInUse(named)).toBe(named);
  });

  it('weights that are no model, though their digest is the listed one', async () => {
    const models = await damage((copy) => changeAndList(copy, (bytes) => bytes.subarray(0, 1_000_000)));
    const error = await faultOf(open(models));
    expect(error.fault).toBe('unavailable');
    expect(error.message).toMatch(/^The model failed: /);
  });

  it('vectors that are not numbers, naming the text, and stays usable', async () => {
    // The raw data of a tensor follow its name in the file: field 9, 1536 bytes. One of its 384 numbers becomes NaN.
    const models = await damage((copy) => changeAndList(copy, (bytes) => {
      const data = bytes.indexOf(Buffer.from([0x4a, 0x80, 0x0c]), bytes.indexOf('embeddings.LayerNorm.weight'));
      bytes.writeFloatLE(Number.NaN, data + 3);
      return bytes;
    }));
    const embedder = await openEmbedder(name, { modelsFolder: models, threads: 1, batchSize: 4 });
    const error = await faultOf(embedder.embedPassages(['Dog licence fees']));
    expect([error.fault, error.message]).toEqual(['damaged', `The model ${name} gave no usable vector (length NaN) for a text of 16 characters.`]);
    expect(await embedder.embedPassages([''])).toEqual(new Float32Array(384));
    await embedder.close();
  });
});

describe('model.json', () => {
  const messages = (entry: unknown): string[] => modelEntry.safeParse(entry).error?.issues.map(({ message }) => message) ?? [];

  it('does not lead out of its folder', async () => {
    const entry = await shippedEmbedder();
    const files = entry.files.map((file, i) => (i === 5 ? { ...file, path: '../../etc/passwd' } : file));
    expect(messages({ ...entry, files })).toEqual(['must be a path inside the model folder']);
    expect(messages({ ...entry, name: '../elsewhere' })).toEqual(['must be a plain folder name (letters, digits, single . _ - between them, at most 64)']);
  });

  it('lists every file that is read, and each once', async () => {
    const entry = await shippedEmbedder();
    expect(messages({ ...entry, files: entry.files.slice(1) })).toEqual(['must list config.json, tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx']);
    expect(messages({ ...entry, files: [...entry.files, ...entry.files.slice(5).map((file) => ({ ...file, path: 'licenSe' }))] })).toEqual(['must list each file once']);
  });
});

describe('the digest of an embedder', () => {
  it('changes with everything that decides a vector, and with nothing else', async () => {
    const entry = await shippedEmbedder();
    const digest = embedderDigest(entry, 1);
    const withFile = (i: number): EmbedderEntry => ({ ...entry, files: entry.files.map((file, j) => (i === j ? { ...file, sha256: 'f'.repeat(64) } : file)) });
    const others = [
      embedderDigest(withFile(0), 1),
      embedderDigest(withFile(2), 1),
      embedderDigest({ ...entry, maximumTokens: 128 }, 1),
      embedderDigest({ ...entry, prefixes: { query: 'query: ', passage: '' } }, 1),
      embedderDigest({ ...entry, prefixes: { query: '', passage: 'query: ' } }, 1),
      embedderDigest(entry, 2),
    ];
    expect(new Set([digest, ...others]).size).toBe(1 + others.length);
    expect(embedderDigest({ ...withFile(5), name: 'other', licence: 'MIT', source: 'elsewhere', files: withFile(5).files.toReversed() }, 1)).toBe(digest);
  });
});
