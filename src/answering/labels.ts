/** How each language writes a reference to a provision: data, and the one function that reads it. */
import { isNote, type Provision } from '../document.js';

/** A level below the basic provision, by the form of its printed number. */
type SubForm = 'bracketed-number' | 'number' | 'letter' | 'other';

interface LabelStyle {
  /** Between the title and the reference. */
  readonly separator: string;
  /** By Akoma Ntoso kind: what stands before the number. `{n}` is the number. */
  readonly basic: Readonly<Record<string, string>>;
  readonly sub: Readonly<Record<SubForm, string>>;
  /** Between the levels. */
  readonly between: string;
  readonly quotes: readonly [string, string];
  /** A footnote, a source credit: what is cited is no law. */
  readonly note: string;
  readonly page: string;
}

const english: LabelStyle = {
  separator: ', ',
  basic: { section: 'section {n}', article: 'article {n}', rule: 'rule {n}', regulation: 'regulation {n}', schedule: 'schedule {n}', part: 'part {n}', chapter: 'chapter {n}', paragraph: 'paragraph {n}' },
  sub: { 'bracketed-number': '({n})', number: '({n})', letter: '({n})', other: '({n})' },
  between: '',
  quotes: ['“', '”'],
  note: 'note',
  page: 'p. {n}',
};

const styles: Readonly<Record<string, LabelStyle>> = {
  en: english,
  de: {
    separator: ', ',
    basic: { section: '§ {n}', article: 'Artikel {n}', schedule: 'Anlage {n}', part: 'Teil {n}', chapter: 'Kapitel {n}', paragraph: 'Absatz {n}' },
    sub: { 'bracketed-number': 'Absatz {n}', number: 'Nummer {n}', letter: 'Buchstabe {n}', other: '{n}' },
    between: ' ',
    quotes: ['„', '“'],
    note: 'Anmerkung',
    page: 'S. {n}',
  },
  fr: {
    separator: ', ',
    // What an English act of a bilingual country calls a section is an article in the French one.
    basic: { section: 'article {n}', article: 'article {n}', schedule: 'annexe {n}', part: 'titre {n}', title: 'titre {n}', chapter: 'chapitre {n}', paragraph: 'paragraphe {n}' },
    sub: { 'bracketed-number': 'paragraphe {n}', number: '{n}°', letter: '{n})', other: '{n}' },
    between: ', ',
    quotes: ['« ', ' »'],
    note: 'note',
    page: 'p. {n}',
  },
  ar: {
    separator: '، ',
    basic: { section: 'المادة {n}', article: 'المادة {n}', schedule: 'الملحق {n}', part: 'الباب {n}', chapter: 'الفصل {n}', paragraph: 'الفقرة {n}' },
    sub: { 'bracketed-number': 'الفقرة ({n})', number: 'البند {n}', letter: 'البند ({n})', other: '({n})' },
    between: '، ',
    quotes: ['«', '»'],
    note: 'حاشية',
    page: 'ص {n}',
  },
  ja: {
    separator: '　',
    basic: { section: '第{n}節', article: '第{n}条', schedule: '別表{n}', part: '第{n}編', chapter: '第{n}章', paragraph: '第{n}項' },
    sub: { 'bracketed-number': '第{n}項', number: '第{n}項', letter: '{n}', other: '第{n}号' },
    between: '',
    quotes: ['「', '」'],
    note: '注',
    page: '{n}頁',
  },
  et: {
    separator: ', ',
    basic: { section: '§ {n}', article: 'artikkel {n}', schedule: 'lisa {n}', part: 'osa {n}', chapter: '{n}. peatükk', paragraph: 'lõige {n}' },
    sub: { 'bracketed-number': 'lõige {n}', number: 'punkt {n}', letter: 'punkt {n}', other: '{n}' },
    between: ' ',
    quotes: ['„', '“'],
    note: 'märkus',
    page: 'lk {n}',
  },
  uk: {
    separator: ', ',
    basic: { section: 'розділ {n}', article: 'стаття {n}', schedule: 'додаток {n}', part: 'частина {n}', chapter: 'глава {n}', paragraph: 'частина {n}' },
    sub: { 'bracketed-number': 'частина {n}', number: 'пункт {n}', letter: 'підпункт {n}', other: '{n}' },
    between: ', ',
    quotes: ['«', '»'],
    note: 'примітка',
    page: 'с. {n}',
  },
};

export function labelStyleOf(language: string): LabelStyle {
  return styles[language.toLowerCase().split('-')[0] ?? ''] ?? english;
}

/** Words that a printed number may begin with and that the style writes itself. */
const printedWords = /^(?:§+|sections?|sec\.?|ss?\.|articles?|artikel|art\.?|rules?|regulations?|paragraphs?|paragraphes?|schedules?|annexes?|anlagen?|parts?|teil|titre|chapters?|chapitres?|kapitel|المادة|مادة|الفقرة|البند|الملحق|الباب|الفصل|стаття|статті|розділ|глава|додаток|別表|第)\s*/iu;

/** `Section 5.` -> `5`, `(a)` -> `a`, `第五条` -> `五`; empty when nothing but a word is printed. */
export function numberCore(printed: string): string {
  return printed
    .trim()
    .replace(printedWords, '')
    .replace(/[条項号章節編款](?=の|$)/u, '')
    .replace(/^[([（〔]+|[\s)\]）〕.:。、，,;—–-]+$/gu, '')
    .replace(/(?<=\d)[°º]$/u, '')
    .trim();
}

/** `sec_5` of an English act -> `section 5`; a provision without a number is named by its heading. */
export function basicLabel(provision: Provision, style: LabelStyle): string {
  if (isNote(provision.kind)) return style.note;
  // 第五条の二 carries its words inside the number.
  if (provision.number?.startsWith('第') === true) return provision.number.trim();
  const core = provision.number === null ? '' : numberCore(provision.number);
  const form = style.basic[provision.kind];
  if (core !== '' && form !== undefined) return form.replace('{n}', core);
  if (provision.number !== null) return provision.number.trim().replace(/[.:—–-]+$/u, '').trim();
  return provision.heading === null ? '' : `${style.quotes[0]}${provision.heading}${style.quotes[1]}`;
}

/** A level below it: `(2)`, `Absatz 2`, `第二項`. */
export function subLabel(provision: Provision, style: LabelStyle): string {
  if (isNote(provision.kind)) return style.between === '' ? ` ${style.note}` : style.note;
  const core = provision.number === null ? '' : numberCore(provision.number);
  return core === '' ? '' : style.sub[formOf(provision.number!.trim(), core)].replace('{n}', core);
}

function formOf(printed: string, core: string): SubForm {
  if (/^\p{Nd}+\p{L}?$/u.test(core)) return /^[([（]/u.test(printed) ? 'bracketed-number' : 'number';
  return /^[一二三四五六七八九十百]+$/u.test(core) ? 'other' : 'letter';
}
