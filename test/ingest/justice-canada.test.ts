import { describe, expect, it } from 'vitest';
import { textOf, walk, type LegalDocument, type Provision } from '../../src/document.js';
import { ResponsaError } from '../../src/errors.js';
import { justiceCanadaParser } from '../../src/ingest/formats/justice-canada/justice-canada.js';
import { expectSoundTree, fixture, sourceFile, treeOf } from '../conformance/parser.js';

const parse = (content: string | Uint8Array): LegalDocument => {
  const [document] = justiceCanadaParser.parse(sourceFile('law.xml', content)) as readonly LegalDocument[];
  expectSoundTree(document!);
  return document!;
};

type Shape = Readonly<Partial<Record<'identification' | 'body' | 'before' | 'behind', string>>> & { readonly language?: 'en' | 'fr' };
const chapter = '<Chapter><ConsolidatedNumber official="no">B-3.2</ConsolidatedNumber><AnnualStatuteId revised-statute="no"><AnnualStatuteNumber>3</AnnualStatuteNumber><YYYY>2020</YYYY></AnnualStatuteId></Chapter>';

/** An act of the publisher's shape, with what the test is about filled in. */
function act({ language = 'en', identification = `<ShortTitle>Bees Act</ShortTitle>${chapter}`, body = '<Section><Label>1</Label><Text>Bees.</Text></Section>', before = '', behind = '' }: Shape): string {
  return `<?xml version="1.0" encoding="utf-8"?><Statute lims:pit-date="2024-03-01" lims:current-date="2024-06-01" xml:lang="${language}" xmlns:lims="http://justice.gc.ca/lims"><Identification>${identification}</Identification>${before}<Body>${body}</Body>${behind}</Statute>`;
}
const acted = (shape: Shape): LegalDocument => parse(act(shape));
const all = (document: LegalDocument): Provision[] => [...walk(document.provisions)].map(({ provision }) => provision);
const eIds = (document: LegalDocument): string[] => all(document).map(({ eId }) => eId);
const at = (document: LegalDocument, eId: string): Provision => all(document).find((provision) => provision.eId === eId)!;
const referencesOf = (document: LegalDocument): (readonly [string, string | null, string | null])[] =>
  all(document).flatMap(({ references }) => references.map(({ text, target }) => [text, target?.work ?? null, target?.eId ?? null] as const));

