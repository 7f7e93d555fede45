import { describe, expect, it } from 'vitest';
import { walk, type LegalDocument } from '../../src/document.js';
import { parseHeading, parseHeadingLine } from '../../src/ingest/tree/headings.js';
import { inlineLine } from '../../src/ingest/formats/markdown/inline.js';
import { parseFile } from '../../src/ingest/parse-file.js';
import { expectSoundTree, sourceFile } from '../conformance/parser.js';

async function parse(path: string, content: string, side: Record<string, unknown> | null = null): Promise<LegalDocument> {
  const [document] = await parseFile(sourceFile(path, content, { sideMetadata: side }));
  expectSoundTree(document!);
  return document!;
}
const outlineOf = (document: LegalDocument): string[] => [...walk(document.provisions)].map(({ provision, ancestors }) => '  '.repeat(ancestors.length) + provision.eId);

describe('parseHeading', () => {
  it.each([
    ['Part I — General', 'en', 'part', 'Part I', 'General'],
    ['Section 5. Dog licence', 'en', 'section', 'Section 5', 'Dog licence'],
    ['Section 2 : Dispositions', 'fr', 'division', 'Section 2', 'Dispositions'],
    ['5. Dog licence', 'en', 'section', '5.', 'Dog licence'],
    ['§ 5 Hundesteuer', 'de', 'section', '§ 5', 'Hundesteuer'],
    ['§ 53¹. Kulu', 'et', 'section', '§ 53¹', 'Kulu'],
    ['1. peatükk ÜLDSÄTTED', 'et', 'chapter', '1. peatükk', 'ÜLDSÄTTED'],
    ['Artikel 5 - Gebühr', 'de', 'article', 'Artikel 5', 'Gebühr'],
    ['Article premier', 'fr', 'article', 'Article premier', null],
    ['Titre Ier — Dispositions générales', 'fr', 'title', 'Titre Ier', 'Dispositions générales'],
    ['الباب الأول — أحكام عامة', 'ar', 'part', 'الباب الأول', 'أحكام عامة'],
    ['المادة 5 — الرسوم', 'ar', 'article', 'المادة 5', 'الرسوم'],
    ['المادة الخامسة عشرة: الرسوم', 'ar', 'article', 'المادة الخامسة عشرة', 'الرسوم'],
    ['第五条の二（届出）', 'ja', 'article', '第五条の二', '届出'],
    ['第一章 総則', 'ja', 'chapter', '第一章', '総則'],
    ['Schedule — Fees', 'en', 'schedule', 'Schedule', 'Fees'],
    ['First Schedule: Fees', 'en', 'schedule', 'First Schedule', 'Fees'],
    ['Anlage 2 — Gebühren', 'de', 'schedule', 'Anlage 2', 'Gebühren'],
    ['別表第一（手数料）', 'ja', 'schedule', '別表第一', '手数料'],
  ])('%s', (text, language, kind, number, heading) => {
    expect(parseHeading(text, language, true)).toMatchObject({ kind, number, heading });
  });
  it.each([['Schedule of fees', 'en'], ['Partnership', 'en'], ['How to apply', 'en'], ['2024 was a good year', 'en'], ['第三者', 'ja']])('%s is no numbered unit', (text, language) => {
    expect(parseHeading(text, language, true)).toBeNull();
  });
  it.each([['Section 5 applies to dogs.', 'en'], ['§ 5 gilt nicht für Hunde.', 'de'], ['Article 5 du règlement est abrogé', 'fr'], ['1. Keep the dog quiet', 'en']])('%s is no heading line of a text', (text, language) => {
    expect(parseHeadingLine(text, language)).toBeNull();
  });
});

