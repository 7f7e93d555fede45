import { describe, expect, it } from 'vitest';
import type { LegalDocument } from '../../src/document.js';
import { walk } from '../../src/document.js';
import { docxParser } from '../../src/ingest/formats/docx/docx.js';
import { expectSoundTree, sourceFile } from '../conformance/parser.js';
import { abstractList, basicStyles, level, list, listed, paragraph, run, style, styled, wordFile, type WordFile } from './word-file.js';

async function read(file: WordFile, type = 'guidance'): Promise<LegalDocument> {
  const [document] = await docxParser.parse(sourceFile('law.docx', wordFile({ styles: basicStyles, ...file }), { sideMetadata: { type, title: 'T', language: 'en' } }));
  expectSoundTree(document!);
  return document!;
}
const linesOf = async (body: string, file: Partial<WordFile> = {}): Promise<string[]> => (await read({ body, ...file })).text.split('\n');
const fieldStep = (step: string): string => `<w:r><w:fldChar w:fldCharType="${step}"/></w:r>`;
const field = (code: string, result: string): string => `${fieldStep('begin')}<w:r><w:instrText xml:space="preserve">${code}</w:instrText></w:r>${fieldStep('separate')}${result}${fieldStep('end')}`;
const bookmark = (name: string): string => `<w:bookmarkStart w:id="1" w:name="${name}"/><w:bookmarkEnd w:id="1"/>`;
const cell = (inside: string, properties = ''): string => `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${inside}</w:tc>`;
const row = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: readonly string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;
const by = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"';
const deletedMark = `<w:rPr><w:del ${by}/></w:rPr>`;

