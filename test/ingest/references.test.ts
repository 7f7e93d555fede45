/** References of one document: what is found in its lines, and where it leads from where it stands. */
import { describe, expect, it } from 'vitest';
import { walk, type LegalDocument } from '../../src/document.js';
import { finishDocument } from '../../src/ingest/metadata.js';
import { newDraft, plainLine, type Draft, type Line, type Mark } from '../../src/ingest/tree/draft.js';
import { sourceFile } from '../conformance/parser.js';

type Content = string | Line | Draft;

const unit = (kind: string, number: string | null, ...content: readonly Content[]): Draft =>
  newDraft(kind, { number, content: content.map((each) => (typeof each === 'string' ? plainLine(each) : each)) });
const section = (number: string, ...content: readonly Content[]): Draft => unit('section', number, ...content);
const subsection = (number: string, ...content: readonly Content[]): Draft => unit('subsection', number, ...content);
const article = (number: string, ...content: readonly Content[]): Draft => unit('article', number, ...content);
/** A Japanese article with its number as the parser gives it. */
const jo = (value: string, ...content: readonly Content[]): Draft => newDraft('article', { number: `第${value}条`, value, content: content.map((each) => (typeof each === 'string' ? plainLine(each) : each)) });
const ko = (value: string, ...content: readonly Content[]): Draft => newDraft('paragraph', { number: value === '1' ? null : value, value, content: content.map((each) => (typeof each === 'string' ? plainLine(each) : each)) });

function documentOf(language: string, drafts: readonly Draft[], title = 'Bee Act'): LegalDocument {
  const file = sourceFile('bees.xml', '');
  return finishDocument(file, 'test', { work: 'xa/act/bees', title, language, jurisdiction: 'xa', type: 'act' }, { type: 'act', language, jurisdiction: 'xa' }, drafts, []);
}

/** What is written, with the eId in this work it leads to; of a citation with a name also that. */
const referencesOf = (document: LegalDocument): readonly (readonly [string, string | null])[] =>
  [...walk(document.provisions)].flatMap(({ provision }) => provision.references.map(({ text, target }) => {
    expect(target === null || target.work === document.work).toBe(true);
    return [text, target?.eId ?? null] as const;
  }));
const found = (language: string, drafts: readonly Draft[], title?: string): readonly (readonly [string, string | null])[] => referencesOf(documentOf(language, drafts, title));

describe('numbers of the law itself', () => {
  it('lead to its provisions, as deep as there are such', () => {
    expect(found('en', [section('1', 'See section 2(1)(a), section 2(9) and section 7.'), section('2', subsection('(1)', 'X:', unit('paragraph', '(a)', 'y.')))])).toEqual([
      ['section 2(1)(a)', 'sec_2__subsec_1__para_a'], ['section 2(9)', 'sec_2'], ['section 7', null],
    ]);
  });

  it('are counted from where the citation stands, nearest first', () => {
    const drafts = [section('6',
      subsection('(a)', 'A.'), subsection('(b)', 'B:',
        unit('paragraph', '(1)', 'One:', unit('subparagraph', '(A)', 'a'), unit('subparagraph', '(B)', 'b under subparagraph (A), paragraph (2) and subsection (a)')),
        unit('paragraph', '(2)', 'Two.')))];
    expect(found('en', drafts)).toEqual([
      ['subparagraph (A)', 'sec_6__subsec_b__para_1__subpara_a'], ['paragraph (2)', 'sec_6__subsec_b__para_2'], ['subsection (a)', 'sec_6__subsec_a'],
    ]);
  });

  it('are found in a law that calls its sections by another word', () => {
    expect(found('fr', [section('5', subsection('(2)', 'X.')), section('6', 'Voir l’article 5 et le paragraphe 5(2).')])).toEqual([['article 5', 'sec_5'], ['paragraphe 5(2)', 'sec_5__subsec_2']]);
    expect(found('de', [section('§ 5', 'X.'), section('§ 6', 'Siehe Artikel 5.')])).toEqual([['Artikel 5', null]]);
  });

  it('are looked for in the part that is named, and stay open where several parts have them', () => {
    const chapter = (number: string): Draft => unit('chapter', `Chapter ${number}`, article(`${number}01`, 'X.'));
    const drafts = [unit('title', 'Title I', chapter('1'), chapter('2')), unit('title', 'Title II', unit('chapter', 'Chapter 1', article('901', 'Chapter 1 applies, as does Chapter 2 of Title I.'))), article('999', 'Chapter 1 applies.')];
    expect(found('en', drafts)).toEqual([['Chapter 1', 'title_2__chp_1'], ['Chapter 2 of Title I', 'chp_2'], ['Chapter 1', null]]);
  });

  it('do not make a reference of a heading that is printed again', () => {
    expect(found('ar', [article('المادة الخامسة', 'المادة الخامسة: التراخيص', 'المادة السادسة:'), article('المادة السادسة', 'وفقا للمادة الخامسة.')])).toEqual([['للمادة الخامسة', 'art_5']]);
  });
});

