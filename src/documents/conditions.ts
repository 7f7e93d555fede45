/** Conditional requests (RFC 9110, section 13): nobody overwrites what he has not seen. */
import { ResponsaError } from '../errors.js';

/** As the headers have them; `null`: not sent. */
export interface Conditions {
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
}

/** Strong: sha-256 of the bytes, in quotation marks. */
export const entityTag = (digest: string): string => `"${digest}"`;

function holds(header: string, digest: string | null, isWeak: boolean): boolean {
  if (header.trim() === '*') return digest !== null;
  if (digest === null) return false;
  return header.split(',').map((tag) => tag.trim()).some((tag) => (isWeak ? tag.replace(/^W\//, '') : tag) === entityTag(digest));
}

/** For GET: true when who asks has these bytes already. Tags are compared weakly there (13.1.2). */
export const isKnown = ({ ifNoneMatch }: Pick<Conditions, 'ifNoneMatch'>, digest: string): boolean => ifNoneMatch !== null && holds(ifNoneMatch, digest, true);

/** Throws ResponsaError('changed-meanwhile') when a condition does not hold for what is there; `digest` is `null` where nothing is. */
export function checkConditions({ ifMatch, ifNoneMatch }: Conditions, what: string, digest: string | null): void {
  const there = digest === null ? `There is no ${what}` : `${what} has the ETag ${entityTag(digest)} now`;
  if (ifMatch !== null && !holds(ifMatch, digest, false)) throw new ResponsaError('changed-meanwhile', `${there}, not what If-Match names.`, 'Somebody changed it meanwhile: fetch it, put your change into what is there now, and send that with its ETag.');
  if (ifNoneMatch !== null && holds(ifNoneMatch, digest, true)) throw new ResponsaError('changed-meanwhile', `${there}; If-None-Match asks for that not to be.`, 'Fetch it and send your change with If-Match, or use another path.');
}

/** Thrown when bytes would be overwritten by someone who does not say which. */
export const unconditional = (what: string, digest: string): ResponsaError =>
  new ResponsaError('unconditional', `There is a document ${what} already, with other bytes.`, `Fetch it, and send yours with the header If-Match: ${entityTag(digest)} to replace just that one (If-Match: * replaces whatever is there).`);
