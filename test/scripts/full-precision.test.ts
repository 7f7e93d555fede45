/** Taking an ONNX file apart and putting it together again, on the weights that ship. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fullPrecision } from '../../scripts/full-precision.js';
import { fieldsOf, messageOf, numberField, numbersIn, textField, textsIn } from '../../src/models/protobuf.js';
import { programFolder } from '../../src/config.js';

const model = readFileSync(path.join(programFolder, 'models/responsa-embedder-1/onnx/model_quantized.onnx'));
const graphOf = (bytes: Uint8Array): Uint8Array => fieldsOf(bytes).find(({ number }) => number === 7)!.bytes;
const operatorsOf = (bytes: Uint8Array): string[] => fieldsOf(graphOf(bytes)).filter(({ number }) => number === 1).flatMap((node) => textsIn(fieldsOf(node.bytes), 4));
const count = (list: readonly string[], one: string): number => list.filter((item) => item === one).length;

describe('protocol buffers', () => {
  it('come out as they went in', () => {
    expect(Buffer.compare(messageOf(fieldsOf(model)), model)).toBe(0);
    expect(Buffer.compare(messageOf(fieldsOf(graphOf(model))), graphOf(model))).toBe(0);
  });

  it('hold texts and whole numbers of any size, negative ones too', () => {
    const fields = fieldsOf(messageOf([textField(1, 'Maß'), numberField(2, 300), numberField(2, 0), numberField(2, -5), textField(1, '')]));
    expect(textsIn(fields, 1)).toEqual(['Maß', '']);
    expect(numbersIn(fields, 2)).toEqual([300, 0, -5]);
  });

  it('refuse what is no message', () => {
    expect(() => fieldsOf(Uint8Array.from([0x0a, 0x05, 0x01]))).toThrow(/ends behind the message/);
    expect(() => fieldsOf(Uint8Array.from([0x0b]))).toThrow(/unknown wire type 3/);
    expect(() => fieldsOf(Uint8Array.from([0x80]))).toThrow(/no whole number/);
  });
});

describe('full precision', () => {
  it('replaces each of the 36 quantised products by one in full precision, and drops the 8-bit weights', () => {
    const before = operatorsOf(model);
    const written = fullPrecision(model);
    const after = operatorsOf(written);
    expect(count(before, 'MatMulInteger')).toBe(36);
    expect(count(after, 'MatMulInteger')).toBe(0);
    expect(count(after, 'MatMul')).toBe(count(before, 'MatMul') + 36);
    // 10.6 million weights of products in 4 bytes instead of 1.
    const weights = 6 * (4 * 384 * 384 + 2 * 384 * 1536);
    expect(written.length - model.length).toBeGreaterThan(3 * weights - 100_000);
    expect(written.length - model.length).toBeLessThan(3 * weights + 100_000);
  });

  it('says so when the model is not quantised as expected', () => {
    const node = messageOf([textField(1, 'x'), textField(1, 'w'), textField(2, 'y'), textField(4, 'MatMulInteger')]);
    const other = messageOf([{ number: 7, wire: 2, value: 0n, bytes: messageOf([{ number: 1, wire: 2, value: 0n, bytes: node }]) }]);
    expect(() => fullPrecision(other)).toThrow(/not quantised as expected/);
  });
});
