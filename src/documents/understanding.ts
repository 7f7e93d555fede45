/** What was understood of a document, short enough to be read at once. */
import { walk, type DocumentType, type LegalDocument, type Period } from '../document.js';

export interface OutlineEntry {
  readonly eId: string;
  readonly kind: string;
  readonly number: string | null;
  readonly heading: string | null;
  /** 1: at the top, 2: below that. */
  readonly level: number;
}

export interface UnderstoodDocument {
  readonly work: string;
  readonly expression: string;
  readonly title: string;
  readonly type: DocumentType;
  readonly jurisdiction: string;
  readonly language: string;
  readonly inForce: Period;
  readonly format: string;
  /** How many provisions of each kind. */
  readonly provisions: Readonly<Record<string, number>>;
  readonly references: number;
  readonly outline: readonly OutlineEntry[];
  readonly warnings: readonly string[];
}

/** Entries of an outline, and warnings: what a person looks through. `inspect` shows all. */
const mostShown = 200;
/** Documents of a file; files of questions and answers hold thousands. */
export const mostDocuments = 20;

export function understoodOf(document: LegalDocument): UnderstoodDocument {
  const { work, expression, title, type, jurisdiction, language, inForce, source } = document;
  const provisions: Record<string, number> = {};
  const outline: OutlineEntry[] = [];
  let references = 0;
  for (const { provision, ancestors } of walk(document.provisions)) {
    const { eId, kind, number, heading } = provision;
    provisions[kind] = (provisions[kind] ?? 0) + 1;
    references += provision.references.length;
    if (ancestors.length < 2 && outline.length < mostShown) outline.push({ eId, kind, number, heading, level: ancestors.length + 1 });
  }
  return { work, expression, title, type, jurisdiction, language, inForce, format: source.format, provisions, references, outline, warnings: firstOf(document.warnings) };
}

/** The first ones, and how many there are beside. */
export function firstOf(warnings: readonly string[]): readonly string[] {
  return warnings.length <= mostShown ? warnings : [...warnings.slice(0, mostShown), `and ${warnings.length - mostShown} more`];
}
