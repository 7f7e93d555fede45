/** Taking models in and out: a good folder comes in whole, and a hostile or broken one leaves no trace. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, type Config } from '../src/config.js';
import { ResponsaError } from '../src/errors.js';
import { addModel, listShelf, removeModel, useModel } from '../src/model-shelf.js';
import { openEmbedder } from '../src/models/models.js';
import { bytesField, messageOf, numberField } from '../src/models/protobuf.js';
import { openAssistant, rebuildIndex } from '../src/assistant.js';
import { clock, dogAct, world } from './e2e/small-corpus.js';
import { bertInputs, describeModel, embedderGraph, node, onnx, readerGraph, tensor, tinyEmbedder, tinyReader, types, words, writeModel, type Graph } from './models/tiny-models.js';

let root: string;
let config: Config;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'responsa-shelf-'));
  const models = path.join(root, 'models');
  mkdirSync(models);
  writeFileSync(path.join(models, 'models.json'), '{ "use": { "embedder": "hashed-ngrams", "reader": null } }\n');
  config = loadConfig({ models, indexes: path.join(root, 'indexes'), threads: 1 }, {}, root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const offered = (): string => path.join(root, 'offered');
const offer = (description: Parameters<typeof writeModel>[1] = tinyEmbedder, weights: Uint8Array = onnx(embedderGraph())): Promise<string> => writeModel(offered(), description, weights);
const held = (): string[] => readdirSync(config.models).sort();

async function faultOf(promise: Promise<unknown>): Promise<ResponsaError> {
  const error: unknown = await promise.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof ResponsaError)) throw new Error(`expected a ResponsaError, got ${String(error)}`);
  return error;
}

/** What is said of the folder, once it is refused and nothing of it is left. */
async function refusalOf(folder: string): Promise<string> {
  const error = await faultOf(addModel(config, folder));
  expect(error.fault).toBe('bad-source');
  expect(held()).toEqual(['models.json']);
  expect(error.message.startsWith(`${folder} is not added: `)).toBe(true);
  return error.message.slice(`${folder} is not added: `.length, -1);
}

