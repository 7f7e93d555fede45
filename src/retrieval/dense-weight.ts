/** How much meaning counts against words for one question. */
import { primaryLanguage } from '../language.js';
import type { RetrievalContext } from './retrievers.js';

/**
 * What is left of the configured weight for a language that the embedder was not made for and that taught nothing: half, the middle of what
 * corpora in four such languages taught of the first embedder that shipped (0 to 0.3, where 0.5 is configured).
 */
const UNTAUGHT = 0.5;

/**
 * The middle of the weights between which the corpus saw no difference in the question's language (`indexing/taught-weights.ts`), but no more
 * than the configured one: an embedder may have learned from these very headings, which then speak for it as no question would. For a
 * language that taught nothing, for want of headings or of texts, the configured one, or half of it where the embedder was not made for it.
 */
export function denseWeightFor({ snapshot, settings, embedder }: Pick<RetrievalContext, 'snapshot' | 'settings'> & { readonly embedder: Pick<RetrievalContext['embedder'], 'languages'> }, language: string): number {
  const { denseWeight, taughtWeights } = settings;
  if (taughtWeights === 'off') return denseWeight;
  const taught = snapshot.manifest.denseWeights[primaryLanguage(language)];
  if (taught !== undefined) return Math.min(denseWeight, (taught.least + taught.most) / 2);
  return embedder.languages === null || embedder.languages.includes(primaryLanguage(language)) ? denseWeight : denseWeight * UNTAUGHT;
}

/**
 * How far cosines tell anything in `language`, 0 to 1: the dense weight as a share of the configured one. Who reads sentences goes by words where
 * retrieval does.
 */
export function meaningIn(context: Parameters<typeof denseWeightFor>[0], language: string): number {
  const { denseWeight } = context.settings;
  return denseWeight === 0 ? 0 : Math.min(1, denseWeightFor(context, language) / denseWeight);
}
