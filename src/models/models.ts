/** The models at hand and how one is opened: a literal list of what needs no weights, then the folders of models. */
import type { Config } from '../config.js';
import { messageOf, ResponsaError } from '../errors.js';
import type { Embedder } from './embedder.js';
import { hashedNgramsDigest, hashedNgramsName, openHashedNgrams } from './hashed-ngrams.js';
import { modelName, noReader, type ModelEntry } from './model-entry.js';
import { bytesOf, modelNames, readModel, readModelsInUse } from './registry.js';
import type { TrainedReader } from './trained-reader.js';
import { digestOfModel, openTransformerEmbedder, type OpenOptions } from './transformer-embedder.js';
import { digestOfReader, openTransformerReader } from './transformer-reader.js';

export type { OpenOptions } from './transformer-embedder.js';

export interface ModelListing {
  readonly name: string;
  readonly kind: 'embedder' | 'reader';
  readonly source: string;
  readonly licence: string;
  /** ISO 639-1; `null`: every language alike. */
  readonly languages: readonly string[] | null;
  /** sha-256 over everything that decides what it gives; the files themselves are checked when the model is opened. */
  readonly digest: string;
  readonly bytes: number;
  /** Trained numbers; `null` where its card does not say. */
  readonly parameters: number | null;
}

/** A folder of models whose `model.json` cannot be read. */
export interface BrokenModel {
  readonly name: string;
  readonly problem: string;
}

interface BuiltIn {
  readonly listing: ModelListing;
  readonly open: (options: OpenOptions) => Embedder;
}

const builtIn: readonly BuiltIn[] = [
  {
    listing: { name: hashedNgramsName, kind: 'embedder', source: 'part of the program', licence: 'Apache-2.0', languages: null, digest: hashedNgramsDigest, bytes: 0, parameters: 0 },
    open: openHashedNgrams,
  },
];

/** Names that no model folder may have: they mean something else. */
export const reservedNames: readonly string[] = [noReader, ...builtIn.map(({ listing }) => listing.name)];

export function listingOf(entry: ModelEntry): ModelListing {
  const { name, kind, source, licence, languages = null, parameters = null } = entry;
  const digest = entry.kind === 'embedder' ? digestOfModel(entry) : digestOfReader(entry);
  return { name, kind, source, licence, languages, digest, bytes: bytesOf(entry), parameters };
}

/** Every model that can be opened, and every folder that should hold one and does not. */
export async function listModels(modelsFolder: string): Promise<{ readonly models: readonly ModelListing[]; readonly broken: readonly BrokenModel[] }> {
  const models: ModelListing[] = [];
  const broken: BrokenModel[] = [];
  for (const name of await modelNames(modelsFolder)) {
    try {
      models.push(listingOf(await readModel(modelsFolder, name)));
    } catch (error) {
      broken.push({ name, problem: messageOf(error) });
    }
  }
  return { models: [...models, ...builtIn.map(({ listing }) => listing)], broken };
}

/** The settings with the names of the models that are meant: where one is left empty, what `models.json` says is in use. */
export async function withModelsInUse(config: Config): Promise<Config> {
  if (config.embedder !== '' && config.reader !== '') return config;
  const { embedder, reader } = await readModelsInUse(config.models);
  return { ...config, embedder: config.embedder === '' ? embedder : config.embedder, reader: config.reader === '' ? (reader ?? noReader) : config.reader };
}

/**
 * Opens an embedder by name. Its files are compared with its `model.json` before anything is loaded, and nothing is ever fetched.
 * ResponsaError: 'bad-request' for an unknown name, 'damaged' for a file missing or altered, 'unavailable' when loading fails.
 */
export async function openEmbedder(name: string, options: OpenOptions): Promise<Embedder> {
  const withoutWeights = builtIn.find(({ listing }) => listing.name === name);
  if (withoutWeights !== undefined) return withoutWeights.open(options);
  const entry = await entryOf(name, 'embedder', options.modelsFolder);
  if (entry.kind !== 'embedder') throw ofOtherKind(entry, 'embedder');
  return openTransformerEmbedder(entry, options);
}

/** Opens a trained reader by name; `null` for `none`. Checks and errors as those of `openEmbedder`. */
export async function openReader(name: string, options: Pick<OpenOptions, 'modelsFolder' | 'threads'>): Promise<TrainedReader | null> {
  if (name === noReader) return null;
  const entry = await entryOf(name, 'reader', options.modelsFolder);
  if (entry.kind !== 'reader') throw ofOtherKind(entry, 'reader');
  return openTransformerReader(entry, options);
}

async function entryOf(name: string, kind: ModelEntry['kind'], modelsFolder: string): Promise<ModelEntry> {
  const names = await modelNames(modelsFolder);
  if (modelName.safeParse(name).success && names.includes(name)) return readModel(modelsFolder, name);
  const { models } = await listModels(modelsFolder);
  const atHand = [...models.filter((model) => model.kind === kind).map((model) => model.name), ...(kind === 'reader' ? [noReader] : [])];
  throw new ResponsaError('bad-request', `There is no ${kind} "${name}" in ${modelsFolder}.`, `At hand are: ${atHand.join(', ')}.`);
}

function ofOtherKind({ name, kind }: ModelEntry, expected: ModelEntry['kind']): ResponsaError {
  return new ResponsaError('bad-request', `${name} is ${kind === 'embedder' ? 'an embedder' : 'a reader'}, and was named as the ${expected}.`, 'Run `models list` to see which model is of which kind.');
}
