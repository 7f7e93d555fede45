/** Ids that must teach nothing: questions, works, provisions (`work#eId`, with all that is in them), pages. */
import { readFile } from 'node:fs/promises';
import { messageOf, ResponsaError } from '../errors.js';
import type { Place } from './pair.js';

export interface LeftOut {
  question(id: string): boolean;
  /** The work, the provision, or one that it stands in. */
  place(place: Place): boolean;
  /** Ids that met nothing so far. */
  unmet(): readonly string[];
  readonly count: number;
}

/** Remembers which of the ids were met. */
export function leftOut(ids: Iterable<string>): LeftOut {
  const named = new Set(ids);
  const met = new Set<string>();
  const has = (id: string): boolean => {
    if (!named.has(id)) return false;
    met.add(id);
    return true;
  };
  return {
    question: has,
    place: ({ work, eId }) => {
      if (named.size === 0) return false;
      const steps = eId.split('__');
      return has(work) || steps.some((_, at) => has(`${work}#${steps.slice(0, at + 1).join('__')}`));
    },
    unmet: () => [...named].filter((id) => !met.has(id)),
    count: named.size,
  };
}

/** One id a line. Throws ResponsaError('not-found') when the file cannot be read. */
export async function readLeftOut(file: string | undefined): Promise<LeftOut> {
  if (file === undefined) return leftOut([]);
  try {
    return leftOut((await readFile(file, 'utf8')).split('\n').map((line) => line.trim()).filter((line) => line !== ''));
  } catch (error) {
    throw new ResponsaError('not-found', `${file} cannot be read: ${messageOf(error)}.`, '--leave-out names a file with one id a line: of a question, of a work, or WORK#EID.', { cause: error });
  }
}
