/** USLM as its publishers write it: bills, public laws, compilations, the United States Code, the Federal Register; texts invented. */
import { describe, expect, it } from 'vitest';
import { isNote, walk, type LegalDocument, type Provision } from '../../src/document.js';
import { uslmParser } from '../../src/ingest/formats/uslm/uslm.js';
import { expectSoundTree, sourceFile, treeOf } from '../conformance/parser.js';

const gpo = 'xmlns="http://schemas.gpo.gov/xml/uslm" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"';
const parseAll = async (xml: string): Promise<readonly LegalDocument[]> => uslmParser.parse(sourceFile('law.xml', xml));
const parse = async (xml: string): Promise<LegalDocument> => {
  const [document] = await parseAll(xml);
  expectSoundTree(document!);
  return document!;
};
/** A document of that root element with the text in its `main`. */
const law = (root: string, meta: string, main: string, around = ''): string => `<?xml version="1.0"?><${root} ${gpo} xml:lang="en"><meta>${meta}</meta>${around}<main>${main}</main></${root}>`;
const publicLaw = (main: string, around = ''): string =>
  law('pLaw', '<dc:title>Public Law 900–7: To keep bees.</dc:title><docNumber>7</docNumber><citableAs>Public Law 900–7</citableAs><congress>900</congress>', main, around);
const provisionsOf = (document: LegalDocument): Provision[] => [...walk(document.provisions)].map(({ provision }) => provision);
const find = (document: LegalDocument, eId: string): Provision => provisionsOf(document).find((provision) => provision.eId === eId)!;
const textOf = (document: LegalDocument, eId: string): string => document.text.slice(find(document, eId).span.start, find(document, eId).span.end);
const eIds = (document: LegalDocument): string[] => provisionsOf(document).map(({ eId }) => eId);
const targets = (document: LegalDocument): (readonly [string, string | undefined, string | null | undefined])[] =>
  provisionsOf(document).flatMap(({ references }) => references.map(({ text, target }) => [text, target?.work, target?.eId] as const));

describe('what a document is', () => {
  it.each([
    ['bill', '<dc:title>900 S 12 IS: To keep bees.</dc:title><citableAs>900 S 12 IS</citableAs><citableAs>900s12is</citableAs>', 'us/bill/900/s/12', 'bill', 'To keep bees.'],
    ['resolution', '<dc:title>900 HJRES 3 ENR: Honouring bees.</dc:title><dc:type>House Joint Resolution</dc:type><docNumber>3</docNumber><congress>900</congress>', 'us/bill/900/hjres/3', 'bill', 'Honouring bees.'],
    ['resolution', '<dc:type>Senate Simple Resolution</dc:type><docNumber>4</docNumber><congress>900</congress>', 'us/bill/900/sres/4', 'bill', 'law'],
    ['pLaw', '<dc:title>Public Law 900–7: Bees.</dc:title><citableAs>Public Law 900–7</citableAs>', 'us/pl/900/7', 'act', 'Public Law 900–7: Bees.'],
    ['pLaw', '<dc:title>Bees</dc:title><docNumber>900–8</docNumber><congress>900</congress><publicPrivate>private</publicPrivate>', 'us/pvtl/900/8', 'act', 'Bees'],
    ['uscDoc', '<dc:title>Title 77</dc:title><docNumber>77</docNumber>', 'us/usc/t77', 'act', 'Title 77'],
    ['cfrDoc', '<dc:title>Title 78 Bees</dc:title><docNumber>78</docNumber>', 'us/cfr/t78', 'regulation', 'Title 78 Bees'],
  ])('%s: work, type and title from its metadata', async (root, meta, work, type, title) => {
    expect(await parse(law(root, meta, '<section><num value="1">Sec. 1.</num><content>Bees.</content></section>'))).toMatchObject({ work, type, title, jurisdiction: 'us', language: 'en' });
  });
  it('takes the work of a compilation from its identifiers, and the day of its last amendment', async () => {
    const document = await parse(law('statuteCompilation', '<dc:title>BEE ACT</dc:title><approvedDate>1970-12-29</approvedDate>', '<section identifier="/us/sComp/91/900/tI/s1"><num value="1">SEC. 1.</num><content>Bees.</content></section>',
      '<preface><editionNote>[As Amended Through P.L. 116–92, Enacted <date date="2019-12-20">December 20, 2019</date>]</editionNote></preface>'));
    expect(document).toMatchObject({ work: 'us/sComp/91/900', expression: 'us/sComp/91/900/eng@2019-12-20', inForce: { from: '2019-12-20', to: null } });
  });
  it('does not take the numbers of quoted law for its own', async () => {
    const document = await parse(law('bill', '<dc:title>Bees</dc:title>', '<section><content>Add: <quotedContent><section identifier="/us/usc/t26/s1"><num value="1">“§ 1.</num></section></quotedContent></content></section>'));
    expect(document.work).toBe('us/bill/law');
  });
  it('calls an act by the short title it gives itself, not by that of a title in it or of quoted law', async () => {
    const document = await parse(publicLaw(`<title><num value="I">TITLE I</num><section><num value="1">Sec. 1.</num><content>This title may be cited as the <shortTitle>“Wax Act”</shortTitle>. <quotedContent><p>This Act may be cited as the <shortTitle role="act">“Old Act”</shortTitle></p></quotedContent></content></section></title>
      <section><num value="2">Sec. 2.</num><content>This Act may be cited as the <shortTitle>“Bee Act”</shortTitle>.</content></section><action><actionDescription>Approved March 9, 2031.</actionDescription></action>`));
    expect(document).toMatchObject({ title: 'Bee Act', aliases: ['Public Law 900–7: To keep bees.', 'Public Law 900–7'], inForce: { from: '2031-03-09', to: null } });
  });
});