describe('what the file is', () => {
  it('names a consolidated act by its chapter, with running head, citation and long title as aliases', () => {
    const names = '<LongTitle>An Act respecting bees</LongTitle><ShortTitle>Bees Act</ShortTitle><RunningHead>Bees</RunningHead>';
    expect(acted({ identification: `${names}<Chapter><ConsolidatedNumber official="yes">B-3</ConsolidatedNumber></Chapter>` })).toMatchObject({
      work: 'ca/act/B-3', expression: 'ca/act/B-3/eng@2024-03-01', title: 'Bees Act', aliases: ['Bees', 'R.S.C., 1985, c. B-3', 'B-3', 'An Act respecting bees'],
      type: 'act', jurisdiction: 'ca', language: 'en', inForce: { from: '2024-03-01', to: null },
    });
  });
  it.each([
    ['en', chapter, 'ca/act/B-3.2', ['S.C. 2020, c. 3', 'B-3.2']],
    ['fr', chapter, 'ca/act/B-3.2', ['L.C. 2020, ch. 3', 'B-3.2']],
    ['fr', '<Chapter><ConsolidatedNumber official="yes">B-3</ConsolidatedNumber></Chapter>', 'ca/act/B-3', ['L.R.C. (1985), ch. B-3', 'B-3']],
    ['en', '<Chapter><ConsolidatedNumber official="no">N-2</ConsolidatedNumber><AnnualStatuteId revised-statute="yes"><AnnualStatuteNumber>15 (4th Supp.)</AnnualStatuteNumber><YYYY>1985</YYYY></AnnualStatuteId></Chapter>', 'ca/act/N-2', ['R.S.C., 1985, c. 15 (4th Supp.)', 'N-2']],
    // Not consolidated: year and chapter, as the publisher's links write them.
    ['en', '<Chapter><AnnualStatuteId><AnnualStatuteNumber>29</AnnualStatuteNumber><YYYY>2019</YYYY></AnnualStatuteId></Chapter>', 'ca/act/2019_29', ['S.C. 2019, c. 29']],
  ] as const)('names the work in %s of %s', (language, written, work, aliases) => {
    const document = acted({ language, identification: `<ShortTitle>Bees</ShortTitle>${written}` });
    expect([document.work, document.aliases]).toEqual([work, aliases]);
  });
  it.each([
    ['en', 'SOR/97-175', 'ca/regulation/SOR-97-175'],
    ['fr', 'DORS/97-175', 'ca/regulation/SOR-97-175'],
    ['fr', 'TR/2024-7', 'ca/regulation/SI-2024-7'],
    ['en', 'C.R.C., c. 870', 'ca/regulation/C.R.C.,_c._870'],
    ['fr', 'C.R.C., ch. 870', 'ca/regulation/C.R.C.,_c._870'],
  ])('names a regulation in %s by %s', (language, number, work) => {
    const document = parse(`<Regulation lims:pit-date="2024-02-01" xml:lang="${language}" xmlns:lims="http://justice.gc.ca/lims"><Identification><InstrumentNumber>${number}</InstrumentNumber><EnablingAuthority><XRefExternal reference-type="act" link="B-3.2">BEES ACT</XRefExternal></EnablingAuthority><LongTitle>Hive Regulations</LongTitle></Identification><Order><Provision><Text>The Governor makes these Regulations.</Text></Provision></Order><Body><Section><Label>B.01.002</Label><Text>Hives.</Text></Section><Section><Label>C.01.002</Label><Text>Wax.</Text></Section></Body></Regulation>`);
    expect([document.work, document.type, document.title, document.aliases]).toEqual([work, 'regulation', 'Hive Regulations', [number]]);
    expect(eIds(document)).toEqual(['preface', 'preamble', 'sec_b01-002', 'sec_c01-002']);
    expect(referencesOf(document)).toEqual([['BEES ACT', 'ca/act/B-3.2', null]]);
  });
  it('takes an act repealed as a whole as repealed, also in what stands below', () => {
    const document = parse(act({}).replace('<Body>', '<Repealed lims:inforce-start-date="2024-03-01">[Repealed, 2024, c. 2, s. 7]</Repealed><Body>'));
    expect(all(document).map(({ eId, status }) => [eId, status])).toEqual([['preface', 'repealed'], ['sec_1', 'repealed']]);
    expect(textOf(document, at(document, 'preface'))).toBe('[Repealed, 2024, c. 2, s. 7]');
  });
  it('reads a day that is none with a warning', () => {
    const document = parse(act({}).replace('2024-03-01', '2024-02-31'));
    expect(document.inForce).toEqual({ from: null, to: null });
    expect(document.warnings.join()).toContain('lims:pit-date');
  });
  it('puts long title, preamble and enacting clause before the sections', () => {
    const document = acted({
      identification: `<LongTitle>An Act respecting bees</LongTitle><ShortTitle>Bees Act</ShortTitle>${chapter}<ReaderNote><Note status="editorial">[In force on assent.]</Note></ReaderNote>`,
      before: '<Introduction><Preamble><Provision><MarginalNote>Preamble</MarginalNote><Text>Whereas bees matter;</Text></Provision></Preamble><Enacts><Provision><Text>His Majesty enacts as follows:</Text></Provision></Enacts></Introduction>',
    });
    expect(treeOf(document)).toEqual([
      { eId: 'preface', number: null, heading: null, lines: ['An Act respecting bees'], below: [{ eId: 'preface__note_1', number: null, heading: null, lines: ['[In force on assent.]'], below: [] }] },
      { eId: 'preamble', number: null, heading: 'Preamble', lines: ['Whereas bees matter;', 'His Majesty enacts as follows:'], below: [] },
      { eId: 'sec_1', number: '1', heading: null, lines: ['Bees.'], below: [] },
    ]);
  });
});

