/**
 * What Justice Canada XML says about an act or a regulation as a whole, and the dates of its provisions.
 *
 * Dates of the publisher's database (`lims:`, "legislative information management system"):
 *   pit-date            day from which the file as a whole reads as it does (point in time): the expression's first day
 *   current-date        day on which the consolidation was checked last
 *   inforce-start-date  day from which this very element reads as it does. 2002-12-31, 2003-01-01 and 2006-03-22 are where the
 *                       database begins: such text is older, how much older the file does not say
 *   enacted-date        day its words were enacted (royal assent, registration); says nothing on whether they are in force
 *   lastAmendedDate     latest inforce-start-date in a section or file
 * `in-force="no"`, or a day to come, marks what is enacted and not in force; 9999-01-01 is the source's own day for "none fixed".
 * `startdate` and `enddate` of a root are left aside: the Cannabis Act, in force since 2018, has an `enddate` of 2019.
 */
import type { Day, DocumentType, Period, ProvisionStatus } from '../../../document.js';
import { isDay } from '../../days.js';
import { definedOnly, readDay, type Facts } from '../../metadata.js';
import { fold } from '../../tree/draft.js';
import { childAt, childElements, textOfElement, type XmlElement } from '../xml-tree.js';

/** First day of what has been enacted and has no day fixed: the source's own convention, so that no as-of date admits it. */
export const noDayFixed: Day = '9999-01-01';

/** `SOR/97-175` and French `DORS/97-175` -> `SOR-97-175`; `C.R.C., ch. 870` -> `C.R.C.,_c._870`: as the publisher's links have it. */
function instrumentNumber(written: string): string {
  return fold(written).replace(/[\s_]+/gu, '_').replace(/\//g, '-').replace(/^DORS-/, 'SOR-').replace(/^TR-/, 'SI-').replace(/,_ch\._/, ',_c._');
}

/** The work a link of the source names (`C-46`, `SOR-98-106`, `2019_29`); `null` for the gazette, web addresses and links that name none. */
export function workOfLink(link: string | undefined, type: string | undefined): string | null {
  if (link === undefined || !/^[\w.,-]+$/.test(link)) return null;
  if (type === 'act') return `ca/act/${link}`;
  return type === 'regulation' ? `ca/regulation/${instrumentNumber(link)}` : null;
}

const textAt = (element: XmlElement | undefined, ...path: string[]): string | undefined => {
  const found = childAt(element, ...path);
  const text = found === undefined ? '' : fold(textOfElement(found));
  return text === '' ? undefined : text;
};

interface Identity {
  readonly work: string | undefined;
  /** As lawyers cite it beside the title: `R.S.C., 1985, c. A-1`, `S.C. 2019, c. 10`, `SOR/97-175`. */
  readonly citation: string | undefined;
  /** What stands for it in speech: the chapter of the revised statutes, `C-46`. */
  readonly chapter: string | undefined;
}

function actIdentity(chapter: XmlElement | undefined, french: boolean): Identity {
  const consolidated = textAt(chapter, 'ConsolidatedNumber');
  const annual = childAt(chapter, 'AnnualStatuteId');
  const number = textAt(annual, 'AnnualStatuteNumber');
  const year = textAt(annual, 'YYYY');
  const key = consolidated ?? (number === undefined || year === undefined ? undefined : `${year}_${number}`);
  const revised = (chap: string): string => (french ? `L.R.C. (1985), ch. ${chap}` : `R.S.C., 1985, c. ${chap}`);
  const inYear = (chap: string, of: string): string => (french ? `L.C. ${of}, ch. ${chap}` : `S.C. ${of}, c. ${chap}`);
  const isRevised = childAt(chapter, 'ConsolidatedNumber')?.attributes.official === 'yes';
  const citation = consolidated !== undefined && isRevised ? revised(consolidated)
    : number === undefined || year === undefined ? undefined
    : annual!.attributes['revised-statute'] === 'yes' ? revised(number) : inYear(number, year);
  return { work: key === undefined ? undefined : `ca/act/${key.replace(/\s+/gu, '_')}`, citation, chapter: consolidated };
}

function identityOf(root: XmlElement, identification: XmlElement | undefined, french: boolean): Identity {
  if (root.name === 'Statute') return actIdentity(childAt(identification, 'Chapter'), french);
  const number = textAt(identification, 'InstrumentNumber');
  return { work: number === undefined ? undefined : `ca/regulation/${instrumentNumber(number)}`, citation: number, chapter: undefined };
}

/** `root`: `Statute` or `Regulation`. */
export function readJusticeFacts(root: XmlElement, warn: (warning: string) => void): Facts {
  const identification = childAt(root, 'Identification');
  const language = root.attributes.lang?.toLowerCase().split('-')[0];
  const { work, citation, chapter } = identityOf(root, identification, language === 'fr');
  const short = textAt(identification, 'ShortTitle');
  const long = textAt(identification, 'LongTitle');
  const title = short ?? long;
  const aliases = [textAt(identification, 'RunningHead'), citation, chapter, long].filter((name): name is string => name !== undefined && name !== title);
  const type: DocumentType = root.name === 'Statute' ? 'act' : 'regulation';
  const isRepealed = childElements(root).some((child) => child.name === 'Repealed');
  return definedOnly({
    work, title, aliases: aliases.length === 0 ? undefined : aliases, type, jurisdiction: 'ca', language,
    from: readDay(root.attributes['pit-date'] ?? root.attributes['inforce-start-date'], 'lims:pit-date', warn),
    status: isRepealed ? ('repealed' as const) : undefined,
  });
}

export interface Force {
  readonly inForce: Period | null;
  readonly status: ProvisionStatus | null;
}

/** What the source has enacted and not brought into force, with no day fixed. */
export const notInForce: Force = { inForce: { from: noDayFixed, to: null }, status: 'not-yet-in-force' };

/**
 * Period and status of one element by its own dates. `current`: the day up to which the file is kept; `isRepealed`: its text says no more
 * than that, and says so from its day on.
 */
export function forceOf({ attributes }: XmlElement, current: Day | null, isRepealed = false): Force {
  const flag = attributes['in-force'];
  const start = attributes['inforce-start-date'] ?? '';
  const inForce = isDay(start) ? { from: start, to: null } : null;
  const isToCome = (day: Day): boolean => isDay(day) && (day === noDayFixed || (current !== null && day > current));
  if (isRepealed) return { inForce, status: 'repealed' };
  if (flag === 'no') return notInForce;
  if (flag !== undefined && isToCome(flag)) return { inForce: { from: flag, to: null }, status: 'not-yet-in-force' };
  return { inForce, status: isToCome(start) ? 'not-yet-in-force' : null };
}