describe('inline Markdown', () => {
  it.each([
    ['a **bold** and *slanted* word', 'a bold and slanted word'],
    ['**bold with *slanted* inside**', 'bold with slanted inside'],
    ['`a * b * c` stays', 'a * b * c stays'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['\\*not\\* emphasis', '*not* emphasis'],
    ['[text](https://a.example/x(1)) end', 'text end'],
    ['![plan](plan.png) shown', 'plan shown'],
    ['a &lt; b &amp;&nbsp;c &euro; &unknown;', 'a < b & c € &unknown;'],
    ['§ 53<sup>1</sup> and x<sub>2</sub><br>next', '§ 53¹ and x2 next'],
    ['if a <5 and c> d', 'if a <5 and c> d'],
    ['<https://a.example> ~~old~~ text<!-- hidden -->', 'https://a.example old text'],
  ])('%s', (source, text) => {
    expect(inlineLine(source).text).toBe(text);
  });
  it('keeps links as marks on the text', () => {
    expect(inlineLine('see  **[section 3](#sec_3)**, now')).toEqual({ text: 'see section 3, now', marks: [{ start: 4, end: 13, target: { work: null, id: 'sec_3', parts: [] } }] });
  });
});

describe('Markdown', () => {
  it('reads the Estonian collection', async () => {
    const document = await parse('ee/1.md', '---\ntitle: "Koerte seadus"\nidentifier: "1"\ncountry: "ee"\nrank: "seadus"\nstatus: "in_force"\nsource: "https://www.riigiteataja.ee/akt/1"\neffective_from: "2020-01-01"\neffective_until: "2030-12-31"\nshort_title: "KoS"\n---\n# Koerte seadus\n\nKehtestatakse loomakaitseseaduse § 1 alusel.\n\n### 1. peatükk Üldsätted\n\n##### § 1. Ulatus\n\n(1) Seadus kohaldub, kui:\n\n1) koer on suur;\n\n2<sup>1</sup>) koer on vana.\n\n(2) Vaata § 1 lõiget 1.\n\n##### § 1<sup>1</sup>. Erand\n\n[Kehtetu – RT I, 2021, 1]\n\n**Riigikogu esimees**\n');
    expect(document).toMatchObject({ work: 'ee/act/1', title: 'Koerte seadus', aliases: ['KoS'], jurisdiction: 'ee', language: 'et', type: 'act', inForce: { from: '2020-01-01', to: '2031-01-01' }, source: { url: 'https://www.riigiteataja.ee/akt/1' } });
    expect(outlineOf(document)).toEqual(['preamble', 'chp_1', '  sec_1', '    sec_1__subsec_1', '      sec_1__subsec_1__para_1', '      sec_1__subsec_1__para_2-1', '    sec_1__subsec_2', '  sec_1-1']);
  });
  it('calls the headings of guidance h_1, h_2 whatever their level and numbers', async () => {
    const document = await parse('g.md', '---\ntype: guidance\n---\n# Title\n\nIntroduction.\n\n## 1. Who\n\nYou.\n\n### Exceptions\n\n- a dog\n- a cat\n\n## Article 5\n\n1. Go.\n2. Pay.\n');
    expect(outlineOf(document)).toEqual(['preamble', 'h_1', '  h_2', 'h_3', '  h_3__point_1', '  h_3__point_2']);
    expect(document.text).toBe('Introduction.\n1. Who\nYou.\nExceptions\na dog\na cat\nArticle 5\n1. Go.\n2. Pay.');
    expect(document.title).toBe('Title');
  });
  it('joins lines that an editor has wrapped, and only those', async () => {
    const wrapped = ['Whoever keeps a dog in the municipality must register it with the', 'office within one month and pay the fee that is laid down in the fee', 'schedule of the municipality unless the dog serves a blind person and', 'is trained for that.'].join('\n');
    expect((await parse('w.md', `# T\n\n${wrapped}\n\n(a) item`)).text).toBe(`${wrapped.replace(/\n/g, ' ')}\n(a) item`);
    expect((await parse('u.md', '# T\n\n(a) short,\nand signs the form.\n')).text).toBe('(a) short,\nand signs the form.');
  });
  it('tells the letter (i) from the number (i), and goes on after the tail of a list', async () => {
    const items = ['(g) seven', '(h) eight', '(i) nine', '(j) ten'].join('\n\n');
    const document = await parse('i.md', `# T\n\n## Section 1. Letters\n\n(a) one\n\n(b) two, if\n\n(i) first\n\n(ii) second\n\n(c) three\n\n${items}\n\nand a tail.\n\n## Section 2. Again\n\n(1) First:\n\n1. one\n2. two\n\ntail\n\n3. three\n\n(2) Second\n`);
    expect(outlineOf(document)).toEqual(['sec_1', ...['a', 'b'].map((letter) => `  sec_1__para_${letter}`), '    sec_1__para_b__subpara_i', '    sec_1__para_b__subpara_ii', ...['c', 'g', 'h', 'i', 'j'].map((letter) => `  sec_1__para_${letter}`),
      'sec_2', '  sec_2__subsec_1', '    sec_2__subsec_1__para_1', '    sec_2__subsec_1__para_2', '    sec_2__subsec_1__para_3', '  sec_2__subsec_2']);
  });
  it('takes the status from the words of the heading, and warns of what it cannot read', async () => {
    const document = await parse('s.md', '# T\n\n## § 1 (aufgehoben)\n\n## § 2 Repealed by-laws\n\nText.\n\n## § 3 Fees {from=2027-02-30 status=odd}\n\nText.');
    expect(document.provisions.map(({ status, inForce }) => [status, inForce])).toEqual([['repealed', null], ['in-force', null], ['in-force', { from: null, to: null }]]);
    expect(document.warnings).toHaveLength(2);
  });
  it('numbers that start again get the identifier of what they stand in', async () => {
    expect(outlineOf(await parse('r.md', '# T\n\n## Section 1. A\n\nText.\n\n## Schedule 1 — B\n\n### Section 1. C\n\nText.\n\n## Schedule 2 — D\n\nText.'))).toEqual(['sec_1', 'schedule_1', '  schedule_1__sec_1', 'schedule_2']);
  });
});

describe('plain text', () => {
  it('reads Japanese articles with paragraphs and items', async () => {
    const document = await parse('j.txt', 'ごみ条例\n\n第一章　総則\n\n第一条（目的）\n目的とする。\n\n第二条（義務）\n市民は、次のことをする。\n一　分別\n二　排出\n２　前項第二号は、第一条による。\n\n第三条　本文である。\n\n別表（第二条関係）\n一　指定袋\n', { type: 'by-law', language: 'ja' });
    expect(outlineOf(document)).toEqual(['chp_1', '  art_1', '  art_2', '    art_2__point_1', '    art_2__point_2', '    art_2__para_2', '  art_3', 'schedule', '  schedule__point_1']);
    expect(document.text).toContain('第三条\n本文である。');
    expect(document.title).toBe('ごみ条例');
  });
  it('reads Arabic articles in Arabic-Indic digits', async () => {
    const document = await parse('a.txt', 'قانون الكلاب\n\nالباب الأول — أحكام عامة\n\nالمادة ١ — التسجيل\n(١) يسجل كل كلب:\n(أ) كبير\n(ب) صغير\n(٢) وفقاً للمادة ١.\n', { type: 'act', language: 'ar' });
    expect(outlineOf(document)).toEqual(['part_1', '  art_1', '    art_1__para_1', '      art_1__para_1__point_أ', '      art_1__para_1__point_ب', '    art_1__para_2']);
    expect(document.provisions[0]!.provisions[0]!.provisions[1]!.references.map(({ target }) => target)).toEqual([{ work: 'zz/act/a', eId: 'art_1' }]);
  });
  it('reads a lettered Arabic list whose fifth letter is stretched', async () => {
    const document = await parse('a.txt', 'قانون\n\nالمادة 1 — الشروط\nيشترط:\n(أ) أول\n(ب) ثان\n(ج) ثالث\n(د) رابع\n(هـ) خامس\n(و) سادس\n', { type: 'act', language: 'ar' });
    expect(outlineOf(document)).toEqual(['art_1', ...Array.from('أبجدهو', (letter) => `  art_1__point_${letter}`)]);
  });
  it('puts text without any heading into one provision', async () => {
    expect(outlineOf(await parse('n.txt', 'Title\n\nFirst.\n\nSecond.'))).toEqual(['body']);
  });
});

describe('HTML', () => {
  it('leaves out what is no part of the text, and keeps the boxed remarks of the main element', async () => {
    const document = await parse('p.html', '<html lang="en-GB"><head><title>Dogs | Office</title><meta name="dcterms.type" content="guidance"></head><body><div class="cookie-banner">Cookies</div><nav>Menu</nav><main><nav>On this page</nav><h1>Dogs</h1><p>Every <b>dog</b><br>counts.</p><aside><h2>Note</h2><p>Boxed.</p></aside><form>Yes No</form><p hidden>Hidden</p><ul><li>one<ul><li>two</li></ul></li></ul></main><aside>Related</aside><footer>Imprint</footer></body></html>');
    expect(document.text).toBe('Every dog\ncounts.\nNote\nBoxed.\none\ntwo');
    expect(document).toMatchObject({ title: 'Dogs', language: 'en-GB', type: 'guidance' });
  });
  it('falls back to the body, and does not lose text that stands loose in it', async () => {
    expect((await parse('b.html', 'Loose text<p>Paragraph')).text).toBe('Loose text\nParagraph');
    expect((await parse('m.html', '<main></main><body><p>Outside</p>')).text).toBe('Outside');
  });
});

describe('Akoma Ntoso 2.0', () => {
  it('reads identifiers, lists, schedules and life cycle of the older version', async () => {
    const document = await parse('main.xml', `<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><act contains="originalVersion"><meta><identification><FRBRWork><FRBRuri value="/za-eth/act/by-law/2014/trading"/><FRBRalias value="Trading By-law, 2014"/></FRBRWork>
<FRBRExpression><FRBRuri value="/za-eth/act/by-law/2014/trading/eng@2014-06-27"/><FRBRdate date="2014-06-27" name="Generation"/><FRBRlanguage language="eng"/></FRBRExpression></identification>
<lifecycle><eventRef id="r" date="2020-01-01" type="repeal"/></lifecycle></meta>
<preface><p>To provide for trading.</p></preface>
<body><section id="section-1"><num>1.</num><heading>Definitions</heading><paragraph id="section-1.paragraph-0"><content><p>In this By-law –</p><blockList id="section-1.paragraph-0.list1"><listIntroduction>"goods" means<authorialNote><p>See the Act.</p></authorialNote></listIntroduction><item id="section-1.paragraph-0.list1.a"><num>(a)</num><p>food; <ref href="/za/act/2000/32">Act No. 32 of 2000</ref></p></item></blockList></content></paragraph></section>
<section id="section-2"><num>2.</num><content><p>See <ref href="#section-1.paragraph-0">section 1</ref>.<eol/>Second line.</p></content></section></body></act>
<components><component id="component-schedule"><doc name="schedule"><meta><identification><FRBRWork><FRBRalias value="Schedule"/></FRBRWork></identification></meta><mainBody><article id="schedule"><heading>REPEALED BY-LAWS</heading><section id="section-1"><num>1.</num><content><p>Old.</p></content></section></article></mainBody></doc></component></components></akomaNtoso>`);
    expect(document).toMatchObject({ work: 'za-eth/act/by-law/2014/trading', expression: 'za-eth/act/by-law/2014/trading/eng@2014-06-27', title: 'Trading By-law, 2014', type: 'by-law', jurisdiction: 'za-eth', language: 'en', inForce: { from: '2014-06-27', to: '2020-01-01' } });
    expect(outlineOf(document)).toEqual(['preface', 'section-1', '  section-1.paragraph-0.list1.a', '  section-1__note_1', 'section-2', 'schedule', '  schedule__section-1']);
    expect(document.text).toBe('To provide for trading.\n1. Definitions\nIn this By-law –\n"goods" means\n(a) food; Act No. 32 of 2000\nSee the Act.\n2.\nSee section 1.\nSecond line.\nSchedule REPEALED BY-LAWS\n1.\nOld.');
    expect([...walk(document.provisions)].flatMap(({ provision }) => provision.references.map(({ target }) => target))).toEqual([{ work: 'za/act/2000/32', eId: null }, { work: document.work, eId: 'section-1' }]);
    expect(document.provisions[3]!.status).toBe('in-force');
    expect(document.warnings).toEqual(['identifiers stand more than once; where it stands again, "section-1" is called "schedule__section-1"']);
  });
});

describe('corpus.jsonl', () => {
  it('refuses bytes that are not UTF-8 and lines that are no document, saying which', async () => {
    await expect(parseFile(sourceFile('corpus.jsonl', new Uint8Array([0x7b, 0xff])))).rejects.toMatchObject({ fault: 'bad-source', message: 'corpus.jsonl is not valid UTF-8.' });
    await expect(parseFile(sourceFile('corpus.jsonl', '{"_id":"a","title":"T","text":"x"}\n{"_id":1}\n'))).rejects.toMatchObject({ fault: 'bad-source', message: expect.stringContaining('corpus.jsonl, line 2: ') as string });
  });
});