describe('levels', () => {
  it('numbers, headings, lead-ins and tails, down to the subsubitem', async () => {
    const document = await parse(publicLaw(`<section identifier="/us/pl/900/7/s1"><num value="1">SECTION 1. </num><heading>HIVES, ETC.</heading><subsection><num value="a">(a) </num><heading><inline class="small-caps">In general</inline>.—</heading>
      <paragraph><num value="1">(1) </num><chapeau>each hive—</chapeau><subparagraph><num value="A">(A) </num><clause><num value="i">(i) </num><subclause><num value="I">(I) </num><item><num value="aa">(aa) </num><subitem><num value="AA">(AA) </num><subsubitem><num value="aaa">(aaa) </num><content>wax;</content></subsubitem></subitem></item></subclause></clause></subparagraph><continuation>and honey.</continuation></paragraph></subsection></section>`));
    expect(eIds(document).at(-1)).toBe('sec_1__subsec_a__para_1__subpara_a__cl_i__subcl_i__item_aa__point_aa__indent_aaa');
    expect(find(document, 'sec_1')).toMatchObject({ number: 'SECTION 1.', heading: 'HIVES, ETC.' });
    expect(find(document, 'sec_1__subsec_a')).toMatchObject({ number: '(a)', heading: 'In general' });
    expect(textOf(document, 'sec_1__subsec_a')).toBe('(a) In general.—\n(1) each hive—\n(A)\n(i)\n(I)\n(aa)\n(AA)\n(aaa) wax;\nand honey.');
  });
  it('keeps numbers apart that look alike', async () => {
    const section = (value: string): string => `<section><num value="${value}">§ ${value}.</num><content>Text.</content></section>`;
    const document = await parse(publicLaw(`<division><num value="C">DIVISION C—</num><subtitle><num value="D">Subtitle D—</num><part><num value="II">PART II—</num>${section('1395w–3')}${section('1395w–3a')}${section('1395w')}${section('447.21')}</part><part><num value="C">PART C—</num>${section('2')}</part></subtitle></division>`));
    expect(eIds(document)).toEqual(['dvs_c', 'subtitle_d', 'part_2', 'sec_1395w-3', 'sec_1395w-3a', 'sec_1395w', 'sec_447-21', 'part_c', 'sec_2']);
  });
  it('gives a section without number no number', async () => {
    const document = await parse(publicLaw('<resolvingClause>Resolved,</resolvingClause><section class="inline"><content>That bees are kept.</content></section><section><num value="1">Sec. 1.</num><content>Text.</content></section><section><content>That wax is sold.</content></section>'));
    expect(eIds(document)).toEqual(['preamble', 'sec_nn_1', 'sec_1', 'sec_nn_2']);
    expect(document.warnings).toEqual([]);
  });
  it('reads a heading before its number in the order of the source', async () => {
    const document = await parse(publicLaw('<section><heading>definitions </heading><num value="3">Sec. 3.<ref idref="f1" class="footnoteRef">1</ref> </num><content>Text.</content><footnote id="f1"><sup>1</sup><p>So in original.</p></footnote></section>'));
    expect(find(document, 'sec_3')).toMatchObject({ number: 'Sec. 3.', heading: 'definitions' });
    expect(textOf(document, 'sec_3')).toBe('definitions Sec. 3.¹\nText.\n¹ So in original.');
  });
  it('nests appropriations by their headings and runs provisos on', async () => {
    const document = await parse(publicLaw('<title><num value="I">TITLE I</num><heading>BEES</heading><appropriations level="major"><heading>Hives</heading><appropriations level="small"><heading>Wax</heading><content>For wax, $5: <proviso><i>Provided</i>, That it is used.</proviso></content></appropriations></appropriations></title>'));
    expect(provisionsOf(document).map(({ kind, heading }) => [kind, heading])).toEqual([['title', 'BEES'], ['hcontainer', 'Hives'], ['hcontainer', 'Wax']]);
    expect(document.text).toMatch(/For wax, \$5: Provided, That it is used\.$/);
  });
  it('reads state and period; a simple date ends a period at its beginning', async () => {
    const section = (number: number, attributes: string): string => `<section ${attributes}><num value="${number}">§ ${number}.</num><content>Text.</content></section>`;
    const document = await parse(publicLaw(section(1, 'status="repealed"') + section(2, 'status="transferred"') + section(3, 'status="pending" startPeriod="2030-01-01"') + section(4, 'status="reserved"') + section(5, 'inEffect="false"') + section(6, 'endPeriod="2029-01-01T00:00:00"')));
    expect(provisionsOf(document).map(({ status, inForce }) => [status, inForce])).toEqual([
      ['repealed', null], ['spent', null], ['not-yet-in-force', { from: '2030-01-01', to: null }], ['in-force', null], ['not-yet-in-force', null], ['in-force', { from: null, to: '2029-01-01' }],
    ]);
  });
  it('keeps the versions of each committee apart in a bill as reported', async () => {
    const part = '<component changed="added"><main><section><num value="1">SECTION 1.</num><content>Text.</content></section></main></component>';
    expect(eIds(await parse(publicLaw(part + part)))).toEqual(['h_1', 'sec_1', 'h_2', 'h_2__sec_1']);
  });
  it('takes the text that an amendment puts in the place of a whole bill for provisions', async () => {
    const document = await parse(`<engrossedAmendment ${gpo} xml:lang="en"><amendMeta><citableAs>900hr1eas2</citableAs></amendMeta><amendMain><amendmentInstruction><content>Strike all and insert: <amendmentContent><section><num value="1">SEC. 1.</num><content>Bees.</content></section></amendmentContent></content></amendmentInstruction></amendMain></engrossedAmendment>`);
    expect(document.work).toBe('us/bill/900/hr/1');
    expect(treeOf(document)).toMatchObject([{ lines: ['Strike all and insert:'] }, { eId: 'sec_1', lines: ['Bees.'] }]);
  });
});

