/** The best k of many scored rows. */
import type { Hit } from './snapshot.js';

export interface TopRows {
  offer(row: number, score: number): void;
  /** Best first; equal scores in the order of rows, so that a ranking is the same every time. */
  ranked(): Hit[];
  /** The score that a row must reach to be among them; -Infinity while there is room. */
  worst(): number;
}

/** A binary heap of at most `k` rows whose root is the worst: O(n log k), and most rows are refused by one comparison. */
export function topRows(k: number): TopRows {
  const rows: number[] = [];
  const scores: number[] = [];
  const isWorse = (a: number, b: number): boolean => scores[a]! < scores[b]! || (scores[a] === scores[b] && rows[a]! > rows[b]!);
  const swap = (a: number, b: number): void => {
    const row = rows[a]!;
    const score = scores[a]!;
    rows[a] = rows[b]!;
    scores[a] = scores[b]!;
    rows[b] = row;
    scores[b] = score;
  };
  const siftDown = (): void => {
    for (let at = 0; ;) {
      let worst = at;
      const left = 2 * at + 1;
      if (left < rows.length && isWorse(left, worst)) worst = left;
      if (left + 1 < rows.length && isWorse(left + 1, worst)) worst = left + 1;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };
  return {
    offer(row, score) {
      if (rows.length < k) {
        let at = rows.push(row) - 1;
        scores.push(score);
        for (let parent = (at - 1) >> 1; at > 0 && isWorse(at, parent); at = parent, parent = (at - 1) >> 1) swap(at, parent);
      } else if (k > 0 && (score > scores[0]! || (score === scores[0] && row < rows[0]!))) {
        rows[0] = row;
        scores[0] = score;
        siftDown();
      }
    },
    worst: () => (rows.length < k ? -Infinity : (scores[0] ?? Infinity)),
    ranked() {
      return rows.map((row, i) => ({ row, score: scores[i]! })).sort((a, b) => b.score - a.score || a.row - b.row);
    },
  };
}
