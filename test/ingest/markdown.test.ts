import { describe, expect, it } from 'vitest';
import { textOf, walk, type LegalDocument } from '../../src/document.js';
import { inlineLine } from '../../src/ingest/formats/markdown/inline.js';
import { markdownParser } from '../../src/ingest/formats/markdown/markdown.js';
import { parseHeading } from '../../src/ingest/tree/headings.js';
import { itemNumbers } from '../../src/ingest/tree/items.js';
import { expectSoundTree, sourceFile } from '../conformance/parser.js';

async function parse(content: string, path = 'law.md'): Promise<LegalDocument> {
  const [document] = await markdownParser.parse(sourceFile(path, content));
  expectSoundTree(document!);
  return document!;
}
const outlineOf = (document: LegalDocument): string[] => [...walk(document.provisions)].map(({ provision, ancestors }) => '  '.repeat(ancestors.length) + provision.eId);
const matter = (entries: Readonly<Record<string, string>>): string => `---\n${Object.entries(entries).map(([key, value]) => `${key}: "${value}"`).join('\n')}\n---\n`;

const french = matter({ title: 'Code des ruches', identifier: 'XATEXT1', country: 'fr', rank: 'code', publication_date: '1926-02-15', last_updated: '2026-04-03', status: 'in_force', source: 'https://law.example/XATEXT1' });
const swiss = matter({
  title: 'Verordnung vom 1. Mai 2020 über die Ruchen (Ruchenverordnung, RuV)', identifier: 'cc-2020-7', country: 'ch', rank: 'verordnung', last_updated: '2020-05-01', status: 'in_force',
  source: 'https://fedlex.data.admin.ch/eli/cc/2020/7', short_title: 'RuV', sr_number: '910.99', entry_into_force: '2020-06-01', applicability_date: '2024-01-01', short_title_fr: 'ORu',
});
const saudi = matter({
  title: 'نظام المناحل', source_url: 'https://law.example/%D9%86%D8%B8%D8%A7%D9%85/', doc_type: 'نظام', publish_date: '1445/05/28 هـ', approval_date_hijri: '1445/05/20 هـ', status: 'ساري',
});

