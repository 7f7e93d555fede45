/** A bounded number of places to work in, and a bounded queue before them; whoever finds both full is told so at once. */

export interface Places {
  /** Resolves with a place, at once or when it is one's turn; `null` when the queue is full. Rejects with the signal's reason when that fires first. */
  take(signal: AbortSignal): Promise<Place | null>;
  readonly taken: () => number;
  readonly waiting: () => number;
}

export interface Place {
  /** Gives the place to the next in the queue; again: nothing. */
  leave(): void;
}

export function openPlaces(most: number, mostWaiting: number): Places {
  let taken = 0;
  const queue = new Set<(place: Place) => void>();
  function place(): Place {
    let isLeft = false;
    return {
      leave() {
        if (isLeft) return;
        isLeft = true;
        const [next] = queue;
        if (next === undefined) taken--;
        else {
          queue.delete(next);
          next(place());
        }
      },
    };
  }
  function wait(signal: AbortSignal): Promise<Place> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        queue.delete(onTurn);
        reject(signal.reason as Error);
      };
      const onTurn = (given: Place): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(given);
      };
      queue.add(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
  return {
    async take(signal) {
      signal.throwIfAborted();
      if (taken < most) {
        taken++;
        return place();
      }
      return queue.size < mostWaiting ? wait(signal) : null;
    },
    taken: () => taken,
    waiting: () => queue.size,
  };
}
