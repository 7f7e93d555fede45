/**
 * Bytes -> text: by byte order mark, by the zero bytes of UTF-16, by what the file declares, then as UTF-8. Files that say nothing or the
 * wrong thing are read as what they can only be, with a warning, or refused; single damaged places become U+FFFD and are reported.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { messageOf, ResponsaError } from '../errors.js';

export interface Decoded {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Where a format declares its encoding; `plain` declares none. */
export type Declaration = 'xml' | 'html' | 'plain';

const xmlDeclaration = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const declarations: Readonly<Record<Declaration, readonly RegExp[]>> = {
  xml: [xmlDeclaration],
  // XHTML that is served as HTML carries the declaration of XML.
  html: [/<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)/i, xmlDeclaration],
  plain: [],
};

/** HTML looks at the first 1,024 bytes (HTML Standard, 13.2.3.2); XML declarations stand at the very beginning. */
const declaredWithin = 1024;
/** Encodings of Western Europe, one byte a character: any bytes at all can be read as them, so a wrong declaration shows nowhere. */
const western = /^(?:windows-125[24]|iso-8859-(?:1|9|15)|latin-?[19]|us-ascii|ascii)$/;

function beginsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/**
 * UTF-16 without its mark: in any text with markup, spaces or line ends every second byte of many is zero, and hardly any of the others
 * (those of a few characters such as 一, U+4E00).
 */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const looked = Math.min(bytes.length & ~1, declaredWithin);
  if (looked < 8) return null;
  const zeros = [0, 0];
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at & 1]! += 1;
  const enough = Math.max(2, looked / 50);
  if (zeros[1]! >= enough && zeros[0]! * 4 <= zeros[1]!) return 'utf-16le';
  return zeros[0]! >= enough && zeros[1]! * 4 <= zeros[0]! ? 'utf-16be' : null;
}

interface Encoding {
  readonly name: string;
  /** Given by the bytes themselves: nothing else comes into question. */
  readonly certain: boolean;
}

function encodingOf(bytes: Uint8Array, declaration: Declaration): Encoding {
  if (beginsWith(bytes, 0xff, 0xfe, 0, 0) || beginsWith(bytes, 0, 0, 0xfe, 0xff)) throw new ResponsaError('bad-source', 'The file is in UTF-32.', 'Save it as UTF-8.');
  if (beginsWith(bytes, 0xef, 0xbb, 0xbf)) return { name: 'utf-8', certain: true };
  if (beginsWith(bytes, 0xff, 0xfe)) return { name: 'utf-16le', certain: true };
  if (beginsWith(bytes, 0xfe, 0xff)) return { name: 'utf-16be', certain: true };
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked !== null) return { name: unmarked, certain: true };
  const beginning = String.fromCharCode(...bytes.subarray(0, declaredWithin));
  const declared = declarations[declaration].map((pattern) => pattern.exec(beginning)?.[1]?.toLowerCase()).find((name) => name !== undefined) ?? 'utf-8';
  // A declaration that can be read as ASCII cannot be in UTF-16, whatever it says.
  return { name: declared.startsWith('utf-16') ? 'utf-8' : declared, certain: false };
}

/** How many characters of several bytes are valid UTF-8, and how many places are not; bytes below 128 say nothing. */
function utf8Places(bytes: Uint8Array): { readonly valid: number; readonly invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const following = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    let continued = 0;
    while (continued < following && (bytes[at + continued + 1]! & 0xc0) === 0x80) continued += 1;
    if (following > 0 && continued === following) valid += 1;
    else invalid += 1;
    at += continued;
  }
  return { valid, invalid };
}

/** Bytes that stand for no character in windows-1252. */
const unassigned = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** In Western text letters with accents stand alone or in twos; elsewhere every letter of a word is such a byte. */
const longestRun = 2;
/** Share of bytes above 127 in longer runs up to which a text may still be Western (capitals, dashes, quotation marks in a row). */
const tolerated = 0.2;

/** Invalid places up to this number and share of the bytes are damage to an English text; text in another encoding has more. */
const mostDamage = 10;
const shareOfDamage = 0.01;

