import { describe, expect, it } from 'vitest';
import { findCitations, findReferences, type SpokenOf } from '../src/citation-grammar.js';

/** Text, and what is to be found: `kind value/kind value` with `@ work` where one is named. */
type Row = readonly [text: string, expected: readonly string[], comment: string];

const tables: Readonly<Record<string, readonly Row[]>> = {
  en: [
    ['under section 5', ['section 5'], 'the plain form'],
    ['unless section 6(1) applies', ['section 6/subsection 1'], 'bracket directly behind the number'],
    ['see section 12(1)(b)(ii).', ['section 12/subsection 1/paragraph b/item ii'], 'three brackets'],
    ['section 5(a)', ['section 5/paragraph a'], 'a letter below a section is a paragraph'],
    ['section 12 of the Dog Control Act 2019', ['section 12 @ Dog Control Act 2019'], 'named behind'],
    ['the Dog Control Act 2019, section 12', ['section 12 @ Dog Control Act 2019'], 'named before'],
    ['section 3(2) RTA', ['section 3/subsection 2 @ RTA'], 'abbreviation behind'],
    ['section 5 of this Act', ['section 5'], 'the work it stands in is not named'],
    ['paragraph (a) of section 5', ['section 5/paragraph a'], 'from below upwards'],
    ['subsection (2) of section 5 of the Fees Regulations 2020', ['section 5/subsection 2 @ Fees Regulations 2020'], 'upwards, then named'],
    ['An offence under subsection (1)(a), (b) or (c)', ['subsection 1/paragraph a', 'subsection 1/paragraph b', 'subsection 1/paragraph c'], 'a list of letters, relative'],
    ['Sections 13, 14, 22 and 23 do not apply', ['section 13', 'section 14', 'section 22', 'section 23'], 'a list of sections'],
    ['sections 6 to 8 and 12', ['section 6', 'section 8', 'section 12'], 'ends of a range'],
    ['section 4 and 30 days later', ['section 4'], 'a singular takes no list of plain numbers'],
    ['Article 5(2)', ['article 5/paragraph 2'], 'brackets below an article'],
    ['Part II applies', ['part 2'], 'Roman number'],
    ['Schedule 2', ['schedule 2'], 'schedule with a number'],
    ['§ 5a', ['section 5a'], 'the section mark in English'],
    ['section 21 of the Residents (Registration) Act 2016', ['section 21 @ Residents (Registration) Act 2016'], 'brackets in a name'],
    ['a part of the fee and an item in the list', [], 'words without a number'],
    ['within 14 days', [], 'no unit'],
    ['subsection 5(2) of the Honey Access Act', ['section 5/subsection 2 @ Honey Access Act'], 'a subsection with the number of its section'],
    ['paragraphs 22(1)(a.1), (a.2) and 25(3)(b)', ['section 22/subsection 1/paragraph a-1', 'section 22/subsection 1/paragraph a-2', 'section 25/subsection 3/paragraph b'], 'decimal letters, and a list that goes on with another section'],
    ['subsections 324(2) and 325(1) and (2), sections 326 to 328', ['section 324/subsection 2', 'section 325/subsection 1', 'section 325/subsection 2', 'section 326', 'section 328'], 'numbers in brackets stay in their section'],
    ['section 83.01(1)', ['section 83-01/subsection 1'], 'decimal section'],
    ['section 21 or 22 of the Bee Act', ['section 21 @ Bee Act', 'section 22 @ Bee Act'], 'two numbers behind a singular'],
    ['section 7 or section 9 of the Bee Act', ['section 7 @ Bee Act', 'section 9 @ Bee Act'], 'the name holds for both'],
    ['section 501(c)(3) of title 26, United States Code', ['section 501/paragraph c/item 3 @ title 26, United States Code'], 'a title of a code'],
    ['42 U.S.C. 1395w–3a', ['section 1395w-3a @ 42 U.S.C.'], 'a dash behind a letter belongs to the number'],
    ['7 U.S.C. 450, 7701–7772', ['section 450 @ 7 U.S.C.', 'section 7701 @ 7 U.S.C.', 'section 7772 @ 7 U.S.C.'], 'a list behind the name of a code'],
    ['12 CFR 226.5', ['section 226-5 @ 12 CFR'], 'a section of regulations'],
    ['17 CFR part 240', ['part 240 @ 17 CFR'], 'a part of regulations'],
    ['section 280F(a)(1)(B)', ['section 280f/paragraph a/item 1/item b'], 'capitals'],
    ['sections 5–7', ['section 5', 'section 7'], 'a range with a dash'],
    ['section 2 of the Schedule', ['schedule /section 2'], 'the only schedule'],
    ['Part A of Schedule 2', ['schedule 2/part a'], 'a part of a schedule'],
    ['Article 6(1)(a) of Regulation (EU) 2016/679', ['article 6/paragraph 1/item a @ Regulation (EU) 2016/679'], 'an act of the European Union'],
    ['section 9 of the Hive Act of 2007', ['section 9 @ Hive Act of 2007'], 'a year behind "of"'],
    ['Section 5 of the Bee Act applies. So does section 7 of that Act.', ['section 5 @ Bee Act', 'section 7 @ Bee Act'], 'that Act: the one spoken of'],
    ['Section 5 of the Bee Act applies. Under the Wax Act, section 7 of that Act does.', ['section 5 @ Bee Act', 'section 7 @ that Act'], 'that Act: another is spoken of between'],
    ['section 3 of the Convention', ['section 3 @ Convention'], 'never the work it stands in'],
    ['section 3 of the present Convention', ['section 3'], 'the work it stands in'],
    ['subsection (2) of that section', [], 'which section, the words do not say'],
    ['2001, c. 29, ss. 37, 45', ['section 37 @ 2001, c. 29', 'section 45 @ 2001, c. 29'], 'a statute of Canada by year and chapter'],
    ['S.X.B.S. 0131', [], 'an abbreviation'],
    ['the regulation 1941 on hives', [], 'a year'],
  ],
  de: [
    ['nach § 5', ['section 5'], 'the plain form'],
    ['§ 573c Abs. 1 BGB', ['section 573c/subsection 1 @ BGB'], 'letter, subsection, abbreviation'],
    ['§ 5 Abs. 2 Satz 1 Nr. 3', ['section 5/subsection 2/sentence 1/item 3'], 'all levels'],
    ['§ 3 Absatz 1 Nummer 2 Buchstabe a des Kindergeldgesetzes', ['section 3/subsection 1/item 2/item a @ Kindergeldgesetz'], 'spelled out, name in the genitive'],
    ['Die Befreiung nach Absatz 1 Nummer 1', ['subsection 1/item 1'], 'relative'],
    ['§§ 3, 4 und 7', ['section 3', 'section 4', 'section 7'], 'a list'],
    ['§ 5 Abs. 1 und 30 Kronen', ['section 5/subsection 1'], 'no list behind a singular'],
    ['Artikel 5 der Hundesatzung', ['article 5 @ Hundesatzung'], 'article of a by-law'],
    ['§ 5 dieses Gesetzes', ['section 5'], 'the work it stands in'],
    ['Nummer 1 des § 5', ['section 5/item 1'], 'from below upwards'],
    ['§§ 5 bis 7', ['section 5', 'section 7'], 'a range is no number with bis'],
    ['Artikel 5bis', ['article 5bis'], 'an inserted article'],
    ['Art. 17 b Abs. 2 Bst. a BieG', ['article 17b/subsection 2/item a @ BieG'], 'the Swiss way'],
    ['§ 5 Abs. 2 Satz 1 Nr. 3 Buchst. a IBG', ['section 5/subsection 2/sentence 1/item 3/item a @ IBG'], 'all levels and an abbreviation'],
    ['§ 7 des Imkerlichen Gesetzbuchs', ['section 7 @ Imkerliches Gesetzbuch'], 'the adjective in the nominative too'],
    ['§ 7 der Wachsordnung', ['section 7 @ Wachsordnung'], 'a feminine name'],
    ['§ 40 des Gesetzes gegen Honigbeschränkungen entsprechend', ['section 40 @ Gesetz gegen Honigbeschränkungen'], 'a name of several words'],
    ['§ 7 des Einführungsgesetzes zum Imkerlichen Gesetzbuche', ['section 7 @ Einführungsgesetz zum Imkerlichen Gesetzbuche'], 'a name that holds another'],
    ['Artikel 9 Absatz 1 der Verordnung (EU) 2016/679', ['article 9/subsection 1 @ Verordnung (EU) 2016/679'], 'an act of the European Union'],
    ['§ 18 Absatz 3 des Elften Buches Sozialgesetzbuch', ['section 18/subsection 3 @ Elftes Buch Sozialgesetzbuch'], 'a book of a code'],
    ['Artikel 3 des Vertrages', ['article 3 @ Vertrag'], 'never the work it stands in'],
    ['§ 5 des vorliegenden Vertrages', ['section 5'], 'the work it stands in'],
    ['Art. 97 § 1 EGIBG', ['article 97/section 1 @ EGIBG'], 'a section of an article'],
    ['§ 5 Abs. 2 und 3', ['section 5/subsection 2', 'section 5/subsection 3'], 'a list behind a singular'],
    ['§ 5 Absatz 1 Nummer 1a und 2 Satz 4', ['section 5/subsection 1/item 1a', 'section 5/subsection 1/item 2/sentence 4'], 'the number goes on with the innermost'],
    ['§ 5 Abs. 1 und Abs. 2 IBG', ['section 5/subsection 1 @ IBG', 'section 5/subsection 2 @ IBG'], 'the second is of section 5 too'],
    ['§ 5 Absatz 2 Satz 2 bis 7, Absatz 5 sowie 6', ['section 5/subsection 2/sentence 2', 'section 5/subsection 2/sentence 7', 'section 5/subsection 5', 'section 5/subsection 6'], 'back to the subsections'],
    ['Artikeln 21 Absatz 2, 22 Absatz 4, 49, 51 Absatz 1 und 77', ['article 21/subsection 2', 'article 22/subsection 4', 'article 49', 'article 51/subsection 1', 'article 77'], 'a list whose members go deeper'],
    ['den §§ 68e, 68f Abs. 2 und § 72 Abs. 3 des Wachsgesetzes', ['section 68e @ Wachsgesetz', 'section 68f/subsection 2 @ Wachsgesetz', 'section 72/subsection 3 @ Wachsgesetz'], 'one name for all'],
    ['§ 34 in Verbindung mit § 37 des Wachsgesetzes', ['section 34 @ Wachsgesetz', 'section 37 @ Wachsgesetz'], 'in conjunction with'],
    ['Artikel 12 Absatz 2 zweiter Satz des Abkommens', ['article 12/subsection 2 @ Abkommen'], 'a sentence by its ordinal'],
    ['Nummer 3A001', [], 'a code of goods'],
  ],
  fr: [
    ['à l’article 5', ['article 5'], 'the plain form'],
    ['l’article 1er', ['article 1'], 'ordinal'],
    ['article L. 123-4 du code de la consommation', ['article l123-4 @ code de la consommation'], 'number with a letter before it'],
    ['l’article 5, paragraphe 2', ['article 5/paragraph 2'], 'downwards'],
    ['alinéa 2 de l’article 5 de la loi sur l’état civil', ['article 5/paragraph 2 @ loi sur l’état civil'], 'upwards, named'],
    ['article 5 de la loi du 14 février 2012 sur l’état civil est applicable', ['article 5 @ loi du 14 février 2012 sur l’état civil'], 'the name ends before the verb'],
    ['articles 3, 4 et 7', ['article 3', 'article 4', 'article 7'], 'a list'],
    ['article 9 de la présente loi', ['article 9'], 'the work it stands in'],
    ['article 4 LEC', ['article 4 @ LEC'], 'abbreviation'],
    ['article 5 bis', ['article 5bis'], 'inserted article'],
    ['articles L. 123-4 à L. 123-7', ['article l123-4', 'article l123-7'], 'a range, the letter on either side'],
    ['l’article R. 12-3 du code du miel', ['article r12-3 @ code du miel'], 'a code'],
    ['l’article R. * 423-23', ['article r423-23'], 'made in the Council of Ministers'],
    ['au 3° du I de l’article 5', ['article 5/item i/item 3'], 'the path stands before'],
    ['quatrième alinéa de l’article L. 5', ['article l5/alinea quatrième'], 'an unnumbered paragraph'],
    ['l’alinéa précédent', [], 'relative'],
    ['l’article 209 B du code général du miel', ['article 209b @ code général du miel'], 'capitals belong to the number'],
    ['l’article 5 du code', ['article 5 @ code'], 'small letters do not'],
    ['l’article 298 sexdecies G', ['article 298sexdeciesg'], 'insertion and capital'],
    ['articles 20,21 et 22', ['article 20', 'article 21', 'article 22'], 'no space behind the comma'],
    ['paragraphe 5(2) de la Loi sur l’accès à la ruche', ['article 5/subsection 2 @ Loi sur l’accès à la ruche'], 'a subsection with the number of its section'],
    ['sous-alinéa 39(1)b)(iii)', ['article 39/subsection 1/paragraph b/item iii'], 'brackets on one side'],
    ['alinéas 227.2c) et 274a)', ['article 227-2/paragraph c', 'article 274/paragraph a'], 'a letter behind the number of the section'],
    ['paragraphes 356(2) et (3), 363(8)', ['article 356/subsection 2', 'article 356/subsection 3', 'article 363/subsection 8'], 'a list that goes on with another section'],
    ['l’article 5 du code du miel et l’article 7 du même code', ['article 5 @ code du miel', 'article 7 @ code du miel'], 'the same code'],
    ['l’article 6 de la directive 95/46/CE', ['article 6 @ directive 95/46/CE'], 'an act of the European Union'],
    ['Loi du 13 juillet 1925, articles 5 et 6', ['article 5 @ Loi du 13 juillet 1925', 'article 6 @ Loi du 13 juillet 1925'], 'named before'],
  ],
  ar: [
    ['وفقاً للمادة 5', ['article 5'], 'with a preposition joined'],
    ['المادة ٥', ['article 5'], 'Arabic-Indic digits'],
    ['المادة (5)', ['article 5'], 'in brackets'],
    ['المادة الخامسة', ['article 5'], 'ordinal in words'],
    ['المادة الثالثة عشرة', ['article 13'], 'ordinal of two words'],
    ['المادة 5 من قانون الرخص التجارية', ['article 5 @ قانون الرخص التجارية'], 'named'],
    ['الفقرة (2) من المادة 5 من هذا القانون', ['article 5/paragraph 2'], 'upwards; the work it stands in'],
    ['البند (أ) من الفقرة 1 من المادة 7', ['article 7/paragraph 1/item أ'], 'two steps upwards, a letter'],
    ['المادتين 3 و4', ['article 3', 'article 4'], 'the dual takes a list'],
    ['المادة الخامسة عشرة بعد المائة', ['article 115'], 'ordinal of four words'],
    ['الفقرة (أ) من المادة (٥)', ['article 5/paragraph أ'], 'brackets and Arabic-Indic digits'],
    ['المادتين الحادية والخمسين والثانية والخمسين', ['article 51', 'article 52'], 'two ordinals, not their sum'],
    ['المادتين (السادسة) و(السابعة) من نظام النحل', ['article 6 @ نظام النحل', 'article 7 @ نظام النحل'], 'the name holds for both'],
    ['المادة (54) مكرر', ['article 54bis'], 'an inserted article'],
    ['المواد (٨، ٩، ١٠) من هذا النظام', ['article 8', 'article 9', 'article 10'], 'a list in one pair of brackets'],
    ['المادة السابعة من الاتفاقية', ['article 7 @ الاتفاقية'], 'never the work it stands in'],
  ],
  uk: [
    ['стаття 5', ['article 5'], 'the plain form'],
    ['ч. 2 ст. 15 Закону України "Про мед"', ['article 15/paragraph 2 @ Закон України "Про мед"'], 'abbreviated, upwards, named'],
    ['частини другої статті 15 Медового кодексу України', ['article 15/paragraph 2 @ Медовий кодекс України'], 'ordinals, and a name in the nominative'],
    ['статті 9 цього Закону', ['article 9'], 'the work it stands in'],
  ],
  ja: [
    ['第五条', ['article 5'], 'the plain form'],
    ['第5条第2項', ['article 5/paragraph 2'], 'Western digits'],
    ['第１２条', ['article 12'], 'full-width digits'],
    ['健康保険法第五条', ['article 5 @ 健康保険法'], 'named before'],
    ['住宅改修助成法（以下「法」という。）第三条第一項第二号', ['article 3/paragraph 1/item 2 @ 住宅改修助成法'], 'an explanation between'],
    ['第五条の二', ['article 5-2'], 'inserted article'],
    ['第十条又は第二十一条', ['article 10', 'article 21'], 'two of them'],
    ['この法律第四条', ['article 4'], 'the work it stands in'],
    ['前項第三号', ['paragraph previous/item 3'], 'the paragraph before'],
    ['次条の規定', ['article next'], 'the article behind'],
    ['第五条第一項及び第二項', ['article 5/paragraph 1', 'article 5/paragraph 2'], 'the second paragraph of the same article'],
    ['前条第二項から第四項まで', ['article previous/paragraph 2', 'article previous/paragraph 4'], 'a range of a relative one'],
    ['第五条の規定、同条第二項', ['article 5', 'article 5/paragraph 2'], 'the same article'],
    ['同条第二項', [], 'the same as which, the words do not say'],
    ['附則第六条', ['transitional /article 6'], 'of the supplementary provisions'],
    ['附則第三条、第五条及び第八条', ['transitional /article 3', 'transitional /article 5', 'transitional /article 8'], 'all three of them'],
    ['蜂蜜法第百条第一項又は第百二十一条', ['article 100/paragraph 1 @ 蜂蜜法', 'article 121 @ 蜂蜜法'], 'the name holds for both'],
    ['蜂蜜法第二条第四号イ、同法第六条', ['article 2/item 4/point 1 @ 蜂蜜法', 'article 6 @ 蜂蜜法'], 'iroha, and the same law'],
    ['巣箱の管理に関する法律（令和二年法律第八号）附則第十六条', ['transitional /article 16 @ 巣箱の管理に関する法律'], 'a name with particles'],
    ['令和五年法律第八十八号', [], 'the number of a law'],
    ['改正前の蜂蜜法第三条', ['article 3 @ 改正前の蜂蜜法'], 'the law as it was'],
    ['第二条改正後蜂蜜法第三条', ['article 2', 'article 3 @ 蜂蜜法'], 'the law as amended'],
    ['第九条（第一項第二号に係る部分に限る。）', ['article 9', 'article 9/paragraph 1/item 2'], 'the brackets narrow it down'],
    ['第六章の規定', ['chapter 6'], 'a chapter'],
    ['別表第一', ['schedule 1'], 'a schedule'],
  ],
  et: [
    ['§ 24 lõike 2 punkti 3 alusel', ['section 24/subsection 2/item 3'], 'inflected words'],
    ['käesoleva paragrahvi lõigetes 1 ja 2', ['subsection 1', 'subsection 2'], 'a list, relative'],
    ['noorsootöö seaduse § 8 p 2', ['section 8/item 2 @ noorsootöö seadus'], 'named before, in the nominative'],
    ['karistusseadustiku § 5 lõike 2 punkti 1', ['section 5/subsection 2/item 1 @ karistusseadustik'], 'one compound word'],
    ['Käesoleva seaduse §-des 43 ja 44', ['section 43', 'section 44'], 'the work it stands in'],
    ['määruse (EL) 2016/679 artikli 17 lõike 3 ning artikli 20', ['article 17/subsection 3 @ määrus (EL) 2016/679', 'article 20 @ määrus (EL) 2016/679'], 'the name before holds for both'],
    ['§ 120² lg 1', ['section 120-2/subsection 1'], 'raised digits'],
  ],
};

