/** Versions of one work: an open end is closed where the next version begins; names of expressions are made unique. */
import type { LegalDocument } from '../document.js';
import { byCodePoint } from './walk-folder.js';

export interface Versioned {
  readonly documents: readonly LegalDocument[];
  readonly warnings: readonly string[];
}

const label = (document: LegalDocument): string => `${document.source.collection}/${document.source.path}`;
const printed = (document: LegalDocument): string => `[${document.inForce.from ?? '…'}, ${document.inForce.to ?? '…'})`;

/** The versions of one work in one language, oldest first, no two in force on the same day unless the sources say so. */
function chain(versions: readonly LegalDocument[], warnings: string[]): LegalDocument[] {
  const ordered = [...versions].sort((a, b) => byCodePoint(a.inForce.from ?? '', b.inForce.from ?? ''));
  return ordered.map((document, at) => {
    const next = ordered[at + 1];
    if (next === undefined) return document;
    const { from, to } = document.inForce;
    const begins = next.inForce.from;
    if (to === null && begins !== null && begins !== from) {
      warnings.push(`${label(document)}: its period had no end; it ends on ${begins}, where ${label(next)} begins`);
      return { ...document, inForce: { from, to: begins } };
    }
    if (to === null || begins === null || to > begins) warnings.push(`${label(document)} and ${label(next)} are versions of ${document.work} that are in force at the same time: ${printed(document)} and ${printed(next)}; both are kept`);
    return document;
  });
}

/** `documents` in their order, periods chained and expressions unique. Nothing is dropped; what was changed is reported. */
export function settleVersions(documents: readonly LegalDocument[]): Versioned {
  const warnings: string[] = [];
  const groups = new Map<string, LegalDocument[]>();
  for (const document of documents) {
    const key = `${document.work} ${document.language}`;
    groups.set(key, [...(groups.get(key) ?? []), document]);
  }
  const settled = new Map<string, LegalDocument>();
  for (const versions of groups.values()) for (const document of chain(versions, warnings)) settled.set(placeOf(document), document);
  const taken = new Set<string>();
  const unique = documents.map((document) => {
    const current = settled.get(placeOf(document))!;
    let expression = current.expression;
    for (let again = 2; taken.has(expression); again++) expression = `${current.expression}~${again}`;
    taken.add(expression);
    if (expression === current.expression) return current;
    warnings.push(`${label(document)}: the expression ${current.expression} is in the corpus already; this one is called ${expression}`);
    return { ...current, expression };
  });
  return { documents: unique, warnings };
}

/** A file may hold more than one expression: its path alone does not name a document. */
function placeOf(document: LegalDocument): string {
  return `${label(document)} ${document.expression}`;
}
