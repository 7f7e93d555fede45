/** The story of a build that people ask from: take back an archive that was interrupted → read, again where one was put there meanwhile → build → gate → record → swap. The command `index` and the process that builds for the service both call it; measuring does not. */
import path from 'node:path';
import type { Outcome, Refusal } from '../build-contract.js';
import type { RecordChange } from '../changes.js';
import type { Config } from '../config.js';
import { rebuildIndex, type BuildProgress, type BuildReport } from '../rebuild.js';
import { withModelsInUse } from '../assistant.js';
import { readingWhole } from '../documents/parts.js';
import { examine, type Examination } from './gate.js';

export interface GatedBuildOptions {
  /** Embed everything anew. */
  readonly full: boolean;
  /** Make it live whatever the gate says, damage apart. */
  readonly force: boolean;
  /** For the record. */
  readonly who: string;
  readonly recordChange: RecordChange;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BuildProgress) => void;
}

export interface GatedReport extends BuildReport, Pick<Outcome, 'refusals' | 'notes'> {}

/** A damaged generation could not be opened: no force makes it live. */
const standsAgainstForce = ({ check }: Refusal): boolean => check === 'integrity';

/**
 * Builds, and makes the new generation live when the gate lets it or `force` overrides it. What is decided is recorded before it is done:
 * a build that cannot be recorded does not go live. Errors as those of `build` and of the record.
 */
export async function buildWithGate(given: Config, folders: readonly string[], options: GatedBuildOptions): Promise<GatedReport> {
  const { full, force, who, recordChange, clock, signal, onProgress = () => undefined } = options;
  const config = await withModelsInUse(given);
  const mustReadAgain = await readingWhole(folders.map((folder) => path.resolve(folder)), { record: recordChange, clock });
  const seen: { examination: Examination } = { examination: { refusals: [], notes: [] } };
  const report = await rebuildIndex(config, folders, {
    full, clock, onProgress, mustReadAgain,
    ...(signal && { signal }),
    gate: async (candidate) => {
      seen.examination = await examine(candidate, { config, folders, clock, onProgress, ...(signal && { signal }) });
      const { refusals } = seen.examination;
      signal?.throwIfAborted();
      const reasons = refusals.map(({ message }) => message);
      const against = force && !refusals.some(standsAgainstForce) ? [] : reasons;
      await recordChange({ kind: 'build', data: { who, state: against.length > 0 ? 'refused' : 'published', generation: candidate.id, full, force, reasons } });
      return against;
    },
  });
  return { ...report, ...seen.examination };
}
