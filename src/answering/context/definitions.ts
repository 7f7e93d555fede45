/** Definitions that stand behind the words of the cited sentences: of the same version of the law, or of the law whose meaning it takes over. */
import { isInForce, locate, type Day, type LegalDocument, type Span } from '../../document.js';
import type { OfferedDefinition } from '../answer-types.js';
import { chainOf, describeSpan, periodOf } from '../cite.js';
import { isQuoted, type Quoted } from '../quoted.js';
import { standingOn } from '../standing.js';
import { definedTerms, type DefinedTerm } from './defined-terms.js';
import { definitionFormsOf } from './definition-forms.js';
import { standsIn } from './terms-in-text.js';
import { bestVersion, type Versions } from './versions.js';

/** More than these bury the answer. */
const mostDefinitions = 5;

interface Offer {
  readonly document: LegalDocument;
  readonly defined: DefinedTerm;
}

/** Most specific first: more words, then longer ones; then in the order of the answer. Each term once. */
export function definitionsFor(quoted: readonly Quoted[], versionsOf: Versions, asOf: Day): OfferedDefinition[] {
  const offers = new Map<string, Offer>();
  for (const { document, span } of quoted) {
    for (const offer of offersFor(document, span, versionsOf, asOf)) {
      const key = `${offer.document.work}\n${offer.defined.term.toLowerCase()}`;
      if (!offers.has(key) && !isQuoted(quoted, offer.document, offer.defined.span) && holdsOn(offer, asOf)) offers.set(key, offer);
    }
  }
  const words = ({ defined: { term } }: Offer): number => term.trim().split(/\s+/u).length;
  const ordered = [...offers.values()].sort((a, b) => words(b) - words(a) || b.defined.term.length - a.defined.term.length);
  return ordered.slice(0, mostDefinitions).map(({ document, defined }) => ({ term: defined.term, citation: describeSpan(document, defined.span, asOf) }));
}

/** What is defined for the text at `span`, the nearest reach counting where a term has two meanings. */
function offersFor(document: LegalDocument, span: Span, versionsOf: Versions, asOf: Day): Offer[] {
  const text = document.text.slice(span.start, span.end);
  const reaching = definedTerms(document).filter(({ reach }) => reach === null || (reach.start <= span.start && span.end <= reach.end));
  const own = nearestOfEach(standsIn(text, document.language, reaching)).map((defined): Offer => ({ document, defined }));
  const borrowed = own.flatMap(({ defined }) => borrowedFrom(document, defined, versionsOf, asOf));
  return [...own, ...borrowed];
}

function nearestOfEach(found: readonly DefinedTerm[]): DefinedTerm[] {
  const nearest = new Map<string, DefinedTerm>();
  const width = ({ reach }: DefinedTerm): number => (reach === null ? Infinity : reach.end - reach.start);
  const clashes = new Set<string>();
  for (const one of found) {
    const key = one.term.toLowerCase();
    const other = nearest.get(key);
    if (other !== undefined && width(other) === width(one)) clashes.add(key);
    if (other === undefined || width(one) < width(other)) nearest.set(key, one);
  }
  // Two meanings of equal reach: which is meant, the text does not say.
  return [...nearest].filter(([key]) => !clashes.has(key)).map(([, one]) => one);
}

/** `“dog” has the same meaning as in section 2 of the Dog Act`: what that law says, one step. */
function borrowedFrom(document: LegalDocument, { term, span }: DefinedTerm, versionsOf: Versions, asOf: Day): Offer[] {
  if (definitionFormsOf(document.language)?.borrows.test(document.text.slice(span.start, span.end)) !== true) return [];
  const references = locate(document, span)?.provision.references ?? [];
  const works = references.flatMap(({ span: at, target }) => (target !== null && target.work !== document.work && span.start <= at.start && at.end <= span.end ? [target.work] : []));
  return [...new Set(works)].flatMap((work) => {
    const version = bestVersion(versionsOf(work), ({ language, inForce }) => ({ language, period: inForce }), document.language, asOf);
    const same = version === null ? [] : definedTerms(version).filter((defined) => defined.reach === null && defined.term.toLowerCase() === term.toLowerCase());
    return version !== null && same.length === 1 ? [{ document: version, defined: same[0]! }] : [];
  });
}

/** A definition that is not in force on the day asked for explains nothing of it. */
function holdsOn({ document, defined: { span } }: Offer, asOf: Day): boolean {
  const located = locate(document, span);
  return isInForce(periodOf(document, located), asOf) && standingOn(document, located === null ? [] : chainOf(located), asOf) === 'in-force';
}
