/** What runs beside the requests: warming the models, and taking over newly published generations. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Assistant } from '../assistant.js';
import { describe } from '../errors.js';
import type { Log } from './context.js';

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
