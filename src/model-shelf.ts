/**
 * The folder of models as the administrator sees it: what is there, taking one in, taking one out, and which are in use.
 *
 *   <models>/.adding-<pid>-…/NAME   a model that is being checked, or what a killed `add` left
 *   <models>/NAME                   a model: there whole or not at all, since a folder is renamed in one step
 *   <models>/models.json            replaced in one step
 */
import { lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.js';
import { ResponsaError } from './errors.js';
import { replaceFile, sync } from './indexing/durable-files.js';
import { listGenerations, readManifest } from './indexing/generations.js';
import { copyChecked, describeModelFolder, refusal } from './models/check-model.js';
import { modelName, noReader, type ModelsInUse } from './models/model-entry.js';
import { listingOf, listModels, reservedNames, withModelsInUse, type ModelListing } from './models/models.js';
import { modelNames, modelsInUseFile, readModel, readModelsInUse, verifyModel } from './models/registry.js';

type ShelfConfig = Pick<Config, 'models' | 'indexes' | 'threads' | 'embedder' | 'reader'>;

export interface ShelvedModel extends ModelListing {
  readonly inUse: boolean;
  /** Generations that were built with it. */
  readonly generations: readonly string[];
}

export interface Shelf {
  readonly models: readonly ShelvedModel[];
  /** Folders whose `model.json` cannot be read. */
  readonly broken: readonly { readonly name: string; readonly problem: string }[];
  readonly use: ModelsInUse;
}

/** Generations whose manifest can be read, by the embedder they were built with. */
async function generationsBuilt(indexes: string): Promise<readonly { readonly id: string; readonly live: boolean; readonly name: string; readonly digest: string }[]> {
  const readable = (await listGenerations(indexes)).filter(({ problem }) => problem === null);
  return Promise.all(readable.map(async ({ id, live }) => {
    const { name, digest } = (await readManifest(indexes, id)).embedder;
    return { id, live, name, digest };
  }));
}

/** Everything in the folder of models, with what is in use: what the settings name comes before models.json. */
export async function listShelf(config: Config): Promise<Shelf> {
  const { embedder, reader } = await withModelsInUse(config);
  const { models, broken } = await listModels(config.models);
  const built = await generationsBuilt(config.indexes);
  return {
    models: models.map((model) => ({
      ...model,
      inUse: model.name === (model.kind === 'embedder' ? embedder : reader),
      generations: built.filter(({ name, digest }) => model.kind === 'embedder' && (name === model.name || digest === model.digest)).map(({ id }) => id),
    })),
    broken,
    use: { embedder, reader: reader === noReader ? null : reader },
  };
}

/** Checks a folder and copies it into the folder of models. It is not in use then. ResponsaError('bad-source') says why it is refused. */
export async function addModel(config: ShelfConfig, given: string): Promise<ModelListing> {
  const folder = path.resolve(given);
  await requireFolder(folder);
  const entry = await describeModelFolder(folder);
  if (reservedNames.includes(entry.name)) throw refusal(folder, `${entry.name} is no name that a model may have`, 'It stands for what needs no weights; give the model another name in its model.json.');
  if ((await modelNames(config.models)).includes(entry.name)) throw refusal(folder, `there is a model ${entry.name} already`, `Remove that one first (\`models remove ${entry.name}\`), or give this one another name in its model.json.`);
  await mkdir(config.models, { recursive: true });
  await removeLeftOvers(config.models);
  const beside = await mkdtemp(path.join(config.models, `.adding-${process.pid}-`));
  try {
    await copyChecked(folder, entry, beside, config.threads);
    await sync(path.join(beside, entry.name));
    await rename(path.join(beside, entry.name), path.join(config.models, entry.name));
    await sync(config.models);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return listingOf(entry);
}

async function requireFolder(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => null);
  if (found === null) throw new ResponsaError('not-found', `${folder} is not there.`, 'Name the folder of a model, with its model.json.');
  if (!found.isDirectory()) throw refusal(folder, found.isSymbolicLink() ? 'it is a link' : 'it is no folder', 'Name the folder of a model itself, with its model.json.');
}

/** What killed runs left behind: those whose process is gone. */
async function removeLeftOvers(models: string): Promise<void> {
  for (const name of await readdir(models)) {
    const pid = /^\.(?:adding|removing)-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(path.join(models, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Takes a model out. ResponsaError('bad-request') when it is in use, or when an index was built with it. */
export async function removeModel(config: Config, name: string): Promise<void> {
  if (reservedNames.includes(name)) throw new ResponsaError('bad-request', `${name} is part of the program and cannot be removed.`, 'Only models of the folder of models can be.');
  if (!modelName.safeParse(name).success || !(await modelNames(config.models)).includes(name)) throw noSuchModel(config.models, name, await modelNames(config.models));
  const inUse = [...Object.values(await readModelsInUse(config.models)), config.embedder, config.reader];
  if (inUse.includes(name)) throw new ResponsaError('bad-request', `${name} is in use and is not removed.`, 'Choose another with `models use NAME` (a reader: `models use none`), or change the setting that names it.');
  // A folder that describes no model decides no vector: its name alone counts.
  const digest = await readModel(config.models, name).then((entry) => listingOf(entry).digest, () => null);
  const built = (await generationsBuilt(config.indexes)).filter((one) => one.name === name || one.digest === digest).map(({ id }) => id);
  if (built.length > 0) throw new ResponsaError('bad-request', `${name} is not removed: ${built.join(', ')} in ${config.indexes} ${built.length === 1 ? 'was' : 'were'} built with it and could not be asked any more.`, 'Build the index again with another embedder, then remove the old generations with `generations prune --keep N`.');
  const aside = await mkdtemp(path.join(config.models, `.removing-${process.pid}-`));
  await rename(path.join(config.models, name), path.join(aside, name));
  await sync(config.models);
  await rm(aside, { recursive: true, force: true });
}

export interface Switched {
  readonly kind: 'embedder' | 'reader';
  readonly use: ModelsInUse;
  /** The live generation, when it was built with another embedder and must be built again; else `null`. */
  readonly rebuild: { readonly generation: string; readonly builtWith: string } | null;
  /** The setting that names another model and so decides instead; else `null`. */
  readonly overriddenBy: string | null;
}

/** Makes a model the one in use, from the next start of the service on; `none`: no trained reader. Its files are compared with its model.json first. */
export async function useModel(config: ShelfConfig, name: string): Promise<Switched> {
  const chosen = name === noReader ? { kind: 'reader' as const, digest: '' } : await choosable(config.models, name);
  const before = await readModelsInUse(config.models);
  const use = chosen.kind === 'embedder' ? { ...before, embedder: name } : { ...before, reader: name === noReader ? null : name };
  await replaceFile(modelsInUseFile(config.models), `${JSON.stringify({ use })}\n`);
  const live = (await generationsBuilt(config.indexes)).find((one) => one.live);
  const isOther = chosen.kind === 'embedder' && live !== undefined && live.digest !== chosen.digest;
  const set = config[chosen.kind];
  return {
    kind: chosen.kind,
    use,
    rebuild: isOther ? { generation: live.id, builtWith: live.name } : null,
    overriddenBy: set === '' || set === name ? null : set,
  };
}

async function choosable(models: string, name: string): Promise<Pick<ModelListing, 'kind' | 'digest'>> {
  const names = await modelNames(models);
  if (modelName.safeParse(name).success && names.includes(name)) {
    const entry = await readModel(models, name);
    await verifyModel(models, entry);
    return listingOf(entry);
  }
  const builtIn = (await listModels(models)).models.find((model) => model.name === name);
  if (builtIn === undefined) throw noSuchModel(models, name, [...names, ...reservedNames]);
  return builtIn;
}

function noSuchModel(models: string, name: string, names: readonly string[]): ResponsaError {
  return new ResponsaError('bad-request', `There is no model "${name}" in ${models}.`, `At hand are: ${names.join(', ')}.`);
}
