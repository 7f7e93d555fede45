/** Sockets: TCP, local ones and UDP. Node's own TLS, HTTP, HTTP/2, fetch and WebSocket all go through `net.Socket.connect`. */
import dgram from 'node:dgram';
import net from 'node:net';
import { admitted, plainHost } from './admitted.js';
import { refuse } from './refusal.js';
import { isObject, replace, textOf, type Call } from './replace.js';

interface Wanted {
  /** Own copy: what is looked at here is what is used. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly callback: unknown;
}

/** The ways of calling `connect`: `(options, callback)`, `(port, host, callback)`, `(path, callback)`, and Node's own `([options, callback])`. */
function wantedBy(given: readonly unknown[]): Wanted {
  const [first, ...rest] = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : given;
  const callback = rest.find((one) => typeof one === 'function');
  if (isObject(first)) return { options: { ...first }, callback };
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { options: { path: first }, callback };
  return { options: { port: first, ...(typeof rest[0] === 'string' && { host: rest[0] }) }, callback };
}

function isAdmitted({ options }: Wanted): boolean {
  if (options['path'] !== undefined && options['path'] !== null && options['path'] !== '') return false;
  const host = plainHost(textOf(options['host']) || 'localhost');
  return admitted().endpoints.some((endpoint) => endpoint.host === host && endpoint.port === Number(options['port']));
}

function targetOf({ options: { path, host, port } }: Wanted): string {
  return textOf(path) !== '' ? `the local socket ${textOf(path)}` : `${textOf(host) || 'localhost'}:${textOf(port)}`;
}

/** Connects to what is admitted; all else fails as a name fails that is not found, so that every library knows what to do. No name is looked up for it. */
function guardedConnect(original: Call): Call {
  return function (this: unknown, ...given) {
    const wanted = wantedBy(given);
    const callback = typeof wanted.callback === 'function' ? [wanted.callback] : [];
    if (isAdmitted(wanted)) return Reflect.apply(original, this, [wanted.options, ...callback]);
    const error = refuse('a connection', targetOf(wanted));
    const lookup = (_host: unknown, _options: unknown, found: (error: Error) => void): void => found(error);
    return Reflect.apply(original, this, [{ ...wanted.options, path: undefined, host: 'refused', port: 1, localAddress: undefined, localPort: undefined, lookup }, ...callback]);
  };
}

/** Nothing goes out by UDP: what is sent, whither it is connected, and groups that one joins. Receiving is left as it is. */
function refusedDatagram(this: unknown, ...given: readonly unknown[]): void {
  const callback = given.find((one): one is (error: Error) => void => typeof one === 'function');
  const error = refuse('a datagram', given.filter((one) => typeof one === 'string' || typeof one === 'number').join(' ') || 'its peer');
  if (callback !== undefined) process.nextTick(callback, error);
  else if (this instanceof dgram.Socket) process.nextTick((socket: dgram.Socket) => socket.emit('error', error), this);
}

export function guardSockets(): void {
  replace(net.Socket.prototype, 'connect', guardedConnect);
  for (const name of ['send', 'sendto', 'connect', 'addMembership', 'addSourceSpecificMembership']) replace(dgram.Socket.prototype, name, () => refusedDatagram);
}
