/** One language model answers one question at a time; so many may wait, no more. */
import { orAborted } from '../../abortable.js';
import { ModelFault } from '../../model-fault.js';

export interface Queue {
  /**
   * Runs `work` when its turn has come. Rejects with ModelFault('busy') at once when too many wait, with the signal's reason as soon as it fires,
   * waiting or running; the next turn comes only when `work` has really ended.
   */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createQueue(mostWaiting: number): Queue {
  const waiting: (() => void)[] = [];
  let running = false;
  const next = (): void => {
    const turn = waiting.shift();
    running = turn !== undefined;
    turn?.();
  };
  async function turn(signal: AbortSignal): Promise<void> {
    if (!running) {
      running = true;
      return;
    }
    if (waiting.length >= mostWaiting) throw new ModelFault('busy', `The language model answers a question, and ${mostWaiting} more wait for it already.`);
    let take = (): void => undefined;
    const mine = new Promise<void>((resolve) => waiting.push((take = resolve)));
    try {
      await orAborted(mine, signal);
    } catch (error) {
      const place = waiting.indexOf(take);
      // An abort may come after the turn was given.
      if (place === -1) next();
      else waiting.splice(place, 1);
      throw error;
    }
  }
  return {
    run: async (work, signal) => {
      signal.throwIfAborted();
      await turn(signal);
      const done = Promise.resolve().then(work);
      done.then(next, next);
      return orAborted(done, signal);
    },
  };
}