describe('twins of the two languages', () => {
  const english = parse(fixture('small-law-justice-canada.xml'));
  const french = parse(fixture('small-law-justice-canada.fr.xml'));
  it('are one work with the same provisions', () => {
    expect([english.work, french.work, english.expression, french.expression]).toEqual(['ca/act/B-3.2', 'ca/act/B-3.2', 'ca/act/B-3.2/eng@2020-07-01', 'ca/act/B-3.2/fra@2020-07-01']);
    expect(eIds(french)).toEqual(eIds(english));
    expect(all(french).map(({ kind }) => kind)).toEqual(all(english).map(({ kind }) => kind));
    expect([french.title, at(french, 'sec_3').heading, at(french, 'sec_2__subsec_1__para_a').number]).toEqual(['Loi de 2020 sur l’apiculture', 'Vieilles ruches', 'a)']);
  });
  it('name their definitions alike, whatever the order, and each the term of the other', () => {
    const definitions = (...inner: string[]): string => `<Section><Label>2</Label><Text>x</Text>${inner.map((text) => `<Definition><Text>${text}</Text></Definition>`).join('')}</Section>`;
    const inEnglish = acted({ body: definitions('<DefinedTermEn>bee yard</DefinedTermEn> or <DefinedTermEn>yard</DefinedTermEn> means land; (<DefinedTermFr>rucher</DefinedTermFr> ou <DefinedTermFr>cour</DefinedTermFr>)', '<DefinedTermEn>hive</DefinedTermEn> means a box; (<DefinedTermFr>ruche</DefinedTermFr> et <DefinedTermFr>boîte</DefinedTermFr>)', '<DefinedTermEn>wax</DefinedTermEn> means wax; (<DefinitionEnOnly>Version anglaise seulement</DefinitionEnOnly>)') });
    const inFrench = acted({ language: 'fr', body: definitions('<DefinedTermFr>abeille</DefinedTermFr> Insecte. (<DefinedTermEn>French version only</DefinedTermEn>)', '<DefinedTermFr>ruche</DefinedTermFr> et <DefinedTermFr>boîte</DefinedTermFr> Boîte. (<DefinedTermEn>hive</DefinedTermEn>)', '<DefinedTermFr>rucher</DefinedTermFr> ou <DefinedTermFr>cour</DefinedTermFr> Terrain. (<DefinedTermEn>bee yard</DefinedTermEn> or <DefinedTermEn>yard</DefinedTermEn>)') });
    expect(eIds(inEnglish)).toEqual(['sec_2', 'sec_2__def_bee-yard', 'sec_2__def_hive', 'sec_2__def_wax']);
    expect(eIds(inFrench)).toEqual(['sec_2', 'sec_2__def_abeille', 'sec_2__def_hive', 'sec_2__def_bee-yard']);
    const terms = (document: LegalDocument): unknown => document.terms.map(({ span, counterpart }) => [document.text.slice(span.start, span.end), counterpart?.language ?? null, counterpart?.text ?? null]);
    expect(terms(inEnglish)).toEqual([['bee yard', 'fr', 'rucher'], ['yard', 'fr', 'cour'], ['hive', 'fr', 'ruche, boîte'], ['wax', null, null]]);
    expect(terms(inFrench)).toEqual([['abeille', null, null], ['ruche', 'en', 'hive'], ['boîte', 'en', 'hive'], ['rucher', 'en', 'bee yard'], ['cour', 'en', 'yard']]);
    expect(textOf(inEnglish, at(inEnglish, 'sec_2__def_hive'))).toBe('hive means a box; (ruche et boîte)');
  });
  it('finds the counterpart behind the paragraphs of a definition, and none for a term defined in passing', () => {
    const document = acted({ body: '<Section><Label>2</Label><Text>In this section, <DefinedTermEn>bee</DefinedTermEn> means an insect.</Text><Definition><DefinitionRef/><Text><DefinedTermEn>hive</DefinedTermEn> means</Text><Paragraph><Label>(a)</Label><Text>a box, or</Text></Paragraph><Paragraph><Label>(b)</Label><Text>a tree,</Text></Paragraph><ContinuedDefinition><Text>with bees; (<DefinedTermFr>ruche</DefinedTermFr>)</Text></ContinuedDefinition></Definition></Section>' });
    expect(document.terms.map(({ text, counterpart }) => [text, counterpart])).toEqual([['bee', null], ['hive', { language: 'fr', text: 'ruche' }]]);
    expect(eIds(document)).toEqual(['sec_2', 'sec_2__def_hive', 'sec_2__def_hive__para_a', 'sec_2__def_hive__para_b']);
  });
});

