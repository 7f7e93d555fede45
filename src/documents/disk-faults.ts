/** What the system says when it cannot write, in words for the person who sent something. */
import { messageOf, ResponsaError, systemCode } from '../errors.js';

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const locked = new Set(['EROFS', 'EACCES', 'EPERM']);

/** `what` completes "… was not changed". What is no fault of the disk comes back as it is. */
export function inWordsOfDisk(error: unknown, what: string): unknown {
  const code = systemCode(error) ?? (error instanceof ResponsaError ? systemCode(error.cause) : null);
  if (code !== null && full.has(code)) return new ResponsaError('disk-full', `${what} was not changed: the disk is full.`, 'Whoever runs the service has to make room; nothing half-written is left.', { cause: error });
  if (error instanceof ResponsaError || code === null) return error;
  if (locked.has(code)) return new ResponsaError('unavailable', `${what} was not changed: the folder of the corpus cannot be written (${code}).`, 'Whoever runs the service has to let it write there; a read-only corpus is changed where it comes from.', { cause: error });
  return new ResponsaError('environment', `${what} was not changed: ${messageOf(error)}.`, 'See whether the folder of the corpus is whole and can be written.', { cause: error });
}
