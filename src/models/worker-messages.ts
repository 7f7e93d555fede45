/** What an embedder or a trained reader and its worker threads say to each other. */
import { z } from 'zod';
import { faults, ResponsaError, type Fault } from '../errors.js';
import { embedderEntry, readerEntry } from './model-entry.js';

const faultNames = Object.keys(faults) as [Fault, ...Fault[]];

const faultSchema = z.strictObject({ is: z.literal('fault'), fault: z.enum(faultNames), message: z.string(), advice: z.string() });

/** What a worker is started with. */
export const workerSettings = z.strictObject({ modelsFolder: z.string(), entry: embedderEntry, threads: z.int().positive() });
export type WorkerSettings = z.infer<typeof workerSettings>;

/** One batch. The prefix is put in front of each text. */
export const workerRequest = z.strictObject({ prefix: z.string(), texts: z.array(z.string()) });
export type WorkerRequest = z.infer<typeof workerRequest>;

/** `ready` once, when the model is loaded; then one `rows` (row-major, in the order of the texts) or `fault` for each request. */
export const workerReply = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('ready') }),
  z.strictObject({ is: z.literal('rows'), rows: z.instanceof(Float32Array) }),
  faultSchema,
]);
export type WorkerReply = z.infer<typeof workerReply>;

/** What the thread of a trained reader is started with. */
export const readerSettings = z.strictObject({ modelsFolder: z.string(), entry: readerEntry, threads: z.int().positive() });

/** One question with the sentences of each passage. The 32-bit number in `cancelled` becomes 1 when nobody waits any more. */
export const readingRequest = z.strictObject({ question: z.string(), passages: z.array(z.array(z.string())), read: z.enum(['once', 'thrice']), cancelled: z.instanceof(SharedArrayBuffer) });
export type ReadingRequest = z.infer<typeof readingRequest>;

/** `ready` once, when the model is loaded; then one `scores` or `fault` for each request. */
export const readingReply = z.discriminatedUnion('is', [z.strictObject({ is: z.literal('ready') }), z.strictObject({ is: z.literal('scores'), scores: z.array(z.number()), windows: z.array(z.number()), answers: z.number() }), faultSchema]);
export type ReadingReply = z.infer<typeof readingReply>;

/** An error as it crosses the thread boundary, where classes are lost. */
export function faultReply(error: unknown): z.infer<typeof faultSchema> {
  if (error instanceof ResponsaError) return { is: 'fault', fault: error.fault, message: error.message, advice: error.advice };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { is: 'fault', fault: 'unavailable', message: `The model failed: ${detail}`, advice: 'This is a fault of the model or of its runtime; try again, and report it with this message when it comes back.' };
}
