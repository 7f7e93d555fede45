import { readFileSync } from 'node:fs';
import { fixture, smallLaw, smallLawMetadata, sourceFile, testParser, type Node } from '../conformance/parser.js';
import { parsers } from '../../src/ingest/parsers.js';
import type { Parser } from '../../src/ingest/parser.js';

const parserOf = (format: string): Parser => parsers.find((parser) => parser.format === format)!;
const textOfFile = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const withoutTags = (markup: string): string => markup.replace(/<\/?(?:an:)?(?:sup|def|dfn|ref|a|em|strong)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' ').replace(/&nbsp;/g, ' ');

testParser({
  parser: parserOf('akoma-ntoso'), file: sourceFile('small-law.xml', fixture('small-law.xml')), saysPeriods: true,
  visibleText: (file) => `Beekeeping Act 2020 ${withoutTags(textOfFile(file.bytes).replace(/<an:meta>[\s\S]*?<\/an:meta>/g, ''))}`,
});
testParser({
  parser: parserOf('html'), file: sourceFile('small-law.html', fixture('small-law.html')), saysPeriods: true,
  visibleText: (file) => withoutTags(/<main>([\s\S]*)<\/main>/.exec(textOfFile(file.bytes))![1]!),
});
testParser({
  parser: parserOf('markdown'), file: sourceFile('small-law.md', fixture('small-law.md')), saysPeriods: true,
  visibleText: (file) => withoutTags(textOfFile(file.bytes).replace(/^---[\s\S]*?\n---\n/, '').replace(/\{[^}]*\}/g, '').replace(/\]\([^)]*\)/g, '').replace(/[*|#[-]/g, (sign) => (sign === '*' ? '' : ' '))),
});
testParser({
  parser: parserOf('text'), file: sourceFile('small-law.txt', fixture('small-law.txt'), { sideMetadata: smallLawMetadata }), saysPeriods: false,
  visibleText: (file) => textOfFile(file.bytes),
});

testParser({
  parser: parserOf('uslm'), file: sourceFile('small-law-uslm.xml', fixture('small-law-uslm.xml')), saysPeriods: true,
  visibleText: (file) => `Beekeeping Act 2020 ${textOfFile(file.bytes).replace(/<meta>[\s\S]*?<\/meta>/g, '').replace(/<\/?(?:sup|term|inline|ref)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' ')}`,
});

/** The small law as a Japanese law has it: articles, their paragraphs (項), items (号) and イロハ; the first paragraph prints no number. */
const japanese = (eId: string, number: string | null, heading: string | null, lines: readonly string[], below: readonly Node[] = []): Node => ({ eId, number, heading, lines, below });
const smallJapaneseLaw: readonly Node[] = [
  japanese('preface', null, null, ['令和二年法律第十二号', '養蜂法']),
  japanese('toc', null, '目次', ['第一章 総則（第一条）', '第二章 登録（第二条・第三条）', '附則']),
  japanese('chp_1', '第一章', '総則', [], [
    japanese('art_1', '第一条', '定義', ['この法律において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。'], [
      japanese('art_1__item_1', '一', null, ['巣箱\t蜜蜂を飼う箱をいう。']),
      japanese('art_1__item_2', '二', null, ['養蜂者\t二立方メートル以下の巣箱を所有する者をいう。']),
    ]),
  ]),
  japanese('chp_2', '第二章', '登録', [], [
    japanese('art_2', '第二条', '登録の義務', [], [
      japanese('art_2__para_1', null, null, ['養蜂者は、次に掲げる場合を除き、巣箱ごとに登録を受けなければならない。ただし、別表に定める額の手数料を納めなければならない。'], [
        japanese('art_2__para_1__item_1', '一', null, ['巣箱が次のいずれかに該当する場合'], [
          japanese('art_2__para_1__item_1__point_1', 'イ', null, ['空であるもの']),
          japanese('art_2__para_1__item_1__point_2', 'ロ', null, ['展示の用に供するもの']),
        ]),
        japanese('art_2__para_1__item_2', '二', null, ['第三条の規定の適用を受ける場合']),
      ]),
      japanese('art_2__para_2', '２', null, ['第一項の規定は、犬管理法第十二条の場合には、適用しない。']),
    ]),
    japanese('art_3', '第三条', null, ['削除']),
  ]),
  japanese('transitional_1', null, '附則', ['この法律は、令和二年七月一日から施行する。']),
  japanese('schedule', '別表', null, ['（第二条関係）', '巣箱の数\t手数料の額', '五以下\t十二クローネ']),
];
testParser({
  // The name of the file says the day in force, as e-Gov names its files.
  parser: parserOf('e-gov'), file: sourceFile('502AC0000000012_20200701_000000000000000.xml', fixture('small-law-e-gov.xml'), { sideMetadata: { work: 'xa/act/2020/beekeeping', title: 'Beekeeping Act 2020', aliases: ['BKA'], jurisdiction: 'xa' } }), saysPeriods: false,
  visibleText: (file) => `Beekeeping Act 2020 ${textOfFile(file.bytes).replace(/<Rt>[^<]*<\/Rt>|<\/?Ruby>/g, '').replace(/<[^>]*>/g, ' ')}`,
  forced: {
    why: 'A Japanese law is drafted otherwise: it is in Japanese, has a table of contents, articles in chapters, supplementary provisions, and its repealed article prints nothing but 削除.',
    tree: smallJapaneseLaw,
    document: { language: 'ja', expression: 'xa/act/2020/beekeeping/jpn@2020-07-01' },
    references: [
      ['toc', '第一条', null, 'art_1'],
      ['toc', '第二条', null, 'art_2'],
      ['toc', '第三条', null, 'art_3'],
      ['art_2__para_1__item_2', '第三条', null, 'art_3'],
      ['art_2__para_2', '第一項', null, 'art_2__para_1'],
      ['art_2__para_2', '犬管理法第十二条', '犬管理法', null],
      ['schedule', '第二条', null, 'art_2'],
    ],
  },
});