describe('what stands beside the operative text', () => {
  it('puts notes of every sort behind the text of their provision', async () => {
    const document = await parse(publicLaw(`<chapter><num value="1">CHAPTER 1—</num><heading>BEES</heading><note topic="x"><heading>Amendments</heading><p>2019—added.</p></note>
      <section><num value="1">Sec. 1. </num><sidenote><p>33 USC 1 note.</p></sidenote><editorialNote role="uscRef">[<ref href="/us/usc/t33/s1nt">33 U.S.C. 1 note</ref>]</editorialNote><heading>HIVES.</heading><content>Bees<footnote><sup>2</sup><p>So in law.</p></footnote> are kept.</content>
      <sourceCredit>(July 30, 1947, ch. 388.)</sourceCredit><notes type="uscNote"><note topic="editorialNotes" role="crossHeading"><heading>Editorial Notes</heading></note><note><heading>References</heading><p>One.</p><p>Two.</p></note></notes></section></chapter>`));
    expect(textOf(document, 'sec_1')).toBe('Sec. 1. HIVES.\nBees are kept.\n33 USC 1 note.\n[33 U.S.C. 1 note]\n² So in law.\n(July 30, 1947, ch. 388.)\nEditorial Notes\nReferences\nOne.\nTwo.');
    expect(find(document, 'sec_1').provisions.every(({ kind }) => isNote(kind))).toBe(true);
    expect(find(document, 'sec_1').provisions.map(({ heading }) => heading)).toEqual([null, null, null, null, 'Editorial Notes', 'References']);
    // Behind the sections of a chapter its note would be lost.
    expect(find(document, 'chp_1').provisions.map(({ kind }) => kind)).toEqual(['note', 'section']);
  });
  it('reads front and back matter, and leaves out page marks and the end mark', async () => {
    const document = await parse(publicLaw('<section><num value="1">Sec. 1.</num><content>Bees are<page>900 STAT. 12</page> kept.</content></section><section><num value="2">Sec. 2.</num><content>Wax.</content></section>',
      '<preface><page>900 STAT. 11</page><dc:type>Public Law</dc:type><docNumber>900–7</docNumber></preface>').replace('</pLaw>', '<signatures><signature><name>A. Bee,</name><role>Speaker.</role></signature></signatures><legislativeHistory><heading>LEGISLATIVE HISTORY:</heading><note><p>Oct. 9, passed.</p></note></legislativeHistory><endMarker>○</endMarker></pLaw>'));
    expect(document.text).toBe('Public Law\n900–7\nSec. 1.\nBees are kept.\nSec. 2.\nWax.\nA. Bee,\nSpeaker.\nLEGISLATIVE HISTORY:\nOct. 9, passed.');
    expect(eIds(document)).toEqual(['preface', 'sec_1', 'sec_2', 'conclusions', 'notes']);
    expect(document.pages).toEqual([{ page: 11, start: 0 }, { page: 12, start: document.text.indexOf('Sec. 2.') }]);
  });
  it('prints a table of contents without making provisions of it, in both versions of the schema', async () => {
    const document = await parse(publicLaw(`<toc><referenceItem role="section"><designator>Sec. 1. </designator><label>Hives.</label><target>3</target></referenceItem></toc><section><num value="1">Sec. 1.</num><content>The contents are:<toc><layout><header><column>Sec.</column></header><tocItem><column>1.</column><column>Hives</column></tocItem></layout></toc></content></section>`));
    expect(provisionsOf(document).map(({ kind }) => kind)).toEqual(['toc', 'section']);
    expect(document.text).toBe('Sec. 1. Hives. 3\nSec. 1.\nThe contents are:\nSec.\n1.\tHives');
  });
  it('keeps quoted law text of the provision that quotes it, the words behind it on its last line', async () => {
    const document = await parse(publicLaw(`<section><num value="1">Sec. 1.</num><content>Section 5 <amendingAction type="amend">is amended</amendingAction> by adding: <quotedContent><section><num value="5">“Sec. 5. </num><heading>Wax.</heading>
      <subsection><num value="a">“(a) </num><heading>Use.—</heading>
      <chapeau>Wax is—</chapeau><paragraph><num value="1">“(1) </num><content><p>sold.</p></content></paragraph></subsection></section></quotedContent><inline role="after-quoted-block">”; and</inline></content></section>`));
    expect(eIds(document)).toEqual(['sec_1']);
    expect(textOf(document, 'sec_1')).toBe('Sec. 1.\nSection 5 is amended by adding:\n“Sec. 5. Wax.\n“(a) Use.—Wax is—\n“(1) sold.”; and');
  });
  it('prints a table row in one line', async () => {
    const document = await parse(publicLaw('<section><num value="1">Sec. 1.</num><content><table><tr><th>Hives<br/>kept</th><th>Fee</th></tr><tr><td/><td><p>1</p><p>2</p></td></tr></table></content></section>'));
    expect(textOf(document, 'sec_1').split('\n')).toEqual(['Sec. 1.', 'Hives kept\tFee', '\t1 2']);
  });
  it('says where images are', async () => {
    expect((await parse(publicLaw('<section><num value="1">Sec. 1.</num><content>Text.<figure><img src="x.gif"/></figure></content></section>'))).warnings).toEqual(['1 image in it may show text; an image has no place in the text']);
  });
  it('marks the terms a law defines, not those of the law it quotes', async () => {
    const document = await parse(publicLaw('<section><num value="1">Sec. 1.</num><content>The term “<term>hive</term>” means a hive. <quotedContent><p>The term ‘<term>wax</term>’.</p></quotedContent></content></section>'));
    expect(document.terms.map(({ text, span }) => [text, document.text.slice(span.start, span.end), document.text[span.start - 1]])).toEqual([['hive', 'hive', '“']]);
  });
});

