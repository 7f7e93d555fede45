/** What the configuration lets out of the process: one language-model server, and nothing else. */
import { isMainThread } from 'node:worker_threads';
import type { Config } from '../config.js';
import { writeRefusalsAs } from './refusal.js';

export interface Endpoint {
  /** An address or a name, in lower case, without brackets. */
  readonly host: string;
  readonly port: number;
}

export interface Admitted {
  readonly endpoints: readonly Endpoint[];
  /** Names that may be looked up: those of the endpoints, and that on which the service listens. */
  readonly names: readonly string[];
}

/** `[::1]` -> `::1`, `LLM.office.example` -> `llm.office.example`. */
export const plainHost = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();

/** An address that is no URL admits nothing; whoever opens the model says so. */
function admittedBy({ languageModelUrl, host }: Pick<Config, 'languageModelUrl' | 'host'>): Admitted {
  const url = URL.canParse(languageModelUrl) ? new URL(languageModelUrl) : null;
  const port = url === null ? 0 : url.port !== '' ? Number(url.port) : url.protocol === 'https:' ? 443 : 80;
  const endpoints = url === null ? [] : [{ host: plainHost(url.hostname), port }];
  return { endpoints, names: [...endpoints.map((endpoint) => endpoint.host), plainHost(host)] };
}

let inForce: Admitted = { endpoints: [], names: [] };
let isSettled = false;

/** Nothing, until the settings have been read; in a thread for good. */
export const admitted = (): Admitted => inForce;

/** Admits what the settings name, and writes refusals as they say. Once, in the main thread: what is loaded later admits nothing more. */
export function admitConfigured(config: Pick<Config, 'languageModelUrl' | 'host' | 'logFormat'>): void {
  if (isSettled || !isMainThread) throw new Error('What may be connected to was settled when the program began.');
  isSettled = true;
  inForce = admittedBy(config);
  writeRefusalsAs(config.logFormat);
}
