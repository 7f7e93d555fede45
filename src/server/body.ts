/** The body of a request: JSON only, bounded in bytes and in time, before anything else looks at it. */
import type { MiddlewareHandler } from 'hono';
import { messageOf, ResponsaError } from '../errors.js';
import type { ServerEnvironment } from './context.js';
import { ProblemError } from './problem.js';
import { ClientGone, type TimeLimit } from './time-limit.js';

/** Reads and parses the body within `bodyLimit` bytes and the request's time limit; problems 400, 408, 413, 415. Needs the limit of `/v1/`. */
export function jsonBody(bodyLimit: number): MiddlewareHandler<ServerEnvironment> {
  return async (c, next) => {
    checkMediaType(c.req.header('content-type'), c.req.header('content-encoding'));
    const text = decode(await readBody(c.req.raw, bodyLimit, c.get('limit')));
    try {
      JSON.parse(text);
    } catch (error) {
      throw new ProblemError('malformed-json', `The body cannot be parsed: ${messageOf(error)}. Send one JSON object.`);
    }
    c.req.raw = new Request(c.req.url, { method: c.req.method, headers: c.req.raw.headers, body: text });
    await next();
  };
}

/** As `jsonBody`, where a request may also come without any body. */
export function optionalJsonBody(bodyLimit: number): MiddlewareHandler<ServerEnvironment> {
  const read = jsonBody(bodyLimit);
  return (c, next) => {
    const comes = c.req.header('content-type') !== undefined || c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0;
    return comes ? read(c, next) : next();
  };
}

function checkMediaType(contentType: string | undefined, encoding: string | undefined): void {
  const [type, ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  if (type !== 'application/json' || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    throw new ProblemError('unsupported-media-type', `The body comes as ${contentType === undefined ? 'no named type' : `"${contentType}"`}. Send JSON in UTF-8 with the header "Content-Type: application/json".`, [], { accept: 'application/json' });
  }
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new ProblemError('unsupported-media-type', `The body is encoded as "${encoding}". Send it uncompressed.`, [], { 'accept-encoding': 'identity' });
  }
}

async function readBody(request: Request, bodyLimit: number, limit: TimeLimit): Promise<Uint8Array> {
  const tooLarge = (): ProblemError => new ProblemError('too-large', `The body is larger than the ${bodyLimit} bytes this service takes. Send less; whoever runs the service can raise bodyLimit.`);
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) throw tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bodyPieces(request, limit)) {
    length += piece.byteLength;
    if (length > bodyLimit) throw tooLarge();
    parts.push(piece);
  }
  return Buffer.concat(parts);
}

/** The body piece by piece, within the request's time limit; problem 408. Whoever stops before its end lets the rest go. */
export async function* bodyPieces(request: Request, limit: TimeLimit): AsyncGenerator<Uint8Array> {
  if (request.body === null) return;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await limit.race(reader.read()).catch((error: unknown) => {
        throw inWordsOfBody(error, limit.signal);
      });
      if (done) {
        isWhole = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!isWhole) void reader.cancel().catch(() => undefined);
  }
}

/** A body that breaks off means the client has gone; one that dawdles is the client's fault, not the service's. */
function inWordsOfBody(error: unknown, signal: AbortSignal): unknown {
  if (!signal.aborted) return new ClientGone();
  if (error instanceof ResponsaError && error.fault === 'timeout') {
    return new ProblemError('slow-request', 'The body of the request did not arrive within the time limit. Send it without pauses.', [], { connection: 'close' });
  }
  return error;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('malformed-json', 'The body is not UTF-8. Send JSON in UTF-8.');
  }
}
