/** One text for one value: what a digest is taken of. */

/** JSON without white space, the keys of every object in the order of their UTF-16 code units (RFC 8785, section 3.2.3); two equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isPlainObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Difference {
  /** `statements.0.text`; empty for the whole. */
  readonly at: string;
  /** JSON of either side; `null` where one has nothing there. */
  readonly recorded: string | null;
  readonly produced: string | null;
}

/** Where two values differ, in the order of the first; equal values have no differences. */
export function differencesOf(recorded: unknown, produced: unknown, at = ''): Difference[] {
  const [one, other] = [entriesOf(recorded), entriesOf(produced)];
  if (one === null || other === null || Array.isArray(recorded) !== Array.isArray(produced)) {
    return canonicalJson(recorded) === canonicalJson(produced) ? [] : [{ at, recorded: textOf(recorded), produced: textOf(produced) }];
  }
  const keys = new Set([...one.keys(), ...other.keys()]);
  return [...keys].flatMap((key) => {
    const place = at === '' ? key : `${at}.${key}`;
    if (!one.has(key) || !other.has(key)) return [{ at: place, recorded: textOf(one.get(key)), produced: textOf(other.get(key)) }];
    return differencesOf(one.get(key), other.get(key), place);
  });
}

function entriesOf(value: unknown): Map<string, unknown> | null {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

const textOf = (value: unknown): string | null => (value === undefined ? null : canonicalJson(value));