describe('text of DOCX', () => {
  it('reads breaks, tabs, hyphens, raised digits, symbols, ruby and formulas', async () => {
    expect(await linesOf([
      paragraph('<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:cr/><w:t>four</w:t></w:r>'),
      paragraph('<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>ed</w:t></w:r>'),
      paragraph(run('2 m') + run('3', '<w:vertAlign w:val="superscript"/>') + run(' and the 1') + run('st', '<w:vertAlign w:val="superscript"/>')),
      paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5 </w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(' \uF061', '<w:rFonts w:ascii="Symbol"/>')),
      paragraph('<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>ほうりつ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>法律</w:t></w:r></w:rubyBase></w:ruby></w:r>'),
      paragraph('<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:fPr/><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:den></m:f></m:oMath>'),
    ].join(''))).toEqual(['one two', 'three', 'four', 'coop-ed', '2 m³ and the 1st', '≥ 5 ☑ α', '法律', 'x=(a+b)/c²']);
  });
  it('leaves out hidden text, whether a run, its style or the paragraph’s style hides it', async () => {
    const styles = `${basicStyles}<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>${style('Draft', 'Draft', '<w:rPr><w:vanish/></w:rPr>')}`;
    const document = await read({ styles, body: paragraph(run('seen ') + run('one ', '<w:vanish/>') + run('two ', '<w:rStyle w:val="Secret"/>') + run('shown', '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')) + styled('Draft', 'three') });
    expect(document.text).toBe('seen shown');
    expect(document.warnings).toEqual(['3 pieces of hidden text are left out']);
  });
  it('marks a sign that no font table knows', async () => {
    const document = await read({ body: paragraph('<w:r><w:t>a</w:t><w:sym w:font="Webdings" w:char="F021"/></w:r>') });
    expect(document.text).toBe('a\uFFFD');
    expect(document.warnings).toEqual(['1 sign of a symbol font is no known character and read as U+FFFD']);
  });
  it('reads content controls, smart tags and directions through, and text boxes once, behind their paragraph', async () => {
    const box = (inside: string): string => `<w:txbxContent>${inside}</w:txbxContent>`;
    expect(await linesOf([
      `<w:sdt><w:sdtPr/><w:sdtContent>${paragraph(`<w:smartTag>${run('in')}</w:smartTag><w:sdt><w:sdtContent>${run(' a')}</w:sdtContent></w:sdt><w:dir w:val="rtl">${run(' control')}</w:dir>`)}</w:sdtContent></w:sdt>`,
      paragraph(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box(paragraph('boxed'))}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box(paragraph('boxed'))}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${run('anchor')}`),
      paragraph('<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="x" w16se:char="1F41D"/></mc:Choice><mc:Fallback><w:t>🐝</w:t></mc:Fallback></mc:AlternateContent></w:r>'),
    ].join(''))).toEqual(['in a control', 'anchor', 'boxed', '🐝']);
  });
});

describe('tracked changes of DOCX', () => {
  it('joins paragraphs whose mark is deleted, follows moves, drops deleted rows, and ignores former formatting', async () => {
    const document = await read({
      body: [
        paragraph(run('The ') + `<w:del ${by}><w:r><w:delText>old</w:delText></w:r></w:del>`, deletedMark),
        paragraph(`<w:ins ${by}>${run('new')}</w:ins>${run(' law.')}`, `<w:pPrChange ${by}><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>`),
        paragraph(`<w:moveFrom ${by}>${run('Moved.')}</w:moveFrom>`, `<w:rPr><w:moveFrom ${by}/></w:rPr>`),
        paragraph('Stays.'),
        paragraph(`<w:moveTo ${by}>${run('Moved.')}</w:moveTo>`),
        table(row(cell(paragraph('a')), cell(paragraph('b'))), `<w:tr><w:trPr><w:del ${by}/></w:trPr>${cell(paragraph('c'))}${cell(paragraph('d'))}</w:tr>`),
      ].join(''),
    });
    expect(document.text.split('\n')).toEqual(['The new law.', 'Stays.', 'Moved.', 'a\tb']);
    expect(document.warnings).toEqual(['its tracked changes are read as if accepted: 1 insertion kept, 3 deletions left out, 1 move followed; accept or reject them in the word processor to settle the text']);
  });
  it('does not number a paragraph that is deleted', async () => {
    const numbering = abstractList(1, level(0, 'decimal', '%1.')) + list(1, 1);
    const inList = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    expect(await linesOf(listed(1, 0, 'one') + paragraph(`<w:del ${by}><w:r><w:delText>gone</w:delText></w:r></w:del>`, inList + deletedMark) + listed(1, 0, 'two'), { numbering })).toEqual(['1. one', '2. two']);
  });
});

describe('fields, links and notes of DOCX', () => {
  it('shows the results of fields, nested or simple, and not their instructions', async () => {
    expect(await linesOf([
      paragraph(run('On ') + field(` DATE \\@ "d" `, run('1 May')) + run(' and page ') + `<w:fldSimple w:instr=" PAGE ">${run('3')}</w:fldSimple>`),
      paragraph(`${fieldStep('begin')}<w:r><w:instrText>IF </w:instrText></w:r>${field('DOCPROPERTY x', run('inner'))}<w:r><w:instrText> = 1</w:instrText></w:r>${fieldStep('separate')}${run('outer')}${fieldStep('end')}`),
      paragraph(`<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "bee"</w:instrText></w:r>${fieldStep('end')}${run('entry')}`),
    ].join(''))).toEqual(['On 1 May and page 3', 'outer', 'entry']);
  });
  it('leaves out a table of contents, as a field or a control, and counts its lines', async () => {
    const contents = [paragraph(`${fieldStep('begin')}<w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>${fieldStep('separate')}${run('Bees')}`, '<w:pStyle w:val="TOC1"/>'), paragraph(run('Hives')), paragraph(fieldStep('end'))].join('');
    const document = await read({ body: contents + `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('Contents')}${contents}</w:sdtContent></w:sdt>` + styled('Heading1', 'Bees') + paragraph('Buzz.') });
    expect(document.text).toBe('Bees\nBuzz.');
    expect(document.warnings).toEqual(['its table of contents (6 lines) is left out: it repeats the headings']);
  });
  it('loses no text to a field that is never closed', async () => {
    const document = await read({ body: paragraph(`${fieldStep('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>${fieldStep('separate')}${run('Bees')}`) + paragraph('Text.') });
    expect(document.text).toBe('Text.');
  });
  it('says when a field that numbers holds no text', async () => {
    expect((await read({ body: paragraph(`${fieldStep('begin')}<w:r><w:instrText>LISTNUM</w:instrText></w:r>${fieldStep('end')}${run('x')}`) })).warnings).toEqual(['1 field of Word holds no text and prints nothing here; update the fields and save the file again']);
  });
  it('follows internal links, cross-references and links to works', async () => {
    const document = await read({
      links: { out: 'https://gazette.example/', law: '/akn/xa/act/2009/appeals/eng@2021-01-01#sec_4' },
      body: [
        styled('Heading1', `${bookmark('_Ref7')}<w:r><w:t>Section 1. Bees</w:t></w:r>`),
        paragraph(`${run('See ')}<w:hyperlink w:anchor="hives">${run('the hives')}</w:hyperlink>${run(', ')}<w:hyperlink r:id="out">${run('the gazette')}</w:hyperlink>${run(', ')}<w:hyperlink r:id="law">${run('the appeals')}</w:hyperlink>.`),
        styled('Heading1', 'Section 2. Hives'),
        `<w:bookmarkStart w:id="2" w:name="hives"/>${paragraph('(1) Hives,')}`,
        paragraph(run('(2) as in ') + field('REF _Ref7 \\r \\h', run('the first section')) + run('.')),
      ].join(''),
    }, 'act');
    const references = [...walk(document.provisions)].flatMap(({ provision }) => provision.references.map((reference) => [provision.eId, reference.text, reference.target?.work === document.work ? 'this' : reference.target?.work, reference.target?.eId]));
    expect(references).toEqual([['sec_1', 'the hives', 'this', 'sec_2__subsec_1'], ['sec_1', 'the appeals', 'xa/act/2009/appeals', 'sec_4'], ['sec_2__subsec_2', 'the first section', 'this', 'sec_1']]);
  });
  const reference = (kind: string, id: number, more = ''): string => `<w:r><w:${kind}Reference w:id="${id}"${more}/></w:r>`;
  const note = (kind: string, id: number, text: string): string => `<w:${kind} w:id="${id}">${paragraph(`<w:r><w:${kind}Ref/></w:r>${run(` ${text}`)}`)}</w:${kind}>`;
  it('numbers notes as printed and puts them at the end of their provision', async () => {
    const document = await read({
      footnotes: '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>' + note('footnote', 1, 'First.') + note('footnote', 2, 'Own sign.') + note('footnote', 3, 'Third.') + note('footnote', 4, 'Never referred to.'),
      endnotes: note('endnote', 1, 'Last.'),
      settings: '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>',
      body: [styled('Heading1', 'Section 1. Bees'), paragraph(`(1) Bees${reference('footnote', 1)} and wasps<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>.`.replace(/^([^<]*)/, (text) => run(text)).replace(/(?<=<\/w:r>)([^<]+)/g, (text) => run(text))), paragraph('(2) Hives.'), paragraph(run('(3) Honey') + reference('footnote', 3) + reference('endnote', 1) + reference('footnote', 9))].join(''),
    }, 'act');
    expect(document.text.split('\n')).toEqual(['Section 1. Bees', '(1) Bees and wasps.', 'c First.', '* Own sign.', '(2) Hives.', '(3) Honey', 'd Third.', 'i Last.']);
    expect([...walk(document.provisions)].filter(({ provision }) => provision.kind === 'note').map(({ provision, ancestors }) => [provision.number, ancestors.at(-1)!.eId])).toEqual([['c', 'sec_1__subsec_1'], ['*', 'sec_1__subsec_1'], ['d', 'sec_1__subsec_3'], ['i', 'sec_1__subsec_3']]);
    expect(document.warnings).toEqual(['1 reference to a note leads to no note of its own']);
  });
  it('restarts notes in each section of the document, gives none a number that depends on the page, and lets none hold itself', async () => {
    const section = (restart: string): string => `<w:sectPr><w:footnotePr><w:numRestart w:val="${restart}"/></w:footnotePr></w:sectPr>`;
    const footnotes = note('footnote', 1, 'a') + note('footnote', 2, 'b') + `<w:footnote w:id="3">${paragraph(run('c') + reference('footnote', 3))}</w:footnote>`;
    const file = (restart: string): WordFile => ({ footnotes, body: paragraph(run('x') + reference('footnote', 1), section(restart)) + paragraph(run('y') + reference('footnote', 2) + reference('footnote', 3)) + section(restart) });
    expect((await read(file('eachSect'))).text.split('\n')).toEqual(['x', 'y', '1 a', '1 b', '2 c']);
    expect((await read(file('eachPage'))).text.split('\n')).toEqual(['x', 'y', 'a', 'b', 'c']);
  });
});

describe('tables of DOCX', () => {
  it('writes a row a line, merged cells empty, nested tables in their cell, list numbers with their text', async () => {
    const numbering = abstractList(1, level(0, 'decimal', '%1.')) + list(1, 1);
    expect(await linesOf(paragraph('Fees') + table(
      row(cell(paragraph('Animal'), '<w:vMerge w:val="restart"/>'), cell(paragraph('Fee'), '<w:gridSpan w:val="2"/>'), cell(paragraph('Note'))),
      row(cell(paragraph(''), '<w:vMerge/>'), cell(paragraph('summer')), cell(paragraph('winter')), cell(paragraph(''))),
      row(cell(listed(1, 0, 'Dog') + paragraph('large')), cell(paragraph('2')), cell(paragraph('')), cell(table(row(cell(paragraph('in')), cell(paragraph('out')))))),
      row(cell(paragraph('')), cell(paragraph('')), cell(paragraph('')), cell(paragraph(''))),
    ), { numbering })).toEqual(['Fees', 'Animal\tFee\t\tNote', '\tsummer\twinter', '1. Dog large\t2\t\tin out']);
  });
  it('reads frames of one column as paragraphs, and a heading across the table as a heading', async () => {
    const document = await read({ body: table(row(cell(styled('Heading1', 'Section 1. Framed') + paragraph('(1) One.') + paragraph('(2) Two.')))) + table(row(cell(styled('Heading1', 'Section 2. Across'), '<w:gridSpan w:val="2"/>')), row(cell(paragraph('a')), cell(paragraph('b')))) }, 'act');
    expect([...walk(document.provisions)].map(({ provision }) => provision.eId)).toEqual(['sec_1', 'sec_1__subsec_1', 'sec_1__subsec_2', 'sec_2']);
    expect(document.text.split('\n').at(-1)).toBe('a\tb');
  });
  it('begins no text with an empty cell', async () => {
    expect(await linesOf(table(row(cell(paragraph('')), cell(paragraph('b')), cell(paragraph('c')))))).toEqual(['b\tc']);
  });
});
