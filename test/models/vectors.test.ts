import { describe, expect, it } from 'vitest';
import { openHashedNgrams } from '../../src/models/hashed-ngrams.js';
import { meanPool, normalise } from '../../src/models/vectors.js';

describe('from a model’s output to a unit vector', () => {
  it('takes the mean of the token vectors', () => {
    const into = new Float32Array([9, 9]);
    meanPool(new Float32Array([1, 2, 3, 4, 5, 9]), 3, 2, into);
    expect(into).toEqual(new Float32Array([3, 5]));
  });

  it('scales to length 1, and leaves alone what has no direction', () => {
    const vector = new Float32Array([3, -4]);
    expect(normalise(vector)).toBe(5);
    expect(vector).toEqual(new Float32Array([0.6, -0.8]));
    const none = new Float32Array(2);
    expect([normalise(none), ...none]).toEqual([0, 0, 0]);
    expect(normalise(new Float32Array([1, Number.NaN]))).toBeNaN();
    expect(normalise(new Float32Array([1, Number.POSITIVE_INFINITY]))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('hashed n-grams', () => {
  const embedder = openHashedNgrams({ batchSize: 16 });
  const similarity = async (one: string, other: string): Promise<number> => {
    const [a, b] = [await embedder.embedQuery(one), await embedder.embedQuery(other)];
    return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  };

  it('are those of this version: a change of the features must change the digest too', async () => {
    const word = await embedder.embedQuery('ab');
    // "ab" has the features `ab`, `3:<ab`, `3:ab>` and `4:<ab>`, each with weight 1/2.
    expect([...word.entries()].filter(([, value]) => value !== 0)).toEqual([[13, -0.5], [27, -0.5], [112, -0.5], [197, 0.5]]);
    expect(embedder.digest).toBe('7c679ead9be4cbfda4dda05c84a1b1ae6d4ffe798e39245901cea5e3a8f1aee5');
  });

  it('do not see case, compatibility forms or the order of words', async () => {
    expect(await similarity('DOG licence', 'licence dog')).toBeCloseTo(1, 6);
    expect(await similarity('ｄｏｇ ﬁle', 'dog file')).toBeCloseTo(1, 6);
  });

  it.each([
    ['Hundesteuer', 'Hundesteuersatzung', 'Baugenehmigung'],
    ['autorisation', 'autorisations', 'chien'],
    ['الترخيص', 'ترخيص', 'الكلب'],
    ['犬の登録の手続', '犬を登録する', '建築の許可'],
  ])('bring %s nearer to %s than to %s', async (text, near, far) => {
    expect(await similarity(text, near)).toBeGreaterThan(0.1 + (await similarity(text, far)));
  });
});
