/** What an `erasure` entry says: whose data were erased from the log, on whose word. The entry itself is never erased. */
import { z } from 'zod';
import type { Entry } from './entry.js';

export const erasureKind = 'erasure';

/** First and last number, both included. */
export type SeqRange = readonly [number, number];

const erasureSchema = z.strictObject({
  who: z.string(),
  /** `retention`: older than the log is to keep; `before`, `id`: asked for by command. */
  why: z.enum(['retention', 'before', 'id']),
  entries: z.array(z.tuple([z.number().int(), z.number().int()]).readonly()).readonly(),
});
export type Erasure = Readonly<z.infer<typeof erasureSchema>>;

/** What an entry allows to be erased; only an `erasure` does, and only what stands before it. */
export function erasuresOf({ kind, seq, data }: Entry): SeqRange[] {
  if (kind !== erasureKind) return [];
  const erasure = erasureSchema.safeParse(data);
  return erasure.success ? erasure.data.entries.filter(([, last]) => last < seq) : [];
}

export const isIn = (ranges: readonly SeqRange[], seq: number): boolean => ranges.some(([first, last]) => first <= seq && seq <= last);

/** Numbers in rising order as ranges: 1 2 3 7 -> [1, 3] [7, 7]. */
export function rangesOf(numbers: readonly number[]): SeqRange[] {
  const ranges: [number, number][] = [];
  for (const one of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === one - 1) last[1] = one;
    else ranges.push([one, one]);
  }
  return ranges;
}
