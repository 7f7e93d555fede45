import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { embedderEntry, type EmbedderEntry } from '../../src/models/model-entry.js';
import { readModel } from '../../src/models/registry.js';

/** The models that ship. */
export const modelsFolder = fileURLToPath(new URL('../../models', import.meta.url));

/** The `model.json` of the embedder that ships. */
export async function shippedEmbedder(): Promise<EmbedderEntry> {
  return embedderEntry.parse(await readModel(modelsFolder, 'responsa-embedder-1'));
}

/** A copy of them to damage. */
export async function copyOfModels(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'responsa-models-'));
  await cp(modelsFolder, folder, { recursive: true });
  return folder;
}
