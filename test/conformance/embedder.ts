/** What every embedder owes the rest of the program, whatever its model. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResponsaError } from '../../src/errors.js';
import type { Embedder } from '../../src/models/embedder.js';

/** One rule in five languages and three scripts, of very different lengths; then the odd ones. */
const texts = [
  'The owner of a dog shall register it with the municipality within fourteen days of acquiring it, unless it is younger than three months.',
  'Hundesteuer',
  'Wer einen Hund hält, muss ihn binnen vierzehn Tagen bei der Gemeinde anmelden; dies gilt nicht für Welpen unter drei Monaten.',
  'Le détenteur d’un chien doit le déclarer à la commune dans les quatorze jours.',
  'يجب على مالك الكلب تسجيله لدى البلدية خلال أربعة عشر يوماً من تاريخ اقتنائه.',
  '犬を飼う者は、取得の日から十四日以内に市町村に登録しなければならない。',
  'Fee: 45.00',
  '(a) 🐕',
] as const;
/** Texts in which no embedder finds a token. */
const empty = ['', ' \n\t '] as const;
const many = Array.from({ length: 48 }, (_, i) => `Section ${i + 1}. The fee for a licence of class ${i % 7} is ${i * 3} crowns.`);

/** `open` gets no arguments: batches of 4 so that 48 passages are several of them. */
export function testEmbedder(name: string, open: () => Promise<Embedder>): void {
  describe(`embedder ${name}`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await open();
    });
    afterAll(() => embedder.close());

    const row = (matrix: Float32Array, i: number): readonly number[] => Array.from(matrix.subarray(i * embedder.dimensions, (i + 1) * embedder.dimensions));
    const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

    it('says what it is', () => {
      expect(embedder.name).toBe(name);
      expect(embedder.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(embedder.dimensions).toBeGreaterThan(0);
      expect(embedder.maximumTokens).toBeGreaterThan(0);
    });

    it('gives one row of length 1 for each text, in every script', async () => {
      const matrix = await embedder.embedPassages(texts);
      expect(matrix).toBeInstanceOf(Float32Array);
      expect(matrix).toHaveLength(texts.length * embedder.dimensions);
      for (const i of texts.keys()) expect(dot(row(matrix, i), row(matrix, i))).toBeCloseTo(1, 5);
      const different = new Set(texts.map((_, i) => row(matrix, i).join(' ')));
      expect(different.size).toBe(texts.length);
    });

    it('keeps the order: each row is the vector which its text has alone', async () => {
      const matrix = await embedder.embedPassages([...texts, ...empty, ...texts.toReversed()]);
      for (const [i, text] of texts.entries()) {
        const alone = await embedder.embedPassages([text]);
        expect(row(matrix, i)).toEqual(row(alone, 0));
        expect(row(matrix, 2 * texts.length + empty.length - 1 - i)).toEqual(row(alone, 0));
      }
    });

    it('gives the zero vector for a text without any token, and for that alone', async () => {
      const matrix = await embedder.embedPassages([empty[0], texts[0], empty[1]]);
      expect(row(matrix, 0).every((value) => value === 0)).toBe(true);
      expect(row(matrix, 1).some((value) => value !== 0)).toBe(true);
      expect(row(matrix, 2).every((value) => value === 0)).toBe(true);
      expect((await embedder.embedQuery('')).every((value) => value === 0)).toBe(true);
    });

    it('embeds no passage at all', async () => {
      const calls: number[] = [];
      expect(await embedder.embedPassages([], { onProgress: (done) => calls.push(done) })).toEqual(new Float32Array(0));
      expect(calls).toEqual([]);
    });

    it('cuts a text that is far too long: what stands behind the cut changes nothing', async () => {
      const long = 'The licence lapses when the owner dies. '.repeat(25_000);
      const matrix = await embedder.embedPassages([long, `${long} Something else entirely about building permits.`]);
      expect(dot(row(matrix, 0), row(matrix, 0))).toBeCloseTo(1, 5);
      expect(row(matrix, 0)).toEqual(row(matrix, 1));
    });

    it('finds the passage nearest to a question that shares its words', async () => {
      const passages = ['The fee for a dog licence is forty crowns a year.', 'A building permit lapses after two years.', 'Child benefit is paid monthly.'];
      const matrix = await embedder.embedPassages(passages);
      const query = await embedder.embedQuery('how much is the fee for a dog licence');
      expect(query).toHaveLength(embedder.dimensions);
      const scores = passages.map((_, i) => dot(Array.from(query), row(matrix, i)));
      expect(scores.indexOf(Math.max(...scores))).toBe(0);
    });

    it('tells its progress, rising to the whole', async () => {
      const calls: [number, number][] = [];
      await embedder.embedPassages(many, { onProgress: (done, total) => calls.push([done, total]) });
      expect(calls.length).toBeGreaterThan(1);
      expect(calls.every(([done], i) => done > (calls[i - 1]?.[0] ?? 0))).toBe(true);
      expect(calls.every(([, total]) => total === many.length)).toBe(true);
      expect(calls.at(-1)).toEqual([many.length, many.length]);
    });

    it('refuses what is cancelled already, with the reason', async () => {
      const signal = AbortSignal.abort(new Error('no longer wanted'));
      await expect(embedder.embedPassages(texts, { signal })).rejects.toThrow('no longer wanted');
      await expect(embedder.embedQuery('a', { signal })).rejects.toThrow('no longer wanted');
    });

    it('stops within a batch when it is cancelled, and goes on working', async () => {
      const cancellation = new AbortController();
      const calls: number[] = [];
      const onProgress = (done: number): void => {
        calls.push(done);
        cancellation.abort(new Error('stopped halfway'));
      };
      await expect(embedder.embedPassages(many, { signal: cancellation.signal, onProgress })).rejects.toThrow('stopped halfway');
      const again = await embedder.embedPassages(texts);
      expect(calls).toEqual([4]);
      expect(row(again, 0)).toEqual(row(await embedder.embedPassages([texts[0]]), 0));
    });

    it('hands a fault of the listener to the caller', async () => {
      const onProgress = (): void => {
        throw new Error('the listener failed');
      };
      await expect(embedder.embedPassages(many, { onProgress })).rejects.toThrow('the listener failed');
      expect(await embedder.embedQuery('still there?')).toHaveLength(embedder.dimensions);
    });

    it('answers a question ahead of waiting passages', async () => {
      const order: string[] = [];
      const passages = embedder.embedPassages(many).then(() => order.push('passages'));
      const question = embedder.embedQuery('how much is the fee?').then(() => order.push('question'));
      await Promise.all([passages, question]);
      expect(order).toEqual(['question', 'passages']);
    });

    it('serves several callers at once', async () => {
      const alone = await embedder.embedPassages(many.slice(0, 8));
      const together = await Promise.all([many.slice(0, 8), many.slice(4, 12), texts].map((some) => embedder.embedPassages(some)));
      expect(together[0]).toEqual(alone);
      expect(row(together[1]!, 0)).toEqual(row(alone, 4));
    });

    it('is the same when it is opened again', async () => {
      const second = await open();
      const [one, other] = await Promise.all([embedder.embedPassages(texts), second.embedPassages(texts)]);
      expect(second.digest).toBe(embedder.digest);
      expect(other).toEqual(one);
      await second.close();
    });

    it('rejects what is in flight when it is closed, and what comes after', async () => {
      const second = await open();
      const inFlight = [second.embedPassages(many), second.embedQuery('too late?')].map((call) => expect(call).rejects.toThrow(ResponsaError));
      await second.close();
      await Promise.all(inFlight);
      await expect(second.embedQuery('too late')).rejects.toThrow(`The embedder ${name} has been closed.`);
      await second.close();
    });
  });
}
