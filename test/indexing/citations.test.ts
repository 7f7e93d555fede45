import { describe, expect, it } from 'vitest';
import { citationTable } from '../../src/indexing/citations.js';
import { documentOf, type Outline } from './fixtures.js';

const section = (number: string, eId: string, children: readonly Outline[] = []): Outline => ({ kind: 'section', eId, number, text: 'Text.', children });
const dogs2019 = documentOf(
  [
    { kind: 'part', eId: 'part_2', number: 'Part II', heading: 'Licences', children: [
      section('5.', 'sec_5', [
        { kind: 'subsection', eId: 'sec_5__subsec_2', number: '(2)', text: 'Two.', children: [{ kind: 'paragraph', eId: 'sec_5__subsec_2__para_c', number: '(c)', text: 'C.' }] },
      ]),
      section('5A.', 'sec_5a'),
    ] },
    { kind: 'schedule', eId: 'schedule', heading: 'Fees', children: [{ kind: 'paragraph', eId: 'schedule__para_5', number: '5.', heading: 'Badge', text: 'Five.' }] },
  ],
  { title: 'Act on the Keeping of Dogs', aliases: ['Dog Control Act 2019', 'DCA'], work: 'xa/dogs' },
);
const dogs2019Later = { ...dogs2019, expression: 'xa/dogs/eng@2024-01-01' };
const cats = documentOf([section('5.', 'sec_5')], { title: 'The Cat Act', work: 'xa/cats' });
const bgb = documentOf([section('§ 573c', 'sec_573c', [{ kind: 'subsection', eId: 'sec_573c__subsec_1', number: '(1)', text: 'Eins.' }])], { title: 'Bürgerliches Gesetzbuch', aliases: ['BGB'], work: 'xa/bgb', language: 'de' });
const insurance = documentOf([{ kind: 'article', eId: 'art_5-2', number: '第五条の二', text: '二。' }], { title: '健康保険法', work: 'xa/insurance', language: 'ja' });
const civil = documentOf([{ kind: 'article', eId: 'art_7', number: 'المادة ٧', text: 'سبعة.' }], { title: 'القانون المدني', work: 'xa/civil', language: 'ar' });
const supplemented = documentOf(
  [
    { kind: 'article', eId: 'art_6', number: '第六条', children: [
      { kind: 'paragraph', eId: 'art_6__para_1', text: '一。', children: [{ kind: 'item', eId: 'art_6__para_1__item_2', number: '二', text: '二。' }] },
      { kind: 'paragraph', eId: 'art_6__para_2', number: '２', text: '二。' },
    ] },
    { kind: 'transitional', eId: 'transitional_1', heading: '附則', children: [{ kind: 'article', eId: 'transitional_1__art_6', number: '第六条', text: '附。' }] },
    { kind: 'transitional', eId: 'transitional_2', heading: '附則（令和二年法律第八号）', children: [{ kind: 'article', eId: 'transitional_2__art_6', number: '第六条', text: '附。' }] },
  ],
  { title: '蜂蜜法', work: 'xa/honey', language: 'ja' },
);
const social = documentOf([section('§ 18', 'sec_18')], { title: 'Sozialgesetzbuch - Elftes Buch', aliases: ['SGB 11'], work: 'xa/sgb-11', language: 'de' });
const data = documentOf([{ kind: 'article', eId: 'art_6', number: 'Article 6', text: 'Six.' }], { title: 'Regulation (EU) 2016/679 on the protection of data', work: 'eu/data' });
const { lookUp } = citationTable([dogs2019, dogs2019Later, cats, bgb, insurance, civil, supplemented, social, data]);

const part = (kind: string, value: string) => ({ kind, value });