describe('models add', () => {
  it('takes in an embedder and a reader, with their cards, and uses neither', async () => {
    const added = await addModel(config, await offer());
    expect(added).toMatchObject({ name: 'tiny-embedder', kind: 'embedder', licence: 'Apache-2.0', languages: ['en'], parameters: null });
    expect(await addModel(config, await offer(tinyReader, onnx(readerGraph({ dog: 3 }))))).toMatchObject({ name: 'tiny-reader', kind: 'reader' });
    expect(held()).toEqual(['models.json', 'tiny-embedder', 'tiny-reader']);
    expect(readdirSync(path.join(config.models, 'tiny-reader')).sort()).toEqual(['README.md', 'config.json', 'model.json', 'onnx', 'tokenizer.json', 'tokenizer_config.json']);
    expect((await listShelf(config)).models.map(({ name, inUse }) => [name, inUse])).toEqual([['tiny-embedder', false], ['tiny-reader', false], ['hashed-ngrams', true]]);
    const embedder = await openEmbedder('tiny-embedder', { modelsFolder: config.models, threads: 1, batchSize: 1 });
    expect([embedder.digest, (await embedder.embedQuery('the dog')).length]).toEqual([added.digest, 4]);
    await embedder.close();
  });

  it('takes away what a killed one left, and nothing of one that runs', async () => {
    const gone = 2 ** 22 + 1; // beyond the largest process number
    mkdirSync(path.join(config.models, `.adding-${gone}-x`, 'half'), { recursive: true });
    mkdirSync(path.join(config.models, `.adding-${process.pid}-x`));
    await addModel(config, await offer());
    expect(held()).toEqual([`.adding-${process.pid}-x`, 'models.json', 'tiny-embedder']);
  });

  it.each<[string, (folder: string) => unknown, string | RegExp]>([
    ['a file that is not listed', (folder) => writeFileSync(path.join(folder, 'run.js'), ''), 'it holds run.js, which its model.json does not list'],
    ['a listed file that is missing', (folder) => rmSync(path.join(folder, 'config.json')), 'it has no config.json'],
    ['no card', (folder) => rmSync(path.join(folder, 'README.md')), 'it has no README.md'],
    ['no description', (folder) => rmSync(path.join(folder, 'model.json')), /^model\.json cannot be read: ENOENT/],
    ['a description that is not JSON', (folder) => writeFileSync(path.join(folder, 'model.json'), '{'), /^its model\.json is not JSON: /],
    ['a description without end', (folder) => truncateSync(path.join(folder, 'model.json'), 70_000), 'model.json is larger than 65536 bytes'],
    ['an altered file', (folder) => alter(path.join(folder, 'tokenizer.json')), /^tokenizer\.json has the sha-256 [0-9a-f]{64}, and model\.json says [0-9a-f]{64}$/],
    ['a file that is larger than listed', (folder) => truncateSync(path.join(folder, 'config.json'), 4096), /^config\.json is larger than the \d+ bytes that model\.json says$/],
    ['a file that is smaller than listed', (folder) => truncateSync(path.join(folder, 'config.json'), 5), /^config\.json is smaller than the \d+ bytes that model\.json says$/],
    ['a card without end', (folder) => truncateSync(path.join(folder, 'README.md'), 2 << 20), 'README.md is larger than the 1048576 bytes that it may have'],
    ['a link instead of a file', (folder) => { rmSync(path.join(folder, 'README.md')); symlinkSync('/etc/hostname', path.join(folder, 'README.md')); }, 'README.md is a link'],
    ['a link instead of the description', (folder) => { renameSync(path.join(folder, 'model.json'), `${folder}.json`); symlinkSync(`${folder}.json`, path.join(folder, 'model.json')); }, /^model\.json cannot be read: ELOOP/],
    ['a link instead of a folder', (folder) => { renameSync(path.join(folder, 'onnx'), `${folder}-onnx`); symlinkSync(`${folder}-onnx`, path.join(folder, 'onnx')); }, 'onnx is a link'],
    ['a pipe', (folder) => { rmSync(path.join(folder, 'config.json')); execFileSync('mkfifo', [path.join(folder, 'config.json')]); }, 'config.json is no plain file'],
    ['a pipe instead of the description', (folder) => { rmSync(path.join(folder, 'model.json')); execFileSync('mkfifo', [path.join(folder, 'model.json')]); }, 'model.json is no plain file'],
    ['too many files', (folder) => { for (let i = 0; i < 200; i++) writeFileSync(path.join(folder, `${i}.txt`), ''); }, /^it holds 20\d files$/],
    ['folders without end', (folder) => mkdirSync(path.join(folder, 'a/b/c/d/e/f'), { recursive: true }), 'a/b/c/d/e is nested deeper than 4 folders'],
  ])('refuses %s', async (_, harm, said) => {
    const folder = await offer();
    harm(folder);
    const found = await refusalOf(folder);
    if (typeof said === 'string') expect(found).toBe(said);
    else expect(found).toMatch(said);
  });

  it.each<[string, object, string]>([
    ['a name that leads out', { name: '../../evil' }, 'its model.json does not describe a model: name: must be a plain folder name (letters, digits, single . _ - between them, at most 64)'],
    ['no licence', { licence: '  ' }, 'its model.json does not describe a model: licence: Too small: expected string to have >=1 characters'],
    ['an unknown kind', { kind: 'oracle' }, "its model.json does not describe a model: kind: Invalid discriminator value. Expected 'embedder' | 'reader'"],
    ['more than it should say', { run: 'rm' }, 'its model.json does not describe a model: the whole: Unrecognized key: "run"'],
    ['the name of what needs no weights', { name: 'hashed-ngrams' }, 'hashed-ngrams is no name that a model may have'],
    ['the name that stands for no reader', { name: 'none' }, 'none is no name that a model may have'],
    ['other dimensions than its vectors have', { dimensions: 5 }, 'the graph of onnx/model_quantized.onnx has the output "last_hidden_state" as 32-bit numbers [any, any, 4], not as 32-bit numbers [any, any, 5]'],
  ])('refuses a description with %s', async (_, changed, said) => {
    const folder = await offer();
    await describeModel(folder, { ...tinyEmbedder, ...changed });
    expect(await refusalOf(folder)).toBe(said);
  });

  it.each([
    ['../outside.txt'], ['/etc/passwd'], ['onnx/../../x'], ['onnx\\x'], ['.hidden'], [''],
  ])('refuses to list %j', async (name) => {
    const folder = await offer();
    const described = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8')) as { files: object[] };
    described.files.push({ path: name, role: 'licence', bytes: 1, sha256: '0'.repeat(64) });
    writeFileSync(path.join(folder, 'model.json'), JSON.stringify(described));
    expect(await refusalOf(folder)).toMatch(/^its model\.json does not describe a model: files\.4\.path: must be a path inside the model folder/);
  });

  it('refuses more bytes than a model can have, before it reads any', async () => {
    const folder = await offer();
    const described = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8')) as { files: object[] };
    for (const name of ['a', 'b']) described.files.push({ path: name, role: 'weights', bytes: 400 << 20, sha256: '0'.repeat(64) });
    writeFileSync(path.join(folder, 'model.json'), JSON.stringify(described));
    expect(await refusalOf(folder)).toBe('its model.json does not describe a model: files: must not come to more than 671088640 bytes');
  });

  it('refuses what is no folder, and a name that is there', async () => {
    const folder = await offer();
    symlinkSync(folder, path.join(root, 'link'));
    expect(await refusalOf(path.join(root, 'link'))).toBe('it is a link');
    expect(await refusalOf(path.join(folder, 'config.json'))).toBe('it is no folder');
    expect((await faultOf(addModel(config, path.join(root, 'nowhere')))).fault).toBe('not-found');
    await addModel(config, folder);
    expect((await faultOf(addModel(config, folder))).message).toBe(`${folder} is not added: there is a model tiny-embedder already.`);
    expect(held()).toEqual(['models.json', 'tiny-embedder']);
  });

  it('copies a file that has two names, and shares nothing with it', async () => {
    const folder = await offer();
    linkSync(path.join(folder, 'config.json'), path.join(root, 'other-name'));
    await addModel(config, folder);
    writeFileSync(path.join(root, 'other-name'), 'altered');
    expect(readFileSync(path.join(config.models, 'tiny-embedder', 'config.json'), 'utf8')).toBe('{"model_type":"bert","architectures":["BertModel"]}');
  });
});

