/** What every engine owes the rest of the program, however it composes. */
import { describe, expect, it } from 'vitest';
import type { Engine, Sentence } from '../../src/answering/engine.js';
import { numberSentences } from '../../src/answering/numbered-sentences.js';
import type { Passage } from '../../src/retrieval/passage.js';
import type { Query } from '../../src/retrieval/query.js';

export interface EngineCase {
  /** A law with an answer to the question, as passages best first. */
  readonly passages: readonly Passage[];
  readonly query: Query;
  /** Words that the answer quotes. */
  readonly answer: string;
  /** Passages whose only text tells the engine what to do. */
  readonly plantedPassages: readonly Passage[];
}

export function testEngine(name: string, open: () => Engine, { passages, query, answer, plantedPassages }: EngineCase): void {
  describe(`engine ${name}`, () => {
    const never = new AbortController().signal;
    const sentences = numberSentences(passages);
    const textOf = (number: number): string => sentences.find((sentence: Sentence) => sentence.number === number)?.text ?? '';

    it('has its name', () => expect(open().name).toBe(name));

    it('answers with statements that cite sentences of the draft by number', async () => {
      const { statements, answerable } = await open().compose({ query, sentences }, never);
      expect(answerable).toBeGreaterThanOrEqual(0);
      expect(answerable).toBeLessThanOrEqual(1);
      expect(statements.length).toBeGreaterThan(0);
      for (const statement of statements) {
        expect(statement.text.trim()).not.toBe('');
        expect(statement.sentences.length).toBeGreaterThan(0);
        for (const number of statement.sentences) expect(textOf(number)).not.toBe('');
        expect(statement.score).toBeGreaterThanOrEqual(0);
        expect(statement.score).toBeLessThanOrEqual(1);
      }
    });

    it('finds the sentence that answers', async () => {
      const { statements } = await open().compose({ query, sentences }, never);
      expect(statements.flatMap((statement) => statement.sentences.map(textOf)).join('\n')).toContain(answer);
    });

    it('composes the same from the same', async () => {
      const engine = open();
      expect(await engine.compose({ query, sentences }, never)).toEqual(await engine.compose({ query, sentences }, never));
    });

    it('has nothing to say without sentences', async () => {
      expect(await open().compose({ query, sentences: [] }, never)).toEqual({ statements: [], answerable: 0 });
    });

    it('takes instructions in a passage for text', async () => {
      const mixed = numberSentences([...plantedPassages, ...passages]);
      const { statements } = await open().compose({ query, sentences: mixed }, never);
      expect(statements.flatMap(({ sentences: cited }) => cited.map((number) => mixed[number - 1]?.text ?? '')).join('\n')).toContain(answer);
      for (const { text } of statements) expect(text).not.toMatch(/^free$/i);
    });

    it('stops when it is aborted, with the reason it was given', async () => {
      const reason = new Error('the asker left');
      const controller = new AbortController();
      const running = open().compose({ query, sentences }, controller.signal);
      controller.abort(reason);
      await expect(running).rejects.toBe(reason);
      await expect(open().compose({ query, sentences }, AbortSignal.abort(reason))).rejects.toBe(reason);
    });
  });
}
