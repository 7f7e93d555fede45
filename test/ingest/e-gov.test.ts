/** e-Gov 法令標準XML as the ministry writes it, and the answers of its API; texts invented. */
import { describe, expect, it } from 'vitest';
import { walk, type LegalDocument, type Provision } from '../../src/document.js';
import { eGovParser } from '../../src/ingest/formats/e-gov/e-gov.js';
import { expectSoundTree, sourceFile } from '../conformance/parser.js';

const dated = '505AC0000000007_20240401_506AC0000000009.xml';
const parse = async (xml: string | Uint8Array, path = dated): Promise<LegalDocument> => {
  const [document, ...others] = await eGovParser.parse(sourceFile(path, xml));
  expect(others).toEqual([]);
  expectSoundTree(document!);
  return document!;
};
const lawElement = (body: string, attributes = 'Era="Reiwa" Lang="ja" LawType="Act" Num="007" Year="05" PromulgateMonth="03" PromulgateDay="31"'): string =>
  `<Law ${attributes}><LawNum>令和五年法律第七号</LawNum><LawBody><LawTitle Kana="ようほうほう" Abbrev="蜂法,はち法" AbbrevKana="は,は">養<Ruby>蜂<Rt>ほう</Rt></Ruby>法</LawTitle>${body}</LawBody></Law>`;