function alter(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

describe('models add looks into the graph and refuses', () => {
  const embedder = embedderGraph();
  const reader = readerGraph({});
  const withInputs = (graph: Graph, inputs: Graph['inputs']): Graph => ({ ...graph, inputs });
  const output = (graph: Graph, place: number, changed: object): Graph => ({ ...graph, outputs: graph.outputs.map((one, index) => (index === place ? { ...one, ...changed } : one)) });
  /** Without its raw data (9), and with `data_location` (14) elsewhere. */
  const external = [...tensor('table', [words.length, 4], []).filter(({ number }) => number !== 9), numberField(14, 1)];
  /** A tensor (attribute field 5) with an empty `external_data` (13). */
  const hidden = bytesField(5, messageOf([bytesField(13, new Uint8Array(0))]));

  it.each<[string, Uint8Array, string | RegExp]>([
    ['what is no graph', Buffer.from('<html>not found</html>'), /^onnx\/model_quantized\.onnx is no ONNX model: /],
    ['an operator set that is too old', onnx(embedder, { opset: 7 }), 'has the operator set 7; 11 to 25 can be run'],
    ['an operator set that is unknown', onnx(embedder, { opset: 99 }), 'has the operator set 99; 11 to 25 can be run'],
    ['a format that is unknown', onnx(embedder, { ir: 99 }), 'has the format version 99; 4 to 13 can be read'],
    ['operators of its own', onnx(embedder, { domains: ['evil.example'] }), 'needs operators of "evil.example", which are no part of the runtime'],
    ['an input that it is not given', onnx(withInputs(embedder, [...bertInputs, { name: 'past', type: types.float, shape: [1] }])), 'wants the input "past"; it is given input_ids, attention_mask, token_type_ids'],
    ['an input that is missing', onnx(withInputs(embedder, bertInputs.slice(0, 1))), 'has no input "attention_mask"'],
    ['inputs of another type', onnx(withInputs(embedder, bertInputs.map((one) => ({ ...one, type: types.float })))), 'has the input "input_ids" as 32-bit numbers [any, any], not as 64-bit whole numbers [batch, tokens]'],
    ['inputs of a fixed size', onnx(withInputs(embedder, bertInputs.map((one) => ({ ...one, shape: [1, 128] })))), 'has the input "input_ids" as 64-bit whole numbers [1, 128], not as 64-bit whole numbers [batch, tokens]'],
    ['an output that is missing', onnx(output(embedder, 0, { name: 'pooled' })), 'has no output "last_hidden_state"'],
    ['data in another file', onnx({ ...embedder, tensors: [external] }), 'keeps the data of table in another file'],
    ['data in another file, hidden in an operator', onnx({ ...embedder, nodes: [...embedder.nodes, node('Constant', [], 'c', [[hidden]])] }), 'keeps the data of a tensor without a name in another file'],
  ])('%s', async (_, weights, said) => {
    const found = await refusalOf(await offer(tinyEmbedder, weights));
    if (typeof said === 'string') expect(found).toBe(`the graph of onnx/model_quantized.onnx ${said}`);
    else expect(found).toMatch(said);
  });

  it.each<[string, Uint8Array, string]>([
    ['scores of another shape', onnx(output(reader, 0, { shape: ['batch', 'tokens', 2] })), 'has the output "token_scores" as 32-bit numbers [any, any, 2], not as 32-bit numbers [any, any]'],
    ['no score for the whole', onnx({ ...reader, outputs: reader.outputs.slice(0, 1) }), 'has no output "answers"'],
    ['no second part of a text', onnx(withInputs(reader, bertInputs.slice(0, 2))), 'has no input "token_type_ids"'],
  ])('a reader with %s', async (_, weights, said) => {
    expect(await refusalOf(await offer(tinyReader, weights))).toBe(`the graph of onnx/model_quantized.onnx ${said}`);
  });
});

describe('models add tries a model and refuses', () => {
  const nan = [Number.NaN, 0, 0, 0];
  const same = Object.fromEntries(words.map((word) => [word, [1, 0, 0, 0]]));
  const none = Object.fromEntries(words.map((word) => [word, [0, 0, 0, 0]]));
  it.each<[string, Uint8Array, RegExp]>([
    ['vectors that are no numbers', onnx(embedderGraph({ the: nan })), /^it does not work: The model tiny-embedder gave no usable vector \(length NaN\) for a text of \d+ characters$/],
    ['vectors without direction', onnx(embedderGraph(none)), /^it does not work: The model tiny-embedder gave no usable vector \(length 0\)/],
    ['one vector for everything', onnx(embedderGraph(same)), /^it does not work: tiny-embedder gave one vector for two texts$/],
    ['vectors of another size than the graph says', onnx({ ...embedderGraph({}, 6), outputs: embedderGraph().outputs }), /^it does not work: /],
    ['a graph that does not hold together', onnx({ ...embedderGraph(), nodes: [node('Gather', ['nothing', 'input_ids'], 'last_hidden_state')] }), /^it does not work: The model failed: /],
  ])('%s', async (_, weights, said) => {
    expect(await refusalOf(await offer(tinyEmbedder, weights))).toMatch(said);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['scores that are no numbers', onnx(readerGraph({ the: Number.NaN })), /^it does not work: The reader tiny-reader gave a score that is no number for a question of \d+ characters$/],
    ['scores without bound', onnx(readerGraph({ the: Infinity })), /^it does not work: The reader tiny-reader gave a score that is no number/],
  ])('a reader with %s', async (_, weights, said) => {
    expect(await refusalOf(await offer(tinyReader, weights))).toMatch(said);
  });

  it('a tokenizer that is none', async () => {
    const folder = await offer();
    writeFileSync(path.join(folder, 'tokenizer.json'), '{"model":{"type":"Oracle"}}');
    await describeModel(folder, tinyEmbedder);
    expect(await refusalOf(folder)).toMatch(/^it does not work: The model failed: /);
  });
});

describe('models use and remove', () => {
  it('an index built with another embedder is refused until it is built again', async () => {
    mkdirSync(path.join(root, 'corpus'));
    writeFileSync(path.join(root, 'corpus', 'collection.json'), JSON.stringify({ id: 'corpus', title: 'Test law', jurisdiction: 'xa', language: 'en', type: 'act' }));
    writeFileSync(path.join(root, 'corpus', 'dogs.md'), dogAct(60, 14));
    const first = (await rebuildIndex(config, [path.join(root, 'corpus')], { clock })).generation;
    await addModel(config, await offer());
    expect(await useModel(config, 'tiny-embedder')).toEqual({ kind: 'embedder', use: { embedder: 'tiny-embedder', reader: null }, rebuild: { generation: first, builtWith: 'hashed-ngrams' }, overriddenBy: null });
    const refused = await faultOf(openAssistant(config, world));
    expect(refused.fault).toBe('bad-request');
    expect(refused.message).toMatch(new RegExp(`^Generation ${first} was built with the embedder hashed-ngrams \\([0-9a-f]{12}\\), but tiny-embedder \\([0-9a-f]{12}\\) is configured\\.$`));
    expect(refused.advice).toBe('Use the embedder hashed-ngrams again (`models use hashed-ngrams`, or the setting `embedder`), or build the index again with `index`.');
    const second = (await rebuildIndex(config, [path.join(root, 'corpus')], { clock })).generation;
    const assistant = await openAssistant(config, world);
    expect(assistant.index().models.embedder.name).toBe('tiny-embedder');
    await assistant.close();
    expect(await useModel(config, 'hashed-ngrams')).toMatchObject({ rebuild: { generation: second, builtWith: 'tiny-embedder' } });
    const kept = await faultOf(removeModel(config, 'tiny-embedder'));
    expect([kept.fault, kept.message]).toEqual(['bad-request', `tiny-embedder is not removed: ${second} in ${config.indexes} was built with it and could not be asked any more.`]);
    expect((await listShelf(config)).models.map(({ name, generations }) => [name, generations])).toEqual([['tiny-embedder', [second]], ['hashed-ngrams', [first]]]);
    expect(held()).toContain('tiny-embedder');
  });

  it('what is in use stays, by models.json or by the settings', async () => {
    await addModel(config, await offer());
    await addModel(config, await offer(tinyReader, onnx(readerGraph({}))));
    expect((await useModel(config, 'tiny-reader')).use).toEqual({ embedder: 'hashed-ngrams', reader: 'tiny-reader' });
    expect((await faultOf(removeModel(config, 'tiny-reader'))).message).toBe('tiny-reader is in use and is not removed.');
    expect((await faultOf(removeModel({ ...config, embedder: 'tiny-embedder' }, 'tiny-embedder'))).message).toBe('tiny-embedder is in use and is not removed.');
    expect(await useModel({ ...config, reader: 'tiny-reader' }, 'none')).toEqual({ kind: 'reader', use: { embedder: 'hashed-ngrams', reader: null }, rebuild: null, overriddenBy: 'tiny-reader' });
    await removeModel(config, 'tiny-reader');
    await removeModel(config, 'tiny-embedder');
    expect(held()).toEqual(['models.json']);
  });

  it('a model that is altered is not used, one that describes nothing can still be removed', async () => {
    await addModel(config, await offer());
    const before = readFileSync(path.join(config.models, 'models.json'), 'utf8');
    alter(path.join(config.models, 'tiny-embedder', 'onnx', 'model_quantized.onnx'));
    expect((await faultOf(useModel(config, 'tiny-embedder'))).message).toMatch(/model_quantized\.onnx, a file of the model tiny-embedder, has been altered/);
    expect(readFileSync(path.join(config.models, 'models.json'), 'utf8')).toBe(before);
    writeFileSync(path.join(config.models, 'tiny-embedder', 'model.json'), '{');
    expect((await listShelf(config)).broken.map(({ name }) => name)).toEqual(['tiny-embedder']);
    await removeModel(config, 'tiny-embedder');
    expect(existsSync(path.join(config.models, 'tiny-embedder'))).toBe(false);
  });

  it.each([['../offered'], ['nothing'], ['.adding-1-x'], ['models.json']])('%s is no model', async (name) => {
    cpSync(await offer(), path.join(config.models, '.adding-1-x'), { recursive: true });
    expect((await faultOf(removeModel(config, name))).message).toBe(`There is no model "${name}" in ${config.models}.`);
    expect((await faultOf(useModel(config, name))).fault).toBe('bad-request');
    expect(existsSync(offered())).toBe(true);
  });

  it('what is part of the program is not removed', async () => {
    for (const name of ['hashed-ngrams', 'none']) expect((await faultOf(removeModel(config, name))).message).toBe(`${name} is part of the program and cannot be removed.`);
  });
});
