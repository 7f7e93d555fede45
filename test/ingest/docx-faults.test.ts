import { describe, expect, it } from 'vitest';
import type { LegalDocument } from '../../src/document.js';
import { ResponsaError } from '../../src/errors.js';
import { docxParser } from '../../src/ingest/formats/docx/docx.js';
import { readZip } from '../../src/ingest/formats/docx/zip.js';
import { sourceFile } from '../conformance/parser.js';
import { basicStyles, paragraph, wordEntries, wordFile, zipOf, type ZipEntry } from './word-file.js';

async function read(bytes: Uint8Array, path = 'law.docx'): Promise<LegalDocument> {
  return (await docxParser.parse(sourceFile(path, bytes)))[0]!;
}
const good = { styles: basicStyles, body: paragraph('Text.') };
const withDocument = (document: string | Uint8Array): Uint8Array => zipOf(wordEntries(good, document));
const replaced = (entry: ZipEntry): Uint8Array => zipOf([...wordEntries(good).filter(({ name }) => name !== entry.name), entry]);
const word = (inside: string): string => `<w:document xmlns:w="w"><w:body>${inside}</w:body></w:document>`;
const compound = (inside: string): Uint8Array => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from(inside, 'utf16le'), Buffer.alloc(600)]);
const mebibyte = 1024 * 1024;

