/** What the routes of builds and generations take and answer with. */
import { z } from '@hono/zod-openapi';
import { buildStates } from '../build-contract.js';
import { count } from './domain-schemas.js';

/** Without a name of its own in the description: there every named shape has something required. */
export const buildRequestSchema = z
  .strictObject({
    full: z.boolean('Write true or false.').optional().meta({ description: 'Embed everything anew instead of taking over vectors of unchanged text. Default: false.' }),
    force: z.boolean('Write true or false.').optional().meta({ description: 'Make the new generation live whatever the gate says, unless it is damaged. Recorded, with the reasons. Default: false.' }),
  }, { error: 'Send one JSON object.' })
  .meta({ examples: [{ full: false, force: false }] });

const countsSchema = z.strictObject({ filesRead: count, skipped: count, works: count, expressions: count, provisions: count, chunks: count, embedded: count, takenOver: count, references: count, referencesResolved: count });

const refusalSchema = z
  .strictObject({
    check: z.enum(['integrity', 'counts', 'questions']).meta({ description: 'Is it whole on the disk; has it not shrunk; does it rank the collections\' own questions as well.' }),
    message: z.string(),
    before: z.number().nullable().meta({ description: 'The figure of the last generation, where it is about one.' }),
    after: z.number().nullable().meta({ description: 'The figure of the new one.' }),
  })
  .meta({ id: 'Refusal', examples: [{ check: 'counts', message: 'It has 28 works, generation 20240301T080000Z-1a2b3c4d5e6f has 41: 31.7 % fewer, and at most 20.0 % are let through (gateCountDrop).', before: 41, after: 28 }] });

const exampleCounts = { filesRead: 48, skipped: 0, works: 41, expressions: 48, provisions: 912, chunks: 701, embedded: 12, takenOver: 689, references: 480, referencesResolved: 391 };

export const buildSchema = z
  .strictObject({
    id: z.string(),
    state: z.enum(buildStates).meta({ description: '`refused`: it was built and is on the disk, but the gate did not let it go live.' }),
    who: z.string().meta({ description: 'Who asked for it; `watched folder` when a change of files did.' }),
    full: z.boolean(),
    force: z.boolean(),
    started: z.string().meta({ description: 'ISO 8601.' }),
    ended: z.string().nullable().meta({ description: 'ISO 8601; null while it runs, and when nobody saw its end.' }),
    stage: z.string().meta({ description: 'What is or was being done: `start`, `read`, `chunk`, `embed`, `lexical`, `graph`, `teach`, `write`, `verify`, `questions`.' }),
    done: count.meta({ description: 'Of this stage.' }),
    total: count.meta({ description: 'Of this stage.' }),
    rate: z.number().nonnegative().nullable().meta({ description: 'Of this stage, per second; null until it is known.' }),
    secondsLeft: z.number().nonnegative().nullable().meta({ description: 'Of this stage.' }),
    generation: z.string().nullable().meta({ description: 'What was built; with `unchanged` the one that is live still.' }),
    counts: countsSchema.nullable(),
    refusals: z.array(refusalSchema).readonly().meta({ description: 'What the gate said against it; with `published` it was overridden by force.' }),
    notes: z.array(z.string()).readonly().meta({ description: 'What the gate could not compare, and why.' }),
    problem: z.string().nullable().meta({ description: 'Why it failed.' }),
  })
  .meta({ id: 'Build', examples: [{
      id: '0f8fad5b-d9cb-469f-a165-70867728950e', state: 'published', who: 'anyone', full: false, force: false, started: '2024-03-01T08:00:00.000Z', ended: '2024-03-01T08:01:10.000Z',
      stage: 'questions', done: 130, total: 130, rate: null, secondsLeft: null, generation: '20240301T080000Z-1a2b3c4d5e6f', counts: exampleCounts, refusals: [], notes: [], problem: null,
    }],
  });

export const buildsSchema = z.strictObject({ builds: z.array(buildSchema).readonly().meta({ description: 'Newest first.' }) }).meta({ id: 'Builds', examples: [{ builds: [] }] });

export const generationSchema = z
  .strictObject({
    id: z.string(),
    live: z.boolean().meta({ description: 'New questions are answered from it.' }),
    inUse: z.boolean().meta({ description: 'Some process on the machine answers from it; it is not pruned.' }),
    refused: z.boolean().meta({ description: 'The gate kept it from going live.' }),
    created: z.string().meta({ description: 'ISO 8601; empty when its manifest cannot be read.' }),
    counts: countsSchema.nullable(),
    embedder: z.string().nullable(),
    problem: z.string().nullable().meta({ description: 'What is wrong with its manifest. Checksums are compared when it is activated.' }),
  })
  .meta({ id: 'Generation', examples: [{ id: '20240301T080000Z-1a2b3c4d5e6f', live: true, inUse: true, refused: false, created: '2024-03-01T08:01:05.000Z', counts: exampleCounts, embedder: 'responsa-embedder-1', problem: null }] });

export const generationsSchema = z.strictObject({ generations: z.array(generationSchema).readonly().meta({ description: 'Newest first.' }) }).meta({ id: 'Generations', examples: [{ generations: [] }] });
