/** `models.json`: which models are at hand, and the proof that their files are the ones it lists. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { sha256 } from '../text.js';

/** What is read when a model is loaded; a file that is read but not listed would be read unchecked. */
const filesRead = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'] as const;

const modelFile = z.strictObject({
  /** Below the model's own folder, `/` as separator. */
  path: z.string().regex(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/, 'must be a path inside the model folder'),
  /** Weights and tokenizer decide a vector; the licence does not. */
  role: z.enum(['weights', 'tokenizer', 'licence']),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha-256 in hexadecimal'),
});

export const modelEntry = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'must be a plain folder name'),
    kind: z.literal('embedder'),
    source: z.string().min(1),
    licence: z.string().min(1),
    /** What the model's card says it was trained for (ISO 639-1); absent: every language alike. */
    languages: z.array(z.string()).optional(),
    dtype: z.literal('q8'),
    dimensions: z.int().positive(),
    maximumTokens: z.int().min(3),
    pooling: z.literal('mean'),
    normalise: z.literal(true),
    /** Put in front of every text, as the model was trained; often empty. */
    prefixes: z.strictObject({ query: z.string(), passage: z.string() }),
    files: z.array(modelFile),
  })
  .refine(({ files }) => filesRead.every((read) => files.some((file) => file.path === read)), `must list ${filesRead.join(', ')} under files`);

export const registrySchema = z.strictObject({
  models: z.array(modelEntry).refine((models) => new Set(models.map(({ name }) => name)).size === models.length, 'names must differ'),
});

export type ModelEntry = z.infer<typeof modelEntry>;

const restore = 'Restore the folder of models from the release or from version control; a model is never loaded from files that differ from models.json.';

/** The entries of `models.json` in `modelsFolder`. ResponsaError('damaged') when it is missing, not JSON, or not of this shape. */
export async function readRegistry(modelsFolder: string): Promise<readonly ModelEntry[]> {
  const file = path.join(modelsFolder, 'models.json');
  const damaged = (what: string, cause: unknown): ResponsaError => new ResponsaError('damaged', `${file} ${what}.`, restore, { cause });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw damaged(systemCode(error) === 'ENOENT' ? 'is missing' : `cannot be read: ${messageOf(error)}`, error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(`is not JSON: ${messageOf(error)}`, error);
  }
  const parsed = registrySchema.safeParse(json);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; ');
    throw damaged(`does not describe models: ${wrong}`, parsed.error);
  }
  return parsed.data.models;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(z.instanceof(Uint8Array).parse(bytes));
  return hash.digest('hex');
}

/** Reads every listed file and compares its digest. ResponsaError('damaged') names the first that is missing or altered, and both digests. */
export async function verifyModel(modelsFolder: string, entry: Pick<ModelEntry, 'name' | 'files'>): Promise<void> {
  for (const { path: name, sha256: expected } of entry.files) {
    const file = path.join(modelsFolder, entry.name, name);
    let found: string;
    try {
      found = await digestOf(file);
    } catch (error) {
      const what = systemCode(error) === 'ENOENT' ? 'is missing' : `cannot be read: ${messageOf(error)}`;
      throw new ResponsaError('damaged', `${file}, a file of the model ${entry.name}, ${what}.`, `Its sha-256 should be ${expected}. ${restore}`, { cause: error });
    }
    if (found !== expected) {
      throw new ResponsaError('damaged', `${file}, a file of the model ${entry.name}, has been altered: sha-256 ${found}, expected ${expected}.`, restore);
    }
  }
}

/** The model and all its listed bytes. */
export function bytesOf(entry: Pick<ModelEntry, 'files'>): number {
  return entry.files.reduce((total, { bytes }) => total + bytes, 0);
}

/**
 * sha-256 over everything that decides a vector: weights, tokenizer, pooling, prefixes, maximum tokens, dtype, and `codeVersion`,
 * the version of the code between them. Two embedders with one digest give the same vectors; neither name nor licence is part of it.
 */
export function embedderDigest(entry: ModelEntry, codeVersion: number): string {
  const files = entry.files
    .filter(({ role }) => role !== 'licence')
    .map((file) => [file.path, file.sha256] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { dtype, dimensions, maximumTokens, pooling, normalise, prefixes } = entry;
  return sha256(JSON.stringify([files, dtype, dimensions, maximumTokens, pooling, normalise, prefixes.query, prefixes.passage, codeVersion]));
}
