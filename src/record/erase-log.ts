/**
 * Erases what people asked and did from the log, so that the log still shows that nothing else was changed. Of an erased entry number, time, kind and
 * digest stay, and with them the chain.
 *
 *   see what is to go · say so in the log, for good · write each file anew without it, in one step, while nobody else writes
 *
 * When this breaks off after the second step, the next erasure finishes it: what an entry of the log gives free is erased whenever anything is.
 */
import { clearHalfReplaced, readWhole, replaceFile } from '../indexing/durable-files.js';
import { openAuditLog, withLogLock, type LogSettings } from './audit-log.js';
import { erasedEntry, isErased, lineOf, readLogged, type Entry } from './entry.js';
import { erasureKind, erasuresOf, isIn, rangesOf, type Erasure, type SeqRange } from './erasure.js';
import { filesOfLog } from './log-files.js';
import { linesOfLog } from './verify-log.js';

export interface Erased {
  /** Entries whose data this call decided to erase. */
  readonly erased: number;
}

type Reason = Pick<Erasure, 'who' | 'why'>;

/** Erases every entry older than `limit(newest)`, `newest` being the time of the last entry: a clock that runs ahead must not empty the log before anything was written by it. */
export async function eraseBefore(settings: LogSettings, limit: (newest: Date) => Date, reason: Reason): Promise<Erased> {
  let newest = '';
  for await (const { entry } of linesOfLog(settings.folder)) if (entry !== null && entry.at > newest) newest = entry.at;
  if (newest === '') return { erased: 0 };
  const before = limit(new Date(newest)).toISOString();
  return erase(settings, ({ at }) => at < before, reason);
}

/** Erases an answer by its id, and the follow-up questions that carry its question with them. */
export function eraseAnswer(settings: LogSettings, id: string, who: string): Promise<Erased> {
  return erase(settings, ({ kind, data }) => kind === 'answer' && (data['id'] === id || followsOn(data, id)), { who, why: 'id' });
}

/** Does the request name the answer among those before it? Written by `past-answers.ts`. */
function followsOn(data: Entry['data'], id: string): boolean {
  const request = data['request'];
  const previous = typeof request === 'object' && request !== null && 'previous' in request ? request.previous : undefined;
  return Array.isArray(previous) && previous.some((turn: unknown) => typeof turn === 'object' && turn !== null && 'answer' in turn && turn.answer === id);
}

async function erase(settings: LogSettings, goes: (entry: Entry) => boolean, reason: Reason): Promise<Erased> {
  const held: number[] = [];
  const numbers: number[] = [];
  const free: SeqRange[] = [];
  for await (const { entry } of linesOfLog(settings.folder)) {
    if (entry === null || isErased(entry)) continue;
    free.push(...erasuresOf(entry));
    if (entry.kind === erasureKind) continue;
    held.push(entry.seq);
    if (goes(entry)) numbers.push(entry.seq);
  }
  const isUnfinished = held.some((seq) => isIn(free, seq));
  const fresh = numbers.filter((seq) => !isIn(free, seq)).sort((a, b) => a - b);
  if (fresh.length > 0) await openAuditLog(settings).append({ kind: erasureKind, data: { ...reason, entries: rangesOf(fresh) } satisfies Erasure });
  if (fresh.length > 0 || isUnfinished) for (const file of await filesOfLog(settings.folder)) await withLogLock(settings, () => eraseIn(file, [...free, ...rangesOf(fresh)]));
  return { erased: fresh.length };
}

/** A line that was never finished goes with the one that took up after it. */
const tornLine = '{"torn":"erased"}';

async function eraseIn(file: string, free: readonly SeqRange[]): Promise<void> {
  const bytes = Buffer.from((await readWhole(file)).buffer);
  const lines: Uint8Array[] = [];
  let unread: number[] = [];
  let isChanged = false;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const entry = readLogged(bytes.subarray(start, newline === -1 ? end : newline).toString('utf8'));
    const goes = entry !== null && !isErased(entry) && entry.kind !== erasureKind && isIn(free, entry.seq);
    if (entry === null) unread.push(lines.length);
    lines.push(goes ? Buffer.from(`${lineOf(erasedEntry(entry))}\n`) : bytes.subarray(start, end));
    if (goes) for (const at of unread) lines[at] = Buffer.from(`${tornLine}\n`);
    if (entry !== null) unread = [];
    isChanged ||= goes;
    start = end;
  }
  await clearHalfReplaced(file);
  if (isChanged) await replaceFile(file, lines);
}
