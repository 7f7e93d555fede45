/**
 * The links of a graph of vectors (HNSW, Malkov & Yashunin 2018, arXiv 1603.09320) without the vectors, which are stored once, elsewhere.
 * hnswlib builds the graph and keeps a copy of each vector in floats beside its links; what is kept of its file are the links.
 *
 * `graph.bin`, all u32, little-endian:
 *
 *     magic ("RHNS") · version, and order mark · N rows · entry row · L layers above the ground
 *     ground layer: N+1 offsets · P rows linked to
 *     each layer above, from the lowest: n rows · p links · n rows in ascending order · n+1 offsets · p rows linked to
 */

/** One layer: `links[offsets[i] … offsets[i + 1])` are the rows that the i-th row of the layer leads to. */
export interface Layer {
  /** Rows of the layer, ascending; `null` for the ground layer, which has all. */
  readonly rows: Uint32Array | null;
  readonly offsets: Uint32Array;
  readonly links: Uint32Array;
}

export interface Graph {
  /** Where every search begins: a row of the highest layer. */
  readonly entry: number;
  /** From the ground up; never empty. */
  readonly layers: readonly Layer[];
}

const MAGIC = 0x534e4852;
const VERSION = 1;

const bytesOf = (view: Uint32Array): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** The pieces of the file, in order. */
export function graphBytes({ entry, layers }: Graph): Uint8Array[] {
  const pieces: Uint32Array[] = [Uint32Array.of(MAGIC, VERSION, layers[0]!.offsets.length - 1, entry, layers.length - 1)];
  for (const { rows, offsets, links } of layers) {
    if (rows !== null) pieces.push(Uint32Array.of(rows.length, links.length), rows);
    pieces.push(offsets, links);
  }
  return pieces.map(bytesOf);
}

/** Views into `bytes`, which must start at a multiple of 4. Throws RangeError when the bytes are no such file; the checksum has been compared before. */
export function readGraph(bytes: Uint8Array<ArrayBuffer>): Graph {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  const [magic, version, count, entry, above] = words;
  if (magic !== MAGIC || version !== VERSION) throw new RangeError('not a graph of this version and byte order');
  let at = 5;
  const take = (length: number): Uint32Array => {
    if (at + length > words.length) throw new RangeError('the graph is cut short');
    at += length;
    return words.subarray(at - length, at);
  };
  const ground = take(count! + 1);
  const layers: Layer[] = [{ rows: null, offsets: ground, links: take(ground[count!]!) }];
  for (let layer = 0; layer < above!; layer++) {
    const [members, links] = take(2);
    layers.push({ rows: take(members!), offsets: take(members! + 1), links: take(links!) });
  }
  return { entry: entry!, layers };
}

/** Bytes before the first element of hnswlib's file: six sizes, the highest level, the entry, five parameters (hnswalg.h, `saveIndex`, version 0.8). */
const nativeHeader = 96;

/** The links out of a file that hnswlib 0.8 wrote on a 64-bit little-endian machine, rows inserted in order. Throws RangeError when it is cut short: the library reports no error of writing. */
export function linksOf(file: Uint8Array<ArrayBuffer>): Graph {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const size = (at: number): number => Number(view.getBigUint64(at, true));
  if (file.length < nativeHeader) throw new RangeError('the file of hnswlib is cut short');
  const [count, elementBytes, highest, entry, most, mostOnGround] = [size(16), size(24), view.getInt32(48, true), view.getUint32(52, true), size(56), size(64)];
  if (file.length < nativeHeader + count * elementBytes + 4 * count) throw new RangeError('the file of hnswlib is cut short');
  const ground = layerWriter(count, mostOnGround);
  for (let row = 0; row < count; row++) ground.add(row, view, nativeHeader + row * elementBytes);
  const above = Array.from({ length: Math.max(0, highest) }, () => layerWriter(0, most));
  const listBytes = 4 * (most + 1);
  let at = nativeHeader + count * elementBytes;
  for (let row = 0; row < count; row++) {
    const length = view.getUint32(at, true);
    at += 4;
    for (let level = 0; level * listBytes < length; level++) above[level]!.add(row, view, at + level * listBytes);
    at += length;
  }
  if (at > file.length) throw new RangeError('the file of hnswlib is cut short');
  return { entry, layers: [{ ...ground.finish(), rows: null }, ...above.map((layer) => layer.finish())] };
}

/** A list of links is a count in 16 bits, padded to 32, and room for `most` rows. */
function layerWriter(expected: number, most: number): { add(row: number, view: DataView, at: number): void; finish(): Layer & { readonly rows: Uint32Array } } {
  const rows: number[] = [];
  const offsets: number[] = [0];
  let links = new Uint32Array(Math.max(16, expected * most));
  let length = 0;
  return {
    add(row, view, at) {
      const count = view.getUint16(at, true);
      if (length + count > links.length) {
        const larger = new Uint32Array(2 * links.length + count);
        larger.set(links);
        links = larger;
      }
      for (let i = 1; i <= count; i++) links[length++] = view.getUint32(at + 4 * i, true);
      rows.push(row);
      offsets.push(length);
    },
    finish: () => ({ rows: Uint32Array.from(rows), offsets: Uint32Array.from(offsets), links: links.slice(0, length) }),
  };
}