describe('front matter', () => {
  it('of the French codes: the version counts from its own day', async () => {
    expect(await parse(`${french}# Code des ruches\n\n##### Article 1\n\nTexte.`)).toMatchObject({
      work: 'fr/act/XATEXT1', expression: 'fr/act/XATEXT1/fra@2026-04-03', title: 'Code des ruches', aliases: [], type: 'act', jurisdiction: 'fr', language: 'fr',
      inForce: { from: '2026-04-03', to: null }, source: { url: 'https://law.example/XATEXT1' }, warnings: [],
    });
  });
  it('of Swiss acts: named by ELI, with the abbreviations of all languages, the names in brackets and the number of the collection', async () => {
    expect(await parse(`${swiss}##### **Art. 1** Zweck\n\nText.`)).toMatchObject({
      work: 'ch/eli/cc/2020/7', title: 'Verordnung vom 1. Mai 2020 über die Ruchen (Ruchenverordnung, RuV)', aliases: ['RuV', 'ORu', 'Ruchenverordnung', 'SR 910.99'], type: 'regulation', jurisdiction: 'ch', language: 'de',
      inForce: { from: '2024-01-01', to: null }, warnings: [],
    });
  });
  it('of Swiss treaties: neither act nor regulation, and no name from brackets that hold none', async () => {
    const treaty = matter({ title: 'Abkommen vom 1. Mai 2020 mit Xanadu (mit Anhang)', identifier: 'cc-2020-8', country: 'ch', rank: 'andere', source: 'https://fedlex.data.admin.ch/eli/cc/2020/8' });
    expect(await parse(`${treaty}Text.`)).toMatchObject({ work: 'ch/eli/cc/2020/8', type: 'other', aliases: [], inForce: { from: null, to: null } });
  });
  it.each([
    ['Rae Vallavalitsus', 'RT IV', 'by-law', 'ee-rae-vald'],
    ['Põlva Linnavolikogu', 'RT IV', 'by-law', 'ee-polva-linn'],
    ['Rahandusminister', 'RT I', 'regulation', 'ee'],
  ])('of Estonian regulations by %s', async (department, section, type, jurisdiction) => {
    const entries = matter({ title: 'Mesilate kord', identifier: '7', country: 'ee', rank: 'maarus', department, rt_section: section, effective_from: '2020-01-01', effective_until: '2030-12-31', original_effective_date: '2010-01-01', status: 'repealed' });
    const document = await parse(`${entries}##### § 1. Ulatus\n\n(1) Tekst.`);
    expect(document).toMatchObject({ work: `ee/${type}/7`, type, jurisdiction, language: 'et', inForce: { from: '2020-01-01', to: '2031-01-01' } });
    expect(document.provisions[0]!.status).toBe('repealed');
  });
  it('of Saudi laws: Hijri days become Gregorian ones', async () => {
    expect(await parse(`${saudi}# نظام المناحل\n\n## المادة الأولى\n\nنص.`)).toMatchObject({
      work: 'sa/act/نظام', title: 'نظام المناحل', type: 'act', jurisdiction: 'sa', language: 'ar', inForce: { from: '2023-12-12', to: null }, warnings: [],
    });
  });
  it.each([
    ['غير ساري؛ ألغي بصدور نظام آخر', 'repealed'],
    ['ملغي', 'repealed'],
    ['ساري بشكل خاص', 'in-force'],
  ])('of Saudi laws: "%s" is %s', async (written, status) => {
    expect((await parse(`${saudi.replace('"ساري"', `"${written}"`)}## المادة الأولى\n\nنص.`)).provisions[0]!.status).toBe(status);
  });
  it('of Saudi laws: a day outside the tables is left open with a warning, and the next best is taken where there is one', async () => {
    const early = saudi.replace('1445/05/28 هـ', '1204/05/28 هـ');
    expect((await parse(`${early}نص.`)).inForce.from).toBe('2023-12-04');
    const document = await parse(`${early.replace('1445/05/20 هـ', '')}نص.`);
    expect(document.inForce.from).toBeNull();
    expect(document.warnings).toEqual(['publish_date is "1204/05/28 هـ", which is no day that can be read; the beginning is left open']);
  });
  it('of decisions: the number by which they are cited is a name', async () => {
    expect((await parse(`${saudi.replace('نظام المناحل', 'وزارة الزراعة: قرار رقم (٧ / ١) تعديل قواعد المناحل')}نص.`)).aliases).toEqual(['وزارة الزراعة: قرار رقم (٧ / ١)']);
  });
  it('joins a text in quotation marks that its maker broke without indenting', async () => {
    expect((await parse('---\ntitle: "Abkommen\nüber Ruchen\n(ÜR)"\nwork: xa/1\n---\nText.')).title).toBe('Abkommen über Ruchen (ÜR)');
  });
  it.each([
    ['---\ntitle: [a, b]\n---\nText.', 'The metadata key "title"'],
    ['---\nidentifier: [a]\ncountry: ee\n---\nText.', 'The metadata key "identifier"'],
    ['---\ntitle: "a\n---\nText.', 'Its front matter is no YAML mapping'],
    ['---\n- a\n---\nText.', 'Its front matter is no YAML mapping'],
    [`---\na: ${'['.repeat(101)}\n---\nText.`, 'Its front matter is no YAML mapping: brackets are nested deeper than 100'],
  ])('is refused when it is broken: %s', (content, reason) => {
    expect(() => markdownParser.parse(sourceFile('a.md', content))).toThrow(reason);
  });
});

