/**
 * What an ONNX file says of itself, read without running it: version, operator sets, inputs, outputs, and whether it keeps data elsewhere. Field
 * numbers are those of onnx.proto.
 */
import { fieldsOf, numbersIn, textsIn, type Field } from './protobuf.js';

export interface OnnxPort {
  readonly name: string;
  /** Number of the element type (TensorProto.DataType): 1 float, 7 int64. `null`: no tensor. */
  readonly type: number | null;
  /** Fixed sizes, and `null` for free ones; `null` as a whole when the file says nothing. */
  readonly shape: readonly (number | null)[] | null;
}

export interface OnnxHeader {
  readonly ir: number;
  /** Versions of operator sets by domain; `''` is ONNX's own. */
  readonly opsets: ReadonlyMap<string, number>;
  /** Without those that have a value in the file. */
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  /** Names of tensors whose data would be read from another file. */
  readonly external: readonly string[];
}

/** Most fields of one message: a graph of 12 layers has some 2,000 nodes. */
const mostFields = 200_000;
/** Graphs in attributes of nodes of graphs: loops and branches. */
const mostNested = 16;
/** `TensorProto.data_location`: EXTERNAL. */
const elsewhere = 1;

const model = { ir: 1, graph: 7, opset: 8, functions: 25 } as const;
const graphFields = { node: 1, initializer: 5, input: 11, output: 12, sparse: 15 } as const;

const parse = (bytes: Uint8Array): Field[] => fieldsOf(bytes, mostFields);
const inside = (fields: readonly Field[], number: number): Field[][] => fields.filter((field) => field.number === number && field.wire === 2).map(({ bytes }) => parse(bytes));

/** Throws on bytes that are no ONNX model. */
export function onnxHeader(bytes: Uint8Array): OnnxHeader {
  const fields = parse(bytes);
  // A message in two parts is joined by who runs it: only the whole can be checked.
  const [graph, ...others] = inside(fields, model.graph);
  if (graph === undefined || others.length > 0) throw new Error(`it holds ${others.length === 0 ? 'no graph' : 'more than one graph'}`);
  const given = new Set(inside(graph, graphFields.initializer).flatMap((tensor) => textsIn(tensor, 8)));
  return {
    ir: numbersIn(fields, model.ir).at(-1) ?? 0,
    opsets: new Map(inside(fields, model.opset).map((set) => [textsIn(set, 1).at(-1) ?? '', numbersIn(set, 2).at(-1) ?? 0])),
    inputs: inside(graph, graphFields.input).map(portOf).filter(({ name }) => !given.has(name)),
    outputs: inside(graph, graphFields.output).map(portOf),
    external: [...externalOfGraph(graph, 0), ...inside(fields, model.functions).flatMap((one) => inside(one, 7).flatMap((node) => externalOfNode(node, 0)))],
  };
}

/** ValueInfoProto: name 1, type 2 -> tensor 1 -> element type 1, shape 2 -> dimensions 1 -> value 1. */
function portOf(fields: readonly Field[]): OnnxPort {
  const tensor = inside(fields, 2).flatMap((type) => inside(type, 1)).at(-1);
  const shape = tensor === undefined ? undefined : inside(tensor, 2).at(-1);
  return {
    name: textsIn(fields, 1).at(-1) ?? '',
    type: tensor === undefined ? null : (numbersIn(tensor, 1).at(-1) ?? 0),
    shape: shape === undefined ? null : inside(shape, 1).map((dimension) => numbersIn(dimension, 1).at(-1) ?? null),
  };
}

function externalOfGraph(graph: readonly Field[], depth: number): string[] {
  if (depth > mostNested) throw new Error(`graphs are nested deeper than ${mostNested}`);
  const sparse = inside(graph, graphFields.sparse).flatMap((tensor) => [...inside(tensor, 1), ...inside(tensor, 2)]);
  return [
    ...[...inside(graph, graphFields.initializer), ...sparse].flatMap(externalOfTensor),
    ...inside(graph, graphFields.node).flatMap((node) => externalOfNode(node, depth)),
  ];
}

/** NodeProto: attributes 5 -> tensor 5, graph 6, tensors 10, graphs 11, sparse tensor 22, sparse tensors 23. */
function externalOfNode(node: readonly Field[], depth: number): string[] {
  return inside(node, 5).flatMap((attribute) => [
    ...[...inside(attribute, 5), ...inside(attribute, 10)].flatMap(externalOfTensor),
    ...[...inside(attribute, 22), ...inside(attribute, 23)].flatMap((tensor) => [...inside(tensor, 1), ...inside(tensor, 2)]).flatMap(externalOfTensor),
    ...[...inside(attribute, 6), ...inside(attribute, 11)].flatMap((graph) => externalOfGraph(graph, depth + 1)),
  ]);
}

/** TensorProto: name 8, external data 13, data location 14. */
function externalOfTensor(tensor: readonly Field[]): string[] {
  const isElsewhere = tensor.some(({ number }) => number === 13) || numbersIn(tensor, 14).at(-1) === elsewhere;
  return isElsewhere ? [textsIn(tensor, 8).at(-1) ?? 'a tensor without a name'] : [];
}
