/** What `GET /v1/index` answers with. */
import { z } from '@hono/zod-openapi';
import { count, listOf, periodSchema } from './domain-schemas.js';

export const indexSchema = z
  .strictObject({
    generation: z.string().meta({ description: 'The live generation.' }),
    created: z.string().meta({ description: 'When it was published, ISO 8601.' }),
    counts: z.strictObject({ filesRead: count, skipped: count, works: count, expressions: count, provisions: count, chunks: count, embedded: count, takenOver: count, references: count, referencesResolved: count }),
    collections: z.array(z.strictObject({ id: z.string(), title: z.string().nullable(), documents: count, licence: z.string().exactOptional() })),
    languages: z.record(z.string(), count).meta({ description: 'Documents per language.' }),
    denseWeights: z.record(z.string(), z.strictObject({ least: z.number(), most: z.number(), probes: count })).meta({ description: 'Per language: between which weights of the dense ranking the corpus\' own headings see no difference. A question takes the middle, but no more than the setting denseWeight. A language with too few headings is not listed.' }),
    searchWidth: z.strictObject({ width: count, found: z.number(), questions: count }).exactOptional().meta({ description: 'How wide the graph of vectors is searched at least, and what share of the ten nearest that found when the build asked the corpus\' own headings. Absent where the index is small, or has no headings.' }),
    readings: z.record(z.string(), z.enum(['stems', 'characters', 'letter-groups'])).meta({
      description: 'How words of each language are read: `stems` (a stemmer), `characters` (scripts without spaces, and Korean: characters and pairs of them) or `letter-groups` (no stemmer for this language: folded words and groups of four letters).',
    }),
    synonyms: z.record(z.string(), count).meta({ description: 'Lines of synonyms that each collection brings.' }),
    jurisdictions: z.record(z.string(), count).meta({ description: 'Documents per jurisdiction.' }),
    dateRange: periodSchema.meta({ description: 'From the first day any expression is in force to the last one named.' }),
    models: z.strictObject({ embedder: z.strictObject({ name: z.string(), digest: z.string(), dimensions: count }), engine: z.string(), reader: z.string() }),
    parameters: z.record(z.string(), z.union([z.number(), z.string()])).meta({ description: 'Settings of the build.' }),
    skipped: z.array(z.strictObject({ file: z.string(), reason: z.string() })).meta({ description: 'Files that could not be read, all of them, with the reason.' }),
    warnings: listOf(z.string()).meta({ description: 'What parsers and the build noticed.' }),
  })
  .meta({ id: 'Index', examples: [{
      generation: '20240301T080000-1a2b3c', created: '2024-03-01T08:00:00.000Z',
      counts: { filesRead: 48, skipped: 0, works: 41, expressions: 48, provisions: 912, chunks: 701, embedded: 12, takenOver: 689, references: 480, referencesResolved: 391 },
      collections: [{ id: 'law', title: 'Laws of Alvonia', documents: 28, licence: 'Apache-2.0' }], languages: { en: 20, de: 11 }, readings: { de: 'stems', en: 'stems' }, synonyms: { law: 12 }, denseWeights: { en: { least: 0.3, most: 0.8, probes: 200 } }, jurisdictions: { xa: 40, 'xa-niederau': 4 },
      dateRange: { from: '2009-04-01', to: '2027-04-01' },
      models: { embedder: { name: 'responsa-embedder-1', digest: 'b5bb9d80', dimensions: 384 }, engine: 'extractive', reader: 'extractive' },
      parameters: { chunkLength: 800, hnswM: 16 }, skipped: [], warnings: [],
    }],
  });
