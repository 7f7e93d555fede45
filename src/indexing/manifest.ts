/** manifest.json of a generation: what it was made of, with which settings, and the checksum of every file. */
import { z } from 'zod';

const count = z.number().int().nonnegative();

export const manifestSchema = z
  .object({
    format: z.literal(4),
    id: z.string(),
    /** When it was published, ISO 8601. The only field that two builds of the same input differ in, with `id` and `seconds`. */
    created: z.string(),
    /** sha-256 over collection, path and digest of every source file. */
    corpusDigest: z.string(),
    /** sha-256 over what the parsers and the linking of references made of it (`documentsDigest`). */
    documentsDigest: z.string(),
    embedder: z.object({ name: z.string(), digest: z.string(), dimensions: count }).strict(),
    /** Version of the analyzers; a change of them means that lexical indexes differ. */
    analyzer: z.string(),
    parameters: z.record(z.string(), z.union([z.number(), z.string()])),
    counts: z
      .object({
        filesRead: count, skipped: count, works: count, expressions: count, provisions: count, chunks: count, embedded: count, takenOver: count,
        /** References to provisions found in the texts, and how many of them lead to a provision or work of this corpus. */
        references: count, referencesResolved: count,
      })
      .strict(),
    seconds: z.number().nonnegative(),
    /** `licence` as the collection states it; absent where it does not. */
    collections: z.array(z.object({ id: z.string(), title: z.string().nullable(), documents: count, licence: z.string().exactOptional() }).strict()),
    languages: z.record(z.string(), count),
    /** What the corpus taught of each language: between which weights of the dense ranking its own headings see no difference. */
    denseWeights: z.record(z.string(), z.object({ least: z.number().min(0).max(1), most: z.number().min(0).max(1), probes: count }).strict()),
    /** How wide the graph is searched so that it finds 98 % of the ten nearest (`search-width.ts`). Absent where the index is small, or has no headings to ask. */
    searchWidth: z.object({ width: count, found: z.number().min(0).max(1), questions: count }).strict().exactOptional(),
    /** How the words of each language (primary subtag) are read; `letter-groups` says that there is no stemmer for it. */
    readings: z.record(z.string(), z.enum(['stems', 'characters', 'letter-groups'])),
    jurisdictions: z.record(z.string(), count),
    /** Lines of synonyms that each collection brings; collections without are not listed. Absent where none has any. */
    synonyms: z.record(z.string(), count).exactOptional(),
    /** Files that could not be parsed, all of them, with the reason. */
    skipped: z.array(z.object({ file: z.string(), reason: z.string() }).strict()),
    /** What parsers and the build noticed. */
    warnings: z.array(z.string()),
    files: z.record(z.string(), z.object({ bytes: count, sha256: z.string() }).strict()),
  })
  .strict();
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
