import { describe, expect, it } from 'vitest';
import { findCitations } from '../src/citation-grammar.js';

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
  ],
  ja: [
    ['第五条', ['article 5'], 'the plain form'],
    ['第5条第2項', ['article 5/paragraph 2'], 'Western digits'],
    ['第１２条', ['article 12'], 'full-width digits'],
    ['健康保険法第五条', ['article 5 @ 健康保険法'], 'named before'],
    ['住宅改修助成法（以下「法」という。）第三条第一項第二号', ['article 3/paragraph 1/item 2 @ 住宅改修助成法'], 'an explanation between'],
    ['第五条の二', ['article 5-2'], 'inserted article'],
    ['第十条又は第二十一条', ['article 10', 'article 21'], 'two of them'],
    ['前項第三号', ['item 3'], 'relative'],
    ['この法律第四条', ['article 4'], 'the work it stands in'],
  ],
  et: [
    ['§ 24 lõike 2 punkti 3 alusel', ['section 24/subsection 2/item 3'], 'inflected words'],
    ['käesoleva paragrahvi lõigetes 1 ja 2', ['subsection 1', 'subsection 2'], 'a list, relative'],
    ['noorsootöö seaduse § 8 p 2', ['section 8/item 2 @ noorsootöö seaduse'], 'named before'],
    ['§ 120² lg 1', ['section 120-2/subsection 1'], 'raised digits'],
  ],
};

describe.each(Object.entries(tables))('findCitations in %s', (language, rows) => {
  it.each(rows)('%s', (text, expected) => {
    const found = findCitations(text, language);
    expect(found.map(({ parts, named }) => parts.map((part) => `${part.kind} ${part.value}`).join('/') + (named === null ? '' : ` @ ${named}`))).toEqual(expected);
    for (const citation of found) expect(text.slice(citation.span.start, citation.span.end)).toBe(citation.text);
  });
});

describe('findCitations in a language without a table', () => {
  it('reads the section mark all the same', () => {
    expect(findCitations('zgodnie z § 5', 'pl').map((citation) => citation.parts)).toEqual([[{ kind: 'section', value: '5' }]]);
  });
});
