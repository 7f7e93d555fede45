/**
 * A folder that wants to be a model -> a copy of it that is what it says, or the reason why not. Every file is read once, into the copy, and
 * the copy is what is checked: nothing that changes meanwhile can slip in.
 *
 *   describe   model.json: small, a plain file, of the right shape
 *   copy       exactly the files that it lists and its card; plain files, of the listed size and digest; no links, devices or paths that lead out
 *   look       the graph: version, operator sets, inputs, outputs, no data elsewhere
 *   try        load it; a text has a vector, a question a score: finite, of the right size, the same twice
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, ResponsaError } from '../errors.js';
import { modelEntry, weightsFile, type ModelEntry } from './model-entry.js';
import { onnxHeader, type OnnxHeader, type OnnxPort } from './onnx-header.js';
import { parseDescribed } from './registry.js';
import { tryModel } from './try-model.js';

const mostDescriptionBytes = 64 << 10;
const mostCardBytes = 1 << 20;
/** Folders below the model's own. */
const mostDepth = 4;
/** Entries of the folder that are looked at: a few more than may be listed. */
const mostEntries = 128;
const block = 1 << 20;
/** For people, and not listed: model.json cannot hold its own digest, and a card grows when figures are made. */
const unlisted = { 'model.json': mostDescriptionBytes, 'README.md': mostCardBytes } as const;

/** Versions of the format that the runtime reads (onnxruntime 1.30) and that hold the operators of a BERT-like encoder. */
const versions = { leastIr: 4, mostIr: 13, leastOpset: 11, mostOpset: 25 } as const;
/** Operator sets whose operators the runtime itself holds; others would need code of the model's own. */
const knownDomains = new Set(['', 'ai.onnx', 'com.microsoft', 'ai.onnx.ml']);
const elementTypes = { float: 1, int64: 7 } as const;

export function refusal(folder: string, what: string, advice: string, cause?: unknown): ResponsaError {
  return new ResponsaError('bad-source', `${folder} is not added: ${what.replace(/\.$/, '')}.`, advice, { cause });
}

const listAdvice = 'A model folder holds model.json, README.md, and exactly the files that model.json lists with size and sha-256 (docs/small-models.md).';

/** The `model.json` of the folder. ResponsaError('bad-source') says what is wrong with it. */
export async function describeModelFolder(folder: string): Promise<ModelEntry> {
  const bytes = await withPlainFile(folder, 'model.json', (handle) => readBounded(handle, folder, 'model.json', mostDescriptionBytes));
  const parsed = parseDescribed(bytes.toString('utf8'), modelEntry);
  if ('wrong' in parsed) throw refusal(folder, `its model.json ${parsed.isJson ? 'does not describe a model' : 'is not JSON'}: ${parsed.wrong}`, 'docs/small-models.md says what stands in it.', parsed.cause);
  return parsed.value;
}

/** Copies the folder to `into/entry.name`, each file flushed to the disk, and checks the copy. ResponsaError('bad-source') names what is wrong. */
export async function copyChecked(folder: string, entry: ModelEntry, into: string, threads: number): Promise<void> {
  const found = await plainFilesOf(folder);
  const listed = new Map(entry.files.map((file) => [file.path, file]));
  const stray = found.find((name) => !listed.has(name) && !Object.hasOwn(unlisted, name));
  if (stray !== undefined) throw refusal(folder, `it holds ${stray}, which its model.json does not list`, listAdvice);
  const missing = [...listed.keys(), ...Object.keys(unlisted)].find((name) => !found.includes(name));
  if (missing !== undefined) throw refusal(folder, `it has no ${missing}`, listAdvice);
  const copy = path.join(into, entry.name);
  await mkdir(copy, { recursive: true });
  for (const [name, { bytes, sha256 }] of listed) {
    const digest = await copyFile(folder, copy, name, bytes);
    if (digest !== sha256) throw refusal(folder, `${name} has the sha-256 ${digest}, and model.json says ${sha256}`, 'Copy the model again from where it comes from; if it is your own, export it again.');
  }
  for (const [name, most] of Object.entries(unlisted)) if (!listed.has(name)) await copyFile(folder, copy, name, null, most);
  requireGraph(folder, entry, await readHeader(folder, path.join(copy, weightsFile)));
  await tryModel(entry, into, threads).catch((error: unknown) => {
    throw refusal(folder, `it does not work: ${messageOf(error)}`, 'Export it again in 8 bits with training/export.py, which compares what it gives with full precision.', error);
  });
}

/** Paths of all files below, `/` as separator. Links, devices, sockets and pipes are refused, and more than a model can have. */
async function plainFilesOf(folder: string, below = '', depth = 0): Promise<string[]> {
  if (depth > mostDepth) throw refusal(folder, `${below} is nested deeper than ${mostDepth} folders`, listAdvice);
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  if (entries.length > mostEntries) throw refusal(folder, `${below === '' ? 'it' : below} holds ${entries.length} files`, listAdvice);
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await plainFilesOf(folder, name, depth + 1)));
    else if (entry.isFile()) files.push(name);
    else throw refusal(folder, `${name} is ${entry.isSymbolicLink() ? 'a link' : 'no plain file'}`, 'A model holds plain files only; put the file itself there.');
    if (files.length > mostEntries) throw refusal(folder, `it holds more than ${mostEntries} files`, listAdvice);
  }
  return files;
}

