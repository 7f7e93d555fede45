/**
 * A tiny language model with random weights, as a GGUF file (version 3) of the llama architecture: what a constrained output is worth is seen
 * when the model itself knows nothing. `node dist/scripts/tiny-gguf.js FILE [SEED]` writes one.
 *
 *   "GGUF" | version | tensors | facts | facts… | tensor infos… | padding to 32 | tensors, each padded to 32
 *
 * Layout: gguf.md of the ggml project. The vocabulary is that of a SentencePiece model with a token for every byte and for each printable
 * ASCII character, so that every text can be written.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { seededRandom } from './seeded-random.js';

const embedding = 64;
const feedForward = 128;
const heads = 4;
const alignment = 32;
/** Standard deviation of trained models of this width is of this order. */
const spread = 0.3;

/** Types of facts, by their numbers in the format. */
const factTypes = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 } as const;
type Fact =
  | readonly ['uint32' | 'float32', number]
  | readonly ['string', string]
  | readonly ['array', 'string', readonly string[]]
  | readonly ['array', 'int32' | 'float32', readonly number[]];

/** Kinds of tokens (`llama_token_type`). */
const kinds = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

interface Token {
  readonly text: string;
  readonly kind: number;
}

export function tinyVocabulary(): readonly Token[] {
  const bytes = Array.from({ length: 256 }, (_, byte): Token => ({ text: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, kind: kinds.byte }));
  const printable = Array.from({ length: 94 }, (_, index): Token => ({ text: String.fromCharCode(33 + index), kind: kinds.normal }));
  return [{ text: '<unk>', kind: kinds.unknown }, { text: '<s>', kind: kinds.control }, { text: '</s>', kind: kinds.control }, ...bytes, { text: '▁', kind: kinds.normal }, ...printable];
}

/** The file, the same for the same seed; about 370 KB. `context` is the longest context it is made for, in tokens. */
export function tinyGguf(seed: number, context = 8192): Uint8Array {
  const vocabulary = tinyVocabulary();
  const random = seededRandom(seed);
  const tensors = shapesOf(vocabulary.length).map(([name, ...shape]) => ({ name, shape, data: weights(name, shape, random) }));
  const facts = factsOf(vocabulary, context);
  const parts: Buffer[] = [Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(facts.length)];
  for (const [name, fact] of facts) parts.push(text(name), ...encode(fact));
  let offset = 0;
  for (const { name, shape, data } of tensors) {
    parts.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset));
    offset += padded(data.length);
  }
  const head = Buffer.concat(parts);
  return Buffer.concat([head, Buffer.alloc(padded(head.length) - head.length), ...tensors.flatMap(({ data }) => [data, Buffer.alloc(padded(data.length) - data.length)])]);
}

/** Names and dimensions of the tensors of one layer, fastest dimension first. */
function shapesOf(tokens: number): readonly (readonly [string, ...number[]])[] {
  const square = ['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) => [`blk.0.${name}.weight`, embedding, embedding] as const);
  return [
    ['token_embd.weight', embedding, tokens], ['output_norm.weight', embedding], ['output.weight', embedding, tokens],
    ['blk.0.attn_norm.weight', embedding], ...square, ['blk.0.ffn_norm.weight', embedding],
    ['blk.0.ffn_gate.weight', embedding, feedForward], ['blk.0.ffn_up.weight', embedding, feedForward], ['blk.0.ffn_down.weight', feedForward, embedding],
  ];
}

function weights(name: string, shape: readonly number[], random: () => number): Buffer {
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  // The sum of three uniform numbers is near enough to a normal one, of variance 1/4.
  for (let index = 0; index < data.length; index++) data[index] = name.includes('norm') ? 1 : (random() + random() + random() - 1.5) * 2 * spread;
  return Buffer.from(data.buffer);
}

function factsOf(vocabulary: readonly Token[], context: number): readonly (readonly [string, Fact])[] {
  return [
    ['general.architecture', ['string', 'llama']], ['general.name', ['string', 'random weights']], ['general.alignment', ['uint32', alignment]],
    ['llama.context_length', ['uint32', context]], ['llama.embedding_length', ['uint32', embedding]], ['llama.block_count', ['uint32', 1]],
    ['llama.feed_forward_length', ['uint32', feedForward]], ['llama.attention.head_count', ['uint32', heads]], ['llama.attention.head_count_kv', ['uint32', heads]],
    ['llama.rope.dimension_count', ['uint32', embedding / heads]], ['llama.attention.layer_norm_rms_epsilon', ['float32', 1e-5]], ['llama.vocab_size', ['uint32', vocabulary.length]],
    ['tokenizer.ggml.model', ['string', 'llama']], ['tokenizer.ggml.tokens', ['array', 'string', vocabulary.map((token) => token.text)]],
    ['tokenizer.ggml.scores', ['array', 'float32', vocabulary.map((_, index) => -index)]], ['tokenizer.ggml.token_type', ['array', 'int32', vocabulary.map(({ kind }) => kind)]],
    ['tokenizer.ggml.unknown_token_id', ['uint32', 0]], ['tokenizer.ggml.bos_token_id', ['uint32', 1]], ['tokenizer.ggml.eos_token_id', ['uint32', 2]],
  ];
}

function encode(fact: Fact): Buffer[] {
  const [type, second] = fact;
  if (type === 'array') {
    const [, items, values] = fact;
    return [uint32(factTypes.array), uint32(factTypes[items]), uint64(values.length), ...(items === 'string' ? values.map(text) : values.map((value) => number(items, value)))];
  }
  return [uint32(factTypes[type]), type === 'string' ? text(second) : number(type, second)];
}

function number(type: 'uint32' | 'int32' | 'float32', value: number): Buffer {
  const bytes = Buffer.alloc(4);
  if (type === 'float32') bytes.writeFloatLE(value);
  else if (type === 'int32') bytes.writeInt32LE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  return number('uint32', value);
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file, seed = '1'] = process.argv;
  if (file === undefined) {
    process.stderr.write('Use: node dist/scripts/tiny-gguf.js FILE [SEED]\n');
    process.exitCode = 2;
  } else writeFileSync(file, tinyGguf(Number(seed)));
}
