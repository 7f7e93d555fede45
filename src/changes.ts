/** What people and programs did to the service (documents, builds, keys), in the audit log beside the answers. */
import type { Config } from './config.js';
import { auditFolder } from './past-answers.js';
import { openAuditLog, type AuditLog } from './record/audit-log.js';

/** `kind` names what was done (`document`, `build`, `activation`, `key`), `data` who did it to what. Never the text of a document or a key. */
export interface Change {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly who: string };
}

/** Resolves once the change is in the log, at once when no log is kept (`audit` off). Rejects with ResponsaError as `AuditLog.append` does: a change that cannot be recorded must not be made. */
export type RecordChange = (change: Change) => Promise<void>;

export function openChanges(config: Config, clock: () => Date): RecordChange {
  if (config.audit === 'off') return () => Promise.resolve();
  const log: AuditLog = openAuditLog({ folder: auditFolder(config), sync: config.auditSync, fileSize: config.auditFileSize, clock });
  return async (change) => {
    await log.append(change);
  };
}
