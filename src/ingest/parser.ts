/** The parser seam: the bytes of one source file -> one expression or more. One implementation per format. */
import type { LegalDocument } from '../document.js';
import type { CollectionManifest } from './collection.js';

/** One file of a collection, read whole. */
export interface SourceFile {
  readonly collection: CollectionManifest;
  /** Path inside the collection, `/` as separator. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** sha-256 of the bytes, hex. */
  readonly digest: string;
  /** Metadata from a side file `<name>.meta.json`, overriding what the file says; `null` when there is none. */
  readonly sideMetadata: Readonly<Record<string, unknown>> | null;
}

export interface Parser {
  /** `akoma-ntoso`, `html`, `markdown`, `text` … */
  readonly format: string;
  /** True when this parser is the right one; looks at name and first bytes only. */
  accepts(file: SourceFile): boolean;
  /** Throws ResponsaError('bad-source') with the reason when nothing can be made of the file. */
  parse(file: SourceFile): readonly LegalDocument[] | Promise<readonly LegalDocument[]>;
}

/** What a person is told to bring instead. */
export const readableFormats = 'Akoma Ntoso, USLM, gesetze-im-internet, Justice Canada or e-Gov XML (.xml), HTML, Markdown, DOCX, PDF with text, plain text, or questions and answers as CSV or JSONL';
