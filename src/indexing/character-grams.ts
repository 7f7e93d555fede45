/**
 * Character n-grams (McNamee & Mayfield, Character n-gram tokenization for European language text retrieval, 2004): the same
 * four-character windows for every language, over the gaps between words too. They see the shared stem in an inflected word, the
 * parts of a compound, a misspelt name, and which words stand side by side; words alone see none of it.
 *
 *   "Kind im Haus" -> ␣kin kind ind␣ nd␣i d␣im ␣im␣ im␣h m␣ha ␣hau haus aus␣
 *
 * Postings of n-grams would be several times those of words. So only passages that another retriever found are scored, from
 * their text; the index holds one number per n-gram: in how many passages it occurs.
 */
import { foldDigits } from './analysis/fold.js';
import { inverseDocumentFrequency, termWeight } from './lexical.js';

/** A change of this constant says that n-grams are counted otherwise; it is written into the manifest. */
export const GRAMS_VERSION = 'characters-1';

/** Characters in a window: the best single length for most languages in the paper. */
const GRAM_LENGTH = 4;
/** 2^18 counters of 4 bytes. N-grams that share one are taken to be as frequent as both together; a language uses some 100,000. */
const BUCKETS = 1 << 18;
/** Robertson's values for running text (Okapi at TREC-3, k1 1.2, b 0.75); n-grams repeat as words do. */
const K1 = 1.2;
const B = 0.75;

export interface GramTable {
  /** Passages counted. */
  readonly passages: number;
  /** N-grams in a passage, on average. */
  readonly averageLength: number;
  /** In how many passages a bucket's n-grams occur. */
  readonly frequencies: Uint32Array;
}

const GAP = 0x20;

/** UTF-16 unit -> as it counts here: small letter, Western digit, or the gap for what belongs to no word. 0: not met yet. */
const foldedUnits = new Uint16Array(1 << 16);

function fold(unit: number): number {
  const character = String.fromCharCode(unit);
  const isWord = (unit >= 0xd800 && unit < 0xe000) || /[\p{L}\p{M}\p{N}]/u.test(character);
  return (foldedUnits[unit] = isWord ? foldDigits(character.toLowerCase()).charCodeAt(0) : GAP);
}

/** Hashes of the windows of the last text read; grows with the longest text. Shared: a text is read without yielding. */
let hashes = new Uint32Array(4096);

/** Writes the hash of each window of the folded text to `hashes`, in order; returns how many there are. */
function readGramsOf(text: string): number {
  const normal = text.normalize('NFKC');
  if (normal.length + 2 > hashes.length) hashes = new Uint32Array(2 * normal.length);
  let a = 0;
  let b = 0;
  let c = GAP;
  let units = 1;
  let grams = 0;
  for (let i = 0; i <= normal.length; i++) {
    const unit = i < normal.length ? normal.charCodeAt(i) : GAP;
    const next = foldedUnits[unit]! || fold(unit);
    if (next === GAP && c === GAP) continue;
    if (++units >= GRAM_LENGTH) hashes[grams++] = hashOf(a, b, c, next);
    a = b;
    b = c;
    c = next;
  }
  return grams;
}

/** Polynomial of the four units, finished as MurmurHash3 does so that its low bits depend on all of them. */
function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(Math.imul(Math.imul(a, 0x01000193) ^ b, 0x01000193) ^ c, 0x01000193) ^ d;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export interface GramBuilder {
  add(text: string): void;
  build(): GramTable;
}

export function gramBuilder(): GramBuilder {
  const frequencies = new Uint32Array(BUCKETS);
  // The passage that a bucket was last counted for, from 1: each passage counts once.
  const counted = new Uint32Array(BUCKETS);
  let passages = 0;
  let grams = 0;
  return {
    add(text) {
      passages++;
      const read = readGramsOf(text);
      grams += read;
      for (let i = 0; i < read; i++) {
        const bucket = hashes[i]! & (BUCKETS - 1);
        if (counted[bucket] === passages) continue;
        counted[bucket] = passages;
        frequencies[bucket]!++;
      }
    },
    build: () => ({ passages, averageLength: Math.max(1, grams / Math.max(1, passages)), frequencies }),
  };
}

