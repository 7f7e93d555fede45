/** The times of a question's stages go beside its answer, never into it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAssistant, rebuildIndex, type Answer } from '../../src/assistant.js';
import { canonicalAnswer, digestOf } from '../../src/past-answers.js';
import type { Timing } from '../../src/timings.js';
import { clock, dogAct, workplace, world, type Workplace } from './small-corpus.js';

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await rebuildIndex(place.config, [place.write({ 'dogs.md': dogAct(60, 14) })], { clock });
});
afterAll(() => place.remove());

async function asked(onTiming?: (timing: Timing) => void): Promise<Answer> {
  const assistant = await openAssistant(place.config, { ...world, keepsAnswers: true, ...(onTiming && { onTiming }) });
  try {
    return await assistant.ask({ question: 'How much is the annual dog fee?' });
  } finally {
    await assistant.close();
  }
}

it('are told once each, after the parts the whole; the answer is the same to the byte with and without', async () => {
  const timings: Timing[] = [];
  const watched = await asked((timing) => timings.push(timing));
  expect(timings.flatMap((timing) => (timing.of === 'stage' ? [timing.stage] : []))).toEqual(['retrieval', 'engine', 'checking', 'record', 'whole']);
  expect(timings.some((timing) => timing.of === 'model' && timing.model === 'embedder' && !timing.failed)).toBe(true);
  expect(timings.every((timing) => !('milliseconds' in timing) || timing.milliseconds >= 0)).toBe(true);
  expect(digestOf(canonicalAnswer(watched))).toBe(digestOf(canonicalAnswer(await asked())));
});
