import { describe, expect, it } from 'vitest';
import { walk, type LegalDocument } from '../../src/document.js';
import { gesetzeImInternetParser } from '../../src/ingest/formats/gesetze-im-internet/gesetze-im-internet.js';
import { endOf, slug } from '../../src/ingest/formats/gesetze-im-internet/metadata.js';
import { expectSoundTree, sourceFile, treeOf } from '../conformance/parser.js';

const head = '<jurabk>BienG 2020</jurabk><ausfertigung-datum manuell="ja">2020-02-01</ausfertigung-datum><langue>Gesetz über die Bienenhaltung</langue>';
/** A law of these norms; `facts` are the metadata of the first. */
const law = (norms: string, facts = head, first = ''): string =>
  `<?xml version="1.0" encoding="UTF-8" ?><!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">\n<dokumente builddate="1" doknr="X"><norm doknr="X"><metadaten>${facts}</metadaten><textdaten>${first}</textdaten></norm>${norms}</dokumente>`;
const norm = (name: string, title: string, content: string, behind = ''): string =>
  `<norm doknr="X-${name}"><metadaten><jurabk>BienG</jurabk><enbez>${name}</enbez><titel format="XML">${title}</titel></metadaten><textdaten><text format="XML"><Content>${content}</Content></text>${behind}</textdaten></norm>`;
const place = (key: string, name: string, title: string): string => `<gliederungseinheit><gliederungskennzahl>${key}</gliederungskennzahl><gliederungsbez>${name}</gliederungsbez><gliederungstitel>${title}</gliederungstitel></gliederungseinheit>`;
const container = (key: string, name: string, title: string, content = '<P/>'): string =>
  `<norm><metadaten><jurabk>BienG</jurabk>${place(key, name, title)}</metadaten><textdaten><text format="XML"><Content>${content}</Content></text></textdaten></norm>`;

function parse(content: string | Uint8Array): LegalDocument {
  const [document] = gesetzeImInternetParser.parse(sourceFile('gesetze/bieng/bieng.xml', content)) as [LegalDocument];
  expectSoundTree(document);
  return document;
}
const outlineOf = (document: LegalDocument): string[] => [...walk(document.provisions)].filter(({ provision }) => provision.kind !== 'notes').map(({ provision, ancestors }) => '  '.repeat(ancestors.length) + provision.eId);
/** The lines of a law with one section of that content, without its head line. */
const linesOf = (content: string): string[] => parse(law(norm('§ 1', '', content))).text.split('\n').slice(1);
const provision = (document: LegalDocument, eId: string) => [...walk(document.provisions)].find((each) => each.provision.eId === eId)!.provision;
const referencesOf = (document: LegalDocument): unknown[] => [...walk(document.provisions)].flatMap(({ provision: { eId, references } }) => references.map((reference) => [eId, reference.text, reference.target?.eId ?? null]));

