/** The application on a socket: Node's HTTP server with limits against slow clients, and the requests in flight counted. */
import { randomUUID } from 'node:crypto';
import { createServer as createTlsServer } from 'node:https';
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Certificate } from '../access-control.js';
import type { Config } from '../config.js';
import { ResponsaError, systemCode } from '../errors.js';
import { strictTransport } from './access.js';
import { standardHeaders } from './app.js';
import type { Log, ServerApp } from './context.js';
import { ProblemError, problemOf, problemResponse, type ProblemKind } from './problem.js';

/** Time for all headers of a request, ms: they fit in one packet or a few. */
const longestHeaders = 10_000;
/** How long an idle connection is kept for a next request, ms; Node's own default. */
const keepAlive = 5_000;
/** How far a socket's limit lies beyond the request's, ms: so that the application, which can explain itself, is first. */
const margin = 2_000;

export interface Listener {
  readonly server: Server;
  /** Uses another certificate for connections from now on; throws when it is no pair, the old one then stays. Without TLS nothing. */
  readonly useCertificate: (certificate: Certificate) => void;
  readonly inFlight: () => number;
  /** Resolves when no request is in flight. */
  readonly drained: () => Promise<void>;
}

/** `certificate`: for TLS; `null`: plain HTTP, on this machine or behind a proxy. */
export function createListener(app: ServerApp, { requestTimeout, maxConnections }: Pick<Config, 'requestTimeout' | 'maxConnections'>, log: Log, certificate: Certificate | null): Listener {
  const socketHeaders = certificate === null ? standardHeaders : { ...standardHeaders, 'strict-transport-security': strictTransport };
  const busy = new Set<Duplex>();
  let inFlight = 0;
  let waiting: (() => void)[] = [];
  const answer = getRequestListener((request, bindings) => app.fetch(request, bindings), {
    overrideGlobalObjects: false,
    errorHandler: (error) => problemResponse(new ProblemError('malformed-http', `The address of the request cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`, [], socketHeaders), randomUUID(), 1),
  });
  const options = {
    headersTimeout: Math.min(longestHeaders, requestTimeout + margin),
    requestTimeout: requestTimeout + margin,
    keepAliveTimeout: keepAlive,
    // Missing ones are refused by the application's own words.
    requireHostHeader: false,
    connectionsCheckingInterval: Math.min(1_000, margin),
  };
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    inFlight++;
    busy.add(incoming.socket);
    outgoing.once('close', () => {
      busy.delete(incoming.socket);
      if (--inFlight > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
    // HTTP/1.0 knows no Host; old load balancers ask for /healthz so.
    if (incoming.httpVersion === '1.0') incoming.headers.host ??= 'localhost';
    void answer(incoming, outgoing);
  };
  const tlsServer = certificate === null ? null : createTlsServer({ ...options, ...securely(certificate) }, onRequest);
  const server = tlsServer ?? createServer(options, onRequest);
  server.maxConnections = maxConnections;
  // A reader who takes nothing for this long is gone; while an answer is made, the socket is silent for up to requestTimeout.
  server.timeout = requestTimeout + margin;
  server.on('clientError', (error, socket) => refuseSocket(error, socket, busy.has(socket), socketHeaders, log));
  const drained = (): Promise<void> => (inFlight === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)));
  return { server, useCertificate: (next) => tlsServer?.setSecureContext(securely(next)), inFlight: () => inFlight, drained };
}

const kindOfCode: Readonly<Record<string, ProblemKind>> = { HPE_HEADER_OVERFLOW: 'headers-too-large', ERR_HTTP_REQUEST_TIMEOUT: 'slow-request' };

/** Answers what never became a request: not HTTP, headers too large or too slow. In the middle of a response nothing can be said any more. */
function refuseSocket(error: Error, socket: Duplex, responding: boolean, socketHeaders: Readonly<Record<string, string>>, log: Log): void {
  const code = systemCode(error) ?? '';
  if (responding || !socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const id = randomUUID();
  const problem = problemOf(new ProblemError(kindOfCode[code] ?? 'malformed-http', `What arrived is not a request this service can read (${code}).`), id);
  const body = JSON.stringify(problem);
  const headers = { ...socketHeaders, 'x-request-id': id, 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body), 'connection': 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  log(`info ${id} refused a connection: ${code}`);
}

/** RFC 9325, section 3.1.1: nothing older than TLS 1.2. */
function securely({ certificate, key }: Certificate): { readonly cert: string; readonly key: string; readonly minVersion: 'TLSv1.2' } {
  return { cert: certificate, key, minVersion: 'TLSv1.2' };
}

/** Listens; ResponsaError('environment') when the address cannot be had. Resolves with the service's URL. */
export function listen(server: Server, host: string, port: number, scheme: 'http' | 'https'): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      const bound = address !== null && typeof address === 'object' ? address.port : port;
      resolve(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}

function cannotListen(error: Error, host: string, port: number): ResponsaError {
  const code = systemCode(error) ?? error.message;
  const reasons: Readonly<Record<string, readonly [string, string]>> = {
    EADDRINUSE: ['another program listens there already', 'Stop that program, or choose another port: --port, RESPONSA_PORT or "port" in responsa.config.json; 0 takes a free one.'],
    EACCES: ['this user may not listen there', 'Choose a port from 1024 up, or give the program the right to lower ones (CAP_NET_BIND_SERVICE).'],
    EADDRNOTAVAIL: ['this machine does not have that address', 'Choose an address of this machine: --host or RESPONSA_HOST; 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.'],
    ENOTFOUND: ['that name has no address', 'Choose an address of this machine: --host or RESPONSA_HOST; 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.'],
  };
  const [reason, advice] = reasons[code] ?? [`the system says ${code}`, 'Check host and port (--host, --port).'];
  return new ResponsaError('environment', `Cannot listen on port ${port} of ${host}: ${reason}.`, advice, { cause: error });
}