/** Files that are refused, and what is said of them. */
const refused: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  ['no ZIP archive', () => Buffer.from('Hello'), /^It is no Word file: it does not begin as a ZIP archive\.$/],
  ['a file of Word 97', () => compound('WordDocument'), /Word 97 to 2003 \(DOC\)/],
  ['an encrypted DOCX', () => compound('EncryptedPackage'), /opens with a password only/],
  ['RTF', () => Buffer.from('{\\rtf1 Hello}'), /RTF/],
  ['an OpenDocument file', () => zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' }, { name: 'content.xml', content: '<x/>' }]), /OpenDocument/],
  ['a spreadsheet', () => zipOf([{ name: '_rels/.rels', content: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>' }, { name: 'xl/workbook.xml', content: '<workbook/>' }]), /its main part is a "workbook"/],
  ['an archive without document.xml', () => zipOf([{ name: 'a.txt', content: 'a' }]), /the archive has no word\/document\.xml/],
  ['a truncated archive', () => wordFile(good).subarray(0, 900), /It is no whole ZIP archive/],
  ['a document part that is cut off', () => withDocument('<w:document xmlns:w="w"><w:body><w:p>'), /not well-formed XML/],
  ['an encrypted part', () => replaced({ name: 'word/document.xml', content: word(''), deflated: true, flags: 1 }), /word\/document\.xml is encrypted/],
  ['the document part twice', () => zipOf([...wordEntries(good), { name: 'Word/Document.xml', content: word('') }]), /is there 2 times/],
  ['a part larger than may be', () => replaced({ name: 'word/document.xml', content: '', deflated: true, claimedSize: 1024 * mebibyte }), /unpacks to 1073741824 bytes, more than 25165824/],
  ['zeros packed a thousandfold', () => replaced({ name: 'word/document.xml', content: Buffer.alloc(4 * mebibyte), deflated: true }), /unpacks to 10\d\d times its size, more than 200 times/],
  ['a part larger than it says', () => replaced({ name: 'word/document.xml', content: Buffer.alloc(8 * mebibyte), deflated: true, claimedSize: 1000 }), /cannot be unpacked: too many bytes/],
  ['a part smaller than it says', () => replaced({ name: 'word/document.xml', content: word(paragraph('x')), deflated: true, claimedSize: 5000 }), /cannot be unpacked: not enough bytes/],
  ['too many entries', () => zipOf([...wordEntries(good), ...Array.from({ length: 20_000 }, (_, at) => ({ name: `x/${at}`, content: '' }))]), /an archive of 20\d\d\d entries, more than 10000/],
  ['elements without text', () => withDocument(word(Array.from({ length: 20_000 }, (_, at) => `<!--${at * 7919}-->${'<w:p/>'.repeat(30)}`).join(''))), /XML marks and little text/],
  ['an entity bomb', () => withDocument(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${word(paragraph('&b;'))}`), /undefined entity/],
  ['an external entity', () => withDocument(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>${word(paragraph('&a;'))}`), /undefined entity/],
  ['100,000 elements in one another', () => withDocument('<w:sdt>'.repeat(100_000)), /nested deeper than/],
  ['no text at all', () => withDocument(word('<w:p/>')), /The file holds no text/],
];

describe('faults of DOCX', () => {
  it.each(refused)('refuses %s, saying so and what to do', async (_, make, reason) => {
    const bytes = make();
    const before = process.cpuUsage();
    const error: unknown = await read(bytes).then(() => null, (thrown: unknown) => thrown);
    const { user, system } = process.cpuUsage(before);
    expect(error).toBeInstanceOf(ResponsaError);
    expect((error as ResponsaError).message).toMatch(reason);
    expect((error as ResponsaError).advice).not.toBe('');
    // Microseconds of processor time: the wall clock also counts what else the machine does.
    expect(user + system).toBeLessThan(2_000_000);
  });
  it('refuses a part whose bytes were changed', async () => {
    const bytes = Buffer.from(zipOf(wordEntries(good).map((entry) => ({ ...entry, deflated: false }))));
    bytes[bytes.indexOf('Text.')] = 0x54 ^ 1;
    await expect(read(bytes)).rejects.toThrow('Its part word/document.xml is damaged: its checksum is wrong.');
  });
  it('accepts DOCX and DOCM, and refuses the older formats with the advice to save them as DOCX', async () => {
    const accepts = (path: string): boolean => docxParser.accepts(sourceFile(path, 'x'));
    expect(['a.docx', 'A.DOCX', 'a.docm', 'a.doc', 'a.odt', 'a.rtf'].map(accepts)).toEqual([true, true, true, true, true, true]);
    expect(['a.pdf', 'a.docx.html', 'docx', 'a.xlsx'].map(accepts)).toEqual([false, false, false, false]);
    expect((await read(zipOf([...wordEntries(good), { name: 'word/vbaProject.bin', content: 'macros' }]), 'law.docm')).text).toBe('Text.');
    await expect(read(Buffer.from('{\\rtf1}'), 'law.rtf')).rejects.toMatchObject({ advice: expect.stringContaining('save it as DOCX') as string });
  });
  it('reads a DOCX that is called DOC', async () => {
    expect((await read(wordFile(good), 'law.doc')).text).toBe('Text.');
  });
  it('leaves archives inside the archive packed, and never uses the names of entries as paths', async () => {
    const document = await read(zipOf([...wordEntries(good), { name: 'word/media/bomb.zip', content: Buffer.alloc(4 * mebibyte), deflated: true }, { name: '../../etc/cron.d/x', content: 'x' }, { name: '/etc/passwd', content: 'x' }]));
    expect(document.text).toBe('Text.');
    expect(document.warnings).toEqual(['2 entries of the archive with names no document has are left out, the first: "../../etc/cron.d/x"']);
  });
  it('reads relationships that climb as names in the archive', async () => {
    const relationships = '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="../../../word/./document.xml"/></Relationships>';
    expect((await read(replaced({ name: '_rels/.rels', content: relationships }))).text).toBe('Text.');
  });
  it('reads a document part in UTF-16, strict namespaces, and one under another name', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${word(paragraph('Für alle'))}`, 'utf16le')]);
    expect((await read(withDocument(utf16))).text).toBe('Für alle');
    const root = '<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>';
    expect((await read(zipOf([{ name: '_rels/.rels', content: root }, { name: 'word\\document2.xml', content: '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>Strict.</d:t></d:r></d:p></d:body></d:document>' }]))).text).toBe('Strict.');
  });
  it('survives styles and lists that rest on each other in a circle', async () => {
    const styles = '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const numbering = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>';
    expect((await read(wordFile({ styles, numbering, body: paragraph('x', '<w:pStyle w:val="a"/>') }))).text).toBe('x');
  });
  it('holds all parts of a file together under one limit', async () => {
    const archive = await readZip(zipOf([{ name: 'a', content: 'x'.repeat(600) }, { name: 'b', content: 'y'.repeat(600) }]), { entries: 5, entryBytes: 1000, totalBytes: 1000, ratio: 10 });
    expect((await archive.read('A'))?.length).toBe(600);
    expect(await archive.read('c')).toBeNull();
    await expect(archive.read('b')).rejects.toThrow('Its parts unpack to more than 1000 bytes.');
  });
});
