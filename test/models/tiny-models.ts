/**
 * Tiny models whose every score is known: a vocabulary of a few words, and a table that gives each word its number. ONNX is written here field by
 * field (onnx.proto), so that graphs that no exporter would write can be written too.
 *
 *   embedder:  last_hidden_state[b, t, :] = table[input_ids[b, t], :]
 *   reader:    token_scores[b, t] = table[input_ids[b, t]] * token_type_ids[b, t] * attention_mask[b, t]     answers[b] = max over t of token_scores
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bytesField, messageOf, numberField, textField, type Field } from '../../src/models/protobuf.js';

/** Element types (TensorProto.DataType). */
export const types = { float: 1, int64: 7 } as const;

export const words = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'dog', 'fee', 'tree', 'what', 'is', 'the', '?', '.', 'crowns', 'green'] as const;
type Word = (typeof words)[number];

export interface Port {
  readonly name: string;
  readonly type: number;
  /** Numbers are fixed, texts free. */
  readonly shape: readonly (string | number)[];
}

export interface Graph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly nodes: readonly Field[][];
  readonly tensors: readonly Field[][];
}

const message = (number: number, fields: readonly Field[]): Field => bytesField(number, messageOf(fields));

export function node(operator: string, inputs: readonly string[], output: string, attributes: readonly Field[][] = []): Field[] {
  return [...inputs.map((input) => textField(1, input)), textField(2, output), textField(3, output), textField(4, operator), ...attributes.map((attribute) => message(5, attribute))];
}

/** Attributes of whole numbers: type INT is 2, INTS 7. */
export const wholeNumber = (name: string, value: number): Field[] => [textField(1, name), numberField(3, value), numberField(20, 2)];
export const wholeNumbers = (name: string, values: readonly number[]): Field[] => [textField(1, name), ...values.map((value) => numberField(8, value)), numberField(20, 7)];

export function tensor(name: string, shape: readonly number[], values: readonly number[]): Field[] {
  return [...shape.map((size) => numberField(1, size)), numberField(2, types.float), textField(8, name), bytesField(9, Buffer.from(Float32Array.from(values).buffer))];
}

function port({ name, type, shape }: Port): Field[] {
  const dimensions = shape.map((size) => message(1, [typeof size === 'number' ? numberField(1, size) : textField(2, size)]));
  return [textField(1, name), message(2, [message(1, [numberField(1, type), message(2, dimensions)])])];
}

export function onnx({ inputs, outputs, nodes, tensors }: Graph, { opset = 14, ir = 8, domains = [] }: { readonly opset?: number; readonly ir?: number; readonly domains?: readonly string[] } = {}): Uint8Array {
  const graph = [...nodes.map((one) => message(1, one)), textField(2, 'tiny'), ...tensors.map((one) => message(5, one)), ...inputs.map((one) => message(11, port(one))), ...outputs.map((one) => message(12, port(one)))];
  return messageOf([numberField(1, ir), message(7, graph), message(8, [textField(1, ''), numberField(2, opset)]), ...domains.map((domain) => message(8, [textField(1, domain), numberField(2, 1)]))]);
}

export const bertInputs: readonly Port[] = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => ({ name, type: types.int64, shape: ['batch', 'tokens'] }));

const dimensions = 4;

/** A vector for each word that no other has. `of`: numbers of a word instead. */
export function embedderGraph(of: Readonly<Partial<Record<Word, readonly number[]>>> = {}, width: number = dimensions): Graph {
  const rows = words.flatMap((word, index) => of[word] ?? Array.from({ length: width }, (_, dimension) => Math.sin(1 + index * 3 + dimension * 7)));
  return {
    inputs: bertInputs,
    outputs: [{ name: 'last_hidden_state', type: types.float, shape: ['batch', 'tokens', width] }],
    nodes: [node('Gather', ['table', 'input_ids'], 'last_hidden_state')],
    tensors: [tensor('table', [words.length, width], rows)],
  };
}

/** `of`: log-odds of a word; those not named have 0. */
export function readerGraph(of: Readonly<Partial<Record<Word, number>>>): Graph {
  return {
    inputs: bertInputs,
    outputs: [{ name: 'token_scores', type: types.float, shape: ['batch', 'tokens'] }, { name: 'answers', type: types.float, shape: ['batch'] }],
    nodes: [
      node('Gather', ['table', 'input_ids'], 'scored'),
      node('Cast', ['token_type_ids'], 'second', [wholeNumber('to', types.float)]),
      node('Cast', ['attention_mask'], 'present', [wholeNumber('to', types.float)]),
      node('Mul', ['scored', 'second'], 'part'),
      node('Mul', ['part', 'present'], 'token_scores'),
      node('ReduceMax', ['token_scores'], 'answers', [wholeNumbers('axes', [1]), wholeNumber('keepdims', 0)]),
    ],
    tensors: [tensor('table', [words.length], words.map((word) => of[word] ?? 0))],
  };
}

const tokenizer = {
  version: '1.0', truncation: null, padding: null,
  added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map((content, id) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true })),
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
    pair: [],
    special_tokens: { '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] }, '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] } },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: Object.fromEntries(words.map((word, id) => [word, id])) },
};

type Description = Record<string, unknown> & { readonly name: string };

export const tinyEmbedder = { name: 'tiny-embedder', kind: 'embedder', source: 'test/models/tiny-models.ts', licence: 'Apache-2.0', languages: ['en'], dtype: 'q8', dimensions, maximumTokens: 64, pooling: 'mean', normalise: true, prefixes: { query: '', passage: '' } } as const;
export const tinyReader = { name: 'tiny-reader', kind: 'reader', source: 'test/models/tiny-models.ts', licence: 'Apache-2.0', languages: ['en'], dtype: 'q8', maximumTokens: 128, reading: { sentenceMargin: 1, answerThreshold: 2 } } as const;

/** Writes a model folder `parent/name` whose model.json lists what is there, and returns it. */
export async function writeModel(parent: string, description: Description, weights: Uint8Array): Promise<string> {
  const folder = path.join(parent, description.name);
  await mkdir(path.join(folder, 'onnx'), { recursive: true });
  await writeFile(path.join(folder, 'onnx', 'model_quantized.onnx'), weights);
  await writeFile(path.join(folder, 'config.json'), JSON.stringify({ model_type: 'bert', architectures: ['BertModel'] }));
  await writeFile(path.join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  await writeFile(path.join(folder, 'tokenizer_config.json'), JSON.stringify({ tokenizer_class: 'BertTokenizer', unk_token: '[UNK]', sep_token: '[SEP]', pad_token: '[PAD]', cls_token: '[CLS]', model_max_length: 512 }));
  await writeFile(path.join(folder, 'README.md'), `# ${description.name}\n\nMade for tests.\n`);
  await describeModel(folder, description);
  return folder;
}

/** Writes model.json with the digests of the files as they are now. */
export async function describeModel(folder: string, description: Description): Promise<void> {
  const listed = [['onnx/model_quantized.onnx', 'weights'], ['config.json', 'weights'], ['tokenizer.json', 'tokenizer'], ['tokenizer_config.json', 'tokenizer']] as const;
  const files = await Promise.all(listed.map(async ([name, role]) => {
    const bytes = await readFile(path.join(folder, name));
    return { path: name, role, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }));
  await writeFile(path.join(folder, 'model.json'), JSON.stringify({ ...description, files }));
}
