/** Hard negatives: what the index itself finds for a query and that is not the answer. */
import { grouped } from '../retrieval/duplicates.js';
import { isNoteRow, placeOf, type HeldLaw } from './held-law.js';
import { isRelated, type Place } from './pair.js';

/** Most negatives of one pair. */
export const mostNegatives = 4;
/** Letters of a passage that says something: a credit or a row of figures has fewer. */
const FEWEST_LETTERS = 30;
/** Passages looked at: enough that four of them are something else, whatever the provision's own rows and twins are. */
const LOOKED_AT = 16;

export interface Wanted {
  readonly text: string;
  readonly language: string;
  /** Language of the positive: negatives are in the same one, else the language would tell them apart. */
  readonly positiveLanguage: string;
  /** Row of the positive; what says nearly the same is no negative. `null`: the positive is no row. */
  readonly positiveRow: number | null;
  /** Whatever is related to one of these is no negative. */
  readonly own: readonly Place[];
  /** The negative's text, in the form of the positive; `null` leaves the row out. */
  readonly textOf: (row: number) => string | null;
}

/** At most four texts, best first, each from another provision. */
export async function mineNegatives(law: HeldLaw, wanted: Wanted, signal?: AbortSignal): Promise<string[]> {
  const found = await law.bench.find(wanted.text, wanted.language, law.admissionOf(wanted.positiveLanguage), LOOKED_AT, signal);
  const near = nearlyTheSame(law, wanted.positiveRow, found);
  const texts = new Set<string>();
  const taken: Place[] = [...wanted.own];
  for (const row of found) {
    const place = placeOf(law, row);
    if (near.has(row) || taken.some((one) => isRelated(one, place)) || isNoteRow(law, row) || lettersIn(law.snapshot.textOf(row)) < FEWEST_LETTERS) continue;
    const text = wanted.textOf(row);
    if (text === null || texts.has(text)) continue;
    taken.push(place);
    texts.add(text);
    if (texts.size === mostNegatives) break;
  }
  return [...texts];
}

export const lettersIn = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

function nearlyTheSame({ snapshot }: HeldLaw, positive: number | null, found: readonly number[]): Set<number> {
  if (positive === null) return new Set();
  const hits = [positive, ...found.filter((row) => row !== positive)].map((row) => ({ row, score: 0 }));
  const [own] = grouped(hits, (row) => snapshot.textOf(row), hits.length, () => false);
  return new Set([positive, ...(own?.alsoIn ?? []).map(({ row }) => row)]);
}
