/**
 * The parts of a Word file (ECMA-376 part 2, open packaging conventions): a ZIP archive in which relationships say which part is the
 * document, which its styles, numbering, notes. Names of parts are never guessed where a relationship gives them.
 */
import { ResponsaError } from '../../../errors.js';
import { decode } from '../../decode.js';
import { childElements, parseXml, type XmlElement } from '../xml-tree.js';
import { readZip, type ZipArchive } from './zip.js';

type Warn = (warning: string) => void;

/** One relationship of the document part: `rId5` -> an address outside, or a part. */
export interface Relationship {
  readonly kind: string;
  readonly target: string;
  readonly isExternal: boolean;
}

export interface WordParts {
  readonly document: XmlElement;
  /** Complex fields in the document part are closed as often as they are opened. */
  readonly fieldsBalance: boolean;
  /** By identifier, as links in the text name them. */
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly styles: XmlElement | null;
  readonly numbering: XmlElement | null;
  readonly footnotes: XmlElement | null;
  readonly endnotes: XmlElement | null;
  readonly comments: XmlElement | null;
  readonly settings: XmlElement | null;
  /** Running heads and feet. */
  readonly margins: readonly XmlElement[];
  readonly coreProperties: XmlElement | null;
  readonly customProperties: XmlElement | null;
}

const saveAsDocx = 'Open it in a word processor (LibreOffice does) and save it as DOCX; many files at once: soffice --headless --convert-to docx *.doc';

/** `D0 CF 11 E0 …`: the compound file of Word 97 to 2003, and the envelope of an encrypted DOCX. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Refuses what is no ZIP archive, saying what it is instead. */
function checkSignature(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new ResponsaError('bad-source', 'The file is empty.', 'Expected a document; remove the file or fill it.');
  const begins = (signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
  if (begins(compoundFile)) {
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    if (isEncrypted) throw new ResponsaError('bad-source', 'It is encrypted: it opens with a password only.', 'Remove the password in the word processor and save the file again.');
    throw new ResponsaError('bad-source', 'It is a file of Word 97 to 2003 (DOC), which is not read.', saveAsDocx);
  }
  if (begins([0x7b, 0x5c, 0x72, 0x74, 0x66])) throw new ResponsaError('bad-source', 'It is RTF, which is not read.', saveAsDocx);
  if (!begins([0x50, 0x4b])) throw new ResponsaError('bad-source', 'It is no Word file: it does not begin as a ZIP archive.', saveAsDocx);
}

/** `word/document.xml` and `../customXml/item1.xml` -> `customXml/item1.xml`; `/word/styles.xml` -> `word/styles.xml`. A name in the archive, never a path. */
function partName(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function readText(archive: ZipArchive, name: string, warn: Warn): Promise<string | null> {
  const bytes = await archive.read(name);
  if (bytes === null) return null;
  const { text, warnings } = decode(bytes, 'xml');
  for (const warning of warnings) warn(`${name}: ${warning}`);
  return text;
}

/**
 * More marks than these are no text: every element takes some 200 bytes of memory. Word writes one mark to about 20 bytes, so that a
 * part of 24 MiB, the text of 12,000 sections and more, stays below.
 */
const mostMarks = 1_300_000;

function checkMarks(name: string, text: string): void {
  let count = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) count += 1;
  // Below 8 bytes a mark there is hardly a letter: `<w:p/>` over and over.
  if (count > mostMarks || (count > mostMarks / 8 && text.length < count * 8)) throw new ResponsaError('bad-source', `Its part ${name} has ${count} XML marks and little text.`, 'No law or guidance needs that much: the file is made to do harm, or has to be split.');
}

async function readPart(archive: ZipArchive, name: string | undefined, warn: Warn): Promise<XmlElement | null> {
  const text = name === undefined ? null : await readText(archive, name, warn);
  if (name === undefined || text === null) return null;
  checkMarks(name, text);
  return parseXml(text);
}

async function relationshipsOf(archive: ZipArchive, part: string, warn: Warn): Promise<Map<string, Relationship>> {
  const at = part.lastIndexOf('/') + 1;
  const root = await readPart(archive, `${part.slice(0, at)}_rels/${part.slice(at)}.rels`, warn);
  return new Map((root === null ? [] : childElements(root)).map(({ attributes }) => {
    const isExternal = attributes.TargetMode === 'External';
    const target = attributes.Target ?? '';
    // Transitional and strict files have different namespaces and the same last words.
    return [attributes.Id ?? '', { kind: (attributes.Type ?? '').replace(/^.*\//, ''), target: isExternal ? target : partName(part, target), isExternal }];
  }));
}

/** Where the document part is; refuses archives that hold something else. */
async function documentPart(archive: ZipArchive, root: ReadonlyMap<string, Relationship>, warn: Warn): Promise<string> {
  const named = [...root.values()].find((relationship) => relationship.kind === 'officeDocument')?.target ?? 'word/document.xml';
  if (archive.names.some((name) => name.toLowerCase() === named.toLowerCase())) return named;
  const mimetype = archive.names.includes('mimetype') ? await readText(archive, 'mimetype', warn) : null;
  if (mimetype?.includes('opendocument') === true) throw new ResponsaError('bad-source', 'It is an OpenDocument file (ODT), which is not read.', saveAsDocx);
  throw new ResponsaError('bad-source', `It is no Word file: the archive has no ${named}.`, 'Open it in a word processor and save it as DOCX.');
}

const isBalanced = (text: string): boolean => text.split(/fldCharType\s*=\s*["']begin["']/).length === text.split(/fldCharType\s*=\s*["']end["']/).length;

/** All parts that are read. Throws ResponsaError('bad-source') with what the file is when it is no Word file, or with what is wrong with it. */
export async function readWordParts(bytes: Uint8Array, warn: Warn): Promise<WordParts> {
  checkSignature(bytes);
  const archive = await readZip(bytes);
  if (archive.oddNames.length > 0) warn(`${archive.oddNames.length} entr${archive.oddNames.length === 1 ? 'y' : 'ies'} of the archive with names no document has are left out, the first: "${archive.oddNames[0]!.slice(0, 80)}"`);
  const root = await relationshipsOf(archive, '', warn);
  const name = await documentPart(archive, root, warn);
  const text = (await readText(archive, name, warn))!;
  checkMarks(name, text);
  const document = parseXml(text);
  if (document.name !== 'document') throw new ResponsaError('bad-source', `It is no Word file: its main part is a "${document.name.slice(0, 40)}".`, 'Open it in a word processor and save it as DOCX.');
  const relationships = await relationshipsOf(archive, name, warn);
  const targetsOf = (kind: string): string[] => [...relationships.values()].filter((each) => each.kind === kind && !each.isExternal).map((each) => each.target);
  const part = async (kind: string): Promise<XmlElement | null> => readPart(archive, targetsOf(kind)[0], warn);
  const margins: XmlElement[] = [];
  for (const margin of new Set([...targetsOf('header'), ...targetsOf('footer')])) {
    const element = await readPart(archive, margin, warn);
    if (element !== null) margins.push(element);
  }
  const property = (kind: string): string | undefined => [...root.values()].find((relationship) => relationship.kind === kind)?.target;
  return {
    document, fieldsBalance: isBalanced(text), relationships, margins,
    styles: await part('styles'), numbering: await part('numbering'), footnotes: await part('footnotes'), endnotes: await part('endnotes'),
    comments: await part('comments'), settings: await part('settings'),
    coreProperties: await readPart(archive, property('core-properties'), warn),
    customProperties: await readPart(archive, property('custom-properties'), warn),
  };
}