describe('names and dates', () => {
  const factsOf = (facts: string, norms = norm('§ 1', '', '<P>Text.</P>')): LegalDocument => parse(law(norms, facts));
  it('takes the short name as title, the others as aliases, and keeps the full name as text', () => {
    const document = factsOf('<jurabk>BienHV 2020</jurabk><amtabk>BienHV</amtabk><ausfertigung-datum manuell="ja">2020-02-01</ausfertigung-datum><fundstelle typ="amtlich"><periodikum>BGBl I</periodikum><zitstelle>2020, 7</zitstelle></fundstelle><kurzue>Bienenhaltungsverordnung</kurzue><langue>Verordnung zum Schutz der Bienen<BR/> bei ihrer Haltung</langue>');
    expect(document).toMatchObject({
      work: 'de/regulation/bienhv-2020', expression: 'de/regulation/bienhv-2020/deu@2020-02-01', title: 'Bienenhaltungsverordnung', aliases: ['BienHV', 'BienHV 2020', 'BienG', 'Verordnung zum Schutz der Bienen bei ihrer Haltung'],
      type: 'regulation', jurisdiction: 'de', language: 'de', inForce: { from: '2020-02-01', to: null }, warnings: [],
    });
    expect(document.provisions[0]).toMatchObject({ kind: 'notes', eId: 'notes' });
    expect(document.text).toMatch(/^Verordnung zum Schutz der Bienen bei ihrer Haltung\nBGBl I 2020, 7\n/);
  });
  it.each([
    ['SGB 5', 'Sozialgesetzbuch (SGB) Fünftes Buch (V)', 'SGB V'],
    ['BienGEG', 'Einführungsgesetz zum Bienengesetz', 'EGBienG'],
  ])('knows %s by the form it is cited in', (abbreviation, name, usual) => {
    expect(factsOf(`<jurabk>${abbreviation}</jurabk><langue>${name}</langue>`).aliases).toContain(usual);
  });
  it.each([
    ['Gesetz zur Verordnung über Bienen', 'BienVG', 'act'], ['Verordnung zur Durchführung des Bienengesetzes', 'BienGDV', 'regulation'], ['Bienengesetzbuch', 'BGB', 'act'],
    ['Bekanntmachung zu § 4 des Bienengesetzes', 'BienGBek', 'other'], ['Übereinkommen über Bienen', 'BienÜbk', 'other'], ['Anordnung über Bienen', 'BienAnO', 'regulation'],
    ['Bienenordnung', 'BO', 'act'], ['Bienen-Ordnung', 'BienVO', 'regulation'],
  ])('takes "%s" for what it is', (name, abbreviation, type) => {
    expect(factsOf(`<jurabk>${abbreviation}</jurabk><langue>${name}</langue>`).type).toBe(type);
  });
  it('tells by its enacting words what an Ordnung is', () => {
    const enacted = (words: string): string => norm('Eingangsformel', '', `<P>${words}</P>`);
    expect(factsOf('<jurabk>BO</jurabk><langue>Bienenordnung</langue>', enacted('Auf Grund des § 1 verordnet die Regierung:')).type).toBe('regulation');
    expect(factsOf('<jurabk>BO</jurabk><langue>Bienenordnung</langue>', enacted('Der Bundestag hat das folgende Gesetz beschlossen:')).type).toBe('act');
  });
  it.each([
    ['Münz20EuroBek 2021-02-08/1', 'muenz20eurobek-2021-02-08-1'], ['1-DM-GoldmünzG', '1-dm-goldmuenzg'], ['WZG§4HUNBek', 'wzg-4hunbek'], ['ÄndG Straße é', 'aendg-strasse-e'],
  ])('makes an identifier of %s', (abbreviation, made) => {
    expect(slug(abbreviation)).toBe(made);
  });
  it.each([
    ['V aufgeh. durch Art. 4 Abs. 1 Satz 2 V v. 4.7.2024 I Nr. 227 mWv 1.8.2024', '2024-08-01'],
    ['Die V tritt gem. § 2 dieser V mit Ablauf des 31.3.2025 außer Kraft', '2025-04-01'],
    ['Die V tritt gem. § 5 Satz 2 mWv 1.10.2024 außer Kraft', '2024-10-01'],
    ['Die V tritt mit Ausnahme von § 3 Abs. 2 am 31.7.2007 außer Kraft', undefined],
    ['Vierter Teil - BGBl 2331-8 - aufgeh. durch Art. 18 G v. 8.12.2010 I 1864 mWv 15.12.2010', undefined],
    ['Diese V tritt mit Ablauf des Jahres außer Kraft, in dem das Büro geschlossen wird.', undefined],
    ['V aufgeh. durch Art. 4 V v. 4.7.2024 mWv 31.2.2024', undefined],
  ])('reads the end of a law from "%s"', (remark, day) => {
    expect(endOf(remark)).toBe(day);
  });
  it('keeps the status of the text and the remarks on the whole law as notes, and ends its period', () => {
    const document = parse(law(norm('§ 1', '', '<P>Text.</P>'), `${head}<standangabe checked="ja"><standtyp>Stand</standtyp><standkommentar>Zuletzt geändert durch Art. 1 G v. 2.3.2021 I 4</standkommentar></standangabe><standangabe checked="ja"><standtyp>Aufh</standtyp><standkommentar>G aufgeh. durch Art. 2 G v. 4.7.2024 I Nr. 5 mWv 1.8.2024</standkommentar></standangabe>`, '<fussnoten><Content><P><BR/> <pre xml:space="preserve">(+++ Textnachweis ab: 1.7.2020 +++)<BR/>(+++ Zur Anwendung vgl. § 1 +++)<BR/></pre></P></Content></fussnoten>'));
    expect(document.inForce).toEqual({ from: '2020-02-01', to: '2024-08-01' });
    expect(treeOf(document)[0]!.lines).toEqual(['Stand: Zuletzt geändert durch Art. 1 G v. 2.3.2021 I 4', 'G aufgeh. durch Art. 2 G v. 4.7.2024 I Nr. 5 mWv 1.8.2024', '(+++ Textnachweis ab: 1.7.2020 +++)', '(+++ Zur Anwendung vgl. § 1 +++)']);
  });
  it('keeps the text that stands before the first norm, with its footnotes', () => {
    const document = parse(law(norm('§ 1', '', '<P>Text.</P>'), '<jurabk>B</jurabk><langue>Gesetz über Bienen<FnR ID="f1"/></langue>', '<text format="XML"><Content><P>Vorwort.</P></Content><Footnotes><Footnote FnZ="*" ID="f1" Pos="normal" Postfix=")"><noindex>Dient der Umsetzung.</noindex></Footnote></Footnotes></text>'));
    expect(document.title).toBe('Gesetz über Bienen');
    expect(document.text).toBe('Vorwort.\n*) Dient der Umsetzung.\n§ 1\nText.');
    expect(outlineOf(document)).toEqual(['preface', '  preface__note_1', 'sec_1']);
  });
});

