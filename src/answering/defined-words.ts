/** Words that a document defines, with what they mean: for telling that a statement says the same by another name. */
import type { LegalDocument } from '../document.js';
import type { Definition } from './checks/check.js';

/** A term in quotation marks at the beginning of a line or item, and what is said of it up to the end of the clause. */
const quoted = /(?:^|\n|[;.:،؛]\s)[^\n“"„«»「‘]{0,24}[“"„«「‘]\s?(?<term>[^“”"„«»「」‘’\n]{2,60}?)\s?[”"“»」’](?:\s*\([^)\n]{1,80}\))?\s*(?:means|includes|refers to|bedeutet|bezeichnet|ist|sind|désigne|s[’']entend d[e’']|означає|[:：—–-]|とは、?)?\s*(?<meaning>[^\n;؛]{3,400})/gu;
/** Longest clause behind a marked term that is taken for its meaning. Characters. */
const longestMeaning = 400;

const read = new WeakMap<LegalDocument, readonly Definition[]>();

/** In text order; read once for each document. */
export function definedWords(document: LegalDocument): readonly Definition[] {
  const known = read.get(document);
  if (known !== undefined) return known;
  const marked = document.terms.flatMap(({ span, text }): Definition[] => {
    const meaning = /^[^\n;]*/u.exec(document.text.slice(span.end, span.end + longestMeaning))![0];
    return meaning.trim() === '' ? [] : [{ term: text, meaning }];
  });
  const found = [...document.text.matchAll(quoted)].map(({ groups }): Definition => ({ term: groups!['term']!, meaning: groups!['meaning']! }));
  const definitions = [...marked, ...found];
  read.set(document, definitions);
  return definitions;
}
