/**
 * The only file of the program that imports the model library, which is cut off from the network before it reads anything. Used in worker
 * threads alone: what it loads is not given back to the system before its thread ends.
 */
import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import type { ModelEntry } from './model-entry.js';

/** Text is cut at this many UTF-16 units per token before it is tokenised (English has about 4): a megabyte would take the tokenizer 0.6 s. */
export const unitsPerToken = 64;

/** One pass: `rows` texts of `tokens` ids each, row-major; `mask` is 0 on padding, `types` 1 on the second part of a text. */
export interface Pass {
  readonly rows: number;
  readonly tokens: number;
  readonly ids: readonly number[];
  readonly mask: readonly number[];
  readonly types: readonly number[];
}

export interface Tokenizer {
  /** Ids; with the special tokens around them unless `add_special_tokens` is false. */
  encode(text: string, options?: { readonly add_special_tokens?: boolean }): number[];
}

export interface LoadedModel {
  readonly tokenizer: Tokenizer;
  /** The outputs of the model by name, unchecked. */
  readonly run: (pass: Pass) => Promise<unknown>;
}

function goOffline(modelsFolder: string): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = modelsFolder;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.fetch = (address) => Promise.reject(new Error(`refused to fetch ${String(address)}: models are read from disk only`));
}

/**
 * onnxruntime 1.30 joins each addition with the normalisation behind it into an operator that is slower than the two apart: 23.8 ms
 * for 127 tokens with it and 20.4 ms without (medians of 60 passes in turn, one thread). The sums are the same.
 */
const slowFusionOff = { optimization: { disable_specified_optimizers: 'SkipLayerNormFusion' } };

/** The inputs of a BERT-like model: `[rows, tokens]` each, 64-bit whole numbers. */
function inputsOf({ rows, tokens, ids, mask, types }: Pass): Record<string, Tensor> {
  const tensor = (values: readonly number[]): Tensor => new Tensor('int64', BigInt64Array.from(values, BigInt), [rows, tokens]);
  return { input_ids: tensor(ids), attention_mask: tensor(mask), token_type_ids: tensor(types) };
}

/** Loads from `modelsFolder/entry.name`. The files must have been verified. */
export async function loadModel(modelsFolder: string, entry: Pick<ModelEntry, 'name' | 'dtype'>, threads: number): Promise<LoadedModel> {
  goOffline(modelsFolder);
  const tokenizer = await AutoTokenizer.from_pretrained(entry.name);
  const model: (inputs: Record<string, Tensor>) => Promise<unknown> = await AutoModel.from_pretrained(entry.name, {
    dtype: entry.dtype,
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, extra: slowFusionOff },
  });
  return { tokenizer, run: (pass) => model(inputsOf(pass)) };
}
