/** A choice that is the same every time: of each group the candidates whose hashed keys are lowest. */
import { sha256 } from '../text.js';
import type { Candidate } from './pair.js';

/** Changing it chooses others. */
export const sampleSeed = 'responsa-1';

/** 0 to 2^32 - 1, evenly spread over the keys. */
export function hashOf(key: string): number {
  return Number.parseInt(sha256(`${sampleSeed}\n${key}`).slice(0, 8), 16);
}

interface Drawn<Line> {
  readonly hash: number;
  readonly order: number;
  readonly candidate: Candidate<Line>;
}

export interface Sample<Line> {
  offer(candidate: Candidate<Line>): void;
  /** Group by group as they came first, inside a group in the order in which they were offered. */
  chosen(): readonly Candidate<Line>[];
  /** How many were offered of each group. */
  offered(): Readonly<Record<string, number>>;
}

/** Memory holds twice what `limitOf` a group at most. A key offered twice counts once. */
export function openSample<Line>(limitOf: (group: string) => number): Sample<Line> {
  const groups = new Map<string, { offered: number; drawn: Drawn<Line>[] }>();
  let order = 0;
  return {
    offer: (candidate) => {
      const group = groups.get(candidate.group) ?? { offered: 0, drawn: [] };
      groups.set(candidate.group, group);
      group.offered++;
      group.drawn.push({ hash: hashOf(candidate.key), order: order++, candidate });
      const limit = limitOf(candidate.group);
      if (group.drawn.length >= 2 * limit + 1_000) group.drawn = lowest(group.drawn, limit);
    },
    chosen: () => [...groups].flatMap(([name, { drawn }]) => lowest(drawn, limitOf(name)).sort((a, b) => a.order - b.order).map(({ candidate }) => candidate)),
    offered: () => Object.fromEntries([...groups].map(([name, { offered }]) => [name, offered])),
  };
}

function lowest<Line>(drawn: readonly Drawn<Line>[], limit: number): Drawn<Line>[] {
  const sorted = [...drawn].sort((a, b) => a.hash - b.hash || a.order - b.order);
  return sorted.filter(({ hash }, at) => at === 0 || hash !== sorted[at - 1]!.hash).slice(0, limit);
}