describe('looking up a citation', () => {
  const cases: readonly (readonly [why: string, named: string | null, parts: readonly { kind: string; value: string }[], found: readonly string[]])[] = [
    ['section of a named work', 'Dog Control Act 2019', [part('section', '5')], ['xa/dogs sec_5']],
    ['article, punctuation and case of the name do not matter', 'the dog-control ACT 2019', [part('section', '5')], ['xa/dogs sec_5']],
    ['the year may be left out', 'Dog Control Act', [part('section', '5')], ['xa/dogs sec_5']],
    ['a year the title does not have', 'Cat Act 2001', [part('section', '5')], ['xa/cats sec_5']],
    ['another year is another act', 'Dog Control Act 2010', [part('section', '5')], []],
    ['abbreviation', 'DCA', [part('section', '5a')], ['xa/dogs sec_5a']],
    ['deeper parts', 'DCA', [part('section', '5'), part('subsection', '2'), part('paragraph', 'c')], ['xa/dogs sec_5__subsec_2__para_c']],
    ['as deep as there is something', 'DCA', [part('section', '5'), part('subsection', '9')], ['xa/dogs sec_5']],
    ['never a neighbour', 'DCA', [part('section', '6')], []],
    ['a part, by its Roman number', 'DCA', [part('part', '2')], ['xa/dogs part_2']],
    ['a section behind its part', 'DCA', [part('part', '2'), part('section', '5')], ['xa/dogs sec_5']],
    ['paragraph 5 is the one of the schedule only when the schedule is named', 'DCA', [part('schedule', ''), part('paragraph', '5')], ['xa/dogs schedule__para_5']],
    ['kinds that readers confuse', 'BGB', [part('article', '573c')], ['xa/bgb sec_573c']],
    ['a part is no section', 'DCA', [part('chapter', '5')], []],
    ['accents in the name', 'Burgerliches Gesetzbuch', [part('section', '573c'), part('subsection', '1')], ['xa/bgb sec_573c__subsec_1']],
    ['Japanese numbers', '健康保険法', [part('article', '5-2')], ['xa/insurance art_5-2']],
    ['Arabic-Indic numbers', 'القانون المدني', [part('article', '7')], ['xa/civil art_7']],
    ['a paragraph that prints no number', '蜂蜜法', [part('article', '6'), part('paragraph', '1')], ['xa/honey art_6__para_1']],
    ['an item below a paragraph that prints no number', '蜂蜜法', [part('article', '6'), part('paragraph', '1'), part('item', '2')], ['xa/honey art_6__para_1__item_2']],
    ['the supplementary provisions of the law itself', '蜂蜜法', [part('transitional', ''), part('article', '6')], ['xa/honey transitional_1__art_6']],
    ['and its main part', '蜂蜜法', [part('article', '6')], ['xa/honey art_6']],
    ['an inflected name', 'des Bürgerlichen Gesetzbuchs', [part('section', '573c')], ['xa/bgb sec_573c']],
    ['a name that was read too far', 'Bürgerliches Gesetzbuch in der Fassung', [part('section', '573c')], ['xa/bgb sec_573c']],
    ['a book of a code by its ordinal', 'Elftes Buch Sozialgesetzbuch', [part('section', '18')], ['xa/sgb-11 sec_18']],
    ['and by its Roman number', 'SGB XI', [part('section', '18')], ['xa/sgb-11 sec_18']],
    ['an act of the European Union by its number', 'Verordnung (EU) 2016/679', [part('article', '6')], ['eu/data art_6']],
    ['no name: every work that has it', null, [part('section', '5')], ['xa/dogs sec_5', 'xa/cats sec_5']],
    ['an unknown name', 'Fish Act', [part('section', '5')], []],
    ['a work without a provision', 'BGB', [], ['xa/bgb null']],
    ['nothing at all', null, [], []],
  ];
  it.each(cases)('%s', (_why, named, parts, found) => {
    expect(lookUp(named, parts).map(({ work, eId }) => `${work} ${String(eId)}`)).toEqual(found);
  });

  it('two works of one name are both meant', () => {
    const table = citationTable([cats, { ...cats, work: 'xb/cats' }]);
    expect(table.lookUp('Cat Act', [part('section', '5')])).toEqual([{ work: 'xa/cats', eId: 'sec_5' }, { work: 'xb/cats', eId: 'sec_5' }]);
  });
});
