/** Schemas of the documents over HTTP, each held to the type that it mirrors (at the end). */
import { z } from '@hono/zod-openapi';
import { fileKinds, type ArchiveResult, type DocumentHistory, type ListedPage, type PutResult, type Removed } from '../corpus-documents.js';
import { count, documentTypeSchema, listOf, periodSchema } from './domain-schemas.js';
import { wholeNumber } from './request-schemas.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/).meta({ description: 'sha-256 of the bytes, hex; in quotation marks it is the ETag.', examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] });
const digestExample = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const kind = z.enum(fileKinds).meta({ description: '`side`: `<name>.meta.json`; `questions`: topics, qrels, answers; `note`: read-me, licence.' });
const href = z.string();
const namedWork = z.strictObject({ work: z.string(), title: z.string() });

const outlineExample = { eId: 'sec_1', kind: 'section', number: 'Section 1.', heading: 'Duty to register', level: 1 };
export const outlineEntrySchema = z
  .strictObject({ eId: z.string(), kind: z.string(), number: z.string().nullable(), heading: z.string().nullable(), level: z.int().min(1).max(2).meta({ description: '1: at the top; 2: below that.' }) })
  .meta({ id: 'OutlineEntry', examples: [outlineExample] });

const understoodExample = {
  work: 'xa/act/2019/dogs', expression: 'xa/act/2019/dogs/eng@2019-01-01', title: 'Dogs Act', type: 'act' as const, jurisdiction: 'xa', language: 'en', inForce: { from: '2019-01-01', to: null }, format: 'markdown',
  provisions: { section: 3, subsection: 2 }, references: 0, outline: [outlineExample], warnings: [],
};
export const understoodDocumentSchema = z
  .strictObject({
    work: z.string(), expression: z.string(), title: z.string(), type: documentTypeSchema, jurisdiction: z.string(), language: z.string(), inForce: periodSchema,
    format: z.string().meta({ description: 'The parser that read it.' }),
    provisions: z.record(z.string(), count).meta({ description: 'How many provisions of each kind.' }),
    references: count,
    outline: listOf(outlineEntrySchema).meta({ description: 'The first two levels, at most 200 entries; empty for the files of an archive.' }),
    warnings: listOf(z.string()),
  })
  .meta({ id: 'UnderstoodDocument', description: 'What was understood of one expression; the command `inspect` shows the whole.', examples: [understoodExample] });

const understood = {
  documents: listOf(understoodDocumentSchema).meta({ description: 'The first 20 expressions of the file.' }),
  documentCount: count.meta({ description: 'How many expressions the file holds.' }),
  warnings: listOf(z.string()),
};
const message = z.string().meta({ description: 'What happened, and when it can be searched.' });

export const putResultSchema = z
  .strictObject({ outcome: z.enum(['created', 'changed', 'unchanged']), collection: z.string(), path: z.string(), kind, bytes: count, digest, ...understood, href, message })
  .meta({ id: 'StoredDocument', examples: [{ outcome: 'created', collection: 'law', path: '2019/dogs.md', kind: 'document', bytes: 812, digest: digestExample, documents: [understoodExample], documentCount: 1, warnings: [], href: '/v1/documents/law/2019/dogs.md', message: 'Stored.' }] });

export const removedSchema = z
  .strictObject({ outcome: z.literal('deleted'), collection: z.string(), path: z.string(), digest, message })
  .meta({ id: 'RemovedDocument', examples: [{ outcome: 'deleted', collection: 'law', path: '2019/dogs.md', digest: digestExample, message: 'Deleted.' }] });

const fileExample = { path: '2019/dogs.md', outcome: 'created' as const, reason: null, bytes: 812, digest: digestExample, documents: [], documentCount: 1, warnings: [] };
export const archivedFileSchema = z
  .strictObject({
    path: z.string(),
    outcome: z.enum(['created', 'changed', 'unchanged', 'refused', 'exists', 'skipped']).meta({ description: '`exists`: refused for what is there already; `skipped`: a file of the system that packed the archive.' }),
    reason: z.string().nullable(), bytes: count.nullable(), digest: digest.nullable(), ...understood,
  })
  .meta({ id: 'ArchivedFile', examples: [fileExample] });

export const archiveResultSchema = z
  .strictObject({ collection: z.string(), stored: z.literal(true), files: listOf(archivedFileSchema), message })
  .meta({ id: 'StoredArchive', examples: [{ collection: 'law', stored: true, files: [fileExample], message: '1 of 1 files stored, 0 refused.' }] });

