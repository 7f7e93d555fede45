/** The reader with a trained one: its scores decide, the sentences of all passages come in one call, and when it fails, words and vectors judge and the answer says so. */
import { afterAll, describe, expect, it } from 'vitest';
import { answer } from '../../src/answering/answer.js';
import type { Composition } from '../../src/answering/engine.js';
import { openEngines, readPage } from '../../src/answering/engines.js';
import { numberSentences } from '../../src/answering/numbered-sentences.js';
import { judgeScores } from '../../src/answering/reader-model.js';
import { openHashedNgrams } from '../../src/models/hashed-ngrams.js';
import type { TrainedReader } from '../../src/models/trained-reader.js';
import { covers, dogAct, lawOf, passagesOf, queryOf } from './fixtures.js';

const embedder = openHashedNgrams({ batchSize: 8 });
afterAll(() => embedder.close());
const settings = { maximumStatements: 6, languageModelContext: 4096, languageModelAnswer: 512, languageModelFirstToken: 1000, languageModelTimeout: 1000, languageModelQueue: 1 };
const reading = { sentenceThreshold: 1, answerThreshold: 2 };

/** Scores by a rule, and what it was asked. */
function trained(score: (text: string) => number, answers: number): TrainedReader & { readonly asked: (readonly (readonly string[])[])[] } {
  const asked: (readonly (readonly string[])[])[] = [];
  return {
    name: 'trained', digest: '', languages: null, reading, asked,
    scoreSentences: (_, passages) => {
      asked.push(passages);
      return Promise.resolve({ scores: passages.flat().map(score), answers });
    },
    close: () => Promise.resolve(),
  };
}
const failing: TrainedReader = { ...trained(() => 0, 0), scoreSentences: () => Promise.reject(new Error('a score that is no number')) };

const passages = [...passagesOf(dogAct), ...passagesOf(lawOf({ work: 'xa/act/2020/trees', title: 'Trees Act' }, '### Section 1. Felling\n\nNobody may fell a tree without a permit. A permit costs 9 crowns.'))];
const sentences = numberSentences(passages);
const query = queryOf('What does a permit to fell a tree cost?');
const composed = (trainedReader: TrainedReader | null, signal = new AbortController().signal): Promise<Composition> =>
  openEngines({ embedder, trainedReader, languageModels: [], settings }).get('extractive')!.compose({ query, sentences }, signal);

describe('a trained reader', () => {
  it('turns scores into beliefs that are 0.5 at its thresholds', () => {
    const { beliefs, answerable } = judgeScores({ scores: [1, 3, -30], answers: 2 }, reading);
    expect(beliefs.map((belief) => Number(belief.toFixed(4)))).toEqual([0.5, 0.8808, 0]);
    expect(answerable).toBe(0.5);
    expect(judgeScores({ scores: [-Infinity], answers: -Infinity }, reading)).toEqual({ beliefs: [0], answerable: 0 });
  });

  it('is given the sentences of all passages at once, each passage for itself, and decides', async () => {
    const reader = trained((text) => (text.includes('crowns') ? 4 : text.includes('permit') ? 0.9 : -5), 5);
    const { statements, answerable, reader: judged, fallback } = await composed(reader);
    expect(reader.asked).toEqual([passages.map((passage) => sentences.filter((one) => one.passage === passage).map(({ text }) => text)).filter((texts) => texts.length > 0)]);
    expect(statements.map(({ text }) => text)).toEqual(sentences.filter(({ text }) => text.includes('crowns')).map(({ text }) => text));
    expect(answerable).toBeCloseTo(1 / (1 + Math.exp(-3)), 10);
    expect([judged, fallback]).toEqual(['trained', undefined]);
  });

  it('chooses the best sentence at least, as often as it believes that there is an answer', async () => {
    const { statements } = await composed(trained((text) => (text.includes('9 crowns') ? 0 : -1), 5));
    expect(statements.map(({ text }) => text)).toEqual(['A permit costs 9 crowns.']);
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

  it('reads a page as one passage, headings included, and chooses every line above its threshold', async () => {
    const text = 'Dogs\n\nHow do I register a dog?\nAt the town hall.\nWithin 14 days.';
    const page = { question: 'When and where do I register my dog?', title: 'Dogs', text };
    const reader = trained((line) => (/town|days/.test(line) ? 2 : 0), 3);
    expect(await readPage({ embedder, trainedReader: reader }, page)).toEqual({ sentences: [3, 4], answerable: 1 / (1 + Math.exp(-1)), reader: 'trained' });
    expect(reader.asked).toEqual([[['Dogs', 'How do I register a dog?', 'At the town hall.', 'Within 14 days.']]]);
    expect(await readPage({ embedder, trainedReader: trained(() => 9, 1.9) }, page)).toMatchObject({ sentences: [], reader: 'trained' });
    expect(await readPage({ embedder, trainedReader: failing }, page)).toEqual(await readPage({ embedder }, page));
  });
});
