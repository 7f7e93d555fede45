/**
 * One line of the audit log. Each carries the hash of the one before it, so that none can be altered, taken out or moved without a trace:
 *
 *   {"seq":7,"at":"2026-03-01T10:00:00.000Z","kind":"answer","previous":<hash of 6>,"digest":<of salt and data>,"salt":<random>,"data":{…},"hash":<of the rest>}
 *   {"seq":7,"at":"2026-03-01T10:00:00.000Z","kind":"answer","previous":<hash of 6>,"digest":<of salt and data>,"salt":null,"data":null,"hash":<of the rest>}   erased
 *
 * `hash` is taken over `digest` instead of the data themselves: the chain can be followed without reading what was asked, and still when that was
 * erased. The salt goes with the data: without it nobody can try whether a guess has the digest.
 */
import { z } from 'zod';
import { sha256 } from '../text.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const head = {
  seq: z.number().int().min(1),
  /** ISO 8601, by the clock of the machine that wrote it. */
  at: z.iso.datetime(),
  /** `answer`, `gap`; whoever writes another kind of event names it here. */
  kind: z.string().min(1),
  previous: hex,
  digest: hex,
};
const entrySchema = z.strictObject({ ...head, salt: z.string().regex(/^[0-9a-f]{32}$/).exactOptional(), data: z.record(z.string(), z.unknown()), hash: hex });
/** `salt`: entries of the first versions have none. */
export type Entry = Readonly<z.infer<typeof entrySchema>>;

const erasedSchema = z.strictObject({ ...head, salt: z.null(), data: z.null(), hash: hex });
/** What is left of an entry whose data were erased. */
export type ErasedEntry = Readonly<z.infer<typeof erasedSchema>>;
export type LoggedEntry = Entry | ErasedEntry;
export const isErased = (entry: LoggedEntry): entry is ErasedEntry => entry.data === null;

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

/** Random bytes of a salt: too many to try. */
export const saltBytes = 16;

/** The entry that follows `end`; `salt` in hex. */
export function nextEntry(end: ChainEnd, at: Date, { kind, data }: Event, salt: string): Entry {
  const first = { seq: end.seq + 1, at: at.toISOString(), kind, previous: end.hash, digest: digestOf(salt, data) };
  // As it will be read again: JSON has no `undefined`.
  return entrySchema.parse(JSON.parse(JSON.stringify({ ...first, salt, data, hash: hashOf(first) })));
}

/** The same entry without its data; the chain does not change. */
export function erasedEntry({ seq, at, kind, previous, digest, hash }: LoggedEntry): ErasedEntry {
  return { seq, at, kind, previous, digest, salt: null, data: null, hash };
}

export const lineOf = (entry: LoggedEntry): string => JSON.stringify(entry);

/** The entry of a line, erased or not; `null` when it is not to the byte what was written: cut off or altered. */
export function readLogged(line: string): LoggedEntry | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  const erased = erasedSchema.safeParse(parsed);
  const entry = erased.success ? erased.data : entrySchema.safeParse(parsed).data;
  if (entry === undefined) return null;
  const { seq, at, kind, previous, digest, hash } = entry;
  const isOwn = isErased(entry) || digest === digestOf(entry.salt, entry.data);
  const again = isErased(entry) ? erasedEntry(entry) : { seq, at, kind, previous, digest, ...(entry.salt !== undefined && { salt: entry.salt }), data: entry.data, hash };
  return isOwn && hash === hashOf(entry) && line === lineOf(again) ? entry : null;
}

/** As `readLogged`, `null` also when the data were erased. */
export function readEntry(line: string): Entry | null {
  const entry = readLogged(line);
  return entry === null || isErased(entry) ? null : entry;
}

function digestOf(salt: string | undefined, data: Entry['data']): string {
  return sha256(`${salt ?? ''}${JSON.stringify(data)}`);
}

function hashOf({ seq, at, kind, previous, digest }: Pick<Entry, 'seq' | 'at' | 'kind' | 'previous' | 'digest'>): string {
  return sha256(JSON.stringify([seq, at, kind, previous, digest]));
}
