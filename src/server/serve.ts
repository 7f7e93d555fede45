/** The service: listens, warms up, watches for new generations, and stops without dropping anybody. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccessControl, Encryption } from '../access-control.js';
import type { Assistant } from '../assistant.js';
import type { Upkeep } from '../build-contract.js';
import type { RecordChange } from '../changes.js';
import type { Config } from '../config.js';
import type { DocumentStore } from '../corpus-documents.js';
import type { Tracing } from '../traces.js';
import { createApp } from './app.js';
import type { Clock, Log, ServiceState, Trouble } from './context.js';
import { createListener, listen, type Listener } from './listener.js';
import type { ServiceMetrics } from './service-metrics.js';
import { doChores, takeOverCertificate, warmUp, watchIndex, watchModels, type Chore } from './watch.js';

export interface ServeParts {
  /** Closed by `stop`; stays the caller's when `serve` rejects. */
  readonly assistant: Assistant;
  readonly config: Pick<Config, 'host' | 'port' | 'bodyLimit' | 'documentLimit' | 'documentArchiveLimit' | 'requestTimeout' | 'watchInterval' | 'stopTimeout' | 'maxConnections'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly recordChange: RecordChange;
  readonly documents: DocumentStore;
  /** Closed by `stop` too. */
  readonly upkeep: Upkeep;
  readonly access: AccessControl;
  /** For TLS; `null`: plain HTTP. */
  readonly encryption: Encryption | null;
  /** What is done again and again beside the requests. */
  readonly chores: readonly Chore[];
  readonly metrics: ServiceMetrics;
  readonly tracing: Tracing;
}

export interface Service {
  /** `http://127.0.0.1:8080`, with the port really taken. */
  readonly address: string;
  /** Stops gracefully; a second call waits for the first. */
  stop(): Promise<void>;
}

/** Time for requests that were cut to send their last words, ms. */
const lastWords = 500;

const troubleMessages: Readonly<Record<Trouble['with'], string>> = {
  models: 'The models do not answer. The log of the service says why; starting it again may help.',
  index: 'The index folder cannot be read, or the newest generation cannot be taken over; answers come from the generation that is open. The log of the service says why.',
};

/** Starts the service. Rejects with ResponsaError('environment') when it cannot listen there. Ready (`/readyz`) once the models are warm. */
export async function serve({ assistant, config, clock, log, recordChange, documents, upkeep, access, metrics, tracing, encryption, chores }: ServeParts): Promise<Service> {
  const cut = new AbortController();
  // Each request in flight listens to it; there may be many.
  setMaxListeners(0, cut.signal);
  const stopping = new AbortController();
  let phase: ServiceState['phase'] = 'warming';
  const troubles = new Map<Trouble['with'], Trouble>();
  const state: ServiceState = {
    get troubles() {
      return [...troubles.values()];
    },
    get phase() {
      return phase;
    },
    cut: cut.signal,
  };
  const listener = createListener(createApp({ assistant, settings: config, clock, log, recordChange, documents, upkeep, access, metrics, tracing, state }), config, log, encryption?.certificate ?? null);
  const address = await listen(listener.server, config.host, config.port, encryption === null ? 'http' : 'https');
  metrics.observeService({ requestsInFlight: listener.inFlight, places: access.places, keysRefused: access.keysRefused, buildRuns: () => upkeep.builds().some(({ state }) => state === 'running') });
  const trouble = (what: Trouble['with']) => (fails: boolean): void => {
    if (fails) troubles.set(what, { with: what, message: troubleMessages[what] });
    else troubles.delete(what);
  };
  const warming = warmUp(assistant, () => (phase = 'ready'), config.watchInterval, stopping.signal, log).then(() => watchModels(assistant, trouble('models'), stopping.signal, log));
  const watching = watchIndex(assistant, config.watchInterval, stopping.signal, log, trouble('index'));
  const doing = doChores(encryption === null ? chores : [...chores, takeOverCertificate(encryption, listener, config.watchInterval, log)], stopping.signal, log);

  async function stop(): Promise<void> {
    phase = 'stopping';
    stopping.abort();
    log(`info stopping; ${listener.inFlight()} requests in flight`);
    const closed = new Promise<void>((resolve) => listener.server.close(() => resolve()));
    // A build is cancelled at once: those who follow it have their last event then.
    const upkeepClosed = upkeep.close();
    await within(config.stopTimeout, listener.drained());
    await cutOff(listener, cut, log);
    await closed;
    await within(config.stopTimeout, Promise.all([warming, watching, doing, upkeepClosed]));
    await assistant.close();
    log('info stopped');
  }
  let stopped: Promise<void> | undefined;
  return { address, stop: () => (stopped ??= stop()) };
}

/** Ends what is still in flight: the work by its signal, then the connections. */
async function cutOff({ server, inFlight, drained }: Listener, cut: AbortController, log: Log): Promise<void> {
  if (inFlight() > 0) log(`warning ${inFlight()} requests took too long and were cut`);
  cut.abort();
  await within(lastWords, drained());
  server.closeAllConnections();
}

/** Waits for `work`, but no longer than `milliseconds`. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([work, sleep(milliseconds, undefined, { signal: enough.signal })]);
  enough.abort();
}
