/** Akoma Ntoso 2.0 and 3.0 (OASIS LegalDocML), whatever prefix its elements have. */
import { ResponsaError } from '../errors.js';
import { readAkomaBody } from './akoma-body.js';
import { readAkomaMetadata } from './akoma-metadata.js';
import { decode } from './decode.js';
import { definedOnly, factsOf, finishDocument, frameOf } from './metadata.js';
import type { Parser } from './parser.js';
import { childAt, childElements, parseXml } from './xml-tree.js';

/** How far into a file its root element may begin. */
const rootWithin = 4096;

export const akomaNtosoParser: Parser = {
  format: 'akoma-ntoso',
  accepts: (file) => /\.(?:xml|akn)$/i.test(file.path) && /<(?:[\w.-]+:)?akomaNtoso[\s>]/.test(decodeBeginning(file.bytes)),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'xml');
    const collected = [...warnings];
    const warn = (warning: string): void => void collected.push(warning);
    const akomaNtoso = parseXml(text);
    const parts = childElements(akomaNtoso);
    const root = parts.find((part) => childAt(part, 'meta') !== undefined) ?? parts.find((part) => part.name !== 'components');
    if (root === undefined) throw new ResponsaError('bad-source', 'Its akomaNtoso element holds no document.', 'Expected an act, doc, bill or judgment element in it.');
    const metadata = readAkomaMetadata(root, warn);
    const facts = definedOnly(factsOf(file, metadata.facts, warn));
    const frame = frameOf(file, facts, warn);
    const drafts = readAkomaBody(root, parts.filter((part) => part !== root), { metadata, language: frame.language, warn });
    return [finishDocument(file, 'akoma-ntoso', facts, frame, drafts, collected)];
  },
};

/** The first characters, each byte one: enough to see an ASCII name, in UTF-16 too once the zero bytes are gone. */
function decodeBeginning(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, rootWithin)).replace(/\0/g, '');
}
