/** What a USLM document says of itself: in `meta`, in its identifiers, and where it says nothing there, in its preface. */
import type { DocumentType } from '../../../document.js';
import { definedOnly, readDay, type Facts } from '../../metadata.js';
import { fold } from '../../tree/draft.js';
import { uslmAddress } from './address.js';
import { childAt, childElements, descendants, textOfElement, type XmlElement } from '../xml-tree.js';

type Warn = (warning: string) => void;

const none: XmlElement = { name: '', attributes: {}, children: [] };
const textAt = (element: XmlElement | undefined, ...path: string[]): string | undefined => {
  const found = childAt(element, ...path);
  const text = found === undefined ? '' : fold(textOfElement(found));
  return text === '' ? undefined : text;
};
const textsAt = (element: XmlElement, name: string): string[] => childElements(element).filter((child) => child.name === name).map((child) => fold(textOfElement(child))).filter((text) => text !== '');

export const metaOf = (root: XmlElement): XmlElement => childAt(root, 'meta') ?? childAt(root, 'amendMeta') ?? none;
const mainOf = (root: XmlElement): XmlElement => childAt(root, 'main') ?? childAt(root, 'amendMain') ?? none;
const prefaceOf = (root: XmlElement): XmlElement => childAt(root, 'preface') ?? childAt(root, 'amendPreface') ?? none;

/** Measures of the two Houses as their addresses name them, by the words of `dc:type`. */
const measures: readonly (readonly [RegExp, string])[] = [
  [/^house joint/i, 'hjres'], [/^senate joint/i, 'sjres'], [/^house concurrent/i, 'hconres'], [/^senate concurrent/i, 'sconres'], [/^house (?:simple )?resolution/i, 'hres'],
  [/^senate (?:simple )?resolution/i, 'sres'], [/^house bill/i, 'hr'], [/^senate bill/i, 's'],
];

/** `115hr1eas2`, `Public Law 113–44`, `Private Law 112–1` in `citableAs`. */
function workOfCitation(citation: string): string | null {
  const measure = /^(\d{1,3})(hconres|sconres|hjres|sjres|hres|sres|hr|s)(\d+)(?:[a-z]+\d*)?$/u.exec(citation);
  if (measure !== null) return `us/bill/${measure[1]!}/${measure[2]!}/${measure[3]!}`;
  const law = /^(Public|Private) Law (\d+)[-–](\d+)$/u.exec(citation);
  return law === null ? null : `us/${law[1] === 'Public' ? 'pl' : 'pvtl'}/${law[2]!}/${law[3]!}`;
}

/** The first identifier of the text; only the beginning is looked at, and no quoted law. */
function workInText(root: XmlElement): string | null {
  let looked = 0;
  for (const element of descendants(mainOf(root))) {
    if (element.name === 'quotedContent' || (looked += 1) > 2000) return null;
    const address = element.attributes.identifier === undefined ? null : uslmAddress(element.attributes.identifier);
    if (address !== null) return address.work;
  }
  return null;
}

function workOfMeta(root: XmlElement): string | null {
  const meta = metaOf(root);
  const number = textAt(meta, 'docNumber');
  const congress = textAt(meta, 'congress');
  const measure = measures.find(([words]) => words.test(textAt(meta, 'type') ?? ''))?.[1];
  if (root.name === 'cfrDoc' && number !== undefined) return `us/cfr/t${number}`;
  if (root.name === 'uscDoc' && number !== undefined) return `us/usc/t${number}`;
  if (root.name === 'frDoc') return `us/fr/${textAt(meta, 'volume') ?? 'unknown'}/no${textAt(meta, 'issue') ?? 'unknown'}`;
  if (root.name === 'statutesAtLarge') return `us/stat/${textAt(meta, 'volume') ?? number ?? 'unknown'}`;
  if (congress === undefined || number === undefined) return null;
  if (root.name === 'statuteCompilation') return `us/sComp/${congress}/${number}`;
  if (root.name === 'pLaw') return `us/${textAt(meta, 'publicPrivate') === 'private' ? 'pvtl' : 'pl'}/${congress}/${number.replace(/^\d+[-–]/u, '')}`;
  return measure === undefined ? null : `us/bill/${congress}/${measure}/${number}`;
}

