/** The files that an index is opened from: what goes in comes out, nothing is made before it is asked for, and what is no such file is refused. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/citation.js';
import { walk, type LegalDocument, type Provision } from '../../src/document.js';
import { boundedMemory } from '../../src/indexing/bounded-memory.js';
import { build } from '../../src/indexing/build.js';
import { chunk, embeddedText, type Chunk } from '../../src/indexing/chunk.js';
import { chunkBytes, readChunks } from '../../src/indexing/chunks-file.js';
import { citationTable } from '../../src/indexing/citations.js';
import { columnBytes, readColumns } from '../../src/indexing/column-file.js';
import { headLines, lazyDocuments, readHeads } from '../../src/indexing/documents-file.js';
import { numberBytes, readNumbers } from '../../src/indexing/numbers-file.js';
import { numberedProvisions } from '../../src/indexing/numbered-provisions.js';
import { openSnapshot } from '../../src/indexing/open-snapshot.js';
import { provisionBytes, readProvisions } from '../../src/indexing/provisions-file.js';
import { byteOffsets, encodingOf, readTexts, textBytes } from '../../src/indexing/texts-file.js';
import { documentOf, ingestedOf, pageOf, settings, temporaryFolder, tinyEmbedder, type Outline } from './fixtures.js';

/** A file as it is read: one buffer that starts at 0. */
function fileOf(pieces: Iterable<Uint8Array | string>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([...pieces].map((piece) => Buffer.from(piece as Uint8Array))));
}

const reference = (over: Partial<Citation> = {}): Citation => ({ span: { start: 0, end: 4 }, text: 'Part', named: null, parts: [], target: null, ...over });
const withReferences = (document: LegalDocument, references: readonly Citation[]): LegalDocument => {
  const [first, ...others] = document.provisions;
  return { ...document, provisions: [{ ...first!, references }, ...others] };
};

const outline: readonly Outline[] = [
  { kind: 'part', eId: 'part_1', number: 'Part I', heading: 'Licences', inForce: { from: '2020-01-01', to: null }, children: [
    { kind: 'section', eId: 'sec_1', number: '1.', text: 'Dogs are registered.', status: 'repealed' },
    { kind: 'section', eId: 'sec_2', number: '2.', heading: 'Fees', text: 'The fee is', children: [
      { kind: 'paragraph', eId: 'sec_2__para_a', number: '(a)', text: '20 crowns for a dog;', inForce: { from: '2021-01-01', to: '2022-01-01' } },
      { kind: 'paragraph', eId: 'sec_2__para_b', number: '(b)', text: '5 crowns for a cat.' },
    ] },
  ] },
  { kind: 'schedule', eId: 'sched_1', number: 'Schedule 1', heading: '"Forms"', children: [{ kind: 'section', eId: 'sched_1__sec_1', number: '1.', heading: 'Half a pair \ud83d', text: 'A form.' }] },
];
const dogs = withReferences(documentOf(outline), [
  reference({ named: 'Cat Act', parts: [{ kind: 'section', value: '3' }, { kind: 'subsection', value: '2' }], target: { work: 'xa/cats', eId: 'sec_3' } }),
  reference({ text: 'not as printed', target: { work: 'xa/cats', eId: null } }),
]);
const later: LegalDocument = { ...documentOf(outline.slice(0, 1)), expression: 'xa/act/2019/dogs/eng@2024-01-01' };
const documents: readonly LegalDocument[] = [
  dogs,
  documentOf([{ kind: 'section', eId: 'sec_1', number: '§ 1', text: 'Hunde – „alle“ – sind anzumelden.' }], { work: 'xa/hunde', language: 'de', aliases: ['HundeG'] }),
  pageOf('犬', `犬の登録は市役所で行う。${'手数料。'.repeat(300)}`, { language: 'ja', pages: [{ page: 1, start: 0 }], warnings: ['one'] }),
  pageOf('Emoji', `🐕 dogs 🐈 cats ${'🐁 mice '.repeat(200)}`),
  pageOf('Half', 'a lone \ud83d half'),
  later,
];

