/** What a delta bundle goes onto: an earlier bundle, or the manifest.json taken out of it. */
import { open, readFile } from 'node:fs/promises';
import { messageOf, ResponsaError } from '../errors.js';
import { parseManifest, sha256Of, type BundleManifest } from '../unbundle/bundle-manifest.js';
import { readBaseManifest } from '../unbundle/examine.js';

async function firstByte(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    return (await handle.read(Buffer.alloc(1), 0, 1, 0)).buffer.toString('latin1');
  } finally {
    await handle.close();
  }
}

/** ResponsaError('bad-request') when the file cannot be read, 'damaged' when it holds another thing. */
export async function readBase(file: string): Promise<{ readonly manifest: BundleManifest; readonly digest: string }> {
  const begins = await firstByte(file).catch((error: unknown) => {
    throw new ResponsaError('bad-request', `${file} cannot be read: ${messageOf(error)}.`, 'Name an earlier bundle, or the manifest.json out of it.', { cause: error });
  });
  if (begins !== '{') return readBaseManifest(file);
  const bytes = await readFile(file);
  return { manifest: parseManifest(bytes.toString('utf8'), file), digest: sha256Of(bytes) };
}
