/** Work that nobody waits for any longer once a signal fires. */

/** What `work` gives; rejects with the signal's reason as soon as that fires, even if the work takes longer to stop. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = (): void => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Work that lost the race may still fail; that is expected and answered already.
    work.catch(() => undefined);
  }
}
