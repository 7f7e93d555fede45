import { describe, expect, it } from 'vitest';
import { orAborted } from '../src/abortable.js';

const never = new Promise<never>(() => undefined);

describe('orAborted', () => {
  it('gives what the work gives, or its fault', async () => {
    const { signal } = new AbortController();
    await expect(orAborted(Promise.resolve(3), signal)).resolves.toBe(3);
    await expect(orAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });

  it('rejects with the reason as soon as the signal fires, while the work goes on', async () => {
    const controller = new AbortController();
    const raced = orAborted(never, controller.signal);
    controller.abort(new Error('time is up'));
    await expect(raced).rejects.toThrow('time is up');
  });

  it('rejects when the signal had fired before', async () => {
    await expect(orAborted(never, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });

  it('lets work that lost fail without a rejection that nobody handles', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    let fail = (): void => undefined;
    const work = new Promise<never>((_, reject) => (fail = (): void => reject(new Error('too late'))));
    await expect(orAborted(work, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    fail();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