describe('the tree', () => {
  it('nests containers by their key numbers and takes schedules behind the last section out of them', () => {
    const document = parse(law([
      norm('Eingangsformel', '', '<P>Der Bundestag hat beschlossen:</P>'), container('010', 'Erster Teil', 'Allgemeines'), container('010010', 'Erster Abschnitt', 'Zweck'), norm('§ 1', 'Zweck', '<P>A.</P>'),
      container('010020', 'Zweiter Abschnitt', 'Begriffe'), norm('§ 2', '', '<P>B.</P>'), container('020', 'Siebter Teil', 'Schluss'), container('020010', 'Erster Abschnitt', ''), norm('§ 3', '', '<P>C.</P>'),
      norm('Schlussformel', '', '<P>Der Präsident</P>'), norm('Anlage 1', '(zu § 1)<BR/>Muster', '<P>D.</P>'),
    ].join('')));
    expect(outlineOf(document)).toEqual(['preamble', 'part_1', '  dvs_1', '    sec_1', '  dvs_2', '    sec_2', 'part_7', '  part_7__dvs_1', '    sec_3', 'conclusions', 'schedule_1']);
    expect(provision(document, 'schedule_1').heading).toBe('(zu § 1) Muster');
    expect(provision(document, 'part_7__dvs_1')).toMatchObject({ number: 'Erster Abschnitt', heading: null });
  });
  it('keeps schedules in a container that begins behind the last section', () => {
    const document = parse(law(norm('§ 1', '', '<P>A.</P>') + container('010', 'Anhang', 'Tarife') + norm('Anlage 1', '', '<P>B.</P>') + norm('Anlage 2', '', '<P>C.</P>')));
    expect(outlineOf(document)).toEqual(['sec_1', 'schedule', '  schedule_1', '  schedule_2']);
  });
  it('keeps sections apart that begin anew in each article, and resolves references inside their own article', () => {
    const document = parse(law([
      container('010', 'Art 1', 'Recht', '<P>Es gilt § 1.</P>'), norm('§ 1', '', '<P>(1) Eins.</P>'), norm('§ 2', '', '<P>Nach § 1 und Absatz 1.</P>'),
      container('020', 'Art 2', ''), norm('§ 1', '', '<P>(1) Nach Absatz 1 und § 2 Abs. 1.</P>'), norm('§ 2', '', '<P>(1) A.</P>'),
      container('030', 'Art 3', 'Inkrafttreten', '<P>§ 2 tritt in Kraft, Artikel 2 nicht.</P>'), norm('Anlage', '', '<P>B.</P>'),
    ].join('')));
    expect(outlineOf(document).filter((line) => !line.includes('subsec'))).toEqual(['art_1', '  art_1__sec_1', '  art_1__sec_2', 'art_2', '  art_2__sec_1', '  art_2__sec_2', 'art_3', 'schedule']);
    expect(referencesOf(document)).toEqual([
      ['art_1', '§ 1', 'art_1__sec_1'], ['art_1__sec_2', '§ 1', 'art_1__sec_1'],
      ['art_2__sec_1__subsec_1', 'Absatz 1', 'art_2__sec_1__subsec_1'], ['art_2__sec_1__subsec_1', '§ 2 Abs. 1', 'art_2__sec_2__subsec_1'],
      ['art_3', '§ 2', null], ['art_3', 'Artikel 2', 'art_2'],
    ]);
  });
  it('reads a norm that is a container and a unit at once, and lets an article stand in no other', () => {
    const both = `<norm doknr="n"><metadaten><jurabk>B</jurabk>${place('010010', '-', '')}<enbez>Art 1a</enbez><titel>Später</titel></metadaten><textdaten><text format="XML"><Content><P>B.</P></Content></text></textdaten></norm>`;
    const again = `<norm doknr="m"><metadaten><jurabk>B</jurabk>${place('010', 'Art 1', 'Anfang')}<enbez>§ 1</enbez></metadaten><textdaten><text format="XML"><Content><P>A.</P></Content></text></textdaten></norm>`;
    expect(outlineOf(parse(law(container('010', 'Art 1', 'Anfang') + again + both)))).toEqual(['art_1', '  art_1__sec_1', 'art_1a']);
  });
  it('knows what was repealed, is spent or not yet in force, and ranges of numbers', () => {
    const document = parse(law([
      norm('§ 1', '(weggefallen)', '<P/>'), norm('(XXXX) §§ 2 bis 4a', '(weggefallen)', ''), norm('Art 5 und 6', '(gegenstandslos)', ''), norm('§ 7', '(zukünftig in Kraft)', '<P>-</P>'), norm('§ 8', '', '<P>(weggefallen)</P>'),
      norm('§ 9', 'Gilt', '<P>(1) (weggefallen)</P><P>(2) Gilt.</P>'), norm('(XXXX)', '', '<P>Bekanntmachung.</P>'),
    ].join('')));
    expect([...walk(document.provisions)].map(({ provision: { eId, number, status } }) => [eId, number, status])).toEqual([
      ['sec_1', '§ 1', 'repealed'], ['sec_2-4a', '§§ 2 bis 4a', 'repealed'], ['art_5-6', 'Art 5 und 6', 'spent'], ['sec_7', '§ 7', 'not-yet-in-force'], ['sec_8', '§ 8', 'repealed'],
      ['sec_9', '§ 9', 'in-force'], ['sec_9__subsec_1', '(1)', 'repealed'], ['sec_9__subsec_2', '(2)', 'in-force'], ['h_1', null, 'in-force'],
    ]);
  });
  it('keeps apart numbers that differ in the letter e', () => {
    const document = parse(law(norm('§ 7', '', '<P>(5) A.</P><P>(5e) B.</P>') + norm('§ 7e', '', '<P>Nach § 7e und § 7 Abs. 5e.</P>') + norm('Art 91', '', '<P>C.</P>') + norm('Art 91e', '', '<P>D.</P>')));
    expect(outlineOf(document)).toEqual(['sec_7', '  sec_7__subsec_5', '  sec_7__subsec_5e', 'sec_7e', 'art_91', 'art_91e']);
    expect(referencesOf(document)).toEqual([['sec_7e', '§ 7e', 'sec_7e'], ['sec_7e', '§ 7 Abs. 5e', 'sec_7__subsec_5e']]);
  });
  it('names the points of technical rules and orders, and the table of contents', () => {
    const document = parse(law(norm('Inhaltsübersicht', '', '<TOC><Ident Class="S1">Abschnitt 1</Ident><Title>Der<BR/> Stock</Title><table><tgroup cols="2"><tbody><row><entry>Nr. 1</entry><entry>Zweck</entry></row></tbody></tgroup></table></TOC>') + norm('Nr 1', 'Zweck', '<P>A.</P>') + norm('II.', '', '<P>B.</P>')));
    expect([...walk(document.provisions)].map(({ provision: { kind, number, heading } }) => [kind, number, heading])).toEqual([['toc', null, 'Inhaltsübersicht'], ['rule', 'Nr 1', 'Zweck'], ['rule', 'II.', null]]);
    expect(document.text).toContain('Inhaltsübersicht\nAbschnitt 1\nDer Stock\nNr. 1\tZweck\nNr 1 Zweck');
  });
});

