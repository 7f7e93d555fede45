/**
 * `model.json`: what a model folder says of itself. Everything that decides what the model gives stands here, with the digest of every file.
 *
 *   models/models.json            which embedder and which reader are in use
 *   models/NAME/model.json        this
 *   models/NAME/README.md         the card: data, licence, figures; for people, so it is not listed and may be edited
 *   models/NAME/…                 the files that `model.json` lists
 */
import { z } from 'zod';
import { leastWindow } from './reading-windows.js';

/** Asked for where a reader's name is expected: the figures of `answering/evidence.ts` alone. */
export const noReader = 'none';

/** A folder's name and nothing else: no path can be smuggled in. */
export const modelName = z.string().max(64).regex(/^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/, 'must be a plain folder name (letters, digits, single . _ - between them, at most 64)');

/** What is read when a model is loaded; a file that is read but not listed would be read unchecked. */
export const weightsFile = 'onnx/model_quantized.onnx';
const filesRead = ['config.json', 'tokenizer.json', 'tokenizer_config.json', weightsFile] as const;

/** Most files of a model, and most bytes of one and of all: a model of 120 million parameters in full precision fits. */
export const mostFiles = 32;
export const mostFileBytes = 512 << 20;
export const mostBytes = 640 << 20;

const modelFile = z.strictObject({
  /** Below the model's own folder, `/` as separator. */
  path: z.string().max(200).regex(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/, 'must be a path inside the model folder'),
  /** Weights and tokenizer decide what a model gives; licence and card do not. */
  role: z.enum(['weights', 'tokenizer', 'licence', 'card']),
  bytes: z.int().positive().max(mostFileBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha-256 in hexadecimal'),
});

const files = z
  .array(modelFile)
  .max(mostFiles)
  .refine((listed) => filesRead.every((read) => listed.some((file) => file.path === read)), `must list ${filesRead.join(', ')}`)
  .refine((listed) => new Set(listed.map((file) => file.path.toLowerCase())).size === listed.length, 'must list each file once')
  .refine((listed) => listed.reduce((sum, { bytes }) => sum + bytes, 0) <= mostBytes, `must not come to more than ${mostBytes} bytes`);

const common = {
  name: modelName,
  /** Where weights and data come from. */
  source: z.string().trim().min(1),
  licence: z.string().trim().min(1),
  /** What the model was trained for (ISO 639-1); absent: every language alike. */
  languages: z.array(z.string()).optional(),
  dtype: z.literal('q8'),
  /** Trained numbers, for people who compare models. */
  parameters: z.int().positive().optional(),
  /** Longest input, special tokens included. */
  maximumTokens: z.int().min(3).max(8192),
  files,
};

export const embedderEntry = z.strictObject({
  ...common,
  kind: z.literal('embedder'),
  dimensions: z.int().positive().max(8192),
  pooling: z.literal('mean'),
  normalise: z.literal(true),
  /** Put in front of every text, as the model was trained; often empty. */
  prefixes: z.strictObject({ query: z.string(), passage: z.string() }),
});

export const readerEntry = z.strictObject({
  ...common,
  kind: z.literal('reader'),
  /** Room for the question and at least a few words beside it. */
  maximumTokens: z.int().min(leastWindow).max(8192),
  /** How far below the best sentence of what is read, in log-odds, others answer too; and the log-odds from which a window answers at all. Held-back questions decide both. */
  reading: z.strictObject({ sentenceMargin: z.number().positive(), answerThreshold: z.number() }),
});

export const modelEntry = z.discriminatedUnion('kind', [embedderEntry, readerEntry]);

export type EmbedderEntry = z.infer<typeof embedderEntry>;
export type ReaderEntry = z.infer<typeof readerEntry>;
export type ModelEntry = z.infer<typeof modelEntry>;

/** `models.json`. */
export const modelsInUse = z.strictObject({ use: z.strictObject({ embedder: modelName, reader: modelName.nullable() }) });
export type ModelsInUse = z.infer<typeof modelsInUse>['use'];
