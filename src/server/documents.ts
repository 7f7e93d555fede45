/** `/v1/documents…`: the corpus over HTTP. What is sent is read before it is stored, and given back as bytes, never as a page. */
import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { entityTag, isKnown, mediaTypes, type ArchiveResult, type Conditions, type StoredDocument } from '../corpus-documents.js';
import { bodyPieces } from './body.js';
import type { AppParts, ServerApp, ServerEnvironment } from './context.js';
import { archiveQuery, archiveResultSchema, collectionPath, conditionHeaders, documentPath, documentQuery, historySchema, listedPageSchema, listQuery, putResultSchema, removedSchema } from './document-schemas.js';
import { changeProblems, commonProblems, invalidProblem, notFoundProblem, ProblemError, uploadProblems, writeProblems } from './problem.js';

const bytesSchema = z.string().openapi({ type: 'string', format: 'binary' });
const anyBytes = { 'application/octet-stream': { schema: bytesSchema } } as const;
/** A document that is JSON comes under the same type as the history. */
const historyOrJson = z.union([historySchema, z.unknown().openapi({ description: 'A document that is JSON, as it was sent.' })]);
const documentBytes = Object.fromEntries(mediaTypes.map((type) => [type, { schema: bytesSchema }]));
const { 409: conflictProblem, ...restOfChangeProblems } = changeProblems;
const etag = { ETag: { description: 'sha-256 of the bytes, hex, in quotation marks.', schema: { type: 'string' as const } } };

const listRoute = createRoute({
  method: 'get', path: '/v1/documents', tags: ['Documents'],
  summary: 'List the documents', description: 'The files of the collections in one order, by pages; what is listed is what is on the disk, not what the live index was built from.',
  request: { query: listQuery },
  responses: { 200: { description: 'The documents of this page.', content: { 'application/json': { schema: listedPageSchema } } }, ...invalidProblem, ...notFoundProblem, ...commonProblems },
});

const getRoute = createRoute({
  method: 'get', path: '/v1/documents/{collection}/{path}', tags: ['Documents'],
  summary: 'A document', description: 'Its bytes as they were sent, as an attachment; with `history=true` who changed it when, as JSON.',
  request: { params: documentPath, query: documentQuery, headers: conditionHeaders },
  responses: {
    200: { description: 'The bytes, or the history.', headers: etag, content: { ...documentBytes, 'application/json': { schema: historyOrJson } } },
    304: { description: 'The document is still the one that `If-None-Match` names.', headers: etag },
    ...invalidProblem, ...notFoundProblem, 409: conflictProblem, ...commonProblems,
  },
});

const putRoute = createRoute({
  method: 'put', path: '/v1/documents/{collection}/{path}', tags: ['Documents'],
  summary: 'Store a document', description: 'The body is the file as it is. It is read first; what cannot be read is not stored. A document that is there already is replaced only when `If-Match` names it. `collection.json` at the top makes a collection.',
  request: { params: documentPath, headers: conditionHeaders, body: { required: true, content: anyBytes } },
  responses: {
    200: { description: 'Replaced, or the same bytes as before; with what was understood.', headers: etag, content: { 'application/json': { schema: putResultSchema } } },
    201: { description: 'New; with what was understood.', headers: etag, content: { 'application/json': { schema: putResultSchema } } },
    ...invalidProblem, ...notFoundProblem, ...commonProblems, ...uploadProblems, ...changeProblems,
  },
});

const deleteRoute = createRoute({
  method: 'delete', path: '/v1/documents/{collection}/{path}', tags: ['Documents'],
  summary: 'Delete a document', description: 'With `If-Match` only that very version. Its bytes are kept among the earlier versions.',
  request: { params: documentPath, headers: conditionHeaders },
  responses: { 200: { description: 'Deleted.', content: { 'application/json': { schema: removedSchema } } }, ...invalidProblem, ...notFoundProblem, 409: conflictProblem, 412: restOfChangeProblems[412], ...commonProblems, ...writeProblems },
});

const archiveRoute = createRoute({
  method: 'post', path: '/v1/documents/{collection}', tags: ['Documents'],
  summary: 'Store an archive of documents', description: 'ZIP, tar or gzipped tar. Each file is read as if it came by itself; all are stored, or none unless `partial=true`. The problem lists those refused.',
  request: { params: collectionPath, query: archiveQuery, body: { required: true, content: { 'application/zip': { schema: bytesSchema }, 'application/x-tar': { schema: bytesSchema }, 'application/gzip': { schema: bytesSchema } } } },
  responses: { 200: { description: 'Stored; with what was understood of each file.', content: { 'application/json': { schema: archiveResultSchema } } }, ...invalidProblem, ...notFoundProblem, ...commonProblems, ...uploadProblems, 409: conflictProblem, 422: restOfChangeProblems[422], ...writeProblems },
});

