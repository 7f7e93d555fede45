/** Heading or marginal note -> the text under it, which the index embeds without it here. */
import { textOf } from '../document.js';
import { languageOf, placeOf, textWithoutHeading, unitsOf, type HeldLaw, type Unit } from './held-law.js';
import { mineNegatives } from './negatives.js';
import type { Candidate, Pair } from './pair.js';

/** A heading that stands over this many provisions of a language says too little without the title of its law. */
const OFTEN = 3;
/** Shorter text under a heading teaches nothing: "(repealed)", "—". Characters. */
const SHORTEST_TEXT = 60;

/** Words behind which nothing stands any more. */
const gone = /^[\s([]*(?:repealed|deleted|omitted|reserved|not in force|weggefallen|aufgehoben|gegenstandslos|abrogé|abrogée|abroge|supprimé|ملغاة|ملغى|kehtetu|скасовано|виключено)/iu;

export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** As it is asked for: one line, without a stop at its end, a footnote's mark, brackets round the whole. */
export function plainHeading(heading: string): string {
  const line = heading.replace(/\s+/gu, ' ').replace(/\s*\[?(?:\*+|\d{1,3}\))\]?$/u, '').trim();
  return line.replace(/^[([](.*)[)\]]$/u, '$1').replace(/\s*[.:;,]+$/u, '').trim();
}

/** True when a heading names a subject: more letters than a number or an abbreviation has, and not that the provision is gone. */
export function saysSomething(heading: string): boolean {
  return (heading.match(/\p{L}/gu)?.length ?? 0) >= 4 && heading.length <= 200 && !gone.test(heading);
}

export interface Headed extends Unit {
  readonly heading: string;
  readonly isCommon: boolean;
}

/** How often each heading stands in each language, counted once for the whole index. */
export function headingCounts(law: HeldLaw): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const ordinal of law.ordinals) {
    for (const { provision } of unitsOf(law, ordinal)) {
      if (provision.heading === null) continue;
      const key = `${languageOf(law, ordinal)} ${folded(plainHeading(provision.heading))}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** The provisions of an expression that have a telling heading over a text. */
export function headedUnits(law: HeldLaw, ordinal: number, counts: ReadonlyMap<string, number>): Headed[] {
  const document = law.snapshot.documents[ordinal]!;
  return unitsOf(law, ordinal).flatMap((unit) => {
    if (unit.provision.heading === null) return [];
    const heading = plainHeading(unit.provision.heading);
    const text = textOf(document, unit.provision).trim();
    if (!saysSomething(heading) || text.length < SHORTEST_TEXT || gone.test(text) || folded(heading) === folded(document.title)) return [];
    return [{ ...unit, heading, isCommon: (counts.get(`${languageOf(law, ordinal)} ${folded(heading)}`) ?? 0) >= OFTEN }];
  });
}

/** The heading as a question: with the title of the law where many provisions are headed so. */
export const headingQuestion = (title: string, { heading, isCommon }: Pick<Headed, 'heading' | 'isCommon'>): string => (isCommon ? `${heading}, ${title}` : heading);

export function* headingCandidates(law: HeldLaw, counts: ReadonlyMap<string, number>): Generator<Candidate<Pair>> {
  for (const ordinal of law.ordinals) {
    const language = languageOf(law, ordinal);
    for (const { place, heading, isCommon } of headedUnits(law, ordinal, counts)) {
      yield { group: `heading ${language}`, key: `heading ${law.snapshot.documents[ordinal]!.expression}#${place.eId}`, make: () => headingPair(law, ordinal, place.eId, heading, isCommon) };
    }
  }
}

async function headingPair(law: HeldLaw, ordinal: number, eId: string, heading: string, isCommon: boolean): Promise<Pair> {
  const document = law.snapshot.documents[ordinal]!;
  const language = languageOf(law, ordinal);
  const row = law.rowsOf(ordinal, eId)[0]!;
  const place = placeOf(law, row);
  const query = headingQuestion(document.title, { heading, isCommon });
  const negatives = await mineNegatives(law, {
    text: query, language, positiveLanguage: language, positiveRow: row, own: [place],
    // Another provision under the same heading would answer it too.
    textOf: (other) => (folded(law.snapshot.chunks[other]!.breadcrumb.at(-1) ?? '').endsWith(folded(heading)) && !isCommon ? null : textWithoutHeading(law, other)),
  });
  return { kind: 'heading', query, queryLanguage: language, positive: textWithoutHeading(law, row), positiveLanguage: language, negatives, source: `${document.work}#${eId}`, positiveSource: `${document.work}#${eId}`, collection: document.source.collection };
}
