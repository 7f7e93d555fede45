import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The models that ship. */
export const modelsFolder = fileURLToPath(new URL('../../models', import.meta.url));

/** A copy of them to damage. */
export async function copyOfModels(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'responsa-models-'));
  await cp(modelsFolder, folder, { recursive: true });
  return folder;
}
