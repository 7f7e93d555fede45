/** Inside the process that builds for the service: one task in, progress and one end out. It ends with its channel: nobody is left building for a service that is gone. */
import { getPriority, setPriority } from 'node:os';
import type { Outcome } from '../build-contract.js';
import { openChanges } from '../changes.js';
import { loadConfig } from '../config.js';
import { describe } from '../errors.js';
import type { BuildProgress } from '../rebuild.js';
import { buildWithGate } from './gated-build.js';
import { taskSchema, type BuildMessage } from './messages.js';

/** The parts of `process` that are used. */
export interface Channel {
  readonly send: (message: BuildMessage) => void;
  /** Resolves with the first message. */
  readonly task: Promise<unknown>;
  /** Fires when the build is to end: a signal was sent, or nobody listens any more. */
  readonly signal: AbortSignal;
}

/** Between two messages of one stage, ms: a reader's eye needs no more. */
const PROGRESS_PAUSE = 100;

export async function runBuild({ send, task, signal }: Channel, clock: () => Date): Promise<void> {
  send({ kind: 'end', outcome: await outcomeOf(await task, signal, clock, throttled(send)) });
}

async function outcomeOf(given: unknown, signal: AbortSignal, clock: () => Date, onProgress: (progress: BuildProgress) => void): Promise<Outcome> {
  const nothing = { generation: null, counts: null, refusals: [], notes: [] };
  try {
    const { config: settings, full, force, who } = taskSchema.parse(given);
    const config = loadConfig(settings, {});
    // Never above what it was started with: that needs rights.
    setPriority(Math.max(getPriority(), config.buildPriority));
    const { refused, unchanged, generation, counts, refusals, notes } = await buildWithGate(config, [config.corpus], { full, force, who, clock, signal, onProgress, recordChange: openChanges(config, clock) });
    return { state: refused ? 'refused' : unchanged ? 'unchanged' : 'published', generation, counts, refusals, notes, problem: null };
  } catch (error) {
    return signal.aborted ? { ...nothing, state: 'cancelled', problem: null } : { ...nothing, state: 'failed', problem: describe(error) };
  }
}

function throttled(send: Channel['send']): (progress: BuildProgress) => void {
  let [stage, next] = ['', 0];
  return (progress) => {
    const now = performance.now();
    if (progress.stage === stage && now < next && progress.done < progress.total) return;
    [stage, next] = [progress.stage, now + PROGRESS_PAUSE];
    send({ kind: 'progress', ...progress });
  };
}
