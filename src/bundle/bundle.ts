/** Program, packages, models, generations and documents -> one file for a machine without a network. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { writeTar, type NewEntry } from '../archive/tar-write.js';
import { ResponsaError } from '../errors.js';
import { recordOf } from '../indexing/durable-files.js';
import { folderOf, verifyGeneration } from '../indexing/generations.js';
import { manifestText, names, nodeInBundle, programDigest, sha256Of, type BundledFile, type BundleManifest } from '../unbundle/bundle-manifest.js';
import { problemOfPaths } from '../unbundle/bundle-paths.js';
import { fingerprintOf, signatureText } from '../unbundle/signature.js';
import { billOfMaterials } from './bill-of-materials.js';
import { productionClosure, readPackage, targetOf } from './closure.js';
import { modelFiles } from './model-files.js';
import { requireNatives } from './native-files.js';
import { filesBelow, programFiles, type SourceFile } from './program-files.js';

export interface BundleRequest {
  readonly out: string;
  readonly programFolder: string;
  /** Whose `node_modules` go along; absent: those of the program. */
  readonly packagesFolder?: string;
  /** As `linux-x64-glibc`. */
  readonly platform: string;
  /** ISO 8601; two bundles of the same input and `created` have the same bytes. */
  readonly created: string;
  readonly modelsFolder: string;
  /** Folders of `modelsFolder` that go along, and what models.json is to say. */
  readonly modelNames: readonly string[];
  readonly modelsInUse: { readonly embedder: string; readonly reader: string | null };
  readonly indexesFolder: string;
  readonly generations: readonly string[];
  readonly live: string | null;
  readonly corpusFolders: readonly string[];
  /** The Node executable, where it goes along. */
  readonly node: { readonly file: string; readonly version: string } | null;
  readonly privateKey: KeyObject | null;
  /** What the other machine has; then only what it lacks is written. */
  readonly base: { readonly manifest: BundleManifest; readonly digest: string } | null;
}

export interface BundleReport {
  readonly file: string;
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
  /** sha-256 of the manifest: what the bundle is called by. */
  readonly bundle: string;
  readonly kind: BundleManifest['kind'];
  readonly version: string;
  readonly packages: number;
  readonly generations: readonly string[];
  readonly files: number;
  /** Left out because the base has them. */
  readonly leftOut: number;
  readonly leftOutBytes: number;
  readonly signedBy: string | null;
}

/** A file of the bundle whose bytes are on disk or at hand. */
interface Part {
  readonly path: string;
  readonly from: string | Buffer;
}

/**
 * Writes a bundle beside and renames it. Every generation and model is verified first. ResponsaError('damaged') when one is not
 * what it says, 'bad-source' when something needed is missing or changes meanwhile; no file is left then.
 */
