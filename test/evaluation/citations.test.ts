/** Every provision number asked in three forms: right, ambiguous, wrong and missing are told apart, and the failures are listed. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { citationQuestions } from '../../src/evaluation/citation-forms.js';
import { evaluateCitations } from '../../src/evaluation/citations.js';
import { documentOf } from '../indexing/fixtures.js';

const act = (work: string, title: string, sections: readonly string[]): string =>
  ['---', `work: ${work}`, `title: ${title}`, 'type: act', 'jurisdiction: xa', 'language: en', '---', `# ${title}`, '', ...sections.flatMap((number) => [`### Section ${number}. Heading ${number}`, '', `Text of ${number}.`, ''])].join('\n');

it('asks each section of each act, and counts apart what truly is ambiguous', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'responsa-citations-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const corpus = path.join(folder, 'law');
  mkdirSync(corpus);
  writeFileSync(path.join(corpus, 'dogs.md'), act('xa/act/dogs', 'Dog Act', ['1', '2', '12']));
  writeFileSync(path.join(corpus, 'milk-1.md'), act('xa/act/milk-1', 'Milk Act', ['1']));
  writeFileSync(path.join(corpus, 'milk-2.md'), act('xa/act/milk-2', 'Milk Act', ['1', '2']));
  const failures = path.join(folder, 'failures.jsonl');
  const figures = await evaluateCitations(corpus, { threads: 1, failures, onProgress: () => undefined });
  // Section 1 of two acts of one name is ambiguous in each form; section 2 stands in one of them only.
  expect(figures).toMatchObject({ expressions: 3, provisions: 6, unnumbered: 0, all: { asked: 18, right: 12, ambiguous: 6, wrong: 0, notFound: 0, shareRight: 1 } });
  expect(figures.forms['form 1']).toEqual({ asked: 6, right: 4, ambiguous: 2, wrong: 0, notFound: 0, shareRight: 1 });
  const listed = readFileSync(failures, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as object);
  expect(listed).toHaveLength(6);
  expect(listed[0]).toEqual({ question: 'What does section 1 of the Milk Act say?', verdict: 'ambiguous', meant: 'xa/act/milk-1#sec_1', led: ['ambiguous', 'xa/act/milk-1#sec_1', 'xa/act/milk-2#sec_1'] });
});

it.each([
  ['de', 'Bürgerliches Heugesetz', ['BHG'], '§ 5a', 'section', ['§ 5a BHG', 'Was regelt Paragraph 5a des Bürgerlichen Heugesetzes?', 'BHG § 5a']],
  ['de', 'Verordnung über Heu', ['HeuV'], 'Art 2', 'article', ['Art. 2 HeuV', 'Was regelt Artikel 2 der Verordnung über Heu?', 'HeuV Art. 2']],
  ['en', 'Hay Act', ['H-5'], '12.1', 'section', ['What does section 12.1 of the Hay Act say?', 'H-5 s. 12.1', 'Hay Act s 12.1']],
  ['fr', 'Loi sur le foin', ['H-5'], '12', 'section', ['Que prévoit l’article 12 de la Loi sur le foin ?', 'H-5 art. 12', 'Loi sur le foin, art 12']],
  ['ja', '干草法', [], '第五条の二', 'article', ['干草法第五条の二は何を定めていますか。', '干草法五条の二', '干草法 五条の二']],
  ['et', 'Heinaseadus', ['HeinS'], '§ 5', 'section', ['Heinaseadus § 5', '§5 HeinS', 'HeinS, § 5']],
] as const)('writes three forms in %s for %s', (language, title, aliases, number, kind, expected) => {
  const document = documentOf([{ kind, eId: 'x', number, text: 'Text.' }], { language, title, aliases });
  expect(citationQuestions(document, { provision: document.provisions[0]!, ancestors: [] })).toEqual(expected);
});

it('names the schedule or article that a provision is numbered in', () => {
  const inner = { kind: 'section', eId: 'art_2__sec_1', number: '§ 1', text: 'Text.' };
  const document = documentOf([{ kind: 'article', eId: 'art_2', number: 'Art II', children: [inner] }], { language: 'de', title: 'Heugesetz', aliases: ['HeuG'] });
  const article = document.provisions[0]!;
  expect(citationQuestions(document, { provision: article.provisions[0]!, ancestors: [article] })![0]).toBe('Art. II § 1 HeuG');
});
