/** How many words are remembered: stemming and splitting are most of the work of an index, and words repeat. */
const REMEMBERED = 100_000;

/** `compute` with a memory; it must depend on the word alone. */
export function remembering<T>(compute: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const found = compute(word);
    known.set(word, found);
    return found;
  };
}
