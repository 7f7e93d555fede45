import { describe, expect, it } from 'vitest';
import { grouped } from '../../src/retrieval/duplicates.js';

const rule = (town: string, fee: number): string =>
  `Whoever keeps a dog in the territory of ${town} registers it with the office within two weeks. The fee is ${fee} crowns a year and is paid in advance. A dog that helps its keeper in daily life is free of it, and so is one that has been taken from the home for animals, for the first year.`;
const texts = [rule('Selm', 40), 'Refuse is put out by seven in the morning.', rule('Ahr', 40), rule('Selm', 60), rule('Orla', 40), 'Libraries lend books for four weeks.'];
const hits = texts.map((_, row) => ({ row, score: 10 - row }));
const rowsOf = (k: number, cited: readonly number[] = []) =>
  grouped(hits, (row) => texts[row]!, k, (row) => cited.includes(row)).map(({ hit, alsoIn }) => [hit.row, alsoIn.map(({ row }) => row)]);

describe('provisions that say the same', () => {
  it('are one result, the best of them, with the others attached; other numbers are another rule', () => {
    expect(rowsOf(10)).toEqual([[0, [2, 4]], [1, []], [3, []], [5, []]]);
  });

  it('leave k different ones among k results; what follows the last of them is attached too', () => {
    expect(rowsOf(3)).toEqual([[0, [2, 4]], [1, []], [3, []]]);
    expect(rowsOf(1)).toEqual([[0, [2, 4]]]);
  });

  it('stand alone when they were asked for by name', () => {
    expect(rowsOf(10, [0, 2])).toEqual([[0, [4]], [1, []], [2, []], [3, []], [5, []]]);
  });

  it('are told by their letters: case, spaces, punctuation and width do not count', () => {
    const variants = ['Ｎｏ dogs, in the park of the town or on its lawns in summer!', 'no dogs in the park of the town or on its lawns in summer', 'NO DOGS IN THE PARK OF THE TOWN\nOR ON ITS LAWNS IN SUMMER.', 'No cats in the park of the town or on its lawns in summer'];
    const groups = grouped(variants.map((_, row) => ({ row, score: 0 })), (row) => variants[row]!, 10, () => false);
    expect(groups.map(({ hit, alsoIn }) => [hit.row, alsoIn.length])).toEqual([[0, 2], [3, 0]]);
  });

  it('are more than a phrase: what is only repealed stands alone', () => {
    expect(grouped([{ row: 0, score: 2 }, { row: 1, score: 1 }], () => '(repealed)', 10, () => false)).toHaveLength(2);
  });

  it('are not looked for behind the hundredth', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ row: i, score: 0 }));
    const text = (row: number): string => (row < 100 ? `Passage ${row}` : 'The same once more');
    const groups = grouped([...many, { row: 100, score: 0 }, { row: 101, score: 0 }], text, 800, () => false);
    expect(groups.slice(100).map(({ hit }) => hit.row)).toEqual([100, 101]);
    expect(groups).toHaveLength(102);
  });
});
