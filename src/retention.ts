/** How long the audit log keeps what was asked and done. */
import type { Config } from './config.js';
import { auditFolder } from './past-answers.js';
import { eraseBefore } from './record/erase-log.js';

const day = 24 * 60 * 60 * 1000;

/** Erases what is older than `auditDays`; resolves with how many entries that were. With 0 days, or no log, nothing. */
export async function applyRetention(config: Config, clock: () => Date): Promise<number> {
  if (config.auditDays === 0 || config.audit === 'off') return 0;
  const settings = { folder: auditFolder(config), sync: config.auditSync, fileSize: config.auditFileSize, clock };
  const { erased } = await eraseBefore(settings, (newest) => new Date(Math.min(clock().getTime(), newest.getTime()) - config.auditDays * day), { who: 'service', why: 'retention' });
  return erased;
}
