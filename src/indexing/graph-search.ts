/**
 * Search in a graph of vectors: down the layers to the nearest row of each, then best first through the ground layer (algorithms 2 and 5 of
 * Malkov & Yashunin 2018, arXiv 1603.09320). Rows that are not admitted are walked through and not returned.
 */
import type { Graph, Layer } from './graph-file.js';
import type { Admission, Hit } from './snapshot.js';
import { topRows } from './top-rows.js';

/** Similarity of a row to the question; the larger the nearer. */
export type SimilarityOf = (row: number) => number;

/** Where a row stands in a layer; -1 when it is not in it. */
function placeOf({ rows }: Layer, row: number): number {
  if (rows === null) return row;
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (rows[middle] === row) return middle;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** From `start` to a row of which no neighbour is nearer. */
function descend(layer: Layer, start: number, similarityOf: SimilarityOf): number {
  let nearest = start;
  let best = similarityOf(start);
  for (let moved = true; moved;) {
    moved = false;
    const place = placeOf(layer, nearest);
    for (let i = layer.offsets[place]!; i < layer.offsets[place + 1]!; i++) {
      const row = layer.links[i]!;
      const similarity = similarityOf(row);
      if (similarity > best) {
        best = similarity;
        nearest = row;
        moved = true;
      }
    }
  }
  return nearest;
}

export type GraphSearch = (similarityOf: SimilarityOf, admission: Admission, k: number, efSearch: number, seeds?: readonly number[]) => Hit[];

/**
 * At most `k` admitted rows, best first, ties in the order of rows. The walk through the ground layer begins at `seeds` too: rows that may be near, and that no link may lead to. The marks of visited rows are shared by all
 * searches: one runs to its end without yielding.
 */
export function graphSearch({ entry, layers }: Graph): GraphSearch {
  const ground = layers[0]!;
  const count = ground.offsets.length - 1;
  const visited = new Uint32Array(count);
  let search = 0;
  return (similarityOf, admission, k, efSearch, seeds = []) => {
    if (count === 0) return [];
    if (search === 0xffffffff) {
      visited.fill(0);
      search = 0;
    }
    search += 1;
    let start = entry;
    for (let layer = layers.length - 1; layer > 0; layer--) start = descend(layers[layer]!, start, similarityOf);
    const width = Math.max(efSearch, k);
    const found = topRows(width);
    const waiting = nearestFirst();
    const visit = (row: number): void => {
      visited[row] = search;
      const similarity = similarityOf(row);
      if (similarity < found.worst()) return;
      waiting.push(row, similarity);
      if (admission.rows[row] === 1) found.offer(row, similarity);
    };
    for (const row of [start, ...seeds]) if (visited[row] !== search) visit(row);
    for (let next = waiting.pop(); next !== null && next.similarity >= found.worst(); next = waiting.pop()) {
      const end = ground.offsets[next.row + 1]!;
      for (let i = ground.offsets[next.row]!; i < end; i++) {
        const row = ground.links[i]!;
        if (visited[row] !== search) visit(row);
      }
    }
    return found.ranked().slice(0, k);
  };
}

/** A binary heap of rows, the most similar on top. The last one taken away moves down from the root into the place that opens there. */
function nearestFirst(): { push(row: number, similarity: number): void; pop(): { readonly row: number; readonly similarity: number } | null } {
  const rows: number[] = [];
  const similarities: number[] = [];
  return {
    push(row, similarity) {
      let at = rows.length;
      rows.push(row);
      similarities.push(similarity);
      for (; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (similarities[parent]! >= similarity) break;
        rows[at] = rows[parent]!;
        similarities[at] = similarities[parent]!;
        at = parent;
      }
      rows[at] = row;
      similarities[at] = similarity;
    },
    pop() {
      const top = rows[0];
      if (top === undefined) return null;
      const best = similarities[0]!;
      const row = rows.pop()!;
      const similarity = similarities.pop()!;
      const { length } = rows;
      for (let at = 0; length > 0; ) {
        let child = 2 * at + 1;
        if (child + 1 < length && similarities[child + 1]! > similarities[child]!) child++;
        const isLower = child < length && similarities[child]! > similarity;
        rows[at] = isLower ? rows[child]! : row;
        similarities[at] = isLower ? similarities[child]! : similarity;
        if (!isLower) break;
        at = child;
      }
      return { row: top, similarity: best };
    },
  };
}