describe('subsections and enumerations', () => {
  it('nests printed numbers, with lead-ins, tails and further paragraphs in their places', () => {
    const [section] = treeOf(parse(law(norm('§ 5', 'Abgabe', '<P>(1) Wer<DL Type="arabic"><DT>1.</DT><DD Font="normal"><LA>einen Stock<DL Type="alpha"><DT>a)</DT><DD><LA>hält<DL Type="a-alpha"><DT>aa)</DT><DD><LA>auf Dauer,</LA></DD></DL></LA></DD></DL>oder kauft,</LA></DD><DT>1a.</DT><DD><LA>ihn erbt,</LA><LA>auch im Ausland,</LA></DD></DL>zahlt.</P><P>Das gilt immer.</P><P>(2a) Ende.</P>'))));
    expect(section!.below.map((below) => [below.eId, below.lines])).toEqual([['sec_5__subsec_1', ['Wer', 'zahlt.', 'Das gilt immer.']], ['sec_5__subsec_2a', ['Ende.']]]);
    expect(section!.below[0]!.below).toMatchObject([
      { eId: 'sec_5__subsec_1__para_1', number: '1.', lines: ['einen Stock', 'oder kauft,'], below: [{ eId: 'sec_5__subsec_1__para_1__subpara_a', number: 'a)', lines: ['hält'], below: [{ eId: 'sec_5__subsec_1__para_1__subpara_a__point_aa', number: 'aa)', lines: ['auf Dauer,'] }] }] },
      { eId: 'sec_5__subsec_1__para_1a', number: '1a.', lines: ['ihn erbt,', 'auch im Ausland,'] },
    ]);
  });
  it('takes numbers that begin anew for text: quoted law makes no provisions', () => {
    const [section] = treeOf(parse(law(norm('§ 1', '', '<P>(1) Der Vertrag lautet:</P><P>(1) Wer hält, zahlt.</P><P>(2) Niemand zahlt.</P>'))));
    expect(section!.below).toMatchObject([{ number: '(1)', lines: ['Der Vertrag lautet:', '(1) Wer hält, zahlt.', '(2) Niemand zahlt.'], below: [] }]);
  });
  it('keeps dashes, words and footnote signs as text, and the content of an unnumbered point', () => {
    expect(linesOf('<P>Es gilt:<DL><DT>–</DT><DD><LA>Honig</LA></DD><DT>Zu 1:</DT><DD><LA>Wachs</LA></DD><DT>*)</DT><DD><LA>Pollen</LA></DD><DT/><DD><LA>Gelee</LA></DD><DT>2.</DT><DD/></DL></P>')).toEqual(['Es gilt:', '– Honig', 'Zu 1: Wachs', '*) Pollen', 'Gelee', '2.']);
  });
});

