/** The time limit of one request: one signal that fires when time is up, the client has gone, or the service ends. */
import { orAborted } from '../abortable.js';
import { ResponsaError } from '../errors.js';

/** Reason of the signal when nobody waits for the answer any more. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
  constructor() {
    super('The client closed the connection before it had its answer.');
  }
}

export interface TimeLimit {
  readonly signal: AbortSignal;
  /** What `work` gives; rejects with the signal's reason as soon as that fires, even if the work takes longer to stop. */
  race<T>(work: Promise<T>): Promise<T>;
  abort(reason: Error): void;
  /** Says that the response is a stream which ends the limit itself. */
  keep(): void;
  readonly kept: boolean;
  /** Calls `then` once the limit has ended, at once when it has already. */
  whenStopped(then: () => void): void;
  /** Ends the limit; the signal does not fire any more. */
  stop(): void;
}

/** Starts a limit of `milliseconds`. `client` fires when the connection closes, `cut` when the service stops waiting. */
export function startTimeLimit(milliseconds: number, client: AbortSignal, cut: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (reason: Error): void => controller.abort(reason);
  const onClient = (): void => abort(new ClientGone());
  const onCut = (): void => abort(new ResponsaError('unavailable', 'The service is stopping.', 'Ask again when it is back.'));
  const timer = setTimeout(
    () => abort(new ResponsaError('timeout', `The request was stopped after ${milliseconds} ms.`, 'Ask again later or ask something narrower; whoever runs the service can raise requestTimeout.')),
    milliseconds,
  );
  const ended = new AbortController();
  const stop = (): void => {
    ended.abort();
    clearTimeout(timer);
    client.removeEventListener('abort', onClient);
    cut.removeEventListener('abort', onCut);
  };
  client.addEventListener('abort', onClient);
  cut.addEventListener('abort', onCut);
  if (client.aborted) onClient();
  if (cut.aborted) onCut();
  let kept = false;
  return {
    signal,
    abort,
    stop,
    race: (work) => orAborted(work, signal),
    keep: () => void (kept = true),
    whenStopped: (then) => (ended.signal.aborted ? then() : ended.signal.addEventListener('abort', then, { once: true })),
    get kept() {
      return kept;
    },
  };
}
