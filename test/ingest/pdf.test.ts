import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageAt, textOf, walk, type LegalDocument } from '../../src/document.js';
import { ResponsaError } from '../../src/errors.js';
import { joinLines, vocabularyOf } from '../../src/ingest/formats/pdf/hyphens.js';
import { pdfParser } from '../../src/ingest/formats/pdf/pdf.js';
import type { SourceFile } from '../../src/ingest/parser.js';
import { expectSoundTree, sourceFile, treeOf } from '../conformance/parser.js';
import { pdfOf, show, showLines, showUpwards, stream, type PdfParts } from './pdf-writer.js';

const fixture = (name: string): Uint8Array => readFileSync(fileURLToPath(new URL(`../fixtures/ingest/pdf/${name}`, import.meta.url)));
async function parse(bytes: Uint8Array | PdfParts, fields: Partial<SourceFile> = {}): Promise<LegalDocument> {
  const [document] = await pdfParser.parse(sourceFile('law.pdf', bytes instanceof Uint8Array ? bytes : pdfOf(bytes), { collection: { id: 'test', language: 'en', type: 'act' }, ...fields }));
  expectSoundTree(document!);
  return document!;
}
const outlineOf = (document: LegalDocument): string[] => [...walk(document.provisions)].map(({ provision: { eId, number, heading } }) => [eId, number ?? '', heading ?? ''].join(' | '));
const linesOf = (document: LegalDocument): string[] => document.text.split('\n');

/** Prose that is long enough for a page to be one of text. */
const prose = ['Whoever keeps a boat in the harbour of Xanadu paints its number on the bow, and keeps', 'the paint fresh; whoever does not keep it fresh pays what the harbour master asks for it,', 'and is not let out of the harbour before he has paid.'];
const proseText = prose.join(' ');

describe('a gazette page', () => {
  it('is read column by column, with its notes, table and pages', async () => {
    const document = await parse(fixture('gazette.pdf'));
    expect(document).toMatchObject({ title: 'Sea Fishing Ordinance', warnings: ['6 running heads, running feet and page numbers are left out: "# May # — The Isles Gazette — No. #" (3), "– # –" (3)'] });
    expect(outlineOf(document)).toEqual([
      'preface |  | ', 'toc |  | ARRANGEMENT OF SECTIONS', 'chp_1 | CHAPTER 1 | OF BOATS AND NETS',
      'sec_1 | 1. | Boats to be marked', 'sec_1__subsec_1 | (1) | ', 'sec_1__subsec_1__note_1 | 1 | ', 'sec_1__subsec_2 | (2) | ',
      'sec_2 | 2. | Nets and lines', 'sec_2__para_a | (a) | ', 'sec_2__para_b | (b) | ', 'sec_2__note_2 | 2 | ',
      'sec_3 | 3. | Fees and by-laws', 'sec_3__subsec_1 | (1) | ', 'sec_3__subsec_2 | (2) | ', 'h_1 |  | TABLE OF FEES',
    ]);
    expect(linesOf(document)).toEqual([
      'An ordinance on boats, nets and lines, made by the Council of the Isles in the third year of the calm, and in force from the first of March.',
      'ARRANGEMENT OF SECTIONS', '1. Boats to be marked', '2. Nets and lines', '3. Fees and by-laws',
      'CHAPTER 1 OF BOATS AND NETS',
      '1. Boats to be marked',
      '(1) The master of a sea-going boat of the fishing fleet of Xanadu paints its number on both bows in figures of a height of forty centimetres, in a colour that differs from that of the hull, before the boat leaves the harbour for the first time in a calendar year.¹',
      '1 Figures painted before 1 May 1998 may be smaller; see the notice of the Harbour Board of that year.',
      '(2) A boat whose number cannot be read at a distance of three hundred metres is not sea-going, and its master pays the fine that the by-law of the harbour names for unmarked boats, whether or not anybody was in doubt of its name; nobody pays twice for one journey.',
      '2. Nets and lines', 'Nobody casts a net',
      '(a) of a mesh narrower than six centimetres, except for eels in the months of May and June;',
      '(b) within two hundred metres of the mouth of a river, unless the registration of the boat is older than the river board, and',
      'leaves no line unattended for more than two hours² in the open water.',
      'A warden who finds a net or line that offends against this section takes it up, writes down where and when it was found, and keeps it for thirty days; after that time the harbour may sell it and keeps what it fetches, less the cost of the keeping and of the selling, for the widows and orphans of the fleet.',
      '2 Two hours are counted from the time at which the line was last seen to.',
      '3. Fees and by-laws',
      '(1) The fees for marks and registers are those of the table below, and the harbour pays nobody a share of them. The board may by by-law lower them for boats under five metres, and for those that go out for the first time.',
      '(2) What is paid too much is paid back.',
      'TABLE OF FEES', 'Boat\tFee\tDue', 'up to five metres, rowed or sailed\t12 crowns\t1 May', 'longer ones, and all with an engine of any kind\t40 crowns\t1 June',
    ]);
    const pageOf = (eId: string): number | null => pageAt(document, [...walk(document.provisions)].find(({ provision }) => provision.eId === eId)!.provision.span.start);
    expect(['sec_1', 'sec_1__subsec_2', 'sec_2', 'sec_2__para_b', 'sec_3', 'h_1'].map(pageOf)).toEqual([1, 1, 2, 2, 2, 3]);
  });
});

