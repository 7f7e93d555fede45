import { describe, expect, it } from 'vitest';
import { walk, type LegalDocument } from '../../src/document.js';
import { plainTextParser } from '../../src/ingest/formats/plain-text/plain-text.js';
import { expectSoundTree, sourceFile } from '../conformance/parser.js';

async function parse(content: string | Uint8Array, side: Record<string, unknown> | null): Promise<LegalDocument> {
  const [document] = await plainTextParser.parse(sourceFile('law.txt', content, { sideMetadata: side }));
  expectSoundTree(document!);
  return document!;
}
const outlineOf = (document: LegalDocument): string[] => [...walk(document.provisions)].map(({ provision, ancestors }) => `${'  '.repeat(ancestors.length)}${provision.eId}${provision.heading === null ? '' : ` ${provision.heading}`}`);
const lines = (...written: readonly string[]): string => written.join('\n');

describe('numbered sections', () => {
  it.each([
    ['en', 'by-law', lines('Dog By-law', '', 'Part I — General', '', 'Section 1. Meaning', 'A dog barks.', '', 'Section 2. Licence', '(1) Get one.', '(2) See section 1.'), ['part_1 General', '  sec_1 Meaning', '  sec_2 Licence', '    sec_2__subsec_1', '    sec_2__subsec_2']],
    ['de', 'by-law', lines('Hundesatzung', '', '§ 1 Gegenstand', '(1) Eine Steuer:', '1. für Hunde,', '2. für Wölfe.', '(2) § 2 gilt nicht.', '§ 2a Höhe', '90 Kronen.'), ['sec_1 Gegenstand', '  sec_1__subsec_1', '    sec_1__subsec_1__para_1', '    sec_1__subsec_1__para_2', '  sec_1__subsec_2', 'sec_2a Höhe']],
    ['fr', 'by-law', lines('Règlement des chiens', '', 'Article premier', 'Le règlement s’applique.', '', 'Article 2 - Chiens', '1° les chiens ;', '2° les loups.'), ['art_1', 'art_2 Chiens', '  art_2__point_1', '  art_2__point_2']],
    ['ar', 'act', lines('قانون الكلاب', '', 'المادة ١ — التسجيل', '(أ) كبير', '(ب) صغير', 'المادة الثانية: الرسوم', 'تدفع الرسوم.'), ['art_1 التسجيل', '  art_1__point_أ', '  art_1__point_ب', 'art_2 الرسوم']],
    ['ja', 'by-law', lines('犬条例', '', '第一条（目的）', '犬を定める。', '第二条　犬は、次のとおりとする。', '一　大きい犬', '二　小さい犬'), ['art_1 目的', 'art_2', '  art_2__point_1', '  art_2__point_2']],
    ['et', 'act', lines('Koerte seadus', '', '1. peatükk Üldsätted', '', '§ 1. Ulatus', '(1) Seadus kehtib.', '(2) Vaata § 1.'), ['chp_1 Üldsätted', '  sec_1 Ulatus', '    sec_1__subsec_1', '    sec_1__subsec_2']],
  ])('%s', async (language, type, text, outline) => {
    const document = await parse(text, { language, type });
    expect(outlineOf(document)).toEqual(outline);
    expect(document.warnings).toEqual([]);
  });
  it('reads sections numbered without a word, where they follow each other and no other units are named', async () => {
    const bare = lines('Dog By-law', '', '1. Definitions', '', '(1) "dog" means a dog;', '(2) "cat" means a cat.', '', '2. Licence', 'Every dog needs one.', '', '3. Repeal', 'The old by-law is repealed.');
    expect(outlineOf(await parse(bare, { type: 'by-law', language: 'en' }))).toEqual(['sec_1 Definitions', '  sec_1__subsec_1', '  sec_1__subsec_2', 'sec_2 Licence', 'sec_3 Repeal']);
    const list = lines('Dog By-law', '', 'Section 1. Kinds', 'Dogs are', '1. Small', '2. Large');
    expect(outlineOf(await parse(list, { type: 'by-law', language: 'en' }))).toEqual(['sec_1 Kinds', '  sec_1__para_1', '  sec_1__para_2']);
    expect(outlineOf(await parse(lines('Dogs', '', 'Dogs are', '1. Small', '2. Large', '3. Old'), { type: 'by-law', language: 'en' }))).toEqual(['body', '  body__point_1', '  body__point_2', '  body__point_3']);
  });
});

