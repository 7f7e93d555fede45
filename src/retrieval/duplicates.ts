/**
 * Provisions that say the same, as two municipalities' by-laws or a law and the guidance that repeats it: the first is shown with the
 * others attached, so that k results are k different ones. Resemblance is Broder's (On the resemblance and containment of documents,
 * 1997): the share of shingles that two texts have in common. Texts with different numbers are different law, however alike they read.
 */
import type { Hit } from '../indexing/snapshot.js';

/** Shingles are windows of this many letters: about a word and a half, in scripts without spaces a phrase. */
const SHINGLE = 8;
/** A text of fewer letters says too little to be the same as another: "(repealed)", "This Act comes into force on publication." */
const SHORTEST = 40;
/** Least share of common shingles. Another town's name in a provision of 800 characters costs about 0.04. */
const RESEMBLANCE = 0.9;
/** Minima compared before shingles are: two texts of that resemblance have none of four in common once in 10,000 times. */
const MINIMA = 4;
/** As many groups as a service gives at once; beyond, every passage stands alone. */
const MOST_GROUPS = 100;

/** Hits in which more of the same are looked for when there are `k` different ones already; reading one takes some 0.2 ms. */
const LOOKED_AT = 20;

/** A passage, and those behind it that say the same. */
export interface Group {
  readonly hit: Hit;
  /** Those that say the same, in their order. */
  readonly alsoIn: readonly Hit[];
}

/** The first `k` groups of the ranking, best first. `standsAlone` keeps a row from being attached to another: it was asked for by name. */
export function grouped(hits: readonly Hit[], textOf: (row: number) => string, k: number, standsAlone: (row: number) => boolean): Group[] {
  const groups: { readonly hit: Hit; readonly alsoIn: Hit[]; readonly sketch: Sketch | null }[] = [];
  const byMinimum = new Map<string, number[]>();
  for (const [place, hit] of hits.entries()) {
    if (groups.length === k && place >= LOOKED_AT) break;
    if (groups.length >= MOST_GROUPS) {
      groups.push({ hit, alsoIn: [], sketch: null });
      continue;
    }
    const sketch = sketchOf(textOf(hit.row));
    const near = new Set(sketch.minima.flatMap((minimum, i) => byMinimum.get(`${i} ${minimum}`) ?? []));
    const same = standsAlone(hit.row) ? undefined : [...near].find((group) => saysTheSame(sketch, groups[group]!.sketch!));
    if (same !== undefined) groups[same]!.alsoIn.push(hit);
    else if (groups.length < k) {
      for (const [i, minimum] of sketch.minima.entries()) byMinimum.set(`${i} ${minimum}`, [...(byMinimum.get(`${i} ${minimum}`) ?? []), groups.length]);
      groups.push({ hit, alsoIn: [], sketch });
    }
  }
  return groups.map(({ hit, alsoIn }) => ({ hit, alsoIn }));
}

interface Sketch {
  /** Hashes of the shingles in the order of the text. */
  readonly shingles: Uint32Array;
  /** The smallest value of each of several hash functions over the shingles (min-wise independent permutations, Broder et al. 1998). */
  readonly minima: readonly number[];
  /** The numbers of the text in order. */
  readonly numbers: string;
  readonly isShort: boolean;
}

function sketchOf(text: string): Sketch {
  const normal = text.normalize('NFKC').toLowerCase();
  const letters = normal.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  const shingles = new Uint32Array(Math.max(1, letters.length - SHINGLE + 1));
  const minima = new Array<number>(MINIMA).fill(Infinity);
  for (let i = 0; i < shingles.length; i++) {
    let hash = 0x811c9dc5;
    for (let j = i; j < i + SHINGLE && j < letters.length; j++) hash = Math.imul(hash ^ letters.charCodeAt(j), 0x01000193);
    shingles[i] = hash;
    for (let m = 0; m < MINIMA; m++) minima[m] = Math.min(minima[m]!, mixed(hash, m));
  }
  return { shingles, minima, numbers: (normal.match(/\p{N}+/gu) ?? []).join(' '), isShort: letters.length < SHORTEST };
}

/** The i-th hash function: the finaliser of MurmurHash3 over the shingle and a seed. */
function mixed(shingle: number, i: number): number {
  let hash = shingle ^ Math.imul(i + 1, 0x9e3779b9);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function saysTheSame(one: Sketch, other: Sketch): boolean {
  if (one.isShort || other.isShort || one.numbers !== other.numbers) return false;
  const [ones, others] = [new Set(one.shingles), new Set(other.shingles)];
  let common = 0;
  for (const shingle of ones) if (others.has(shingle)) common++;
  return common >= RESEMBLANCE * (ones.size + others.size - common);
}