describe('references', () => {
  it('leads to its own provisions by their identifiers and to other works by number', async () => {
    const ref = (href: string): string => `<p>See <ref href="${href}">the place</ref>.</p>`;
    const document = await parse(publicLaw(`<title identifier="/us/pl/900/7/tI"><num value="I">TITLE I</num><section identifier="/us/pl/900/7/tI/s1"><num value="1">Sec. 1.</num><subsection identifier="/us/pl/900/7/tI/s1/b"><num value="b">(b)</num><content>Text.</content></subsection></section></title><section><num value="2">Sec. 2.</num><content>${[
      '/us/pl/900/7/tI/s1/b', '/us/pl/900/7/s1', '/us/usc/t26/s501/c/3/A', '/us/usc/t16/s460l–6a/a', '/us/usc/t5/app', '/us/cfr/t 14 /p71', '/us/cfr/t7/s319.56', '/us/pl/113/6/dC', '/us/stat/128/1193', '/us/fr/82/frdoc2017-1', '/us/usc/t2/s900/etseq', 'uslm.css',
    ].map(ref).join('')}</content></section>`));
    expect(targets(document).map(([, work, eId]) => [work, eId])).toEqual([
      ['us/pl/900/7', 'sec_1__subsec_b'], ['us/pl/900/7', 'sec_1'], ['us/usc/t26', 'sec_501__subsec_c__para_3__subpara_a'], ['us/usc/t16', 'sec_460l-6a__subsec_a'], ['us/usc/t5a', null],
      ['us/cfr/t14', 'part_71'], ['us/cfr/t7', 'sec_319-56'], ['us/pl/113/6', 'dvs_c'], ['us/stat/128', null], ['us/fr/82/frdoc2017-1', null], ['us/usc/t2', 'sec_900'],
    ]);
  });
});