const opened = (kept?: Parameters<typeof lazyDocuments>[3]): readonly LegalDocument[] =>
  lazyDocuments(readHeads(fileOf(headLines(documents))), readTexts(fileOf(textBytes(documents))), readProvisions(fileOf(provisionBytes(documents))), kept);

describe('documents', () => {
  it('come back as they were, and do whatever is let go of', () => {
    expect(opened()).toEqual(documents);
    const tight = opened({ texts: 1, trees: 1, rest: 1 });
    for (let round = 0; round < 2; round++) expect(tight).toEqual(documents);
    expect(JSON.parse(JSON.stringify(tight))).toEqual(documents);
  });

  it('have the same provisions each time they are asked, as long as they are kept', () => {
    const [first] = opened();
    expect(first!.provisions).toBe(first!.provisions);
    expect(first!.provisions[0]!.provisions[1]).toBe(first!.provisions[0]!.provisions[1]);
  });

  it('are not read out of files of another length or kind', () => {
    const whole = fileOf(provisionBytes(documents));
    expect(() => readProvisions(whole.slice(0, whole.length - 8))).toThrow('the file RSPNSPRV is cut short');
    expect(() => readProvisions(fileOf(textBytes(documents)))).toThrow('not a file RSPNSPRV of version 1');
    expect(() => readTexts(fileOf(textBytes(documents)).slice(0, -1))).toThrow(RangeError);
    expect(() => readChunks(new Uint8Array(3))).toThrow('not a file RSPNSCHK');
  });

  it('lead to each node of their trees', () => {
    const { wayTo } = readProvisions(fileOf(provisionBytes(documents)));
    for (const [ordinal, document] of documents.entries()) {
      for (const [node, { provision }] of [...walk(document.provisions)].entries()) {
        let level = document.provisions;
        let reached: Provision | undefined;
        for (const place of wayTo(ordinal, node)) {
          reached = level[place];
          level = reached!.provisions;
        }
        expect(reached).toBe(provision);
      }
    }
  });
});

describe('texts', () => {
  it.each([['plain', 'latin1'], ['Straße', 'latin1'], ['“quoted”', 'utf8'], ['登録', 'utf16le'], ['🐕', 'utf16le'], ['\ud83d', 'utf16le'], ['', 'latin1']])('%s is stored in %s', (text, encoding) => {
    expect(encodingOf(text)).toBe(encoding);
  });

  it('are read in part by their places in bytes', () => {
    const texts = readTexts(fileOf(textBytes(documents)));
    for (const [ordinal, { text }] of documents.entries()) {
      const at = byteOffsets(text);
      for (let start = 0; start < text.length; start += 7) {
        const end = Math.min(text.length, start + 600);
        expect(texts.slice(ordinal, at(start), at(end))).toBe(text.slice(start, end));
      }
    }
  });
});

describe('chunks', () => {
  const plain = ({ document, eId, span, leadIns, breadcrumb, inForce }: Chunk) => ({ document, eId, span, leadIns: leadIns ?? [], breadcrumb, inForce });

  it('come back as they were, with the words of the text', () => {
    // 40 characters: the items of section 2 hang on a repeated lead-in.
    const cut = documents.flatMap((document, ordinal) => chunk(document, ordinal, 40));
    expect(cut.some(({ leadIns }) => leadIns !== undefined)).toBe(true);
    const texts = readTexts(fileOf(textBytes(documents)));
    const { chunks, bytesOf, leadInBytesOf } = readChunks(fileOf(chunkBytes(cut, documents)));
    expect(chunks.map(plain)).toEqual(cut.map(plain));
    for (const [row, { document, span, leadIns }] of cut.entries()) {
      const { text } = documents[document]!;
      expect(texts.slice(document, bytesOf(row).start, bytesOf(row).end)).toBe(text.slice(span.start, span.end));
      expect(leadInBytesOf(row).map(({ start, end }) => texts.slice(document, start, end))).toEqual((leadIns ?? []).map(({ start, end }) => text.slice(start, end)));
      expect(embeddedText(documents[document]!, chunks[row]!)).toBe(embeddedText(documents[document]!, cut[row]!));
    }
  });
});

