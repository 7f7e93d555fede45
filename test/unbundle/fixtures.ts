/** A tiny program with packages, a model and a generation on disk, and bundles of it. */
import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeBundle, type BundleReport, type BundleRequest } from '../../src/bundle/bundle.js';
import { build } from '../../src/indexing/build.js';
import { ingest } from '../../src/ingest/ingest.js';
import { openHashedNgrams } from '../../src/models/hashed-ngrams.js';
import { unbundle, type Unbundled, type UnbundleRequest } from '../../src/unbundle/unbundle.js';
import { newKeyPair, readPublicKey } from '../../src/unbundle/signature.js';

export const machine = { platform: 'linux-x64-glibc', node: 20 };
const settings = { chunkLength: 800, headings: 'in', hnswM: 16, hnswEfConstruction: 20, keepGenerations: 5 } as const;
const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;

export interface Tiny {
  readonly folder: string;
  readonly program: string;
  readonly indexes: string;
  readonly to: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Builds a generation of by-laws with these fees and returns its id. */
  readonly index: (...fees: number[]) => Promise<string>;
  readonly bundle: (name: string, more?: Partial<BundleRequest>) => Promise<BundleReport>;
  readonly install: (name: string, more?: Partial<UnbundleRequest>) => Promise<Unbundled>;
  readonly remove: () => void;
}

const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** `big` holds padding that a package of another platform would bring; only those of linux-x64-glibc may go along. */
const programFiles = {
  'package.json': json({ name: 'tiny', version: '1.0.0', license: 'Apache-2.0', type: 'module', engines: { node: '>=20' }, dependencies: { alpha: '1', '@scope/native': '2' }, devDependencies: { tester: '9' } }),
  'package-lock.json': json({
    packages: Object.fromEntries([['alpha', '1.0.0'], ['@scope/native', '2.0.0'], ['beta', '3.1.0'], ['alpha/node_modules/beta', '3.0.0'], ['fast-linux-x64', '1.0.0'], ['tester', '9.0.0']].map(([name, version]) => [`node_modules/${name!}`, { version, integrity, license: 'MIT', ...(name === 'tester' ? { dev: true } : {}) }])),
  }),
  'README.md': '# Tiny\n',
  'LICENSE': 'Apache-2.0\n',
  'dist/scripts/responsa.js': 'console.log("tiny 1");\n',
  'dist/scripts/responsa.js.map': '{}',
  'node_modules/alpha/package.json': json({ name: 'alpha', version: '1.0.0', license: '(MIT OR CC0-1.0)', dependencies: { beta: '^3.0.0' } }),
  'node_modules/alpha/index.js': 'export {};\n',
  'node_modules/alpha/index.d.ts': 'export {};\n',
  'node_modules/alpha/node_modules/beta/package.json': json({ name: 'beta', version: '3.0.0', license: 'MIT' }),
  'node_modules/beta/package.json': json({ name: 'beta', version: '3.1.0', license: 'MIT' }),
  'node_modules/@scope/native/package.json': json({ name: '@scope/native', version: '2.0.0', license: 'MIT', dependencies: { beta: '3' }, optionalDependencies: { 'fast-linux-x64': '1', 'fast-win32-x64': '1', absent: '1' } }),
  'node_modules/@scope/native/bin/napi-v6/linux/x64/binding.node': 'ELF',
  'node_modules/@scope/native/bin/napi-v6/linux/arm64/binding.node': 'ELF arm',
  'node_modules/@scope/native/bin/napi-v6/darwin/arm64/binding.node': 'Mach-O',
  'node_modules/@scope/native/bin/napi-v6/win32/x64/binding.dll': 'MZ',
  'node_modules/fast-linux-x64/package.json': json({ name: 'fast-linux-x64', version: '1.0.0', license: 'MIT', os: ['linux'], cpu: ['x64'], libc: ['glibc'] }),
  'node_modules/fast-linux-x64/fast.node': 'ELF',
  'node_modules/fast-win32-x64/package.json': json({ name: 'fast-win32-x64', version: '1.0.0', license: 'MIT', os: ['win32'], cpu: ['x64'] }),
  'node_modules/fast-win32-x64/fast.node': 'MZ',
  'node_modules/tester/package.json': json({ name: 'tester', version: '9.0.0', license: 'MIT' }),
};

const weights = 'the weights';
const model = { name: 'small-one', kind: 'embedder', licence: 'Apache-2.0', source: 'made for a test', files: [{ path: 'onnx/model.onnx', role: 'weights', bytes: weights.length, sha256: createHash('sha256').update(weights).digest('hex') }] };

export function tiny(): Tiny {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-bundle-'));
  const at = (...names: string[]): string => path.join(folder, ...names);
  const [program, indexes, to] = [at('program'), at('indexes'), at('there')];
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    }
  };
  write(Object.fromEntries(Object.entries(programFiles).map(([name, text]) => [`program/${name}`, text])));
  write({ 'models/small-one/model.json': json(model), 'models/small-one/onnx/model.onnx': weights });
  chmodSync(at('program/dist/scripts/responsa.js'), 0o755);
  return {
    folder, program, indexes, to, write,
    async index(...fees) {
      rmSync(at('corpus'), { recursive: true, force: true });
      write({ 'corpus/dogs/collection.json': json({ id: 'dogs', title: 'By-laws', jurisdiction: 'xa', language: 'en', type: 'by-law' }) });
      fees.forEach((fee, i) => write({ [`corpus/dogs/by-law-${i}.md`]: `---\ntitle: By-law ${i}\n---\n\n## Section 1 Fee\n\nThe fee is ${fee} crowns a year.\n` }));
      const embedder = openHashedNgrams({ batchSize: 16 });
      try {
        return (await build({ ingested: await ingest([at('corpus')]), embedder, indexesFolder: indexes, settings, full: false, clock: () => new Date('2026-02-03T04:05:06Z') })).generation;
      } finally {
        await embedder.close();
      }
    },
    bundle: (name, more = {}) => makeBundle({
      out: at(name), programFolder: program, platform: machine.platform, created: '2026-01-01T00:00:00.000Z', modelsFolder: at('models'), modelNames: ['small-one'], modelsInUse: { embedder: 'small-one', reader: null },
      indexesFolder: indexes, generations: [], live: null, corpusFolders: [], node: null, privateKey: null, base: null, ...more,
    }),
    install: (name, more = {}) => unbundle({ file: at(name), to, machine, publicKey: null, trust: null, ...more }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly fingerprint: string;
}

export function keyPair(): KeyPair {
  const pair = newKeyPair();
  return { privateKey: createPrivateKey(pair.privateKey), publicKey: readPublicKey(pair.publicKey, 'the test key'), fingerprint: pair.fingerprint };
}

export const textOf = (...names: string[]): string => readFileSync(path.join(...names), 'utf8');