describe('French codes', () => {
  it('nest containers of one heading level by their rank', async () => {
    const document = await parse(`${french}## Partie législative\n\n### Livre Ier : Des ruches\n\n#### Titre Ier : Dispositions\n\n#### Chapitre Ier : Déclaration\n\n#### Section 1 : Délais\n\n#### Sous-section 1 : Calcul\n\n#### Paragraphe 1 : Jours\n\n##### Article L1-1\n\nTexte.\n\n#### Sous-section 2 : Report\n\n##### Article L1-2\n\nTexte.\n\n#### Chapitre II : Sanctions\n\n##### Article L2-1\n\nTexte.\n\n#### Titre II : Fin\n\n##### Article L3-1\n\nTexte.`);
    expect(outlineOf(document)).toEqual(['h_1', '  book_1', '    title_1', '      chp_1', '        dvs_1', '          subdvs_1', '            h_2', '              art_l1-1', '          subdvs_2', '            art_l1-2', '      chp_2', '        art_l2-1', '    title_2', '      art_l3-1']);
    expect(document.provisions[0]!.provisions[0]).toMatchObject({ number: 'Livre Ier', heading: 'Des ruches' });
  });
  it('nest the lettered divisions of the tax codes below the section, and a heading without number beside the one before', async () => {
    const document = await parse(`${french}### Section 1 : Impôts\n\n### I : Revenus\n\n### A. - Salaires\n\n### 1° : Montant\n\n##### Article 1 A\n\nTexte.\n\n### B. - Rentes\n\n##### Article 1 B\n\nTexte.\n\n### II bis : Sociétés\n\n### Dispositions communes\n\n##### Article 2\n\nTexte.`);
    expect(outlineOf(document)).toEqual(['dvs_1', '  h_1', '    h_2', '      h_3', '        art_1a', '    h_4', '      art_1b', '  h_5', '  h_6', '    art_2']);
  });
  it.each([
    ['Article L1234-5', 'article', 'art_l1234-5'], ['Article L. 1234-5', 'article', 'art_l1234-5'], ['Article R*122-1', 'article', 'art_r122-1'], ['Article *R111-25', 'article', 'art_r111-25'], ['Article R* 71-1', 'article', 'art_r71-1'],
    ['Article A10-0 AC-1', 'article', 'art_a10-0ac-1'], ['Article 1649 A bis', 'article', 'art_1649abis'], ['Article 238 bis AB', 'article', 'art_238bisab'], ['Article 59 unvicies', 'article', 'art_59unvicies'],
    ['Article 1er', 'article', 'art_1'], ['Article premier', 'article', 'art_1'], ['Article Préliminaire', 'article', 'art_preliminaire'], ['Article PREAMBULE', 'article', 'art_preambule'],
    ['Article Annexe', 'schedule', 'schedule'], ['Article Annexe 2', 'schedule', 'schedule_2'], ["Article Annexe à l'article R124-3", 'schedule', 'schedule_r124-3'], ['Article Annexe 1, art. 2', 'article', 'art_annexe1-2'], ['Article A212-14 Annexe', 'schedule', 'schedule_a212-14'],
  ])('%s', async (heading, kind, eId) => {
    expect((await parse(`${french}##### ${heading}\n\nTexte.`)).provisions).toMatchObject([{ kind, eId, number: heading, heading: null }]);
  });
  it('number I, 1°, a) below each other, with what was inserted later', async () => {
    const document = await parse(`${french}##### Article 9\n\nI. – Est puni :\n\n1° Le vol ;\n\n1° bis Le recel ;\n\n2° La fraude :\n\na) Simple ;\n\nb) Grave.\n\nII.-La peine est doublée.\n\nElle est publique.\n\nII bis. – Sauf :\n\n1° Un ;\n\n2° Deux.`);
    expect(outlineOf(document)).toEqual(['art_9', '  art_9__para_i', '    art_9__para_i__point_1', '    art_9__para_i__point_1bis', '    art_9__para_i__point_2', '      art_9__para_i__point_2__point_a', '      art_9__para_i__point_2__point_b', '  art_9__para_ii', '  art_9__para_iibis', '    art_9__para_iibis__point_1', '    art_9__para_iibis__point_2']);
    expect(textOf(document, document.provisions[0]!.provisions[1]!)).toBe('La peine est doublée.\nElle est publique.');
  });
  it('keep every version of an article that stands there more than once, and say so', async () => {
    const document = await parse(`${french}### Titre Ier : A\n\n##### Article L5\n\nAncien.\n\n##### Article L5\n\nNouveau.\n\n##### Article L6\n\nTexte.`);
    expect(outlineOf(document)).toEqual(['title_1', '  art_l5', '  title_1__art_l5', '  art_l6']);
    expect(document.warnings).toEqual(['provisions stand there more than once in a row, and nothing says which is in force when: "Article L5"; all are kept']);
  });
  it('are read by their words where the maker lost the marks of all headings', async () => {
    const document = await parse(`${french}# Code des ruches\n\nPARTIE LÉGISLATIVE\n\nTitre 1 : Des ruches\n\nChapitre 1 : Déclaration\n\nArticle L1\n\nL'article L. 2 s'applique.\n\nArticle L2\n\nTexte.`);
    expect(outlineOf(document)).toEqual(['preamble', 'title_1', '  chp_1', '    art_l1', '    art_l2']);
    expect(document.provisions[1]!.provisions[0]!.provisions[0]!.references[0]!.target).toEqual({ work: 'fr/act/XATEXT1', eId: 'art_l2' });
    expect(outlineOf(await parse(`${french}Article L1\n\nTexte.`))).toEqual(['body']);
  });
});

