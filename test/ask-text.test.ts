/** What `responsa ask` prints of a refusal. */
import { expect, test } from 'vitest';
import { answerText } from '../scripts/ask.js';
import type { Answer } from '../src/assistant.js';
import { json, testApp } from './server/harness.js';

async function declined(closest: 'with' | 'without'): Promise<string> {
  const whole = (await (await testApp().request('/v1/answers', json({ question: 'register a dwelling' }))).json()) as Answer;
  const [{ text, citations }] = whole.statements as [Answer['statements'][number]];
  const covers = { collections: [], jurisdictions: [], languages: [], dates: { from: null, to: null }, message: 'Searched: law.' };
  return answerText({ ...whole, status: 'abstained', statements: [], abstention: { reason: 'insufficient-evidence', message: 'It is not certain.', nearest: [], closest: closest === 'with' ? [{ text, citations }] : [], covers } });
}

test('what comes closest stands under the refusal, quoted, with its source', async () => {
  const [first, heading, text, quotation, source, searched] = (await declined('with')).split('\n');
  expect([first, heading, searched]).toEqual(['It is not certain.', 'What comes closest; it is not certain that it answers the question:', 'Searched: law.']);
  expect(quotation).toBe(`    “${text!.trim()}”`);
  expect(source).toMatch(/^ {4}— .+ \[act\]$/u);
});

test('without such a sentence nothing is said of it', async () => {
  expect((await declined('without')).split('\n').slice(0, 2)).toEqual(['It is not certain.', 'Searched: law.']);
});