export async function makeBundle(request: BundleRequest): Promise<BundleReport> {
  const { base, live, generations } = request;
  const target = targetOf(request.platform);
  const program = await readPackage(request.programFolder);
  const { programFolder, packagesFolder = programFolder } = request;
  const packages = await productionClosure(programFolder, target, packagesFolder);
  const ofProgram = await programFiles(programFolder, packages, target, packagesFolder);
  await requireNatives(ofProgram, packages, target, request.node?.file ?? null);
  const models = await modelFiles(request.modelsFolder, request.modelNames);
  const node = request.node === null ? null : { version: request.node.version, sha256: (await recordOf(request.node.file)).sha256 };
  const bill = await billOfMaterials({ programFolder: request.programFolder, packages, models: models.models, node, created: request.created });
  const sources = [
    ...ofProgram,
    ...models.files,
    ...(request.node === null ? [] : [{ path: nodeInBundle, file: request.node.file }]),
    ...(await generationFiles(request)),
    ...(await corpusFiles(request.corpusFolders)),
  ];
  const inUse = Buffer.from(`${JSON.stringify({ use: request.modelsInUse })}\n`);
  const parts: Part[] = [...sources.map(({ path: name, file }) => ({ path: name, from: file })), { path: 'program/models/models.json', from: inUse }].sort((a, b) => (a.path < b.path ? -1 : 1));
  parts.unshift({ path: names.bill, from: Buffer.from(bill) });
  requirePaths(parts);
  const atBase = new Set(base?.manifest.files.map(({ sha256 }) => sha256));
  const files: BundledFile[] = [];
  for (const part of parts) files.push(await described(part, atBase));
  const manifest: BundleManifest = {
    format: 1, kind: base === null ? 'full' : 'delta',
    program: { version: program?.version ?? '0', platform: request.platform, node: oldestNode(program?.engines?.node), digest: programDigest(files) },
    created: request.created, generations: [...generations].sort(), live, base: base?.digest ?? null, files,
  };
  const text = Buffer.from(manifestText(manifest));
  const signature = Buffer.from(signatureText(text, request.privateKey));
  const shipped = parts.flatMap((part, index) => (files[index]!.from === 'bundle' ? [entryOf(part, files[index]!)] : []));
  const written = await writeTar(request.out, [inMemory(names.manifest, text), inMemory(names.signature, signature), ...shipped]);
  const leftOut = files.filter(({ from }) => from === 'base');
  return {
    file: request.out, ...written, bundle: sha256Of(text), kind: manifest.kind, version: manifest.program.version, packages: packages.length, generations: manifest.generations,
    files: shipped.length, leftOut: leftOut.length, leftOutBytes: leftOut.reduce((sum, { bytes }) => sum + bytes, 0), signedBy: request.privateKey === null ? null : fingerprintOf(createPublicKey(request.privateKey)),
  };
}

function oldestNode(range = ''): number {
  return Number(/^>=\s*(\d+)/.exec(range)?.[1] ?? '0');
}

async function generationFiles({ indexesFolder, generations }: BundleRequest): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const id of generations) {
    await verifyGeneration(indexesFolder, id);
    const folder = folderOf(indexesFolder, id);
    found.push(...(await filesBelow(folder)).map((name) => ({ path: `generations/${id}/${name}`, file: path.join(folder, name) })));
  }
  return found;
}

/** A folder that is a collection goes below its own name; one that holds collections gives them theirs. */
async function corpusFiles(folders: readonly string[]): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const folder of folders.map((one) => path.resolve(one))) {
    const names = await filesBelow(folder);
    const prefix = names.includes('collection.json') ? `corpus/${path.basename(folder)}` : 'corpus';
    found.push(...names.map((name) => ({ path: `${prefix}/${name}`, file: path.join(folder, name) })));
  }
  return found;
}

function requirePaths(parts: readonly Part[]): void {
  const problem = problemOfPaths(parts.map((part) => part.path));
  if (problem !== null) throw new ResponsaError('bad-source', `This would be no bundle that can be installed: it ${problem}.`, 'Rename the file, or give each collection a folder name of its own.');
}

/** Documents always go along: on the other machine they may have been changed since. */
async function described({ path: name, from }: Part, atBase: ReadonlySet<string>): Promise<BundledFile> {
  const isExecutable = typeof from === 'string' && name.startsWith('program/') && ((await stat(from)).mode & 0o100) !== 0;
  const record = typeof from === 'string' ? await recordOf(from) : { bytes: from.length, sha256: sha256Of(from) };
  const isLeftOut = atBase.has(record.sha256) && /^(?:program|generations)\//.test(name);
  return { path: name, ...record, mode: isExecutable ? 0o755 : 0o644, from: isLeftOut ? 'base' : 'bundle' };
}

const inMemory = (name: string, bytes: Buffer): NewEntry => ({ path: name, bytes: bytes.length, mode: 0o644, contents: () => [bytes] });

function entryOf({ from }: Part, file: BundledFile): NewEntry {
  return { path: file.path, bytes: file.bytes, mode: file.mode, contents: () => (typeof from === 'string' ? unchanged(from, file.sha256) : [from]) };
}

/** The file's bytes; ResponsaError('bad-source') at the end when they are others than those described. */
async function* unchanged(file: string, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== sha256) throw new ResponsaError('bad-source', `${file} changed while it was read.`, 'Let nobody write to it meanwhile, and start again.');
}
