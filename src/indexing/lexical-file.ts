/**
 * The lexical index as bytes, read back as views without copying. Little-endian, as every machine is that Node is built for
 * save s390x (where the order mark below refuses the file). All parts start at multiples of 4.
 *
 *     0  8 bytes   "RSPNSLEX"
 *     8  u32       2: version, and order mark
 *    12  u32       N rows of the generation
 *    16  u32       S sections
 *    20  u32 × N   length of each row in terms
 *   then for each section, ordered by language:
 *        u32       L bytes of language tag
 *        u32       D rows in this language
 *        u32       T terms
 *        u32       P postings
 *        u32       B bytes of terms
 *        f64       average length of its rows (8 bytes, little-endian, read with a DataView: it may stand at 4 mod 8)
 *        L bytes   language tag, padded
 *        u32 × T+1 where each term starts in the text of terms; terms are sorted by UTF-16 code units
 *        u32 × T+1 where each term's postings start
 *        u32 × T   in how many rows each term stands as a word of its own, not as a part of a compound
 *        u32 × P   rows, ascending within a term
 *        u16 × P   frequencies (65,535 at most), padded
 *        B bytes   the terms, UTF-8, one after the other, padded
 */

export interface LexicalSection {
  readonly language: string;
  /** Rows in this language. */
  readonly documents: number;
  /** Terms per row, on average. */
  readonly averageLength: number;
  readonly termText: Buffer;
  readonly termOffsets: Uint32Array;
  readonly postingOffsets: Uint32Array;
  /** Rows in which a term stands as a word of its own; its postings have those too where it is a part of a compound. */
  readonly ownDocuments: Uint32Array;
  readonly rows: Uint32Array;
  readonly frequencies: Uint16Array;
}

export interface LexicalTable {
  /** Terms in each row of the generation. */
  readonly lengths: Uint32Array;
  readonly sections: readonly LexicalSection[];
}

const MAGIC = 'RSPNSLEX';
const VERSION = 2;

/** The pieces of the file in order; written one after the other, so that no copy of the whole is made. */
export function lexicalBytes(table: LexicalTable): Uint8Array[] {
  const pieces: Uint8Array[] = [Buffer.from(MAGIC, 'latin1'), u32(VERSION, table.lengths.length, table.sections.length), bytesOf(table.lengths)];
  for (const section of table.sections) {
    const tag = Buffer.from(section.language, 'utf8');
    const average = Buffer.alloc(8);
    average.writeDoubleLE(section.averageLength);
    pieces.push(u32(tag.length, section.documents, section.termOffsets.length - 1, section.rows.length, section.termText.length), average);
    for (const part of [tag, section.termOffsets, section.postingOffsets, section.ownDocuments, section.rows, section.frequencies, section.termText]) {
      pieces.push(bytesOf(part), Buffer.alloc(padding(part.byteLength)));
    }
  }
  return pieces;
}

const padding = (bytes: number): number => (4 - (bytes % 4)) % 4;
const u32 = (...values: number[]): Uint8Array => bytesOf(Uint32Array.from(values));
const bytesOf = (view: NodeJS.TypedArray): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** Views into `bytes`, which must start at a multiple of 4. Throws RangeError when the bytes are no such file; the checksum has been compared before. */
export function readLexical(bytes: Uint8Array): LexicalTable {
  const { buffer, byteOffset } = bytes;
  let at = byteOffset + 20;
  const [version, rowCount, sectionCount] = new Uint32Array(buffer, byteOffset + 8, 3);
  if (Buffer.from(buffer, byteOffset, 8).toString('latin1') !== MAGIC || version !== VERSION) throw new RangeError('not a lexical index of this version and byte order');
  const skip = (length: number): number => {
    const start = at;
    at += length + padding(length);
    return start;
  };
  const lengths = new Uint32Array(buffer, skip(4 * rowCount!), rowCount);
  const sections: LexicalSection[] = [];
  for (let i = 0; i < sectionCount!; i++) {
    const header = new Uint32Array(buffer, skip(20), 5);
    const [tagBytes, documents, terms, postings, textBytes] = [header[0]!, header[1]!, header[2]!, header[3]!, header[4]!];
    sections.push({
      documents,
      averageLength: new DataView(buffer).getFloat64(skip(8), true),
      language: Buffer.from(buffer, skip(tagBytes), tagBytes).toString('utf8'),
      termOffsets: new Uint32Array(buffer, skip(4 * (terms + 1)), terms + 1),
      postingOffsets: new Uint32Array(buffer, skip(4 * (terms + 1)), terms + 1),
      ownDocuments: new Uint32Array(buffer, skip(4 * terms), terms),
      rows: new Uint32Array(buffer, skip(4 * postings), postings),
      frequencies: new Uint16Array(buffer, skip(2 * postings), postings),
      termText: Buffer.from(buffer, skip(textBytes), textBytes),
    });
  }
  return { lengths, sections };
}
