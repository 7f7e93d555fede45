import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { walk, type LegalDocument, type Provision } from '../../src/document.js';
import { htmlParser } from '../../src/ingest/formats/html/html.js';
import { expectSoundTree, fixture, sourceFile } from '../conformance/parser.js';

async function parse(path: string, content: string | Uint8Array, fields: Parameters<typeof sourceFile>[2] = {}): Promise<LegalDocument> {
  const [document] = await htmlParser.parse(sourceFile(path, content, fields));
  expectSoundTree(document!);
  return document!;
}
const guidance = (name: string): Promise<LegalDocument> => parse(`guidance/${name}`, fixture(`guidance/${name}`));
const main = (html: string): Promise<LegalDocument> => parse('page.html', `<meta name="dcterms.type" content="guidance"><main>${html}</main>`);

/** The tree with one line a provision: identifier, heading, own lines; those below are indented. */
function printed(document: LegalDocument, provisions: readonly Provision[] = document.provisions, indent = ''): string[] {
  return provisions.flatMap((provision) => {
    const own: string[] = [];
    let at = provision.body.start;
    for (const child of provision.provisions) {
      own.push(document.text.slice(at, Math.max(at, child.span.start)));
      at = child.span.end;
    }
    own.push(document.text.slice(at, provision.body.end));
    const lines = own.join('\n').split('\n').filter((line) => line !== '');
    const head = provision.heading === null ? provision.eId : `${provision.eId} [${provision.heading}]`;
    return [`${indent}${[head, ...lines].join(' | ')}`, ...printed(document, provision.provisions, `${indent}  `)];
  });
}