/**
 * The path to route by. Paths of documents hold slashes: `/v1/documents/law/2019/dogs.md` is read as `/v1/documents/law/2019%2Fdogs.md`, what
 * it is called in the description.
 */
export function withDocumentAsOneSegment(path: string): string {
  const [, collection, document] = /^\/v1\/documents\/([^/]+)\/(.+)$/s.exec(path) ?? [];
  return collection === undefined || document === undefined ? path : `/v1/documents/${collection}/${document.replaceAll('/', '%2F')}`;
}

/** A document is somebody's bytes: nothing in it is ever run or shown as part of this service. */
export const sandboxed = { 'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff' } as const;

type Request = Context<ServerEnvironment>;

const conditionsOf = (c: Request): Conditions => ({ ifMatch: c.req.header('if-match') ?? null, ifNoneMatch: c.req.header('if-none-match') ?? null });

/** The body piece by piece; problem 413 at once where its length says so, 415 where it is encoded. */
function uploadOf(c: Request, most: number): { readonly contentType: string | undefined; readonly pieces: AsyncIterable<Uint8Array>; readonly who: string; readonly signal: AbortSignal } {
  const encoding = c.req.header('content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw new ProblemError('unsupported-media-type', `The body is encoded as "${encoding}". Send it as it is.`, [], { 'accept-encoding': 'identity' });
  if (Number(c.req.header('content-length') ?? 0) > most) throw new ProblemError('too-large', `The body is larger than the ${most} bytes that are taken. Split it; whoever runs the service can raise documentLimit or documentArchiveLimit.`);
  const limit = c.get('limit');
  return { contentType: c.req.header('content-type'), pieces: bodyPieces(c.req.raw, limit), who: c.get('who'), signal: limit.signal };
}

export function registerDocuments(app: ServerApp, { documents, settings }: AppParts): void {
  app.openapi(listRoute, async (c) => {
    const { collection, prefix, after, limit } = c.req.valid('query');
    return c.json(await documents.list({ collection: collection ?? null, prefix, after: after ?? null, limit }), 200);
  });
  app.openapi(getRoute, async (c) => {
    const { version, history } = c.req.valid('query');
    const address = c.req.valid('param');
    if (history) return c.json(await documents.versions(address), 200);
    return sendDocument(c, await documents.read(address, version ?? null));
  });
  app.openapi(putRoute, async (c) => {
    const result = await documents.put({ ...c.req.valid('param'), ...uploadOf(c, settings.documentLimit), conditions: conditionsOf(c) });
    const headers = { etag: entityTag(result.digest), ...(result.outcome === 'created' ? { location: result.href } : {}) };
    return result.outcome === 'created' ? c.json(result, 201, headers) : c.json(result, 200, headers);
  });
  app.openapi(deleteRoute, async (c) => c.json(await documents.remove(c.req.valid('param'), { conditions: conditionsOf(c), who: c.get('who') }), 200));
  app.openapi(archiveRoute, async (c) => {
    const result = await documents.putArchive({ ...c.req.valid('param'), ...c.req.valid('query'), ...uploadOf(c, settings.documentArchiveLimit) });
    if (!result.stored) throw archiveRefused(result);
    return c.json({ ...result, stored: true as const }, 200);
  });
}

async function sendDocument(c: Request, document: StoredDocument): Promise<Response> {
  const { path, mediaType, bytes, digest, modified } = document;
  const name = path.split('/').at(-1)!;
  const headers = { 'etag': entityTag(digest), 'last-modified': modified.toUTCString(), ...sandboxed };
  if (isKnown(conditionsOf(c), digest)) return c.body(null, 304, headers);
  const described = { ...headers, 'content-type': mediaType, 'content-length': String(bytes), 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}` };
  if (c.req.method === 'HEAD') return c.body(null, 200, described);
  const handle = await document.open();
  return c.body(Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>, 200, described);
}

/** Files named in a problem; more are counted. */
const mostNamed = 1000;

function archiveRefused({ files, message }: ArchiveResult): ProblemError {
  const refused = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'exists');
  const isConflict = refused.every(({ outcome }) => outcome === 'exists');
  return new ProblemError(isConflict ? 'conflict' : 'bad-source', message, refused.slice(0, mostNamed).map(({ path, reason }) => ({ field: path, in: 'body', message: reason ?? '' })));
}
