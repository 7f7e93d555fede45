/** What the configuration lets out of the process: one language-model server and one collector of traces, and nothing else. */
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

/** An address that is no URL admits nothing; whoever opens the model or the traces says so. */
function admittedBy({ languageModelUrl, tracesUrl, host }: Pick<Config, 'languageModelUrl' | 'tracesUrl' | 'host'>): Admitted {
  const endpoints = [languageModelUrl, tracesUrl].filter((text) => URL.canParse(text)).map((text) => {
    const { hostname, port, protocol } = new URL(text);
    return { host: plainHost(hostname), port: port !== '' ? Number(port) : protocol === 'https:' ? 443 : 80 };
  });
  return { endpoints, names: [...endpoints.map((endpoint) => endpoint.host), plainHost(host)] };
}

let inForce: Admitted = { endpoints: [], names: [] };
let isSettled = false;

/** Nothing, until the settings have been read; in a thread for good. */
export const admitted = (): Admitted => inForce;

/** Admits what the settings name, and writes refusals as they say. Once, in the main thread: what is loaded later admits nothing more. */
export function admitConfigured(config: Pick<Config, 'languageModelUrl' | 'tracesUrl' | 'host' | 'logFormat'>): void {
  if (isSettled || !isMainThread) throw new Error('What may be connected to was settled when the program began.');
  isSettled = true;
  inForce = admittedBy(config);
  writeRefusalsAs(config.logFormat);
}
