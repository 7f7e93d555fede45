/** A pause in long work: a server that builds keeps answering, and a cancellation is heard. Rejects with the signal's reason. */
export async function breathe(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