describe('sections', () => {
  it('have the marginal note as heading, levels below, and tails after them', () => {
    const document = acted({ body: '<Section><MarginalNote>Keeping</MarginalNote><Label>5</Label><Subsection><MarginalNote>Idem</MarginalNote><Label>(1.1)</Label><Text>One may</Text><Paragraph><Label>(a.1)</Label><Text>keep</Text><Subparagraph><Label>(ii)</Label><Text>in</Text><Clause><Label>(B)</Label><Text>a</Text><Subclause><Label>(I)</Label><Text>box</Text></Subclause></Clause></Subparagraph><ContinuedParagraph><Text>or sell</Text></ContinuedParagraph></Paragraph><ContinuedSectionSubsection><Text>bees.</Text></ContinuedSectionSubsection></Subsection></Section>' });
    expect(document.text).toBe('5 Keeping\n(1.1) Idem\nOne may\n(a.1) keep\n(ii) in\n(B) a\n(I) box\nor sell\nbees.');
    expect(all(document).map(({ eId, kind }) => [eId, kind])).toEqual([
      ['sec_5', 'section'], ['sec_5__subsec_1-1', 'subsection'], ['sec_5__subsec_1-1__para_a-1', 'paragraph'], ['sec_5__subsec_1-1__para_a-1__subpara_ii', 'subparagraph'],
      ['sec_5__subsec_1-1__para_a-1__subpara_ii__cl_b', 'clause'], ['sec_5__subsec_1-1__para_a-1__subpara_ii__cl_b__subcl_i', 'subclause'],
    ]);
  });
  it.each([['(a.1)', 'a-1'], ['a.1)', 'a-1'], ['(d.01)', 'd-01'], ['(i.1)', 'i-1'], ['(a) to (c)', 'a'], ['a) à c)', 'a'], ['(i) and (ii)', 'i'], ['(aa)', 'aa'], ['« a)', 'a']])('number a paragraph %s as %s', (label, value) => {
    expect(eIds(acted({ body: `<Section><Label>1</Label><Paragraph><Label>${label}</Label><Text>x</Text></Paragraph></Section>` }))).toEqual(['sec_1', `sec_1__para_${value}`]);
  });
  it('keep the mark of a footnote beside the number out of it, and in the text', () => {
    const footnote = '<Footnote id="f1" placement="section" status="editorial"><Label>*</Label><Text>[Note: In force May 1, 2020.]</Text></Footnote>';
    const document = acted({ body: `<Section><MarginalNote>Force</MarginalNote><Label><FootnoteRef idref="f1">*</FootnoteRef>9</Label><Subsection><Label><FootnoteRef idref="f1">*</FootnoteRef>(2)</Label><Text><DefinedTermEn>Force</DefinedTermEn> begins.</Text></Subsection>${footnote}</Section>` });
    expect(treeOf(document)).toEqual([{ eId: 'sec_9', number: '9', heading: 'Force', lines: [], below: [
      { eId: 'sec_9__subsec_2', number: '(2)', heading: null, lines: ['*Force begins.'], below: [] },
      { eId: 'sec_9__note_1', number: '*', heading: null, lines: ['[Note: In force May 1, 2020.]'], below: [] },
    ] }]);
    expect(document.text.split('\n')[0]).toBe('*9 Force');
    expect(document.terms.map(({ span }) => document.text.slice(span.start, span.end))).toEqual(['Force']);
  });
  it('have notes behind their operative text: source credits, footnotes, margins that only name a source', () => {
    const document = acted({ body: '<Section><MarginalNote>Bees<HistoricalNote>R.S., c. B-1</HistoricalNote></MarginalNote><Label>1</Label><Text>x<FootnoteRef idref="n">1</FootnoteRef></Text><Footnote id="n"><Label>1</Label><Text>A note.</Text></Footnote><Paragraph><Label>(a)</Label><Text>y</Text></Paragraph><HistoricalNote><HistoricalNoteSubItem>R.S., c. B-1, s. 1</HistoricalNoteSubItem><HistoricalNoteSubItem>2019, c. 3, s. 4</HistoricalNoteSubItem></HistoricalNote></Section><Section><Label>4</Label><Text>z</Text></Section>' });
    expect(treeOf(document)[0]).toEqual({ eId: 'sec_1', number: '1', heading: 'Bees', lines: ['x¹'], below: [
      { eId: 'sec_1__para_a', number: '(a)', heading: null, lines: ['y'], below: [] },
      { eId: 'sec_1__note_1', number: '1', heading: null, lines: ['A note.'], below: [] },
      { eId: 'sec_1__note_1_2', number: null, heading: null, lines: ['R.S., c. B-1, s. 1', '2019, c. 3, s. 4'], below: [] },
      { eId: 'sec_1__note_2', number: null, heading: null, lines: ['R.S., c. B-1'], below: [] },
    ] });
    // `s. 4` of another act is not our section 4.
    expect(referencesOf(document).filter(([, , eId]) => eId !== null)).toEqual([]);
  });
  it('print formulas as lines and their terms as items', () => {
    const document = acted({ body: '<Section><Label>1</Label><Text>The fee is</Text><FormulaGroup><Formula><FormulaText>A × M<Sub>1</Sub></FormulaText></Formula><FormulaConnector>where</FormulaConnector><FormulaDefinition><FormulaTerm>A</FormulaTerm><Text>is the area, being</Text><FormulaParagraph><Label>(a)</Label><Text>land, or</Text><FormulaParagraph><Label>(i)</Label><Text>leased land;</Text></FormulaParagraph></FormulaParagraph></FormulaDefinition><FormulaDefinition><FormulaTerm>M<Sub>1</Sub></FormulaTerm><Text>is the rate.</Text></FormulaDefinition></FormulaGroup></Section>' });
    expect(document.text).toBe('1\nThe fee is\nA × M1\nwhere\nA is the area, being\n(a) land, or\n(i) leased land;\nM1 is the rate.');
    expect(eIds(document)).toEqual(['sec_1', 'sec_1__item_a', 'sec_1__item_a__para_a', 'sec_1__item_a__para_a__subpara_i', 'sec_1__item_m1']);
  });
});

