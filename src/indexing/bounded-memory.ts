/** What was made stays at hand until others need its room: least recently used goes first. */

export interface BoundedMemory<Value> {
  /** The value under `key`, made by `make` when it is not at hand. */
  readonly get: (key: number, make: () => Value) => Value;
  /** Weight of what is at hand: at most the bound, or that of one value that alone is heavier. */
  readonly weight: () => number;
}

/** `weightOf` must say the same of a key every time; weights and `most` in bytes. */
export function boundedMemory<Value>(most: number, weightOf: (key: number) => number): BoundedMemory<Value> {
  // A Map keeps the order in which keys were set: the first is the one not used for longest.
  const held = new Map<number, { readonly value: Value }>();
  let weight = 0;
  return {
    get: (key, make) => {
      const known = held.get(key);
      const kept = known ?? { value: make() };
      if (known === undefined) weight += weightOf(key);
      else held.delete(key);
      held.set(key, kept);
      for (const oldest of held.keys()) {
        if (weight <= most || oldest === key) break;
        held.delete(oldest);
        weight -= weightOf(oldest);
      }
      return kept.value;
    },
    weight: () => weight,
  };
}