describe.each(Object.entries(tables))('findReferences in %s', (language, rows) => {
  it.each(rows)('%s', (text, expected) => {
    const found = findReferences(text, language);
    expect(found.map(({ parts, named }) => parts.map((part) => `${part.kind} ${part.value}`).join('/') + (named === null ? '' : ` @ ${named}`))).toEqual(expected);
    for (const citation of found) expect(text.slice(citation.span.start, citation.span.end)).toBe(citation.text);
  });
});

describe('findCitations in a language without a table', () => {
  it('reads the section mark all the same', () => {
    expect(findCitations('zgodnie z § 5', 'pl').map((citation) => citation.parts)).toEqual([[{ kind: 'section', value: '5' }]]);
  });
});

describe('findCitations', () => {
  it('leaves out what counts from a provision around the text', () => {
    expect(findCitations('前条及び第五条', 'ja').map(({ text }) => text)).toEqual(['第五条']);
  });
});

describe('works spoken of', () => {
  it('are remembered from one text to the next', () => {
    const spoken: SpokenOf[] = [];
    findReferences('l’article 5 du code du miel', 'fr', spoken);
    expect(findReferences('l’article 7 du même code', 'fr', spoken).map(({ named }) => named)).toEqual(['code du miel']);
  });
  it('are forgotten where another law is spoken of without a provision', () => {
    const spoken: SpokenOf[] = [];
    findReferences('Section 5 of the Bee Act applies.', 'en', spoken);
    findReferences('The Wax Act does not.', 'en', spoken);
    expect(findReferences('See section 7 of that Act.', 'en', spoken).map(({ named }) => named)).toEqual(['that Act']);
  });
});

describe('a line without end', () => {
  const cases: readonly (readonly [language: string, piece: string])[] = [
    ['en', 'section '], ['en', 'section 5, '], ['en', 'The Dog Control And '], ['en', 'paragraph (a) of '], ['en', 'section 5 of the '], ['de', '§ 5 Abs. 1 Nr. 2 Buchst. a '], ['de', '§ 5 des Gesetzes über die '],
    ['fr', 'article 5 de la loi sur les '], ['fr', '3° du I de '], ['ar', 'المادة الخامسة من قانون '], ['ar', 'الفقرة (أ) من '], ['et', 'kohaliku omavalitsuse korralduse seaduse § 5 '], ['uk', 'частини другої '],
    ['ja', '第一百二十'], ['ja', '第五条（'], ['ja', '同条'], ['und', '§ 5 '],
  ];
  it.each(cases)('is read in time that grows with its length: %s "%s"', (language, piece) => {
    // Four times the length takes at most ten times as long (sixteen would be quadratic); the floor keeps the clock's grain out.
    const seconds = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const started = performance.now();
      findReferences(text, language);
      return performance.now() - started;
    };
    seconds(20_000);
    expect(seconds(200_000)).toBeLessThan(Math.max(250, 10 * seconds(50_000)));
  });
});
