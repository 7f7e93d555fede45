/** One place for each question that is worked on: the machine does a few well instead of all of them badly. */
import type { MiddlewareHandler } from 'hono';
import type { AppParts, ServerEnvironment } from './context.js';
import { ProblemError } from './problem.js';

/** A place is free again within seconds; many who come back at once find a queue. */
const retryAfter = '2';

/** Waits for a place within the request's time limit; 503 at once when too many wait already. Goes behind the reading of the body, so that a slow sender holds no place. */
export function inTurn({ access }: AppParts): MiddlewareHandler<ServerEnvironment> {
  return async (c, next) => {
    const limit = c.get('limit');
    const place = await access.places.take(limit.signal);
    if (place === null) throw new ProblemError('unavailable', `All ${access.places.taken()} places are taken and ${access.places.waiting()} questions are waiting. Try again in a moment; whoever runs the service can raise concurrentRequests and waitingRequests.`, [], { 'retry-after': retryAfter });
    try {
      await next();
    } finally {
      // An answer that is sent as events goes on behind this response.
      if (limit.kept) limit.whenStopped(() => place.leave());
      else place.leave();
    }
  };
}
