/** Provisions that a cited sentence reserves: "subject to section 12" is followed one step, to the version in force on the day asked for. */
import type { Citation, CitationTarget } from '../../citation.js';
import { locate, walk, type Day, type LegalDocument, type Located, type Span } from '../../document.js';
import { isDivision, restartsNumbering } from '../../indexing/provision-kinds.js';
import type { Related, Reservation } from '../answer-types.js';
import { chainOf, describeSpan, labelOf, locateBody, periodOf } from '../cite.js';
import { unitsIn } from '../numbered-sentences.js';
import { isQuoted, type Quoted } from '../quoted.js';
import { reservationOf } from '../reserving-words.js';
import { bestVersion, type Versions } from './versions.js';

/** More than these bury the answer. */
const mostRelated = 4;
/** A provision up to this length is quoted whole, of a longer one the first sentence. UTF-16 units. */
const longestWhole = 600;

/** What the quotations reserve and the answer does not quote itself, in their order; what leads nowhere is left out. */
export function relatedTo(quoted: readonly Quoted[], versionsOf: Versions, asOf: Day): Related[] {
  const related: Related[] = [];
  const seen = new Set<string>();
  for (const { document, span } of quoted) {
    const home = locateBody(document, span);
    for (const { why, target } of reservedIn(document, span)) {
      const there = provisionOf(document, target, versionsOf, asOf);
      const key = there === null ? '' : `${there.document.expression}#${target.eId}`;
      if (there === null || related.length === mostRelated || seen.has(key)) continue;
      const { body } = there.located.provision;
      if (isQuoted(quoted, there.document, body)) continue;
      seen.add(key);
      related.push({ why, from: labelOf(document, home), citation: describeSpan(there.document, quotationOf(there.document, body), asOf) });
    }
  }
  return related;
}

interface Reserved {
  readonly why: Reservation;
  readonly target: CitationTarget;
}

/** What joins a reserved provision to the next: `sections 7 and 12`, `§§ 16 und 16a`. */
const chain = /^\s*(?:,|;|、)?\s*(?:and|or|to|und|oder|sowie|bis|et|ou|à|و|أو|та|і|або|ja|või|及び|並びに|又は|若しくは|或者|和|、|,)?\s*(?:(?:of|in|des?|der|du|aux?|les|l[’'])\s*)*$/iu;

/** References inside `span` that its words reserve. A reference to the provision it stands in, or to a work as a whole, leads nowhere new. */
function reservedIn(document: LegalDocument, span: Span): Reserved[] {
  const located = locate(document, span);
  if (located === null) return [];
  const own = new Set(chainOf(located).map(({ eId }) => eId));
  const inside = located.provision.references.filter((reference) => span.start <= reference.span.start && reference.span.end <= span.end);
  let last: { readonly why: Reservation; readonly end: number } | null = null;
  const reserved: Reserved[] = [];
  for (const reference of inside) {
    const chained: Reservation | null = last !== null && chain.test(document.text.slice(last.end, reference.span.start)) ? last.why : null;
    const why: Reservation | null = within(document, span, reference) ?? chained;
    last = why === null ? null : { why, end: reference.span.end };
    const { target } = reference;
    if (why !== null && target?.eId != null && !(target.work === document.work && own.has(target.eId))) reserved.push({ why, target });
  }
  return reserved;
}

/** Words of another sentence reserve nothing here. */
function within({ text, language }: LegalDocument, span: Span, { span: { start, end } }: Citation): Reservation | null {
  return reservationOf(text.slice(span.start, span.end), { start: start - span.start, end: end - span.start }, language);
}

interface There {
  readonly document: LegalDocument;
  readonly located: Located;
}

/** The provision meant: in the same version when it stands in the same work, else in the version in force that day; where none is, in the last one before. */
function provisionOf(document: LegalDocument, { work, eId }: CitationTarget, versionsOf: Versions, asOf: Day): There | null {
  const holds = (version: LegalDocument): There | null => {
    const located = eId === null ? null : provisionNamed(version, eId);
    return located === null ? null : { document: version, located };
  };
  const same = work === document.work ? holds(document) : null;
  if (same !== null) return same;
  const found = versionsOf(work).flatMap((version) => holds(version) ?? []);
  return bestVersion(found, ({ document: version, located }) => ({ language: version.language, period: periodOf(version, located) }), document.language, asOf);
}

/** Most identifiers begin with those of the provisions around them, save for divisions: most of a large tree need not be looked at. */
function provisionNamed({ provisions }: LegalDocument, eId: string): Located | null {
  const pending: Located[] = provisions.map((provision) => ({ provision, ancestors: [] }));
  for (let here = pending.shift(); here !== undefined; here = pending.shift()) {
    const { provision, ancestors } = here;
    if (provision.eId === eId) return here;
    if (!eId.startsWith(provision.eId) && !isDivision(provision.kind) && !restartsNumbering(provision.kind)) continue;
    pending.unshift(...provision.provisions.map((inner) => ({ provision: inner, ancestors: [...ancestors, provision] })));
  }
  for (const located of walk(provisions)) if (located.provision.eId === eId) return located;
  return null;
}

function quotationOf(document: LegalDocument, body: Span): Span {
  if (body.end - body.start <= longestWhole) return body;
  return unitsIn(document, body)[0]?.span ?? body;
}
