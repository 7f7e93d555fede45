import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/indexing/snapshot.js';
import { denseWeightFor } from '../../src/retrieval/dense-weight.js';
import type { RetrievalSettings } from '../../src/retrieval/retrievers.js';

const snapshot = { manifest: { denseWeights: { ar: { least: 0, most: 0.1, probes: 90 }, en: { least: 0.6, most: 0.8, probes: 90 }, de: { least: 0.2, most: 0.7, probes: 90 } } } } as unknown as Snapshot;
const weightOf = (language: string, taughtWeights: 'on' | 'off' = 'on', languages: readonly string[] | null = null): number =>
  denseWeightFor({ snapshot, settings: { denseWeight: 0.5, taughtWeights } as RetrievalSettings, embedder: { languages } }, language);

describe('the dense weight of a question', () => {
  it('is the middle of the range that its language was taught, where that is below the configured one', () => {
    const weights = ['ar', 'de', 'de-CH'].map((language) => weightOf(language));
    for (const [i, weight] of [0.05, 0.45, 0.45].entries()) expect(weights[i]).toBeCloseTo(weight, 12);
  });

  it('is the configured one where headings taught more: embedders learn from headings, so these say too much for them', () => {
    expect(weightOf('en')).toBe(0.5);
  });

  it('is the configured one where nothing was taught, or when teaching is off', () => {
    expect([weightOf('fr'), weightOf('und'), weightOf('ar', 'off')]).toEqual([0.5, 0.5, 0.5]);
  });

  it('is half the configured one where nothing was taught and the embedder was made for other languages', () => {
    expect([weightOf('fr', 'on', ['en']), weightOf('fr-CA', 'on', ['fr']), weightOf('fr', 'off', ['en'])]).toEqual([0.25, 0.5, 0.5]);
    expect(weightOf('ar', 'on', ['en'])).toBeCloseTo(0.05, 12);
  });
});
