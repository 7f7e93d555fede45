/**
 * One law, every format: laws of the sample corpus are written in the shape of each format's makers and read again; the trees must be
 * the same but for the differences that the format forces, which stand with its writer in test/conformance/renditions.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findFiles } from '../../src/ingest/ingest.js';
import { parseFile } from '../../src/ingest/parse-file.js';
import { readSource } from '../../src/ingest/read-source.js';
import { expectSoundTree, fixture, sourceFile } from '../conformance/parser.js';
import { renditions } from '../conformance/renditions/all.js';
import { isUnit, lawOf, type Law, type Unit } from '../conformance/renditions/law.js';
import { expectedOf, type Rendition } from '../conformance/renditions/rendition.js';

interface Sample {
  readonly path: string;
  readonly law: Law;
}

async function readCorpus(): Promise<Sample[]> {
  const folders = ['law', 'municipal'].map((folder) => fileURLToPath(new URL(`../../corpus/${folder}`, import.meta.url)));
  const { files } = await findFiles(folders);
  return Promise.all(files.map(async (file) => {
    const { source } = await readSource(file);
    const [document] = await parseFile(source);
    const law = lawOf(document!);
    // The page of the building permits has a link "Print this page" behind the law, which is read as a line of its own.
    return { path: file.path, law: { ...law, units: law.units.filter(({ kind }) => kind !== 'hcontainer') } };
  }));
}

/** Three levels of items and a tail, which no law of the corpus has together. */
async function readSmallLaw(): Promise<Sample> {
  const [document] = await parseFile(sourceFile('small-law.xml', fixture('small-law.xml')));
  return { path: 'small-law.xml', law: lawOf(document!) };
}

const samples = [...(await readCorpus()), await readSmallLaw()];
/** Parts, sections, subsections, items, a schedule with a table; one section repealed, one not yet in force. */
const golden = samples.find(({ path }) => path === 'fees-regulations.en.html')!.law;

async function reread(rendition: Rendition, law: Law): Promise<Law> {
  const file = sourceFile(rendition.fileName, rendition.write(law), { sideMetadata: rendition.sideMetadata(law) });
  const documents = await parseFile(file);
  expect(documents.map(({ source, warnings }) => ({ format: source.format, warnings }))).toEqual([{ format: rendition.format, warnings: (rendition.warnings ?? []).map((pattern) => expect.stringMatching(pattern) as string) }]);
  expectSoundTree(documents[0]!);
  return lawOf(documents[0]!);
}

/** Every line, whatever parts its cells: what no format may change, whatever its provisions are called. */
const linesOf = (units: readonly Unit[]): string[] => units.flatMap(({ content }) => content.flatMap((each) => (isUnit(each) ? linesOf([each]) : [each.replace(/\t/g, ' ')])));

describe('one law, every format', () => {
  it('reads the golden law from the corpus as it stands in the fixture', () => {
    expect(golden).toEqual(JSON.parse(fixture('one-law.json')));
  });

  describe.each(renditions)('$format', (rendition) => {
    const suited = samples.filter(({ law }) => rendition.suits(law));

    it.each(suited)('$path', async ({ law }) => {
      expect(await reread(rendition, law)).toEqual(expectedOf(rendition, law));
    });
    it('forces each difference that is declared for it', () => {
      for (const [at, { why, expected }] of rendition.differences.entries()) {
        const before = suited.map(({ law }) => expectedOf({ differences: rendition.differences.slice(0, at) }, law));
        expect(before.some((law) => JSON.stringify(expected(law)) !== JSON.stringify(law)), why).toBe(true);
      }
    });
    it('loses no line, whatever differs', () => {
      for (const { law } of suited) expect(linesOf(expectedOf(rendition, law).units)).toEqual(expect.arrayContaining(linesOf(law.units.filter(({ kind }) => kind !== 'preface'))));
    });
  });
});