describe('dates of provisions', () => {
  const force = (attributes: string, text = 'x'): unknown => {
    const { inForce, status } = at(acted({ body: `<Section ${attributes}><Label>1</Label><Text>${text}</Text></Section>` }), 'sec_1');
    return { inForce, status };
  };
  const repealed = '<Repealed>[Repealed, 2019, c. 2, s. 3]</Repealed>';
  it.each([
    ['', 'x', null, 'in-force'],
    ['lims:inforce-start-date="2017-01-15" lims:enacted-date="2016-12-01"', 'x', '2017-01-15', 'in-force'],
    ['in-force="no" lims:enacted-date="2024-02-01"', 'x', '9999-01-01', 'not-yet-in-force'],
    ['lims:inforce-start-date="2017-01-01" in-force="9999-01-01"', 'x', '9999-01-01', 'not-yet-in-force'],
    ['lims:inforce-start-date="2017-01-01" in-force="2025-01-01"', 'x', '2025-01-01', 'not-yet-in-force'],
    ['lims:inforce-start-date="2025-01-01"', 'x', '2025-01-01', 'not-yet-in-force'],
    ['lims:inforce-start-date="2014-04-01" in-force="2015-06-19"', 'x', '2014-04-01', 'in-force'],
    ['lims:inforce-start-date="2019-05-01"', repealed, '2019-05-01', 'repealed'],
    ['lims:inforce-start-date="2017-01-01" in-force="9999-01-01"', repealed, '2017-01-01', 'repealed'],
    ['lims:inforce-start-date="2017-01-01"', `In Quebec, ${repealed}`, '2017-01-01', 'in-force'],
    ['lims:inforce-start-date="2017-13-01"', 'x', null, 'in-force'],
  ])('%s %s', (attributes, text, from, status) => {
    expect(force(attributes, text)).toEqual({ inForce: from === null ? null : { from, to: null }, status });
  });
  it('hold for definitions, paragraphs and schedules too', () => {
    const document = acted({
      body: `<Section><Label>1</Label><Definition lims:inforce-start-date="2018-01-01"><Text><DefinedTermEn>bee</DefinedTermEn>${repealed}</Text></Definition><Paragraph in-force="no"><Label>(a)</Label><Text>x</Text></Paragraph></Section>`,
      behind: `<Schedule lims:inforce-start-date="2019-01-01"><ScheduleFormHeading><Label>SCHEDULE</Label></ScheduleFormHeading>${repealed}</Schedule>`,
    });
    const forces = all(document).map(({ eId, inForce, status }) => `${eId} ${inForce?.from ?? '-'} ${status}`);
    expect(forces).toEqual(['sec_1 - in-force', 'sec_1__def_bee 2018-01-01 repealed', 'sec_1__para_a 9999-01-01 not-yet-in-force', 'schedule 2019-01-01 repealed']);
    expect(textOf(document, at(document, 'sec_1__def_bee'))).toBe('bee [Repealed, 2019, c. 2, s. 3]');
  });
});

describe('headings', () => {
  const heading = (level: number, label: string | null, title: string, more = ''): string => `<Heading level="${level}">${label === null ? '' : `<Label>${label}</Label>`}<TitleText>${title}</TitleText>${more}</Heading>`;
  const section = (number: number): string => `<Section><Label>${number}</Label><Text>x</Text></Section>`;
  const kinds = (document: LegalDocument): string[] => [...walk(document.provisions)].map(({ provision, ancestors }) => `${'  '.repeat(ancestors.length)}${provision.eId} ${provision.kind}`);
  it('hold what follows them, down to the next of their level, alike in both languages', () => {
    const english = acted({ body: [section(1), heading(1, 'PART I.1', 'Bees'), section(2), heading(2, 'DIVISION 2', 'Hives'), heading(3, 'SUBDIVISION A', 'Boxes'), heading(4, null, 'Wood'), section(3), heading(2, null, 'Wax'), section(4), heading(1, null, 'Repeal'), section(5)].join('') });
    const french = acted({ language: 'fr', body: [section(1), heading(1, 'PARTIE I.1', 'Abeilles'), section(2), heading(2, 'SECTION 2', 'Ruches'), heading(3, 'SOUS-SECTION A', 'Boîtes'), heading(4, null, 'Bois'), section(3), heading(2, null, 'Cire'), section(4), heading(1, null, 'Abrogation'), section(5)].join('') });
    expect(kinds(english)).toEqual([
      'sec_1 section', 'part_1-1 part', '  sec_2 section', '  dvs_2 division', '    subdvs_a subdivision', '      crossHeading_1 crossHeading', '        sec_3 section',
      '  crossHeading_2 crossHeading', '    sec_4 section', 'crossHeading_3 crossHeading', '  sec_5 section',
    ]);
    expect(kinds(french)).toEqual(kinds(english));
    expect(at(english, 'part_1-1')).toMatchObject({ number: 'PART I.1', heading: 'Bees' });
  });
  it('keep their own notes, which may say that all below is repealed', () => {
    const document = acted({ body: heading(1, 'PART II', 'Bees', '<Note status="editorial">[Repealed, 1997, c. 20, s. 4]</Note>') + section(7) });
    expect(treeOf(document)).toEqual([{ eId: 'part_2', number: 'PART II', heading: 'Bees', lines: [], below: [
      { eId: 'part_2__note_1', number: null, heading: null, lines: ['[Repealed, 1997, c. 20, s. 4]'], below: [] },
      { eId: 'sec_7', number: '7', heading: null, lines: ['x'], below: [] },
    ] }]);
    expect(at(document, 'part_2').status).toBe('repealed');
  });
});

