/** Bytes -> text: by byte order mark, then by what the file declares, then UTF-8. What is invalid becomes U+FFFD and is reported. */
import { TextDecoder } from 'node:util';
import { messageOf, ResponsaError } from '../errors.js';

export interface Decoded {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Where a format declares its encoding; `plain` declares none. */
export type Declaration = 'xml' | 'html' | 'plain';

const declarations: Readonly<Record<Declaration, RegExp>> = {
  xml: /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/,
  html: /<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9._-]+)/i,
  plain: /(?!)/,
};

function encodingOf(bytes: Uint8Array, declaration: Declaration): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // HTML looks at the first 1,024 bytes (HTML Standard, 13.2.3.2); XML declarations stand at the very beginning.
  const beginning = String.fromCharCode(...bytes.subarray(0, 1024));
  const declared = declarations[declaration].exec(beginning)?.[1]?.toLowerCase() ?? 'utf-8';
  // A declaration that can be read as ASCII cannot be in UTF-16, whatever it says.
  return declared.startsWith('utf-16') ? 'utf-8' : declared;
}

/** Throws ResponsaError('bad-source') for an empty file and for one that is no text. */
export function decode(bytes: Uint8Array, declaration: Declaration): Decoded {
  if (bytes.length === 0) throw new ResponsaError('bad-source', 'The file is empty.', 'Expected a document; remove the file or fill it.');
  const warnings: string[] = [];
  const encoding = encodingOf(bytes, declaration);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding);
  } catch (error) {
    warnings.push(`the encoding "${encoding}" it declares is unknown (${messageOf(error)}); read as UTF-8`);
    decoder = new TextDecoder('utf-8');
  }
  const text = decoder.decode(bytes);
  if (text.includes('\0')) throw new ResponsaError('bad-source', 'The file holds zero bytes: it is no text.', 'Expected text; name binary files in the "ignore" list of collection.json.');
  const invalid = text.split('\uFFFD').length - 1;
  if (invalid > 0) warnings.push(`${invalid} place${invalid === 1 ? ' is' : 's are'} not valid ${decoder.encoding.toUpperCase()} and read as U+FFFD; save the file as UTF-8 or declare its encoding`);
  if (text.trim() === '') throw new ResponsaError('bad-source', 'The file holds nothing but white space.', 'Expected a document; remove the file or fill it.');
  return { text, warnings };
}