describe('Swiss acts', () => {
  const text = `${swiss}# Verordnung vom 1. Mai 2020 über die Ruchen (Ruchenverordnung, RuV)[^9]

gestützt auf Artikel 4 des Ruchengesetzes[^1],

### 1. Kapitel: Allgemeines[^2]

#### 1. Abschnitt: Zweck

##### **Art. 5***a*[^3] Begriffe

<sup>1</sup> Es bedeuten:

- a. *Ruche:* ein Korb[^4];

- a<sup>bis</sup>. *Wabe:* Zellen;

- b. das Volk.

<sup>1bis</sup> Es gilt Artikel 6.

<sup>4</sup> nach Gewohnheit.

<sup>2</sup> …[^5]

##### **Art. ****5**<sup>bis</sup> Ausnahmen

Text mit [^99] ohne Fussnote.

##### **Art. 6–8**[^6]

###### II. Schluss

##### **Art. 9** Ende

Text.

<sup>31</sup> Art. 10 a Übergang

Text.

###### Fussnoten

[^1]: [SR **910.9**](https://fedlex.data.admin.ch/eli/cc/1999/12)

[^2]: Eingefügt
durch Ziff. I.

[^3]: Fassung.

[^4]: Ein Korb.

Zweiter Absatz.

[^5]: Aufgehoben durch Ziff. II.

[^6]: Aufgehoben durch Ziff. III.

[^9]: Zum Titel.

[^10]: Ohne Stelle.
`;
  it('have articles with letters and Latin insertions, raised paragraphs and lettered items', async () => {
    expect(outlineOf(await parse(text)).filter((line) => !/note/.test(line))).toEqual([
      'preamble', 'chp_1', '  dvs_1', '    art_5a', '      art_5a__para_1', '        art_5a__para_1__point_a', '        art_5a__para_1__point_abis', '        art_5a__para_1__point_b', '      art_5a__para_1bis', '      art_5a__para_2',
      '    art_5bis', '    art_6-8', '    h_1', '      art_9', '      art_10a',
    ]);
  });
  it('put each note behind the own text of the provision in which its mark stands, without the mark', async () => {
    const document = await parse(text);
    const notes = [...walk(document.provisions)].filter(({ provision }) => provision.kind === 'note').map(({ provision, ancestors }) => [ancestors.at(-1)!.eId, provision.number, textOf(document, provision)]);
    expect(notes).toEqual([
      ['preamble', '9', 'Zum Titel.'], ['preamble', '1', 'SR 910.9'], ['chp_1', '2', 'Eingefügt durch Ziff. I.'], ['art_5a__para_1__point_a', '4', 'Ein Korb.\nZweiter Absatz.'],
      ['art_5a__para_2', '5', 'Aufgehoben durch Ziff. II.'], ['art_5a', '3', 'Fassung.'], ['art_6-8', '6', 'Aufgehoben durch Ziff. III.'], ['notes', '10', 'Ohne Stelle.'],
    ]);
    expect(document.text).toContain('gestützt auf Artikel 4 des Ruchengesetzes,\n');
    expect(document.text).toContain('Text mit [^99] ohne Fussnote.');
    expect(document.text.endsWith('\nFussnoten\n10 Ohne Stelle.')).toBe(true);
  });
  it('are repealed where the note says so and no text is left', async () => {
    const document = await parse(text);
    expect([...walk(document.provisions)].filter(({ provision }) => provision.status !== 'in-force').map(({ provision }) => [provision.eId, provision.status])).toEqual([['art_5a__para_2', 'repealed'], ['art_6-8', 'repealed']]);
  });
  it('cite acts by the addresses of their links', async () => {
    const document = await parse(text);
    expect([...walk(document.provisions)].flatMap(({ provision }) => provision.references).map(({ text: written, target }) => [written, target])).toContainEqual(['SR 910.9', { work: 'ch/eli/cc/1999/12', eId: null }]);
  });
  it('take a raised number out of its order for what it is: the mark of a lost note', async () => {
    const document = await parse(text);
    const paragraph = [...walk(document.provisions)].find(({ provision }) => provision.eId === 'art_5a__para_1bis')!.provision;
    expect(textOf(document, paragraph)).toBe('Es gilt Artikel 6.\n⁴ nach Gewohnheit.');
  });
  it.each([['<sup>31</sup> Art. 10 Abs. 2 gilt.'], ['<sup>31</sup> Art. 10, 11 und 12'], ['<sup>2</sup> Artikel 10 gilt']])('%s is no heading', async (line) => {
    expect(outlineOf(await parse(`${swiss}##### **Art. 9** Ende\n\n${line}\n`))).toEqual(['art_9']);
  });
});

