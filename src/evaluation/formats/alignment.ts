/**
 * How much of one text stands in another, and whether in the same order: the measure of "nothing lost". White space does not count,
 * so it is the same whatever stands between two paragraphs.
 *
 * Greedy alignment: both texts are walked together; where they differ, the nearest place within `reach` characters at which they agree
 * again is taken, else the next block of the source that stands anywhere in the tree (found as rsync finds moved blocks); what lies between
 * is compared exactly (longest common subsequence). Every character of the tree counts once, so that text which the source says twice must
 * stand in the tree twice.
 */

export interface Alignment {
  /** Characters of the source. */
  readonly total: number;
  /** Of these, how many stand in the tree. */
  readonly kept: number;
  /** Of those kept, how many stand in the source's order: the weight of the heaviest increasing run of matched segments. */
  readonly inOrder: number;
  /** Characters of the tree that the source does not have. */
  readonly added: number;
  /** What was lost, longest first, at most `lostShown`. */
  readonly lost: readonly string[];
}

/** Length of the blocks that are looked up; shorter ones stand in too many places. */
const blockLength = 12;
/** How far apart two texts may run before the blocks are asked. */
const reach = 120;
/** Agreement of so many characters ends a difference. */
const agreement = 16;
/** Largest table of the exact comparison between two places, in cells. */
const largestTable = 1_000_000;
/** Two short stretches agree when they share at least this much of the shorter one. */
const alike = 0.6;
const lostShown = 10;

/** One spelling for what looks the same: compatibility forms, soft hyphens, zero-width and direction signs left out, no white space. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]+/gu, '');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Segment {
  readonly start: number;
  readonly length: number;
}

/**
 * `source` and `tree` as `bare` leaves them. What the first pass does not find is looked for once more in what is left of the tree: a
 * footnote that moved behind its paragraph is kept, though not in order.
 */
export function align(source: string, tree: string): Alignment {
  const first = pass(source, tree);
  const left = Array.from(first.used, (mark, at) => (mark === 0 ? tree[at]! : '')).join('');
  const again = pass(first.lost.join(''), left);
  return {
    total: source.length, kept: first.kept + again.kept, inOrder: heaviestIncreasing(first.segments, tree.length),
    added: left.length - again.kept, lost: again.lost.sort((a, b) => b.length - a.length).slice(0, lostShown),
  };
}

interface Pass {
  readonly kept: number;
  readonly segments: readonly Segment[];
  /** In the order of the source. */
  readonly lost: string[];
  /** 1 for each character of the tree that was matched. */
  readonly used: Uint8Array;
}

function pass(source: string, tree: string): Pass {
  const blocks = indexBlocks(tree);
  const used = new Uint8Array(tree.length);
  const segments: Segment[] = [];
  const lost: string[] = [];
  let kept = 0;
  let at = 0;
  let inTree = 0;
  while (at < source.length) {
    const run = matchRun(source, at, tree, inTree, used);
    if (run > 0) {
      segments.push({ start: inTree, length: run });
      kept += run;
      at += run;
      inTree += run;
      continue;
    }
    const next = nearby(source, at, tree, inTree, used) ?? elsewhere(source, at, tree, inTree, used, blocks);
    const end = next === null ? source.length : next.at;
    const treeEnd = next === null ? tree.length : next.inTree;
    const { common, missing } = between(source, { start: at, end }, tree, { start: inTree, end: treeEnd }, used);
    if (common > 0) segments.push({ start: inTree, length: common });
    kept += common;
    lost.push(...missing);
    at = end;
    inTree = treeEnd;
  }
  return { kept, segments, lost, used };
}

function indexBlocks(tree: string): ReadonlyMap<string, readonly number[]> {
  const blocks = new Map<string, number[]>();
  for (let start = 0; start + blockLength <= tree.length; start += blockLength) {
    const block = tree.slice(start, start + blockLength);
    const places = blocks.get(block);
    if (places === undefined) blocks.set(block, [start]);
    else places.push(start);
  }
  return blocks;
}