describe('schedules', () => {
  const schedule = (number: string | null, ...content: readonly Content[]): Draft => unit('schedule', number, ...content);
  it('have numbers of their own; where the law has the number too, it stays open', () => {
    const drafts = [section('1', 'Section 2 of the Schedule, and section 3.'), section('2', 'X.'), schedule(null, '(Section 1)', section('2', 'Y, by section 1 and section 2.'), section('3', 'By section 3.'))];
    expect(found('en', drafts)).toEqual([
      ['Section 2 of the Schedule', 'schedule__sec_2'], ['section 3', null], ['Section 1', 'sec_1'], ['section 1', 'sec_1'], ['section 2', null], ['section 3', 'sec_3'],
    ]);
  });
  it('are named by their numbers', () => {
    expect(found('en', [section('1', 'See paragraph 2 of Schedule 2, and Section 9 of Schedule 2.'), schedule('Schedule 1', unit('paragraph', '2.', 'x')), schedule('Schedule 2', unit('paragraph', '2.', 'y'))])).toEqual([
      ['paragraph 2 of Schedule 2', 'schedule_2__para_2'], ['Section 9 of Schedule 2', null],
    ]);
  });
  it('leave open which law a bare number alone in a cell means', () => {
    const rows = ['Wax Act\tsection 1', 'See section 1 for opening hours\t10:00', 'Hive Act\tsubsections 1(2) and (3)'].map((text): Line => ({ text, marks: [] }));
    expect(found('en', [section('1', subsection('(2)', 'X.')), schedule(null, ...rows)])).toEqual([['section 1', null], ['section 1', 'sec_1'], ['subsections 1(2)', null], ['(3)', null]]);
  });
});

describe('supplementary provisions of Japanese laws', () => {
  const amending = '附則（令和二年六月一日法律第八号）';
  const drafts = (line: string, heading: string): readonly Draft[] => [
    jo('5', ko('1', '一。'), ko('2', '二。')), jo('6', ko('1', '附則第二条。')),
    newDraft('transitional', { eId: 'transitional_1', heading: '附則', content: [jo('1', ko('1', '甲。')), jo('2', ko('1', '乙。'))] }),
    newDraft('transitional', { eId: 'transitional_2', heading, content: [jo('1', ko('1', '丙。')), jo('2', ko('1', line))] }),
  ];
  it('are cited as those the citation stands in, from elsewhere as the law’s own', () => {
    expect(found('ja', drafts('附則第一条、前条及び附則第九条。', amending))).toEqual([['附則第二条', 'transitional_1__art_2'], ['附則第一条', 'transitional_2__art_1'], ['前条', 'transitional_2__art_1'], ['附則第九条', null]]);
  });
  it('mean the law by bare number; those of an amending law mean that one', () => {
    expect(found('ja', drafts('第五条第二項。', '附則'))).toContainEqual(['第五条第二項', 'art_5__para_2']);
    expect(found('ja', drafts('第五条第二項。', amending))).toContainEqual(['第五条第二項', null]);
  });
  it('count 前条, 次項 and 同条 from where they stand, and say what they come to', () => {
    const document = documentOf('ja', [jo('5', ko('1', '一。')), jo('6', ko('1', '前条第一項、次項。'), ko('2', '前項、第五条及び同条第一項。')), jo('7', ko('1', '前項。'))]);
    expect(referencesOf(document)).toEqual([['前条第一項', 'art_5__para_1'], ['次項', 'art_6__para_2'], ['前項', 'art_6__para_1'], ['第五条', 'art_5'], ['同条第一項', 'art_5__para_1']]);
    const all = [...walk(document.provisions)].flatMap(({ provision }) => provision.references);
    expect(all[0]!.parts).toEqual([{ kind: 'article', value: '5' }, { kind: 'paragraph', value: '1' }]);
    expect(all[1]!.parts).toEqual([{ kind: 'paragraph', value: '2' }]);
  });
});

