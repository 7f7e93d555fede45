/** Heading or marginal note -> the text under it, which the index embeds without it here. */
import { textOf, type Provision } from '../document.js';
import { languageOf, placeOf, textWithoutHeading, type HeldLaw, type Unit } from './held-law.js';
import { lettersIn, mineNegatives } from './negatives.js';
import { idOf, type Candidate, type Pair } from './pair.js';
import { hashOf } from './sample.js';

/** A heading that stands over this many provisions of a language says too little without the title of its law. */
const OFTEN = 3;
/** About as many pairs of one heading, drawn from all its provisions: a thousand times "Short title" teaches what fifty times do. */
const MOST_OF_ONE = 40;
/** A division's heading speaks of each provision in it where it holds no more than this. */
const FEW_PROVISIONS = 5;
/** Shorter text under a heading teaches nothing: "(repealed)", "—". Characters. */
const SHORTEST_TEXT = 60;

/** Words behind which nothing stands any more. */
const gone = /^[\s([]*(?:repealed|deleted|omitted|reserved|not in force|weggefallen|aufgehoben|gegenstandslos|abrogé|abrogée|abroge|supprimé|ملغاة|ملغى|kehtetu|скасовано|виключено)/iu;

/** Words that enact, close or list: no subject. A schedule that is named by its number alone has none either. */
const formulas = new RegExp([
  String.raw`^(?:eingangsformel|schlussformel|eingangssatz|inhaltsverzeichnis|inhaltsübersicht|fußnoten?|unterschriften|table of (?:contents|provisions)|arrangement of sections|signatures?|table des matières|sommaire)$`,
  String.raw`^من (?:اللائحة|النظام)$`,
  String.raw`^(?:يقرر|قرر|قررنا|قررت|رسمنا|نرسم|والله)(?:\s|$)`,
  String.raw`^(?:anlage|anhang|schedule|annexe?|appendix|lisa|ملحق|الملحق|جدول)\s*[\p{N}ivxlca-z]{0,5}(?:\s*\(?(?:zu|to|section|article|au|aux|à)\s.*)?$`,
].join('|'), 'iu');

export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** As it is asked for: one line, without a stop at its end, a footnote's mark, brackets round the whole. */
export function plainHeading(heading: string): string {
  const line = heading.replace(/\s+/gu, ' ').replace(/\s*\[?(?:\*+|\d{1,3}\))\]?$/u, '').trim();
  return line.replace(/^[([](.*)[)\]]$/u, '$1').replace(/\s*[.:;,]+$/u, '').trim();
}

/** True when a heading names a subject: more letters than a number or an abbreviation has, and not that the provision is gone. */
export function saysSomething(heading: string): boolean {
  return lettersIn(heading) >= 4 && heading.length <= 200 && !gone.test(heading) && !formulas.test(heading);
}

export interface Headed extends Unit {
  readonly heading: string;
  /** How many provisions of the language are headed so. */
  readonly count: number;
}

/** How often each heading stands in each language, counted once for the whole index. */
export function headingCounts(law: HeldLaw): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const ordinal of law.ordinals) {
    for (const { provision } of law.unitsOf(ordinal)) {
      if (provision.heading === null) continue;
      const key = countKey(law, ordinal, plainHeading(provision.heading));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

const countKey = (law: HeldLaw, ordinal: number, heading: string): string => `${languageOf(law, ordinal)} ${folded(heading)}`;

/** The provisions of an expression that have a telling heading over a text. */
export function headedUnits(law: HeldLaw, ordinal: number, counts: ReadonlyMap<string, number>): Headed[] {
  const document = law.snapshot.documents[ordinal]!;
  return law.unitsOf(ordinal).flatMap((unit) => {
    if (unit.provision.heading === null) return [];
    const heading = plainHeading(unit.provision.heading);
    const text = textOf(document, unit.provision).trim();
    if (!saysSomething(heading) || text.length < SHORTEST_TEXT || gone.test(text) || folded(heading) === folded(document.title)) return [];
    return [{ ...unit, heading, count: counts.get(countKey(law, ordinal, heading)) ?? 0 }];
  });
}

/** The heading as a question: with the title of the law where many provisions are headed so. */
export const headingQuestion = (title: string, { heading, count }: Pick<Headed, 'heading' | 'count'>): string => (count >= OFTEN ? `${heading}, ${title}` : heading);

export function* headingCandidates(law: HeldLaw, ordinal: number, counts: ReadonlyMap<string, number>): Generator<Candidate<Pair>> {
  const group = `heading ${languageOf(law, ordinal)}`;
  for (const { place, rows, heading, count } of headedUnits(law, ordinal, counts)) {
    const key = `heading ${law.snapshot.documents[ordinal]!.expression}#${place.eId}`;
    if (count > MOST_OF_ONE && hashOf(`one of ${key}`) > (MOST_OF_ONE / count) * 2 ** 32) continue;
    yield { group, key, make: () => headingPair(law, ordinal, rows[0]!, { heading, count }) };
  }
  for (const { heading, row } of divisionHeadings(law, ordinal)) {
    yield { group, key: `heading ${law.snapshot.documents[ordinal]!.expression} ${row}`, make: () => headingPair(law, ordinal, row, { heading, count: 1 }, heading) };
  }
}

/** Where provisions have no headings, as in French codes, that of the division over a few of them, with the first of its texts. */
function divisionHeadings(law: HeldLaw, ordinal: number): { readonly heading: string; readonly row: number }[] {
  const document = law.snapshot.documents[ordinal]!;
  const byDivision = new Map<Provision, Unit[]>();
  for (const unit of law.unitsOf(ordinal)) {
    const division = unit.ancestors.at(-1);
    if (division !== undefined && unit.provision.heading === null) byDivision.set(division, [...(byDivision.get(division) ?? []), unit]);
  }
  return [...byDivision].flatMap(([{ heading, provisions }, units]) => {
    const first = units.find(({ provision }) => textOf(document, provision).trim().length >= SHORTEST_TEXT && !gone.test(textOf(document, provision)));
    if (heading === null || provisions.length > FEW_PROVISIONS || first === undefined || !saysSomething(plainHeading(heading)) || isGeneral(heading)) return [];
    return [{ heading: plainHeading(heading), row: first.rows[0]! }];
  });
}

/** Headings of divisions that say nothing without what stands above them. */
const isGeneral = (heading: string): boolean => /^(?:dispositions? (?:générales?|communes?|diverses|finales?|particulières?|relatives? à l['’]application)|règles générales|general|miscellaneous|allgemeine|gemeinsame|schluss|أحكام (?:عامة|ختامية|تمهيدية)|الأحكام (?:العامة|الختامية|التمهيدية)|üldsätted|rakendussätted)/iu.test(plainHeading(heading));

async function headingPair(law: HeldLaw, ordinal: number, row: number, headed: Pick<Headed, 'heading' | 'count'>, division?: string): Promise<Pair> {
  const document = law.snapshot.documents[ordinal]!;
  const language = languageOf(law, ordinal);
  const place = placeOf(law, row);
  const query = headingQuestion(document.title, headed);
  const negatives = await mineNegatives(law, {
    text: query, language, positiveLanguage: language, positiveRow: row, own: [place],
    // Another provision under the same heading would answer it too.
    textOf: (other) => (headed.count < OFTEN && isUnder(law.snapshot.chunks[other]!.breadcrumb, headed.heading) ? null : textWithoutHeading(law, other, division)),
  });
  return { kind: 'heading', query, queryLanguage: language, positive: textWithoutHeading(law, row, division), positiveLanguage: language, negatives, source: idOf(place), positiveSource: idOf(place), collection: document.source.collection };
}

const isUnder = (breadcrumb: readonly string[], heading: string): boolean => breadcrumb.some((step) => folded(step).endsWith(folded(heading)));
