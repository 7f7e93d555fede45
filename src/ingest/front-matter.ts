/** Front matter as its makers write it -> our own keys. One entry per maker; what no maker claims is taken for our own already. */
import { z } from 'zod';
import { ResponsaError } from '../errors.js';
import { dayAfter, isDay, readArabicDay } from './days.js';
import { fold } from './tree/draft.js';

export type Entries = Readonly<Record<string, unknown>>;
type Warn = (warning: string) => void;

/** Any plain value of YAML or JSON as folded text. */
export const textValue = z.union([z.string(), z.number(), z.boolean()]).transform((value) => fold(String(value)));

/** `entries` as `schema` wants them. Throws ResponsaError('bad-source') naming the key whose value has the wrong form. */
export function checkedEntries<T>(schema: z.ZodType<T>, entries: Entries): T {
  const parsed = schema.safeParse(entries);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ResponsaError('bad-source', `The metadata key "${issue?.path.join('.') ?? ''}" has a value of the wrong form: ${issue?.message ?? ''}.`, 'Metadata values are text; `aliases` is a list of texts.');
}

interface Maker {
  /** True when the keys are this maker's. */
  accepts(entries: Entries): boolean;
  toOwnKeys(entries: Entries, warn: Warn): Entries;
}

const text = textValue.optional();
const legalizeEntries = z.looseObject({
  title: text, identifier: textValue, country: textValue, rank: text, status: text, source: text, short_title: text, department: text,
  effective_from: text, applicability_date: text, last_updated: text, original_effective_date: text, effective_until: text, rt_section: text, sr_number: text,
});
type LegalizeEntries = z.infer<typeof legalizeEntries>;

const languages: Readonly<Record<string, string>> = { ee: 'et', ch: 'de', fr: 'fr' };
/** Ranks of acts in Estonia, Switzerland and France. */
const ranks: Readonly<Record<string, string>> = {
  seadus: 'act', maarus: 'regulation', bundesgesetz: 'act', bundesbeschluss: 'act', verordnung: 'regulation', reglement: 'regulation', code: 'act', constitution_fr: 'act',
};

/** `Rae Vallavalitsus` -> `ee-rae-vald`, `Tallinna Linnavolikogu` -> `ee-tallinna-linn`: who makes the law of a municipality. */
function estonianMunicipality(department: string): string {
  const match = /^(?<name>.+?) (?<unit>valla|linna)(?:valitsus|volikogu)/iu.exec(department);
  if (match === null) return 'ee';
  const name = match.groups!.name!.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z]+/gu, '-');
  return `ee-${name}-${match.groups!.unit!.toLowerCase() === 'valla' ? 'vald' : 'linn'}`;
}

/** Names in the brackets at the end of a Swiss title: `… (Bauarbeitenverordnung, BauAV)`. */
function namesInBrackets(title: string): string[] {
  const inside = /\((?<inside>[^()]+)\)$/u.exec(title)?.groups?.inside;
  return inside === undefined || /\d/u.test(inside) ? [] : inside.split(/,\s+/u).filter((name) => name.length <= 60 && /^\p{Lu}/u.test(name));
}

/** Abbreviations of every language (`short_title`, `short_title_fr` …), and the number of the Swiss collection. */
function legalizeAliases(entries: LegalizeEntries): string[] {
  const abbreviations = Object.entries(entries).filter(([key]) => /^short_title(?:_[a-z]{2})?$/.test(key)).map(([, value]) => textValue.safeParse(value).data ?? '');
  const bracketed = entries.country === 'ch' ? namesInBrackets(entries.title ?? '') : [];
  return [...abbreviations, ...bracketed, ...(entries.sr_number === undefined ? [] : [`SR ${entries.sr_number}`])].filter((name) => name !== '');
}