describe('scripts', () => {
  it('reads right-to-left text with numbers and signs in it', async () => {
    const document = await parse(fixture('arabic.pdf'), { collection: { id: 'test' } });
    expect(document).toMatchObject({ title: 'قانون تربية النحل', language: 'ar-SA' });
    expect(linesOf(document)).toEqual([
      'المادة الأولى: التعريفات',
      'في هذا القانون تعني كلمة "الخلية" مسكنا للنحل، ويعني "المربي" كل شخص يملك خلية واحدة أو أكثر من ذلك في المملكة، ولا يزيد حجمها على 2 متر مكعب.',
      'المادة الثانية: التسجيل', '1- يسجل المربي كل خلية قبل 15 مايو 2021 لدى الوزارة.', '2- تدفع الرسوم وفقا للجدول.',
    ]);
    expect(outlineOf(document)).toEqual(['art_1 | المادة الأولى | التعريفات', 'art_2 | المادة الثانية | التسجيل', 'art_2__point_1 | 1- | ', 'art_2__point_2 | 2- | ']);
  });
  it('reads columns of vertical text from the right', async () => {
    const document = await parse(fixture('japanese-vertical.pdf'), { collection: { id: 'test', language: 'ja' } });
    expect(document.title).toBe('養蜂法');
    expect(linesOf(document)).toEqual([
      '第一条（定義）', 'この法律において「巣箱」とは、蜜蜂を飼うための箱をいい、「養蜂家」とは、一つ以上の巣箱を所有する者であって、その大きさが二立方メートルを超えないものをいう。',
      '第二条（届出）', '養蜂家は、巣箱を設置するときは、あらかじめ市町村長に届け出なければならない。',
    ]);
  });
  it('turns pages that are set sideways, and keeps text that runs across', async () => {
    const sideways = await parse({ pages: [showLines(60, 700, prose).replaceAll('1 0 0 1', '0 1 -1 0').replace(/-1 0 (\d+) (\d+) Tm/g, (_, x: string, y: string) => `-1 0 ${900 - Number(y)} ${x} Tm`)] });
    expect(sideways.text).toBe(proseText);
    const turnedPage = await parse({ pages: [showLines(60, 700, prose)], page: '/Rotate 90' });
    expect(turnedPage.text).toBe(proseText);
    const stamped = await parse({ pages: [showLines(60, 700, prose) + showUpwards(20, 100, 'Received 3 May')] });
    expect(linesOf(stamped)).toEqual([proseText, 'Received 3 May']);
  });
  it('writes raised numbers as such, and bold letters that are drawn twice once', async () => {
    const document = await parse({ pages: [showLines(60, 700, prose) + show(60, 650, 'A hull of 5 m') + show(123.5, 654, '3', 'F1', 6) + show(130, 650, 'pays double.') + show(60, 600, 'Doubled', 'F2') + show(60.3, 600, 'Doubled', 'F2')] });
    expect(document.text).toContain('A hull of 5 m³ pays double.');
    expect(document.text.match(/Doubled/g)).toHaveLength(1);
  });
});