describe('running text', () => {
  it.each([
    ['<P>ein B<B>ie</B>nen<I>stock</I> &amp; 10<SUP>-3</SUP> m<SUP>2</SUP> CO<SUB>2</SUB> x<SUP>n</SUP></P>', ['ein Bienenstock & 10⁻³ m² CO2 xn']],
    ['<P><SUP class="Rec">1</SUP>Die Biene fliegt. <SUP class="Rec">2</SUP>Sie sticht.</P>', ['¹ Die Biene fliegt. ² Sie sticht.']],
    ['<P>Ein Satz über<BR/> zwei Zeilen.<BR/>Noch einer.<BR/>a) Punkt</P>', ['Ein Satz über zwei Zeilen.', 'Noch einer.', 'a) Punkt']],
    ['<P>von 30<Split Leader="0"/>272 Euro, <QuoteL/>so<QuoteR/> <F>≤</F> <F Value="2"/></P>', ['von 30 272 Euro, „so“ ≤ 2']],
    ['<P>A<ABWFORMAT typ="A"/><!-- nie --><Citation>CD</Citation></P>', ['ACD']],
    ['<Title>Teil<BR/>A</Title><Subtitle>Unter</Subtitle><P><pre xml:space="preserve">Zeile 1<BR/>Zeile   2</pre></P>', ['Teil A', 'Unter', 'Zeile 1', 'Zeile 2']],
  ])('%s', (content, lines) => {
    expect(linesOf(content)).toEqual(lines);
  });
  it('makes a row a line, keeps the columns below cells that span, and reads tables used for layout as their content', () => {
    const table = (rows: string): string => `<P><table><Title>Tarif</Title><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/><thead><row><entry namest="a" nameend="b">Stock</entry><entry colname="c">Preis</entry></row></thead><tbody>${rows}</tbody></tgroup></table></P>`;
    expect(linesOf(table('<row><entry colname="a" morerows="1">groß</entry><entry colname="b">alt<BR/>er</entry><entry colname="c"><DL><DT>1.</DT><DD><LA>zwölf</LA></DD></DL></entry></row><row><entry colname="b">neu</entry><entry colname="c">zehn</entry></row><row><entry/><entry/><entry/></row>'))).toEqual(['Tarif', 'Stock\t\tPreis', 'groß\talt er\t1. zwölf', '\tneu\tzehn']);
    expect(linesOf(table('<row><entry/><entry><table><tgroup cols="2"><tbody><row><entry>x</entry><entry>y</entry></row></tbody></tgroup></table></entry></row>'))).toEqual(['Tarif', 'Stock\t\tPreis', 'x\ty']);
  });
  it('reads images by their words and reports those without', () => {
    const document = parse(law(norm('§ 1', '', '<P>Es gilt <IMG SRC="f1.jpg" alt="Bruch mit p und 100"/> und <IMG SRC="f2.jpg" alt="" title="Formel"/>.</P><P><IMG SRC="f3.jpg" alt=""/></P><P><FILE SRC="karte.pdf" title="PDF-Dokument wird in eigenem Fenster angezeigt"/></P>')));
    expect(document.text).toMatch(/§ 1\nEs gilt Bruch mit p und 100 und Formel \.$/);
    expect(document.warnings).toEqual(['2 images or attached files without words cannot be read: f3.jpg, karte.pdf']);
  });
  it('puts footnotes and remarks of the publisher behind the provision, as notes', () => {
    const footnotes = '</Content><Footnotes><Footnote FnZ="1" ID="f1" Pos="exp" Postfix=")">Siehe § 2.</Footnote><Footnote FnZ="*" ID="f2" Pos="normal">Amtlich.</Footnote></Footnotes><Content>';
    const document = parse(law(norm('§ 1', 'Zweck<FnR ID="f2"/>', `<P><noindex><kommentar typ="Fundstelle">(Fundstelle: BGBl. I 2020, 9)</kommentar></noindex></P><P>(1) Stock<FnR ID="f1"/> und Biene.<FnArea Line="1"><FnR ID="f1"/></FnArea></P>${footnotes}`, '<fussnoten><Content><P>(+++ § 1: Gilt ab 2021 +++)</P></Content></fussnoten>') + norm('§ 2', '', '<P>B.</P>')));
    expect([...walk(document.provisions)].map(({ provision: { eId, number, span } }) => [eId, number, document.text.slice(span.start, span.end).split('\n')[0]])).toEqual([
      ['sec_1', '§ 1', '§ 1 Zweck *'], ['sec_1__subsec_1', '(1)', '(1) Stock ¹) und Biene.'], ['sec_1__note_1', null, '(Fundstelle: BGBl. I 2020, 9)'], ['sec_1__note_1_2', '¹)', '¹) Siehe § 2.'],
      ['sec_1__note_2', '*', '* Amtlich.'], ['sec_1__note_3', null, '(+++ § 1: Gilt ab 2021 +++)'], ['sec_2', '§ 2', '§ 2'],
    ]);
  });
});

