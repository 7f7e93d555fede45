/**
 * The gate: may this request in, and who sends it? Reads top to bottom as what is asked of each:
 *
 *   whence (proxies) · under our own name (rebinding) · not from another site's page · not too often · with a key · with the role
 */
import type { Role } from '../roles.js';
import { clientAddress, isCrossSite, limitedTogether, type Proxies, type readHostNames } from './clients.js';
import type { KeyRing } from './key-ring.js';
import { isExpired, type KeyRecord } from './keys-file.js';
import { bearerOf, digestOfKey, idOfKey, sameDigest } from './keys.js';
import type { RateLimit } from './rate-limit.js';
import type { KeyFault, Refusals } from './refusals.js';

export interface GateRequest {
  /** What the route asks for; `health`: for whoever watches the service, at any time. `nothing`: nothing is served there. */
  readonly role: Role | 'anyone' | 'health' | 'nothing';
  /** Does the method change something (all but GET and HEAD)? */
  readonly changes: boolean;
  /** The address of the socket's other end. */
  readonly peer: string;
  /** Host and port that the request was sent to. */
  readonly host: string;
  readonly hostName: string;
  readonly authorization: string | undefined;
  readonly forwardedFor: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

export type Verdict =
  | { readonly admitted: true; readonly who: string; readonly address: string }
  | { readonly admitted: false; readonly why: 'host' | 'cross-site' | 'no-key' | 'wrong-key' | 'expired-key' | 'keys-unreadable'; readonly address: string }
  | { readonly admitted: false; readonly why: 'role'; readonly role: Role; readonly who: string; readonly address: string }
  | { readonly admitted: false; readonly why: 'too-many-requests' | 'too-many-wrong-keys'; readonly retryAfter: number; readonly address: string };

export interface GateParts {
  readonly keys: KeyRing;
  /** May the service run without any key? On a loopback address, or where the administrator said so. */
  readonly mayBeOpen: boolean;
  /** Is it reached from this machine alone? Then a page of another site must not reach it through the browser. */
  readonly isLocal: boolean;
  readonly proxies: Proxies;
  readonly hostNames: ReturnType<typeof readHostNames>;
  readonly perAddress: RateLimit;
  readonly perKey: RateLimit;
  readonly wrongKeys: RateLimit;
  readonly refusals: Refusals;
  readonly clock: () => Date;
}

/** Who asks where no key is asked for. */
export const anyone = 'anyone';

export async function judge(parts: GateParts, request: GateRequest): Promise<Verdict> {
  const address = clientAddress(request.peer, request.forwardedFor, parts.proxies);
  if (request.role === 'health') return { admitted: true, who: anyone, address };
  const wait = parts.perAddress.take(limitedTogether(address));
  if (wait > 0) return { admitted: false, why: 'too-many-requests', retryAfter: wait, address };
  let keys: readonly KeyRecord[];
  try {
    keys = await parts.keys.current();
  } catch {
    // The ring has logged why. What needs no key is served all the same.
    return request.role === 'anyone' || request.role === 'nothing' ? { admitted: true, who: anyone, address } : { admitted: false, why: 'keys-unreadable', address };
  }
  const isOpen = keys.length === 0 && parts.mayBeOpen;
  if (!isOwnName(parts, request, isOpen)) return { admitted: false, why: 'host', address };
  if (request.changes && isCrossSite(request, request.host, parts.hostNames.isListed)) return { admitted: false, why: 'cross-site', address };
  if (isOpen || request.role === 'anyone' || request.role === 'nothing') return { admitted: true, who: anyone, address };
  return withKey(parts, request.authorization, request.role, keys, address);
}

function isOwnName({ hostNames, isLocal }: GateParts, { hostName }: GateRequest, isOpen: boolean): boolean {
  return hostNames.admits(hostName) || (hostNames.isEmpty && !(isOpen && isLocal));
}

function withKey(parts: GateParts, authorization: string | undefined, role: Role, keys: readonly KeyRecord[], address: string): Verdict {
  if (authorization === undefined) return { admitted: false, why: 'no-key', address };
  const key = keyFor(bearerOf(authorization) ?? '', keys);
  if (key === null) return keyRefused(parts, 'wrong', address);
  if (isExpired(key, parts.clock())) return keyRefused(parts, 'expired', address);
  const wait = parts.perKey.take(key.id);
  if (wait > 0) return { admitted: false, why: 'too-many-requests', retryAfter: wait, address };
  if (key.roles.includes(role)) return { admitted: true, who: key.name, address };
  parts.refusals.add('role', address);
  return { admitted: false, why: 'role', role, who: key.name, address };
}

/** A right key passes also where many wrong ones come from: behind one address may be a whole office, and nobody is to shut it out by guessing. */
function keyRefused({ refusals, wrongKeys }: GateParts, fault: Exclude<KeyFault, 'role'>, address: string): Verdict {
  refusals.add(fault, address);
  const wait = wrongKeys.take(limitedTogether(address));
  return wait > 0 ? { admitted: false, why: 'too-many-wrong-keys', retryAfter: wait, address } : { admitted: false, why: `${fault}-key`, address };
}

/** Compared with when no key has the id, so that it takes the same time. */
const noDigest = '0'.repeat(64);

function keyFor(text: string, keys: readonly KeyRecord[]): KeyRecord | null {
  const id = idOfKey(text);
  const found = keys.find((key) => key.id === id) ?? null;
  return sameDigest(digestOfKey(text), found?.digest ?? noDigest) ? found : null;
}
