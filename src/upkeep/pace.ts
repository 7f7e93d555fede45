/** How fast a stage goes, and how long it will take: its mean so far. */
import type { BuildProgress } from '../rebuild.js';

export interface Pace extends BuildProgress {
  /** ms since the epoch; when this stage was first heard of, and what was done then. */
  readonly since: number;
  readonly doneThen: number;
  /** Per second; `null` until there is something to measure. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
}

/** The pace after one more report. `now` in ms. */
export function pace(before: Pace | null, progress: BuildProgress, now: number): Pace {
  const isSame = before !== null && before.stage === progress.stage && progress.done >= before.doneThen;
  const { since, doneThen } = isSame ? before : { since: now, doneThen: progress.done };
  const seconds = (now - since) / 1000;
  const rate = seconds > 0 && progress.done > doneThen ? (progress.done - doneThen) / seconds : null;
  return { ...progress, since, doneThen, rate, secondsLeft: rate === null ? null : Math.max(0, progress.total - progress.done) / rate };
}
