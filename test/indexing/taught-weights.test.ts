/** A corpus that teaches: made of headings and texts whose words or meaning agree as the test wants it. */
import { describe, expect, it } from 'vitest';
import { searchableMatrix, storeVector } from '../../src/indexing/quantised-vectors.js';
import { chunk } from '../../src/indexing/chunk.js';
import { chunkDigest, DIGEST_BYTES } from '../../src/indexing/take-over.js';
import { samplesOf } from '../../src/indexing/probes.js';
import { rangeOf, teachWeights } from '../../src/indexing/taught-weights.js';
import { documentOf, tinyEmbedder } from './fixtures.js';

const filler = 'and whoever does so without having asked beforehand pays what the table at the end of the act says, unless the authority lets it pass';
/** 60 acts of one section each. Heading number i shares a word with its text when `sharesWords`. */
function corpusOf(sharesWords: boolean, count = 60) {
  const documents = Array.from({ length: count }, (_, i) =>
    documentOf([{ kind: 'section', eId: 'sec_1', number: '§ 1', heading: `Keeping of w${i}x animals`, text: `Nobody keeps ${sharesWords ? `w${i}x` : `v${i}y`} at home, ${filler}.` }], { work: `act/${i}`, expression: `act/${i}/eng`, title: 'Act' }));
  const chunks = documents.flatMap((document, ordinal) => chunk(document, ordinal, 800));
  const digests = new Uint8Array(chunks.length * DIGEST_BYTES);
  chunks.forEach((one, row) => digests.set(chunkDigest(documents[one.document]!.text, 'model'), row * DIGEST_BYTES));
  return { documents, chunks, digests };
}

/** Number i in a text decides its direction: heading and text of one act point the same way; or, when it errs, the heading to the text of the next act. */
function numberEmbedder(errs = false) {
  const dimensions = 64;
  return tinyEmbedder({
    dimensions,
    embedPassages: (texts) => {
      const rows = new Float32Array(texts.length * dimensions);
      texts.forEach((text, i) => {
        const number = Number(/[vw](\d+)[xy]/.exec(text)![1]);
        rows[i * dimensions + (errs && text.startsWith('Keeping') ? (number + 1) % 60 : number)] = 1;
      });
      return Promise.resolve(rows);
    },
  });
}

async function teach(sharesWords: boolean, embedder = tinyEmbedder()) {
  const corpus = corpusOf(sharesWords);
  const values = await embedder.embedPassages(corpus.chunks.map(({ document }) => corpus.documents[document]!.text));
  const matrix = searchableMatrix(corpus.chunks.length, embedder.dimensions);
  for (let row = 0; row < corpus.chunks.length; row++) storeVector(matrix, row, values.subarray(row * embedder.dimensions, (row + 1) * embedder.dimensions));
  return (await teachWeights({ ...corpus, matrix, embedder, known: () => undefined })).weights;
}

describe('probes', () => {
  it('ask the heading over the passage without it', () => {
    const [sample] = samplesOf(corpusOf(true));
    expect(sample).toMatchObject({ language: 'en' });
    expect(sample!.probes).toHaveLength(60);
    const { at, question, text } = sample!.probes[0]!;
    const { document } = corpusOf(true).chunks[sample!.rows[at]!]!;
    expect(question).toBe(`Keeping of w${document}x animals`);
    expect(text).toBe(`Act\nNobody keeps w${document}x at home, ${filler}.`);
  });

  it('are not made of headings that stand over several places, nor of too few passages', () => {
    const { documents, ...rest } = corpusOf(true);
    const same = documents.map((document) => ({ ...document, provisions: document.provisions.map((provision) => ({ ...provision, heading: 'General definitions' })) }));
    expect(samplesOf({ documents: same, ...rest })).toEqual([]);
    expect(samplesOf(corpusOf(true, 39))).toEqual([]);
  });

  it('are the same for the same corpus, in whatever order it comes', () => {
    const { documents, chunks, digests } = corpusOf(true);
    const turned = { documents, chunks: [...chunks].reverse(), digests: Uint8Array.from({ length: digests.length }, (_, i) => digests[digests.length - DIGEST_BYTES * (1 + Math.floor(i / DIGEST_BYTES)) + (i % DIGEST_BYTES)]!) };
    const questions = (corpus: typeof turned): string[] => samplesOf(corpus).flatMap(({ probes }) => probes.map(({ question }) => question));
    expect(questions(turned)).toEqual(questions({ documents, chunks, digests }));
  });
});

describe('what the corpus teaches', () => {
  it('little weight for an embedder that errs where words find everything', async () => {
    const { en } = await teach(true, numberEmbedder(true));
    expect(en!.least).toBe(0);
    expect(en!.most).toBeLessThan(0.5);
    expect(en!.probes).toBe(60);
  });

  it('no words where the headings share none and meaning finds everything', async () => {
    const { en } = await teach(false, numberEmbedder());
    expect(en!.most).toBe(1);
    expect(en!.least).toBeGreaterThan(0);
  });

  it('nothing where both find everything', async () => {
    expect((await teach(true, numberEmbedder())).en).toEqual({ least: 0, most: 1, probes: 60 });
  });

  it('a range of one standard error around the best weight, without holes', () => {
    const flat = Array.from({ length: 11 }, () => [1, 0.5, 0.5, 1]);
    expect(rangeOf(flat)).toEqual({ least: 0, most: 1, probes: 4 });
    // Weight 0.3 is best. 0.2 wins one question and loses another: mean difference 0.025, error sqrt(0.1019 / 4) = 0.16. 0.4 loses the
    // same in each: mean 0.1, error 0. 0.6 is as good again, but behind a hole.
    const at: Readonly<Record<number, readonly number[]>> = { 2: [0.5, 0.9, 1, 0.5], 3: [1, 0.5, 1, 0.5], 4: [0.9, 0.4, 0.9, 0.4], 6: [1, 0.5, 1, 0.5] };
    expect(rangeOf(flat.map((_, w) => at[w] ?? [0, 0, 0, 0]))).toEqual({ least: 0.2, most: 0.3, probes: 4 });
  });
});
