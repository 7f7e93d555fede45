/** A process that builds as the test says, without building. */
import type { BuildOrder, Outcome } from '../../src/build-contract.js';
import type { BuildProgress } from '../../src/rebuild.js';
import type { StartBuildProcess } from '../../src/upkeep/build-process.js';

export interface FakeBuild {
  readonly order: BuildOrder;
  readonly report: (progress: BuildProgress) => void;
  readonly end: (outcome?: Partial<Outcome>) => void;
  readonly cancelled: () => boolean;
}

export const published: Outcome = { state: 'published', generation: 'g-2', counts: null, refusals: [], notes: [], problem: null };

/** `builds` holds each that was started, oldest first. A cancelled one ends as such at once. */
export function fakeProcesses(): { readonly start: StartBuildProcess; readonly builds: FakeBuild[] } {
  const builds: FakeBuild[] = [];
  const start: StartBuildProcess = (order, report) => {
    let end: (outcome: Outcome) => void = () => undefined;
    let cancelled = false;
    const outcome = new Promise<Outcome>((resolve) => (end = resolve));
    builds.push({ order, report, end: (given = {}) => end({ ...published, ...given }), cancelled: () => cancelled });
    return {
      pid: null, outcome,
      cancel: () => {
        cancelled = true;
        end({ ...published, state: 'cancelled', generation: null });
      },
    };
  };
  return { start, builds };
}