/** Canada prints section numbers without the word. */
const numbersAlone = (nodes: readonly Node[]): Node[] => nodes.map((node) => ({ ...node, number: node.number?.replace(/^Section /, '') ?? null, below: numbersAlone(node.below) }));
testParser({
  // Chapters of Canada's statute book name its works; the side file says that this one is of another country.
  parser: parserOf('justice-canada'), file: sourceFile('small-law-justice-canada.xml', fixture('small-law-justice-canada.xml'), { sideMetadata: { work: 'xa/act/2020/beekeeping', aliases: ['BKA'], jurisdiction: 'xa' } }), saysPeriods: false,
  visibleText: (file) => `Beekeeping Act 2020 ${textOfFile(file.bytes).replace(/<Identification[\s\S]*<\/Identification>/, '').replace(/<\/?(?:Sup|DefinedTermEn|XRefInternal|XRefExternal)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' ')}`,
  forced: { why: 'The format prints sections with a bare number, and a repealed section with the words of its repeal instead of its text and last day.', tree: numbersAlone(smallLaw) },
});

/** The small law under the marks that German federal law has; the publisher's facts stand before it as notes. */
const germanNumbers: Readonly<Record<string, string>> = { 'Part I': 'Teil I', 'Part II': 'Teil II', 'Section 1': '§ 1', 'Section 2': '§ 2', 'Section 3': '§ 3', Schedule: 'Anlage' };
const underGermanMarks = (nodes: readonly Node[]): Node[] => nodes.map((node) => ({ ...node, number: germanNumbers[node.number ?? ''] ?? node.number, below: underGermanMarks(node.below) }));
testParser({
  parser: parserOf('gesetze-im-internet'), saysPeriods: false,
  file: sourceFile('small-law-gii.xml', fixture('small-law-gii.xml'), { sideMetadata: { work: 'xa/act/2020/beekeeping', jurisdiction: 'xa', language: 'en' } }),
  visibleText: (file) => withoutTags(textOfFile(file.bytes).replace(/<(jurabk|amtabk|ausfertigung-datum|gliederungskennzahl)\b[^>]*>[^<]*<\/\1>/g, '').replace(/(<fundstelle.*<\/fundstelle>)(<langue>.*<\/langue>)/g, '$2$1').replace(/<\/?(?:SUP|I)>/g, '')),
  forced: {
    why: 'The format names containers, sections and schedules by German words, and where a law was published stands in it as text.',
    tree: [{ eId: 'notes', number: null, heading: null, lines: ['XaGBl I 2020, 17'], below: [] }, ...underGermanMarks(smallLaw)],
  },
});

testParser({
  // Numbers of sections, subsections and items stand in its lists only; what LibreOffice prints of the file is its visible text.
  parser: parserOf('docx'), file: sourceFile('small-law.docx', readFileSync(new URL('../fixtures/ingest/small-law.docx', import.meta.url))), saysPeriods: false,
  visibleText: () => fixture('docx/small-law.printed.txt'),
});

const printedPdf = (name: string): string => readFileSync(new URL(`../fixtures/ingest/pdf/${name}`, import.meta.url), 'utf8');
testParser({
  parser: parserOf('pdf'), file: sourceFile('small-law.pdf', readFileSync(new URL('../fixtures/ingest/small-law.pdf', import.meta.url)), { sideMetadata: smallLawMetadata }), saysPeriods: false,
  // What pdftotext reads on the pages.
  visibleText: () => printedPdf('small-law.printed.txt'),
  forced: {
    why: 'A printed page has a running head and a number; they are no text, and are reported.',
    document: { warnings: ['8 running heads, running feet and page numbers are left out: "Xanadu Gazette, No. #" (4), "Page # of #" (4)'] },
  },
});
