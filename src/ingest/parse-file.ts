/** One source file -> its documents, by the first parser that accepts it. */
import type { LegalDocument } from '../document.js';
import { ResponsaError } from '../errors.js';
import { readableFormats, type SourceFile } from './parser.js';
import { parsers } from './parsers.js';

/** Throws ResponsaError('bad-source') when no parser accepts the file or nothing can be made of it. */
export async function parseFile(source: SourceFile): Promise<readonly LegalDocument[]> {
  const parser = parsers.find((each) => each.accepts(source));
  if (parser === undefined) {
    const extension = /\.[^./]+$/.exec(source.path)?.[0];
    const what = extension === undefined ? 'files without an extension' : /^\.xml$/i.test(extension) ? 'XML of this kind' : extension;
    throw new ResponsaError('bad-source', `no parser for ${what}`, `Expected ${readableFormats}; name the file in the "ignore" list of collection.json if it is no document.`);
  }
  return parser.parse(source);
}
