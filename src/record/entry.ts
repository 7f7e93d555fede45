/**
 * One line of the audit log. Each carries the hash of the one before it, so that none can be altered, taken out or moved without a trace:
 *
 *   {"seq":7,"at":"2026-03-01T10:00:00.000Z","kind":"answer","previous":<hash of 6>,"digest":<of data>,"data":{…},"hash":<of the rest>}
 *
 * `hash` is taken over `digest` instead of the data themselves: the chain can be followed without reading what was asked.
 */
import { z } from 'zod';
import { sha256 } from '../text.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const entrySchema = z.strictObject({
  seq: z.number().int().min(1),
  /** ISO 8601, by the clock of the machine that wrote it. */
  at: z.iso.datetime(),
  /** `answer`, `gap`; whoever writes another kind of event names it here. */
  kind: z.string().min(1),
  previous: hex,
  digest: hex,
  data: z.record(z.string(), z.unknown()),
  hash: hex,
});
export type Entry = Readonly<z.infer<typeof entrySchema>>;

/** What the first entry has for the hash of the one before it. */
export const beginning = '0'.repeat(64);

/** The end of a chain. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}
export const emptyChain: ChainEnd = { seq: 0, hash: beginning };

export interface Event {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The entry that follows `end`. */
export function nextEntry(end: ChainEnd, at: Date, { kind, data }: Event): Entry {
  const head = { seq: end.seq + 1, at: at.toISOString(), kind, previous: end.hash, digest: sha256(JSON.stringify(data)) };
  // As it will be read again: JSON has no `undefined`.
  return entrySchema.parse(JSON.parse(JSON.stringify({ ...head, data, hash: hashOf(head) })));
}

export const lineOf = (entry: Entry): string => JSON.stringify(entry);

/** The entry of a line, `null` when it is not to the byte what was written: cut off or altered. */
export function readEntry(line: string): Entry | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  const entry = entrySchema.safeParse(parsed);
  if (!entry.success) return null;
  const { seq, at, kind, previous, digest, data, hash } = entry.data;
  const isWhole = digest === sha256(JSON.stringify(data)) && hash === hashOf({ seq, at, kind, previous, digest }) && line === lineOf({ seq, at, kind, previous, digest, data, hash });
  return isWhole ? entry.data : null;
}

function hashOf({ seq, at, kind, previous, digest }: Omit<Entry, 'data' | 'hash'>): string {
  return sha256(JSON.stringify([seq, at, kind, previous, digest]));
}
