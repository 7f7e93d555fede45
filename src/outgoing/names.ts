/** Names: whoever asks for one tells somebody, and can tell them anything with it. */
import dns from 'node:dns';
import dnsPromises from 'node:dns/promises';
import { isIP } from 'node:net';
import { admitted, plainHost } from './admitted.js';
import { refuse } from './refusal.js';
import { replace, textOf, type Call } from './replace.js';

/** Functions that ask name servers themselves; none of them is used. */
const asking = ['resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr', 'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTlsa', 'resolveTxt', 'reverse', 'lookupService'];

type Hand = (error: Error, given: readonly unknown[]) => unknown;

const byCallback: Hand = (error, given) => {
  const callback = given.findLast((one): one is (error: Error) => void => typeof one === 'function');
  if (callback === undefined) throw error;
  process.nextTick(callback, error);
  return {};
};
const byPromise: Hand = (error) => Promise.reject(error);

const refused = (hand: Hand) => (): Call => (...given) => hand(refuse('a question to the name service', textOf(given[0])), given);

/** An address is no name, and what is configured may be looked up. */
function guardedLookup(hand: Hand): (original: Call) => Call {
  return (original) =>
    function (this: unknown, ...given) {
      const name = textOf(given[0]);
      if (name === '' || isIP(name) !== 0 || admitted().names.includes(plainHost(name))) return Reflect.apply(original, this, given);
      return hand(refuse('a question to the name service', name), given);
    };
}

export function guardNames(): void {
  replace(dns, 'lookup', guardedLookup(byCallback));
  replace(dnsPromises, 'lookup', guardedLookup(byPromise));
  for (const name of asking) {
    for (const holder of [dns, dns.Resolver.prototype]) replace(holder, name, refused(byCallback));
    for (const holder of [dnsPromises, dnsPromises.Resolver.prototype]) replace(holder, name, refused(byPromise));
  }
}
