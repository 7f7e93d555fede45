/** Why a language model gave nothing that can be used. Not an error of the program: the reader answers instead, and the answer says so. */

/**
 * `busy`: the queue was full. `unreachable`: no connection. `refused`: the server answered with another status than 200. `malformed`: what it
 * sent is not the protocol. `too-slow`: a time limit. `unusable`: the output is not of the form asked for, or names sentences that it was
 * not shown. `unconfirmed`: no statement of it stood up to the checks. `failed`: the model could not be loaded or run.
 */
export const fallbackReasons = ['busy', 'unreachable', 'refused', 'malformed', 'too-slow', 'unusable', 'unconfirmed', 'failed'] as const;
export type FallbackReason = (typeof fallbackReasons)[number];

export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  constructor(
    readonly reason: FallbackReason,
    /** What happened, for those who run the service; goes into the provenance of the answer. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
