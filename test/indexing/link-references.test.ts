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
    const works = await Promise.all([
      law('one', { work: 'xa/act/dogs', title: 'Dog Act' }, body),
      law('two', { work: 'xb/act/dogs', title: 'Dog Act', jurisdiction: 'xb' }, body),
      law('three', { work: 'xb/act/bees', title: 'Bee Act', jurisdiction: 'xb' }, '## Section 1. A\n\nSection 1 of the Dog Act applies.'),
      law('four', { work: 'xc/act/bees', title: 'Hive Act', jurisdiction: 'xc' }, '## Section 1. A\n\nSection 1 of the Dog Act applies.'),
    ]);
    const { documents, counts } = linkReferences(works);
    expect(targetsOf(documents)).toEqual([['Section 1 of the Dog Act', 'xb/act/dogs', 'sec_1'], ['Section 1 of the Dog Act', '-', null]]);
    expect(counts).toMatchObject({ resolved: 1, toOtherWorks: 1, ambiguous: 1 });
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
