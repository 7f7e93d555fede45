/** Builds and generations as those who run the service see them; made in `upkeep`, shown by `server`. */
import { z } from 'zod';

const count = z.int().nonnegative();

/** A reason of the gate against a new generation. `before` and `after`: the figure of the last generation and of the new one, where it is about one. */
const refusalSchema = z.strictObject({
  check: z.enum(['integrity', 'counts', 'questions']),
  message: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
});
export type Refusal = Readonly<z.infer<typeof refusalSchema>>;

export const buildStates = ['running', 'published', 'unchanged', 'refused', 'failed', 'cancelled'] as const;

const countsSchema = z.strictObject({ filesRead: count, skipped: count, works: count, expressions: count, provisions: count, chunks: count, embedded: count, takenOver: count, references: count, referencesResolved: count });

/** What came of a build, as the process that built says it. */
export const outcomeSchema = z.strictObject({
  state: z.enum(['published', 'unchanged', 'refused', 'failed', 'cancelled']),
  /** The generation that was built, or that is live still when nothing changed. */
  generation: z.string().nullable(),
  counts: countsSchema.nullable(),
  /** Of the gate; with state `published` they were overridden by force. */
  refusals: z.array(refusalSchema).readonly(),
  /** What the gate could not compare, and why. */
  notes: z.array(z.string()).readonly(),
  /** Why it failed; `null` otherwise. */
  problem: z.string().nullable(),
});
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>;

/** One build; in the file of builds as it is here. */
export const buildSchema = outcomeSchema.extend({
  id: z.string(),
  state: z.enum(buildStates),
  /** Who asked for it; `watched folder` when a change of files did. */
  who: z.string(),
  full: z.boolean(),
  force: z.boolean(),
  /** ISO 8601. */
  started: z.string(),
  /** ISO 8601; `null` while it runs, and when nobody saw its end. */
  ended: z.string().nullable(),
  /** What is being done: `start`, `read`, `chunk`, `embed`, `lexical`, `graph`, `teach`, `write`, `verify`, `questions`. */
  stage: z.string(),
  /** Of this stage. */
  done: count,
  total: count,
  /** Of this stage, per second; `null` until it is known, and when it is over. */
  rate: z.number().nonnegative().nullable(),
  /** Of this stage: seconds. */
  secondsLeft: z.number().nonnegative().nullable(),
});
export type Build = Readonly<z.infer<typeof buildSchema>>;

export interface BuildOrder {
  /** Embed everything anew. */
  readonly full: boolean;
  /** Make it live whatever the gate says, damage apart. */
  readonly force: boolean;
  readonly who: string;
}

export interface GenerationView {
  readonly id: string;
  readonly live: boolean;
  /** Some process answers from it. */
  readonly inUse: boolean;
  /** The gate kept it from going live. */
  readonly refused: boolean;
  /** ISO 8601; `''` when its manifest cannot be read. */
  readonly created: string;
  readonly counts: NonNullable<Outcome['counts']> | null;
  readonly embedder: string | null;
  /** What is wrong with its manifest; `null` when nothing is. */
  readonly problem: string | null;
}

/** What keeps the index up to date under a running service. */
export interface Upkeep {
  /** Starts a build. ResponsaError('conflict') names the one that is running; 'disk-full' or 'unavailable' where that cannot be written down: none is started then. */
  startBuild(order: BuildOrder): Promise<Build>;
  /** Newest first. */
  builds(): readonly Build[];
  /** ResponsaError('not-found') when it is not remembered. */
  build(id: string): Build;
  /** Calls back with each new state of a build; gives a function that ends this. */
  followBuild(id: string, onChange: (build: Build) => void): () => void;
  /** Resolves when the build has ended, cancelled unless it was quicker. ResponsaError('conflict') when it is not running. */
  cancelBuild(id: string, who: string): Promise<Build>;
  /** Newest first. */
  generations(): Promise<readonly GenerationView[]>;
  /** Compares every checksum, then makes it live, here too. ResponsaError('not-found'), 'conflict' when it is damaged or of another embedder, 'disk-full' or 'unavailable' when it cannot be written or recorded: the old one stays live. */
  activate(id: string, who: string): Promise<GenerationView>;
  /** Ends a running build and the watch of the folder. */
  close(): Promise<void>;
}
