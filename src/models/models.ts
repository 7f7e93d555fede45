/** The models at hand and how one is opened: a literal list of what needs no weights, then `models.json`. */
import { ResponsaError } from '../errors.js';
import type { Embedder } from './embedder.js';
import { hashedNgramsDigest, hashedNgramsName, openHashedNgrams } from './hashed-ngrams.js';
import { bytesOf, readRegistry } from './registry.js';
import { digestOfModel, openTransformerEmbedder, type OpenOptions } from './transformer-embedder.js';

export type { OpenOptions } from './transformer-embedder.js';

export interface ModelListing {
  readonly name: string;
  readonly kind: 'embedder';
  readonly source: string;
  readonly licence: string;
  /** sha-256 over everything that decides a vector; the files themselves are checked when the model is opened. */
  readonly digest: string;
  readonly bytes: number;
}

interface BuiltIn {
  readonly listing: ModelListing;
  readonly open: (options: OpenOptions) => Embedder;
}

const builtIn: readonly BuiltIn[] = [
  {
    listing: { name: hashedNgramsName, kind: 'embedder', source: 'part of the program', licence: 'Apache-2.0', digest: hashedNgramsDigest, bytes: 0 },
    open: openHashedNgrams,
  },
];

/** Every model that can be opened. ResponsaError('damaged') when `models.json` cannot be read. */
export async function listModels(modelsFolder: string): Promise<readonly ModelListing[]> {
  const entries = await readRegistry(modelsFolder);
  const listed = entries.map((entry) => ({ name: entry.name, kind: entry.kind, source: entry.source, licence: entry.licence, digest: digestOfModel(entry), bytes: bytesOf(entry) }));
  return [...listed, ...builtIn.map(({ listing }) => listing)];
}

/**
 * Opens an embedder by name. Its files are compared with `models.json` before anything is loaded, and nothing is ever fetched.
 * ResponsaError: 'bad-request' for an unknown name, 'damaged' for a file missing or altered, 'unavailable' when loading fails.
 */
export async function openEmbedder(name: string, options: OpenOptions): Promise<Embedder> {
  const withoutWeights = builtIn.find(({ listing }) => listing.name === name);
  if (withoutWeights !== undefined) return withoutWeights.open(options);
  const entries = await readRegistry(options.modelsFolder);
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined) {
    const names = [...entries, ...builtIn.map(({ listing }) => listing)].map((one) => one.name);
    throw new ResponsaError('bad-request', `There is no embedder "${name}" in ${options.modelsFolder}.`, `At hand are: ${names.join(', ')}.`);
  }
  return openTransformerEmbedder(entry, options);
}
