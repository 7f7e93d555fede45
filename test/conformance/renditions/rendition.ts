/** What one format makes of a law: how its makers write it, and what it cannot say or must say otherwise. */
import type { Law } from './law.js';

export interface Difference {
  /** One line. */
  readonly why: string;
  /** The law as a file of this format must give it. */
  readonly expected: (law: Law) => Law;
}

export interface Rendition {
  /** `Parser.format` of the parser that must read it. */
  readonly format: string;
  /** With the dot; `rendition.xml`. */
  readonly fileName: string;
  /** The laws its makers could write. */
  readonly suits: (law: Law) => boolean;
  readonly write: (law: Law) => string | Uint8Array;
  /** What an administrator has to say in a side file because the format does not; `null`: nothing. */
  readonly sideMetadata: (law: Law) => Readonly<Record<string, unknown>> | null;
  /** What the parser says of the file, one pattern to each warning; absent: nothing. */
  readonly warnings?: readonly RegExp[];
  /** Applied in this order. What is not named here must be the same. */
  readonly differences: readonly Difference[];
}

export function expectedOf({ differences }: Pick<Rendition, 'differences'>, law: Law): Law {
  return differences.reduce((expected, difference) => difference.expected(expected), law);
}

/** All keys of a side file, for formats that hold none. */
export function wholeSideFile({ work, title, type, jurisdiction, language, inForce }: Law): Readonly<Record<string, unknown>> {
  return { work, title, type, jurisdiction, language, in_force_from: inForce.from, in_force_to: inForce.to };
}
