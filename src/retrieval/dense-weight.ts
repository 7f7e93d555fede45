/** How much meaning counts against words for one question. */
import { primaryLanguage } from '../language.js';
import type { RetrievalContext } from './retrievers.js';

/**
 * The middle of the weights between which the corpus saw no difference in the question's language (`indexing/taught-weights.ts`); the configured
 * one for a language that taught nothing, for want of headings or of texts.
 */
export function denseWeightFor({ snapshot, settings }: Pick<RetrievalContext, 'snapshot' | 'settings'>, language: string): number {
  const { denseWeight, taughtWeights } = settings;
  const taught = snapshot.manifest.denseWeights[primaryLanguage(language)];
  return taughtWeights === 'off' || taught === undefined ? denseWeight : (taught.least + taught.most) / 2;
}
