/**
 * Whose law is asked for, where a corpus holds several places that each rule for themselves: two municipalities, two countries. A jurisdiction holds those
 * whose code goes on from its own (`xa` holds `xa-sel`); two of which neither holds the other are rivals.
 */
import type { LegalDocument } from '../document.js';
import { primaryLanguage } from '../language.js';
import type { Passage } from '../retrieval/passage.js';

export function areRivals(one: string, other: string): boolean {
  const holds = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(`${outer}-`);
  return !holds(one, other) && !holds(other, one);
}

/** The passages of places whose law does not hold in `jurisdiction`, in their order. */
export function rivalsOf(jurisdiction: string, passages: readonly Passage[]): Passage[] {
  return passages.filter(({ document }) => areRivals(document.jurisdiction, jurisdiction));
}

/** The passages that hold in a place which the question names; all of them when it names none. */
export function ofNamedPlaces(question: string, passages: readonly Passage[]): { readonly passages: readonly Passage[]; readonly isNamed: boolean } {
  const named = namedPlaces(question, [...new Set(passages.map(({ document }) => document))]);
  if (named.length === 0) return { passages, isNamed: false };
  return { passages: passages.filter(({ document }) => named.some((place) => !areRivals(place, document.jurisdiction))), isNamed: true };
}

/** Jurisdictions, of those of `documents` that have rivals among them, that the question names. */
function namedPlaces(question: string, documents: readonly LegalDocument[]): string[] {
  const places = [...new Set(documents.map(({ jurisdiction }) => jurisdiction))];
  const rivalling = places.filter((place) => places.some((other) => areRivals(place, other)));
  if (rivalling.length === 0) return [];
  const asked = tokensOf(question);
  // Whole laws: read at most once each, and only when a name is said.
  const read = new Map<LegalDocument, ReadonlySet<string>>();
  const wordsOf = (document: LegalDocument): ReadonlySet<string> => {
    const words = read.get(document) ?? tokensOf(`${document.title} ${document.text}`);
    read.set(document, words);
    return words;
  };
  return rivalling.filter((place) => {
    const own = documents.filter(({ jurisdiction }) => jurisdiction === place);
    const others = documents.filter(({ jurisdiction }) => areRivals(jurisdiction, place));
    return namesOf(own).some((name) => isSaid(name, asked, question) && !others.some((other) => wordsOf(other).has(name)));
  });
}

/** Shorter words are no names of places that could be told from others. */
const shortestName = 3;

/** Words by which the documents of one place name it: those of their titles, and those behind "City of" and the like. In lower case. */
function namesOf(documents: readonly LegalDocument[]): string[] {
  return [...new Set(documents.flatMap(({ title, aliases, text, language }) => {
    const introduced = introducing[primaryLanguage(language)];
    const placed = introduced === undefined ? [] : [...text.slice(0, readForNames).matchAll(introduced)].flatMap((found) => [...tokensOf(found.slice(1).join(' '))]);
    return [...tokensOf([title, ...aliases].join(' ')), ...placed];
  }))].filter((name) => name.length >= shortestName || /\p{Script=Han}/u.test(name));
}

/** Characters of a document in which its place is looked for: who made it stands at its beginning. */
const readForNames = 20_000;

/** What stands before or behind the name of a municipality, by language. */
const introducing: Readonly<Record<string, RegExp>> = {
  en: /\b(?:[Cc]ity|[Tt]own|[Mm]unicipality|[Vv]illage|[Cc]ounty|[Dd]istrict|[Bb]orough) of ((?:\p{Lu}[\p{L}’'-]+ ?){1,2})|((?:\p{Lu}[\p{L}’'-]+ ){1,2})(?:Metropolitan |Local |District )?(?:Municipality|Council)\b/gu,
  de: /(?<!\p{L})(?:Stadt|Gemeinde|Landkreis|Kreis|Markt) (\p{Lu}[\p{L}-]+)/gu,
  fr: /(?<!\p{L})(?:[Vv]ille|[Cc]ommune|[Mm]unicipalité) d(?:e |’|')(\p{Lu}[\p{L}-]+)/gu,
  ar: /(?<!\p{L})(?:بلدية|مدينة|محافظة|أمانة) (\p{L}+ ?\p{L}*)/gu,
  uk: /(?<!\p{L})(?:міст[оа]|громад[аи]) (\p{Lu}[\p{L}’-]+)/gu,
  et: /(\p{Lu}[\p{L}-]+) (?:vald|linn|valla|linna)(?!\p{L})/gu,
  ja: /(\p{Script=Han}{1,4})[市町村区県]/gu,
};

function tokensOf(text: string): Set<string> {
  return new Set(text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []);
}

/** Letters of a name that its forms and derivations may lack at the end: "Hohenried" in "Hohenrieder". */
const ending = 1;
/** A shorter name must be said as it is. */
const shortestStem = 5;

function isSaid(name: string, asked: ReadonlySet<string>, question: string): boolean {
  if (asked.has(name) || (/\p{Script=Han}/u.test(name) && question.includes(name))) return true;
  return name.length > shortestStem && [...asked].some((word) => word.startsWith(name.slice(0, -ending)));
}
