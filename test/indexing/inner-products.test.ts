import { describe, expect, it } from 'vitest';
import { productMemory } from '../../src/indexing/inner-products.js';
import { randomOf } from './fixtures.js';

/** Numbers of the question as they are multiplied: whole steps of a 32,767th of the largest. */
function inSteps(query: Float32Array): number[] {
  const step = Math.max(...query.map(Math.abs)) / 32_767;
  return Array.from(query, (value) => Math.round(value / step) * step);
}

describe('inner products of rows of 8 bits', () => {
  it('are those of the numbers, for each number of dimensions', () => {
    const random = randomOf(5);
    for (const dimensions of [1, 15, 16, 17, 31, 32, 48, 384, 500, 512]) {
      const rows = 9;
      const { values, productsWith } = productMemory(rows, dimensions);
      for (let i = 0; i < values.length; i++) values[i] = Math.floor(random() * 255) - 127;
      const query = Float32Array.from({ length: dimensions }, () => random() - 0.5);
      const product = productsWith(query);
      const steps = inSteps(query);
      for (let row = 0; row < rows; row++) {
        const expected = steps.reduce((sum, step, i) => sum + step * values[row * dimensions + i]!, 0);
        expect(product(row)).toBeCloseTo(expected, 6);
      }
    }
  });

  it('do not overflow where every number is the largest there is', () => {
    const dimensions = 4096;
    const { values, productsWith } = productMemory(2, dimensions);
    values.fill(127, 0, dimensions).fill(-127, dimensions);
    const product = productsWith(new Float32Array(dimensions).fill(1));
    expect(product(0) / (127 * dimensions)).toBeCloseTo(1, 3);
    expect(product(1)).toBe(-product(0));
  });

  it('of two questions asked in turns are those of each by itself', () => {
    const dimensions = 32;
    const { values, productsWith } = productMemory(3, dimensions);
    values.forEach((_, i) => (values[i] = (i * 37) % 128));
    const questions = [0.3, 0.7].map((share) => Float32Array.from({ length: dimensions }, (_, i) => Math.sin(share * i)));
    const alone = questions.map((question) => [0, 1, 2].map(productsWith(question)));
    const [one, other] = questions.map((question) => productsWith(question)) as [(row: number) => number, (row: number) => number];
    expect([0, 1, 2].map((row) => [one(row), other(row)])).toEqual([0, 1, 2].map((row) => [alone[0]![row], alone[1]![row]]));
  });

  it('with a question of zeros, and in an index without rows, are none', () => {
    expect(productMemory(1, 16).productsWith(new Float32Array(16))(0)).toBe(0);
    expect(productMemory(0, 384).values).toHaveLength(0);
  });

  it('beyond the 4 GB that one memory has are refused', () => {
    expect(() => productMemory(11_200_000, 384)).toThrow('11200000 vectors of 384 numbers are more than the 4 GB that one index can search.');
  });
});