describe('volumes and issues', () => {
  const rule = (number: number, dates: string): string => `<component><rule identifier="/us/fr/99/frdoc2031-${number}"><meta><dc:type>Federal Register Rule</dc:type><docNumber>2031–${number}</docNumber></meta><preface><?page num="${100 + number}"?><subject>Rule ${number} on bees</subject></preface>
    <main><rulePreamble><statement role="effectiveDate"><content><heading style="-uslm-sgm:HED">DATES:</heading><p>${dates}</p></content></statement><statement><content><heading style="-uslm-sgm:HED">SUPPLEMENTARY INFORMATION:</heading><heading style="-uslm-sgm:HD1">Background</heading><p>Old.</p><heading style="-uslm-sgm:HD2">Detail</heading><p>Deep.</p><heading style="-uslm-sgm:HD1">Costs</heading><p>None.</p></content></statement></rulePreamble>
    <level role="amending"><section role="instruction"><num value="1">■ 1. </num><content>Add: <quotedContent><section identifier="/us/cfr/t7/s5"><num value="5">§ 5</num></section></quotedContent></content></section></level></main></rule></component>`;
  const issue = (rules: string): string => `<frDoc ${gpo}><meta><dc:title>Issue 9</dc:title><volume>99</volume><issue>9</issue><dc:date>2031-05-02</dc:date><dc:language>EN</dc:language></meta><main><collection><component><meta><dc:title>Rules</dc:title></meta><preface><docNumber>Rules and Regulations</docNumber></preface><main><rules><collection>${rules}</collection></rules></main></component></collection></main></frDoc>`;

  it('makes a document of each rule of an issue, and one of the rest', async () => {
    const documents = await parseAll(issue(rule(1, 'Effective <date date="2031-06-01">June 1, 2031</date>.') + rule(2, 'Comments by <date date="2031-07-01">July 1, 2031</date>.')));
    documents.forEach(expectSoundTree);
    expect(documents.map(({ work, title, type, language, inForce }) => [work, title, type, language, inForce.from])).toEqual([
      ['us/fr/99/no9', 'Issue 9', 'other', 'en', '2031-05-02'], ['us/fr/99/frdoc2031-1', 'Rule 1 on bees', 'regulation', 'en', '2031-06-01'], ['us/fr/99/frdoc2031-2', 'Rule 2 on bees', 'regulation', 'en', '2031-05-02'],
    ]);
    expect(documents[0]!.text).toBe('Rules and Regulations');
    expect(documents[1]!.pages[0]).toEqual({ page: 101, start: 0 });
  });
  it('nests the headed blocks of a rule by the depth of their headings', async () => {
    const [, document] = await parseAll(issue(rule(1, 'Effective now.')));
    const blocks = [...walk(document!.provisions)].filter(({ provision }) => provision.kind === 'hcontainer').map(({ provision, ancestors }) => [ancestors.length, provision.heading]);
    expect(blocks).toEqual([[0, 'DATES'], [0, 'SUPPLEMENTARY INFORMATION'], [1, 'Background'], [2, 'Detail'], [1, 'Costs']]);
    expect(eIds(document!).filter((eId) => eId.startsWith('sec'))).toEqual(['sec_1']);
  });
  it('makes a document of each law of a volume that holds nothing else, and names one without text', async () => {
    const act = (number: number, main: string): string => `<component><pLaw><meta><citableAs>Public Law 900–${number}</citableAs></meta><main>${main}</main></pLaw></component>`;
    const documents = await parseAll(`<statutesAtLarge ${gpo} xml:lang="en"><meta><volume>900</volume></meta><main><publicLaws>${act(1, '<section><num value="1">Sec. 1.</num><content>Bees.</content></section>')}${act(2, '<section><num value="1">Sec. 1.</num><content>Wax.</content></section>')}${act(3, '')}</publicLaws></main></statutesAtLarge>`);
    expect(documents.map(({ work, text }) => [work, text])).toEqual([['us/pl/900/1', 'Sec. 1.\nBees.'], ['us/pl/900/2', 'Sec. 1.\nWax.']]);
    expect(documents[0]!.warnings).toEqual(['the document us/pl/900/3 in it holds no text; it is left out']);
  });
});

