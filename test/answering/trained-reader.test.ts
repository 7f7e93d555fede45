/** The reader with a trained one: its scores count beside words and vectors, the sentences of the first passages come in one call, and when it fails, words and vectors judge alone and the answer says so. */
import { afterAll, describe, expect, it } from 'vitest';
import { answer } from '../../src/answering/answer.js';
import type { Composition } from '../../src/answering/engine.js';
import { openEngines, readPage } from '../../src/answering/engines.js';
import { numberSentences } from '../../src/answering/numbered-sentences.js';
import { materialOf, scoresBy } from '../../src/answering/reader.js';
import { openHashedNgrams } from '../../src/models/hashed-ngrams.js';
import type { TrainedReader } from '../../src/models/trained-reader.js';
import { covers, dogAct, lawOf, passagesOf, queryOf } from './fixtures.js';

const embedder = openHashedNgrams({ batchSize: 8 });
afterAll(() => embedder.close());
const settings = { maximumStatements: 6, languageModelContext: 4096, languageModelAnswer: 512, languageModelFirstToken: 1000, languageModelTimeout: 1000, languageModelQueue: 1 };
const reading = { sentenceMargin: 2, answerThreshold: 2 };

/** Scores by a rule, and what it was asked. */
function trained(score: (text: string) => number, answers: number): TrainedReader & { readonly asked: (readonly (readonly string[])[])[] } {
  const asked: (readonly (readonly string[])[])[] = [];
  return {
    name: 'trained', digest: '', languages: null, reading, asked,
    scoreSentences: (_, passages) => {
      asked.push(passages);
      return Promise.resolve({ scores: passages.flat().map(score), windows: passages.flatMap((sentences, at) => sentences.map(() => answers - at)), answers });
    },
    close: () => Promise.resolve(),
  };
}
const failing: TrainedReader = { ...trained(() => 0, 0), scoreSentences: () => Promise.reject(new Error('a score that is no number')) };

const passages = [...passagesOf(lawOf({ work: 'xa/act/2020/trees', title: 'Trees Act' }, '### Section 1. Felling\n\nNobody may fell a tree without a permit. A permit costs 9 crowns.')), ...passagesOf(dogAct)];
const sentences = numberSentences(passages);
const query = queryOf('What does a permit to fell a tree cost?');
const composed = (trainedReader: TrainedReader | null, signal = new AbortController().signal): Promise<Composition> =>
  openEngines({ embedder, trainedReader, languageModels: [], settings }).get('extractive')!.compose({ query, sentences }, signal);

describe('a trained reader', () => {
  it('has its scores counted in its own margins and above its own threshold', async () => {
    const scored = await scoresBy(trained((text) => (text.includes('crowns') ? 4 : -Infinity), 5), materialOf({ query }, sentences), new AbortController().signal);
    expect([...new Set(scored.scores)].sort()).toEqual([-Infinity, 2]);
    expect(scored.answers).toBe(3);
    expect([scored.scores.length, scored.windows.length]).toEqual([sentences.length, sentences.length]);
    expect(scored.windows[0]).toBe(3);
    // The fifth passage is not read.
    expect(new Set(sentences.map(({ passage }) => passage)).size).toBeGreaterThan(4);
    expect([scored.scores.at(-1), scored.windows.at(-1)]).toEqual([-Infinity, 0]);
  });

  it('is given the sentences of the first four passages at once, each passage for itself, and what it prefers is believed more', async () => {
    const reader = trained((text) => (text.includes('9 crowns') ? 6 : -5), 7);
    const { statements, reader: judged, fallback } = await composed(reader);
    const asked = passages.map((passage) => ({ passage, texts: sentences.filter((one) => one.passage === passage).map(({ text }) => text) })).filter(({ texts }) => texts.length > 0);
    expect(reader.asked).toEqual([asked.slice(0, 4).map(({ passage: { document, chunk }, texts }) => [[document.title, ...chunk.breadcrumb].join(' › '), ...texts])]);
    const costs = (among: typeof statements): number => among.find(({ text }) => text.includes('9 crowns'))?.score ?? 0;
    const against = await composed(trained((text) => (text.includes('9 crowns') ? -5 : 6), 7));
    expect(costs(statements)).toBeGreaterThan(costs(against.statements) + 0.1);
    expect([judged, fallback]).toEqual(['trained', undefined]);
  });

  it('is not asked in a language that it was not made for', async () => {
    const german = { ...trained(() => 0, 0), languages: ['de'] };
    expect(await composed(german)).toEqual(await composed(null));
    expect(german.asked).toEqual([]);
    expect((await composed({ ...german, languages: ['de', 'en'] })).reader).toBe('trained');
  });

  it('makes an answer more or less likely', async () => {
    const [sure, unsure] = [await composed(trained(() => 0, 9)), await composed(trained(() => 0, -9))];
    expect(sure.answerable).toBeGreaterThan(unsure.answerable + 0.1);
  });

  it('that fails leaves the question to words and vectors, and the answer says so', async () => {
    const [without, fallen] = [await composed(null), await composed(failing)];
    expect(fallen).toEqual({ ...without, fallback: { engine: 'extractive', reason: 'failed', message: 'The trained reader trained could not judge: a score that is no number' } });
    expect(without.reader).toBe('extractive');
    const outcome = await answer({ query, asOf: '2024-01-01', passages, outsideDate: [], covers, cited: [], engine: openEngines({ embedder, trainedReader: failing, languageModels: [], settings }).get('extractive')!, settings, signal: new AbortController().signal });
    expect([outcome.reader, outcome.fallback?.reason]).toEqual(['extractive', 'failed']);
  });

  it('is not asked again by one who has left', async () => {
    const leaving = new AbortController();
    const left = composed({ ...failing, scoreSentences: () => { leaving.abort(new Error('left')); return Promise.reject(new Error('cancelled')); } }, leaving.signal);
    await expect(left).rejects.toThrow('left');
  });

  it('reads a page as one passage, headings included', async () => {
    const text = 'Dogs\n\nHow do I register a dog?\nAt the town hall.\nWithin 14 days.';
    const page = { question: 'What about my pet?', title: 'Dogs', text };
    const reader = trained((line) => (/town|days/.test(line) ? 6 : -6), 9);
    expect(await readPage({ embedder, trainedReader: reader }, page)).toMatchObject({ sentences: [3, 4], reader: 'trained' });
    expect(reader.asked).toEqual([[['Dogs', 'How do I register a dog?', 'At the town hall.', 'Within 14 days.']]]);
    expect(await readPage({ embedder, trainedReader: trained(() => 9, -20) }, page)).toMatchObject({ sentences: [], reader: 'trained' });
    expect(await readPage({ embedder, trainedReader: failing }, page)).toEqual(await readPage({ embedder }, page));
  });
});
