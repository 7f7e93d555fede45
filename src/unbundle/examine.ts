/** The first pass over a bundle: everything is looked at, nothing is written. */
import { createHash, type KeyObject } from 'node:crypto';
import { withTar, type FoundEntry } from '../archive/tar-read.js';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { names, nodeInBundle, parseManifest, sha256Of, type BundleManifest } from './bundle-manifest.js';
import { readSignature, signedBy, type Trust } from './signature.js';

/** What a bundle must fit. */
export interface Machine {
  /** As `linux-x64-glibc`. */
  readonly platform: string;
  /** Major version of the Node that runs here. */
  readonly node: number;
}

export interface Examined {
  readonly manifest: BundleManifest;
  readonly manifestBytes: Buffer;
  /** sha-256 of the manifest's bytes: what one calls a bundle by. */
  readonly digest: string;
  /** `null`: nobody signed. */
  readonly signer: KeyObject | null;
}

/** Bytes of a manifest and of a signature; some 200 a file. */
const LARGEST_MANIFEST = 64 << 20;
const LARGEST_SIGNATURE = 4096;

/**
 * Reads a whole bundle and compares structure, paths, sizes, digests, signature, platform and Node version. Rejects with
 * ResponsaError: 'not-found' without such a file, 'damaged' when a byte is wrong, 'bad-source' when its maker or platform is refused.
 */
export async function examine(file: string, trust: Trust, machine: Machine): Promise<Examined> {
  return opened(file, async (entries) => {
    const [manifestBytes, signature] = [await small(file, entries, names.manifest, LARGEST_MANIFEST), await small(file, entries, names.signature, LARGEST_SIGNATURE)];
    const signer = signedBy(readSignature(signature.toString('utf8'), manifestBytes, file), manifestBytes, trust, file);
    const manifest = parseManifest(manifestBytes.toString('utf8'), file);
    requireMachine(manifest, machine, file);
    for (const expected of manifest.files.filter(({ from }) => from === 'bundle')) {
      const entry = await next(entries);
      if (entry?.path !== expected.path || entry.bytes !== expected.bytes || entry.mode !== expected.mode) throw altered(file, `${JSON.stringify(expected.path)} with ${expected.bytes} bytes was expected, ${entry === null ? 'nothing follows' : `${JSON.stringify(entry.path)} with ${entry.bytes} follows`}`);
      if ((await digestOf(entry)) !== expected.sha256) throw altered(file, `${JSON.stringify(expected.path)} has another sha-256 than the manifest says`);
    }
    const extra = await next(entries);
    if (extra !== null) throw altered(file, `${JSON.stringify(extra.path)} is in it, but not in its manifest`);
    return { manifest, manifestBytes, digest: sha256Of(manifestBytes), signer };
  });
}

/** The manifest alone, of a bundle or of a manifest that was taken out of one; for a delta's base. */
export async function readBaseManifest(file: string): Promise<{ readonly manifest: BundleManifest; readonly digest: string }> {
  return opened(file, async (entries) => {
    const bytes = await small(file, entries, names.manifest, LARGEST_MANIFEST);
    return { manifest: parseManifest(bytes.toString('utf8'), file), digest: sha256Of(bytes) };
  });
}

async function opened<T>(file: string, action: (entries: AsyncGenerator<FoundEntry>) => Promise<T>): Promise<T> {
  try {
    return await withTar(file, (entries) => action(entries()));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    throw new ResponsaError(systemCode(error) === 'ENOENT' ? 'not-found' : 'environment', `The bundle ${file} cannot be read: ${messageOf(error)}.`, 'Name the file that `bundle` wrote.', { cause: error });
  }
}

function altered(file: string, problem: string): ResponsaError {
  return new ResponsaError('damaged', `${file} was altered or cut off: ${problem}.`, 'Nothing was written. Copy the bundle again from where it was made.');
}

async function next(entries: AsyncGenerator<FoundEntry>): Promise<FoundEntry | null> {
  const step: IteratorResult<FoundEntry, unknown> = await entries.next();
  return step.done === true ? null : step.value;
}

async function small(file: string, entries: AsyncGenerator<FoundEntry>, name: string, largest: number): Promise<Buffer> {
  const entry = await next(entries);
  if (entry?.path !== name || entry.mode !== 0o644) throw altered(file, `${name} was expected, ${entry === null ? 'nothing follows' : `${JSON.stringify(entry.path)} follows`}`);
  if (entry.bytes > largest) throw altered(file, `${name} has ${entry.bytes} bytes; ${largest} are the most`);
  const pieces: Buffer[] = [];
  for await (const piece of entry.contents()) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function digestOf(entry: FoundEntry): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of entry.contents()) hash.update(piece);
  return hash.digest('hex');
}

function requireMachine({ program, files }: BundleManifest, machine: Machine, file: string): void {
  if (program.platform !== machine.platform) throw new ResponsaError('bad-source', `${file} was made for ${program.platform}; this machine is ${machine.platform}.`, 'Make a bundle on a machine of this kind. Nothing was written.');
  const bringsNode = files.some(({ path }) => path === nodeInBundle);
  if (!bringsNode && machine.node < program.node) throw new ResponsaError('bad-source', `${file} needs Node.js ${program.node} or later; this is ${machine.node}.`, 'Install a newer one, or make the bundle with `--node with`. Nothing was written.');
}
