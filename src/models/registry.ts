/** The folder of models: which are at hand, which are in use, and the proof that their files are the ones they list. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, ResponsaError, systemCode } from '../errors.js';
import { sha256 } from '../text.js';
import { modelEntry, modelName, modelsInUse, type EmbedderEntry, type ModelEntry, type ModelsInUse, type ReaderEntry } from './model-entry.js';

const restore = 'Restore the folder of models from the release or from version control; a model is never loaded from files that differ from its model.json.';

/** JSON of a known shape. ResponsaError('damaged') when it is missing, not JSON, or of another shape; `what` it should describe. */
async function readDescribed<T>(file: string, schema: z.ZodType<T>, what: string): Promise<T> {
  const damaged = (problem: string, cause: unknown): ResponsaError => new ResponsaError('damaged', `${file} ${problem}.`, restore, { cause });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw damaged(systemCode(error) === 'ENOENT' ? 'is missing' : `cannot be read: ${messageOf(error)}`, error);
  }
  const parsed = parseDescribed(text, schema);
  if ('wrong' in parsed) throw damaged(parsed.isJson ? `does not describe ${what}: ${parsed.wrong}` : `is not JSON: ${parsed.wrong}`, parsed.cause);
  return parsed.value;
}

/** The value, or what is wrong with the text. */
export function parseDescribed<T>(text: string, schema: z.ZodType<T>): { readonly value: T } | { readonly wrong: string; readonly isJson: boolean; readonly cause: unknown } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { wrong: messageOf(error), isJson: false, cause: error };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  return { wrong: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; '), isJson: true, cause: parsed.error };
}

export const modelsInUseFile = (modelsFolder: string): string => path.join(modelsFolder, 'models.json');

/** What `models.json` says is in use. ResponsaError('damaged') when it is missing, not JSON, or not of its shape. */
export async function readModelsInUse(modelsFolder: string): Promise<ModelsInUse> {
  return (await readDescribed(modelsInUseFile(modelsFolder), modelsInUse, 'which models are in use')).use;
}

/** Names of the model folders, sorted; what they hold is not looked at. */
export async function modelNames(modelsFolder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(modelsFolder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && modelName.safeParse(entry.name).success).map(({ name }) => name).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The `model.json` of a model. ResponsaError('damaged') when it is missing, not JSON, not of its shape, or of another name than its folder. */
export async function readModel(modelsFolder: string, name: string): Promise<ModelEntry> {
  const file = path.join(modelsFolder, name, 'model.json');
  const entry = await readDescribed(file, modelEntry, 'a model');
  if (entry.name !== name) throw new ResponsaError('damaged', `${file} describes the model ${entry.name}, but its folder is ${name}.`, restore);
  return entry;
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

function decidingFiles(entry: Pick<ModelEntry, 'files'>): readonly (readonly [string, string])[] {
  return entry.files
    .filter(({ role }) => role === 'weights' || role === 'tokenizer')
    .map((file) => [file.path, file.sha256] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * sha-256 over everything that decides a vector: weights, tokenizer, pooling, prefixes, maximum tokens, dtype, and `codeVersion`,
 * the version of the code between them. Two embedders with one digest give the same vectors; neither name nor licence is part of it.
 */
export function embedderDigest(entry: EmbedderEntry, codeVersion: number): string {
  const { dtype, dimensions, maximumTokens, pooling, normalise, prefixes } = entry;
  return sha256(JSON.stringify([decidingFiles(entry), dtype, dimensions, maximumTokens, pooling, normalise, prefixes.query, prefixes.passage, codeVersion]));
}

/** The same for a reader: over everything that decides a score and what is made of it. */
export function readerDigest(entry: ReaderEntry, codeVersion: number): string {
  const { dtype, maximumTokens, reading } = entry;
  return sha256(JSON.stringify(['reader', decidingFiles(entry), dtype, maximumTokens, reading.sentenceMargin, reading.answerThreshold, codeVersion]));
}