describe('Saudi laws', () => {
  it('have articles with ordinals in words and items in Arabic letters and digits, whatever signs nobody sees stand around them', async () => {
    const document = await parse(`${saudi}## الباب الأول أحكام عامة\n\n### المادة الحادية والعشرون بعد المائة\n\nيشترط:\n\n١- سجل.\n\n٢\u200F- رسوم:\n\n\u200Cأ- أولى.\n\n\u200Cب- ثانية.\n\nهـ – خامسة.\n\n### المادة الخامسة مكرر\n\nنص.\n\n### (المادة السادسة) الأهداف\n\nنص.\n\n### المادة (٧) التعريفات\n\nنص.\n\n### المادة : ۹\n\nنص.`);
    expect(outlineOf(document)).toEqual(['part_1', '  art_121', '    art_121__point_1', '    art_121__point_2', '      art_121__point_2__point_أ', '      art_121__point_2__point_ب', '      art_121__point_2__point_ه', '  art_5bis', '  art_6', '  art_7', '  art_9']);
    expect(document.provisions[0]!.provisions.map(({ heading }) => heading)).toEqual([null, null, 'الأهداف', 'التعريفات', null]);
  });
  it('number the clauses of decisions by adverbs', async () => {
    const document = await parse(`${saudi}## أولا\n\nالموافقة على:\n\n١- قواعد.\n\n## ثانيا\n\nيبلغ.\n\n## حادي عشر:\n\nينشر.`);
    expect(outlineOf(document)).toEqual(['sec_1', '  sec_1__para_1', 'sec_2', 'sec_11']);
    expect(outlineOf(await parse(`${saudi}أولاً: نص.\n\n١- بند.\n\nثانياً: نص.`))).toEqual(['body', '  body__point_1', '    body__point_1__point_1', '  body__point_2']);
  });
  it('get back before the article the headings that their maker put below it', async () => {
    const document = await parse(`${saudi}## المادة الأولى\n\nالباب الأول\n\nأحكام عامة\n\nالفصل الأول: التعريفات\n\nالمادة الأولى:\n\nنص.\n\n## المادة الثانية\n\nالفصل الأول من هذا النظام لا يسري.\n\n## المادة الثالثة\n\nالفصل الثاني: الرسوم\n\nيدفع الرسم.`);
    expect(outlineOf(document)).toEqual(['part_1', '  chp_1', '    art_1', '    art_2', '  chp_2', '    art_3']);
    expect(document.text).toBe('الباب الأول أحكام عامة\nالفصل الأول: التعريفات\nالمادة الأولى\nالمادة الأولى:\nنص.\nالمادة الثانية\nالفصل الأول من هذا النظام لا يسري.\nالفصل الثاني: الرسوم\nالمادة الثالثة\nيدفع الرسم.');
  });
});

