/** sha-256 of files, computed once for each state of a file. */
import { createHash } from 'node:crypto';
import { createReadStream, type BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';

export interface Digests {
  /** Hex, with the size in bytes and the time of the last change. Rejects with `ENOENT` when the file is missing. */
  of(location: string): Promise<{ readonly digest: string; readonly bytes: number; readonly modified: Date }>;
}

/** Files whose digests are kept; some 200 bytes each. */
const mostKept = 50_000;

/** The time of change in nanoseconds cannot be set back by a program, so that equal marks mean equal bytes. */
const markOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string => [dev, ino, size, mtimeNs, ctimeNs].join(' ');

async function digestOf(location: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(location, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) hash.update(block);
  return hash.digest('hex');
}

export function openDigests(): Digests {
  const kept = new Map<string, string>();
  return {
    async of(location) {
      const status = await stat(location, { bigint: true });
      const mark = markOf(status);
      const digest = kept.get(mark) ?? (await digestOf(location));
      kept.set(mark, digest);
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
      return { digest, bytes: Number(status.size), modified: status.mtime };
    },
  };
}
