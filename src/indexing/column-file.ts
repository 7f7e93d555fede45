/**
 * A file of columns: typed arrays one behind the other, read as views into one buffer, so that opening costs no more than reading.
 *
 *     8 bytes   what it is, in ASCII (`RSPNSCHK`)
 *     u32       version, and mark of the byte order
 *     u32       n columns
 *     n × f64   bytes of each column (whole numbers, exact up to 2^53)
 *     n columns in order, each padded to a multiple of 8
 *
 * In the machine's byte order, as the other files of a generation; the version read in the wrong order is another version.
 */

/** Which file of columns it is: eight ASCII letters, and the version of its layout. */
export interface ColumnKind {
  readonly magic: string;
  readonly version: number;
}

const HEADER = 16;
const padding = (bytes: number): number => (8 - (bytes % 8)) % 8;

/** The pieces of the file in order; written one after the other, so that no copy of the whole is made. */
export function columnBytes({ magic, version }: ColumnKind, columns: readonly NodeJS.TypedArray[]): Uint8Array[] {
  const header = Buffer.alloc(HEADER);
  header.write(magic, 'latin1');
  new Uint32Array(header.buffer, header.byteOffset + 8, 2).set([version, columns.length]);
  const lengths = Float64Array.from(columns, ({ byteLength }) => byteLength);
  const padded = columns.flatMap((column) => [bytesOf(column), new Uint8Array(padding(column.byteLength))]);
  return [header, bytesOf(lengths), ...padded];
}

const bytesOf = (view: NodeJS.TypedArray): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** Takes the columns of a file one by one, in their order. */
export interface ColumnReader {
  readonly u32: () => Uint32Array;
  readonly f64: () => Float64Array;
  readonly bytes: () => Buffer;
  /** Where the last column ends in the buffer; more may follow. */
  readonly end: () => number;
}

/** Views into `bytes`, which must start at a multiple of 8. Throws RangeError when they are no such file; the checksum has been compared before. */
export function readColumns({ magic, version }: ColumnKind, bytes: Uint8Array<ArrayBuffer>): ColumnReader {
  const { buffer, byteOffset, byteLength } = bytes;
  const isSame = byteLength >= HEADER && Buffer.from(buffer, byteOffset, 8).toString('latin1') === magic;
  const [written, count] = isSame ? new Uint32Array(buffer, byteOffset + 8, 2) : [];
  if (written !== version) throw new RangeError(`not a file ${magic} of version ${version} and this byte order`);
  const lengths = new Float64Array(buffer, byteOffset + HEADER, count);
  let at = byteOffset + HEADER + lengths.byteLength;
  let taken = 0;
  const take = (): [ArrayBuffer, number, number] => {
    const length = lengths[taken++];
    if (length === undefined || at + length > byteOffset + byteLength) throw new RangeError(`the file ${magic} is cut short`);
    const start = at;
    at += length + padding(length);
    return [buffer, start, length];
  };
  return {
    u32: () => { const [from, start, length] = take(); return new Uint32Array(from, start, length / 4); },
    f64: () => { const [from, start, length] = take(); return new Float64Array(from, start, length / 8); },
    bytes: () => Buffer.from(...take()),
    end: () => at,
  };
}