describe('faults', () => {
  const good = law(norm('§ 1', 'Zweck', '<P>Über Bienen.</P>'));
  it('accepts its own files only', () => {
    const accepts = (path: string, content: string): boolean => gesetzeImInternetParser.accepts(sourceFile(path, content));
    expect(accepts('a.xml', good)).toBe(true);
    expect(accepts('a.html', good)).toBe(false);
    expect(accepts('a.xml', '<akomaNtoso><dokumentesammlung/></akomaNtoso>')).toBe(false);
  });
  it.each([
    ['a file cut off', good.slice(0, -40), 'not well-formed'],
    ['a file without norms', '<dokumente doknr="X"></dokumente>', 'holds no norm'],
    ['a file without text', '<dokumente><norm><metadaten/><textdaten/></norm></dokumente>', 'holds no text'],
    ['nesting without end', law(norm('§ 1', '', '<B>'.repeat(5000) + '</B>'.repeat(5000))), 'nested deeper'],
    ['entities of its own', good.replace('<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">', '<!DOCTYPE dokumente [<!ENTITY a "b">]>').replace('Bienen', '&a;'), 'not well-formed'],
  ])('refuses %s, saying why', (_, content, reason) => {
    expect(() => parse(content)).toThrow(reason);
  });
  it('reads the encoding a file declares', () => {
    expect(parse(Buffer.from(good.replace('UTF-8', 'ISO-8859-1'), 'latin1')).text).toContain('Über Bienen.');
  });
  it('leaves a date open that is none, and says so', () => {
    expect(parse(law(norm('§ 1', '', '<P>A.</P>'), '<jurabk>B</jurabk><ausfertigung-datum>2020-13-01</ausfertigung-datum><langue>Gesetz</langue>'))).toMatchObject({ inForce: { from: null, to: null }, warnings: [expect.stringContaining('ausfertigung-datum')] });
  });
  it('is not slowed down by twenty thousand provisions of one number', () => {
    const many = law(norm('§ 1', '', `<P>${'<DL><DT>1.</DT><DD><LA>A</LA></DD></DL>'.repeat(20_000)}</P>`));
    const begun = performance.now();
    const [document] = gesetzeImInternetParser.parse(sourceFile('bieng.xml', many)) as [LegalDocument];
    expect(document.provisions[0]!.provisions.at(-1)!.eId).toBe('sec_1__para_1_20000');
    // Counting each anew from 1 takes minutes.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
