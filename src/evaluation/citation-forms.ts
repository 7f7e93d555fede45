/** How a provision is asked for in writing: three forms for each language, natural where that law is cited. Data, and the one function that fills them in. */
import type { LegalDocument, Located, Provision } from '../document.js';

/** A provision as its forms name it. */
interface Named {
  /** Its number as printed, without words: `5`, `573c`, `II`. */
  readonly number: string;
  /** True for an article where the law has sections too. */
  readonly isArticle: boolean;
  /** The article or schedule it stands in, where numbers start anew; `null` for most. */
  readonly within: Named | null;
  readonly isSchedule: boolean;
}

interface Forms {
  /** The address of a provision, with what it stands in. */
  readonly long: (named: Named) => string;
  readonly short: (named: Named) => string;
  /** `title` as printed, `alias` the shortest name that lawyers use. */
  readonly questions: (long: string, short: string, title: string, alias: string) => readonly [string, string, string];
}

const schedule = (word: string, { number }: Named): string => (number === '' ? word : `${word} ${number}`);
const germanPath = (section: string, article: string) => (named: Named): string => {
  const { within, isArticle, isSchedule, number } = named;
  const own = isSchedule ? schedule('Anlage', named) : `${isArticle ? article : section} ${number}`;
  return within === null ? own : `${germanPath(section, article)(within)} ${own}`;
};
const englishPath = (section: string, article: string) => (named: Named): string => {
  const { within, isArticle, isSchedule, number } = named;
  const own = isSchedule ? schedule('Schedule', named) : `${isArticle ? article : section} ${number}`;
  return within === null ? own : `${own} of ${within.isSchedule && within.number === '' ? 'the ' : ''}${englishPath(section, article)(within)}`;
};
const frenchPath = (article: string) => (named: Named): string => {
  const { within, isSchedule, number } = named;
  const own = isSchedule ? schedule('annexe', named) : `${article} ${number}`;
  return within === null ? own : `${own} de l’${frenchPath(article)(within)}`;
};

const of: Readonly<Record<string, Forms>> = {
  de: {
    long: germanPath('Paragraph', 'Artikel'), short: germanPath('§', 'Art.'),
    questions: (long, short, title, alias) => [`${short} ${alias}`, `Was regelt ${long} ${germanGenitive(title)}?`, `${alias} ${short}`],
  },
  en: {
    long: englishPath('section', 'article'), short: englishPath('s.', 'art.'),
    questions: (long, short, title, alias) => [`What does ${long} of the ${title.replace(/^The\s/u, '')} say?`, `${alias} ${short}`, `${title} ${short.replace(/^s\./u, 's')}`],
  },
  fr: {
    long: frenchPath('article'), short: frenchPath('art.'),
    questions: (long, short, title, alias) => [`Que prévoit ${long.replace(/^(?=a)/u, 'l’')} ${frenchGenitive(title)} ?`, `${alias} ${short}`, `${title}, ${short.replace('art.', 'art')}`],
  },
  ja: {
    long: ({ number }) => number, short: ({ number }) => number.replace(/^第/u, ''),
    questions: (long, short, title, alias) => [`${title}${long}は何を定めていますか。`, `${alias}${short}`, `${title} ${short}`],
  },
};

const general: Forms = {
  long: ({ number, isArticle }) => (isArticle ? `art. ${number}` : `§ ${number}`), short: ({ number, isArticle }) => (isArticle ? `art ${number}` : `§${number}`),
  questions: (long, short, title, alias) => [`${title} ${long}`, `${short} ${alias}`, `${alias}, ${long}`],
};

/** `Bürgerliches Gesetzbuch` -> `des Bürgerlichen Gesetzbuchs`: adjectives, then the first noun; what follows stays. */
function germanGenitive(title: string): string {
  const [, adjectives, noun, rest] = /^((?:\p{Lu}[\p{L}-]*(?:es|er|e)\s)*)(\S+)(.*)$/su.exec(title) ?? ['', '', title, ''];
  const weak = adjectives.replace(/(?:es|er|e)(?=\s)/gu, 'en');
  if (/(?:ung|schaft|konvention|charta|richtlinie)$/u.test(noun)) return `der ${weak}${noun}${rest}`;
  const ending = /(?:gesetz)$/iu.test(noun) ? 'es' : /(?:buch|vertrag|abkommen|übereinkommen|protokoll|statut)$/iu.test(noun) ? 's' : null;
  return ending === null ? `von ${title}` : `des ${weak}${noun}${ending}${rest}`;
}

function frenchGenitive(title: string): string {
  const first = title.toLowerCase().split(/[\s’']/u)[0]!;
  return /^(?:code|règlement|décret|traité|statut)$/u.test(first) ? `du ${title}` : /^[aeiouéè]/u.test(first) ? `de l’${title}` : /^(?:le|la|l|les)$/u.test(first) ? `de ${title}` : `de la ${title}`;
}

const askedKinds: ReadonlySet<string> = new Set(['section', 'article']);
export const isAsked = ({ kind, number }: Provision): boolean => askedKinds.has(kind) && number !== null;

/** What stands before and behind the number in print, and a second number behind a first (`§§ 2 und 3` is asked for as 2). */
const printed = /(?<number>第\S+|(?:[A-Z]{1,2}[.-]?\s?)?\d+(?:[.\-–/]\d+)*(?:[A-Za-z]{1,2}(?!\p{L})|\s[A-Za-z](?![\p{L}.]))?(?:\s?(?:bis|ter|quater|quinquies|sexies)(?!\p{L}|\s))?[⁰¹²³⁴-⁹]*|[IVXLC]+(?![\p{L}]))/u;

const numberOf = (number: string | null): string => printed.exec((number ?? '').replace(/^(?:§+|Art(?:ikel|icle|\.)?|Sections?|Anlage|Schedule|Annexe)\s*/iu, ''))?.groups!.number!.trim() ?? '';

function named({ provision, ancestors }: Located): Named {
  const isSchedule = ['schedule', 'annex', 'attachment', 'appendix'].includes(provision.kind);
  const outer = ancestors.findLastIndex(({ kind, number }) => ['schedule', 'annex', 'attachment', 'appendix'].includes(kind) || (askedKinds.has(kind) && kind !== provision.kind && numberOf(number) !== ''));
  return { number: numberOf(provision.number), isArticle: provision.kind === 'article', isSchedule, within: outer === -1 ? null : named({ provision: ancestors[outer]!, ancestors: ancestors.slice(0, outer) }) };
}

/** Abbreviations and chapter numbers before full names; of those the shortest. */
function shortest({ title, aliases }: LegalDocument): string {
  const short = aliases.filter((alias) => /\p{Lu}.*\p{Lu}|\d/u.test(alias) && alias.length <= 40);
  return [...short].sort((one, other) => one.length - other.length)[0] ?? aliases[0] ?? title;
}

/** The three questions for a provision, in the language of its document; `null` where it prints no number one could ask for. */
export function citationQuestions(document: LegalDocument, located: Located): readonly [string, string, string] | null {
  const one = named(located);
  if (one.number === '') return null;
  const forms = of[document.language.split('-')[0]!] ?? general;
  return forms.questions(forms.long(one), forms.short(one), document.title, shortest(document));
}
