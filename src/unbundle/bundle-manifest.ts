/**
 * What a bundle says of itself. This room imports nothing but what Node itself has, so that it also runs where no package is installed yet.
 *
 *   manifest.json    this
 *   manifest.sig     digest of the manifest's bytes; signature, where there is one
 *   sbom.cdx.json    software bill of materials (CycloneDX)
 *   program/…        compiled program, documentation, production dependencies, models (· bin/node)
 *   generations/<id>/…
 *   corpus/…
 */
import { createHash } from 'node:crypto';
import { messageOf, ResponsaError } from '../errors.js';
import { problemOfPaths } from './bundle-paths.js';

export const names = { manifest: 'manifest.json', signature: 'manifest.sig', bill: 'sbom.cdx.json' } as const;
/** The Node executable inside a bundle, where it holds one. */
export const nodeInBundle = 'program/bin/node';

export interface BundledFile {
  /** In the bundle, `/` as separator. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mode: 0o644 | 0o755;
  /** `base`: not in this file; the installation has it already. */
  readonly from: 'bundle' | 'base';
}

export interface BundleManifest {
  readonly format: 1;
  readonly kind: 'full' | 'delta';
  readonly program: {
    readonly version: string;
    /** As `linux-x64`; with the C library on Linux: `linux-x64-glibc`. */
    readonly platform: string;
    /** Oldest major version of Node that runs it. */
    readonly node: number;
    /** `programDigest` of the files. */
    readonly digest: string;
  };
  /** ISO 8601. */
  readonly created: string;
  readonly generations: readonly string[];
  /** The generation to make live; `null` where none is brought. */
  readonly live: string | null;
  /** sha-256 of the manifest of the bundle that a delta goes onto; `null` for a full one. */
  readonly base: string | null;
  /** In the order of the archive. */
  readonly files: readonly BundledFile[];
}

export const sha256Of = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** sha-256 over path, mode and digest of every file of the program: two bundles with one digest install one and the same version. */
export function programDigest(files: readonly Pick<BundledFile, 'path' | 'mode' | 'sha256'>[]): string {
  return sha256Of(files.filter(({ path }) => path.startsWith('program/')).map(({ path, mode, sha256 }) => `${path} ${mode} ${sha256}\n`).join(''));
}

/** The folder below `versions/` that a bundle's program goes into. */
export const versionName = ({ program }: Pick<BundleManifest, 'program'>): string => `${program.version}-${program.digest.slice(0, 12)}`;

/** The bytes that are signed. */
export const manifestText = (manifest: BundleManifest): string => `${JSON.stringify(manifest, null, 1)}\n`;

type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isDigest = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isVersion = (value: unknown): value is string => isText(value) && /^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/.test(value);
/** As `src/indexing/generations.ts` has it: a folder's name and nothing else. */
const isGeneration = (value: unknown): value is string => isText(value) && /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(value);
const isFile = (value: unknown): value is BundledFile =>
  isFields(value) && isText(value['path']) && isCount(value['bytes']) && isDigest(value['sha256']) && (value['mode'] === 0o644 || value['mode'] === 0o755) && (value['from'] === 'bundle' || value['from'] === 'base');
const isProgram = (value: unknown): value is BundleManifest['program'] =>
  isFields(value) && isVersion(value['version']) && isText(value['platform']) && isCount(value['node']) && isDigest(value['digest']);
const isListOf = <T>(is: (value: unknown) => value is T) => (value: unknown): value is readonly T[] => Array.isArray(value) && value.every(is);

const shape: Readonly<Record<keyof BundleManifest, (value: unknown) => boolean>> = {
  format: (value) => value === 1,
  kind: (value) => value === 'full' || value === 'delta',
  program: isProgram,
  created: (value) => isText(value) && !Number.isNaN(Date.parse(value)),
  generations: isListOf(isGeneration),
  live: (value) => value === null || isGeneration(value),
  base: (value) => value === null || isDigest(value),
  files: isListOf(isFile),
};
const isManifest = (value: unknown): value is BundleManifest => isFields(value) && Object.entries(shape).every(([name, holds]) => holds(value[name]));

/** Reads a manifest. `file` is named in the fault: ResponsaError('damaged') when it is not of its shape or does not agree with itself. */
export function parseManifest(text: string, file: string): BundleManifest {
  const damaged = (problem: string): ResponsaError => new ResponsaError('damaged', `The manifest of ${file} ${problem}.`, 'It was altered, or made by another version of this program. Nothing was written.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged(`is not JSON: ${messageOf(error)}`);
  }
  if (isFields(value) && value['format'] !== 1) throw damaged(`has the format ${JSON.stringify(value['format'])}; this program reads format 1`);
  if (!isManifest(value)) throw damaged(`has a wrong or missing part: ${Object.entries(shape).filter(([name, holds]) => !isFields(value) || !holds(value[name])).map(([name]) => name).join(', ')}`);
  const problem = problemOf(value);
  if (problem !== null) throw damaged(problem);
  return value;
}

function problemOf(manifest: BundleManifest): string | null {
  const { files, generations, live, kind, base, program } = manifest;
  const bringers = new Set(files.filter(({ path }) => path.startsWith('generations/')).map(({ path }) => path.split('/')[1]));
  if (files[0]?.path !== names.bill) return `does not begin with ${names.bill}`;
  if (live !== null && !generations.includes(live)) return `names ${live} as the generation to make live, and does not bring it`;
  if (bringers.size !== generations.length || generations.some((id) => !bringers.has(id))) return 'lists other generations than its files belong to';
  if ((kind === 'delta') !== (base !== null)) return 'is neither of a full nor of a delta bundle';
  if (kind === 'full' && files.some(({ from }) => from === 'base')) return 'is of a full bundle and leaves files out';
  if (programDigest(files) !== program.digest) return 'has a digest of the program that is not that of its files';
  return problemOfPaths(files.map(({ path }) => path));
}