describe('schedules', () => {
  const schedule = (label: string, rest: string, heading = ''): string => `<Schedule><ScheduleFormHeading><Label>${label}</Label>${heading}</ScheduleFormHeading>${rest}</Schedule>`;
  it('number their sections anew, and each keeps its own eId', () => {
    const document = acted({ behind: schedule('SCHEDULE I', '<BillPiece><Body><Section><Label>1</Label><Text>Of the schedule.</Text></Section></Body></BillPiece>', '<OriginatingRef>(Section <XRefInternal>1</XRefInternal>)</OriginatingRef><TitleText>Fees</TitleText>') });
    expect(eIds(document)).toEqual(['sec_1', 'schedule_1', 'schedule_1__sec_1']);
    expect(document.text).toBe('1\nBees.\nSCHEDULE I Fees\n(Section 1)\n1\nOf the schedule.');
    expect(referencesOf(document).map(([, work, eId]) => [work, eId])).toEqual([['ca/act/B-3.2', 'sec_1']]);
  });
  it.each([['SCHEDULE / ANNEXE', 'schedule'], ['SCHEDULE II / ANNEXE II', 'schedule_2'], ['ANNEXE A', 'schedule_a'], ['ANNEX 2 TO THE TREATY', 'schedule_2'], ['ANNEXES 2 ET 3', 'schedule_2'], ['FORM 3', 'h_3'], ['FORMULE 3', 'h_3'], ['PART 2', 'part_2']])('are named %s -> %s', (label, eId) => {
    expect(eIds(acted({ behind: schedule(label, '<Provision><Text>x</Text></Provision>') }))).toEqual(['sec_1', eId]);
  });
  it('print tables a row a line, names in two languages as columns, lists as items', () => {
    const table = '<TableGroup><Caption>Fees</Caption><table><title>Table</title><tgroup cols="3"><colspec colname="1"/><thead><row><entry/><entry>Fee</entry><entry><Provision><Text>Unit</Text><Provision><Text>(kg)</Text></Provision></Provision></entry></row></thead><tbody><row><entry>Wax<LeaderRightJustified leader="dot"/>pure</entry><entry>1</entry><entry>CO<Sub>2</Sub></entry></row></tbody></tgroup></table><Footnote id="t"><Label>*</Label><Text>Each year.</Text></Footnote></TableGroup>';
    const bilingual = '<BilingualGroup><TitleText>Mammals</TitleText><BilingualItemEn>Bear</BilingualItemEn><BilingualItemFr>Ours</BilingualItemFr><BilingualItemEn>Mouse</BilingualItemEn><BilingualItemFr>Souris</BilingualItemFr></BilingualGroup>';
    const list = '<List><Item><Label>1</Label><Text>First</Text></Item><Item><Text>without number</Text></Item></List>';
    const document = acted({ behind: schedule('SCHEDULE', table + bilingual + list) });
    expect(treeOf(document)[1]).toEqual({ eId: 'schedule', number: 'SCHEDULE', heading: null, lines: ['Fees', 'Table', '\tFee\tUnit (kg)', 'Wax pure\t1\tCO2', 'Mammals', 'Bear\tOurs', 'Mouse\tSouris', 'without number'], below: [
      { eId: 'schedule__item_1', number: '1', heading: null, lines: ['First'], below: [] },
      { eId: 'schedule__note_1', number: '*', heading: null, lines: ['Each year.'], below: [] },
    ] });
  });
  it('hold treaties with parts, articles, paragraphs and points', () => {
    const group = (label: string, title: string, rest: string): string => `<Group><GroupHeading><Label>${label}</Label><TitleText>${title}</TitleText></GroupHeading>${rest}</Group>`;
    const text = '<Provision><Label>1</Label><Text>Bees are</Text><Provision><Label>(a)</Label><Text>free,</Text></Provision></Provision><Provision><Text>and loved.</Text></Provision><Provision><SignatureBlock><SignatureName>A. Bee</SignatureName></SignatureBlock></Provision>';
    const english = acted({ behind: schedule('SCHEDULE', `<DocumentInternal>${group('PART I', 'Bees', group('Article 1', 'Freedom', text))}</DocumentInternal>`) });
    const french = acted({ language: 'fr', behind: schedule('ANNEXE', `<DocumentInternal>${group('TITRE I', 'Abeilles', group('Article premier', 'Liberté', text))}</DocumentInternal>`) });
    expect(eIds(english)).toEqual(['sec_1', 'schedule', 'part_1', 'art_1', 'art_1__para_1', 'art_1__para_1__point_a']);
    expect(eIds(french)).toEqual(eIds(english));
    expect(textOf(english, at(english, 'art_1'))).toBe('1 Bees are\n(a) free,\nand loved.\nA. Bee');
  });
  it('that only show provisions of amending acts are notes; what is not in force is not yet in force', () => {
    const related = (id: string, title: string, number: string): string => `<Schedule id="${id}"><ScheduleFormHeading type="amending"><TitleText>${title}</TitleText></ScheduleFormHeading><BillPiece><RelatedOrNotInForce><Heading level="5" style="nifrp"><TitleText>— 2019, c. 29, s. 1</TitleText></Heading><Section><MarginalNote>Change</MarginalNote><Label>${number}</Label><Subsection><Label>(2)</Label><Text>Section 1 is amended.</Text></Subsection></Section></RelatedOrNotInForce></BillPiece></Schedule>`;
    const document = acted({ behind: related('RelatedProvs', 'RELATED PROVISIONS', '1') + related('NifProvs', 'AMENDMENTS NOT IN FORCE', '1') });
    expect(all(document).map(({ eId, kind, status, heading }) => [eId, kind, status, heading])).toEqual([
      ['sec_1', 'section', 'in-force', null],
      ['notes', 'notes', 'in-force', 'RELATED PROVISIONS'], ['notes__note_1', 'note', 'in-force', '— 2019, c. 29, s. 1'],
      ['notes_2', 'notes', 'not-yet-in-force', 'AMENDMENTS NOT IN FORCE'], ['notes_2__note_1', 'note', 'not-yet-in-force', '— 2019, c. 29, s. 1'],
    ]);
    expect(textOf(document, at(document, 'notes__note_1'))).toBe('Change\n1 (2) Section 1 is amended.');
    expect(at(document, 'notes_2').inForce).toEqual({ from: '9999-01-01', to: null });
    expect(referencesOf(document).filter(([, , eId]) => eId !== null)).toEqual([]);
  });
  it('are followed by the amendments of late, as a note', () => {
    const document = acted({ behind: '<RecentAmendments><Amendment><AmendmentCitation link="2019_29">2019, c. 29, s. 1</AmendmentCitation><AmendmentDate>2020-01-01</AmendmentDate></Amendment></RecentAmendments>' });
    expect(treeOf(document)[1]).toEqual({ eId: 'notes', number: null, heading: null, lines: ['2019, c. 29, s. 1 2020-01-01'], below: [] });
  });
});

