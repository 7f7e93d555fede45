/** Hard admission: which rows of a snapshot a question may see at all. Never a boost. */
import { isInForce, type Day, type LegalDocument } from '../document.js';
import type { Admission, Snapshot } from '../indexing/snapshot.js';
import { primaryLanguage } from '../language.js';
import type { Filters, Query } from './query.js';

/** True when the filters let the document in, whatever the day. */
export function admitsDocument(document: LegalDocument, filters: Filters): boolean {
  const { collections, jurisdictions, languages, types, works } = filters;
  return (
    (collections === undefined || collections.includes(document.source.collection)) &&
    (jurisdictions === undefined || jurisdictions.includes(document.jurisdiction)) &&
    (languages === undefined || languages.includes(primaryLanguage(document.language))) &&
    (types === undefined || types.includes(document.type)) &&
    (works === undefined || works.includes(document.work))
  );
}

/** Rows in force on `asOf` (every row when `null`) of the documents that the filters let in. */
export function admit(snapshot: Snapshot, asOf: Day | null, filters: Filters): Admission {
  const rows = new Uint8Array(snapshot.chunks.length);
  let count = 0;
  snapshot.documents.forEach((document, ordinal) => {
    if (!admitsDocument(document, filters)) return;
    for (const row of snapshot.rowsOf(ordinal)) {
      if (asOf !== null && !isInForce(snapshot.chunks[row]!.inForce, asOf)) continue;
      rows[row] = 1;
      count++;
    }
  });
  return { rows, count };
}

/** Admissions most recently used are kept: almost every question asks for today and no filter. */
const keptAdmissions = 16;

export type Admitter = (query: Pick<Query, 'asOf' | 'filters'>) => Admission;

/** `admit` for one snapshot, remembering the last answers. */
export function createAdmitter(snapshot: Snapshot): Admitter {
  const kept = new Map<string, Admission>();
  return ({ asOf, filters }) => {
    const key = JSON.stringify([asOf, filters.collections, filters.jurisdictions, filters.languages, filters.types, filters.works]);
    const admission = kept.get(key) ?? admit(snapshot, asOf, filters);
    kept.delete(key);
    kept.set(key, admission);
    const oldest = kept.keys().next();
    if (kept.size > keptAdmissions && oldest.done !== true) kept.delete(oldest.value);
    return admission;
  };
}
