/**
 * `synonyms.txt` beside `collection.json`: words that mean the same in this collection, written by those who know its law.
 *
 *     # renting a home
 *     flat, apartment, dwelling              each of them finds the others
 *     landlord => lessor, head landlord      "landlord" in a question finds the others too, not the other way round
 *     [de]                                   from here on for German questions only
 *     Kündigung, Beendigung des Mietverhältnisses
 *
 * Lines before the first `[language]` hold for questions in the collection's language; where it names none, in any. A line that cannot be
 * used is reported with its number; the others count. One step only: what a line adds is not looked up once more, so that lines that lead in
 * a circle do no harm.
 */
import { canonicalLanguage } from '../language-tag.js';

export const synonymsName = 'synonyms.txt';

/** One line: who asks for one of `asked` asks for all of `meant`. */
export interface SynonymEntry {
  readonly collection: string;
  /** BCP 47; `null`: questions in any language. */
  readonly language: string | null;
  readonly asked: readonly string[];
  readonly meant: readonly string[];
}

/** Bytes of the largest file: some 20,000 lines. Larger ones are no list that people wrote. */
export const largestSynonyms = 1 << 20;
/** Terms on one line; each of them is looked up for a question that has one. */
const MOST_TERMS = 20;
/** Characters of a term: a phrase, not a sentence. */
const LONGEST_TERM = 100;

export interface ReadSynonyms {
  readonly entries: readonly SynonymEntry[];
  /** Each begins with the line's number. */
  readonly problems: readonly string[];
}

/** `null` for what is no text: invalid UTF-8, or control characters in it. */
export function decodeSynonyms(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[\u0000-\u0008\u000e-\u001f]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

export function parseSynonyms(text: string, collection: { readonly id: string; readonly language?: string | undefined }): ReadSynonyms {
  const entries: SynonymEntry[] = [];
  const problems: string[] = [];
  let language: string | null | undefined = collection.language === undefined ? null : canonicalLanguage(collection.language);
  for (const [at, raw] of text.split(/\r\n|\r|\n/u).entries()) {
    const line = raw.replace(/(?:^|\s)#.*$/u, '').trim();
    if (line === '') continue;
    const tag = /^\[(.*)\]$/u.exec(line)?.[1];
    if (tag !== undefined) {
      const known = canonicalLanguage(tag.trim());
      if (known === null) problems.push(`line ${at + 1}: "${shown(tag)}" is no language tag; the lines below it are left out up to the next one (write [en], [de], [fr] …)`);
      language = known ?? undefined;
    } else if (language !== undefined) {
      const read = parseLine(line);
      if (typeof read === 'string') problems.push(`line ${at + 1}: ${read}`);
      else entries.push({ collection: collection.id, language, ...read });
    }
  }
  return { entries, problems };
}

/** The line's terms, or what is wrong with it. */
function parseLine(line: string): Pick<SynonymEntry, 'asked' | 'meant'> | string {
  const sides = line.split(/=>|⇒|→/u);
  if (sides.length > 2) return `"${shown(line)}" has more than one "=>"; write one line for each`;
  const lists = sides.map((side) => [...new Set(side.split(/[,،、，;]/u).map((term) => term.trim().replace(/\s+/gu, ' ')))].filter((term) => term !== ''));
  const terms = lists.flat();
  const [asked, meant] = [lists[0]!, lists.at(-1)!];
  if (asked.length === 0 || meant.length === 0 || (lists.length === 1 && asked.length < 2)) return `"${shown(line)}" names no two terms; write "flat, apartment" or "landlord => lessor"`;
  if (terms.length > MOST_TERMS) return `${terms.length} terms; at most ${MOST_TERMS} can stand on one line`;
  const long = terms.find((term) => term.length > LONGEST_TERM);
  if (long !== undefined) return `"${shown(long)}" is longer than ${LONGEST_TERM} characters`;
  const wordless = terms.find((term) => !/[\p{L}\p{N}]/u.test(term));
  if (wordless !== undefined) return `"${shown(wordless)}" has no word in it`;
  return { asked, meant };
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