describe('Estonian acts', () => {
  it('have sections with raised numbers, annexes behind them, and no sections without number', async () => {
    const entries = matter({ title: 'Mesilate seadus', identifier: '8', country: 'ee', rank: 'seadus', short_title: 'MesS' });
    const document = await parse(`${entries}## I. osa Üldosa\n\n### 8<sup>1</sup>. peatükk Mesilad\n\n#### 1. jagu Tarud\n\n#### 2. jaotis Pered\n\n##### § 53<sup>1</sup>. Taru\n\n(1) Taru on:\n\n1) suur;\n\n1<sup>1</sup>) vana.\n\n##### §\n\nTekst.\n\n# Lisa: Lisa 1\n\n| Taru | Tasu |\n| --- | --- |\n| suur | 5 |\n\n# Lisa: Tarude vorm\n\n📎 [vorm.pdf](https://law.example/vorm.pdf)`);
    expect(outlineOf(document)).toEqual(['part_1', '  chp_8-1', '    dvs_1', '      subdvs_2', '        sec_53-1', '          sec_53-1__subsec_1', '            sec_53-1__subsec_1__para_1', '            sec_53-1__subsec_1__para_1-1', '        h_1', 'schedule_1', 'schedule']);
    expect(document.provisions[1]).toMatchObject({ number: 'Lisa: Lisa 1', heading: null });
    expect(textOf(document, document.provisions[1]!)).toBe('Taru\tTasu\nsuur\t5');
    expect(document).toMatchObject({ title: 'Mesilate seadus', aliases: ['MesS'] });
  });
});

describe('headings', () => {
  it.each([
    ['Erstes Kapitel Krankheit', 'de', 'chapter', 'Erstes Kapitel', 'Krankheit'], ['IV. Teil: Beziehungen', 'de', 'part', 'IV. Teil', 'Beziehungen'], ['2a. Abschnitt Gebühren', 'de', 'division', '2a. Abschnitt', 'Gebühren'], ['Art. I–XXIII', 'de', 'article', 'Art. I–XXIII', null],
    ['Art.11 Ständige Vertretungen', 'de', 'article', 'Art.11', 'Ständige Vertretungen'], ['TROISIÈME PARTIE : CESSION', 'fr', 'part', 'TROISIÈME PARTIE', 'CESSION'], ['Sous-titre Ier : Des crimes', 'fr', 'subtitle', 'Sous-titre Ier', 'Des crimes'],
    ['Chapitre unique', 'fr', 'chapter', 'Chapitre unique', null], ['Article 5 — À savoir', 'fr', 'article', 'Article 5', 'À savoir'], ['القسم الثالث: الحقوق', 'ar', 'division', 'القسم الثالث', 'الحقوق'], ['القاعدة الأولى', 'ar', 'rule', 'القاعدة الأولى', null],
  ])('%s', (text, language, kind, number, heading) => {
    expect(parseHeading(text, language, false)).toMatchObject({ kind, number, heading });
  });
  it.each([['Erste Hilfe', 'de'], ['Article sur les ruches', 'fr'], ['Partie législative', 'fr'], ['المادة وإذا حولت', 'ar'], ['أولادكم', 'ar']])('%s names no unit', (text, language) => {
    expect(parseHeading(text, language, false)).toBeNull();
  });
  it('with a bare number are no sections of a law whose articles are named, but in its schedules', async () => {
    expect(outlineOf(await parse('# T\n\n## Article 1\n\nText.\n\n## 2. Transmission\n\nText.\n\n## Schedule 1 — Fees\n\n### 1. Dogs\n\nText.'))).toEqual(['art_1', 'h_1', 'schedule_1', '  sec_1']);
  });
});