describe('numbers', () => {
  it('lead where a walk over the trees leads', () => {
    const held = opened();
    const stored = readNumbers(fileOf(numberBytes(documents)), held, readProvisions(fileOf(provisionBytes(documents))));
    const walked = numberedProvisions(documents);
    const works = [...new Set(documents.map(({ work }) => work)), 'xa/none'];
    for (const number of ['1', '2', '3', '', 'i']) {
      expect(stored.works(number)).toEqual(walked.works(number));
      for (const work of works) expect(stored.entries(work, number)).toEqual(walked.entries(work, number));
    }
    for (const work of works) expect([...stored.all(work)]).toEqual([...walked.all(work)]);
    expect(stored.entries(dogs.work, '1').map(({ provision, inSchedule, inForce, document }) => [provision.eId, inSchedule, inForce.from, document.expression])).toEqual([
      ['part_1', false, '2020-01-01', dogs.expression], ['sec_1', false, '2020-01-01', dogs.expression], ['sched_1', false, '2019-01-01', dogs.expression], ['sched_1__sec_1', true, '2019-01-01', dogs.expression],
      ['part_1', false, '2020-01-01', later.expression], ['sec_1', false, '2020-01-01', later.expression],
    ]);
    expect(citationTable(held, stored).lookUp('Dog Act', [{ kind: 'section', value: '2' }, { kind: 'paragraph', value: 'b' }])).toEqual([{ work: dogs.work, eId: 'sec_2__para_b' }]);
  });
});

describe('a bounded memory', () => {
  it('lets go of what was not used for longest, and keeps one value that alone is too heavy', () => {
    const made: number[] = [];
    const memory = boundedMemory<string>(10, (key) => key);
    const get = (key: number): string => memory.get(key, () => { made.push(key); return `value ${key}`; });
    expect([get(3), get(4), get(3), get(5)]).toEqual(['value 3', 'value 4', 'value 3', 'value 5']);
    expect([made, memory.weight()]).toEqual([[3, 4, 5], 8]);
    get(3);
    get(4);
    expect([made, memory.weight()]).toEqual([[3, 4, 5, 4], 7]);
    expect([get(30), get(30), memory.weight()]).toEqual(['value 30', 'value 30', 30]);
    get(2);
    expect([made, memory.weight()]).toEqual([[3, 4, 5, 4, 30, 2], 2]);
  });
});

describe('a file of columns', () => {
  it('holds columns of any length, and only as many as were written', () => {
    const bytes = fileOf(columnBytes({ magic: 'RSPNSTST', version: 2 }, [Uint32Array.of(1, 2, 3), Buffer.from('abc'), new Float64Array(0), Float64Array.of(0.5)]));
    const columns = readColumns({ magic: 'RSPNSTST', version: 2 }, bytes);
    expect([columns.u32(), columns.bytes().toString(), columns.f64(), columns.f64()]).toEqual([Uint32Array.of(1, 2, 3), 'abc', new Float64Array(0), Float64Array.of(0.5)]);
    expect(() => columns.u32()).toThrow('cut short');
    expect(() => readColumns({ magic: 'RSPNSTST', version: 1 }, bytes)).toThrow('not a file RSPNSTST of version 1');
  });
});

it('an index of the format before is refused with the advice to build again', async () => {
  const folder = temporaryFolder();
  const { generation } = await build({ ingested: ingestedOf([dogs]), embedder: tinyEmbedder(), indexesFolder: folder, settings, full: false, clock: () => new Date('2024-03-01T12:00:00Z') });
  const manifest = path.join(folder, 'generations', generation, 'manifest.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"format": 4', '"format": 3'));
  await expect(openSnapshot(folder)).rejects.toMatchObject({ fault: 'damaged', message: `${manifest} was written by another version of this program (format 3).`, advice: expect.stringContaining('build the index again') as string });
});