describe('quoted law', () => {
  it('is text of the section that quotes it', () => {
    const quoted = '<AmendedText><Heading level="2"><TitleText>Old Bees</TitleText></Heading><Section><MarginalNote>Age</MarginalNote><Label>“1</Label><Subsection><Label>(1)</Label><Text><DefinedTermEn>Old</DefinedTermEn> bees, under section <XRefInternal>9</XRefInternal>, rest.”</Text><Paragraph><Label>(a)</Label><Text>alone</Text></Paragraph></Subsection><HistoricalNote>2001, c. 1, s. 9</HistoricalNote></Section></AmendedText>';
    const document = acted({ body: `<Section><Label>1</Label><Text>x</Text></Section><Section><Label>9</Label><Text>The Wax Act is amended by adding:</Text>${quoted}</Section>` });
    expect(treeOf(document)[1]).toEqual({ eId: 'sec_9', number: '9', heading: null, below: [], lines: ['The Wax Act is amended by adding:', 'Old Bees', 'Age', '“1 (1) Old bees, under section 9, rest.”', '(a) alone', '2001, c. 1, s. 9'] });
    expect(document.terms).toEqual([]);
    expect(referencesOf(document).filter(([, , eId]) => eId !== null)).toEqual([]);
  });
});

describe('references the source marks', () => {
  const reference = (link: string, type = 'act'): string => `<XRefExternal reference-type="${type}" link="${link}">Other Law</XRefExternal>`;
  it.each([
    [reference('C-46'), 'ca/act/C-46'],
    [reference('SOR-98-106', 'regulation'), 'ca/regulation/SOR-98-106'],
    [reference('DORS-98-106', 'regulation'), 'ca/regulation/SOR-98-106'],
    [reference('C.R.C.,_ch._870', 'regulation'), 'ca/regulation/C.R.C.,_c._870'],
    [reference('gazette', 'other'), undefined],
    ['<XRefExternal reference-type="act">Other Law</XRefExternal>', undefined],
    [reference('https://example.org/a?b', 'act'), undefined],
  ])('%s -> %s', (marked, work) => {
    expect(referencesOf(acted({ body: `<Section><Label>1</Label><Text>See the ${marked}.</Text></Section>` }))).toEqual(work === undefined ? [] : [['Other Law', work, null]]);
  });
  it.each([
    ['en', 'as <XRefInternal>24</XRefInternal>(1)(b) says', '24(1)(b)', 'sec_24__subsec_1__para_b'],
    ['fr', 'voir <XRefInternal>24</XRefInternal>(1)b).', '24(1)b)', 'sec_24__subsec_1__para_b'],
    ['en', 'as <XRefInternal>24</XRefInternal> says', '24', 'sec_24'],
    ['en', '(as <XRefInternal>24</XRefInternal>) says', '24', 'sec_24'],
    // Unmarked: a section is an article in French.
    ['fr', 'voir l’article 24.', 'article 24', 'sec_24'],
  ] as const)('in %s: %s', (language, text, written, eId) => {
    const target = '<Section><Label>24</Label><Subsection><Label>(1)</Label><Text>x</Text><Paragraph><Label>(b)</Label><Text>y</Text></Paragraph></Subsection></Section>';
    expect(referencesOf(acted({ language, body: `<Section><Label>1</Label><Text>${text}</Text></Section>${target}` }))).toEqual([[written, 'ca/act/B-3.2', eId]]);
  });
});

