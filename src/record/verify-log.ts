/** Reads a log from its first line to its last and says what is not as it was written. */
import path from 'node:path';
import { linesOfFile } from '../indexing/durable-files.js';
import { erasuresOf, isIn, type SeqRange } from './erasure.js';
import { emptyChain, isErased, readLogged, type ChainEnd, type Entry, type LoggedEntry } from './entry.js';
import { filesOfLog, readHead } from './log-files.js';

export interface LogProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly what: string;
}

export interface Verification {
  readonly files: number;
  readonly entries: number;
  /** Of these, how many had their data erased, as an `erasure` entry says. */
  readonly erased: number;
  /** Lines that were never finished: the machine stopped while they were written, and what follows takes up before them. */
  readonly torn: number;
  /** Number and hash of the last entry. Kept elsewhere, they show later that nothing up to here was taken out or written anew. */
  readonly head: ChainEnd;
  readonly problems: readonly LogProblem[];
}

/** `seen` is the hash of an entry noted earlier: the log must still hold it. */
export async function verifyLog(folder: string, seen?: string): Promise<Verification> {
  const problems: LogProblem[] = [];
  let end = emptyChain;
  let entries = 0;
  let torn = 0;
  const erased: { readonly file: string; readonly line: number; readonly seq: number }[] = [];
  const allowed: SeqRange[] = [];
  let isSeen = seen === undefined;
  /** Lines that cannot be read: torn when the chain goes on behind them. */
  let unread: { file: string; line: number }[] = [];
  const noted = await readHead(folder);
  let isNoted = noted === null || noted.seq === 0;
  for await (const { file, line, entry } of linesOfLog(folder)) {
    if (entry === null) {
      unread.push({ file, line });
      continue;
    }
    if (entry.seq === end.seq + 1 && entry.previous === end.hash) torn += unread.length;
    else problems.push(...unread.map((one) => ({ ...one, what: 'cannot be read' })), { file, line, what: brokenChain(entry, end) });
    unread = [];
    end = { seq: entry.seq, hash: entry.hash };
    entries++;
    if (isErased(entry)) erased.push({ file, line, seq: entry.seq });
    else allowed.push(...erasuresOf(entry));
    isSeen ||= entry.hash === seen;
    isNoted ||= entry.hash === noted?.hash;
  }
  const last = unread.at(-1) ?? { file: 'head', line: 1 };
  if (!isNoted) problems.push(...unread.map((one) => ({ ...one, what: 'cannot be read' })), { ...last, what: `the log should reach entry ${noted!.seq} (${noted!.hash}), but ends with ${end.seq}` });
  else torn += unread.length;
  if (!isSeen) problems.push({ ...last, what: `no entry has the hash ${seen!}` });
  for (const { seq, ...where } of erased) if (!isIn(allowed, seq)) problems.push({ ...where, what: `the data of entry ${seq} are gone, but no entry of the log says that they were erased` });
  return { files: (await filesOfLog(folder)).length, entries, erased: erased.length, torn, head: end, problems };
}

function brokenChain({ seq, previous }: LoggedEntry, end: ChainEnd): string {
  return seq === end.seq + 1 ? `entry ${seq} follows ${previous}, but what stands before it is ${end.hash}` : `entry ${seq} stands where ${end.seq + 1} is expected`;
}

interface LogLine {
  /** Name of the file. */
  readonly file: string;
  readonly line: number;
  /** `null` when the line cannot be read. */
  readonly entry: LoggedEntry | null;
}

/** Every line, oldest first. */
export async function* linesOfLog(folder: string): AsyncGenerator<LogLine> {
  for (const file of await filesOfLog(folder)) {
    let line = 0;
    for await (const text of linesOfFile(file)) yield { file: path.basename(file), line: ++line, entry: readLogged(text) };
  }
}

/** Every whole entry that was not erased, oldest first. */
export async function* entriesOf(folder: string): AsyncGenerator<Entry> {
  for await (const { entry } of linesOfLog(folder)) if (entry !== null && !isErased(entry)) yield entry;
}
