import { describe, expect, it } from 'vitest';
import { walk, type LegalDocument } from '../../src/document.js';
import { linkReferences } from '../../src/indexing/link-references.js';
import { parseFile } from '../../src/ingest/parse-file.js';
import { sourceFile } from '../conformance/parser.js';

async function law(name: string, facts: Readonly<Record<string, string>>, body: string): Promise<LegalDocument> {
  const front = Object.entries({ language: 'en', type: 'act', jurisdiction: 'xa', ...facts }).map(([key, value]) => `${key}: ${value}`).join('\n');
  const [document] = await parseFile(sourceFile(`${name}.md`, `---\n${front}\n---\n\n# ${facts['title']!}\n\n${body}\n`));
  return document!;
}

const targetsOf = (documents: readonly LegalDocument[]): (readonly [string, string, string | null])[] =>
  documents.flatMap((document) => [...walk(document.provisions)].flatMap(({ provision }) => provision.references.map(({ text, target }) => [text, target?.work ?? '-', target?.eId ?? null] as const)));

describe('references between works', () => {
  it('lead to the provision of the work that is named, and are counted', async () => {
    const dogs = await law('dogs', { work: 'xa/act/2019/dogs', title: 'Dog Control Act 2019', aliases: '[DCA]' }, '## Section 12. Leads\n\n(1) A lead is worn.\n\n(2) Not in section 13.\n\n## Section 13. Woods\n\nDogs run free.');
    const bees = await law('bees', { work: 'xa/act/2020/bees', title: 'Bee Act' }, '## Section 1. Hives\n\nSection 12(2) of the Dog Control Act 2019 applies, as does section 99 of the Dog Control Act 2019, and section 4 of the Cat Act 2001.\n\n## Section 2. More\n\nSee section 1 and section 7.');
    const { documents, counts } = linkReferences([dogs, bees]);
    expect(targetsOf(documents)).toEqual([
      ['section 13', 'xa/act/2019/dogs', 'sec_13'],
      ['Section 12(2) of the Dog Control Act 2019', 'xa/act/2019/dogs', 'sec_12__subsec_2'],
      ['section 99 of the Dog Control Act 2019', 'xa/act/2019/dogs', null],
      ['section 4 of the Cat Act 2001', '-', null],
      ['section 1', 'xa/act/2020/bees', 'sec_1'],
      ['section 7', '-', null],
    ]);
    expect(counts).toEqual({ found: 6, resolved: 3, toOtherWorks: 1, workUnknown: 1, provisionUnknown: 2, ambiguous: 0 });
    expect(documents[0]).toBe(dogs);
  });

  it('prefer the law of the same jurisdiction, and stay open where two laws have the name', async () => {
    const body = '## Section 1. A\n\nText.';
    const citing = '## Section 1. A\n\nSection 1 of the Dog Act applies.';
    const works = await Promise.all([
      law('one', { work: 'xa/act/dogs', title: 'Dog Act' }, body),
      law('two', { work: 'xb-1/act/dogs', title: 'Dog Act', jurisdiction: 'xb-1' }, body),
      law('three', { work: 'xb-2/act/dogs', title: 'Dog Act', jurisdiction: 'xb-2' }, body),
      law('four', { work: 'xb-1/act/bees', title: 'Bee Act', jurisdiction: 'xb-1' }, citing),
      law('five', { work: 'xb-3/act/bees', title: 'Hive Act', jurisdiction: 'xb-3' }, citing),
    ]);
    const { documents, counts } = linkReferences(works);
    expect(targetsOf(documents)).toEqual([['Section 1 of the Dog Act', 'xb-1/act/dogs', 'sec_1'], ['Section 1 of the Dog Act', '-', null]]);
    expect(counts).toMatchObject({ resolved: 1, toOtherWorks: 1, ambiguous: 1 });
  });

  it('never lead to the law of another country by name alone, but to that of the country around and to the European Union’s', async () => {
    const works = await Promise.all([
      law('one', { work: 'xa/act/dogs', title: 'Dog Act' }, '## Section 1. A\n\nText.'),
      law('two', { work: 'eu/reg/2016/679', title: 'Regulation (EU) 2016/679', jurisdiction: 'eu' }, '## Article 6. B\n\nText.'),
      law('three', { work: 'xb/act/bees', title: 'Bee Act', jurisdiction: 'xb' }, '## Section 1. A\n\nSection 1 of the Dog Act and Article 6 of Regulation (EU) 2016/679 apply.'),
      law('four', { work: 'xa-1/by-law/bees', title: 'Hive By-law', jurisdiction: 'xa-1' }, '## Section 1. A\n\nSection 1 of the Dog Act applies.'),
    ]);
    const { documents, counts } = linkReferences(works);
    expect(targetsOf(documents)).toEqual([
      ['Section 1 of the Dog Act', '-', null], ['Article 6 of Regulation (EU) 2016/679', 'eu/reg/2016/679', 'art_6'], ['Section 1 of the Dog Act', 'xa/act/dogs', 'sec_1'],
    ]);
    expect(counts).toMatchObject({ found: 3, resolved: 2, workUnknown: 1 });
  });

  it('are found by inflected names, and by the name of a law of several books', async () => {
    const works = await Promise.all([
      law('one', { work: 'xa/act/igb', title: 'Imkerliches Gesetzbuch', language: 'de' }, '## § 7 Waben\n\nText.'),
      law('two', { work: 'xa/act/sgb-11', title: 'Sozialgesetzbuch Elftes Buch', aliases: '[SGB 11]', language: 'de' }, '## § 18 Pflege\n\nText.'),
      law('three', { work: 'xa/act/wachs', title: 'Wachsordnung', language: 'de' }, '## § 1 A\n\n§ 7 des Imkerlichen Gesetzbuchs und § 18 des Elften Buches Sozialgesetzbuch gelten, nicht § 7 des Reichsgesetzbuchs.'),
    ]);
    expect(targetsOf(linkReferences(works).documents).map(([, work, eId]) => [work, eId])).toEqual([['xa/act/igb', 'sec_7'], ['xa/act/sgb-11', 'sec_18'], ['-', null]]);
  });

  it('follow the identifiers of marked references into other works', async () => {
    const dogs = await law('dogs', { work: 'xa/act/2019/dogs', title: 'Dog Control Act 2019' }, '## Section 12. Leads\n\nA lead is worn.');
    const bees = await law('bees', { work: 'xa/act/2020/bees', title: 'Bee Act' }, '## Section 1. Hives\n\nSee [there](/akn/xa/act/2019/dogs#sec_12), [nowhere](/akn/xa/act/2019/dogs#sec_77), [the Act](/akn/xa/act/2019/dogs) and [a lost one](/akn/xa/act/1900/cats#sec_1).');
    const { documents, counts } = linkReferences([dogs, bees]);
    expect(targetsOf(documents)).toEqual([
      ['there', 'xa/act/2019/dogs', 'sec_12'], ['nowhere', 'xa/act/2019/dogs', null], ['the Act', 'xa/act/2019/dogs', null], ['a lost one', 'xa/act/1900/cats', 'sec_1'],
    ]);
    expect(counts).toEqual({ found: 4, resolved: 2, toOtherWorks: 2, workUnknown: 1, provisionUnknown: 1, ambiguous: 0 });
  });
});
