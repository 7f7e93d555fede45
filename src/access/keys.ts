/**
 * A key: `rsp_<8 hex digits>_<32 random bytes in base64url>`. The digits name the key in the file; the rest is its secret.
 *
 * Only the sha-256 of a key is kept. A slow hash (scrypt, argon2) makes guessing dear where people choose the secret; these are 256 random
 * bits, which nobody guesses at any speed, while a slow hash for each request would let anybody load the machine by sending wrong keys.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Bytes of a key's secret, and of its public id. */
const secretBytes = 32;
const idBytes = 4;

export interface MadeKey {
  /** Shown once, kept nowhere. */
  readonly text: string;
  readonly id: string;
  /** sha-256 of `text`, hex. */
  readonly digest: string;
}

/** `random` gives that many bytes, fit for secrets (`crypto.randomBytes`). */
export function makeKey(random: (bytes: number) => Uint8Array): MadeKey {
  const id = Buffer.from(random(idBytes)).toString('hex');
  const text = `rsp_${id}_${Buffer.from(random(secretBytes)).toString('base64url')}`;
  return { text, id, digest: digestOfKey(text) };
}

/** The public id of what looks like a key; `null` for anything else. */
export function idOfKey(text: string): string | null {
  return /^rsp_([0-9a-f]{8})_[\w-]{43}$/.exec(text)?.[1] ?? null;
}

/** What follows `Bearer ` in an `Authorization` header (RFC 6750, section 2.1); `null` when there is no such header or another scheme. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}

export function digestOfKey(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Compares two digests (hex, 32 bytes each) in a time that does not tell where they differ. */
export function sameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length === 32 && b.length === 32 && timingSafeEqual(a, b);
}
