/** Files that want to do harm, by the harm they want to do. Each is made when it is needed: some are large. */
import { open, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

export interface HostileFile {
  readonly name: string;
  readonly make: (folder: string) => Promise<void>;
}

const file = (name: string, fileName: string, content: () => string | Uint8Array): HostileFile => ({ name, make: (folder) => writeFile(path.join(folder, fileName), content()) });

const akoma = (body: string, prologue = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${prologue}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification source="#x"><FRBRWork><FRBRthis value="/akn/xa/act/2020/h/!main"/><FRBRuri value="/akn/xa/act/2020/h"/></FRBRWork></identification></meta><body>${body}</body></act></akomaNtoso>`;
const html = (body: string): string => `<!DOCTYPE html><html lang="en"><head><title>Dogs</title></head><body><main><h1>Dogs</h1>${body}</main></body></html>`;
const section = '<section eId="sec_1"><num>1.</num><heading>Dogs</heading><content><p>Keep dogs.</p></content></section>';

const billionLaughs = `<!DOCTYPE akomaNtoso [<!ENTITY a0 "ha">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]>`;

/** A line of 200 MB, written piece by piece. */
function longLine(name: string, fileName: string, before: string, piece: string): HostileFile {
  return {
    name,
    make: async (folder) => {
      const handle = await open(path.join(folder, fileName), 'w');
      await handle.write(before);
      const block = Buffer.from(piece.repeat(Math.ceil(1_000_000 / piece.length)));
      for (let written = 0; written < 200_000_000; written += block.length) await handle.write(block);
      await handle.close();
    },
  };
}

/** One entry of a ZIP archive, as it stands in the file and in the directory at its end; `size` may lie. */
interface Entry {
  readonly name: string;
  readonly data: Buffer;
  readonly checksum: number;
  readonly size: number;
}

function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, checksum, size } of entries) {
    const label = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(checksum, 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(label.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(checksum, 16);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(label.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, label, data);
    directory.push(central, label);
    offset += local.length + label.length + data.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, index, end]);
}

const entry = (name: string, text: string | Buffer, size?: number): Entry => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return { name, data: deflateRawSync(bytes), checksum: crc32(bytes), size: size ?? bytes.length };
};
const contentTypes = entry('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>');
const relations = entry('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>');
const word = (body: string, prologue = ''): string => `<?xml version="1.0" encoding="UTF-8"?>${prologue}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const docx = (...entries: readonly Entry[]): Buffer => zip([contentTypes, relations, ...entries]);

/** 1 GB of zeros in 1 MB; `size` is what the archive says of it. */
const zeros = (size: number): Entry => entry('word/document.xml', Buffer.alloc(1_000_000_000), size);

function pdf(objects: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
const stream = (data: Buffer, filter = ''): string => `<< /Length ${data.length} ${filter}>>\nstream\n${data.toString('latin1')}\nendstream`;
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>';
const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const encryption = '/Encrypt << /Filter /Standard /V 1 /R 2 /O <0000000000000000000000000000000000000000000000000000000000000000> /U <1111111111111111111111111111111111111111111111111111111111111111> /P -4 >> /ID [<00><00>] ';

/** Lines on which a careless regular expression goes back and forth for ever; one megabyte each. */
const tricky: readonly (readonly [string, string])[] = [
  ['section signs', '§ '], ['open brackets', '(((('], ['sections without numbers', 'section '], ['Abs. Nr. without end', '§ 5 Abs. 1 Nr. 2 Buchst. a '], ['capital words', 'The Dog Control And '], ['French names', 'article 5 de la loi sur les '],
  ['Arabic names', 'المادة الخامسة من قانون '], ['Japanese numerals', '第一百二十'], ['stars and underscores', '**_'], ['links that never close', '[a]('], ['spaces', '      '], ['tables', '|a'], ['backticks', '`a ``b '], ['entities', '&amp;&#'], ['a letter', 'a'], ['dots', '. . '], ['quotes', '"\'“'],
];

export const hostileFiles: readonly HostileFile[] = [
  file('entity bomb', 'bomb.xml', () => akoma('<section><content><p>&a12;</p></content></section>', billionLaughs)),
  file('entity bomb, quadratic', 'quadratic.xml', () => akoma(`<section><content><p>${'&a;'.repeat(100_000)}</p></content></section>`, `<!DOCTYPE akomaNtoso [<!ENTITY a "${'a'.repeat(100_000)}">]>`)),
  file('external entity', 'external.xml', () => akoma('<section><content><p>&passwd;</p></content></section>', '<!DOCTYPE akomaNtoso [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>')),
  file('100,000-deep nesting, XML', 'deep.xml', () => akoma(`${'<section>'.repeat(100_000)}x${'</section>'.repeat(100_000)}`)),
  file('100,000-deep nesting, HTML', 'deep.html', () => html(`${'<div>'.repeat(100_000)}x`)),
  file('100,000-deep lists, HTML', 'lists.html', () => html('<ul><li>x'.repeat(100_000))),
  file('100,000-deep tables, HTML', 'tables.html', () => html('<table><tr><td>'.repeat(30_000))),
  file('100,000 unclosed formats, HTML', 'formats.html', () => html(`${'<b><i>'.repeat(50_000)}<p>x</p>`)),
  file('100,000-deep nesting, Markdown', 'deep.md', () => `# T\n\n${'> '.repeat(100_000)}x\n${'- '.repeat(100_000)}y\n`),
  file('deep YAML', 'yaml.md', () => `---\na: ${'['.repeat(100_000)}\n---\n\n# T\n\nText.\n`),
  file('YAML aliases', 'aliases.md', () => `---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]\n`).join('')}---\n\n# T\n\nText.\n`),
  file('deep JSON', 'deep.jsonl', () => `{"question": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "answer": "a"}\n`),
  file('100,000-deep nesting, DOCX', 'deep.docx', () => docx(entry('word/document.xml', word('<w:tbl><w:tr><w:tc>'.repeat(100_000))))),
  longLine('a line of 200 MB, plain text', 'line.txt', '', 'keep dogs. '),
  longLine('a line of 200 MB, Markdown', 'line.md', '# T\n\n', 'section 5 '),
  longLine('a line of 200 MB, HTML', 'line.html', '<main>', 'dogs '),
  longLine('a line of 200 MB, XML', 'line.xml', akoma('').slice(0, 200), 'dogs '),
  longLine('a line of 200 MB, CSV', 'line.csv', 'question,answer\nq,', 'dogs '),
  ...tricky.map(([what, piece]) => file(`1 MB of ${what}, text`, 'tricky.txt', () => `Dog Act\n\nSection 1. Dogs\n\n${piece.repeat(Math.ceil(1_000_000 / piece.length))}\n`)),
  ...tricky.map(([what, piece]) => file(`1 MB of ${what}, Markdown`, 'tricky.md', () => `# Dog Act\n\n## Section 1. Dogs\n\n${piece.repeat(Math.ceil(1_000_000 / piece.length))}\n`)),
  file('1 MB of open tags', 'open.html', () => html('<a <b '.repeat(170_000))),
  file('UTF-16 without a mark, little-endian', 'le.txt', () => Buffer.from('Section 1. Dogs\nKeep dogs.\n', 'utf16le')),
  file('UTF-16 without a mark, XML', 'le.xml', () => Buffer.from(akoma(section), 'utf16le')),
  file('windows-1252, undeclared', 'latin.txt', () => Buffer.from('Abschnitt 1. H\u00fcndinnen\nH\u00fcndinnen d\u00fcrfen.\n', 'latin1')),
  file('Shift_JIS, undeclared', 'sjis.txt', () => Buffer.from([0x91, 0xe6, 0x88, 0xea, 0x8f, 0xf0, 0x81, 0x40, 0x8c, 0xa2, 0x0a])),
  file('broken UTF-8', 'broken.txt', () => Buffer.from([0x53, 0xff, 0xc3, 0x28, 0x20, 0xe2, 0x82, 0x20, 0xf0, 0x9f, 0x0a])),
  file('UTF-8 that declares UTF-16', 'lies.xml', () => akoma(section).replace('UTF-8', 'UTF-16')),
  file('an encoding that does not exist', 'unknown.xml', () => akoma(section).replace('UTF-8', 'EBCDIC-XX')),
  file('scripts', 'scripts.html', () => html(`<script>for(;;);</script><img src=x onerror="for(;;)"><svg onload="for(;;)"/><p>Keep dogs.</p><script>${'<!--<script>'.repeat(50_000)}`)),
  file('zero bytes', 'zero.html', () => html('<p>Ke\0ep d\0ogs.</p>')),
  file('bidirectional control characters', 'bidi.txt', () => 'Section 1. Dogs\n\nThe fee is \u202e005\u202c crowns, \u2066never\u2069 more.\n'),
  file('ZIP bomb in a DOCX', 'bomb.docx', () => docx(zeros(1_000_000_000))),
  file('ZIP bomb that lies about its size', 'liar.docx', () => docx(zeros(1000))),
  file('100,000 entries in a DOCX', 'entries.docx', () => docx(entry('word/document.xml', word(paragraph('Keep dogs.'))), ...Array.from({ length: 65_000 }, (_, at) => entry(`word/media/${at}.png`, '')))),
  file('path tricks in a DOCX', 'paths.docx', () => docx(entry('../../../../tmp/responsa-was-here', 'x'), entry('/etc/responsa-was-here', 'x'), entry('word/document.xml', word(paragraph('Keep dogs.'))))),
  file('entity bomb in a DOCX', 'laughs.docx', () => docx(entry('word/document.xml', word(paragraph('&a12;'), billionLaughs.replace('akomaNtoso', 'w:document'))))),
  file('a DOCX that is no ZIP', 'plain.docx', () => 'Keep dogs.'),
  file('a truncated DOCX', 'cut.docx', () => docx(entry('word/document.xml', word(paragraph('Keep dogs.')))).subarray(0, 400)),
  file('an encrypted PDF', 'locked.pdf', () => pdf([catalog, pages, page, stream(Buffer.from('BT /F1 12 Tf 72 700 Td (Keep dogs.) Tj ET')), font], encryption)),
  file('a PDF with a million objects', 'million.pdf', () => pdf([catalog, pages, page, stream(Buffer.from('BT /F1 12 Tf 72 700 Td (Keep dogs.) Tj ET')), font, ...Array.from({ length: 1_000_000 }, () => '0')])),
  file('a PDF whose stream inflates to 1 GB', 'bomb.pdf', () => pdf([catalog, pages, page, stream(deflateSync(Buffer.alloc(1_000_000_000, ' '), { level: 9 }), '/Filter /FlateDecode '), font])),
  file('a PDF whose pages go in a circle', 'circle.pdf', () => pdf([catalog, '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>', page, stream(Buffer.from('')), font])),
  file('a PDF page with a million words', 'words.pdf', () => pdf([catalog, pages, page, stream(Buffer.from(`BT /F1 12 Tf 72 700 Td ${'(dog ) Tj '.repeat(1_000_000)} ET`)), font])),
  file('a truncated PDF', 'cut.pdf', () => pdf([catalog, pages, page, stream(Buffer.from('BT /F1 12 Tf 72 700 Td (Keep dogs.) Tj ET')), font]).subarray(0, 200)),
  file('a PDF of no text', 'scan.pdf', () => pdf([catalog, pages, page, stream(Buffer.from('')), font])),
  file('a picture named PDF', 'picture.pdf', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])),
  { name: 'look-alike file names', make: async (folder) => { for (const name of ['dog.md', 'd\u043eg.md', 'do\u0261.md']) await writeFile(path.join(folder, name), '# Dogs\n\nKeep dogs.\n'); } },
  { name: 'control characters in a file name', make: (folder) => writeFile(path.join(folder, 'dog\u202etxt.\u001b[2Jmd'), '# Dogs\n\nKeep dogs.\n') },
  { name: 'links out of the corpus', make: async (folder) => { await symlink('/etc/passwd', path.join(folder, 'passwd.txt')); await symlink('/', path.join(folder, 'all')); } },
];
