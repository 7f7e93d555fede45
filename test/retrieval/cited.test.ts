/** Questions -> the provisions they cite: a table per language, and what must not be taken for what was meant. */
import { describe, expect, it } from 'vitest';
import type { LegalDocument } from '../../src/document.js';
import { citationTable } from '../../src/indexing/citations.js';
import { citedIn, type ReadingContext } from '../../src/retrieval/prepare.js';
import { documentOf, type Outline } from '../indexing/fixtures.js';

const section = (number: string, eId: string, children: readonly Outline[] = [], kind = 'section'): Outline => ({ kind, eId, number, text: 'Text.', children });
const sub = (eId: string, number: string, children: readonly Outline[] = []): Outline => ({ kind: 'subsection', eId, number, text: 'Text.', children });
const law = (work: string, title: string, aliases: readonly string[], language: string, outline: readonly Outline[], over: Partial<LegalDocument> = {}): LegalDocument =>
  documentOf(outline, { work, expression: `${work}/${language}`, title, aliases, language, jurisdiction: work.split('/')[0]!, ...over });

const twelve = section('12.', 'sec_12', [sub('sec_12__subsec_1', '(1)'), sub('sec_12__subsec_3', '(3)', [{ kind: 'paragraph', eId: 'sec_12__subsec_3__para_a', number: '(a)', text: 'A.' }])]);
const documents: readonly LegalDocument[] = [
  law('xa/dogs', 'Dog Act', ['R.S.X. 1985, c. D-46', 'D-46'], 'en', [section('5.', 'sec_5'), twelve, section('267.', 'sec_267', [sub('sec_267__subsec_1', '(1)')]), section('31 to 33', 'sec_31')]),
  law('xa/dogs', 'Loi sur les chiens', ['L.R.X. (1985), ch. D-46', 'D-46'], 'fr', [section('5', 'sec_5'), section('12', 'sec_12')]),
  law('xa/cats', 'Cat Act 2019', ['CAT'], 'en', [section('5.', 'sec_5'), section('12.', 'sec_12'), section('2.5', 'sec_2-5')]),
  law('xa/milk', 'Milk Act', [], 'en', [section('1.', 'sec_1')]),
  law('xb/milk', 'Milk Act', [], 'en', [section('1.', 'sec_1')]),
  law('de/hgb', 'Heubinder-Gesetzbuch', ['HGB', 'HeuB'], 'de', [section('§ 573', 'sec_573'), section('§ 573c', 'sec_573c', [sub('sec_573c__subsec_1', '(1)')]), section('§§ 6 und 7', 'sec_6')]),
  law('de/bgb', 'Bürgerliches Honiggesetz', ['BHG'], 'de', [section('§ 5', 'sec_5')]),
  law('de/sgb-11', 'Sozialgesetzbuch - Elftes Buch', ['SGB 11'], 'de', [section('§ 18', 'sec_18')]),
  law('de/bimschv1', 'Erste Verordnung über Öfen', ['1. ÖfenV'], 'de', [section('§ 3', 'sec_3')]),
  law('ch/vwvg', 'Bundesgesetz über das Bienenverfahren (Bienenverfahrensgesetz, BiVG)', [], 'de-CH', [section('Art. 5', 'art_5', [], 'article')]),
  law('fr/travail', 'Code du travail des abeilles', [], 'fr', [section('Article L1234-5', 'art_l1234-5', [], 'article'), section('Article R*12', 'art_r12', [], 'article')]),
  law('sa/work', 'نظام النحل', [], 'ar', [section('المادة الخامسة', 'art_5', [], 'article'), section('المادة الحادية والعشرون', 'art_21', [], 'article')]),
  law('jp/honey', '蜂蜜法', [], 'ja', [section('第七百九条', 'art_709', [{ kind: 'paragraph', eId: 'art_709__para_1', text: '一。' }], 'article'), section('第五条の二', 'art_5-2', [], 'article')]),
  law('cn/bees', '中华人民共和国蜜蜂法典', [], 'zh', [section('第一千零四十三条', 'art_1043', [], 'article'), section('第一百二十条之一', 'art_120-1', [], 'article')]),
  law('de/hv-3', 'Verordnung über Hüte', ['HüV 3'], 'de', [section('§ 1', 'sec_1')]),
  law('de/hv', 'Hutverordnung', ['HüV'], 'de', [section('§ 3', 'sec_3'), section('§ 5', 'sec_5')]),
  law('de/huv', 'Verordnung über Hunde', ['HUV'], 'de', [section('§ 5', 'sec_5')]),
  law('de/land', 'Landgesetz für die Insel Heu', ['LHeu'], 'de', [section('Artikel 1', 'art_1', [], 'article')]),
  law('ee/bees', 'Mesilasseadus', ['MesS'], 'et', [section('§ 5', 'sec_5', [sub('sec_5__subsec_2', '(2)')])]),
  law('ua/bees', 'Бджільничий кодекс України', ['БКУ'], 'uk', [section('Стаття 5', 'art_5', [], 'article'), section('Стаття 53¹', 'art_53-1', [], 'article')]),
];
const context: ReadingContext = { languages: { en: 4, de: 5 }, citations: citationTable(documents) };
const cited = (question: string, language: string, asOf: string | null = null, filters = {}) => citedIn(context, question, { language, asOf, filters });
const led = (question: string, language: string): string[] => cited(question, language).map(({ outcome, candidates }) => `${outcome} ${candidates.map(({ document, provision }) => `${document.work}#${provision.eId}`).join(' ')}`.trim());

const found: Readonly<Record<string, readonly (readonly [question: string, provision: string, why: string])[]>> = {
  en: [
    ['What does section 12 of the Dog Act say?', 'xa/dogs#sec_12', 'as the law itself would cite it'],
    ['s 12 Dog Act', 'xa/dogs#sec_12', 'no point, nothing between'],
    ['s.12 dog act', 'xa/dogs#sec_12', 'small letters, no blank'],
    ['s12(3)(a) of the Dog Act', 'xa/dogs#sec_12__subsec_3__para_a', 'a cited paragraph leads to it'],
    ['Dog Act, s. 12(3)', 'xa/dogs#sec_12__subsec_3', 'name first'],
    ['paragraph 12(3)(a) of the Dog Act', 'xa/dogs#sec_12__subsec_3__para_a', 'a paragraph counted from its section'],
    ['What does the Dog Act say about leashes in section 12?', 'xa/dogs#sec_12', 'name and number apart'],
    ['section twelve of the Dog Act', 'xa/dogs#sec_12', 'a number in words'],
    ['section two hundred and sixty-seven of the Dog Act', 'xa/dogs#sec_267', 'a long number in words'],
    ['What is the twelfth section of the Dog Act about?', 'xa/dogs#sec_12', 'ordinal before the unit'],
    ['the 12th section of the Dog Act', 'xa/dogs#sec_12', 'the same in digits'],
    ['Does the Dog Act in its two hundred and sixty-seventh section forbid it?', 'xa/dogs#sec_267', 'a long ordinal, apart from the name'],
    ['D-46 s. 267', 'xa/dogs#sec_267', 'chapter of the revised statutes'],
    ['D46 s 267(1)', 'xa/dogs#sec_267__subsec_1', 'the same without its hyphen'],
    ['R.S.X. 1985, c. D-46, s. 5', 'xa/dogs#sec_5', 'whole citation'],
    ['Dog Act 267(1)', 'xa/dogs#sec_267__subsec_1', 'no unit at all'],
    ['267(1) of the Dog Act', 'xa/dogs#sec_267__subsec_1', 'no unit, name behind'],
    ['section 32 of the Dog Act', 'xa/dogs#sec_31', 'one of several that are printed as one'],
    ['s 2.5 Cat Act', 'xa/cats#sec_2-5', 'a decimal; the year left out'],
    ['section 5 of the Cat Act 2019', 'xa/cats#sec_5', 'the year given'],
    ['art. 5 Dog Act', 'xa/dogs#sec_5', 'article for section'],
    ['§ 5 Dog Act', 'xa/dogs#sec_5', 'the sign'],
  ],
  de: [
    ['Was steht in § 573c Abs. 1 HGB?', 'de/hgb#sec_573c__subsec_1', 'as jurists do'],
    ['§573c HGB', 'de/hgb#sec_573c', 'no blank'],
    ['573c HGB', 'de/hgb#sec_573c', 'no unit'],
    ['HGB 573c', 'de/hgb#sec_573c', 'no unit, name first'],
    ['hgb 573C', 'de/hgb#sec_573c', 'letters the wrong way round'],
    ['Paragraph 573c HGB', 'de/hgb#sec_573c', 'the sign as a word'],
    ['Was regelt Paragraf 573c des Heubinder-Gesetzbuchs?', 'de/hgb#sec_573c', 'inflected name'],
    ['Was sagt Paragraph fünf des Bürgerlichen Honiggesetzes?', 'de/bgb#sec_5', 'number in words, adjective inflected'],
    ['Was sagt der fünfte Paragraph des Bürgerlichen Honiggesetzes?', 'de/bgb#sec_5', 'ordinal before the unit'],
    ['Was steht im fünfhundertdreiundsiebzigsten Paragraphen des HGB?', 'de/hgb#sec_573', 'a long one'],
    ['Was steht im HGB unter Paragraph 573?', 'de/hgb#sec_573', 'name and number apart'],
    ['§ 7 HGB', 'de/hgb#sec_6', 'one of two that are printed as one'],
    ['§ 18 SGB XI', 'de/sgb-11#sec_18', 'Roman number of a book'],
    ['§ 18 des Elften Buches Sozialgesetzbuch', 'de/sgb-11#sec_18', 'its ordinal'],
    ['§ 3 1. ÖfenV', 'de/bimschv1#sec_3', 'a name that begins with a number'],
    ['HüV § 3', 'de/hv#sec_3', 'not the law that is called HüV 3'],
    ['§ 5 HüV', 'de/hv#sec_5', 'as it is spelled: another is called HUV'],
    ['Was steht im Landgesetz in Artikel 1?', 'de/land#art_1', 'the beginning of a title that no other has'],
    ['Artikel 1 des Landgesetzes', 'de/land#art_1', 'the same, inflected'],
    ['BiVG Art. 5', 'ch/vwvg#art_5', 'a short name that stands in the title only'],
    ['Art 5 BiVG', 'ch/vwvg#art_5', 'the same, behind'],
    ['Was bestimmt section 12 des Dog Act?', 'xa/dogs#sec_12', 'a foreign work in a German sentence'],
  ],
  fr: [
    ['Que dit l’article L1234-5 du Code du travail des abeilles ?', 'fr/travail#art_l1234-5', 'number of a code'],
    ['L. 1234-5 code du travail des abeilles', 'fr/travail#art_l1234-5', 'no unit'],
    ['article L.1234-5', 'fr/travail#art_l1234-5', 'no name: one work decides'],
    ['Que prévoit l’article 12 de la Loi sur les chiens ?', 'xa/dogs#sec_12', 'French title of a work in two languages'],
    ['D-46 art. 5', 'xa/dogs#sec_5', 'chapter'],
    ['Que dit le douzième article de la loi sur les chiens ?', 'xa/dogs#sec_12', 'ordinal before the unit'],
    ['article cinq de la loi sur les chiens', 'xa/dogs#sec_5', 'number in words'],
  ],
  ar: [
    ['المادة الخامسة من نظام النحل', 'sa/work#art_5', 'ordinal'],
    ['ماذا تقول المادة ٥ من نظام النحل؟', 'sa/work#art_5', 'Arabic-Indic digits'],
    ['المادة الحادية والعشرون من نظام النحل', 'sa/work#art_21', 'ordinal of two words'],
    ['ما حكم المادة 21 بنظام النحل', 'sa/work#art_21', 'preposition written on to the name'],
  ],
  ja: [
    ['蜂蜜法第七百九条', 'jp/honey#art_709', 'as the law does'],
    ['蜂蜜法709条1項は何を定めていますか', 'jp/honey#art_709__para_1', 'digits, no 第'],
    ['蜂蜜法709', 'jp/honey#art_709', 'no sign at all'],
    ['蜂蜜法５条の２', 'jp/honey#art_5-2', 'full-width digits, inserted article'],
  ],
  zh: [
    ['《蜜蜂法典》第一千零四十三条规定了什么？', 'cn/bees#art_1043', 'state left out of the name, zero in the number'],
    ['中华人民共和国蜜蜂法典第1043条', 'cn/bees#art_1043', 'whole name'],
    ['蜜蜂法典第一百二十条之一', 'cn/bees#art_120-1', 'inserted article'],
  ],
  et: [
    ['MesS § 5 lg 2', 'ee/bees#sec_5__subsec_2', 'abbreviation'],
    ['Mida ütleb mesilasseaduse § 5?', 'ee/bees#sec_5', 'genitive'],
  ],
  uk: [
    ['Що каже стаття 5 Бджільничого кодексу України?', 'ua/bees#art_5', 'genitive'],
    ['ст. 53-1 БКУ', 'ua/bees#art_53-1', 'raised number written behind a hyphen'],
  ],
};

describe.each(Object.entries(found))('a citation in %s leads to exactly what it names', (language, rows) => {
  it.each(rows)('%s', (question, provision) => {
    expect(led(question, language)).toEqual([`found ${provision}`]);
  });
});

describe('what is not one provision', () => {
  it('gives the candidates of a number without a work, and of a name that two works bear', () => {
    expect(led('What does section 12 say?', 'en')).toEqual(['ambiguous xa/dogs#sec_12 xa/cats#sec_12']);
    expect(led('section 1 of the Milk Act', 'en')).toEqual(['ambiguous xa/milk#sec_1 xb/milk#sec_1']);
  });

  it('lets filters and the day decide between them', () => {
    expect(cited('section 1 of the Milk Act', 'en', null, { jurisdictions: ['xb'] })).toMatchObject([{ outcome: 'found', citation: { target: { work: 'xb/milk', eId: 'sec_1' } } }]);
    expect(cited('section 5 of the Dog Act', 'en', '2018-12-31')).toMatchObject([{ outcome: 'not-in-force', candidates: [{ document: { work: 'xa/dogs' } }] }]);
    expect(cited('section 5 of the Dog Act', 'en', '2019-01-01')).toMatchObject([{ outcome: 'found' }]);
  });

  it('says that a work has no such provision, and names what it holds nearby as advice only', () => {
    const [wrong] = cited('§ 9999 HGB', 'de');
    expect(wrong).toMatchObject({ outcome: 'no-such-provision', candidates: [], citation: { target: null } });
    expect(wrong!.nearest.map(({ provision }) => provision.eId)).toEqual(['sec_573', 'sec_573c', 'sec_6']);
    expect(led('HGB 9999', 'de')).toEqual(['no-such-provision']);
  });

  it('never takes a section for a subsection that it does not have', () => {
    expect(cited('section 12(2) of the Dog Act', 'en')).toMatchObject([{ outcome: 'no-such-provision', nearest: [{ provision: { eId: 'sec_12' } }] }]);
  });

  it('knows a name that no work has, in capitals or not', () => {
    expect(cited('section 5 of the Frog Act', 'en')).toMatchObject([{ outcome: 'unknown-work', citation: { named: 'Frog Act' }, candidates: [] }]);
    expect(led('what does section 5 of the frog act say?', 'en')).toEqual(['unknown-work']);
    expect(led('section 5 of the Cat Act 2018', 'en')).toEqual(['unknown-work']);
    expect(led('§ 5 FroschG', 'de')).toEqual(['unknown-work']);
  });

  it('knows it apart from its number too', () => {
    expect(cited('What does the Frog Act say about ponds in section 5?', 'en')).toMatchObject([{ outcome: 'unknown-work', citation: { named: 'Frog Act' } }]);
    expect(cited('Under the Ponds and Waters Act 2011, is a licence needed as section 12 has it?', 'en')).toMatchObject([{ outcome: 'unknown-work', citation: { named: 'Ponds and Waters Act 2011' } }]);
    expect(cited('Was bestimmt das Froschgesetz über Teiche in § 5?', 'de')).toMatchObject([{ outcome: 'unknown-work', citation: { named: 'Froschgesetz' } }]);
    expect(cited('Was steht im FroschG über Teiche unter § 5?', 'de')).toMatchObject([{ outcome: 'unknown-work', citation: { named: 'FroschG' } }]);
    expect(cited('Que prévoit la loi sur les grenouilles à propos des étangs, article 12 ?', 'fr')).toMatchObject([{ outcome: 'unknown-work', citation: { named: 'loi sur les grenouilles' } }]);
  });

  it('takes no ordinal for a citation where no law is named, or where it counts something else', () => {
    expect(led('What does the twelfth section say?', 'en')).toEqual([]);
    expect(led('Is this my first offence under the Dog Act?', 'en')).toEqual([]);
    expect(led('Which third party pays under the Dog Act?', 'en')).toEqual([]);
  });

  it.each([
    ['May I keep 3 dogs?', 'en'], ['The Dog Act 30 days rule', 'en'], ['Was kostet das Heu 2019?', 'de'], ['Gilt das HGB 3 Jahre?', 'de'], ['Is the Dog Act 1985 still law?', 'en'], ['', 'en'], ['What are the Act’s 12 rules?', 'en'],
    ['Can I go bankrupt under chapter 5, 6 or 12?', 'en'], ['从家出去有两条路', 'zh'], ['我有5条狗', 'zh'],
  ])('finds no citation in: %s', (question, language) => {
    expect(led(question, language)).toEqual([]);
  });

  it('reads several citations, each with its own name', () => {
    expect(led('Do sections 5 and 12 of the Dog Act go before section 5 of the Cat Act 2019?', 'en')).toEqual(['found xa/dogs#sec_5', 'found xa/dogs#sec_12', 'found xa/cats#sec_5']);
    expect(led('HGB § 573 BHG § 5', 'de')).toEqual(['found de/hgb#sec_573', 'found de/bgb#sec_5']);
    expect(led('ss. 31-33 of the Dog Act', 'en')).toEqual(['found xa/dogs#sec_31', 'found xa/dogs#sec_31', 'found xa/dogs#sec_31']);
    expect(led('§ 573 HGB § 5 BHG', 'de')).toEqual(['found de/hgb#sec_573', 'found de/bgb#sec_5']);
  });
});