describe('pages of public guidance', () => {
  it('keeps tables with spans and caption, pairs of terms and values; leaves out cookies, bread crumbs, contents, feedback, related links', async () => {
    const document = await guidance('fees.en.html');
    expect(document).toMatchObject({ title: 'Dog fees: what you pay', language: 'en-GB', type: 'guidance', inForce: { from: '2024-05-03', to: null }, source: { url: 'https://services.alvonia.example/dog-fees' }, warnings: [] });
    expect(printed(document)).toEqual([
      'preamble | You pay a fee for each dog.',
      'h_1 [How much] | Fees in crowns | Dog\tFee | \ttown\tcountry | First dog\t90\t60 | Second dog and more\t180 each | Processing time\t4 weeks | Where | Town hall | Room 5',
      'h_2 [Cookies] | Dogs may not eat cookies. See how much you pay.',
    ]);
    expect(document.provisions[2]!.references.map(({ text, target }) => [text, target?.eId])).toEqual([['how much', 'h_1']]);
  });
  it('makes headings of what unfolds, and ends them with their panel', async () => {
    const document = await guidance('accordion.de.html');
    expect(document).toMatchObject({ title: 'Hundesteuer', language: 'de', type: 'guidance', inForce: { from: '2024-05-03', to: null }, warnings: [] });
    expect(printed(document)).toEqual([
      'preamble | Stand: 1. Januar 2023',
      'h_1 [Häufige Fragen] | Mehr dazu am Schalter.',
      '  h_2 [Wer muss zahlen?] | Wer einen Hund hält. | Ausnahmen stehen in § 5 der Satzung.',
      '  h_3 [Wann ist zu zahlen?] | Am 1. Juli.',
      'h_4 [Formulare] | Fragen beantwortet das Steueramt.',
      '  h_5 [Anmeldung] | Mit dem Formular A.',
      '  h_6 [Abmeldung] | Mit dem Formular B.',
      '  h_7 [Ermäßigung] | Auf Antrag.',
    ]);
  });
  it('reads hidden tabs under their labels, each label once', async () => {
    const document = await guidance('tabs.fr.html');
    expect(document).toMatchObject({ title: 'Carte de stationnement', inForce: { from: '2023-11-20' }, source: { url: 'https://monteval.alvonia.example/stationnement' } });
    expect(printed(document)).toEqual(['h_1 [Habitants] | La carte coûte 20 couronnes.', 'h_2 [Visiteurs] | La carte coûte 5 couronnes par jour.', '  h_3 [Où l’acheter] | À la mairie.', 'h_4 | Les deux cartes sont personnelles.']);
  });
  it('numbers lists as a browser does, whatever is in their items', async () => {
    const document = await guidance('steps.en.html');
    expect(document.inForce.from).toBe('2022-03-01');
    expect(printed(document)).toEqual([
      'h_1 [What to do]',
      '  h_1__point_1 | Fill in the form. | Use capital letters.',
      '    h_1__point_1__point_1 | Give your name.',
      '    h_1__point_1__point_2 | Give the name of the boat.',
      '  h_1__point_2 | Pay the fee: | 20 crowns for a rowing boat; | 50 crowns for any other.',
      '  h_1__point_3 | Wait.',
      'h_2 [Afterwards]', '  h_2__point_4 | Collect the plate.', '  h_2__point_7 | Fix it.',
      'h_3 [Where]', '  h_3__point_a | on the bow;', '  h_3__point_b | on the stern.',
      'h_4 [Duties]', '  h_4__point_1 | You must carry the card.', '  h_4__point_2 | You must show it. | Good luck.',
      'h_5 [Later]', '  h_6 [1. Later: renew] | Every five years.', '  h_7 [2. Step 2 sell] | Tell us.',
    ]);
  });
  it('takes language and title of the text, not of the page around it', async () => {
    const document = await guidance('market.ar.html');
    expect(document).toMatchObject({ title: 'سوق المدينة', language: 'ar', inForce: { from: '2024-02-10' } });
    expect(printed(document)).toEqual(['preamble | سوق المدينة', 'h_1 [الرسوم] | يدفع البائع ٢٠ درهمًا في اليوم.', 'h_2 [متى يفتح السوق؟] | يفتح يوم الجمعة. | آخر تحديث: ١٠ فبراير ٢٠٢٤']);
  });
  it('does not double what ruby says of the reading', async () => {
    const document = await guidance('waste.ja.html');
    expect(document).toMatchObject({ title: 'ごみの出し方', language: 'ja', inForce: { from: '2024-04-01' } });
    expect(printed(document)).toEqual(['preamble | 更新日：令和6年4月1日', 'h_1 [１ 燃えるごみ] | 月曜日と木曜日に出してください。 | 種類\t料金 | 大袋\t四十円']);
  });
  it('makes headings of the questions in a list of terms', async () => {
    const document = await guidance('questions.et.html');
    expect(printed(document)).toEqual([
      'h_1 [Kes peab koera registreerima?] | Koera omanik. | seitsme päeva jooksul',
      'h_2 [Kas kassi peab registreerima?] | Ei, vaata esimest küsimust.',
      'h_3 [Mõisted] | Koer\tkoduloom | Omanik | Pidaja | isik, kellel on koer',
    ]);
    expect(document.provisions[1]!.references.map(({ target }) => target?.eId)).toEqual(['h_1']);
  });
  it('reads pages laid out with tables, with nothing closed', async () => {
    const document = await guidance('old-site.de.html');
    expect(document.title).toBe('Bauantrag');
    expect(printed(document)).toEqual(['preamble | Der Antrag ist schriftlich zu stellen. | Beizufügen sind | ein Lageplan | eine Baubeschreibung', 'h_1 [Gebühren] | Bau\tGebühr | Garage\t50 Kronen | Haus\t500 Kronen | Die Gebühr ist sofort fällig.']);
  });
  it('reads pages that are one form, and schema.org data; reports struck-out text and data it cannot read', async () => {
    const document = await guidance('form-page.fr.html');
    expect(document).toMatchObject({ title: 'Aide au logement', type: 'guidance', language: 'fr', inForce: { from: '2024-01-15' }, source: { url: 'https://portail.alvonia.example/logement' } });
    expect(document.text).toBe('L’aide est versée chaque mois. Elle est de 120 couronnes.');
    expect(document.warnings).toEqual(['its JSON-LD is no JSON and was not read', 'struck-out text is left out in 1 place, first "100"']);
  });
  it('puts footnotes to what refers to them, and takes quoted law for text', async () => {
    const document = await guidance('footnotes.en.html');
    expect(printed(document)).toEqual([
      'h_1 [Height] | A hedge may be 2 m² at most.¹ | Cut it in winter. | Section 12. Hedges | (1) Nobody lets a hedge grow. | (2) The fine is 50 crowns. | The law calls it a “living fence”. | Figure 1: a hedge of two metres | Address: | Town hall',
      '  h_1__note_1 | 1. Measured from the ground.',
      '  h_2 [Birds] | Do not cut while birds nest.',
      'notes | Notes | 2. Nobody refers to this.',
    ]);
    expect([...walk(document.provisions)].filter(({ provision }) => provision.kind.startsWith('note')).map(({ provision }) => provision.kind)).toEqual(['note', 'notes']);
  });
  it('leaves out what nobody sees, says so when it is much, and keeps sections whose names only sound like furniture', async () => {
    const document = await guidance('notices.en.html');
    expect(document.title).toBe('Swimming');
    expect(printed(document)).toEqual(['preamble | Swim only in summer.', 'h_1 [Social security] | Lifeguards are insured.', 'h_2 [Share your lane] | Keep right.']);
    expect(document.warnings).toHaveLength(2);
    expect(document.warnings[0]).toMatch(/^\d{3} characters of the main text were left out as navigation, notices or controls; the longest begins "We use cookies to make/);
    expect(document.warnings[1]).toBe('struck-out text is left out in 1 place, first "Not in May."');
  });
  it('has a test for each page', () => {
    expect(readdirSync(new URL('../fixtures/ingest/guidance', import.meta.url)).filter((name) => name.endsWith('.html'))).toHaveLength(12);
  });
});

describe('law on web pages', () => {
  it('reads facts of legislation from schema.org, links of Akoma Ntoso, and keeps the contents out', async () => {
    const document = await guidance('statute.en.html');
    expect(document).toMatchObject({ work: 'xa/act/2018/boats', aliases: ['BA'], type: 'act', inForce: { from: '2019-01-01', to: '2025-01-01' }, source: { url: 'https://gazette.alvonia.example/boats' } });
    expect(printed(document)).toEqual([
      'sec_1 [Meaning] | A boat floats.', 'sec_2 [Licence]',
      '  sec_2__subsec_1 | A boat in the sense of this Act needs a licence under the Harbours Act; see how to apply.', '  sec_2__subsec_2 | Fees are in the Schedule.', 'schedule [Fees] | Rowing boat: 5 crowns',
    ]);
    const references = document.provisions[1]!.provisions[0]!.references.map(({ text, target }) => [text, target?.work, target?.eId]);
    expect(references).toEqual([['the sense of this Act', 'xa/act/2018/boats', 'sec_1'], ['Harbours Act', 'xa/act/2010/harbours', 'sec_4']]);
  });

  const akoma = `<html><head><title></title></head><body class="standalone"><div class="colophon"><h3>Thanks for downloading</h3><p>Find more.</p></div><div class="toc"><ol><li><a href="#section-1">1. Dogs</a></li></ol></div>
<div class="akoma-ntoso"><div class="coverpage"><h1>Alvonia: Dog By-law, 2014</h1><ul class="notice-list"><li>Commences on 27 June 2014</li></ul></div><span class="akn-akomaNtoso"><article class="akn-act">
<section class="akn-preamble" id="preamble"><span class="akn-p">WHEREAS dogs bark;</span></section><span class="akn-body">
<section class="akn-chapter" id="chapter-1" data-id="chapter-1"><h2>Chapter 1<br/>Dogs and<br/>cats</h2><section class="akn-section" id="section-1" data-id="section-1"><h3>1. Dogs</h3>
<section class="akn-subsection" id="section-1.1" data-id="section-1.1"><span class="akn-num">(1)</span><span class="akn-content"><span class="akn-blockList"><span class="akn-listIntroduction">A <span class="akn-term">dog</span> may not –</span>
<span class="akn-item" id="section-1.1.list0.a" data-id="section-1.1.list0.a"><span class="akn-num">(a)</span> <span class="akn-p">bark, see <a class="akn-ref" data-href="/xa/act/2000/32" href="https://x.example/resolve">Act No. 32 of 2000</a>;</span></span></span></span></section></section></section>
</span></article><span class="akn-components"><span class="akn-component" id="component-1"><article class="akn-doc" id="schedule1"><h2>Schedule 1</h2><span class="akn-mainBody"><span class="akn-article" id="schedule1/schedule-1" data-id="schedule-1"><span class="akn-heading">Areas</span>
<section class="akn-section" id="schedule1/section-1" data-id="section-1"><h3>1. </h3><span class="akn-content"><table><tr><th><span class="akn-p">A</span></th><td><span class="akn-p">B</span></td></tr></table></span></section></span></span></article></span></span></span></div></body></html>`;
  it('puts Akoma Ntoso that was published as HTML back together', async () => {
    const document = await parse('by-laws/xa-alv/act/by-law/2014/dogs/eng/2014-06-27/main.html', akoma);
    expect(document).toMatchObject({ work: 'xa-alv/act/by-law/2014/dogs', expression: 'xa-alv/act/by-law/2014/dogs/eng@2014-06-27', title: 'Alvonia: Dog By-law, 2014', type: 'by-law', jurisdiction: 'xa-alv', language: 'en', inForce: { from: '2014-06-27', to: null } });
    expect([...walk(document.provisions)].map(({ provision, ancestors }) => [ancestors.length, provision.eId, provision.kind, provision.number, provision.heading])).toEqual([
      [0, 'preamble', 'preamble', null, null], [0, 'chapter-1', 'chapter', 'Chapter 1', 'Dogs and cats'], [1, 'section-1', 'section', '1.', 'Dogs'], [2, 'section-1.1', 'subsection', '(1)', null],
      [3, 'section-1.1.list0.a', 'item', '(a)', null], [0, 'schedule-1', 'schedule', 'Schedule 1', 'Areas'], [1, 'schedule-1__section-1', 'section', '1.', null], [0, 'notes', 'notes', null, null],
    ]);
    expect(document.text).toContain('A dog may not –\n(a) bark, see Act No. 32 of 2000;');
    expect(document.text).toContain('A\tB');
    expect(document.text).not.toMatch(/Find more|1\. Dogs\n1\. Dogs/);
    expect([...walk(document.provisions)].flatMap(({ provision }) => provision.references.map(({ target }) => target?.work))).toEqual(['xa/act/2000/32']);
  });
  it('refuses a cover with no law behind it', async () => {
    await expect(htmlParser.parse(sourceFile('main.html', '<h3>Thanks</h3><div class="akoma-ntoso"><div class="coverpage"><h1>By-law</h1></div></div>'))).rejects.toThrow('The file holds no text.');
  });
});

describe('what a page says of itself', () => {
  it.each([
    ['<meta name="dcterms.modified" content="2024-05-03T10:00:00Z">', '2024-05-03'],
    ['<meta name="DC.date.issued" content="20240503">', '2024-05-03'],
    ['<meta name="last-modified" content="2024/5/3">', '2024-05-03'],
    ['<meta name="date" content="3.5.2024">', '2024-05-03'],
    ['<meta name="dcterms.valid" content="start=2020-01-01; end=2021-01-01"><meta name="dcterms.modified" content="2024-05-03">', '2020-01-01'],
    ['<meta name="date" content="05/03/2024">', null],
    ['', null],
  ])('%s', async (head, from) => {
    const document = await parse('page.html', `<head><meta name="dcterms.type" content="guidance">${head}</head><main><h1>T</h1><p>Text.</p></main>`);
    expect(document.inForce.from).toBe(from);
    expect(document.warnings).toHaveLength(head.includes('05/03') ? 1 : 0);
  });
  it('does not take the date of a page for the day a law came into force', async () => {
    expect((await parse('law.html', '<head><meta name="dcterms.type" content="act"><meta name="dcterms.modified" content="2024-05-03"></head><main><h2>§ 1 Hund</h2><p>Text.</p></main>')).inForce.from).toBeNull();
  });
  it.each([
    ['<title>Dogs | City</title><meta property="og:site_name" content="City">', '<p>Text.</p>', 'Dogs'],
    ['<title>Dogs | City</title>', '<p>Text.</p>', 'Dogs | City'],
    ['<title>Dogs | City</title>', '<h1>Your dog</h1><p>Text.</p>', 'Your dog'],
    ['<title>Dogs</title><meta name="dcterms.title" content="Dog guide">', '<h1>Your dog</h1><p>Text.</p>', 'Dog guide'],
  ])('%s%s', async (head, body, title) => {
    const document = await parse('page.html', `<head>${head}</head><body><main>${body}</main></body>`);
    expect(document.title).toBe(title);
    expect(document.aliases).toEqual(title === 'Dog guide' ? ['Your dog'] : []);
  });
  it('finds the language a page does not say', async () => {
    expect((await parse('page.html', `<main><p>${'Wer einen Hund hält, hat ihn innerhalb eines Monats bei der Gemeinde anzumelden. '.repeat(4)}</p></main>`)).language).toBe('de');
  });
});

describe('hostile pages', () => {
  /** Milliseconds of processor time; other work on the machine does not count. */
  async function timeOf(work: () => Promise<unknown>): Promise<number> {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }
  const limit = 6_000;

  it.each([
    ['elements', '<div>'.repeat(100_000)], ['inline elements', '<p>'.concat('<span>'.repeat(100_000))], ['lists', '<ul><li>'.repeat(50_000)], ['tables', '<table><tr><td>'.repeat(50_000)],
    ['closed elements', '<div>'.repeat(100_000) + 'x' + '</div>'.repeat(100_000)], ['unclosed formatting', Array.from({ length: 3_000 }, (_, i) => `<p><font color=${i}>x`).join('')],
  ])('100,000 deep: %s', async (_, html) => {
    expect(await timeOf(async () => { await expect((async () => htmlParser.parse(sourceFile('deep.html', html)))()).rejects.toThrow('nested deeper than 256'); })).toBeLessThan(limit);
  });
  it.each([
    ['one footnote after another', Array.from({ length: 5_000 }, (_, i) => `<p>a<sup><a href="#f${i}">1</a></sup></p>`).join('') + '<ol class="footnotes">' + Array.from({ length: 5_000 }, (_, i) => `<li id="f${i}">n</li>`).join('') + '</ol>'],
    ['boxes in boxes', '<aside>'.repeat(200) + '<a href=x>y</a> z '.repeat(5_000)],
    ['lists in lists', '<ul>'.repeat(200) + '<li><a href="#a">x</a>'.repeat(5_000)],
    ['cells that reach over everything', '<table>' + ('<tr>' + '<td colspan=1000 rowspan=60000>x'.repeat(100)).repeat(100)],
    ['text loose in a table', '<table>' + '<div>x</div>'.repeat(20_000)],
    ['a tag with 50,000 attributes', `<p ${Array.from({ length: 50_000 }, (_, i) => `a${i}`).join(' ')}>x`],
  ])('does not take forever: %s', async (_, html) => {
    expect(await timeOf(() => main(html))).toBeLessThan(limit);
  });
  it('is not deceived by scripts, comments and templates with tags in them', async () => {
    expect((await parse('page.html', '<script>"</main><main><h1>False</h1>"</script><!-- <main>False</main> --><template><main>False</main></template><style>main::before{content:"False"}</style><main><h1>True</h1><p>Text.</p></main>'))).toMatchObject({ title: 'True', text: 'Text.' });
  });
  it('reads what is not closed, and refuses zero bytes', async () => {
    expect((await main('<h2>A<p>one<ul><li>two<li><b>three<h2>B<p>four')).text).toBe('A\none\ntwo\nthree\nB\nfour');
    await expect(htmlParser.parse(sourceFile('nul.html', '<p>a\0b</p>'))).rejects.toThrow('zero bytes');
  });
  it.each([
    ['windows-1252', Buffer.from('<meta charset=windows-1252><main><p>Gebühr €', 'latin1'), 'Gebühr'],
    ['windows-1252, undeclared', Buffer.from('<main><p>Gebühr', 'latin1'), 'Gebühr'],
    ['windows-1252 that says it is UTF-8', Buffer.from('<meta charset=utf-8><main><p>Gebühr', 'latin1'), 'Gebühr'],
    ['UTF-8 that says it is ISO-8859-1', Buffer.from('<meta charset="iso-8859-1"><main><p>Gebühr'), 'Gebühr'],
    ['Shift_JIS', Buffer.concat([Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><main><p>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b])]), '日本'],
    ['UTF-16 with its mark', Buffer.from('\uFEFF<main><p>Gebühr', 'utf16le'), 'Gebühr'],
    ['UTF-16 without', Buffer.from('<main><p>Gebühr', 'utf16le'), 'Gebühr'],
    ['UTF-16, the other way round', Buffer.from('<main><p>Gebühr', 'utf16le').swap16(), 'Gebühr'],
    ['UTF-16 declared where it cannot be', Buffer.from('<meta charset="utf-16"><main><p>Gebühr'), 'Gebühr'],
    ['XHTML with the declaration of XML', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body><main><p>Gebühr</p></main></body></html>', 'latin1'), 'Gebühr'],
  ])('%s', async (_, bytes, text) => {
    expect((await parse('page.html', bytes)).text).toContain(text);
  });
});
