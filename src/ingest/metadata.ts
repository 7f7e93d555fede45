/** What a source says about itself, checked at the border and completed: side file before file before collection before defaults. */
import { z } from 'zod';
import { documentTypes, type Day, type DocumentType, type LegalDocument, type Period, type ProvisionStatus } from '../document.js';
import { ResponsaError } from '../errors.js';
import { deepestNesting, fold, type Draft } from './tree/draft.js';
import { dayAfter, isDay } from './days.js';
import { checkedEntries, inOwnKeys, textValue, type Entries } from './front-matter.js';
import { languageTag, threeLetterCode } from './languages.js';
import type { SourceFile } from './parser.js';
import { warnOfEmpty, withoutEmpty, writeTree } from './tree/tree-writer.js';

export { dayAfter, isDay };

/** Every field as the source gives it; what is missing is filled in by `finishDocument`. */
export interface Facts {
  readonly work?: string;
  readonly expression?: string;
  readonly title?: string;
  readonly aliases?: readonly string[];
  readonly type?: DocumentType;
  readonly jurisdiction?: string;
  readonly language?: string;
  readonly from?: Day | null;
  readonly to?: Day | null;
  readonly url?: string;
  readonly status?: ProvisionStatus;
}

/** The day at the beginning of a date or a time stamp; otherwise `undefined` and a warning. */
export function readDay(written: string | undefined, field: string, warn: (warning: string) => void): Day | undefined {
  if (written === undefined || written === '') return undefined;
  const day = written.slice(0, 10);
  if (isDay(day)) return day;
  warn(`${field} is "${written}", which is no calendar day (expected YYYY-MM-DD); it is left open`);
  return undefined;
}

export function readStatus(written: string | undefined, warn: (warning: string) => void): ProvisionStatus | undefined {
  if (written === undefined || written === '') return undefined;
  const status = written.trim().toLowerCase().replace(/[_ ]/g, '-');
  if (['in-force', 'active', 'current'].includes(status)) return 'in-force';
  if (['repealed', 'revoked', 'removed', 'expired'].includes(status)) return 'repealed';
  if (['not-yet-in-force', 'future', 'not-commenced', 'uncommenced'].includes(status)) return 'not-yet-in-force';
  if (status === 'spent') return 'spent';
  warn(`the status "${written}" is unknown; the period alone decides`);
  return undefined;
}

/** Words other publishers use, as types. */
const typeWords: Readonly<Record<string, DocumentType>> = { law: 'act', code: 'act', statute: 'act', bylaw: 'by-law', 'public-guidance': 'guidance' };

export function readType(written: string | undefined): DocumentType | undefined {
  if (written === undefined) return undefined;
  const word = written.trim().toLowerCase().replace(/[_ ]/g, '-');
  return documentTypes.find((type) => type === word) ?? typeWords[word] ?? (word === '' ? undefined : 'other');
}

const text = textValue.optional();
/** Front matter and side files in our own keys. */
const written = z.looseObject({
  work: text, title: text, short_title: text, aliases: z.union([textValue.transform((one) => [one]), z.array(textValue)]).optional(),
  type: text, jurisdiction: text, language: text, in_force_from: textValue.nullish(), in_force_to: textValue.nullish(), url: text, status: text,
});

