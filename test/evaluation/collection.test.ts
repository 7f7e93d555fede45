/** The sample collection's own questions, with the model that ships: the figures in corpus/questions/expected.json hold. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildIndex } from '../../src/assistant.js';
import { programFolder } from '../../src/config.js';
import { evaluateCollection, type CollectionFigures } from '../../src/evaluation/collection.js';
import { clock, workplace, world, type Workplace } from '../e2e/small-corpus.js';

const questions = path.join(programFolder, 'corpus', 'questions');
const expected = JSON.parse(readFileSync(path.join(questions, 'expected.json'), 'utf8')) as Record<string, { 'nDCG@10': number; citesRelevant: number; refusedUnanswerable: number }>;
/** 8-bit arithmetic differs a little from processor to processor; one question more or less in the smallest set is 0.07. */
const tolerance = { 'nDCG@10': 0.01, shares: 0.08 };

describe('the sample collection\'s questions', () => {
  let place: Workplace;
  let figures: readonly CollectionFigures[];
  beforeAll(async () => {
    place = workplace({ embedder: 'responsa-embedder-1', reader: 'responsa-reader-1' });
    await rebuildIndex(place.config, [path.join(programFolder, 'corpus')], { clock });
    figures = await evaluateCollection(questions, { config: place.config, world, onProgress: () => undefined });
  });
  afterAll(() => place.remove());

  it('are asked in all five languages, at least 120 of them', () => {
    expect(figures.map(({ language }) => language)).toEqual(['ar', 'de', 'en', 'fr', 'ja']);
    expect(figures.reduce((sum, { answers }) => sum + answers.questions, 0)).toBeGreaterThanOrEqual(120);
  });

  it.each(['ar', 'de', 'en', 'fr', 'ja'])('reach the expected figures in %s', (language) => {
    const { retrieval, answers } = figures.find((one) => one.language === language)!;
    const right = expected[language]!;
    expect(Math.abs(retrieval['nDCG@10'] - right['nDCG@10'])).toBeLessThanOrEqual(tolerance['nDCG@10']);
    expect(Math.abs(answers.citesRelevant - right.citesRelevant)).toBeLessThanOrEqual(tolerance.shares);
    expect(Math.abs(answers.refusedUnanswerable - right.refusedUnanswerable)).toBeLessThanOrEqual(tolerance.shares);
  });
});