/** BM25 of a passage's text for one question; 0 when they share no n-gram. */
export type GramScorer = (text: string) => number;

/** Slots for the question's n-grams: a power of two well above the 2,000 of the longest question, so that most windows of a passage meet an empty slot. */
const SLOTS = 1 << 14;

/** The n-grams of a question: open addressing with linear probing, `slots` hold positions in `grams` from 1. */
interface QuestionGrams {
  readonly slots: Uint16Array;
  readonly grams: number[];
  readonly times: number[];
}

function gramsOfQuestion(question: string): QuestionGrams {
  const [slots, grams, times] = [new Uint16Array(SLOTS), [] as number[], [] as number[]];
  const read = readGramsOf(question);
  for (let i = 0; i < read; i++) {
    const hash = hashes[i]!;
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== 0 && grams[slots[slot]! - 1] !== hash) slot = (slot + 1) & (SLOTS - 1);
    if (slots[slot] === 0) {
      if (grams.length === SLOTS / 2) break;
      slots[slot] = grams.push(hash);
      times.push(0);
    }
    times[slots[slot]! - 1]!++;
  }
  return { slots, grams, times };
}

/** Reads the question once; each call of the scorer then walks over one text. */
export function gramScorer(table: GramTable, question: string): GramScorer {
  const { slots, grams, times } = gramsOfQuestion(question);
  const weights = grams.map((hash, i) => times[i]! * inverseDocumentFrequency(table.passages, Math.min(table.passages, table.frequencies[hash & (BUCKETS - 1)]!)));
  const found = new Uint32Array(grams.length);
  return (text) => {
    found.fill(0);
    const length = readGramsOf(text);
    for (let i = 0; i < length; i++) {
      const hash = hashes[i]!;
      let slot = hash & (SLOTS - 1);
      while (slots[slot] !== 0 && grams[slots[slot]! - 1] !== hash) slot = (slot + 1) & (SLOTS - 1);
      if (slots[slot] !== 0) found[slots[slot]! - 1]!++;
    }
    return weights.reduce((sum, weight, i) => sum + (found[i] === 0 ? 0 : weight * termWeight(found[i]!, length, table.averageLength, K1, B)), 0);
  };
}

const MAGIC = 'RSPNSGRM';
const VERSION = 1;
const HEADER = 24;

/** `RSPNSGRM`, u32 version (and order mark), u32 passages, f64 average length, then u32 bucket and u32 counter of each bucket that is not empty; in the machine's order, as `lexical.bin`. */
export function gramBytes({ passages, averageLength, frequencies }: GramTable): Uint8Array[] {
  const header = Buffer.alloc(HEADER);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(VERSION, 8);
  header.writeUInt32LE(passages, 12);
  header.writeDoubleLE(averageLength, 16);
  const filled: number[] = [];
  for (const [bucket, frequency] of frequencies.entries()) if (frequency > 0) filled.push(bucket, frequency);
  return [header, new Uint8Array(Uint32Array.from(filled).buffer)];
}

/** `bytes` must start at a multiple of 4. Throws RangeError when they are no such file; the checksum has been compared before. */
export function readGrams(bytes: Uint8Array): GramTable {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, HEADER);
  if (header.toString('latin1', 0, 8) !== MAGIC || header.readUInt32LE(8) !== VERSION) throw new RangeError('not a table of n-grams of this version and byte order');
  const filled = new Uint32Array(bytes.buffer, bytes.byteOffset + HEADER, (bytes.byteLength - HEADER) / 4);
  const frequencies = new Uint32Array(BUCKETS);
  for (let i = 0; i < filled.length; i += 2) frequencies[filled[i]!] = filled[i + 1]!;
  return { passages: header.readUInt32LE(12), averageLength: header.readDoubleLE(16), frequencies };
}