/** Opened without following a link and without waiting for the other end of a pipe. */
async function withPlainFile<T>(folder: string, name: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  let handle: FileHandle;
  try {
    handle = await open(path.join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    throw refusal(folder, `${name} cannot be read: ${messageOf(error)}`, listAdvice, error);
  }
  try {
    if (!(await handle.stat()).isFile()) throw refusal(folder, `${name} is no plain file`, listAdvice);
    return await work(handle);
  } finally {
    await handle.close();
  }
}

async function readBounded(handle: FileHandle, folder: string, name: string, most: number): Promise<Buffer> {
  const bytes = Buffer.alloc(most + 1);
  let length = 0;
  for (let read = 1; read > 0 && length < bytes.length; length += read) read = (await handle.read(bytes, length, bytes.length - length, length)).bytesRead;
  if (length > most) throw refusal(folder, `${name} is larger than ${most} bytes`, listAdvice);
  return bytes.subarray(0, length);
}

/** Copies at most `most` bytes, exactly `bytes` where they are known, and returns the sha-256 of what was written. */
async function copyFile(folder: string, copy: string, name: string, bytes: number | null, most = bytes ?? 0): Promise<string> {
  await mkdir(path.dirname(path.join(copy, name)), { recursive: true });
  return withPlainFile(folder, name, async (from) => {
    const to = await open(path.join(copy, name), 'wx');
    try {
      const hash = createHash('sha256');
      const piece = Buffer.alloc(block);
      let length = 0;
      for (;;) {
        const { bytesRead } = await from.read(piece, 0, block, length);
        if (bytesRead === 0) break;
        length += bytesRead;
        if (length > most) break;
        hash.update(piece.subarray(0, bytesRead));
        await to.writeFile(piece.subarray(0, bytesRead));
      }
      if (length > most || (bytes !== null && length < bytes)) throw refusal(folder, `${name} is ${length > most ? 'larger' : 'smaller'} than ${bytes === null ? `the ${most} bytes that it may have` : `the ${bytes} bytes that model.json says`}`, listAdvice);
      await to.sync();
      return hash.digest('hex');
    } finally {
      await to.close();
    }
  });
}

async function readHeader(folder: string, file: string): Promise<OnnxHeader> {
  const bytes = await readFile(file);
  try {
    return onnxHeader(bytes);
  } catch (error) {
    throw refusal(folder, `${weightsFile} is no ONNX model: ${messageOf(error)}`, exportAdvice, error);
  }
}

const exportAdvice = 'Export the model with training/export.py; docs/small-models.md says which graphs the program loads.';

/** Expected ports by kind: `null` in a shape is a size that differs from text to text, a number one that is fixed, or free in the file. */
function portsOf(entry: ModelEntry): readonly OnnxPort[] {
  const float = elementTypes.float;
  if (entry.kind === 'embedder') return [{ name: 'last_hidden_state', type: float, shape: [null, null, entry.dimensions] }];
  return [{ name: 'token_scores', type: float, shape: [null, null] }, { name: 'answers', type: float, shape: [null] }];
}

function requireGraph(folder: string, entry: ModelEntry, header: OnnxHeader): void {
  const refuse = (what: string): never => {
    throw refusal(folder, `the graph of ${weightsFile} ${what}`, exportAdvice);
  };
  const opset = header.opsets.get('') ?? header.opsets.get('ai.onnx') ?? 0;
  if (header.ir < versions.leastIr || header.ir > versions.mostIr) refuse(`has the format version ${header.ir}; ${versions.leastIr} to ${versions.mostIr} can be read`);
  if (opset < versions.leastOpset || opset > versions.mostOpset) refuse(`has the operator set ${opset}; ${versions.leastOpset} to ${versions.mostOpset} can be run`);
  const foreign = [...header.opsets.keys()].find((domain) => !knownDomains.has(domain));
  if (foreign !== undefined) refuse(`needs operators of "${foreign}", which are no part of the runtime`);
  if (header.external.length > 0) refuse(`keeps the data of ${header.external[0]!} in another file`);
  const given = ['input_ids', 'attention_mask', 'token_type_ids'];
  const unknown = header.inputs.find(({ name }) => !given.includes(name));
  if (unknown !== undefined) refuse(`wants the input "${unknown.name}"; it is given ${given.join(', ')}`);
  const required = entry.kind === 'reader' ? given : given.slice(0, 2);
  for (const name of required) {
    const input = header.inputs.find((one) => one.name === name) ?? refuse(`has no input "${name}"`);
    if (!isLike(input, { name, type: elementTypes.int64, shape: [null, null] })) refuse(`has the input "${name}" as ${say(input)}, not as 64-bit whole numbers [batch, tokens]`);
  }
  for (const expected of portsOf(entry)) {
    const output = header.outputs.find(({ name }) => name === expected.name) ?? refuse(`has no output "${expected.name}"`);
    if (!isLike(output, expected)) refuse(`has the output "${output.name}" as ${say(output)}, not as ${say(expected)}`);
  }
}

/** Sizes that must be free are free; a size that must be fixed is that one or not told. */
function isLike(port: OnnxPort, expected: OnnxPort): boolean {
  if (port.type !== expected.type) return false;
  if (port.shape === null || expected.shape === null) return true;
  return port.shape.length === expected.shape.length && port.shape.every((size, place) => size === null || size === expected.shape![place]);
}

function say({ type, shape }: OnnxPort): string {
  const name = type === elementTypes.float ? '32-bit numbers' : type === elementTypes.int64 ? '64-bit whole numbers' : `numbers of type ${type ?? 'unknown'}`;
  return `${name} [${shape?.map((size) => size ?? 'any').join(', ') ?? '?'}]`;
}