/** A Swiss act is named by its European Legislation Identifier, as the links of other acts name it. */
function legalizeWork(entries: LegalizeEntries, type: string): string {
  const eli = /\/(eli\/cc\/[^/#?]+\/[^/#?]+)/.exec(entries.source ?? '')?.[1];
  return eli === undefined ? `${entries.country}/${type}/${entries.identifier}` : `${entries.country}/${eli}`;
}

/** The repositories of the Legalize project, one per country; their front matter has the same keys and some of its country's own. */
const legalize: Maker = {
  accepts: (entries) => entries.identifier !== undefined && entries.country !== undefined && entries.work === undefined,
  toOwnKeys(given) {
    const entries = checkedEntries(legalizeEntries, given);
    const country = entries.country.toLowerCase();
    const isMunicipal = entries.rt_section === 'RT IV' && entries.rank === 'maarus';
    const rank = ranks[entries.rank ?? ''] ?? (/^\S*verordnung\b/iu.test(entries.title ?? '') ? 'regulation' : 'other');
    const type = isMunicipal ? 'by-law' : rank;
    const lastDay = entries.effective_until;
    // The text is that of one version, so it counts from the day of that version, not from the first of the act.
    const from = [entries.effective_from, entries.applicability_date, entries.last_updated, entries.original_effective_date].find((day) => day !== undefined && day !== '');
    return {
      work: legalizeWork({ ...entries, country }, type), title: entries.title, aliases: legalizeAliases({ ...entries, country }), type, language: languages[country],
      jurisdiction: isMunicipal ? estonianMunicipality(entries.department ?? '') : country,
      in_force_from: from, in_force_to: lastDay !== undefined && isDay(lastDay) ? dayAfter(lastDay) : lastDay,
      url: /^https?:/.test(entries.source ?? '') ? entries.source : undefined, status: entries.status,
    };
  },
};

const saudiEntries = z.looseObject({
  title: text, source_url: textValue, doc_type: textValue, issued_date: text, gazette_ref: text, publish_date: text, approval_date_hijri: text, status: text,
});
/** Law, regulation, decision, decree; what is left (orders, agreements, standards) is `other`. */
const saudiTypes: Readonly<Record<string, string>> = { 'نظام': 'act', 'مرسوم ملكي': 'act', 'لائحة': 'regulation', 'قرار': 'regulation' };

function saudiStatus(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  if (/^(?:غير ساري|لاغي|ملغ[يى]|تم إلغاء)/u.test(written)) return 'repealed';
  return /^ساري/u.test(written) ? 'in-force' : written;
}

/** The last segment of the address: a number or the title. */
function lastSegment(address: string): string {
  const segment = address.replace(/[?#].*$/u, '').split('/').filter((part) => part !== '').at(-1) ?? address;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The unofficial collection of Saudi laws; its dates are those of the Umm al-Qura calendar or of both calendars. */
const saudiLaws: Maker = {
  accepts: (entries) => entries.source_url !== undefined && entries.doc_type !== undefined && entries.work === undefined,
  toOwnKeys(given, warn) {
    const entries = checkedEntries(saudiEntries, given);
    const type = saudiTypes[entries.doc_type] ?? 'other';
    // The source does not say from when: a law counts at the earliest from the day it was published.
    const written = (['publish_date', 'gazette_ref', 'issued_date', 'approval_date_hijri'] as const).filter((key) => (entries[key] ?? '') !== '');
    const days = written.map((key) => readArabicDay(entries[key]!));
    const from = days.find((day) => day !== null);
    if (from === undefined && written[0] !== undefined) warn(`${written[0]} is "${entries[written[0]]!}", which is no day that can be read; the beginning is left open`);
    const numbered = /^(?<name>.{1,80}?رقم\s*\([^()]*\))\s+\S/u.exec(entries.title ?? '')?.groups?.name;
    return {
      work: `sa/${type}/${lastSegment(entries.source_url)}`, title: entries.title, aliases: numbered === undefined ? [] : [numbered], type, jurisdiction: 'sa', language: 'ar',
      in_force_from: from, url: entries.source_url, status: saudiStatus(entries.status),
    };
  },
};

const makers: readonly Maker[] = [legalize, saudiLaws];

/** The entries in our own keys. Throws ResponsaError('bad-source') naming the key whose value has the wrong form. */
export function inOwnKeys(entries: Entries, warn: Warn): Entries {
  return makers.find((maker) => maker.accepts(entries))?.toOwnKeys(entries, warn) ?? entries;
}