/** What two short stretches have in common, in order; the common characters of the tree are marked as used. */
function between(source: string, from: Span, tree: string, to: Span, used: Uint8Array): { readonly common: number; readonly missing: readonly string[] } {
  const rows = from.end - from.start;
  const columns = to.end - to.start;
  if (rows === 0) return { common: 0, missing: [] };
  if (columns <= 0 || rows * columns > largestTable) return { common: 0, missing: [source.slice(from.start, from.end)] };
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const same = used[to.start + j] === 0 && source.charCodeAt(from.start + i) === tree.charCodeAt(to.start + j);
      lengths[i * width + j] = same ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  // Two texts that have nothing to do with each other have a third of their letters in common: that is no agreement.
  if (lengths[0]! < alike * Math.min(rows, columns)) return { common: 0, missing: [source.slice(from.start, from.end)] };
  const missing: string[] = [];
  let piece = '';
  for (let i = 0, j = 0; i < rows; ) {
    if (j < columns && used[to.start + j] === 0 && source.charCodeAt(from.start + i) === tree.charCodeAt(to.start + j)) {
      used[to.start + j] = 1;
      if (piece !== '') missing.push(piece);
      piece = '';
      i += 1;
      j += 1;
    } else if (j < columns && lengths[i * width + j + 1]! >= lengths[(i + 1) * width + j]!) j += 1;
    else {
      piece += source[from.start + i]!;
      i += 1;
    }
  }
  if (piece !== '') missing.push(piece);
  return { common: lengths[0]!, missing };
}

/** Length of the common run from here, marked as used. */
function matchRun(source: string, at: number, tree: string, inTree: number, used: Uint8Array): number {
  let length = 0;
  while (at + length < source.length && inTree + length < tree.length && used[inTree + length] === 0 && source.charCodeAt(at + length) === tree.charCodeAt(inTree + length)) {
    used[inTree + length] = 1;
    length += 1;
  }
  return length;
}

interface Place {
  readonly at: number;
  readonly inTree: number;
}

/** The nearest place, the two distances together smallest, where both agree again. */
function nearby(source: string, at: number, tree: string, inTree: number, used: Uint8Array): Place | null {
  for (let distance = 1; distance <= reach; distance++) {
    for (let skipped = 0; skipped <= distance; skipped++) {
      const place = { at: at + skipped, inTree: inTree + distance - skipped };
      const wanted = Math.min(agreement, source.length - place.at);
      if (wanted > 0 && place.inTree + wanted <= tree.length && used[place.inTree] === 0 && source.startsWith(tree.slice(place.inTree, place.inTree + wanted), place.at)) return place;
    }
  }
  return null;
}

/** The next block of the source that stands unused anywhere in the tree, ahead of here if possible; extended backwards as far as it agrees. */
function elsewhere(source: string, at: number, tree: string, inTree: number, used: Uint8Array, blocks: ReadonlyMap<string, readonly number[]>): Place | null {
  for (let start = at; start + blockLength <= source.length; start++) {
    const places = (blocks.get(source.slice(start, start + blockLength)) ?? []).filter((place) => used[place] === 0);
    const found = places.find((place) => place >= inTree) ?? places[0];
    if (found === undefined) continue;
    let back = 0;
    while (start - back > at && found - back > 0 && used[found - back - 1] === 0 && source.charCodeAt(start - back - 1) === tree.charCodeAt(found - back - 1)) back += 1;
    return { at: start - back, inTree: found - back };
  }
  return null;
}

/** Weight of the heaviest run of segments that stand one behind the other in the tree; a Fenwick tree of best weights by position. */
function heaviestIncreasing(segments: readonly Segment[], length: number): number {
  const best = new Float64Array(length + 1);
  let heaviest = 0;
  for (const { start, length: weight } of segments) {
    let before = 0;
    for (let i = start; i > 0; i -= i & -i) before = Math.max(before, best[i]!);
    const sum = before + weight;
    heaviest = Math.max(heaviest, sum);
    for (let i = start + 1; i <= length; i += i & -i) best[i] = Math.max(best[i]!, sum);
  }
  return heaviest;
}

/** The same for two texts of the same characters, whatever their order: a heading may stand before or behind its number. */
export function characterSum(text: string): string {
  let sum = 0;
  let mixed = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    sum = (sum + Math.imul(code + 1, 0x9e3779b1)) >>> 0;
    mixed = (mixed + Math.imul(code ^ (code << 7) ^ 0x5bd1e995, 0x85ebca6b)) >>> 0;
  }
  return `${text.length}:${sum}:${mixed}`;
}
