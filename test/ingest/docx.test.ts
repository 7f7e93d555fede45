import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LegalDocument } from '../../src/document.js';
import { walk } from '../../src/document.js';
import { docxParser } from '../../src/ingest/formats/docx/docx.js';
import type { SourceFile } from '../../src/ingest/parser.js';
import { expectSoundTree, fixture, sourceFile } from '../conformance/parser.js';
import { formatFile, commonFormats, furtherFormats, listCases } from './docx-lists.js';
import { abstractList, basicStyles, level, list, listed, paragraph, run, style, styled, wordFile, type WordFile } from './word-file.js';

async function parse(bytes: Uint8Array, fields: Partial<SourceFile> = {}): Promise<LegalDocument> {
  const [document] = await docxParser.parse(sourceFile('law.docx', bytes, fields));
  expectSoundTree(document!);
  return document!;
}
const read = (file: WordFile, side: Record<string, unknown> | null = null): Promise<LegalDocument> => parse(wordFile({ styles: basicStyles, ...file }), { sideMetadata: side });
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/ingest/docx/${name}`, import.meta.url));
const linesOf = (document: LegalDocument): string[] => document.text.split('\n');
const outlineOf = (document: LegalDocument): string[] => [...walk(document.provisions)].map(({ provision, ancestors }) => `${'  '.repeat(ancestors.length)}${provision.eId}`);
const targetsOf = (document: LegalDocument): (readonly [string, string | null])[] => [...walk(document.provisions)].flatMap(({ provision }) => provision.references.map((reference) => [reference.text, reference.target?.eId ?? null] as const));
const guidance = { type: 'guidance' };

describe('DOCX of a word processor (LibreOffice 7.4, from the .fodt beside each; .printed.txt is its own text export)', () => {
  it('prints the numbers of lists as the word processor does', async () => {
    const printed = fixture('docx/numbers.printed.txt').split('\n').map((line) => line.trim().replace(/^▪ /, '')).filter((line) => line !== '');
    const document = await parse(bytesOf('numbers.docx'));
    expect([document.title, ...linesOf(document)]).toEqual(printed);
    expect(document.warnings).toEqual([]);
  });
  it('nests numbered items by their lists', async () => {
    expect(outlineOf(await parse(bytesOf('numbers.docx'))).slice(0, 9)).toEqual(['preamble', '  preamble__point_1', '    preamble__point_1__point_1-1', '      preamble__point_1__point_1-1__point_1-1-1', '      preamble__point_1__point_1-1__point_1-1-2',
      '        preamble__point_1__point_1-1__point_1-1-2__point_a', '        preamble__point_1__point_1-1__point_1-1-2__point_b', '    preamble__point_1__point_1-2', '  preamble__point_2']);
  });
  it('reads notes, tables, text boxes, links and hidden text', async () => {
    const document = await parse(bytesOf('harbour.docx'));
    expect(document).toMatchObject({ title: 'Harbour Guide', language: 'en-GB', warnings: ['1 piece of hidden text is left out'] });
    expect(linesOf(document)).toEqual(['1 Adopted by the harbour council.', 'Mooring', 'Boats moor at the quay by day', 'and night.', 'Cooperation is a non-stop duty.', 'Visible text.', 'See the fees and Fees.', 'Beside the box.', 'Boxed remark.',
      '2 Built in 1904.', 'Mended in 1951.', 'i See the map.', 'Fees', 'Boat\tSummer\tWinter', '\tper day', 'Skiff small\t2 crowns\tpuppy free', 'رسوم الميناء (أ) عشرة.', '3 Without oars.']);
    expect(outlineOf(document)).toEqual(['note_1', 'h_1', '  h_1__note_2', '  h_1__note_i', 'h_2', '  h_2__note_3']);
    expect(targetsOf(document)).toEqual([['the fees', 'h_2'], ['Fees', 'h_2']]);
  });
  it('reads tracked changes as accepted and says so', async () => {
    const document = await parse(bytesOf('tracked.docx'));
    expect(linesOf(document)).toEqual(['Opening', 'The garden opens at eight o’clock.', 'Cats may enter.']);
    expect(document.warnings).toEqual(['its tracked changes are read as if accepted: 1 insertion kept, 3 deletions left out; accept or reject them in the word processor to settle the text', '1 comment in the margin is left out']);
  });
});

describe('numbers of lists in DOCX', () => {
  it.each(listCases.map((each) => [each.name, each] as const))('%s', async (_, { file, printed }) => {
    expect(linesOf(await read(file, guidance))).toEqual(printed);
  });
  it('knows the formats of numbers', async () => {
    const document = await read(formatFile, guidance);
    expect(linesOf(document)).toEqual([...commonFormats, ...furtherFormats].map(([, , number]) => `${number} x`));
    expect(document.warnings).toEqual([]);
  });
  it('writes a format it does not know in Arabic digits and says so', async () => {
    const document = await read({ numbering: abstractList(1, level(0, 'bahtText', '%1.')) + list(1, 1), body: listed(1, 0, 'x') + listed(1, 0, 'y') }, guidance);
    expect(linesOf(document)).toEqual(['1. x', '2. y']);
    expect(document.warnings).toEqual(['list numbers in the format "bahtText" are written in Arabic digits']);
  });
  it('puts bullets and line breaks below a number into its item, and goes on behind a tail', async () => {
    const numbering = abstractList(1, level(0, 'lowerLetter', '(%1)'), level(1, 'bullet', '•')) + list(1, 1);
    const body = [paragraph('Whoever keeps'), listed(1, 0, '<w:r><w:t>a dog</w:t><w:br/><w:t>of any size</w:t></w:r>'), listed(1, 1, 'small'), listed(1, 1, 'large'), listed(1, 0, 'a cat'), paragraph('pays,'), listed(1, 0, 'unless it is blind.')].join('');
    const document = await read({ numbering, body });
    expect(linesOf(document)).toEqual(['Whoever keeps', '(a) a dog', 'of any size', 'small', 'large', '(b) a cat', 'pays,', '(c) unless it is blind.']);
    expect(document.provisions[0]!.provisions.map((item) => document.text.slice(item.body.start, item.body.end).split('\n'))).toEqual([['a dog', 'of any size', 'small', 'large'], ['a cat'], ['unless it is blind.']]);
  });
});

describe('headings in DOCX', () => {
  it('knows headings by outline level, by the names of styles in many languages, and by the styles these rest on', async () => {
    const named = ['Überschrift 2', 'Titre 2', 'Titolo 2', 'Título 2', 'Kop 2', 'Nagłówek 2', 'Заголовок 2', '見出し 2', '标题 2', '제목 2', 'عنوان 2', 'berschrift2'];
    const styles = basicStyles + named.map((name, at) => style(`s${at}`, name)).join('') + style('Kapitel', 'Kapitel', '<w:basedOn w:val="Heading2"/>') + style('Text', 'Text', '<w:basedOn w:val="Heading2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>');
    const body = [paragraph('Before.'), styled('Heading1', 'Top'), ...named.map((_, at) => styled(`s${at}`, `below ${at}`)), styled('Kapitel', 'resting'), paragraph('direct', '<w:outlineLvl w:val="1"/>'), styled('Text', 'no heading'), paragraph('nor this', '<w:pStyle w:val="Heading2"/><w:outlineLvl w:val="9"/>')].join('');
    const document = await read({ styles, body });
    const top = document.provisions[1]!;
    expect(top.provisions.map((each) => each.heading)).toEqual([...named.map((_, at) => `below ${at}`), 'resting', 'direct']);
    expect(linesOf(document).slice(-2)).toEqual(['no heading', 'nor this']);
  });
  it('makes sections of headings that their list numbers, whatever the number is called', async () => {
    const numbering = abstractList(1, level(0, 'upperRoman', 'Part %1', '<w:pStyle w:val="Heading1"/>'), level(1, 'decimal', '§ %2', '<w:pStyle w:val="Heading2"/><w:lvlRestart w:val="0"/>'), level(2, 'decimal', '(%3)'), level(3, 'lowerLetter', '%4)')) + list(1, 1);
    const inList = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="LEVEL"/></w:pPr>';
    const styles = basicStyles.replace(/<w:pPr><w:outlineLvl w:val="([01])"\/><\/w:pPr>/g, (_, at: string) => inList.replace('LEVEL', at));
    const body = [styled('Title', 'Hundegesetz'), styled('Heading1', 'Allgemeines'), styled('Heading2', 'Zweck'), listed(1, 2, 'Erster Absatz.'), listed(1, 3, 'eins'), listed(1, 3, 'zwei'), listed(1, 2, 'Zweiter Absatz.'), styled('Heading1', 'Schluss'), styled('Heading2', 'Abgabe'), paragraph('Ende.')].join('');
    const document = await read({ styles, numbering, body });
    expect(document.title).toBe('Hundegesetz');
    expect(outlineOf(document)).toEqual(['part_1', '  sec_1', '    sec_1__subsec_1', '      sec_1__subsec_1__para_a', '      sec_1__subsec_1__para_b', '    sec_1__subsec_2', 'part_2', '  sec_2']);
    expect(linesOf(document).slice(0, 3)).toEqual(['Part I Allgemeines', '§ 1 Zweck', '(1) Erster Absatz.']);
  });
  it('makes sections of paragraphs in no heading style: numbered as units by a list, or typed out', async () => {
    const numbering = abstractList(1, level(0, 'decimal', 'Article %1.')) + list(1, 1);
    const counted = await read({ numbering, body: listed(1, 0, 'Freedom') + paragraph('All are free.') + listed(1, 0, 'Everyone may keep bees.') }, { language: 'en' });
    expect(outlineOf(counted)).toEqual(['art_1', 'art_2']);
    expect(counted.provisions.map((article) => [article.number, article.heading])).toEqual([['Article 1', 'Freedom'], ['Article 2', null]]);
    const typed = await read({ body: [paragraph('Part I — General'), paragraph('Section 1. Keepers'), paragraph('(1) One.'), paragraph('(2) Two.'), paragraph('Section 2. Hives ......... 7'), paragraph('Schedule 1 — Fees'), paragraph('Much.')].join('') }, { language: 'en', title: 'T' });
    expect(outlineOf(typed)).toEqual(['part_1', '  sec_1', '    sec_1__subsec_1', '    sec_1__subsec_2', 'schedule_1']);
  });
  it('keeps text that begins like a section where styles mark the sections, and sentences set in a heading style', async () => {
    const clause = 'The keeper registers each hive with the office of the municipality in which it stands, within one month of setting it up.';
    const document = await read({ body: styled('Heading1', 'Section 1. Duties') + paragraph('Section 9. of the old law is spent.') + styled('Heading2', clause) }, { language: 'en', title: 'T' });
    expect(outlineOf(document)).toEqual(['sec_1']);
    expect(linesOf(document)).toEqual(['Section 1. Duties', 'Section 9. of the old law is spent.', clause]);
  });
  it('keeps the number of a heading that names no unit apart', async () => {
    const numbering = abstractList(1, level(0, 'upperLetter', '%1.')) + list(1, 1);
    const document = await read({ numbering, body: paragraph('Who', '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') + paragraph('You.') }, { title: 'T' });
    expect(document.provisions[0]).toMatchObject({ eId: 'h_1', number: 'A.', heading: 'Who' });
    expect(document.text).toBe('A. Who\nYou.');
  });
});

describe('title, language and other facts of DOCX', () => {
  const body = styled('Title', 'Dog') + styled('Title', 'Act 2019') + styled('Heading1', 'Section 1. Dogs') + paragraph('Bark.');
  it('joins the lines of the title, prefers them to the properties’ and says when those differ', async () => {
    expect(await read({ body, core: '<dc:title>Template of acts</dc:title>' })).toMatchObject({ title: 'Dog Act 2019', aliases: [], text: 'Section 1. Dogs\nBark.', warnings: ['its properties call it "Template of acts"; the title printed in the text is used'] });
    expect((await read({ body, core: '<dc:title>DOG ACT 2019</dc:title>' })).warnings).toEqual([]);
  });
  it('takes the title of the properties, the only top heading, or a centred first line where no title is printed', async () => {
    expect(await read({ body: paragraph('Bark.'), core: '<dc:title>Dog Act</dc:title>' })).toMatchObject({ title: 'Dog Act', text: 'Bark.' });
    expect(await read({ body: styled('Heading1', 'Dog Act') + styled('Heading2', 'Section 1. A') })).toMatchObject({ title: 'Dog Act', text: 'Section 1. A' });
    expect(await read({ body: paragraph('Dog Act', '<w:jc w:val="center"/>') + paragraph('Bark.') })).toMatchObject({ title: 'Dog Act', text: 'Bark.' });
    expect(await read({ body: styled('Title', 'Nothing else') })).toMatchObject({ title: 'Nothing else', text: 'Nothing else' });
  });
  it('reads our keys from the custom properties, under those of the side file', async () => {
    const custom = { work: 'xa/act/2019/dogs', aliases: 'DA; Dogs', type: 'act', jurisdiction: 'xa', in_force_from: '2020-01-01T00:00:00Z', Status: 'Draft', language: 'en' };
    expect(await read({ body, custom }, { in_force_from: '2021-01-01' })).toMatchObject({ work: 'xa/act/2019/dogs', aliases: ['DA', 'Dogs'], type: 'act', jurisdiction: 'xa', language: 'en', inForce: { from: '2021-01-01', to: null }, warnings: [] });
  });
  it('takes the language most of the text is marked with, behind what the file’s name and the collection say', async () => {
    const styles = `<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>${basicStyles}`;
    const file = { styles, body: paragraph(run('No. 5') + run('Hunde sind anzumelden.', '<w:lang w:val="de-CH"/>')), core: '<dc:language>fr</dc:language>' };
    expect((await read(file)).language).toBe('de-CH');
    expect((await read({ ...file, body: paragraph('قانون الكلاب') })).language).toBe('ar-SA');
    expect((await read({ body: paragraph('Chiens.'), core: '<dc:language>fr</dc:language>' })).language).toBe('fr');
    expect((await parse(wordFile(file), { path: 'law.et.docx' })).language).toBe('et');
    expect((await parse(wordFile(file), { collection: { id: 'c', language: 'it' } })).language).toBe('it');
  });
  it('mentions running heads, comments, pictures and embedded documents, which it leaves out', async () => {
    const document = await read({ header: paragraph('Gazette of Alvonia') + paragraph('12'), comments: `<w:comment w:id="1">${paragraph('Why?')}</w:comment>`, body: paragraph('<w:r><w:drawing><a:blip/></w:drawing><w:t>Text.</w:t></w:r>') + '<w:altChunk r:id="x"/>' });
    expect(document.text).toBe('Text.');
    expect(document.warnings).toEqual(['its running heads and feet are left out: "Gazette of Alvonia12"', '1 comment in the margin is left out', '1 picture or diagram is left out', '1 embedded document is not read; paste its text into the file']);
  });
});
