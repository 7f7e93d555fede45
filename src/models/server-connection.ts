/**
 * One POST to a language-model server. Node's own client with an agent of our own: no redirect is followed, no proxy of the environment is
 * used, and a host name must lead to an allowed address each time it is looked up.
 */
import { lookup as lookUp } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { messageOf, ResponsaError } from '../errors.js';
import { ModelFault } from '../model-fault.js';
import type { AllowedAddresses } from './allowed-addresses.js';

/** The endpoint below the configured base. ResponsaError('bad-request') when the address is not one, or is not allowed; nothing is looked up. */
export function endpointOf(base: string, allowed: AllowedAddresses): URL {
  const url = URL.canParse(base) ? new URL(base) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new ResponsaError('bad-request', `languageModelUrl is "${base}".`, 'It must be the base of an OpenAI-compatible server, as http://127.0.0.1:8081/v1, without user, password and query.');
  }
  if (!allowed.admitsHost(hostOf(url))) {
    throw new ResponsaError('bad-request', `languageModelUrl names ${hostOf(url)}, which is not an allowed address.`, 'Only addresses in languageModelAddresses are ever connected to; put the host there if it stands inside your network. By default this machine alone is allowed.');
  }
  return new URL(`${url.href.replace(/\/+$/, '')}/chat/completions`);
}

/** The host as one would dial it: `[::1]` -> `::1`. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

export interface Connection {
  /** The response as soon as its headers are there. ModelFault('unreachable') when there is none; rejects with the signal's reason when aborted. */
  post(body: unknown, signal: AbortSignal): Promise<IncomingMessage>;
  close(): void;
}

export function openConnection(endpoint: URL, allowed: AllowedAddresses): Connection {
  const secure = endpoint.protocol === 'https:';
  // No connection is kept: a server that was restarted must not meet a dead one.
  const agent = secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
  const lookup = guardedLookup(allowed);
  return {
    post: (body, signal) =>
      new Promise((resolve, reject) => {
        const bytes = Buffer.from(JSON.stringify(body));
        const headers = { 'content-type': 'application/json', accept: 'text/event-stream, application/json', 'content-length': bytes.length };
        const request = (secure ? httpsRequest : httpRequest)(endpoint, { method: 'POST', agent, headers, lookup, signal }, resolve);
        request.on('error', (error) => {
          reject(signal.aborted ? (signal.reason as Error) : new ModelFault('unreachable', `The language-model server cannot be reached: ${messageOf(error)}.`, { cause: error }));
        });
        request.end(bytes);
      }),
    close: () => agent.destroy(),
  };
}

function guardedLookup(allowed: AllowedAddresses): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      const local = hostname.toLowerCase() === 'localhost';
      const wrong = error === null ? found.find(({ address }) => !allowed.admitsAddress(address) || (local && !/^127\.|^::1$/.test(address))) : undefined;
      if (error !== null) callback(error, '');
      else if (wrong !== undefined || found.length === 0) callback(new Error(`${hostname} leads to ${wrong?.address ?? 'no address'}, which is not an allowed address`), '');
      else if (options.all === true) callback(null, found);
      else callback(null, found[0]!.address, found[0]!.family);
    });
  };
}