describe('faults', () => {
  const accepts = (content: string | Uint8Array, path = 'law.xml'): boolean => uslmParser.accepts(sourceFile(path, content));
  it('knows its files by their namespace', () => {
    expect(accepts(publicLaw(''))).toBe(true);
    expect(accepts('<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"/>')).toBe(true);
    expect(accepts(Buffer.from(`\uFEFF${publicLaw('')}`, 'utf16le'))).toBe(true);
    expect(accepts('<bill xmlns="http://example.org/bill"/>')).toBe(false);
    expect(accepts(publicLaw(''), 'law.html')).toBe(false);
  });
  it('reads UTF-16', async () => {
    const [document] = await uslmParser.parse(sourceFile('law.xml', Buffer.from(`\uFEFF${publicLaw('<section><num value="1">§ 1.</num><content>Bees.</content></section>')}`, 'utf16le')));
    expect(document!.text).toBe('§ 1.\nBees.');
  });
  it.each([
    ['cut off', publicLaw('<section><num value="1">Sec. 1.</num>').slice(0, -30), /well-formed/],
    ['an entity of its own', `<!DOCTYPE pLaw [<!ENTITY a "bees">]>${publicLaw('<section><content>&a;</content></section>').replace('<?xml version="1.0"?>', '')}`, /well-formed/],
    ['without text', publicLaw(''), /holds no text/],
    ['nested too deeply', publicLaw('<paragraph>'.repeat(300) + '</paragraph>'.repeat(300)), /nested deeper/],
  ])('refuses a file that is %s', (_, xml, reason) => {
    expect(() => uslmParser.parse(sourceFile('law.xml', xml))).toThrow(reason);
  });
  it('reports a day that is none and leaves it open', async () => {
    const document = await parse(publicLaw('<section startPeriod="soon"><num value="1">Sec. 1.</num><content>Bees.</content></section>'));
    expect(document.warnings).toEqual(['startPeriod of section is "soon", which is no calendar day (expected YYYY-MM-DD); it is left open']);
  });
});
