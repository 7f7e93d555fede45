/** Errors as the service sends them: `application/problem+json` (RFC 9457). */
import { z } from '@hono/zod-openapi';
import { type Fault, ResponsaError } from '../errors.js';
import { ClientGone } from './time-limit.js';

/** Kinds of problem; each has the stable identifier `urn:responsa:problem:<kind>`. */
export const problemKinds = {
  'malformed-json': { status: 400, title: 'The body is not JSON.' },
  'invalid-request': { status: 400, title: 'The request is not valid.' },
  'malformed-http': { status: 400, title: 'The request is not proper HTTP.' },
  'no-key': { status: 401, title: 'A key is needed.' },
  'forbidden': { status: 403, title: 'This is not allowed.' },
  'not-found': { status: 404, title: 'There is no such thing here.' },
  'method-not-allowed': { status: 405, title: 'This method does not exist here.' },
  'slow-request': { status: 408, title: 'The request did not arrive in time.' },
  'conflict': { status: 409, title: 'The request does not go with how things stand.' },
  'changed-meanwhile': { status: 412, title: 'It has changed meanwhile.' },
  'too-large': { status: 413, title: 'The request is too large.' },
  'unsupported-media-type': { status: 415, title: 'The body is not of a supported type.' },
  'misdirected': { status: 421, title: 'The service does not go by that name.' },
  'bad-source': { status: 422, title: 'The document cannot be read.' },
  'unconditional': { status: 428, title: 'The request must say what it is to replace.' },
  'too-many-requests': { status: 429, title: 'Too many requests.' },
  'headers-too-large': { status: 431, title: 'The headers of the request are too large.' },
  /** Never sent, only logged: nobody is there to read it (the status as nginx has it). */
  'client-gone': { status: 499, title: 'The client has gone.' },
  'internal': { status: 500, title: 'The service failed.' },
  'unavailable': { status: 503, title: 'The service is not available just now.' },
  'environment': { status: 503, title: 'The machine does not let the service do this.' },
  'timeout': { status: 503, title: 'The answer took too long.' },
  'disk-full': { status: 507, title: 'The disk is full.' },
} as const;
export type ProblemKind = keyof typeof problemKinds;

export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Stable identifier of the kind of problem: `urn:responsa:problem:<kind>`.' }),
    title: z.string().meta({ description: 'The kind of problem in words.' }),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What happened here, and what to do about it.' }),
    instance: z.string().meta({ description: 'Identifies this one request, as `x-request-id` does.' }),
    errors: z
      .array(
        z.strictObject({
          field: z.string().meta({ description: 'Where it is: `question`, `collections.0`; empty for the whole.' }),
          in: z.enum(['body', 'query', 'path', 'header']),
          message: z.string(),
        }),
      )
      .readonly()
      .exactOptional()
      .meta({ description: 'Field by field, when the request is not valid.' }),
  })
  .meta({ id: 'Problem', examples: [{
      type: 'urn:responsa:problem:invalid-request', title: 'The request is not valid.', status: 400, detail: 'asOf: 2023-02-30 is not a day of the calendar; write YYYY-MM-DD.',
      instance: 'urn:responsa:request:0f8fad5b-d9cb-469f-a165-70867728950e', errors: [{ field: 'asOf', in: 'body', message: '2023-02-30 is not a day of the calendar; write YYYY-MM-DD.' }],
    }],
  });
export type Problem = z.infer<typeof problemSchema>;
export type FieldError = NonNullable<Problem['errors']>[number];

/** Thrown by the server's own checks; becomes a response at the application's border. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly kind: ProblemKind,
    /** What happened, and what to do about it; sent to the client. */
    detail: string,
    readonly errors: readonly FieldError[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

const kindOfFault: Readonly<Record<Fault, ProblemKind>> = {
  'bad-request': 'invalid-request', 'not-found': 'not-found', 'conflict': 'conflict', 'too-large': 'too-large', 'bad-source': 'bad-source',
  'damaged': 'internal', 'environment': 'environment', 'unavailable': 'unavailable', 'timeout': 'timeout',
  'changed-meanwhile': 'changed-meanwhile', 'unsupported': 'unsupported-media-type', 'unconditional': 'unconditional', 'disk-full': 'disk-full',
};

/** Anything thrown, as a problem. What is not the client's to know (paths, stacks, faults of the machine) is replaced by a pointer to the log. */
export function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof ClientGone) return new ProblemError('client-gone', error.message);
  const kind = error instanceof ResponsaError ? kindOfFault[error.fault] : 'internal';
  if (kind === 'internal' || !(error instanceof ResponsaError)) {
    return new ProblemError('internal', 'Something failed inside the service. Its log says what, under the request id given here; please tell those who run it.');
  }
  if (kind === 'environment') return new ProblemError(kind, 'The service cannot do this on its machine as it is: a disk, a folder or a file fails it. Its log says which, under the request id given here; whoever runs it has to put that right.');
  return new ProblemError(kind, `${error.message} ${error.advice}`);
}

