/** Who made a bundle: an ed25519 signature (RFC 8032) over the bytes of its manifest, which holds the digest of every file. */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { messageOf, ResponsaError } from '../errors.js';
import { isFields, sha256Of } from './bundle-manifest.js';

/** What `manifest.sig` holds. The three last are `null` together when nobody signed. */
export interface ManifestSignature {
  /** sha-256 of the manifest's bytes, hex. */
  readonly manifest: string;
  /** `fingerprintOf` the key. */
  readonly key: string | null;
  /** The public key, DER (SPKI) in base64. */
  readonly publicKey: string | null;
  /** Base64. */
  readonly signature: string | null;
}

/** sha-256 of the public key (DER, SPKI), hex. */
export function fingerprintOf(publicKey: KeyObject): string {
  return createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex');
}

/** A new pair as PEM: PKCS #8 and SPKI. */
export function newKeyPair(): { readonly privateKey: string; readonly publicKey: string; readonly fingerprint: string } {
  const pair = generateKeyPairSync('ed25519');
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(pair.publicKey),
  };
}

/** A public key from PEM. ResponsaError('bad-request') when the file holds another thing. */
export function readPublicKey(pem: string, file: string): KeyObject {
  try {
    if (/PRIVATE KEY/.test(pem)) throw new Error('it is a private key, which stays where bundles are made');
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`its kind is ${key.asymmetricKeyType ?? 'unknown'}`);
    return key;
  } catch (error) {
    throw new ResponsaError('bad-request', `${file} holds no public key of ours: ${messageOf(error)}.`, 'Name the public half (….pub.pem) that `bundle-key` made.', { cause: error });
  }
}

const text = (parts: ManifestSignature): string => `${JSON.stringify(parts, null, 1)}\n`;

/** The text of `manifest.sig`; `privateKey` `null`: the digest alone. */
export function signatureText(manifest: Uint8Array, privateKey: KeyObject | null): string {
  const digest = sha256Of(manifest);
  if (privateKey === null) return text({ manifest: digest, key: null, publicKey: null, signature: null });
  const publicKey = createPublicKey(privateKey);
  return text({ manifest: digest, key: fingerprintOf(publicKey), publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), signature: sign(null, manifest, privateKey).toString('base64') });
}

const textOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isSignature = (value: unknown): value is ManifestSignature =>
  isFields(value) && typeof value['manifest'] === 'string' && textOrNull(value['key']) && textOrNull(value['publicKey']) && textOrNull(value['signature']) && new Set([value['key'], value['publicKey'], value['signature']].map((one) => one === null)).size === 1;

/** Reads `manifest.sig` and holds it against the manifest. ResponsaError('damaged') when they do not belong together; who signed is not judged here. */
export function readSignature(signature: string, manifest: Uint8Array, file: string): ManifestSignature {
  const damaged = (problem: string): ResponsaError => new ResponsaError('damaged', `${file} was altered: ${problem}.`, 'Nothing was written. Copy the bundle again from where it was made.');
  let value: unknown;
  try {
    value = JSON.parse(signature);
  } catch {
    throw damaged('its signature is not JSON');
  }
  if (!isSignature(value) || text({ manifest: value.manifest, key: value.key, publicKey: value.publicKey, signature: value.signature }) !== signature) throw damaged('its signature is not as we write it');
  if (value.manifest !== sha256Of(manifest)) throw damaged('its manifest has another digest than it says');
  if ([value.publicKey, value.signature].some((one) => one !== null && Buffer.from(one, 'base64').toString('base64') !== one)) throw damaged('its signature is not as we write it');
  if (value.publicKey !== null && sha256Of(Buffer.from(value.publicKey, 'base64')) !== value.key) throw damaged('its public key is not the one it names');
  return value;
}

/** What is known of who may make bundles for an installation. */
export interface Trust {
  /** Keys given or kept in the installation. */
  readonly keys: readonly KeyObject[];
  /** Fingerprint of a key that is taken from the bundle itself. */
  readonly fingerprint: string | null;
}

/** The key that signed, or `null` for an unsigned bundle where no key is known. ResponsaError('bad-source') for every other case. */
export function signedBy(parts: ManifestSignature, manifest: Uint8Array, trust: Trust, file: string): KeyObject | null {
  const refused = (what: string, advice: string): ResponsaError => new ResponsaError('bad-source', `${file} is refused: ${what}.`, `${advice} Nothing was written.`);
  const knows = trust.keys.length > 0 || trust.fingerprint !== null;
  if (parts.signature === null || parts.publicKey === null || parts.key === null) {
    if (knows) throw refused('it is not signed, and only bundles signed with a known key are taken here', 'Make it with `bundle --key FILE`.');
    return null;
  }
  const key = trust.keys.find((one) => fingerprintOf(one) === parts.key) ?? (trust.fingerprint === parts.key ? keyInside(parts.publicKey) : null);
  if (key === null && !knows) throw refused(`it is signed with the key ${parts.key}, and no key is known here`, `Give its public half with --public-key FILE; or compare the fingerprint with that of the maker and repeat with --trust ${parts.key}.`);
  if (key === null) throw refused(`it is signed with the key ${parts.key}, which is not known here`, `Known: ${[...trust.keys.map(fingerprintOf), ...(trust.fingerprint === null ? [] : [trust.fingerprint])].join(', ')}.`);
  if (fingerprintOf(key) !== parts.key || !verify(null, manifest, key, Buffer.from(parts.signature, 'base64'))) throw refused(`its signature is not that of the key ${parts.key}`, 'The bundle was altered, or somebody else made it.');
  return key;
}

function keyInside(publicKey: string): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