const law = (body: string, attributes?: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${lawElement(body, attributes)}`;
const main = (provisions: string): string => `<MainProvision>${provisions}</MainProvision>`;
const sentence = (text: string): string => `<Sentence Num="1" WritingMode="vertical">${text}</Sentence>`;
const paragraph = (num: string, text: string, inner = ''): string => `<Paragraph Num="${num}"><ParagraphNum>${num === '1' ? '' : num}</ParagraphNum><ParagraphSentence>${sentence(text)}</ParagraphSentence>${inner}</Paragraph>`;
const article = (num: string, title: string, paragraphs: string, caption = ''): string => `<Article Num="${num}">${caption === '' ? '' : `<ArticleCaption>${caption}</ArticleCaption>`}<ArticleTitle>${title}</ArticleTitle>${paragraphs}</Article>`;
const item = (name: string, num: string, title: string, text: string, inner = ''): string => `<${name} Num="${num}"><${name}Title>${title}</${name}Title><${name}Sentence>${sentence(text)}</${name}Sentence>${inner}</${name}>`;
const provisionsOf = (document: LegalDocument): Provision[] => [...walk(document.provisions)].map(({ provision }) => provision);
const find = (document: LegalDocument, eId: string): Provision => provisionsOf(document).find((provision) => provision.eId === eId)!;
const textOf = (document: LegalDocument, eId: string): string => document.text.slice(find(document, eId).span.start, find(document, eId).span.end);
/** Without the preface, which holds number and title. */
const outline = (document: LegalDocument): string[] => provisionsOf(document).slice(1).map(({ kind, eId }) => `${kind} ${eId}`);
const one = article('1', '第一条', paragraph('1', '養蜂をする。'));

describe('what a law is', () => {
  it('takes number, names, day in force and identifier from the file and its name', async () => {
    expect(await parse(law(main(one)))).toMatchObject({
      work: 'jp/act/505AC0000000007', expression: 'jp/act/505AC0000000007/jpn@2024-04-01', title: '養蜂法', aliases: ['蜂法', 'はち法', '令和五年法律第七号', 'ようほうほう'],
      type: 'act', jurisdiction: 'jp', language: 'ja', inForce: { from: '2024-04-01', to: null }, warnings: [],
    });
  });
  it.each([
    ['Era="Showa" Lang="ja" LawType="CabinetOrder" Num="231" Year="27" PromulgateMonth="07" PromulgateDay="15"', 'jp/cabinet-order/327CO0000000231', 'regulation', '1952-07-15'],
    ['Era="Meiji" Lang="ja" LawType="ImperialOrder" Num="3" Year="22" PromulgateMonth="2" PromulgateDay="11"', 'jp/imperial-order/122IO0000000003', 'regulation', '1889-02-11'],
    ['Era="Heisei" Lang="ja" LawType="MinisterialOrdinance" Num="4" Year="1" PromulgateMonth="1" PromulgateDay="8"', 'jp/ministerial-ordinance/令和五年法律第七号', 'regulation', '1989-01-08'],
  ])('where the name says nothing, computes the identifier that follows from the number (%s), and says that the day is that of promulgation', async (attributes, work, type, day) => {
    const document = await parse(law(main(one), attributes), 'law.xml');
    expect(document).toMatchObject({ work, type, inForce: { from: day, to: null } });
    expect(document.warnings).toEqual([`neither the file nor its name says from when this version is in force; the day of promulgation, ${day}, is used`]);
  });
  const about = { law_info: { law_id: '505AC0000000007', promulgation_date: '2023-03-31' }, revision_info: { abbrev: '蜂法,新蜂法', amendment_enforcement_date: '2025-01-01', repeal_status: 'Repeal', repeal_date: '2030-01-01', current_revision_status: 'Repeal' } };
  const elements = (fields: Readonly<Record<string, string>>): string => Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
  const json = (element: string): unknown => {
    const [, tag, attributes, inner] = /^<(\w+)([^>]*)>([\s\S]*)<\/\1>$/u.exec(element) as unknown as [string, string, string, string];
    const children = [...inner.matchAll(/<(\w+)[^>]*>[\s\S]*?<\/\1>|[^<]+/gu)].map(([piece]) => (piece.startsWith('<') ? json(piece) : piece));
    return { tag, attr: attributes === '' ? '' : Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/gu)].map((match): [string, string] => [match[1]!, match[2]!])), children };
  };
  it.each([
    ['the API, version 2', 'answer.xml', `<law_data_response><attached_files_info/><law_info>${elements(about.law_info)}</law_info><revision_info>${elements(about.revision_info)}</revision_info><law_full_text>${lawElement(main(one))}</law_full_text></law_data_response>`],
    ['the API in JSON', 'answer.json', JSON.stringify({ attached_files_info: null, ...about, law_full_text: json(lawElement(main(one))) })],
    ['the API in JSON with the text in XML', 'answer.json', JSON.stringify({ ...about, law_full_text: Buffer.from(lawElement(main(one))).toString('base64') })],
  ])('reads the answers of %s', async (_, path, content) => {
    expect(eGovParser.accepts(sourceFile(path, content))).toBe(true);
    const document = await parse(content, path);
    expect(document).toMatchObject({ work: 'jp/act/505AC0000000007', inForce: { from: '2025-01-01', to: '2030-01-01' }, aliases: ['蜂法', 'はち法', '新蜂法', '令和五年法律第七号', 'ようほうほう'], warnings: [] });
    expect(find(document, 'art_1')).toMatchObject({ number: '第一条', status: 'repealed' });
  });
  it('reads the answer of the API, version 1, and a version that is not in force yet', async () => {
    const first = `<DataRoot><Result><Code>0</Code></Result><ApplData><LawId>505AC0000000007</LawId><LawFullText>${lawElement(main(one))}</LawFullText></ApplData></DataRoot>`;
    expect(eGovParser.accepts(sourceFile('answer.xml', first))).toBe(true);
    expect((await parse(first, 'answer_20240401.xml')).work).toBe('jp/act/505AC0000000007');
    const future = `<law_data_response><revision_info><amendment_scheduled_enforcement_date>2031-04-01</amendment_scheduled_enforcement_date><current_revision_status>UnEnforced</current_revision_status></revision_info><law_full_text>${lawElement(main(one))}</law_full_text></law_data_response>`;
    const document = await parse(future, 'a.xml');
    expect([document.inForce.from, find(document, 'art_1').status]).toEqual(['2031-04-01', 'not-yet-in-force']);
  });
});

describe('units', () => {
  it('編 章 節 款 目 are containers, articles are numbered through them', async () => {
    const nested = ['Part', 'Chapter', 'Section', 'Subsection', 'Division'].reduceRight((inner, name, at) => `<${name} Num="${at === 1 ? '4_2' : '1'}"><${name}Title>第${at === 1 ? '四章の二' : `一${'編章節款目'[at]!}`}　見出し</${name}Title>${inner}</${name}>`, article('36_3', '第三十六条の三', paragraph('1', '本文')));
    const again = `<Part Num="2"><PartTitle>第二編　その他</PartTitle><Chapter Num="1"><ChapterTitle>第一章　削除</ChapterTitle>${article('119:122', '第百十九条から第百二十二条まで', paragraph('1', '削除'))}</Chapter></Part>`;
    const document = await parse(law(main(nested + again)));
    expect(outline(document)).toEqual([
      'part part_1', 'chapter part_1__chp_4-2', 'subchapter part_1__chp_4-2__subchp_1', 'division part_1__chp_4-2__subchp_1__dvs_1', 'subdivision part_1__chp_4-2__subchp_1__dvs_1__subdvs_1', 'article art_36-3',
      'part part_2', 'chapter part_2__chp_1', 'article art_119',
    ]);
    expect(find(document, 'part_1__chp_4-2')).toMatchObject({ number: '第四章の二', heading: '見出し' });
    expect([find(document, 'part_2__chp_1').status, find(document, 'art_119').status]).toEqual(['repealed', 'repealed']);
  });
  it('項 号 イ (1): the first paragraph prints no number and is cited all the same', async () => {
    const items = item('Item', '1', '一', '蜂', item('Subitem1', '1', 'イ', '女王蜂', item('Subitem2', '1', '（１）', '若いもの', item('Subitem3', '2', '（ｉｉ）', '黒いもの')))) + item('Item', '1_2', '一の二', '蝶');
    const document = await parse(law(main(article('1', '第一条', paragraph('1', '次に掲げるもの', items) + paragraph('2', '第一条第一項第一号の二及び第一項第一号イの規定による。'), '（範囲（蜂の範囲に限る。））') + article('2', '第二条', paragraph('1', '次のとおり', item('Item', '1', '一', '第一条第一項'))))));
    expect(outline(document)).toEqual([
      'article art_1', 'paragraph art_1__para_1', 'item art_1__para_1__item_1', 'point art_1__para_1__item_1__point_1', 'indent art_1__para_1__item_1__point_1__indent_1', 'indent art_1__para_1__item_1__point_1__indent_1__indent_2',
      'item art_1__para_1__item_1-2', 'paragraph art_1__para_2', 'article art_2', 'item art_2__item_1',
    ]);
    expect(find(document, 'art_1')).toMatchObject({ number: '第一条', heading: '範囲（蜂の範囲に限る。）' });
    expect(textOf(document, 'art_1').split('\n').slice(0, 3)).toEqual(['（範囲（蜂の範囲に限る。）） 第一条', '次に掲げるもの', '一 蜂']);
    expect(find(document, 'art_1__para_1').number).toBeNull();
    expect(find(document, 'art_2__item_1').references.map(({ target }) => target?.eId)).toEqual(['art_1__para_1']);
  });
  it('a law of paragraphs only, and one of a single paragraph', async () => {
    expect(outline(await parse(law(main(paragraph('1', '甲') + paragraph('2', '乙')))))).toEqual(['paragraph para_1', 'paragraph para_2']);
    const document = await parse(law(main(paragraph('1', '甲', item('Item', '1', '一', '乙')))));
    expect(outline(document)).toEqual(['body body', 'item body__item_1']);
  });
  it('the supplementary provisions begin their numbers anew and are named by the law that made them', async () => {
    const supplement = (attributes: string, inner: string): string => `<SupplProvision${attributes}><SupplProvisionLabel>附　則</SupplProvisionLabel>${inner}</SupplProvision>`;
    const captioned = '<Paragraph Num="7"><ParagraphCaption>（経過措置）</ParagraphCaption><ParagraphNum>７</ParagraphNum><ParagraphSentence><Sentence>従前の例による。</Sentence></ParagraphSentence></Paragraph>';
    const table = '<SupplProvisionAppdxTable Num="1"><SupplProvisionAppdxTableTitle>附則別表</SupplProvisionAppdxTableTitle><TableStruct><Table><TableRow><TableColumn><Sentence>甲</Sentence></TableColumn></TableRow></Table></TableStruct></SupplProvisionAppdxTable>';
    const document = await parse(law(`${main(one)}${supplement('', article('1', '第一条', paragraph('1', '公布の日から施行する。')))}${supplement(' AmendLawNum="令和六年六月一日法律第九号" Extract="true"', `<Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>${article('1', '第一条', paragraph('1', '施行する。'))}</Chapter>`)}${supplement('', captioned + table)}`));
    expect(outline(document)).toEqual([
      'article art_1', 'transitional transitional_1', 'article transitional_1__art_1', 'transitional transitional_2', 'chapter transitional_2__chp_1', 'article transitional_2__art_1',
      'transitional transitional_3', 'paragraph transitional_3__para_7', 'schedule transitional_3__schedule',
    ]);
    expect(find(document, 'transitional_2').heading).toBe('附則（令和六年六月一日法律第九号）');
    expect(textOf(document, 'transitional_2').split('\n')[0]).toBe('附 則（令和六年六月一日法律第九号） 抄');
    expect(find(document, 'transitional_3__para_7')).toMatchObject({ number: '７', heading: '経過措置' });
    expect(document.warnings).toEqual([]);
  });
  it('tables, forms, drawings and notes behind the law are each counted for themselves', async () => {
    const row = (cell: string): string => `<TableStruct><Table><TableHeaderRow><TableHeaderColumn>種類</TableHeaderColumn><TableHeaderColumn>額</TableHeaderColumn></TableHeaderRow><TableRow><TableColumn><Sentence Num="1">${cell}</Sentence><Sentence Num="2">一　大</Sentence></TableColumn><TableColumn/></TableRow></Table><Remarks><RemarksLabel>備考</RemarksLabel>${item('Item', '1', '一', '端数は切り捨てる。')}</Remarks></TableStruct>`;
    const document = await parse(law(`${main(one)}<AppdxTable Num="1"><AppdxTableTitle>別表第一</AppdxTableTitle><RelatedArticleNum>（第一条関係）</RelatedArticleNum>${row('巣箱')}</AppdxTable><AppdxTable><AppdxTableTitle>別表第一の二（蜜）</AppdxTableTitle>${item('Item', '1', '一', '蜜')}</AppdxTable>
      <AppdxStyle Num="1"><AppdxStyleTitle>様式第一</AppdxStyleTitle><StyleStruct><StyleStructTitle>届出書</StyleStructTitle><Style><Fig src="./pict/1.jpg"/></Style></StyleStruct></AppdxStyle><AppdxFig><AppdxFigTitle>別図</AppdxFigTitle><FigStruct><Fig src="2.jpg"/></FigStruct></AppdxFig>
      <AppdxNote Num="1"><AppdxNoteTitle>別記</AppdxNoteTitle><NoteStruct><Note><Sentence>注意</Sentence></Note></NoteStruct></AppdxNote><Appdx><ArithFormulaNum>付録</ArithFormulaNum><ArithFormula Num="1">Ａ＝Ｂ<Sup>2</Sup>×Ｃ<Sub>1</Sub></ArithFormula></Appdx>`));
    expect(outline(document)).toEqual([
      'article art_1', 'schedule schedule_1', 'hcontainer schedule_1__h_remarks', 'item schedule_1__h_remarks__item_1', 'schedule schedule_1-2', 'item schedule_1-2__item_1', 'schedule schedule_style-1', 'schedule schedule_fig',
      'schedule schedule_note', 'schedule schedule_formula',
    ]);
    expect(textOf(document, 'schedule_1')).toBe('別表第一\n（第一条関係）\n種類\t額\n巣箱 一 大\n備考\n一 端数は切り捨てる。');
    expect(find(document, 'schedule_1-2')).toMatchObject({ number: '別表第一の二', heading: '蜜' });
    expect(textOf(document, 'schedule_formula')).toBe('付録\nＡ＝Ｂ²×Ｃ1');
    expect(document.warnings).toEqual(['2 figures in it may show text; an image has no place in the text']);
  });
});

describe('text', () => {
  it('keeps the word and leaves out its reading', async () => {
    const document = await parse(law(main(article('1', '第一条', paragraph('1', '登録の<Ruby>ま<Rt>ヽ</Rt></Ruby><Ruby>つ<Rt>ヽ</Rt></Ruby>消を、<Line Style="solid">申請</Line>する。'), '（<Ruby>矩<Rt>く</Rt></Ruby>形）'))));
    expect(textOf(document, 'art_1')).toBe('（矩形） 第一条\n登録のまつ消を、申請する。');
  });
  it('runs sentences on, sets columns apart, and prints lists and quotations in lines of their own', async () => {
    const document = await parse(law(main(article('1', '第一条', `<Paragraph Num="1"><ParagraphNum/>\n<ParagraphSentence>\n  <Sentence Function="main" Num="1">本文である。</Sentence>\n  <Sentence Function="proviso" Num="2">ただし、<QuoteStruct><Sentence>引用</Sentence></QuoteStruct>を除く。</Sentence>\n</ParagraphSentence>
      <Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Column Num="1"><Sentence>蜂</Sentence></Column>\n<Column Num="2"><Sentence>虫をいう。</Sentence></Column></ItemSentence></Item><List><ListSentence><Sentence>甲</Sentence></ListSentence><Sublist1><Sublist1Sentence><Sentence>乙</Sentence></Sublist1Sentence></Sublist1></List></Paragraph><SupplNote>（注）</SupplNote>`))));
    expect(textOf(document, 'art_1').split('\n')).toEqual(['第一条', '本文である。ただし、', '引用', 'を除く。', '一 蜂\t虫をいう。', '甲', '乙', '（注）']);
    expect(find(document, 'art_1').provisions.map(({ kind }) => kind)).toEqual(['item', 'note']);
  });
  it('keeps what an amendment quotes text of the amending provision', async () => {
    const quoted = `<AmendProvision><AmendProvisionSentence><Sentence>次のように改める。</Sentence></AmendProvisionSentence><NewProvision>${article('5', '第五条', paragraph('1', '新しい条。') + paragraph('2', '新しい項。'), '（新）')}</NewProvision></AmendProvision>`;
    const document = await parse(law(main(article('1', '第一条', paragraph('1', '民法の一部を改正する。', quoted)))));
    expect(outline(document)).toEqual(['article art_1']);
    expect(textOf(document, 'art_1').split('\n')).toEqual(['第一条', '民法の一部を改正する。', '次のように改める。', '（新）', '第五条 新しい条。', '2 新しい項。']);
  });
  it('prints enacting words, preamble and the table of contents, in which nothing is a provision', async () => {
    const contents = '<TOC><TOCLabel>目次</TOCLabel><TOCPreambleLabel>前文</TOCPreambleLabel><TOCChapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle><ArticleRange>（第一条）</ArticleRange><TOCSection Num="1"><SectionTitle>第一節　通則</SectionTitle></TOCSection></TOCChapter><TOCAppdxTableLabel>別表</TOCAppdxTableLabel></TOC>';
    const document = await parse(law(`<EnactStatement>ここに公布する。</EnactStatement>${contents}<Preamble><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>われらは、</Sentence></ParagraphSentence></Paragraph></Preamble>${main(one)}`));
    expect(document.text).toBe('令和五年法律第七号\n養蜂法\nここに公布する。\n目次\n前文\n第一章 総則（第一条）\n第一節 通則\n別表\nわれらは、\n第一条\n養蜂をする。');
    expect(outline(document)).toEqual(['preamble preamble', 'toc toc', 'preamble preamble_2', 'article art_1']);
  });
  it('gives an English translation the same identifiers', async () => {
    const body = `<Chapter Num="1"><ChapterTitle>Chapter I General Provisions</ChapterTitle>${article('1', 'Article 1', `<Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">Bees are kept.</Sentence><Sentence Num="2">Wax is sold.</Sentence></ParagraphSentence>${item('Item', '1', '(i)', 'hives', item('Subitem1', '1', '(a)', 'old'))}</Paragraph>`, '(Purpose)')}</Chapter>`;
    const document = await parse(law(main(body), 'Era="Reiwa" Lang="en" LawType="Act" Num="007" Year="05" PromulgateMonth="03" PromulgateDay="31"'));
    expect(document).toMatchObject({ language: 'en', expression: 'jp/act/505AC0000000007/eng@2024-04-01' });
    expect(outline(document)).toEqual(['chapter chp_1', 'article art_1', 'item art_1__item_1', 'point art_1__item_1__point_1']);
    expect(find(document, 'chp_1')).toMatchObject({ number: 'Chapter I', heading: 'General Provisions' });
    expect(textOf(document, 'art_1').split('\n').slice(0, 2)).toEqual(['(Purpose) Article 1', 'Bees are kept. Wax is sold.']);
  });
});

describe('faults', () => {
  const deep = (depth: number): string => `${'{"tag":"Law","children":['.repeat(depth)}${']}'.repeat(depth)}`;
  it.each([
    ['cut off', 'law.xml', law(main(one)).slice(0, -20), /well-formed XML/],
    ['JSON cut off', 'law.json', '{"law_info":{},"law_full_text":{"tag":"Law"', /well-formed JSON/],
    ['another JSON', 'law.json', '{"law_info":{}, "law_full_text": 5}', /no law of the e-Gov API/],
    ['an answer without a law', 'law.xml', '<law_data_response><law_info/></law_data_response>', /no Law element/],
    ['nested too deeply', 'law.json', deep(300), /nested deeper/],
    ['without text', 'law.xml', '<Law Era="Reiwa" LawType="Act"><LawBody/></Law>', /holds no text/],
    // UTF-8 read as Shift_JIS and saved again: bytes are gone, tags with them.
    ['garbled by another encoding', 'law.xml', Buffer.from('\uFEFF<law_data_response><law_title>豕募ｾ?/law_title></law_data_response>', 'utf16le'), /well-formed XML/],
  ])('refuses a file that is %s', (_, path, content, reason) => {
    expect(() => eGovParser.parse(sourceFile(path, content))).toThrow(reason);
  });
  it('knows its files by their first element or keys', () => {
    const accepts = (path: string, content: string): boolean => eGovParser.accepts(sourceFile(path, content));
    expect(accepts('a.xml', law(main(one)))).toBe(true);
    expect(accepts('a.json', '{"tag":"Law","attr":{"Era":"Reiwa"}}')).toBe(true);
    expect(accepts('a.xml', '<Lawyer Era="x"/>')).toBe(false);
    expect(accepts('a.xml', '<DataRoot><Result/></DataRoot>')).toBe(false);
    expect(accepts('a.json', '{"questions":[]}')).toBe(false);
    expect(accepts('a.txt', law(main(one)))).toBe(false);
  });
  it('reads Shift_JIS when the file declares it', async () => {
    const shiftJis = [0x91, 0xe6, 0x88, 0xea, 0x8f, 0xf0];
    const [before, after] = '<?xml version="1.0" encoding="Shift_JIS"?><Law Era="Reiwa" LawType="Act"><LawBody><MainProvision><Article Num="1"><ArticleTitle>@</ArticleTitle></Article></MainProvision></LawBody></Law>'.split('@');
    expect((await parse(Uint8Array.from([...Buffer.from(before!), ...shiftJis, ...Buffer.from(after!)]))).text).toBe('第一条');
  });
});
