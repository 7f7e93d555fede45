/** How long each stage of a build took, told from its progress alone. */

export interface StageTimes {
  /** A stage begins, or goes on; what ran before has ended. */
  readonly enter: (stage: string) => void;
  /** Seconds of each stage so far, in the order in which they began; a stage that came back has the sum. */
  readonly seconds: () => Readonly<Record<string, number>>;
}

/** `now` is in ms. */
export function stageTimes(now: () => number): StageTimes {
  const spent = new Map<string, number>();
  let running: { readonly stage: string; readonly since: number } | null = null;
  const close = (): void => {
    if (running !== null) spent.set(running.stage, (spent.get(running.stage) ?? 0) + (now() - running.since) / 1000);
  };
  return {
    enter: (stage) => {
      if (running?.stage === stage) return;
      close();
      running = { stage, since: now() };
    },
    seconds: () => {
      close();
      running = running && { ...running, since: now() };
      return Object.fromEntries(spent);
    },
  };
}
