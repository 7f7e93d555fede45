/** From where a request comes, where proxies stand before the service; and which names the service goes by. */
import { BlockList, isIP } from 'node:net';
import { addRange, familyOf, isLoopback } from '../address-ranges.js';
import { ResponsaError } from '../errors.js';

export interface Proxies {
  /** Is this peer one of ours? */
  trusts(address: string): boolean;
}

/** `list`: addresses and ranges, separated by commas; empty: no proxy is trusted. ResponsaError('bad-request') names the entry that is neither. */
export function readTrustedProxies(list: string): Proxies {
  const listed = new BlockList();
  for (const entry of entriesOf(list)) {
    if (!addRange(listed, entry)) throw new ResponsaError('bad-request', `trustedProxies has the entry "${entry}".`, 'An entry is an address (10.1.2.3) or a range (10.1.0.0/16); names cannot be trusted.');
  }
  return { trusts: (address) => isIP(address) !== 0 && listed.check(address, familyOf(address)) };
}

const entriesOf = (list: string): string[] => list.split(',').map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== '');

/** `::ffff:10.1.2.3`, an IPv4 address on a socket of both families, is written as what it is. */
export const plainAddress = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/**
 * Who is behind `peer`. Only what a trusted proxy says is believed, read from the right: each proxy adds at the end whom it heard from, and what
 * stands left of the first address that is not trusted may have been made up.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, proxies: Proxies): string {
  let client = plainAddress(peer);
  for (const hop of (forwardedFor ?? '').split(',').reverse()) {
    const address = plainAddress(hop.trim());
    if (!proxies.trusts(client) || isIP(address) === 0) break;
    client = address;
  }
  return client;
}

/** What is limited together: an IPv4 address, or the /64 of an IPv6 address, which one subscriber has whole (RFC 6177). */
export function limitedTogether(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.split('%')[0]!.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = address.includes('::') ? [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right] : left;
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/** Names under which a service that everybody on this machine may use is asked: its own and those that the administrator listed. Another one was brought by somebody else's page (DNS rebinding). */
export function readHostNames(list: string): { readonly admits: (host: string) => boolean; readonly isListed: (host: string) => boolean; readonly isEmpty: boolean } {
  const names = new Set(entriesOf(list));
  const isListed = (host: string): boolean => names.has(host.toLowerCase());
  return { admits: (host) => isLoopback(host) || isListed(host), isListed, isEmpty: names.size === 0 };
}

/**
 * Was a request sent by another site's page? Browsers say so (Fetch Metadata, `Sec-Fetch-Site`; `Origin`, RFC 6454); programs send neither.
 * `host` is what the request was sent to; names that the administrator listed are the same site.
 */
export function isCrossSite(headers: { readonly fetchSite: string | undefined; readonly origin: string | undefined }, host: string, isListed: (host: string) => boolean): boolean {
  if (headers.fetchSite !== undefined && headers.fetchSite !== 'same-origin' && headers.fetchSite !== 'none') return true;
  if (headers.origin === undefined) return false;
  if (!URL.canParse(headers.origin)) return true;
  const origin = new URL(headers.origin);
  return origin.host !== host && !isListed(origin.hostname);
}