describe('running heads and page numbers', () => {
  const page = (at: number, head: string, foot: string, body: string): string => show(60, 800, head, 'F1', 8) + show(280, 40, foot, 'F1', 8) + show(60, 740, body, 'F2', 12) + showLines(60, 700, prose) + show(60, 600, `End of page ${at}.`);
  it('leaves them out, on left and right pages', async () => {
    const document = await parse({ pages: [1, 2, 3, 4, 5, 6].map((at) => page(at, at % 2 === 0 ? 'Ports Act' : `${at} May 2021`, `[${at + 7}]`, ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'][at - 1]!)) });
    expect(document.text).not.toMatch(/Ports Act|May 2021|\[/);
    expect(document.warnings).toEqual(['12 running heads, running feet and page numbers are left out: "# May #" (3), "[#]" (6), "Ports Act" (3)']);
  });
  it('keeps headings that happen to stand at the top of several pages', async () => {
    const document = await parse({ pages: [1, 2, 3, 4].map((at) => show(60, 800, `Chapter ${at}`, 'F2', 12) + showLines(60, 700, prose)) });
    expect(outlineOf(document)).toEqual([1, 2, 3, 4].map((at) => `chp_${at} | Chapter ${at} | `));
    expect(document.warnings).toEqual([]);
  });
  it('counts Roman page numbers', async () => {
    const document = await parse({ pages: ['iii', 'iv', 'v'].map((number) => showLines(60, 700, prose) + show(300, 30, number)) });
    expect(document.text).not.toMatch(/\b(?:iii|iv|v)\b/);
  });
});

describe('headings', () => {
  it('reads numbers and headings that run into the text before a dash', async () => {
    const document = await parse({
      pages: [
        show(60, 700, '1. Definitions.', 'F2') + show(132, 700, '-- In this Act a boat is whatever floats and is steered by somebody, and a raft is'.replace('--', '\x97')) + show(60, 688, 'none, whoever steers it.')
        + show(60, 660, '2. Duty to mark.', 'F2') + show(138, 660, '\x97(1) Everybody marks his boat.') + show(60, 640, '(2) Nobody marks that of another.') + show(60, 620, '3. Fines', 'F2') + show(60, 606, 'Whoever does not pays.'),
      ],
    });
    expect(outlineOf(document)).toEqual(['sec_1 | 1. | Definitions', 'sec_2 | 2. | Duty to mark', 'sec_2__subsec_1 | (1) | ', 'sec_2__subsec_2 | (2) | ', 'sec_3 | 3. | Fines']);
    expect(textOf(document, document.provisions[0]!)).toBe('In this Act a boat is whatever floats and is steered by somebody, and a raft is none, whoever steers it.');
  });
  it('takes a heading above the number to the number', async () => {
    const head = (y: number, text: string): string => show(60, y, text, 'F2');
    const document = await parse({
      pages: [
        show(250, 760, 'CHAPTER 1', 'F2') + show(215, 745, 'PRELIMINARY MATTERS', 'F2')
        + head(700, 'Definitions') + showLines(60, 688, ['1. In this Act, a boat is whatever floats and is steered by somebody who is of age, and a raft is', 'none, whoever steers it.'])
        + head(640, 'Marks') + showLines(60, 628, ['2.(1) Everybody who has a boat paints its number on the bow of it, and keeps the paint as fresh as', 'on the first day.']) + show(60, 590, '(2) Nobody paints that of another.')
        + head(560, 'Fines') + showLines(60, 548, ['3. Whoever does not mark his boat pays what the harbour master asks for it, and is not let out of', 'the harbour before he has paid.']),
      ],
    });
    expect(treeOf(document).map(({ eId, heading, below }) => [eId, heading, below.map((each) => [each.number, each.heading, each.lines, each.below.map((item) => item.lines[0])])])).toEqual([['chp_1', 'PRELIMINARY MATTERS', [
      ['1.', 'Definitions', ['In this Act, a boat is whatever floats and is steered by somebody who is of age, and a raft is none, whoever steers it.'], []],
      ['2.', 'Marks', [], ['Everybody who has a boat paints its number on the bow of it, and keeps the paint as fresh as on the first day.', 'Nobody paints that of another.']],
      ['3.', 'Fines', ['Whoever does not mark his boat pays what the harbour master asks for it, and is not let out of the harbour before he has paid.'], []],
    ]]]);
  });
  it('knows headings of guidance by their size, and those that bookmarks name', async () => {
    const pages = [show(60, 780, 'Keeping a boat', 'F1', 20) + show(60, 740, 'Who must register', 'F1', 14) + showLines(60, 710, prose) + show(60, 650, 'Where to go') + showLines(60, 620, prose)];
    const guidance = { collection: { id: 'test', language: 'en', type: 'guidance' as const } };
    const bookmarks = { catalog: '/Outlines 7 0 R', objects: { 7: '<</First 8 0 R/Last 8 0 R/Count 1>>', 8: '<</Title(Where to go)/Parent 7 0 R/Dest[100 0 R/Fit]>>' } };
    expect(outlineOf(await parse({ pages }, guidance))).toEqual(['h_1 |  | Who must register']);
    expect(outlineOf(await parse({ pages, ...bookmarks }, guidance))).toEqual(['h_1 |  | Who must register', 'h_2 |  | Where to go']);
  });
});

describe('paragraphs', () => {
  const vocabulary = vocabularyOf(['the by-law of the registration office, self-contained', 'a law and the registration; self is contained', 'broken at the end of a li-']);
  it.each([
    ['the by-', 'law of', 'the by-law of'],
    ['the regis-', 'tration of', 'the registration of'],
    ['a self-', 'contained flat', 'a self-contained flat'],
    ['an unheard-', 'ofness', 'an unheardofness'],
    ['Ein-', 'und Ausfuhr', 'Ein- und Ausfuhr'],
    ['Nord-', 'Ostsee', 'Nord-Ostsee'],
    ['REGIS-', 'TRATION', 'REGISTRATION'],
    ['dis\u00AD', 'tance', 'distance'],
    ['one line', 'and the next', 'one line and the next'],
    ['届出を', 'する', '届出をする'],
    ['12-', '15 years', '12-15 years'],
  ])('joins "%s" and "%s"', (first, second, joined) => {
    expect(joinLines(first, second, vocabulary)).toBe(joined);
  });
  it('does not take a number that begins a line for an item when the sentence goes on', async () => {
    const document = await parse({ pages: [showLines(60, 700, ['A person who is at the date of commencement of this Act keeping a boat referred to in subsection', '(1) marks it within a month of that day, or within such longer time as the harbour master may', 'allow, and pays the fee.'])] });
    expect(document.text).toBe('A person who is at the date of commencement of this Act keeping a boat referred to in subsection (1) marks it within a month of that day, or within such longer time as the harbour master may allow, and pays the fee.');
  });
  it('joins a paragraph across pages and says on which page it begins', async () => {
    const document = await parse({ pages: [showLines(60, 700, prose.slice(0, 2)), showLines(60, 700, prose.slice(2)) + show(60, 640, 'A new one begins here.')] });
    expect(linesOf(document)).toEqual([proseText, 'A new one begins here.']);
    expect(document.pages).toEqual([{ page: 1, start: 0 }, { page: 2, start: proseText.length + 1 }]);
  });
  it('reads tables row by row, cells of several lines included', async () => {
    const row = (y: number, cells: readonly string[]): string => cells.map((cell, at) => (cell === '' ? '' : show([60, 220, 420][at]!, y, cell))).join('');
    const document = await parse({
      pages: [showLines(60, 760, prose) + row(700, ['Notice', 'Title', 'Repealed']) + row(680, ['Notice No. 31 of 1963', 'By-law of the town on the charges for', 'the']) + row(668, ['of the harbour', 'beach huts', 'whole']) + row(648, ['Notice No. 5 of 1970', 'By-law on dogs', 'section 3'])],
    });
    expect(linesOf(document).slice(1)).toEqual(['Notice\tTitle\tRepealed', 'Notice No. 31 of 1963 of the harbour\tBy-law of the town on the charges for beach huts\tthe whole', 'Notice No. 5 of 1970\tBy-law on dogs\tsection 3']);
  });
});

describe('what the file says of itself', () => {
  it('takes its language only where the collection names none', async () => {
    const pages = [showLines(60, 700, prose)];
    expect((await parse({ pages, catalog: '/Lang(fr-CA)' }, { collection: { id: 'test' } })).language).toBe('fr-CA');
    expect((await parse({ pages, catalog: '/Lang(fr-CA)' })).language).toBe('en');
  });
});

describe('refused, with the reason', () => {
  const refusal = async (bytes: Uint8Array | PdfParts): Promise<string> => {
    const before = process.cpuUsage();
    const error: unknown = await parse(bytes).catch((reason: unknown) => reason);
    const { user, system } = process.cpuUsage(before);
    expect(error).toBeInstanceOf(ResponsaError);
    // Time of the processor, not of a clock that other tests slow down.
    expect((user + system) / 1_000_000).toBeLessThan(2);
    return (error as ResponsaError).message;
  };
  const pages = [showLines(60, 700, prose)];
  const repeated = (text: string, times: number): PdfParts => ({ pages: [deflateSync(text.repeat(times))], content: '/Filter/FlateDecode' });

  it('a scan', async () => {
    const error = await parse({ pages: ['0 0 595 842 re f'] }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ fault: 'bad-source', message: 'It has no text: 0 characters on 1 page. It is a scan, or pictures of text.' });
    expect((error as ResponsaError).advice).toMatch(/^Run OCR first \(for example "ocrmypdf/);
  });
  it('text whose letters nobody knows', async () => {
    expect(await refusal(fixture('no-to-unicode.pdf'))).toMatch(/^Its text cannot be read: \d+ % of its characters have no meaning/);
    const shifted = prose.map((line) => line.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) - 29)));
    expect(await refusal({ pages: [showLines(60, 700, [...shifted, ...shifted])] })).toMatch(/^Its text cannot be read: its letters are in no order/);
    expect(await refusal({ pages: [showLines(60, 700, [...prose, ...prose].map((line) => line.replaceAll(' ', '')))] })).toMatch(/words are not parted/);
  });
  it('an encrypted file that needs a password, and only that', async () => {
    expect(await refusal(fixture('user-password.pdf'))).toBe('It is encrypted and opens with a password only.');
    expect((await parse(fixture('owner-password.pdf'))).text).toContain('A keeper registers each hive unless');
  });
  it('damaged files', async () => {
    expect(await refusal(pdfOf({ pages }).subarray(0, 400))).toMatch(/^It is no PDF that can be read/);
    expect(await refusal(new TextEncoder().encode(`%PDF-1.4\n${'\0'.repeat(2_000_000)}`))).toBe('It is no PDF that can be read: it holds no objects.');
    expect(await refusal({ pages, objects: { 2: '<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>', 3: '<</Type/Pages/Count 1/Parent 2 0 R/Kids[2 0 R]>>' } })).toMatch(/^None of its pages can be read: .*circular/);
  });
  it('more objects or pages than there can be', async () => {
    const written = pdfOf({ pages });
    const objects = new TextEncoder().encode('9 0 obj\n<<>>\nendobj\n'.repeat(1_000_000));
    expect(await refusal(Buffer.concat([written.subarray(0, 9), objects, written.subarray(9)]))).toMatch(/^It holds or announces \d+ objects, more than 300000\.$/);
    expect(await refusal(new TextEncoder().encode(new TextDecoder('latin1').decode(written).replace(/\/Size \d+/, '/Size 90000000')))).toMatch(/^It holds or announces 90000000 objects/);
    expect(await refusal({ pages, objects: { 2: `<</Type/Pages/Count 5000/Kids[${'100 0 R '.repeat(5000)}]>>` } })).toMatch(/^It has 5000 pages, but only \d+ objects/);
  });
  it('a page of a million characters', async () => {
    const lines = Array.from({ length: 9_000 }, (_, at) => show(60, 800 - (at % 70) * 10, `${proseText.slice(0, 90)} ${at * 7919}`));
    expect(await refusal({ pages: [deflateSync(lines.join(''))], content: '/Filter/FlateDecode' })).toBe('Page 1 holds more than 200000 characters.');
  });
  it('a page that prints without end, packed or not', async () => {
    const shown = Buffer.from(`BT /F1 12 Tf 60 700 Td ${Array.from({ length: 200_001 }, (_, at) => `(${at * 7919}) Tj`).join(' ')} ET`);
    expect(await refusal({ pages: [shown] })).toBe('A page shows text more than 200000 times.');
    expect(await refusal({ pages: [deflateSync(shown)], content: '/Filter/FlateDecode' })).toBe('A page shows text more than 200000 times.');
  });
  it('streams that unpack to nothing but size', async () => {
    expect(await refusal(repeated(' ', 64 * 1024 * 1024))).toBe('One of its streams unpacks to more than 32 MB.');
    expect(await refusal(repeated('q ', 3_000_000))).toMatch(/^One of its streams unpacks to \d+ times its size/);
    expect(await refusal({ pages: [deflateSync(deflateSync(Buffer.alloc(20_000_000)))], content: '/Filter[/FlateDecode/FlateDecode]' })).toMatch(/packed more than once|times its size/);
    const hidden = { pages: [deflateSync(Buffer.alloc(64 * 1024 * 1024, 32))], content: '/Filter 9 0 R', objects: { 9: '/Fl#61teDecode' } };
    expect(await refusal(hidden)).toBe('One of its streams unpacks to more than 32 MB.');
    const hex = Buffer.from(`${deflateSync(Buffer.alloc(40 * 1024 * 1024, 32)).toString('hex')}>`);
    expect(await refusal({ pages: [hex], content: '/Filter[/ASCIIHexDecode/FlateDecode]' })).toBe('One of its streams unpacks to more than 32 MB.');
  });
  it('fonts that need a character map from elsewhere; beside other text, that is reported', async () => {
    const objects = {
      4: '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[9 0 R]>>',
      9: '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000/FontDescriptor 10 0 R>>',
      10: '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/Ascent 752/Descent -271/ItalicAngle 0/CapHeight 737/StemV 58>>',
    };
    const chinese = show(60, 500, 'O`Y}N\x16uL');
    expect(await refusal({ pages: [chinese], objects })).toMatch(/^Its text cannot be read: it uses fonts that are not embedded and are read by the character map UniGB-UCS2-H/);
    const mixed = await parse({ pages: [showLines(60, 700, [...prose, ...prose, ...prose], 12, 'F2') + chinese], objects });
    expect(mixed.text).toContain(proseText);
    expect(mixed.warnings).toEqual([expect.stringMatching(/character map UniGB-UCS2-H, which is not part of the file: text in them is missing; save it anew/)]);
  });
});

describe('read as far as it goes, with a warning', () => {
  /** The file with the place of one object in its cross-reference table made wrong. */
  const withoutObject = (bytes: Uint8Array, number: number): Uint8Array => {
    const text = Buffer.from(bytes).toString('latin1');
    const table = text.lastIndexOf('xref\n0 ');
    const rows = text.slice(table).split('\n');
    rows[number + 2] = '0000000003 00000 n ';
    return Buffer.from(text.slice(0, table) + rows.join('\n'), 'latin1');
  };
  it('a damaged page', async () => {
    const document = await parse(withoutObject(fixture('gazette.pdf'), 5));
    expect(document.text).toContain('Boats to be marked');
    expect(document.warnings[0]).toMatch(/^page 2 is damaged and left out: /);
  });
  it('a damaged font', async () => {
    const document = await parse(withoutObject(fixture('gazette.pdf'), 22));
    expect(document.warnings).toContainEqual(expect.stringMatching(/^a font is damaged, and text that is set in it may be missing: /));
  });
  it('a damaged table of objects', async () => {
    const written = Buffer.from(pdfOf({ pages: [showLines(60, 700, prose)] })).toString('latin1');
    const document = await parse(Buffer.from(written.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'));
    expect(document.text).toBe(proseText);
    expect(document.warnings).toContain('its table of objects is damaged; the objects were looked for one by one');
  });
});

describe('harmless all the same', () => {
  afterEach(() => vi.restoreAllMocks());
  it('runs no script, fetches nothing and prints nothing', async () => {
    const spies = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error'), vi.spyOn(globalThis, 'fetch')];
    const script = '<</S/JavaScript/JS(while\\(true\\){}; app.launchURL\\("http://a.example"\\))>>';
    const document = await parse({
      pages: [showLines(60, 700, prose), `/None Do ${showLines(60, 700, prose)}`], catalog: `/OpenAction ${script}/AA<</WC ${script}>>/URI<</Base(http://a.example)>>`,
      objects: { 6: '<</Type/Font/Subtype/TrueType/BaseFont/Broken/FontDescriptor 9 0 R>>', 9: '<</Type/FontDescriptor/FontName/Broken/Flags 32/FontFile2 10 0 R>>', 10: stream('no font') },
    });
    expect(document.text).toContain(proseText);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
  it('ends where objects refer to themselves', async () => {
    const form = stream('/X Do /X Do', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 9 0 R>>>>');
    const document = await parse({
      pages: [`/X Do ${showLines(60, 700, prose)}`], catalog: '/Outlines 7 0 R',
      objects: { 3: '<</Font<</F1 4 0 R>>/XObject<</X 9 0 R>>>>', 7: '<</First 8 0 R/Last 8 0 R>>', 8: '<</Title(a)/Next 8 0 R/First 8 0 R>>', 9: form },
    });
    expect(document.text).toBe(proseText);
  });
});