describe('what is not the law’s own', () => {
  const own = section('5', subsection('(1)', 'X.'));
  it.each([
    ['en', 'Section 5 of the Constitution applies.', [['Section 5 of the Constitution', null]]],
    ['en', 'Article 5 of Regulation (EU) 2016/679 applies.', [['Article 5 of Regulation (EU) 2016/679', null]]],
    ['en', 'Section 5 of that Act applies.', [['Section 5 of that Act', null]]],
    ['en', '“The permit of section 5 and subsection (1) ends.”', [['section 5', null]]],
    ['en', 'Section 5 is amended by striking subsection (1) and inserting:', [['Section 5', 'sec_5']]],
    ['en', 'Section 5 of the Bee Act and section 5 of this Act apply.', [['Section 5 of the Bee Act', 'sec_5'], ['section 5 of this Act', 'sec_5']]],
    ['de', '§ 5 des Vertrages und § 5 des Gesetzes über den Honig gelten.', [['§ 5 des Vertrages', null], ['§ 5 des Gesetzes über den Honig', null]]],
    ['de', 'Eingefügt durch § 5; siehe § 5.', [['§ 5', null], ['§ 5', 'sec_5']]],
    ['fr', 'L’article 5 de la convention, et l’article 5 de la présente loi.', [['article 5 de la convention', null], ['article 5 de la présente loi', 'sec_5']]],
  ] as const)('%s: %s', (language, line, expected) => {
    expect(found(language, [own, section('6', subsection('(2)', line))])).toEqual(expected);
  });
  it('is left open below the words that amend another law', () => {
    const drafts = [section('1', subsection('(1)', 'A.'), subsection('(2)', 'The Wax Act is amended—', unit('paragraph', '(a)', 'in subsection (1), by striking “bees”')), subsection('(3)', 'Subsection (1) has effect.'))];
    expect(found('en', drafts)).toEqual([['Subsection (1)', 'sec_1__subsec_1']]);
  });
});

describe('marks of the source', () => {
  const marked = (text: string, name: string, target: Mark['target']): Line => ({ text, marks: [{ start: text.indexOf(name), end: text.indexOf(name) + name.length, target }] });
  const wax = { work: 'xa/act/wax', id: null, parts: [] };
  it('on the name of a law tell the law of all the numbers before it', () => {
    const document = documentOf('en', [section('5', marked('Sections 5 and 7 of the Wax Act apply.', 'Wax Act', wax))]);
    expect([...walk(document.provisions)].flatMap(({ provision }) => provision.references.map(({ text, target, parts }) => [text, target?.work, parts[0]?.value]))).toEqual([['Sections 5', 'xa/act/wax', '5'], ['7 of the Wax Act', 'xa/act/wax', '7']]);
  });
  it('on the name of this law leave the number to the words', () => {
    expect(found('en', [section('5', 'X.'), section('6', marked('Section 5 of the Bee Act applies.', 'Bee Act', { work: 'xa/act/bees', id: null, parts: [] }))])).toEqual([['Section 5 of the Bee Act', 'sec_5']]);
  });
});

it('a line that is longer than people write is not searched, and the document says so', () => {
  const document = documentOf('en', [section('1', `See section 1. ${'x '.repeat(30_000)}`), section('2', 'See section 1.')]);
  expect(referencesOf(document)).toEqual([['section 1', 'sec_1']]);
  expect(document.warnings).toEqual(['1 line is longer than 50000 characters; references written out there are not looked for']);
});

it('as many citations as provisions of one number are read in time', () => {
  const started = performance.now();
  found('en', Array.from({ length: 3000 }, () => section('5', 'See section 5, the Schedule 2 and subsection (1).')));
  expect(performance.now() - started).toBeLessThan(5000);
});
