/** The folders of the models that go along, each file compared with what its model.json says of it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError } from '../errors.js';
import { recordOf } from '../indexing/durable-files.js';
import type { BundledModel } from './bill-of-materials.js';
import { filesBelow, type SourceFile } from './program-files.js';

/** What is needed here of a model.json; `src/models/model-entry.ts` has the whole. */
const entrySchema = z.object({ name: z.string(), licence: z.string(), source: z.string(), files: z.array(z.object({ path: z.string(), role: z.string(), sha256: z.string() })) });

export interface ModelFiles {
  readonly files: readonly SourceFile[];
  readonly models: readonly BundledModel[];
}

/** ResponsaError('damaged') when a file of a model is not what its model.json says. */
export async function modelFiles(modelsFolder: string, names: readonly string[]): Promise<ModelFiles> {
  const files: SourceFile[] = [];
  const models: BundledModel[] = [];
  for (const name of [...names].sort()) {
    const folder = path.join(modelsFolder, name);
    const entry = await readEntry(path.join(folder, 'model.json'));
    for (const { path: listed, sha256 } of entry.files) {
      const found = await recordOf(path.join(folder, listed)).catch(() => null);
      if (found?.sha256 !== sha256) throw new ResponsaError('damaged', `${path.join(folder, listed)}, a file of the model ${name}, is ${found === null ? 'missing' : 'not what its model.json says'}.`, 'Restore the model from where it came from.');
    }
    files.push(...(await filesBelow(folder)).map((one) => ({ path: `program/models/${name}/${one}`, file: path.join(folder, one) })));
    models.push({ name, licence: entry.licence, source: entry.source, weights: entry.files.find(({ role }) => role === 'weights')?.sha256 ?? '' });
  }
  return { files, models };
}

async function readEntry(file: string): Promise<z.infer<typeof entrySchema>> {
  try {
    return entrySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new ResponsaError('damaged', `${file} describes no model: ${messageOf(error)}.`, '`models list` shows which are at hand.', { cause: error });
  }
}