describe('files that are not as they should be', () => {
  const refused = (content: string | Uint8Array): string => {
    try {
      void justiceCanadaParser.parse(sourceFile('law.xml', content));
    } catch (error) {
      return error instanceof ResponsaError ? `${error.fault}: ${error.message}` : `crashed: ${String(error)}`;
    }
    return 'read';
  };
  it('are refused with the reason', () => {
    expect(refused(act({}).slice(0, 400))).toMatch(/^bad-source: It is not well-formed XML/);
    expect(refused('<Law><Identification/></Law>')).toMatch(/^bad-source: Its root element is "Law"/);
    expect(refused(act({ body: '', identification: '' }))).toMatch(/^bad-source: The file holds no text/);
    expect(refused(act({ body: `<Section><Label>1</Label>${'<Provision>'.repeat(300)}<Text>x</Text>${'</Provision>'.repeat(300)}</Section>` }))).toMatch(/^bad-source: Its elements are nested deeper than 256/);
    expect(refused(act({ body: '<Section><Label>1</Label><Text>&bomb;</Text></Section>' }))).toMatch(/^bad-source: It is not well-formed XML/);
  });
  it('are read as deep as allowed', () => expect(refused(act({ body: `<Section><Label>1</Label>${'<Provision><Label>1</Label>'.repeat(250)}<Text>x</Text>${'</Provision>'.repeat(250)}</Section>` }))).toBe('read'));
  it('keep the text of elements nobody knows, with one warning a name', () => {
    const document = acted({ body: '<Section><Label>1</Label><Text>a</Text><Swarm>b <Emphasis>c</Emphasis></Swarm><Swarm>d</Swarm></Section><Text>loose</Text>' });
    expect(treeOf(document)).toEqual([{ eId: 'sec_1', number: '1', heading: null, lines: ['a', 'b c', 'd'], below: [] }, { eId: 'body', number: null, heading: null, lines: ['loose'], below: [] }]);
    expect(document.warnings).toEqual(['the element "Swarm" is unknown; its text stands where it stood']);
  });
  it('are recognised by root and first element, in UTF-16 too', () => {
    const accepts = (path: string, content: string | Uint8Array): boolean => justiceCanadaParser.accepts(sourceFile(path, content));
    const utf16 = Buffer.from(`\uFEFF${act({}).replace('utf-8', 'utf-16')}`, 'utf16le');
    expect([accepts('a.xml', act({})), accepts('a.xml', utf16), accepts('a.txt', act({})), accepts('a.xml', '<Statute/>'), accepts('a.xml', '<akomaNtoso/>')]).toEqual([true, true, false, false, false]);
    expect(parse(utf16).text).toBe('1\nBees.');
  });
  it('in a wrong encoding are read with a warning', () => {
    const latin = new Uint8Array(Buffer.from(act({ language: 'fr', body: '<Section><Label>1</Label><Text>été</Text></Section>' }), 'latin1'));
    expect(parse(latin).warnings.join()).toContain('it is not UTF-8');
  });
});