const listedExample = { collection: 'law', path: '2019/dogs.md', kind: 'document' as const, mediaType: 'text/markdown', bytes: 812, digest: digestExample, modified: '2026-11-22T12:00:00.000Z', works: [{ work: 'xa/act/2019/dogs', title: 'Dogs Act' }], href: '/v1/documents/law/2019/dogs.md' };
export const listedDocumentSchema = z
  .strictObject({
    collection: z.string(), path: z.string(), kind: kind.nullable(), mediaType: z.string(), bytes: count, digest, modified: z.iso.datetime(),
    works: listOf(namedWork).nullable().meta({ description: 'The first works it holds; null where the file was not put there over HTTP.' }), href,
  })
  .meta({ id: 'ListedDocument', examples: [listedExample] });

export const listedPageSchema = z
  .strictObject({ documents: listOf(listedDocumentSchema), next: z.string().nullable().meta({ description: 'What to send as `after` for the next page; null: this is the last.' }) })
  .meta({ id: 'DocumentList', examples: [{ documents: [listedExample], next: null }] });

const versionExample = { at: '2026-11-22T12:00:00.000Z', who: 'anyone', action: 'put' as const, path: '2019/dogs.md', before: null, after: digestExample, bytes: 812, works: [{ work: 'xa/act/2019/dogs', title: 'Dogs Act' }], made: true, kept: true };
export const versionSchema = z
  .strictObject({
    at: z.iso.datetime(), who: z.string(), action: z.enum(['put', 'delete']), path: z.string(),
    before: digest.nullable(), after: digest.nullable(), bytes: count.nullable(), works: listOf(namedWork),
    made: z.boolean().meta({ description: 'False when the program was stopped before it made the change that it had written down.' }),
    kept: z.boolean().meta({ description: 'Whether `?version=` with the digest `after` gives its bytes.' }),
  })
  .meta({ id: 'DocumentVersion', examples: [versionExample] });
export const historySchema = z
  .strictObject({ collection: z.string(), path: z.string(), versions: listOf(versionSchema) })
  .meta({ id: 'DocumentHistory', description: 'Every change over HTTP, the latest first.', examples: [{ collection: 'law', path: '2019/dogs.md', versions: [versionExample] }] });

const collectionName = z.string().min(1).meta({ description: 'Name of the collection: its folder below that of the corpus.', examples: ['law'] });
const flag = z.enum(['true', 'false'], { error: 'Write true or false.' }).default('false').transform((value) => value === 'true').openapi({ type: 'boolean', default: false });

export const collectionPath = z.strictObject({ collection: collectionName });
export const documentPath = collectionPath.extend({ path: z.string().min(1).meta({ description: 'Path inside the collection; its slashes may be written `%2F` or as they are.', examples: ['2019/dogs.md'] }) });
export const documentQuery = z.strictObject({
  version: z.string().regex(/^[0-9a-f]{64}$/, 'A version is named by its sha-256, 64 hexadecimal digits.').optional().meta({ description: 'An earlier version, by the sha-256 of its bytes.' }),
  history: flag.openapi({ description: 'true: who changed it when, instead of its bytes.' }),
});
export const archiveQuery = z.strictObject({
  replace: flag.openapi({ description: 'true: documents that are there already are replaced.' }),
  partial: flag.openapi({ description: 'true: what can be stored is stored, though some files are refused.' }),
});
export const listQuery = z.strictObject({
  collection: collectionName.optional(),
  prefix: z.string().max(600).default('').meta({ description: 'Beginning of the path inside the collection.' }),
  after: z.string().max(900).optional().meta({ description: '`next` of the page before.' }),
  limit: wholeNumber(1, 1000, 100, 'How many documents at most.'),
});
export const conditionHeaders = z.object({
  'if-match': z.string().optional().meta({ description: 'The ETag of what is to be replaced or deleted; `*`: whatever is there.' }),
  'if-none-match': z.string().optional().meta({ description: 'PUT: `*` makes sure that nothing is replaced. GET: the ETag of what one has; 304 when it is still the same.' }),
});

type Same<Schema extends z.ZodType, T> = [z.infer<Schema>] extends [T] ? ([T] extends [z.infer<Schema>] ? true : false) : false;
type Holds<T extends true> = T;
export type PutResultHolds = Holds<Same<typeof putResultSchema, PutResult>>;
export type RemovedHolds = Holds<Same<typeof removedSchema, Removed>>;
export type ArchiveFilesHold = Holds<Same<typeof archivedFileSchema, ArchiveResult['files'][number]>>;
export type ListHolds = Holds<Same<typeof listedPageSchema, ListedPage>>;
export type HistoryHolds = Holds<Same<typeof historySchema, DocumentHistory>>;