/** A compilation is cited by its own address: as amended, and often of one title only, it is not the public law it began as. */
function workOf(root: XmlElement): string | undefined {
  const identifier = root.attributes.identifier ?? mainOf(root).attributes.identifier;
  const own = identifier === undefined ? null : uslmAddress(identifier);
  if (own !== null) return own.work;
  const cited = root.name === 'statuteCompilation' ? null : textsAt(metaOf(root), 'citableAs').map(workOfCitation).find((work) => work !== null);
  // The numbers in a rule are those of the regulation it amends.
  const inText = ['rule', 'notice', 'frDoc', 'statutesAtLarge'].includes(root.name) ? null : workInText(root);
  return (root.name === 'statuteCompilation' ? inText : null) ?? cited ?? workOfMeta(root) ?? inText ?? undefined;
}

function typeOf(root: XmlElement, work: string | undefined): DocumentType {
  const type = textAt(metaOf(root), 'type') ?? '';
  if (root.name === 'cfrDoc' || (root.name === 'rule' && !/proposed/i.test(type))) return 'regulation';
  if (['bill', 'resolution', 'engrossedAmendment', 'amendment'].includes(root.name)) return 'bill';
  if (['pLaw', 'statuteCompilation', 'uscDoc', 'statute'].includes(root.name)) return 'act';
  const segments = work?.split('/') ?? [];
  return segments.includes('act') || segments.includes('pl') ? 'act' : segments.includes('bill') ? 'bill' : 'other';
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** `Approved October 10, 2013.` */
function approvedDay(text: string): string | undefined {
  const match = /Approved ([A-Z][a-z]+) (\d{1,2}), (\d{4})/u.exec(text);
  const month = months.indexOf(match?.[1]?.toLowerCase() ?? '') + 1;
  return match === null || month === 0 ? undefined : `${match[3]!}-${String(month).padStart(2, '0')}-${match[2]!.padStart(2, '0')}`;
}

const dateIn = (element: XmlElement | undefined): string | undefined => [...descendants(element ?? none)].find((each) => each.name === 'date')?.attributes.date;

/** A rule's own words on its effect; what is not said is left to the day of publication. */
function effectiveDay(root: XmlElement): string | undefined {
  const statement = [...descendants(mainOf(root))].find(({ name, attributes }) => name === 'statement' && (attributes.role === 'effectiveDate' || attributes.role === 'dates'));
  return statement !== undefined && /\beffective\b/i.test(textOfElement(statement)) ? dateIn(statement) : undefined;
}

/** The day from which this version counts: of approval, of the last amendment compiled, of the stage a bill has reached. */
function fromOf(root: XmlElement, published: string | undefined): string | undefined {
  const meta = metaOf(root);
  const preface = prefaceOf(root);
  const approved = textAt(meta, 'approvedDate') ?? childElements(mainOf(root)).filter((child) => child.name === 'action').map((action) => approvedDay(textOfElement(action))).find((day) => day !== undefined);
  const named = root.attributes.startPeriod ?? mainOf(root).attributes.startPeriod;
  const stages = [...childElements(preface).filter((child) => child.name === 'action').map(dateIn), dateIn(childAt(root, 'attestation'))].filter((day) => day !== undefined);
  if (named !== undefined) return named;
  if (root.name === 'statuteCompilation') return dateIn(childAt(preface, 'editionNote')) ?? approved;
  if (root.name === 'cfrDoc' || root.name === 'uscDoc') return textAt(meta, 'docReleasePoint')?.match(/^\d{4}-\d{2}-\d{2}/u)?.[0] ?? textAt(meta, 'created') ?? textAt(meta, 'date');
  if (root.name === 'rule') return effectiveDay(root) ?? published;
  if (root.name === 'pLaw') return approved ?? textAt(meta, 'issued') ?? textAt(meta, 'date') ?? published;
  return stages.at(-1) ?? textAt(meta, 'date') ?? published;
}

const unquoted = (text: string): string => text.replace(/^[\s“”‘’"']+|[\s“”‘’"',.]+$/gu, '');

/** Short titles the act gives itself as a whole; those of its titles and sections, and of quoted law, name something else. */
function shortTitles(root: XmlElement): string[] {
  const found: string[] = [];
  const visit = (element: XmlElement): void => {
    let before = '';
    for (const child of element.children) {
      if (typeof child === 'string') before += child;
      else if (child.name === 'shortTitle') {
        const { role } = child.attributes;
        const ofWhole = role === undefined ? /this (?:act|code|(?:joint |concurrent )?resolution)\b/i.test(before) : ['act', 'jointResolution', 'concurrentResolution', 'resolution'].includes(role);
        if (ofWhole) found.push(unquoted(fold(textOfElement(child))));
      } else if (child.name !== 'quotedContent' && child.name !== 'toc') visit(child);
    }
  };
  visit(mainOf(root));
  return found.filter((title) => title !== '');
}

/** Title first, then aliases. */
function namesOf(root: XmlElement): string[] {
  const meta = metaOf(root);
  const whole = textAt(meta, 'title');
  const number = textAt(meta, 'docNumber');
  // `116 S 1000 IS: To amend …`: the citation stands in citableAs too.
  const purpose = root.name === 'bill' || root.name === 'resolution' ? whole?.replace(/^[^:]{1,40}:\s*/u, '') : whole;
  const codified = root.name === 'uscDoc' ? [`${number ?? ''} U.S.C.`, `${number ?? ''} USC`, `title ${number ?? ''}, United States Code`] : root.name === 'cfrDoc' ? [`${number ?? ''} CFR`] : [];
  const ofCode = textAt(mainOf(root), root.name === 'uscDoc' ? 'title' : '', 'heading');
  const isRegister = root.name === 'rule' || root.name === 'notice' || root.name === 'presidentialDoc';
  const subject = isRegister ? [textAt(prefaceOf(root), 'subject'), number === undefined ? undefined : `FR Doc. ${number}`] : [];
  const ordered = [
    ...subject, textAt(meta, 'citableAsShortTitle'), ...shortTitles(root), ...(isRegister ? [] : [purpose]), ...textsAt(meta, 'containsShortTitle').slice(0, 1), ofCode,
    ...codified, ...textsAt(meta, 'citableAs').map((citation) => citation.replace(/, as amended$/u, '')),
  ];
  return [...new Set(ordered.filter((name): name is string => name !== undefined && name !== ''))];
}

/** `outer`: facts of the volume or issue the document is printed in. */
export function readUslmFacts(root: XmlElement, outer: { readonly language?: string | undefined; readonly published?: string | undefined }, warn: Warn): Facts {
  const work = workOf(root);
  const names = namesOf(root);
  const end = root.attributes.endPeriod ?? mainOf(root).attributes.endPeriod;
  return definedOnly({
    work, title: names[0], aliases: names.length > 1 ? names.slice(1) : undefined, type: typeOf(root, work), jurisdiction: work?.split('/')[0] ?? 'us',
    language: root.attributes.lang ?? textAt(metaOf(root), 'language')?.toLowerCase() ?? outer.language,
    from: readDay(fromOf(root, outer.published), 'the day from which it counts', warn), to: readDay(end, 'endPeriod', warn),
  });
}

/** What documents inside a volume or issue take over from it. */
export function outerFacts(root: XmlElement): { readonly language: string | undefined; readonly published: string | undefined } {
  const meta = metaOf(root);
  return { language: root.attributes.lang ?? textAt(meta, 'language')?.toLowerCase(), published: root.name === 'frDoc' ? textAt(meta, 'date') : undefined };
}