describe('lines', () => {
  it('joins what an editor broke at a margin, not what begins anew', async () => {
    const wrapped = lines('Hundesatzung', '', '§ 1 Gegenstand', '(1) Die Gemeinde erhebt eine Steuer auf das Halten von Hunden, die älter als', 'drei Monate sind. Die Steuer wird für das Kalenderjahr erhoben und ist am', 'ersten Juli fällig; sie wird auch für angefangene Jahre voll erhoben und nicht', 'erstattet.', '(2) Von der Steuer befreit sind Hunde, die blinden Menschen dienen, und Rettungs-', 'hunde.', '', '§ 2 Höhe', 'Die Steuer beträgt neunzig Kronen für den ersten Hund und das Doppelte für jeden', 'weiteren.');
    const document = await parse(wrapped, { type: 'by-law', language: 'de' });
    expect(outlineOf(document)).toEqual(['sec_1 Gegenstand', '  sec_1__subsec_1', '  sec_1__subsec_2', 'sec_2 Höhe']);
    expect(document.text).toBe(lines(
      '§ 1 Gegenstand',
      '(1) Die Gemeinde erhebt eine Steuer auf das Halten von Hunden, die älter als drei Monate sind. Die Steuer wird für das Kalenderjahr erhoben und ist am ersten Juli fällig; sie wird auch für angefangene Jahre voll erhoben und nicht erstattet.',
      '(2) Von der Steuer befreit sind Hunde, die blinden Menschen dienen, und Rettungs-hunde.',
      '§ 2 Höhe', 'Die Steuer beträgt neunzig Kronen für den ersten Hund und das Doppelte für jeden weiteren.',
    ));
  });
  it('joins Japanese lines without a space, and lines behind the number of their article', async () => {
    const wrapped = lines('海町ごみ条例', '', '第一条　この条例は、町民の健康な生活を守るために、ごみの出し方', '及びその手数料について必要な事項を定めることを目的とするものであり', '町民及び事業者は、これを守らなければならないものとして定めるもので', 'ある。', '第二条　町長は、ごみを集める日を定める。');
    expect((await parse(wrapped, { type: 'by-law', language: 'ja' })).text).toBe('第一条\nこの条例は、町民の健康な生活を守るために、ごみの出し方及びその手数料について必要な事項を定めることを目的とするものであり町民及び事業者は、これを守らなければならないものとして定めるものである。\n第二条\n町長は、ごみを集める日を定める。');
  });
  it('leaves short lines, tables and addresses as they are', async () => {
    const text = lines('Notice', '', 'Town hall', 'Main street 5', '5000 Seefurt', '', 'Dog\tFee', 'first\t90');
    expect((await parse(text, { type: 'guidance', language: 'en' })).text).toBe('Town hall\nMain street 5\n5000 Seefurt\nDog\tFee\nfirst\t90');
  });
  it('takes underlined lines for headings, drawn lines for nothing, and every kind of line end for one', async () => {
    const document = await parse('Dogs\r\n====\r\n\r\nWho pays\r\n--------\r\nThe keeper.\u2028At once.\f***\rHow much\r~~~~~~~~\r90 crowns.\r', { type: 'guidance', language: 'en' });
    expect([document.title, outlineOf(document), document.text]).toEqual(['Dogs', ['h_1 Who pays', 'h_2 How much'], 'Who pays\nThe keeper.\nAt once.\nHow much\n90 crowns.']);
  });
  it('takes questions for headings', async () => {
    const text = lines('Dogs', '', 'Q: When do I pay?', 'A: On 1 July.', 'Q2. Who pays?', 'The keeper.', '', 'How do I apply?', '', 'By letter.');
    expect(outlineOf(await parse(text, { type: 'guidance', language: 'en' }))).toEqual(['h_1 Q: When do I pay?', 'h_2 Q2. Who pays?', 'h_3 How do I apply?']);
    expect(outlineOf(await parse(lines('犬', '', '問１　いつ払いますか。', '答　七月一日です。', '問２　だれが払いますか。', '答　飼い主です。'), { type: 'guidance', language: 'ja' }))).toEqual(['h_1 問１ いつ払いますか。', 'h_2 問２ だれが払いますか。']);
  });
  it('finds the language when nothing says it', async () => {
    expect((await parse(`Hunde\n\n${'Wer einen Hund hält, meldet ihn innerhalb eines Monats bei der Gemeinde an. '.repeat(4)}`, null)).language).toBe('de');
  });
  it('reads a line of ten million characters', async () => {
    const document = await parse(`Title\n\n${'a very long line '.repeat(600_000)}`, { language: 'en', type: 'guidance' });
    expect(document.text).toHaveLength(600_000 * 17 - 1);
  });
});