/** True when the bytes can be windows-1252 and look like a language that is written in it. */
function looksWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let inLongRuns = 0;
  let run = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (unassigned.has(byte)) return false;
    if (byte >= 0x80) {
      high += 1;
      run += 1;
      continue;
    }
    if (run > longestRun) inLongRuns += run;
    run = 0;
  }
  return inLongRuns <= high * tolerated;
}

/** What a file that is not what it says (or says nothing and is not UTF-8) is read as; throws where that would be a guess. */
function settled({ name, certain }: Encoding, bytes: Uint8Array): { readonly name: string; readonly warning: string | null } {
  if (certain || isAscii(bytes)) return { name, warning: null };
  const isValid = isUtf8(bytes);
  if (western.test(name) && isValid) return { name: 'utf-8', warning: `it declares "${name}" but is UTF-8 throughout, and is read so` };
  if (name !== 'utf-8' && name !== 'utf8') return { name, warning: null };
  if (isValid) return { name, warning: null };
  const { valid, invalid } = utf8Places(bytes);
  // Damaged UTF-8 is still UTF-8 for the most part.
  if (valid > invalid) return { name, warning: null };
  if (valid === 0 && looksWestern(bytes)) return { name: 'windows-1252', warning: 'it is not UTF-8 and declares no other encoding; read as windows-1252 (Western European). Save it as UTF-8 to be sure' };
  if (invalid <= mostDamage && invalid < bytes.length * shareOfDamage) return { name, warning: null };
  throw new ResponsaError('bad-source', `It is not UTF-8 (${invalid} place${invalid === 1 ? ' is' : 's are'} not valid), and nothing says what encoding it is in.`, 'Save it as UTF-8, or declare its encoding in the file where the format allows it.');
}

/** What windows-1252 has where ISO-8859-1 has control characters, from 0x80; Node 20 decodes it as if it were that. */
const westernSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function decodedWith(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? text.replace(/[\u0080-\u009F]/g, (sign) => westernSigns[sign.charCodeAt(0) - 0x80]!) : text;
}

function decoderFor(name: string, warnings: string[]): TextDecoder {
  try {
    return new TextDecoder(name);
  } catch (error) {
    warnings.push(`the encoding "${name}" it declares is unknown (${messageOf(error)}); read as UTF-8`);
    return new TextDecoder('utf-8');
  }
}

/** Signs that turn the direction of everything behind them, so that a page can show other words than it holds; no text needs them. */
const overrides = /[\u202D\u202E]/gu;

/** Throws ResponsaError('bad-source') for an empty file, for one that is no text, and for one whose encoding nobody can tell. */
export function decode(bytes: Uint8Array, declaration: Declaration): Decoded {
  if (bytes.length === 0) throw new ResponsaError('bad-source', 'The file is empty.', 'Expected a document; remove the file or fill it.');
  const encoding = encodingOf(bytes, declaration);
  // Before the question of its encoding: a picture is no text in any.
  if (!encoding.name.startsWith('utf-16') && bytes.includes(0)) throw new ResponsaError('bad-source', 'The file holds zero bytes: it is no text.', 'Expected text; name binary files in the "ignore" list of collection.json.');
  const { name, warning } = settled(encoding, bytes);
  const warnings = warning === null ? [] : [warning];
  const decoder = decoderFor(name, warnings);
  const text = decodedWith(decoder, bytes);
  if (text.includes('\0')) throw new ResponsaError('bad-source', 'The file holds zero bytes: it is no text.', 'Expected text; name binary files in the "ignore" list of collection.json.');
  const invalid = text.split('\uFFFD').length - 1;
  if (invalid > 0) warnings.push(`${invalid} place${invalid === 1 ? ' is' : 's are'} not valid ${decoder.encoding.toUpperCase()} and read as U+FFFD; save the file as UTF-8 or declare its encoding`);
  const turned = text.match(overrides)?.length ?? 0;
  if (turned > 0) warnings.push(`${turned} sign${turned === 1 ? '' : 's'} that override the direction of writing (U+202D, U+202E) stand in the file: on a screen it shows other words than those read here`);
  if (text.trim() === '') throw new ResponsaError('bad-source', 'The file holds nothing but white space.', 'Expected a document; remove the file or fill it.');
  return { text, warnings };
}
