/**
 * Unit vectors in 8 bits: per vector a scale and whole numbers from -127 to 127 (symmetric linear quantisation; Jacob et al. 2018, arXiv
 * 1712.05877, section 2.1, without zero point). A question has 16. A vector read back and stored again is the same to the bit, so that
 * an index made from vectors taken over equals one made from new ones.
 *
 * `vectors.i8`: f32 × rows (scales), then i8 × rows × dimensions; little-endian.
 */
import { breathe } from './breathe.js';
import { productMemory } from './inner-products.js';

export interface VectorMatrix {
  /** rows × dimensions. */
  readonly values: Int8Array;
  /** One for each row: `values` times this are the components. 0 for a vector of zeros. */
  readonly scales: Float32Array;
  readonly dimensions: number;
}

/** One that questions are put to: its values lie where inner products are made (`inner-products.ts`). */
export interface SearchableMatrix extends VectorMatrix {
  /** Row -> inner product with the vector of a question. */
  similarityTo(query: Float32Array): (row: number) => number;
}

const most = 127;

/** Zeros, to be filled by `storeVector` and searched. Throws what `productMemory` throws. */
export function searchableMatrix(rows: number, dimensions: number): SearchableMatrix {
  const { values, productsWith } = productMemory(rows, dimensions);
  const scales = new Float32Array(rows);
  return {
    values,
    scales,
    dimensions,
    similarityTo: (query) => {
      const productOf = productsWith(query);
      return (row) => scales[row]! * productOf(row);
    },
  };
}

/** Zeros, to be filled by `storeVector`. */
export function emptyMatrix(rows: number, dimensions: number): VectorMatrix {
  return { values: new Int8Array(rows * dimensions), scales: new Float32Array(rows), dimensions };
}

const bits = new DataView(new ArrayBuffer(4));

/** Upwards to 16 significant bits: its product with a number of 7 bits is then exact in 32-bit floats. */
function shortened(scale: number): number {
  bits.setFloat32(0, scale);
  bits.setUint32(0, (bits.getUint32(0) + 0xff) & ~0xff);
  return bits.getFloat32(0);
}

/** Puts `vector` (of `dimensions` floats) into row `row`. */
export function storeVector({ values, scales, dimensions }: VectorMatrix, row: number, vector: Float32Array): void {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = shortened(largest / most);
  scales[row] = scale;
  for (let i = 0; i < dimensions; i++) values[row * dimensions + i] = scale === 0 ? 0 : Math.round(vector[i]! / scale);
}

/** The components of a row as floats; its length is 1 within a hundredth, or 0. */
export function vectorOf({ values, scales, dimensions }: VectorMatrix, row: number): Float32Array {
  const scale = scales[row]!;
  return Float32Array.from(values.subarray(row * dimensions, (row + 1) * dimensions), (value) => value * scale);
}

/** The pieces of the file, in order. */
export function matrixBytes({ values, scales }: VectorMatrix): Uint8Array[] {
  return [new Uint8Array(scales.buffer, scales.byteOffset, scales.byteLength), new Uint8Array(values.buffer, values.byteOffset, values.byteLength)];
}

/** Views into `bytes`, which must start at a multiple of 4. Throws RangeError when their number is not that of whole rows. */
export function readMatrix(bytes: Uint8Array<ArrayBuffer>, dimensions: number): VectorMatrix {
  const rows = bytes.length / (4 + dimensions);
  if (!Number.isInteger(rows)) throw new RangeError(`${bytes.length} bytes are no whole number of vectors of ${dimensions} dimensions`);
  return { scales: new Float32Array(bytes.buffer, bytes.byteOffset, rows), values: new Int8Array(bytes.buffer, bytes.byteOffset + 4 * rows, rows * dimensions), dimensions };
}

/** Bytes copied between two yields to the event loop: some 4 ms. */
const COPIED_AT_ONCE = 1 << 23;

/** The same, to be searched: a copy. Throws what `readMatrix` and `searchableMatrix` throw, at once; the promise does not reject. */
export function readSearchable(bytes: Uint8Array<ArrayBuffer>, dimensions: number): Promise<SearchableMatrix> {
  const { values, scales } = readMatrix(bytes, dimensions);
  const matrix = searchableMatrix(scales.length, dimensions);
  matrix.scales.set(scales);
  return copied(values, matrix.values).then(() => matrix);
}

async function copied(from: Int8Array, to: Int8Array): Promise<void> {
  for (let at = 0; at < from.length; at += COPIED_AT_ONCE) {
    to.set(from.subarray(at, at + COPIED_AT_ONCE), at);
    await breathe();
  }
}
