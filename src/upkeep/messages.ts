/**
 * What the service and the process that builds for it say to each other.
 *
 *   service → build   one BuildTask; then nothing (SIGTERM cancels, the end of the channel too)
 *   build → service   progress …, then one end
 */
import { z } from 'zod';
import { outcomeSchema } from '../build-contract.js';

export const taskSchema = z.strictObject({
  /** Every setting, by name; checked again by the one reader of settings. */
  config: z.record(z.string(), z.unknown()),
  full: z.boolean(),
  force: z.boolean(),
  who: z.string(),
});
export type BuildTask = Readonly<z.infer<typeof taskSchema>>;

const count = z.int().nonnegative();
export const buildMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), stage: z.string(), done: count, total: count }),
  z.strictObject({ kind: z.literal('end'), outcome: outcomeSchema }),
]);
export type BuildMessage = Readonly<z.infer<typeof buildMessageSchema>>;
