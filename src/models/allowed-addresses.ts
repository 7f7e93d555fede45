/** Where a language-model server may be: addresses and names that the administrator listed. Everything else is refused before a name is looked up. */
import { BlockList, isIP } from 'node:net';
import { addRange, familyOf } from '../address-ranges.js';
import { ResponsaError } from '../errors.js';

export interface AllowedAddresses {
  /** May a URL name this host? Decided from the text alone. */
  admitsHost(host: string): boolean;
  /** May a listed name lead to this address? */
  admitsAddress(address: string): boolean;
}

/** Addresses that never leave an office's network: RFC 1918, RFC 3927, RFC 4193, RFC 4291 (loopback, link-local). */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '127.0.0.0/8', 'fc00::/7', 'fe80::/10', '::1/128'];

/**
 * `list`: addresses (`10.1.2.3`, `::1`), ranges (`10.1.0.0/16`) and host names, separated by commas. A name may only lead to a listed or a
 * private address; `localhost` only to the machine itself. ResponsaError('bad-request') names the entry that is none of these.
 */
export function readAllowedAddresses(list: string): AllowedAddresses {
  const listed = new BlockList();
  const names = new Set<string>();
  for (const entry of list.split(',').map((one) => one.trim().toLowerCase()).filter((one) => one !== '')) {
    if (!addRange(listed, entry)) {
      if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(entry)) throw new ResponsaError('bad-request', `languageModelAddresses has the entry "${entry}".`, 'An entry is an address (10.1.2.3), a range (10.1.0.0/16) or a host name (llm.office.example), without protocol and port.');
      names.add(entry);
    }
  }
  const insideOffice = new BlockList();
  for (const range of privateRanges) addRange(insideOffice, range);
  return {
    admitsHost: (host) => (isIP(host) === 0 ? names.has(host.toLowerCase()) : listed.check(host, familyOf(host))),
    admitsAddress: (address) => isIP(address) !== 0 && (listed.check(address, familyOf(address)) || insideOffice.check(address, familyOf(address))),
  };
}
