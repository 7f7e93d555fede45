/** Typed faults. Each says what happened, to what, what was expected and what to do; expected outcomes are values, not errors. */

/** What kind of fault it is decides the HTTP status and the exit code. */
export const faults = {
  /** The request or the command line is wrong. */
  'bad-request': { status: 400, exitCode: 2 },
  'not-found': { status: 404, exitCode: 1 },
  /** What is asked for does not go with how things stand: a build is running, the gate refused, an index of another embedder. */
  'conflict': { status: 409, exitCode: 1 },
  /** What is there is not what the request was made for: somebody changed it meanwhile. */
  'changed-meanwhile': { status: 412, exitCode: 1 },
  'too-large': { status: 413, exitCode: 2 },
  'unsupported': { status: 415, exitCode: 2 },
  'bad-source': { status: 422, exitCode: 1 },
  /** The request must say which state of the thing it was made for. */
  'unconditional': { status: 428, exitCode: 2 },
  /** A file on disk is damaged, altered or missing. */
  'damaged': { status: 500, exitCode: 1 },
  /** The disk is full, a port is taken, a folder cannot be written. Over HTTP the log alone says more: messages may name paths. */
  'environment': { status: 503, exitCode: 1 },
  'unavailable': { status: 503, exitCode: 1 },
  'timeout': { status: 503, exitCode: 1 },
  'disk-full': { status: 507, exitCode: 1 },
} as const;
export type Fault = keyof typeof faults;

export class ResponsaError extends Error {
  override readonly name = 'ResponsaError';
  constructor(
    readonly fault: Fault,
    /** What happened, and to what. */
    message: string,
    /** What was expected and what to do about it. */
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One or two lines for a terminal or a log: what happened, then what to do. */
export function describe(error: unknown): string {
  return error instanceof ResponsaError ? `${error.message}\n${error.advice}` : messageOf(error);
}

/** The code of a system error (`ENOSPC`, `EADDRINUSE`), if it is one. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
