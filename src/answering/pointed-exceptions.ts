/**
 * Exceptions that stand where a cited sentence points to: "Subject to section 12, …", "vorbehaltlich des § 12", "sous réserve de l’article 12". One step,
 * within the same document; what stands in another work is left to its link.
 */
import { findCitations } from '../citation-grammar.js';
import { walk, type LegalDocument, type Provision } from '../document.js';
import { numberValue } from '../numerals.js';
import type { Reservation } from './answer-types.js';
import { exceptionIn } from './checks/exceptions.js';
import type { Sentence } from './engine.js';
import type { Unit } from './lists.js';
import { unitsIn } from './numbered-sentences.js';
import { reservationBefore } from './reserving-words.js';

/** Reservations under which the other provision may take something back. */
const takesBack = (reservation: Reservation | null): boolean => reservation !== null && reservation !== 'notwithstanding';

/** Sentences, in text order, of the provisions that `sentence` reserves, that make an exception. Empty in a language without data, and where the document has no such provision. */
export function pointedExceptions({ passage: { document }, text }: Sentence): Unit[] {
  const pointed = findCitations(text, document.language).filter(({ named, span }) => named === null && takesBack(reservationBefore(text, span.start, document.language)));
  const provisions = pointed.flatMap(({ parts }) => provisionAt(document, parts.map(({ value }) => value)) ?? []);
  return provisions.flatMap((provision) => unitsIn(document, provision.span)).filter(({ span }) => exceptionIn(document.text.slice(span.start, span.end), document.language) !== 'none');
}

const basic: ReadonlySet<string> = new Set(['section', 'article', 'rule', 'regulation']);

/** The provision of a section or article number and the numbers below it; `null` when there is none, or more than one has that number. */
function provisionAt(document: LegalDocument, values: readonly string[]): Provision | null {
  const has = (provision: Provision, value: string): boolean => provision.number !== null && numberValue(provision.number) === value;
  const sections = [...walk(document.provisions)].filter(({ provision }) => basic.has(provision.kind) && has(provision, values[0]!));
  if (sections.length !== 1) return null;
  return values.slice(1).reduce((provision: Provision | null, value) => provision?.provisions.find((child) => has(child, value)) ?? provision, sections[0]!.provision);
}
