/** What a Japanese law says of itself: attributes of `Law` and `LawTitle`, the answer of the e-Gov API around it, the name of its file. */
import type { DocumentType, ProvisionStatus } from '../../../document.js';
import { isDay } from '../../days.js';
import { definedOnly, readDay, type Facts } from '../../metadata.js';
import { fold } from '../../tree/draft.js';
import { childAt, childElements, textOfElement, type XmlElement } from '../xml-tree.js';

type Warn = (warning: string) => void;

/** Era -> the digit law ids begin with, and the year before its first. */
const eras: Readonly<Record<string, { readonly digit: number; readonly before: number }>> = {
  Meiji: { digit: 1, before: 1867 }, Taisho: { digit: 2, before: 1911 }, Showa: { digit: 3, before: 1925 }, Heisei: { digit: 4, before: 1988 }, Reiwa: { digit: 5, before: 2018 },
};
/** Sorts of law whose id follows from their number; those of the ministries and agencies name the body that made them, which is not in the file. */
const idLetters: Readonly<Record<string, string>> = { Act: 'AC', CabinetOrder: 'CO', ImperialOrder: 'IO' };
const types: Readonly<Record<string, readonly [DocumentType, string]>> = {
  Constitution: ['act', 'constitution'], Act: ['act', 'act'], CabinetOrder: ['regulation', 'cabinet-order'], ImperialOrder: ['regulation', 'imperial-order'],
  MinisterialOrdinance: ['regulation', 'ministerial-ordinance'], Rule: ['regulation', 'rule'], Misc: ['other', 'misc'],
};
/** `405AC0000000088_20240401_504AC0100000052`: law, day in force, amending law. */
const revisionId = /(?:^|\/)(\d{3}[A-Z][A-Z0-9]{3,20})(?:_(\d{4})(\d{2})(\d{2})_[0-9A-Z]+)?(?=[./]|$)/u;

const textAt = (element: XmlElement | undefined, ...path: string[]): string | undefined => {
  const found = childAt(element, ...path);
  const text = found === undefined ? '' : fold(textOfElement(found));
  return text === '' ? undefined : text;
};

/** `Era="Heisei" Year="05" PromulgateMonth="11" PromulgateDay="12"` -> 1993-11-12. */
function promulgation({ attributes }: XmlElement): string | undefined {
  const era = eras[attributes.Era ?? ''];
  const two = (written: string | undefined): string => (written ?? '').padStart(2, '0');
  const day = era === undefined ? '' : `${era.before + Number(attributes.Year)}-${two(attributes.PromulgateMonth)}-${two(attributes.PromulgateDay)}`;
  return isDay(day) ? day : undefined;
}

function computedId({ attributes }: XmlElement): string | undefined {
  const era = eras[attributes.Era ?? ''];
  const letters = idLetters[attributes.LawType ?? ''];
  const year = Number(attributes.Year);
  const number = Number(attributes.Num);
  if (era === undefined || letters === undefined || !Number.isInteger(year) || !Number.isInteger(number)) return undefined;
  return `${era.digit}${String(year).padStart(2, '0')}${letters}${String(number).padStart(10, '0')}`;
}

/** The law's name without the small print that gives the reading of its characters. */
function titleText(element: XmlElement | undefined): string | undefined {
  const printed = (each: XmlElement): string => each.children.map((child) => (typeof child === 'string' ? child : child.name === 'Rt' ? '' : printed(child))).join('');
  const text = element === undefined ? '' : fold(printed(element));
  return text === '' ? undefined : text;
}

function statusOf(revision: XmlElement | undefined): ProvisionStatus | undefined {
  const repeal = textAt(revision, 'repeal_status');
  if (repeal !== undefined && repeal !== 'None') return 'repealed';
  return textAt(revision, 'current_revision_status') === 'UnEnforced' ? 'not-yet-in-force' : undefined;
}

/** The day this version came into force; the promulgation alone does not say it, but is the best known. */
function fromOf(law: XmlElement, revision: XmlElement | undefined, named: RegExpExecArray | null, warn: Warn): string | undefined {
  const enforced = textAt(revision, 'amendment_enforcement_date') ?? textAt(revision, 'amendment_scheduled_enforcement_date') ?? (named?.[2] === undefined ? undefined : `${named[2]}-${named[3]!}-${named[4]!}`);
  const day = readDay(enforced, 'the day in force', warn);
  if (day !== undefined) return day;
  const promulgated = promulgation(law);
  if (promulgated !== undefined) warn(`neither the file nor its name says from when this version is in force; the day of promulgation, ${promulgated}, is used`);
  return promulgated;
}

/** `law`: the `Law` element; `answer`: the API's element around it, where there is one. */
export function readEGovFacts(law: XmlElement, answer: XmlElement | undefined, path: string, warn: Warn): Facts {
  const info = childAt(answer, 'law_info');
  const revision = childAt(answer, 'revision_info');
  const named = revisionId.exec(path);
  const number = textAt(law, 'LawNum');
  const id = textAt(info, 'law_id') ?? textAt(answer, 'ApplData', 'LawId') ?? named?.[1] ?? computedId(law);
  const [type, segment] = types[law.attributes.LawType ?? ''] ?? ['other' as const, 'misc'];
  const titled = childAt(law, 'LawBody', 'LawTitle');
  const { Kana: kana, Abbrev: abbreviated } = titled?.attributes ?? {};
  const short = [abbreviated, textAt(revision, 'abbrev')].flatMap((names) => (names ?? '').split(/[,，、]/u));
  const title = titleText(titled);
  const aliases = [...short, number, kana].map((name) => fold(name ?? '')).filter((name) => name !== '');
  return definedOnly({
    work: `jp/${segment}/${id ?? number ?? `${law.attributes.Era ?? ''}-${law.attributes.Year ?? ''}-${law.attributes.Num ?? ''}`}`,
    title: title ?? number, aliases: [...new Set(aliases)], type, jurisdiction: 'jp', language: law.attributes.Lang ?? 'ja',
    from: fromOf(law, revision, named, warn), to: readDay(textAt(revision, 'repeal_date'), 'repeal_date', warn), status: statusOf(revision),
  });
}

/** The `Law` element of a file, whatever the API put around it. */
export function lawIn(root: XmlElement): XmlElement | undefined {
  if (root.name === 'Law') return root;
  for (const path of [['law_full_text', 'Law'], ['ApplData', 'LawFullText', 'Law'], ['LawFullText', 'Law']]) {
    const law = childAt(root, ...path);
    if (law !== undefined) return law;
  }
  return childElements(root).find(({ name }) => name === 'Law');
}
