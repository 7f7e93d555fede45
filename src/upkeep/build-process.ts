/** Starts and ends the process that builds for the service: memory and priority of its own, ended with the service, and a fault of its own when it is killed. */
import { fork, type ChildProcess } from 'node:child_process';
import type { BuildOrder, Outcome } from '../build-contract.js';
import type { Config } from '../config.js';
import type { BuildProgress } from '../rebuild.js';
import { buildMessageSchema, type BuildTask } from './messages.js';

export interface BuildProcess {
  /** Number of the process; `null` when it could not be started. */
  readonly pid: number | null;
  /** Never rejects: a process that dies is a build that failed. */
  readonly outcome: Promise<Outcome>;
  /** Asks it to end; kills it when it has not after `stopTimeout`. */
  readonly cancel: () => void;
}

/** What starts a build; a test may give another. */
export type StartBuildProcess = (order: BuildOrder, onProgress: (progress: BuildProgress) => void) => BuildProcess;

/** The end of what it wrote to stderr that is kept, in characters: V8 says there that the heap is full. */
const KEPT = 4_000;

/** `program`: the file to run, `build-process.js`. */
export function buildProcesses(program: string, config: Config): StartBuildProcess {
  return (order, onProgress) => {
    const child = fork(program, [], { execArgv: [`--max-old-space-size=${config.buildMemory}`], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const cancelled = new AbortController();
    const outcome = outcomeOf(child, cancelled.signal, config, onProgress);
    const task: BuildTask = { config: { ...config }, full: order.full, force: order.force, who: order.who };
    // A process that cannot be reached has ended, and its end says so.
    child.send(task, () => undefined);
    return { pid: child.pid ?? null, outcome, cancel: () => end(child, cancelled, config.stopTimeout) };
  };
}

function end(child: ChildProcess, cancelled: AbortController, patience: number): void {
  if (cancelled.signal.aborted) return;
  cancelled.abort();
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), patience);
  child.once('close', () => clearTimeout(kill));
}

function outcomeOf(child: ChildProcess, cancelled: AbortSignal, config: Config, onProgress: (progress: BuildProgress) => void): Promise<Outcome> {
  let said = '';
  let outcome: Outcome | null = null;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-KEPT)));
  child.on('message', (given) => {
    const { data: message } = buildMessageSchema.safeParse(given);
    if (message === undefined) said = `it said what is not understood: ${JSON.stringify(given).slice(0, KEPT)}`;
    else if (message.kind === 'progress') onProgress(message);
    else outcome = message.outcome;
  });
  const without = { generation: null, counts: null, refusals: [], notes: [] };
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ...without, state: 'failed', problem: `The process that builds could not be started: ${error.message}` }));
    child.once('close', (code, signal) => {
      if (outcome !== null) resolve(outcome);
      else if (cancelled.aborted) resolve({ ...without, state: 'cancelled', problem: null });
      else resolve({ ...without, state: 'failed', problem: deathOf(code, signal, said, config) });
    });
  });
}

function deathOf(code: number | null, signal: NodeJS.Signals | null, said: string, { buildMemory }: Config): string {
  if (/heap out of memory|Reached heap limit/.test(said)) return `The build needed more memory than the ${buildMemory} MiB it may have. Raise buildMemory, or build on a larger machine and bring the generation here.`;
  const last = said.trim().split('\n').at(-1) ?? '';
  return `The process that builds ended before it was done (${signal ?? `exit code ${String(code)}`})${last === '' ? '' : `: ${last}`}. The old generation is live; the next build goes on from the vectors that were made.`;
}
