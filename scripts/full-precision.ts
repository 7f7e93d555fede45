/**
 * Writes the shipped 8-bit weights out in full precision, for the measured peer of `bench`: LangChain's documented call loads fp32.
 * Each dynamically quantised product
 *
 *   DynamicQuantizeLinear(x) -> MatMulInteger(x8, W8) -> Cast -> Mul(·, scale of x × scale of W)
 *
 * becomes MatMul(x, W) with W = (W8 - zero point) × scale, column by column (onnxruntime `quantize_dynamic`, per channel). Scales that
 * nothing asks for any more stay in the graph; onnxruntime drops them when it loads. The embedding table stays in 8 bits: it is looked
 * up, not multiplied.
 */
import { bytesField, fieldsOf, messageOf, numberField, numbersIn, textField, textsIn, type Field } from '../src/models/protobuf.js';

// Field numbers of onnx.proto.
const modelGraph = 7;
const graph = { node: 1, initializer: 5 } as const;
const node = { input: 1, output: 2, name: 3, operator: 4 } as const;
const tensor = { dimensions: 1, type: 2, floats: 4, integers: 5, name: 8, raw: 9 } as const;
const float32 = 1;

interface Node {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly operator: string;
  readonly field: Field;
}

/** `model` is an ONNX file; returns another with the same inputs and outputs. */
export function fullPrecision(model: Uint8Array): Uint8Array {
  return messageOf(fieldsOf(model).map((field) => (field.number === modelGraph ? bytesField(modelGraph, rewriteGraph(field.bytes)) : field)));
}

function rewriteGraph(bytes: Uint8Array): Uint8Array {
  const fields = fieldsOf(bytes);
  const tensors = new Map(fields.filter(({ number }) => number === graph.initializer).map((field) => [textsIn(fieldsOf(field.bytes), tensor.name)[0] ?? '', fieldsOf(field.bytes)]));
  const nodes = fields.filter(({ number }) => number === graph.node).map(nodeOf);
  const replacements = nodes.filter(({ operator }) => operator === 'MatMulInteger').map((product) => replacementOf(product, nodes, tensors));
  const dropped = new Set(replacements.flatMap(({ product, cast }) => [product.field, cast.field]));
  const matMuls = new Map(replacements.map(({ scaled, matMul }) => [scaled.field, matMul]));
  const unread = new Set(replacements.flatMap(({ product }) => [product.inputs[1], product.inputs[3]]));
  const kept = fields.filter((field) => !dropped.has(field) && !(field.number === graph.initializer && unread.has(textsIn(fieldsOf(field.bytes), tensor.name)[0])));
  return messageOf([...kept.map((field) => matMuls.get(field) ?? field), ...replacements.map(({ weights }) => weights)]);
}

function nodeOf(field: Field): Node {
  const parts = fieldsOf(field.bytes);
  return { inputs: textsIn(parts, node.input), outputs: textsIn(parts, node.output), operator: textsIn(parts, node.operator)[0] ?? '', field };
}

interface Replacement {
  readonly product: Node;
  readonly cast: Node;
  readonly scaled: Node;
  readonly matMul: Field;
  readonly weights: Field;
}

function replacementOf(product: Node, nodes: readonly Node[], tensors: ReadonlyMap<string, readonly Field[]>): Replacement {
  const [quantised = '', weights = '', , zeroPoint = ''] = product.inputs;
  const quantisation = only(nodes.filter(({ outputs }) => outputs[0] === quantised), `makes ${quantised}`);
  const cast = only(nodes.filter(({ inputs }) => inputs.includes(product.outputs[0]!)), `reads ${product.outputs[0]!}`);
  const scaled = only(nodes.filter(({ inputs }) => inputs.includes(cast.outputs[0]!)), `reads ${cast.outputs[0]!}`);
  const name = weights.replace(/_quantized$/, '_full_precision');
  const matMul = messageOf([
    textField(node.input, quantisation.inputs[0]!),
    textField(node.input, name),
    textField(node.output, scaled.outputs[0]!),
    textField(node.name, `${scaled.outputs[0]!}_full_precision`),
    textField(node.operator, 'MatMul'),
  ]);
  const dimensions = numbersIn(given(tensors, weights), tensor.dimensions);
  const values = dequantise(int8Values(given(tensors, weights)), int8Values(given(tensors, zeroPoint)), floatValues(given(tensors, weights.replace(/_quantized$/, '_scale'))), dimensions.at(-1) ?? 1);
  const initializer = messageOf([
    ...dimensions.map((dimension) => numberField(tensor.dimensions, dimension)),
    numberField(tensor.type, float32),
    textField(tensor.name, name),
    bytesField(tensor.raw, new Uint8Array(values.buffer)),
  ]);
  return { product, cast, scaled, matMul: bytesField(graph.node, matMul), weights: bytesField(graph.initializer, initializer) };
}

function only<T>(found: readonly T[], what: string): T {
  const [first, second] = found;
  if (first === undefined || second !== undefined) throw new Error(`Expected one node that ${what}, found ${found.length}: the model is not quantised as expected.`);
  return first;
}

function given(tensors: ReadonlyMap<string, readonly Field[]>, name: string): readonly Field[] {
  const parts = tensors.get(name);
  if (parts === undefined) throw new Error(`The model has no tensor ${name}: it is not quantised as expected.`);
  return parts;
}

function rawOf(parts: readonly Field[]): Uint8Array | undefined {
  return parts.find(({ number }) => number === tensor.raw)?.bytes;
}

function int8Values(parts: readonly Field[]): Int8Array {
  const raw = rawOf(parts);
  return raw === undefined ? Int8Array.from(numbersIn(parts, tensor.integers)) : Int8Array.from(raw);
}

function floatValues(parts: readonly Field[]): Float32Array {
  const bytes = rawOf(parts) ?? Buffer.concat(parts.filter(({ number }) => number === tensor.floats).map((field) => field.bytes));
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** Row-major [rows, columns]; zero point and scale are one for all, or one for each column. */
function dequantise(values: Int8Array, zeroPoints: Int8Array, scales: Float32Array, columns: number): Float32Array {
  const of = (list: Int8Array | Float32Array, column: number): number => list[list.length === 1 ? 0 : column]!;
  return Float32Array.from(values, (value, at) => (value - of(zeroPoints, at % columns)) * of(scales, at % columns));
}