/** Facts of front matter or of a side file, in our keys or a maker's. Throws ResponsaError('bad-source') naming the key whose value has the wrong form. */
export function readFacts(entries: Entries, warn: (warning: string) => void): Facts {
  const values = checkedEntries(written, inOwnKeys(entries, warn));
  const title = values.short_title === undefined || values.short_title === '' ? values.title : values.short_title;
  const aliases = [values.title, ...(values.aliases ?? [])].filter((name): name is string => name !== undefined && name !== '' && name !== title);
  return definedOnly({
    work: values.work, title, aliases: aliases.length === 0 ? undefined : aliases, type: readType(values.type), jurisdiction: values.jurisdiction, language: values.language,
    from: readDay(values.in_force_from ?? undefined, 'in_force_from', warn), to: readDay(values.in_force_to ?? undefined, 'in_force_to', warn),
    url: values.url, status: readStatus(values.status, warn),
  });
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys whose value is `undefined`, so that they do not hide what a weaker source says. */
export function definedOnly<T extends object>(facts: T): Defined<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** `law/dog-act.en.2024-01-01.md` -> name `law/dog-act`, language `en`, day `2024-01-01`. */
export function fromFileName(path: string): { readonly name: string; readonly language: string | undefined; readonly day: Day | undefined } {
  let name = path.replace(/\.[^./]+$/, '');
  const day = /\.(\d{4}-\d{2}-\d{2})$/.exec(name)?.[1];
  if (day !== undefined) name = name.slice(0, -day.length - 1);
  const language = /\.([a-z]{2,3}(?:-[A-Z]{2})?)$/.exec(name)?.[1];
  return { name: language === undefined ? name : name.slice(0, -language.length - 1), language, day };
}

/** What the file says, under what its side file says. */
export function factsOf(file: SourceFile, own: Facts, warn: (warning: string) => void): Facts {
  return file.sideMetadata === null ? own : { ...own, ...readFacts(file.sideMetadata, warn) };
}

export interface Frame {
  readonly type: DocumentType;
  readonly language: string;
  readonly jurisdiction: string;
}

/** Type, language and jurisdiction, which decide how the text is read; from the facts, the file's name, the collection. */
export function frameOf(file: SourceFile, facts: Facts, warn: (warning: string) => void): Frame {
  const written = facts.language ?? fromFileName(file.path).language ?? file.collection.language ?? 'und';
  const language = languageTag(written);
  if (language === null) warn(`the language "${written}" is no language tag; "und" (undetermined) is used`);
  return { type: facts.type ?? file.collection.type ?? 'other', language: language ?? 'und', jurisdiction: facts.jurisdiction ?? file.collection.jurisdiction ?? 'zz' };
}

function periodOf(facts: Facts, file: SourceFile, warn: (warning: string) => void): Period {
  const named = fromFileName(file.path).day;
  const from = facts.from !== undefined ? facts.from : named !== undefined && isDay(named) ? named : null;
  const to = facts.to ?? null;
  if (from !== null && to !== null && to <= from) warn(`the period in force ends (${to}) before it begins (${from}); no day is in it`);
  return { from, to };
}

/**
 * The document of `drafts`. Throws ResponsaError('bad-source') when there is no text at all: an empty document could answer
 * nothing and would only hide that something is wrong with its file.
 */
export function finishDocument(file: SourceFile, format: string, facts: Facts, frame: Frame, drafts: readonly Draft[], warnings: readonly string[]): LegalDocument {
  const collected = [...warnings];
  const warn = (warning: string): void => void collected.push(warning);
  const { name } = fromFileName(file.path);
  const title = facts.title ?? name.split('/').at(-1)!;
  const work = facts.work ?? `${frame.jurisdiction}/${frame.type}/${name.replace(/\s+/gu, '-')}`;
  const inForce = periodOf(facts, file, warn);
  const aliases = [...new Set((facts.aliases ?? []).map(fold))].filter((alias) => alias !== '' && alias !== title);
  const filled = withoutEmpty(drafts);
  const left = warnOfEmpty(drafts);
  if (left !== null) warn(left);
  if (filled.length === 0) throw new ResponsaError('bad-source', 'The file holds no text.', 'Expected at least one provision or paragraph; remove the file or name it in the "ignore" list of collection.json.');
  const tree = writeTree(filled, { work, language: frame.language, names: [title, ...aliases], status: facts.status === 'in-force' ? null : (facts.status ?? null) });
  const expression = facts.expression ?? `${work}/${threeLetterCode(frame.language)}${inForce.from === null ? '' : `@${inForce.from}`}`;
  return {
    work, expression, title, aliases, type: frame.type, jurisdiction: frame.jurisdiction, language: frame.language, inForce,
    source: { collection: file.collection.id, path: file.path, format, digest: file.digest, url: facts.url ?? null },
    text: tree.text, provisions: tree.provisions, pages: tree.pages, terms: tree.terms, warnings: [...collected, ...tree.warnings],
  };
}

/** Thrown by parsers for nesting no text has. */
export function tooDeep(): ResponsaError {
  return new ResponsaError('bad-source', `Its elements are nested deeper than ${deepestNesting}.`, 'Law and guidance stay below 20 levels; the file is damaged or made to do harm.');
}
