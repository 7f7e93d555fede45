/**
 * A cheap look at a PDF's bytes before pdf.js opens it. pdf.js trusts what a file says of itself; what would cost it minutes or
 * gigabytes is found here in milliseconds and refused with the reason. Names and filters can be written in many ways: what counts is
 * what the bytes are.
 */
import { inflateSync } from 'node:zlib';
import { ResponsaError } from '../../../errors.js';
import { armoured } from './armour.js';

/** The header may stand behind some rubbish (PDF 1.7, appendix H, note 13). */
const headerWithin = 1024;

/** Objects of one file. A tagged gazette of 1,000 pages has about 200,000; pdf.js takes 0.5 s and 50 MB for 300,000. */
const mostObjects = 300_000;

const megabyte = 1024 * 1024;
/** Bytes of one unpacked stream. Pages have some 10 KB, the largest fonts (all of Chinese) 20 MB. */
const largestStream = 32 * megabyte;
/** Bytes of a picture: a page in colour at 600 dots an inch has 100 MB. pdf.js never unpacks one for its text. */
const largestPicture = 128 * megabyte;
/** Bytes of all unpacked streams together, pictures apart; a law of 1,000 pages has about 30 MB. */
const largestTotal = 512 * megabyte;
/** Text and fonts pack 2 to 20 to 1. Beyond this there is nothing but repetition, … */
const densest = 200;
/** … which does no harm in streams smaller than this when unpacked. */
const harmless = megabyte;

/** How far before `stream` its dictionary may begin. */
const longestDictionary = 2048;

/** Operators that show text (`Tj`, `TJ`) in one stream. A page of small print has some thousand; pdf.js takes a second for 500,000, also where they print off the page. */
const mostShown = 200_000;

const harmful = 'The file is damaged or made to do harm; open it in another program and save it anew, or split it.';
const refuse = (what: string): never => {
  throw new ResponsaError('bad-source', what, harmful);
};

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headerWithin)).includes('%PDF-');
}

/** How many objects the file holds or announces. Throws ResponsaError('bad-source') for a file that is no PDF, or that would take pdf.js more than it may. */
export function checkPdf(bytes: Uint8Array): number {
  if (bytes.length === 0) throw new ResponsaError('bad-source', 'The file is empty.', 'Expected a document; remove the file or fill it.');
  if (!isPdf(bytes)) throw new ResponsaError('bad-source', `It is no PDF: "%PDF-" does not stand in its first ${headerWithin} bytes.`, 'Expected a PDF; name the file in the "ignore" list of collection.json if it is no document.');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const written = countOf(buffer, ' obj', mostObjects);
  if (written === 0) throw new ResponsaError('bad-source', 'It is no PDF that can be read: it holds no objects.', 'The file is damaged or cut short; fetch it again.');
  const objects = Math.max(written, largestSize(buffer), written + packedObjects(buffer));
  if (objects > mostObjects) refuse(`It holds or announces ${objects} objects, more than ${mostObjects}.`);
  checkStreams(buffer);
  return objects;
}

function* placesOf(buffer: Buffer, text: string): Generator<number> {
  for (let at = buffer.indexOf(text); at !== -1; at = buffer.indexOf(text, at + text.length)) yield at;
}

/** Not counted further than `most`. */
function countOf(buffer: Buffer, text: string, most: number): number {
  let count = 0;
  for (const at of placesOf(buffer, text)) if (at >= 0 && ++count > most) break;
  return count;
}

/** `/Size` of the cross-reference table: what pdf.js makes room for. */
function largestSize(buffer: Buffer): number {
  let largest = 0;
  for (const at of placesOf(buffer, '/Size')) largest = Math.max(largest, Number(/^\s*(\d{1,15})/.exec(buffer.toString('latin1', at + 5, at + 24))?.[1] ?? 0));
  return largest;
}

/** Objects packed into object streams: the `/N` of every dictionary of that type. */
function packedObjects(buffer: Buffer): number {
  let sum = 0;
  for (const at of placesOf(buffer, '/ObjStm')) sum += Number(/\/N\s+(\d{1,15})/.exec(buffer.toString('latin1', Math.max(0, at - 200), at + 200))?.[1] ?? 0);
  return sum;
}

/** Unpacks every packed stream, natively and up to its limit, and keeps nothing. */
function checkStreams(buffer: Buffer): void {
  let total = 0;
  for (let at = buffer.indexOf('stream'); at !== -1; at = buffer.indexOf('stream', at)) {
    const start = at + (buffer[at + 6] === 0x0d && buffer[at + 7] === 0x0a ? 8 : 7);
    const found = buffer.indexOf('endstream', start);
    const end = found === -1 ? buffer.length : found;
    total += checkStream(buffer, at, buffer.subarray(start, end));
    if (total > largestTotal) refuse(`Its streams unpack to more than ${largestTotal / megabyte} MB together.`);
    at = end + 9;
  }
}

/** Unpacked bytes of the stream that begins at `at`; 0 for pictures and for what is not packed or cannot be unpacked, which pdf.js passes over too. */
function checkStream(buffer: Buffer, at: number, raw: Buffer): number {
  const before = buffer.toString('latin1', Math.max(0, at - longestDictionary), at);
  const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
  const packed = armoured(raw) ?? raw;
  // What is written in printable characters may be the page itself.
  if (!isDeflated(raw)) checkShown(raw);
  if (!isDeflated(packed)) return 0;
  const isPicture = /\/Subtype\s*\/Image\b/.test(dictionary);
  const limit = isPicture ? largestPicture : largestStream;
  let unpacked: Buffer;
  try {
    unpacked = inflateSync(packed, { maxOutputLength: limit, finishFlush: 2 });
  } catch (error) {
    return error instanceof RangeError ? refuse(`One of its streams unpacks to more than ${limit / megabyte} MB.`) : 0;
  }
  if (isDeflated(unpacked) && isReallyDeflated(unpacked)) refuse('One of its streams is packed more than once.');
  if (isPicture) return 0;
  checkShown(unpacked);
  if (unpacked.length > harmless && unpacked.length > densest * packed.length) refuse(`One of its streams unpacks to ${Math.round(unpacked.length / packed.length)} times its size: it holds nothing but repetition.`);
  return unpacked.length;
}

function checkShown(stream: Buffer): void {
  if (countOf(stream, 'Tj', mostShown) + countOf(stream, 'TJ', mostShown) > mostShown) refuse(`A page shows text more than ${mostShown} times.`);
}

/** Deflate with the header of zlib (RFC 1950): method 8, and a check that makes it a multiple of 31. */
function isDeflated(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
}

/** Samples of a picture may begin like a packed stream by chance; they do not go on like one. */
function isReallyDeflated(bytes: Buffer): boolean {
  try {
    return inflateSync(bytes, { maxOutputLength: largestStream, finishFlush: 2 }).length > 0;
  } catch (error) {
    return error instanceof RangeError;
  }
}
