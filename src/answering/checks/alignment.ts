/**
 * Which word of a statement stands for which word of the sentences it cites, clauses moved about included: the longest run of words that both
 * have is laid over it, then the longest of what is left, and so on (greedy string tiling, Wise 1993). Marks are then compared gap by gap.
 */
import type { Ground } from './check.js';
import type { Family, Mark } from './marks.js';
import { readSentence, type ContentWord, type ReadSentence } from './reading.js';

/** Longer texts are no single statement; the time grows with the square. Content words. */
const longestCompared = 400;
/** Words of the law that a statement may leave out between two that it keeps, for the marks between to be compared as if it had them. */
const widestGap = 4;

export interface Aligned {
  readonly claim: ReadSentence;
  readonly ground: ReadSentence;
  /** For each content word of the claim its place in the ground, or -1. */
  readonly places: readonly number[];
}

/** The grounds as one sentence; `null` when one is in another language than `language` or in one without marks, or when there is too much to compare. */
export function align(text: string, language: string, grounds: readonly Ground[]): Aligned | null {
  const claim = readSentence(text, language);
  const own = claim === null ? [] : grounds.map((ground) => (sameLanguage(ground.language, language) ? readSentence(ground.text, ground.language) : null));
  const read = own.filter((one) => one !== null);
  if (claim === null || read.length < grounds.length || grounds.length === 0) return null;
  const ground = joined(read);
  if (claim.content.length > longestCompared || ground.content.length > longestCompared) return null;
  return { claim, ground, places: tile(claim.content, ground.content) };
}

export function sameLanguage(one: string, other: string): boolean {
  return one.toLowerCase().split('-')[0] === other.toLowerCase().split('-')[0];
}

/** A border word that nothing equals stands between two sentences. */
function joined(sentences: readonly ReadSentence[]): ReadSentence {
  const [first, ...rest] = sentences;
  return rest.reduce((sum, next) => ({
    text: `${sum.text}\n${next.text}`,
    content: [...sum.content, { term: '\n', printed: '\n', at: sum.text.length }, ...next.content.map((word) => ({ ...word, at: word.at + sum.text.length + 1 }))],
    gaps: [...sum.gaps, ...next.gaps],
  }), first!);
}

function tile(claim: readonly ContentWord[], ground: readonly ContentWord[]): number[] {
  const places = claim.map(() => -1);
  const taken = ground.map(() => false);
  for (;;) {
    const run = longestRun(claim, ground, places, taken);
    if (run.length === 0) return places;
    for (let step = 0; step < run.length; step++) {
      places[run.claim + step] = run.ground + step;
      taken[run.ground + step] = true;
    }
  }
}

interface Run {
  readonly claim: number;
  readonly ground: number;
  readonly length: number;
}

/** Of equally long runs the one that continues a run already laid, else the first. */
function longestRun(claim: readonly ContentWord[], ground: readonly ContentWord[], places: readonly number[], taken: readonly boolean[]): Run {
  let best: Run = { claim: 0, ground: 0, length: 0 };
  let bestNear = Infinity;
  let above = new Int32Array(ground.length + 1);
  for (let i = claim.length - 1; i >= 0; i--) {
    const row = new Int32Array(ground.length + 1);
    for (let j = ground.length - 1; j >= 0; j--) {
      if (places[i] !== -1 || taken[j] || claim[i]!.term !== ground[j]!.term) continue;
      const length = above[j + 1]! + 1;
      row[j] = length;
      const near = nearness(places, i, j, length);
      if (length > best.length || (length === best.length && near <= bestNear)) {
        best = { claim: i, ground: j, length };
        bestNear = near;
      }
    }
    above = row;
  }
  return best;
}

/** How far the run would lie from the places of its neighbours that are laid already. */
function nearness(places: readonly number[], claim: number, ground: number, length: number): number {
  const before = places[claim - 1] ?? -1;
  const behind = places[claim + length] ?? -1;
  return (before === -1 ? longestCompared : Math.abs(ground - 1 - before)) + (behind === -1 ? longestCompared : Math.abs(ground + length - behind));
}

export interface MarkDifference {
  /** Marks of the claim that the ground does not have there. */
  readonly added: readonly Mark[];
  /** Marks of the ground that the claim leaves out although it has the words on both sides of them. */
  readonly left: readonly Mark[];
}

/**
 * Compares the marks of one family. Between two words that are neighbours in both, the marks must be the same; at the seams, where a clause was moved or
 * left out, marks of the claim may be any that the ground has unpaired, and marks of the ground are missed only where the claim keeps the words on both sides.
 */
export function compareMarks({ claim, ground, places }: Aligned, family: Family): MarkDifference {
  const ofFamily = (marks: readonly Mark[]): Mark[] => marks.filter((mark) => mark.family === family);
  const kept = places.flatMap((place, at) => (place === -1 ? [] : [{ place, at }]));
  const used = new Set<number>();
  const added: Mark[] = [];
  const left: Mark[] = [];
  const loose: Mark[] = [];
  for (let seam = 0; seam <= kept.length; seam++) {
    const [from, to] = [kept[seam - 1], kept[seam]];
    const said = ofFamily(claim.gaps.slice(from === undefined ? 0 : from.at + 1, to === undefined ? claim.gaps.length : to.at + 1).flat());
    const range = between(from?.place ?? -1, to?.place ?? ground.content.length, from === undefined || to === undefined);
    if (range === null) {
      loose.push(...said);
      continue;
    }
    for (const gap of range) used.add(gap);
    const given = ofFamily(range.flatMap((gap) => ground.gaps[gap]!));
    added.push(...without(said, given));
    left.push(...without(given, said));
  }
  const isKept = new Set(kept.map(({ place }) => place));
  const free = ground.gaps.map((marks, gap) => ({ gap, marks: ofFamily(marks) })).filter(({ gap }) => !used.has(gap));
  const owed = free.filter(({ gap }) => (gap === 0 || isKept.has(gap - 1)) && (gap === ground.content.length || isKept.has(gap))).flatMap(({ marks }) => marks);
  const unexplained = without(loose, free.flatMap(({ marks }) => marks));
  const missed = without(owed, loose);
  // A mark that wandered over a seam ("muss … , wenn" -> "wenn …, muss") is added here and left out there: it is the same mark.
  return { added: without([...added, ...unexplained], [...left, ...missed]), left: without([...left, ...missed], [...added, ...unexplained]) };
}

/** Gaps of the ground between two kept words, when they are neighbours or nearly so; `atEnd`: only when they are the very first or last. */
function between(from: number, to: number, atEnd: boolean): number[] | null {
  const distance = to - from;
  if (distance < 1 || distance > (atEnd ? 1 : widestGap)) return null;
  return Array.from({ length: distance }, (_, step) => from + 1 + step);
}

/** `these` without those of `others`, each counted once. */
export function without(these: readonly Mark[], others: readonly Mark[]): Mark[] {
  const rest = [...others];
  return these.filter(({ value }) => {
    const at = rest.findIndex((other) => other.value === value);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
}
