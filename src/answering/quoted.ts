/** A piece of a document that an answer quotes. */
import type { LegalDocument, Span } from '../document.js';
import type { Unit } from './lists.js';

export interface Quoted {
  readonly document: LegalDocument;
  readonly span: Span;
}

/** Whether one of the quotations shares text with `span`. */
export function isQuoted(quoted: readonly Quoted[], { expression }: Pick<LegalDocument, 'expression'>, span: Span): boolean {
  return quoted.some((one) => one.document.expression === expression && one.span.start < span.end && span.start < one.span.end);
}

/** Lead-ins, the sentence and tails, each quoted from the provision it stands in. */
export function partsOf({ passage: { document }, leadIns, span, tails }: Unit & { readonly passage: Pick<Quoted, 'document'> }): Quoted[] {
  return [...leadIns, span, ...tails].map((part) => ({ document, span: part }));
}