export function problemOf(error: ProblemError, requestId: string): Problem {
  const { status, title } = problemKinds[error.kind];
  const problem = { type: `urn:responsa:problem:${error.kind}`, title, status, detail: error.message, instance: `urn:responsa:request:${requestId}` };
  return error.errors.length === 0 ? problem : { ...problem, errors: error.errors };
}

/** The response. `retryAfter`, in seconds, goes with every 503 that does not say it itself. */
export function problemResponse(error: ProblemError, requestId: string, retryAfter: number): Response {
  const problem = problemOf(error, requestId);
  const headers = new Headers({ ...error.headers, 'content-type': 'application/problem+json', 'x-request-id': requestId });
  if (problem.status === 503 && !headers.has('retry-after')) headers.set('retry-after', String(retryAfter));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** What zod found, field by field: unknown fields are named one by one. */
export function invalidRequest(target: string, error: z.ZodError): ProblemError {
  const place = target === 'json' ? 'body' : target === 'param' ? 'path' : target === 'header' ? 'header' : 'query';
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), in: place, message: issue.message }];
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), in: place, message: 'This field is not known here.' }));
  });
  return new ProblemError('invalid-request', errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join(' '), errors);
}

const described = (description: string): { description: string; content: { 'application/problem+json': { schema: typeof problemSchema } } } => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** Problems that any route can answer with. */
export const commonProblems = {
  405: described('Another method than those of the `Allow` header.'),
  431: described('The request line and the headers are larger than 16 KiB together.'),
  500: described('A fault of the service; its log has the details under the request id.'),
  503: described('Not available just now, or out of time; or what is needed on the machine cannot be had, such as a folder that can be written. `Retry-After` says in how many seconds to try again.'),
} as const;
/** Problems of the gate (`access.ts`), beside those: of all routes but those for health, of routes that ask for a role, and of those that change something. */
export const gateProblems = {
  every: {
    421: described('The request was sent to a name that the service does not go by (`allowedHosts`).'),
    429: described('Too many requests, or too many wrong keys; `Retry-After` says in how many seconds to try again.'),
  },
  role: { 401: described('A key is asked for, and none or a wrong one came.'), 403: described('The key does not have the role that this asks for.') },
  change: { 403: described('The key does not have the role that this asks for; or a page of another site sent the request.') },
} as const;
export const invalidProblem = { 400: described('Malformed, a field is wrong, or a field is unknown; `errors` names them.') } as const;
export const notFoundProblem = { 404: described('What the request names does not exist.') } as const;
/** Problems of routes that take a file. */
export const uploadProblems = {
  408: described('The body did not arrive in time.'),
  413: described('The body is larger than the service takes.'),
  415: described('No file of this kind, or no type that such a file has; the detail lists those there are.'),
} as const;
const fullDisk = { 507: described('The disk is full; nothing is changed.') } as const;
/** Problems of routes that write. */
export const writeProblems = {
  503: described('What this has to write or record cannot be written: a read-only disk, a folder that the service may not write (`detail` says which, and what to do). Nothing is changed. Or not available just now, or out of time. `Retry-After` says in how many seconds to try again.'),
  ...fullDisk,
} as const;
/** Problems of routes that change documents. */
export const changeProblems = {
  409: described('What is there stands in the way: a link, a folder, a name that differs by case alone, a document that must not be replaced.'),
  412: described('The document is not the one that `If-Match` or `If-None-Match` names: somebody changed it meanwhile.'),
  422: described('The document cannot be read; nothing is stored.'),
  428: described('There is a document already; `If-Match` must say which one is to be replaced.'),
  ...writeProblems,
} as const;
export const conflictProblem = { 409: described('What is asked for does not go with how things stand; `detail` says what stands in the way.') } as const;
/** Problems of routes that take a body. */
export const bodyProblems = {
  408: described('The body did not arrive in time.'),
  413: described('The body is larger than the service takes.'),
  415: described('The body is not `application/json` (UTF-8, not compressed).'),
} as const;
