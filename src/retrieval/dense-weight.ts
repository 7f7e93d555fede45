/** How much meaning counts against words for one question. */
import { primaryLanguage } from '../language.js';
import type { RetrievalContext } from './retrievers.js';

/**
 * The configured weight, moved into the range that the corpus taught for the question's language (`indexing/taught-weights.ts`). A language that
 * taught nothing, for want of headings or of texts, leaves it as it is.
 */
export function denseWeightFor({ snapshot, settings }: Pick<RetrievalContext, 'snapshot' | 'settings'>, language: string): number {
  const { denseWeight, taughtWeights } = settings;
  const taught = snapshot.manifest.denseWeights[primaryLanguage(language)];
  return taughtWeights === 'off' || taught === undefined ? denseWeight : Math.min(Math.max(denseWeight, taught.least), taught.most);
}
