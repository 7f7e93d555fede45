/** What a request carries through the application, and what the application is given. */
import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AccessControl } from '../access-control.js';
import type { Assistant } from '../assistant.js';
import type { Upkeep } from '../build-contract.js';
import type { RecordChange } from '../changes.js';
import type { Config } from '../config.js';
import type { DocumentStore } from '../corpus-documents.js';
import type { Log } from '../log.js';
import type { RequestTrace, Tracing } from '../traces.js';
import type { ServiceMetrics } from './service-metrics.js';
import type { TimeLimit } from './time-limit.js';

export type { Log } from '../log.js';

/** Now; only differences are used here, for the log. */
export type Clock = () => Date;

/** Where the service stands; `serve` moves it on, routes read it. */
export interface ServiceState {
  readonly phase: 'warming' | 'ready' | 'stopping';
  /** Fires when requests still in flight must end: the service has waited for them long enough. */
  readonly cut: AbortSignal;
  /** What is wrong just now; told to everybody, so without paths and names of files. The log has the details. */
  readonly troubles: readonly Trouble[];
}

export interface Trouble {
  /** `models`: no question can be answered. `index`: those that come are answered from the generation that is open. */
  readonly with: 'models' | 'index';
  readonly message: string;
}

export type ServerSettings = Pick<Config, 'bodyLimit' | 'requestTimeout' | 'documentLimit' | 'documentArchiveLimit'>;

export interface AppParts {
  readonly access: AccessControl;
  readonly assistant: Assistant;
  readonly settings: ServerSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly recordChange: RecordChange;
  readonly documents: DocumentStore;
  readonly upkeep: Upkeep;
  readonly metrics: ServiceMetrics;
  readonly tracing: Tracing;
  readonly state: ServiceState;
}

export interface ServerEnvironment {
  /** Node's own request and response; absent when the application is called without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    readonly requestId: string;
    /** Who asks: the name of the key, or `anyone` where none is asked for. For the record of changes. */
    readonly who: string;
    readonly trace: RequestTrace;
    /** Set on every route below `/v1/`. */
    readonly limit: TimeLimit;
  };
}

export type ServerApp = OpenAPIHono<ServerEnvironment>;
