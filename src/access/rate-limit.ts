/** How often somebody may come: a bucket of tokens for each (Turner 1986, "New directions in communications"), filled up evenly over time. */

export interface RateLimit {
  /** Takes a token of `who`. 0 when there was one; else the seconds, rounded up, until there is. */
  take(who: string): number;
}

/** More are not remembered: those who came longest ago are forgotten first, and have by then mostly a full bucket again. */
const mostRemembered = 20_000;

/** `perMinute` tokens a minute, and as many at once; 0: no limit. `now` in ms, by a clock that is not set back. */
export function rateLimit(perMinute: number, now: () => number): RateLimit {
  if (perMinute === 0) return { take: () => 0 };
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();
  return {
    take(who) {
      const at = now();
      const before = buckets.get(who) ?? { tokens: perMinute, at };
      const tokens = Math.min(perMinute, before.tokens + (at - before.at) * perMs);
      const isFree = tokens >= 1;
      // Set anew, so that the map is in the order of the last visit.
      buckets.delete(who);
      buckets.set(who, { tokens: isFree ? tokens - 1 : tokens, at });
      if (buckets.size > mostRemembered) buckets.delete(buckets.keys().next().value!);
      return isFree ? 0 : Math.ceil((1 - tokens) / perMs / 1000);
    },
  };
}
