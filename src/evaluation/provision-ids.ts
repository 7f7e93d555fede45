/**
 * Known-item sets name provisions as their publishers do. This is the table of those styles, one for each source format, and the one
 * function that writes our own provisions in them:
 *
 *     Germany        bgb#§ 433                                        file # designation as printed
 *     Canada         en/acts/C-46#s267   fr/lois/C-46#s267            language / kind / file # s and the label
 *     South Africa   za-eth/act/by-law/2014/rules-of-order/eng/2014-07-11#section-20      folder below "by-laws" # id of the section
 *     Estonia        22438#§ 50<sup>4</sup>.                          file # designation as the heading has it
 */
import type { ExpressionView, ProvisionSummary } from '../assistant.js';
import type { Period } from '../document.js';
import { primaryLanguage } from '../language.js';

/** What an id is made of. */
interface Place {
  /** Path of the source inside its collection without the file's name, and that name without its ending. */
  readonly folder: string;
  readonly file: string;
  /** Primary subtag. */
  readonly language: string;
  readonly provision: Pick<ProvisionSummary, 'eId' | 'number'>;
}

interface IdStyle {
  /** True for the provisions that have an id; what lies inside one belongs to it. */
  readonly isUnit: (provision: Pick<ProvisionSummary, 'eId' | 'kind' | 'number'>) => boolean;
  readonly idOf: (place: Place) => string;
}

const folderOfActs: Readonly<Record<string, string>> = { en: 'en/acts', fr: 'fr/lois' };
const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const plainDigits = (raised: string): string => Array.from(raised, (digit) => raisedDigits.indexOf(digit)).join('');

/** By the format of the source (`source.format`). */
const styles: Readonly<Record<string, IdStyle>> = {
  'gesetze-im-internet': {
    isUnit: ({ kind, number }) => (kind === 'section' || kind === 'article') && number !== null,
    idOf: ({ file, provision }) => `${file}#${provision.number ?? ''}`,
  },
  'justice-canada': {
    // Sections of a schedule bear the numbers of sections of the act once more; the ids mean those of the act.
    isUnit: ({ kind, eId, number }) => kind === 'section' && number !== null && !/^(?:schedule|annex|attachment)/u.test(eId),
    idOf: ({ file, language, provision }) => `${folderOfActs[language] ?? language}/${file}#s${provision.number ?? ''}`,
  },
  'akoma-ntoso': {
    isUnit: ({ kind }) => kind === 'section' || kind === 'article',
    idOf: ({ folder, provision }) => `${folder.replace(/^(?:.*\/)?by-laws\//u, '')}#${provision.eId}`,
  },
  markdown: {
    isUnit: ({ kind, number }) => (kind === 'section' || kind === 'article') && number !== null,
    idOf: ({ file, provision }) => `${file}#${(provision.number ?? '').replace(new RegExp(`[${raisedDigits}]+`, 'gu'), (raised) => `<sup>${plainDigits(raised)}</sup>`).replace(/\.?$/u, '.')}`,
  },
};

/** The provision of an id, with its own period. */
export interface Identified {
  readonly id: string;
  readonly inForce: Period;
}

/** By eId, every provision of an expression that lies in one with an id, that one; empty for a source format without a style. */
export function provisionIds({ source, language, provisions }: Pick<ExpressionView, 'source' | 'language' | 'provisions'>): ReadonlyMap<string, Identified> {
  const ids = new Map<string, Identified>();
  const style = styles[source.format];
  if (style === undefined) return ids;
  const steps = source.path.split('/');
  const place = { folder: steps.slice(0, -1).join('/'), file: steps.at(-1)!.replace(/\.[^.]*$/u, ''), language: primaryLanguage(language) };
  const pending = provisions.map((provision) => ({ provision, above: null as Identified | null }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { provision } = next;
    const id = style.isUnit(provision) ? { id: style.idOf({ ...place, provision }), inForce: provision.inForce } : next.above;
    if (id !== null) ids.set(provision.eId, id);
    for (const child of provision.provisions) pending.push({ provision: child, above: id });
  }
  return ids;
}
