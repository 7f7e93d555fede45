/** A collection: a folder of documents with a `collection.json` that says what it holds. */
import { z } from 'zod';
import { documentTypes } from '../document.js';

/** `collection.json`. Every field but `id` is a default for documents that do not say it themselves. */
export const collectionManifest = z
  .object({
    id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'letters, digits, ".", "_" and "-"'),
    title: z.string().optional(),
    jurisdiction: z.string().optional(),
    language: z.string().optional(),
    type: z.enum(documentTypes).optional(),
    licence: z.string().optional(),
    /** Where the texts come from, for people. */
    source: z.string().optional(),
    /** Globs of files that are no documents (`*` within a folder, `**` across): `["README.md", "schemas/**"]`. */
    ignore: z.array(z.string()).optional(),
  })
  .strict();
export type CollectionManifest = Readonly<z.infer<typeof collectionManifest>>;
