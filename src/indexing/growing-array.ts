/** Typed arrays that grow: postings are too many for arrays of JavaScript numbers. */

export interface GrowingArray {
  push(value: number): void;
  /** A view of what was pushed; later pushes may leave it behind. */
  values(): Uint32Array;
}

/** `room` is what it begins with. */
export function growingArray(room = 1024): GrowingArray {
  let held = new Uint32Array(Math.max(1, room));
  let length = 0;
  return {
    push(value) {
      if (length === held.length) {
        const wider = new Uint32Array(held.length * 2);
        wider.set(held);
        held = wider;
      }
      held[length++] = value;
    },
    values: () => held.subarray(0, length),
  };
}
