/** A connection that is not made: counted over all threads, logged, and an error in words. */
import { writeSync } from 'node:fs';
import { getEnvironmentData, isMainThread, setEnvironmentData, threadId } from 'node:worker_threads';
import { openLog, type LogFormat } from '../log.js';

/** Under this name each thread hands the count and the form of the log on to the threads that it starts. */
const countKey = 'responsa: refused connections';
const formatKey = 'responsa: form of the log';

const inherited: unknown = isMainThread ? undefined : getEnvironmentData(countKey);
const shared = inherited instanceof SharedArrayBuffer ? inherited : new SharedArrayBuffer(4);
const count = new Int32Array(shared);
setEnvironmentData(countKey, shared);

/** How many were refused since the process began, in all its threads. */
export const refusedConnections = (): number => Atomics.load(count, 0);

/** Threads that are started from now on write refusals so, too. */
export const writeRefusalsAs = (format: LogFormat): void => setEnvironmentData(formatKey, format);

/** What a library gets that wanted out. */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
  readonly code = 'ERR_OUTGOING_REFUSED';
}

/** Counts and logs; the error to hand on. `what` was wanted (`a connection`), `target` whither. */
export function refuse(what: string, target: string): OutgoingRefused {
  Atomics.add(count, 0, 1);
  const thread = isMainThread ? '' : ` (thread ${threadId})`;
  // Written at once and to the end: a thread that is being ended would lose it.
  const log = openLog({ format: getEnvironmentData(formatKey) === 'json' ? 'json' : 'text', level: 'info', clock: () => new Date(), write: (text) => writeSync(2, text) });
  log(`warning refused an outgoing connection: ${what} to ${shortened(target)}${thread}`);
  return new OutgoingRefused(`Refused ${what} to ${shortened(target)}: Responsa opens no outgoing connection but to the language-model server that the setting languageModelUrl names, and to the collector that tracesUrl names. If it is one of them that you mean, set it (docs/engines.md, docs/operations.md); otherwise find out which library wanted it.`);
}

/** A name could carry out data into the log; so much of it tells which one it was. */
const shortened = (target: string): string => (target.length <= 100 ? target : `${target.slice(0, 100)}…`);
