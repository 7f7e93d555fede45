/** Builds Word files for tests: a ZIP archive of parts, each given as XML, in the shape in which Word itself writes them. */
import { deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Packed by deflate instead of stored. */
  readonly deflated?: boolean;
  /** What the archive claims, where that is not true. */
  readonly claimedSize?: number;
  readonly flags?: number;
}

const crcTable = Array.from({ length: 256 }, (_, byte) => Array.from({ length: 8 }).reduce<number>((value) => (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0), byte));

function crc32(bytes: Uint8Array): number {
  let value = ~0;
  for (let at = 0; at < bytes.length; at++) value = crcTable[(value ^ bytes[at]!) & 0xff]! ^ (value >>> 8);
  return ~value >>> 0;
}

/** Local headers with data, the central directory, its end record (APPNOTE.TXT 4.3). */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflated = false, claimedSize, flags = 0 } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflated ? deflateRawSync(bytes) : bytes;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(deflated ? 8 : 0, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimedSize ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(Math.min(0xffff, entries.length), 8);
  end.writeUInt16LE(Math.min(0xffff, entries.length), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const namespaces = ['w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"', 'r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"', 'mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"', 'wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"', 'a="http://schemas.openxmlformats.org/drawingml/2006/main"', 'v="urn:schemas-microsoft-com:vml"',
  'm="http://schemas.openxmlformats.org/officeDocument/2006/math"', 'w14="http://schemas.microsoft.com/office/word/2010/wordml"'].map((each) => `xmlns:${each}`).join(' ');
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WordFile {
  /** Content of `w:body`. */
  readonly body: string;
  /** Contents of the other parts' root elements. */
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly comments?: string;
  readonly settings?: string;
  readonly header?: string;
  /** `<dc:title>…`. */
  readonly core?: string;
  /** Custom properties by name. */
  readonly custom?: Readonly<Record<string, string>>;
  /** Addresses outside, by relationship identifier. */
  readonly links?: Readonly<Record<string, string>>;
  readonly more?: readonly ZipEntry[];
}

const parts = ['styles', 'numbering', 'footnotes', 'endnotes', 'comments', 'settings', 'header'] as const;
const rootNames: Readonly<Record<string, string>> = { header: 'hdr' };

/** The entries of the file; `document` in place of the whole main part. */
export function wordEntries(file: WordFile, document?: string | Uint8Array): ZipEntry[] {
  const present = parts.filter((part) => file[part] !== undefined);
  const relationships = [
    ...present.map((part) => `<Relationship Id="part_${part}" Type="${office}/${part}" Target="${part}.xml"/>`),
    ...Object.entries(file.links ?? {}).map(([id, address]) => `<Relationship Id="${id}" Type="${office}/hyperlink" Target="${address}" TargetMode="External"/>`),
  ];
  const roots = [`<Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/>`];
  if (file.core !== undefined) roots.push('<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>');
  if (file.custom !== undefined) roots.push(`<Relationship Id="r3" Type="${office}/custom-properties" Target="docProps/custom.xml"/>`);
  const types = ['<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>', '<Default Extension="xml" ContentType="application/xml"/>',
    ...['document', ...present].map((part) => `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${part === 'document' ? 'document.main' : part}+xml"/>`)];
  const relationshipPart = (inside: readonly string[]): string => `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside.join('')}</Relationships>`;
  return [
    { name: '[Content_Types].xml', content: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join('')}</Types>` },
    { name: '_rels/.rels', content: relationshipPart(roots) },
    { name: 'word/document.xml', content: document ?? `${declaration}<w:document ${namespaces}><w:body>${file.body}</w:body></w:document>`, deflated: true },
    { name: 'word/_rels/document.xml.rels', content: relationshipPart(relationships) },
    ...present.map((part) => ({ name: `word/${part}.xml`, content: `${declaration}<w:${rootNames[part] ?? part} ${namespaces}>${file[part]!}</w:${rootNames[part] ?? part}>`, deflated: true })),
    ...(file.core === undefined ? [] : [{ name: 'docProps/core.xml', content: `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${file.core}</cp:coreProperties>` }]),
    ...(file.custom === undefined ? [] : [{ name: 'docProps/custom.xml', content: `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${Object.entries(file.custom).map(([name, value], at) => `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${at + 2}" name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`).join('')}</Properties>` }]),
    ...(file.more ?? []),
  ];
}

export function wordFile(file: WordFile): Uint8Array {
  return zipOf(wordEntries(file));
}

/** Run of text. `properties`: content of `w:rPr`. */
export function run(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** Paragraph. `properties`: content of `w:pPr`; `inside`: text, or runs. */
export function paragraph(inside: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inside === '' || inside.startsWith('<') ? inside : run(inside)}</w:p>`;
}

/** Paragraph in that style. */
export function styled(style: string, inside: string): string {
  return paragraph(inside, `<w:pStyle w:val="${style}"/>`);
}

/** Paragraph in that list. */
export function listed(numId: number, level: number, inside: string): string {
  return paragraph(inside, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
}

/** Paragraph style; `inside`: what stands behind its name. */
export function style(id: string, name: string, inside = ''): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;
}

export const basicStyles = [
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
  style('Title', 'Title', '<w:basedOn w:val="Normal"/>'),
  ...[1, 2, 3].map((level) => style(`Heading${level}`, `heading ${level}`, `<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr>`)),
].join('');

/** One level of a list. `more`: `w:isLgl`, `w:suff`, `w:lvlRestart`, `w:pStyle` … */
export function level(at: number, format: string, text: string, more = '', start = 1): string {
  return `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/></w:lvl>`;
}

export function abstractList(id: number, ...inside: readonly string[]): string {
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${inside.join('')}</w:abstractNum>`;
}

export function list(numId: number, abstractId: number, overrides = ''): string {
  return `<w:num w:numId="${numId}"><w:abstractNumId w:val="${abstractId}"/>${overrides}</w:num>`;
}