describe('numbers of items', () => {
  it.each([
    ['¹bis Text', ['raised-digit', '¹bis', 1]], ['a. Text', ['dotted-letter', 'a.', 1]], ['abis. Text', ['dotted-letter', 'abis.', 1]], ['2° bis Text', ['degree', '2° bis', 2]], ['II bis. – Text', ['dashed-roman', 'II bis. –', 2]], ['B. - Text', ['dashed-capital', 'B. -', 2]],
    ['٣ – نص', ['dashed-digit', '٣ –', 3]], ['\u200Cج. نص', ['dashed-arabic', '\u200Cج.', 3]], ['هـ- نص', ['dashed-arabic', 'هـ-', 5]], ['ثانيًا: نص', ['arabic-ordinal', 'ثانيًا:', 2]], ['１　本文', ['full-width-digit', '１', 1]],
  ])('%s', (line, expected) => {
    expect(itemNumbers(line).map(({ style, number, ordinal }) => [style, number, ordinal])).toEqual([expected]);
  });
  it.each(['z.B. Ruchen', 'En – ville', 'Le 1er – mai', 'أولاد', 'Ruche', '2024 – ein Jahr', 'I bin'])('%s has none', (line) => {
    expect(itemNumbers(line)).toEqual([]);
  });
});

describe('inline markup', () => {
  it.each([
    ['**Art. 44***a* Text', 'Art. 44a Text'], ['**Art. ****9**', 'Art. 9'], ['**Art.** **9**', 'Art. 9'], ['Artikel 4*a* Absatz', 'Artikel 4a Absatz'], ['Article R*122-1 et R*122-2', 'Article R*122-1 et R*122-2'],
    ['**a *b***', 'a b'], ['<sup>1bis</sup> Text', '¹bis Text'], ['`a <!-- b --> c`', 'a <!-- b --> c'], ['a <!-- b', 'a <!-- b'],
  ])('%s', (source, text) => {
    expect(inlineLine(source).text).toBe(text);
  });
});

describe('hostile files', () => {
  const long = 200_000;
  it.each([
    ['spaces in a heading', `# a${' '.repeat(long)}b`], ['spaces before no brace', `## a${' '.repeat(long)}{`], ['open comments', '<!--'.repeat(long / 4)], ['backticks', '`'.repeat(long)], ['stars', '*a '.repeat(long / 4)], ['nested emphasis', `${'*a _b '.repeat(long / 20)}${'_ *'.repeat(long / 20)}`],
    ['open brackets', '['.repeat(long)], ['marks of notes', '[^a'.repeat(long / 4)], ['notes that define each other', '[^a]: [^a] '.repeat(long / 20)], ['rules', `${'- '.repeat(long / 2)}x`], ['bars', '|'.repeat(long)], ['sup', '<sup>1'.repeat(long / 8)],
    ['quotes', '> '.repeat(long / 2)], ['one line of law', `§ 1 ${'Text § 2 Abs. 1. '.repeat(long / 20)}`],
  ])('%s: read within two seconds, with the text before and behind', async (_, hostile) => {
    const began = performance.now();
    const document = await parse(`# T\n\nBefore.\n\n${hostile}\n\nAfter.\n`);
    expect(performance.now() - began).toBeLessThan(2000);
    expect([document.text.startsWith('Before.\n'), document.text.includes('\nAfter.')]).toEqual([true, true]);
  });
  it('refuses front matter that is a bomb of aliases', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...Array.from('bcdefghij', (name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[at]!}`).join(',')}]`)].join('\n');
    expect(() => markdownParser.parse(sourceFile('a.md', `---\n${bomb}\n---\nText.`))).toThrow('Its front matter is no YAML mapping');
  });
});
