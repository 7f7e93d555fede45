/** Exceptions of a cited provision that the cited sentences leave out: an answer without them would say more than the law does. */
import { findCitations } from '../citation-grammar.js';
import type { Located } from '../document.js';
import { numberValue } from '../numerals.js';
import { exceptionIn } from './checks/exceptions.js';
import { basicProvisionOf, locateBody } from './cite.js';
import type { Sentence } from './engine.js';
import type { Unit } from './lists.js';
import { unitsIn } from './numbered-sentences.js';
import { pointedExceptions } from './pointed-exceptions.js';

/** More than this many exceptions to one statement bury it. */
const mostExceptions = 2;

/**
 * Sentences of the same section or article, in text order, that make an exception to what `sentence` says: those beside it in its subsection, and
 * those elsewhere that take back a whole provision ("subsection (1) does not apply …") and name no other subsection; then those of
 * provisions that it reserves ("subject to section 12"). `cited` holds
 * the places (`start`) already quoted of this document.
 */
export function leftOutExceptions(sentence: Sentence, cited: ReadonlySet<number>): Unit[] {
  const { document } = sentence.passage;
  const home = locateBody(document, sentence.span);
  if (home === null) return [];
  const basic = basicProvisionOf(home).provision;
  const own = subsectionOf(home, basic.eId);
  const applies = ({ span }: Unit): boolean => {
    if (cited.has(span.start)) return false;
    const text = document.text.slice(span.start, span.end);
    const reach = exceptionIn(text, document.language);
    if (reach === 'none') return false;
    const there = locateBody(document, span);
    if (there !== null && subsectionOf(there, basic.eId)?.eId === own?.eId) return true;
    return reach === 'elsewhere' && namesNoOther(text, document.language, own?.number ?? null);
  };
  const pointed = pointedExceptions(sentence).filter(({ span }) => !cited.has(span.start));
  return [...unitsIn(document, basic.span).filter(applies), ...pointed].slice(0, mostExceptions);
}

/** The level right below the basic provision, or `null` when it stands in the basic provision itself. */
function subsectionOf({ provision, ancestors }: Located, basic: string): Located['provision'] | null {
  const chain = [...ancestors, provision];
  return chain[chain.findIndex(({ eId }) => eId === basic) + 1] ?? null;
}

function namesNoOther(text: string, language: string, own: string | null): boolean {
  const named = findCitations(text, language).flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'subsection' || kind === 'paragraph'));
  return named.length === 0 || (own !== null && named.some(({ value }) => value === numberValue(own)));
}
