/** Who may do what, put together from the settings: keys, limits, names, proxies, certificate. */
import path from 'node:path';
import { readCertificate, type Certificate } from './access/certificate.js';
import { readHostNames, readTrustedProxies } from './access/clients.js';
import { judge, type GateParts, type GateRequest, type Verdict } from './access/gate.js';
import { readKeys } from './access/keys-file.js';
import { openKeyRing } from './access/key-ring.js';
import { openPlaces, type Places } from './access/places.js';
import { rateLimit } from './access/rate-limit.js';
import { countRefusals } from './access/refusals.js';
import { isLoopback } from './address-ranges.js';
import type { RecordChange } from './changes.js';
import type { Config } from './config.js';
import { ResponsaError } from './errors.js';

export { anyone, type GateRequest, type Verdict } from './access/gate.js';
export type { Certificate } from './access/certificate.js';

export interface AccessControl {
  /** May this request in? Asked once for each; counts it. */
  judge(request: GateRequest): Promise<Verdict>;
  /** Does the service ask for a key? `true` also where the keys cannot be read. */
  asksForKey(): Promise<boolean>;
  /** Did the request reach the office encrypted: at this socket, or at a trusted proxy that says so? */
  isEncrypted(socketIsEncrypted: boolean, peer: string, forwardedProto: string | undefined): boolean;
  /** Keys that were not taken since the process began: wrong, expired, or without the role. */
  readonly keysRefused: () => Readonly<Record<'wrong' | 'expired' | 'role', number>>;
  /** Where questions are worked on. */
  readonly places: Places;
  /** Puts what was refused since the last time into the record, as one entry. */
  recordRefusals(): Promise<void>;
}

export interface AccessWorld {
  readonly clock: () => Date;
  /** ms, by a clock that is never set back (`performance.now`). */
  readonly ticks: () => number;
  readonly log: (line: string) => void;
  readonly recordChange: RecordChange;
}

export type AccessSettings = Pick<Config, 'host' | 'indexes' | 'keysFile' | 'openToAll' | 'allowedHosts' | 'trustedProxies' | 'requestsPerKey' | 'requestsPerAddress' | 'wrongKeysPerAddress' | 'concurrentRequests' | 'waitingRequests'>;

/** Where the keys are. */
export const keysPath = (config: Pick<Config, 'indexes' | 'keysFile'>): string => path.resolve(config.indexes, config.keysFile);

/**
 * Rejects with ResponsaError: 'bad-request' when a list of the settings cannot be read, or when the service would listen elsewhere than on this
 * machine without a key and without a word that this is meant; 'damaged' or 'environment' when the keys cannot be read.
 */
export async function openAccess(config: AccessSettings, world: AccessWorld): Promise<AccessControl> {
  // A damaged file is told at the start, not at the first question.
  const keys = (await readKeys(keysPath(config))) ?? [];
  if (!mayBeOpen(config) && keys.length === 0) {
    throw new ResponsaError('bad-request', `The service would listen on ${config.host}, where others reach it, and there is no key in ${keysPath(config)}.`, 'Make one: `responsa keys add --name NAME --role ask`. Or listen on 127.0.0.1 alone (--host). Or, if everybody may do everything, say so: openToAll = yes.');
  }
  return createAccess(config, world);
}

/** May the service run without any key? */
const mayBeOpen = ({ host, openToAll }: AccessSettings): boolean => isLoopback(host) || openToAll === 'yes';

/** The same without a look at the keys before the first request. */
export function createAccess(config: AccessSettings, { clock, ticks, log, recordChange }: AccessWorld): AccessControl {
  const keys = openKeyRing(keysPath(config), log);
  const refusals = countRefusals(clock);
  const perMinute = (most: number): ReturnType<typeof rateLimit> => rateLimit(most, ticks);
  const parts: GateParts = {
    keys, refusals, clock,
    mayBeOpen: mayBeOpen(config),
    isLocal: isLoopback(config.host),
    proxies: readTrustedProxies(config.trustedProxies),
    hostNames: readHostNames(config.allowedHosts),
    perAddress: perMinute(config.requestsPerAddress),
    perKey: perMinute(config.requestsPerKey),
    wrongKeys: perMinute(config.wrongKeysPerAddress),
  };
  return {
    judge: (request) => judge(parts, request),
    asksForKey: () => keys.current().then((known) => known.length > 0 || !parts.mayBeOpen, () => true),
    isEncrypted: (socketIsEncrypted, peer, forwardedProto) => socketIsEncrypted || (parts.proxies.trusts(peer) && forwardedProto?.trim().toLowerCase() === 'https'),
    keysRefused: () => refusals.totals(),
    places: openPlaces(config.concurrentRequests, config.waitingRequests),
    async recordRefusals() {
      const taken = refusals.take();
      if (taken === null) return;
      try {
        await recordChange({ kind: 'refusals', data: { who: 'service', ...taken.counted } });
      } catch (error) {
        taken.putBack();
        throw error;
      }
    },
  };
}

/** What a service needs for TLS; `read` gives what the files hold now. */
export interface Encryption {
  readonly certificate: Certificate;
  read(): Promise<Certificate>;
}

/** `null` when no certificate is configured. ResponsaError('bad-request') when only one of the two files is, 'environment' when they are no pair. */
export async function openEncryption(config: Pick<Config, 'tlsCertificate' | 'tlsKey'>): Promise<Encryption | null> {
  const given = [config.tlsCertificate, config.tlsKey].filter((file) => file !== '').length;
  if (given === 0) return null;
  if (given === 1) throw new ResponsaError('bad-request', 'Only one of the settings tlsCertificate and tlsKey is given.', 'TLS needs both files; without TLS leave both empty.');
  const read = (): Promise<Certificate> => readCertificate(config);
  return { certificate: await read(), read };
}
