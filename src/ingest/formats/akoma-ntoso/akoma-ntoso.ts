/** Akoma Ntoso 2.0 and 3.0 (OASIS LegalDocML), whatever prefix and namespace its elements have. */
import type { LegalDocument } from '../../../document.js';
import { ResponsaError } from '../../../errors.js';
import { decode } from '../../decode.js';
import { definedOnly, factsOf, finishDocument, frameOf, type Facts } from '../../metadata.js';
import type { Parser, SourceFile } from '../../parser.js';
import { withoutEmpty } from '../../tree/tree-writer.js';
import { readAkomaBody } from './body.js';
import { documentsIn, isCollection, type AkomaDocument } from './documents.js';
import { readAkomaMetadata } from './metadata.js';
import { openReading } from './reading.js';
import { workOf } from '../link-target.js';
import { descendants, parseXml, type XmlElement } from '../xml-tree.js';

const format = 'akoma-ntoso';
/** How far into a file its root element may begin. */
const rootWithin = 4096;

export const akomaNtosoParser: Parser = {
  format,
  accepts: (file) => /\.(?:xml|akn)$/i.test(file.path) && /<(?:[\w.-]+:)?akomaNtoso[\s>/]/.test(decodeBeginning(file.bytes)),
  parse(file) {
    const { text, warnings } = decode(file.bytes, 'xml');
    const documents = documentsIn(akomaNtosoElement(parseXml(text)));
    if (documents.length === 0) throw new ResponsaError('bad-source', 'Its akomaNtoso element holds no document.', 'Expected an act, doc, bill or judgment element in it.');
    const read: LegalDocument[] = [];
    const empty: string[] = [];
    for (const [at, document] of documents.entries()) {
      const made = readDocument(file, document, read, at === documents.length - 1 && read.length === 0 ? null : empty, warnings);
      if (made !== null) read.push(made);
    }
    return empty.length === 0 ? read : [{ ...read[0]!, warnings: [...read[0]!.warnings, ...empty] }, ...read.slice(1)];
  },
};

/** The first characters, each byte one: enough to see an ASCII name, in UTF-16 too once the zero bytes are gone. */
function decodeBeginning(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, rootWithin)).replace(/\0/g, '');
}

/** It may stand in an envelope, as harvesting interfaces wrap it. */
function akomaNtosoElement(root: XmlElement): XmlElement {
  if (root.name === 'akomaNtoso') return root;
  for (const element of descendants(root)) if (element.name === 'akomaNtoso') return element;
  throw new ResponsaError('bad-source', `Its outermost element is "${root.name}", and no akomaNtoso element is in it.`, 'Expected Akoma Ntoso; remove the file or name it in the "ignore" list of collection.json.');
}

/** One document; `before`: those made of the same file. `null` when it holds no text, which is then noted in `empty` (`null`: an error). */
function readDocument(file: SourceFile, { root, preceding, components, collection }: AkomaDocument, before: readonly LegalDocument[], empty: string[] | null, decoding: readonly string[]): LegalDocument | null {
  const warnings = before.length === 0 ? [...decoding] : [];
  const warn = (warning: string): void => void warnings.push(warning);
  const metadata = readAkomaMetadata(root, warn);
  const outer = collection === undefined ? undefined : readAkomaMetadata(collection, () => undefined).facts;
  const facts = factsOfDocument(file, root, metadata.facts, outer, before, warn);
  const frame = frameOf(file, facts, warn);
  const reading = openReading(root, components, frame.language, metadata, warn);
  const drafts = readAkomaBody(root, preceding, reading);
  if (empty !== null && withoutEmpty(drafts).length === 0) {
    // The cover of a collection may be empty; its documents are what counts.
    if (!isCollection(root)) empty.push(`the ${root.name} "${facts.title ?? facts.work ?? ''}" in it holds no text and is left out`);
    return null;
  }
  return finishDocument(file, format, facts, frame, drafts, [...warnings, ...reading.leftOut()]);
}

/** What a side file says of names and identity is said of the first document; the others keep their own. */
function factsOfDocument(file: SourceFile, root: XmlElement, own: Facts, outer: Facts | undefined, before: readonly LegalDocument[], warn: (warning: string) => void): Facts {
  const inherited: Facts = outer === undefined ? {} : definedOnly({ language: outer.language, jurisdiction: outer.jurisdiction, from: outer.from });
  const facts: Facts = definedOnly(factsOf(file, { ...inherited, ...own }, warn));
  if (before.length === 0) return facts;
  const works = new Set(before.map(({ work }) => work));
  const base = own.work ?? outer?.work ?? before[0]!.work;
  let work = base;
  // Makers give the letter that goes with a bill the bill's own address: the name of the element tells them apart.
  if (works.has(work)) work = workOf(`${base}/${root.attributes.name ?? root.name}`);
  for (let again = 2; works.has(work); again++) work = `${base}/${root.attributes.name ?? root.name}-${again}`;
  return definedOnly({ ...facts, work, title: own.title ?? root.attributes.name, aliases: own.aliases, expression: work === own.work ? own.expression : undefined });
}
