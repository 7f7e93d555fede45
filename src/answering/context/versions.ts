/** Which version of a work speaks on a day. */
import { isInForce, type Day, type LegalDocument, type Period } from '../../document.js';
import { primaryLanguage } from '../../language.js';

/** All versions of a work in all languages, in the order of the corpus; empty where the corpus does not hold it. */
export type Versions = (work: string) => readonly LegalDocument[];

/** In force on `asOf`, else the last that was before, else the first that will be; of equal ones that in `language`. `null` when there is none. */
export function bestVersion<T>(all: readonly T[], about: (one: T) => { readonly language: string; readonly period: Period }, language: string, asOf: Day): T | null {
  const distance = ({ from, to }: Period): readonly [number, string] => {
    if (isInForce({ from, to }, asOf)) return [0, ''];
    // Days compare as strings: the later the end, the closer.
    return to !== null && to <= asOf ? [1, opposite(to)] : [2, from ?? ''];
  };
  const rows = all.map((one) => {
    const { language: spoken, period } = about(one);
    return { one, distance: distance(period), foreign: primaryLanguage(spoken) === primaryLanguage(language) ? 0 : 1 };
  });
  const [best] = rows.sort((a, b) => a.distance[0] - b.distance[0] || compare(a.distance[1], b.distance[1]) || a.foreign - b.foreign);
  return best?.one ?? null;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
/** Sorts the later day first. */
const opposite = (day: Day): string => day.replace(/\d/gu, (digit) => String(9 - Number(digit)));
