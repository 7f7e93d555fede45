/** Where documents of a type stand above each other; types that set no rules of their own have no rank. */
import type { DocumentType } from '../../document.js';

const ranks: Readonly<Partial<Record<DocumentType, number>>> = { act: 1, regulation: 2, 'by-law': 3, guidance: 4 };

/** 1 is highest; `null` for judgments, bills and what is not known: they are not held against law. */
export const rankOf = (type: DocumentType): number | null => ranks[type] ?? null;
