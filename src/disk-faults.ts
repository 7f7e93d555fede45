/** What the system says when it cannot write, in words for the person who asked for something over the network: without paths. */
import { messageOf, ResponsaError, systemCode } from './errors.js';

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const locked = new Set(['EROFS', 'EACCES', 'EPERM']);

/**
 * `what` is what did not come about ("law/dogs.md was not changed"), `folder` where it would have been written ("the folder of the corpus").
 * ResponsaError('disk-full'), 'unavailable' where something cannot be written, 'environment' for other faults of the system; what is none
 * comes back as it is. An 'environment' fault that was raised before is one of the audit log: no other is met on the way of a change.
 */
export function inWordsOfDisk(error: unknown, what: string, folder: string): unknown {
  const isOfLog = error instanceof ResponsaError && error.fault === 'environment';
  const code = systemCode(error instanceof ResponsaError ? error.cause : error);
  if (code !== null && full.has(code)) return new ResponsaError('disk-full', `${what}: the disk is full.`, 'Whoever runs the service has to make room; nothing half-written is left.', { cause: error });
  if (isOfLog) return new ResponsaError('unavailable', `${what}: the audit log cannot be written${code === null ? '' : ` (${code})`}, and what cannot be recorded is not done.`, 'Whoever runs the service has to let it write there (setting auditLog).', { cause: error });
  if (error instanceof ResponsaError || code === null) return error;
  if (locked.has(code)) return new ResponsaError('unavailable', `${what}: ${folder} cannot be written (${code}).`, `Whoever runs the service has to let it write there${folder.endsWith('corpus') ? '; a read-only corpus is changed where it comes from' : ''}.`, { cause: error });
  return new ResponsaError('environment', `${what}: ${messageOf(error)}.`, `See whether ${folder} is whole and can be written.`, { cause: error });
}
