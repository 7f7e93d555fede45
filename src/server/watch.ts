/** What runs beside the requests: warming the models, and taking over newly published generations. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Encryption } from '../access-control.js';
import type { Assistant } from '../assistant.js';
import { describe } from '../errors.js';
import type { Log } from './context.js';
import type { Listener } from './listener.js';

/** Does `task` every `interval` ms until `signal` fires. A failure is logged once, again only when it changes or comes back after a success. */
async function repeat(what: string, task: () => Promise<'again' | 'done'>, interval: number, signal: AbortSignal, log: Log, onState: (fails: boolean) => void = () => undefined): Promise<void> {
  let failure = '';
  while (!signal.aborted) {
    try {
      if ((await task()) === 'done') return;
      failure = '';
      onState(false);
    } catch (error) {
      const message = describe(error);
      onState(true);
      if (message !== failure) log(`error ${what}: ${message}`);
      failure = message;
    }
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
}

/** Warms the models; tried again when it fails, for a file can be put back. */
export function warmUp(assistant: Assistant, onReady: () => void, interval: number, signal: AbortSignal, log: Log): Promise<void> {
  const task = async (): Promise<'done'> => {
    await assistant.warm();
    if (!signal.aborted) onReady();
    return 'done';
  };
  return repeat('the models cannot be loaded', task, interval, signal, log);
}

/** How often the models of a ready service are asked for a sign of life, ms: one word costs some milliseconds. */
const signsOfLife = 10_000;

/** Sees that the models still answer when nobody asks. To be begun once they are warm. */
export async function watchModels(assistant: Assistant, onState: (fails: boolean) => void, signal: AbortSignal, log: Log, interval = signsOfLife): Promise<void> {
  const task = async (): Promise<'again'> => {
    await assistant.warm();
    return 'again';
  };
  await sleep(interval, undefined, { signal }).catch(() => undefined);
  await repeat('the models do not answer any more', task, interval, signal, log, onState);
}

/** Looks for a new generation; one that cannot be opened leaves the old one live. */
export function watchIndex(assistant: Assistant, interval: number, signal: AbortSignal, log: Log, onState: (fails: boolean) => void): Promise<void> {
  const task = async (): Promise<'again'> => {
    await assistant.refresh();
    return 'again';
  };
  return repeat('the newly published generation is not taken over, the old one stays', task, interval, signal, log, onState);
}

/** Something that is done again and again beside the requests. */
export interface Chore {
  /** Logged before what went wrong: `the log is not tidied`. */
  readonly failure: string;
  /** ms from the end of one time to the next. */
  readonly every: number;
  run(): Promise<void>;
}

export async function doChores(chores: readonly Chore[], signal: AbortSignal, log: Log): Promise<void> {
  const again = (chore: Chore) => async (): Promise<'again'> => {
    await chore.run();
    return 'again';
  };
  await Promise.all(chores.map((chore) => repeat(chore.failure, again(chore), chore.every, signal, log)));
}

/** Uses a new certificate once both its files are there; connections that are open keep the old one. */
export function takeOverCertificate(encryption: Encryption, { useCertificate }: Pick<Listener, 'useCertificate'>, every: number, log: Log): Chore {
  let used = encryption.certificate.digest;
  return {
    failure: 'the new certificate is not taken over, the old one stays',
    every,
    async run() {
      const next = await encryption.read();
      if (next.digest === used) return;
      useCertificate(next);
      used = next.digest;
      log(`info a new certificate is in use, valid to ${next.validTo}`);
    },
  };
}
